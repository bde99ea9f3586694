//! Which tasks a list shows: one filter for commands, screens and reports.
//!
//! Border: what is asked for. The store narrows by it, and by the rule of [`super::standing`].

use chrono::NaiveDate;

use super::standing::Standing;
use super::stats::Window;
use super::{DirectiveId, PersonId, UnitId};

/// Which tasks `list` shows. Every field narrows; the default is all open tasks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskFilter {
    pub overdue: bool,
    /// Official deadline today or within so many days.
    pub due_within: Option<i64>,
    /// Words of a lead or support unit's name, folded comparison.
    pub unit: Option<String>,
    /// Login or shown name of the follower.
    pub person: Option<String>,
    /// Only this standing; open tasks where `None`.
    pub status: Option<Standing>,
    /// Words of the task, by the rule of `text::find`.
    pub text: Option<String>,
    /// Directive issued on or after.
    pub since: Option<NaiveDate>,
    pub directive: Option<DirectiveId>,
    /// Who follows, as in [`super::query::Scope::Mine`] of tasks; `Some(None)` is nobody.
    pub follower: Option<Option<PersonId>>,
    /// Whose part it is in: `status` and `window` then go by that unit's own part, where it has a day.
    pub lead: Option<Lead>,
    /// The period that a day of the task lies in.
    pub window: Option<Window>,
    pub limit: Option<usize>,
}

/// A lead unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead {
    /// `None`: no unit leads.
    pub unit: Option<UnitId>,
    /// With the units that it succeeded.
    pub rolls_up: bool,
}
