//! A safety copy put in the place of the data file, and what was there kept beside it.
//!
//! Border: nobody else has the file open meanwhile. The copy is read whole before anything is touched; then its
//! pages go into the data file in one transaction, so that a kill or a power cut leaves the one or the other.
//! A data file that SQLite cannot open any more is exchanged for a new one instead.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rustix::fs::{CWD, FileType, RenameFlags};

use super::backup::{self, Holds, now_named};
use super::fault::{At, system};
use super::file::{self, failed};
use super::{Drafts, Mode, Store, open};
use crate::domain::change::Role;
use crate::domain::time::Now;
use crate::error::{Error, Result};

/// What a file that was replaced is called from then on, with the moment.
const FORMER: &str = "truoc-khoi-phuc";

/// What was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    pub holds: Holds,
    /// The file as it was before; `None` where there was none.
    pub former: Option<PathBuf>,
}

/// Puts `copy` in the place of the data file at `path`. Only administrators of the file that is there may, or
/// its owner when it does not say who they are.
///
/// Errors: [`Error::InUse`] while others have the file open; [`Error::NotPermitted`]; what is wrong with the
/// copy, under its name. After each the data file is as it was.
pub fn restore(copy: &Path, path: &Path, login: &str, now: Now) -> Result<Restored> {
    let path = file::resolve(path, true)?;
    let (source, copy) = opened(copy, &path)?;
    let holds = backup::verify(&source, &copy)?;
    permit(&path, login)?;
    backup::remove_unfinished(file::folder(&path), &backup::stem(&path));
    let former = match exclusive(&path, now) {
        Ok((mut live, former)) => {
            if let Err(error) = backup::pages(&source, &mut live, &path) {
                // The transaction was rolled back, and the disk may be full.
                let _ = fs::remove_file(former);
                return Err(error);
            }
            // Done; what stays in the journal comes into the file with the next session.
            let _ = live.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()));
            Some(former)
        }
        Err(Error::Busy) => {
            let by = file::holders(&path);
            return Err(Error::InUse { path, by });
        }
        Err(error @ (Error::DiskFull(_) | Error::ReadOnly(_) | Error::FileExists(_))) => return Err(error),
        Err(_) => exchange(&source, &copy, &path, now)?,
    };
    // One of an earlier program is brought up.
    drop(Store::open(&path, Mode::ReadWrite)?);
    if let Ok(mut drafts) = Drafts::open(&path) {
        // What comes from now on is new to everybody.
        let _ = drafts.see_no_further(holds.head);
    }
    Ok(Restored { holds, former })
}

/// The copy, opened for reading: as it stands, or with the journal that came with a plain copy of a file.
fn opened(copy: &Path, path: &Path) -> Result<(Connection, PathBuf)> {
    let missing = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::NoSuchFile(copy.into()),
        _ => failed(copy, &error),
    };
    let copy = fs::canonicalize(copy).map_err(missing)?;
    if copy == path || !copy.is_file() {
        return Err(Error::NotAFile(copy));
    }
    file::read_header(&copy, open::SCHEMA)?;
    let conn = if open::has_journal(&copy) { open::connect(&copy, false)? } else { open::immutable(&copy)? };
    Ok((conn, copy))
}

fn permit(path: &Path, login: &str) -> Result<()> {
    let admitted = Store::open(path, Mode::ReadWrite).and_then(|store| {
        let person = store.person_or_new(login)?;
        if !store.can_write() {
            return Err(Error::ReadOnly(store.path().into()));
        }
        Ok(person.fields.may(Role::Admin))
    });
    let may = match admitted {
        Ok(may) => may,
        Err(Error::NoDataFile(_)) => true,
        Err(Error::NotOurs(_) | Error::EmptyDataFile(_) | Error::Newer { .. }) => owns(path)?,
        Err(Error::Damaged { .. } | Error::Io { .. }) => owns(path)?,
        Err(error) => return Err(error),
    };
    if may { Ok(()) } else { Err(Error::NotPermitted) }
}

fn owns(path: &Path) -> Result<bool> {
    let stat = rustix::fs::lstat(path).at(path)?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return Err(Error::NotOurs(path.into()));
    }
    Ok(stat.st_uid == rustix::process::geteuid().as_raw())
}

/// The data file with SQLite's exclusive lock, which nobody gets while another connection is open: each keeps a
/// shared lock from its first read to its end. And a copy of it as it is, sound or not.
fn exclusive(path: &Path, now: Now) -> Result<(Connection, PathBuf)> {
    let live = Connection::open_with_flags(path, open::flags(true)).at(path)?;
    live.busy_timeout(open::START_PATIENCE).at(path)?;
    // Before the first read: then the shared index is not used, and the lock stays until the end.
    live.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(())).at(path)?;
    live.pragma_update(None, "synchronous", "FULL").at(path)?;
    live.execute_batch("BEGIN EXCLUSIVE; COMMIT").at(path)?;
    let former = now_named(path, FORMER, now);
    backup::copy(&live, path, &former, None)?;
    Ok((live, former))
}

/// Puts a new file at `path`. A journal beside a former one is no longer anybody's, and would be taken for the
/// new one's: it goes with the file it belongs to.
fn exchange(source: &Connection, copy: &Path, path: &Path, now: Now) -> Result<Option<PathBuf>> {
    // Of a file that was deleted, sessions still hold the index beside it.
    let by = [file::holders(path), file::holders(&open::beside(path, "-shm"))].concat();
    if !by.is_empty() {
        return Err(Error::InUse { path: path.into(), by });
    }
    let former = now_named(path, FORMER, now);
    if rustix::fs::lstat(&former).is_ok() {
        return Err(Error::FileExists(former));
    }
    let new = path.with_file_name(format!(".{}-{}.tmp", backup::stem(path), std::process::id()));
    backup::copy(source, copy, &new, Some(copy))?;
    let mode = file::mode_beside(path).as_raw_mode();
    let placed = fs::set_permissions(&new, PermissionsExt::from_mode(mode)).and_then(|()| {
        for suffix in ["-wal", "-shm"].into_iter().filter(|suffix| open::beside(path, suffix).exists()) {
            fs::rename(open::beside(path, suffix), open::beside(&former, suffix))?;
        }
        Ok(())
    });
    if let Err(error) = placed {
        let _ = fs::remove_file(&new);
        return Err(failed(path, &error));
    }
    let was_there = path.exists();
    if was_there {
        let swapped = rustix::fs::renameat_with(CWD, &new, CWD, path, RenameFlags::EXCHANGE);
        swapped.map_err(|errno| system(path, errno))?;
        fs::rename(&new, &former).map_err(|error| failed(&former, &error))?;
    } else {
        file::place(&new, path)?;
    }
    file::sync_folder(path)?;
    Ok(was_there.then_some(former))
}
