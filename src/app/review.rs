//! The review of a letter before it is saved: what was read, each with its passage; take or leave, edit.

use super::App;
use super::action::Action;
use super::message::{Effect, LetterId};
use crate::domain::change::Applied;
use crate::error::Error;
use crate::extract::Draft;

#[derive(Debug)]
pub struct Review {}

/// Something to take up with Enter or to drop with Esc: a pasted letter, a draft of earlier.
#[derive(Debug)]
pub struct Offer {}

impl App {
    /// A paste on a list: a letter is offered for review, anything else is explained.
    pub(super) fn paste_letter(&mut self, _pasted: String) -> Vec<Effect> {
        self.say(self.setup.lang.paste_not_here());
        Vec::new()
    }

    pub(super) fn letter_read(&mut self, _id: LetterId, _draft: Box<Draft>) {}

    pub(super) fn act_in_review(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn act_in_offer(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }

    /// A value that was edited in a form by itself.
    pub(super) fn value_entered(&mut self, _text: String) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn review_written(&mut self, _outcome: Result<Applied, Error>) {}
}
