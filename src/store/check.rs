//! `check`: whether the file is whole, what is kept still follows from the records, and what around the
//! file deserves attention. Reads only.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{Datelike, NaiveDate, TimeDelta};
use rusqlite::{Connection, OptionalExtension};

use super::kept::{self, Due, FINISHED, Kept, Row};
use super::value::{Col, opt};
use super::{Store, add, find, journal, open, people};
use crate::domain::calendar::Calendar;
use crate::domain::query::{CheckResult, CheckSubject};
use crate::domain::time::Now;
use crate::error::Result;
use crate::text;

/// Enough to see what is wrong; the rest is the same.
const MOST_FACTS: usize = 20;
/// A journal beyond this is not being taken into the file: somebody holds a read for hours.
const LARGE_JOURNAL: u64 = 64 << 20;
const LITTLE_SPACE: u64 = 100 << 20;

impl Store {
    /// Every subject with what was found, in the order of [`CheckSubject`]. `now` is held against the
    /// journal's times.
    pub fn check(&self, now: Now) -> Result<Vec<CheckResult>> {
        let mut results = self.read(|conn| {
            Ok(vec![
                faults(CheckSubject::Integrity, integrity(conn)?),
                faults(CheckSubject::ForeignKeys, foreign_keys(conn)?),
                faults(CheckSubject::KeptColumns, kept_columns(conn)?),
                faults(CheckSubject::Journal, journal_faults(conn)?),
                faults(CheckSubject::Text, texts(conn)?),
                clock(conn, now)?,
                coverage(conn)?,
            ])
        })?;
        results.push(modes(&self.path));
        results.push(sqlite_version());
        results.push(write_ahead_log(&self.path));
        results.push(free_space(&self.path));
        results.sort_by_key(|result| result.subject as usize);
        Ok(results)
    }
}

fn faults(subject: CheckSubject, mut facts: Vec<String>) -> CheckResult {
    facts.truncate(MOST_FACTS);
    CheckResult { subject, ok: facts.is_empty(), facts }
}

fn texts_of<T>(
    conn: &Connection,
    sql: &str,
    read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    conn.prepare(sql)?.query_map([], read)?.collect()
}

fn integrity(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let lines = texts_of(conn, "PRAGMA integrity_check(20)", |row| row.get::<_, String>(0));
    Ok(lines?.into_iter().filter(|line| line != "ok").collect())
}

fn foreign_keys(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    texts_of(conn, "PRAGMA foreign_key_check", |row| {
        let (table, id): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        Ok(format!("{table} {} → {}", id.unwrap_or_default(), row.get::<_, String>(2)?))
    })
}

/// Derives everything again, directive by directive, and the counters from their sum.
fn kept_columns(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut wrong = Vec::new();
    let mut listing = BTreeSet::new();
    let mut tally: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    let mut counts: BTreeMap<(i64, String, String), (i64, i64)> = BTreeMap::new();
    for id in texts_of(conn, "SELECT id FROM directive ORDER BY id", |row| row.get::<_, i64>(0))? {
        let Kept { row, dues, listed, counts: own } = kept::derived(conn, id)?;
        if stored_row(conn, id)? != Some(row.clone()) {
            wrong.push(format!("directive {id}"));
        }
        if stored_dues(conn, id)? != dues {
            wrong.push(format!("task.due_on (directive {id})"));
        }
        for who in listed {
            let open = i64::from(row.due_key != FINISHED);
            let figures = tally.entry(who).or_default();
            *figures = (figures.0 + 1, figures.1 + open);
            listing.insert((who, row.due_key.clone(), row.urgency, id));
        }
        for (key, (n, reports)) in own {
            let sum = counts.entry(key).or_default();
            *sum = (sum.0 + n, sum.1 + reports);
        }
    }
    let stored = texts_of(conn, "SELECT person_id, due_key, urgency, directive_id FROM listing", |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    if stored.into_iter().collect::<BTreeSet<_>>() != listing {
        wrong.push("listing".into());
    }
    let stored = texts_of(conn, "SELECT person_id, n_total, n_open FROM tally WHERE n_total > 0", |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
    })?;
    if stored.into_iter().collect::<BTreeMap<_, _>>() != tally {
        wrong.push("tally".into());
    }
    let stored = texts_of(conn, "SELECT person_id, agenda_on, due_on, n, n_reports FROM day_count", |row| {
        Ok(((row.get(0)?, row.get(1)?, row.get(2)?), (row.get(3)?, row.get(4)?)))
    })?;
    if stored.into_iter().collect::<BTreeMap<_, _>>() != counts {
        wrong.push("day_count".into());
    }
    wrong.extend(folded_columns(conn)?);
    Ok(wrong)
}

