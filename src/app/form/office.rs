//! The forms of the office's own screens: a unit, a day, two days swapped, a setting, a person.
//!
//! Border: as [`super::values`] and [`super::filled`] for records. What days move is in [`crate::app::office`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::app::office::Page;
use crate::app::{App, Popup};
use crate::domain::UnitId;
use crate::domain::calendar::{Day, DayKind, is_weekend};
use crate::domain::change::Change;
use crate::domain::fields::DirectiveFields;
use crate::domain::office::{Settings, UnitFields};
use crate::domain::people::{PersonFields, is_login, keys};
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;
use crate::text;

use super::Form;
use super::rows::{DAY_KINDS, Name, ROLES, Row};
use super::values::{Base, Kind, Reader, several};

/// What a form of the office edits, as the file holds it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Desk {
    #[default]
    None,
    Unit {
        /// `None` where one is added.
        id: Option<UnitId>,
        fields: UnitFields,
        /// The name of the unit that took over.
        successor: String,
    },
    Day {
        day: Day,
        is_new: bool,
    },
    /// A working day off in exchange for a worked Saturday.
    Swap {
        off: Option<NaiveDate>,
        worked: Option<NaiveDate>,
        source: String,
    },
    Setting {
        name: String,
        /// What the office set.
        stored: Option<String>,
        /// What stands.
        value: String,
    },
    Person {
        login: String,
        fields: PersonFields,
        is_new: bool,
    },
}

impl Desk {
    /// A day to be added.
    pub fn new_day() -> Self {
        let (kind, name, source) = (DayKind::Off, String::new(), String::new());
        Desk::Day { day: Day { on: NaiveDate::MIN, kind, name, source, verified: true }, is_new: true }
    }

    pub fn form(self) -> Form {
        Form::new(Base { desk: self, ..Base::new(Kind::Office, None, DirectiveFields::default()) })
    }

    /// The screen it stands on.
    pub fn page(&self) -> Option<Page> {
        match self {
            Desk::None => None,
            Desk::Unit { .. } => Some(Page::Units),
            Desk::Day { .. } | Desk::Swap { .. } => Some(Page::Days),
            Desk::Setting { .. } => Some(Page::Settings),
            Desk::Person { .. } => Some(Page::People),
        }
    }

    /// Tells its record from the others of its screen; `None` where it is not in the file yet.
    pub fn key(&self) -> Option<String> {
        match self {
            Desk::Unit { id, .. } => id.map(|id| id.0.to_string()),
            Desk::Day { day, is_new: false } => Some(day.on.to_string()),
            Desk::Setting { name, .. } => Some(name.clone()),
            Desk::Person { login, is_new: false, .. } => Some(login.clone()),
            Desk::Person { .. } => None,
            Desk::Day { .. } | Desk::Swap { .. } | Desk::None => None,
        }
    }

    pub(super) fn names(&self) -> (Name, Name) {
        match self {
            Desk::Unit { .. } => (Name::UnitName, Name::Successor),
            Desk::Day { is_new: true, .. } => (Name::DayOn, Name::Verified),
            Desk::Day { .. } => (Name::DayKind, Name::Verified),
            Desk::Swap { .. } => (Name::OffOn, Name::SwapSource),
            Desk::Setting { name, .. } if Settings::is_flag(name) => (Name::SettingFlag, Name::SettingFlag),
            Desk::Person { is_new: true, .. } => (Name::Login, Name::Keys),
            Desk::Person { .. } => (Name::PersonName, Name::Keys),
            Desk::Setting { .. } | Desk::None => (Name::SettingValue, Name::SettingValue),
        }
    }

    pub fn title(&self, lang: Lang) -> String {
        match self {
            Desk::Unit { id: None, .. } => lang.office_add_unit(),
            Desk::Unit { fields, .. } => lang.office_edit_unit(&fields.name),
            Desk::Day { is_new: true, .. } => lang.office_add_day(),
            Desk::Day { day, .. } => lang.office_edit_day(&lang.weekday_date(day.on)),
            Desk::Swap { .. } => lang.office_swap(),
            Desk::Setting { name, .. } => lang.setting_name(name),
            Desk::Person { is_new: true, .. } => lang.person_add(),
            Desk::Person { fields, .. } => lang.person_edit(&fields.name),
            Desk::None => String::new(),
        }
    }

