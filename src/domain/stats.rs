//! Official figures: the four counts, rates with their base, days late, extensions; and what they are
//! counted over.
//!
//! Border: the figures of a set of tasks. Which tasks these are is the store's to find.

use chrono::NaiveDate;

use super::query::{Lead, Scope, TaskFilter};
use super::standing::{Count, FourCounts, Standing};
use super::time::Now;
use super::{PersonId, UnitId};

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatsQuery {
    pub scope: Scope,
    pub by: GroupBy,
    /// `None`: everything.
    pub window: Option<Window>,
    /// Units that were merged stand under their successor.
    pub rolls_up: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupBy {
    /// Lead units: a task that several lead stands in the row of each, and once in the total.
    Unit,
    /// Who follows.
    Person,
}

impl GroupBy {
    pub fn other(self) -> Self {
        if self == GroupBy::Unit { GroupBy::Person } else { GroupBy::Unit }
    }
}

/// A period, both days inclusive, and the day of a task that must lie in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub by: Attribution,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Window {
    pub fn holds(self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| (self.from..=self.to).contains(&day))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribution {
    /// The directive's day of issue, else of receipt.
    Assigned,
    /// The official deadline.
    Due,
    /// The day it was done; of an open task none.
    Completed,
}

impl StatsQuery {
    /// The filters whose tasks, together, are those that one count of a row has, of the whole row where
    /// `count` is `None`; `row` is `None` for the total.
    pub fn tasks(&self, row: Option<&StatsRow>, count: Option<Count>) -> Vec<TaskFilter> {
        let mine = match self.scope {
            Scope::Mine(person) => Some(Some(person)),
            Scope::Office => None,
        };
        let id = row.map(|row| row.id);
        let (lead, follower) = match self.by {
            GroupBy::Unit => (id.map(|id| Lead { unit: id.map(UnitId), rolls_up: self.rolls_up }), mine),
            GroupBy::Person => (None, id.map(|id| id.map(PersonId)).or(mine)),
        };
        let all = TaskFilter { window: self.window, lead, follower, ..TaskFilter::default() };
        let wanted = |standing: &Standing| {
            Count::of(*standing).is_some_and(|is| count.is_none_or(|count| count == is))
        };
        let standings = Standing::ALL.into_iter().filter(wanted);
        standings.map(|standing| TaskFilter { status: Some(standing), ..all.clone() }).collect()
    }
}

/// A row: whose tasks, and their figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatsRow {
    /// Id of the unit or person; `None` where a task names none.
    pub id: Option<i64>,
    pub name: String,
    pub figures: Figures,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// By name, in Vietnamese order; tasks without a name last.
    pub rows: Vec<StatsRow>,
    /// Each task once.
    pub total: Figures,
}

impl Stats {
    /// The rank of each row by a figure, the greatest first; equal ones have one rank, rows without it the
    /// last.
    pub fn ranks(&self, of: impl Fn(&Figures) -> Option<u64>) -> Vec<usize> {
        let values: Vec<Option<u64>> = self.rows.iter().map(|row| of(&row.figures)).collect();
        values.iter().map(|value| 1 + values.iter().filter(|other| *other > value).count()).collect()
    }
}

/// Days late of 1–7, 8–30, 31–120 and more.
pub const BUCKETS: [i64; 3] = [7, 30, 120];

/// The figures of some tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    pub counts: FourCounts,
    /// Open tasks without a deadline, which `counts` has among those within their time.
    pub undated: u64,
    /// Late tasks, done or open, by days late.
    pub late: [u64; 4],
    /// Their days late, all together.
    pub days_late: u64,
    /// Extensions in force, and tasks that have at least one.
    pub extensions: u64,
    pub extended: u64,
}

impl Figures {
    /// Counts one task: how it stands, its days late (0 where it is not), its extensions. One that stands
    /// in none of the four counts is left out.
    pub fn add(&mut self, standing: Standing, days_late: u64, extensions: u64) {
        if self.counts.add(standing).is_none() {
            return;
        }
        self.undated += u64::from(standing == Standing::NoDeadline);
        if days_late > 0 {
            let bucket = BUCKETS.iter().filter(|most| days_late > **most as u64).count();
            self.late[bucket] += 1;
            self.days_late += days_late;
        }
        self.extensions += extensions;
        self.extended += u64::from(extensions > 0);
    }

    /// Done, on time or late.
    pub fn done(&self) -> u64 {
        self.counts.done_on_time + self.counts.done_late
    }

    /// Due so far: done, and open overdue.
    fn due(&self) -> u64 {
        self.done() + self.counts.open_overdue
    }

    /// HT/đến hạn.
    pub fn done_of_due(&self) -> Rate {
        Rate { part: self.done(), base: self.due() }
    }

    /// HT/tổng số.
    pub fn done_of_all(&self) -> Rate {
        Rate { part: self.done(), base: self.counts.total() }
    }

    /// CHT quá hạn/đến hạn.
    pub fn overdue_of_due(&self) -> Rate {
        Rate { part: self.counts.open_overdue, base: self.due() }
    }

    /// CHT quá hạn/tổng số.
    pub fn overdue_of_all(&self) -> Rate {
        Rate { part: self.counts.open_overdue, base: self.counts.total() }
    }

