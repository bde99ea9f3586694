//! The only way in: one immediate transaction per batch, with the right to write asked inside it, the
//! journal entry, the revision, and everything kept.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use super::fault::{At, Fault};
use super::journal::{self, Subject};
use super::tasks::{self, PROGRESS};
use super::value::Col;
use super::{Store, clean, kept, office, open, people, record, value};
use crate::domain::change::{Act, Actor, Applied, Change, JournalEntry, Outcome, Role};
use crate::domain::directive::NewDirective;
use crate::domain::people::needed;
use crate::domain::task::{Progress, State};
use crate::domain::time::Now;
use crate::domain::{DirectiveId, GroupId, TaskId};
use crate::error::{Error, Result};
use crate::text;

impl Store {
    /// Applies a batch as one group, wholly or not at all.
    ///
    /// Errors: [`Error::Changed`] when a record no longer holds the `old` of its change,
    /// [`Error::AlreadyHere`] for a directive that is in the file, [`Error::NoSuchRecord`],
    /// [`Error::NotPermitted`], [`Error::Busy`], and those of the file itself.
    pub fn apply(&mut self, actor: &Actor, now: Now, changes: &[Change]) -> Result<Applied> {
        self.write(actor, now, |write| write.changes(changes.iter().cloned()))
    }

    /// Applies the changes of several records as one group, each record's wholly or not at all: one that
    /// cannot be changed does not stop the others. An outcome for each record, in their order.
    ///
    /// Errors: those of [`Store::apply`] that are about the file or the actor; then nothing is written.
    pub fn apply_each(&mut self, actor: &Actor, now: Now, batch: &[Vec<Change>]) -> Result<Applied> {
        self.write(actor, now, |write| {
            let outcomes = batch.iter().map(|changes| write.one(changes)).collect::<Result<_, Fault>>()?;
            Ok(Applied { group: write.group, outcomes })
        })
    }

    /// Runs `changes` in one immediate transaction; an error rolls all of it back, and so does having
    /// written nothing.
    pub(super) fn write<T>(
        &mut self,
        actor: &Actor,
        now: Now,
        changes: impl FnOnce(&mut Write<'_>) -> Result<T, Fault>,
    ) -> Result<T> {
        if !self.can_write {
            return Err(Error::ReadOnly(self.path.clone()));
        }
        let path = self.path.clone();
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).at(&path)?;
        // Asked with the lock in hand: the file may have been replaced during the wait for it.
        self.held.still_at(&path)?;
        // A newer program may have migrated the file while this one had it open.
        let found = open::read_version(&tx).at(&path)?;
        if found > open::SCHEMA {
            return Err(Error::Newer { path, found, known: open::SCHEMA });
        }
        let mut write = Write::admit(&tx, actor, now).map_err(|fault| fault.named(&path))?;
        let done = changes(&mut write).map_err(|fault| fault.named(&path))?;
        if write.has_written {
            tx.commit().at(&path)?;
            // Or during the commit: what went into the former file is not to be shown as done.
            self.held.still_at(&path)?;
            super::watch::tell(&path);
        }
        Ok(done)
    }
}

/// A transaction under way: by whom, when, and the group its entries belong to.
pub(super) struct Write<'a> {
    pub(super) tx: &'a Transaction<'a>,
    pub(super) now: Now,
    pub(super) login: String,
    pub(super) run: String,
    pub(super) role: Role,
    pub(super) act: Act,
    pub(super) undo_of: Option<GroupId>,
    group: Option<GroupId>,
    pub(super) has_written: bool,
}

impl<'a> Write<'a> {
    /// Viewers and people who left are refused. The row of somebody new is made with the first entry.
    fn admit(tx: &'a Transaction<'a>, actor: &Actor, now: Now) -> Result<Self, Fault> {
        let (login, run) = (text::clean_line(&actor.login), text::clean_line(&actor.run));
        let person = people::person_or_new(tx, &login)?.fields;
        if !person.may(Role::Officer) {
            return Err(Error::NotPermitted.into());
        }
        let role = person.role;
        Ok(Self { tx, now, login, run, role, act: Act::Do, undo_of: None, group: None, has_written: false })
    }

    pub(super) fn changes(&mut self, changes: impl Iterator<Item = Change>) -> Result<Applied, Fault> {
        let outcomes = changes.map(|change| self.change(change)).collect::<Result<_, Fault>>()?;
        Ok(Applied { group: self.group, outcomes })
    }

