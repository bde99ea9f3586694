//! Spans of time from an event: "trong thời hạn 03 ngày làm việc kể từ ngày …".
//!
//! Border: reckoned only from issue; from receipt or another event no day follows (SCHEMA).

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::super::kinds::is_document_noun;
use super::super::token::{Kind, Token, any_at, find_phrase, phrase_at};
use super::{Due, Origin};
use crate::domain::calendar::Calendar;
use crate::domain::deadline::{DeadlineClass, Rule};
use crate::domain::workdays;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::built_in);

/// "trong thời hạn 03 ngày làm việc kể từ ngày nhận được Công văn này", "ngay sau khi …".
pub(super) fn relative(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    #[rustfmt::skip]
    const CUES: [&str; 16] = [
        "trong thời hạn không quá", "trong thời hạn chậm nhất", "trong thời hạn",
        "trong thời gian không quá", "trong thời gian", "trong vòng", "trong", "chậm nhất là trong",
        "chậm nhất là sau", "chậm nhất trong", "chậm nhất sau", "chậm nhất là", "chậm nhất", "không quá",
        "thời hạn", "sau",
    ];
    if let Some(end) = any_at(tokens, i, &["ngay sau khi", "ngay sau"]) {
        let to = (end..tokens.len()).find(|&k| {
            tokens[k].kind == Kind::Mark && !tokens[k].is("/") && !tokens[k].is("-") || k > end + 16
        });
        return Some(Due::new(DeadlineClass::Relative, None, Rule::None, i..to.unwrap_or(tokens.len())));
    }
    let cue = any_at(tokens, i, &CUES)?;
    let mut n = tokens.get(cue)?.number().filter(|n| (1..=400).contains(n))?;
    let mut j = cue + 1;
    // "05 - 07 ngày": the longer one (DOMAIN §4 row 83).
    if tokens.get(j)?.is("-")
        && let Some(more) = tokens.get(j + 1).and_then(Token::number)
    {
        (n, j) = (more, j + 2);
    }
    j = any_at(tokens, j, &["( không"]).unwrap_or(j);
    let (unit, end) =
        UNITS.iter().find_map(|(words, unit)| phrase_at(tokens, j, words).map(|e| (*unit, e)))?;
    let from = since(tokens, end);
    // "sau 10 ngày" and "trong 6 tháng" need an event to be counted from.
    if from.is_none()
        && (phrase_at(tokens, i, "sau").is_some()
            || phrase_at(tokens, i, "không quá").is_some()
            || unit == Count::Months)
    {
        return None;
    }
    let (event, to) = from.unwrap_or((Event::Unsaid, end));
    let issued = origin.issued.filter(|_| matches!(event, Event::Issue | Event::Unsaid));
    let (on, rule, unverified) = reckon(issued, n, unit);
    let class = DeadlineClass::Relative;
    let due = Due { unverified, guessed: matches!(event, Event::Unsaid), ..Due::new(class, on, rule, i..to) };
    Some(due)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    WorkingDays,
    Days,
    Weeks,
    Months,
    Hours,
}

const UNITS: [(&str, Count); 8] = [
    ("ngày làm việc", Count::WorkingDays),
    ("ngày đêm", Count::Days),
    ("ngày", Count::Days),
    ("tuần", Count::Weeks),
    ("tháng", Count::Months),
    ("giờ làm việc", Count::Hours),
    ("giờ", Count::Hours),
    ("h", Count::Hours),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Issue,
    Other,
    Unsaid,
}

/// "kể từ ngày ban hành Công văn này": from what the days count, and the end of its words.
fn since(tokens: &[Token], at: usize) -> Option<(Event, usize)> {
    let i = any_at(tokens, at, &[", kể từ", "kể từ", "tính từ", "từ", "sau", ", tính từ"])?;
    let i = any_at(tokens, i, &["ngày", "thời điểm", "khi", "lúc"])?;
    let issue = any_at(tokens, i, &["ký ban hành", "ban hành", "ký", "phát hành"]);
    let named = issue.map(|end| {
        let doc = is_document_noun(tokens, end).and_then(|e| phrase_at(tokens, e, "này").or(Some(e)));
        let other = is_document_noun(tokens, end).is_some() && doc.is_none_or(|e| !tokens[e - 1].is("này"));
        (if other { Event::Other } else { Event::Issue }, doc.unwrap_or(end))
    });
    if named.is_some() {
        return named;
    }
    if let Some(end) = any_at(tokens, i, &["văn bản này ban hành", "văn bản này được ban hành"])
    {
        return Some((Event::Issue, end));
    }
    let edge = |k: &usize| matches!(tokens[*k].key.as_str(), "," | ";" | "." | ":" | ")");
    let this = find_phrase(tokens, i, "này").map(|r| r.end).filter(|end| *end <= i + 10);
    let mark = (i..tokens.len()).find(edge).unwrap_or(tokens.len());
    Some((Event::Other, this.map_or(mark, |end| end.min(mark))))
}

/// The days of the Civil Code are reckoned by [`workdays`]; an hour is not.
fn reckon(issued: Option<NaiveDate>, n: u32, unit: Count) -> (Option<NaiveDate>, Rule, bool) {
    let rule = match unit {
        Count::WorkingDays => Rule::WorkingDays,
        Count::Days | Count::Weeks => Rule::Days,
        Count::Months => Rule::Months,
        Count::Hours => Rule::None,
    };
    let Some((issued, n)) = issued.zip(u16::try_from(n).ok()) else { return (None, rule, false) };
    let reckoned = match unit {
        Count::WorkingDays => workdays::working_days_from(&CALENDAR, issued, n),
        Count::Days => workdays::days_from(&CALENDAR, issued, n),
        Count::Weeks => workdays::days_from(&CALENDAR, issued, n.saturating_mul(7)),
        Count::Months => workdays::months_from(&CALENDAR, issued, n),
        Count::Hours => return (None, rule, false),
    };
    (Some(reckoned.on), rule, reckoned.unverified)
}
