//! An opened directive: its tabs, the cursor and the place in each.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::domain::query::{DirectiveDetail, Hit, TaskRow};
use crate::domain::task::{NewTask, Span};
use crate::domain::{DirectiveId, TaskId};
use crate::text::{self, find::Query};

use super::Look;
use super::checklist::Checklist;
use super::pages::{self, Line};
use super::place::{Move, Place};

/// In the order in which they stand on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Tasks,
    FullText,
    Citations,
    Targets,
    Findings,
    Recipients,
    History,
    /// Beside the first one, round the end.
    Reminders,
}

impl Tab {
    pub const ALL: [Tab; 8] = [
        Tab::Tasks,
        Tab::FullText,
        Tab::Citations,
        Tab::Targets,
        Tab::Findings,
        Tab::Recipients,
        Tab::History,
        Tab::Reminders,
    ];
}

#[derive(Debug)]
pub struct Detail {
    pub id: DirectiveId,
    /// `None` until it was read. Its tasks are in `tasks`.
    pub data: Option<Box<DirectiveDetail>>,
    /// It is to be read, for the first time or again.
    pub is_stale: bool,
    pub tab: Tab,
    pub tasks: Checklist,
    /// The lines of the chosen tab; on the first tab those under the tasks.
    pub lines: Vec<Line>,
    /// Where one is in each tab.
    places: [Place; Tab::ALL.len()],
    /// Whose passage was brought in sight last.
    shown_passage: Option<TaskId>,
    /// What a search found in it, to be shown once it is read.
    sought: Option<(Option<TaskId>, Query)>,
}

impl Detail {
    /// Opens on the tasks, or at a task's passage in the full text.
    pub fn new(id: DirectiveId, at: Option<TaskRow>) -> Self {
        let mut tasks = Checklist::new(1);
        let tab = if at.is_some() { Tab::FullText } else { Tab::Tasks };
        if let Some(task) = at {
            tasks.take(id, task.reference.clone(), vec![task]);
        }
        let places = [Place::new(1); Tab::ALL.len()];
        Self {
            id,
            data: None,
            is_stale: true,
            tab,
            tasks,
            lines: Vec::new(),
            places,
            shown_passage: None,
            sought: None,
        }
    }

    /// Opens where a search found something: on the task, or in the letter at the words.
    pub fn found(hit: &Hit, query: Query) -> Self {
        let is_in_text = hit.task.is_none() && hit.passage.is_some();
        let tab = if is_in_text { Tab::FullText } else { Tab::Tasks };
        Self { tab, sought: Some((hit.task, query)), ..Self::new(hit.directive, None) }
    }

    /// Opens with the cursor on a task.
    pub fn at_task(id: DirectiveId, task: TaskId) -> Self {
        Self { sought: Some((Some(task), Query::default())), ..Self::new(id, None) }
    }

    /// The chosen line, and the first one shown.
    pub fn place(&self) -> Place {
        self.places[self.tab as usize]
    }

    /// Takes what was read; the cursor stays on its task.
    pub fn take(&mut self, mut data: Box<DirectiveDetail>, look: Look) {
        self.tasks.take(self.id, data.row.reference.clone(), std::mem::take(&mut data.tasks));
        self.data = Some(data);
        self.is_stale = false;
        self.lay_out(look);
        if let Some((task, query)) = self.sought.take() {
            task.into_iter().for_each(|task| self.tasks.select(task));
            self.show_words(&query, look);
        }
    }

    /// Scrolls the full text to the line that has most of the words, with the cursor on the task whose
    /// passage has them; where they are not in it, the tasks are shown.
    fn show_words(&mut self, query: &Query, look: Look) {
        if self.tab != Tab::FullText {
            return;
        }
        // Of equals the first.
        let most = |texts: &mut dyn Iterator<Item = &str>| {
            let best =
                texts.map(|text| words_in(query, text)).enumerate().map(|(at, n)| (n, Reverse(at))).max();
            best.filter(|(n, _)| *n > 0).map(|(_, Reverse(at))| at)
        };
        let passage = |task: &TaskRow| {
            let data = self.data.as_ref()?;
            let span = record_of(data, task)?.span?;
            Some(text::slice(&data.record.original, span.from, span.to))
        };
        let task = most(&mut self.tasks.rows().iter().map(|task| passage(task).unwrap_or_default()));
        if let Some(id) = task.map(|at| self.tasks.rows()[at].id) {
            self.tasks.select(id);
            self.lay_out(look);
        }
        match most(&mut self.lines.iter().map(|line| line.text.as_str())) {
            Some(line) => self.scroll_to(line),
            None => self.open_tab(Tab::Tasks, look),
        }
    }

