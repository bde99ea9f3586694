//! Filter and sort: a list of choices, no typing, because letters open it.
//!
//! All choices stand in the two tables here; the palette reads them too.

use chrono::NaiveDate;

use crate::domain::directive::Urgency;
use crate::domain::paper::{Format, Paper};
use crate::domain::query::{DirectiveFilter, Names, Scope, Sort, Stage, View};
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;

use super::action::Action;
use super::figures::{self, Pick};
use super::message::Effect;
use super::place::Place;
use super::run::way;
use super::{App, Focus, Popup};

/// A condition, an order, or the way to a list of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Stage(Stage),
    Urgency(Urgency),
    Mine,
    Office,
    /// Opens the names to choose from.
    People,
    Units,
    Person {
        login: String,
        name: String,
    },
    Unit(String),
    DueBy(NaiveDate),
    /// Drops every condition.
    All,
    Order(Sort),
    /// Of view 3.
    Figures(Pick),
    /// To be printed; a letter to this unit.
    Paper(Paper, Option<String>),
    Print(Paper, Option<String>, Format),
}

pub const FILTERS: &[Choice] = &[
    Choice::Stage(Stage::Late),
    Choice::Stage(Stage::Soon),
    Choice::Stage(Stage::Undated),
    Choice::Stage(Stage::Open),
    Choice::Stage(Stage::Finished),
    Choice::Stage(Stage::NoReply),
    Choice::Stage(Stage::Extended),
    Choice::Urgency(Urgency::Express),
    Choice::Urgency(Urgency::VeryUrgent),
    Choice::Urgency(Urgency::Urgent),
    Choice::Mine,
    Choice::Office,
    Choice::People,
    Choice::Units,
    Choice::All,
];

pub const ORDERS: &[Choice] = &[
    Choice::Order(Sort::Due),
    Choice::Order(Sort::Issued),
    Choice::Order(Sort::Reference),
    Choice::Order(Sort::Subject),
    Choice::Order(Sort::Follower),
];

impl Choice {
    /// What it is a choice of; empty where its name says it.
    pub fn group(&self, lang: Lang) -> String {
        match self {
            Choice::Stage(_) => lang.group_stage(),
            Choice::Urgency(_) => lang.group_urgency(),
            Choice::Mine | Choice::Office => lang.group_scope(),
            Choice::People | Choice::Person { .. } => lang.group_person(),
            Choice::Units | Choice::Unit(_) => lang.group_unit(),
            Choice::Figures(pick) => pick.group(lang),
            Choice::DueBy(_) | Choice::All | Choice::Order(_) => String::new(),
            Choice::Paper(..) | Choice::Print(..) => String::new(),
        }
    }

    pub fn name(&self, lang: Lang) -> String {
        match self {
            Choice::Stage(stage) => lang.stage(*stage),
            Choice::Urgency(urgency) => lang.urgency(*urgency).to_lowercase(),
            Choice::Mine => lang.scope_mine().to_lowercase(),
            Choice::Office => lang.scope_office().to_lowercase(),
            Choice::People | Choice::Units => lang.choose_name(),
            Choice::Person { name, .. } | Choice::Unit(name) => name.clone(),
            Choice::DueBy(on) => lang.due_by(&full_date(*on)),
            Choice::All => lang.act_clear_filter(),
            Choice::Order(sort) => lang.order(*sort),
            Choice::Figures(pick) => pick.name(lang),
            Choice::Paper(_, Some(unit)) => lang.print_to_unit(unit),
            Choice::Paper(paper, None) => lang.paper(*paper),
            Choice::Print(.., format) => lang.paper_format(*format),
        }
    }

    /// Its name, which says by itself what it is about.
    pub fn short(&self, lang: Lang) -> String {
        match self {
            Choice::People | Choice::Units => format!("{}…", self.group(lang)),
            _ => self.name(lang),
        }
    }

    /// As a command: "Lọc: trễ hạn", "Sắp xếp: trích yếu".
    pub fn command(&self, lang: Lang) -> String {
        match self {
            Choice::Figures(Pick::Order(_)) | Choice::Order(_) => lang.sort_command(&self.name(lang)),
            Choice::Figures(_) => lang.figures_command(&self.name(lang)),
            _ => lang.filter_command(&self.short(lang).to_lowercase()),
        }
    }

    /// The list is as this choice would make it.
    pub fn is_in(&self, view: &View) -> bool {
        let filter = &view.filter;
        match self {
            Choice::Stage(stage) => filter.stage == Some(*stage),
            Choice::Urgency(urgency) => filter.urgency == Some(*urgency),
            Choice::Mine => view.scope != Scope::Office,
            Choice::Office => view.scope == Scope::Office,
            Choice::People => filter.person.is_some(),
            Choice::Units => filter.unit.is_some(),
            Choice::Person { login, .. } => filter.person.as_ref() == Some(login),
            Choice::Unit(name) => filter.unit.as_ref() == Some(name),
            Choice::DueBy(on) => filter.due_by == Some(*on),
            Choice::All | Choice::Figures(_) | Choice::Paper(..) | Choice::Print(..) => false,
            Choice::Order(sort) => view.sort == *sort,
        }
    }
}

/// What a menu offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Filter,
    Order,
    People,
    Units,
    Figures,
    FigureOrder,
    Papers,
    Formats,
    /// The figures of a row of view 3, each to list its tasks.
    Behind,
}

#[derive(Debug)]
pub struct Menu {
    pub of: Of,
    /// What stands in it until it closes, so that nothing moves under the cursor. `None` until names
    /// were read.
    pub choices: Option<Vec<Choice>>,
    pub place: Place,
}

