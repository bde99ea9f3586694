//! `dondoc import FILE…|-`: reads letters, shows what was read, and saves it when `--yes` says so.
//!
//! JSON is the object of the letter corpus's schema, alone for one file, an array for several; it
//! is printed for a refused input too (kind null).

use std::path::Path;

use chrono::NaiveDate;
use serde_json::Value;

use super::context::Context;
use super::line::{Import, Source};
use super::out::Out;
use super::show;
use crate::domain::calendar::Calendar;
use crate::domain::change::{Change, Outcome};
use crate::domain::directive::NewDirective;
use crate::domain::recurrence;
use crate::domain::standing::Standing;
use crate::domain::task::{NewTask, TaskKind};
use crate::error::{Error, Result};
use crate::extract::{self, Draft};
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;
use crate::i18n::deadlines::period_name;
use crate::import;
use crate::store::Mode;

pub fn run(context: &Context, out: &mut Out, asked: &Import) -> Result<u8> {
    if asked.yes && context.read_only {
        return Err(Error::ReadOnly(context.db()?));
    }
    let mut objects = Vec::new();
    let mut worst = 0;
    let mut is_unsaved = false;
    for source in &asked.letters {
        let draft = read(context, out, source);
        if asked.json {
            objects.push(draft.as_ref().unwrap_or(&extract::read("")).schema_json());
        }
        let taken = draft.and_then(|draft| take(context, out, asked, path(source), draft));
        match taken {
            Ok(()) => is_unsaved |= !asked.yes && !asked.dry_run,
            Err(error) => worst = worst.max(out.error(&error)),
        }
    }
    if asked.json {
        out.json(&if objects.len() == 1 { objects.remove(0) } else { Value::Array(objects) });
    }
    if is_unsaved {
        worst = worst.max(out.error(&Error::NotConfirmed));
    }
    Ok(worst)
}

fn path(source: &Source) -> &Path {
    match source {
        Source::Stdin => Path::new(import::STDIN),
        Source::File(path) => path,
    }
}

fn read(context: &Context, out: &mut Out, source: &Source) -> Result<Draft> {
    let letter = match source {
        Source::Stdin => {
            out.invite_input();
            import::read_stdin(&context.ways)?
        }
        Source::File(path) => import::read_file(&context.ways, path)?,
    };
    Ok(extract::read(&letter))
}

/// Shows or saves one letter, as asked; refuses what may not be kept.
fn take(context: &Context, out: &mut Out, asked: &Import, path: &Path, draft: Draft) -> Result<()> {
    if draft.secrecy.is_some() {
        return Err(Error::Secret(path.to_owned()));
    }
    if !draft.is_letter() {
        return Err(Error::NotALetter(path.to_owned()));
    }
    let record = draft.into_directive();
    if asked.yes {
        return save(context, out, asked.json, record);
    }
    if !asked.json {
        review(out, context.lang, path, &record);
    }
    if is_here(context, out, &record) {
        let name = record.reference.unwrap_or_default();
        out.note(&context.lang.error(&Error::AlreadyHere(name)).what);
    }
    Ok(())
}

/// Whether the register has the letter, as far as a look can say: nothing is made, and where the file
/// cannot be read now, `--yes` will tell.
fn is_here(context: &Context, out: &mut Out, record: &NewDirective) -> bool {
    let Some(reference) = &record.reference else { return false };
    let store = context.look(out);
    store
        .and_then(|store| store.has_letter(reference, record.issued_on, record.issuer.as_deref()))
        .unwrap_or(false)
}

fn save(context: &Context, out: &mut Out, json: bool, record: NewDirective) -> Result<()> {
    let lang = context.lang;
    let named = record.reference.clone().unwrap_or_else(|| record.subject.clone());
    let whole = recurrence::with_instances(record.clone(), context.now.today(), &period_name);
    let change = Change::DirectiveAdded { id: None, record: Box::new(whole) };
    let applied = context.write(out, Mode::Create, |store, _| {
        store.apply(&context.actor, context.now, std::slice::from_ref(&change))
    })?;
    if applied.outcomes.iter().any(|outcome| matches!(outcome, Outcome::AlreadySo { .. })) {
        return Err(Error::AlreadyHere(named));
    }
    let said = lang.cli_imported(&named, record.tasks.len());
    // Standard output is the JSON's alone where JSON was asked for.
    if json {
        out.note(&said);
    } else {
        out.line(&said);
        show::doubts(out, lang, &record, report_on(&record));
    }
    Ok(())
}

/// When the letter's own report is due; its tasks are all open.
fn report_on(record: &NewDirective) -> Option<NaiveDate> {
    let reports = record.tasks.iter().filter(|task| task.kind == TaskKind::ReportDuty);
    reports.filter_map(|task| task.deadline.as_ref()?.on).min()
}

/// What was read, as a person checks it.
fn review(out: &mut Out, lang: Lang, path: &Path, record: &NewDirective) {
    out.line(&lang.cli_read_from(&lang.path(path)));
    show::header(out, lang, record);
    out.line("");
    for task in &record.tasks {
        let head = format!("{:5} {}", task.item, due(lang, task));
        show::words(out, lang, &head, &task.title, &task.assignments);
        // A letter is read with the days of the built-in calendar.
        show::rule(out, lang, &Calendar::built_in(), task);
    }
    show::tail(out, lang, record);
    show::doubts(out, lang, record, report_on(record));
    out.line("");
}

fn due(lang: Lang, task: &NewTask) -> String {
    let due = task.deadline.as_ref().map(|deadline| match deadline.on {
        Some(on) => full_date(on),
        None => deadline.phrase.clone().unwrap_or_default(),
    });
    due.unwrap_or_else(|| lang.standing(Standing::NoDeadline))
}
