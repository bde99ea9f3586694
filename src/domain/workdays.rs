//! Day arithmetic of the Civil Code 2015 and of working days (DOMAIN §5).
//!
//! Border: takes days and a calendar, gives days. Which rule the words of a letter ask for is
//! decided elsewhere. Periods are counted here; a day that a letter names, or the last day of a month,
//! quarter or year, stands as it is and is never moved, because Art. 148.5 speaks of periods.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::calendar::{Calendar, DayKind, is_weekend};

/// A reckoned day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reckoned {
    pub on: NaiveDate,
    /// The reckoning passed over a day whose being off or worked no official notice confirms.
    pub unverified: bool,
}

/// "N ngày kể từ …": the event's day is not counted (Civil Code 2015, Art. 147.2), the period ends
/// with its last day (Art. 148.1), and one that ends on a day off ends with the next working day
/// (Art. 148.5). Weeks are seven days each (Art. 146.1).
pub fn days_from(calendar: &Calendar, event: NaiveDate, days: u16) -> Reckoned {
    next_working_day(calendar, after(event, days))
}

/// "N tháng kể từ …": ends with the corresponding day of the last month, or with that month's last
/// where it has none (Art. 148.3), moved as [`days_from`] is. A year is twelve months (Art. 148.4).
pub fn months_from(calendar: &Calendar, event: NaiveDate, months: u16) -> Reckoned {
    let raw = event.checked_add_months(Months::new(months.into())).unwrap_or(NaiveDate::MAX);
    next_working_day(calendar, raw)
}

/// "N ngày làm việc kể từ …": the event's day is not counted (Art. 147.2); only worked days are,
/// swapped Saturdays among them. No days leave the event's day as it is.
pub fn working_days_from(calendar: &Calendar, event: NaiveDate, days: u16) -> Reckoned {
    let mut end = Reckoned { on: event, unverified: false };
    for _ in 0..days {
        let next = next_working_day(calendar, after(end.on, 1));
        end = Reckoned { on: next.on, unverified: end.unverified || next.unverified };
    }
    end
}

/// The day that many worked days before another, which is not counted. No days leave it as it is.
pub fn working_days_before(calendar: &Calendar, event: NaiveDate, days: u16) -> NaiveDate {
    let mut worked = event.iter_days().rev().skip(1).filter(|on| calendar.is_working(*on));
    match days.checked_sub(1) {
        Some(skipped) => worked.nth(skipped.into()).unwrap_or(NaiveDate::MIN),
        None => event,
    }
}

/// The day itself where it is worked, else the first worked day after it (Art. 148.5).
fn next_working_day(calendar: &Calendar, from: NaiveDate) -> Reckoned {
    let mut end = Reckoned { on: from, unverified: false };
    for on in from.iter_days() {
        end = Reckoned { on, unverified: end.unverified || !calendar.is_verified(on) };
        if calendar.is_working(on) {
            break;
        }
    }
    end
}

