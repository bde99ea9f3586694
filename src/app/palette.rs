//! The palette: any command of the screen below, any directive or task, by a few letters.
//!
//! Border: commands and choices come from their tables, records from the same search as the search
//! screen's. Nothing is done here that has no key or menu of its own.

use crate::domain::query::Hit;
use crate::domain::typed::{self, Echo, Typed};

use super::action::{self, Action, Context, Entry};
use super::detail::Detail;
use super::menu::Choice;
use super::message::Effect;
use super::place::{Move, Place};
use super::run::way;
use super::search::Finder;
use super::{App, Popup, figures, help};
use crate::i18n::Lang;
use crate::text;

/// Most directives, and most tasks, that stand under the commands.
const FEW: usize = 5;

#[derive(Debug)]
pub struct Palette {
    pub finder: Finder,
    /// Whose commands are listed.
    pub of: Context,
    /// What can be run there now, and what only with another row.
    commands: Vec<&'static [Entry]>,
    barred: Vec<&'static [Entry]>,
    rows: Vec<Row>,
    place: Place,
}

#[derive(Debug)]
pub enum Row {
    /// A date was typed: what is due by then.
    Day(Echo),
    Command(&'static [Entry]),
    Choice(Choice),
    /// Over directives, over tasks (`true`).
    Heading(bool),
    Hit(Hit),
}

impl Palette {
    /// The rows shown now, and the index of the cursor among them.
    pub fn shown(&self) -> (&[Row], usize) {
        (&self.rows[self.place.shown(self.rows.len())], self.place.on_screen())
    }

    /// The first row shown.
    pub fn first(&self) -> usize {
        self.place.top
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn selected(&self) -> Option<&Row> {
        self.rows.get(self.place.cursor)
    }

    /// The command that is meant and cannot be run with the row under the cursor.
    pub fn barred(&self, lang: Lang) -> Option<String> {
        let typed = self.finder.typed();
        let meant = self.barred.iter().find(|row| help::fits(&typed, &help::said(row, lang)))?;
        Some((meant[0].label)(lang))
    }

    /// The record that was found under the cursor.
    pub(super) fn hit(&self) -> Option<&Hit> {
        if let Some(Row::Hit(hit)) = self.selected() { Some(hit) } else { None }
    }

    /// The cursor is on what no search has to find.
    pub(super) fn is_command(&self) -> bool {
        matches!(self.selected(), Some(Row::Day(_) | Row::Command(_) | Row::Choice(_)))
    }

    /// Moves the cursor; a heading is passed over.
    pub(super) fn go(&mut self, way: Move) {
        let before = self.place.cursor;
        self.place.go(way, self.rows.len());
        if matches!(self.selected(), Some(Row::Heading(_))) {
            let goes_up = self.place.cursor < before && self.place.cursor > 0;
            self.place.go(Move::Rows(if goes_up { -1 } else { 1 }), self.rows.len());
        }
    }

    pub(super) fn resize(&mut self, height: usize) {
        self.place.resize(height, self.rows.len());
    }
}

impl App {
    pub(super) fn open_palette(&mut self) {
        let (of, lang) = (self.context(), self.setup.lang);
        let is_command = |row: &&[Entry]| row[0].action != Action::Palette && way(row[0].action).is_none();
        let (commands, barred) =
            action::rows(of, lang).filter(is_command).partition(|row| self.offers(row[0].action));
        let place = Place::new(self.layout.help_rows());
        let palette = Palette { finder: Finder::new(), of, commands, barred, rows: Vec::new(), place };
        self.over.push(Popup::Palette(Box::new(palette)));
        self.fill_palette();
    }

    /// Puts together what fits the words typed.
    pub(super) fn fill_palette(&mut self) {
        let (lang, today) = (self.setup.lang, self.now.today());
        let choices: Vec<Choice> =
            self.choices().filter(|choice| *choice != Choice::All && !self.is_chosen(choice)).collect();
        let Some(Popup::Palette(palette)) = self.over.last_mut() else {
            return;
        };
        let typed = palette.finder.typed();
        let in_figures = palette.of == Context::Figures;
        let has_list =
            !in_figures && action::commands(palette.of).any(|entry| entry.action == Action::Filter);
        let mut rows = Vec::new();
        let is_log = palette.of == Context::Log;
        // "nhật ký ngày 15/12", and in the journal a day alone.
        let of_log = text::fold(&typed).strip_prefix(&text::fold(&lang.log_of_day(""))).map(str::to_owned);
        let of_log =
            of_log.filter(|_| palette.of != Context::Review).or_else(|| is_log.then(|| typed.clone()));
        match of_log.map(|day| typed::parse_passed(&day, today, &self.setup.calendar)) {
            Some(Ok(Typed::Day(echo))) => rows.push(Row::Choice(Choice::DoneOn(echo.on))),
            Some(_) => {}
            None => match typed::parse(&typed, today, &self.setup.calendar) {
                Ok(Typed::Day(echo)) if has_list => rows.push(Row::Day(echo)),
                _ => {}
            },
        }
        let period = figures::typed_period(&typed, today, &self.setup.calendar);
        rows.extend(period.filter(|_| in_figures).map(Row::Choice));
        let said = |row: &[Entry]| match row[0].action {
            // What their sentences list follows below, each by itself.
            Action::Filter | Action::Sort => (row[0].label)(lang),
            _ => help::said(row, lang),
        };
        let fitting = palette.commands.iter().filter(|row| help::fits(&typed, &said(row)));
        let mut commands: Vec<_> = fitting.collect();
        // "danh bạ" means the register before it means "báo cáo, danh sách".
        commands.sort_by_key(|row| !help::says(&typed, &said(row)));
        rows.extend(commands.into_iter().map(|row| Row::Command(row)));
        let choices = choices.into_iter().filter(|_| (has_list || in_figures) && !typed.is_empty());
        let choices = choices.filter(|choice| help::fits(&typed, &choice.command(lang)));
        rows.extend(choices.map(Row::Choice));
        // What was found by words that are erased is no answer to none.
        let hits = palette.finder.records.hits.iter().filter(|_| !typed.is_empty());
        for is_task in [false, true] {
            let mut some = hits.clone().filter(|hit| hit.task.is_some() == is_task).take(FEW).peekable();
            rows.extend(some.peek().map(|_| Row::Heading(is_task)));
            rows.extend(some.cloned().map(Row::Hit));
        }
        palette.rows = rows;
        if palette.finder.is_stale {
            // Other words: from the first row.
            palette.place.cursor = 0;
        }
        palette.go(Move::Rows(0));
    }

    pub(super) fn run_from_palette(&mut self) -> Vec<Effect> {
        let Some(Popup::Palette(palette)) = self.over.last_mut() else {
            return Vec::new();
        };
        let cursor = palette.place.cursor;
        if palette.rows.len() <= cursor {
            return Vec::new();
        }
        let (row, query) = (palette.rows.swap_remove(cursor), palette.finder.query.clone());
        let mut effects = self.close_finder();
        match row {
            Row::Day(echo) => self.choose(Choice::DueBy(echo.on)),
            Row::Command(entries) => effects.extend(self.act(entries[0].action)),
            Row::Choice(choice) => self.choose(choice),
            Row::Hit(hit) => self.open_detail(Detail::found(&hit, query)),
            Row::Heading(_) => {}
        }
        effects
    }
}
