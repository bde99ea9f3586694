//! What can be printed or exported from a screen: a paper, then its format.
//!
//! Border: says what is wanted; the reading thread makes it, and where it went comes back as a message.

use crate::domain::paper::{Format, Paper, Tasks, Wanted};
use crate::domain::query::{Scope, TaskFilter};
use crate::domain::stats::{GroupBy, StatsQuery};
use crate::error::Error;

use super::action::Context;
use super::menu::{Choice, Of};
use super::message::{Effect, Printed};
use super::{App, Popup, Screen};

impl App {
    pub(super) fn open_paper(&mut self) {
        self.open_menu(Of::Papers);
    }

    /// What can be printed from here, a letter to the unit under the cursor among it.
    pub(super) fn papers(&self) -> Vec<Choice> {
        let unit = self.unit_here();
        let name = |paper: &Paper| match paper {
            Paper::Reminder => unit.clone().map(Some),
            _ => Some(None),
        };
        let choice = |paper: &Paper| Some(Choice::Paper(*paper, name(paper)?));
        Paper::ALL.iter().filter_map(choice).collect()
    }

    /// The first lead unit of the task under the cursor, or the unit of a row of view 3.
    fn unit_here(&self) -> Option<String> {
        if self.over.is_empty() && self.screen == Screen::Figures {
            let by_unit = self.figures.counted().is_some_and(|counted| counted.query.by == GroupBy::Unit);
            let row = self.figures.selected().filter(|row| by_unit && row.id.is_some());
            return row.map(|row| row.name.clone());
        }
        let task = match (self.context(), self.over.last()) {
            (_, Some(Popup::Detail(detail))) => detail.tasks.selected().cloned(),
            // The chosen one of those beside the directive.
            (Context::Directives, _) if self.checklist_is_right() => self.board.checklist.selected().cloned(),
            _ => self.chosen_task(),
        };
        task.and_then(|task| task.leads.first().cloned())
    }

    pub(super) fn print(&mut self, paper: Paper, unit: Option<String>, format: Format) -> Vec<Effect> {
        self.over.retain(|popup| !matches!(popup, Popup::Menu(_)));
        self.say(self.setup.lang.print_writing());
        let is_list = matches!(paper, Paper::List | Paper::Register);
        let tasks = match (self.over.last(), self.screen) {
            (Some(Popup::Tasks(tasks)), _) if is_list => Tasks::Filtered(tasks.filters.clone()),
            (_, Screen::Directives) if is_list => Tasks::Listed(self.board.view.clone()),
            _ => {
                let follower = match self.board.view.scope {
                    Scope::Mine(me) => Some(Some(me)),
                    Scope::Office => None,
                };
                Tasks::Filtered(vec![TaskFilter { follower, ..TaskFilter::default() }])
            }
        };
        let of_view =
            StatsQuery { scope: self.board.view.scope, by: GroupBy::Unit, window: None, rolls_up: true };
        // The figures on the screen, where those are what is on it.
        let shown = self.figures.counted().filter(|_| self.screen == Screen::Figures);
        let stats = shown.map_or(of_view, |counted| counted.query.clone());
        vec![Effect::Print(Box::new(Wanted { paper, tasks, stats, unit }), format)]
    }

    pub(super) fn printed(&mut self, printed: Result<Printed, Error>) {
        let lang = self.setup.lang;
        match printed {
            Ok(Printed::File(path)) => self.say(lang.print_written(&path)),
            Ok(Printed::Fetch(command)) => self.say(lang.print_fetch(&command)),
            Ok(Printed::Nothing(unit)) => self.warn(lang.report_nothing_presses(&unit)),
            Err(error) => self.warn(lang.print_failed(&lang.error(&error).what)),
        }
    }
}
