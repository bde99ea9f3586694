//! View 2: all tasks by time, in groups that fold.
//!
//! Border: what is listed and where the cursor is. Groups, order and counts come with the pages that the
//! store reads.

use crate::domain::query::{
    AgendaGroup, AgendaId, AgendaLine, AgendaPage, AgendaView, DirectiveFilter, From, Scope, TaskRow,
};

use super::action::{Action, acts_on_rows};
use super::detail::Detail;
use super::layout::Layout;
use super::message::{Ask, Effect};
use super::place::Move;
use super::run::way;
use super::window::Window;
use super::{App, Screen};

#[derive(Debug)]
pub struct Agenda {
    pub filter: DirectiveFilter,
    pub folded: Vec<AgendaGroup>,
    pub window: Window<AgendaPage>,
    /// Where the cursor is to go with the next page.
    goal: Option<AgendaId>,
    /// Lines that were looked for since and are no longer listed.
    missed: Vec<AgendaId>,
    /// From the heading the cursor comes to it goes on to the first task.
    begins: bool,
    /// To be read, for the first time or again.
    pub is_stale: bool,
}

impl Agenda {
    pub(super) fn new(layout: Layout) -> Self {
        Self {
            filter: DirectiveFilter::default(),
            folded: vec![AgendaGroup::Later, AgendaGroup::Undated, AgendaGroup::Recent],
            window: Window::new(layout.body_rows()),
            goal: None,
            missed: Vec::new(),
            begins: true,
            is_stale: false,
        }
    }

    pub fn view(&self, scope: Scope) -> AgendaView {
        AgendaView { scope, filter: self.filter.clone(), folded: self.folded.clone() }
    }

    /// The task under the cursor; `None` on a heading.
    pub fn task(&self) -> Option<&TaskRow> {
        self.window.selected()?.task.as_deref()
    }

    /// The line the next page is to be around: the cursor's, else the nearest one that is still listed, else
    /// the heading.
    fn wanted(&self) -> Option<AgendaId> {
        let heading = self.window.selected().map(|line| AgendaId::Group(line.key.group));
        let lines = self.goal.into_iter().chain(self.window.nearest()).chain(heading);
        lines.into_iter().find(|id| !self.missed.contains(id))
    }

    /// The rows an action is about are those on the screen, and none that a fold is about to move.
    pub(super) fn is_ready(&self, action: Action) -> bool {
        let is_settled = self.goal.is_none();
        match way(action) {
            Some(way) => is_settled && self.window.can_go(way),
            None => !acts_on_rows(action) || is_settled && !self.window.is_jumping(),
        }
    }

    pub(super) fn need(&self, scope: Scope) -> Option<Ask> {
        let (view, limit) = (self.view(scope), self.window.limit());
        if let Some(from) = self.window.jump_read() {
            return Some(Ask::Agenda { view, from, limit });
        }
        let above = self.window.rows_above();
        self.is_stale.then(|| match self.wanted() {
            Some(id) => Ask::AgendaAround { view, id, above, limit: above + limit },
            None => Ask::Agenda { view, from: From::Start, limit },
        })
    }

    pub(super) fn land(&mut self, page: AgendaPage) {
        if !self.window.is_jumping() {
            self.window.start_again();
        }
        self.window.land(page);
        self.settled();
    }

    /// `false` where the line is not listed, or is of a task that was done meanwhile: the cursor does not go
    /// with it to the end of the list.
    fn take_around(&mut self, id: AgendaId, page: AgendaPage) -> bool {
        let group = |line: &AgendaLine| line.key.group;
        let before = self.window.row(id).map(group);
        let now = page.lines.iter().find(|line| line.id() == id).map(group);
        let is_done = now == Some(AgendaGroup::Recent) && before.is_some_and(|before| Some(before) != now);
        let is_taken = !is_done && self.window.take_around(id, page);
        if is_taken {
            self.settled();
        }
        is_taken
    }

    fn miss(&mut self, id: AgendaId) {
        self.goal = self.goal.filter(|goal| *goal != id);
        self.missed.push(id);
        if self.wanted().is_none() {
            self.window.start_again();
        }
    }

    fn settled(&mut self) {
        (self.is_stale, self.goal) = (false, None);
        self.missed.clear();
        let on_heading = self.window.selected().filter(|line| line.task.is_none());
        let is_folded = on_heading.is_some_and(|line| self.folded.contains(&line.key.group));
        if std::mem::take(&mut self.begins) && on_heading.is_some() && !is_folded {
            self.window.go(Move::Rows(1));
        }
    }

    /// Another list, from its first task.
    pub(super) fn start_again(&mut self) {
        self.begins = true;
        self.window.start_again();
    }

    fn fold(&mut self, group: AgendaGroup) {
        match self.folded.iter().position(|folded| *folded == group) {
            Some(at) => drop(self.folded.swap_remove(at)),
            None => self.folded.push(group),
        }
        (self.goal, self.is_stale) = (Some(AgendaId::Group(group)), true);
    }

    pub(super) fn resize(&mut self, layout: Layout) {
        self.window.resize(layout.body_rows());
    }
}

impl App {
    /// Opens the directive at the task under the cursor; a heading folds or unfolds its group.
    pub(super) fn open_in_agenda(&mut self) -> Vec<Effect> {
        if let Some(task) = self.agenda.task() {
            self.open_detail(Detail::at_task(task.directive, task.id));
        } else if let Some(line) = self.agenda.window.selected() {
            self.agenda.fold(line.key.group);
        }
        Vec::new()
    }

    /// View 2 at the first task of a group, which is unfolded.
    pub(super) fn go_to_group(&mut self, group: AgendaGroup) {
        self.screen = Screen::Agenda;
        self.agenda.folded.retain(|folded| *folded != group);
        self.reload();
        (self.agenda.goal, self.agenda.begins) = (Some(AgendaId::Group(group)), true);
        self.agenda.window.forget_jump();
    }

    /// `None` where the agenda has no place for it any more.
    pub(super) fn take_agenda_around(&mut self, id: AgendaId, page: Option<AgendaPage>) {
        let is_wanted = self.agenda.goal == Some(id);
        let is_taken = page.is_some_and(|page| self.agenda.take_around(id, page));
        if !is_taken {
            self.agenda.miss(id);
        }
        if !is_taken && is_wanted && matches!(id, AgendaId::Group(_)) {
            self.say(self.setup.lang.agenda_group_empty());
        }
    }
}
