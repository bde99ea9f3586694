//! The only SQL: opening and checking the data file, applying changes, windows of lists, the
//! journal, undo, notice of other sessions.
//!
//! Border: takes and gives `domain` values; the time is handed in; no wording. Every write goes
//! through one immediate transaction (`apply.rs`) with its journal entry and what is kept from it.

mod agenda;
mod apply;
mod backup;
mod board;
mod check;
mod clean;
mod deadline;
mod detail;
mod drafts;
mod edit;
mod events;
mod export;
mod fault;
mod file;
mod find;
mod journal;
mod kept;
mod kin;
mod listed;
mod load;
mod log;
mod names;
mod office;
mod open;
mod paper;
mod people;
mod record;
mod restore;
mod search;
mod stats;
mod table;
mod tasks;
mod trash;
mod undo;
mod value;
mod watch;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use crate::error::Result;
use fault::At;

pub use backup::{Copied, Holds, LastBackup};
pub use drafts::Drafts;
pub use file::{mode_beside, place, write_new};
pub use open::beside;
pub use restore::{Restored, restore};
pub use table::Table;
pub use undo::Reach;
pub use watch::Watch;

/// How the data file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing can be changed through this store.
    ReadOnly,
    /// Changes where the file permits them; see [`Store::can_write`].
    ReadWrite,
    /// As `ReadWrite`, and a missing file is made, with its folder.
    Create,
}

/// One connection to the data file. Used by one thread at a time; threads open their own.
#[derive(Debug)]
pub struct Store {
    // Closed before `held` says so.
    conn: Connection,
    held: file::Held,
    path: PathBuf,
    can_write: bool,
    /// `PRAGMA data_version` when last asked.
    seen: Option<i64>,
}

impl Store {
    /// Opens the file after checking that it is a regular file of ours on a local disk. A file without
    /// write permission opens for reading alone.
    pub fn open(path: &Path, mode: Mode) -> Result<Store> {
        open::open(path, mode)
    }

    /// Whether changes are possible at all; a person's role is asked in each change.
    pub fn can_write(&self) -> bool {
        self.can_write
    }

    /// The data file, its folder resolved.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How long a call waits for another session's commit before it ends with
    /// [`Error::Busy`](crate::error::Error::Busy).
    pub fn set_patience(&self, patience: Duration) -> Result<()> {
        self.conn.busy_timeout(patience).at(&self.path)
    }

    /// Whether another connection has committed since this was last asked; own commits do not count.
    /// The first answer is `false`.
    pub fn has_changed(&mut self) -> Result<bool> {
        let mut ask = self.conn.prepare_cached("PRAGMA data_version").at(&self.path)?;
        let version = ask.query_row([], |row| row.get(0)).at(&self.path)?;
        Ok(self.seen.replace(version).is_some_and(|seen| seen != version))
    }

    /// Refuses when the file was deleted, renamed or replaced since it was opened: what is written to
    /// it now would be lost.
    pub fn still_there(&self) -> Result<()> {
        self.held.still_at(&self.path)
    }

    /// Runs reads that must agree with each other on one state of the file.
    fn read<T>(&self, reads: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let snapshot = self.conn.unchecked_transaction().at(&self.path)?;
        let answer = reads(&snapshot).at(&self.path)?;
        snapshot.commit().at(&self.path)?;
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Actor, Change};
    use crate::domain::directive::{DocKind, NewDirective};
    use crate::domain::time::Now;
    use crate::error::Error;

    /// A file system of few pages: SQLite answers as it does on a full disk.
    #[test]
    fn a_full_disk_refuses_and_keeps_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("x.db"), Mode::Create).unwrap();
        let actor = Actor { login: "an".into(), run: "1".into() };
        let now = Now::new(chrono::DateTime::UNIX_EPOCH);
        let add = |length: usize| {
            let original = "x".repeat(length);
            let record = NewDirective { original, ..NewDirective::new(DocKind::Plan, "kế hoạch") };
            Change::DirectiveAdded { id: None, record: Box::new(record) }
        };
        store.apply(&actor, now, &[add(10)]).unwrap();
        store.conn.pragma_update_and_check(None, "max_page_count", 1, |_| Ok(())).unwrap();
        assert_eq!(store.apply(&actor, now, &[add(1 << 20)]), Err(Error::DiskFull(store.path.clone())));
        assert_eq!(store.history(None, 9).unwrap().len(), 1);
        store.conn.pragma_update_and_check(None, "max_page_count", 1 << 30, |_| Ok(())).unwrap();
        store.apply(&actor, now, &[add(1 << 20)]).unwrap();
    }
}
