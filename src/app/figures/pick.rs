//! What view 3 can be asked to count, and the menus that offer it.

use chrono::{NaiveDate, TimeDelta};

use crate::app::menu::Choice;
use crate::domain::calendar::Calendar;
use crate::domain::office::Settings;
use crate::domain::period::{Period, Span, typed_days};
use crate::domain::query::{Scope, TaskFilter};
use crate::domain::stats::{Attribution, GroupBy, Stats, StatsQuery, Window};
use crate::domain::time::Now;
use crate::i18n::Lang;
use crate::i18n::figures::days_of;

/// Which period, as it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    All,
    /// So many periods after that of today.
    Around(Span, i32),
    /// Both inclusive.
    Days(NaiveDate, NaiveDate),
}

/// In which order the rows stand; ties by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Name,
    Total,
    Overdue,
    Rate,
}

/// What is to be counted. Where its days lie and whether merged units roll up, the office's settings say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub scope: Scope,
    pub by: GroupBy,
    pub attribution: Attribution,
    pub chosen: Chosen,
    /// `None`: as the office set it.
    pub rolls_up: Option<bool>,
}

/// What the view opens with.
pub const OPENS: Wanted = Wanted {
    scope: Scope::Office,
    by: GroupBy::Unit,
    attribution: Attribution::Assigned,
    chosen: Chosen::Around(Span::Quarter, 0),
    rolls_up: None,
};

/// Figures and what they are figures of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    pub period: Option<Period>,
    pub query: StatsQuery,
    pub stats: Stats,
    /// When the next deadline with an hour passes today: from then on the figures are others.
    pub until: Option<Now>,
}

impl Wanted {
    /// The period, where it is one of the year's, and the query.
    pub fn query(&self, settings: &Settings, today: NaiveDate) -> (Option<Period>, StatsQuery) {
        let starts_on = settings.period_starts_on;
        let (period, days) = match self.chosen {
            Chosen::All => (None, None),
            Chosen::Days(from, to) => (None, Some((from, to))),
            Chosen::Around(span, by) => {
                let period = Period::around(span, today, starts_on).turned(by);
                (Some(period), period.days(starts_on))
            }
        };
        let window = days.map(|(from, to)| Window { by: self.attribution, from, to });
        let rolls_up = self.rolls_up.unwrap_or(settings.rolls_up);
        (period, StatsQuery { scope: self.scope, by: self.by, window, rolls_up })
    }
}

impl Chosen {
    /// The period before or after; two typed days move by their number.
    pub(super) fn turned(self, by: i32) -> Self {
        match self {
            Chosen::All => self,
            Chosen::Around(span, turns) => Chosen::Around(span, turns.saturating_add(by)),
            Chosen::Days(from, to) => {
                let by = TimeDelta::days(((to - from).num_days() + 1) * i64::from(by));
                let moved = from.checked_add_signed(by).zip(to.checked_add_signed(by));
                moved.map_or(self, |(from, to)| Chosen::Days(from, to))
            }
        }
    }
}

/// What the menus of view 3 offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    Period(Chosen),
    /// Opens a field for two days.
    TypeDays,
    By(Attribution),
    RollsUp(bool),
    Order(Order),
    /// The tasks that a figure counts.
    Tasks {
        count: String,
        n: u64,
        title: String,
        filters: Vec<TaskFilter>,
    },
}

const fn around(span: Span) -> Choice {
    Choice::Figures(Pick::Period(Chosen::Around(span, 0)))
}

pub const FILTERS: &[Choice] = &[
    around(Span::Month),
    around(Span::Quarter),
    around(Span::HalfYear),
    around(Span::NineMonths),
    around(Span::Year),
    Choice::Figures(Pick::Period(Chosen::All)),
    Choice::Figures(Pick::TypeDays),
    Choice::Figures(Pick::By(Attribution::Assigned)),
    Choice::Figures(Pick::By(Attribution::Due)),
    Choice::Figures(Pick::By(Attribution::Completed)),
    Choice::Figures(Pick::RollsUp(true)),
    Choice::Figures(Pick::RollsUp(false)),
];

pub const ORDERS: &[Choice] = &[
    Choice::Figures(Pick::Order(Order::Name)),
    Choice::Figures(Pick::Order(Order::Total)),
    Choice::Figures(Pick::Order(Order::Overdue)),
    Choice::Figures(Pick::Order(Order::Rate)),
];

impl Pick {
    pub fn group(&self, lang: Lang) -> String {
        match self {
            Pick::Period(_) | Pick::TypeDays => lang.group_period(),
            Pick::By(_) => lang.group_attribution(),
            Pick::RollsUp(_) => lang.group_merged(),
            Pick::Order(_) | Pick::Tasks { .. } => String::new(),
        }
    }

    pub fn name(&self, lang: Lang) -> String {
        match self {
            Pick::Period(Chosen::All) => lang.figures_all_time(),
            Pick::Period(Chosen::Around(span, _)) => lang.span(*span),
            Pick::Period(Chosen::Days(from, to)) => days_of(*from, *to),
            Pick::TypeDays => lang.figures_type_days(),
            Pick::By(by) => lang.attribution(*by),
            Pick::RollsUp(true) => lang.figures_rolls_up(),
            Pick::RollsUp(false) => lang.figures_as_named(),
            Pick::Order(Order::Name) => lang.figures_order_name(),
            Pick::Order(Order::Total) => lang.figures_order_total(),
            Pick::Order(Order::Overdue) => lang.figures_order_overdue(),
            Pick::Order(Order::Rate) => lang.figures_order_rate(),
            Pick::Tasks { count, n, .. } => format!("{count}: {}", lang.number(*n)),
        }
    }
}

/// The choice that two typed days are.
pub fn typed_period(typed: &str, today: NaiveDate, calendar: &Calendar) -> Option<Choice> {
    let (from, to) = typed_days(typed, today, calendar)?;
    Some(Choice::Figures(Pick::Period(Chosen::Days(from, to))))
}
