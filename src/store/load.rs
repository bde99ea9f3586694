//! Taking in what `export` wrote: streamed, in one transaction, all or nothing, each bad record named.
//!
//! Into a file without directives it is a restore (ids, journal, who set what and when are kept); into
//! any other an addition (fresh numbers, one journal entry each, what is in the exported trash left out).

mod refused;

use std::collections::HashMap;
use std::collections::hash_map::Entry::Vacant;
use std::fmt;
use std::io::{BufReader, Read};
use std::path::PathBuf;

use rusqlite::params;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use self::refused::{parsed, reason, whole};
use super::apply::Write;
use super::fault::{At, Fault};
use super::journal::Subject;
use super::value::Col;
use super::{Store, clean, deadline, events, journal, kept, office, people, record};
use crate::domain::calendar::Day;
use crate::domain::change::{Act, Actor, Change, JournalEntry, Role};
use crate::domain::deadline::Deadline;
use crate::domain::directive::NewDirective;
use crate::domain::office::Settings;
use crate::domain::query::Loaded;
use crate::domain::time::Now;
use crate::domain::whole::{ExportedDirective, ExportedEntry, ExportedSetting, ExportedUnit, FORMAT};
use crate::domain::{TaskId, UnitId};
use crate::error::{BadRecord, Error, Part, Reason, Result};
use crate::text;

/// So many bad records are named; then reading stops, because the file is of another kind.
const MOST_BAD: usize = 20;
const PROGRESS_EVERY: usize = 100;
/// Of pages, as SQLite takes it: 64 MB. Only a command loads, and it ends then.
const CACHE: i64 = -65_536;

const PARTS: [(&str, Part); 6] = [
    ("people", Part::People),
    ("days", Part::Days),
    ("settings", Part::Settings),
    ("units", Part::Units),
    ("directives", Part::Directives),
    ("journal", Part::Journal),
];

