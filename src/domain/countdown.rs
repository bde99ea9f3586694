//! How long is left, or how late: whole days in Vietnam, today not counted, the due day counted.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::deadline::Deadline;
use super::time::Now;

/// What a countdown text is made of. Wording is in `i18n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Countdown {
    /// Whole days left (≥ 1) and how many of them are worked.
    Left { days: i64, working_days: i64 },
    /// Due today, to 24:00.
    Today,
    /// Whole days late (≥ 1).
    Late { days: i64 },
    /// Due at an hour the letter names, within the coming 24 hours: whole minutes left (≥ 0).
    Minutes { left: i64 },
    /// Past an hour the letter names, by less than a day: whole minutes late (≥ 1).
    MinutesLate { late: i64 },
}

/// Counts to a date-only deadline.
pub fn to_day(today: NaiveDate, due: NaiveDate, calendar: &Calendar) -> Countdown {
    let _ = calendar;
    let days = (due - today).num_days();
    match days {
        0 => Countdown::Today,
        1.. => Countdown::Left { days, working_days: days },
        _ => Countdown::Late { days: -days },
    }
}

/// Counts to a deadline with its hour, where it has one. `None` where no day is set.
pub fn to(now: Now, deadline: &Deadline, calendar: &Calendar) -> Option<Countdown> {
    deadline.on.map(|due| to_day(now.today(), due, calendar))
}
