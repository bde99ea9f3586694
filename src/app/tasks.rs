//! The tasks behind a figure, as a list over the screen: exactly those it counts when it is opened.
//!
//! Border: the numbers of all of them are gathered by the reading thread, their rows are read as they come
//! into sight.

use std::collections::HashSet;

use crate::domain::query::{TaskFilter, TaskRow};
use crate::domain::{DirectiveId, TaskId};

use super::message::{Ask, Gather, GatherId};
use super::place::{Move, Place};
use super::{App, Popup};

#[derive(Debug)]
pub struct Tasks {
    /// What they are.
    pub title: String,
    /// `None` until they are gathered.
    ids: Option<Vec<(TaskId, DirectiveId)>>,
    awaited: GatherId,
    /// The rows read last: those in sight, and a page either side.
    rows: Vec<TaskRow>,
    place: Place,
    /// To be read, for the first time or again.
    pub(super) is_stale: bool,
}

impl Tasks {
    /// All of them with their directives; `None` until they are gathered.
    pub fn ids(&self) -> Option<&[(TaskId, DirectiveId)]> {
        self.ids.as_deref()
    }

    fn len(&self) -> usize {
        self.ids.as_ref().map_or(0, Vec::len)
    }

    fn at(&self, index: usize) -> Option<&TaskRow> {
        let (id, _) = self.ids.as_ref()?.get(index)?;
        self.rows.iter().find(|row| row.id == *id)
    }

    pub fn selected(&self) -> Option<&TaskRow> {
        self.at(self.place.cursor)
    }

    /// The rows shown now, which of them has the cursor, and whether there are more above and below. A row
    /// that is still to be read is `None`.
    pub fn shown(&self) -> (Vec<Option<&TaskRow>>, usize, (bool, bool)) {
        let range = self.place.shown(self.len());
        let more = (range.start > 0, range.end < self.len());
        (range.map(|index| self.at(index)).collect(), self.place.on_screen(), more)
    }

    pub(super) fn need(&self) -> Option<Ask> {
        let (ids, shown) = (self.ids.as_ref()?, self.place.shown(self.len()));
        let is_held = !self.is_stale && shown.clone().all(|index| self.at(index).is_some());
        let page = shown.start.saturating_sub(self.place.height)..shown.end.saturating_add(self.place.height);
        let page = page.start..page.end.min(ids.len());
        (!is_held && !page.is_empty()).then(|| Ask::Tasks(ids[page].iter().map(|(id, _)| *id).collect()))
    }

    /// The row under the cursor is read, or there is none.
    pub(super) fn is_ready(&self) -> bool {
        self.selected().is_some() || self.ids.as_ref().is_some_and(Vec::is_empty)
    }

    /// Takes the rows of what was asked for; what is no longer in the file leaves the list. The cursor stays
    /// on its task, or goes to the one after it.
    pub(super) fn take(&mut self, asked: &[TaskId], rows: Vec<TaskRow>) {
        let here: HashSet<TaskId> = rows.iter().map(|row| row.id).collect();
        let gone: HashSet<TaskId> = asked.iter().filter(|id| !here.contains(id)).copied().collect();
        let (mut cursor, on_screen) = (self.place.cursor, self.place.on_screen());
        if let Some(ids) = &mut self.ids {
            cursor -= ids.iter().take(cursor).filter(|(id, _)| gone.contains(id)).count();
            ids.retain(|(id, _)| !gone.contains(id));
        }
        (self.rows, self.is_stale) = (rows, false);
        self.place.choose_at(cursor, on_screen, self.len());
    }

    pub(super) fn go(&mut self, way: Move) {
        self.place.go(way, self.len());
    }

    pub(super) fn resize(&mut self, height: usize) {
        self.place.resize(height, self.len());
    }
}

impl App {
    /// Opens the list of exactly the tasks that a figure counts.
    pub(super) fn open_tasks(&mut self, title: String, filters: Vec<TaskFilter>) {
        self.drop_marks();
        let awaited = self.gather(Gather::Tasks(filters));
        let place = Place::new(self.layout.tasks_rows());
        let tasks = Tasks { title, ids: None, awaited, rows: Vec::new(), place, is_stale: true };
        self.over.push(Popup::Tasks(Box::new(tasks)));
    }

    pub(super) fn gathered_for_list(&mut self, id: GatherId, ids: &[(TaskId, DirectiveId)]) {
        for popup in &mut self.over {
            if let Popup::Tasks(tasks) = popup
                && tasks.awaited == id
            {
                tasks.ids = Some(ids.to_vec());
            }
        }
    }

    /// They could not be gathered: a list that waited for them closes.
    pub(super) fn not_gathered(&mut self, id: GatherId) {
        self.over.retain(|popup| !matches!(popup, Popup::Tasks(tasks) if tasks.awaited == id));
    }
}