fn stored_row(conn: &Connection, id: i64) -> rusqlite::Result<Option<Row>> {
    let mut stored = conn.prepare_cached(
        "SELECT due_key, urgency, next_official_on, next_at, report_on, n_done, n_total
         FROM directive WHERE id = ?1",
    )?;
    let row = stored.query_row([id], |row| {
        Ok(Row {
            due_key: row.get(0)?,
            urgency: row.get(1)?,
            next_official_on: opt(row.get(2)?),
            next_at: opt(row.get(3)?),
            report_on: opt(row.get(4)?),
            n_done: row.get(5)?,
            n_total: row.get(6)?,
        })
    });
    row.optional()
}

fn stored_dues(conn: &Connection, id: i64) -> rusqlite::Result<BTreeMap<i64, Due>> {
    let mut stored = conn.prepare_cached(
        "SELECT id, due_on, due_at, due_unverified FROM task WHERE directive_id = ?1 AND deleted_at IS NULL",
    )?;
    let dues = stored.query_map([id], |row| {
        Ok((row.get(0)?, Due { on: opt(row.get(1)?), at: opt(row.get(2)?), unverified: row.get(3)? }))
    })?;
    dues.collect()
}

/// Table, kept column, the text it follows from, and how.
type Folded = (&'static str, &'static str, &'static str, fn(&str) -> String);

const FOLDED: [Folded; 9] = [
    ("directive", "reference_folded", "reference", find::fold_reference),
    ("directive", "issuer_folded", "ifnull(issuer, '')", text::fold),
    ("directive", "folded", "ifnull(reference, '') || ' ' || subject", text::fold),
    ("directive", "sort_key", "subject", text::sort_key),
    ("directive", "original_sha256", "original", add::sha256),
    ("task", "item_folded", "item", text::fold),
    ("task", "folded", "title || ' ' || text", text::fold),
    ("unit_name", "name_folded", "name", text::fold),
    ("person", "sort_key", "name", text::person_key),
];

fn folded_columns(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut wrong = Vec::new();
    for (table, kept, from, follows) in FOLDED {
        let sql = format!("SELECT id, {kept}, {from} FROM {table} WHERE {from} IS NOT NULL");
        let mut rows = conn.prepare(&sql)?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            if row.get_ref(1)?.as_str().ok() != Some(&follows(row.get_ref(2)?.as_str()?)) {
                wrong.push(format!("{table}.{kept} {}", row.get::<_, i64>(0)?));
            }
        }
    }
    let unread = "SELECT count(*) FROM directive WHERE id NOT IN (SELECT rowid FROM letter_text)";
    let unread: i64 = conn.query_row(unread, [], |row| row.get(0))?;
    if unread > 0 {
        wrong.push(format!("letter_text -{unread}"));
    }
    Ok(wrong)
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

const LINES: [(&str, &[&str]); 5] = [
    (
        "directive",
        &[
            "reference",
            "kind",
            "place",
            "issuer",
            "subject",
            "signer",
            "signer_title",
            "report_to",
            "report_via",
        ],
    ),
    ("task", &["item", "title", "reply_document"]),
    ("assignment", &["printed"]),
    ("unit_name", &["name"]),
    ("person", &["login", "name"]),
];
const TEXTS: [(&str, &[&str]); 3] =
    [("directive", &["handling_note"]), ("task", &["text", "progress_note"]), ("finding", &["text"])];

/// What would come out of the cleaning as it went in.
fn texts(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut wrong = Vec::new();
    let lines = LINES.iter().map(|columns| (columns, text::clean_line as fn(&str) -> String));
    let texts = TEXTS.iter().map(|columns| (columns, text::clean_text as fn(&str) -> String));
    for ((table, columns), clean) in lines.chain(texts) {
        let mut rows = conn.prepare(&format!("SELECT id, {} FROM {table}", columns.join(", ")))?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            for (at, column) in columns.iter().enumerate() {
                let stored: Option<String> = row.get(at + 1)?;
                if stored.is_some_and(|stored| clean(&stored) != stored) {
                    wrong.push(format!("{table}.{column} {}", row.get::<_, i64>(0)?));
                }
            }
        }
    }
    Ok(wrong)
}

