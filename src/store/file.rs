//! What may be a data file: checks on the path, the file and its first bytes before SQLite touches
//! them, and which files this process holds open.
//!
//! Border: system calls only, no SQL.

use std::fs;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::fs::{CWD, FileType, Mode, OFlags, RenameFlags, StatVfsMountFlags};
use rustix::io::Errno;

use super::fault::{At, system};
use crate::error::{Error, Result};

/// Stands in the header of our files: "DonD".
pub(super) const APPLICATION_ID: u32 = 0x446F_6E44;

/// File systems on which SQLite's locks or shared memory cannot be trusted (statfs magic numbers).
const NETWORK: [u32; 10] = [
    0x6969,      // NFS
    0xFF53_4D42, // CIFS
    0xFE53_4D42, // SMB2
    0x517B,      // SMB
    0x0102_1997, // 9p
    0x6573_5546, // FUSE (sshfs and the like)
    0x5346_414F, // AFS
    0x7375_7245, // Coda
    0x00C3_6400, // Ceph
    0x0BD0_0BD0, // Lustre
];

/// Tells a file from any other, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity {
    device: u64,
    inode: u64,
}

/// The files that connections of this process hold open. Closing *any* descriptor of a file drops all
/// of the process's POSIX locks on it, so the header of a file in this list is never read again, and
/// the list is locked while a header is read and the connection opened.
static OPEN: Mutex<Vec<Identity>> = Mutex::new(Vec::new());

pub(super) fn lock_open_files() -> MutexGuard<'static, Vec<Identity>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One connection's place in the list; must be dropped after the connection.
#[derive(Debug)]
pub(super) struct Held(pub(super) Identity);

impl Held {
    /// Refuses when another file, or none, stands at the path now.
    pub(super) fn still_at(&self, path: &Path) -> Result<()> {
        match rustix::fs::lstat(path) {
            Ok(stat) if self.0 == (Identity { device: stat.st_dev, inode: stat.st_ino }) => Ok(()),
            _ => Err(Error::FileGone(path.into())),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut open = lock_open_files();
        if let Some(place) = open.iter().position(|identity| *identity == self.0) {
            open.swap_remove(place);
        }
    }
}

/// The path with its folder resolved; the last component stays as it is, so that a symbolic link in
/// its place is seen. Makes missing folders (0700) when asked to.
pub(super) fn resolve(path: &Path, create: bool) -> Result<PathBuf> {
    let Some(name) = path.file_name() else {
        let missing = path.as_os_str().is_empty();
        return Err(if missing { Error::NoDataFile(path.into()) } else { Error::NotOurs(path.into()) });
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if create && !folder.exists() {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|error| failed(folder, &error))?;
    }
    match fs::canonicalize(folder) {
        Ok(folder) => Ok(folder.join(name)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Error::NoDataFile(path.into())),
        Err(error) => Err(failed(folder, &error)),
    }
}

pub(super) fn failed(path: &Path, error: &std::io::Error) -> Error {
    match error.raw_os_error() {
        Some(code) => system(path, Errno::from_raw_os_error(code)),
        None => Error::Io { path: path.into(), detail: error.to_string() },
    }
}

/// The file's identity, where a regular, singly linked, non-empty file on a local disk stands at
/// `path`; `None` where nothing does.
pub(super) fn inspect(path: &Path) -> Result<Option<Identity>> {
    let stat = match rustix::fs::lstat(path) {
        Ok(stat) => stat,
        Err(Errno::NOENT) => return Ok(None),
        // The folder's place is taken by a file.
        Err(Errno::NOTDIR) => return Err(Error::NoDataFile(path.into())),
        Err(errno) => return Err(system(path, errno)),
    };
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => {}
        FileType::Symlink => return Err(Error::Symlink(path.into())),
        _ => return Err(Error::NotOurs(path.into())),
    }
    if stat.st_nlink > 1 {
        return Err(Error::HardLink(path.into()));
    }
    refuse_network(path)?;
    if stat.st_size == 0 {
        return Err(Error::EmptyDataFile(path.into()));
    }
    Ok(Some(Identity { device: stat.st_dev, inode: stat.st_ino }))
}

pub(super) fn refuse_network(path: &Path) -> Result<()> {
    let kind = rustix::fs::statfs(path).at(path)?.f_type;
    if NETWORK.iter().any(|magic| i128::from(*magic) == i128::from(kind)) {
        return Err(Error::NetworkFs(path.into()));
    }
    Ok(())
}

/// Reads the header before SQLite opens the file: a file of another program is left as it is, not even
/// its journal is looked at. The caller holds [`lock_open_files`] and knows the file is not in it.
pub(super) fn read_header(path: &Path, newest: i64) -> Result<()> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let mut file = fs::File::from(rustix::fs::open(path, flags, Mode::empty()).at(path)?);
    let mut header = [0; 100];
    match file.read_exact(&mut header) {
        Err(_) if header.starts_with(b"SQLite format 3\0") => {
            return Err(Error::Damaged { path: path.into(), detail: "header".into() });
        }
        Err(_) => return Err(Error::NotOurs(path.into())),
        Ok(()) => {}
    }
    let number =
        |at: usize| header.get(at..at + 4).map_or(0, |b| b.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)));
    if !header.starts_with(b"SQLite format 3\0") || number(68) != APPLICATION_ID {
        return Err(Error::NotOurs(path.into()));
    }
    let found = i64::from(number(60));
    if found > newest {
        return Err(Error::Newer { path: path.into(), found, known: newest });
    }
    Ok(())
}

