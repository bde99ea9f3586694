//! What can be printed or exported from a screen: a paper, then its format.
//!
//! Border: says what is wanted; the reading thread makes it, and where it went comes back as a message.

use crate::domain::paper::{Format, Paper, Tasks, Wanted};
use crate::domain::query::{Scope, TaskFilter};
use crate::domain::stats::{GroupBy, StatsQuery};
use crate::error::Error;

use super::menu::{Choice, Of};
use super::message::{Effect, Printed};
use super::{App, Popup, Screen};

impl App {
    pub(super) fn open_paper(&mut self) {
        match self.over.last() {
            Some(Popup::Tasks(tasks)) if tasks.ids().is_none() => self.say(self.setup.lang.reading()),
            _ => self.open_menu(Of::Papers),
        }
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
        let task = match (self.over.last(), self.screen) {
            (Some(Popup::Detail(detail)), _) => detail.tasks.selected(),
            (Some(Popup::Tasks(tasks)), _) => tasks.selected(),
            (_, Screen::Directives) => self.board.checklist.selected(),
            (_, Screen::Agenda) => self.agenda.task(),
            (_, Screen::Figures) => {
                let by_unit = self.figures.counted().is_some_and(|counted| counted.query.by == GroupBy::Unit);
                let row = self.figures.selected().filter(|row| by_unit && row.id.is_some());
                return row.map(|row| row.name.clone());
            }
            (_, Screen::Log) => None,
        };
        task.and_then(|task| task.leads.first().cloned())
    }

    /// The tasks of the list in front: the marked ones, else all that it lists.
    fn tasks_here(&self) -> Option<Tasks> {
        let marked = self.marked();
        if !marked.is_empty() {
            return Some(Tasks::These(marked));
        }
        let view = &self.board.view;
        Some(match (self.over.last(), self.screen) {
            (Some(Popup::Tasks(tasks)), _) => Tasks::These(tasks.ids()?.iter().map(|(id, _)| *id).collect()),
            (Some(Popup::Detail(detail)), _) => {
                Tasks::These(detail.tasks.rows().iter().map(|task| task.id).collect())
            }
            (_, Screen::Directives) => Tasks::Listed(view.clone()),
            (_, Screen::Agenda) => Tasks::Agenda(self.agenda.view(view.scope)),
            (_, Screen::Figures) => Tasks::Filtered(self.figures.counted()?.query.tasks(None, None)),
            (_, Screen::Log) => return None,
        })
    }

    pub(super) fn print(&mut self, paper: Paper, unit: Option<String>, format: Format) -> Vec<Effect> {
        self.over.retain(|popup| !matches!(popup, Popup::Menu(_)));
        self.say(self.setup.lang.print_writing());
        let shown = matches!(paper, Paper::List | Paper::Register).then(|| self.tasks_here()).flatten();
        let tasks = shown.unwrap_or_else(|| {
            let follower = match self.board.view.scope {
                Scope::Mine(me) => Some(Some(me)),
                Scope::Office => None,
            };
            Tasks::Filtered(vec![TaskFilter { follower, ..TaskFilter::default() }])
        });
        let of_view =
            StatsQuery { scope: self.board.view.scope, by: GroupBy::Unit, window: None, rolls_up: true };
        // The figures on the screen, where those are what is on it.
        let shown = self.figures.counted().filter(|_| self.screen == Screen::Figures);
        let rolls_up = shown.map(|counted| counted.query.rolls_up);
        let stats = shown.map_or(of_view, |counted| counted.query.clone());
        vec![Effect::Print(Box::new(Wanted { paper, tasks, stats, rolls_up, unit }), format)]
    }

    pub(super) fn printed(&mut self, printed: Result<Printed, Error>) {
        let lang = self.setup.lang;
        match printed {
            Ok(Printed::File(path)) => self.say(lang.print_written(&path)),
            Ok(Printed::Fetch(command)) => self.say(lang.print_fetch(&command)),
            Ok(Printed::NoCommand) => self.warn(lang.print_no_command()),
            Ok(Printed::Nothing(unit)) => self.warn(lang.report_nothing_presses(&unit)),
            Err(error) => self.warn(lang.print_failed(&lang.error(&error).what)),
        }
    }
}
