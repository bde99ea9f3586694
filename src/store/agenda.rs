//! View 2: windows of the agenda found by key, group by group, and the counts of its groups.
//!
//! Border: SQL for the rule [`agenda_group_of`]; a page costs the same at any size of the file. Each group is
//! a range of an index, but for what is due today: of the days before, only those are walked that hold a
//! task which is late by the office's own date alone.

use chrono::{NaiveDate, TimeDelta};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params, params_from_iter};

mod narrow;

use narrow::Narrow;

use super::board::{Side, around, person, strip, window};
use super::kept::OFFICE;
use super::tasks::{COLUMNS, PROGRESS, row};
use super::{Store, office};
use crate::domain::query::{
    AgendaCount, AgendaGroup, AgendaId, AgendaKey, AgendaLine, AgendaPage, AgendaView, From, RECENT,
    StripCounts, agenda_group_of,
};
use crate::domain::{DirectiveId, TaskId};
use crate::error::{Error, Result};

/// Rows that have no kept count are counted no further.
const MANY: usize = 100;

/// Behind every key.
const LAST: &str = "\u{10ffff}";

/// Days before ?2, for whom ?1, with tasks that are late by the office's own date alone.
const BEHIND: &str = "SELECT DISTINCT agenda_on, date(agenda_on, '+1 day') FROM day_count
    WHERE person_id = ?1 AND agenda_on < ?2 AND due_on >= ?2 ORDER BY agenda_on";

/// The same, of tasks ?1.
const BEHIND_OF_FEW: &str = "SELECT DISTINCT agenda_on, date(agenda_on, '+1 day') FROM task
    WHERE id IN (SELECT value FROM json_each(?1)) AND agenda_on < ?2 AND ifnull(due_on >= ?2, 1) ORDER BY agenda_on";

impl Store {
    /// A window of at most `limit` lines, with the counts, all of one moment.
    pub fn agenda(
        &self,
        view: &AgendaView,
        from: &From<AgendaKey>,
        limit: usize,
        today: NaiveDate,
    ) -> Result<AgendaPage> {
        self.read(|conn| {
            let agenda = Agenda::new(conn, view, today)?;
            let (key, side, skip) = window(from);
            agenda.page(agenda.lines(key, side, limit, skip)?)
        })
    }

    /// The window around a line, with up to `above` lines over it; full wherever the view has that many. A
    /// task that is not listed gives the lines around its place.
    ///
    /// Errors: [`Error::NoSuchRecord`] for a task that is not in the agenda at all.
    pub fn agenda_around(
        &self,
        view: &AgendaView,
        id: AgendaId,
        above: usize,
        limit: usize,
        today: NaiveDate,
    ) -> Result<AgendaPage> {
        let page = self.read(|conn| {
            let agenda = Agenda::new(conn, view, today)?;
            let Some(key) = agenda.key(id)? else { return Ok(None) };
            let over = agenda.lines(Some(&key), Side::Before, limit, 0)?;
            let under = agenda.lines(Some(&key), Side::From, limit, 0)?;
            let lines = around(over, under, above, limit);
            agenda.page(lines).map(Some)
        })?;
        page.ok_or_else(|| Error::NoSuchRecord(format!("{id:?}")))
    }

    /// All tasks of a group, with their directives.
    pub fn agenda_ids(
        &self,
        view: &AgendaView,
        group: AgendaGroup,
        today: NaiveDate,
    ) -> Result<Vec<(TaskId, DirectiveId)>> {
        self.read(|conn| {
            let agenda = Agenda::new(conn, view, today)?;
            let ids = |row: &Row<'_>| Ok((TaskId(row.get(0)?), DirectiveId(row.get(1)?)));
            agenda.walk(Way::whole(group), "t.id, t.directive_id", usize::MAX, ids)
        })
    }
}

/// Through a group, from a task on (inclusive) or from the one before it; `None`: the whole group.
#[derive(Clone, Copy)]
struct Way<'a> {
    group: AgendaGroup,
    at: Option<&'a (String, TaskId)>,
    side: Side,
}

