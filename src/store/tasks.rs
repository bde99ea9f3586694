//! Rows of tasks: a checklist, one task, and the filtered list by due date.

use chrono::{NaiveDate, TimeDelta};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use serde_json::json;

use super::fault::At;
use super::value::{Col, opt};
use super::{Store, search};
use crate::domain::query::{TaskFilter, TaskRow};
use crate::domain::standing::{Due, Standing, standing};
use crate::domain::task::Progress;
use crate::domain::time::Now;
use crate::domain::{DirectiveId, TaskId};
use crate::error::Result;
use crate::text;

/// Between the names of the lead units; cannot stand in a cleaned name.
const BETWEEN: char = '\u{1f}';

/// A task's progress, read by [`progress`].
pub(super) const PROGRESS: &str =
    "t.state, t.done_on, t.reply_document, t.progress_note, t.reported_on, t.since,
    t.state_document, t.state_reason";

/// Reads the columns of [`PROGRESS`] from one on.
pub(super) fn progress(row: &Row<'_>, first: usize) -> rusqlite::Result<Progress> {
    Ok(Progress {
        state: row.get::<_, Col<_>>(first)?.0,
        done_on: opt(row.get(first + 1)?),
        reply_document: row.get(first + 2)?,
        note: row.get(first + 3)?,
        reported_on: opt(row.get(first + 4)?),
        since: opt(row.get(first + 5)?),
        document: row.get(first + 6)?,
        reason: row.get(first + 7)?,
    })
}

/// How often the deadline of a task `t` was extended, as `domain::deadline::extensions` has it.
macro_rules! extensions {
    () => {
        "(SELECT count(*) FROM deadline x WHERE x.task_id = t.id AND x.undone_at IS NULL AND x.document IS NOT NULL
           AND x.on_day > (SELECT b.on_day FROM deadline b WHERE b.task_id = x.task_id AND b.undone_at IS NULL
             AND b.id < x.id ORDER BY b.id DESC LIMIT 1))"
    };
}
pub(super) const EXTENSIONS: &str = extensions!();

/// Of a task `t` and its directive `d`; [`PROGRESS`] follows. Where a task is done, so are the parts of its lead units.
const COLUMNS: &str = concat!(
    "t.id, t.directive_id, ifnull(d.reference, ''), t.item, t.title, t.kind, t.due_on, t.due_at, t.internal_due,
    d.report_on, t.due_unverified, (SELECT name FROM person p WHERE p.id = t.who_id),
    (SELECT group_concat(a.printed, char(31) ORDER BY a.position) FROM assignment a
     WHERE a.task_id = t.id AND a.role = 'lead' AND a.deleted_at IS NULL),
    ",
    extensions!(),
    ", (SELECT count(*) FROM reminder r WHERE r.task_id = t.id AND r.deleted_at IS NULL),
    (SELECT max(r.on_day) FROM reminder r WHERE r.task_id = t.id AND r.deleted_at IS NULL),
    (SELECT count(*) FROM assignment a WHERE a.task_id = t.id AND a.role = 'lead' AND a.deleted_at IS NULL
       AND (a.done_on IS NOT NULL OR t.state = 'done')), t.is_rule"
);

fn row(row: &Row<'_>) -> rusqlite::Result<TaskRow> {
    let leads: Option<String> = row.get(12)?;
    Ok(TaskRow {
        id: TaskId(row.get(0)?),
        directive: DirectiveId(row.get(1)?),
        reference: row.get(2)?,
        item: row.get(3)?,
        title: row.get(4)?,
        kind: row.get::<_, Col<_>>(5)?.0,
        due_on: opt(row.get(6)?),
        due_at: opt(row.get(7)?),
        internal_on: opt(row.get(8)?),
        report_on: opt(row.get(9)?),
        unverified: row.get(10)?,
        follower: row.get(11)?,
        extensions: row.get(13)?,
        reminders: row.get(14)?,
        reminded_on: opt(row.get(15)?),
        leads_done: row.get(16)?,
        is_rule: row.get(17)?,
        progress: progress(row, 18)?,
        leads: leads.map(|leads| leads.split(BETWEEN).map(str::to_owned).collect()).unwrap_or_default(),
    })
}

/// In the letter's order, whether the directive is in the trash or not.
pub(super) fn of_directive(conn: &Connection, directive: DirectiveId) -> rusqlite::Result<Vec<TaskRow>> {
    let mut tasks = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, {PROGRESS} FROM task t JOIN directive d ON d.id = t.directive_id
         WHERE t.directive_id = ?1 AND t.deleted_at IS NULL ORDER BY t.position"
    ))?;
    tasks.query_map([directive.0], row)?.collect()
}

/// The first day of each task's own deadline where another stands now, in the letter's order.
pub(super) fn first_due(
    conn: &Connection,
    directive: DirectiveId,
) -> rusqlite::Result<Vec<Option<NaiveDate>>> {
    let mut first = conn.prepare_cached(&format!(
        "SELECT iif({EXTENSIONS} > 0, (SELECT f.on_day FROM deadline f
             WHERE f.task_id = t.id AND f.undone_at IS NULL ORDER BY f.id LIMIT 1), NULL)
         FROM task t WHERE t.directive_id = ?1 AND t.deleted_at IS NULL ORDER BY t.position"
    ))?;
    first.query_map([directive.0], |row| row.get(0).map(opt))?.collect()
}

