//! A word that announces a deadline with a day or a period behind it: "chậm nhất là ngày …",
//! "trong quý II".
//!
//! Border: the words and the printed day; what is background is sorted out above.

use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};

use super::super::dates::{Printed, day_at, period_at, year_at};
use super::super::token::{Kind, Token, any_at, phrase_at};
use super::super::words::{DUE_JOINS, DUE_STRONG, DUE_WEAK};
use super::{Due, Origin};
use crate::domain::deadline::{DeadlineClass, Rule};

/// The end of the words that announce a time at `i`: "chậm nhất là đến hết".
pub(super) fn cue(tokens: &[Token], i: usize) -> Option<usize> {
    if tokens.get(i)?.is("xong") {
        return Some(i + 1);
    }
    let mut end = DUE_STRONG.at(tokens, i).or_else(|| DUE_WEAK.at(tokens, i))?;
    while let Some(next) = DUE_JOINS.at(tokens, end) {
        end = next;
    }
    Some(end)
}

/// A cue with a day or a period behind it, perhaps with an hour between.
pub(super) fn by_cue(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    let end = cue(tokens, i).or(is_label(tokens, i).then_some(i))?;
    let event = || event_behind(tokens, i, origin);
    day_behind(tokens, i, end, origin).or_else(|| period_behind(tokens, i, end, origin)).or_else(event)
}

/// "trước ngày khai giảng (05/9/2026)", "trước kỳ họp ngày 08/12": an event with its day.
fn event_behind(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    let named = ["ngày", "lễ", "kỳ", "khai giảng", "khai mạc", "đại hội", "hội nghị", "phiên", "hội thi"];
    let event = any_at(tokens, phrase_at(tokens, i, "trước")?, &named)?;
    let words = tokens[event..].iter().take(8).take_while(|t| t.is_word() && !t.is("ngày")).count();
    let day = any_at(tokens, event + words, &["( ngày", "(", "ngày", "vào ngày"]).unwrap_or(event + words);
    let printed = day_at(tokens, day)?;
    let on = printed.after(origin.issued, origin.year);
    Some(due(tokens, None, on, i..printed.at.end, i + 1))
}

/// "Thời hạn hoàn thành: " stands before `i`; elsewhere a bare "ngày 30/11/2020" is a citation.
fn is_label(tokens: &[Token], i: usize) -> bool {
    let named = |k: usize| any_at(tokens, k, &["thời hạn", "hạn", "thời gian"]).is_some();
    // "hoàn thành ngày 30/6/2026", but not "đã hoàn thành ngày …".
    let done = |k: usize| any_at(tokens, k, &["đã", "vừa", "được", "mới"]).is_some();
    let ends = phrase_at(tokens, i.saturating_sub(2), "hoàn thành") == Some(i)
        && phrase_at(tokens, i, "ngày").is_some_and(|day| day_at(tokens, day).is_some())
        && !(i.saturating_sub(5)..i).any(done);
    ends || i >= 1 && tokens[i - 1].is(":") && (i.saturating_sub(6)..i).any(named)
}

/// A day whose announcing words end at `cue`.
fn due(
    tokens: &[Token],
    hour: Option<NaiveTime>,
    on: Option<NaiveDate>,
    at: Range<usize>,
    cue: usize,
) -> Due {
    let before = tokens[at.start..cue].iter().any(|t| t.is("trước"));
    let rule = if before { Rule::BeforeDay } else { Rule::NamedDay };
    Due { hour, ..Due::new(DeadlineClass::Date, on, rule, at) }
}

/// "hôm nay", "ngày mai" without the day in figures: reckoned from the letter's own.
fn today(tokens: &[Token], i: usize, origin: Origin) -> Option<(Option<NaiveDate>, usize)> {
    let mut days = [("ngày hôm nay", 0), ("hôm nay", 0), ("ngày mai", 1)].into_iter();
    let (to, days) = days.find_map(|(words, days)| Some((phrase_at(tokens, i, words)?, days)))?;
    let printed = any_at(tokens, to, &["(", ", ngày", "ngày"]).and_then(|at| day_at(tokens, at));
    let on = origin.issued.and_then(|day| day.checked_add_days(Days::new(days)));
    printed.is_none().then_some((on, to))
}