impl Way<'_> {
    fn whole(group: AgendaGroup) -> Self {
        Self { group, at: None, side: Side::From }
    }
}

/// A view taken apart.
struct Agenda<'a> {
    conn: &'a Connection,
    narrow: Narrow,
    today: NaiveDate,
    soon: i64,
    folded: &'a [AgendaGroup],
    /// Days before today with tasks that are late by the office's own date alone, each to the next day.
    behind: Vec<[String; 2]>,
    /// Kept counts, where nothing narrows.
    strip: Option<StripCounts>,
    /// Those that have tasks.
    groups: Vec<AgendaGroup>,
}

impl<'a> Agenda<'a> {
    fn new(conn: &'a Connection, view: &'a AgendaView, today: NaiveDate) -> rusqlite::Result<Self> {
        let narrow = Narrow::new(conn, view, person(view.scope), today)?;
        let strip = narrow.tests.is_empty().then(|| strip(conn, narrow.who, today)).transpose()?;
        let (day, few) = (today.to_string(), narrow.few.as_ref());
        let mut days = conn.prepare_cached(if few.is_some() { BEHIND_OF_FEW } else { BEHIND })?;
        let who: &dyn ToSql = if let Some(few) = few { few } else { &narrow.who };
        let days = days.query_map(params![who, day], |row| Ok([row.get(0)?, row.get(1)?]))?;
        let behind = days.collect::<rusqlite::Result<_>>()?;
        let (folded, groups) = (&view.folded[..], Vec::new());
        let soon = office::soon_days(conn)?;
        let mut agenda = Self { conn, narrow, today, soon, folded, behind, strip, groups };
        for group in AgendaGroup::ALL {
            if agenda.count(group, 1)?.n > 0 {
                agenda.groups.push(group);
            }
        }
        Ok(agenda)
    }

    /// How many tasks a group has. What has no kept count is walked, no further than to so many.
    fn count(&self, group: AgendaGroup, many: usize) -> rusqlite::Result<AgendaCount> {
        if let Some(strip) = self.strip.filter(|_| group != AgendaGroup::Recent) {
            return Ok(AgendaCount { n: strip.of(group), or_more: false });
        }
        let n = self.walk(Way::whole(group), "1", many, |_| Ok(()))?.len();
        Ok(AgendaCount { n: n as i64, or_more: n == many })
    }

