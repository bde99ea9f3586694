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

/// The days file. Read before the first frame, so what follows by rule is kept apart.
static LISTED: LazyLock<Table> = LazyLock::new(Table::listed);

/// Days by rule for the years after the last one listed.
static BY_RULE: LazyLock<Table> = LazyLock::new(Table::by_rule);

struct Table {
    days: BTreeMap<NaiveDate, Day>,
    /// Years whose official schedule is complete.
    official: RangeInclusive<i32>,
    /// Years the table speaks of.
    years: RangeInclusive<i32>,
}

impl Table {
    fn listed() -> Self {
        let (mut days, mut official) = (BTreeMap::new(), NO_YEARS);
        for entry in lines(DAYS).filter_map(entry) {
            match entry {
                Entry::Official(years) => official = years,
                Entry::Days(listed) => days.extend(listed.into_iter().map(|day| (day.on, day))),
            }
        }
        Self { years: years_of(&days), days, official }
    }

    fn by_rule() -> Self {
        let unlisted = lines(LUNAR).filter_map(lunar_year).filter(|lunar| lunar.year > *LISTED.years.end());
        let days = unlisted.flat_map(|lunar| statutory::days_off(&lunar)).map(|day| (day.on, day)).collect();
        Self { years: years_of(&days), days, official: NO_YEARS }
    }
}

const NO_YEARS: RangeInclusive<i32> = RangeInclusive::new(1, 0);

fn years_of(days: &BTreeMap<NaiveDate, Day>) -> RangeInclusive<i32> {
    let ends = days.keys().next().zip(days.keys().next_back());
    ends.map_or(NO_YEARS, |(first, last)| first.year()..=last.year())
}

/// The built-in day on a date, if there is one.
pub(super) fn day(on: NaiveDate) -> Option<&'static Day> {
    table(on.year()).days.get(&on)
}

/// The built-in days within a span, which may be empty but not turned round.
pub(super) fn days<'a>(span: RangeInclusive<NaiveDate>) -> impl Iterator<Item = &'a Day> {
    let reaches_past = span.end().year() > *LISTED.years.end();
    let tables: [Option<&'a Table>; 2] = [Some(&LISTED), reaches_past.then(|| &*BY_RULE)];
    tables.into_iter().flatten().flat_map(move |table| table.days.range(span.clone())).map(|(_, day)| day)
}

/// Whether a year's official schedule is listed in full.
pub(super) fn is_official(year: i32) -> bool {
    LISTED.official.contains(&year)
}

/// Whether any days are known of a year, announced or by rule.
pub(super) fn is_known(year: i32) -> bool {
    table(year).years.contains(&year)
}

fn table(year: i32) -> &'static Table {
    if year > *LISTED.years.end() { &BY_RULE } else { &LISTED }
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
    let (first, last) = (date(first)?, date(last)?);
    let kind = [("off", DayKind::Off), ("worked", DayKind::Worked)].into_iter().find(|k| k.0 == kind)?.1;
    let verified = [("verified", true), ("expected", false)].into_iter().find(|s| s.0 == standing)?.1;
    let day = |on| Day { on, kind, name: name.to_owned(), source: source.to_owned(), verified };
    let days: Vec<Day> = first.iter_days().take_while(|on| *on <= last).map(day).collect();
    (!days.is_empty() && !name.is_empty() && !source.is_empty()).then_some(Entry::Days(days))
}

pub(super) fn lunar_year(line: &str) -> Option<LunarYear> {
    let [year, new_year, hung_kings] = fields(line)?;
    Some(LunarYear { year: year.parse().ok()?, new_year: date(new_year)?, hung_kings: date(hung_kings)? })
}

/// `YYYY-MM-DD`. Several times faster than the general parser, which matters before the first frame.
fn date(written: &str) -> Option<NaiveDate> {
    let mut parts = written.splitn(3, '-');
    let mut part = || parts.next()?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(i32::try_from(part()?).ok()?, part()?, part()?)
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