impl Store {
    /// Takes in a whole file. `progress` hears the number of directives read so far, every 100.
    ///
    /// Errors: [`Error::BadRecords`], nothing written; [`Error::Io`] of path "-" where the input breaks
    /// off; those of [`Store::apply`].
    pub fn load(
        &mut self,
        actor: &Actor,
        now: Now,
        input: impl Read,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Loaded> {
        // One transaction holds it all: pages that stay in memory are not written to the journal many times.
        self.conn.pragma_update(None, "cache_size", CACHE).at(&self.path)?;
        self.write(actor, now, |write| {
            let mut load = Load::new(write, progress)?;
            let mut json = serde_json::Deserializer::from_reader(BufReader::new(input));
            let read =
                Reader { load: &mut load, part: None }.deserialize(&mut json).and_then(|()| json.end());
            load.finish(read)
        })
    }
}

/// A load under way.
struct Load<'a, 'w> {
    write: &'a mut Write<'w>,
    progress: &'a mut dyn FnMut(usize),
    loaded: Loaded,
    /// Settings of the input are taken.
    may_appoint: bool,
    has_version: bool,
    n_journal: i64,
    added: Vec<i64>,
    /// Exported unit ids → ids here, and who succeeds whom.
    units: HashMap<UnitId, i64>,
    successors: Vec<(i64, UnitId)>,
    /// Of restored tasks whose deadline was set again: what their records say is in force.
    in_force: HashMap<TaskId, Option<Deadline>>,
    bad: Vec<BadRecord>,
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
            has_version: false,
            n_journal: 0,
            added: Vec::new(),
            units: HashMap::new(),
            successors: Vec::new(),
            in_force: HashMap::new(),
            bad: Vec::new(),
            fault: None,
        })
    }

    /// What is known only at the end; decides between everything and nothing.
    fn finish(mut self, read: serde_json::Result<()>) -> Result<Loaded, Fault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        match read {
            Err(error) if error.is_io() => {
                return Err(Error::Io { path: PathBuf::from("-"), detail: error.to_string() }.into());
            }
            Err(error) if self.bad.is_empty() => {
                let reason = if error.is_data() { Reason::Form } else { Reason::NotJson(error.line()) };
                self.bad.push(whole(reason));
            }
            Ok(()) if !self.has_version => self.bad.push(whole(Reason::Missing("dondoc".into()))),
            _ => {}
        }
        if !self.bad.is_empty() {
            return Err(Error::BadRecords(self.bad).into());
        }
        for (unit, successor) in self.successors {
            let sql = "UPDATE unit SET successor_id = ?2 WHERE id = ?1";
            self.write.tx.execute(sql, params![unit, self.units.get(&successor)])?;
        }
        // The record has the last word: `kept` and the next export rest on it.
        for (task, stands) in self.in_force {
            if deadline::in_force(self.write.tx, task)? != stands {
                let (by, at) = (self.write.login.as_str(), self.write.now);
                let set = deadline::Set { act: Act::Do, by, at, consent: [None; 2] };
                deadline::replace(self.write.tx, task, stands.as_ref(), &set)?;
            }
        }
        // All between them are new: in a file in use numbers go on behind the last.
        if let (Some(first), Some(last)) = (self.added.iter().min(), self.added.iter().max()) {
            kept::index(self.write.tx, [*first, *last])?;
        }
        if self.loaded.restored && self.n_journal == 0 {
            // Made by another program: history begins here, and undo after it.
            self.write.run = String::new();
            for id in self.added {
                if let Some(read) = record::read(self.write.tx, id, record::Tasks::Live)? {
                    self.write.journal_added(id, read.record)?;
                }
            }
        }
        self.write.has_written = true;
        Ok(self.loaded)
    }

    fn record(&mut self, part: Part, number: usize, value: Value) -> Result<(), Stop> {
        let named = value.get("reference").and_then(Value::as_str).map(text::clean_line);
        let taken = match part {
            Part::People => parsed(value).and_then(|person| people::take(self.write, person)),
            Part::Days => parsed(value).and_then(|day| self.day(&day)),
            Part::Settings => parsed(value).and_then(|set| self.setting(&set)),
            Part::Units => parsed(value).and_then(|unit| self.unit(&unit)),
            Part::Directives => parsed(value).and_then(|directive| self.directive(directive)),
            Part::Journal => parsed(value).and_then(|exported| self.entry(exported)),
        };
        if part == Part::Directives && number.is_multiple_of(PROGRESS_EVERY) {
            (self.progress)(number);
        }
        match taken.map_err(reason) {
            Ok(()) => return Ok(()),
            Err(Ok(reason)) => {
                let name = named.unwrap_or_default();
                self.bad.push(BadRecord { place: Some((part, number)), name, reason });
            }
            Err(Err(fault)) => self.fault = Some(fault),
        }
        if self.fault.is_none() && self.bad.len() < MOST_BAD { Ok(()) } else { Err(Stop) }
    }

    /// The office's own day stands.
    fn day(&mut self, day: &Day) -> Result<(), Fault> {
        clean::check_day(day.on)?;
        let (name, source) = (text::clean_line(&day.name), text::clean_line(&day.source));
        Ok(office::put_day(self.write.tx, &Day { name, source, ..day.clone() })?)
    }

    /// The office's own setting stands; only an administrator brings any.
    fn setting(&mut self, set: &ExportedSetting) -> Result<(), Fault> {
        let value = text::clean_line(&set.value);
        if !Settings::default().set(&set.name, &value) {
            return Err(Error::BadRecords(vec![whole(Reason::Unknown(set.name.clone()))]).into());
        }
        if self.may_appoint {
            office::put_setting(self.write.tx, &set.name, &value)?;
        }
        Ok(())
    }

    fn unit(&mut self, ExportedUnit { id: exported, fields: unit }: &ExportedUnit) -> Result<(), Fault> {
        let tx = self.write.tx;
        for on in [unit.valid_from, unit.valid_to].into_iter().flatten() {
            clean::check_day(on)?;
        }
        let name = text::clean_line(&unit.name);
        let id = match self.loaded.restored {
            true => people::insert_unit(tx, *exported, &name)?,
            false => people::unit(tx, &name)?,
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
        self.units.extend(exported.map(|exported| (exported, id)));
        self.successors.extend(unit.successor.map(|successor| (id, successor)));
        Ok(())
    }

    fn directive(&mut self, exported: ExportedDirective) -> Result<(), Fault> {
        let ExportedDirective { id, task_ids, trashed_tasks, trashed, mut record } = exported;
        if trashed && !self.loaded.restored {
            return Ok(());
        }
        if !task_ids.is_empty() && task_ids.len() != record.tasks.len() {
            return Err(Error::Usage("task_ids".into()).into());
        }
        if !self.loaded.restored {
            leave_out(&mut record, &task_ids, &trashed_tasks);
        }
        let mut record = clean::cleaned(record)?;
        let ids = match self.loaded.restored {
            true => record::Ids { directive: id.map(|id| id.0), tasks: task_ids, trashed_tasks, trashed },
            false => record::Ids::default(),
        };
        let id = record::insert(self.write, &mut record, &ids)?;
        self.loaded.directives += 1;
        self.loaded.tasks += record.tasks.len();
        self.added.push(id);
        if !self.loaded.restored {
            self.write.journal_added(id, record)?;
        }
        Ok(())
    }

    fn entry(&mut self, ExportedEntry { entry, gone }: ExportedEntry) -> Result<(), Fault> {
        if !self.loaded.restored {
            return Ok(());
        }
        let tx = self.write.tx;
        let subject = match gone {
            Some((directive, task)) => Some(Subject { directive: directive.0, task: Some(task.0) }),
            None => journal::subject(tx, &entry.change)?,
        };
        let subject = subject.ok_or_else(|| Error::Usage("change".into()))?;
        if entry.seq != self.n_journal + 1 {
            return Err(Error::Usage(format!("seq {}", entry.seq)).into());
        }
        let (actor, run) = (text::clean_line(&entry.actor), text::clean_line(&entry.run));
        journal::append(tx, &JournalEntry { actor, run, ..entry.clone() }, subject)?;
        self.n_journal = entry.seq;
        if gone.is_some() {
            return Ok(());
        }
        // What the export does not say of a record, its history does.
        match &entry.change {
            Change::ReminderAdded { id, reminder } => {
                events::insert_reminder(tx, *id, reminder, (&entry.actor, entry.at))?;
            }
            Change::FindingAnswered { directive, finding, new, .. } => {
                events::answer(tx, *directive, *finding, new)?;
            }
            Change::DeadlineSet { task, old, new, document, reason } => {
                if let Vacant(vacant) = self.in_force.entry(*task) {
                    vacant.insert(deadline::in_force(tx, *task)?);
                    deadline::begin(tx, *task, old.as_ref())?;
                }
                let consent = [document.as_deref(), reason.as_deref()];
                let set = deadline::Set { act: entry.act, by: &entry.actor, at: entry.at, consent };
                deadline::replace(tx, *task, new.as_ref(), &set)?;
            }
            _ => {}
        }
        let told = match &entry.change {
            Change::DirectiveAdded { .. } | Change::TaskAdded { .. } => {
                "UPDATE deadline SET set_by = j.actor, set_at = j.at FROM journal j
                 WHERE j.seq = ?1 AND deadline.task_id IN
                   (SELECT id FROM task t WHERE t.directive_id = j.directive_id AND t.id = ifnull(j.task_id, t.id))"
            }
            Change::DirectiveTrashed { new: true, .. } => {
                "UPDATE directive SET deleted_at = j.at FROM journal j
                 WHERE j.seq = ?1 AND directive.id = j.directive_id AND directive.deleted_at IS NOT NULL"
            }
            Change::TaskTrashed { new: true, .. } => {
                "UPDATE task SET deleted_at = j.at FROM journal j
                 WHERE j.seq = ?1 AND task.id = j.task_id AND task.deleted_at IS NOT NULL"
            }
            Change::ReminderTrashed { .. } => {
                "UPDATE reminder SET deleted_at = iif(j.change->>'new', j.at, NULL) FROM journal j
                 WHERE j.seq = ?1 AND reminder.id = j.change->>'reminder'"
            }
            _ => return Ok(()),
        };
        tx.prepare_cached(told)?.execute([entry.seq])?;
        Ok(())
    }
}

