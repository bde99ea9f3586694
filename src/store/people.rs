//! Members of the office, its units and its corrections to the calendar.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Store;
use super::fault::At;
use super::kept;
use super::value::Col;
use crate::domain::calendar::{Calendar, Day};
use crate::domain::change::{Person, Role};
use crate::domain::{PersonId, UnitId};
use crate::error::Result;
use crate::text;

impl Store {
    /// Built-in days with the office's corrections laid over them.
    pub fn calendar(&self) -> Result<Calendar> {
        Ok(Calendar::new(corrections(&self.conn).at(&self.path)?))
    }

    /// The member with this login name. Somebody who has not written yet is not one.
    pub fn person(&self, login: &str) -> Result<Option<Person>> {
        find(&self.conn, login).at(&self.path)
    }

    /// Whether "mine" has anything in it.
    pub fn follows_anything(&self, person: PersonId) -> Result<bool> {
        let mut any = self
            .conn
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM listing WHERE person_id = ?1)")
            .at(&self.path)?;
        any.query_row([person.0], |row| row.get(0)).at(&self.path)
    }
}

pub(super) fn corrections(conn: &Connection) -> rusqlite::Result<Vec<Day>> {
    let mut days =
        conn.prepare_cached("SELECT on_day, kind, name, source, verified FROM day ORDER BY on_day")?;
    let days = days.query_map([], |row| {
        Ok(Day {
            on: row.get::<_, Col<_>>(0)?.0,
            kind: row.get::<_, Col<_>>(1)?.0,
            name: row.get(2)?,
            source: row.get(3)?,
            verified: row.get(4)?,
        })
    })?;
    days.collect()
}

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        id: Some(PersonId(row.get(0)?)),
        login: row.get(1)?,
        name: row.get(2)?,
        role: row.get::<_, Col<_>>(3)?.0,
    })
}

fn find(conn: &Connection, login: &str) -> rusqlite::Result<Option<Person>> {
    let mut people = conn.prepare_cached("SELECT id, login, name, role FROM person WHERE login = ?1")?;
    people.query_row([text::clean_line(login)], read).optional()
}

/// The role of a login name, and whether it may write at all. `None` for somebody not known yet.
pub(super) fn role(conn: &Connection, login: &str) -> rusqlite::Result<Option<(Role, bool)>> {
    let mut people = conn.prepare_cached("SELECT role, disabled_at IS NULL FROM person WHERE login = ?1")?;
    people.query_row([login], |row| Ok((row.get::<_, Col<_>>(0)?.0, row.get(1)?))).optional()
}

pub(super) fn is_empty(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM person)")?.query_row([], |row| row.get(0))
}

/// The member with this login name, entered where there is none.
pub(super) fn enter(conn: &Connection, login: &str, name: &str, role: Role) -> rusqlite::Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO person (login, name, role) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    )?;
    match insert.execute(params![login, name, Col(role)])? {
        0 => Ok(()),
        _ => kept::fold(conn, "person", "id", conn.last_insert_rowid()),
    }
}

/// The unit that a letter names so: an existing one under any of its spellings, or a new one.
pub(super) fn unit(conn: &Connection, printed: &str) -> rusqlite::Result<i64> {
    let mut known = conn.prepare_cached(
        "SELECT u.id FROM unit_name n JOIN unit u ON u.id = n.unit_id
         WHERE n.name_folded = fold(?1) AND u.deleted_at IS NULL ORDER BY u.id LIMIT 1",
    )?;
    match known.query_row([printed], |row| row.get(0)).optional()? {
        Some(id) => Ok(id),
        None => insert_unit(conn, None, printed),
    }
}

/// A new unit, under a number of its own where one is given.
pub(super) fn insert_unit(conn: &Connection, id: Option<UnitId>, name: &str) -> rusqlite::Result<i64> {
    conn.prepare_cached("INSERT INTO unit (id, name) VALUES (?1, ?2)")?
        .execute(params![id.map(|id| id.0), name])?;
    let id = conn.last_insert_rowid();
    kept::fold(conn, "unit", "id", id)?;
    name_unit(conn, id, name)?;
    Ok(id)
}

/// One more spelling of a unit.
pub(super) fn name_unit(conn: &Connection, unit: i64, name: &str) -> rusqlite::Result<()> {
    let mut insert =
        conn.prepare_cached("INSERT INTO unit_name (unit_id, name) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    match insert.execute(params![unit, name])? {
        0 => Ok(()),
        _ => kept::fold(conn, "unit_name", "id", conn.last_insert_rowid()),
    }
}
