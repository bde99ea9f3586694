//! A question before something that cannot be undone: two buttons, the cursor on the one that keeps.

use super::App;
use super::action::Action;
use super::message::Effect;

#[derive(Debug)]
pub struct Confirm {}

impl App {
    pub(super) fn act_in_confirm(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }
}
