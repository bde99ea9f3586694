//! `dondoc show REF|TASK`: one directive with its checklist, or one task with its whole wording.
//!
//! JSON: the directive as `export` writes it (`domain::directive::NewDirective`) with `follower`
//! (shown name), `trashed, n_done, n_total, next_on`; each task, which is also what is printed for
//! one task alone, as `export` writes it with the keys of [`super::task`] added.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::context::Context;
use super::out::{Out, with};
use super::task::{self, View};
use crate::domain::calendar::Calendar;
use crate::domain::directive::NewDirective;
use crate::domain::query::{DirectiveDetail, TaskRow};
use crate::domain::reference::{DirectiveName, TaskName};
use crate::domain::task::{Assignment, AssignmentRole, NewTask, TaskKind};
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::i18n::countdown::{day_month, full_date};

pub fn run(context: &Context, out: &mut Out, name: &str, json: bool) -> Result<()> {
    let store = context.look(out)?;
    let task = TaskName::parse(name).map(|name| store.find_task(&name)).transpose()?;
    let id = match &task {
        Some(row) => row.directive,
        None => store.find_directive(&DirectiveName::parse(name))?,
    };
    let detail = store.detail(id)?.ok_or_else(|| Error::NoSuchRecord(name.to_owned()))?;
    let view = View { lang: context.lang, now: context.now, calendar: &store.calendar()? };
    // Rows and records both stand in the letter's order.
    let mut tasks = detail.tasks.iter().zip(&detail.record.tasks);
    let wanted = task.and_then(|task| tasks.find(|(row, _)| row.id == task.id));
    match wanted {
        Some((row, record)) if json => out.json(&with(json!(record), view.json(row))),
        Some((row, record)) => one(out, &view, row, record),
        None if json => out.json(&object(&view, &detail)),
        None => whole(out, &view, &detail),
    }
    Ok(())
}

fn whole(out: &mut Out, view: &View<'_>, detail: &DirectiveDetail) {
    let lang = view.lang;
    header(out, lang, &detail.record);
    if let Some(follower) = &detail.follower {
        out.line(&format!("{}: {follower}", lang.field_follower()));
    }
    if detail.trashed {
        out.line(&lang.cli_in_the_trash());
    }
    out.line(&lang.cli_progress_of(detail.row.n_done, detail.row.n_total));
    out.line("");
    for (row, record) in detail.tasks.iter().zip(&detail.record.tasks) {
        words(out, lang, &view.head(row, record), &record.title, &record.assignments);
        rule(out, lang, view.calendar, record);
    }
    tail(out, lang, &detail.record);
    doubts(out, lang, &detail.record, detail.tasks.first().and_then(|row| row.report_on));
}

fn one(out: &mut Out, view: &View<'_>, row: &TaskRow, record: &NewTask) {
    let lang = view.lang;
    out.line(&task::name(row));
    words(out, lang, &view.head(row, record), &record.text, &record.assignments);
    rule(out, lang, view.calendar, record);
    let fields = [
        (lang.col_due(), record.deadline.as_ref().and_then(|deadline| deadline.phrase.as_ref())),
        (lang.field_follower(), row.follower.as_ref()),
        (lang.journal_reply(), row.progress.reply_document.as_ref()),
        (lang.journal_note(), row.progress.note.as_ref()),
    ];
    for (label, value) in fields {
        field(out, &label, value);
    }
    for target in &record.targets {
        out.wrapped(UNDER, &lang.cli_target_of(&record.item, target));
    }
    after_report(out, lang, record, row.report_on);
}

/// Where the words under a task's first line begin.
const UNDER: &str = "      ";

/// One of a task's fields, where it is filled.
fn field(out: &mut Out, label: &str, value: Option<&String>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        out.wrapped(UNDER, &format!("{label}: {value}"));
    }
}

