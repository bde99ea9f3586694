//! What can be printed or exported from a screen.

use super::App;

impl App {
    pub(super) fn open_paper(&mut self) {}
}
