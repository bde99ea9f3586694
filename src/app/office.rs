//! The office's own screens: the register of units, the days off, the settings, the people.
//!
//! Border: what is read, where one is in it, and what keys ask to have changed.

mod writing;

use chrono::Datelike;

use super::action::Action;
use super::form::Desk;
use super::layout::{Area, Layout};
use super::message::Effect;
use super::place::Place;
use super::{App, Popup};
use crate::domain::calendar::{Calendar, Day};
use crate::domain::change::{Change, Role};
use crate::domain::office::{Held, OfficeRead, Settings, UnitFields, UnitRow};
use crate::domain::people::{Person, PersonFields};
use crate::domain::reorganised::{self, TakenOver};
use crate::i18n::countdown::full_date;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Units,
    Days,
    Settings,
    People,
}

impl Page {
    /// Who may change what stands on it, as `domain::people::needed` has it.
    pub fn needed(self) -> Role {
        match self {
            Page::Units | Page::Days => Role::Officer,
            Page::Settings | Page::People => Role::Admin,
        }
    }
}

#[derive(Debug)]
pub struct Office {
    pub page: Page,
    /// Of the days.
    pub year: i32,
    pub place: Place,
    /// `None` until it was read.
    pub data: Option<OfficeRead>,
    /// The special days of the year.
    pub days: Vec<Day>,
    /// It is to be read again.
    pub is_stale: bool,
    /// What is written once it is agreed to.
    pending: Vec<Change>,
    /// The row the cursor is to go to.
    wanted: Option<String>,
}

/// The rows with their heading, and the lines about the chosen one; both without frame.
pub fn panes(layout: Layout) -> (Area, Area) {
    let area = layout.search();
    let (margin, about) = match (layout.is_framed(), layout.is_low()) {
        (true, _) => (1, 5),
        (false, low) => (0, if low { 0 } else { 3 }),
    };
    let inside = Area {
        x: area.x + margin,
        y: area.y + margin,
        width: area.width.saturating_sub(2 * margin),
        height: area.height.saturating_sub(2 * margin),
    };
    let rows = inside.height.saturating_sub(about).max(1);
    (Area { height: rows, ..inside }, inside.below(rows))
}

/// Rows shown at once, the heading apart.
fn height(layout: Layout) -> usize {
    usize::from(panes(layout).0.height).saturating_sub(usize::from(layout.is_framed())).max(1)
}

impl Office {
    pub fn resize(&mut self, layout: Layout) {
        self.place.resize(height(layout), self.n_rows());
    }

    /// Rows of all.
    pub fn n_rows(&self) -> usize {
        match (&self.data, self.page) {
            (Some(OfficeRead::Units(units, _)), _) => units.len(),
            (Some(OfficeRead::People(people)), _) => people.len(),
            (Some(_), Page::Days) => self.days.len(),
            (Some(_), _) => Settings::NAMES.len(),
            (None, _) => 0,
        }
    }

    pub fn units(&self) -> &[UnitRow] {
        match &self.data {
            Some(OfficeRead::Units(units, _)) => units,
            _ => &[],
        }
    }

    pub fn people(&self) -> &[Person] {
        match &self.data {
            Some(OfficeRead::People(people)) => people,
            _ => &[],
        }
    }

    /// The office's corrections, and the deadlines they bear on.
    fn calendar_read(&self) -> (&[Day], &[Held]) {
        match &self.data {
            Some(OfficeRead::Days(corrections, held)) => (corrections, held),
            _ => (&[], &[]),
        }
    }

    /// Open tasks of the year shown that rest on a day which no notice confirms.
    pub fn unsure(&self) -> impl Iterator<Item = &Held> {
        let of_year = |held: &&Held| held.deadline.on.is_some_and(|on| on.year() == self.year);
        self.calendar_read().1.iter().filter(|held| held.deadline.unverified).filter(of_year)
    }

    pub fn is_corrected(&self, day: &Day) -> bool {
        self.calendar_read().0.iter().any(|corrected| corrected.on == day.on)
    }

    /// What the office set, by name.
    pub fn setting(&self, name: &str) -> Option<&String> {
        match &self.data {
            Some(OfficeRead::Settings(set)) => set.iter().find(|set| set.0 == name).map(|set| &set.1),
            _ => None,
        }
    }

    pub fn unit_name(&self, unit: &UnitFields) -> Option<&str> {
        let successor = unit.successor?;
        let row = self.units().iter().find(|row| row.id == successor);
        row.map(|row| row.fields.name.as_str())
    }

