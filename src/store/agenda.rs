//! View 2: windows of the agenda found by key, group by group, and the counts of its groups.
//!
//! Border: SQL for the rule [`agenda_group_of`]; a page costs the same at any size of the file. Each group is
//! a range of an index, but for what is due today: of the days before, only those are walked that hold a
//! task which is late by the office's own date alone.

use chrono::{NaiveDate, TimeDelta};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::Store;
use super::board::{Side, person, strip};
use super::kept::OFFICE;
use super::tasks::{COLUMNS, PROGRESS, row};
use crate::domain::query::{
    AgendaCount, AgendaGroup, AgendaId, AgendaKey, AgendaLine, AgendaPage, AgendaView, From, RECENT, Scope,
    Stage, agenda_group_of,
};
use crate::domain::{DirectiveId, TaskId};
use crate::error::{Error, Result};
use crate::text;

/// Rows that have no kept count are counted no further.
const MANY: usize = 1_000;

/// Values of a filter's tests stand behind those of every query.
const FIRST_VALUE: usize = 8;

/// Behind every key.
const LAST: &str = "\u{10ffff}";

const UNIT: &str = "t.id IN (SELECT a.task_id FROM assignment a
    WHERE a.unit_id IN (SELECT unit_id FROM unit_name WHERE name_folded = {}) AND a.role IN ('lead', 'support')
      AND a.deleted_at IS NULL)";

const EXTENDED: &str = "t.id IN (SELECT r.task_id FROM deadline r
    WHERE r.replaced_at IS NOT NULL AND r.undone_at IS NULL AND EXISTS
      (SELECT 1 FROM deadline f WHERE f.task_id = r.task_id AND f.replaced_at IS NULL))";

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
            let lines = match from {
                From::Start => agenda.lines(None, Side::From, limit, 0)?,
                From::End => agenda.lines(None, Side::Before, limit, 0)?,
                From::At { key, skip } => agenda.lines(Some(key), Side::From, limit, *skip)?,
                From::Before { key, skip } => agenda.lines(Some(key), Side::Before, limit, *skip)?,
            };
            agenda.page(lines)
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
            let mut over = agenda.lines(Some(&key), Side::Before, limit, 0)?;
            let mut under = agenda.lines(Some(&key), Side::From, limit, 0)?;
            let above = above.min(over.len()).min(limit.saturating_sub(1));
            let n_under = under.len().min(limit - above);
            over.drain(..over.len() - over.len().min(limit - n_under));
            under.truncate(n_under);
            over.append(&mut under);
            agenda.page(over).map(Some)
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
            agenda.walk(group, "t.id, t.directive_id", None, Side::From, usize::MAX, ids)
        })
    }
}

/// A view taken apart.
struct Agenda<'a> {
    conn: &'a Connection,
    /// Whose tasks are walked.
    who: i64,
    today: NaiveDate,
    folded: &'a [AgendaGroup],
    tests: Vec<String>,
    values: Vec<Value>,
    /// Days before today with tasks that are late by the office's own date alone.
    behind: Vec<NaiveDate>,
    counts: [AgendaCount; 7],
}

impl<'a> Agenda<'a> {
    fn new(conn: &'a Connection, view: &'a AgendaView, today: NaiveDate) -> rusqlite::Result<Self> {
        let (tests, values, behind) = (Vec::new(), Vec::new(), Vec::new());
        let (who, folded, counts) = (person(view.scope), &view.folded[..], Default::default());
        let mut agenda = Self { conn, who, today, folded, tests, values, behind, counts };
        agenda.narrow(view)?;
        let mut days = conn.prepare_cached(
            "SELECT DISTINCT agenda_on FROM day_count WHERE person_id = ?1 AND agenda_on < ?2 AND due_on >= ?2
             ORDER BY agenda_on",
        )?;
        let days = days.query_map(params![agenda.who, today.to_string()], |row| {
            row.get::<_, super::value::Col<NaiveDate>>(0).map(|day| day.0)
        })?;
        agenda.behind = days.collect::<rusqlite::Result<_>>()?;
        agenda.count()?;
        Ok(agenda)
    }

