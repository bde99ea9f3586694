//! What happens to a task besides edits: done with its document, reported, paused, withdrawn, reminded …
//!
//! Border: which event suits which state. The forms are in [`super::form`], the boxes to tick lead units or
//! findings in [`super::ticks`].

use crate::domain::directive::FindingKind;
use crate::domain::query::{Scope, TaskRow};
use crate::domain::task::State;

use super::action::{self, Action, Context};
use super::detail::record_of;
use super::form::SEVERAL;
use super::message::Effect;
use super::{App, Popup};

/// Whether an event can happen to a task as it stands.
fn suits(action: Action, task: &TaskRow) -> bool {
    suits_state(action, task.progress.state) && (action != Action::Parts || task.leads.len() > 1)
}

/// The same by its state alone.
pub(super) fn suits_state(action: Action, state: State) -> bool {
    match action {
        Action::Reopen => state == State::Done,
        Action::Resume => matches!(state, State::Paused | State::Withdrawn | State::Superseded),
        Action::Withdraw | Action::Supersede => state.is_open() || state == State::Paused,
        Action::Reported => state.is_open() && state != State::Reported,
        Action::Actual | Action::Answers | Action::HandOver | Action::Parts | Action::Deadline => true,
        _ => state.is_open(),
    }
}

/// On a directive it is about the most urgent of its open tasks, which the form's title names.
fn on_most_urgent(action: Action) -> bool {
    !matches!(action, Action::Reopen | Action::Resume | Action::Parts)
}

/// A task that several lead, whose parts are still open.
pub(super) fn waits_for_parts(task: &TaskRow) -> bool {
    let count = u32::try_from(task.leads.len()).unwrap_or(u32::MAX);
    task.progress.state.is_open() && count > 1 && task.leads_done < count
}

impl App {
    /// An event is worth a place in the footer and the palette.
    pub(super) fn offers_event(&self, action: Action) -> bool {
        let (directive, task) = (self.chosen_directive(), self.chosen_task());
        if self.marked().is_empty() || !SEVERAL.iter().any(|(of, _)| *of == action) {
            task.map_or(on_most_urgent(action) && directive.is_some(), |task| {
                suits(action, &task) && self.has_what_it_is_about(action, &task)
            })
        } else {
            true
        }
    }

    /// It has targets, or its directive findings; also where its record is not at hand.
    fn has_what_it_is_about(&self, action: Action, task: &TaskRow) -> bool {
        let data = match self.over.last() {
            Some(Popup::Detail(detail)) => detail.data.as_deref(),
            _ => self.board.beside.as_deref(),
        };
        let Some(data) = data.filter(|data| data.row.id() == task.directive) else { return true };
        match action {
            Action::Actual => record_of(data, task).is_none_or(|record| !record.targets.is_empty()),
            Action::Answers => data.record.findings.iter().any(|it| it.kind == FindingKind::Weakness),
            _ => true,
        }
    }

    /// There is no directive to act on at all.
    pub fn has_nothing(&self) -> bool {
        let is_all = self.board.view.scope == Scope::Office && self.board.view.filter.is_empty();
        is_all && self.board.window.page().is_some_and(|page| page.n_total == 0)
    }

    /// Remind, DoneOn, Reopen, Reported, Pause, Resume, Withdraw, Supersede, HandOver, Actual, Parts and
    /// Answers on what is chosen in a list.
    pub(super) fn act_on_event(&mut self, action: Action) -> Vec<Effect> {
        let lang = self.setup.lang;
        if action != Action::Parts && !self.may_write() {
            return Vec::new();
        }
        match (self.chosen_directive(), self.chosen_task()) {
            (_, Some(task)) if !suits(action, &task) => {
                self.warn(lang.event_not_now(&action::label(action, lang)));
            }
            (_, Some(task)) if action == Action::Resume => return self.resume(&task),
            (Some(directive), task) if task.is_some() || on_most_urgent(action) => {
                self.open_event(action, directive, task.map(|task| task.id));
            }
            _ if self.has_nothing() => self.say(lang.empty_how("F7")),
            _ if self.context() == Context::Directives => self.say(lang.event_choose_task()),
            _ => self.say(lang.event_choose_row()),
        }
        Vec::new()
    }
}
