//! Safety copies: the whole file as one moment knows it, under a name of its own, whole when it appears.
//!
//! Border: sessions go on working meanwhile; the data file is only read. What a copy holds is checked on the
//! copy before it gets its name, and older copies go only after that. Putting one back is `restore`.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Utc};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use rustix::fs::{FlockOperation, Mode, OFlags};

use super::fault::At;
use super::file::{self, failed};
use super::{Store, kept, open};
use crate::domain::time::Now;
use crate::error::{Error, Result};

/// The owner's alone, wherever it lies: whoever may write the data file need not read all that ever was.
const MODE: u32 = 0o600;
/// Of so many months the last copy stays.
const MONTHS: usize = 12;
/// A last copy older than this deserves attention.
const LATE: TimeDelta = TimeDelta::days(7);
/// How the moment of a copy stands in its name, in Vietnam time.
const MOMENT: &str = "%Y-%m-%d-%H%M%S";
const UNFINISHED: &str = ".tmp";

/// A copy that was made, checked and named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub path: PathBuf,
    pub bytes: u64,
    pub holds: Holds,
}

/// What two copies of one moment agree in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holds {
    /// The schema.
    pub version: i64,
    pub directives: i64,
    pub tasks: i64,
    pub entries: i64,
    /// The newest entry of the journal.
    pub head: i64,
}

/// The last copy into a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastBackup {
    pub at: Now,
    pub path: PathBuf,
}

impl LastBackup {
    pub fn is_late(&self, now: Now) -> bool {
        now.at() - self.at.at() > LATE
    }
}

impl Store {
    /// Makes the new file `to`.
    ///
    /// Errors: [`Error::FileExists`]; [`Error::NoSuchFile`] of its folder; [`Error::Damaged`] when this file is
    /// not sound, for a copy of that replaces nothing; those of the disk. None leaves anything of a copy.
    pub fn back_up(&self, to: &Path) -> Result<Copied> {
        let to = file::resolve(to, false).map_err(|_| Error::NoSuchFile(to.into()))?;
        if rustix::fs::lstat(&to).is_ok() {
            return Err(Error::FileExists(to));
        }
        copy(&self.conn, &self.path, &to, Some(&self.path))
    }

    /// Makes a file called by the moment in `folder`, notes it beside the data file, and removes former ones
    /// of this name there but the last of each of the newest `days` days and twelve months.
    ///
    /// Errors: as [`Store::back_up`]; then no former one is removed.
    pub fn back_up_into(&self, folder: &Path, now: Now, days: usize) -> Result<Copied> {
        if !folder.is_dir() {
            return Err(Error::NoSuchFile(folder.into()));
        }
        let folder = fs::canonicalize(folder).map_err(|error| failed(folder, &error))?;
        let stem = stem(&self.path);
        remove_unfinished(&folder, &stem);
        let made = self.back_up(&folder.join(format!("{stem}-{}.db", now.local().format(MOMENT))))?;
        note(&self.path, now, &made.path);
        for old in outdated(copies(&folder, &stem), days).into_iter().filter(|old| *old != made.path) {
            // One that stays takes room, and goes the next time.
            let _ = fs::remove_file(old);
        }
        Ok(made)
    }

    /// `None` where nobody ever made one into a folder.
    pub fn last_backup(&self) -> Option<LastBackup> {
        let noted = fs::OpenOptions::new().read(true).open(open::beside(&self.path, NOTE)).ok()?;
        let noted = std::io::read_to_string(noted).ok()?;
        let (at, path) = noted.trim_end().split_once(' ')?;
        let at = DateTime::parse_from_rfc3339(at).ok()?.with_timezone(&Utc);
        Some(LastBackup { at: Now::new(at), path: path.into() })
    }
}

/// The name of the data file without its ending, with which the names of its copies begin.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// A new file beside the data file: `STEM-WHAT.db`.
pub(super) fn aside(path: &Path, what: &str) -> PathBuf {
    path.with_file_name(format!("{}-{what}.db", stem(path)))
}

