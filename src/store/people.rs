//! Members of the office with their keys, its units and its corrections to the calendar.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Store;
use super::apply::Write;
use super::fault::{At, Fault};
use super::journal::Subject;
use super::kept;
use super::value::{Col, json};
use crate::domain::calendar::{Calendar, Day};
use crate::domain::change::{Change, Outcome, Role};
use crate::domain::office::OfficeRead;
use crate::domain::people::{Person, PersonFields, PersonKey, is_login, keys};
use crate::domain::{PersonId, UnitId};
use crate::error::{Error, PersonFault, Result};
use crate::text;

/// The columns of a person that [`read`] takes, from the table `p`; behind them stand the [`KEYS_OF`] it.
const PERSON: &str = "p.id, p.login, p.name, p.role, p.disabled_at IS NOT NULL";

/// Keys of the table `k`, in the order of their text.
const KEYS_OF: &str =
    "json_group_array(json_object('public_key', k.public_key, 'note', k.note) ORDER BY k.public_key)";

/// Keys ?2 of person ?1, as of ?3: those taken away, and those added, be it again.
const KEYS: [&str; 2] = [
    "UPDATE person_key SET revoked_at = ?3 WHERE person_id = ?1 AND revoked_at IS NULL
       AND public_key NOT IN (SELECT value->>'public_key' FROM json_each(?2))",
    "INSERT INTO person_key (person_id, public_key, note, added_at)
     SELECT ?1, value->>'public_key', value->>'note', ?3 FROM json_each(?2) WHERE true
     ON CONFLICT (public_key) DO UPDATE SET person_id = excluded.person_id, note = excluded.note,
       added_at = iif(revoked_at IS NULL, added_at, excluded.added_at), revoked_at = NULL",
];

/// Directives that person ?1 follows, or a task of which; by them they are found and ordered.
const FOLLOWED: &str = "SELECT id FROM directive WHERE follower_id = ?1
    UNION SELECT directive_id FROM task WHERE follower_id = ?1";

impl Store {
    /// Built-in days with the office's corrections laid over them.
    pub fn calendar(&self) -> Result<Calendar> {
        Ok(Calendar::new(corrections(&self.conn).at(&self.path)?).with(&self.settings()?))
    }

    /// The member with this login name. Somebody who has not written yet is not one.
    pub fn person(&self, login: &str) -> Result<Option<Person>> {
        find(&self.conn, login).at(&self.path)
    }

    /// Who a login name stands for: the member, or what its first change would make of somebody new.
    pub fn person_or_new(&self, login: &str) -> Result<Person> {
        person_or_new(&self.conn, login).at(&self.path)
    }

    /// Whose key this is, written as the register has it.
    pub fn person_of_key(&self, public_key: &str) -> Result<Option<Person>> {
        let owner = "p.id = (SELECT person_id FROM person_key WHERE public_key = ?1 AND revoked_at IS NULL)";
        one(&self.conn, owner, public_key).at(&self.path)
    }

    /// Everybody, by given name, disabled ones last.
    pub fn people(&self) -> Result<Vec<Person>> {
        all(&self.conn, "p.disabled_at IS NOT NULL, p.sort_key, p.login").at(&self.path)
    }

