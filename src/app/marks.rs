//! Marked rows, and what is done to all of them at once.

use super::action::Action;
use super::message::Effect;
use super::{App, Focus, Popup};
use crate::domain::query::TaskRow;

impl App {
    /// The task under the cursor of the list that has the keys.
    pub(super) fn chosen_task(&self) -> Option<TaskRow> {
        match (self.over.last(), self.board.focus) {
            (Some(Popup::Detail(detail)), _) => detail.selected_task().cloned(),
            (None, Focus::Checklist) => self.board.checklist.selected().cloned(),
            _ => None,
        }
    }

    pub(super) fn mark_row(&mut self, action: Action) {
        let _ = action;
    }

    /// Runs an action on all marked tasks; `None` where none is marked or it is about one alone.
    pub(super) fn act_on_marked(&mut self, action: Action) -> Option<Vec<Effect>> {
        let _ = action;
        None
    }
}
