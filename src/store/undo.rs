//! Undo and redo from the journal alone.
//!
//! Every undo and redo names the group of acts it began with (its root). The newest entry of a root's
//! family says whether the root is in force. Only a root in force is undone, only one that is not is
//! brought back, and never over what somebody did to the same record since.

use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::apply::Write;
use super::fault::Fault;
use super::journal::{self, ENTRY, OF_OFFICE, Subject};
use super::value::json;
use crate::domain::GroupId;
use crate::domain::change::{Act, Actor, Applied, Change};
use crate::domain::office::UnitFields;
use crate::domain::time::Now;
use crate::error::{Error, Result};

/// How far undo and redo reach: the screens keep to what was done in this run of the program, the
/// command line to what the person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Run,
    Person,
}

/// The first entries of the groups within reach of login ?1 and run ?2 (NULL: any). What a load brought
/// into an empty file has no run: there is nothing before it to go back to.
const WITHIN_REACH: &str =
    "j.actor = ?1 AND (?2 IS NULL OR j.run = ?2) AND j.run <> '' AND j.seq = j.group_id";

/// Whether the root of entry `j` is in force.
pub(super) const IN_FORCE: &str =
    "ifnull((SELECT last.act FROM journal last WHERE last.undo_of = ifnull(j.undo_of, j.group_id)
   ORDER BY last.seq DESC LIMIT 1), 'do') <> 'undo'";

/// What entry `j` did cannot be taken back; it is passed over.
const PURGES: &str = "j.change->>'change' = 'purged'";

impl Store {
    /// Takes back the newest group within reach that is still in force.
    ///
    /// Errors: [`Error::NothingToUndo`]; [`Error::Changed`] when the same record was changed since;
    /// [`Error::Purged`] when it is no longer there.
    pub fn undo(&mut self, actor: &Actor, now: Now, reach: Reach) -> Result<Applied> {
        self.write(actor, now, |write| {
            let sql = format!(
                "SELECT ifnull(j.undo_of, j.group_id) FROM journal j
                 WHERE {WITHIN_REACH} AND j.act <> 'undo' AND {IN_FORCE} AND NOT {PURGES}
                 ORDER BY j.seq DESC LIMIT 1"
            );
            let root = root(write, reach, &sql)?.ok_or(Error::NothingToUndo)?;
            let mut changes = changes(write.tx, root)?;
            changes.reverse();
            write.again(Act::Undo, root, &changes, Change::inverse)
        })
    }

    /// Brings back what was undone last within reach, as long as nothing new was done after it.
    ///
    /// Errors: [`Error::NothingToRedo`]; [`Error::Changed`] when the same record was changed since.
    pub fn redo(&mut self, actor: &Actor, now: Now, reach: Reach) -> Result<Applied> {
        self.write(actor, now, |write| {
            let sql = format!(
                "SELECT j.undo_of FROM journal j WHERE {WITHIN_REACH} AND j.act = 'undo' AND NOT EXISTS
                   (SELECT 1 FROM journal later WHERE later.undo_of = j.undo_of AND later.group_id > j.group_id)
                   AND j.seq > ifnull((SELECT max(j.seq) FROM journal j WHERE {WITHIN_REACH} AND j.act = 'do'), 0)
                 ORDER BY j.seq DESC LIMIT 1"
            );
            let root = root(write, reach, &sql)?.ok_or(Error::NothingToRedo)?;
            let changes = changes(write.tx, root)?;
            // A unit that went into another goes there with its names again.
            let went_into = |unit: &UnitFields| {
                changes.iter().any(|(_, _, change)| {
                    matches!(change, Change::UnitSet { new: Some(new), .. } if new.names.contains(&unit.name))
                })
            };
            // An addition is brought back by taking it out of the trash, not by adding it twice.
            let again = |change: &Change| match change {
                Change::UnitSet { old: Some(old), new: None, .. } if went_into(old) => None,
                change => change.inverse()?.inverse(),
            };
            write.again(Act::Redo, root, &changes, again)
        })
    }
}

fn root(write: &Write<'_>, reach: Reach, sql: &str) -> rusqlite::Result<Option<i64>> {
    let run = (reach == Reach::Run).then_some(&write.run);
    write.tx.prepare_cached(sql)?.query_row(params![write.login, run], |row| row.get(0)).optional()
}

/// One change of a group: its number, what it is about.
type Made = (i64, Subject, Change);

/// The changes of a group, which stand together because they were one transaction.
fn changes(conn: &Connection, group: i64) -> rusqlite::Result<Vec<Made>> {
    let sql =
        format!("SELECT {ENTRY}, j.directive_id, j.task_id FROM journal j WHERE j.seq >= ?1 ORDER BY j.seq");
    let mut entries = conn.prepare_cached(&sql)?;
    let entries = entries.query_map([group], |row| {
        Ok((journal::entry(row)?, Subject { directive: row.get(8)?, task: row.get(9)? }))
    })?;
    entries
        .take_while(|entry| entry.as_ref().map_or(true, |(entry, _)| entry.group.0 == group))
        .map(|entry| entry.map(|(entry, subject)| (entry.seq, subject, entry.change)))
        .collect()
}

impl Write<'_> {
    /// Applies what `turn` makes of a group's changes, once nobody's later work stands on any of them.
    fn again(
        &mut self,
        act: Act,
        root: i64,
        changes: &[Made],
        turn: impl Fn(&Change) -> Option<Change>,
    ) -> Result<Applied, Fault> {
        (self.act, self.undo_of) = (act, Some(GroupId(root)));
        for (seq, subject, change) in changes {
            self.refuse_touched(root, *seq, *subject, change)?;
        }
        self.changes(changes.iter().filter_map(|(_, _, change)| turn(change)))
    }

    /// Refuses when an act of a later root that is in force touched the record after `seq`; an older one may
    /// have been brought back since, and stands below this one as it did before. A
    /// directive, unless its head alone was edited, counts as touched when one of its tasks was.
    fn refuse_touched(&self, root: i64, seq: i64, subject: Subject, change: &Change) -> Result<(), Fault> {
        let mut later = self.tx.prepare_cached(&format!(
            "SELECT j.task_id, j.change FROM journal j
             WHERE j.directive_id = ?1 AND j.seq > ?2 AND ifnull(j.undo_of, j.group_id) > ?3
               AND (j.task_id IS NULL OR j.task_id = ?4 OR ?5) AND {IN_FORCE}
               AND (?6 IS NULL OR {OF_OFFICE} = ?6)
             ORDER BY j.seq DESC LIMIT 1"
        ))?;
        let with_tasks = subject.task.is_none() && !matches!(change, Change::DirectiveEdited { .. });
        let of_office = journal::of_office(subject, change);
        let values = params![subject.directive, seq, root, subject.task, with_tasks, of_office];
        match later.query_row(values, |row| Ok((row.get(0)?, json(row, 1)?))).optional()? {
            Some((_, Change::Purged { name, .. })) => Err(Error::Purged(name).into()),
            Some((task, later)) => Err(self.changed(Subject { task, ..subject }, &later)?),
            None => Ok(()),
        }
    }
}
