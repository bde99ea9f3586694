//! The append-only journal: writing entries, and reading them for history, undo and conflict messages.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::fault::At;
use super::value::{Col, json};
use super::{Store, events};
use crate::domain::change::{Change, JournalEntry};
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

impl Subject {
    /// What is about the office itself.
    pub(super) const OFFICE: Self = Self { directive: 0, task: None };
}

/// `None` where the task is not here, or the directive has no number yet.
pub(super) fn subject(conn: &Connection, change: &Change) -> rusqlite::Result<Option<Subject>> {
    let whole = |directive: DirectiveId| Subject { directive: directive.0, task: None };
    Ok(match change {
        Change::DirectiveAdded { id, .. } => id.map(whole),
        Change::DirectiveTrashed { directive, .. } | Change::DirectiveEdited { directive, .. } => {
            Some(whole(*directive))
        }
        Change::Purged { directive, task, .. } => {
            Some(Subject { directive: directive.0, task: task.map(|task| task.0) })
        }
        Change::FindingAnswered { directive, .. } => Some(whole(*directive)),
        Change::ReminderAdded { .. } | Change::ReminderTrashed { .. } => events::subject(conn, change)?,
        Change::UnitSet { .. } | Change::DaySet { .. } | Change::SettingSet { .. } => Some(Subject::OFFICE),
        Change::PersonSet { .. } => Some(Subject::OFFICE),
        Change::TaskAdded { id: None, .. } => None,
        Change::TaskAdded { id: Some(TaskId(task)), .. }
        | Change::TaskTrashed { task: TaskId(task), .. }
        | Change::TaskEdited { task: TaskId(task), .. }
        | Change::DeadlineSet { task: TaskId(task), .. }
        | Change::StepsSet { task: TaskId(task), .. }
        | Change::PartProgress { task: TaskId(task), .. }
        | Change::ActualsSet { task: TaskId(task), .. }
        | Change::TaskProgress { task: TaskId(task), .. } => conn
            .prepare_cached("SELECT directive_id FROM task WHERE id = ?1")?
            .query_row([task], |row| Ok(Subject { directive: row.get(0)?, task: Some(*task) }))
            .optional()?,
    })
}

/// Which record of the office entry `j` is about; NULL where it is about a directive or a task.
pub(super) const OF_OFFICE: &str = "iif(j.directive_id <> 0, NULL, CASE j.change->>'change'
    WHEN 'reminder_added' THEN 'reminder' || (j.change->>'id')
    WHEN 'reminder_trashed' THEN 'reminder' || (j.change->>'reminder')
    ELSE j.change->>'change' || coalesce(j.change->>'unit', j.change->>'on', j.change->>'name',
      j.change->>'login', '') END)";

/// The same of a change, where it is about the office.
pub(super) fn of_office(subject: Subject, change: &Change) -> Option<String> {
    if subject.directive != Subject::OFFICE.directive {
        return None;
    }
    let of = match change {
        Change::ReminderAdded { id, .. } => return id.map(|id| format!("reminder{}", id.0)),
        Change::ReminderTrashed { reminder, .. } => return Some(format!("reminder{}", reminder.0)),
        Change::UnitSet { unit, .. } => unit.map_or_else(String::new, |unit| unit.0.to_string()),
        Change::DaySet { on, .. } => on.to_string(),
        Change::SettingSet { name, .. } => name.clone(),
        Change::PersonSet { login, .. } => login.clone(),
        _ => return None,
    };
    Some(format!("{}{of}", kind(change)))
}

/// The number of the next entry. Numbers run without gaps, because the writer is alone.
pub(super) fn next(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT ifnull(max(seq), 0) + 1 FROM journal")?.query_row([], |row| row.get(0))
}

pub(super) fn append(conn: &Connection, entry: &JournalEntry, subject: Subject) -> rusqlite::Result<()> {
    let change =
        serde_json::to_string(&entry.change).expect("a change has no maps with other keys than text");
    conn.prepare_cached(
        "INSERT INTO journal (seq, group_id, act, undo_of, at, actor, run, version, change, directive_id, task_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        entry.seq,
        entry.group.0,
        Col(entry.act),
        entry.undo_of.map(|group| group.0),
        Col(entry.at),
        entry.actor,
        entry.run,
        VERSION,
        change,
        subject.directive,
        subject.task
    ])
    .map(drop)
}

