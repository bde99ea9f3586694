//! View 3: the official figures of a period, by unit or person.
//!
//! Border: what is counted and which row is chosen. The reading thread counts, by `domain`'s rules; the
//! figures shown stay until those asked for last have come.

mod pick;

use chrono::TimeDelta;

use crate::domain::query::TaskFilter;
use crate::domain::standing::{Count, Standing};
use crate::domain::stats::{GroupBy, StatsRow};
use crate::domain::time::Now;
use crate::error::Error;

use super::action::Action;
use super::layout::Layout;
use super::menu::{Choice, Of};
use super::message::{CountId, Effect};
use super::place::{Move, Place, within};
use super::{App, Screen};

pub use pick::{Chosen, Counted, FILTERS, OPENS, ORDERS, Order, Pick, Wanted, typed_period};

/// A count that takes longer is mentioned.
const SLOW: TimeDelta = TimeDelta::milliseconds(300);

#[derive(Debug)]
pub struct FiguresView {
    /// To be counted, for the first time or again.
    pub is_stale: bool,
    /// For any scope: that is the screen's.
    wanted: Wanted,
    order: Order,
    counted: Option<Box<Counted>>,
    /// Places in `counted`, as the rows stand, each with its rank: equal ones have the same.
    rows: Vec<(usize, usize)>,
    place: Place,
    /// The cursor is on the total, under the last row.
    is_on_total: bool,
    last_id: u64,
    /// The count that was asked for, and from when on it is mentioned.
    awaited: Option<(CountId, Now)>,
}

impl Default for FiguresView {
    fn default() -> Self {
        Self {
            is_stale: true,
            wanted: OPENS,
            order: Order::Name,
            counted: None,
            rows: Vec::new(),
            place: Place::new(1),
            is_on_total: false,
            last_id: 0,
            awaited: None,
        }
    }
}

impl FiguresView {
    /// What is shown; `None` until it was counted.
    pub fn counted(&self) -> Option<&Counted> {
        self.counted.as_deref()
    }

    pub fn order(&self) -> Order {
        self.order
    }

    /// The rows shown now with their ranks, the index of the cursor among them, and whether there are
    /// more above and below. No index: the cursor is on the total.
    pub fn shown(&self) -> (Vec<(usize, &StatsRow)>, Option<usize>, [bool; 2]) {
        let all = self.counted.as_ref().map_or(&[][..], |counted| &counted.stats.rows);
        let shown = self.place.shown(self.rows.len());
        let more = [shown.start > 0, shown.end < self.rows.len()];
        let rows = self.rows[shown].iter().map(|(at, rank)| (*rank, &all[*at])).collect();
        (rows, self.selected().map(|_| self.place.on_screen()), more)
    }

    /// The row under the cursor; `None` for the total.
    pub fn selected(&self) -> Option<&StatsRow> {
        let (at, _) = self.rows.get(self.place.cursor).filter(|_| !self.is_on_total)?;
        self.counted.as_ref()?.stats.rows.get(*at)
    }

    /// The view is as this choice would make it.
    pub fn has(&self, pick: &Pick) -> bool {
        let Wanted { attribution, chosen, .. } = self.wanted;
        match pick {
            Pick::Period(Chosen::Around(span, _)) => {
                matches!(chosen, Chosen::Around(chosen, _) if chosen == *span)
            }
            Pick::Period(period) => chosen == *period,
            Pick::By(by) => attribution == *by,
            Pick::RollsUp(rolls_up) => {
                self.counted.as_ref().is_some_and(|counted| counted.query.rolls_up == *rolls_up)
            }
            Pick::Order(order) => self.order == *order,
            Pick::TypeDays | Pick::Tasks { .. } => false,
        }
    }

    /// Another period, day or rule than those it opens with.
    pub(super) fn is_filtered(&self) -> bool {
        self.wanted != Wanted { by: self.wanted.by, ..OPENS }
    }

