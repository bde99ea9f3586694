//! What happens to a task besides edits: done with its document, reported, paused, withdrawn, reminded …

use super::App;
use super::action::Action;
use super::message::Effect;

/// The lead units of a task that several lead, to be ticked off one by one.
#[derive(Debug)]
pub struct Parts {}

impl App {
    /// Remind, DoneOn, Reopen, Reported, Pause, Resume, Withdraw, Supersede, HandOver, Actual, Parts and
    /// Answers on what is chosen in a list.
    pub(super) fn act_on_event(&mut self, action: Action) -> Vec<Effect> {
        let _ = action;
        Vec::new()
    }

    pub(super) fn act_in_parts(&mut self, action: Action) -> Vec<Effect> {
        let _ = action;
        Vec::new()
    }
}