/// Whether the file may be written: by its mode bits (which bind the superuser here too: somebody took
/// them away on purpose), by permission and by the mount.
pub(super) fn is_writable(path: &Path) -> bool {
    let marked = rustix::fs::stat(path).is_ok_and(|stat| stat.st_mode & 0o222 != 0);
    marked && rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

/// Whether files can be made beside it: not on a read-only mount or in a folder of somebody else's.
pub(super) fn can_write_beside(path: &Path) -> bool {
    let Some(folder) = path.parent() else { return false };
    let mounted = rustix::fs::statvfs(folder).is_ok_and(|fs| !fs.f_flag.contains(StatVfsMountFlags::RDONLY));
    mounted && rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
}

/// The mode of files beside `path`: its group's too where the folder hands its group on, which is how a group
/// of accounts shares a folder; else the account's alone.
pub fn mode_beside(path: &Path) -> Mode {
    let folder = folder(path);
    let is_shared =
        rustix::fs::stat(folder).is_ok_and(|stat| Mode::from_raw_mode(stat.st_mode).contains(Mode::SGID));
    Mode::from_raw_mode(if is_shared { 0o660 } else { 0o600 })
}

/// An empty file in the folder of `path` under a name of its own that ends in `suffix`, of this mode whatever
/// the umask.
pub(super) fn make_beside(path: &Path, suffix: &str, mode: Mode) -> Result<(PathBuf, OwnedFd)> {
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    loop {
        let n = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let new = path.with_file_name(format!(".{name}.{}.{n}{suffix}", std::process::id()));
        match rustix::fs::open(&new, flags, mode) {
            Ok(file) => match rustix::fs::fchmod(&file, mode) {
                // On a disk without modes, such as a USB stick's, it is the mount that says who may read.
                Ok(()) | Err(Errno::PERM) => return Ok((new, file)),
                Err(errno) => return Err(system(path, errno)),
            },
            // Left over from a process of the same number that was killed here.
            Err(Errno::EXIST) => {}
            Err(errno) => return Err(system(path, errno)),
        }
    }
}

/// Gives a finished file its name for good, never over another. A plain link would do too, but for a moment the
/// file would have two names, which every start refuses.
///
/// Errors: [`Error::FileExists`]; those of the disk.
pub fn place(new: &Path, to: &Path) -> Result<()> {
    let mut named = rustix::fs::renameat_with(CWD, new, CWD, to, RenameFlags::NOREPLACE);
    if named == Err(Errno::INVAL) {
        // Disks of other machines do not know this way: take the name first, then put the file there.
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        named = rustix::fs::open(to, flags, Mode::RUSR | Mode::WUSR)
            .and_then(|_| rustix::fs::renameat(CWD, new, CWD, to));
    }
    match named {
        Ok(()) => sync_folder(to),
        Err(Errno::EXIST) => Err(Error::FileExists(to.into())),
        Err(errno) => Err(system(to, errno)),
    }
}

/// Makes a new file of these bytes, the account's alone.
///
/// Errors: [`Error::FileExists`]; those of the disk. None leaves anything of it.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let (new, file) = make_beside(path, ".tmp", Mode::RUSR | Mode::WUSR)?;
    let mut file = fs::File::from(file);
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| failed(path, &error));
    let named = written.and_then(|()| place(&new, path));
    if named.is_err() {
        // Whatever of it is there serves nobody.
        let _ = fs::remove_file(&new);
    }
    named
}

/// Where a file stands, also one that is named without a folder.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the new name itself survive a power cut.
pub(super) fn sync_folder(path: &Path) -> Result<()> {
    let folder = folder(path);
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = rustix::fs::open(folder, flags, Mode::empty()).at(path)?;
    rustix::fs::fsync(folder).at(path)
}

/// The other processes that hold a lock on the file, which each connection does; as far as the system tells.
pub(super) fn holders(path: &Path) -> Vec<u32> {
    let Ok(stat) = rustix::fs::lstat(path) else { return Vec::new() };
    let locks = fs::OpenOptions::new().read(true).open("/proc/locks").and_then(std::io::read_to_string);
    let inode = format!(":{}", stat.st_ino);
    // "1: POSIX  ADVISORY  READ 1234 08:01:5678 …", with "->" where one waits.
    let holder = |line: &str| {
        let mut words = line.split_whitespace().skip_while(|word| *word != "POSIX").skip(3);
        let (pid, place) = (words.next()?.parse().ok()?, words.next()?);
        (place.ends_with(&inode) && pid != std::process::id()).then_some(pid)
    };
    let mut pids: Vec<u32> = locks.unwrap_or_default().lines().filter_map(holder).collect();
    pids.sort_unstable();
    pids.dedup();
    pids
}
