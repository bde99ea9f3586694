//! Forms: a directive, a task, a deadline, a note, a step. What is typed becomes one batch of changes.

use super::App;
use super::action::Action;
use super::key::Key;
use super::message::Effect;
use crate::domain::change::Applied;
use crate::domain::query::Names;
use crate::error::Error;

/// A form being filled in.
#[derive(Debug)]
pub struct Form {}

impl App {
    /// Edit, Deadline, Add, Delete, Note and Steps on what is chosen in a list.
    pub(super) fn act_on_record(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn act_in_form(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }

    /// A key that is no command in a form: typed, or for the field's cursor.
    pub(super) fn form_key(&mut self, _key: Key) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn form_paste(&mut self, _pasted: &str) {}

    /// What a form asked to have written is written, or refused.
    pub(super) fn form_written(&mut self, _outcome: Result<Applied, Error>) {}

    /// Fields that offer names have them.
    pub(super) fn take_names(&mut self, names: Box<Names>) {
        self.names = Some(names);
    }

    /// The newest state of what is being entered, where it is to be kept now.
    pub(super) fn draft_to_keep(&mut self) -> Option<Effect> {
        None
    }
}
