//! `dondoc note|extend|remind|assign`: what happened to a task, by its name.
//!
//! Each is one change, to be taken back by `undo`; a day is read as in the forms.

use chrono::NaiveDate;
use clap::Args;

use super::context::Context;
use super::line::{Extend, Remind, nfc};
use super::out::Out;
use super::task;
use crate::domain::change::{Applied, Change, Outcome};
use crate::domain::deadline::{Deadline, DeadlineClass, Rule};
use crate::domain::fields::TaskFields;
use crate::domain::query::TaskRow;
use crate::domain::reference::TaskName;
use crate::domain::reminder::Reminder;
use crate::domain::task::{NewTask, Progress};
use crate::domain::typed::{self, Typed};
use crate::error::{Error, Result};
use crate::store::{Mode, Store};
use crate::text;

/// To whom a task is handed over.
#[derive(Debug, PartialEq, Eq, Args)]
pub struct Assign {
    #[arg(value_parser = nfc)]
    pub task: String,
    #[arg(long, value_parser = nfc, required_unless_present = "lead")]
    pub follower: Option<String>,
    #[arg(long, value_parser = nfc)]
    pub lead: Vec<String>,
}

/// A day as it was typed; of a day that has been, without a year, the last one.
pub fn day(context: &Context, store: &Store, typed: &str, is_passed: bool) -> Result<NaiveDate> {
    let parse = if is_passed { typed::parse_passed } else { typed::parse };
    match parse(typed, context.now.today(), &store.calendar()?) {
        Ok(Typed::Day(echo)) if is_passed && echo.on > context.now.today() => {
            Err(Error::FutureDay(typed.to_owned()))
        }
        Ok(Typed::Day(echo)) => Ok(echo.on),
        _ => Err(Error::BadDate(typed.to_owned())),
    }
}

fn row(store: &Store, name: &str) -> Result<TaskRow> {
    store.find_task(&TaskName::parse(name).ok_or_else(|| Error::Usage(name.to_owned()))?)
}

/// A task with everything that belongs to it.
fn record(store: &Store, row: &TaskRow) -> Result<NewTask> {
    let gone = || Error::NoSuchRecord(task::name(row));
    let detail = store.detail(row.directive)?.ok_or_else(gone)?;
    let at = detail.tasks.iter().position(|task| task.id == row.id);
    at.and_then(|at| detail.record.tasks.get(at).cloned()).ok_or_else(gone)
}

/// Writes one change about a task, and says in the journal's words what it did.
fn one(context: &Context, out: &mut Out, make: impl Fn(&Store) -> Result<(String, Change)>) -> Result<()> {
    let (name, Applied { outcomes, .. }) = context.write(out, Mode::ReadWrite, |store, _| {
        let (name, change) = make(store)?;
        Ok((name, store.apply(&context.actor, context.now, &[change])?))
    })?;
    out.line(&match outcomes.first() {
        Some(Outcome::Applied(change)) => format!("{name}  {}", context.lang.journal_change(change)),
        _ => format!("{name}  {}", context.lang.nothing_changed()),
    });
    Ok(())
}

pub fn note(context: &Context, out: &mut Out, name: &str, words: &str) -> Result<()> {
    one(context, out, |store| {
        let row = row(store, name)?;
        let new = Progress { note: Some(words.to_owned()), ..row.progress.clone() };
        Ok((task::name(&row), Change::TaskProgress { task: row.id, old: row.progress, new }))
    })
}

pub fn extend(context: &Context, out: &mut Out, asked: &Extend) -> Result<()> {
    one(context, out, |store| {
        let row = row(store, &asked.task)?;
        let old = record(store, &row)?.deadline;
        let on = day(context, store, &asked.to, false)?;
        let is_later = row.due_on.is_none_or(|due| on > due);
        if !is_later {
            return Err(Error::NotLater(asked.to.clone()));
        }
        let (class, rule) = (DeadlineClass::Date, Rule::Decided);
        let new =
            Deadline { phrase: None, class, on: Some(on), at: None, rule, unverified: false, terms: None };
        let (document, reason) = (Some(asked.doc.clone()), asked.reason.clone());
        Ok((task::name(&row), Change::DeadlineSet { task: row.id, old, new: Some(new), document, reason }))
    })
}

pub fn remind(context: &Context, out: &mut Out, asked: &Remind) -> Result<()> {
    one(context, out, |store| {
        let row = asked.task.as_deref().map(|name| row(store, name)).transpose()?;
        let unit = asked.to_unit.as_deref().map(|unit| known_unit(store, unit)).transpose()?;
        let promised = asked.promised.as_deref().map(|typed| day(context, store, typed, false));
        let reminder = Reminder {
            task: row.as_ref().map(|row| row.id),
            unit: unit.clone(),
            on: context.now.today(),
            channel: asked.channel,
            document: asked.doc.clone(),
            spoken_to: asked.spoken_to.clone(),
            promised_on: promised.transpose()?,
            note: asked.note.clone(),
        };
        let name = row.as_ref().map(task::name).or(unit).unwrap_or_default();
        Ok((name, Change::ReminderAdded { id: None, reminder: Box::new(reminder) }))
    })
}

pub fn assign(context: &Context, out: &mut Out, asked: &Assign) -> Result<()> {
    one(context, out, |store| {
        let row = row(store, &asked.task)?;
        let old = TaskFields::of(&record(store, &row)?);
        let mut new = old.clone();
        if let Some(follower) = &asked.follower {
            let known = store.person(follower)?.ok_or_else(|| Error::NoSuchRecord(follower.clone()))?;
            new.follower = Some(known.login);
        }
        if !asked.lead.is_empty() {
            let units = asked.lead.iter().map(|unit| known_unit(store, unit));
            new.leads = units.collect::<Result<_>>()?;
        }
        Ok((task::name(&row), Change::TaskEdited { task: row.id, old: Box::new(old), new: Box::new(new) }))
    })
}

/// A unit of the register under any of its names, so that a slip of the pen makes no new one.
fn known_unit(store: &Store, typed: &str) -> Result<String> {
    let folded = text::fold(typed);
    let known = store.names()?.units.into_iter().find(|name| text::fold(name) == folded);
    known.ok_or_else(|| Error::NoSuchRecord(typed.to_owned()))
}