fn day_behind(tokens: &[Token], start: usize, end: usize, origin: Origin) -> Option<Due> {
    let (hour, i) = hour_at(tokens, end);
    let i = weekday_at(tokens, i);
    if let Some((on, to)) = today(tokens, i, origin) {
        return Some(due(tokens, hour, on, start..to, end));
    }
    let i = any_at(tokens, i, &["sáng", "chiều", "buổi sáng", "buổi chiều", "tối"]).unwrap_or(i);
    let i =
        any_at(tokens, i, &["hôm nay (", "hôm nay , ngày", "hôm nay ngày", "cùng ngày", "ngày", ", ngày"])
            .unwrap_or(i);
    let i = any_at(tokens, i, &["mùng", "mồng"]).unwrap_or(i);
    // "trong 03 ngày 20, 21 và 22/9".
    let numeral = |&i: &usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Number);
    let i = phrase_at(tokens, i + 1, "ngày").filter(|at| numeral(&i) && numeral(at)).unwrap_or(i);
    let listed = |i: usize| any_at(tokens, i + 1, &[",", "và"]).filter(|_| day_at(tokens, i).is_none());
    let i = std::iter::successors(Some(i), |&i| listed(i)).take(8).last().unwrap_or(i);
    // "trước ngày thứ Ba 27/01".
    let i =
        phrase_at(tokens, i, "thứ").map_or(i, |end| any_at(tokens, end + 1, &[",", "("]).unwrap_or(end + 1));
    let due = |on, to| due(tokens, hour, on, start..to, end);
    if let Some((on, to)) = holiday_at(tokens, i, origin) {
        return Some(due(on, to));
    }
    if let Some(day) = tokens.get(i)?.number().filter(|d| (1..=31).contains(d))
        && let Some(to) = any_at(tokens, i + 1, &["tháng sau", "tháng tới", "của tháng sau", "tháng này"])
    {
        let next = origin.issued?.with_day(1)? + Months::new(u32::from(!tokens[to - 1].is("này")));
        return Some(due(next.with_day(day), to));
    }
    let printed = day_at(tokens, i)?;
    // "Trong 3/4 xã" is a share, "trong ngày 3/4" a day.
    let bare = i == end && printed.year.is_none() && DUE_STRONG.at(tokens, start).is_none();
    if bare && !super::closes_range(tokens, start) {
        return None;
    }
    let on = printed.after(origin.issued, origin.year);
    let known = printed.year.or(origin.year).is_some() || origin.issued.is_some();
    Some(Due { impossible: on.is_none() && known, ..due(on, printed.at.end) })
}

