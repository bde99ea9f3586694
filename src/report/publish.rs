//! A paper becomes a file: under a temporary name first, whole when it appears, never over another.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags};

use crate::error::{Error, Result};

/// Writes a new file.
///
/// Errors: [`Error::FileExists`]; [`Error::Io`].
pub fn publish(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |error: io::Error| Error::Io { path: path.to_owned(), detail: error.to_string() };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let part: PathBuf = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = OpenOptions::new().write(true).create_new(true).open(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let moved = written.and_then(|()| {
        rustix::fs::renameat_with(CWD, &part, CWD, path, RenameFlags::NOREPLACE).map_err(io::Error::from)
    });
    let Err(error) = moved else { return Ok(()) };
    // Whatever of it is there serves nobody.
    let _ = std::fs::remove_file(&part);
    match error.kind() {
        io::ErrorKind::AlreadyExists => Err(Error::FileExists(path.to_owned())),
        io::ErrorKind::StorageFull => Err(Error::DiskFull(path.to_owned())),
        _ => Err(failed(error)),
    }
}
