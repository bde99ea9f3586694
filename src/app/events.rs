//! What happens to a task besides edits: done with its document, reported, paused, withdrawn, reminded …
//!
//! Border: which event suits which state. The forms are in [`super::form`], the boxes to tick lead units or
//! findings in [`super::ticks`].

use crate::domain::query::TaskRow;
use crate::domain::task::State;

use super::App;
use super::action::{self, Action};
use super::message::Effect;

/// Whether an event can happen to a task as it stands.
fn suits(action: Action, task: &TaskRow) -> bool {
    let state = task.progress.state;
    match action {
        Action::Reopen => state == State::Done,
        Action::Resume => matches!(state, State::Paused | State::Withdrawn | State::Superseded),
        Action::Withdraw | Action::Supersede => state.is_open() || state == State::Paused,
        Action::Reported => state.is_open() && state != State::Reported,
        Action::Parts => task.leads.len() > 1,
        Action::Actual | Action::Answers | Action::HandOver => true,
        _ => state.is_open(),
    }
}

/// A task that several lead, whose parts are still open.
pub(super) fn waits_for_parts(task: &TaskRow) -> bool {
    let count = u32::try_from(task.leads.len()).unwrap_or(u32::MAX);
    task.progress.state.is_open() && count > 1 && task.leads_done < count
}

impl App {
    /// An event is worth a place in the footer; F9 also on a directive, for its most urgent task.
    pub(super) fn offers_event(&self, action: Action) -> bool {
        let (directive, task) = (self.chosen_directive(), self.chosen_task());
        task.map_or(action == Action::Remind && directive.is_some(), |task| suits(action, &task))
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
                let entry = action::ACTIONS.iter().find(|entry| entry.action == action);
                self.warn(lang.event_not_now(&entry.map(|entry| (entry.label)(lang)).unwrap_or_default()));
            }
            (_, Some(task)) if action == Action::Resume => return self.resume(&task),
            (Some(directive), task) if task.is_some() || action == Action::Remind => {
                self.open_event(action, directive, task.map(|task| task.id));
            }
            _ => self.say(lang.event_choose_task()),
        }
        Vec::new()
    }
}