/// What the file was before it was brought up from `version`, kept beside it; once.
pub(super) fn keep_former(conn: &Connection, path: &Path, version: i64) -> Result<()> {
    let to = aside(path, &format!("truoc-nang-cap-{version}"));
    if rustix::fs::lstat(&to).is_ok() || open::read_version(conn).at(path)? != version {
        return Ok(());
    }
    match copy(conn, path, &to, Some(path)) {
        // Another start was faster, and perhaps brought the file up meanwhile.
        Err(Error::FileExists(_)) => Ok(()),
        ended => ended.map(drop),
    }
}

pub(super) fn now_named(path: &Path, what: &str, now: Now) -> PathBuf {
    aside(path, &format!("{what}-{}", now.local().format(MOMENT)))
}

/// Copies `source`, whose file is `from`, into the new file `to`. `sound` names the file whose fault it is when
/// the copy is damaged; without it even a damaged file is copied, as far as it can be read.
pub(super) fn copy(source: &Connection, from: &Path, to: &Path, sound: Option<&Path>) -> Result<Copied> {
    let folder = file::folder(to);
    let (new, held) = match file::make_beside(to, UNFINISHED, Mode::from_raw_mode(MODE)) {
        Err(Error::Io { .. }) if !folder.exists() => return Err(Error::NoSuchFile(folder.into())),
        made => made?,
    };
    let copied = fill(source, from, (&new, &held), to, sound).and_then(|copied| {
        file::place(&new, to)?;
        Ok(copied)
    });
    if copied.is_err() {
        // What there is of it serves nobody, and the disk may be full.
        let _ = fs::remove_file(&new);
    }
    copied
}

fn fill(
    source: &Connection,
    from: &Path,
    (new, held): (&Path, &OwnedFd),
    to: &Path,
    sound: Option<&Path>,
) -> Result<Copied> {
    // Says to others that this one is being worked on.
    rustix::fs::flock(held, FlockOperation::NonBlockingLockExclusive).at(to)?;
    // One moment for the pages and the counts.
    let snapshot = source.unchecked_transaction().at(from)?;
    let expected = sound.map(|_| holds(&snapshot)).transpose().at(from)?;
    // Nobody else opens it before it is whole, and a folder on another machine need not know locks.
    let mut target = Connection::open_with_flags_and_vfs(new, open::flags(true), "unix-none").at(to)?;
    target.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(())).at(to)?;
    target.pragma_update(None, "synchronous", "OFF").at(to)?;
    pages(&snapshot, &mut target, to)?;
    target.close().map_err(|(_, error)| error).at(to)?;
    rustix::fs::fsync(held).at(to)?;
    let found = match sound {
        None => expected,
        Some(blamed) => Some(verify(&open::immutable(new)?, blamed)?),
    };
    if found != expected {
        return Err(Error::Damaged { path: from.into(), detail: format!("{found:?} ≠ {expected:?}") });
    }
    let bytes = rustix::fs::fstat(held).at(to)?.st_size.unsigned_abs();
    let none = Holds { version: 0, directives: 0, tasks: 0, entries: 0, head: 0 };
    Ok(Copied { path: to.into(), bytes, holds: found.unwrap_or(none) })
}

/// Puts all pages of one file in the place of another's, in one transaction.
pub(super) fn pages(source: &Connection, target: &mut Connection, to: &Path) -> Result<()> {
    let copying = Backup::new(source, target).at(to)?;
    match copying.step(-1).at(to)? {
        StepResult::Done => Ok(()),
        _ => Err(Error::Busy),
    }
}

/// Reads every page; what is not sound is said of the file `blamed`.
pub(super) fn verify(conn: &Connection, blamed: &Path) -> Result<Holds> {
    // Kept columns are checked with them.
    kept::add_functions(conn).at(blamed)?;
    let check = |sql| conn.query_row(sql, [], |row| row.get::<_, String>(0)).at(blamed);
    let found = check("PRAGMA integrity_check(1)")?;
    if found != "ok" {
        return Err(Error::Damaged { path: blamed.into(), detail: found });
    }
    holds(conn).at(blamed)
}

fn holds(conn: &Connection) -> rusqlite::Result<Holds> {
    let sql =
        "SELECT (SELECT count(*) FROM directive), (SELECT count(*) FROM task), count(*), ifnull(max(seq), 0)
               FROM journal";
    let version = open::read_version(conn)?;
    conn.query_row(sql, [], |row| {
        let (directives, tasks) = (row.get(0)?, row.get(1)?);
        Ok(Holds { version, directives, tasks, entries: row.get(2)?, head: row.get(3)? })
    })
}

