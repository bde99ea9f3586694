//! The only way in: one immediate transaction per batch, with the right to write asked inside it, the
//! journal entry, the revision, and everything kept.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use super::fault::{At, Fault};
use super::journal::{self, Line, Subject};
use super::value::{Col, Named, opt};
use super::{Store, add, kept, open, people};
use crate::domain::change::{Act, Actor, Applied, Change, Outcome, Role};
use crate::domain::directive::NewDirective;
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
        self.write(actor, now, |write| {
            let outcomes = changes.iter().map(|change| write.change(change));
            let outcomes = outcomes.collect::<Result<_, Fault>>()?;
            Ok(Applied { group: write.group.map(GroupId), outcomes })
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
    run: String,
    pub(super) role: Role,
    pub(super) act: Act,
    pub(super) undo_of: Option<i64>,
    pub(super) group: Option<i64>,
    pub(super) has_written: bool,
}

impl<'a> Write<'a> {
    /// Viewers and people who left are refused. Somebody new is an officer, the first one of a new file
    /// its administrator; the row is made with the first entry.
    fn admit(tx: &'a Transaction<'a>, actor: &Actor, now: Now) -> Result<Self, Fault> {
        let login = text::clean_line(&actor.login);
        let role = match people::role(tx, &login)? {
            Some((Role::Viewer, _) | (_, false)) => return Err(Error::NotPermitted.into()),
            Some((role, true)) => role,
            None if people::is_empty(tx)? => Role::Admin,
            None => Role::Officer,
        };
        let run = text::clean_line(&actor.run);
        Ok(Self { tx, now, login, run, role, act: Act::Do, undo_of: None, group: None, has_written: false })
    }

    /// The run of the program that is writing.
    pub(super) fn run(&self) -> &str {
        &self.run
    }

    /// Applies one change. What the record already holds is no change.
    pub(super) fn change(&mut self, change: &Change) -> Result<Outcome, Fault> {
        match change {
            Change::DirectiveAdded { record, .. } => self.add(record).map(Outcome::Applied),
            Change::DirectiveTrashed { directive, old, new } => self.trash(*directive, *old, *new),
            Change::TaskProgress { task, old, new } => self.progress(*task, old, new),
        }
    }

    pub(super) fn add(&mut self, record: &NewDirective) -> Result<Change, Fault> {
        self.enter_actor()?;
        let mut record = add::cleaned(record)?;
        let id = add::insert(self, &record, &add::Ids::default())?;
        // The text stands in the directive; twice would double the file.
        record.original = String::new();
        let change = Change::DirectiveAdded { id: Some(DirectiveId(id)), record: Box::new(record) };
        self.journal(&change, Subject { directive: id, task: None })?;
        Ok(change)
    }

    fn trash(&mut self, directive: DirectiveId, old: bool, new: bool) -> Result<Outcome, Fault> {
        let mut read =
            self.tx.prepare_cached("SELECT deleted_at IS NOT NULL FROM directive WHERE id = ?1")?;
        let current: Option<bool> = read.query_row([directive.0], |row| row.get(0)).optional()?;
        let current = current.ok_or_else(|| Error::NoSuchRecord(directive.0.to_string()))?;
        let subject = Subject { directive: directive.0, task: None };
        if current == new {
            return self.already_so(subject);
        }
        if current != old {
            return Err(self.changed(subject, if current { "trashed" } else { "" }.into())?);
        }
        if !new {
            add::refuse_duplicate(self.tx, directive.0)?;
        }
        let before = kept::derived(self.tx, directive.0)?;
        let deleted_at = new.then_some(Col(self.now));
        self.tx
            .prepare_cached("UPDATE directive SET deleted_at = ?2, rev = rev + 1 WHERE id = ?1")?
            .execute(params![directive.0, deleted_at])?;
        kept::write(self.tx, directive.0, &before)?;
        let change = Change::DirectiveTrashed { directive, old, new };
        self.journal(&change, subject)?;
        Ok(Outcome::Applied(change))
    }

    fn progress(&mut self, task: TaskId, old: &Progress, new: &Progress) -> Result<Outcome, Fault> {
        let new = &clean_progress(new)?;
        let (subject, current) = self.read_progress(task)?;
        // Two people who press Space at once want one thing, whatever day or note each would write.
        let is_reached = current.state == new.state && old.state != new.state;
        if current == *new || is_reached {
            return self.already_so(subject);
        }
        if current != *old {
            return Err(self.changed(subject, holds(&current))?);
        }
        let before = kept::derived(self.tx, subject.directive)?;
        self.tx
            .prepare_cached(
                "UPDATE task SET state = ?2, done_on = ?3, reply_document = ?4, progress_note = ?5, rev = rev + 1
                 WHERE id = ?1",
            )?
            .execute(params![task.0, Col(new.state), new.done_on.map(Col), new.reply_document, new.note])?;
        kept::write(self.tx, subject.directive, &before)?;
        let change = Change::TaskProgress { task, old: old.clone(), new: new.clone() };
        self.journal(&change, subject)?;
        Ok(Outcome::Applied(change))
    }

    /// A task in the trash, or of a directive there, cannot be worked on.
    fn read_progress(&self, task: TaskId) -> Result<(Subject, Progress), Fault> {
        let mut read = self.tx.prepare_cached(
            "SELECT t.directive_id, t.state, t.done_on, t.reply_document, t.progress_note
             FROM task t JOIN directive d ON d.id = t.directive_id
             WHERE t.id = ?1 AND t.deleted_at IS NULL AND d.deleted_at IS NULL",
        )?;
        let found = read.query_row([task.0], |row| {
            let subject = Subject { directive: row.get(0)?, task: Some(task.0) };
            let state = row.get::<_, Col<State>>(1)?.0;
            let (done_on, reply_document, note) = (opt(row.get(2)?), row.get(3)?, row.get(4)?);
            Ok((subject, Progress { state, done_on, reply_document, note }))
        });
        Ok(found.optional()?.ok_or_else(|| Error::NoSuchRecord(task.0.to_string()))?)
    }

    fn already_so(&self, subject: Subject) -> Result<Outcome, Fault> {
        let (by, at) = journal::last_touch(self.tx, subject)?.unzip();
        Ok(Outcome::AlreadySo { by, at })
    }

    /// The refusal that names who changed a record last, when, and what it holds now.
    pub(super) fn changed(&self, subject: Subject, now: String) -> Result<Fault, Fault> {
        let (by, at) = journal::last_touch(self.tx, subject)?.unzip();
        let at = at.map(|at: Now| at.local().format("%d/%m/%Y %H:%M").to_string()).unwrap_or_default();
        let what = self.name(subject)?;
        Ok(Error::Changed { what, by: by.unwrap_or_default(), at, now }.into())
    }

    /// The `REF` or `REF#ITEM` of a record, its number where it has none.
    fn name(&self, subject: Subject) -> Result<String, Fault> {
        let mut name = self.tx.prepare_cached(
            "SELECT ifnull(d.reference, d.id) || ifnull('#' || t.item, '')
             FROM directive d LEFT JOIN task t ON t.id = ?2 WHERE d.id = ?1",
        )?;
        Ok(name.query_row(params![subject.directive, subject.task], |row| row.get(0))?)
    }

    /// What a task or directive holds now, for the refusal's text.
    pub(super) fn state_of(&self, subject: Subject) -> Result<String, Fault> {
        match subject.task {
            Some(task) => {
                Ok(self.read_progress(TaskId(task)).map_or_else(|_| "trashed".into(), |(_, p)| holds(&p)))
            }
            None => Ok(String::new()),
        }
    }

    fn enter_actor(&mut self) -> Result<(), Fault> {
        people::enter(self.tx, &self.login, &self.login, self.role)?;
        Ok(())
    }

    pub(super) fn journal(&mut self, change: &Change, subject: Subject) -> Result<(), Fault> {
        self.enter_actor()?;
        let line = Line {
            group: self.group,
            act: self.act,
            undo_of: self.undo_of,
            at: self.now,
            actor: &self.login,
            run: &self.run,
            change,
        };
        self.group = Some(journal::append(self.tx, &line, subject)?);
        self.has_written = true;
        Ok(())
    }
}

/// Safe for a terminal; the day stands exactly where the state is done.
fn clean_progress(new: &Progress) -> Result<Progress, Fault> {
    if (new.state == State::Done) != new.done_on.is_some() {
        return Err(Error::Usage("done_on".into()).into());
    }
    if let Some(on) = new.done_on {
        add::check_day(on)?;
    }
    let line = |text: &Option<String>| text.as_deref().map(text::clean_line).filter(|text| !text.is_empty());
    let note = new.note.as_deref().map(text::clean_text).filter(|note| !note.is_empty());
    Ok(Progress { reply_document: line(&new.reply_document), note, ..new.clone() })
}

/// "done 2020-12-21 · 15/BC-SNV": state, day, reply document, note.
fn holds(progress: &Progress) -> String {
    let mut holds = progress.state.name().to_owned();
    if let Some(on) = progress.done_on {
        holds = format!("{holds} {on}");
    }
    for more in [&progress.reply_document, &progress.note].into_iter().flatten() {
        holds = format!("{holds} · {more}");
    }
    holds
}