fn after(on: NaiveDate, days: u16) -> NaiveDate {
    on.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

/// Working days in `(from, to]`: the first day is not counted, the last is; 0 when `to` is
/// not after `from`. Reads the special days between the two and no others.
pub fn working_days_between(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> i64 {
    let Some(first) = from.succ_opt().filter(|first| *first <= to) else { return 0 };
    let special: i64 = calendar
        .special(first..=to)
        .map(|day| match (day.kind, is_weekend(day.on)) {
            (DayKind::Off, false) => -1,
            (DayKind::Worked, true) => 1,
            (DayKind::Off, true) | (DayKind::Worked, false) => 0,
        })
        .sum();
    weekdays_until(to) - weekdays_until(from) + special
}

/// Mondays to Fridays from a fixed Monday on, up to and including the day.
fn weekdays_until(on: NaiveDate) -> i64 {
    let days = i64::from(on.num_days_from_ce()) - 1;
    days.div_euclid(7) * 5 + (days.rem_euclid(7) + 1).min(5)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::Day;

    fn date(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%d/%m/%Y").expect("a date")
    }

    type Count = fn(&Calendar, NaiveDate, u16) -> Reckoned;

    /// DOMAIN §5.4. The last column: rests on a day that no notice confirms.
    #[test]
    fn the_reckoned_vectors() {
        for (count, n, event, on, unverified) in [
            (working_days_from as Count, 5, "20/11/2026", "30/11/2026", true),
            (working_days_from, 1, "23/11/2026", "25/11/2026", true),
            (working_days_from, 2, "08/01/2026", "10/01/2026", false),
            (working_days_from, 1, "31/12/2025", "05/01/2026", false),
            (working_days_from, 2, "20/08/2026", "22/08/2026", false),
            (working_days_from, 1, "28/08/2026", "03/09/2026", false),
            (working_days_from, 3, "13/02/2026", "25/02/2026", false),
            (working_days_from, 3, "24/04/2026", "04/05/2026", false),
            (working_days_from, 3, "26/04/2024", "04/05/2024", false),
            (working_days_from, 2, "25/04/2025", "28/04/2025", false),
            (days_from, 10, "12/12/2020", "22/12/2020", false),
            (working_days_from, 10, "12/12/2020", "25/12/2020", false),
            (days_from, 30, "01/04/2026", "04/05/2026", false),
            (days_from, 10, "06/02/2026", "23/02/2026", false),
            (days_from, 14, "18/08/2026", "03/09/2026", false),
            (months_from, 1, "31/01/2026", "02/03/2026", false),
            // Not among the vectors: what an unconfirmed day, a far year and nothing at all do.
            (days_from, 1, "23/11/2026", "25/11/2026", true),
            (days_from, 5, "23/11/2026", "30/11/2026", false),
            (days_from, 5, "01/03/2041", "06/03/2041", true),
            (months_from, 12, "29/02/2024", "28/02/2025", false),
            (working_days_from, 0, "12/12/2020", "12/12/2020", false),
        ] {
            let calendar = Calendar::built_in();
            let expected = Reckoned { on: date(on), unverified };
            assert_eq!(count(&calendar, date(event), n), expected, "{n} from {event}");
        }
    }

    #[test]
    fn counted_vectors() {
        for (from, to, days) in [
            ("12/12/2020", "29/12/2020", 12),
            ("21/12/2020", "29/12/2020", 6),
            ("31/12/2023", "31/12/2024", 251),
            ("31/12/2024", "31/12/2025", 250),
            ("31/12/2025", "31/12/2026", 249),
            ("29/12/2020", "29/12/2020", 0),
            ("29/12/2020", "12/12/2020", 0),
            ("09/01/2026", "10/01/2026", 1),
        ] {
            assert_eq!(
                working_days_between(&Calendar::built_in(), date(from), date(to)),
                days,
                "{from} {to}"
            );
        }
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        let calendar = Calendar::built_in();
        for event in [NaiveDate::MIN, NaiveDate::MAX] {
            working_days_from(&calendar, event, 3);
            days_from(&calendar, event, u16::MAX);
            months_from(&calendar, event, u16::MAX);
        }
        assert!(working_days_between(&calendar, NaiveDate::MIN, NaiveDate::MAX) > 0);
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0u64..9000).prop_map(|days| date("01/01/2019") + Days::new(days))
    }

    fn office() -> impl Strategy<Value = Calendar> {
        let correction = (any_day(), any::<bool>()).prop_map(|(on, off)| Day {
            on,
            kind: if off { DayKind::Off } else { DayKind::Worked },
            name: "Của cơ quan".into(),
            source: "Thông báo".into(),
            verified: true,
        });
        prop::collection::vec(correction, 0..20).prop_map(Calendar::new)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        /// Counting by weeks and special days is counting day by day.
        #[test]
        fn counting_is_the_same_day_by_day(calendar in office(), from in any_day(), span in 0u64..800) {
            let to = from + Days::new(span);
            let one_by_one = from.iter_days().skip(1).take_while(|on| *on <= to);
            let worked = one_by_one.filter(|on| calendar.is_working(*on)).count();
            prop_assert_eq!(working_days_between(&calendar, from, to), worked as i64);
        }

        #[test]
        fn going_forward_and_counting_back_agree(calendar in office(), event in any_day(), n in 1u16..60) {
            let end = working_days_from(&calendar, event, n);
            prop_assert!(calendar.is_working(end.on));
            prop_assert_eq!(working_days_between(&calendar, event, end.on), i64::from(n));
        }
    }
}