/// Of the data file's last copy: when, and where.
const NOTE: &str = "-backup";

/// Best effort: the copy is there whether or not `check` can say so.
fn note(path: &Path, now: Now, made: &Path) {
    let line = format!("{} {}\n", now.at().to_rfc3339(), made.display());
    let note = open::beside(path, NOTE);
    if let Ok((new, file)) = file::make_beside(&note, ".new", file::mode_beside(path)) {
        let written = fs::File::from(file).write_all(line.as_bytes());
        if written.and_then(|()| fs::rename(&new, &note)).is_err() {
            let _ = fs::remove_file(&new);
        }
    }
}

fn entries(folder: &Path) -> impl Iterator<Item = (PathBuf, String)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| Some((entry.path(), entry.file_name().into_string().ok()?)))
}

/// What a killed program left here is in nobody's hands.
pub(super) fn remove_unfinished(folder: &Path, stem: &str) {
    let begins = format!("{stem}-");
    for (path, name) in entries(folder) {
        // One of a file that is itself to be renamed has two dots.
        let is_hidden = name.starts_with('.') && name.trim_start_matches('.').starts_with(&begins);
        if is_hidden && name.ends_with(UNFINISHED) {
            let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
            let is_left = rustix::fs::open(&path, flags, Mode::empty())
                .is_ok_and(|file| rustix::fs::flock(file, FlockOperation::NonBlockingLockExclusive).is_ok());
            if is_left {
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// The copies of this data file in a folder, with their moments.
fn copies(folder: &Path, stem: &str) -> Vec<(NaiveDateTime, PathBuf)> {
    let moment = |name: &str| {
        let moment = name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".db")?;
        NaiveDateTime::parse_from_str(moment, MOMENT).ok()
    };
    entries(folder).filter_map(|(path, name)| Some((moment(&name)?, path))).collect()
}

/// Those that are neither of the newest day nor the last of one of `days` days or of twelve months.
fn outdated(mut copies: Vec<(NaiveDateTime, PathBuf)>, days: usize) -> Vec<PathBuf> {
    copies.sort_by(|a, b| b.cmp(a));
    let newest = copies.first().map(|(at, _)| at.date());
    let (mut of_days, mut of_months) = (BTreeSet::new(), BTreeSet::new());
    copies.retain(|(at, _)| {
        let ends_day = of_days.insert(at.date()) && of_days.len() <= days;
        let ends_month = of_months.insert((at.year(), at.month())) && of_months.len() <= MONTHS;
        !ends_day && !ends_month && Some(at.date()) != newest
    });
    copies.into_iter().map(|(_, path)| path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_each_day_and_month_stays_and_all_of_the_newest_day() {
        let copy = |text: &str| {
            (NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), PathBuf::from(text))
        };
        let gone = |names: &[&str], days| {
            let gone = outdated(names.iter().map(|name| copy(name)).collect(), days);
            gone.into_iter().map(|path| path.display().to_string()).collect::<Vec<_>>()
        };
        let days = ["2020-12-21 08:00", "2020-12-21 02:00", "2020-12-20 09:00", "2020-12-20 02:00"];
        assert_eq!(gone(&days, 14), ["2020-12-20 02:00"]);
        assert_eq!(gone(&days, 1), ["2020-12-20 09:00", "2020-12-20 02:00"]);
        let months = ["2020-12-21 02:00", "2020-11-30 02:00", "2020-11-29 02:00", "2020-10-05 02:00"];
        assert_eq!(gone(&months, 1), ["2020-11-29 02:00"]);
        let year: Vec<String> = (1..=12).map(|month| format!("2020-{month:02}-10 02:00")).collect();
        let year: Vec<&str> = ["2019-12-10 02:00", "2019-11-10 02:00"]
            .into_iter()
            .chain(year.iter().map(String::as_str))
            .collect();
        assert_eq!(gone(&year, 2), ["2019-12-10 02:00", "2019-11-10 02:00"]);
        assert_eq!(gone(&[], 14), [""; 0]);
    }
}
