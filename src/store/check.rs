//! `check`: whether the file is whole, what is kept still follows from the records, and what around the
//! file deserves attention. Reads only.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Datelike, NaiveDate, TimeDelta};
use rusqlite::{Connection, OptionalExtension};
use rustix::fs::FileType;

use super::value::Col;
use super::{Drafts, LastBackup, Store, file, journal, kept, open, people};
use crate::domain::calendar::Calendar;
use crate::domain::query::{CheckResult, CheckSubject};
use crate::domain::time::Now;
use crate::error::Result;

/// Enough to see what is wrong; the rest is the same.
const MOST_FACTS: usize = 20;
/// A journal beyond this is not being taken into the file: somebody holds a read for hours.
const LARGE_JOURNAL: u64 = 64 << 20;
const LITTLE_SPACE: u64 = 100 << 20;

impl Store {
    /// Every subject with what was found. `now` is held against the journal's times.
    pub fn check(&self, now: Now) -> Result<Vec<CheckResult>> {
        use CheckSubject::{CalendarCoverage, Clock, ForeignKeys, Integrity, Journal, KeptColumns, Text};
        let [integrity, keys, kept, journal, text, clock, coverage] = self.read(|conn| {
            Ok([
                faults(Integrity, integrity(conn)?),
                faults(ForeignKeys, foreign_keys(conn)?),
                faults(KeptColumns, kept::differences(conn)?),
                faults(Journal, journal_faults(conn)?),
                faults(Text, texts(conn)?),
                faults(Clock, clock(conn, now)?),
                faults(CalendarCoverage, coverage(conn)?),
            ])
        })?;
        let around = [modes, sqlite_version, write_ahead_log, free_space].map(|check| check(&self.path));
        Ok([integrity, keys, kept, journal, text]
            .into_iter()
            .chain(around)
            .chain([clock, coverage, self.seen()?, self.last_copy(now)])
            .collect())
    }

    /// Entries that somebody's last session had seen and that are not here: a journal of SQLite's was removed,
    /// or an older copy of the file put here by hand.
    fn seen(&self) -> Result<CheckResult> {
        let head: i64 = self
            .read(|conn| conn.query_row("SELECT ifnull(max(seq), 0) FROM journal", [], |row| row.get(0)))?;
        // Without the file of visits nobody knows.
        let seen = Drafts::open(&self.path).ok().and_then(|drafts| drafts.furthest_visit());
        let lost = seen.filter(|seen| *seen > head).map(|seen| (seen - head).to_string());
        Ok(faults(CheckSubject::Seen, lost.into_iter().collect()))
    }

    fn last_copy(&self, now: Now) -> CheckResult {
        let last = self.last_backup();
        let ok = last.as_ref().is_some_and(|last| !last.is_late(now) && last.path.exists());
        let fact = |last: LastBackup| format!("{} {}", moment(last.at), last.path.display());
        CheckResult { subject: CheckSubject::Backup, ok, facts: last.map(fact).into_iter().collect() }
    }
}

fn moment(at: Now) -> String {
    at.local().format("%d/%m/%Y %H:%M").to_string()
}

fn faults(subject: CheckSubject, mut facts: Vec<String>) -> CheckResult {
    facts.truncate(MOST_FACTS);
    CheckResult { subject, ok: facts.is_empty(), facts }
}

fn all<T>(
    conn: &Connection,
    sql: &str,
    read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    conn.prepare(sql)?.query_map([], read)?.collect()
}

fn integrity(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let lines = all(conn, "PRAGMA integrity_check(20)", |row| row.get::<_, String>(0))?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

fn foreign_keys(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    all(conn, "PRAGMA foreign_key_check", |row| {
        let (table, id): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        Ok(format!("{table} {} → {}", id.unwrap_or_default(), row.get::<_, String>(2)?))
    })
}

/// Numbers without gaps, readable entries, groups that exist.
fn journal_faults(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut wrong = Vec::new();
    let mut expected = 1;
    let sql = format!(
        "SELECT {}, j.version, j.undo_of IS NULL OR EXISTS
           (SELECT 1 FROM journal o WHERE o.seq = j.undo_of AND o.act = 'do')
         FROM journal j ORDER BY j.seq",
        journal::ENTRY
    );
    let mut rows = conn.prepare(&sql)?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        if seq != expected {
            wrong.push(format!("{expected}–{}", seq - 1));
        }
        expected = seq + 1;
        let names_group = row.get(9)?;
        let entry = journal::entry(row);
        let sound = entry.is_ok_and(|entry| entry.group.0 <= seq && names_group);
        if !sound || row.get::<_, i64>(8)? != journal::VERSION {
            wrong.push(seq.to_string());
        }
    }
    Ok(wrong)
}