    /// Days late of the late tasks, divided among them: tenths of a day, half up; `None` where none is late.
    pub fn mean_late(&self) -> Option<u64> {
        let n: u64 = self.late.iter().sum();
        (self.days_late * 20 + n).checked_div(2 * n)
    }
}

/// Days late of a task that stands so: to the day it was done, of an open one to today. A task that is
/// late by its hour alone is late by no whole day and counts as one of a day.
pub fn days_late(standing: Standing, due: Option<NaiveDate>, done_on: Option<NaiveDate>, now: Now) -> u64 {
    let until = match standing {
        Standing::DoneLate => done_on,
        Standing::Overdue => Some(now.today()),
        _ => None,
    };
    let days = until.zip(due).map(|(until, due)| (until - due).num_days().max(1));
    days.and_then(|days| u64::try_from(days).ok()).unwrap_or(0)
}

/// A share and what it is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    pub part: u64,
    pub base: u64,
}

impl Rate {
    /// Hundredths of a percent, half up; `None` where there is nothing to divide by.
    pub fn hundredths(self) -> Option<u64> {
        let scaled = u128::from(self.part) * 20_000 + u128::from(self.base);
        scaled.checked_div(2 * u128::from(self.base)).and_then(|rate| u64::try_from(rate).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(done_on_time: u64, done_late: u64, open_within: u64, open_overdue: u64) -> Figures {
        let counts = FourCounts { done_on_time, done_late, open_within, open_overdue };
        Figures { counts, ..Figures::default() }
    }

    type OfFigures = fn(&Figures) -> Rate;

    /// Published figures of the Government Office and of provinces, each with the base that gives them.
    #[test]
    fn published_rates_come_from_their_counts() {
        let b1270 = figures(14_068, 1_983, 5_640, 223);
        let vt16 = figures(1_310, 429, 1_812, 175);
        let bm16 = figures(2_501, 0, 0, 222);
        let vgp18 = figures(0, 0, 18_602, 218);
        let qn2 = figures(585, 0, 67, 181);
        let cases: [(&str, Figures, OfFigures, u64, u64); 10] = [
            ("B1270", b1270, Figures::done_of_due, 16_274, 9_863),
            ("B1270", b1270, Figures::overdue_of_due, 16_274, 137),
            ("B1270", b1270, Figures::done_of_all, 21_914, 7_325),
            ("VT16", vt16, Figures::done_of_all, 3_726, 4_667),
            ("BM16", bm16, Figures::done_of_due, 2_723, 9_185),
            ("VGP18", vgp18, Figures::overdue_of_all, 18_820, 116),
            ("QN2", qn2, Figures::done_of_all, 833, 7_023),
            ("QN2", qn2, Figures::done_of_due, 766, 7_637),
            ("QN2", qn2, Figures::overdue_of_due, 766, 2_363),
            ("QN2", qn2, Figures::overdue_of_all, 833, 2_173),
        ];
        for (source, figures, rate, base, hundredths) in cases {
            let rate = rate(&figures);
            assert_eq!((rate.base, rate.hundredths()), (base, Some(hundredths)), "{source}");
        }
        assert_eq!(Figures::default().done_of_due().hundredths(), None);
        // Half up: 1/8 is 12,5 %, 1/16 6,25 %, 1/32 3,125 %.
        for (base, hundredths) in [(8, 1_250), (16, 625), (32, 313), (3, 3_333)] {
            assert_eq!(Rate { part: 1, base }.hundredths(), Some(hundredths));
        }
    }

    #[test]
    fn late_tasks_stand_in_buckets_and_others_in_none() {
        let mut figures = Figures::default();
        for (days, standing) in [
            (1, Standing::Overdue),
            (7, Standing::DoneLate),
            (8, Standing::Overdue),
            (30, Standing::DoneLate),
            (31, Standing::Overdue),
            (120, Standing::Overdue),
            (121, Standing::Overdue),
            (0, Standing::Paused),
            (0, Standing::NoDeadline),
        ] {
            figures.add(standing, days, 0);
        }
        figures.add(Standing::DoneOnTime, 0, 3);
        for left_out in [Standing::Withdrawn, Standing::Recurring] {
            figures.add(left_out, 9, 9);
        }
        assert_eq!((figures.late, figures.days_late, figures.undated), ([2, 2, 2, 1], 318, 1));
        assert_eq!((figures.extensions, figures.extended), (3, 1));
        let counts = FourCounts { done_on_time: 1, done_late: 2, open_within: 2, open_overdue: 5 };
        assert_eq!(figures.counts, counts);
        // 318 / 7 = 45,43
        assert_eq!(figures.mean_late(), Some(454));
        assert_eq!(Figures::default().mean_late(), None);
    }

    #[test]
    fn days_late_run_to_the_day_it_was_done_or_to_today() {
        let day = |text: &str| Some(text.parse().expect("a date"));
        let now = Now::from_local("2020-12-21T18:00:00".parse().expect("a time"));
        for (standing, due, done_on, days) in [
            (Standing::Overdue, day("2020-12-18"), None, 3),
            // Its hour has passed.
            (Standing::Overdue, day("2020-12-21"), None, 1),
            (Standing::DoneLate, day("2020-12-01"), day("2020-12-11"), 10),
            (Standing::DoneOnTime, day("2020-12-11"), day("2020-12-01"), 0),
            (Standing::Paused, day("2020-12-01"), None, 0),
        ] {
            assert_eq!(days_late(standing, due, done_on, now), days, "{standing:?}");
        }
    }
}
