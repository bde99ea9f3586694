//! Spans of time from an event: "trong thời hạn 03 ngày làm việc kể từ ngày …".
//!
//! Border: reckoned only from issue; from receipt the terms are kept and no day follows, from another event
//! nothing does (SCHEMA).

use std::sync::LazyLock;

use super::super::kinds::is_document_noun;
use super::super::token::{Kind, Token, any_at, find_phrase, phrase_at};
use super::super::words::DUE_SPANS;
use super::cues::cue;
use super::{Due, Origin};
use crate::domain::calendar::Calendar;
use crate::domain::deadline::{DeadlineClass, Event, Rule, Terms};
use crate::domain::reckon;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::built_in);

/// What is counted, the rule that counts it, and how many of the rule's own units one of them is;
/// hours are not reckoned.
const UNITS: [(&str, Rule, u16); 9] = [
    ("ngày làm việc", Rule::WorkingDays, 1),
    ("ngày đêm", Rule::Days, 1),
    ("ngày", Rule::Days, 1),
    ("tuần", Rule::Days, 7),
    ("tháng", Rule::Months, 1),
    ("năm", Rule::Months, 12),
    ("giờ làm việc", Rule::None, 1),
    ("giờ", Rule::None, 1),
    ("h", Rule::None, 1),
];

const NUMBERS: [&str; 10] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];

/// "trong thời hạn 03 ngày làm việc kể từ ngày nhận được Công văn này", "ngay sau khi …".
pub(super) fn relative(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    if let Some(end) = any_at(tokens, i, &["ngay sau khi", "ngay sau", "ngay khi nhận được", "ngay khi có"])
    {
        let is_edge = |t: &Token| t.kind == Kind::Mark && !t.is("/") && !t.is("-");
        let words = tokens[end..].iter().take(17).take_while(|t| !is_edge(t)).count();
        return Some(Due::new(DeadlineClass::Relative, None, Rule::None, i..end + words));
    }
    if let Some(end) = before_event(tokens, i) {
        return Some(Due::new(DeadlineClass::Relative, None, Rule::None, i..end));
    }
    let announced = span_cue(tokens, i);
    // "hoàn thành 01 tuần kể từ ngày ký" needs no more than the event.
    let cue =
        announced.or_else(|| (phrase_at(tokens, i.checked_sub(2)?, "hoàn thành")? == i).then_some(i))?;
    let spelt = |t: &Token| (1..).zip(NUMBERS).find(|(_, word)| t.is(word)).map(|(n, _)| n);
    let count = |at: usize| {
        tokens.get(at).and_then(|t| t.number().filter(|n| (1..=400).contains(n)).or_else(|| spelt(t)))
    };
    // "05 - 07 ngày": the longer one (DOMAIN §4 row 83).
    let longer = phrase_at(tokens, cue + 1, "-").and_then(|at| Some((count(at)?, at + 1)));
    let (n, at) = longer.or(Some((count(cue)?, cue + 1)))?;
    let (words, rule, each) = UNITS.iter().find(|(words, ..)| phrase_at(tokens, at, words).is_some())?;
    let end = phrase_at(tokens, at, words)?;
    // "Trong 03 ngày 20, 21 và 22/9" names them.
    if tokens.get(end).is_some_and(|t| t.kind == Kind::Number) {
        return None;
    }
    let from = since(tokens, end, origin);
    // "sau 10 ngày" and "trong 6 tháng" need an event to be counted from.
    if from.is_none() && (announced.is_none() || DUE_SPANS.at(tokens, i).is_some() || *rule == Rule::Months) {
        return None;
    }
    let (from, to) = from.unwrap_or((Some(Event::Issue), end));
    // "48 giờ" is two days.
    let hours = *words == "giờ" && n % 24 == 0 && from == Some(Event::Issue);
    let (rule, n) = if hours { (&Rule::Days, n / 24) } else { (rule, n) };
    let n = u16::try_from(n).ok()?.saturating_mul(*each);
    let terms = from.filter(|_| *rule != Rule::None).map(|from| Terms::Counted { n, from });
    let due = Due { terms, ..Due::new(DeadlineClass::Relative, None, *rule, i..to) };
    let issued = origin.issued.filter(|_| from == Some(Event::Issue));
    let reckoned = issued.and_then(|issued| reckon::counted(*rule, n, issued, &CALENDAR));
    let unverified = reckoned.is_some_and(|reckoned| reckoned.unverified);
    Some(Due { unverified, on: reckoned.map(|reckoned| reckoned.on), ..due })
}