/// A task's first line, its words under it, and who does it.
pub fn words(out: &mut Out, lang: Lang, head: &str, words: &str, units: &[Assignment]) {
    out.line(head);
    out.wrapped(UNDER, words);
    let of = |role| {
        let units = units.iter().filter(|unit| unit.role == role).map(|unit| unit.unit.as_str());
        units.collect::<Vec<_>>().join("; ")
    };
    field(out, &lang.field_lead(), Some(&of(AssignmentRole::Lead)));
    field(out, &lang.cli_support(), Some(&of(AssignmentRole::Support)));
}

/// The rule and article behind a task's deadline.
pub fn rule(out: &mut Out, lang: Lang, calendar: &Calendar, task: &NewTask) {
    let rule = task.deadline.as_ref().map(|deadline| lang.deadline_rule(deadline, calendar));
    field(out, &lang.field_rule(), rule.as_ref());
}

fn object(view: &View<'_>, detail: &DirectiveDetail) -> Value {
    let tasks = detail.tasks.iter().zip(&detail.record.tasks);
    let tasks: Value = tasks.map(|(row, record)| with(json!(record), view.json(row))).collect();
    let row = &detail.row;
    let more = json!({"follower": detail.follower, "trashed": detail.trashed, "tasks": tasks,
        "n_done": row.n_done, "n_total": row.n_total, "next_on": row.next_on});
    with(json!(detail.record), more)
}

/// Number and symbol, kind and date; then the fields that are filled, one line each.
pub fn header(out: &mut Out, lang: Lang, record: &NewDirective) {
    let reference = lang.reference_or_none(record.reference.as_deref().unwrap_or_default());
    let issued = record.issued_on.map_or_else(|| lang.cli_date_unknown(), full_date);
    out.line(&format!("{reference} · {} · {issued}", record.kind.name()));
    let joined = |words: [&Option<String>; 2], between: &str| {
        words.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(between)
    };
    let report = [
        record.report_to.as_ref().map(|to| lang.report_to(to)),
        record.report_via.as_ref().map(|via| lang.report_via(via)),
    ];
    let fields = [
        (lang.col_subject(), record.subject.clone()),
        (lang.cli_field_issuer(), record.issuer.clone().unwrap_or_default()),
        (lang.field_addressees(), record.addressees.join("; ")),
        (lang.field_signer(), joined([&record.signer_title, &record.signer], " ")),
        (lang.cli_field_urgency(), lang.urgency(record.urgency)),
        (lang.field_report(), joined([&report[0], &report[1]], ", ")),
        (lang.field_note(), record.handling_note.clone().unwrap_or_default()),
    ];
    for (label, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        out.line(&format!("{label}: {value}"));
    }
}

/// Targets and cited documents.
pub fn tail(out: &mut Out, lang: Lang, record: &NewDirective) {
    for task in &record.tasks {
        for target in &task.targets {
            out.line(&lang.cli_target_of(&task.item, target));
        }
    }
    for citation in &record.citations {
        out.line(&lang.cli_cites(&citation.reference, citation.on));
    }
}

/// What the letter contradicts, and tasks that are due after the report on them.
pub fn doubts(out: &mut Out, lang: Lang, record: &NewDirective, report_on: Option<NaiveDate>) {
    for doubt in &record.doubts {
        out.line(&lang.cli_doubt(&lang.doubt(doubt)));
    }
    // What comes again goes on after the report.
    let is_time = |task: &&NewTask| {
        let is_above =
            |rule: &NewTask| rule.kind == TaskKind::Periodic && task.parent.as_ref() == Some(&rule.item);
        record.tasks.iter().any(is_above)
    };
    for task in record.tasks.iter().filter(|task| !is_time(task)) {
        after_report(out, lang, task, report_on);
    }
}

fn after_report(out: &mut Out, lang: Lang, task: &NewTask, report_on: Option<NaiveDate>) {
    let due = task.deadline.as_ref().and_then(|deadline| deadline.on);
    if let (Some(due), Some(report)) = (due, report_on)
        && due > report
        && task.kind != TaskKind::ReportDuty
    {
        let doubt = lang.doubt_after_report(&task.item, &day_month(due), &day_month(report));
        out.line(&lang.cli_doubt(&doubt));
    }
}