    /// Anything was counted. In a window of days done, a task may be in the total alone, and a part in a row
    /// alone.
    pub fn has_tasks(&self) -> bool {
        let in_total = |counted: &Counted| counted.stats.total.counts.total() > 0;
        !self.rows.is_empty() || self.counted().is_some_and(in_total)
    }

    /// The cursor stays on its unit or person.
    fn take(&mut self, counted: Box<Counted>) {
        let kept = self.selected().map(|row| row.id);
        let is_same = self.counted.as_ref().is_some_and(|old| old.query.by == counted.query.by);
        self.counted = Some(counted);
        self.arrange(kept.filter(|_| is_same));
    }

    /// Puts the rows in order, the cursor on the row of this unit or person.
    fn arrange(&mut self, kept: Option<Option<i64>>) {
        let rows = self.counted.as_ref().map_or(&[][..], |counted| &counted.stats.rows);
        let ranks = self.counted.as_ref().map(|counted| match self.order {
            Order::Name => (1..=rows.len()).collect(),
            Order::Total => counted.stats.ranks(|figures| Some(figures.counts.total())),
            Order::Overdue => counted.stats.ranks(|figures| Some(figures.counts.open_overdue)),
            Order::Rate => counted.stats.ranks(|figures| figures.done_of_due().hundredths()),
        });
        self.rows = ranks.unwrap_or_default().into_iter().enumerate().collect();
        self.rows.sort_by_key(|(_, rank)| *rank);
        let at = kept.and_then(|id| self.rows.iter().position(|(at, _)| rows[*at].id == id));
        self.is_on_total &= kept.is_none() && !self.rows.is_empty();
        self.place.choose(at.unwrap_or(0), self.rows.len());
    }

    pub(super) fn go(&mut self, way: Move) {
        let len = self.rows.len();
        let from = if self.is_on_total { len } else { self.place.cursor };
        let to = within(way.target(from, self.place.height), len + 1);
        self.is_on_total = to == len && len > 0;
        self.place.choose(to, len);
    }

    pub(super) fn resize(&mut self, layout: Layout) {
        self.place.resize(layout.figure_rows(), self.rows.len());
    }

    /// Counting takes so long that it is said.
    pub fn is_slow(&self, now: Now) -> bool {
        self.awaited.is_some_and(|(_, slow_from)| slow_from <= now)
    }

    /// When that will be said.
    pub(super) fn mentioned_at(&self, now: Now) -> Option<Now> {
        self.awaited.map(|(_, slow_from)| slow_from).filter(|at| *at > now)
    }
}

impl App {
    /// Counts again once a deadline's hour is over.
    pub(super) fn figures_age(&mut self) {
        let counted = self.figures.counted.as_mut();
        if counted.is_some_and(|counted| counted.until.take_if(|until| *until <= self.now).is_some()) {
            self.figures.is_stale = true;
        }
    }

    /// When that is, while they are on the screen.
    pub(super) fn figures_wake_at(&self) -> Option<Now> {
        self.figures.counted().filter(|_| self.screen == Screen::Figures)?.until
    }

    /// The count to ask for, where view 3 wants one; the one before is given up.
    pub(super) fn next_count(&mut self) -> Option<Effect> {
        if self.screen != Screen::Figures || !std::mem::take(&mut self.figures.is_stale) {
            return None;
        }
        self.figures.resize(self.layout);
        self.figures.last_id += 1;
        let id = CountId(self.figures.last_id);
        self.figures.awaited = Some((id, Now::new(self.now.at() + SLOW)));
        Some(Effect::Count(id, Wanted { scope: self.board.view.scope, ..self.figures.wanted }))
    }

    pub(super) fn counted(&mut self, id: CountId, counted: Result<Box<Counted>, Error>) {
        if self.figures.awaited.take_if(|(awaited, _)| *awaited == id).is_none() {
            return;
        }
        match counted {
            Ok(counted) => self.figures.take(counted),
            Err(error) => self.warn(self.read_trouble(&error)),
        }
    }

