//! What each action does, in each place where the registry lets it be called.

use crate::domain::query::Scope;

use super::action::{Action, Context, acts_on_rows};
use super::detail::{Detail, Tab};
use super::help::Help;
use super::message::{Effect, Msg};
use super::{App, Focus, Popup};

impl App {
    /// Run the asks before handing over this message: it acts on rows that are still to be read, or
    /// turns back on a jump whose end only the read can tell.
    pub fn must_settle_before(&self, msg: &Msg) -> bool {
        let (Msg::Key(key) | Msg::Unsure(key)) = msg else {
            return false;
        };
        let Some(action) = super::action::find(self.context(), *key) else {
            return self.deferred.is_some();
        };
        let window = &self.board.window;
        let turns_back = match action {
            Action::Up | Action::PageUp => window.would_turn_back(-1),
            Action::Down | Action::PageDown => window.would_turn_back(1),
            _ => false,
        };
        self.deferred.is_some() || turns_back || window.is_jumping() && acts_on_rows(action)
    }

    /// The rows an action is about are those on the screen.
    pub(super) fn is_ready(&self, action: Action) -> bool {
        match (self.context(), action) {
            (Context::Directives, Action::Open) => !self.board.window.is_jumping(),
            (Context::Directives, _) => self.checklist_is_right(),
            (Context::Detail, _) => matches!(self.over.last(), Some(Popup::Detail(d)) if d.data.is_some()),
            _ => true,
        }
    }

    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        if !self.is_sure && action.changes() {
            return self.hint();
        }
        if acts_on_rows(action) && !self.is_ready(action) {
            self.deferred = Some(action);
            self.stop_resting();
            self.dirty = true;
            return Vec::new();
        }
        match action {
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp => self.page(-1),
            Action::PageDown => self.page(1),
            Action::First => self.go_to_end(-1),
            Action::Last => self.go_to_end(1),
            Action::Left => self.turn_tab(-1),
            Action::Right => self.turn_tab(1),
            Action::OtherPane => self.change_focus(),
            Action::Open => return self.open(),
            Action::Back => self.back(),
            Action::ToggleDone => return self.toggle_done(),
            Action::ToggleScope => self.toggle_scope(),
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Help => self.open_help(),
            Action::Reload => self.reload(),
            Action::Quit => return self.quit(),
        }
        Vec::new()
    }

    fn step(&mut self, by: i64) {
        let lang = self.setup.lang;
        self.dirty = true;
        match (self.over.last_mut(), self.board.focus) {
            (Some(Popup::Detail(detail)), _) => detail.step(by),
            (Some(Popup::Help(help)), _) => help.step(by, lang),
            (None, Focus::Checklist) => self.board.checklist.step(by),
            (None, Focus::Directives) => {
                self.board.window.step(by);
                self.cursor_moved();
            }
        }
    }

    fn page(&mut self, pages: i64) {
        let lang = self.setup.lang;
        self.dirty = true;
        match (self.over.last_mut(), self.board.focus) {
            (Some(Popup::Detail(detail)), _) => detail.page(pages),
            (Some(Popup::Help(help)), _) => help.page(pages, lang),
            (None, Focus::Checklist) => self.board.checklist.page(pages),
            (None, Focus::Directives) => {
                self.board.window.page(pages);
                self.cursor_moved();
            }
        }
    }

    /// To the first (`-1`) or last (`1`) row.
    fn go_to_end(&mut self, way: i64) {
        // Beyond any number of tasks or lines, and far from overflow.
        const FAR: i64 = 1 << 32;
        if self.context() != Context::Directives {
            return self.step(way * FAR);
        }
        if way < 0 {
            self.board.window.first();
        } else {
            self.board.window.last();
        }
        self.cursor_moved();
    }

    fn turn_tab(&mut self, by: isize) {
        let (lang, now, layout) = (self.setup.lang, self.now, self.layout);
        if let Some(Popup::Detail(detail)) = self.over.last_mut() {
            detail.turn(by);
            detail.lay_out(lang, now, layout);
            detail.show_passage();
            self.dirty = true;
        }
    }

    fn change_focus(&mut self) {
        let has_tasks = !self.board.checklist.rows().is_empty();
        self.board.focus = match self.board.focus {
            Focus::Directives if has_tasks => Focus::Checklist,
            _ => Focus::Directives,
        };
        self.dirty = true;
    }

    fn open(&mut self) -> Vec<Effect> {
        let (lang, now, layout) = (self.setup.lang, self.now, self.layout);
        self.dirty = true;
        match self.over.last_mut() {
            Some(Popup::Help(help)) => {
                let chosen = help.selected(lang);
                self.over.pop();
                return chosen.map_or_else(Vec::new, |action| self.act(action));
            }
            Some(Popup::Detail(detail)) => match detail.selected_citation() {
                Some(cited) => self.open_detail(Detail::new(cited, None)),
                None if detail.tab == Tab::Tasks && detail.tasks.selected().is_some() => {
                    detail.tab = Tab::FullText;
                    detail.lay_out(lang, now, layout);
                    detail.show_passage();
                }
                None => {}
            },
            None => {
                let task = self.board.checklist.selected().filter(|_| self.board.focus == Focus::Checklist);
                let task = task.map(|task| task.id);
                if let Some(row) = self.board.window.selected() {
                    self.open_detail(Detail::new(row.id(), task));
                }
            }
        }
        Vec::new()
    }

    fn open_detail(&mut self, detail: Detail) {
        self.over.push(Popup::Detail(Box::new(detail)));
        self.read_detail();
    }

    fn back(&mut self) {
        self.dirty = true;
        if self.over.pop().is_some() {
            // What was under it may have been changed from above, or by a colleague meanwhile.
            self.read_detail();
        } else {
            self.board.focus = Focus::Directives;
        }
    }

    fn toggle_scope(&mut self) {
        let other = match (self.board.scope, self.setup.me) {
            (Scope::Mine(_), _) => Scope::Office,
            (Scope::Office, Some(me)) => Scope::Mine(me),
            (Scope::Office, None) => return self.warn(self.setup.lang.nobody_known(&self.setup.login)),
        };
        self.board.scope = other;
        self.board.focus = Focus::Directives;
        self.reload_from_start();
    }

    fn open_help(&mut self) {
        self.over.push(Popup::Help(Help::new(self.context(), self.layout.help_rows())));
        self.dirty = true;
    }
}
