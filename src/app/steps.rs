//! The steps of one task: a list to tick, with a form for each step's words.

use super::App;
use super::action::Action;
use super::message::Effect;

#[derive(Debug)]
pub struct Steps {}

impl App {
    pub(super) fn act_in_steps(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }
}
