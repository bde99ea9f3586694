//! Dates as people write them: "29/12", "29.12.2020", "+5lv", "t6", "cuối tháng".
//!
//! Border: from words to a day, with today given; nothing is guessed, and what is not understood is
//! refused. One reader for forms, the command line and the palette. The echo is worded in `i18n`.

use std::ops::RangeInclusive;

use chrono::{Datelike, Months, NaiveDate, TimeDelta, Weekday};

use super::calendar::Calendar;
use super::countdown::{self, Countdown};
use super::workdays;
use crate::text;

/// What was typed into a field for a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// Nothing, "-" or "không hạn": no date.
    Nothing,
    Day(Echo),
}

/// A day as it is shown back while it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Echo {
    pub on: NaiveDate,
    pub countdown: Countdown,
    /// It is not worked.
    pub is_day_off: bool,
    /// The day, or one counted on the way to it, rests on a day off that no notice confirms.
    pub unverified: bool,
    /// Written without a year, and the same day of another year lies within 60 days on the other
    /// side of today: worth a look.
    pub is_year_guessed: bool,
}

/// Why a date was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No form that is known.
    Unknown,
    /// Such a month has no such day: "31/02"; with the year where it was written.
    NoSuchDay { day: u32, month: u32, year: Option<i32> },
    /// "29/13".
    NoSuchMonth(u32),
    /// "12/29", perhaps month first; the day that would be.
    MonthFirst { day: u32, month: u32 },
    /// "12/2020" names no day; the month's last one.
    MonthAlone { last: NaiveDate },
    /// "T4 29/12/2020", which is another day of the week.
    WrongWeekday { on: NaiveDate, said: Weekday },
    /// Outside the years 1900 to 2200.
    TooFar,
}

/// The years that are kept.
const YEARS: RangeInclusive<i32> = 1900..=2200;

/// How near, in days, the same day of another year makes the year doubtful.
const DOUBTFUL: i64 = 60;

/// Names, folded and without blanks, of what they mean.
type Names<T> = [(T, &'static [&'static str])];

const NOTHING: [&str; 6] = ["", "-", "khong", "khonghan", "khongthoihan", "none"];

#[derive(Clone, Copy)]
enum Named {
    /// Days from today.
    Day(i64),
    /// The last working day of the week.
    Week,
    /// The last day of the span of so many months that the year is divided into.
    Months(u32),
}

const NAMES: &Names<Named> = &[
    (Named::Day(-1), &["homqua", "yesterday"]),
    (Named::Day(0), &["hn", "homnay", "today"]),
    (Named::Day(1), &["mai", "ngaymai", "tomorrow"]),
    (Named::Day(2), &["kia", "ngaykia"]),
    (Named::Week, &["ct", "cuoituan", "eow"]),
    (Named::Months(1), &["cth", "cuoithang", "eom"]),
    (Named::Months(3), &["cq", "cuoiquy", "eoq"]),
    (Named::Months(12), &["cnam", "cuoinam", "eoy"]),
];

#[derive(Clone, Copy)]
enum Unit {
    Days(i64),
    WorkingDays,
    Months,
}

/// What is counted behind "+5" or "-2".
const UNITS: &Names<Unit> = &[
    (Unit::Days(1), &["", "n", "d", "ngay"]),
    (Unit::Days(7), &["t", "w", "tuan"]),
    (Unit::WorkingDays, &["lv", "ngaylamviec"]),
    (Unit::Months, &["th", "m", "thang"]),
];

const WEEKDAYS: &Names<Weekday> = &[
    (Weekday::Mon, &["t2", "thu2", "thuhai"]),
    (Weekday::Tue, &["t3", "thu3", "thuba"]),
    (Weekday::Wed, &["t4", "thu4", "thutu"]),
    (Weekday::Thu, &["t5", "thu5", "thunam"]),
    (Weekday::Fri, &["t6", "thu6", "thusau"]),
    (Weekday::Sat, &["t7", "thu7", "thubay"]),
    (Weekday::Sun, &["cn", "chunhat"]),
];

/// Reads a date, day first, of what is to come: without a year, or without a month, it is the next
/// such day, and today counts. A day of the week is one of the seven after today.
///
/// # Errors
/// Why it cannot be one.
pub fn parse(typed: &str, today: NaiveDate, calendar: &Calendar) -> Result<Typed, Refusal> {
    Reader { today, calendar, way: 1 }.read(typed)
}