    pub(super) fn text(&self, name: Name) -> String {
        let day = |on: Option<NaiveDate>| on.map_or_else(String::new, full_date);
        match (self, name) {
            (Desk::Unit { fields, .. }, Name::UnitName) => fields.name.clone(),
            (Desk::Unit { fields, .. }, Name::UnitKind) => fields.kind.clone().unwrap_or_default(),
            (Desk::Unit { fields, .. }, Name::Spellings) => {
                let others = fields.names.iter().filter(|name| **name != fields.name);
                others.map(String::as_str).collect::<Vec<_>>().join("; ")
            }
            (Desk::Unit { fields, .. }, Name::ValidFrom) => day(fields.valid_from),
            (Desk::Unit { fields, .. }, Name::ValidTo) => day(fields.valid_to),
            (Desk::Unit { successor, .. }, Name::Successor) => successor.clone(),
            (Desk::Day { day: of, .. }, Name::DayKind) => {
                DAY_KINDS.iter().position(|kind| *kind == of.kind).unwrap_or(0).to_string()
            }
            (Desk::Day { day, .. }, Name::DayName) => day.name.clone(),
            (Desk::Day { day, .. }, Name::DaySource) => day.source.clone(),
            (Desk::Day { day, .. }, Name::Verified) => u8::from(day.verified).to_string(),
            (Desk::Setting { value, .. }, Name::SettingValue) => value.clone(),
            (Desk::Setting { value, .. }, Name::SettingFlag) => u8::from(value == "true").to_string(),
            (Desk::Person { fields, .. }, Name::PersonName) => fields.name.clone(),
            (Desk::Person { fields, .. }, Name::PersonRole) => {
                ROLES.iter().position(|role| *role == fields.role).unwrap_or(0).to_string()
            }
            (Desk::Person { fields, .. }, Name::Active) => u8::from(!fields.disabled).to_string(),
            (Desk::Person { fields, .. }, Name::Keys) => {
                // The cursor stands below them, where the next one is pasted.
                fields.keys.iter().map(|key| key.line() + "\n").collect()
            }
            _ => String::new(),
        }
    }

