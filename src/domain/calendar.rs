//! Which days are worked: weekends, public holidays, swapped Saturdays, and whether an official
//! notice confirms each.
//!
//! Border: reads the tables compiled in from `data/calendar` and the office's own corrections
//! (handed in); never a file or a clock. Arithmetic on working days is in [`super::workdays`].

mod built_in;
mod statutory;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// What is special about a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    pub on: NaiveDate,
    pub kind: DayKind,
    /// The holiday, or the day it is swapped with.
    pub name: String,
    /// The notice, law or rule it comes from.
    pub source: String,
    /// Confirmed by the document that orders it, not only by rule or report.
    pub verified: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A day off on what would be a working weekday (or a holiday on a weekend).
    Off,
    /// A Saturday (or Sunday) worked in exchange.
    Worked,
}

/// The special days, by date. Cheap to make and to copy: the built-in days are shared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    corrections: BTreeMap<NaiveDate, Day>,
}

impl Calendar {
    /// The days of `data/calendar` alone; the same as the default.
    pub fn built_in() -> Self {
        Self::default()
    }

    /// The built-in days with the office's corrections laid over them.
    pub fn new(corrections: impl IntoIterator<Item = Day>) -> Self {
        Self::built_in().with(corrections)
    }

    /// This calendar with further corrections; a later one replaces what stood for its date.
    #[must_use]
    pub fn with(mut self, corrections: impl IntoIterator<Item = Day>) -> Self {
        self.corrections.extend(corrections.into_iter().map(|day| (day.on, day)));
        self
    }

    /// What is special about a day; `None` for a plain weekday or weekend.
    pub fn day(&self, on: NaiveDate) -> Option<&Day> {
        self.corrections.get(&on).or_else(|| built_in::day(on))
    }

    pub fn is_working(&self, on: NaiveDate) -> bool {
        match self.day(on).map(|day| day.kind) {
            Some(DayKind::Off) => false,
            Some(DayKind::Worked) => true,
            None => !is_weekend(on),
        }
    }

    /// Whether the day is surely worked or surely off. Not so for a day off that only a rule or a
    /// report gives, nor for any day of a year outside the tables. A holiday on a weekend changes
    /// nothing, so it needs no notice.
    pub fn is_verified(&self, on: NaiveDate) -> bool {
        match self.day(on) {
            Some(day) => day.verified || (day.kind == DayKind::Off && is_weekend(on)),
            None => built_in::is_known(on.year()),
        }
    }

    /// Whether the year's days off are officially announced: the tables say so, or the office has
    /// confirmed every special day of that year.
    pub fn has_schedule(&self, year: i32) -> bool {
        let first_and_last = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
        let Some((first, last)) = first_and_last else { return false };
        let mut days = self.special(first..=last).peekable();
        built_in::is_official(year) || (days.peek().is_some() && days.all(|day| day.verified))
    }

    /// Special days within a span of dates, in no particular order.
    pub(super) fn special(&self, span: RangeInclusive<NaiveDate>) -> impl Iterator<Item = &Day> {
        let uncorrected = built_in::days(span.clone()).filter(|day| !self.corrections.contains_key(&day.on));
        uncorrected.chain(self.corrections.range(span).map(|(_, day)| day))
    }
}

pub(super) fn is_weekend(on: NaiveDate) -> bool {
    matches!(on.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests;
