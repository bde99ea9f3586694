//! Opening the data file: who may, in which order it is checked, and how SQLite is set up.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use super::fault::At;
use super::file::{self, Held};
use super::{Mode, Store, backup, kept};
use crate::error::{Error, Result};

/// Append-only: a migration that has been released is never edited.
const MIGRATIONS: &[M<'_>] = &[M::up(include_str!("schema.sql")), M::up(include_str!("schema_2.sql"))];

/// The schema this program writes, and the newest it reads.
pub(super) const SCHEMA: i64 = MIGRATIONS.len() as i64;

/// The first SQLite without the WAL-reset fault that damages files under several writers.
pub(super) const OLDEST_SQLITE: i32 = 3_051_003;

/// How long a start waits for another that recovers the journal. Nothing is on the screen yet.
pub(super) const START_PATIENCE: Duration = Duration::from_secs(2);

/// How long a call waits for another session's commit, unless `set_patience` says otherwise.
const PATIENCE: Duration = Duration::from_millis(50);

pub(super) fn open(path: &Path, mode: Mode) -> Result<Store> {
    let path = file::resolve(path, mode == Mode::Create)?;
    let mut found = file::inspect(&path)?;
    if found.is_none() && mode == Mode::Create {
        create(&path, fill)?;
        found = file::inspect(&path)?;
    }
    let identity = found.ok_or_else(|| Error::NoDataFile(path.clone()))?;
    // Held until the connection stands in the list; see `file::lock_open_files`.
    let mut open_files = file::lock_open_files();
    if !open_files.contains(&identity) {
        file::read_header(&path, SCHEMA)?;
    }
    let can_write = mode != Mode::ReadOnly && file::is_writable(&path) && file::can_write_beside(&path);
    let conn = connect(&path, can_write)?;
    open_files.push(identity);
    drop(open_files);
    let mut store = Store { conn, held: Held(identity), path, can_write, seen: None };
    set_up(&mut store)?;
    store.still_there()?;
    Ok(store)
}

/// Makes the file under another name, where `fill` writes it, and renames it when it is whole, so that of
/// many first starts at once one wins and no start ever sees a half-made file.
pub(super) fn create(path: &Path, fill: fn(&Path, &Path) -> Result<()>) -> Result<()> {
    file::refuse_network(path.parent().unwrap_or(path))?;
    let (new, _) = file::make_beside(path, ".new", file::mode_beside(path))?;
    let made = fill(&new, path).and_then(|()| file::place(&new, path));
    if made.is_err() {
        for suffix in ["", "-wal", "-shm"] {
            // Best effort: the first failure is the one to report.
            let _ = std::fs::remove_file(beside(&new, suffix));
        }
    }
    // Another start was faster: then that file stands.
    if matches!(made, Err(Error::FileExists(_))) { Ok(()) } else { made }
}

/// Errors name the file that was asked for. Closing the only connection moves the journal into the file, so that one file can be renamed.
fn fill(new: &Path, path: &Path) -> Result<()> {
    let mut conn = Connection::open_with_flags(new, flags(true)).at(path)?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).at(path)?;
    conn.pragma_update(None, "synchronous", "FULL").at(path)?;
    migrate(&mut conn, path)?;
    conn.close().map_err(|(_, error)| error).at(path)
}

fn migrate(conn: &mut Connection, path: &Path) -> Result<()> {
    Migrations::from_slice(MIGRATIONS).to_latest(conn).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => super::fault::sqlite(path, &err),
        other => Error::Io { path: path.into(), detail: other.to_string() },
    })
}

/// Brings a file of an earlier program up to this one's schema. Of several that start at once one does,
/// and the others find it done; sessions of the earlier program refuse to write from then on.
fn bring_up(store: &mut Store, found: i64) -> Result<()> {
    if !store.can_write {
        return Err(Error::Older { path: store.path.clone(), found, known: SCHEMA });
    }
    backup::keep_former(&store.conn, &store.path, found)?;
    let migrated = migrate(&mut store.conn, &store.path);
    match read_version(&store.conn).at(&store.path)? {
        SCHEMA => Ok(()),
        _ => migrated,
    }
}

pub(super) fn flags(can_write: bool) -> OpenFlags {
    let access = if can_write { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    // One connection is used by one thread at a time (`Store` is not `Sync`), and the path is no URI.
    access | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW
}

pub(super) fn connect(path: &Path, can_write: bool) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, flags(can_write)).at(path)?;
    conn.busy_timeout(START_PATIENCE).at(path)?;
    match read_version(&conn) {
        Err(_) if !can_write && !file::can_write_beside(path) && !has_journal(path) => immutable(path),
        Err(error) => match super::fault::sqlite(path, &error) {
            Error::DiskFull(_) if !can_write => {
                drop(conn);
                alone(path)
            }
            error => Err(error),
        },
        Ok(_) => Ok(conn),
    }
}

/// Looks without the shared index beside the file, for which a full disk has no room: nobody else is in the
/// file then, and nobody comes in for as long as this connection is open.
fn alone(path: &Path) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, flags(file::is_writable(path))).at(path)?;
    conn.busy_timeout(START_PATIENCE).at(path)?;
    conn.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(())).at(path)?;
    read_version(&conn).at(path)?;
    Ok(conn)
}

/// A WAL file can only be read with its index beside it, which cannot be made on a read-only mount or
/// in a folder of somebody else's. There, with no journal waiting, nobody else can be writing through
/// this mount, so the file is read as it stands, without locks.
pub(super) fn immutable(path: &Path) -> Result<Connection> {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                uri.push(char::from(*byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    Connection::open_with_flags(uri, flags(false) | OpenFlags::SQLITE_OPEN_URI).at(path)
}

pub(super) fn has_journal(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).is_ok_and(|wal| wal.len() > 0)
}

/// The file's name with a suffix, as SQLite names its companions.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

pub(super) fn read_version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("PRAGMA user_version")?.query_row([], |row| row.get(0))
}

fn set_up(store: &mut Store) -> Result<()> {
    let path = store.path.clone();
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Error::Io { path, detail: format!("SQLite {}", rusqlite::version()) });
    }
    let damaged = |detail: &str| Error::Damaged { path: path.clone(), detail: detail.into() };
    match read_version(&store.conn).at(&path)? {
        // The first migration sets it, and files appear whole.
        ..1 => return Err(damaged("user_version")),
        found @ ..SCHEMA => bring_up(store, found)?,
        SCHEMA => {}
        found => return Err(Error::Newer { path, found, known: SCHEMA }),
    }
    let (conn, path) = (&store.conn, &store.path);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).at(path)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false).at(path)?;
    // `cache_size`: a window of rows needs a few pages; fifty sessions on one server need the memory more.
    // `mmap_size = 0`: a file cut short under a mapping would kill the session.
    conn.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -256;",
    )
    .at(path)?;
    conn.pragma_update_and_check(None, "mmap_size", 0, |_| Ok(())).or_else(no_row).at(path)?;
    if store.can_write {
        conn.pragma_update_and_check(None, "journal_size_limit", 64 << 20, |_| Ok(())).at(path)?;
        let journal: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).at(path)?;
        if journal != "wal" {
            return Err(damaged("journal_mode"));
        }
    } else {
        conn.pragma_update(None, "query_only", true).at(path)?;
    }
    kept::add_functions(conn).at(path)?;
    conn.set_prepared_statement_cache_capacity(64);
    conn.busy_timeout(PATIENCE).at(path)
}

fn no_row(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(()),
        other => Err(other),
    }
}