    fn narrow(&mut self, view: &AgendaView) -> rusqlite::Result<()> {
        let filter = &view.filter;
        match filter.stage {
            Some(Stage::Extended) => self.tests.push(EXTENDED.to_owned()),
            Some(Stage::Reported) => self.tests.push("t.state = 'reported'".to_owned()),
            _ => {}
        }
        if let Some(day) = filter.due_by {
            self.test("t.agenda_on <= {}", Value::Text(day.to_string()));
        }
        if let Some(urgency) = filter.urgency {
            self.test("d.urgency = {}", Value::Integer(urgency as i64));
        }
        if let Some(unit) = &filter.unit {
            self.test(UNIT, Value::Text(text::fold(unit)));
        }
        if let Some(login) = &filter.person {
            let mut id = self.conn.prepare_cached("SELECT id FROM person WHERE login = ?1")?;
            let id = id.query_row([text::clean_line(login)], |row| row.get(0)).optional()?.unwrap_or(-1);
            match view.scope {
                Scope::Office => self.who = id,
                Scope::Mine(_) => self.test("t.who_id = {}", Value::Integer(id)),
            }
        }
        Ok(())
    }

    fn test(&mut self, sql: &str, value: Value) {
        self.tests.push(sql.replace("{}", &format!("?{}", FIRST_VALUE + self.values.len())));
        self.values.push(value);
    }

