//! Filter and sort: a list of choices, no typing, because letters open it.

use super::App;
use super::action::Action;
use super::message::Effect;

#[derive(Debug)]
pub struct Menu {}

impl App {
    pub(super) fn open_filter(&mut self) {}

    pub(super) fn open_sort(&mut self) {}

    pub(super) fn act_in_menu(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }
}