/// As [`parse`], of what has happened (issued, received, done): what is not written is completed
/// to the last such day instead of the next.
///
/// # Errors
/// Why it cannot be one.
pub fn parse_passed(typed: &str, today: NaiveDate, calendar: &Calendar) -> Result<Typed, Refusal> {
    Reader { today, calendar, way: -1 }.read(typed)
}

/// What stands behind "trước" or "<": the deadline is before that day. `None` where neither is written.
pub fn before(typed: &str) -> Option<String> {
    let folded = text::fold(typed);
    let rest = folded.strip_prefix('<').or_else(|| folded.strip_prefix("truoc "))?.trim_start();
    Some(rest.strip_prefix("ngay ").unwrap_or(rest).to_owned()).filter(|rest| !rest.is_empty())
}

/// A day that was found otherwise, as it is shown back.
pub fn echo(on: NaiveDate, today: NaiveDate, calendar: &Calendar) -> Echo {
    Reader { today, calendar, way: 1 }.echo(&on.into())
}

struct Reader<'a> {
    today: NaiveDate,
    calendar: &'a Calendar,
    /// Where what is not written is looked for: 1 ahead of today, -1 behind it.
    way: i32,
}

/// A day that was found, and what makes it doubtful.
struct Found {
    on: NaiveDate,
    unverified: bool,
    is_year_guessed: bool,
}

impl From<NaiveDate> for Found {
    fn from(on: NaiveDate) -> Self {
        Self { on, unverified: false, is_year_guessed: false }
    }
}

