//! View 3: the official figures of a period, by unit or person.

use super::layout::Layout;
use super::message::{Answer, Ask, Effect};
use super::place::Move;
use super::{App, Look};

#[derive(Debug, Default)]
pub struct FiguresView {
    /// To be read, for the first time or again.
    pub is_stale: bool,
}

impl FiguresView {
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
    /// Opens the row under the cursor.
    pub(super) fn open_in_figures(&mut self) -> Vec<Effect> {
        Vec::new()
    }
}
