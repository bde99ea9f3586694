//! View 4: who did what, and the trash.

use super::action::Action;
use super::layout::Layout;
use super::message::{Answer, Ask, Effect};
use super::place::Move;
use super::{App, Look};

#[derive(Debug, Default)]
pub struct Log {
    /// To be read, for the first time or again.
    pub is_stale: bool,
}

impl Log {
    pub(super) fn need(&self, look: Look) -> Option<Ask> {
        let _ = look;
        None
    }

    pub(super) fn take(&mut self, answer: Answer, look: Look) {
        let _ = (answer, look);
    }

    pub(super) fn go(&mut self, way: Move) {
        let _ = way;
    }

    pub(super) fn resize(&mut self, layout: Layout) {
        let _ = layout;
    }
}

impl App {
    /// News, Restore and Purge.
    pub(super) fn act_in_log(&mut self, action: Action) -> Vec<Effect> {
        let _ = action;
        Vec::new()
    }

    /// Opens the row under the cursor.
    pub(super) fn open_in_log(&mut self) -> Vec<Effect> {
        Vec::new()
    }
}
