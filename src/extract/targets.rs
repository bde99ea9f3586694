//! Measurable results asked of a task: any percentage required, and a count after "ít nhất".
//!
//! Border: not results reported, not caps, not plain amounts (corpus/SCHEMA "Targets").

use std::ops::Range;

use super::token::{Gap, Kind, Token, any_at};
use crate::domain::task::Comparator;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// The value as printed: "30%", "05 lớp".
    pub value: Range<usize>,
    pub comparator: Comparator,
    /// The words that say what is measured.
    pub measure: Range<usize>,
}

#[rustfmt::skip]
const FLOORS: [&str; 10] = [
    "ít nhất", "tối thiểu", "không dưới", "không thấp hơn", "đạt từ", "đạt", "trên", "từ", "≥",
    "không ít hơn",
];
const CAPS: [&str; 8] =
    ["không quá", "không vượt quá", "tối đa", "dưới", "không cao hơn", "nhiều nhất", "≤", "vượt quá"];
const REPORTED: [&str; 8] = ["đã đạt", "mới đạt", "chỉ đạt", "đạt được", "hiện đạt", "đã", "mới", "hiện có"];

/// The targets in the wording of one task.
pub(super) fn all(tokens: &[Token]) -> Vec<Asked> {
    let mut found: Vec<Asked> = Vec::new();
    for i in 0..tokens.len() {
        if let Some(asked) = percentage(tokens, i).or_else(|| count(tokens, i)) {
            found.push(asked);
        }
    }
    found
}

fn clause_start(tokens: &[Token], i: usize) -> usize {
    let is_edge = |k: &usize| {
        let t = &tokens[*k];
        let listed = t.is(",") && tokens.get(k + 1).is_some_and(|n| n.number().is_some());
        let mark = t.kind == Kind::Mark && matches!(t.key.as_str(), "," | ";" | "." | ":" | "(");
        mark && !listed && tokens.get(k + 1).is_none_or(|n| n.gap != Gap::None)
    };
    (0..i).rev().find(is_edge).map_or(0, |k| k + 1)
}

/// Words between what is measured and the figure.
#[rustfmt::skip]
const LEADS: [&str; 18] = [
    "đạt", "tỷ", "tỉ", "lệ", "phải", "lên", "tối", "thiểu", "ít", "nhất", "từ", "trên", "không", "dưới",
    "thấp", "hơn", "bảo", "đảm",
];

fn percentage(tokens: &[Token], i: usize) -> Option<Asked> {
    tokens[i].number()?;
    let glued = i > 0 && tokens[i].gap == Gap::None && matches!(tokens[i - 1].key.as_str(), "," | "." | "/");
    let end = number_end(tokens, i);
    if glued || !tokens.get(end)?.is("%") {
        return None;
    }
    let from = clause_start(tokens, i);
    let near = from.max(i.saturating_sub(6));
    let reported = (near..i).any(|k| any_at(tokens, k, &REPORTED).is_some());
    let no_less =
        (i.saturating_sub(4)..i).any(|k| any_at(tokens, k, &["không dưới", "không thấp hơn"]) == Some(i));
    let cap = !no_less && (i.saturating_sub(3)..i).any(|k| any_at(tokens, k, &CAPS).is_some_and(|e| e == i));
    let floor = (i.saturating_sub(3)..i).any(|k| any_at(tokens, k, &FLOORS).is_some())
        || any_at(tokens, end + 1, &["trở lên"]).is_some();
    let comparator = if floor { Comparator::AtLeast } else { Comparator::Exactly };
    let clause_end = tokens[end + 1..]
        .iter()
        .position(|t| matches!(t.key.as_str(), "," | ";" | "."))
        .map_or(tokens.len(), |p| end + 1 + p);
    let mut named = i;
    while let Some(last) =
        named.checked_sub(1).filter(|k| *k > from && LEADS.contains(&tokens[*k].key.as_str()))
    {
        named = last;
    }
    let measure = if named > from + 3 {
        from.max(named.saturating_sub(14))..named
    } else {
        end + 1..clause_end.min(end + 14)
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

/// "ít nhất 05 lớp tập huấn", "đạt 1.200 hồ sơ".
fn count(tokens: &[Token], i: usize) -> Option<Asked> {
    const COUNTS: [&str; 8] = [
        "ít nhất",
        "tối thiểu",
        "không dưới",
        "đạt từ",
        "đạt tối thiểu",
        "đạt",
        "không ít hơn",
        "phấn đấu đạt",
    ];
    let at = any_at(tokens, i, &COUNTS)?;
    tokens.get(at)?.number()?;
    let end = number_end(tokens, at);
    let next = tokens.get(end)?;
    let plain =
        next.is_word() && !matches!(next.key.as_str(), "ngày" | "giờ" | "tháng" | "năm" | "phút" | "h");
    let to = (end..tokens.len().min(end + 6))
        .find(|&k| tokens[k].kind == Kind::Mark)
        .unwrap_or(tokens.len().min(end + 3));
    plain.then_some(Asked {
        value: at..to.min(end + 2),
        comparator: Comparator::AtLeast,
        measure: end..to.max(end + 1),
    })
}