    /// Scrolls so that a line is in sight with a little before it.
    fn scroll_to(&mut self, line: usize) {
        let place = &mut self.places[self.tab as usize];
        place.top = line.saturating_sub((place.height / 4).min(2));
        place.scroll(Move::Rows(0), self.lines.len());
    }

    /// Makes the lines of the chosen tab anew, for this size of the screen.
    pub fn lay_out(&mut self, look: Look) {
        let Some(data) = &self.data else {
            return;
        };
        self.lines = pages::of(self.tab, data, self.tasks.rows(), self.passage(), look);
        // Doubts stand under the tasks as far as they fit; the tasks keep at least half.
        let height = look.layout.detail_rows();
        let under = if self.lines.is_empty() { 0 } else { self.lines.len() + 1 };
        self.tasks.resize(height.saturating_sub(under).max(height.div_ceil(2)));
        let len = self.lines.len();
        let place = &mut self.places[self.tab as usize];
        place.height = height;
        match self.tab {
            Tab::Citations => place.choose(place.cursor, len),
            _ => place.scroll(Move::Rows(0), len),
        }
        self.show_passage();
    }

    /// The chosen task's part of the letter.
    fn passage(&self) -> Option<Span> {
        record_of(self.data.as_ref()?, self.tasks.selected()?)?.span
    }

    /// The letter's line (from 1) at which the chosen task's passage begins.
    pub fn passage_line(&self) -> Option<usize> {
        let before = text::slice(&self.data.as_ref()?.record.original, 0, self.passage()?.from);
        Some(before.matches('\n').count() + 1)
    }

    /// Scrolls the full text so that the chosen task's passage is in sight with a little before it;
    /// a text that was left there stays as it was left.
    fn show_passage(&mut self) {
        let chosen = self.tasks.selected().map(|task| task.id);
        if self.tab != Tab::FullText || std::mem::replace(&mut self.shown_passage, chosen) == chosen {
            return;
        }
        if let Some(line) = self.lines.iter().position(|line| line.passage.is_some()) {
            self.scroll_to(line);
        }
    }

    pub fn open_tab(&mut self, tab: Tab, look: Look) {
        self.tab = tab;
        self.lay_out(look);
    }

    /// To the tab at the right (`1`) or left (`-1`), round and round.
    pub fn turn(&mut self, by: isize, look: Look) {
        let count = Tab::ALL.len();
        self.open_tab(Tab::ALL[(self.tab as usize + count).saturating_add_signed(by) % count], look);
    }

    pub fn go(&mut self, way: Move) {
        let (len, place) = (self.lines.len(), &mut self.places[self.tab as usize]);
        match self.tab {
            Tab::Tasks => self.tasks.go(way),
            Tab::Citations => place.go(way, len),
            _ => place.scroll(way, len),
        }
    }

    /// The task that Space marks, in the tab that shows where the cursor is.
    pub fn selected_task(&self) -> Option<&TaskRow> {
        self.tasks.selected().filter(|_| self.tab == Tab::Tasks)
    }

    /// The chosen citation's directive, where it is in this file.
    pub fn selected_citation(&self) -> Option<DirectiveId> {
        let data = self.data.as_ref().filter(|_| self.tab == Tab::Citations)?;
        data.cited.get(self.place().cursor).copied().flatten()
    }
}

/// How many words of a query a text has, each counted once.
fn words_in(query: &Query, text: &str) -> usize {
    let marks = query.marks(text).into_iter();
    marks.map(|(from, to)| text::fold(text::slice(text, from, to))).collect::<HashSet<_>>().len()
}

/// All that is kept about a task of a directive.
pub fn record_of<'a>(data: &'a DirectiveDetail, task: &TaskRow) -> Option<&'a NewTask> {
    data.record.tasks.iter().find(|record| record.item == task.item)
}
