//! The append-only journal: writing entries, and reading them for history, undo and conflict messages.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Store;
use super::fault::At;
use super::value::Col;
use crate::domain::change::{Act, Change, JournalEntry};
use crate::domain::query::HistoryLine;
use crate::domain::time::Now;
use crate::domain::{DirectiveId, GroupId, TaskId};
use crate::error::Result;

/// The form of `change` in the journal.
pub(super) const VERSION: i64 = 1;

/// What a change is about: its directive, and its task where it is about one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) directive: i64,
    pub(super) task: Option<i64>,
}

/// What an entry says beside its subject. `group` is `None` for the first entry of a new group.
pub(super) struct Line<'a> {
    pub(super) group: Option<i64>,
    pub(super) act: Act,
    pub(super) undo_of: Option<i64>,
    pub(super) at: Now,
    pub(super) actor: &'a str,
    pub(super) run: &'a str,
    pub(super) change: &'a Change,
}

/// Appends and gives the group back. Numbers run without gaps, because the writer is alone.
pub(super) fn append(conn: &Connection, line: &Line<'_>, subject: Subject) -> rusqlite::Result<i64> {
    let seq: i64 = conn
        .prepare_cached("SELECT ifnull(max(seq), 0) + 1 FROM journal")?
        .query_row([], |row| row.get(0))?;
    let group = line.group.unwrap_or(seq);
    insert(conn, seq, &Line { group: Some(group), ..*line }, subject)?;
    Ok(group)
}

/// Writes an entry under a number of its own, as a restore does.
pub(super) fn insert(conn: &Connection, seq: i64, line: &Line<'_>, subject: Subject) -> rusqlite::Result<()> {
    let change = serde_json::to_string(line.change).expect("a change has no maps with other keys than text");
    conn.prepare_cached(
        "INSERT INTO journal (seq, group_id, act, undo_of, at, actor, run, version, change, directive_id, task_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        seq,
        line.group,
        Col(line.act),
        line.undo_of,
        Col(line.at),
        line.actor,
        line.run,
        VERSION,
        change,
        subject.directive,
        subject.task
    ])?;
    Ok(())
}

pub(super) const ENTRY: &str = "j.seq, j.group_id, j.act, j.undo_of, j.at, j.actor, j.run, j.change";

/// Reads the columns of [`ENTRY`] from the first on.
pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<JournalEntry> {
    let change: String = row.get(7)?;
    let change = serde_json::from_str(&change).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(7, rusqlite::types::Type::Text, error.into())
    })?;
    Ok(JournalEntry {
        seq: row.get(0)?,
        group: GroupId(row.get(1)?),
        act: row.get::<_, Col<_>>(2)?.0,
        undo_of: row.get::<_, Option<i64>>(3)?.map(GroupId),
        at: row.get::<_, Col<_>>(4)?.0,
        actor: row.get(5)?,
        run: row.get(6)?,
        change,
    })
}

/// Who touched a record last, by shown name, and when.
pub(super) fn last_touch(conn: &Connection, subject: Subject) -> rusqlite::Result<Option<(String, Now)>> {
    let mut last = conn.prepare_cached(
        "SELECT ifnull(p.name, j.actor), j.at FROM journal j LEFT JOIN person p ON p.login = j.actor
         WHERE j.directive_id = ?1 AND (?2 IS NULL OR j.task_id IS NULL OR j.task_id = ?2)
         ORDER BY j.seq DESC LIMIT 1",
    )?;
    last.query_row(params![subject.directive, subject.task], |row| {
        Ok((row.get(0)?, row.get::<_, Col<Now>>(1)?.0))
    })
    .optional()
}

/// Newest first; of one directive or of all.
pub(super) fn lines(
    conn: &Connection,
    directive: Option<DirectiveId>,
    limit: usize,
) -> rusqlite::Result<Vec<HistoryLine>> {
    let of_one = if directive.is_some() { "WHERE j.directive_id = ?1" } else { "WHERE ?1 IS NULL" };
    let sql = format!(
        "SELECT {ENTRY}, ifnull(p.name, j.actor), j.directive_id, ifnull(d.reference, ''), t.item,
                ifnull(t.title, ifnull(d.subject, ''))
         FROM journal j
         LEFT JOIN person p ON p.login = j.actor
         LEFT JOIN directive d ON d.id = j.directive_id
         LEFT JOIN task t ON t.id = j.task_id
         {of_one} ORDER BY j.seq DESC LIMIT ?2"
    );
    let mut lines = conn.prepare_cached(&sql)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let lines = lines.query_map(params![directive.map(|id| id.0), limit], |row| {
        Ok(HistoryLine {
            entry: entry(row)?,
            who: row.get(8)?,
            directive: row.get::<_, Option<i64>>(9)?.map(DirectiveId),
            reference: row.get(10)?,
            item: row.get(11)?,
            title: row.get(12)?,
        })
    })?;
    lines.collect()
}

impl Store {
    /// What was done, newest first: to one directive and its tasks, or to all.
    pub fn history(&self, directive: Option<DirectiveId>, limit: usize) -> Result<Vec<HistoryLine>> {
        lines(&self.conn, directive, limit).at(&self.path)
    }
}

/// What a change is about; the directive of a task is looked up. `None` where the task is not here.
pub(super) fn subject(conn: &Connection, change: &Change) -> rusqlite::Result<Option<Subject>> {
    Ok(match change {
        Change::DirectiveAdded { id, .. } => id.map(|id| Subject { directive: id.0, task: None }),
        Change::DirectiveTrashed { directive, .. } => Some(Subject { directive: directive.0, task: None }),
        Change::TaskProgress { task: TaskId(task), .. } => {
            let mut of = conn.prepare_cached("SELECT directive_id FROM task WHERE id = ?1")?;
            let directive = of.query_row([task], |row| row.get(0)).optional()?;
            directive.map(|directive| Subject { directive, task: Some(*task) })
        }
    })
}
