//! What drawing may see of the state, and what has the keys.

use chrono::NaiveDate;

use super::action::Context;
use super::agenda::Agenda;
use super::detail::Tab;
use super::figures::FiguresView;
use super::layout::{Layout, Size};
use super::log::Log;
use super::ticks::Of;
use super::{App, BoardView, Focus, Look, Popup, Screen, Setup};
use crate::domain::TaskId;
use crate::domain::query::Names;
use crate::domain::time::Now;

impl App {
    /// What has the keys now.
    pub fn context(&self) -> Context {
        match (self.over.last(), self.board.focus) {
            (Some(Popup::Tasks(_)), _) => Context::Tasks,
            (Some(Popup::Ticks(ticks)), _) if ticks.of == Of::Steps => Context::Steps,
            (Some(Popup::Ticks(_)), _) => Context::Parts,
            (Some(Popup::Office(_)), _) => Context::Office,
            (Some(Popup::Help(_)), _) => Context::Help,
            (Some(Popup::Form(_)), _) => Context::Form,
            (Some(Popup::Confirm(_)), _) => Context::Confirm,
            (Some(Popup::Search(_)), _) => Context::Search,
            (Some(Popup::Palette(_)), _) => Context::Palette,
            (Some(Popup::Path(_)), _) => Context::Path,
            (Some(Popup::Menu(_)), _) => Context::Menu,
            (Some(Popup::Review(_)), _) => Context::Review,
            (Some(Popup::Offer(_)), _) => Context::Offer,
            (Some(Popup::Detail(detail)), _) if detail.tab == Tab::Tasks => Context::Detail,
            (Some(Popup::Detail(_)), _) => Context::Text,
            (None, _) if self.screen == Screen::Agenda => Context::Agenda,
            (None, _) if self.screen == Screen::Figures => Context::Figures,
            (None, _) if self.screen == Screen::Log => Context::Log,
            (None, Focus::Directives) => Context::Directives,
            (None, Focus::Checklist) => Context::Checklist,
        }
    }

    /// The day in Vietnam for which everything is reckoned.
    pub fn today(&self) -> NaiveDate {
        self.now.today()
    }

    pub fn now(&self) -> Now {
        self.now
    }

    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// The view under all that is open.
    pub fn screen(&self) -> Screen {
        self.screen
    }

    pub fn agenda(&self) -> &Agenda {
        &self.agenda
    }

    pub fn figures(&self) -> &FiguresView {
        &self.figures
    }

    pub fn log(&self) -> &Log {
        &self.log
    }

    pub fn board(&self) -> &BoardView {
        &self.board
    }

    /// From the lowest to the one that has the keys.
    pub fn popups(&self) -> &[Popup] {
        &self.over
    }

    pub fn file_is_gone(&self) -> bool {
        self.gone.is_some()
    }

    /// What fields offer, where it has been read.
    pub fn names(&self) -> Option<&Names> {
        self.names.as_deref()
    }

    /// A mark on this task has been on its way long enough to be mentioned.
    pub fn is_writing(&self, task: TaskId) -> bool {
        self.writes.is_slow_on(task, self.now)
    }

    pub(super) fn look(&self) -> Look {
        Look { lang: self.setup.lang, now: self.now, layout: self.layout }
    }

    pub(super) fn is_wide(&self) -> bool {
        self.layout.size == Size::Wide
    }
}
