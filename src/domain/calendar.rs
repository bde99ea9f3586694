//! Which days are worked: weekends, public holidays, swapped Saturdays, and whether an official
//! notice confirms each.
//!
//! Border: reads the table compiled in from `data/calendar` and the office's own corrections
//! (handed in); never a file or a clock. Arithmetic on working days is in [`super::workdays`].

mod built_in;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::office::Settings;
use built_in::TABLE;

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

/// The special days, by date, and how far ahead the office looks. Cheap to make and to copy: the built-in
/// days are shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    corrections: BTreeMap<NaiveDate, Day>,
    soon: i64,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { corrections: BTreeMap::new(), soon: i64::from(Settings::default().soon_days) }
    }
}

impl Calendar {
    /// The days of `data/calendar` alone; the same as the default.
    pub fn built_in() -> Self {
        Self::default()
    }

    /// The built-in days with the office's corrections laid over them; of several for one date the
    /// last one stands.
    pub fn new(corrections: impl IntoIterator<Item = Day>) -> Self {
        let corrections = corrections.into_iter().map(|day| (day.on, day)).collect();
        Self { corrections, ..Self::default() }
    }

    /// The same for an office with these settings.
    pub fn with(self, settings: &Settings) -> Self {
        Self { soon: i64::from(settings.soon_days), ..self }
    }

    /// Days after today in which what is due is "sắp đến hạn"; below 30, where the agenda's next group ends.
    pub fn soon(&self) -> i64 {
        self.soon
    }

    /// What is special about a day; `None` for a plain weekday or weekend.
    pub fn day(&self, on: NaiveDate) -> Option<&Day> {
        self.corrections.get(&on).or_else(|| TABLE.days.get(&on))
    }

    pub fn is_working(&self, on: NaiveDate) -> bool {
        match self.day(on).map(|day| day.kind) {
            Some(DayKind::Off) => false,
            Some(DayKind::Worked) => true,
            None => !is_weekend(on),
        }
    }

    /// Whether the day is surely worked or surely off. Not so for a day off that only a rule or a
    /// report gives, nor for any day of a year outside the table. A holiday on a weekend changes
    /// nothing, so it needs no notice.
    pub fn is_verified(&self, on: NaiveDate) -> bool {
        match self.day(on) {
            Some(day) => day.verified || (day.kind == DayKind::Off && is_weekend(on)),
            // Every year the table speaks of has its new year's day there.
            None => on.with_ordinal(1).is_some_and(|new_year| TABLE.days.contains_key(&new_year)),
        }
    }

    /// Whether the year's days off are officially announced: the table says so, or the office has
    /// confirmed every special day of that year.
    pub fn has_schedule(&self, year: i32) -> bool {
        let days = self.year(year);
        TABLE.official.contains(&year) || !days.is_empty() && days.iter().all(|day| day.verified)
    }

    /// The special days of a year, by date.
    pub fn year(&self, year: i32) -> Vec<Day> {
        let ends = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
        let mut days: Vec<Day> =
            ends.map_or_else(Vec::new, |(first, last)| self.special(first..=last).cloned().collect());
        days.sort_by_key(|day| day.on);
        days
    }

    /// Special days within a span of dates, in no particular order.
    pub(super) fn special(&self, span: RangeInclusive<NaiveDate>) -> impl Iterator<Item = &Day> {
        let built_in = TABLE.days.range(span.clone());
        let uncorrected = built_in.filter(|(on, _)| !self.corrections.contains_key(on));
        uncorrected.chain(self.corrections.range(span)).map(|(_, day)| day)
    }
}

/// Saturday or Sunday.
pub fn is_weekend(on: NaiveDate) -> bool {
    matches!(on.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests;
