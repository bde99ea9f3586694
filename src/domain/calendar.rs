//! Which days are worked: weekends, public holidays, swapped Saturdays, and whether an official
//! notice confirms each.
//!
//! Border: reads the tables compiled in from `data/calendar` and the office's own corrections
//! (handed in); never a file or a clock. Arithmetic on working days is in [`super::workdays`].

use std::collections::BTreeMap;

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

/// The special days, by date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<NaiveDate, Day>,
}

impl Calendar {
    /// The built-in days with the office's corrections laid over them.
    pub fn new(corrections: impl IntoIterator<Item = Day>) -> Self {
        let mut calendar = Self::default();
        calendar.days.extend(corrections.into_iter().map(|day| (day.on, day)));
        calendar
    }

    pub fn day(&self, on: NaiveDate) -> Option<&Day> {
        self.days.get(&on)
    }

    pub fn is_working(&self, on: NaiveDate) -> bool {
        match self.day(on).map(|day| day.kind) {
            Some(DayKind::Off) => false,
            Some(DayKind::Worked) => true,
            None => !matches!(on.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }
}
