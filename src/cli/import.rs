//! `dondoc import FILE…|-`: reads letters, shows what was read, and saves it when `--yes` says so.
//!
//! JSON is the object of the letter corpus's schema, alone for one file, an array for several; it
//! is printed for a refused input too (kind null).

use serde_json::Value;

use super::args::{Import, Source};
use super::context::Context;
use super::out::Out;
use super::show;
use super::table::{self, Column};
use crate::domain::change::{Change, Outcome};
use crate::domain::directive::NewDirective;
use crate::domain::task::{AssignmentRole, NewTask};
use crate::error::{Error, Result};
use crate::extract::{self, Draft};
use crate::i18n::Lang;
use crate::import;
use crate::store::Mode;

pub fn run(context: &Context, out: &mut Out, asked: &Import) -> Result<u8> {
    if asked.yes && context.read_only {
        return Err(Error::ReadOnly(context.db()?));
    }
    let mut objects = Vec::new();
    let mut worst = 0;
    for source in &asked.sources {
        let draft = read(source);
        objects.push(draft.as_ref().unwrap_or(&extract::read("")).schema_json());
        if let Err(error) = draft.and_then(fit).and_then(|draft| take(context, out, asked, source, draft)) {
            worst = worst.max(error.exit_code());
            if asked.sources.len() > 1 || matches!(error, Error::NotALetter | Error::Secret) {
                out.note(&format!("{}:", shown(source, context.lang)));
            }
            out.error(&context.lang.error(&error));
        }
    }
    if asked.json {
        out.json(&match objects.len() {
            1 => objects.remove(0),
            _ => Value::Array(objects),
        });
    }
    Ok(worst)
}

fn read(source: &Source) -> Result<Draft> {
    let letter = match source {
        Source::Stdin => import::read_stdin()?,
        Source::File(path) => import::read_file(path)?,
    };
    Ok(extract::read(&letter))
}

/// A letter that may be kept.
fn fit(draft: Draft) -> Result<Draft> {
    if draft.secrecy.is_some() {
        return Err(Error::Secret);
    }
    if draft.is_letter() { Ok(draft) } else { Err(Error::NotALetter) }
}

/// Shows or saves one letter, as asked.
fn take(context: &Context, out: &mut Out, asked: &Import, source: &Source, draft: Draft) -> Result<()> {
    let record = draft.into_directive();
    if !asked.json && !asked.yes {
        review(out, context.lang, &shown(source, context.lang), &record);
    }
    match (asked.dry_run, asked.yes) {
        (true, _) => Ok(()),
        (false, false) => Err(Error::NotConfirmed),
        (false, true) => save(context, out, asked, record),
    }
}

fn save(context: &Context, out: &mut Out, asked: &Import, record: NewDirective) -> Result<()> {
    let lang = context.lang;
    let named = record.reference.clone().unwrap_or_else(|| record.subject.clone());
    let change = Change::DirectiveAdded { id: None, record: Box::new(record.clone()) };
    let applied = context.write(out, Mode::Create, |store, _| {
        store.apply(&context.actor, context.now, std::slice::from_ref(&change))
    })?;
    if applied.outcomes.iter().any(|outcome| matches!(outcome, Outcome::AlreadySo { .. })) {
        return Err(Error::AlreadyHere(named));
    }
    let said = lang.cli_imported(&named, record.tasks.len());
    // Standard output is the JSON's alone where JSON was asked for.
    if asked.json {
        out.note(&said);
    } else {
        out.line(&said);
        show::tail(out, lang, &NewDirective { tasks: Vec::new(), citations: Vec::new(), ..record });
    }
    Ok(())
}

fn shown(source: &Source, lang: Lang) -> String {
    match source {
        Source::Stdin => lang.standard_input(),
        Source::File(path) => path.to_string_lossy().into_owned(),
    }
}

/// What was read, as a person checks it.
fn review(out: &mut Out, lang: Lang, from: &str, record: &NewDirective) {
    out.line(&lang.cli_read_from(from));
    out.line(&show::title(lang, record));
    show::fields(out, lang, record);
    out.line("");
    let columns = [
        Column::new(lang.cli_heading_item(), 8),
        Column::giving(lang.cli_heading_title()),
        Column::new(lang.cli_heading_lead(), 28),
        Column::new(lang.cli_heading_due(), 16),
    ];
    let rows: Vec<Vec<String>> = record.tasks.iter().map(|task| row(lang, task)).collect();
    table::print(out, 0, &columns, &rows);
    show::tail(out, lang, record);
    out.line("");
}

fn row(lang: Lang, task: &NewTask) -> Vec<String> {
    let leads = task.assignments.iter().filter(|a| a.role == AssignmentRole::Lead).map(|a| a.unit.as_str());
    let due = task.deadline.as_ref().map(|deadline| match deadline.on {
        Some(on) => lang.cli_date(on),
        None => deadline.phrase.clone().unwrap_or_default(),
    });
    let leads = leads.collect::<Vec<_>>().join("; ");
    vec![task.item.clone(), task.title.clone(), leads, due.unwrap_or_else(|| lang.cli_no_deadline())]
}
