//! Figures over tasks: which tasks a query counts, in whose rows, and by whose progress.
//!
//! Border: standing, days late and sums are `domain`'s. SQL gives one line for each counted task and lead
//! unit, from indexes alone.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::Store;
use super::tasks::EXTENSIONS;
use super::value::{Col, opt};
use crate::domain::UnitId;
use crate::domain::query::Scope;
use crate::domain::standing::{Due, standing};
use crate::domain::stats::{Attribution, Figures, GroupBy, Stats, StatsQuery, StatsRow, Window, days_late};
use crate::domain::task::Progress;
use crate::domain::time::Now;
use crate::error::Result;

/// Stands for nobody among those who follow.
pub(super) const NOBODY: i64 = 0;

/// The units of the file: their names, and who took over.
pub(super) struct Register {
    units: HashMap<i64, Unit>,
    rolls_up: bool,
}

struct Unit {
    name: String,
    sort_key: String,
    successor: Option<i64>,
}

impl Register {
    pub(super) fn read(conn: &Connection, rolls_up: bool) -> rusqlite::Result<Self> {
        let mut units = conn.prepare_cached("SELECT id, name, sort_key, successor_id FROM unit")?;
        let units = units.query_map([], |row| {
            let unit = Unit { name: row.get(1)?, sort_key: row.get(2)?, successor: row.get(3)? };
            Ok((row.get(0)?, unit))
        })?;
        Ok(Self { units: units.collect::<rusqlite::Result<_>>()?, rolls_up })
    }

    /// The unit in whose row another one counts: the last that took over, or itself.
    pub(super) fn counts_as(&self, unit: i64) -> i64 {
        let successor = |id: &i64| self.units.get(id).and_then(|unit| unit.successor);
        if !self.rolls_up {
            return unit;
        }
        // No chain is longer than there are units, whatever an older program let stand in a circle.
        std::iter::successors(Some(unit), successor).take(self.units.len()).last().unwrap_or(unit)
    }

    /// The units that count in the row of this one.
    pub(super) fn under(&self, unit: UnitId) -> Vec<i64> {
        let mut units: Vec<i64> =
            self.units.keys().copied().filter(|id| self.counts_as(*id) == unit.0).collect();
        units.sort_unstable();
        units
    }

    pub(super) fn row(&self, unit: i64) -> (String, String) {
        self.units.get(&unit).map_or_else(Default::default, |unit| (unit.sort_key.clone(), unit.name.clone()))
    }
}

/// One line: a task, and a part in it.
struct Counted {
    id: i64,
    progress: Progress,
    due: Due,
    who: i64,
    lead: Option<i64>,
    part_done_on: Option<NaiveDate>,
}

fn counted(row: &Row<'_>) -> rusqlite::Result<Counted> {
    let progress =
        Progress { state: row.get::<_, Col<_>>(1)?.0, done_on: opt(row.get(2)?), ..Progress::default() };
    Ok(Counted {
        id: row.get(0)?,
        progress,
        due: Due { on: opt(row.get(3)?), at: opt(row.get(4)?) },
        who: row.get(5)?,
        lead: row.get(6)?,
        part_done_on: opt(row.get(7)?),
    })
}

/// The figures that are being summed up.
struct Sums {
    window: Option<Window>,
    now: Now,
    extensions: HashMap<i64, u64>,
    register: Register,
    by: GroupBy,
    rows: HashMap<i64, Figures>,
    total: Figures,
}

impl Sums {
    /// Takes in the lines of one task.
    fn take(&mut self, lines: &[Counted]) {
        let Some(task) = lines.first() else {
            return;
        };
        let (due, window, now) = (task.due, self.window, self.now);
        let extensions = self.extensions.get(&task.id).copied().unwrap_or(0);
        let count = |figures: &mut Figures, progress: &Progress| {
            let is_out = window
                .is_some_and(|window| window.by == Attribution::Completed && !window.holds(progress.done_on));
            if !is_out {
                // What is due soon counts as open within its time, as what is not.
                let stands = standing(progress, due, now, 0);
                figures.add(stands, days_late(stands, due.on, progress.done_on, now), extensions);
            }
        };
        count(&mut self.total, &task.progress);
        if self.by == GroupBy::Person {
            return count(self.rows.entry(task.who).or_default(), &task.progress);
        }
        // Of the parts that count in one row, the last one done is that row's, once all are.
        let mut parts: Vec<(i64, Option<NaiveDate>)> = Vec::with_capacity(lines.len());
        for line in lines {
            let unit = line.lead.map_or(NOBODY, |unit| self.register.counts_as(unit));
            match parts.iter_mut().find(|(known, _)| *known == unit) {
                Some((_, done_on)) => *done_on = done_on.zip(line.part_done_on).map(|(a, b)| a.max(b)),
                None => parts.push((unit, line.part_done_on)),
            }
        }
        for (unit, done_on) in parts {
            count(self.rows.entry(unit).or_default(), &task.progress.of_part(done_on));
        }
    }