    /// Kept counts where nothing narrows; what has none is walked.
    fn count(&mut self) -> rusqlite::Result<()> {
        let strip = self.tests.is_empty().then(|| strip(self.conn, self.who, self.today)).transpose()?;
        for (at, group) in AgendaGroup::ALL.into_iter().enumerate() {
            self.counts[at] = match strip {
                Some(strip) if group != AgendaGroup::Recent => {
                    AgendaCount { n: strip.of(group), or_more: false }
                }
                _ => {
                    let n = self.walk(group, "1", None, Side::From, MANY, |_| Ok(()))?.len();
                    AgendaCount { n: n as i64, or_more: n == MANY }
                }
            };
        }
        Ok(())
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
            let Some(group) = agenda_group_of(&row(found)?, self.today) else { return Ok(None) };
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
        for group in self.groups(place, side) {
            let here = place.filter(|place| place.group == group);
            let at = here.and_then(|key| key.task.as_ref());
            let is_at_heading = here.is_some() && at.is_none();
            let heading = AgendaLine { key: AgendaKey { group, task: None }, task: None };
            if side == Side::Before && is_at_heading {
                // Nothing of the group stands before its heading.
                continue;
            }
            if side == Side::From && at.is_none() {
                push(heading.clone(), &mut lines, &mut skip);
            }
            if !self.folded.contains(&group) {
                let has_to_pass = skip > 0;
                let passed = self.pass(group, at, side, &mut skip)?;
                if passed.is_some() || !has_to_pass {
                    let room = limit.saturating_sub(lines.len());
                    lines.extend(self.rows(group, passed.as_ref().or(at), side, room)?);
                }
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

    /// Groups with tasks from a place on, in the order they are walked in.
    fn groups(&self, place: Option<&AgendaKey>, side: Side) -> Vec<AgendaGroup> {
        let is_beyond = |group: AgendaGroup| {
            place.is_none_or(|place| match side {
                Side::From => group >= place.group,
                Side::Before => group <= place.group,
            })
        };
        let counted = AgendaGroup::ALL.into_iter().zip(self.counts);
        let groups =
            counted.filter(|(group, count)| count.n > 0 && is_beyond(*group)).map(|(group, _)| group);
        if side == Side::From { groups.collect() } else { groups.rev().collect() }
    }

    /// Passes over up to so many tasks of a group. Where it has that many, the place they end at.
    fn pass(
        &self,
        group: AgendaGroup,
        at: Option<&(String, TaskId)>,
        side: Side,
        skip: &mut usize,
    ) -> rusqlite::Result<Option<(String, TaskId)>> {
        if *skip == 0 {
            return Ok(None);
        }
        // A place is the first one of what follows it, and behind what stands before it.
        let wanted = *skip + usize::from(side == Side::From);
        let select = format!("t.{}, t.id", walked(group).1);
        let mut keys =
            self.walk(group, &select, at, side, wanted, |row| Ok((row.get(0)?, TaskId(row.get(1)?))))?;
        if keys.len() < wanted {
            *skip -= keys.len();
            return Ok(None);
        }
        *skip = 0;
        Ok(keys.pop())
    }

    fn rows(
        &self,
        group: AgendaGroup,
        at: Option<&(String, TaskId)>,
        side: Side,
        limit: usize,
    ) -> rusqlite::Result<Vec<AgendaLine>> {
        let (_, column, _) = walked(group);
        let select = format!("{COLUMNS}, {PROGRESS}, t.{column}");
        self.walk(group, &select, at, side, limit, |found| {
            let task = row(found)?;
            let sort = found.get(found.as_ref().column_count() - 1)?;
            let key = AgendaKey { group, task: Some((sort, task.id)) };
            Ok(AgendaLine { key, task: Some(Box::new(task)) })
        })
    }

    /// Reads `select` of at most so many tasks of a group from a place on, or before it.
    fn walk<T>(
        &self,
        group: AgendaGroup,
        select: &str,
        at: Option<&(String, TaskId)>,
        side: Side,
        limit: usize,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let (indexes, column, is_walked) = walked(group);
        // The newest of what is done comes first.
        let goes_up = (side == Side::From) != (group == AgendaGroup::Recent);
        let (compare, order) = match (goes_up, side) {
            (true, Side::From) => (">=", "ASC"),
            (true, Side::Before) => (">", "ASC"),
            (false, Side::From) => ("<=", "DESC"),
            (false, Side::Before) => ("<", "DESC"),
        };
        let tests: String = self.tests.iter().map(|test| format!(" AND {test}")).collect();
        // The index has one bound on each side: that of the place, which is within the other.
        let sql = format!(
            "SELECT {select} FROM task t INDEXED BY {} CROSS JOIN directive d ON d.id = t.directive_id
             WHERE {} AND {is_walked} AND (t.{column}, t.id) {compare} (?2, ?3) AND t.{column} {} ?4
               AND (?6 OR t.due_on IS NULL OR t.due_on >= ?5) AND t.deleted_at IS NULL AND NOT t.is_rule
               AND d.deleted_at IS NULL{tests}
             ORDER BY t.{column} {order}, t.id {order} LIMIT ?7",
            if self.who == OFFICE { indexes[0] } else { indexes[1] },
            if self.who == OFFICE { "?1 = 0" } else { "t.who_id = ?1" },
            if goes_up { "<" } else { ">=" },
        );
        let mut found = self.conn.prepare_cached(&sql)?;
        let mut ranges = self.ranges(group);
        if !goes_up {
            ranges.reverse();
        }
        let mut rows = Vec::new();
        let place = at.map(|(sort, task)| (sort.clone(), task.0));
        for [low, high] in ranges {
            let edge = (if goes_up { low.clone() } else { high.clone() }, 0);
            let place = match &place {
                None => edge,
                Some(place) if goes_up => edge.max(place.clone()),
                Some(place) => edge.min(place.clone()),
            };
            let bound = if goes_up { high } else { low };
            let mut values = vec![Value::Integer(self.who), Value::Text(place.0), Value::Integer(place.1)];
            values.extend([Value::Text(bound), Value::Text(self.today.to_string())]);
            // Only what is due today can be late by the official date and stand in its range.
            values.push(Value::Integer(i64::from(group != AgendaGroup::Today)));
            values.push(Value::Integer(i64::try_from(limit - rows.len()).unwrap_or(i64::MAX)));
            values.extend(self.values.iter().cloned());
            for row in found.query_map(params_from_iter(values), &read)? {
                rows.push(row?);
            }
            if rows.len() >= limit {
                break;
            }
        }
        Ok(rows)
    }

    /// What a group is made of, in its order: from, inclusive, to, exclusive.
    fn ranges(&self, group: AgendaGroup) -> Vec<[String; 2]> {
        let day = |days: i64| shifted(self.today, days);
        let range = |from: i64, to: i64| vec![[day(from), day(to)]];
        match group {
            AgendaGroup::Late => vec![[String::new(), day(0)]],
            AgendaGroup::Today => {
                let behind = self.behind.iter().map(|on| [shifted(*on, 0), shifted(*on, 1)]);
                behind.chain(range(0, 1)).collect()
            }
            AgendaGroup::Next7 => range(1, 8),
            AgendaGroup::Next30 => range(8, 31),
            AgendaGroup::Later => vec![[day(31), "~".to_owned()]],
            AgendaGroup::Undated => vec![["~".to_owned(), LAST.to_owned()]],
            AgendaGroup::Recent => vec![[day(-RECENT), LAST.to_owned()]],
        }
    }

    fn page(&self, lines: Vec<AgendaLine>) -> rusqlite::Result<AgendaPage> {
        let beyond = |line: Option<&AgendaLine>, side, skip| match line {
            None => Ok(false),
            Some(line) => self.lines(Some(&line.key), side, 1, skip).map(|lines| !lines.is_empty()),
        };
        Ok(AgendaPage {
            more_above: beyond(lines.first(), Side::Before, 0)?,
            more_below: beyond(lines.last(), Side::From, 1)?,
            counts: self.counts,
            lines,
        })
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

/// So many days later, as a key.
fn shifted(day: NaiveDate, days: i64) -> String {
    TimeDelta::try_days(days)
        .and_then(|days| day.checked_add_signed(days))
        .map_or(LAST.to_owned(), |day| day.to_string())
}
