//! Official figures: the four counts, rates with their base, days late, extensions; and what they are
//! counted over.
//!
//! Border: the figures of a set of tasks. Which tasks these are is the store's to find.

use chrono::NaiveDate;

use super::query::Scope;
use super::standing::{FourCounts, Standing};

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

/// A period, both days inclusive, and the day of a task that must lie in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub by: Attribution,
    pub from: NaiveDate,
    pub to: NaiveDate,
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
    /// Counts one task: how it stands, its days late (0 where it is not), its extensions.
    pub fn add(&mut self, standing: Standing, days_late: u64, extensions: u64) {
        let _ = (standing, days_late, extensions);
    }
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
