//! The day of a deadline that is counted from an event, by the calendar at hand.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::deadline::{Deadline, Event, Rule, Terms};
use super::workdays::{Reckoned, days_from, months_from, working_days_from};

/// `None` where it is not counted, or the day of its event is not known.
pub fn reckon(
    deadline: &Deadline,
    issued_on: Option<NaiveDate>,
    received_on: Option<NaiveDate>,
    calendar: &Calendar,
) -> Option<Reckoned> {
    let Some(Terms::Counted { n, from }) = deadline.terms else { return None };
    let event = match from {
        Event::Issue => issued_on,
        Event::Receipt => received_on,
    };
    let count = match deadline.rule {
        Rule::Days => days_from,
        Rule::WorkingDays => working_days_from,
        Rule::Months => months_from,
        _ => return None,
    };
    event.map(|event| count(calendar, event, n))
}