    /// The changes of one record among several.
    fn one(&mut self, changes: &[Change]) -> Result<Outcome, Fault> {
        let (group, has_written) = (self.group, self.has_written);
        self.tx.execute_batch("SAVEPOINT one")?;
        match self.changes(changes.iter().cloned()) {
            Ok(applied) => {
                self.tx.execute_batch("RELEASE one")?;
                let is_applied = |outcome: &Outcome| matches!(outcome, Outcome::Applied(_));
                let mut outcomes = applied.outcomes;
                let at = outcomes.iter().position(is_applied).unwrap_or(0);
                Ok(outcomes.swap_remove(at))
            }
            Err(Fault::Refused(error)) if is_about_a_record(&error) => {
                self.tx.execute_batch("ROLLBACK TO one; RELEASE one")?;
                (self.group, self.has_written) = (group, has_written);
                Ok(Outcome::Refused(error))
            }
            Err(fault) => Err(fault),
        }
    }

    /// What the record already holds is no change.
    fn change(&mut self, change: Change) -> Result<Outcome, Fault> {
        if self.role < needed(&change) {
            return Err(Error::NotPermitted.into());
        }
        match change {
            Change::DirectiveAdded { record, .. } => {
                let mut record = clean::cleaned(*record)?;
                self.date_safely(&mut record.tasks)?;
                self.enter_actor()?;
                let id = record::insert(self, &mut record, &record::Ids::default())?;
                kept::index(self.tx, [id; 2])?;
                self.journal_added(id, record).map(Outcome::Applied)
            }
            Change::DirectiveTrashed { directive, old, new } => self.trash(directive, old, new),
            Change::TaskProgress { task, old, new } => self.progress(task, old, new),
            Change::DirectiveEdited { directive, old, new } => self.edit_directive(directive, *old, *new),
            Change::TaskAdded { directive, task, .. } => self.add_task(directive, *task),
            Change::TaskTrashed { task, old, new } => self.trash_task(task, old, new),
            Change::TaskEdited { task, old, new } => self.edit_task(task, *old, *new),
            Change::DeadlineSet { task, old, new, document, reason } => {
                self.set_deadline(task, old, new, [document, reason])
            }
            Change::StepsSet { task, old, new } => self.set_steps(task, old, new),
            Change::PartProgress { .. }
            | Change::ReminderAdded { .. }
            | Change::ReminderTrashed { .. }
            | Change::ActualsSet { .. }
            | Change::FindingAnswered { .. } => self.event(change),
            Change::Purged { directive, task, .. } => self.purge(directive, task),
            Change::UnitSet { .. } | Change::DaySet { .. } | Change::SettingSet { .. } => self.office(change),
            Change::PersonSet { login, old, new } => self.set_person(&login, old, *new),
        }
    }

    fn trash(&mut self, directive: DirectiveId, old: bool, new: bool) -> Result<Outcome, Fault> {
        let DirectiveId(id) = directive;
        let mut read =
            self.tx.prepare_cached("SELECT deleted_at IS NOT NULL FROM directive WHERE id = ?1")?;
        let current: Option<bool> = read.query_row([id], |row| row.get(0)).optional()?;
        let current = current.ok_or_else(|| Error::NoSuchRecord(id.to_string()))?;
        let subject = Subject { directive: id, task: None };
        let change = |old, new| Change::DirectiveTrashed { directive, old, new };
        if let Some(so) = self.is_so(subject, [&current, &old, &new], change)? {
            return Ok(so);
        }
        if !new {
            record::refuse_duplicate(self.tx, id)?;
        }
        kept::take_out(self.tx, id)?;
        self.tx
            .prepare_cached("UPDATE directive SET deleted_at = ?2, rev = rev + 1 WHERE id = ?1")?
            .execute(params![id, new.then_some(Col(self.now))])?;
        kept::put_in(self.tx, id)?;
        kept::index(self.tx, [id; 2])?;
        self.journal(change(old, new), subject).map(Outcome::Applied)
    }

    pub(super) fn progress(&mut self, task: TaskId, old: Progress, new: Progress) -> Result<Outcome, Fault> {
        let new = clean::progress(new)?;
        let found = self.read_progress(task)?;
        let (subject, current) = found.ok_or_else(|| Error::NoSuchRecord(task.0.to_string()))?;
        // Two people who press Space at once want one thing, whatever day or note each would write.
        let is_reached = current.state == new.state && old.state != new.state;
        let is_seen = current == old;
        let is_so = current == new || is_reached;
        // A mark alone changes no words.
        let is_opened = self.act == Act::Do && old.state == State::Done && new.state.is_open();
        let has_other_words = (&old.note, &old.reply_document) != (&new.note, &new.reply_document);
        let change = Change::TaskProgress { task, old, new: new.clone() };
        if is_so {
            return self.already_so(subject, &change);
        }
        if !is_seen {
            return Err(self.changed(subject, &change)?);
        }
        kept::take_out(self.tx, subject.directive)?;
        self.tx
            .prepare_cached(
                "UPDATE task SET state = ?2, done_on = ?3, reply_document = ?4, progress_note = ?5, reported_on = ?6,
                        since = ?7, state_document = ?8, state_reason = ?9, rev = rev + 1
                 WHERE id = ?1",
            )?
            .execute(params![
                task.0,
                Col(new.state),
                new.done_on.map(Col),
                new.reply_document,
                new.note,
                new.reported_on.map(Col),
                new.since.map(Col),
                new.document,
                new.reason
            ])?;
        kept::put_in(self.tx, subject.directive)?;
        if has_other_words {
            kept::index(self.tx, [subject.directive; 2])?;
        }
        let written = self.journal(change, subject)?;
        if is_opened {
            self.open_parts(task)?;
        }
        Ok(Outcome::Applied(written))
    }

