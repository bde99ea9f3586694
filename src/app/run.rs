//! What each action does, in each place where the registry lets it be called.

use crate::domain::query::Scope;

use super::action::{self, Action, Context, acts_on_rows};
use super::detail::{Detail, Tab};
use super::help::Help;
use super::menu::{Choice, Of};
use super::message::{Effect, Msg};
use super::office::Page;
use super::place::Move;
use super::review::Pane;
use super::{App, Focus, Popup, Screen};

impl App {
    /// Run the asks before handing over this message: it acts on rows that are still to be read, or
    /// goes on from a jump whose end only the read can tell.
    pub fn must_settle_before(&mut self, msg: &Msg) -> bool {
        let is_waited_for = self.opening.is_some()
            || self.lacks_names()
            || self.marked_for_action().is_some()
            || matches!(self.over.last(), Some(Popup::Review(review)) if review.is_stale);
        if is_waited_for && matches!(msg, Msg::Key(_) | Msg::Unsure(_) | Msg::Paste(_)) {
            // What follows is meant for the form, or for the names in it.
            self.read_now();
            return true;
        }
        let (Msg::Key(key) | Msg::Unsure(key)) = msg else {
            return false;
        };
        let waits = action::find(self.context(), *key).is_some_and(|action| !self.is_ready(action));
        if waits {
            self.read_now();
        }
        waits
    }

    /// The rows an action is about are those on the screen.
    fn is_ready(&self, action: Action) -> bool {
        let window = &self.board.window;
        match (self.context(), action) {
            (Context::Directives, Action::OtherPane | Action::ToggleDone | Action::Mark) => {
                self.checklist_is_right()
            }
            (Context::Directives, action) if acts_on_rows(action) => !window.is_jumping(),
            (Context::Directives, action) => way(action).is_none_or(|way| window.can_go(way)),
            (Context::Log, action) => self.log.is_ready(action),
            (Context::Agenda, action) => self.agenda.is_ready(action),
            (Context::Tasks, action) if acts_on_rows(action) => {
                matches!(self.over.last(), Some(Popup::Tasks(tasks)) if tasks.is_ready())
            }
            (Context::Detail | Context::Text, action) if acts_on_rows(action) => {
                matches!(self.over.last(), Some(Popup::Detail(detail)) if detail.data.is_some())
            }
            _ => true,
        }
    }

