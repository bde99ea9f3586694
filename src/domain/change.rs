//! Every change is one of these values: what, the old value, the new value. Who and when stand in
//! the journal entry around it. History, undo, conflict messages and "what is new" read them.

use std::mem::{replace, swap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::Day;
use super::deadline::Deadline;
use super::directive::NewDirective;
use super::fields::{DirectiveFields, TaskFields};
use super::office::UnitFields;
use super::people::PersonFields;
use super::reminder::Reminder;
use super::task::{Actual, NewTask, Part, Progress, State, Step};
use super::time::Now;
use super::{DirectiveId, GroupId, ReminderId, TaskId, UnitId};
use crate::error::Error;

/// What may be asked of [`the store`](crate) and what the journal keeps, as versioned JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Its number is the store's to give, as in all that is added: `None` in a request. Undone by moving it to
    /// the trash. The journal keeps the record without its original text.
    DirectiveAdded { id: Option<DirectiveId>, record: Box<NewDirective> },
    /// In the trash (`true`) or not, with its tasks.
    DirectiveTrashed { directive: DirectiveId, old: bool, new: bool },
    /// Done, reopened, reply document, note.
    TaskProgress { task: TaskId, old: Progress, new: Progress },
    /// Fields of its head.
    DirectiveEdited { directive: DirectiveId, old: Box<DirectiveFields>, new: Box<DirectiveFields> },
    /// Behind the directive's other tasks. Undone by moving it to the trash.
    TaskAdded { id: Option<TaskId>, directive: DirectiveId, task: Box<NewTask> },
    /// In the trash (`true`) or not.
    TaskTrashed { task: TaskId, old: bool, new: bool },
    /// Wording, units, targets and what else its form holds.
    TaskEdited { task: TaskId, old: Box<TaskFields>, new: Box<TaskFields> },
    /// A deadline in place of the one in force, which is kept among the former ones; undone, it counts
    /// among them no more. `document` is the issuer's consent.
    DeadlineSet {
        task: TaskId,
        old: Option<Deadline>,
        new: Option<Deadline>,
        document: Option<String>,
        reason: Option<String>,
    },
    /// The steps of a task: added, worded anew, ticked, taken out.
    StepsSet { task: TaskId, old: Vec<Step>, new: Vec<Step> },
    /// A lead unit's own part in a task that several lead; the unit as the letter prints it. When the last of
    /// them is done, the store closes the task in the same group.
    PartProgress { task: TaskId, unit: String, old: Part, new: Part },
    /// Undone by moving it to the trash.
    ReminderAdded { id: Option<ReminderId>, reminder: Box<Reminder> },
    /// In the trash (`true`) or not.
    ReminderTrashed { reminder: ReminderId, old: bool, new: bool },
    /// The values reached of the target at this place, from 0.
    ActualsSet { task: TaskId, target: usize, old: Vec<Actual>, new: Vec<Actual> },
    /// The tasks that answer the finding at this place, from 0.
    FindingAnswered { directive: DirectiveId, finding: usize, old: Vec<TaskId>, new: Vec<TaskId> },
    /// Taken out of the trash for good: a directive with its tasks, or one task. What it was called is given
    /// by the store. Cannot be undone.
    Purged { directive: DirectiveId, task: Option<TaskId>, name: String },
    /// A unit of the register: added (`old` is `None`), edited, or taken out (`new` is `None`).
    UnitSet { unit: Option<UnitId>, old: Option<Box<UnitFields>>, new: Option<Box<UnitFields>> },
    /// The office's correction of a day; `None`: what the calendar itself says.
    DaySet { on: NaiveDate, old: Option<Box<Day>>, new: Option<Box<Day>> },
    /// `None`: what stands where the office set nothing.
    SettingSet { name: String, old: Option<String>, new: Option<String> },
    /// A person added (`old` is `None`) or changed. People are never taken out; an addition is undone by
    /// disabling, without the keys.
    PersonSet { login: String, old: Option<Box<PersonFields>>, new: Box<PersonFields> },
}

impl Change {
    /// The change that takes this one back. `None` for an addition the store has not numbered yet, and for
    /// what cannot be taken back.
    pub fn inverse(&self) -> Option<Change> {
        let mut turned = self.clone();
        match &mut turned {
            Change::DirectiveAdded { id, .. } => {
                return Some(Change::DirectiveTrashed { directive: (*id)?, old: false, new: true });
            }
            Change::TaskAdded { id, .. } => {
                return Some(Change::TaskTrashed { task: (*id)?, old: false, new: true });
            }
            Change::ReminderAdded { id, .. } => {
                return Some(Change::ReminderTrashed { reminder: (*id)?, old: false, new: true });
            }
            Change::Purged { .. } | Change::UnitSet { unit: None, .. } => return None,
            Change::DirectiveTrashed { old, new, .. }
            | Change::TaskTrashed { old, new, .. }
            | Change::ReminderTrashed { old, new, .. } => swap(old, new),
            Change::TaskProgress { old, new, .. } => swap(old, new),
            Change::DirectiveEdited { old, new, .. } => swap(old, new),
            Change::TaskEdited { old, new, .. } => swap(old, new),
            Change::DeadlineSet { old, new, .. } => swap(old, new),
            Change::StepsSet { old, new, .. } => swap(old, new),
            Change::PartProgress { old, new, .. } => swap(old, new),
            Change::ActualsSet { old, new, .. } => swap(old, new),
            Change::FindingAnswered { old, new, .. } => swap(old, new),
            Change::UnitSet { old, new, .. } => swap(old, new),
            Change::DaySet { old, new, .. } => swap(old, new),
            Change::SettingSet { old, new, .. } => swap(old, new),
            Change::PersonSet { old, new, .. } => {
                let gone = PersonFields { disabled: true, keys: Vec::new(), ..(**new).clone() };
                *old = Some(replace(new, old.take().unwrap_or_else(|| Box::new(gone))));
            }
        }
        Some(turned)
    }

    /// Marks a task done on a day, from what the screen showed.
    pub fn done(task: TaskId, shown: &Progress, on: NaiveDate) -> Change {
        Change::TaskProgress { task, old: shown.clone(), new: shown.clone().turned(State::Done, Some(on)) }
    }

    /// Opens a task again; the reply document and the note stay.
    pub fn reopened(task: TaskId, shown: &Progress) -> Change {
        Change::TaskProgress { task, old: shown.clone(), new: shown.clone().turned(State::Open, None) }
    }
}

/// What a person may do (DESIGN §9). Asked inside the writing transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Viewer,
    #[default]
    Officer,
    Admin,
}

/// Who is at work: a login name that the system vouches for, and this run of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub login: String,
    /// Tells this run of the program from others of the same person; undo in the screens keeps to it.
    pub run: String,
}

/// How an entry came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Do,
    Undo,
    Redo,
}

/// One line of the append-only journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    pub seq: i64,
    pub group: GroupId,
    pub act: Act,
    /// The group that this one takes back or brings back.
    pub undo_of: Option<GroupId>,
    pub at: Now,
    pub actor: String,
    pub run: String,
    pub change: Change,
}

/// What became of one requested change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Committed.
    Applied(Change),
    /// The record already is as asked: who made it so, and when, where the journal knows.
    AlreadySo { by: Option<String>, at: Option<Now> },
    /// Of several records that are changed together: this one was left as it is.
    Refused(Error),
}

/// A committed batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// `None` when every outcome was [`Outcome::AlreadySo`].
    pub group: Option<GroupId>,
    pub outcomes: Vec<Outcome>,
}
