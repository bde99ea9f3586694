//! Spans of time from an event: "trong thời hạn 03 ngày làm việc kể từ ngày …".
//!
//! Border: reckoned only from issue; from receipt or another event no day follows (SCHEMA).

use std::sync::LazyLock;

use super::super::kinds::is_document_noun;
use super::super::token::{Kind, Token, any_at, find_phrase, phrase_at};
use super::super::words::DUE_SPANS;
use super::cues::cue;
use super::{Due, Origin};
use crate::domain::calendar::Calendar;
use crate::domain::deadline::{DeadlineClass, Rule};
use crate::domain::workdays;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::built_in);

/// What is counted, the rule that counts it, and how many of the rule's own units one of them is;
/// hours are not reckoned.
const UNITS: [(&str, Rule, u16); 8] = [
    ("ngày làm việc", Rule::WorkingDays, 1),
    ("ngày đêm", Rule::Days, 1),
    ("ngày", Rule::Days, 1),
    ("tuần", Rule::Days, 7),
    ("tháng", Rule::Months, 1),
    ("giờ làm việc", Rule::None, 1),
    ("giờ", Rule::None, 1),
    ("h", Rule::None, 1),
];

/// "trong thời hạn 03 ngày làm việc kể từ ngày nhận được Công văn này", "ngay sau khi …".
pub(super) fn relative(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    if let Some(end) = any_at(tokens, i, &["ngay sau khi", "ngay sau"]) {
        let is_edge = |t: &Token| t.kind == Kind::Mark && !t.is("/") && !t.is("-");
        let words = tokens[end..].iter().take(17).take_while(|t| !is_edge(t)).count();
        return Some(Due::new(DeadlineClass::Relative, None, Rule::None, i..end + words));
    }
    let cue = span_cue(tokens, i)?;
    let count = |at: usize| tokens.get(at)?.number().filter(|n| (1..=400).contains(n));
    // "05 - 07 ngày": the longer one (DOMAIN §4 row 83).
    let longer = phrase_at(tokens, cue + 1, "-").and_then(|at| Some((count(at)?, at + 1)));
    let (n, at) = longer.or(Some((count(cue)?, cue + 1)))?;
    let (words, rule, each) = UNITS.iter().find(|(words, ..)| phrase_at(tokens, at, words).is_some())?;
    let end = phrase_at(tokens, at, words)?;
    let from = since(tokens, end);
    // "sau 10 ngày" and "trong 6 tháng" need an event to be counted from.
    if from.is_none() && (DUE_SPANS.at(tokens, i).is_some() || *rule == Rule::Months) {
        return None;
    }
    let (from_issue, to) = from.unwrap_or((true, end));
    let n = u16::try_from(n).ok()?.saturating_mul(*each);
    let reckoned = origin.issued.filter(|_| from_issue).and_then(|issued| match rule {
        Rule::WorkingDays => Some(workdays::working_days_from(&CALENDAR, issued, n)),
        Rule::Days => Some(workdays::days_from(&CALENDAR, issued, n)),
        Rule::Months => Some(workdays::months_from(&CALENDAR, issued, n)),
        _ => None,
    });
    let unverified = reckoned.as_ref().is_some_and(|reckoned| reckoned.unverified);
    let on = reckoned.map(|reckoned| reckoned.on);
    Some(Due { unverified, ..Due::new(DeadlineClass::Relative, on, *rule, i..to) })
}

/// Behind "trong thời hạn", "chậm nhất sau"; "trước 05 ngày" and "đến 10 ngày" are no spans from now.
fn span_cue(tokens: &[Token], i: usize) -> Option<usize> {
    let before = any_at(tokens, i, &["trước", "đến", "hết", "xong", "vào"]).is_some();
    cue(tokens, i).or_else(|| DUE_SPANS.at(tokens, i)).filter(|_| !before)
}

/// "kể từ ngày ban hành Công văn này": whether the days count from the issue of this letter, and
/// the end of the words.
fn since(tokens: &[Token], at: usize) -> Option<(bool, usize)> {
    let i = any_at(tokens, at, &[", kể từ", "kể từ", "tính từ", "từ", "sau", ", tính từ"])?;
    let i = any_at(tokens, i, &["ngày", "thời điểm", "khi", "lúc"])?;
    if let Some(end) = any_at(tokens, i, &["ký ban hành", "ban hành", "ký", "phát hành"]) {
        let Some(noun) = is_document_noun(tokens, end) else { return Some((true, end)) };
        let this = phrase_at(tokens, noun, "này");
        return Some((this.is_some(), this.unwrap_or(noun)));
    }
    let is_edge = |t: &Token| matches!(t.key.as_str(), "," | ";" | "." | ":" | ")");
    let mark = i + tokens[i..].iter().take_while(|t| !is_edge(t)).count();
    let this = find_phrase(tokens, i, "này").map(|r| r.end).filter(|end| *end <= i + 10);
    Some((false, this.map_or(mark, |end| end.min(mark))))
}
