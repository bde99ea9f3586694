//! `dondoc show REF`: one directive with its checklist.
//!
//! JSON: `{reference, kind, issued_on, place, issuer, subject, addressees, recipients, signer,
//! signer_title, urgency, received_on, inbound_number, report_to, report_via, handling_note,
//! follower, trashed, n_done, n_total, next_on, tasks, citations, findings, doubts}`. A task is the
//! object of [`super::task`] with `text, parent, support, targets, steps, deadline` added.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::context::Context;
use super::out::Out;
use super::task::View;
use crate::domain::directive::{Doubt, NewDirective};
use crate::domain::query::{DirectiveDetail, TaskRow};
use crate::domain::reference::DirectiveName;
use crate::domain::task::{AssignmentRole, NewTask};
use crate::error::{Error, Result};
use crate::i18n::Lang;

pub fn run(context: &Context, out: &mut Out, name: &str, json: bool) -> Result<u8> {
    let wanted = DirectiveName::parse(name);
    let store = context.look(out)?;
    let id = store.find_directive(&wanted)?;
    let detail = store.detail(id)?.ok_or_else(|| Error::NoSuchRecord(name.to_owned()))?;
    let calendar = store.calendar()?;
    let view = View { lang: context.lang, now: context.now, calendar: &calendar };
    if json {
        out.json(&object(&view, &detail));
    } else {
        header(out, context.lang, &detail);
        out.line("");
        view.print(out, &detail.tasks, true);
        tail(out, context.lang, &detail.record);
        for row in detail.tasks.iter().filter(|row| row.is_due_after_report()) {
            out.line(&due_after_report(context.lang, row));
        }
    }
    Ok(0)
}

fn object(view: &View<'_>, detail: &DirectiveDetail) -> Value {
    let record = &detail.record;
    let tasks: Vec<Value> = detail
        .tasks
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let deadline = detail.deadlines.get(i).cloned().flatten();
            let mut object = view.json(row);
            let more = json!({"deadline": deadline});
            extend(&mut object, more);
            if let Some(task) = recorded(record, row) {
                extend(&mut object, of_record(task));
            }
            object
        })
        .collect();
    let mut object = json!({
        "reference": record.reference,
        "kind": record.kind,
        "issued_on": record.issued_on,
        "place": record.place,
        "issuer": record.issuer,
        "subject": record.subject,
        "addressees": record.addressees,
        "recipients": record.recipients,
        "signer": record.signer,
        "signer_title": record.signer_title,
        "urgency": record.urgency,
        "received_on": record.received_on,
        "inbound_number": record.inbound_number,
        "report_to": record.report_to,
        "report_via": record.report_via,
        "handling_note": record.handling_note,
        "follower": detail.follower,
        "trashed": detail.trashed,
    });
    let counts = json!({
        "n_done": detail.row.n_done,
        "n_total": detail.row.n_total,
        "next_on": detail.row.next_on,
        "tasks": tasks,
        "citations": record.citations,
        "findings": record.findings,
        "doubts": record.doubts,
    });
    extend(&mut object, counts);
    object
}

fn extend(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}

fn of_record(task: &NewTask) -> Value {
    let support: Vec<&str> = task
        .assignments
        .iter()
        .filter(|a| a.role == AssignmentRole::Support)
        .map(|a| a.unit.as_str())
        .collect();
    json!({
        "text": task.text,
        "parent": task.parent,
        "support": support,
        "targets": task.targets,
        "steps": task.steps,
    })
}

/// The record of a row: items are unique within a directive.
fn recorded<'a>(record: &'a NewDirective, row: &TaskRow) -> Option<&'a NewTask> {
    record.tasks.iter().find(|task| task.item == row.item)
}

fn header(out: &mut Out, lang: Lang, detail: &DirectiveDetail) {
    let record = &detail.record;
    out.line(&title(lang, record));
    fields(out, lang, record);
    if let Some(follower) = &detail.follower {
        out.line(&lang.cli_field(&lang.cli_field_follower(), follower));
    }
    if detail.trashed {
        out.line(&lang.cli_in_the_trash());
    }
    out.line(&lang.cli_progress_of(detail.row.n_done, detail.row.n_total));
}

/// Number and symbol, kind and date.
pub fn title(lang: Lang, record: &NewDirective) -> String {
    let reference = record.reference.clone().unwrap_or_else(|| lang.cli_without_number());
    let issued = record.issued_on.map(|on| lang.cli_date(on)).unwrap_or_else(|| lang.cli_date_unknown());
    format!("{reference} · {} · {issued}", record.kind.name())
}

/// The fields of a directive that are filled, one line each.
pub fn fields(out: &mut Out, lang: Lang, record: &NewDirective) {
    let signer = [&record.signer_title, &record.signer].into_iter().flatten();
    let signer = signer.map(String::as_str).collect::<Vec<_>>().join(" ");
    let filled = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = [
        (lang.cli_field_subject(), record.subject.clone()),
        (lang.cli_field_issuer(), filled(&record.issuer)),
        (lang.cli_field_addressees(), record.addressees.join("; ")),
        (lang.cli_field_signer(), signer),
        (lang.cli_field_urgency(), lang.cli_urgency(record.urgency)),
        (lang.cli_field_report_to(), filled(&record.report_to)),
        (lang.cli_field_report_via(), filled(&record.report_via)),
        (lang.cli_field_handling_note(), filled(&record.handling_note)),
    ];
    for (label, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        out.line(&lang.cli_field(label, value));
    }
}

/// Targets, cited documents and doubts.
pub fn tail(out: &mut Out, lang: Lang, record: &NewDirective) {
    for task in &record.tasks {
        for target in &task.targets {
            out.line(&lang.cli_target_of(&task.item, target));
        }
    }
    for citation in &record.citations {
        out.line(&lang.cli_cites(&citation.reference, citation.on));
    }
    for doubt in &record.doubts {
        out.line(&doubt_line(lang, doubt));
    }
}

fn due_after_report(lang: Lang, row: &TaskRow) -> String {
    let day = |on: Option<NaiveDate>| on.map(|on| lang.cli_date(on)).unwrap_or_default();
    lang.cli_due_after_report(&row.item, &day(row.due_on), &day(row.report_on))
}

fn doubt_line(lang: Lang, doubt: &Doubt) -> String {
    match &doubt.expected {
        Some(expected) => lang.cli_doubt_with(&lang.cli_doubt_kind(doubt.kind), &doubt.text, expected),
        None => lang.cli_doubt_alone(&lang.cli_doubt_kind(doubt.kind), &doubt.text),
    }
}