    /// The record in a row.
    fn desk(&self, at: usize) -> Option<Desk> {
        Some(match self.page {
            Page::Units => {
                let unit = self.units().get(at)?;
                let successor = self.unit_name(&unit.fields).unwrap_or_default().to_owned();
                Desk::Unit { id: Some(unit.id), fields: unit.fields.clone(), successor }
            }
            Page::Days => Desk::Day { day: self.days.get(at)?.clone(), is_new: false },
            Page::Settings => {
                let name = (*Settings::NAMES.get(at)?).to_owned();
                let stored = self.setting(&name).cloned();
                let value = stored.clone().unwrap_or_else(|| Settings::default().get(&name));
                Desk::Setting { name, stored, value }
            }
            Page::People => {
                let Person { login, fields, .. } = self.people().get(at)?.clone();
                Desk::Person { login, fields, is_new: false }
            }
        })
    }

    /// The record with this key, where it is in sight.
    pub(super) fn desk_of(&self, key: &str) -> Option<Desk> {
        (0..self.n_rows()).filter_map(|at| self.desk(at)).find(|desk| desk.key().as_deref() == Some(key))
    }

    fn chosen(&self) -> Option<Desk> {
        self.data.as_ref()?;
        self.desk(self.place.cursor)
    }

    pub(super) fn offers(&self, action: Action) -> bool {
        let is_days = self.page == Page::Days;
        match (action, self.days.get(self.place.cursor).filter(|_| is_days)) {
            (Action::Verify, day) => day.is_some_and(|day| !day.verified),
            (Action::Delete, Some(day)) => self.is_corrected(day),
            (Action::Swap | Action::Left | Action::Right, _) => is_days,
            (Action::Reorganise, _) => self.page == Page::Units,
            (Action::Add, _) => self.page != Page::Settings,
            (Action::Edit | Action::Open | Action::Delete, _) => self.n_rows() > 0,
            _ => true,
        }
    }

    /// Takes what was read; the cursor stays on its record, or goes to the one that is wanted.
    fn take(&mut self, read: OfficeRead, calendar: &Calendar) {
        let key = self.wanted.take().or_else(|| self.chosen()?.key());
        (self.data, self.is_stale) = (Some(read), false);
        self.days = calendar.year(self.year);
        let keys = (0..self.n_rows()).map(|at| self.desk(at).and_then(|desk| desk.key()));
        let at = key.and_then(|key| keys.into_iter().position(|of| of.as_ref() == Some(&key)));
        self.place.choose(at.unwrap_or(self.place.cursor), self.n_rows());
    }

    fn turn(&mut self, by: i32, calendar: &Calendar) {
        self.year = (self.year + by).clamp(1900, 2200);
        self.days = calendar.year(self.year);
        self.place.choose(0, self.days.len());
    }
}

impl App {
    pub(super) fn open_office(&mut self, page: Page) {
        let (year, place) = (self.today().year(), Place::new(height(self.layout)));
        let (data, days, pending, wanted) = (None, Vec::new(), Vec::new(), None);
        let office = Office { page, year, place, data, days, is_stale: true, pending, wanted };
        self.over.push(Popup::Office(Box::new(office)));
    }

    pub(super) fn office(&self) -> Option<&Office> {
        self.over.iter().rev().find_map(|popup| match popup {
            Popup::Office(office) => Some(&**office),
            _ => None,
        })
    }

    pub(super) fn office_mut(&mut self) -> Option<&mut Office> {
        self.over.iter_mut().rev().find_map(|popup| match popup {
            Popup::Office(office) => Some(&mut **office),
            _ => None,
        })
    }

    /// The days bear on every countdown, whether their screen is open or not.
    pub(super) fn take_office(&mut self, page: Page, read: OfficeRead) {
        if let OfficeRead::Days(corrections, _) = &read {
            self.setup.calendar = Calendar::new(corrections.clone());
        }
        let calendar = self.setup.calendar.clone();
        if let Some(office) = self.office_mut().filter(|office| office.page == page) {
            office.take(read, &calendar);
        }
        self.rebase_office_form();
    }

    /// The cursor goes to what was added or changed.
    pub(super) fn want_in_office(&mut self, change: &Change) {
        let Some(office) = self.office_mut() else { return };
        match change {
            Change::UnitSet { unit, .. } => office.wanted = unit.map(|id| id.0.to_string()),
            Change::DaySet { on, .. } => (office.wanted, office.year) = (Some(on.to_string()), on.year()),
            Change::PersonSet { login, .. } => office.wanted = Some(login.clone()),
            _ => {}
        }
    }

