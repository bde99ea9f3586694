//! Filter and sort: a list of choices, no typing, because letters open it.
//!
//! All choices stand in the two tables here; the palette reads them too.

use chrono::NaiveDate;

use crate::domain::directive::Urgency;
use crate::domain::paper::{Format, Paper};
use crate::domain::query::{AgendaGroup, DirectiveFilter, Names, Scope, Sort, Stage, View};
use crate::domain::{DirectiveId, TaskId};
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;

use super::action::Action;
use super::figures::{self, Pick};
use super::message::Effect;
use super::place::Place;
use super::review::{Pick as ReviewPick, Review};
use super::run::way;
use super::{App, Focus, Popup, Screen};

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
    /// Of the journal: opens the names, who did it, on which day, to what.
    Doers,
    Doer {
        login: String,
        name: String,
    },
    DoneOn(NaiveDate),
    Record {
        directive: DirectiveId,
        task: Option<TaskId>,
        name: String,
    },
    /// Drops every condition.
    All,
    Order(Sort),
    /// Of view 3.
    Figures(Pick),
    /// View 2 at this group, for an office with this [`Calendar::soon`](crate::domain::calendar::Calendar::soon).
    Group(AgendaGroup, i64),
    /// To be printed; a letter to this unit.
    Paper(Paper, Option<String>),
    Print(Paper, Option<String>, Format),
    /// In a letter under review.
    Review(ReviewPick),
}

pub const FILTERS: &[Choice] = &[
    Choice::Stage(Stage::Late),
    Choice::Stage(Stage::Soon),
    Choice::Stage(Stage::Undated),
    Choice::Stage(Stage::Open),
    Choice::Stage(Stage::Finished),
    Choice::Stage(Stage::NoReply),
    Choice::Stage(Stage::Extended),
    Choice::Stage(Stage::Reported),
    Choice::Urgency(Urgency::Express),
    Choice::Urgency(Urgency::VeryUrgent),
    Choice::Urgency(Urgency::Urgent),
    Choice::Mine,
    Choice::Office,
    Choice::People,
    Choice::Units,
    Choice::All,
];