    /// What keys do in view 3 that other views have in another way. `false`: as everywhere.
    pub(super) fn act_in_figures(&mut self, action: Action) -> bool {
        match action {
            Action::Left => self.count_with(|wanted| wanted.chosen = wanted.chosen.turned(-1)),
            Action::Right => self.count_with(|wanted| wanted.chosen = wanted.chosen.turned(1)),
            Action::OtherPane => self.count_with(|wanted| wanted.by = wanted.by.other()),
            Action::Filter => self.open_menu(Of::Figures),
            Action::Sort => self.open_menu(Of::FigureOrder),
            Action::ClearFilter if self.figures.is_filtered() => {
                self.count_with(|wanted| *wanted = Wanted { by: wanted.by, ..OPENS });
            }
            Action::ClearFilter => {}
            _ => return false,
        }
        true
    }

    fn count_with(&mut self, change: impl FnOnce(&mut Wanted)) {
        change(&mut self.figures.wanted);
        self.figures.is_stale = true;
    }

    /// What was chosen in a menu of view 3.
    pub(super) fn pick(&mut self, pick: Pick) {
        self.over.clear();
        match pick {
            Pick::Period(chosen) => self.count_with(|wanted| wanted.chosen = chosen),
            Pick::By(by) => self.count_with(|wanted| wanted.attribution = by),
            Pick::RollsUp(rolls_up) => self.count_with(|wanted| wanted.rolls_up = Some(rolls_up)),
            Pick::TypeDays => {
                self.open_palette();
                self.say(self.setup.lang.figures_type_days_hint());
            }
            Pick::Order(order) => {
                self.figures.order = order;
                self.figures.arrange(None);
            }
            Pick::Tasks { title, filters, .. } => self.open_tasks(title, filters),
        }
    }

    /// What the row under the cursor is called.
    pub fn figures_name(&self, row: Option<&StatsRow>) -> String {
        let lang = self.setup.lang;
        match row {
            None => lang.figures_total(),
            Some(row) if row.id.is_some() => row.name.clone(),
            Some(_) if self.figures.counted().is_some_and(|counted| counted.query.by == GroupBy::Person) => {
                lang.figures_nobody()
            }
            Some(_) => lang.figures_no_lead(),
        }
    }

    /// The row's figures; Enter on one lists its tasks.
    pub(super) fn behind(&self) -> Vec<Choice> {
        let Some(counted) = self.figures.counted() else {
            return Vec::new();
        };
        let (lang, row) = (self.setup.lang, self.figures.selected());
        let figures = row.map_or(&counted.stats.total, |row| &row.figures);
        let name = self.figures_name(row);
        let choice = |count: String, n: u64, filters: Vec<TaskFilter>| {
            let title = lang.figures_tasks(&count, &name);
            Choice::Figures(Pick::Tasks { count, n, title, filters })
        };
        let counts = [None].into_iter().chain(Count::ALL.map(Some));
        let counts = counts.map(|count| {
            let n = count.map_or(figures.counts.total(), |count| figures.counts.of(count));
            (lang.count(count), n, counted.query.tasks(row, count))
        });
        let mut undated = counted.query.tasks(row, Some(Count::OpenWithin));
        undated.retain(|filter| filter.status == Some(Standing::NoDeadline));
        let undated = (lang.undated(), figures.undated, undated);
        let choices = counts.chain([undated]).filter(|(_, n, _)| *n > 0);
        choices.map(|(count, n, filters)| choice(count, n, filters)).collect()
    }

    /// Opens the figures of the row under the cursor.
    pub(super) fn open_in_figures(&mut self) -> Vec<Effect> {
        if self.figures.has_tasks() {
            self.open_menu(Of::Behind);
        }
        Vec::new()
    }
}