    pub(super) fn act_in_office(&mut self, action: Action) -> Vec<Effect> {
        let calendar = self.setup.calendar.clone();
        let Some(office) = self.office_mut() else {
            return Vec::new();
        };
        let (page, len) = (office.page, office.n_rows());
        match action {
            Action::Back => {
                self.over.pop();
            }
            Action::Reload => self.reload(),
            Action::Left if page == Page::Days => office.turn(-1, &calendar),
            Action::Right if page == Page::Days => office.turn(1, &calendar),
            Action::Open | Action::Edit | Action::Add | Action::Swap => {
                let desk = match (action, page) {
                    (Action::Add, Page::Units) => {
                        let (fields, successor) = (UnitFields::default(), String::new());
                        Some(Desk::Unit { id: None, fields, successor })
                    }
                    (Action::Add, Page::Days) => Some(Desk::new_day()),
                    (Action::Add, Page::People) => {
                        let (login, fields) = (String::new(), PersonFields::default());
                        Some(Desk::Person { login, fields, is_new: true })
                    }
                    (Action::Swap, Page::Days) => {
                        Some(Desk::Swap { off: None, worked: None, source: String::new() })
                    }
                    (Action::Add | Action::Swap, _) => None,
                    _ => office.chosen(),
                };
                if let Some(desk) = desk.filter(|_| self.may(page.needed())) {
                    self.open_form(desk.form());
                }
            }
            Action::Delete | Action::Verify | Action::Reorganise => return self.change_office(action),
            action => super::run::way(action).into_iter().for_each(|way| office.place.go(way, len)),
        }
        Vec::new()
    }

    /// Acts on the chosen row, or on all of them, without a form.
    fn change_office(&mut self, action: Action) -> Vec<Effect> {
        let lang = self.setup.lang;
        let needed = self.office().map_or(Role::Officer, |office| office.page.needed());
        let may = self.may(needed);
        let Some(office) = self.office().filter(|_| may) else {
            return Vec::new();
        };
        let change = match (action, office.chosen()) {
            (Action::Reorganise, _) => return self.propose_reorganisation(),
            (_, None) => return Vec::new(),
            (Action::Verify, Some(Desk::Day { day, .. })) if !day.verified => {
                let (on, new) = (day.on, Some(Box::new(Day { verified: true, ..day })));
                Change::DaySet { on, old: None, new }
            }
            (Action::Delete, Some(Desk::Day { day, .. })) if office.is_corrected(&day) => {
                Change::DaySet { on: day.on, old: None, new: None }
            }
            (Action::Delete, Some(Desk::Unit { id, fields, .. })) => {
                Change::UnitSet { unit: id, old: Some(Box::new(fields)), new: None }
            }
            (Action::Delete, Some(Desk::Setting { name, stored: Some(old), .. })) => {
                Change::SettingSet { name, old: Some(old), new: None }
            }
            (Action::Delete, Some(Desk::Person { login, fields, .. })) if !fields.disabled => {
                let new = PersonFields { disabled: true, ..fields.clone() };
                Change::PersonSet { login, old: Some(Box::new(fields)), new: Box::new(new) }
            }
            (action, _) => {
                let is_days = office.page == Page::Days;
                self.say(match action {
                    Action::Delete if is_days => lang.office_built_in(),
                    Action::Delete => lang.nothing_changed(),
                    _ if is_days => lang.office_verified_already(),
                    _ => return Vec::new(),
                });
                return Vec::new();
            }
        };
        self.write_in_office(vec![change])
    }

    fn propose_reorganisation(&mut self) -> Vec<Effect> {
        let lang = self.setup.lang;
        let Some(Office { data: Some(OfficeRead::Units(units, next)), .. }) = self.office() else {
            return Vec::new();
        };
        let (proposals, changes) = reorganised::proposals(units, *next);
        if proposals.is_empty() {
            self.say(lang.reorganised_nothing());
            return Vec::new();
        }
        let line = |(unit, by): &(String, TakenOver)| {
            let sign = if by.verified { "" } else { "? " };
            format!("{sign}{unit} → {} ({}, {})", by.successor, by.how, by.source)
        };
        let lines = proposals.iter().map(line);
        let from = proposals.first().map(|(_, by)| full_date(by.from)).unwrap_or_default();
        let question = self.listed(lang.reorganised_question(&from), lines.collect());
        self.ask_in_office(question, lang.office_enter(), changes);
        Vec::new()
    }
}
