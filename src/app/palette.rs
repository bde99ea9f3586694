//! The palette: any command, directive or task by a few letters.

use super::App;
use super::action::Action;
use super::key::Key;
use super::message::Effect;

#[derive(Debug)]
pub struct Palette {}

impl App {
    pub(super) fn open_palette(&mut self) {}

    pub(super) fn act_in_palette(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn palette_key(&mut self, _key: Key) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn palette_paste(&mut self, _pasted: &str) -> Vec<Effect> {
        Vec::new()
    }
}
