//! The office's own screens: the register of units, the days off, the settings.

use super::App;
use super::action::Action;
use super::message::Effect;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Units,
    Days,
    Settings,
}

#[derive(Debug)]
pub struct Office {
    pub page: Page,
}

impl App {
    pub(super) fn open_office(&mut self, page: Page) {
        let _ = page;
    }

    pub(super) fn act_in_office(&mut self, action: Action) -> Vec<Effect> {
        let _ = action;
        Vec::new()
    }
}