    /// The same for their screen.
    pub fn people_read(&self) -> Result<OfficeRead> {
        self.people().map(OfficeRead::People)
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

fn read(row: &Row<'_>) -> rusqlite::Result<Person> {
    let (role, disabled, keys) = (row.get::<_, Col<_>>(3)?.0, row.get(4)?, json(row, 5)?);
    let fields = PersonFields { name: row.get(2)?, role, disabled, keys };
    Ok(Person { id: Some(PersonId(row.get(0)?)), login: row.get(1)?, fields })
}

/// Keys are gathered once and not for each person, which would read all of them each time.
pub(super) fn all(conn: &Connection, order: &str) -> rusqlite::Result<Vec<Person>> {
    let mut people = conn.prepare_cached(&format!(
        "SELECT {PERSON}, ifnull(k.keys, '[]') FROM person p LEFT JOIN
           (SELECT k.person_id, {KEYS_OF} AS keys FROM person_key k WHERE k.revoked_at IS NULL GROUP BY 1) k
         ON k.person_id = p.id ORDER BY {order}"
    ))?;
    people.query_map([], read)?.collect()
}

fn find(conn: &Connection, login: &str) -> rusqlite::Result<Option<Person>> {
    one(conn, "p.login = ?1", &text::clean_line(login))
}

fn one(conn: &Connection, which: &str, word: &str) -> rusqlite::Result<Option<Person>> {
    let keys = "FROM person_key k WHERE k.person_id = p.id AND k.revoked_at IS NULL";
    let sql = format!("SELECT {PERSON}, (SELECT {KEYS_OF} {keys}) FROM person p WHERE {which}");
    conn.prepare_cached(&sql)?.query_row([word], read).optional()
}

/// Somebody new is an officer, the first one of a new file its administrator.
pub(super) fn person_or_new(conn: &Connection, login: &str) -> rusqlite::Result<Person> {
    if let Some(known) = find(conn, login)? {
        return Ok(known);
    }
    let mut anybody = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM person)")?;
    let role = if anybody.query_row([], |row| row.get(0))? { Role::Officer } else { Role::Admin };
    let login = text::clean_line(login);
    Ok(Person {
        id: None,
        fields: PersonFields { name: login.clone(), role, ..PersonFields::default() },
        login,
    })
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

impl Write<'_> {
    pub(super) fn set_person(
        &mut self,
        login: &str,
        old: Option<Box<PersonFields>>,
        new: PersonFields,
    ) -> Result<Outcome, Fault> {
        let login = &text::clean_line(login);
        let current = find(self.tx, login)?;
        let new = cleaned(login, current.is_none(), new)?;
        let (id, current) = current.map(|person| (person.id, Box::new(person.fields))).unzip();
        let wanted = Some(Box::new(new.clone()));
        // What is not here yet is added whatever was seen of it.
        let change = |old, new: Option<Box<PersonFields>>| Change::PersonSet {
            login: login.to_owned(),
            old,
            new: new.unwrap_or_default(),
        };
        if let Some(so) = self.is_so(Subject::OFFICE, [&current, &old, &wanted], change)? {
            return Ok(so);
        }
        self.keep_an_administrator(login, &new)?;
        put(self, login, &new)?;
        let is_renamed = current.is_some_and(|current| current.name != new.name);
        if let Some(PersonId(id)) = id.flatten().filter(|_| is_renamed) {
            kept::fold(self.tx, "directive", "follower_id", id)?;
            let mut followed = self.tx.prepare_cached(FOLLOWED)?;
            for directive in followed.query_map([id], |row| row.get(0))? {
                kept::index(self.tx, [directive?; 2])?;
            }
        }
        self.journal(change(old, wanted), Subject::OFFICE).map(Outcome::Applied)
    }

    /// Who asks is one; so the last can only be lost by their own hand.
    fn keep_an_administrator(&self, login: &str, new: &PersonFields) -> Result<(), Fault> {
        let others = "SELECT EXISTS (SELECT 1 FROM person
            WHERE role = 'admin' AND disabled_at IS NULL AND login <> ?1)";
        if login != self.login
            || new.may(Role::Admin)
            || self.tx.query_row(others, [login], |row| row.get(0))?
        {
            return Ok(());
        }
        Err(Error::PersonRefused { login: login.to_owned(), why: PersonFault::LastAdmin }.into())
    }
}

/// Keys as the line of the SSH server can hold them, and only for a login that it can hold too.
fn cleaned(login: &str, is_new: bool, mut fields: PersonFields) -> Result<PersonFields> {
    if (is_new || !fields.keys.is_empty()) && !is_login(login) {
        return Err(Error::PersonRefused { login: text::clean_line(login), why: PersonFault::Login });
    }
    fields.name = text::clean_line(&fields.name).trim().to_owned();
    if fields.name.is_empty() {
        login.clone_into(&mut fields.name);
    }
    let lines: Vec<String> = fields.keys.iter().map(PersonKey::line).collect();
    fields.keys = keys(&lines.join("\n"))?;
    Ok(fields)
}

/// Errors: [`Error::PersonRefused`] where a key is somebody else's.
fn put(write: &Write<'_>, login: &str, fields: &PersonFields) -> Result<(), Fault> {
    let tx = write.tx;
    enter(tx, login, &fields.name, fields.role)?;
    let id: i64 = tx.query_row("SELECT id FROM person WHERE login = ?1", [login], |row| row.get(0))?;
    let keys = serde_json::to_string(&fields.keys).expect("keys have no maps");
    let owner = "SELECT p.login FROM person_key k JOIN person p ON p.id = k.person_id
        WHERE k.person_id <> ?1 AND k.revoked_at IS NULL
          AND k.public_key IN (SELECT value->>'public_key' FROM json_each(?2))";
    if let Some(owner) = tx.query_row(owner, params![id, keys], |row| row.get(0)).optional()? {
        return Err(Error::PersonRefused { login: login.to_owned(), why: PersonFault::KeyOf(owner) }.into());
    }
    tx.prepare_cached(
        "UPDATE person SET name = ?2, role = ?3, disabled_at = iif(?4, ifnull(disabled_at, ?5), NULL),
                rev = rev + 1 WHERE id = ?1",
    )?
    .execute(params![id, fields.name, Col(fields.role), fields.disabled, Col(write.now)])?;
    kept::fold(tx, "person", "id", id)?;
    for sql in KEYS {
        let mut keep = tx.prepare_cached(sql)?;
        keep.execute(params![id, keys, Col(write.now)])?;
    }
    Ok(())
}

/// Takes in somebody of an export. Who is here stands as they are.
pub(super) fn take(write: &Write<'_>, person: Person) -> Result<(), Fault> {
    let may_appoint = write.role == Role::Admin;
    let login = text::clean_line(&person.login);
    if find(write.tx, &login)?.is_some() {
        return Ok(());
    }
    let mut fields = person.fields;
    if !may_appoint {
        (fields.role, fields.keys) = (fields.role.min(Role::Officer), Vec::new());
    }
    put(write, &login, &cleaned(&login, false, fields)?)
}
