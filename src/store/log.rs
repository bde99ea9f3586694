//! View 4: windows of the journal, of what is new and of the trash, found by key, newest first.
//!
//! A page costs the same in a journal of any length. By day it costs what that day held; what is new is
//! looked for among the newest entries alone ([`NEWEST`]).

use chrono::{Days, NaiveDate, NaiveTime};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::Store;
use super::board::{Side, person, window};
use super::journal::{AROUND, LINE, line};
use crate::domain::TaskId;
use crate::domain::log::{LogKey, LogPage, LogRow, LogTab, LogView, NEWEST, News, Visit};
use crate::domain::query::{From, Scope};
use crate::domain::time::Now;
use crate::error::{Error, Result};

/// Whether directive `{}` is one that person ?1 follows, or has a task that the person follows.
const MINE: &str = "EXISTS (SELECT 1 FROM directive f WHERE f.id = {} AND (f.follower_id = ?1
    OR EXISTS (SELECT 1 FROM task g WHERE g.directive_id = f.id AND g.follower_id = ?1)))";

/// The same as a list, which is the way in where it is short: a few directives may have no entry among
/// the newest thousands.
const OF_MINE: &str = "IN (SELECT id FROM directive WHERE follower_id = ?1
    UNION SELECT directive_id FROM task WHERE follower_id = ?1)";
const SHORT: i64 = 500;

/// Values before those of a view: ?1 whose, ?2 and ?3 the key, ?4 how many, ?5 how many are passed over.
const FIRST_VALUE: usize = 6;

/// Of trashed record `k`: the columns of [`LINE`], from the entry that put it there where there is one.
const TRASHED: &str = "ifnull(j.seq, 0), ifnull(j.group_id, 0), ifnull(j.act, 'do'), j.undo_of, k.at,
    ifnull(j.actor, ''), ifnull(j.run, ''), iif(k.task IS NULL,
      json_object('change', 'directive_trashed', 'directive', d.id, 'old', json('false'), 'new', json('true')),
      json_object('change', 'task_trashed', 'task', t.id, 'old', json('false'), 'new', json('true'))),
    coalesce(p.name, j.actor, ''), d.id, ifnull(d.reference, ''), t.item, ifnull(t.title, d.subject), t.id";

const TRASHED_FROM: &str = "JOIN directive d ON d.id = k.directive LEFT JOIN task t ON t.id = k.task
    LEFT JOIN journal j ON j.seq = (SELECT max(o.seq) FROM journal o
      WHERE o.directive_id = k.directive AND o.task_id IS k.task
        AND o.change->>'change' IN ('directive_trashed', 'task_trashed'))
    LEFT JOIN person p ON p.login = j.actor";

impl Store {
    /// A window of at most `limit` rows.
    pub fn log(&self, view: &LogView, from: &From<LogKey>, limit: usize) -> Result<LogPage> {
        self.read(|conn| {
            let (listed, (key, side, skip)) = (Listed::new(conn, view)?, window(from));
            let edge = match side {
                Side::From => LogKey { at: "~".into(), id: i64::MAX },
                Side::Before => LogKey { at: String::new(), id: i64::MIN },
            };
            listed.page(conn, listed.rows(conn, key.unwrap_or(&edge), side, limit, skip)?)
        })
    }

    /// Who has this login or this shown name.
    ///
    /// Errors: [`Error::NoSuchRecord`].
    pub fn login_of(&self, typed: &str) -> Result<String> {
        let sql = "SELECT login FROM person WHERE login = ?1 OR name_folded = fold(?1)
                   ORDER BY login = ?1 DESC LIMIT 1";
        let login =
            self.read(|conn| conn.prepare_cached(sql)?.query_row([typed], |row| row.get(0)).optional())?;
        login.ok_or_else(|| Error::NoSuchRecord(typed.to_owned()))
    }

    /// What is new in a scope since a visit.
    pub fn news(&self, scope: Scope, visit: &Visit) -> Result<News> {
        self.read(|conn| {
            let mut newest = conn.prepare_cached("SELECT ifnull(max(seq), 0) FROM journal")?;
            let newest = newest.query_row([], |row| row.get(0))?;
            let sql = format!("{} SELECT ifnull(sum(n_tasks), 0) FROM fresh", fresh(scope, 2));
            let values = [person(scope).into(), visit.since.into(), Value::Text(visit.login.clone())];
            let n_tasks = conn.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
            Ok(News { n_tasks, newest })
        })
    }
}