impl Store {
    /// The tasks of a directive in the letter's order; empty where it is not in the file.
    pub fn checklist(&self, directive: DirectiveId) -> Result<Vec<TaskRow>> {
        of_directive(&self.conn, directive).at(&self.path)
    }

    /// One task outside the trash.
    pub fn task(&self, id: TaskId) -> Result<Option<TaskRow>> {
        self.read(|conn| {
            let mut task = conn.prepare_cached(&format!(
                "SELECT {COLUMNS}, {PROGRESS} FROM task t JOIN directive d ON d.id = t.directive_id
                 WHERE t.id = ?1 AND t.deleted_at IS NULL AND d.deleted_at IS NULL"
            ))?;
            task.query_row(params![id.0], row).optional()
        })
    }

    /// Tasks by official due date, undated ones last, then by number. Reads no further than `limit`
    /// needs. SQL narrows by index; the last word on standing has the domain, so that a list holds what
    /// every other figure counts.
    pub fn tasks(&self, filter: &TaskFilter, now: Now) -> Result<Vec<TaskRow>> {
        let (sql, values) = narrowed(filter, now);
        self.read(|conn| {
            let mut tasks = conn.prepare_cached(&sql)?;
            let tasks = tasks.query_map(params_from_iter(values), row)?;
            let stands =
                |task: &rusqlite::Result<_>| task.as_ref().map_or(true, |task| stands(task, filter, now));
            tasks.filter(stands).take(filter.limit.unwrap_or(usize::MAX)).collect()
        })
    }
}

/// Whether the task stands as the filter asks.
fn stands(task: &TaskRow, filter: &TaskFilter, now: Now) -> bool {
    let stands = standing(&task.progress, Due { on: task.due_on, at: task.due_at }, now);
    filter.status.is_none_or(|status| status == stands) && (!filter.overdue || stands == Standing::Overdue)
}

fn narrowed(filter: &TaskFilter, now: Now) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = Vec::new();
    let mut wheres = vec!["d.deleted_at IS NULL".to_owned(), "t.deleted_at IS NULL".to_owned()];
    let mut add = |sql: &str, value: Value| {
        values.push(value);
        wheres.push(sql.replace("{}", &format!("?{}", values.len())));
    };
    let stage = match filter.status {
        Some(Standing::DoneOnTime | Standing::DoneLate) => "done",
        Some(Standing::Paused) => "paused",
        Some(Standing::Withdrawn) => "withdrawn",
        Some(Standing::Recurring) => "open",
        Some(Standing::Overdue | Standing::DueSoon | Standing::OnTrack | Standing::NoDeadline) | None => {
            "open"
        }
    };
    let by_directive = filter.directive.is_some();
    add(if by_directive { "+t.stage = {}" } else { "t.stage = {}" }, Value::Text(stage.into()));
    let today = now.today();
    if filter.overdue || filter.status == Some(Standing::Overdue) {
        add("t.due_sort <= {}", Value::Text(today.to_string()));
    }
    if let Some(days) = filter.due_within {
        let last = TimeDelta::try_days(days).and_then(|days| today.checked_add_signed(days)).unwrap_or(today);
        add("t.due_sort >= {}", Value::Text(today.to_string()));
        add("t.due_sort <= {}", Value::Text(last.to_string()));
    }
    if let Some(directive) = filter.directive {
        add("t.directive_id = {}", Value::Integer(directive.0));
    }
    if let Some(since) = filter.since {
        add("d.issued_on >= {}", Value::Text(since.to_string()));
    }
    if let Some(unit) = &filter.unit {
        // Units are few; their tasks are found by index.
        add(
            "t.id IN (SELECT a.task_id FROM assignment a
               WHERE a.role IN ('lead', 'support') AND a.deleted_at IS NULL AND a.unit_id IN
                 (SELECT n.unit_id FROM unit_name n WHERE NOT EXISTS
                   (SELECT 1 FROM json_each({}) w WHERE instr(' ' || n.name_folded, ' ' || w.value) = 0)))",
            Value::Text(json!(words(unit)).to_string()),
        );
    }
    if let Some(person) = &filter.person {
        add(
            "t.who_id IN
               (SELECT id FROM person WHERE lower(login) = {} OR name_folded = {})",
            Value::Text(text::fold(person)),
        );
    }
    if let Some(words) = filter.text.as_deref().and_then(search::anywhere) {
        add(
            "(t.directive_id << 16) + 65534 - t.position IN
               (SELECT rowid FROM record_text WHERE record_text MATCH {})",
            Value::Text(words),
        );
    }
    // CROSS JOIN keeps the walk along the index by due date.
    let sql = format!(
        "SELECT {COLUMNS}, {PROGRESS} FROM task t CROSS JOIN directive d ON d.id = t.directive_id
         WHERE {} ORDER BY t.due_sort, t.id",
        wheres.join(" AND ")
    );
    (sql, values)
}

/// The words that were typed, folded.
fn words(typed: &str) -> Vec<String> {
    text::fold(&text::clean_line(typed)).split_whitespace().map(str::to_owned).collect()
}