/// An hour of grace for clocks that differ between machines.
fn clock(conn: &Connection, now: Now) -> rusqlite::Result<CheckResult> {
    let mut newest = conn.prepare("SELECT at FROM journal ORDER BY seq DESC LIMIT 1")?;
    let newest = newest.query_row([], |row| row.get::<_, Col<Now>>(0)).optional()?;
    let ahead = newest.filter(|newest| newest.0.at() > now.at() + TimeDelta::hours(1));
    let facts = ahead.map(|newest| newest.0.local().format("%d/%m/%Y %H:%M").to_string());
    Ok(faults(CheckSubject::Clock, facts.into_iter().collect()))
}

fn coverage(conn: &Connection) -> rusqlite::Result<CheckResult> {
    let calendar = Calendar::new(people::corrections(conn)?);
    let days = texts_of(
        conn,
        "SELECT DISTINCT due_on FROM task WHERE stage = 'open' AND due_on IS NOT NULL",
        |row| row.get::<_, Col<NaiveDate>>(0),
    )?;
    let years: BTreeSet<i32> = days.into_iter().map(|day| day.0.year()).collect();
    let unknown = years.into_iter().filter(|year| !calendar.has_schedule(*year));
    Ok(faults(CheckSubject::CalendarCoverage, unknown.map(|year| year.to_string()).collect()))
}

/// Nobody else on the machine reads the file, and nobody else can replace it.
fn modes(path: &Path) -> CheckResult {
    let mut facts = Vec::new();
    let companions = ["", "-wal", "-shm"].map(|suffix| (open::beside(path, suffix), 0o077));
    let folder = path.parent().map(|folder| (folder.to_owned(), 0o022));
    for (path, forbidden) in companions.into_iter().chain(folder) {
        if let Ok(stat) = rustix::fs::stat(&path)
            && stat.st_mode & forbidden != 0
        {
            facts.push(format!("{} {:04o}", path.display(), stat.st_mode & 0o7777));
        }
    }
    faults(CheckSubject::FileModes, facts)
}

fn sqlite_version() -> CheckResult {
    let ok = rusqlite::version_number() >= open::OLDEST_SQLITE;
    CheckResult { subject: CheckSubject::SqliteVersion, ok, facts: vec![rusqlite::version().into()] }
}

fn write_ahead_log(path: &Path) -> CheckResult {
    let bytes = std::fs::metadata(open::beside(path, "-wal")).map_or(0, |wal| wal.len());
    let facts = vec![format!("{} MB", bytes >> 20)];
    CheckResult { subject: CheckSubject::WriteAheadLog, ok: bytes <= LARGE_JOURNAL, facts }
}

/// Room for the journal and a safety copy.
fn free_space(path: &Path) -> CheckResult {
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    let free = path.parent().and_then(|folder| rustix::fs::statvfs(folder).ok());
    let free = free.map_or(0, |fs| fs.f_bavail.saturating_mul(fs.f_frsize));
    let facts = vec![format!("{} MB", free >> 20)];
    CheckResult { subject: CheckSubject::FreeSpace, ok: free >= LITTLE_SPACE.max(2 * size), facts }
}
