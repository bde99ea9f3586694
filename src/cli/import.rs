//! `dondoc import FILE…|-`: reads letters, shows what was read, and saves it when `--yes` says so.
//! Several files and folders are [`many`]'s.
//!
//! JSON is the object of the letter corpus's schema, alone for one file, an array for several; it
//! is printed for a refused input too (kind null).

mod many;

use std::path::Path;

use super::context::Context;
use super::line::{Import, Source};
use super::out::{Out, is_heard};
use super::show;
use crate::domain::calendar::Calendar;
use crate::domain::change::{Change, Outcome};
use crate::domain::directive::NewDirective;
use crate::domain::recurrence;
use crate::domain::standing::Standing;
use crate::domain::task::NewTask;
use crate::error::{Error, Result};
use crate::extract::{self, Certainty, Draft};
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;
use crate::i18n::deadlines::period_name;
use crate::import::{self, Ways};
use crate::store::Mode;

pub fn run(context: &Context, out: &mut Out, asked: &Import) -> Result<u8> {
    if asked.yes && context.read_only {
        return Err(Error::ReadOnly(context.db()?));
    }
    let is_folder = |source: &Source| matches!(source, Source::File(path) if path.is_dir());
    if let [source] = asked.letters.as_slice()
        && !is_folder(source)
    {
        return one(context, out, asked, source);
    }
    many::run(context, out, asked)
}

fn one(context: &Context, out: &mut Out, asked: &Import, source: &Source) -> Result<u8> {
    if *source == Source::Stdin {
        out.invite_input();
    }
    let draft = read(&context.ways, source);
    if asked.json {
        out.json(&draft.as_ref().unwrap_or(&Draft::default()).schema_json());
    }
    let record = draft.and_then(|draft| accepted(draft, path(source), asked.yes))?;
    if asked.yes {
        let name = save(context, out, &record)?;
        let said = context.lang.cli_imported(&name, record.tasks.len());
        // Standard output is the JSON's alone where JSON was asked for.
        if asked.json {
            out.note(&said);
        } else {
            out.line(&said);
            show::doubts(out, context.lang, &record, record.report_on());
        }
        return Ok(0);
    }
    if !asked.json {
        review(out, context.lang, path(source), &record);
    }
    if is_here(context, out, &record) {
        let name = record.reference.unwrap_or_default();
        out.note(&context.lang.error(&Error::AlreadyHere(name)).what);
    }
    if asked.dry_run { Ok(0) } else { Err(Error::NotConfirmed) }
}

fn path(source: &Source) -> &Path {
    match source {
        Source::Stdin => Path::new(import::STDIN),
        Source::File(path) => path,
    }
}

fn read(ways: &Ways, source: &Source) -> Result<Draft> {
    let letter = match source {
        Source::Stdin => import::read_stdin(ways)?,
        Source::File(path) => import::read_file(ways, path)?,
    };
    Ok(extract::read(&letter))
}

/// The record of a letter that may be kept. What a person has to decide on is not saved unseen.
fn accepted(draft: Draft, path: &Path, is_to_save: bool) -> Result<NewDirective> {
    if draft.secrecy.is_some() {
        return Err(Error::Secret(path.to_owned()));
    }
    if !draft.is_letter() {
        return Err(Error::NotALetter(path.to_owned()));
    }
    // What came over a connection that broke may be cut short, and nobody asks for it any more.
    if is_to_save && path == Path::new(import::STDIN) && !is_heard() {
        return Err(Error::Unreadable(path.to_owned()));
    }
    let what = undecided(&draft);
    if is_to_save && !what.is_empty() {
        return Err(Error::Undecided { path: path.to_owned(), what });
    }
    Ok(draft.into_directive())
}

/// What a person has to say: fields by their names in the JSON form, tasks by their items.
fn undecided(draft: &Draft) -> Vec<String> {
    let decide = |certainty: Certainty| certainty == Certainty::Decide;
    let head = [
        ("number", draft.number.certainty),
        ("issued", draft.issued.certainty),
        ("issuer", draft.issuer.certainty),
        ("subject", draft.subject.certainty),
        ("kind", draft.kind.certainty),
        ("urgency", draft.urgency.certainty),
        ("signer", draft.signer.certainty.max(draft.signer_title.certainty)),
        ("report_via", draft.report_to.certainty.max(draft.report_via.certainty)),
        ("addressees", draft.addressees.iter().map(|read| read.certainty).max().unwrap_or_default()),
    ];
    let head = head.into_iter().filter(|(_, certainty)| decide(*certainty)).map(|(name, _)| name.to_owned());
    let tasks = draft.tasks.iter().filter(|task| {
        let units = [task.leads.certainty, task.supports.certainty];
        let due = task.deadline.iter().chain(&task.milestones).map(|due| due.certainty);
        let targets = task.targets.iter().map(|target| target.certainty);
        [task.text.certainty].into_iter().chain(units).chain(due).chain(targets).any(decide)
    });
    head.chain(tasks.map(|task| format!("#{}", task.item))).collect()
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

/// Gives the name it is known by from now on.
fn save(context: &Context, out: &mut Out, record: &NewDirective) -> Result<String> {
    let named = record.reference.clone().unwrap_or_else(|| record.subject.clone());
    let whole = recurrence::with_instances(record.clone(), context.now.today(), &period_name);
    let change = Change::DirectiveAdded { id: None, record: Box::new(whole) };
    let applied = context.write(out, Mode::Create, |store, _| {
        store.apply(&context.actor, context.now, std::slice::from_ref(&change))
    })?;
    if applied.outcomes.iter().any(|outcome| matches!(outcome, Outcome::AlreadySo { .. })) {
        return Err(Error::AlreadyHere(named));
    }
    Ok(named)
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
    show::doubts(out, lang, record, record.report_on());
    out.line("");
}

fn due(lang: Lang, task: &NewTask) -> String {
    let due = task.deadline.as_ref().map(|deadline| match deadline.on {
        Some(on) => full_date(on),
        None => deadline.phrase.clone().unwrap_or_default(),
    });
    due.unwrap_or_else(|| lang.standing(Standing::NoDeadline))
}
