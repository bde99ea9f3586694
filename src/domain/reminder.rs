//! Đôn đốc: a unit was pressed for something, with what it promised.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::TaskId;

/// One reminder, about a task or about a unit as a whole; at least one of both is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// By one of its names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The day in Vietnam.
    pub on: NaiveDate,
    pub channel: Channel,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken_to: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A reminder about a task, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedReminder {
    pub reminder: Reminder,
    /// The task's item.
    pub item: String,
    /// Shown name of who entered it.
    pub who: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Letter,
    #[default]
    Phone,
    Meeting,
    Message,
    Other,
}
