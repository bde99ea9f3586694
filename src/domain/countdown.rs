//! How long is left, or how late: whole days in Vietnam, today not counted, the due day counted.
//!
//! Border: numbers only; the words are in `i18n`. Hours and minutes are counted only to a deadline
//! that names an hour, and agree with [`super::standing`]: late here is overdue there.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::Serialize;

use super::calendar::Calendar;
use super::standing::Due;
use super::time::Now;
use super::workdays::working_days_between;

/// What a countdown text is made of. Wording is in `i18n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
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

const DAY: i64 = 24 * 60;

/// Counts to a day.
pub fn to_day(today: NaiveDate, due: NaiveDate, calendar: &Calendar) -> Countdown {
    match (due - today).num_days() {
        0 => Countdown::Today,
        days @ 1.. => Countdown::Left { days, working_days: working_days_between(calendar, today, due) },
        days => Countdown::Late { days: -days },
    }
}

/// Counts to a day, or to the hour on it where the letter names one.
pub fn to(now: Now, on: NaiveDate, at: Option<NaiveTime>, calendar: &Calendar) -> Countdown {
    match (Due { on: Some(on), at }).minutes_left(now) {
        Some(left @ 0..=DAY) => Countdown::Minutes { left },
        Some(left) if left < 0 && left > -DAY => Countdown::MinutesLate { late: -left },
        _ => to_day(now.today(), on, calendar),
    }
}

/// The next instant at which the count to `due` can differ from the one now: the next minute while
/// minutes are counted, else the next midnight in Vietnam or the moment minutes begin to be.
pub fn next_change(now: Now, due: Due) -> Now {
    let midnight = now.next_midnight();
    let after = |minutes| Now::new(now.minute().at() + TimeDelta::minutes(minutes));
    match due.minutes_left(now) {
        Some(left) if (-DAY + 1..=DAY).contains(&left) => after(1),
        Some(left) if left > DAY => after(left - DAY).min(midnight),
        _ => midnight,
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn now(text: &str) -> Now {
        Now::from_local(text.parse().expect("a local time"))
    }

    fn due(day: &str, at: Option<&str>) -> Due {
        Due { on: day.parse().ok(), at: at.and_then(|at| at.parse().ok()) }
    }

    fn count(at: &str, due: Due) -> Option<Countdown> {
        Some(to(now(at), due.on?, due.at, &Calendar::built_in()))
    }

    #[test]
    fn days_to_a_date() {
        let left = |days, working_days| Some(Countdown::Left { days, working_days });
        for (at, on, expected) in [
            ("2020-12-21T08:00:00", "2020-12-29", left(8, 6)),
            ("2020-12-29T00:00:00", "2020-12-29", Some(Countdown::Today)),
            ("2020-12-29T23:59:59", "2020-12-29", Some(Countdown::Today)),
            ("2020-12-30T00:00:00", "2020-12-29", Some(Countdown::Late { days: 1 })),
            ("2020-12-28T23:59:59", "2020-12-29", left(1, 1)),
            ("2020-12-22T12:00:00", "2020-12-29", left(7, 5)),
            ("2020-12-25T12:00:00", "2020-12-27", left(2, 0)),
            ("2020-11-29T12:00:00", "2020-12-29", left(30, 22)),
            ("2026-02-13T12:00:00", "2026-02-25", left(12, 3)),
            ("2021-01-08T12:00:00", "2020-12-29", Some(Countdown::Late { days: 10 })),
        ] {
            assert_eq!(count(at, due(on, None)), expected, "{on} at {at}");
        }
        assert_eq!(count("2020-12-21T08:00:00", Due::default()), None);
    }

    #[test]
    fn minutes_to_an_hour() {
        let minutes = |left| Some(Countdown::Minutes { left });
        let late = |late| Some(Countdown::MinutesLate { late });
        for (at, expected) in [
            ("2020-12-28T16:59:59.999", Some(Countdown::Left { days: 1, working_days: 1 })),
            ("2020-12-28T17:00:00", minutes(1440)),
            ("2020-12-28T17:01:00", minutes(1439)),
            ("2020-12-29T16:00:00", minutes(60)),
            ("2020-12-29T16:00:59.999", minutes(60)),
            ("2020-12-29T16:59:00", minutes(1)),
            ("2020-12-29T17:00:59", minutes(0)),
            ("2020-12-29T17:01:00", late(1)),
            ("2020-12-30T16:59:00", late(1439)),
            ("2020-12-30T17:00:00", Some(Countdown::Late { days: 1 })),
            ("2020-12-31T00:00:00", Some(Countdown::Late { days: 2 })),
        ] {
            assert_eq!(count(at, due("2020-12-29", Some("17:00:00"))), expected, "{at}");
        }
        assert_eq!(count("2020-12-29T23:30:00", due("2020-12-30", Some("00:00:00"))), minutes(30));
    }

    #[test]
    fn when_the_text_changes() {
        let hour = due("2020-12-29", Some("17:00:00"));
        for (at, due, change) in [
            ("2020-12-21T08:00:00", due("2020-12-29", None), "2020-12-22T00:00:00"),
            ("2020-12-21T23:59:59.5", due("2020-12-29", None), "2020-12-22T00:00:00"),
            ("2020-12-21T08:00:00", Due::default(), "2020-12-22T00:00:00"),
            ("2020-12-21T08:00:00", hour, "2020-12-22T00:00:00"),
            ("2020-12-28T08:00:30", hour, "2020-12-28T17:00:00"),
            ("2020-12-28T17:00:00", hour, "2020-12-28T17:01:00"),
            ("2020-12-29T17:00:00.25", hour, "2020-12-29T17:01:00"),
            ("2020-12-30T16:59:59", hour, "2020-12-30T17:00:00"),
            ("2020-12-30T17:00:00", hour, "2020-12-31T00:00:00"),
        ] {
            assert_eq!(next_change(now(at), due), now(change), "{due:?} at {at}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        /// Nothing changes before the announced moment, and late is what standing calls past.
        #[test]
        fn counts_hold_until_the_next_change(
            seconds in 0i64..500_000,
            days in 0u64..8,
            minute in prop::option::of(0u32..1440),
            part in 0.0f64..1.0,
        ) {
            let start = now("2020-12-25T00:00:00");
            let here = Now::new(start.at() + TimeDelta::seconds(seconds));
            let at = minute.and_then(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0));
            let on = start.today() + Days::new(days);
            let due = Due { on: Some(on), at };
            let calendar = Calendar::built_in();
            let count = to(here, on, at, &calendar);
            let change = next_change(here, due);
            prop_assert!(change > here);
            let wait = (change.at() - here.at()).num_milliseconds() - 1;
            let between = Now::new(here.at() + TimeDelta::milliseconds((wait as f64 * part) as i64));
            prop_assert_eq!(to(between, on, at, &calendar), count);
            let late = matches!(count, Countdown::Late { .. } | Countdown::MinutesLate { .. });
            prop_assert_eq!(late, due.is_past(here));
        }
    }
}
