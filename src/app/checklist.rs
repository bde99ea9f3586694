//! The tasks of one directive with a cursor on one of them, as the lower pane of view 1 and the
//! first tab of an opened directive show them.

use crate::domain::query::TaskRow;
use crate::domain::task::{State, TaskKind};
use crate::domain::{DirectiveId, TaskId};

#[derive(Debug, Default)]
pub struct Checklist {
    /// Whose tasks these are; `None` before the first answer.
    pub of: Option<DirectiveId>,
    /// The directive's reference; empty where it has none.
    pub reference: String,
    rows: Vec<TaskRow>,
    cursor: usize,
    top: usize,
    height: usize,
}

impl Checklist {
    pub fn new(height: usize) -> Self {
        Self { height: height.max(1), ..Self::default() }
    }

    pub fn rows(&self) -> &[TaskRow] {
        &self.rows
    }

    /// The rows shown now, and the index of the cursor among them.
    pub fn shown(&self) -> (&[TaskRow], usize) {
        let end = (self.top + self.height).min(self.rows.len());
        (&self.rows[self.top.min(end)..end], self.cursor.saturating_sub(self.top))
    }

    pub fn selected(&self) -> Option<&TaskRow> {
        self.rows.get(self.cursor)
    }

    /// Done tasks, and all that count: withdrawn and superseded ones do not.
    pub fn counts(&self) -> (usize, usize) {
        let state = |row: &&TaskRow| row.progress.state;
        let counted = |row: &&TaskRow| !matches!(state(row), State::Withdrawn | State::Superseded);
        let done = self.rows.iter().filter(|row| state(row) == State::Done).count();
        (done, self.rows.iter().filter(counted).count())
    }

    /// The open task by which the directive is to be reported on.
    pub fn report_duty(&self) -> Option<&TaskRow> {
        let duty = |row: &&TaskRow| row.kind == TaskKind::ReportDuty && row.progress.state.is_open();
        self.rows.iter().find(duty)
    }

    /// Takes freshly read rows. The cursor stays on its task, even if it moved; on another
    /// directive it begins at the first task.
    pub fn take(&mut self, of: DirectiveId, reference: String, rows: Vec<TaskRow>) {
        let kept = self.selected().map(|row| row.id).filter(|_| self.of == Some(of));
        if self.of != Some(of) {
            (self.cursor, self.top) = (0, 0);
        }
        self.of = Some(of);
        self.reference = reference;
        self.rows = rows;
        if let Some(id) = kept {
            self.select(id);
        }
        self.show_cursor();
    }

    /// No directive is selected any more.
    pub fn clear(&mut self) {
        *self = Self::new(self.height);
    }

    pub fn step(&mut self, by: i64) {
        let last = self.rows.len().saturating_sub(1) as i64;
        self.cursor = (self.cursor as i64 + by).clamp(0, last) as usize;
        self.show_cursor();
    }

    pub fn page(&mut self, pages: i64) {
        self.step(pages * self.height as i64);
    }

    /// Puts the cursor on a task, where it is here.
    pub fn select(&mut self, id: TaskId) {
        if let Some(index) = self.rows.iter().position(|row| row.id == id) {
            self.cursor = index;
            self.show_cursor();
        }
    }

    /// Puts the cursor on the first task that is still to be done. `false` where there is none.
    pub fn select_first_open(&mut self) -> bool {
        let first = self.rows.iter().position(|row| row.progress.state.is_open());
        self.cursor = first.unwrap_or(self.cursor);
        self.show_cursor();
        first.is_some()
    }

    pub fn resize(&mut self, height: usize) {
        self.height = height.max(1);
        self.show_cursor();
    }

    fn show_cursor(&mut self) {
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        let lowest = self.rows.len().saturating_sub(self.height);
        self.top = self.top.min(lowest).clamp((self.cursor + 1).saturating_sub(self.height), self.cursor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::office::Record;

    #[test]
    fn the_cursor_stays_on_its_task_and_begins_anew_elsewhere() {
        let record = Record::new(1, "1/UBND", "x").task("1", "a", "", "").task("2", "b", "", "");
        let mut list = Checklist::new(5);
        list.take(DirectiveId(1), String::new(), record.rows());
        list.step(1);
        let chosen = list.selected().map(|row| row.id);
        list.take(DirectiveId(1), String::new(), record.rows().into_iter().rev().collect());
        assert_eq!(list.selected().map(|row| row.id), chosen);
        assert_eq!(list.shown().1, 0, "it moved up with its task");
        list.step(1);
        list.take(DirectiveId(2), String::new(), record.rows());
        assert_eq!(list.selected().map(|row| row.item.as_str()), Some("1"));
    }

    #[test]
    fn withdrawn_tasks_do_not_count() {
        let mut rows = Record::new(1, "1/UBND", "x").task("1", "a", "", "").task("2", "b", "", "").rows();
        rows[0].progress.state = State::Withdrawn;
        let mut list = Checklist::new(5);
        list.take(DirectiveId(1), String::new(), rows);
        assert_eq!(list.counts(), (0, 1));
    }
}
