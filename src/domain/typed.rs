//! Dates as people write them: "29/12", "29.12.2020", "+5lv", "t6", "cuối tháng".
//!
//! Border: from words to a day, with today given; nothing is guessed, and what is not understood is
//! refused. One reader for forms, the command line and the palette. The echo is worded in `i18n`.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::countdown::Countdown;

/// What was typed into a field for a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// Nothing, or "-": no date.
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
    /// Written without a year, and last year's day lies nearer than this one: worth a look.
    pub is_year_guessed: bool,
}

/// Why a date was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No form that is known.
    Unknown,
    /// Such a month has no such day: "31/02".
    NoSuchDay { day: u32, month: u32 },
    /// "29/13".
    NoSuchMonth(u32),
    /// "12/29", perhaps month first; the day that would be.
    MonthFirst { day: u32, month: u32 },
    /// Outside the years 1900 to 2200.
    TooFar,
}

/// Reads a date, day first.
///
/// # Errors
/// Why it cannot be one.
pub fn parse(_typed: &str, _today: NaiveDate, _calendar: &Calendar) -> Result<Typed, Refusal> {
    Err(Refusal::Unknown)
}