    /// A task in the trash, or of a directive there, cannot be worked on.
    fn read_progress(&self, task: TaskId) -> rusqlite::Result<Option<(Subject, Progress)>> {
        let mut read = self.tx.prepare_cached(&format!(
            "SELECT t.directive_id, {PROGRESS} FROM task t JOIN directive d ON d.id = t.directive_id
             WHERE t.id = ?1 AND t.deleted_at IS NULL AND d.deleted_at IS NULL"
        ))?;
        let found = read.query_row([task.0], |row| {
            let subject = Subject { directive: row.get(0)?, task: Some(task.0) };
            Ok((subject, tasks::progress(row, 1)?))
        });
        found.optional()
    }

    pub(super) fn already_so(&self, subject: Subject, change: &Change) -> Result<Outcome, Fault> {
        let (by, at) = journal::last_touch(self.tx, subject, change)?.unzip();
        Ok(Outcome::AlreadySo { by, at })
    }

    /// The refusal that names who changed a record last, when, and what it holds now: a task's progress,
    /// or `change`, which leads to there from what was seen.
    pub(super) fn changed(&self, subject: Subject, change: &Change) -> Result<Fault, Fault> {
        let (by, at) = journal::last_touch(self.tx, subject, change)?.unzip();
        let at = at.map(|at: Now| at.local().format("%d/%m/%Y %H:%M").to_string()).unwrap_or_default();
        // `REF` or `REF#ITEM`, its number where it has none; and whether it is in the trash.
        let mut name = self.tx.prepare_cached(
            "SELECT ifnull(d.reference, d.id) || ifnull('#' || t.item, ''), d.deleted_at IS NOT NULL
             FROM directive d LEFT JOIN task t ON t.id = ?2 WHERE d.id = ?1",
        )?;
        let named =
            name.query_row(params![subject.directive, subject.task], |row| Ok((row.get(0)?, row.get(1)?)));
        let (what, is_trashed): (String, bool) =
            named.optional()?.unwrap_or_else(|| (office::name(change), false));
        let now = match change {
            Change::TaskProgress { task, .. } => self.read_progress(*task)?.map(|(_, now)| holds(&now)),
            Change::DirectiveAdded { .. } | Change::DirectiveTrashed { .. } => None,
            change => serde_json::to_string(change).ok(),
        };
        let now = now.unwrap_or_else(|| if is_trashed { "trashed".to_owned() } else { String::new() });
        Ok(Error::Changed { what, by: by.unwrap_or_default(), at, now }.into())
    }

    pub(super) fn enter_actor(&mut self) -> Result<(), Fault> {
        people::enter(self.tx, &self.login, &self.login, self.role)?;
        Ok(())
    }

    /// The text stands in the directive; twice would double the file.
    pub(super) fn journal_added(&mut self, id: i64, record: NewDirective) -> Result<Change, Fault> {
        let record = Box::new(NewDirective { original: String::new(), ..record });
        let change = Change::DirectiveAdded { id: Some(DirectiveId(id)), record };
        self.journal(change, Subject { directive: id, task: None })
    }

    pub(super) fn journal(&mut self, change: Change, subject: Subject) -> Result<Change, Fault> {
        self.enter_actor()?;
        let seq = journal::next(self.tx)?;
        let group = *self.group.get_or_insert(GroupId(seq));
        let (act, undo_of, at) = (self.act, self.undo_of, self.now);
        let (actor, run) = (self.login.clone(), self.run.clone());
        let entry = JournalEntry { seq, group, act, undo_of, at, actor, run, change };
        journal::append(self.tx, &entry, subject)?;
        self.has_written = true;
        Ok(entry.change)
    }
}

/// The refusal is of this record alone.
fn is_about_a_record(error: &Error) -> bool {
    matches!(error, Error::Changed { .. } | Error::NoSuchRecord(_) | Error::AlreadyHere(_) | Error::Usage(_))
}

/// "done 21/12/2020 · 15/BC-SNV": the name of the state, day, reply document, note.
fn holds(progress: &Progress) -> String {
    let on = progress.done_on.map(|on| on.format(" %d/%m/%Y").to_string()).unwrap_or_default();
    let more = [&progress.reply_document, &progress.note].into_iter().flatten();
    let more: String = more.map(|more| format!(" · {more}")).collect();
    format!("{}{on}{more}", value::name(&progress.state))
}