/// Text that would not come out of the cleaning as it went in, wherever there is text; a letter's
/// original alone stays as it came.
fn texts(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let columns = all(
        conn,
        "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.schema = 'main' AND t.strict AND c.type = 'TEXT' AND c.name <> 'original'",
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
    )?;
    let mut wrong = Vec::new();
    for (table, column) in columns {
        let sql = format!("SELECT count(*) FROM {table} WHERE clean_text({column}) IS NOT {column}");
        let n: i64 = conn.query_row(&sql, [], |row| row.get(0))?;
        if n > 0 {
            wrong.push(format!("{table}.{column}: {n}"));
        }
    }
    Ok(wrong)
}

/// An hour of grace for clocks that differ between machines.
fn clock(conn: &Connection, now: Now) -> rusqlite::Result<Vec<String>> {
    let mut newest = conn.prepare("SELECT at FROM journal ORDER BY seq DESC LIMIT 1")?;
    let newest = newest.query_row([], |row| row.get::<_, Col<Now>>(0)).optional()?;
    let ahead = newest.filter(|newest| newest.0.at() > now.at() + TimeDelta::hours(1));
    // No program is in use so long after the last year whose days off it knows.
    let calendar = Calendar::new(people::corrections(conn)?);
    let year = now.today().year();
    let is_late = !(year - 10..=year).any(|year| calendar.has_schedule(year));
    let late = is_late.then(|| moment(now));
    Ok(ahead.map(|newest| moment(newest.0)).into_iter().chain(late).collect())
}

fn coverage(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let calendar = Calendar::new(people::corrections(conn)?);
    let sql = "SELECT DISTINCT due_on FROM task WHERE stage = 'open' AND due_on IS NOT NULL";
    let days = all(conn, sql, |row| row.get::<_, Col<NaiveDate>>(0))?;
    let years: BTreeSet<i32> = days.into_iter().map(|day| day.0.year()).collect();
    Ok(years.into_iter().filter(|year| !calendar.has_schedule(*year)).map(|year| year.to_string()).collect())
}

/// Nobody else on the machine reads the file, nobody else can replace it, and what SQLite keeps beside it
/// belongs to the same account, or a group that shares the folder.
fn modes(path: &Path) -> CheckResult {
    let mode = file::mode_beside(path).as_raw_mode();
    let is_shared = mode & 0o060 != 0;
    let owner = rustix::fs::stat(path).map(|stat| stat.st_uid);
    let files = ["", "-wal", "-shm"].map(|suffix| (open::beside(path, suffix), !mode & 0o777));
    let folder = path.parent().map(|folder| (folder.to_owned(), if is_shared { 0o002 } else { 0o022 }));
    let mut facts = Vec::new();
    for (beside, forbidden) in files.into_iter().chain(folder) {
        let Ok(stat) = rustix::fs::stat(&beside) else { continue };
        if stat.st_mode & forbidden & 0o077 != 0 {
            facts.push(format!("{} {:04o}", beside.display(), stat.st_mode & 0o7777));
        }
        let is_file = FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile;
        if is_file && !is_shared && owner != Ok(stat.st_uid) {
            facts.push(format!("{} uid {}", beside.display(), stat.st_uid));
        }
    }
    faults(CheckSubject::FileModes, facts)
}

fn sqlite_version(_: &Path) -> CheckResult {
    let ok = rusqlite::version_number() >= open::OLDEST_SQLITE;
    CheckResult { subject: CheckSubject::SqliteVersion, ok, facts: vec![rusqlite::version().into()] }
}

fn write_ahead_log(path: &Path) -> CheckResult {
    let bytes = std::fs::metadata(open::beside(path, "-wal")).map_or(0, |wal| wal.len());
    let ok = bytes <= LARGE_JOURNAL;
    // One of those who have the file open holds it.
    let by = if ok { Vec::new() } else { file::holders(path) };
    let by = by.into_iter().map(|pid| format!("pid {pid}"));
    let facts = [format!("{} MB", bytes >> 20)].into_iter().chain(by).collect();
    CheckResult { subject: CheckSubject::WriteAheadLog, ok, facts }
}

/// Room for the journal and a safety copy.
fn free_space(path: &Path) -> CheckResult {
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    let free = path.parent().and_then(|folder| rustix::fs::statvfs(folder).ok());
    let free = free.map_or(0, |fs| fs.f_bavail.saturating_mul(fs.f_frsize));
    let facts = vec![format!("{} MB", free >> 20)];
    CheckResult { subject: CheckSubject::FreeSpace, ok: free >= LITTLE_SPACE.max(2 * size), facts }
}
