//! What a directive must be before it is written: every word of it clean, its days possible, its fields in
//! agreement with each other.

use chrono::{Datelike, NaiveDate};

use crate::domain::deadline::Deadline;
use crate::domain::directive::{DocKind, NewDirective};
use crate::domain::fields::{DirectiveFields, TaskFields};
use crate::domain::task::{Assignment, NewTask, Progress, State, Step};
use crate::error::{Error, Result};
use crate::text::{clean_line, clean_text};

/// Of one directive; the index of words numbers them in 16 bits, and letters have fewer than a hundred.
pub(super) const MOST_TASKS: usize = 10_000;

/// Days outside are slips of the pen, and would not fit the columns.
pub(super) fn check_day(on: NaiveDate) -> Result<()> {
    if (1900..=2200).contains(&on.year()) { Ok(()) } else { Err(Error::BadDate(on.to_string())) }
}

/// The record as it is stored: NFC, safe for a terminal, `None` for what is empty. The original stays as
/// it came. Errors: [`Error::BadDate`]; [`Error::Usage`] naming a field that contradicts another.
pub(super) fn cleaned(mut record: NewDirective) -> Result<NewDirective> {
    for field in [
        &mut record.reference,
        &mut record.place,
        &mut record.issuer,
        &mut record.signer,
        &mut record.signer_title,
        &mut record.inbound_number,
        &mut record.report_to,
        &mut record.report_via,
        &mut record.follower,
    ] {
        clean_option(field, clean_line);
    }
    clean_option(&mut record.handling_note, clean_text);
    record.subject = clean_line(&record.subject);
    record.kind = DocKind::from(clean_line(record.kind.name()));
    if record.kind.name().is_empty() {
        return Err(Error::Usage("kind".into()));
    }
    for list in [&mut record.addressees, &mut record.recipients] {
        *list = list.iter().map(|line| clean_line(line)).filter(|line| !line.is_empty()).collect();
    }
    for citation in &mut record.citations {
        citation.reference = clean_line(&citation.reference);
        citation.on.map_or(Ok(()), check_day)?;
    }
    for finding in &mut record.findings {
        finding.text = clean_text(&finding.text);
        clean_option(&mut finding.report, clean_line);
    }
    for doubt in &mut record.doubts {
        doubt.text = clean_text(&doubt.text);
        clean_option(&mut doubt.expected, clean_line);
    }
    for on in [record.issued_on, record.received_on].into_iter().flatten() {
        check_day(on)?;
    }
    if record.tasks.len() > MOST_TASKS {
        return Err(Error::Usage("tasks".into()));
    }
    record.tasks.iter_mut().try_for_each(clean_task)?;
    for (at, task) in record.tasks.iter().enumerate() {
        let above = &record.tasks[..at];
        if let Some(parent) = task.parent.as_ref().filter(|parent| above.iter().all(|t| t.item != **parent)) {
            return Err(Error::Usage(format!("parent {parent} ({})", task.item)));
        }
    }
    Ok(record)
}

pub(super) fn clean_option(field: &mut Option<String>, clean: fn(&str) -> String) {
    *field = field.as_deref().map(clean).filter(|text| !text.is_empty());
}

pub(super) fn directive_fields(fields: DirectiveFields) -> Result<DirectiveFields> {
    cleaned(fields.put_into(NewDirective::default())).map(|record| DirectiveFields::of(&record))
}

pub(super) fn task_fields(fields: TaskFields) -> Result<TaskFields> {
    let mut task = fields.put_into(NewTask::default());
    clean_task(&mut task)?;
    Ok(TaskFields::of(&task))
}

pub(super) fn steps(steps: &mut Vec<Step>) {
    for step in steps.iter_mut() {
        step.text = clean_line(&step.text);
    }
    steps.retain(|step| !step.text.is_empty());
}

pub(super) fn deadline(deadline: &mut Deadline) -> Result<()> {
    clean_option(&mut deadline.phrase, clean_line);
    deadline.on.map_or(Ok(()), check_day)
}

pub(super) fn clean_task(task: &mut NewTask) -> Result<()> {
    for field in [&mut task.parent, &mut task.follower] {
        clean_option(field, clean_line);
    }
    task.progress = progress(std::mem::take(&mut task.progress)).map_err(|error| match error {
        Error::Usage(field) => Error::Usage(format!("{field} ({})", task.item)),
        error => error,
    })?;
    task.item = clean_line(&task.item);
    task.title = clean_line(&task.title);
    task.text = clean_text(&task.text);
    for assignment in &mut task.assignments {
        assignment.unit = clean_line(&assignment.unit);
        clean_option(&mut assignment.reply_document, clean_line);
        assignment.done_on.map_or(Ok(()), check_day)?;
    }
    // A unit without a name is none, and has a part once.
    let mut parts: Vec<Assignment> = Vec::new();
    for part in task.assignments.drain(..).filter(|part| !part.unit.is_empty()) {
        if parts.iter().all(|known| (&known.unit, known.role) != (&part.unit, part.role)) {
            parts.push(part);
        }
    }
    task.assignments = parts;
    steps(&mut task.steps);
    for target in &mut task.targets {
        target.measure = clean_line(&target.measure);
        target.value = clean_line(&target.value);
        for actual in &mut target.actuals {
            actual.value = clean_line(&actual.value);
            check_day(actual.on)?;
        }
    }
    task.deadline.as_mut().map_or(Ok(()), deadline)?;
    task.internal_due.map_or(Ok(()), check_day)
}

/// The day stands exactly where the state is done, the other one only where it is at rest.
pub(super) fn progress(mut progress: Progress) -> Result<Progress> {
    if (progress.state == State::Done) != progress.done_on.is_some() {
        return Err(Error::Usage("done_on".into()));
    }
    if progress.since.is_some() && (progress.state == State::Done || progress.state.is_open()) {
        return Err(Error::Usage("since".into()));
    }
    clean_option(&mut progress.reply_document, clean_line);
    clean_option(&mut progress.note, clean_text);
    clean_option(&mut progress.document, clean_line);
    clean_option(&mut progress.reason, clean_line);
    for on in [progress.done_on, progress.reported_on, progress.since].into_iter().flatten() {
        check_day(on)?;
    }
    Ok(progress)
}
