//! Calendar days and periods as letters write them.
//!
//! Border: reads what is printed; whether it is a deadline is for [`super::deadlines`].

use std::ops::Range;

use chrono::{Datelike, Months, NaiveDate};

use super::token::{Gap, Kind, Token, any_at, phrase_at};

/// A day as printed, with or without its year, possibly impossible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printed {
    pub day: u32,
    pub month: u32,
    pub year: Option<i32>,
    pub at: Range<usize>,
}

impl Printed {
    /// The day in its own year, else in `year`. `None` for 31/02.
    pub fn in_year(&self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year.unwrap_or(year), self.month, self.day)
    }

    /// No year → the issue year, or the next one if the day then lies before the issue date
    /// (corpus/SCHEMA "Deadline").
    pub fn after(&self, issued: Option<NaiveDate>, year: Option<i32>) -> Option<NaiveDate> {
        let base = self.year.or(issued.map(|d| d.year())).or(year)?;
        let day = self.in_year(base)?;
        match issued {
            Some(issued) if self.year.is_none() && day < issued => self.in_year(base + 1),
            _ => Some(day),
        }
    }
}

fn number(tokens: &[Token], at: usize, max: u32) -> Option<u32> {
    tokens.get(at)?.number().filter(|n| *n <= max)
}

/// A year of four digits.
pub(super) fn year_at(tokens: &[Token], at: usize) -> Option<i32> {
    let token = tokens.get(at)?;
    let year = token.number()?;
    (token.key.len() == 4 && (1900..=2100).contains(&year)).then(|| year.cast_signed())
}

/// "29/12/2020", "20.7.2020", "30/6", "30 tháng 6 năm 2018", "05 tháng 6" at `at`.
pub(super) fn day_at(tokens: &[Token], at: usize) -> Option<Printed> {
    let day = number(tokens, at, 99)?;
    if let Some(i) = phrase_at(tokens, at + 1, "tháng") {
        let month = number(tokens, i, 99)?;
        let (year, end) = year_after(tokens, i + 1);
        return Some(Printed { day, month, year, at: at..end });
    }
    let mark = tokens.get(at + 1)?;
    if !matches!(mark.key.as_str(), "/" | "." | "-") || mark.gap != Gap::None || number_apart(tokens, at + 2)
    {
        return None;
    }
    let month = number(tokens, at + 2, 99)?;
    let again = tokens.get(at + 3).is_some_and(|t| t.key == mark.key && t.gap == Gap::None);
    if again
        && !number_apart(tokens, at + 4)
        && let Some(year) = year_at(tokens, at + 4)
    {
        return Some(Printed { day, month, year: Some(year), at: at..at + 5 });
    }
    // "20/10" is a day; "2.5" and "3-4" without a year are not, and neither is the head of "20/10/QĐ".
    let bare =
        mark.is("/") && (1..=12).contains(&month) && (1..=31).contains(&day) && !joined(tokens, at + 3);
    let (year, end) = if bare { year_after(tokens, at + 3) } else { (None, at + 3) };
    bare.then_some(Printed { day, month, year, at: at..end })
}

fn number_apart(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_none_or(|t| t.kind != Kind::Number)
}

/// Something is glued to the token before `at` that makes the number part of a reference.
fn joined(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.gap == Gap::None && (t.is("/") || t.is("-") || t.is("%")))
        && tokens.get(at + 1).is_some_and(|t| t.kind != Kind::Mark && t.gap == Gap::None)
}

/// "năm 2020", "/2020" or nothing, from `at`.
pub(super) fn year_after(tokens: &[Token], at: usize) -> (Option<i32>, usize) {
    let year = any_at(tokens, at, &["năm", "/", "-"]).and_then(|i| Some((year_at(tokens, i)?, i + 1)));
    year.map_or((None, at), |(year, end)| (Some(year), end))
}

/// A month, quarter, half-year or year, by its last month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    pub year: Option<i32>,
    /// The month it ends with; without it that of the issue is meant ("tháng này").
    pub month: Option<u32>,
    /// So many months further: 1 for "tháng sau", 12 for "năm sau".
    pub later: u32,
    /// The day of that month, where it is not the last: "giữa tháng" (BLDS 2015, Đ.147).
    pub day: Option<u32>,
    pub end: usize,
}

impl Period {
    fn new(year: Option<i32>, month: u32, end: usize) -> Self {
        Self { year, month: Some(month), later: 0, day: None, end }
    }

    /// Its last day (BLDS 2015, Đ.146); no year → the issue year.
    pub fn last_day(&self, issued: Option<NaiveDate>, year: Option<i32>) -> Option<NaiveDate> {
        let year = self.year.or(issued.map(|d| d.year())).or(year)?;
        let month = self.month.or(issued.map(|d| d.month()))?;
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        if let Some(day) = self.day {
            return first.with_day(day);
        }
        (first + Months::new(self.later + 1)).pred_opt()
    }
}

#[rustfmt::skip]
pub(super) const ROMAN: [&str; 20] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
    "XVII", "XVIII", "XIX", "XX",
];

/// The number a Roman or Arabic numeral stands for, "IV" or "4".
pub(super) fn ordinal(token: &Token) -> Option<u32> {
    if token.kind == Kind::Number {
        return token.number();
    }
    // "II" is a numeral, "vi" in "vi phạm" is not.
    let upper = token.key.to_uppercase();
    let at = ROMAN.iter().position(|roman| *roman == upper && token.capital)?;
    u32::try_from(at + 1).ok()
}

