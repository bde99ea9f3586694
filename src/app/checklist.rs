//! The tasks of one directive with a cursor on one of them, as the lower pane of view 1 and the
//! first tab of an opened directive show them.

use std::ops::Range;

use crate::domain::query::TaskRow;
use crate::domain::task::{State, TaskKind};
use crate::domain::{DirectiveId, TaskId};

use super::place::{Move, Place};

#[derive(Debug, Default)]
pub struct Checklist {
    /// Whose tasks these are; `None` before the first answer.
    pub of: Option<DirectiveId>,
    /// The directive's reference; empty where it has none.
    pub reference: String,
    rows: Vec<TaskRow>,
    place: Place,
    /// The cursor goes there once it is among the rows.
    wanted: Option<TaskId>,
}

impl Checklist {
    pub fn new(height: usize) -> Self {
        Self { place: Place::new(height), ..Self::default() }
    }

    pub fn rows(&self) -> &[TaskRow] {
        &self.rows
    }

    /// Which rows are shown now, and the index of the cursor among them.
    pub fn shown(&self) -> (Range<usize>, usize) {
        (self.place.shown(self.rows.len()), self.place.on_screen())
    }

    pub fn selected(&self) -> Option<&TaskRow> {
        self.rows.get(self.place.cursor)
    }

    /// Done tasks, and all that count: withdrawn and superseded ones do not, nor duties whose times do.
    pub fn counts(&self) -> (usize, usize) {
        let state = |row: &&TaskRow| row.progress.state;
        let counted = |row: &&TaskRow| !matches!(state(row), State::Withdrawn | State::Superseded);
        let own = self.rows.iter().filter(|row| !row.is_rule);
        let done = own.clone().filter(|row| state(row) == State::Done).count();
        (done, own.filter(counted).count())
    }

    /// The open task by which the directive is to be reported on next.
    pub fn report_duty(&self) -> Option<&TaskRow> {
        let duty = |row: &&TaskRow| row.kind == TaskKind::ReportDuty && row.progress.state.is_open();
        self.rows.iter().filter(duty).min_by_key(|row| (row.due_on.is_none(), row.due_on))
    }

    /// Takes freshly read rows. The cursor stays on its task, even if it moved; on another
    /// directive it begins at the first task.
    pub fn take(&mut self, of: DirectiveId, reference: String, rows: Vec<TaskRow>) {
        let kept = self.selected().map(|row| row.id).filter(|_| self.of == Some(of));
        if self.of != Some(of) {
            self.place = Place::new(self.place.height);
        }
        (self.of, self.reference, self.rows) = (Some(of), reference, rows);
        self.place.choose(self.place.cursor, self.rows.len());
        if let Some(id) = self.wanted.take().or(kept) {
            self.select(id);
        }
    }

    /// No directive is selected any more.
    pub fn clear(&mut self) {
        *self = Self::new(self.place.height);
    }

    pub fn go(&mut self, way: Move) {
        self.place.go(way, self.rows.len());
    }

    /// The cursor goes to a task with the next rows.
    pub fn want(&mut self, id: TaskId) {
        self.wanted = Some(id);
    }

    /// Puts the cursor on a task, where it is here.
    pub fn select(&mut self, id: TaskId) {
        self.go_to(|row| row.id == id);
    }

    /// Puts the cursor on the first task that is still to be done. `false` where there is none.
    pub fn select_first_open(&mut self) -> bool {
        self.go_to(|row| row.progress.state.is_open())
    }

    fn go_to(&mut self, is_meant: impl Fn(&TaskRow) -> bool) -> bool {
        let index = self.rows.iter().position(is_meant);
        self.place.choose(index.unwrap_or(self.place.cursor), self.rows.len());
        index.is_some()
    }

    pub fn resize(&mut self, height: usize) {
        self.place.resize(height, self.rows.len());
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
        list.go(Move::Rows(1));
        let chosen = list.selected().map(|row| row.id);
        list.take(DirectiveId(1), String::new(), record.rows().into_iter().rev().collect());
        assert_eq!(list.selected().map(|row| row.id), chosen);
        assert_eq!(list.shown().1, 0, "it moved up with its task");
        list.go(Move::Rows(1));
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
