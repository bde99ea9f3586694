//! The office's names, for fields that offer them.

use rusqlite::Connection;

use super::Store;
use crate::domain::directive::DocKind;
use crate::domain::query::Names;
use crate::error::Result;

/// More than a field offers.
const MOST_ISSUERS: u32 = 50;

impl Store {
    /// Units, people, kinds and issuers that the file knows.
    pub fn names(&self) -> Result<Names> {
        self.read(|conn| {
            let (mut kinds, issuers) = kinds_and_issuers(conn)?;
            kinds.sort_by_cached_key(|kind| crate::text::sort_key(kind));
            let mut all: Vec<_> = DocKind::known().map(str::to_owned).collect();
            kinds.retain(|kind| !all.contains(kind));
            all.append(&mut kinds);
            Ok(Names { units: units(conn)?, people: people(conn)?, kinds: all, issuers })
        })
    }
}

/// What letters print is a spelling of the unit as soon as it is entered, so that no assignment is read.
fn units(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut names = conn.prepare_cached(
        "SELECT DISTINCT n.name FROM unit_name n JOIN unit u ON u.id = n.unit_id
         WHERE u.deleted_at IS NULL ORDER BY sort_key(n.name), n.name",
    )?;
    names.query_map([], |row| row.get(0))?.collect()
}

fn people(conn: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut people = conn.prepare_cached(
        "SELECT login, name FROM person WHERE disabled_at IS NULL ORDER BY sort_key, login",
    )?;
    people.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn kinds_and_issuers(conn: &Connection) -> rusqlite::Result<(Vec<String>, Vec<String>)> {
    let mut kinds = conn.prepare_cached("SELECT DISTINCT kind FROM directive WHERE deleted_at IS NULL")?;
    let kinds = kinds.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut issuers = conn.prepare_cached(
        "SELECT issuer FROM directive WHERE deleted_at IS NULL AND issuer IS NOT NULL
         GROUP BY issuer ORDER BY count(*) DESC, issuer LIMIT ?1",
    )?;
    let issuers = issuers.query_map([MOST_ISSUERS], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok((kinds, issuers))
}
