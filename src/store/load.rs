//! Taking in what `export` wrote: streamed, in one transaction, all or nothing, each bad record named.
//!
//! Into a file without directives it is a restore (ids and journal are kept); into any other an
//! addition (fresh numbers, one journal entry each, what is in the exported trash left out).

use std::collections::HashMap;
use std::fmt;
use std::io::{BufReader, Read};

use rusqlite::{ErrorCode, params};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::apply::Write;
use super::fault::Fault;
use super::journal::{self, Line, Subject};
use super::value::Col;
use super::{Store, add, people, record};
use crate::domain::calendar::Day;
use crate::domain::change::{Actor, Change, JournalEntry, Person, Role};
use crate::domain::directive::NewDirective;
use crate::domain::query::Loaded;
use crate::domain::time::Now;
use crate::domain::whole::{ExportedDirective, ExportedUnit, FORMAT};
use crate::domain::{DirectiveId, UnitId};
use crate::error::{Error, Result};
use crate::text;

/// So many bad records are named; then reading stops, because the file is of another kind.
const MOST_BAD: usize = 20;
const PROGRESS_EVERY: usize = 100;

impl Store {
    /// Takes in a whole file. `progress` hears the number of directives read so far, every 100.
    ///
    /// Errors: [`Error::BadRecords`] with "directive 57 (1792/UBND-NC): why" for each, nothing written;
    /// those of [`Store::apply`].
    pub fn load(
        &mut self,
        actor: &Actor,
        now: Now,
        input: impl Read,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Loaded> {
        self.write(actor, now, |write| {
            let mut load = Load::new(write, progress)?;
            let mut json = serde_json::Deserializer::from_reader(BufReader::new(input));
            let read = Whole(&mut load).deserialize(&mut json).and_then(|()| json.end());
            load.finish(read)
        })
    }
}

/// A load under way.
struct Load<'a, 'w> {
    write: &'a mut Write<'w>,
    progress: &'a mut dyn FnMut(usize),
    loaded: Loaded,
    /// People of the input are taken with their roles; else none of them becomes an administrator.
    may_appoint: bool,
    version: Option<Value>,
    n_journal: i64,
    added: Vec<i64>,
    /// Exported unit ids → ids here, and who succeeds whom.
    units: HashMap<i64, i64>,
    successors: Vec<(i64, UnitId)>,
    bad: Vec<String>,
    fault: Option<Fault>,
}

/// Reading ends early: too many bad records, another version, or the disk.
struct Stop;

impl<'a, 'w> Load<'a, 'w> {
    fn new(write: &'a mut Write<'w>, progress: &'a mut dyn FnMut(usize)) -> Result<Self, Fault> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM directive) AND NOT EXISTS (SELECT 1 FROM journal)";
        let restored = write.tx.query_row(sql, [], |row| row.get(0))?;
        Ok(Self {
            may_appoint: write.role == Role::Admin,
            write,
            progress,
            loaded: Loaded { restored, ..Loaded::default() },
            version: None,
            n_journal: 0,
            added: Vec::new(),
            units: HashMap::new(),
            successors: Vec::new(),
            bad: Vec::new(),
            fault: None,
        })
    }

    /// What is known only at the end; decides between everything and nothing.
    fn finish(mut self, read: serde_json::Result<()>) -> Result<Loaded, Fault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        if let Err(error) = read
            && self.bad.is_empty()
        {
            self.bad.push(error.to_string());
        }
        if self.bad.is_empty() && self.version.is_none() {
            self.bad.push("dondoc: ?".into());
        }
        if !self.bad.is_empty() {
            return Err(Error::BadRecords(self.bad).into());
        }
        for (unit, successor) in std::mem::take(&mut self.successors) {
            let successor = self.units.get(&successor.0);
            let sql = "UPDATE unit SET successor_id = ?2 WHERE id = ?1";
            self.write.tx.execute(sql, params![unit, successor])?;
        }
        if self.loaded.restored && self.n_journal == 0 {
            // Made by another program: history and undo begin here.
            for id in std::mem::take(&mut self.added) {
                if let Some(read) = record::read(self.write.tx, id)? {
                    journal_added(self.write, id, read.record)?;
                }
            }
        }
        self.write.has_written = true;
        Ok(self.loaded)
    }