/// Of the journal; days and records come to it.
pub const OF_LOG: &[Choice] = &[Choice::Mine, Choice::Office, Choice::Doers];

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
            Choice::Doers | Choice::Doer { .. } => lang.group_doer(),
            Choice::DoneOn(_) => lang.group_day(),
            Choice::Record { .. } => lang.group_record(),
            Choice::Figures(pick) => pick.group(lang),
            Choice::DueBy(_) | Choice::All | Choice::Order(_) | Choice::Group(..) => String::new(),
            Choice::Paper(..) | Choice::Print(..) | Choice::Review(_) => String::new(),
        }
    }

    pub fn name(&self, lang: Lang) -> String {
        match self {
            Choice::Stage(stage) => lang.stage(*stage),
            Choice::Urgency(urgency) => lang.urgency(*urgency).to_lowercase(),
            Choice::Mine => lang.scope_mine().to_lowercase(),
            Choice::Office => lang.scope_office().to_lowercase(),
            Choice::People | Choice::Units | Choice::Doers => lang.choose_name(),
            Choice::Person { name, .. } | Choice::Doer { name, .. } => name.clone(),
            Choice::Unit(name) | Choice::Record { name, .. } => name.clone(),
            Choice::DoneOn(on) => full_date(*on),
            Choice::DueBy(on) => lang.due_by(&full_date(*on)),
            Choice::All => lang.act_clear_filter(),
            Choice::Order(sort) => lang.order(*sort),
            Choice::Figures(pick) => pick.name(lang),
            Choice::Group(group, soon) => lang.agenda_group(*group, *soon).to_lowercase(),
            Choice::Paper(_, Some(unit)) => lang.print_to_unit(unit),
            Choice::Paper(paper, None) => lang.paper(*paper),
            Choice::Print(.., format) => lang.paper_format(*format),
            Choice::Review(pick) => pick.name(lang),
        }
    }

    /// Its name, which says by itself what it is about.
    pub fn short(&self, lang: Lang) -> String {
        match self {
            Choice::People | Choice::Units | Choice::Doers => format!("{}…", self.group(lang)),
            _ => self.name(lang),
        }
    }

    /// As a command: "Lọc: trễ hạn", "Sắp xếp: trích yếu".
    pub fn command(&self, lang: Lang) -> String {
        match self {
            Choice::Figures(Pick::Order(_)) | Choice::Order(_) => lang.sort_command(&self.name(lang)),
            Choice::Figures(Pick::By(by)) => {
                lang.figures_command(&lang.figures_counted_by(&lang.attribution(*by)))
            }
            Choice::Figures(_) => lang.figures_command(&self.name(lang)),
            Choice::Group(..) => lang.agenda_command(&self.name(lang)),
            Choice::DoneOn(on) => lang.log_of_day(&full_date(*on)),
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
            // What the journal is narrowed by is no part of it.
            Choice::Doers | Choice::Doer { .. } | Choice::DoneOn(_) | Choice::Record { .. } => false,
            Choice::All | Choice::Figures(_) | Choice::Group(..) => false,
            Choice::Paper(..) | Choice::Print(..) | Choice::Review(_) => false,
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
    Doers,
    Figures,
    FigureOrder,
    Papers,
    Formats,
    /// The figures of a row of view 3, each to list its tasks.
    Behind,
    /// Of a task or a citation under review.
    Review,
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
    /// What narrows the list in front.
    pub fn filter(&self) -> &DirectiveFilter {
        if self.screen == Screen::Agenda { &self.agenda.filter } else { &self.board.view.filter }
    }

    /// The list in front as a view.
    pub fn view(&self) -> View {
        View { filter: self.filter().clone(), ..self.board.view.clone() }
    }

    /// The groups of view 2 say most of how a task stands.
    fn filters(&self) -> Vec<Choice> {
        let in_agenda = |choice: &&Choice| match choice {
            Choice::Stage(stage) => matches!(stage, Stage::Extended | Stage::Reported),
            _ => true,
        };
        FILTERS.iter().filter(|choice| self.screen != Screen::Agenda || in_agenda(choice)).cloned().collect()
    }

    /// All choices as commands: the list's own, and the ways into view 2.
    pub(super) fn choices(&self) -> impl Iterator<Item = Choice> + use<> {
        let (filters, orders) = match self.screen {
            Screen::Directives => (self.filters(), ORDERS),
            Screen::Agenda => (self.filters(), &[][..]),
            Screen::Figures => (figures::FILTERS.to_vec(), figures::ORDERS),
            Screen::Log => (OF_LOG.to_vec(), &[][..]),
        };
        let soon = self.setup.calendar.soon();
        let groups = AgendaGroup::ALL.map(|group| Choice::Group(group, soon)).into_iter();
        filters.into_iter().chain(orders.iter().cloned()).chain(groups)
    }

    pub(super) fn open_menu(&mut self, of: Of) {
        let choices = match of {
            Of::Papers => Some(self.papers()),
            Of::Filter if self.screen == Screen::Log => Some(self.log_choices()),
            Of::Filter => Some(self.filters()),
            Of::Order => Some(ORDERS.to_vec()),
            Of::Figures => Some(figures::FILTERS.to_vec()),
            Of::FigureOrder => Some(figures::ORDERS.to_vec()),
            Of::Behind => Some(self.behind()),
            Of::Review => self.review().map(Review::choices),
            Of::People | Of::Units | Of::Doers | Of::Formats => None,
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
            let doer = |(login, name): &(String, String)| {
                let (login, name) = (login.clone(), name.clone());
                Choice::Doer { login, name }
            };
            menu.choices = Some(match menu.of {
                Of::People => names.people.iter().map(person).collect(),
                Of::Doers => names.people.iter().map(doer).collect(),
                _ => names.units.iter().cloned().map(Choice::Unit).collect(),
            });
        }
        self.review_takes(&names);
        self.names = Some(names);
    }

    /// Names are still to be read for what has the keys.
    pub(super) fn lacks_names(&self) -> bool {
        self.names.is_none()
            && match self.over.last() {
                Some(Popup::Form(form)) => form.wants_names(),
                Some(Popup::Menu(menu)) => menu.choices.is_none(),
                Some(Popup::Review(_)) => true,
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
                if let Some(Choice::Review(pick)) = chosen {
                    return self.choose_in_review(pick);
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
            Choice::Review(pick) => self.review().is_some_and(|review| review.has(pick)),
            choice => choice.is_in(&self.view()) || self.log.is_chosen(choice),
        }
    }

    /// Lists what a choice leaves, in its order; closes what the choice was made in. A condition that
    /// holds already is dropped.
    pub(super) fn choose(&mut self, choice: Choice) {
        match choice {
            Choice::People => return self.open_menu(Of::People),
            Choice::Units => return self.open_menu(Of::Units),
            Choice::Doers => return self.open_menu(Of::Doers),
            Choice::Figures(pick) => return self.pick(pick),
            Choice::Paper(paper, unit) => return self.open_formats(paper, unit),
            _ => self.over.clear(),
        }
        if self.narrow_log(&choice) {
            return;
        }
        if !matches!(choice, Choice::Group(..)) {
            self.drop_marks();
        }
        let is_in = choice.is_in(&self.view());
        let in_agenda = self.screen == Screen::Agenda;
        let filter = if in_agenda { &mut self.agenda.filter } else { &mut self.board.view.filter };
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
            Choice::Group(group, _) => return self.go_to_group(group),
            _ => {}
        }
        if in_agenda {
            self.agenda.start_again();
            return self.reload();
        }
        self.board.focus = Focus::Directives;
        self.reload_from_start();
    }

    /// The conditions in force, in words: "trễ hạn, hỏa tốc". Empty where there are none.
    pub fn filter_words(&self) -> String {
        let (lang, filter) = (self.setup.lang, self.filter());
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
