//! What comes again: "hằng tháng", "trước ngày 20 hằng tháng", "quý I, II, III và năm".
//!
//! Border: that it recurs and in which words; which day that is, is told in [`super::recurrence`].

use super::super::dates::{day_at, ordinal};
use super::super::token::{Kind, Token, any_at, phrase_at};
use super::super::words::{ACTIONS, EVERY, EVERY_BETWEEN, EVERY_DAY, EVERY_MORE, PERIODS};
use super::cues::{cue, hour_at};
use super::{Due, recurrence};
use crate::domain::deadline::{DeadlineClass, Rule, Terms};

/// "hằng tháng", "trước ngày 20 hằng tháng", "định kỳ hằng quý, 6 tháng, năm", "mỗi quý".
pub(super) fn recurring(tokens: &[Token], i: usize) -> Option<Due> {
    let every = on_days(tokens, i).or_else(|| EVERY.at(tokens, i)).or_else(|| periodic(tokens, i));
    let mut end = every.max(rate(tokens, i))?;
    // The list goes on: "hằng quý, 6 tháng, năm".
    while let Some(next) = EVERY_MORE.at(tokens, end).or_else(|| in_brackets(tokens, end)) {
        end = next;
    }
    let end = day_of_month(tokens, i, end).unwrap_or(end);
    let terms = recurrence::told(tokens, i..end).map(Terms::Every);
    Some(Due { terms, ..Due::new(DeadlineClass::Recurring, None, Rule::None, i..end) })
}

/// "định kỳ 6 tháng (trước ngày 20/6), hằng năm (trước ngày 20/12)": each period's day.
fn in_brackets(tokens: &[Token], at: usize) -> Option<usize> {
    let day = phrase_at(tokens, cue(tokens, phrase_at(tokens, at, "(")?)?, "ngày")?;
    let end = day_at(tokens, day).filter(|day| day.year.is_none())?.at.end;
    phrase_at(tokens, end, ")")
}

/// "01 lần/năm", "ít nhất một lần mỗi quý", "6 tháng một lần", "mỗi tháng 02 lần".
fn rate(tokens: &[Token], i: usize) -> Option<usize> {
    const COUNTED: [&str; 4] = ["một", "hai", "ba", "mỗi"];
    let start = phrase_at(tokens, i, "định kỳ").unwrap_or(i);
    let start = any_at(tokens, start, &["ít nhất", "tối thiểu", "cứ"]).unwrap_or(start);
    let count = |at: usize| {
        let number = tokens.get(at).is_some_and(|t| t.kind == Kind::Number);
        number.then_some(at + 1).or_else(|| any_at(tokens, at, &COUNTED))
    };
    // "02 giờ mỗi buổi" says how long.
    let own = |at: usize| Some(at).filter(|&at| !tokens.get(at).is_some_and(|t| t.is("mỗi")));
    let period = |at: usize| any_at(tokens, at, &["tuần", "tháng", "quý", "năm", "giờ", "ngày", "học kỳ"]);
    let times = |at: usize| any_at(tokens, count(at)?, &["lần", "lượt", "buổi", "kỳ", "số", "đợt"]);
    // "01 lần/năm", "02 lần trong tháng".
    let shared = times(start).and_then(|end| {
        let per = any_at(tokens, end, &["/", "mỗi", "một", "trong một", "hằng", "hàng"])?;
        period(count(per).unwrap_or(per))
    });
    // "6 tháng/lần"
    let per = || phrase_at(tokens, period(count(start)?)?, "/ lần");
    shared.or_else(|| times(own(period(count(start)?)?)?)).or_else(per)
}

/// "hằng tháng, trước ngày 20", "hằng quý gửi báo cáo về Sở trước ngày 20": the day of it stands behind; one
/// with its month is a date, unless it is every year's: "Hằng năm, trước ngày 15 tháng 01".
fn day_of_month(tokens: &[Token], i: usize, at: usize) -> Option<usize> {
    let words = tokens.get(at..)?.iter().take(20).take_while(|t| t.is_word()).count();
    let limit = |&k: &usize| cue(tokens, k).is_some_and(|day| phrase_at(tokens, day, "ngày").is_some());
    let start = phrase_at(tokens, at, ",").or_else(|| (at..at + words).find(limit)).unwrap_or(at);
    tokens.get(start)?;
    let day = phrase_at(tokens, cue(tokens, start)?, "ngày")?;
    tokens.get(day)?.number().filter(|day| (1..=31).contains(day))?;
    let yearly = any_at(tokens, i, &["hằng năm", "hàng năm", "mỗi năm", "định kỳ hằng năm"]) == Some(at);
    if let Some(printed) = day_at(tokens, day).filter(|printed| yearly && printed.year.is_none()) {
        return Some(printed.at.end);
    }
    let dated = any_at(tokens, day + 1, &["/", "-", ".", "tháng"])
        .is_some_and(|next| tokens.get(next).is_some_and(|t| t.kind == Kind::Number));
    (!dated).then_some(day + 1)
}