/// What others did since the entry of value `at`, the login of the next value apart, a row for each
/// record: its newest entry, how many, and for how many tasks it counts. All that was done to a directive
/// that is itself new is one row.
fn fresh(scope: Scope, at: usize) -> String {
    let (mine, login) = (mine(scope, "j.directive_id"), at + 1);
    format!(
        "WITH recent AS MATERIALIZED (
           SELECT j.seq, j.directive_id, j.task_id, j.change->>'change' = 'directive_added' AS is_added
           FROM journal j WHERE j.seq > max(?{at}, (SELECT max(seq) FROM journal) - {NEWEST})
             AND j.actor <> ?{login}{mine}),
         added AS MATERIALIZED (SELECT DISTINCT directive_id FROM recent WHERE is_added),
         fresh AS MATERIALIZED (
           SELECT max(seq) AS seq, count(*) AS n, (SELECT count(*) FROM task x
             JOIN directive y ON y.id = x.directive_id AND y.deleted_at IS NULL
             WHERE x.directive_id = r.directive_id AND x.deleted_at IS NULL AND NOT x.is_rule
               AND (x.id = r.task_id OR r.directive_id IN added)) AS n_tasks
           FROM recent r GROUP BY r.directive_id, iif(r.directive_id IN added, NULL, r.task_id))"
    )
}

fn mine(scope: Scope, directive: &str) -> String {
    match scope {
        Scope::Mine(_) => format!(" AND {}", MINE.replace("{}", directive)),
        Scope::Office => String::new(),
    }
}

/// The first instant of a day in Vietnam, as instants of it compare in their column.
fn begin(on: NaiveDate) -> Value {
    let begin = Now::from_local(on.and_time(NaiveTime::MIN)).at();
    Value::Text(begin.format("%Y-%m-%dT%H:%M:%S").to_string())
}

/// A view as SQL: all but the side of the key.
struct Listed {
    tab: LogTab,
    scope: Scope,
    /// Tests of the journal, each after `AND`.
    wheres: String,
    /// The number of an entry, so written that the right index is the way in.
    seq: &'static str,
    values: Vec<Value>,
}

impl Listed {
    fn new(conn: &Connection, view: &LogView) -> rusqlite::Result<Self> {
        let (tab, scope) = (view.tab, view.scope);
        let mut listed = Self { tab, scope, wheres: String::new(), seq: "j.seq", values: Vec::new() };
        match tab {
            LogTab::Journal => listed.narrow(conn, view)?,
            // Without a visit before this one nothing is new.
            LogTab::News => {
                let (since, login) =
                    view.visit.as_ref().map_or((i64::MAX, ""), |visit| (visit.since, visit.login.as_str()));
                listed.values = vec![since.into(), Value::Text(login.into())];
            }
            LogTab::Trash => {}
        }
        Ok(listed)
    }

    fn test(&mut self, sql: &str, value: Value) {
        self.wheres += &format!(" AND {sql} ?{}", FIRST_VALUE + self.values.len());
        self.values.push(value);
    }

    /// The narrowest is the way in: one directive, a day, a person. A plus keeps others from being it.
    fn narrow(&mut self, conn: &Connection, view: &LogView) -> rusqlite::Result<()> {
        let filter = &view.filter;
        let of_one = filter.directive.is_some();
        let of_day = filter.on.is_some() && !of_one;
        let is_short = match view.scope {
            Scope::Mine(person) if !of_one && !of_day => {
                let tally = "SELECT ifnull(sum(n_total), 0) <= ?2 FROM tally WHERE person_id = ?1";
                conn.prepare_cached(tally)?.query_row([person.0, SHORT], |row| row.get(0))?
            }
            _ => false,
        };
        if let Some(directive) = filter.directive {
            self.test("j.directive_id =", directive.0.into());
        }
        if let Some(task) = filter.task {
            self.test("j.task_id =", task.0.into());
        }
        if let Some(on) = filter.on {
            let [from, to] = if of_day { ["j.at >=", "j.at <"] } else { ["+j.at >=", "+j.at <"] };
            self.test(from, begin(on));
            self.test(to, begin(on.checked_add_days(Days::new(1)).unwrap_or(on)));
        }
        if let Some(login) = &filter.person {
            let is_way_in = !of_one && !of_day && !is_short;
            self.test(if is_way_in { "j.actor =" } else { "+j.actor =" }, Value::Text(login.clone()));
        }
        match is_short {
            true => self.wheres += &format!(" AND j.directive_id {OF_MINE}"),
            false => self.wheres += &mine(view.scope, "j.directive_id"),
        }
        if is_short || of_day {
            self.seq = "+j.seq";
        }
        Ok(())
    }