pub(super) const ENTRY: &str = "j.seq, j.group_id, j.act, j.undo_of, j.at, j.actor, j.run, j.change";

/// Reads the columns of [`ENTRY`] from the first on.
pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<JournalEntry> {
    Ok(JournalEntry {
        seq: row.get(0)?,
        group: GroupId(row.get(1)?),
        act: row.get::<_, Col<_>>(2)?.0,
        undo_of: row.get::<_, Option<i64>>(3)?.map(GroupId),
        at: row.get::<_, Col<_>>(4)?.0,
        actor: row.get(5)?,
        run: row.get(6)?,
        change: json(row, 7)?,
    })
}

/// The name of a change's variant, as it stands in the journal.
fn kind(change: &Change) -> String {
    let form = serde_json::to_value(change).unwrap_or_default();
    form["change"].as_str().unwrap_or_default().to_owned()
}

/// Who touched a record last as this change does, by shown name, and when; else who touched it at all, and else
/// its directive.
pub(super) fn last_touch(
    conn: &Connection,
    subject: Subject,
    change: &Change,
) -> rusqlite::Result<Option<(String, Now)>> {
    let mut last = conn.prepare_cached(&format!(
        "SELECT ifnull(p.name, j.actor), j.at FROM journal j LEFT JOIN person p ON p.login = j.actor
         WHERE j.directive_id = ?1 AND (?2 IS NULL OR j.task_id IS NULL OR j.task_id = ?2)
           AND (?4 IS NULL OR {OF_OFFICE} = ?4)
         ORDER BY j.task_id IS ?2 DESC, j.change->>'change' = ?3 DESC, j.seq DESC LIMIT 1"
    ))?;
    let about = params![subject.directive, subject.task, kind(change), of_office(subject, change)];
    let touch = last.query_row(about, |row| Ok((row.get(0)?, row.get::<_, Col<Now>>(1)?.0)));
    touch.optional()
}

/// A [`HistoryLine`] of entry `j`, from the first column on, and the task. What was taken out for good is
/// called what it was called.
pub(super) const LINE: &str = "j.seq, j.group_id, j.act, j.undo_of, j.at, j.actor, j.run, j.change,
    ifnull(p.name, j.actor), d.id, ifnull(d.reference, ''), t.item, coalesce(t.title, d.subject,
      (SELECT o.change->>'name' FROM journal o WHERE o.directive_id = j.directive_id AND o.task_id IS NULL
         AND o.change->>'change' = 'purged'), ''), t.id";

/// What [`LINE`] is read from besides entry `j`.
pub(super) const AROUND: &str = "LEFT JOIN person p ON p.login = j.actor
    LEFT JOIN directive d ON d.id = j.directive_id
    LEFT JOIN task t ON t.id = j.task_id AND t.directive_id = j.directive_id";

pub(super) fn line(row: &Row<'_>) -> rusqlite::Result<HistoryLine> {
    Ok(HistoryLine {
        entry: entry(row)?,
        who: row.get(8)?,
        directive: row.get::<_, Option<i64>>(9)?.map(DirectiveId),
        reference: row.get(10)?,
        item: row.get(11)?,
        title: row.get(12)?,
    })
}

/// Newest first; of one directive or of all.
pub(super) fn lines(
    conn: &Connection,
    directive: Option<DirectiveId>,
    limit: usize,
) -> rusqlite::Result<Vec<HistoryLine>> {
    let of_one = if directive.is_some() { "j.directive_id = ?1" } else { "?1 IS NULL" };
    let mut lines = conn.prepare_cached(&format!(
        "SELECT {LINE} FROM journal j {AROUND} WHERE {of_one} ORDER BY j.seq DESC LIMIT ?2"
    ))?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    lines.query_map(params![directive.map(|id| id.0), limit], line)?.collect()
}

impl Store {
    /// What was done, newest first: to one directive and its tasks, or to all.
    pub fn history(&self, directive: Option<DirectiveId>, limit: usize) -> Result<Vec<HistoryLine>> {
        lines(&self.conn, directive, limit).at(&self.path)
    }
}