    /// The key would do something here and not only say why not, so it is worth a place in the footer.
    pub fn offers(&self, action: Action) -> bool {
        match (action, self.over.last()) {
            (action, _) if !self.is_permitted(action) => false,
            (Action::Remind, Some(Popup::Detail(detail)))
                if detail.tab != Tab::Reminders && detail.tab != Tab::Tasks =>
            {
                false
            }
            (Action::Right, Some(Popup::Confirm(confirm))) => !confirm.buttons[1].is_empty(),
            (action, None | Some(Popup::Detail(_) | Popup::Tasks(_))) if action.is_event() => {
                self.offers_event(action)
            }
            (Action::SaveNext, Some(Popup::Form(form))) => form.has_next(),
            (Action::Open, Some(Popup::Detail(detail))) if detail.tab != Tab::Tasks => {
                detail.selected_citation().is_some()
            }
            (Action::Take | Action::Edit, Some(Popup::Review(review))) => review.pane == Pane::Read,
            (Action::Edit, Some(Popup::Ticks(ticks))) => ticks.of != super::ticks::Of::Findings,
            (Action::Cut, Some(Popup::Review(review))) => review.can_cut(),
            (Action::Mark, Some(Popup::Review(review))) => review.pane == Pane::Letter,
            (_, Some(Popup::Review(_))) => true,
            (action, Some(Popup::Office(office))) => office.offers(action),
            (Action::Open, Some(Popup::Search(search))) => search.selected().is_some(),
            (action, None) if self.screen == Screen::Log => self.log.offers(action),
            (Action::Open, None) if self.screen == Screen::Figures => self.figures.has_tasks(),
            (Action::ClearFilter, None) if self.screen == Screen::Figures => self.figures.is_filtered(),
            (Action::ClearFilter, _) => !self.filter().is_empty(),
            // A box over the screens has rows of its own, or asks something.
            (action, None) if self.screen == Screen::Agenda => {
                // The heading of a group is opened, folded and marked; the rest is for tasks.
                let of_task = !matches!(action, Action::Open | Action::Mark | Action::MarkAll);
                let has_task = self.agenda.task().is_some() || !self.marked().is_empty();
                !acts_on_rows(action) || (if of_task { has_task } else { !self.agenda.window.is_empty() })
            }
            (action, Some(Popup::Detail(detail))) => !acts_on_rows(action) || detail.data.is_some(),
            (action, None) => !acts_on_rows(action) || !self.board.window.is_empty(),
            _ => true,
        }
    }

    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        if !self.is_sure && action.changes() {
            match action {
                Action::Save | Action::SaveNext => self.say(self.setup.lang.form_save_again()),
                _ => self.hint(),
            }
            return Vec::new();
        }
        self.try_reading_again();
        if acts_on_rows(action) && !self.is_ready(action) {
            // The rows could not be read in time: the file is locked.
            self.warn(self.setup.lang.read_busy());
            return Vec::new();
        }
        self.dirty = true;
        match (self.context(), action) {
            (_, Action::Quit) => return self.quit(),
            (_, Action::Help) => self.open_help(),
            (Context::Form, action) => return self.act_in_form(action),
            (Context::Confirm, action) => return self.act_in_confirm(action),
            (Context::Search | Context::Palette, action) => return self.act_in_finder(action),
            (Context::Menu, action) => return self.act_in_menu(action),
            (Context::Review, action) => return self.act_in_review(action),
            (Context::Path, action) => return self.act_in_path(action),
            (Context::Offer, action) => return self.act_in_offer(action),
            (_, Action::Undo) => return self.undo(),
            (_, Action::Redo) => return self.redo(),
            (Context::Steps | Context::Parts, action) => return self.act_in_ticks(action),
            (Context::Office, action) => return self.act_in_office(action),
            (_, action) => return self.act_on_screen(action),
        }
        Vec::new()
    }

    /// On the list, the checklist, an opened directive and the help over them.
    fn act_on_screen(&mut self, action: Action) -> Vec<Effect> {
        if let Some(effects) = self.act_on_marked(action) {
            return effects;
        }
        if self.context() == Context::Figures && self.act_in_figures(action) {
            return Vec::new();
        }
        match action {
            Action::ViewDirectives => self.show(Screen::Directives),
            Action::ViewAgenda => self.show(Screen::Agenda),
            Action::ViewFigures => self.show(Screen::Figures),
            Action::ViewLog => self.show(Screen::Log),
            Action::Mark | Action::MarkAll => self.mark_row(action),
            Action::News | Action::LogOf | Action::Restore | Action::Purge => {
                return self.act_in_log(action);
            }
            Action::Paper => self.open_paper(),
            Action::Import => self.open_path(),
            Action::Units => self.open_office(Page::Units),
            Action::Days => self.open_office(Page::Days),
            Action::Settings => self.open_office(Page::Settings),
            Action::People => self.open_office(Page::People),
            event if event.is_event() => return self.act_on_event(event),
            Action::Open => return self.open(),
            Action::ToggleDone => return self.toggle_done(),
            Action::Edit | Action::Deadline | Action::Add | Action::Delete | Action::Note | Action::Steps => {
                return self.act_on_record(action);
            }
            Action::Search => self.open_search(),
            Action::Palette => self.open_palette(),
            Action::Filter => self.open_menu(Of::Filter),
            Action::Sort => self.open_menu(Of::Order),
            Action::ClearFilter if self.offers(action) => self.choose(Choice::All),
            Action::Left => self.turn_tab(-1),
            Action::Right => self.turn_tab(1),
            Action::OtherPane => self.change_focus(),
            Action::Back => self.back(),
            Action::ToggleScope => self.toggle_scope(),
            Action::Reload => self.reload(),
            moves => way(moves).into_iter().for_each(|way| self.go(way)),
        }
        Vec::new()
    }

    /// Another view; each keeps its place.
    pub(super) fn show(&mut self, screen: Screen) {
        self.screen = screen;
        self.reload();
    }

    pub(super) fn go(&mut self, way: Move) {
        match (self.over.last_mut(), self.board.focus) {
            (Some(Popup::Detail(detail)), _) => detail.go(way),
            (Some(Popup::Help(help)), _) => help.go(way),
            (Some(Popup::Tasks(tasks)), _) => tasks.go(way),
            (None, _) if self.screen == Screen::Agenda => self.agenda.window.go(way),
            (None, _) if self.screen == Screen::Figures => self.figures.go(way),
            (None, _) if self.screen == Screen::Log => self.log.window.go(way),
            (None, Focus::Checklist) => self.board.checklist.go(way),
            (None, Focus::Directives) => {
                self.board.window.go(way);
                self.cursor_moved();
            }
            (Some(_), _) => {}
        }
    }

    fn turn_tab(&mut self, by: isize) {
        let look = self.look();
        match self.over.last_mut() {
            Some(Popup::Detail(detail)) => detail.turn(by, look),
            None if self.screen == Screen::Log => self.log.turn(by),
            _ => {}
        }
    }

    fn change_focus(&mut self) {
        // Also where there are none yet: that is where the first one is added.
        let has_tasks = self.board.checklist.of.is_some();
        self.board.focus = match self.board.focus {
            Focus::Directives if has_tasks => Focus::Checklist,
            _ => Focus::Directives,
        };
    }

    fn open(&mut self) -> Vec<Effect> {
        let look = self.look();
        match self.over.last_mut() {
            Some(Popup::Help(help)) => {
                let chosen = help.selected();
                self.over.pop();
                return chosen.map_or_else(Vec::new, |action| self.act(action));
            }
            Some(Popup::Detail(detail)) => match detail.selected_citation() {
                Some(cited) => self.open_detail(Detail::new(cited, None)),
                None if detail.tab == Tab::Tasks && detail.tasks.selected().is_some() => {
                    detail.open_tab(Tab::FullText, look);
                }
                None => {}
            },
            Some(Popup::Tasks(tasks)) => {
                let at = tasks.selected().map(|task| Detail::at_task(task.directive, task.id));
                at.into_iter().for_each(|detail| self.open_detail(detail));
            }
            Some(_) => {}
            None if self.screen == Screen::Agenda => return self.open_in_agenda(),
            None if self.screen == Screen::Figures => return self.open_in_figures(),
            None if self.screen == Screen::Log => return self.open_in_log(),
            None => {
                let task = self.board.checklist.selected().filter(|_| self.board.focus == Focus::Checklist);
                if let Some(row) = self.board.window.selected() {
                    self.open_detail(Detail::new(row.id(), task.cloned()));
                }
            }
        }
        Vec::new()
    }

    pub(super) fn open_detail(&mut self, detail: Detail) {
        self.over.push(Popup::Detail(Box::new(detail)));
    }

    pub(super) fn back(&mut self) {
        if self.over.pop().is_none() {
            self.board.focus = Focus::Directives;
        }
    }

    pub(super) fn toggle_scope(&mut self) {
        let other = match (self.board.view.scope, self.setup.me) {
            (Scope::Mine(_), _) => Scope::Office,
            (Scope::Office, Some(me)) => Scope::Mine(me),
            (Scope::Office, None) => return self.warn(self.setup.lang.nobody_known(&self.setup.login)),
        };
        self.drop_marks();
        self.board.view.scope = other;
        self.board.focus = Focus::Directives;
        self.reload_from_start();
    }

    fn open_help(&mut self) {
        self.over.push(Popup::Help(Help::new(self.context(), self.setup.lang, self.layout.help_rows())));
    }
}

/// Where an action leads in a list; `None` for those that do not move.
pub(super) fn way(action: Action) -> Option<Move> {
    Some(match action {
        Action::Up => Move::Rows(-1),
        Action::Down => Move::Rows(1),
        Action::PageUp => Move::Pages(-1),
        Action::PageDown | Action::ReadOn => Move::Pages(1),
        Action::First => Move::First,
        Action::Last => Move::Last,
        _ => return None,
    })
}
