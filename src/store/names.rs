//! The office's names, for fields that offer them.

use rusqlite::Connection;

use super::Store;
use crate::domain::UnitId;
use crate::domain::directive::DocKind;
use crate::domain::query::Names;
use crate::error::Result;
use crate::text;

/// More than a field offers.
const MOST_ISSUERS: usize = 50;

impl Store {
    /// Units, people, kinds and issuers that the file knows.
    pub fn names(&self) -> Result<Names> {
        self.read(|conn| {
            let (kinds, issuers) = kinds_and_issuers(conn)?;
            let (units, unit_ids) = units(conn)?.into_iter().unzip();
            Ok(Names { units, unit_ids, people: people(conn)?, kinds, issuers })
        })
    }
}

/// What letters print is a spelling of the unit as soon as it is entered, so that no assignment is read.
fn units(conn: &Connection) -> rusqlite::Result<Vec<(String, UnitId)>> {
    let mut names = conn.prepare_cached(
        "SELECT n.name, min(u.id) FROM unit_name n JOIN unit u ON u.id = n.unit_id
         WHERE u.deleted_at IS NULL GROUP BY n.name ORDER BY sort_key(n.name), n.name",
    )?;
    names.query_map([], |row| Ok((row.get(0)?, UnitId(row.get(1)?))))?.collect()
}

fn people(conn: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut people = conn.prepare_cached(
        "SELECT login, name FROM person WHERE disabled_at IS NULL ORDER BY sort_key, login",
    )?;
    people.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Counted along an index, so that the records themselves are not read.
fn kinds_and_issuers(conn: &Connection) -> rusqlite::Result<(Vec<String>, Vec<String>)> {
    let mut groups = conn.prepare_cached(
        "SELECT issuer, kind, count(*) FROM directive WHERE deleted_at IS NULL GROUP BY issuer, kind",
    )?;
    let mut groups = groups.query([])?;
    let mut kinds: Vec<String> = DocKind::known().map(str::to_owned).collect();
    let n_known = kinds.len();
    let mut issuers: Vec<(i64, String)> = Vec::new();
    while let Some(row) = groups.next()? {
        let (issuer, kind, n): (Option<String>, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
        let Some(issuer) = issuer else { continue };
        match issuers.last_mut().filter(|last| last.1 == issuer) {
            Some(last) => last.0 += n,
            None => issuers.push((n, issuer)),
        }
    }
    kinds.get_mut(n_known..).unwrap_or_default().sort_by_cached_key(|kind| text::sort_key(kind));
    issuers.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let issuers = issuers.into_iter().take(MOST_ISSUERS).map(|(_, issuer)| issuer);
    Ok((kinds, issuers.collect()))
}