impl Reader<'_> {
    fn read(&self, typed: &str) -> Result<Typed, Refusal> {
        let typed = compact(typed);
        if NOTHING.contains(&typed.as_str()) {
            return Ok(Typed::Nothing);
        }
        let found = self.day(&typed)?;
        if !YEARS.contains(&found.on.year()) {
            return Err(Refusal::TooFar);
        }
        Ok(Typed::Day(self.echo(&found)))
    }

    fn echo(&self, found: &Found) -> Echo {
        let Found { on, unverified, is_year_guessed } = *found;
        Echo {
            on,
            countdown: countdown::to_day(self.today, on, self.calendar),
            is_day_off: !self.calendar.is_working(on),
            unverified: unverified || on >= self.today && self.is_unverified(self.today, on),
            is_year_guessed,
        }
    }

    fn day(&self, typed: &str) -> Result<Found, Refusal> {
        if let Some(named) = meaning(NAMES, typed) {
            return self.named(named).ok_or(Refusal::TooFar);
        }
        if let Some(count) = typed.strip_prefix(['+', '-']) {
            return self.step(typed.starts_with('-'), count);
        }
        let Some((said, rest)) = weekday_before(typed) else { return self.date(typed) };
        if rest.is_empty() {
            return self.weekday(said).map(Found::from).ok_or(Refusal::TooFar);
        }
        let found = self.date(rest)?;
        let agrees = found.on.weekday() == said;
        if agrees { Ok(found) } else { Err(Refusal::WrongWeekday { on: found.on, said }) }
    }

    fn named(&self, named: Named) -> Option<Found> {
        match named {
            Named::Day(days) => Some(days_on(self.today, days)?.into()),
            Named::Week => self.end_of_week(),
            Named::Months(span) => {
                let month = self.today.month0() / span * span + span;
                Some(last_of(self.today.year(), month)?.into())
            }
        }
    }

    /// The last working day of the week; once that has passed, of the next one that has any.
    fn end_of_week(&self) -> Option<Found> {
        let first = workdays::working_days_from(self.calendar, self.today.pred_opt()?, 1).on;
        let sunday = first.week(Weekday::Mon).checked_last_day()?;
        let on = sunday.iter_days().rev().find(|on| self.calendar.is_working(*on))?;
        Some(Found { unverified: self.is_unverified(on, sunday), ..on.into() })
    }

    /// "3n", "5lv" from today, or back from it.
    fn step(&self, back: bool, count: &str) -> Result<Found, Refusal> {
        let digits = count.find(|c: char| !c.is_ascii_digit()).unwrap_or(count.len());
        let (count, unit) = count.split_at(digits);
        let unit = meaning(UNITS, unit).filter(|_| !count.is_empty()).ok_or(Refusal::Unknown)?;
        self.counted(back, count, unit).ok_or(Refusal::TooFar)
    }

    fn counted(&self, back: bool, count: &str, unit: Unit) -> Option<Found> {
        let n: u32 = count.parse().ok()?;
        let signed = if back { -i64::from(n) } else { n.into() };
        match unit {
            Unit::Days(each) => Some(days_on(self.today, signed * each)?.into()),
            Unit::Months => Some(months_on(self.today, signed)?.into()),
            Unit::WorkingDays if back => {
                let on = workdays::working_days_before(self.calendar, self.today, n.try_into().ok()?);
                Some(Found { unverified: self.is_unverified(on, self.today), ..on.into() })
            }
            Unit::WorkingDays => {
                Some(workdays::working_days_from(self.calendar, self.today, n.try_into().ok()?).on.into())
            }
        }
    }

    /// The next such day after today, or the last one before it; never today, which is "hôm nay".
    fn weekday(&self, said: Weekday) -> Option<NaiveDate> {
        let mut week = (1..=7).filter_map(|n| days_on(self.today, n * i64::from(self.way)));
        week.find(|on| on.weekday() == said)
    }

    /// In numbers, or as letters write it: "ngày 29 tháng 12 năm 2020".
    fn date(&self, typed: &str) -> Result<Found, Refusal> {
        let numbers = typed.strip_prefix("ngay").unwrap_or(typed).replacen("thang", "/", 1);
        let numbers = match numbers.split_once("nam") {
            Some((rest, year)) if year.len() == 4 => format!("{rest}/{year}"),
            _ => numbers,
        };
        let mark = numbers.chars().find(|c| "/-.".contains(*c)).unwrap_or('/');
        let parts: Vec<&str> = numbers.splitn(4, mark).collect();
        let written: Option<Vec<u32>> = parts.iter().map(|part| number(part)).collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        match (&lengths[..], &written.ok_or(Refusal::Unknown)?[..]) {
            ([1 | 2], &[day]) => self.of_a_month(day),
            ([6], &[all]) => self.whole(all / 10_000, all / 100 % 100, self.full_year(all % 100)),
            ([8], &[all]) => self.whole(all / 1_000_000, all / 10_000 % 100, all % 10_000),
            ([1 | 2, 1 | 2], &[day, month]) => self.of_a_year(day, month),
            ([1 | 2, 1 | 2, 2], &[day, month, year]) => self.whole(day, month, self.full_year(year)),
            ([1 | 2, 1 | 2, 4], &[day, month, year]) => self.whole(day, month, year),
            ([4, 1 | 2, 1 | 2], &[year, month, day]) => self.whole(day, month, year),
            ([1 | 2, 4] | [0, 1 | 2, 4], &[.., month, year]) => Err(month_alone(month, year)),
            _ => Err(Refusal::Unknown),
        }
    }

    fn whole(&self, day: u32, month: u32, year: u32) -> Result<Found, Refusal> {
        let year = year.cast_signed();
        let on = NaiveDate::from_ymd_opt(year, month, day);
        on.map(Found::from).ok_or_else(|| no_such(day, month, Some(year)))
    }

    /// The year that two digits name: the nearest to this one.
    fn full_year(&self, digits: u32) -> u32 {
        let first = self.today.year() - 49;
        (first + (digits.cast_signed() - first).rem_euclid(100)).unsigned_abs()
    }

    fn of_a_year(&self, day: u32, month: u32) -> Result<Found, Refusal> {
        let on = self.nearest(day, month, self.way).ok_or_else(|| no_such(day, month, None))?;
        let other = self.nearest(day, month, -self.way).filter(|other| *other != on);
        let is_near = |other: NaiveDate| (other - self.today).num_days().abs() <= DOUBTFUL;
        Ok(Found { is_year_guessed: other.is_some_and(is_near), ..on.into() })
    }

    /// The day of that name nearest to today on one side of it, today among them. There are at most
    /// eight years from one 29 February to the next.
    fn nearest(&self, day: u32, month: u32, way: i32) -> Option<NaiveDate> {
        let mut days =
            (0..=8).filter_map(|n| NaiveDate::from_ymd_opt(self.today.year() + n * way, month, day));
        days.find(|on| self.lies(*on, way))
    }

    /// A day of this month, else of the nearest month that has it; no two in a row lack a day.
    fn of_a_month(&self, day: u32) -> Result<Found, Refusal> {
        let first = self.today - TimeDelta::days(self.today.day0().into());
        let mut days = (0..=2).filter_map(|n| months_on(first, n * i64::from(self.way))?.with_day(day));
        let on = days.find(|on| self.lies(*on, self.way));
        on.map(Found::from).ok_or_else(|| no_such(day, self.today.month(), None))
    }

    /// Whether a day is today or lies that way of it.
    fn lies(&self, on: NaiveDate, way: i32) -> bool {
        (on - self.today).num_days() * i64::from(way) >= 0
    }

    /// Whether counting from one day, itself not counted, to another meets a day that no notice confirms.
    fn is_unverified(&self, from: NaiveDate, to: NaiveDate) -> bool {
        let first = from.succ_opt().map_or(to, |first| first.min(to));
        let mut special = self.calendar.special(first..=to);
        !self.calendar.is_verified(to) || special.any(|day| !self.calendar.is_verified(day.on))
    }
}

