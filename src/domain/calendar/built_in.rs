//! Reads the tables compiled in from `data/calendar`, once, when a day is first asked for.
//!
//! Border: the form of the two files stands in their own heads. A line that cannot be read is left
//! out here and fails a test; the program never stops over it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use super::{Day, DayKind, statutory};

const DAYS: &str = include_str!("../../../data/calendar/days.txt");
const LUNAR: &str = include_str!("../../../data/calendar/lunar.txt");

pub(super) static BUILT_IN: LazyLock<BuiltIn> = LazyLock::new(BuiltIn::read);

pub(super) struct BuiltIn {
    pub days: BTreeMap<NaiveDate, Day>,
    /// Years whose official schedule is complete.
    pub official: RangeInclusive<i32>,
    /// Years for which any days are known, announced or by rule.
    pub years: RangeInclusive<i32>,
}

/// A line of the days file.
#[derive(Debug)]
pub(super) enum Entry {
    Official(RangeInclusive<i32>),
    Days(Vec<Day>),
}

/// A line of the lunar file.
#[derive(Debug)]
pub(super) struct LunarYear {
    pub year: i32,
    /// Mùng 1 Tết.
    pub new_year: NaiveDate,
    /// Giỗ Tổ Hùng Vương, 10 tháng Ba.
    pub hung_kings: NaiveDate,
}

impl BuiltIn {
    fn read() -> Self {
        let (mut days, mut official) = (BTreeMap::new(), RangeInclusive::new(1, 0));
        for entry in lines(DAYS).filter_map(entry) {
            match entry {
                Entry::Official(years) => official = years,
                Entry::Days(listed) => days.extend(listed.into_iter().map(|day| (day.on, day))),
            }
        }
        // The last listed year stands in the file, so what comes after it is by rule.
        let listed = days.keys().next_back().map_or(0, Datelike::year);
        let mut years = RangeInclusive::new(days.keys().next().map_or(1, Datelike::year), listed);
        for lunar in lines(LUNAR).filter_map(lunar_year).filter(|lunar| lunar.year > listed) {
            years = *years.start()..=lunar.year;
            days.extend(statutory::days_off(&lunar).into_iter().map(|day| (day.on, day)));
        }
        Self { days, official, years }
    }
}

/// Lines that say something.
fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

pub(super) fn entry(line: &str) -> Option<Entry> {
    if let Some(years) = line.strip_prefix("official ") {
        let (first, last) = years.split_once("..")?;
        return Some(Entry::Official(first.parse().ok()?..=last.parse().ok()?));
    }
    let [dates, kind, standing, name, source] = fields(line)?;
    let (first, last) = dates.split_once("..").unwrap_or((dates, dates));
    let (first, last): (NaiveDate, NaiveDate) = (first.parse().ok()?, last.parse().ok()?);
    let kind = [("off", DayKind::Off), ("worked", DayKind::Worked)].into_iter().find(|k| k.0 == kind)?.1;
    let verified = [("verified", true), ("expected", false)].into_iter().find(|s| s.0 == standing)?.1;
    let day = |on| Day { on, kind, name: name.to_owned(), source: source.to_owned(), verified };
    let days: Vec<Day> = first.iter_days().take_while(|on| *on <= last).map(day).collect();
    (!days.is_empty() && !name.is_empty() && !source.is_empty()).then_some(Entry::Days(days))
}

pub(super) fn lunar_year(line: &str) -> Option<LunarYear> {
    let [year, new_year, hung_kings] = fields(line)?;
    Some(LunarYear {
        year: year.parse().ok()?,
        new_year: new_year.parse().ok()?,
        hung_kings: hung_kings.parse().ok()?,
    })
}

/// Exactly `N` fields between bars.
fn fields<const N: usize>(line: &str) -> Option<[&str; N]> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    fields.try_into().ok()
}

#[cfg(test)]
pub(super) fn all_lines() -> (Vec<&'static str>, Vec<&'static str>) {
    (lines(DAYS).collect(), lines(LUNAR).collect())
}
