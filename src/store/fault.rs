//! From SQLite's and the system's errors to the program's one error type.
//!
//! Border: no policy; every function says what happened to which file.

use std::os::unix::fs::FileExt;
use std::path::Path;

use rusqlite::ErrorCode;

use super::file;
use crate::error::Error;

fn is_out_of_space(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}

/// SQLite has one word for whatever it did not expect of a write, a quota that is used up or a disk that was
/// made read-only among it. What it is, another write tells.
fn refused_write(path: &Path, error: &rusqlite::Error) -> Option<Error> {
    let code = error.sqlite_error()?;
    let is_reading = [rusqlite::ffi::SQLITE_IOERR_READ, rusqlite::ffi::SQLITE_IOERR_SHORT_READ];
    let is_unexpected = matches!(code.code, ErrorCode::SystemIoFailure | ErrorCode::CannotOpen);
    if !is_unexpected || is_reading.contains(&code.extended_code) {
        return None;
    }
    let written = file::make_beside(path, ".new", file::mode_beside(path)).and_then(|(new, probe)| {
        let probe = std::fs::File::from(probe);
        let written = probe.write_all_at(&[0; 4096], 0).and_then(|()| probe.sync_all());
        let _ = std::fs::remove_file(new);
        written.map_err(|error| file::failed(path, &error))
    });
    written
        .err()
        .filter(|found| matches!(found, Error::DiskFull(_) | Error::ReadOnly(_)) || is_out_of_space(error))
}

/// Names the file in an SQLite failure. Busy in any form (BUSY, BUSY_RECOVERY, BUSY_SNAPSHOT, LOCKED)
/// is one thing to the person at the screen: try again.
pub(super) fn sqlite(path: &Path, error: &rusqlite::Error) -> Error {
    let path = path.to_owned();
    let detail = error.to_string();
    if let Some(refused) = refused_write(&path, error) {
        return refused;
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            Error::Busy
        }
        Some(ErrorCode::DiskFull) => Error::DiskFull(path),
        // The shared index beside it could not grow.
        Some(_) if is_out_of_space(error) => Error::DiskFull(path),
        Some(ErrorCode::ReadOnly) => Error::ReadOnly(path),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged { path, detail },
        // A journal or index file beside the data file could not be made: no space for names, no
        // permission on the folder. SQLite's own sentence names neither, so say where to look.
        Some(ErrorCode::CannotOpen) => {
            let beside = format!("{}-wal, {}-shm", path.display(), path.display());
            Error::Io { path, detail: format!("{detail} ({beside})") }
        }
        _ => Error::Io { path, detail },
    }
}

/// A failure of the operating system on this file.
pub(super) fn system(path: &Path, errno: rustix::io::Errno) -> Error {
    use rustix::io::Errno;
    let path = path.to_owned();
    match errno {
        Errno::NOSPC | Errno::DQUOT => Error::DiskFull(path),
        Errno::ROFS => Error::ReadOnly(path),
        _ => Error::Io { path, detail: errno.to_string() },
    }
}

/// `.at(path)` on a rusqlite result.
pub(super) trait At<T> {
    fn at(self, path: &Path) -> Result<T, Error>;
}

impl<T> At<T> for rusqlite::Result<T> {
    fn at(self, path: &Path) -> Result<T, Error> {
        self.map_err(|error| sqlite(path, &error))
    }
}

impl<T> At<T> for rustix::io::Result<T> {
    fn at(self, path: &Path) -> Result<T, Error> {
        self.map_err(|errno| system(path, errno))
    }
}

/// Why a write stops: SQLite's failure, which the border names the file of, or a refusal of our own.
#[derive(Debug)]
pub(super) enum Fault {
    Sql(rusqlite::Error),
    Refused(Error),
}

impl Fault {
    pub(super) fn named(self, path: &Path) -> Error {
        match self {
            Fault::Sql(error) => sqlite(path, &error),
            Fault::Refused(error) => error,
        }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Fault::Sql(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Fault::Refused(error)
    }
}
