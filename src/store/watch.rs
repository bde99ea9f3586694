//! Notice that something in the data file's folder was touched, so that nobody has to ask again and
//! again. What it was is then asked of SQLite ([`super::Store::has_changed`], `still_there`).

use std::ffi::OsString;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;

use super::fault::{At, system};
use super::open::beside;
use crate::error::Result;

/// Readable (poll it) when the folder of the data file has news.
///
/// The folder and not the file is watched, because commits go to the journal beside it and a file put
/// in its place is another one.
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
        let events = WatchFlags::MODIFY
            | WatchFlags::CREATE
            | WatchFlags::DELETE
            | WatchFlags::MOVED_FROM
            | WatchFlags::MOVED_TO
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF;
        inotify::add_watch(&notices, folder, events).at(path)?;
        // The shared index ("-shm") is mapped memory: it raises no events and is not waited for.
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

impl AsFd for Watch {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.notices.as_fd()
    }
}