/// Takes the tasks in the trash out of a record. What stood below one stands below the task above it.
fn leave_out(record: &mut NewDirective, ids: &[TaskId], trashed: &[TaskId]) {
    for at in (0..ids.len()).rev().filter(|at| ids.get(*at).is_some_and(|id| trashed.contains(id))) {
        let gone = record.tasks.remove(at);
        // Up to the next task of the same item, which then is the nearest one above.
        for below in record.tasks.iter_mut().skip(at).take_while(|task| task.item != gone.item) {
            if below.parent.as_ref() == Some(&gone.item) {
                below.parent.clone_from(&gone.parent);
            }
        }
    }
}

/// Reads the object as a whole, and in it each list record by record.
struct Reader<'l, 'a, 'w> {
    load: &'l mut Load<'a, 'w>,
    /// The list that is read; `None` for the object.
    part: Option<Part>,
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        if self.part.is_some() { json.deserialize_seq(self) } else { json.deserialize_map(self) }
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an export")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if let Some((_, part)) = PARTS.iter().find(|(name, _)| *name == key) {
                map.next_value_seed(Reader { load: self.load, part: Some(*part) })?;
            } else if key == "dondoc" {
                let version: Value = map.next_value()?;
                if version != FORMAT {
                    self.load.bad.push(whole(Reason::Version(version.to_string())));
                    return Err(M::Error::custom("version"));
                }
                self.load.has_version = true;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut records: S) -> Result<(), S::Error> {
        // Only a list that is known is read as one.
        let Some(part) = self.part else { return Err(S::Error::custom("a list")) };
        let mut number = 0;
        while let Some(value) = records.next_element::<Value>()? {
            number += 1;
            if self.load.record(part, number, value).is_err() {
                return Err(S::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}
