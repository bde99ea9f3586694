//! The office's own table of tasks: what its rows say, what is remembered of them, and the changes that
//! bring the records up to it.
//!
//! Border: values in, changes out. A cell is read by `extract`; the records and what is remembered come
//! from the store. Nothing here overwrites what a person entered since the table was taken in last.

mod plan;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::change::Change;
use super::directive::NewDirective;
use super::fields::TaskFields;
use super::task::NewTask;
use super::{DirectiveId, TaskId};

pub use plan::by_directive;

/// What a column is about. On the command line and in JSON by the name in lower case ("done_on").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Reference,
    /// Behind the number, where it has a column of its own.
    Symbol,
    IssuedOn,
    Issuer,
    Kind,
    Subject,
    ReceivedOn,
    Inbound,
    Urgency,
    Secrecy,
    Item,
    Work,
    Lead,
    Support,
    Due,
    State,
    DoneOn,
    /// How far it is in free words: a state where it reads as one, else a note.
    Outcome,
    Reply,
    Follower,
    Note,
}

/// Where a cell stands. Row and column count from 1, as spreadsheets show them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Place {
    pub sheet: String,
    pub row: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

/// A cell, or a row without a column, that was not taken as it stands, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellDoubt {
    #[serde(flatten)]
    pub place: Place,
    pub text: String,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// No day that exists, or without its year.
    UnreadableDate,
    UnreadableDeadline,
    UnknownState,
    UnknownUrgency,
    /// Done, but no column says on which day.
    DoneWithoutDay,
    /// A formula that was not reckoned, or whose result is an error.
    Formula,
    /// Nothing of the row is kept.
    Secret,
    NoReference,
    SeveralReferences,
    /// The same task stands above.
    Twice,
    /// Several directives or tasks here answer to the row.
    Ambiguous,
    /// It was taken in before, and deleted here by hand.
    DeletedHere,
    /// Nobody here has this name.
    UnknownPerson,
    /// Entered here by hand, and another value than the table's.
    Differs(Field, String),
}

/// A row that was read. Fields it does not say are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    pub place: Place,
    /// The directive without its tasks.
    pub head: NewDirective,
    /// Its follower as printed.
    pub task: NewTask,
    /// Fields whose cell was read, and its column.
    pub said: BTreeMap<Field, String>,
}

/// Values as they are compared and remembered.
pub type Said = BTreeMap<Field, String>;

/// A directive here, with what the table said of each of its tasks when it was taken in last.
#[derive(Debug, Clone)]
pub struct Known {
    pub id: DirectiveId,
    pub record: NewDirective,
    pub task_ids: Vec<TaskId>,
    /// Of tasks in the trash as well.
    pub remembered: HashMap<TaskId, Said>,
    /// It is in the trash, and the table had it.
    pub trashed: bool,
}

/// The task that a row was found to speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    Here(TaskId),
    /// The task at a place of the directive or by itself that this change adds.
    Added {
        change: usize,
        task: usize,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewLine {
    pub name: String,
    pub title: String,
}

/// A value that is to be another; `old` is empty where there was none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedCell {
    pub name: String,
    pub field: Field,
    pub old: String,
    pub new: String,
}

/// What taking a table in means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    pub changes: Vec<Change>,
    pub new_directives: usize,
    pub new: Vec<NewLine>,
    pub changed: Vec<ChangedCell>,
    /// Rows that say what is here.
    pub unchanged: usize,
    /// Tasks that the table named when it was taken in last.
    pub vanished: Vec<(TaskId, NewLine)>,
    pub doubts: Vec<CellDoubt>,
    /// What is to be remembered, where it is not already.
    pub memory: Vec<(Owner, Said)>,
    /// Tasks here that a row speaks of.
    pub seen: HashSet<TaskId>,
    taken: HashSet<DirectiveId>,
}

/// Fields of the directive, then those of the task.
const HEAD: [Field; 7] = [
    Field::IssuedOn,
    Field::Issuer,
    Field::Kind,
    Field::Subject,
    Field::ReceivedOn,
    Field::Inbound,
    Field::Urgency,
];
const TASK: [Field; 8] = [
    Field::Work,
    Field::Lead,
    Field::Support,
    Field::Due,
    Field::State,
    Field::Reply,
    Field::Follower,
    Field::Note,
];

/// A field or a state by its name outside.
pub fn name(of: impl Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|name| Some(name.as_str()?.to_owned())).unwrap_or_default()
}

/// What a record holds in a field, days as `29/12/2020`; empty where it holds nothing. A state is its name
/// in JSON and the day.
pub fn value(field: Field, head: &NewDirective, task: &NewTask) -> String {
    let day =
        |on: Option<chrono::NaiveDate>| on.map(|on| on.format("%d/%m/%Y").to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match field {
        Field::Reference => text(&head.reference),
        Field::IssuedOn => day(head.issued_on),
        Field::Issuer => text(&head.issuer),
        // What no letter says is an official letter.
        Field::Kind => head.kind.name().to_owned(),
        Field::Subject => head.subject.clone(),
        Field::ReceivedOn => day(head.received_on),
        Field::Inbound => text(&head.inbound_number),
        Field::Urgency => ["hỏa tốc", "thượng khẩn", "khẩn", ""][head.urgency as usize].to_owned(),
        Field::Item => task.item.clone(),
        Field::Work => task.text.clone(),
        Field::Lead => TaskFields::of(task).leads.join("; "),
        Field::Support => TaskFields::of(task).supports.join("; "),
        Field::Due => task.deadline.as_ref().map_or_else(String::new, |deadline| match deadline.on {
            Some(on) => {
                let hour = deadline.at.map(|at| at.format("%H:%M ").to_string()).unwrap_or_default();
                format!("{hour}{}", day(Some(on)))
            }
            None => text(&deadline.phrase),
        }),
        Field::State => {
            let on = task.progress.done_on;
            format!("{} {}", name(task.progress.state), day(on)).trim_end().to_owned()
        }
        Field::Reply => text(&task.progress.reply_document),
        Field::Note => text(&task.progress.note),
        Field::Follower => text(&task.follower),
        Field::Symbol | Field::Secrecy | Field::DoneOn | Field::Outcome => String::new(),
    }
}

fn put(field: Field, row: (&NewDirective, &NewTask), head: &mut NewDirective, task: &mut NewTask) {
    let (from, said) = (row.0.clone(), row.1);
    let mut fields = TaskFields::of(task);
    match field {
        Field::IssuedOn => head.issued_on = from.issued_on,
        Field::Issuer => head.issuer = from.issuer,
        Field::Kind => head.kind = from.kind,
        Field::Subject => head.subject = from.subject,
        Field::ReceivedOn => head.received_on = from.received_on,
        Field::Inbound => head.inbound_number = from.inbound_number,
        Field::Urgency => head.urgency = from.urgency,
        Field::Work => (fields.title, fields.text) = (said.title.clone(), said.text.clone()),
        Field::Lead => fields.leads = TaskFields::of(said).leads,
        Field::Support => fields.supports = TaskFields::of(said).supports,
        Field::Follower => fields.follower.clone_from(&said.follower),
        Field::Due => task.deadline.clone_from(&said.deadline),
        Field::State => {
            let (state, on) = (said.progress.state, said.progress.done_on);
            task.progress = std::mem::take(&mut task.progress).turned(state, on);
        }
        Field::Reply => task.progress.reply_document.clone_from(&said.progress.reply_document),
        Field::Note => task.progress.note.clone_from(&said.progress.note),
        _ => {}
    }
    *task = fields.put_into(std::mem::take(task));
}
