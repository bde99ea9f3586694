//! Bytes from outside → text: the checks that stand before anything reads a letter.
//!
//! Border: knows files, formats and encodings, not what a letter says. What may harm is taken apart in a
//! process of its own: [`child`] is the one way there, [`letter`] and [`table`] are what is done in it.

mod child;
mod docx;
mod encoding;
mod layout;
mod letter;
mod numbering;
mod odt;
mod package;
mod pdf;
pub mod table;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags};
use rustix::io::Errno;

use crate::error::{Error, Result};

pub use letter::{Ways, serve};

/// The largest letter that is read, in bytes.
pub const LIMIT: u64 = 20 * 1024 * 1024;

/// The longest text of a letter that is read, in bytes: some 700 pages. Reading what it orders takes a hundred
/// times as much memory.
const TEXT_LIMIT: u64 = 2 * 1024 * 1024;

/// How messages name standard input.
pub const STDIN: &str = "-";

/// A letter's text from a file of any kind that letters come in, found by what the file holds.
///
/// Errors: [`Error::NoSuchFile`], [`Error::NotAFile`], [`Error::Unreadable`], [`Error::TooBig`] (beyond [`LIMIT`], or its text
/// beyond 2 MB),
/// [`Error::NotText`], [`Error::NoText`], [`Error::Locked`], [`Error::OldFormat`], [`Error::BrokenFile`].
pub fn read_file(ways: &Ways, path: &Path) -> Result<String> {
    let file = open_file(path)?;
    let size = file.metadata().map_err(|_| Error::Unreadable(path.to_owned()))?.len();
    if size > LIMIT {
        return Err(Error::TooBig { path: path.to_owned(), limit: LIMIT });
    }
    letter::read(ways, &read_all(file, path)?, path)
}

/// A letter's text from standard input, with the checks of [`read_file`].
pub fn read_stdin(ways: &Ways) -> Result<String> {
    let path = Path::new(STDIN);
    letter::read(ways, &read_all(std::io::stdin().lock(), path)?, path)
}

/// Opens a regular file for reading and nothing else. Does not wait for the other end of a FIFO:
/// the kind is looked at on the open descriptor, so that nothing can be put in its place between.
pub fn open_file(path: &Path) -> Result<File> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let descriptor = rustix::fs::open(path, flags, Mode::empty()).map_err(|errno| match errno {
        Errno::NOENT | Errno::NOTDIR => Error::NoSuchFile(path.to_owned()),
        Errno::NXIO | Errno::NODEV | Errno::ISDIR => Error::NotAFile(path.to_owned()),
        _ => Error::Unreadable(path.to_owned()),
    })?;
    let stat = rustix::fs::fstat(&descriptor).map_err(|_| Error::Unreadable(path.to_owned()))?;
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => Ok(File::from(descriptor)),
        _ => Err(Error::NotAFile(path.to_owned())),
    }
}

/// All bytes of a file that is not larger than [`LIMIT`].
fn read_all(input: impl Read, path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte past the limit tells "just full" from "too big", also where no size is stated.
    input.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|_| Error::Unreadable(path.to_owned()))?;
    if bytes.len() as u64 > LIMIT {
        return Err(Error::TooBig { path: path.to_owned(), limit: LIMIT });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn read_file(path: &Path) -> Result<String> {
        super::read_file(&Ways { program: "/nowhere".into(), pdftotext: false }, path)
    }

    #[test]
    fn what_is_no_readable_regular_file_is_named_and_does_not_block() {
        let folder = tempfile::tempdir().unwrap();
        let fifo = folder.path().join("ong");
        rustix::fs::mknodat(rustix::fs::CWD, &fifo, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let missing = folder.path().join("không có.txt");
        assert_eq!(read_file(folder.path()), Err(Error::NotAFile(folder.path().into())));
        assert_eq!(read_file(&fifo), Err(Error::NotAFile(fifo.clone())));
        assert_eq!(read_file(Path::new("/dev/zero")), Err(Error::NotAFile("/dev/zero".into())));
        assert_eq!(read_file(&missing), Err(Error::NoSuchFile(missing.clone())));
        let under = fifo.join("thư.txt");
        assert_eq!(read_file(&under), Err(Error::NoSuchFile(under.clone())));
    }

    #[test]
    fn a_file_without_permission_is_unreadable() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kín.txt");
        File::options().create(true).truncate(true).write(true).open(&path).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o000)).unwrap();
        // The superuser reads everything; there is nothing to refuse then.
        if !rustix::process::getuid().is_root() {
            assert_eq!(read_file(&path), Err(Error::Unreadable(path.clone())));
        }
    }

    #[test]
    fn the_limit_is_inclusive() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("to.txt");
        let file = File::options().create(true).truncate(true).write(true).open(&path).unwrap();
        file.set_len(LIMIT + 1).unwrap();
        assert_eq!(read_file(&path), Err(Error::TooBig { path: path.clone(), limit: LIMIT }));
        let full = || std::io::repeat(b'a').take(LIMIT);
        assert_eq!(read_all(full(), &path).map(|bytes| bytes.len() as u64), Ok(LIMIT));
        assert!(matches!(read_all(full().chain(&b"a"[..]), &path), Err(Error::TooBig { .. })));
    }
}