    fn section(&mut self, name: &str, number: usize, value: Value) -> Result<(), Stop> {
        let (what, taken) = match name {
            "people" => (format!("people {number}"), parsed(value).and_then(|person| self.person(&person))),
            "days" => (format!("days {number}"), parsed(value).and_then(|day| self.day(&day))),
            "units" => (format!("units {number}"), parsed(value).and_then(|unit| self.unit(&unit))),
            "journal" if !self.loaded.restored => return Ok(()),
            "journal" => (format!("journal {number}"), parsed(value).and_then(|entry| self.entry(&entry))),
            _ => {
                let reference = value.get("reference").and_then(Value::as_str).map(text::clean_line);
                let reference = reference.map(|reference| format!(" ({reference})")).unwrap_or_default();
                let taken = parsed(value).and_then(|directive| self.directive(directive));
                if number.is_multiple_of(PROGRESS_EVERY) {
                    (self.progress)(number);
                }
                (format!("directive {number}{reference}"), taken)
            }
        };
        match taken {
            Ok(()) => Ok(()),
            Err(Fault::Refused(error)) => self.blame(&what, &why(&error)),
            Err(Fault::Sql(error)) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                self.blame(&what, &error.to_string())
            }
            Err(fault) => {
                self.fault = Some(fault);
                Err(Stop)
            }
        }
    }

    fn blame(&mut self, what: &str, why: &str) -> Result<(), Stop> {
        self.bad.push(format!("{what}: {}", text::clean_line(why)));
        if self.bad.len() < MOST_BAD { Ok(()) } else { Err(Stop) }
    }

    fn person(&mut self, person: &Person) -> Result<(), Fault> {
        let (login, name) = (text::clean_line(&person.login), text::clean_line(&person.name));
        let role = if self.may_appoint { person.role } else { person.role.min(Role::Officer) };
        people::enter(self.write.tx, &login, &name, role)?;
        Ok(())
    }

    /// The office's own day stands.
    fn day(&mut self, day: &Day) -> Result<(), Fault> {
        add::check_day(day.on)?;
        let (name, source) = (text::clean_line(&day.name), text::clean_line(&day.source));
        self.write
            .tx
            .prepare_cached("INSERT INTO day VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")?
            .execute(params![Col(day.on), Col(day.kind), name, source, day.verified])?;
        Ok(())
    }

    fn unit(&mut self, unit: &ExportedUnit) -> Result<(), Fault> {
        let tx = self.write.tx;
        for on in [unit.valid_from, unit.valid_to].into_iter().flatten() {
            add::check_day(on)?;
        }
        let id = if self.loaded.restored {
            let name = text::clean_line(&unit.name);
            tx.prepare_cached("INSERT INTO unit (id, name, sort_key) VALUES (?1, ?2, ?3)")?
                .execute(params![unit.id.map(|id| id.0), name, text::sort_key(&name)])?;
            tx.last_insert_rowid()
        } else {
            people::unit(tx, &text::clean_line(&unit.name))?
        };
        // What the office knows of a unit already is not overwritten.
        tx.prepare_cached(
            "UPDATE unit SET kind = ifnull(kind, ?2), valid_from = ifnull(valid_from, ?3),
                    valid_to = ifnull(valid_to, ?4) WHERE id = ?1",
        )?
        .execute(params![id, unit.kind, unit.valid_from.map(Col), unit.valid_to.map(Col)])?;
        for name in &unit.names {
            people::name_unit(tx, id, &text::clean_line(name))?;
        }
        if let Some(exported) = unit.id {
            self.units.insert(exported.0, id);
        }
        if let Some(successor) = unit.successor {
            self.successors.push((id, successor));
        }
        Ok(())
    }

    fn directive(&mut self, exported: ExportedDirective) -> Result<(), Fault> {
        let ExportedDirective { id, task_ids, trashed, record } = exported;
        if trashed && !self.loaded.restored {
            return Ok(());
        }
        if !task_ids.is_empty() && task_ids.len() != record.tasks.len() {
            return Err(Error::Usage("task_ids".into()).into());
        }
        let record = add::cleaned(&record)?;
        let ids = match self.loaded.restored {
            true => add::Ids {
                directive: id.map(|id| id.0),
                tasks: task_ids.into_iter().map(|id| id.0).collect(),
                trashed,
            },
            false => add::Ids::default(),
        };
        let id = add::insert(self.write, &record, &ids)?;
        self.loaded.directives += 1;
        self.loaded.tasks += record.tasks.len();
        if self.loaded.restored {
            self.added.push(id);
            return Ok(());
        }
        journal_added(self.write, id, record)
    }

    fn entry(&mut self, entry: &JournalEntry) -> Result<(), Fault> {
        let subject = journal::subject(self.write.tx, &entry.change)?;
        let subject = subject.ok_or_else(|| Error::Usage("change".into()))?;
        if entry.seq != self.n_journal + 1 {
            return Err(Error::Usage(format!("seq {}", entry.seq)).into());
        }
        let line = Line {
            group: Some(entry.group.0),
            act: entry.act,
            undo_of: entry.undo_of.map(|group| group.0),
            at: entry.at,
            actor: &text::clean_line(&entry.actor),
            run: &text::clean_line(&entry.run),
            change: &entry.change,
        };
        journal::insert(self.write.tx, entry.seq, &line, subject)?;
        self.n_journal = entry.seq;
        Ok(())
    }
}

fn journal_added(write: &mut Write<'_>, id: i64, record: NewDirective) -> Result<(), Fault> {
    let record = Box::new(NewDirective { original: String::new(), ..record });
    let change = Change::DirectiveAdded { id: Some(DirectiveId(id)), record };
    write.journal(&change, Subject { directive: id, task: None })
}

fn parsed<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, Fault> {
    serde_json::from_value(value).map_err(|error| Error::Usage(error.to_string()).into())
}

fn why(error: &Error) -> String {
    match error {
        Error::Usage(why) => why.clone(),
        Error::AlreadyHere(reference) => format!("= {reference}"),
        Error::BadDate(day) => day.clone(),
        other => other.to_string(),
    }
}

/// The object as a whole.
struct Whole<'l, 'a, 'w>(&'l mut Load<'a, 'w>);

impl<'de> DeserializeSeed<'de> for Whole<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{\"dondoc\": 1, …}")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "dondoc" => {
                    let version: Value = map.next_value()?;
                    if version != FORMAT {
                        self.0.bad.push(format!("dondoc: {version}"));
                        return Err(M::Error::custom("version"));
                    }
                    self.0.version = Some(version);
                }
                "people" | "days" | "units" | "directives" | "journal" => {
                    map.next_value_seed(Section { load: self.0, name: &key })?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// One of its lists, record by record.
struct Section<'l, 'a, 'w> {
    load: &'l mut Load<'a, 'w>,
    name: &'l str,
}

impl<'de> DeserializeSeed<'de> for Section<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Section<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", self.name)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut records: S) -> Result<(), S::Error> {
        let mut number = 0;
        while let Some(value) = records.next_element::<Value>()? {
            number += 1;
            if self.load.section(self.name, number, value).is_err() {
                return Err(S::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}
