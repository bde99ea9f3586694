//! The office itself: its register of units, its settings, and what a corrected calendar moves.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Day};
use super::deadline::Deadline;
use super::people::Person;
use super::reckon::reckon;
use super::{TaskId, UnitId};

/// What the register holds of a unit. Letters keep the name they print.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UnitFields {
    /// The official name.
    pub name: String,
    /// "sở", "phòng", "xã" …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// The last day, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Who took over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<UnitId>,
    /// Every name and spelling, the official one among them.
    #[serde(default)]
    pub names: Vec<String>,
}

impl UnitFields {
    /// The names as they are kept: the official one first, each once.
    pub fn with_names_settled(mut self) -> Self {
        let mut names = vec![self.name.clone()];
        for name in self.names {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        self.names = names;
        self
    }
}

/// A unit as the register shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    pub id: UnitId,
    pub fields: UnitFields,
    /// Open tasks that it leads and has not finished its own part of.
    pub open: i64,
    /// Those of units it took over from, where they roll up.
    pub inherited: i64,
}

/// Gives each unit's open tasks to the one at the end of its successors too.
pub fn roll_up(units: &mut [UnitRow]) {
    let heir = |mut at: usize| {
        // No longer than there are units: a circle would otherwise never end.
        for _ in 0..units.len() {
            let next = units[at].fields.successor;
            match next.and_then(|next| units.iter().position(|unit| unit.id == next)) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    };
    let heirs: Vec<usize> = (0..units.len()).map(heir).collect();
    for (at, heir) in heirs.into_iter().enumerate().filter(|(at, heir)| at != heir) {
        units[heir].inherited += units[at].open;
    }
}

/// An open task whose deadline was reckoned, or rests on a day that no notice confirms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub task: TaskId,
    /// The directive's; empty where it has none.
    pub reference: String,
    pub item: String,
    pub deadline: Deadline,
    pub issued_on: Option<NaiveDate>,
    pub received_on: Option<NaiveDate>,
}

/// The deadlines that are other ones by this calendar, with what they become.
pub fn moved<'a>(held: &'a [Held], calendar: &Calendar) -> Vec<(&'a Held, Deadline)> {
    let each = |held: &'a Held| {
        let reckoned = reckon(&held.deadline, held.issued_on, held.received_on, calendar)?;
        let (on, unverified) = (Some(reckoned.on), reckoned.unverified);
        let new = Deadline { on, unverified, ..held.deadline.clone() };
        (held.deadline.on.is_some() && new != held.deadline).then_some((held, new))
    };
    held.iter().filter_map(each).collect()
}

/// What a screen of the office shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficeRead {
    /// In Vietnamese order; and the number of the next unit.
    Units(Vec<UnitRow>, UnitId),
    /// The office's corrections, by date; and the open deadlines they may bear on.
    Days(Vec<Day>, Vec<Held>),
    /// Those that the office set, by name.
    Settings(Vec<(String, String)>),
    /// By given name, disabled ones last.
    People(Vec<Person>),
}

/// What an office sets for itself, with what stands where it set nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The office's letterhead: the body above it, its own name, place.
    pub parent_office: String,
    pub office: String,
    pub place: String,
    /// Symbol of its letters behind the number, e.g. "SNV-VP".
    pub symbol: String,
    pub signer_title: String,
    pub signer: String,
    /// What is due within so many days after today is "sắp đến hạn", in every list, count and report.
    pub soon_days: u32,
    /// From so many extensions on a task is called "gia hạn nhiều lần".
    pub many_extensions: u32,
    /// The day of the month on which report periods begin: 1, or 15 for the 15th to the 14th.
    pub period_starts_on: u32,
    /// Counts and open duties of a unit that was merged stand under its successor.
    pub rolls_up: bool,
    /// A new task due "trước ngày …" gets the worked day before as the office's own date.
    pub before_is_safe: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            parent_office: "ỦY BAN NHÂN DÂN TỈNH".into(),
            office: "SỞ NỘI VỤ".into(),
            place: String::new(),
            symbol: "SNV-VP".into(),
            signer_title: "GIÁM ĐỐC".into(),
            signer: String::new(),
            soon_days: 7,
            many_extensions: 3,
            period_starts_on: 1,
            rolls_up: true,
            before_is_safe: false,
        }
    }
}

/// Where a setting is kept, and which values fit.
enum Slot<'a> {
    Text(&'a mut String),
    Number(&'a mut u32, RangeInclusive<u32>),
    Flag(&'a mut bool),
}

impl Settings {
    /// Every setting, in the order of the screen.
    pub const NAMES: [&'static str; 11] = [
        "parent_office",
        "office",
        "place",
        "symbol",
        "signer_title",
        "signer",
        "soon_days",
        "many_extensions",
        "period_starts_on",
        "rolls_up",
        "before_is_safe",
    ];

    /// What was set, over what stands otherwise. What is no setting or does not fit is left out.
    pub fn of(set: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut settings = Self::default();
        for (name, value) in set {
            settings.set(&name, &value);
        }
        settings
    }

    /// Days are those every month has.
    fn slot(&mut self, name: &str) -> Option<Slot<'_>> {
        Some(match name {
            "parent_office" => Slot::Text(&mut self.parent_office),
            "office" => Slot::Text(&mut self.office),
            "place" => Slot::Text(&mut self.place),
            "symbol" => Slot::Text(&mut self.symbol),
            "signer_title" => Slot::Text(&mut self.signer_title),
            "signer" => Slot::Text(&mut self.signer),
            "soon_days" => Slot::Number(&mut self.soon_days, 1..=29),
            "many_extensions" => Slot::Number(&mut self.many_extensions, 1..=99),
            "period_starts_on" => Slot::Number(&mut self.period_starts_on, 1..=28),
            "rolls_up" => Slot::Flag(&mut self.rolls_up),
            "before_is_safe" => Slot::Flag(&mut self.before_is_safe),
            _ => return None,
        })
    }

    /// Takes a value as it is kept. `false` where there is no such setting or the value does not fit.
    pub fn set(&mut self, name: &str, value: &str) -> bool {
        match self.slot(name) {
            Some(Slot::Text(text)) => value.clone_into(text),
            Some(Slot::Number(number, fits)) => match value.parse() {
                Ok(value) if fits.contains(&value) => *number = value,
                _ => return false,
            },
            Some(Slot::Flag(flag)) => match value.parse() {
                Ok(value) => *flag = value,
                Err(_) => return false,
            },
            None => return false,
        }
        true
    }

    /// The value as it is kept; empty for what is no setting.
    pub fn get(&self, name: &str) -> String {
        match self.clone().slot(name) {
            Some(Slot::Text(text)) => text.clone(),
            Some(Slot::Number(number, _)) => number.to_string(),
            Some(Slot::Flag(flag)) => flag.to_string(),
            None => String::new(),
        }
    }

    /// It is chosen from yes and no.
    pub fn is_flag(name: &str) -> bool {
        matches!(Self::default().slot(name), Some(Slot::Flag(_)))
    }
}

#[cfg(test)]
mod tests;
