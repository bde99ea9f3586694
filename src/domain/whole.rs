//! The whole file as one documented, versioned JSON: what `export` writes and `load` reads.
//!
//! ```json
//! {"dondoc": 1, "people": […], "days": […], "settings": […], "units": […], "directives": […], "journal": […]}
//! ```
//! `people` holds [`Person`](super::people::Person)s, `days` the office's own
//! [`Day`](super::calendar::Day)s, `settings`, left out where the office set nothing, [`ExportedSetting`]s,
//! `units` [`ExportedUnit`]s, `directives` [`ExportedDirective`]s and `journal` [`ExportedEntry`]s, in this
//! order. Into a file without directives a load keeps ids and
//! the journal; into any other it numbers afresh and leaves the exported journal out.

use serde::{Deserialize, Serialize};

use super::change::JournalEntry;
use super::directive::NewDirective;
use super::office::UnitFields;
use super::{DirectiveId, TaskId, UnitId};

/// The version this program writes, and the only one it reads.
pub const FORMAT: u32 = 1;

/// A directive with the ids it has in the file it was exported from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedDirective {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<DirectiveId>,
    /// Ids of `record.tasks`, in their order; empty in a file written by another program.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub task_ids: Vec<TaskId>,
    /// Those of `task_ids` that are in the trash; a load into a file in use leaves them out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trashed_tasks: Vec<TaskId>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub trashed: bool,
    #[serde(flatten)]
    pub record: NewDirective,
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedEntry {
    #[serde(flatten)]
    pub entry: JournalEntry,
    /// What it is about, where its change names a record that was taken out for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<(DirectiveId, TaskId)>,
}

/// A value of [`Settings`](super::office::Settings), as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedSetting {
    pub name: String,
    pub value: String,
}

/// A unit of the register; its successor by the `id` here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedUnit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<UnitId>,
    #[serde(flatten)]
    pub fields: UnitFields,
}
