//! Undo and redo from the journal alone.
//!
//! Every undo and redo names the group of acts it began with (its root). The newest entry of a root's
//! family says whether the root is in force. Only a root in force is undone, only one that is not is
//! brought back, and never over what somebody did to the same record since.

use rusqlite::{Connection, params};

use super::Store;
use super::apply::Write;
use super::fault::Fault;
use super::journal::{self, ENTRY, Subject};
use super::value::Col;
use crate::domain::GroupId;
use crate::domain::change::{Act, Actor, Applied, Change};
use crate::domain::time::Now;
use crate::error::{Error, Result};

/// How far undo and redo reach: the screens keep to what was done in this run of the program, the
/// command line to what the person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Run,
    Person,
}

impl Store {
    /// Takes back the newest group within reach that is still in force.
    ///
    /// Errors: [`Error::NothingToUndo`]; [`Error::Changed`] when the same record was changed since.
    pub fn undo(&mut self, actor: &Actor, now: Now, reach: Reach) -> Result<Applied> {
        self.write(actor, now, |write| {
            let root = undo_target(write, reach)?.ok_or(Error::NothingToUndo)?;
            let mut changes = changes(write.tx, root)?;
            changes.reverse();
            let inverses = changes.iter().filter_map(|(seq, change)| Some((*seq, change.inverse()?)));
            write.again(Act::Undo, root, inverses.collect())
        })
    }

    /// Brings back what was undone last within reach, as long as nothing new was done after it.
    ///
    /// Errors: [`Error::NothingToRedo`]; [`Error::Changed`] when the same record was changed since.
    pub fn redo(&mut self, actor: &Actor, now: Now, reach: Reach) -> Result<Applied> {
        self.write(actor, now, |write| {
            let root = redo_target(write, reach)?.ok_or(Error::NothingToRedo)?;
            // An addition is brought back by taking it out of the trash, not by adding it twice.
            let again = |change: &Change| change.inverse()?.inverse();
            let changes = changes(write.tx, root)?;
            let changes = changes.iter().filter_map(|(seq, change)| Some((*seq, again(change)?)));
            write.again(Act::Redo, root, changes.collect())
        })
    }
}

/// One group within reach.
struct Group {
    id: i64,
    root: i64,
    act: Act,
}

/// The groups within reach, newest first, until `pick` decides: `Some(answer)` ends the search.
fn search<T>(
    write: &Write<'_>,
    reach: Reach,
    mut pick: impl FnMut(&Group) -> Result<Option<T>, Fault>,
) -> Result<Option<T>, Fault> {
    let mut groups = write.tx.prepare_cached(
        "SELECT group_id, ifnull(undo_of, group_id), act FROM journal
         WHERE actor = ?1 AND (?2 IS NULL OR run = ?2) AND seq = group_id ORDER BY seq DESC",
    )?;
    let run = (reach == Reach::Run).then_some(write.run());
    let mut groups = groups.query(params![write.login, run])?;
    while let Some(row) = groups.next()? {
        let group = Group { id: row.get(0)?, root: row.get(1)?, act: row.get::<_, Col<_>>(2)?.0 };
        if let Some(answer) = pick(&group)? {
            return Ok(Some(answer));
        }
    }
    Ok(None)
}

fn undo_target(write: &Write<'_>, reach: Reach) -> Result<Option<i64>, Fault> {
    search(write, reach, |group| {
        let in_force = group.act != Act::Undo && newest(write.tx, group.root)?.1 != Act::Undo;
        Ok(in_force.then_some(group.root))
    })
}

fn redo_target(write: &Write<'_>, reach: Reach) -> Result<Option<i64>, Fault> {
    let target = search(write, reach, |group| {
        Ok(match group.act {
            // Something new was done after the undo: there is no way back to what it undid.
            Act::Do => Some(None),
            Act::Undo if newest(write.tx, group.root)?.0 == group.id => Some(Some(group.root)),
            Act::Undo | Act::Redo => None,
        })
    })?;
    Ok(target.flatten())
}

/// The newest group of a root's family, and what it did.
fn newest(conn: &Connection, root: i64) -> rusqlite::Result<(i64, Act)> {
    let mut newest = conn
        .prepare_cached("SELECT group_id, act FROM journal WHERE undo_of = ?1 ORDER BY seq DESC LIMIT 1")?;
    let mut rows = newest.query([root])?;
    match rows.next()? {
        Some(row) => Ok((row.get(0)?, row.get::<_, Col<_>>(1)?.0)),
        None => Ok((root, Act::Do)),
    }
}

/// The changes of a group, which stand together because they were one transaction.
fn changes(conn: &Connection, group: i64) -> rusqlite::Result<Vec<(i64, Change)>> {
    let mut entries =
        conn.prepare_cached(&format!("SELECT {ENTRY} FROM journal j WHERE j.seq >= ?1 ORDER BY j.seq"))?;
    let entries = entries.query_map([group], journal::entry)?;
    entries
        .take_while(|entry| entry.as_ref().map_or(true, |entry| entry.group == GroupId(group)))
        .map(|entry| entry.map(|entry| (entry.seq, entry.change)))
        .collect()
}

impl Write<'_> {
    fn again(&mut self, act: Act, root: i64, changes: Vec<(i64, Change)>) -> Result<Applied, Fault> {
        self.act = act;
        self.undo_of = Some(root);
        for (seq, change) in &changes {
            let subject = journal::subject(self.tx, change)?;
            if let Some(subject) = subject {
                self.refuse_touched(root, *seq, subject)?;
            }
        }
        let outcomes = changes.iter().map(|(_, change)| self.change(change));
        let outcomes = outcomes.collect::<Result<_, Fault>>()?;
        Ok(Applied { group: self.group.map(GroupId), outcomes })
    }

    /// Refuses when an act outside the root's family that is in force touched the record after `seq`. A
    /// directive counts as touched when one of its tasks was.
    fn refuse_touched(&self, root: i64, seq: i64, subject: Subject) -> Result<(), Fault> {
        let mut later = self.tx.prepare_cached(
            "SELECT ifnull(undo_of, group_id), task_id FROM journal
             WHERE directive_id = ?1 AND seq > ?2 AND ifnull(undo_of, group_id) <> ?3
               AND (?4 IS NULL OR task_id IS NULL OR task_id = ?4)
             ORDER BY seq DESC",
        )?;
        let mut later = later.query(params![subject.directive, seq, root, subject.task])?;
        while let Some(row) = later.next()? {
            let touched = Subject { directive: subject.directive, task: row.get(1)? };
            if newest(self.tx, row.get(0)?)?.1 != Act::Undo {
                let holds = self.state_of(touched)?;
                return Err(self.changed(touched, holds)?);
            }
        }
        Ok(())
    }
}
