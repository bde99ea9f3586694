//! When a task is due: the day, the words it comes from, the rule and article behind it.
//!
//! A date means the whole day, to 24:00 in Vietnam; an hour counts only where the letter names one.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// A due day with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The words in the letter, e.g. "chậm nhất là ngày 29/12/2020".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phrase: Option<String>,
    pub class: DeadlineClass,
    /// The last day, inclusive. `None` where the day cannot be computed (from receipt, recurring …).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// The hour on that day in Vietnam, where the letter names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveTime>,
    pub rule: Rule,
    /// The reckoning crossed a day off that no official notice confirms yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
    /// What the day is reckoned from, where it can be reckoned again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
}

/// What a day is reckoned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Terms {
    /// So many days, working days or months, as the rule says, from an event.
    Counted { n: u16, from: Event },
    /// It comes again; each time is a task of its own, below this one.
    Every(Recurrence),
}

/// The event that days are counted from; its own day is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The directive's day of issue.
    Issue,
    /// The day it was received.
    Receipt,
}

/// A day of every period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    pub every: Every,
    /// Month of the period, from 1; one more than the period has is the month after it. 0 for weeks.
    pub month: u8,
    /// Day of that month, where it has fewer its last; of a week 1 Monday … 7 Sunday.
    pub day: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    Week,
    Month,
    Quarter,
    /// Twice a year.
    HalfYear,
    /// Once a year, for January to September.
    NineMonths,
    Year,
}

/// What kind of deadline the words state (DOMAIN §4, corpus/SCHEMA "Deadline").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineClass {
    Date,
    PeriodEnd,
    Relative,
    Recurring,
    Ongoing,
}

/// The rule that gave the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A named day stands as printed; it is not moved for weekends (DOMAIN §5.1).
    NamedDay,
    /// "trước ngày X": X is kept and counts as on time, the working day before is the safe one.
    BeforeDay,
    /// The last day of a month, quarter or year.
    PeriodEnd,
    /// N days from an event: the event's day not counted, a day off at the end moves on.
    Days,
    /// N working days from an event.
    WorkingDays,
    /// N months from an event: the corresponding day, or the month's last.
    Months,
    /// Entered or decided by the office.
    Decided,
    /// No day follows from the words.
    None,
}

impl Rule {
    /// The article behind the rule; empty where a named day simply stands.
    pub fn article(self) -> &'static str {
        match self {
            Rule::PeriodEnd => "BLDS 2015, Đ.146",
            Rule::Days | Rule::WorkingDays => "BLDS 2015, Đ.147, 148",
            Rule::Months => "BLDS 2015, Đ.148",
            Rule::NamedDay | Rule::BeforeDay | Rule::Decided | Rule::None => "",
        }
    }
}