    /// Rows in which anything was counted, by name.
    fn finish(self, conn: &Connection) -> rusqlite::Result<Stats> {
        let people = people(conn)?;
        let rows = self.rows.into_iter().filter(|(_, figures)| figures.counts.total() > 0);
        let mut rows: Vec<(String, StatsRow)> = rows
            .map(|(id, figures)| {
                let (sort_key, name) = match self.by {
                    GroupBy::Unit => self.register.row(id),
                    GroupBy::Person => people.get(&id).cloned().unwrap_or_default(),
                };
                (sort_key, StatsRow { id: (id != NOBODY).then_some(id), name, figures })
            })
            .collect();
        rows.sort_by(|(a_key, a), (b_key, b)| {
            (a.id.is_none(), a_key, &a.name, a.id).cmp(&(b.id.is_none(), b_key, &b.name, b.id))
        });
        Ok(Stats { rows: rows.into_iter().map(|(_, row)| row).collect(), total: self.total })
    }
}

impl Store {
    /// When the next of today's deadlines with an hour is over: the minute after the one it names.
    pub fn next_hour(&self, now: Now) -> Result<Option<Now>> {
        let next = self.read(|conn| {
            let mut hours = conn.prepare_cached(
                "SELECT min(late_sort) FROM task INDEXED BY task_late
                 WHERE stage = 'open' AND deleted_at IS NULL AND late_sort >= ?1 AND late_sort < ?2",
            )?;
            let from = now.local().format("%Y-%m-%d %H:%M").to_string();
            hours.query_row([from, format!("{} 24", now.today())], |row| row.get::<_, Option<String>>(0))
        })?;
        let hour = next.and_then(|text| {
            let minute: String = text.chars().take("2020-12-21 17:00".len()).collect();
            NaiveDateTime::parse_from_str(&minute, "%Y-%m-%d %H:%M").ok()
        });
        Ok(hour.map(|hour| Now::from_local(hour + TimeDelta::minutes(1))))
    }

    /// The figures of all that a query counts, as of one moment of the file.
    pub fn stats(&self, query: &StatsQuery, now: Now) -> Result<Stats> {
        self.read(|conn| {
            let mut sums = Sums {
                window: query.window,
                now,
                extensions: extensions(conn)?,
                register: Register::read(conn, query.rolls_up)?,
                by: query.by,
                rows: HashMap::new(),
                total: Figures::default(),
            };
            let (sql, values) = lines(query);
            let mut lines = conn.prepare_cached(&sql)?;
            let lines = lines.query_map(params_from_iter(values), counted)?;
            let mut task: Vec<Counted> = Vec::new();
            for line in lines {
                let line = line?;
                if task.first().is_some_and(|first| first.id != line.id) {
                    sums.take(&task);
                    task.clear();
                }
                task.push(line);
            }
            sums.take(&task);
            sums.finish(conn)
        })
    }
}

