//! Bytes from outside → text: the checks that stand before anything reads a letter.
//!
//! Border: knows files and encodings, not what a letter says. Plain UTF-8 is what it reads.

pub mod table;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags};
use rustix::io::Errno;

use crate::error::{Error, Result};

/// The largest letter that is read, in bytes.
pub const LIMIT: u64 = 20 * 1024 * 1024;

/// How messages name standard input.
pub const STDIN: &str = "-";

/// A letter's text from a file, without a byte order mark, otherwise as it is.
/// Refuses what is no regular file, larger than [`LIMIT`], or not plain UTF-8.
pub fn read_file(path: &Path) -> Result<String> {
    let file = open_file(path)?;
    let size = file.metadata().map_err(|_| Error::Unreadable(path.to_owned()))?.len();
    if size > LIMIT {
        return Err(Error::TooBig { path: path.to_owned(), limit: LIMIT });
    }
    read_text(file, path)
}

/// A letter's text from standard input, with the checks of [`read_file`].
pub fn read_stdin() -> Result<String> {
    read_text(std::io::stdin().lock(), Path::new(STDIN))
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

fn read_text(input: impl Read, path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    // One byte past the limit tells "just full" from "too big", also where no size is stated.
    input.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|_| Error::Unreadable(path.to_owned()))?;
    if bytes.len() as u64 > LIMIT {
        return Err(Error::TooBig { path: path.to_owned(), limit: LIMIT });
    }
    decode(bytes).ok_or_else(|| Error::NotText(path.to_owned()))
}

/// Plain UTF-8, with or without a byte order mark. A NUL is the sign of a binary file or UTF-16.
fn decode(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    (!text.contains('\0')).then_some(text)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn plain_utf8_is_read_as_it_is_and_nothing_else() {
        let cases: [(&[u8], Option<&str>); 7] = [
            (b"", Some("")),
            ("Kính gửi:\r\n".as_bytes(), Some("Kính gửi:\r\n")),
            ("\u{feff}Số: 5".as_bytes(), Some("Số: 5")),
            (b"\xff\xfeS\0\xd1\x1e", None),
            (b"a\0b", None),
            (b"K\xddnh g\xf8i", None),
            (b"\x7fELF\x02\x01\x01\0", None),
        ];
        for (bytes, text) in cases {
            assert_eq!(decode(bytes.to_vec()).as_deref(), text, "{bytes:?}");
        }
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
        assert_eq!(read_text(full(), &path).map(|text| text.len() as u64), Ok(LIMIT));
        assert!(matches!(read_text(full().chain(&b"a"[..]), &path), Err(Error::TooBig { .. })));
    }
}
