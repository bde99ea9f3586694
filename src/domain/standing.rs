//! Standing: on time, late, overdue … computed from progress, deadline and today; never stored.
//!
//! The four official counts (DOMAIN §1.4) add up to the total: done on time, done late, open
//! within its time (tasks without a deadline among them), open overdue.

use chrono::{NaiveDate, NaiveTime};

use super::task::Progress;
use super::time::Now;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Overdue,
    /// Due today or within the next seven days.
    DueSoon,
    OnTrack,
    NoDeadline,
    DoneOnTime,
    DoneLate,
    Paused,
    /// Withdrawn or superseded: in none of the four counts.
    Withdrawn,
}

/// What standing follows from: the task's own or its parent's deadline, and its progress.
#[derive(Debug, Clone, Copy)]
pub struct Due {
    pub on: Option<NaiveDate>,
    /// Only where the letter names an hour.
    pub at: Option<NaiveTime>,
}

pub fn standing(progress: &Progress, due: Due, now: Now) -> Standing {
    let _ = (progress, due, now);
    Standing::NoDeadline
}

/// Hoàn thành đúng hạn, quá hạn; chưa hoàn thành trong hạn, quá hạn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FourCounts {
    pub done_on_time: u64,
    pub done_late: u64,
    pub open_within: u64,
    pub open_overdue: u64,
}