/// Behind "trong thời hạn", "chậm nhất sau"; "trước 05 ngày" and "đến 10 ngày" are no spans from now.
fn span_cue(tokens: &[Token], i: usize) -> Option<usize> {
    let before = any_at(tokens, i, &["trước", "đến", "hết", "xong", "vào"]).is_some();
    cue(tokens, i).or_else(|| DUE_SPANS.at(tokens, i)).filter(|_| !before)
}

/// "chậm nhất 02 ngày trước ngày họp", "trước khi vận hành 10 ngày": counted back from an event, which has
/// no day here.
fn before_event(tokens: &[Token], i: usize) -> Option<usize> {
    let event = [
        "trước ngày",
        "trước khi",
        "trước thời điểm",
        "trước kỳ",
        "trước phiên",
        "trước hội nghị",
        "so với ngày",
        "so với thời điểm",
    ];
    let span = |at: usize| {
        tokens.get(at)?.number()?;
        let end = any_at(tokens, at + 1, &["ngày làm việc", "ngày", "tuần", "tháng", "giờ", "năm"])?;
        Some(end)
    };
    let is_edge = |t: &Token| t.kind == Kind::Mark && !t.is("/") && !t.is("-");
    let words = |at: usize| at + tokens[at..].iter().take(12).take_while(|t| !is_edge(t)).count();
    let cue = cue(tokens, i)
        .or_else(|| any_at(tokens, i, &["ít nhất", "tối thiểu", "không muộn hơn"]))
        .unwrap_or(i);
    if let Some(at) = span(cue).and_then(|end| any_at(tokens, end, &event))
        && tokens.get(at).is_some_and(|t| t.kind == Kind::Word)
    {
        return Some(words(at));
    }
    let at = any_at(tokens, i, &event).filter(|&at| tokens.get(at).is_some_and(Token::is_word))?;
    let back = (at + 1..words(at)).find_map(span)?;
    tokens.get(back).is_none_or(is_edge).then_some(back)
}

/// "kể từ ngày ban hành Công văn này": the event of this letter that the days count from, `None` where it
/// is another one, and the end of the words.
fn since(tokens: &[Token], at: usize, origin: Origin) -> Option<(Option<Event>, usize)> {
    let i = any_at(tokens, at, &[", kể từ", "kể từ", "tính từ", "từ", "sau", ", tính từ"])?;
    let i = any_at(tokens, i, &["ngày", "thời điểm", "khi", "lúc"])?;
    if let Some(end) = any_at(tokens, i, &["ký ban hành", "ban hành", "ký", "phát hành"]) {
        let Some(noun) = is_document_noun(tokens, end) else { return Some((Some(Event::Issue), end)) };
        let this = phrase_at(tokens, noun, "này");
        // "ban hành Chỉ thị" without more in a chỉ thị is this one.
        let closed = tokens.get(noun).is_none_or(|t| t.kind == Kind::Mark);
        let own = closed && origin.kind.is_some_and(|kind| phrase_at(tokens, end, kind) == Some(noun));
        return Some(((this.is_some() || own).then_some(Event::Issue), this.unwrap_or(noun)));
    }
    // "kể từ ngày Quyết định này được ban hành".
    let done = ["được ký ban hành", "được ban hành", "được ký", "ban hành", "ký ban hành"];
    let named = is_document_noun(tokens, i).and_then(|noun| phrase_at(tokens, noun, "này"));
    if let Some(end) = named.and_then(|end| any_at(tokens, end, &done)) {
        return Some((Some(Event::Issue), end));
    }
    let is_edge = |t: &Token| matches!(t.key.as_str(), "," | ";" | "." | ":" | ")" | "phải");
    let mark = i + tokens[i..].iter().take_while(|t| !is_edge(t)).count();
    let this = find_phrase(tokens, i, "này").map(|r| r.end).filter(|end| *end <= i + 10);
    let end = this.map_or(mark, |end| end.min(mark));
    Some((is_receipt(tokens, i, end).then_some(Event::Receipt), end))
}

/// "nhận", "nhận được văn bản này", "đến"; of files, requests and complaints it is another event.
fn is_receipt(tokens: &[Token], at: usize, end: usize) -> bool {
    let received = ["nhận được", "tiếp nhận", "nhận", "văn bản đến", "đến"];
    let Some(behind) = any_at(tokens, at, &received) else { return false };
    let noun = is_document_noun(tokens, behind).unwrap_or(behind);
    phrase_at(tokens, noun, "này").unwrap_or(noun) == end
}