    /// Takes over what was typed into a field. Errors are sentences for under it.
    pub(super) fn set(&mut self, row: &Row, with: &Reader<'_>) -> Result<(), String> {
        let text = text::clean_line(&row.text());
        match (self, row.name()) {
            (Desk::Unit { fields, .. }, Name::UnitName) => fields.name = text,
            (Desk::Unit { fields, .. }, Name::UnitKind) => {
                fields.kind = Some(text).filter(|text| !text.is_empty());
            }
            (Desk::Unit { fields, .. }, Name::Spellings) => fields.names = several(&text),
            (Desk::Unit { fields, .. }, Name::ValidFrom) => fields.valid_from = with.day(row)?,
            (Desk::Unit { fields, .. }, Name::ValidTo) => fields.valid_to = with.day(row)?,
            (Desk::Unit { fields, successor, .. }, Name::Successor) => {
                fields.successor = with.unit(&text)?;
                *successor = text;
            }
            (Desk::Day { day, .. }, Name::DayOn) => day.on = with.day(row)?.unwrap_or(day.on),
            (Desk::Day { day, .. }, Name::DayKind) => day.kind = DAY_KINDS[row.choice()],
            (Desk::Day { day, .. }, Name::DayName) => day.name = text,
            (Desk::Day { day, .. }, Name::DaySource) => day.source = text,
            (Desk::Day { day, .. }, Name::Verified) => day.verified = row.choice() == 1,
            (Desk::Swap { off, .. }, Name::OffOn) => *off = with.day(row)?,
            (Desk::Swap { worked, .. }, Name::WorkedOn) => *worked = with.day(row)?,
            (Desk::Swap { source, .. }, Name::SwapSource) => *source = text,
            (Desk::Setting { name, value, .. }, of) => {
                let new = if of == Name::SettingFlag { (row.choice() == 1).to_string() } else { text };
                if !Settings::default().set(name, &new) {
                    return Err(with.lang.wrong_setting());
                }
                *value = new;
            }
            (Desk::Person { .. }, Name::Login) if !is_login(&text) => return Err(with.lang.wrong_login()),
            (Desk::Person { login, .. }, Name::Login) => *login = text,
            (Desk::Person { fields, .. }, Name::PersonName) => fields.name = text,
            (Desk::Person { fields, .. }, Name::PersonRole) => fields.role = ROLES[row.choice()],
            (Desk::Person { fields, .. }, Name::Active) => fields.disabled = row.choice() == 0,
            (Desk::Person { fields, .. }, Name::Keys) => {
                fields.keys = keys(&row.text()).map_err(|refused| with.lang.error(&refused).what)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// What does not agree in what was filled in.
    pub(super) fn contradictions(&self, lang: Lang) -> Option<(Name, String)> {
        match self {
            Desk::Unit { fields, .. } => {
                let is_over = fields.valid_from.zip(fields.valid_to).is_some_and(|(from, to)| to < from);
                is_over.then(|| (Name::ValidTo, lang.wrong_over()))
            }
            Desk::Day { day, .. } if day.kind == DayKind::Worked && !is_weekend(day.on) => {
                Some((Name::DayKind, lang.wrong_weekend()))
            }
            Desk::Swap { off: Some(off), .. } if is_weekend(*off) => {
                Some((Name::OffOn, lang.wrong_weekday()))
            }
            Desk::Swap { worked: Some(worked), .. } if !is_weekend(*worked) => {
                Some((Name::WorkedOn, lang.wrong_weekend()))
            }
            _ => None,
        }
    }

    /// Empty where nothing differs. What the office had said of a day before is filled in where it is known.
    pub(super) fn changes(&self, new: Desk) -> Vec<Change> {
        let set = |day: Day| Change::DaySet { on: day.on, old: None, new: Some(Box::new(day)) };
        match (self, new) {
            (old, new) if *old == new => Vec::new(),
            (Desk::Unit { id, fields: old, .. }, Desk::Unit { mut fields, .. }) => {
                // Letters may print a former name, so it stays a spelling.
                fields.names.extend(id.map(|_| old.name.clone()).filter(|name| *name != fields.name));
                let old = id.map(|_| Box::new(old.clone()));
                let new = Some(Box::new(fields.with_names_settled()));
                vec![Change::UnitSet { unit: *id, old, new }]
            }
            (_, Desk::Day { day, .. }) => vec![set(day)],
            (_, Desk::Swap { off: Some(off), worked: Some(worked), source }) => {
                // Names of days are data, which is Vietnamese in either language of the screens.
                let names =
                    [Lang::Vi.swapped_off(&full_date(worked)), Lang::Vi.swapped_worked(&full_date(off))];
                let [off_name, worked_name] = names;
                let day = |on, kind, name| Day { on, kind, name, source: source.clone(), verified: true };
                vec![set(day(off, DayKind::Off, off_name)), set(day(worked, DayKind::Worked, worked_name))]
            }
            (Desk::Setting { name, stored, .. }, Desk::Setting { value, .. }) => {
                vec![Change::SettingSet { name: name.clone(), old: stored.clone(), new: Some(value) }]
            }
            (Desk::Person { fields: old, is_new, .. }, Desk::Person { login, fields, .. }) => {
                let old = (!is_new).then(|| Box::new(old.clone()));
                vec![Change::PersonSet { login, old, new: Box::new(fields) }]
            }
            _ => Vec::new(),
        }
    }
}

impl Reader<'_> {
    /// The unit of this name. `None` where none is named.
    fn unit(&self, text: &str) -> Result<Option<UnitId>, String> {
        let folded = text::fold(text);
        let known = self.names.map_or(&[][..], |names| &names.units);
        let at = known.iter().position(|name| name == text);
        let at = at.or_else(|| known.iter().position(|name| text::fold(name) == folded));
        let id = at.and_then(|at| self.names?.unit_ids.get(at).copied());
        match id {
            _ if text.is_empty() => Ok(None),
            Some(id) => Ok(Some(id)),
            None => Err(self.lang.wrong_unit()),
        }
    }
}

impl App {
    /// The office was read again: its open form goes on from what the file holds now.
    pub(in crate::app) fn rebase_office_form(&mut self) {
        let lang = self.setup.lang;
        let key = self.form().and_then(|form| form.base.desk.key());
        let Some(desk) = key.and_then(|key| self.office()?.desk_of(&key)) else { return };
        if let Some(Popup::Form(form)) = self.over.last_mut() {
            let base = Base { desk, ..form.base.clone() };
            form.rebase(base, |value| {
                lang.theirs_now(&if value.is_empty() { lang.theirs_empty() } else { value })
            });
        }
    }
}
