//! Marked rows, and what is done to all of them at once.

use super::App;
use super::action::Action;
use super::message::Effect;

impl App {
    pub(super) fn mark_row(&mut self, action: Action) {
        let _ = action;
    }

    /// Runs an action on all marked tasks; `None` where none is marked or it is about one alone.
    pub(super) fn act_on_marked(&mut self, action: Action) -> Option<Vec<Effect>> {
        let _ = action;
        None
    }
}