    /// Where a line stands now, whether it is listed or not. `None` where the agenda has no place for it.
    fn key(&self, id: AgendaId) -> rusqlite::Result<Option<AgendaKey>> {
        let task = match id {
            AgendaId::Group(group) => return Ok(Some(AgendaKey { group, task: None })),
            AgendaId::Task(task) => task,
        };
        let mut read = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS}, {PROGRESS}, t.late_sort, t.agenda_sort, t.done_on
             FROM task t JOIN directive d ON d.id = t.directive_id
             WHERE t.id = ?1 AND t.deleted_at IS NULL AND d.deleted_at IS NULL"
        ))?;
        let columns = read.column_count();
        let found = read.query_row([task.0], |found| {
            let Some(group) = agenda_group_of(&row(found)?, self.today, self.soon) else { return Ok(None) };
            let column = match group {
                AgendaGroup::Late => 3,
                AgendaGroup::Recent => 1,
                _ => 2,
            };
            Ok(Some(AgendaKey { group, task: Some((found.get(columns - column)?, task)) }))
        });
        found.optional().map(Option::flatten)
    }

    /// Lines from a place on, or those before it; in the order of the view either way.
    fn lines(
        &self,
        place: Option<&AgendaKey>,
        side: Side,
        limit: usize,
        mut skip: usize,
    ) -> rusqlite::Result<Vec<AgendaLine>> {
        let mut lines = Vec::new();
        let mut groups = self.groups.clone();
        if side == Side::Before {
            groups.reverse();
        }
        let is_passed = |group: &AgendaGroup| {
            place.is_some_and(|place| match side {
                Side::From => *group < place.group,
                // Nothing of a group stands before its heading.
                Side::Before => *group > place.group || *group == place.group && place.task.is_none(),
            })
        };
        for group in groups.into_iter().skip_while(is_passed) {
            let at = place.filter(|place| place.group == group).and_then(|key| key.task.as_ref());
            let way = Way { group, at, side };
            let heading = AgendaLine { key: AgendaKey { group, task: None }, task: None };
            if side == Side::From && at.is_none() {
                push(heading.clone(), &mut lines, &mut skip);
            }
            if !self.folded.contains(&group) {
                self.take(way, limit, &mut lines, &mut skip)?;
            }
            if side == Side::Before {
                push(heading, &mut lines, &mut skip);
            }
            if lines.len() >= limit {
                break;
            }
        }
        lines.truncate(limit);
        if side == Side::Before {
            lines.reverse();
        }
        Ok(lines)
    }

    /// Adds a group's tasks to the lines, after passing over so many.
    fn take(
        &self,
        way: Way<'_>,
        limit: usize,
        lines: &mut Vec<AgendaLine>,
        skip: &mut usize,
    ) -> rusqlite::Result<()> {
        let (group, column) = (way.group, walked(way.group).1);
        // A place is the first one of what follows it, and behind what stands before it.
        let wanted = *skip + usize::from(way.side == Side::From);
        let mut spots = Vec::new();
        if *skip > 0 {
            let spot = |row: &Row<'_>| Ok((row.get(0)?, TaskId(row.get(1)?)));
            spots = self.walk(way, &format!("t.{column}, t.id"), wanted, spot)?;
            if spots.len() < wanted {
                *skip -= spots.len();
                return Ok(());
            }
            *skip = 0;
        }
        let way = Way { at: spots.last().or(way.at), ..way };
        let select = format!("{COLUMNS}, {PROGRESS}, t.{column}");
        lines.extend(self.walk(way, &select, limit.saturating_sub(lines.len()), |found| {
            let task = row(found)?;
            let sort = found.get(found.as_ref().column_count() - 1)?;
            let key = AgendaKey { group, task: Some((sort, task.id)) };
            Ok(AgendaLine { key, task: Some(Box::new(task)) })
        })?);
        Ok(())
    }

    /// Reads `select` of at most so many tasks on a way.
    fn walk<T>(
        &self,
        Way { group, at, side }: Way<'_>,
        select: &str,
        limit: usize,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        // The newest of what is done comes first.
        let goes_up = (side == Side::From) != (group == AgendaGroup::Recent);
        let mut found = self.conn.prepare_cached(&self.sql(group, select, goes_up, side))?;
        let mut ranges = self.ranges(group);
        if !goes_up {
            ranges.reverse();
        }
        let mut rows = Vec::new();
        let place = at.map(|(sort, task)| (sort.clone(), task.0));
        for [low, high] in ranges {
            // The index has one bound on each side: that of the place, which is within the other.
            let (edge, bound) = if goes_up { (low, high) } else { (high, low) };
            let place = match place.clone() {
                None => (edge, 0),
                Some(place) if goes_up => place.max((edge, 0)),
                Some(place) => place.min((edge, 0)),
            };
            let limit = i64::try_from(limit - rows.len()).unwrap_or(i64::MAX);
            let texts = [place.0, bound, self.today.to_string()].map(Value::Text);
            let numbers = [place.1, self.narrow.who, limit].map(Value::Integer);
            let values = self.narrow.values(&found, &[texts, numbers].concat());
            for row in found.query_map(params_from_iter(values), &read)? {
                rows.push(row?);
            }
            if rows.len() as i64 >= limit {
                break;
            }
        }
        Ok(rows)
    }

    /// From the place (?1, ?4) to the bound ?2, today ?3, whose ?5, how many ?6.
    fn sql(&self, group: AgendaGroup, select: &str, goes_up: bool, side: Side) -> String {
        let (indexes, column, is_walked) = walked(group);
        let (compare, order, beyond) = if goes_up { (">", "ASC", "<") } else { ("<", "DESC", ">=") };
        let or_at = if side == Side::From { "=" } else { "" };
        let (index, whose) = match self.narrow.who {
            OFFICE => (indexes[0], "?5 = 0"),
            _ => (indexes[1], "t.who_id = ?5"),
        };
        let (way, tests) = match self.narrow.few {
            Some(_) => ("json_each(?8) few CROSS JOIN task t ON t.id = few.value".to_owned(), ""),
            None => (format!("task t INDEXED BY {index}"), self.narrow.tests.as_str()),
        };
        // Of the days before today only those tasks are due today that are not late by the official date.
        let is_due = if group == AgendaGroup::Today { "ifnull(t.due_on >= ?3, 1)" } else { "?3 <> ''" };
        format!(
            "SELECT {select} FROM {way} CROSS JOIN directive d ON d.id = t.directive_id
             WHERE {whose} AND {is_walked} AND (t.{column}, t.id) {compare}{or_at} (?1, ?4) AND t.{column} {beyond} ?2
               AND {is_due} AND t.deleted_at IS NULL AND NOT t.is_rule AND d.deleted_at IS NULL{tests}
             ORDER BY t.{column} {order}, t.id {order} LIMIT ?6"
        )
    }

    /// What a group is made of, in its order: from, inclusive, to, exclusive.
    fn ranges(&self, group: AgendaGroup) -> Vec<[String; 2]> {
        let day = |days: i64| {
            let day = TimeDelta::try_days(days).and_then(|days| self.today.checked_add_signed(days));
            day.map_or(LAST.to_owned(), |day| day.to_string())
        };
        let range = match group {
            AgendaGroup::Late => [String::new(), day(0)],
            AgendaGroup::Today => [day(0), day(1)],
            AgendaGroup::Soon => [day(1), day(self.soon + 1)],
            AgendaGroup::Next30 => [day(self.soon + 1), day(31)],
            AgendaGroup::Later => [day(31), "~".to_owned()],
            AgendaGroup::Undated => ["~".to_owned(), LAST.to_owned()],
            AgendaGroup::Recent => [day(-RECENT), LAST.to_owned()],
        };
        let behind = self.behind.iter().filter(|_| group == AgendaGroup::Today);
        behind.cloned().chain([range]).collect()
    }

    fn page(&self, lines: Vec<AgendaLine>) -> rusqlite::Result<AgendaPage> {
        let (mut more_above, mut more_below) = (false, false);
        if let [first, ..] = &lines[..] {
            let last = lines.last().unwrap_or(first);
            more_above = !self.lines(Some(&first.key), Side::Before, 1, 0)?.is_empty();
            more_below = !self.lines(Some(&last.key), Side::From, 1, 1)?.is_empty();
        }
        let mut counts = [AgendaCount::default(); 7];
        for line in lines.iter().filter(|line| line.task.is_none()) {
            counts[line.key.group as usize] = self.count(line.key.group, MANY)?;
        }
        Ok(AgendaPage { more_above, more_below, counts, lines })
    }
}

/// One of the lines to come, unless it is still to be passed over.
fn push(line: AgendaLine, lines: &mut Vec<AgendaLine>, skip: &mut usize) {
    match skip.checked_sub(1) {
        Some(left) => *skip = left,
        None => lines.push(line),
    }
}

/// The index that has a group in order, for the office and for one person; the column it is in order of;
/// and what of that column stands in the index.
fn walked(group: AgendaGroup) -> ([&'static str; 2], &'static str, &'static str) {
    match group {
        AgendaGroup::Late => (["task_late", "task_late_of"], "late_sort", "t.stage = 'open'"),
        AgendaGroup::Recent => (["task_done", "task_done_of"], "done_on", "t.done_on IS NOT NULL"),
        _ => (["task_agenda", "task_agenda_of"], "agenda_sort", "t.stage = 'open'"),
    }
}
