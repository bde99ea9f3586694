//! `dondoc show REF`: one directive with its checklist.
//!
//! JSON: the directive as `export` writes it (`domain::directive::NewDirective`) with `follower`
//! (shown name), `trashed, n_done, n_total, next_on`; each task as `export` writes it with the keys
//! of [`super::task`] added.

use serde_json::{Value, json};

use super::context::Context;
use super::out::{Out, with};
use super::task::View;
use crate::domain::directive::NewDirective;
use crate::domain::query::{DirectiveDetail, TaskRow};
use crate::domain::reference::DirectiveName;
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::i18n::countdown::{day_month, full_date};

pub fn run(context: &Context, out: &mut Out, name: &str, json: bool) -> Result<()> {
    let lang = context.lang;
    let store = context.look(out)?;
    let id = store.find_directive(&DirectiveName::parse(name))?;
    let detail = store.detail(id)?.ok_or_else(|| Error::NoSuchRecord(name.to_owned()))?;
    let view = View { lang, now: context.now, calendar: &store.calendar()? };
    if json {
        out.json(&object(&view, &detail));
        return Ok(());
    }
    header(out, lang, &detail.record);
    if let Some(follower) = &detail.follower {
        out.line(&format!("{}: {follower}", lang.field_follower()));
    }
    if detail.trashed {
        out.line(&lang.cli_in_the_trash());
    }
    out.line(&lang.cli_progress_of(detail.row.n_done, detail.row.n_total));
    out.line("");
    view.print(out, &detail.tasks, true);
    tail(out, lang, &detail.record);
    for row in detail.tasks.iter().filter(|row| row.is_due_after_report()) {
        if let (Some(due), Some(report)) = (row.due_on, row.report_on) {
            out.line(&lang.cli_doubt(&lang.doubt_after_report(
                &row.item,
                &day_month(due),
                &day_month(report),
            )));
        }
    }
    Ok(())
}

fn object(view: &View<'_>, detail: &DirectiveDetail) -> Value {
    // Items are unique within a directive.
    let recorded = |item: &str| detail.record.tasks.iter().find(|task| task.item == item);
    let task = |row: &TaskRow| with(json!(recorded(&row.item)), view.json(row));
    let tasks: Value = detail.tasks.iter().map(task).collect();
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
        out.line(&lang.cli_doubt(&lang.doubt(doubt)));
    }
}