/// The lines of a query; those of a task follow each other. In a window of days done, a task that is done
/// then itself or in one of its parts.
fn lines(query: &StatsQuery) -> (String, Vec<Value>) {
    let mut wheres = vec!["t.deleted_at IS NULL", "NOT t.is_rule", "t.stage <> 'withdrawn'"];
    let mut values = Vec::new();
    // Which directives: an index has all that are there, by the day they were assigned.
    let mut directives = "t.directive_id IN (SELECT id FROM directive WHERE deleted_at IS NULL)";
    if let Some(Window { by, from, to }) = query.window {
        values.extend([from, to].map(|day| Value::Text(day.to_string())));
        match by {
            Attribution::Assigned => {
                directives = "t.directive_id IN (SELECT id FROM directive WHERE deleted_at IS NULL
                    AND ifnull(issued_on, received_on) BETWEEN ?1 AND ?2)";
            }
            Attribution::Due => wheres.push("t.due_on BETWEEN ?1 AND ?2"),
            Attribution::Completed => wheres.push(
                "(t.done_on BETWEEN ?1 AND ?2 OR t.id IN (SELECT p.task_id FROM assignment p
                   WHERE p.role = 'lead' AND p.deleted_at IS NULL AND p.done_on BETWEEN ?1 AND ?2))",
            ),
        }
    }
    wheres.push(directives);
    let mine;
    if let Scope::Mine(person) = query.scope {
        values.push(Value::Integer(person.0));
        mine = format!("t.who_id = ?{}", values.len());
        wheres.push(&mine);
    }
    let (part, leads) = match query.by {
        GroupBy::Unit => (
            "a.unit_id, a.done_on",
            "LEFT JOIN assignment a ON a.task_id = t.id AND a.role = 'lead' AND a.deleted_at IS NULL",
        ),
        GroupBy::Person => ("NULL, NULL", ""),
    };
    let sql = format!(
        "SELECT t.id, t.state, t.done_on, t.due_on, t.due_at, t.who_id, {part} FROM task t {leads} WHERE {}",
        wheres.join(" AND ")
    );
    (sql, values)
}

/// Extensions in force of the tasks that have any.
fn extensions(conn: &Connection) -> rusqlite::Result<HashMap<i64, u64>> {
    let mut tasks = conn.prepare_cached(&format!(
        "SELECT t.id, {EXTENSIONS} FROM task t
         WHERE t.id IN (SELECT task_id FROM deadline WHERE document IS NOT NULL AND undone_at IS NULL)"
    ))?;
    tasks.query_map([], |row| Ok((row.get(0)?, row.get::<_, u32>(1)?.into())))?.collect()
}

/// Sort key and shown name of everybody.
fn people(conn: &Connection) -> rusqlite::Result<HashMap<i64, (String, String)>> {
    let mut people = conn.prepare_cached("SELECT id, sort_key, name FROM person")?;
    people.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?.collect()
}

/// Tasks by their stage, from an index alone: the table itself is ten times as long.
const OPEN: &str = "SELECT id FROM task INDEXED BY task_by_due WHERE stage = 'open'";
/// Those of them that do not count, each found by an index: in the trash, or duties that come again.
const ASIDE: &str = "SELECT id FROM task WHERE deleted_at IS NOT NULL
    UNION ALL SELECT t.id FROM directive d CROSS JOIN task t ON t.directive_id = d.id WHERE d.deleted_at IS NOT NULL
    UNION ALL SELECT id FROM task WHERE is_rule AND id IN (SELECT parent_id FROM task WHERE parent_id IS NOT NULL)";
/// Parts that their lead units have not finished, as they lie in the file.
const PARTS: &str = "SELECT unit_id, task_id FROM assignment NOT INDEXED
    WHERE role = 'lead' AND deleted_at IS NULL AND done_on IS NULL";

/// Open tasks by the unit that leads them and has not finished its part. Nothing is sorted or joined in SQL, and
/// no task is read: that would take five times as long.
pub(super) fn open_by_unit(conn: &Connection) -> rusqlite::Result<HashMap<i64, i64>> {
    let ids = |sql| -> rusqlite::Result<HashSet<i64>> {
        conn.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect()
    };
    let mut open = ids(OPEN)?;
    for id in ids(ASIDE)? {
        open.remove(&id);
    }
    let mut parts = conn.prepare_cached(PARTS)?;
    let mut parts = parts.query([])?;
    // A task counts once for a unit, also where the letter names it twice.
    let (mut counts, mut seen) = (HashMap::new(), HashSet::new());
    while let Some(row) = parts.next()? {
        let (unit, task) = (row.get(0)?, row.get(1)?);
        if open.contains(&task) && seen.insert((unit, task)) {
            *counts.entry(unit).or_default() += 1;
        }
    }
    Ok(counts)
}
