//! Measurable results asked of a task: any percentage required, and a count after "ít nhất".
//!
//! Border: not results reported, not caps, not plain amounts (corpus/SCHEMA "Targets").

use std::ops::Range;

use super::draft::{Certainty, Read};
use super::header::trim;
use super::source::Source;
use super::token::{Gap, Kind, Token, any_at, join, span_of};
use super::words::{CAPS, COUNTS, FLOORS, MEASURE_LEADS, REPORTED};
use crate::domain::task::{Comparator, Target};

/// The value as printed ("30%", "05 lớp") and the words that say what is measured.
struct Asked {
    value: Range<usize>,
    comparator: Comparator,
    measure: Range<usize>,
}

/// The targets in one paragraph, each value once.
pub(super) fn all(source: &Source, tokens: &[Token]) -> Vec<Read<Target>> {
    let mut found: Vec<Read<Target>> = Vec::new();
    for asked in (0..tokens.len()).filter_map(|i| percentage(tokens, i).or_else(|| count(tokens, i))) {
        let value = &tokens[asked.value];
        let measure = tokens.get(asked.measure).map(|words| join(source, named(words))).unwrap_or_default();
        let target =
            Target { measure, comparator: asked.comparator, value: join(source, value), actuals: Vec::new() };
        if found.iter().all(|known| known.value.value != target.value) {
            found.push(Read::new(target, span_of(source, value), Certainty::Check));
        }
    }
    found
}

/// Without the marks around it, so that the bracket before "(đạt 100%)" is no part of it.
fn named(words: &[Token]) -> &[Token] {
    let words = trim(words);
    words.split_last().filter(|(last, _)| last.is("(")).map_or(words, |(_, rest)| rest)
}

/// The most words a measure has; a longer one would begin in the middle of a word.
const MEASURE: usize = 24;

fn clause_start(tokens: &[Token], i: usize) -> usize {
    let is_edge = |k: &usize| {
        let t = &tokens[*k];
        let listed = t.is(",") && tokens.get(k + 1).is_some_and(|n| n.number().is_some());
        let mark = t.kind == Kind::Mark && matches!(t.key.as_str(), "," | ";" | "." | ":" | "(");
        mark && !listed && tokens.get(k + 1).is_none_or(|n| n.gap != Gap::None)
    };
    (0..i).rev().find(is_edge).map_or(0, |k| k + 1)
}

fn is_mark(token: &Token) -> bool {
    matches!(token.key.as_str(), "," | ";" | ".")
}

fn percentage(tokens: &[Token], i: usize) -> Option<Asked> {
    tokens[i].number()?;
    let glued = i > 0 && tokens[i].gap == Gap::None && matches!(tokens[i - 1].key.as_str(), "," | "." | "/");
    let end = number_end(tokens, i);
    if glued || !tokens.get(end)?.is("%") {
        return None;
    }
    let from = clause_start(tokens, i);
    let near = from.max(i.saturating_sub(6));
    let reported = (near..i).any(|k| REPORTED.at(tokens, k).is_some());
    let no_less =
        (i.saturating_sub(4)..i).any(|k| any_at(tokens, k, &["không dưới", "không thấp hơn"]) == Some(i));
    let cap = !no_less && (i.saturating_sub(3)..i).any(|k| CAPS.at(tokens, k).is_some_and(|e| e == i));
    let floor = (i.saturating_sub(3)..i).any(|k| FLOORS.at(tokens, k).is_some())
        || any_at(tokens, end + 1, &["trở lên"]).is_some();
    let comparator = if floor { Comparator::AtLeast } else { Comparator::Exactly };
    let clause_end = end + 1 + tokens[end + 1..].iter().take_while(|t| !is_mark(t)).count();
    let leads = tokens[from..i].iter().rev().take_while(|t| MEASURE_LEADS.holds(t)).count();
    let named = i - leads;
    let measure = if named > from + 3 {
        from.max(named.saturating_sub(MEASURE))..named
    } else {
        end + 1..clause_end.min(end + MEASURE)
    };
    (!reported && !cap).then_some(Asked { value: i..end + 1, comparator, measure })
}

/// The index behind "96,4" or "1.200".
pub(super) fn number_end(tokens: &[Token], i: usize) -> usize {
    let mut end = i + 1;
    while tokens.get(end).is_some_and(|t| matches!(t.key.as_str(), "," | ".") && t.gap == Gap::None)
        && tokens.get(end + 1).is_some_and(|t| t.kind == Kind::Number && t.gap == Gap::None)
    {
        end += 2;
    }
    end
}

/// "ít nhất 05 lớp tập huấn", "đạt 1.200 hồ sơ"; in "ít nhất 02 tập thể, 03 cá nhân" each.
fn count(tokens: &[Token], i: usize) -> Option<Asked> {
    let listed = || {
        let at = any_at(tokens, i, &[",", "và"])?;
        let near = (i.saturating_sub(5)..i).rev().find_map(|k| COUNTS.at(tokens, k))?;
        tokens.get(near + 1..i)?.iter().all(Token::is_word).then_some(at)
    };
    let at = COUNTS.at(tokens, i).or_else(listed)?;
    tokens.get(at)?.number()?;
    let end = number_end(tokens, at);
    let next = tokens.get(end)?;
    let plain =
        next.is_word() && !matches!(next.key.as_str(), "ngày" | "giờ" | "tháng" | "năm" | "phút" | "h");
    let to = (end..tokens.len().min(end + 6))
        .find(|&k| tokens[k].kind == Kind::Mark || tokens[k].is("và"))
        .unwrap_or(tokens.len().min(end + 3));
    plain.then_some(Asked {
        value: at..to.min(end + 2),
        comparator: Comparator::AtLeast,
        measure: end..to.max(end + 1),
    })
}
