//! What is entered of something that happened, and the fields of its form.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::task::{AssignmentRole, NewTask};

use super::rows::Name;
use super::values::Kind;

/// What is entered of something that happened; it becomes a change of its own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Entered {
    pub on: Option<NaiveDate>,
    /// Its number among the channels.
    pub channel: usize,
    pub unit: Option<String>,
    /// A reply, what ordered a state, or the newer directive.
    pub document: Option<String>,
    pub spoken_to: Option<String>,
    pub promised_on: Option<NaiveDate>,
    /// The target it is a value of, where another was chosen than the form opened with.
    pub target: Option<usize>,
    pub value: String,
    pub note: Option<String>,
    pub reason: Option<String>,
    /// This reminder is the task's so manieth.
    pub times: u32,
}

impl Kind {
    /// What is entered is a change of its own, not an edit of a record.
    pub(super) fn is_event(self) -> bool {
        event_names(self).is_some() && self != Kind::HandOver
    }
}

/// The fields of what is entered of an event; `None` for the forms of records.
pub(super) fn event_names(kind: Kind) -> Option<&'static [Name]> {
    use Name::{
        Channel, Document, EventNote, EventOn, EventReply, Internal, Leads, Newer, OfTarget, OfUnit,
        Promised, Reached, SpokenTo, TaskFollower, Why,
    };
    Some(match kind {
        Kind::Remind => &[EventOn, Channel, OfUnit, Document, SpokenTo, Promised, EventNote],
        Kind::DoneOn => &[EventOn, EventReply, EventNote, Why],
        Kind::Reopen => &[Why],
        Kind::Reported => &[EventOn],
        Kind::Pause | Kind::Withdraw => &[EventOn, Document, Why],
        Kind::Supersede => &[EventOn, Newer, Why],
        Kind::HandOver => &[TaskFollower, Leads, Internal],
        Kind::Actual(_) => &[OfTarget, EventOn, Reached],
        Kind::Part(_) => &[EventOn, EventReply],
        _ => return None,
    })
}

/// What stands in the form of an event as it opens.
pub fn entered(kind: Kind, task: &NewTask, reminders: u32, today: NaiveDate) -> Entered {
    let event = Entered { on: Some(today), times: reminders + 1, ..Entered::default() };
    match kind {
        Kind::DoneOn => Entered {
            on: task.progress.reported_on.or(event.on),
            document: task.progress.reply_document.clone(),
            note: task.progress.note.clone(),
            ..event
        },
        Kind::Remind => {
            let lead = task.assignments.iter().find(|part| part.role == AssignmentRole::Lead);
            Entered { unit: lead.map(|part| part.unit.clone()), ..event }
        }
        Kind::Part(at) => {
            let part = task.assignments.get(at);
            Entered {
                on: part.and_then(|part| part.done_on).or(event.on),
                document: part.and_then(|part| part.reply_document.clone()),
                ..event
            }
        }
        _ => event,
    }
}
