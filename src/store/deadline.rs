//! Deadlines as rows: the one of a task that is in force, and the former ones, which stay.
//!
//! Border: what is there is replaced; comparing it with what was seen is `edit.rs`, and a restore lets the
//! journal set every one again.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::value::{Col, json, opt};
use crate::domain::TaskId;
use crate::domain::change::Act;
use crate::domain::deadline::Deadline;
use crate::domain::time::Now;

/// A [`Deadline`] of the table `dl`, read by [`read`].
pub(super) const COLUMNS: &str =
    "dl.phrase, dl.class, dl.on_day, dl.at_hour, dl.rule, dl.unverified, dl.terms";

/// Reads the columns of [`COLUMNS`] from one on.
pub(super) fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Deadline> {
    let terms = first + 6;
    Ok(Deadline {
        phrase: row.get(first)?,
        class: row.get::<_, Col<_>>(first + 1)?.0,
        on: opt(row.get(first + 2)?),
        at: opt(row.get(first + 3)?),
        rule: row.get::<_, Col<_>>(first + 4)?.0,
        unverified: row.get(first + 5)?,
        terms: row.get::<_, Option<String>>(terms)?.map(|_| json(row, terms)).transpose()?,
    })
}

/// How, by whom and when a deadline is set, with the issuer's document and the reason.
pub(super) struct Set<'a> {
    pub(super) act: Act,
    pub(super) by: &'a str,
    pub(super) at: Now,
    pub(super) consent: [Option<&'a str>; 2],
}

pub(super) fn in_force(conn: &Connection, task: TaskId) -> rusqlite::Result<Option<Deadline>> {
    let sql = format!("SELECT {COLUMNS} FROM deadline dl WHERE dl.task_id = ?1 AND dl.replaced_at IS NULL");
    conn.prepare_cached(&sql)?.query_row([task.0], |row| read(row, 0)).optional()
}

/// Puts a deadline in force; the one before is kept among the former ones, and counts there unless it is
/// taken back. Undo puts the former one in force again, as it was set then.
pub(super) fn replace(
    conn: &Connection,
    task: TaskId,
    new: Option<&Deadline>,
    set: &Set<'_>,
) -> rusqlite::Result<()> {
    let is_undone = set.act == Act::Undo;
    conn.prepare_cached(
        "UPDATE deadline SET replaced_at = ?2, undone_at = ?3 WHERE task_id = ?1 AND replaced_at IS NULL",
    )?
    .execute(params![task.0, Col(set.at), is_undone.then_some(Col(set.at))])?;
    match new {
        Some(new) if !(is_undone && again(conn, task, new)?) => insert(conn, task, new, set),
        _ => Ok(()),
    }
}

/// Whether a former one could be put in force: a file that an earlier program restored has none.
fn again(conn: &Connection, task: TaskId, new: &Deadline) -> rusqlite::Result<bool> {
    let mut former = conn.prepare_cached(
        "UPDATE deadline SET replaced_at = NULL WHERE id = (SELECT max(id) FROM deadline, (SELECT ?2 AS d)
           WHERE task_id = ?1 AND undone_at IS NULL AND phrase IS d->>'phrase' AND class = d->>'class'
             AND on_day IS d->>'on' AND at_hour IS d->>'at' AND rule = d->>'rule'
             AND unverified = ifnull(d->>'unverified', 0) AND terms IS d->>'terms')",
    )?;
    Ok(former.execute(params![task.0, form(new)])? > 0)
}

fn insert(conn: &Connection, task: TaskId, new: &Deadline, set: &Set<'_>) -> rusqlite::Result<()> {
    // What is taken back had that consent, not what comes back.
    let [document, reason] = if set.act == Act::Undo { [None; 2] } else { set.consent };
    conn.prepare_cached(
        "INSERT INTO deadline (task_id, phrase, class, on_day, at_hour, rule, article, unverified, terms, document,
                reason, set_by, set_at)
         SELECT ?1, d->>'phrase', d->>'class', d->>'on', d->>'at', d->>'rule', article(d->>'rule'),
                ifnull(d->>'unverified', 0), d->>'terms', ?3, ?4, ?5, ?6 FROM (SELECT ?2 AS d)",
    )?
    .execute(params![task.0, form(new), document, reason, set.by, Col(set.at)])
    .map(drop)
}

/// Takes away what a restored record says of a task's deadline, and begins again with the one it was added
/// with: the journal, which stands in the file up to there, tells those that followed.
pub(super) fn begin(conn: &Connection, task: TaskId, first: Option<&Deadline>) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM deadline WHERE task_id = ?1")?.execute([task.0])?;
    let mut added = conn.prepare_cached(
        "SELECT j.actor, j.at FROM journal j
         WHERE j.directive_id = (SELECT directive_id FROM task WHERE id = ?1)
           AND (j.task_id IS NULL OR j.task_id = ?1)
         ORDER BY j.change->>'change' = 'task_added' DESC, j.seq LIMIT 1",
    )?;
    let (by, at): (String, Col<Now>) = added.query_row([task.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let set = Set { act: Act::Do, by: &by, at: at.0, consent: [None; 2] };
    first.map_or(Ok(()), |first| insert(conn, task, first, &set))
}

fn form(deadline: &Deadline) -> String {
    serde_json::to_string(deadline).expect("a deadline has no maps")
}