/// "tháng 4/2023", "quý II năm 2023", "6 tháng đầu năm 2025", "năm 2024", "cuối năm" at `at`.
pub(super) fn period_at(tokens: &[Token], at: usize) -> Option<Period> {
    let found = months_at(tokens, at).or_else(|| quarter_at(tokens, at));
    found.or_else(|| part_of_year_at(tokens, at)).or_else(|| year_period_at(tokens, at))
}

/// "năm 2024", "năm nay", "năm sau"; of "năm 2021-2025", a plan period, the last one.
fn year_period_at(tokens: &[Token], at: usize) -> Option<Period> {
    let i = phrase_at(tokens, at, "năm")?;
    if let Some(end) = any_at(tokens, i, &["sau", "tới"]) {
        return Some(Period { later: 12, ..Period::new(None, 12, end) });
    }
    if let Some(end) = any_at(tokens, i, &["nay", "này"]) {
        return Some(Period::new(None, 12, end));
    }
    let last = phrase_at(tokens, i + 1, "-").filter(|&last| year_at(tokens, last).is_some()).unwrap_or(i);
    year_at(tokens, last).map(|year| Period::new(Some(year), 12, last + 1))
}

/// "tháng 4", "tháng 11, tháng 12 năm 2025", "tháng 6 và tháng 7": the last one counts.
fn months_at(tokens: &[Token], at: usize) -> Option<Period> {
    let mut i = phrase_at(tokens, at, "tháng")?;
    if let Some(end) = any_at(tokens, i, &["này", "sau", "tới"]) {
        return Some(Period {
            year: None,
            month: None,
            later: u32::from(!tokens[i].is("này")),
            day: None,
            end,
        });
    }
    let mut last_month = number(tokens, i, 12).filter(|m| *m > 0)?;
    i += 1;
    let (mut year, mut end) = year_after(tokens, i);
    while let Some(next) = any_at(tokens, end, &[", tháng", "và tháng", "- tháng", ",", "và", "-"])
        && let Some(month) = number(tokens, next, 12).filter(|m| *m > last_month)
        && tokens.get(next + 1).is_none_or(|t| !t.is("."))
    {
        last_month = month;
        let (again, after) = year_after(tokens, next + 1);
        (year, end) = (again.or(year), after);
    }
    Some(next_year(tokens, Period::new(year, last_month, end)))
}

/// "tháng 01 năm sau", "quý I năm sau".
fn next_year(tokens: &[Token], period: Period) -> Period {
    let next = any_at(tokens, period.end, &["năm sau", "của năm sau", "năm tới"]);
    match next.filter(|_| period.year.is_none()) {
        Some(end) => Period { later: 12, end, ..period },
        None => period,
    }
}

/// "quý II/2023", "quý 3", "quý I, II năm 2024".
fn quarter_at(tokens: &[Token], at: usize) -> Option<Period> {
    let mut i = phrase_at(tokens, at, "quý")?;
    let mut quarter = ordinal(tokens.get(i)?).filter(|q| (1..=4).contains(q))?;
    i += 1;
    while let Some(next) = any_at(tokens, i, &[", quý", "và quý", "- quý", ",", "và", "-"])
        && let Some(later) = tokens.get(next).and_then(ordinal).filter(|q| *q > quarter && *q <= 4)
    {
        quarter = later;
        i = next + 1;
    }
    let (year, end) = year_after(tokens, i);
    Some(next_year(tokens, Period::new(year, quarter * 3, end)))
}

/// "6 tháng đầu năm 2025", "9 tháng năm 2025", "cuối năm 2024", "cuối tháng 6", "giữa năm".
fn part_of_year_at(tokens: &[Token], at: usize) -> Option<Period> {
    #[rustfmt::skip]
    const PARTS: [(&str, u32); 9] = [
        ("6 tháng đầu năm", 6), ("06 tháng đầu năm", 6), ("6 tháng cuối năm", 12),
        ("06 tháng cuối năm", 12), ("9 tháng đầu năm", 9), ("09 tháng đầu năm", 9), ("nửa đầu năm", 6),
        ("giữa năm", 6), ("cuối năm", 12),
    ];
    if let Some((last_month, i)) = PARTS.iter().find_map(|(p, m)| phrase_at(tokens, at, p).map(|i| (*m, i))) {
        let year = year_at(tokens, i);
        let end = if year.is_some() { i + 1 } else { i };
        let next = phrase_at(tokens, end, "sau");
        let later = if next.is_some() { 12 } else { 0 };
        return Some(Period { later, ..Period::new(year, last_month, next.unwrap_or(end)) });
    }
    #[rustfmt::skip]
    const DAYS: [(&str, u32); 7] = [
        ("đầu", 1), ("giữa", 15), ("nửa đầu", 15), ("tuần đầu", 7), ("tuần thứ nhất", 7), ("tuần thứ hai", 14),
        ("tuần thứ ba", 21),
    ];
    let of = |i: usize| phrase_at(tokens, i, "của").unwrap_or(i);
    let day = DAYS.into_iter().find_map(|(w, day)| phrase_at(tokens, at, w).map(|i| (of(i), day)));
    if let Some((i, day)) = day {
        return months_at(tokens, i).map(|period| Period { day: Some(day), ..period });
    }
    let last = ["cuối", "ngày cuối cùng của", "tuần cuối của", "tuần cuối", "nửa cuối"];
    let i = any_at(tokens, at, &last)?;
    months_at(tokens, i).or_else(|| quarter_at(tokens, i))
}
