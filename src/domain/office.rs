//! The office itself: its register of units, and its settings.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::UnitId;

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
    /// From so many extensions on a task is called "gia hạn nhiều lần".
    pub many_extensions: u32,
    /// The day of the month on which report periods begin: 1, or 15 for the 15th to the 14th.
    pub period_starts_on: u32,
    /// Counts and open duties of a unit that was merged stand under its successor.
    pub rolls_up: bool,
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
            many_extensions: 3,
            period_starts_on: 1,
            rolls_up: true,
        }
    }
}
