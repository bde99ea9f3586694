//! An opened directive: its tabs, the cursor and the place in each.

use crate::domain::query::{DirectiveDetail, TaskRow};
use crate::domain::time::Now;
use crate::domain::{DirectiveId, TaskId};
use crate::i18n::Lang;

use super::checklist::Checklist;
use super::layout::Layout;
use super::pages::{self, Line};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Tasks,
    FullText,
    Citations,
    Targets,
    Findings,
    Recipients,
    History,
}

impl Tab {
    pub const ALL: [Tab; 7] = [
        Tab::Tasks,
        Tab::FullText,
        Tab::Citations,
        Tab::Targets,
        Tab::Findings,
        Tab::Recipients,
        Tab::History,
    ];

    fn index(self) -> usize {
        Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0)
    }
}

#[derive(Debug)]
pub struct Detail {
    pub id: DirectiveId,
    /// `None` until it was read.
    pub data: Option<Box<DirectiveDetail>>,
    pub tab: Tab,
    pub tasks: Checklist,
    /// The lines of the chosen tab; on the first tab those under the tasks.
    pub lines: Vec<Line>,
    /// The first line shown, in each tab.
    scroll: [usize; Tab::ALL.len()],
    /// The chosen citation.
    pub item: usize,
    /// Whose passage was brought in sight last.
    shown_passage: Option<TaskId>,
    /// The letter's line (from 1) at which the chosen task's passage begins.
    pub passage_line: Option<usize>,
    /// Lines shown at once.
    height: usize,
    /// Where the cursor and the tab go when the directive has been read.
    opens_at: Option<TaskId>,
}

impl Detail {
    /// Opens on the tasks, or at a task's passage in the full text.
    pub fn new(id: DirectiveId, at: Option<TaskId>) -> Self {
        Self {
            id,
            data: None,
            tab: if at.is_some() { Tab::FullText } else { Tab::Tasks },
            tasks: Checklist::new(1),
            lines: Vec::new(),
            scroll: [0; Tab::ALL.len()],
            item: 0,
            shown_passage: None,
            passage_line: None,
            height: 1,
            opens_at: at,
        }
    }

    pub fn scroll(&self) -> usize {
        self.scroll[self.tab.index()]
    }

    /// Takes what was read; the cursor stays on its task.
    pub fn take(&mut self, mut detail: Box<DirectiveDetail>, lang: Lang, now: Now, layout: Layout) {
        let rows = std::mem::take(&mut detail.tasks);
        self.tasks.take(self.id, detail.row.reference.clone(), rows);
        self.data = Some(detail);
        let opens_at = self.opens_at.take();
        if let Some(task) = opens_at {
            self.tasks.select(task);
        }
        self.lay_out(lang, now, layout);
        if opens_at.is_some() {
            self.show_passage();
        }
    }

    /// Makes the lines of the chosen tab anew, for this size of the screen.
    pub fn lay_out(&mut self, lang: Lang, now: Now, layout: Layout) {
        let cells = layout.detail_width().max(1);
        self.height = layout.detail_rows();
        let Some(data) = &self.data else {
            return;
        };
        self.lines = match self.tab {
            Tab::Tasks => pages::doubts(data, self.tasks.rows(), lang, cells),
            Tab::FullText => {
                let span = self.selected_span();
                let (lines, begins) = pages::full_text(&data.record.original, span, cells);
                self.passage_line = begins;
                if data.record.original.is_empty() { vec![pages::no_text(lang)] } else { lines }
            }
            Tab::Citations => pages::citations(data, lang, cells),
            Tab::Targets => pages::targets(data, lang, cells),
            Tab::Findings => pages::findings(data, lang, cells),
            Tab::Recipients => pages::recipients(data, lang, cells),
            Tab::History => pages::history(data, lang, now, cells),
        };
        // Doubts stand under the tasks as far as they fit; the tasks keep at least half.
        let under = if self.lines.is_empty() { 0 } else { self.lines.len() + 1 };
        self.tasks.resize(self.height.saturating_sub(under).max(self.height.div_ceil(2)));
        let last = self.data.as_ref().map_or(0, |data| data.record.citations.len().saturating_sub(1));
        self.item = self.item.min(last);
        self.limit_scroll();
    }

    fn selected_span(&self) -> Option<crate::domain::task::Span> {
        let item = &self.tasks.selected()?.item;
        let record = &self.data.as_ref()?.record;
        record.tasks.iter().find(|task| task.item == *item)?.span
    }

    /// Scrolls the full text so that the chosen task's passage is in sight with a little before it;
    /// a text that was left there stays as it was left.
    pub fn show_passage(&mut self) {
        let chosen = self.tasks.selected().map(|task| task.id);
        if self.tab != Tab::FullText || std::mem::replace(&mut self.shown_passage, chosen) == chosen {
            return;
        }
        if let Some(line) = self.lines.iter().position(|line| line.passage.is_some()) {
            let before = (self.height / 4).min(2);
            self.scroll[Tab::FullText.index()] = line.saturating_sub(before);
            self.limit_scroll();
        }
    }

    /// The tab to the right (`1`) or left (`-1`), round and round.
    pub fn turn(&mut self, by: isize) {
        let count = Tab::ALL.len();
        let index = (self.tab.index() + count).saturating_add_signed(by) % count;
        self.tab = Tab::ALL[index];
    }

    pub fn step(&mut self, by: i64) {
        match self.tab {
            Tab::Tasks => self.tasks.step(by),
            Tab::Citations if self.n_citations() > 0 => {
                let last = self.n_citations() - 1;
                self.item = self.item.saturating_add_signed(by as isize).min(last);
                let (top, height) = (self.scroll(), self.height);
                self.set_scroll(top.clamp((self.item + 1).saturating_sub(height), self.item));
            }
            _ => self.set_scroll(self.scroll().saturating_add_signed(by as isize)),
        }
    }

    pub fn page(&mut self, pages: i64) {
        match self.tab {
            Tab::Tasks => self.tasks.page(pages),
            _ => self.step(pages * self.height as i64),
        }
    }

    /// Task or line selected, for the tabs where Enter opens something.
    pub fn selected_task(&self) -> Option<&TaskRow> {
        self.tasks.selected().filter(|_| matches!(self.tab, Tab::Tasks | Tab::FullText))
    }

    /// The chosen citation's directive, where it is in this file.
    pub fn selected_citation(&self) -> Option<DirectiveId> {
        let data = self.data.as_ref().filter(|_| self.tab == Tab::Citations)?;
        data.cited.get(self.item).copied().flatten()
    }

    fn n_citations(&self) -> usize {
        self.data.as_ref().map_or(0, |data| data.record.citations.len())
    }

    fn set_scroll(&mut self, line: usize) {
        self.scroll[self.tab.index()] = line;
        self.limit_scroll();
    }

    fn limit_scroll(&mut self) {
        let most = self.lines.len().saturating_sub(self.height);
        let index = self.tab.index();
        self.scroll[index] = self.scroll[index].min(most);
    }
}
