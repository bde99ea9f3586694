//! Reads the table compiled in from `data/calendar`, once, when a day is first asked for.
//!
//! Border: the form of the file stands in its own head. A line that cannot be read is left out here
//! and fails a test; the program never stops over it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{Day, DayKind};

const FILE: &str = include_str!("../../../data/calendar/days.txt");

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

pub(super) struct Table {
    pub days: BTreeMap<NaiveDate, Day>,
    /// Years whose official schedule is complete.
    pub official: RangeInclusive<i32>,
}

impl Table {
    fn read() -> Self {
        let days = lines().filter_map(days).flatten().map(|day| (day.on, day)).collect();
        Self { days, official: lines().find_map(official).unwrap_or(RangeInclusive::new(1, 0)) }
    }
}

/// Lines that say something.
pub(super) fn lines() -> impl Iterator<Item = &'static str> {
    FILE.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// `official FIRST..LAST`
pub(super) fn official(line: &str) -> Option<RangeInclusive<i32>> {
    let (first, last) = line.strip_prefix("official ")?.split_once("..")?;
    Some(first.parse().ok()?..=last.parse().ok()?)
}

/// `DATE or FIRST..LAST | KIND | STANDING | NAME | SOURCE`
pub(super) fn days(line: &str) -> Option<Vec<Day>> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let [dates, kind, standing, name, source] = fields.try_into().ok()?;
    let (first, last) = dates.split_once("..").unwrap_or((dates, dates));
    let (first, last) = (date(first)?, date(last)?);
    let kind = [("off", DayKind::Off), ("worked", DayKind::Worked)].into_iter().find(|k| k.0 == kind)?.1;
    let verified = [("verified", true), ("expected", false)].into_iter().find(|s| s.0 == standing)?.1;
    let day = |on| Day { on, kind, name: name.to_owned(), source: source.to_owned(), verified };
    let days: Vec<Day> = first.iter_days().take_while(|on| *on <= last).map(day).collect();
    (!days.is_empty() && !name.is_empty() && !source.is_empty()).then_some(days)
}

/// `YYYY-MM-DD`. Several times faster than the general parser, which matters before the first frame.
fn date(written: &str) -> Option<NaiveDate> {
    let mut parts = written.splitn(3, '-').map(str::parse::<u32>);
    let mut part = || parts.next()?.ok();
    NaiveDate::from_ymd_opt(i32::try_from(part()?).ok()?, part()?, part()?)
}
