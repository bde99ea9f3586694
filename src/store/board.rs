//! View 1: windows of directives found by key, the strip, and the figures around them.
//!
//! Both scopes read the same kept tables; a page costs the same at any size of the file.

use chrono::{Datelike, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::kept::OFFICE;
use super::listed::{FIRST_VALUE, Listed};
use super::value::{Col, opt, urgency};
use super::{Store, office};
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
            let listed = Listed::new(conn, view, today)?;
            let (key, side, skip) = window(from);
            let edge = if side == Side::From { FIRST_OF_ALL } else { LAST_OF_ALL };
            let rows = rows(conn, &listed, key.map_or(edge, place), side, limit, skip)?;
            surrounded(conn, &listed, view.scope, rows, today)
        })
    }

    /// The window with a directive in it and up to `above` rows over it, wherever it now stands; full
    /// wherever the view has that many rows. A directive that is no longer in the view gives the rows
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
            let listed = Listed::new(conn, view, today)?;
            let key = key_of(conn, &listed, id)?;
            let place = key.as_ref().map_or(FIRST_OF_ALL, place);
            let over = rows(conn, &listed, place, Side::Before, limit, 0)?;
            let under = rows(conn, &listed, place, Side::From, limit, 0)?;
            let rows = around(over, under, above, limit);
            surrounded(conn, &listed, view.scope, rows, today)
        })
    }

    /// Open tasks in the agenda's groups.
    pub fn strip(&self, scope: Scope, today: NaiveDate) -> Result<StripCounts> {
        self.read(|conn| strip(conn, person(scope), today))
    }
}

pub(super) fn person(scope: Scope) -> i64 {
    match scope {
        Scope::Mine(person) => person.0,
        Scope::Office => OFFICE,
    }
}

/// A key as it is compared in SQL: due (or what else the order goes by), urgency, number.
type Place<'a> = (&'a str, i64, i64);

const FIRST_OF_ALL: Place<'_> = ("", 0, 0);
const LAST_OF_ALL: Place<'_> = ("\u{10ffff}", 0, 0);

fn place(key: &DirectiveKey) -> Place<'_> {
    (&key.due, key.urgency, key.id.0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    From,
    Before,
}

pub(super) fn window<K>(from: &From<K>) -> (Option<&K>, Side, usize) {
    match from {
        From::Start => (None, Side::From, 0),
        From::End => (None, Side::Before, 0),
        From::At { key, skip } => (Some(key), Side::From, *skip),
        From::Before { key, skip } => (Some(key), Side::Before, *skip),
    }
}

pub(super) const COLUMNS: &str =
    "d.id, d.due_key, d.urgency, ifnull(d.reference, ''), d.issued_on, d.subject, d.n_done, d.n_total,
    d.next_official_on, d.next_at, ifnull(d.due_key = '~1' AND (
      SELECT sum(t.stage = 'paused') > 0 AND sum(t.stage = 'open') = 0 FROM task t
      WHERE t.directive_id = d.id AND t.deleted_at IS NULL AND NOT t.is_rule), 0)";

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
        is_paused: row.get(10)?,
    })
}

/// In list order on either side.
fn rows(
    conn: &Connection,
    listed: &Listed,
    place: Place<'_>,
    side: Side,
    limit: usize,
    skip: usize,
) -> rusqlite::Result<Vec<DirectiveRow>> {
    let (compare, order) = match side {
        Side::From => (">=", "ASC"),
        Side::Before => ("<", "DESC"),
    };
    let last = FIRST_VALUE + listed.values.len();
    let sql = format!(
        "SELECT {COLUMNS}, {}, {} FROM {} WHERE {} ORDER BY {} LIMIT ?{last} OFFSET ?{}",
        listed.key().0,
        listed.key().1,
        listed.from(true),
        listed.wheres(compare),
        listed.order(order),
        last + 1,
    );
    let mut found = conn.prepare_cached(&sql)?;
    let count = |n: usize| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
    let window = [count(limit), count(skip)];
    let keyed = |found: &Row<'_>| {
        let mut row = row(found)?;
        (row.key.due, row.key.urgency) = (found.get(11)?, found.get(12)?);
        Ok(row)
    };
    let values = values(listed, within(listed, place, side)).chain(window);
    let mut rows = found.query_map(params_from_iter(values), keyed)?.collect::<rusqlite::Result<Vec<_>>>()?;
    if side == Side::Before {
        rows.reverse();
    }
    Ok(rows)
}

/// By next date a filter may be a range: the window then begins in it.
fn within<'a>(listed: &'a Listed, place: Place<'a>, side: Side) -> Place<'a> {
    match (side, &listed.low, &listed.high) {
        (Side::From, Some(low), _) if listed.is_by_due() && place.0 < low.as_str() => (low, 0, 0),
        (Side::Before, _, Some(high)) if listed.is_by_due() && place.0 >= high.as_str() => (high, 0, 0),
        _ => place,
    }
}

/// Of ?1 to ?4 and of the tests.
fn values(listed: &Listed, (due, urgency, id): Place<'_>) -> impl Iterator<Item = Value> {
    let place = [Value::Integer(listed.who), Value::Text(due.into()), urgency.into(), id.into()];
    place.into_iter().chain(listed.values.iter().cloned())
}

fn key_of(conn: &Connection, listed: &Listed, id: DirectiveId) -> rusqlite::Result<Option<DirectiveKey>> {
    let (due, urgency) = listed.key();
    let mut key = conn.prepare_cached(&format!("SELECT {due}, {urgency} FROM directive d WHERE id = ?1"))?;
    key.query_row([id.0], |row| Ok(DirectiveKey { due: row.get(0)?, urgency: row.get(1)?, id })).optional()
}

/// A full window of rows before and after a place, with up to `above` of the former: the row at the place
/// itself comes before those above it.
pub(super) fn around<T>(mut over: Vec<T>, under: Vec<T>, above: usize, limit: usize) -> Vec<T> {
    let above = above.min(over.len()).min(limit.saturating_sub(1));
    let n_under = under.len().min(limit - above);
    over.drain(..over.len() - over.len().min(limit - n_under));
    over.extend(under.into_iter().take(n_under));
    over
}

/// What stands around a window: more rows of the view, and the figures of the scope.
fn surrounded(
    conn: &Connection,
    listed: &Listed,
    scope: Scope,
    rows: Vec<DirectiveRow>,
    today: NaiveDate,
) -> rusqlite::Result<Board> {
    let beyond = |row: Option<&DirectiveRow>, compare: &str| -> rusqlite::Result<bool> {
        let Some(row) = row else { return Ok(false) };
        let (from, wheres) = (listed.from(false), listed.wheres(compare));
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {from} WHERE {wheres})");
        conn.prepare_cached(&sql)?
            .query_row(params_from_iter(values(listed, place(&row.key))), |row| row.get(0))
    };
    let who = person(scope);
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
pub(super) fn strip(conn: &Connection, who: i64, today: NaiveDate) -> rusqlite::Result<StripCounts> {
    let mut days =
        conn.prepare_cached("SELECT agenda_on, due_on, n, n_reports FROM day_count WHERE person_id = ?1")?;
    let mut days = days.query([who])?;
    let (mut strip, soon) = (StripCounts::default(), office::soon_days(conn)?);
    while let Some(row) = days.next()? {
        // The year 9999 is no day.
        let day =
            |column| row.get(column).map(|Col(on): Col<NaiveDate>| Some(on).filter(|on| on.year() < 9999));
        strip.add(agenda_group(day(1)?, day(0)?, today, soon), row.get(2)?, row.get(3)?);
    }
    Ok(strip)
}