/// "trước Tết Nguyên đán năm 2024" → mùng 1; "trước ngày Quốc khánh 2/9".
fn holiday_at(tokens: &[Token], i: usize, origin: Origin) -> Option<(Option<NaiveDate>, usize)> {
    // Mùng 1 of the years a letter may name (DOMAIN §5.2).
    #[rustfmt::skip]
    const TET: [(i32, u32, u32); 20] = [
        (2015, 2, 19), (2016, 2, 8), (2017, 1, 28), (2018, 2, 16), (2019, 2, 5), (2020, 1, 25),
        (2021, 2, 12), (2022, 2, 1), (2023, 1, 22), (2024, 2, 10), (2025, 1, 29), (2026, 2, 17),
        (2027, 2, 6), (2028, 1, 26), (2029, 2, 13), (2030, 2, 2), (2031, 1, 23), (2032, 2, 11),
        (2033, 1, 31), (2034, 2, 19),
    ];
    let solar = [("tết dương lịch", 1, 1), ("quốc khánh", 9, 2), ("quốc tế lao động", 5, 1)];
    let occasion =
        |&i: &usize| any_at(tokens, i, &["kỳ nghỉ", "ngày nghỉ", "đợt nghỉ", "dịp", "nghỉ", "lễ", "ngày"]);
    let named = std::iter::successors(Some(i), occasion).last().unwrap_or(i);
    let fixed = solar.iter().find_map(|&(words, m, d)| phrase_at(tokens, named, words).map(|to| (to, m, d)));
    if let Some((to, month, day)) = fixed {
        let printed = day_at(tokens, phrase_at(tokens, to, "(").unwrap_or(to));
        let year = year_at(tokens, phrase_at(tokens, to, "năm").unwrap_or(to));
        let at = if year.is_some() { phrase_at(tokens, to, "năm").unwrap_or(to) + 1 } else { to };
        let day = printed.unwrap_or(Printed { day, month, year, at: to..at });
        return Some((day.after(origin.issued, origin.year), day.at.end));
    }
    // "Tết Nhâm Dần"
    let cyclic =
        |end: &usize| tokens.get(*end..end + 2).is_some_and(|t| t.iter().all(|t| t.is_word() && t.capital));
    let end = any_at(tokens, named, &["tết nguyên đán", "tết âm lịch", "tết cổ truyền"])
        .or_else(|| phrase_at(tokens, named, "tết").filter(cyclic))?;
    // The year's name in the cycle, "năm", and the year may follow.
    let year_word = |t: &&Token| t.kind != Kind::Mark && (t.capital || t.is("năm") || t.kind == Kind::Number);
    let to = end + tokens[end..].iter().take(5).take_while(year_word).count();
    let year = (end..to).find_map(|k| year_at(tokens, k));
    let day =
        |year: i32| TET.iter().find(|t| t.0 == year).and_then(|&(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
    let on = year.and_then(day).or_else(|| {
        let issued = origin.issued?;
        day(issued.year()).filter(|tet| *tet >= issued).or_else(|| day(issued.year() + 1))
    });
    Some((on, to))
}

/// "14 giờ 30 phút ngày", "17h00 ngày": the hour and the index behind it.
pub(super) fn hour_at(tokens: &[Token], i: usize) -> (Option<NaiveTime>, usize) {
    let Some(hour) = tokens.get(i).and_then(Token::number).filter(|h| *h <= 24) else { return (None, i) };
    let Some(mut end) = any_at(tokens, i + 1, &["giờ", "h", "g", ":"]) else { return (None, i) };
    let minute = tokens.get(end).and_then(Token::number).filter(|m| *m < 60);
    if minute.is_some() {
        end = any_at(tokens, end + 1, &["phút", "'"]).unwrap_or(end + 1);
    }
    let end = any_at(tokens, end, &["sáng", "chiều", "tối"]).unwrap_or(end);
    (
        NaiveTime::from_hms_opt(hour % 24, minute.unwrap_or(0), 0),
        any_at(tokens, end, &[",", "của"]).unwrap_or(end),
    )
}

/// Behind "thứ Sáu, ", "Chủ nhật ".
fn weekday_at(tokens: &[Token], i: usize) -> usize {
    let end = any_at(tokens, i, &["chủ nhật"]).or_else(|| phrase_at(tokens, i, "thứ").map(|end| end + 1));
    let day = end.map(|end| any_at(tokens, end, &["(", ","]).unwrap_or(end));
    day.filter(|&day| phrase_at(tokens, day, "ngày").is_some()).unwrap_or(i)
}

fn period_behind(tokens: &[Token], start: usize, end: usize, origin: Origin) -> Option<Due> {
    if let Some(to) = any_at(tokens, end, &["tuần này", "tuần sau", "tuần tới"]) {
        let weeks = if tokens[to - 1].is("này") { 0 } else { 7 };
        let left = |day: NaiveDate| u64::from(6 - day.weekday().num_days_from_monday()) + weeks;
        let on = origin.issued.and_then(|day| day.checked_add_days(Days::new(left(day))));
        return Some(Due::new(DeadlineClass::PeriodEnd, on, Rule::PeriodEnd, start..to));
    }
    if let Some(due) = this_period(tokens, start, end, origin) {
        return Some(due);
    }
    let period = period_at(tokens, end)?;
    // "trong tháng 6 hằng năm" comes again.
    if any_at(tokens, period.end, &["hằng năm", "hàng năm"]).is_some() {
        return None;
    }
    let on = period.last_day(origin.issued, origin.year);
    Some(Due::new(DeadlineClass::PeriodEnd, on, Rule::PeriodEnd, start..period.end))
}

/// "hoàn thành dứt điểm trong tháng": the period in which the letter is issued.
fn this_period(tokens: &[Token], start: usize, end: usize, origin: Origin) -> Option<Due> {
    let closed = tokens.get(end + 1).is_none_or(|t| t.kind == Kind::Mark && !t.is("/"));
    let ends = |k: usize| any_at(tokens, k, &["hoàn thành", "xong", "dứt điểm"]).is_some();
    let inside = tokens[start..end].iter().any(|t| t.is("trong"));
    // "trong năm nay", "hết quý này"
    let said = any_at(tokens, end + 1, &["nay", "này"]);
    if said.is_none() && !(closed && inside && (start.saturating_sub(5)..end).any(ends)) {
        return None;
    }
    let to = said.unwrap_or(end + 1);
    let issued = origin.issued?;
    let month = match tokens.get(end)?.key.as_str() {
        "ngày" if said.is_none() => {
            return Some(Due::new(DeadlineClass::Date, Some(issued), Rule::NamedDay, start..to));
        }
        "tháng" => issued.month(),
        "quý" => issued.month().div_ceil(3) * 3,
        "năm" => 12,
        _ => return None,
    };
    let on = (NaiveDate::from_ymd_opt(issued.year(), month, 1)? + Months::new(1)).pred_opt();
    Some(Due::new(DeadlineClass::PeriodEnd, on, Rule::PeriodEnd, start..to))
}
