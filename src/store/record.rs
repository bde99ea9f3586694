//! A directive read back whole, as it was added: for the detail, the export and the journal of a load.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};

use super::value::{Col, opt, span};
use crate::domain::TaskId;
use crate::domain::deadline::Deadline;
use crate::domain::directive::{Citation, DocKind, Doubt, Finding, NewDirective};
use crate::domain::task::{Actual, Assignment, NewTask, Progress, Step, Target};

/// A record with the numbers it has here.
pub(super) struct Record {
    pub(super) record: NewDirective,
    pub(super) task_ids: Vec<TaskId>,
    pub(super) trashed: bool,
}

pub(super) fn read(conn: &Connection, id: i64) -> rusqlite::Result<Option<Record>> {
    let mut head = conn.prepare_cached(
        "SELECT d.reference, d.kind, d.issued_on, d.place, d.issuer, d.subject, d.addressees, d.recipients,
                d.signer, d.signer_title, d.urgency, d.received_on, d.inbound_number, d.report_to, d.report_via,
                d.handling_note, p.login, d.original, d.deleted_at IS NOT NULL
         FROM directive d LEFT JOIN person p ON p.id = d.follower_id WHERE d.id = ?1",
    )?;
    let head = head.query_row([id], |row| Ok((read_head(row)?, row.get(18)?))).optional()?;
    let Some((mut record, trashed)) = head else { return Ok(None) };
    record.citations = all(
        conn,
        "SELECT reference, on_day, kind FROM citation WHERE directive_id = ?1 ORDER BY position",
        id,
        |row| Ok(Citation { reference: row.get(0)?, on: opt(row.get(1)?), kind: row.get::<_, Col<_>>(2)?.0 }),
    )?;
    record.findings = all(
        conn,
        "SELECT kind, text, span_from, span_to, report FROM finding
         WHERE directive_id = ?1 AND deleted_at IS NULL ORDER BY position",
        id,
        |row| {
            let kind = row.get::<_, Col<_>>(0)?.0;
            Ok(Finding { kind, text: row.get(1)?, span: span(row.get(2)?, row.get(3)?), report: row.get(4)? })
        },
    )?;
    record.doubts = all(
        conn,
        "SELECT kind, text, expected, span_from, span_to FROM doubt
         WHERE directive_id = ?1 AND settled_at IS NULL ORDER BY position",
        id,
        |row| {
            let kind = row.get::<_, Col<_>>(0)?.0;
            Ok(Doubt { kind, text: row.get(1)?, expected: row.get(2)?, span: span(row.get(3)?, row.get(4)?) })
        },
    )?;
    let (task_ids, tasks) = read_tasks(conn, id)?.into_iter().unzip();
    record.tasks = tasks;
    Ok(Some(Record { record, task_ids, trashed }))
}

fn all<T>(
    conn: &Connection,
    sql: &str,
    id: i64,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    conn.prepare_cached(sql)?.query_map([id], read)?.collect()
}

fn read_head(row: &Row<'_>) -> rusqlite::Result<NewDirective> {
    Ok(NewDirective {
        reference: row.get(0)?,
        issued_on: opt(row.get(2)?),
        place: row.get(3)?,
        issuer: row.get(4)?,
        addressees: list(row, 6)?,
        recipients: list(row, 7)?,
        signer: row.get(8)?,
        signer_title: row.get(9)?,
        urgency: row.get::<_, Col<_>>(10)?.0,
        received_on: opt(row.get(11)?),
        inbound_number: row.get(12)?,
        report_to: row.get(13)?,
        report_via: row.get(14)?,
        handling_note: row.get(15)?,
        follower: row.get(16)?,
        original: row.get(17)?,
        ..NewDirective::new(DocKind::from(row.get::<_, String>(1)?), row.get::<_, String>(5)?)
    })
}

fn list(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, error.into())
    })
}

