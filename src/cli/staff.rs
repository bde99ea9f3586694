//! `dondoc staff`: who works with this file, in which role, with which keys.
//!
//! Each act is one change, to be taken back by `undo`; only administrators make any. JSON: `list` is an
//! array of people as `export` writes them, `key … list` of keys with `fingerprint` added.

use serde_json::{Value, json};

use super::context::Context;
use super::line::{Keys, Source, Staff};
use super::out::{Out, with};
use super::table::{self, Column};
use crate::domain::change::{Change, Outcome};
use crate::domain::people::{self, Person, PersonFields, PersonKey};
use crate::error::{Error, KeyFault, PersonFault, Result};
use crate::import;
use crate::store::{Mode, Store};
use crate::text::with_first;

pub fn run(context: &Context, out: &mut Out, asked: Staff) -> Result<()> {
    match asked {
        Staff::List { json } => list(context, out, json),
        Staff::Add { login, shown_name, role } => change(context, out, &login, Mode::Create, |person| {
            person.name = shown_name.clone().unwrap_or(std::mem::take(&mut person.name));
            person.role = role.unwrap_or(person.role);
            Ok(())
        }),
        Staff::Role { login, role } => of_known(context, out, &login, |person| {
            person.role = role;
            Ok(())
        }),
        Staff::Disable { login } => set_disabled(context, out, &login, true),
        Staff::Enable { login } => set_disabled(context, out, &login, false),
        Staff::Key { login, keys: Keys::List { json } } => list_keys(context, out, &login, json),
        Staff::Key { login, keys: Keys::Add { from } } => {
            let added = read_keys(context, out, &from)?;
            of_known(context, out, &login, |person| {
                person.keys.retain(|key| added.iter().all(|added| added.public_key != key.public_key));
                person.keys.extend(added.iter().cloned());
                Ok(())
            })
        }
        Staff::Key { login, keys: Keys::Remove { which } } => of_known(context, out, &login, |person| {
            let n_before = person.keys.len();
            person.keys.retain(|key| !is_named(key, &which));
            let why = || PersonFault::NoKey(which.clone());
            let is_one = person.keys.len() + 1 == n_before;
            is_one.then_some(()).ok_or_else(|| Error::PersonRefused { login: login.clone(), why: why() })
        }),
    }
}

fn set_disabled(context: &Context, out: &mut Out, login: &str, disabled: bool) -> Result<()> {
    of_known(context, out, login, |person| {
        person.disabled = disabled;
        Ok(())
    })
}

fn of_known(
    context: &Context,
    out: &mut Out,
    login: &str,
    edit: impl Fn(&mut PersonFields) -> Result<()>,
) -> Result<()> {
    change(context, out, login, Mode::ReadWrite, edit)
}

/// Writes what `edit` makes of somebody, who is new only where a file may be, and says what it did.
fn change(
    context: &Context,
    out: &mut Out,
    login: &str,
    mode: Mode,
    edit: impl Fn(&mut PersonFields) -> Result<()>,
) -> Result<()> {
    let applied = context.write(out, mode, |store, _| {
        let old = match mode {
            Mode::Create => store.person(login)?.map(|person| person.fields),
            _ => Some(known(store, login)?.fields),
        };
        let mut new = old.clone().unwrap_or_default();
        edit(&mut new)?;
        let (old, new) = (old.map(Box::new), Box::new(new));
        store.apply(&context.actor, context.now, &[Change::PersonSet { login: login.to_owned(), old, new }])
    })?;
    out.line(&match applied.outcomes.first() {
        Some(Outcome::Applied(change)) => {
            with_first(&context.lang.journal_change(change), char::to_uppercase)
        }
        _ => context.lang.nothing_changed(),
    });
    Ok(())
}

fn known(store: &Store, login: &str) -> Result<Person> {
    let unknown = || Error::PersonRefused { login: login.to_owned(), why: PersonFault::Unknown };
    store.person(login)?.ok_or_else(unknown)
}

fn read_keys(context: &Context, out: &mut Out, from: &Source) -> Result<Vec<PersonKey>> {
    let text = match from {
        Source::File(path) => import::read_file(&context.ways, path)?,
        Source::Stdin => {
            out.invite_input();
            import::read_stdin(&context.ways)?
        }
    };
    let keys = people::keys(&text)?;
    if keys.is_empty() { Err(Error::KeyRefused(KeyFault::Broken)) } else { Ok(keys) }
}

/// By its note, or by its fingerprint from the beginning on.
fn is_named(key: &PersonKey, which: &str) -> bool {
    let print = key.fingerprint();
    let print = print.trim_start_matches(SHA256);
    let begun = which.trim_start_matches(SHA256);
    key.note.as_deref() == Some(which) || begun.len() >= 6 && print.starts_with(begun)
}

const SHA256: &str = "SHA256:";

fn list(context: &Context, out: &mut Out, json: bool) -> Result<()> {
    let (lang, people) = (context.lang, context.look(out)?.people()?);
    if json {
        out.json(&json!(people));
        return Ok(());
    }
    let columns = [
        Column::new(lang.col_login(), 32),
        Column::giving(lang.col_person_name()),
        Column::new(lang.col_role(), 13),
        Column::new(lang.col_state(), 10),
        Column::new(lang.col_keys(), 5),
    ];
    let cells = |Person { login, fields, .. }: &Person| {
        let (role, state) = (lang.role(fields.role), lang.person_state(fields));
        [login.clone(), fields.name.clone(), role, state, fields.keys.len().to_string()]
    };
    table::print(out, &columns, people.iter().map(cells));
    Ok(())
}

fn list_keys(context: &Context, out: &mut Out, login: &str, json: bool) -> Result<()> {
    let (lang, keys) = (context.lang, known(&context.look(out)?, login)?.fields.keys);
    if json {
        let object = |key: &PersonKey| with(json!(key), json!({"fingerprint": key.fingerprint()}));
        out.json(&keys.iter().map(object).collect::<Value>());
    } else if keys.is_empty() {
        out.line(&lang.person_no_keys());
    } else {
        let columns = [
            Column::new(lang.col_key_type(), 20),
            Column::new(lang.col_fingerprint(), 50),
            Column::giving(lang.col_note()),
        ];
        let cells = |key: &PersonKey| {
            [key.kind().to_owned(), key.fingerprint(), key.note.clone().unwrap_or_default()]
        };
        table::print(out, &columns, keys.iter().map(cells));
    }
    Ok(())
}
