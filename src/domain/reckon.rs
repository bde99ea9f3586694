//! A deadline's day from what it is reckoned from: so many days, working days or months after an event.
//!
//! Border: which rule counts is in the deadline; the arithmetic is in [`super::workdays`]. What comes again
//! is in [`super::recurrence`].

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::deadline::{Deadline, Event, Rule, Terms};
use super::workdays::{self, Reckoned};

/// The day of a counted deadline. `None` where it is not counted, or the day of its event is not known.
pub fn reckon(
    deadline: &Deadline,
    issued: Option<NaiveDate>,
    received: Option<NaiveDate>,
    calendar: &Calendar,
) -> Option<Reckoned> {
    let Some(Terms::Counted { n, from }) = deadline.terms else { return None };
    let event = match from {
        Event::Issue => issued,
        Event::Receipt => received,
    };
    counted(deadline.rule, n, event?, calendar)
}

/// So many of the rule's units from a day. `None` where the rule counts nothing.
pub fn counted(rule: Rule, n: u16, event: NaiveDate, calendar: &Calendar) -> Option<Reckoned> {
    let count = match rule {
        Rule::Days => workdays::days_from,
        Rule::WorkingDays => workdays::working_days_from,
        Rule::Months => workdays::months_from,
        _ => return None,
    };
    Some(count(calendar, event, n))
}

/// The deadline with its day reckoned anew; one that is not counted stays as it is.
pub fn again(
    deadline: &Deadline,
    issued: Option<NaiveDate>,
    received: Option<NaiveDate>,
    calendar: &Calendar,
) -> Deadline {
    if !matches!(deadline.terms, Some(Terms::Counted { .. })) {
        return deadline.clone();
    }
    let reckoned = reckon(deadline, issued, received, calendar);
    let unverified = reckoned.is_some_and(|reckoned| reckoned.unverified);
    Deadline { on: reckoned.map(|reckoned| reckoned.on), unverified, ..deadline.clone() }
}

/// Of "trước ngày …" the worked day before, by which it is surely in time. `None` for other rules.
pub fn safe_day(deadline: &Deadline, calendar: &Calendar) -> Option<NaiveDate> {
    let on = deadline.on.filter(|_| deadline.rule == Rule::BeforeDay)?;
    Some(workdays::working_days_before(calendar, on, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadline::DeadlineClass;

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%d/%m/%Y").expect("a date")
    }

    fn from_event(rule: Rule, n: u16, from: Event) -> Deadline {
        Deadline {
            phrase: None,
            class: DeadlineClass::Relative,
            on: None,
            at: None,
            rule,
            unverified: false,
            terms: Some(Terms::Counted { n, from }),
        }
    }

    /// DOMAIN §5.4: those that count from an event. The other three count the days between two.
    #[test]
    fn the_vectors_are_reckoned_from_either_event() {
        use Rule::{Days, Months, WorkingDays};
        let calendar = Calendar::built_in();
        for (rule, n, event, on, unverified) in [
            (WorkingDays, 5, "20/11/2026", "30/11/2026", true),
            (WorkingDays, 1, "23/11/2026", "25/11/2026", true),
            (WorkingDays, 2, "08/01/2026", "10/01/2026", false),
            (WorkingDays, 1, "31/12/2025", "05/01/2026", false),
            (WorkingDays, 2, "20/08/2026", "22/08/2026", false),
            (WorkingDays, 1, "28/08/2026", "03/09/2026", false),
            (WorkingDays, 3, "13/02/2026", "25/02/2026", false),
            (WorkingDays, 3, "24/04/2026", "04/05/2026", false),
            (WorkingDays, 3, "26/04/2024", "04/05/2024", false),
            (WorkingDays, 2, "25/04/2025", "28/04/2025", false),
            (Days, 10, "12/12/2020", "22/12/2020", false),
            (WorkingDays, 10, "12/12/2020", "25/12/2020", false),
            (WorkingDays, 12, "12/12/2020", "29/12/2020", false),
            (Days, 30, "01/04/2026", "04/05/2026", false),
            (Days, 10, "06/02/2026", "23/02/2026", false),
            (Days, 14, "18/08/2026", "03/09/2026", false),
            (Months, 1, "31/01/2026", "02/03/2026", false),
            (WorkingDays, 249, "31/12/2025", "31/12/2026", true),
        ] {
            let wanted = Some(Reckoned { on: day(on), unverified });
            let (event, other) = (Some(day(event)), Some(day("01/01/2000")));
            let from = |from| from_event(rule, n, from);
            assert_eq!(reckon(&from(Event::Issue), event, other, &calendar), wanted, "{n} {rule:?} {on}");
            assert_eq!(reckon(&from(Event::Receipt), other, event, &calendar), wanted, "{n} {rule:?} {on}");
            let again = again(&from(Event::Receipt), None, event, &calendar);
            assert_eq!((again.on, again.unverified), (Some(day(on)), unverified));
        }
    }

    #[test]
    fn without_the_day_of_its_event_it_has_no_day() {
        let (calendar, known) = (Calendar::built_in(), Some(day("12/12/2020")));
        let ten = from_event(Rule::Days, 10, Event::Receipt);
        assert_eq!(reckon(&ten, known, None, &calendar), None);
        assert_eq!(reckon(&from_event(Rule::Days, 10, Event::Issue), None, known, &calendar), None);
        let known_once = Deadline { on: known, unverified: true, ..ten.clone() };
        assert_eq!(again(&known_once, known, None, &calendar), ten, "the day went, and its doubt with it");
        let named = Deadline { rule: Rule::NamedDay, terms: None, ..known_once };
        assert_eq!(again(&named, known, known, &calendar), named);
    }
}
