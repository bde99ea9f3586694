//! Notice that something in the data file's folder was touched, so that nobody has to ask again and
//! again. What it was is then asked of SQLite ([`super::Store::has_changed`], `still_there`).

use std::ffi::OsString;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::fs::{AtFlags, CWD, Timespec, Timestamps, UTIME_NOW};
use rustix::io::Errno;

use super::fault::{At, system};
use super::open::beside;
use crate::error::Result;

/// Readable (poll it) when the folder of the data file has news.
///
/// The folder and not the file is watched, because a file put in its place is another one.
#[derive(Debug)]
pub struct Watch {
    notices: OwnedFd,
    path: PathBuf,
    names: Vec<OsString>,
}

impl Watch {
    /// `path` is the data file; its folder must exist.
    pub fn new(path: &Path) -> Result<Watch> {
        let notices = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).at(path)?;
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // Not every writing: a commit can be read only after the last of it, and is told then ([`tell`]).
        // Closing is what a session that was killed before it told does as well.
        let events = WatchFlags::ATTRIB
            | WatchFlags::CLOSE_WRITE
            | WatchFlags::CREATE
            | WatchFlags::DELETE
            | WatchFlags::MOVED_FROM
            | WatchFlags::MOVED_TO
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF;
        inotify::add_watch(&notices, folder, events).at(path)?;
        let names = ["", "-wal"].map(|suffix| beside(path, suffix));
        let names = names.iter().filter_map(|name| name.file_name()).map(ToOwned::to_owned).collect();
        Ok(Watch { notices, path: path.into(), names })
    }

    /// Takes all waiting notices; whether one of them was about the data file. Own commits are too.
    pub fn drain(&mut self) -> Result<bool> {
        let mut space = [MaybeUninit::uninit(); 4096];
        let mut notices = inotify::Reader::new(&self.notices, &mut space);
        let mut touched = false;
        loop {
            match notices.next() {
                Ok(notice) => {
                    // The folder itself went, or notices were lost: better to ask once too often.
                    let lost = ReadFlags::DELETE_SELF | ReadFlags::MOVE_SELF | ReadFlags::QUEUE_OVERFLOW;
                    let ours = notice.file_name().is_some_and(|name| {
                        self.names.iter().any(|known| known.as_bytes() == name.to_bytes())
                    });
                    touched |= ours || notice.events().intersects(lost);
                }
                Err(Errno::WOULDBLOCK) => return Ok(touched),
                Err(Errno::INTR) => {}
                Err(errno) => return Err(system(&self.path, errno)),
            }
        }
    }
}

/// Tells the watches of all sessions that a commit can be read. SQLite writes the journal before that
/// moment and the shared index at it, which is mapped memory and raises no event; so the data file's
/// time of change is set. Best effort: the commit stands whether or not anybody hears of it.
pub(super) fn tell(path: &Path) {
    let now = Timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
    let times = Timestamps { last_access: now, last_modification: now };
    let _ = rustix::fs::utimensat(CWD, path, &times, AtFlags::SYMLINK_NOFOLLOW);
}

impl AsFd for Watch {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.notices.as_fd()
    }
}
