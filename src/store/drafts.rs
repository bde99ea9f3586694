//! What is being entered, and how far each person has seen the journal, kept beside the data file so that a cut line or a kill loses no more than
//! the last moment's typing. A small SQLite file of its own: the office's file changes only with its data.
//!
//! Border: a draft is text to this module; `app` makes it and reads it. Nothing but drafts depends on this
//! file: whatever is wrong with it is said, and the program goes on without.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::fault::At;
use super::file::{self, Identity};
use super::open;
use crate::error::{Error, Result};
use crate::text;

/// Stands in the header: "Dond".
const APPLICATION_ID: i64 = 0x446F_6E64;

/// A draft that cannot be kept within this is kept with the next change.
const PATIENCE: Duration = Duration::from_millis(50);

/// The drafts beside one data file.
#[derive(Debug)]
pub struct Drafts {
    path: PathBuf,
    /// Which file it is that is open: another may stand in its place by now.
    open: Option<(Connection, Identity)>,
}

impl Drafts {
    /// Opens the drafts beside a data file. Where there are none the file is made with the first draft:
    /// looking changes nothing.
    ///
    /// # Errors
    /// Those of a file that cannot be opened or is not ours; the screens then go on without drafts.
    pub fn open(data_file: &Path) -> Result<Self> {
        let path = open::beside(&file::resolve(data_file, false)?, "-drafts");
        let open = connect(&path)?;
        Ok(Self { path, open })
    }

    /// The draft of a login, where there is one.
    pub fn of(&self, login: &str) -> Result<Option<String>> {
        let Some((conn, _)) = &self.open else { return Ok(None) };
        let mut draft = conn.prepare_cached("SELECT draft FROM draft WHERE login = ?1").at(&self.path)?;
        draft.query_row([text::clean_line(login)], |row| row.get(0)).optional().at(&self.path)
    }

    /// Keeps a login's draft in place of the one before, or forgets it.
    ///
    /// # Errors
    /// [`Error::Busy`] and those of the file; the draft before stands.
    pub fn keep(&mut self, login: &str, draft: Option<&str>) -> Result<()> {
        if draft.is_none() && file::inspect(&self.path)?.is_none() {
            self.open = None;
            return Ok(());
        }
        let sql = match draft {
            Some(_) => "INSERT OR REPLACE INTO draft (login, draft) VALUES (?1, ?2)",
            None => "DELETE FROM draft WHERE login = ?1 AND ?2 IS NULL",
        };
        self.write(|conn| conn.prepare_cached(sql)?.execute(params![text::clean_line(login), draft]))
    }

    /// The newest entry of the journal that a login's last session had seen; `None` before the first.
    pub fn visit(&self, login: &str) -> Result<Option<i64>> {
        let Some((conn, _)) = &self.open else { return Ok(None) };
        if !conn.table_exists(None, "visit").at(&self.path)? {
            return Ok(None);
        }
        let mut visit = conn.prepare_cached("SELECT seq FROM visit WHERE login = ?1").at(&self.path)?;
        visit.query_row([text::clean_line(login)], |row| row.get(0)).optional().at(&self.path)
    }

    /// Keeps that number as a session ends.
    ///
    /// # Errors
    /// Those of [`Self::keep`]; then the next session shows again what this one showed as new.
    pub fn end_visit(&mut self, login: &str, seq: i64) -> Result<()> {
        // A file of drafts alone is one of an earlier program.
        let table = "CREATE TABLE IF NOT EXISTS visit (login TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT";
        let insert = "INSERT OR REPLACE INTO visit VALUES (?1, ?2)";
        self.write(|conn| {
            conn.execute(table, [])?;
            conn.execute(insert, params![text::clean_line(login), seq])
        })
    }

    /// The newest entry that anybody had seen; `None` where no visit was kept.
    pub(super) fn furthest_visit(&self) -> Option<i64> {
        let (conn, _) = self.open.as_ref()?;
        conn.query_row("SELECT max(seq) FROM visit", [], |row| row.get(0)).ok().flatten()
    }

    /// Nobody has seen more than up to `seq`: the data file now ends there.
    pub(super) fn see_no_further(&mut self, seq: i64) -> Result<()> {
        if self.furthest_visit().is_none_or(|seen| seen <= seq) {
            return Ok(());
        }
        self.write(|conn| conn.execute("UPDATE visit SET seq = ?1 WHERE seq > ?1", [seq]))
    }

    /// Writes to the file that is there now; it is made where there is none.
    fn write(&mut self, write: impl FnOnce(&Connection) -> rusqlite::Result<usize>) -> Result<()> {
        let found = file::inspect(&self.path)?;
        if found.is_none() || found != self.open.as_ref().map(|(_, identity)| *identity) {
            self.open = None;
            if found.is_none() {
                open::create(&self.path, fill)?;
            }
            self.open = connect(&self.path)?;
        }
        let Some((conn, _)) = &self.open else { return Err(Error::FileGone(self.path.clone())) };
        write(conn).at(&self.path).map(drop)
    }
}

/// In the journal mode WAL a commit is one write to a file that stays open: it waits for no disk, and the
/// sessions that watch the folder hear nothing of it. A killed program has handed it to the system, which
/// keeps it; after a power cut the file is whole and may lack the last drafts.
fn fill(new: &Path, path: &Path) -> Result<()> {
    let conn = Connection::open_with_flags(new, flags()).at(path)?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).at(path)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID).at(path)?;
    conn.execute_batch(
        "CREATE TABLE draft (login TEXT PRIMARY KEY, draft TEXT NOT NULL) STRICT, WITHOUT ROWID;",
    )
    .at(path)?;
    conn.close().map_err(|(_, error)| error).at(path)
}

/// `None` where there is no such file.
fn connect(path: &Path) -> Result<Option<(Connection, Identity)>> {
    let Some(identity) = file::inspect(path)? else { return Ok(None) };
    if rustix::fs::lstat(path).at(path)?.st_uid != rustix::process::geteuid().as_raw() {
        return Err(Error::NotOurs(path.into()));
    }
    let conn = Connection::open_with_flags(path, flags()).at(path)?;
    conn.busy_timeout(PATIENCE).at(path)?;
    let found: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).at(path)?;
    if found != APPLICATION_ID {
        return Err(Error::NotOurs(path.into()));
    }
    conn.pragma_update(None, "synchronous", "NORMAL").at(path)?;
    Ok(Some((conn, identity)))
}

fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW
}
