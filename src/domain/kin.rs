//! A letter and what the file has of it already: the same letter, what it cites, the units it names.
//!
//! Border: what is asked and answered, and what a letter's relation to an earlier one does to the tasks there.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::directive::Citation;
use super::office::UnitFields;
use super::task::{Progress, State};
use super::{DirectiveId, TaskId, UnitId};

/// By what a letter is known, and what is asked about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfLetter {
    pub reference: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub issuer: Option<String>,
    pub citations: Vec<Citation>,
    /// Of these the register's entry is wanted.
    pub units: Vec<UnitId>,
}

/// What the file has of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kin {
    /// The same letter: reference, year and issuer.
    pub same: Option<DirectiveId>,
    /// Of each citation the directive it names.
    pub cited: Vec<Option<Cited>>,
    /// Those that are still in the register.
    pub units: Vec<(UnitId, UnitFields)>,
}

/// A directive that is cited, with its tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    pub directive: DirectiveId,
    pub tasks: Vec<(TaskId, Progress)>,
}

/// What a letter is to a directive that it cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It names it; the tasks stay as they are.
    #[default]
    Link,
    /// It reports on it: what is open there waits for confirmation, with this letter as the reply.
    Answers,
    /// It stands in its place: what is open there is superseded.
    Replaces,
}

impl Relation {
    pub const ALL: [Relation; 3] = [Relation::Link, Relation::Answers, Relation::Replaces];

    /// What becomes of a task there when the letter called `letter` of a day comes. `None` where it stays.
    pub fn change(self, (task, old): &(TaskId, Progress), letter: &str, on: NaiveDate) -> Option<Change> {
        let letter = Some(letter.to_owned());
        let turned = |state| old.clone().turned(state, Some(on));
        let new = match (self, old.state) {
            (Relation::Answers, State::Open | State::Doing) => Progress {
                reported_on: Some(on),
                reply_document: old.reply_document.clone().or(letter),
                ..turned(State::Reported)
            },
            (Relation::Replaces, state) if state.is_open() || state == State::Paused => {
                Progress { document: letter, ..turned(State::Superseded) }
            }
            _ => return None,
        };
        Some(Change::TaskProgress { task: *task, old: old.clone(), new })
    }
}

impl Cited {
    /// What the relation does to its tasks.
    pub fn changes(&self, relation: Relation, letter: &str, on: NaiveDate) -> Vec<Change> {
        self.tasks.iter().filter_map(|task| relation.change(task, letter, on)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_answers_what_is_open_and_replaces_what_may_be_opened_again() {
        use State::{Doing, Done, Open, Paused, Reported, Superseded, Withdrawn};
        let on = NaiveDate::from_ymd_opt(2020, 12, 20).unwrap();
        let answers = [Open, Doing];
        let replaces = [Open, Doing, Reported, Paused];
        for state in [Open, Doing, Reported, Done, Paused, Withdrawn, Superseded] {
            let old = Progress { reply_document: Some("1/BC".into()), ..Progress::default() }
                .turned(state, Some(on));
            let becomes = |relation: Relation| match relation.change(&(TaskId(1), old.clone()), "2/UB", on) {
                Some(Change::TaskProgress { old: seen, new, .. }) => {
                    assert_eq!(seen, old);
                    Some((new.state, new.document, new.reply_document))
                }
                other => {
                    assert_eq!(other, None);
                    None
                }
            };
            let own = Some("1/BC".to_owned());
            let reported = answers.contains(&state).then(|| (Reported, None, own.clone()));
            assert_eq!(becomes(Relation::Answers), reported, "{state:?} keeps its own reply");
            let replaced =
                replaces.contains(&state).then(|| (Superseded, Some("2/UB".to_owned()), own.clone()));
            assert_eq!(becomes(Relation::Replaces), replaced, "{state:?}");
            assert_eq!(becomes(Relation::Link), None);
        }
    }
}
