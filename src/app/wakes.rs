//! When a text on the screen changes by itself: the only reason to wake up without input.

use crate::domain::countdown::next_change;
use crate::domain::standing::Due;
use crate::domain::time::Now;

use super::{App, Popup};

impl App {
    /// The next instant at which something shown changes. Midnight in Vietnam is always among them,
    /// because the date stands on the screen; minutes only while a deadline with an hour is near.
    pub fn wakes_at(&self) -> Option<Now> {
        let midnight = Some(self.now.next_midnight());
        let rest = self.reads_wake_at();
        let written = self.writes.mentioned_next(self.now);
        let read = self.letters.mentioned_at(self.now);
        let counted = self.figures.mentioned_at(self.now);
        let figures = self.figures_wake_at();
        let draft = self.draft_wakes_at();
        let minute = self.next_minute();
        [midnight, rest, written, read, counted, figures, draft, minute].into_iter().flatten().min()
    }

    fn next_minute(&self) -> Option<Now> {
        let (rows, _) = self.board.window.shown();
        let of_rows = rows.iter().map(|row| Due { on: row.next_on, at: row.next_at });
        let tasks = match self.over.last() {
            Some(Popup::Detail(detail)) => detail.tasks.rows(),
            _ => self.board.checklist.rows(),
        };
        let listed = match self.over.last() {
            Some(Popup::Tasks(tasks)) => tasks.shown().0,
            _ => Vec::new(),
        };
        let agenda = self.agenda.window.shown().0.iter().filter_map(|line| line.task.as_deref());
        let open = tasks
            .iter()
            .chain(agenda)
            .chain(listed.into_iter().flatten())
            .filter(|task| task.progress.state.is_open());
        let of_tasks = open.map(|task| Due { on: task.due_on, at: task.due_at });
        of_rows.chain(of_tasks).map(|due| next_change(self.now, due)).min()
    }
}
