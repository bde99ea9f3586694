//! Instants and the Vietnamese day (UTC+7, no daylight saving, whatever the server's zone).

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Serialize};

/// Vietnam is ahead of UTC by this, all year, the only zone dondoc reckons in.
const AHEAD: TimeDelta = TimeDelta::hours(7);

/// One instant, handed to every rule that needs to know what day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Now(DateTime<Utc>);

impl Now {
    pub fn new(at: DateTime<Utc>) -> Self {
        Self(at)
    }

    /// From a wall clock reading in Vietnam.
    pub fn from_local(local: NaiveDateTime) -> Self {
        Self((local - AHEAD).and_utc())
    }

    /// The instant in UTC, as the journal keeps it.
    pub fn at(self) -> DateTime<Utc> {
        self.0
    }

    /// Date and time of day in Vietnam.
    pub fn local(self) -> NaiveDateTime {
        self.0.naive_utc() + AHEAD
    }

    /// The day in Vietnam.
    pub fn today(self) -> NaiveDate {
        self.local().date()
    }

    /// The beginning of the minute that a clock on the wall shows.
    pub fn minute(self) -> Self {
        let nanoseconds = i64::from(self.0.second()) * 1_000_000_000 + i64::from(self.0.nanosecond());
        Self(self.0 - TimeDelta::nanoseconds(nanoseconds))
    }

    /// The next midnight in Vietnam, when every count of days changes.
    pub fn next_midnight(self) -> Self {
        let tomorrow = self.today().succ_opt().unwrap_or(NaiveDate::MAX);
        Self::from_local(tomorrow.and_time(NaiveTime::MIN))
    }
}