/// "trước ngày 20 hằng tháng", "định kỳ vào thứ Sáu hằng tuần", "trước 16 giờ hằng ngày".
fn on_days(tokens: &[Token], i: usize) -> Option<usize> {
    let start = phrase_at(tokens, i, "định kỳ").unwrap_or(i);
    let end = cue(tokens, start).or_else(|| phrase_at(tokens, start, "từ")).unwrap_or(start);
    let end = any_at(tokens, end, &["các ngày", "ngày"]).unwrap_or(end);
    // "vào khung giờ 18 giờ hằng ngày"
    if let (Some(_), end) = hour_at(tokens, i) {
        return any_at(tokens, end, &["hằng ngày", "hàng ngày", "mỗi ngày"]);
    }
    // "Chiều thứ Sáu hằng tuần"
    let part = any_at(tokens, i, &["sáng", "chiều", "tối", "đêm"]).filter(|_| end == i);
    let end = part.filter(|&at| tokens.get(at).is_some_and(|t| t.is("thứ"))).unwrap_or(end);
    tokens.get(end).filter(|t| end > i && (t.kind == Kind::Number || t.is("thứ")))?;
    let mut k = end;
    while k < end + 14 {
        if let Some(to) = EVERY.at(tokens, k).or_else(|| EVERY_DAY.at(tokens, k)) {
            return Some(to);
        }
        let number = tokens.get(k)?.kind == Kind::Number;
        k = EVERY_BETWEEN.at(tokens, k).or(number.then_some(k + 1))?;
    }
    None
}

/// "định kỳ hằng quý", "định kỳ 6 tháng", "quý I, II, III và năm", "hằng ngày trước 16 giờ".
fn periodic(tokens: &[Token], i: usize) -> Option<usize> {
    if let Some(end) = phrase_at(tokens, i, "định kỳ") {
        let unit = quarters(tokens, end).or_else(|| PERIODS.at(tokens, end));
        // "Định kỳ tổng hợp báo cáo": a verb or nothing behind it.
        let bare = tokens.get(end).is_none_or(|t| t.kind == Kind::Mark) || ACTIONS.at(tokens, end).is_some();
        // "Định kỳ vào tuần đầu của tháng"
        let of = |k: usize| phrase_at(tokens, k, "của").and_then(|at| PERIODS.at(tokens, at));
        let part = || phrase_at(tokens, end, "vào").and_then(|at| (at + 1..at + 5).find_map(of));
        return unit.or(bare.then_some(end)).or_else(part);
    }
    if let Some(end) = any_at(tokens, i, &["hằng ngày", "hàng ngày"]) {
        let hour = (end..tokens.len().min(end + 8)).find(|&k| hour_at(tokens, k).0.is_some());
        return hour.map(|k| hour_at(tokens, k).1);
    }
    // "báo cáo quý, 6 tháng, năm"
    let report = i > 1 && phrase_at(tokens, i - 2, "báo cáo") == Some(i);
    let listed = PERIODS.at(tokens, i).filter(|&end| report && EVERY_MORE.at(tokens, end).is_some());
    listed.or_else(|| quarters(tokens, i))
}

/// "quý I, II, III và năm": reports of every quarter.
fn quarters(tokens: &[Token], i: usize) -> Option<usize> {
    let mut end = phrase_at(tokens, i, "quý")?;
    let mut last = 0;
    while let Some(n) = tokens.get(end).and_then(ordinal).filter(|n| *n > last && *n <= 4) {
        last = n;
        end = any_at(tokens, end + 1, &[", quý", ","]).unwrap_or(end + 1);
    }
    any_at(tokens, end, &["và năm", "và cả năm", ", năm"]).filter(|_| last > 1)
}