    /// The statement for rows on one side of the key.
    fn sql(&self, side: Side) -> String {
        let (compare, order) = if side == Side::From { ("<=", "DESC") } else { (">", "ASC") };
        let Self { wheres, seq, .. } = self;
        match self.tab {
            // Rows are put together for the numbers of the window alone.
            LogTab::Journal => format!(
                "SELECT {LINE}, 1, 0, '', j.seq FROM (
                   SELECT j.seq FROM journal j WHERE {seq} {compare} ?3{wheres}
                   ORDER BY {seq} {order} LIMIT ?4 OFFSET ?5) k JOIN journal j ON j.seq = k.seq {AROUND}
                 ORDER BY k.seq {order}"
            ),
            LogTab::News => format!(
                "{} SELECT {LINE}, k.n, k.n_tasks, '', k.seq FROM (
                   SELECT * FROM fresh WHERE seq {compare} ?3
                   ORDER BY seq {order} LIMIT ?4 OFFSET ?5) k JOIN journal j ON j.seq = k.seq {AROUND}
                 ORDER BY k.seq {order}",
                fresh(self.scope, FIRST_VALUE)
            ),
            LogTab::Trash => {
                let mine = mine(self.scope, "d.id");
                format!(
                    "SELECT {TRASHED}, 1, 0, k.at, k.id FROM (
                       SELECT d.deleted_at AS at, d.id, d.id AS directive, NULL AS task FROM directive d
                       WHERE d.deleted_at IS NOT NULL AND (d.deleted_at, d.id) {compare} (?2, ?3){mine}
                       UNION ALL
                       SELECT t.deleted_at, -t.id, d.id, t.id FROM task t
                         JOIN directive d ON d.id = t.directive_id AND d.deleted_at IS NULL
                       WHERE t.deleted_at IS NOT NULL AND (t.deleted_at, -t.id) {compare} (?2, ?3){mine}
                       ORDER BY 1 {order}, 2 {order} LIMIT ?4 OFFSET ?5) k {TRASHED_FROM}
                     ORDER BY k.at {order}, k.id {order}"
                )
            }
        }
    }

    /// In list order on either side.
    fn rows(
        &self,
        conn: &Connection,
        key: &LogKey,
        side: Side,
        limit: usize,
        skip: usize,
    ) -> rusqlite::Result<Vec<LogRow>> {
        let count = |n: usize| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
        let place = [person(self.scope).into(), Value::Text(key.at.clone()), key.id.into()];
        let values = place.into_iter().chain([count(limit), count(skip)]).chain(self.values.iter().cloned());
        let mut rows = conn.prepare_cached(&self.sql(side))?;
        let rows = rows.query_map(params_from_iter(values), row)?.collect::<rusqlite::Result<Vec<_>>>();
        let mut rows = rows?;
        if side == Side::Before {
            rows.reverse();
        }
        Ok(rows)
    }

    fn page(&self, conn: &Connection, rows: Vec<LogRow>) -> rusqlite::Result<LogPage> {
        let beyond = |row: Option<&LogRow>, side: Side, skip: usize| -> rusqlite::Result<bool> {
            let Some(row) = row else { return Ok(false) };
            Ok(!self.rows(conn, &row.key, side, 1, skip)?.is_empty())
        };
        let more_above = beyond(rows.first(), Side::Before, 0)?;
        Ok(LogPage { more_above, more_below: beyond(rows.last(), Side::From, 1)?, rows })
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<LogRow> {
    Ok(LogRow {
        line: line(row)?,
        task: row.get::<_, Option<i64>>(13)?.map(TaskId),
        n: row.get(14)?,
        n_tasks: row.get(15)?,
        key: LogKey { at: row.get(16)?, id: row.get(17)? },
    })
}
