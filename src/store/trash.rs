//! Taking out of the trash for good: the only place where records are removed.
//!
//! The journal keeps what was done to them and what they were called.

use rusqlite::{OptionalExtension, params};

use super::apply::Write;
use super::fault::Fault;
use super::journal::Subject;
use super::kept;
use crate::domain::change::{Change, Outcome};
use crate::domain::{DirectiveId, TaskId};
use crate::error::Error;

/// What belongs to tasks `gone`, and what names them. In this order: nothing names what is gone.
const OF_TASKS: [&str; 11] = [
    "DELETE FROM actual WHERE target_id IN (SELECT id FROM target WHERE task_id IN gone)",
    "DELETE FROM target WHERE task_id IN gone",
    "DELETE FROM step WHERE task_id IN gone",
    "DELETE FROM assignment WHERE task_id IN gone",
    "DELETE FROM deadline WHERE task_id IN gone",
    "DELETE FROM reminder WHERE task_id IN gone",
    "DELETE FROM finding_task WHERE task_id IN gone",
    "DELETE FROM doubt WHERE task_id IN gone",
    "UPDATE task SET superseded_by = NULL WHERE superseded_by IN gone",
    // What stands below one stands below the task above it.
    "UPDATE task SET parent_id = (SELECT above.parent_id FROM task above WHERE above.id = task.parent_id)
     WHERE parent_id IN gone AND id NOT IN gone",
    "DELETE FROM task WHERE id IN gone",
];

/// The rest of directive ?1.
const OF_DIRECTIVE: [&str; 5] = [
    "DELETE FROM finding_task WHERE finding_id IN (SELECT id FROM finding WHERE directive_id = ?1)",
    "DELETE FROM finding WHERE directive_id = ?1",
    "DELETE FROM citation WHERE directive_id = ?1",
    "DELETE FROM doubt WHERE directive_id = ?1",
    "DELETE FROM directive WHERE id = ?1",
];

impl Write<'_> {
    /// Errors: [`Error::Changed`] for what is not in the trash any more.
    pub(super) fn purge(&mut self, directive: DirectiveId, task: Option<TaskId>) -> Result<Outcome, Fault> {
        let (DirectiveId(id), of_task) = (directive, task.map(|task| task.0));
        let subject = Subject { directive: id, task: of_task };
        let mut read = self.tx.prepare_cached(
            "SELECT ifnull(d.reference, d.subject) || ifnull('#' || t.item, ''),
                    iif(?2 IS NULL, d.deleted_at, t.deleted_at) IS NOT NULL, ?2 IS NULL OR t.id IS NOT NULL
             FROM directive d LEFT JOIN task t ON t.id = ?2 AND t.directive_id = d.id WHERE d.id = ?1",
        )?;
        let found = read.query_row(params![id, of_task], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        let found: Option<(String, bool, bool)> = found.optional()?;
        let Some((name, is_trashed, true)) = found else {
            return Err(Error::NoSuchRecord(of_task.unwrap_or(id).to_string()).into());
        };
        let change = Change::Purged { directive, task, name };
        if !is_trashed {
            let restored = match task {
                Some(task) => Change::TaskTrashed { task, old: true, new: false },
                None => Change::DirectiveTrashed { directive, old: true, new: false },
            };
            return Err(self.changed(subject, &restored)?);
        }
        kept::take_out(self.tx, id)?;
        let gone = "WITH gone AS (SELECT id FROM task WHERE directive_id = ?1 AND id = ifnull(?2, id))";
        for sql in OF_TASKS {
            self.tx.prepare_cached(&format!("{gone} {sql}"))?.execute(params![id, of_task])?;
        }
        if task.is_none() {
            for sql in OF_DIRECTIVE {
                self.tx.prepare_cached(sql)?.execute([id])?;
            }
        } else {
            kept::put_in(self.tx, id)?;
        }
        self.journal(change, subject).map(Outcome::Applied)
    }
}
