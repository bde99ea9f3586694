//! What a person edits of a record at once: the fields of a form. An edit is the old and the new ones.
//!
//! Border: values and where they stand in a record; what may be typed into them is the form's.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::directive::{DocKind, NewDirective, Urgency};
use super::task::{Assignment, AssignmentRole, NewTask, Target, TaskKind};

/// A directive's head, without its tasks and the letter's text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DirectiveFields {
    pub reference: Option<String>,
    pub kind: DocKind,
    pub issued_on: Option<NaiveDate>,
    pub issuer: Option<String>,
    pub subject: String,
    pub urgency: Urgency,
    pub addressees: Vec<String>,
    pub signer: Option<String>,
    pub received_on: Option<NaiveDate>,
    pub inbound_number: Option<String>,
    pub report_to: Option<String>,
    pub report_via: Option<String>,
    /// Bút phê.
    pub handling_note: Option<String>,
    /// Login name of who follows it up.
    pub follower: Option<String>,
}

/// A task without its deadline, progress and steps, which are changed by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TaskFields {
    pub item: String,
    /// One line for lists.
    pub title: String,
    /// The whole wording.
    pub text: String,
    pub kind: TaskKind,
    /// Units in order, as printed.
    pub leads: Vec<String>,
    pub supports: Vec<String>,
    /// Login name; else the directive's follower.
    pub follower: Option<String>,
    pub internal_due: Option<NaiveDate>,
    /// Without the values reached, which stay with the target at the same place.
    pub targets: Vec<Target>,
}

/// Between a head and the record it is of: these fields stand in both.
macro_rules! head {
    ($($field:ident)*) => {
        impl DirectiveFields {
            pub fn of(record: &NewDirective) -> Self {
                Self { $($field: ToOwned::to_owned(&record.$field)),* }
            }

            /// The record with these fields in place of its own.
            pub fn put_into(self, record: NewDirective) -> NewDirective {
                NewDirective { $($field: self.$field,)* ..record }
            }
        }
    };
}
head!(reference kind issued_on issuer subject urgency addressees signer received_on inbound_number report_to
    report_via handling_note follower);

impl TaskFields {
    pub fn of(task: &NewTask) -> Self {
        let units = |role| {
            let parts = task.assignments.iter().filter(|part| part.role == role);
            parts.map(|part| part.unit.clone()).collect()
        };
        let targets = task.targets.iter().map(|target| Target { actuals: Vec::new(), ..target.clone() });
        Self {
            item: task.item.clone(),
            title: task.title.clone(),
            text: task.text.clone(),
            kind: task.kind,
            leads: units(AssignmentRole::Lead),
            supports: units(AssignmentRole::Support),
            follower: task.follower.clone(),
            internal_due: task.internal_due,
            targets: targets.collect(),
        }
    }

    /// The task with these fields in place of its own. Units that stay keep what they have done.
    pub fn put_into(self, task: NewTask) -> NewTask {
        let part = |unit: &String, role| {
            let same = |part: &&Assignment| part.unit == *unit && part.role == role;
            let new = || Assignment { unit: unit.clone(), role, done_on: None, reply_document: None };
            task.assignments.iter().find(same).cloned().unwrap_or_else(new)
        };
        let leads = self.leads.iter().map(|unit| part(unit, AssignmentRole::Lead));
        let supports = self.supports.iter().map(|unit| part(unit, AssignmentRole::Support));
        let informed = task.assignments.iter().filter(|part| part.role == AssignmentRole::Informed).cloned();
        let assignments = leads.chain(supports).chain(informed).collect();
        let targets = self.targets.into_iter().enumerate().map(|(at, target)| {
            let actuals = task.targets.get(at).map(|old| old.actuals.clone()).unwrap_or_default();
            Target { actuals, ..target }
        });
        NewTask {
            targets: targets.collect(),
            assignments,
            item: self.item,
            title: self.title,
            text: self.text,
            kind: self.kind,
            follower: self.follower,
            internal_due: self.internal_due,
            ..task
        }
    }
}
