//! View 1: windows of directives found by key, the strip, and the figures around them.
//!
//! Both scopes read the same kept tables; a page costs the same at any size of the file.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Store;
use super::kept::OFFICE;
use super::value::{Col, opt, urgency};
use crate::domain::DirectiveId;
use crate::domain::query::{Board, DirectiveKey, DirectiveRow, From, Scope, StripCounts, View, agenda_group};
use crate::error::Result;

impl Store {
    /// A window of at most `limit` rows with the strip and the figures of the scope, all of one moment.
    pub fn board(
        &self,
        view: &View,
        from: &From<DirectiveKey>,
        limit: usize,
        today: NaiveDate,
    ) -> Result<Board> {
        self.read(|conn| {
            let who = person(view.scope);
            let rows = match from {
                From::Start => rows(conn, who, FIRST_OF_ALL, Side::From, limit, 0)?,
                From::End => rows(conn, who, LAST_OF_ALL, Side::Before, limit, 0)?,
                From::At { key, skip } => rows(conn, who, place(key), Side::From, limit, *skip)?,
                From::Before { key, skip } => rows(conn, who, place(key), Side::Before, limit, *skip)?,
            };
            around(conn, who, rows, today)
        })
    }

    /// The window with a directive in it and up to `above` rows over it, wherever it now stands; full
    /// wherever the scope has that many rows. A directive that is no longer in the scope gives the rows
    /// around the place where it would stand; one that is not in the file, the first rows.
    pub fn board_around(
        &self,
        view: &View,
        id: DirectiveId,
        above: usize,
        limit: usize,
        today: NaiveDate,
    ) -> Result<Board> {
        self.read(|conn| {
            let who = person(view.scope);
            let key = key_of(conn, id)?;
            let place = key.as_ref().map_or(FIRST_OF_ALL, place);
            let mut over = rows(conn, who, place, Side::Before, limit, 0)?;
            let mut under = rows(conn, who, place, Side::From, limit, 0)?;
            // Its own row comes before those above it.
            let above = above.min(over.len()).min(limit.saturating_sub(1));
            let n_under = under.len().min(limit - above);
            let n_over = over.len().min(limit - n_under);
            over.drain(..over.len() - n_over);
            under.truncate(n_under);
            over.append(&mut under);
            around(conn, who, over, today)
        })
    }

    /// Open tasks in the agenda's groups.
    pub fn strip(&self, scope: Scope, today: NaiveDate) -> Result<StripCounts> {
        self.read(|conn| strip(conn, person(scope), today))
    }
}

fn person(scope: Scope) -> i64 {
    match scope {
        Scope::Mine(person) => person.0,
        Scope::Office => OFFICE,
    }
}

/// A key as it is compared in SQL: due, urgency, number.
type Place<'a> = (&'a str, i64, i64);

const FIRST_OF_ALL: Place<'_> = ("", 0, 0);
const LAST_OF_ALL: Place<'_> = ("~~", 0, 0);

fn place(key: &DirectiveKey) -> Place<'_> {
    (&key.due, key.urgency, key.id.0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    From,
    Before,
}

pub(super) const COLUMNS: &str =
    "d.id, d.due_key, d.urgency, ifnull(d.reference, ''), d.issued_on, d.subject, d.n_done, d.n_total,
    d.next_official_on, d.next_at";

/// Reads the columns of [`COLUMNS`].
pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<DirectiveRow> {
    let key = DirectiveKey { id: DirectiveId(row.get(0)?), due: row.get(1)?, urgency: row.get(2)? };
    Ok(DirectiveRow {
        // "~1" undated, "~2" finished
        next_on: key.due.parse().ok(),
        urgency: urgency(key.urgency),
        key,
        reference: row.get(3)?,
        issued_on: opt(row.get(4)?),
        subject: row.get(5)?,
        n_done: row.get(6)?,
        n_total: row.get(7)?,
        next_official_on: opt(row.get(8)?),
        next_at: opt(row.get(9)?),
    })
}

/// In list order on either side.
fn rows(
    conn: &Connection,
    who: i64,
    (due, urgency, id): Place<'_>,
    side: Side,
    limit: usize,
    skip: usize,
) -> rusqlite::Result<Vec<DirectiveRow>> {
    let (compare, order) = match side {
        Side::From => (">=", "ASC"),
        Side::Before => ("<", "DESC"),
    };
    // CROSS JOIN keeps SQLite from starting at `directive` and sorting.
    let sql = format!(
        "SELECT {COLUMNS} FROM listing l CROSS JOIN directive d ON d.id = l.directive_id
         WHERE l.person_id = ?1 AND (l.due_key, l.urgency, l.directive_id) {compare} (?2, ?3, ?4)
         ORDER BY l.due_key {order}, l.urgency {order}, l.directive_id {order} LIMIT ?5 OFFSET ?6"
    );
    let mut found = conn.prepare_cached(&sql)?;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let values = params![who, due, urgency, id, count(limit), count(skip)];
    let mut rows = found.query_map(values, row)?.collect::<rusqlite::Result<Vec<_>>>()?;
    if side == Side::Before {
        rows.reverse();
    }
    Ok(rows)
}

fn key_of(conn: &Connection, id: DirectiveId) -> rusqlite::Result<Option<DirectiveKey>> {
    let mut key = conn.prepare_cached("SELECT due_key, urgency FROM directive WHERE id = ?1")?;
    key.query_row([id.0], |row| Ok(DirectiveKey { due: row.get(0)?, urgency: row.get(1)?, id })).optional()
}

/// What stands around a window.
fn around(conn: &Connection, who: i64, rows: Vec<DirectiveRow>, today: NaiveDate) -> rusqlite::Result<Board> {
    let beyond = |row: Option<&DirectiveRow>, compare: &str| -> rusqlite::Result<bool> {
        let Some(row) = row else { return Ok(false) };
        let mut any = conn.prepare_cached(&format!(
            "SELECT EXISTS (SELECT 1 FROM listing
               WHERE person_id = ?1 AND (due_key, urgency, directive_id) {compare} (?2, ?3, ?4))"
        ))?;
        any.query_row(params![who, row.key.due, row.key.urgency, row.key.id.0], |row| row.get(0))
    };
    let mut tally = conn.prepare_cached("SELECT n_open, n_total FROM tally WHERE person_id = ?1")?;
    let tally = tally.query_row([who], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (n_open, n_total) = tally.unwrap_or_default();
    Ok(Board {
        more_above: beyond(rows.first(), "<")?,
        more_below: beyond(rows.last(), ">")?,
        strip: strip(conn, who, today)?,
        n_open,
        n_total,
        rows,
    })
}

/// Summed over days instead of tasks.
fn strip(conn: &Connection, who: i64, today: NaiveDate) -> rusqlite::Result<StripCounts> {
    let mut days =
        conn.prepare_cached("SELECT agenda_on, due_on, n, n_reports FROM day_count WHERE person_id = ?1")?;
    let mut days = days.query([who])?;
    let mut strip = StripCounts::default();
    while let Some(row) = days.next()? {
        // The year 9999 is no day.
        let day =
            |column| row.get(column).map(|Col(on): Col<NaiveDate>| Some(on).filter(|on| on.year() < 9999));
        strip.add(agenda_group(day(1)?, day(0)?, today), row.get(2)?, row.get(3)?);
    }
    Ok(strip)
}