impl Menu {
    /// How many choices there are.
    pub(super) fn len(&self) -> usize {
        self.choices.as_ref().map_or(0, Vec::len)
    }
}

impl App {
    pub(super) fn open_menu(&mut self, of: Of) {
        let choices = match of {
            Of::Papers => Some(self.papers()),
            Of::Filter => Some(FILTERS.to_vec()),
            Of::Order => Some(ORDERS.to_vec()),
            Of::Figures => Some(figures::FILTERS.to_vec()),
            Of::FigureOrder => Some(figures::ORDERS.to_vec()),
            Of::Behind => Some(self.behind()),
            Of::People | Of::Units | Of::Formats => None,
        };
        if choices.is_none() {
            // Colleagues may have added some.
            self.names = None;
        }
        let is_one = !matches!(of, Of::Filter);
        let chosen = choices.iter().flatten().position(|choice| is_one && self.is_chosen(choice));
        let mut menu = Menu { of, choices, place: Place::new(self.layout.menu_rows()) };
        menu.place.choose(chosen.unwrap_or(0), menu.len());
        self.over.push(Popup::Menu(Box::new(menu)));
    }

    fn open_formats(&mut self, paper: Paper, unit: Option<String>) {
        let choices = Format::ALL.map(|format| Choice::Print(paper, unit.clone(), format)).to_vec();
        let place = Place::new(self.layout.menu_rows());
        self.over.push(Popup::Menu(Box::new(Menu { of: Of::Formats, choices: Some(choices), place })));
    }

    /// Fields that offer names have them, and a menu that waits for them.
    pub(super) fn take_names(&mut self, names: Box<Names>) {
        if let Some(Popup::Menu(menu)) = self.over.last_mut()
            && menu.choices.is_none()
        {
            let person = |(login, name): &(String, String)| {
                let (login, name) = (login.clone(), name.clone());
                Choice::Person { login, name }
            };
            menu.choices = Some(match menu.of {
                Of::People => names.people.iter().map(person).collect(),
                _ => names.units.iter().cloned().map(Choice::Unit).collect(),
            });
        }
        self.names = Some(names);
    }

    /// Names are still to be read for what has the keys.
    pub(super) fn lacks_names(&self) -> bool {
        self.names.is_none()
            && match self.over.last() {
                Some(Popup::Form(form)) => form.wants_names(),
                Some(Popup::Menu(menu)) => menu.choices.is_none(),
                _ => false,
            }
    }

    pub(super) fn act_in_menu(&mut self, action: Action) -> Vec<Effect> {
        let Some(Popup::Menu(menu)) = self.over.last_mut() else {
            return Vec::new();
        };
        match (action, way(action)) {
            (Action::Back, _) => self.back(),
            (Action::Open, _) => {
                let chosen = menu.choices.iter().flatten().nth(menu.place.cursor).cloned();
                if let Some(Choice::Print(paper, unit, format)) = chosen {
                    return self.print(paper, unit, format);
                }
                chosen.into_iter().for_each(|choice| self.choose(choice));
            }
            (_, Some(way)) => menu.place.go(way, menu.len()),
            _ => {}
        }
        Vec::new()
    }

    /// The screen is as this choice would make it.
    pub fn is_chosen(&self, choice: &Choice) -> bool {
        match choice {
            Choice::Figures(pick) => self.figures.has(pick),
            choice => choice.is_in(&self.board.view),
        }
    }

    /// Lists what a choice leaves, in its order; closes what the choice was made in. A condition that
    /// holds already is dropped.
    pub(super) fn choose(&mut self, choice: Choice) {
        match choice {
            Choice::People => return self.open_menu(Of::People),
            Choice::Units => return self.open_menu(Of::Units),
            Choice::Figures(pick) => return self.pick(pick),
            Choice::Paper(paper, unit) => return self.open_formats(paper, unit),
            _ => self.over.clear(),
        }
        let is_in = choice.is_in(&self.board.view);
        let filter = &mut self.board.view.filter;
        match choice {
            Choice::Stage(stage) => filter.stage = Some(stage).filter(|_| !is_in),
            Choice::Urgency(urgency) => filter.urgency = Some(urgency).filter(|_| !is_in),
            Choice::Person { login, .. } => filter.person = Some(login).filter(|_| !is_in),
            Choice::Unit(name) => filter.unit = Some(name).filter(|_| !is_in),
            Choice::DueBy(on) => filter.due_by = Some(on),
            Choice::All => *filter = DirectiveFilter::default(),
            Choice::Order(sort) => self.board.view.sort = sort,
            Choice::Mine | Choice::Office if is_in => return,
            Choice::Mine | Choice::Office => return self.toggle_scope(),
            Choice::People | Choice::Units | Choice::Figures(_) => {}
            Choice::Paper(..) | Choice::Print(..) => {}
        }
        self.board.focus = Focus::Directives;
        self.reload_from_start();
    }

    /// The conditions in force, in words: "trễ hạn, hỏa tốc". Empty where there are none.
    pub fn filter_words(&self) -> String {
        let (lang, filter) = (self.setup.lang, &self.board.view.filter);
        let shown = |login: &String| {
            let people = self.names.iter().flat_map(|names| &names.people);
            people.clone().find(|(known, _)| known == login).map_or(login, |(_, name)| name).clone()
        };
        let conditions = [
            filter.stage.map(|stage| lang.stage(stage)),
            filter.urgency.map(|urgency| lang.urgency(urgency).to_lowercase()),
            filter.due_by.map(|on| lang.due_by(&full_date(on))),
            filter.person.as_ref().map(|login| lang.followed_by(&shown(login))),
            filter.unit.clone(),
        ];
        conditions.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}