fn read_tasks(conn: &Connection, directive: i64) -> rusqlite::Result<Vec<(TaskId, NewTask)>> {
    let mut items: HashMap<i64, String> = HashMap::new();
    let mut tasks = all(
        conn,
        "SELECT t.id, t.parent_id, t.item, t.title, t.text, t.span_from, t.span_to, t.kind, t.state, t.done_on,
                t.reply_document, t.progress_note, p.login, t.internal_due
         FROM task t LEFT JOIN person p ON p.id = t.follower_id
         WHERE t.directive_id = ?1 AND t.deleted_at IS NULL ORDER BY t.position",
        directive,
        |row| {
            let id: i64 = row.get(0)?;
            let mut task = read_task(row)?;
            // Parents stand above their children.
            task.parent = row.get::<_, Option<i64>>(1)?.and_then(|parent| items.get(&parent).cloned());
            items.insert(id, task.item.clone());
            Ok((TaskId(id), task))
        },
    )?;
    for (id, task) in &mut tasks {
        read_parts(conn, id.0, task)?;
    }
    Ok(tasks)
}

fn read_task(row: &Row<'_>) -> rusqlite::Result<NewTask> {
    Ok(NewTask {
        text: row.get(4)?,
        span: span(row.get(5)?, row.get(6)?),
        kind: row.get::<_, Col<_>>(7)?.0,
        progress: Progress {
            state: row.get::<_, Col<_>>(8)?.0,
            done_on: opt(row.get(9)?),
            reply_document: row.get(10)?,
            note: row.get(11)?,
        },
        follower: row.get(12)?,
        internal_due: opt(row.get(13)?),
        ..NewTask::new(row.get::<_, String>(2)?, row.get::<_, String>(3)?)
    })
}

fn read_parts(conn: &Connection, id: i64, task: &mut NewTask) -> rusqlite::Result<()> {
    task.deadline = deadline(conn, id)?;
    task.assignments = all(
        conn,
        "SELECT printed, role, done_on, reply_document FROM assignment
         WHERE task_id = ?1 AND deleted_at IS NULL ORDER BY position",
        id,
        |row| {
            Ok(Assignment {
                unit: row.get(0)?,
                role: row.get::<_, Col<_>>(1)?.0,
                done_on: opt(row.get(2)?),
                reply_document: row.get(3)?,
            })
        },
    )?;
    task.steps = all(
        conn,
        "SELECT text, done FROM step WHERE task_id = ?1 AND deleted_at IS NULL ORDER BY position",
        id,
        |row| Ok(Step { text: row.get(0)?, done: row.get(1)? }),
    )?;
    let targets = all(
        conn,
        "SELECT id, measure, comparator, value FROM target
         WHERE task_id = ?1 AND deleted_at IS NULL ORDER BY position",
        id,
        |row| {
            let comparator = row.get::<_, Col<_>>(2)?.0;
            let target = Target { measure: row.get(1)?, comparator, value: row.get(3)?, actuals: Vec::new() };
            Ok((row.get::<_, i64>(0)?, target))
        },
    )?;
    for (target_id, mut target) in targets {
        target.actuals = all(
            conn,
            "SELECT on_day, value FROM actual WHERE target_id = ?1 AND deleted_at IS NULL ORDER BY id",
            target_id,
            |row| Ok(Actual { on: row.get::<_, Col<_>>(0)?.0, value: row.get(1)? }),
        )?;
        task.targets.push(target);
    }
    Ok(())
}

/// The task's own deadline in force.
pub(super) fn deadline(conn: &Connection, task: i64) -> rusqlite::Result<Option<Deadline>> {
    let mut deadline = conn.prepare_cached(
        "SELECT phrase, class, on_day, at_hour, rule, unverified FROM deadline
         WHERE task_id = ?1 AND replaced_at IS NULL",
    )?;
    deadline
        .query_row([task], |row| {
            Ok(Deadline {
                phrase: row.get(0)?,
                class: row.get::<_, Col<_>>(1)?.0,
                on: opt(row.get(2)?),
                at: opt(row.get(3)?),
                rule: row.get::<_, Col<_>>(4)?.0,
                unverified: row.get(5)?,
            })
        })
        .optional()
}