/// Folded and without blanks, save between two digits: "2 9/12" is not "29/12".
fn compact(typed: &str) -> String {
    let folded = text::fold(typed);
    let mut compact = String::with_capacity(folded.len());
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        let is_digit = |c: char| c.is_ascii_digit();
        if c != ' ' || compact.ends_with(is_digit) && chars.peek().copied().is_some_and(is_digit) {
            compact.push(c);
        }
    }
    compact
}

fn meaning<T: Copy>(names: &Names<T>, word: &str) -> Option<T> {
    names.iter().find(|(_, names)| names.contains(&word)).map(|(meant, _)| *meant)
}

/// A day of the week at the front, and what follows it. "t32" is none, and "thứ 29/12" neither.
fn weekday_before(typed: &str) -> Option<(Weekday, &str)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let names = WEEKDAYS.iter().flat_map(|(weekday, names)| names.iter().map(move |name| (*weekday, *name)));
    let fronts = names.filter_map(|(weekday, name)| Some((weekday, name, typed.strip_prefix(name)?)));
    let whole = fronts.filter(|(_, name, rest)| !(name.ends_with(is_digit) && rest.starts_with(is_digit)));
    // "Thứ ba" is the beginning of "thứ bảy".
    let front = whole.max_by_key(|(_, name, _)| name.len());
    front.map(|(weekday, _, rest)| (weekday, rest.trim_start_matches([' ', ','])))
}

/// Digits alone, no more than a whole date has; none are 0.
fn number(digits: &str) -> Option<u32> {
    let is_short = digits.len() <= 8 && digits.bytes().all(|b| b.is_ascii_digit());
    if digits.is_empty() { Some(0) } else { digits.parse().ok().filter(|_| is_short) }
}

fn days_on(from: NaiveDate, days: i64) -> Option<NaiveDate> {
    from.checked_add_signed(TimeDelta::try_days(days)?)
}

fn months_on(from: NaiveDate, months: i64) -> Option<NaiveDate> {
    let n = Months::new(months.unsigned_abs().try_into().ok()?);
    if months < 0 { from.checked_sub_months(n) } else { from.checked_add_months(n) }
}

/// The last day of a month.
fn last_of(year: i32, month: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    first.with_day(first.num_days_in_month().into())
}

/// Why there is no such day in the calendar.
fn no_such(day: u32, month: u32, year: Option<i32>) -> Refusal {
    // A leap year, where none is written, because another year may have the day.
    let swapped = || NaiveDate::from_ymd_opt(year.unwrap_or(2000), day, month);
    match month {
        1..=12 => Refusal::NoSuchDay { day, month, year },
        _ if swapped().is_some() => Refusal::MonthFirst { day: month, month: day },
        _ => Refusal::NoSuchMonth(month),
    }
}

fn month_alone(month: u32, year: u32) -> Refusal {
    match last_of(year.cast_signed(), month) {
        Some(last) if YEARS.contains(&last.year()) => Refusal::MonthAlone { last },
        Some(_) => Refusal::TooFar,
        None => Refusal::NoSuchMonth(month),
    }
}

#[cfg(test)]
mod tests;
