//! Taking a directive in: cleaning every word of it, refusing it twice, writing all its records.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::apply::Write;
use super::fault::Fault;
use super::kept::{self, Kept};
use super::value::{Col, rank, span_columns};
use super::{find, people};
use crate::domain::change::Role;
use crate::domain::deadline::Deadline;
use crate::domain::directive::{DocKind, NewDirective};
use crate::domain::reference::DocRef;
use crate::domain::task::{NewTask, State};
use crate::error::{Error, Result};
use crate::text::{self, clean_line, clean_text};

/// Numbers a restore keeps; a directive that is added gets the next ones.
#[derive(Default)]
pub(super) struct Ids {
    pub(super) directive: Option<i64>,
    /// As many as there are tasks, or none.
    pub(super) tasks: Vec<i64>,
    pub(super) trashed: bool,
}

/// Days outside are slips of the pen, and would not fit the columns.
pub(super) fn check_day(on: NaiveDate) -> Result<()> {
    if (1900..=2200).contains(&on.year()) { Ok(()) } else { Err(Error::BadDate(on.to_string())) }
}

/// The record as it is stored: NFC, safe for a terminal, `None` for what is empty. The original stays as
/// it came. Errors: [`Error::BadDate`]; [`Error::Usage`] naming a field that contradicts another.
pub(super) fn cleaned(record: &NewDirective) -> Result<NewDirective> {
    let mut record = record.clone();
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
    record.tasks.iter_mut().try_for_each(clean_task)?;
    Ok(record)
}

fn clean_option(field: &mut Option<String>, clean: fn(&str) -> String) {
    *field = field.as_deref().map(clean).filter(|text| !text.is_empty());
}

fn clean_task(task: &mut NewTask) -> Result<()> {
    for field in [&mut task.parent, &mut task.follower, &mut task.progress.reply_document] {
        clean_option(field, clean_line);
    }
    clean_option(&mut task.progress.note, clean_text);
    task.item = clean_line(&task.item);
    task.title = clean_line(&task.title);
    task.text = clean_text(&task.text);
    for assignment in &mut task.assignments {
        assignment.unit = clean_line(&assignment.unit);
        clean_option(&mut assignment.reply_document, clean_line);
        assignment.done_on.map_or(Ok(()), check_day)?;
    }
    // A unit without a name is none.
    task.assignments.retain(|assignment| !assignment.unit.is_empty());
    for step in &mut task.steps {
        step.text = clean_line(&step.text);
    }
    for target in &mut task.targets {
        target.measure = clean_line(&target.measure);
        target.value = clean_line(&target.value);
        for actual in &mut target.actuals {
            actual.value = clean_line(&actual.value);
            check_day(actual.on)?;
        }
    }
    if let Some(deadline) = &mut task.deadline {
        clean_option(&mut deadline.phrase, clean_line);
        deadline.on.map_or(Ok(()), check_day)?;
    }
    for on in [task.internal_due, task.progress.done_on].into_iter().flatten() {
        check_day(on)?;
    }
    if (task.progress.state == State::Done) != task.progress.done_on.is_some() {
        return Err(Error::Usage(format!("done_on ({})", task.item)));
    }
    Ok(())
}

/// Writes a cleaned record with all that belongs to it, and what is kept from it.
pub(super) fn insert(write: &mut Write<'_>, record: &NewDirective, ids: &Ids) -> Result<i64, Fault> {
    let conn: &Connection = write.tx;
    let follower = record.follower.as_deref().map(|login| people::enter(conn, login, login, Role::Officer));
    let id = insert_head(write, record, ids, follower.transpose()?)?;
    for (position, citation) in record.citations.iter().enumerate() {
        conn.prepare_cached(
            "INSERT INTO citation (directive_id, position, reference, reference_folded, on_day, kind)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            id,
            position as i64,
            citation.reference,
            find::fold_reference(&citation.reference),
            citation.on.map(Col),
            Col(citation.kind)
        ])?;
    }
    for (position, finding) in record.findings.iter().enumerate() {
        let (from, to) = span_columns(finding.span);
        conn.prepare_cached(
            "INSERT INTO finding (directive_id, position, kind, text, span_from, span_to, report)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            id,
            position as i64,
            Col(finding.kind),
            finding.text,
            from,
            to,
            finding.report
        ])?;
    }
    for (position, doubt) in record.doubts.iter().enumerate() {
        let (from, to) = span_columns(doubt.span);
        conn.prepare_cached(
            "INSERT INTO doubt (directive_id, position, kind, text, expected, span_from, span_to)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            id,
            position as i64,
            Col(doubt.kind),
            doubt.text,
            doubt.expected,
            from,
            to
        ])?;
    }
    insert_tasks(write, record, id, &ids.tasks)?;
    kept::write(write.tx, id, &Kept::default())?;
    Ok(id)
}

fn insert_head(
    write: &Write<'_>,
    record: &NewDirective,
    ids: &Ids,
    follower: Option<i64>,
) -> Result<i64, Fault> {
    let reference = record.reference.as_deref();
    let parts = reference.and_then(DocRef::parse);
    let issuer_folded = record.issuer.as_deref().map(text::fold).unwrap_or_default();
    let reference_folded = reference.map(find::fold_reference);
    let year = record.issued_on.or(record.received_on).map_or(0, |on| on.year());
    if !ids.trashed && is_here(write.tx, reference_folded.as_deref(), year, &issuer_folded)? {
        return Err(Error::AlreadyHere(reference.unwrap_or_default().into()).into());
    }
    let list = |lines: &[String]| serde_json::to_string(lines).expect("text is always valid JSON");
    let deleted_at = ids.trashed.then_some(Col(write.now));
    write
        .tx
        .prepare_cached(
            "INSERT INTO directive (id, reference, reference_folded, number, symbol, year, kind, issued_on,
                    place, issuer, issuer_folded, subject, sort_key, folded, addressees, recipients, signer,
                    signer_title, urgency, received_on, inbound_number, report_to, report_via, handling_note,
                    follower_id, original, original_sha256, deleted_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                    ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28)",
        )?
        .execute(params![
            ids.directive,
            reference,
            reference_folded,
            parts.as_ref().map(|parts| &parts.number),
            parts.as_ref().map(|parts| &parts.symbol),
            year,
            record.kind.name(),
            record.issued_on.map(Col),
            record.place,
            record.issuer,
            issuer_folded,
            record.subject,
            text::sort_key(&record.subject),
            text::fold(&format!("{} {}", reference.unwrap_or_default(), record.subject)),
            list(&record.addressees),
            list(&record.recipients),
            record.signer,
            record.signer_title,
            rank(record.urgency),
            record.received_on.map(Col),
            record.inbound_number,
            record.report_to,
            record.report_via,
            record.handling_note,
            follower,
            record.original,
            sha256(&record.original),
            deleted_at
        ])?;
    let id = write.tx.last_insert_rowid();
    write
        .tx
        .prepare_cached("INSERT INTO letter_text (rowid, folded) VALUES (?1, ?2)")?
        .execute(params![id, text::fold(&record.original)])?;
    Ok(id)
}

pub(super) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn is_here(conn: &Connection, reference: Option<&str>, year: i32, issuer: &str) -> rusqlite::Result<bool> {
    let mut known = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM directive
           WHERE reference_folded = ?1 AND year = ?2 AND issuer_folded = ?3 AND deleted_at IS NULL)",
    )?;
    known.query_row(params![reference, year, issuer], |row| row.get(0))
}

/// Refuses to take a directive out of the trash while the same letter has been entered again.
pub(super) fn refuse_duplicate(conn: &Connection, directive: i64) -> Result<(), Fault> {
    let mut twin = conn.prepare_cached(
        "SELECT o.reference FROM directive d JOIN directive o
           ON o.reference_folded = d.reference_folded AND o.year = d.year AND o.issuer_folded = d.issuer_folded
         WHERE d.id = ?1 AND o.id <> d.id AND o.deleted_at IS NULL",
    )?;
    match twin.query_row([directive], |row| row.get(0)).optional()? {
        Some(reference) => Err(Error::AlreadyHere(reference).into()),
        None => Ok(()),
    }
}

fn insert_tasks(write: &Write<'_>, record: &NewDirective, directive: i64, ids: &[i64]) -> Result<(), Fault> {
    let conn: &Connection = write.tx;
    let mut items: Vec<(&str, i64)> = Vec::with_capacity(record.tasks.len());
    for (position, task) in record.tasks.iter().enumerate() {
        // The nearest one above: two sections of a letter may both have an item "1".
        let parent = task.parent.as_deref().map(|parent| {
            let above = items.iter().rev().find(|(item, _)| *item == parent);
            above.map(|(_, id)| *id).ok_or_else(|| Error::Usage(format!("parent {parent} ({})", task.item)))
        });
        let follower = task.follower.as_deref().map(|login| people::enter(conn, login, login, Role::Officer));
        let (from, to) = span_columns(task.span);
        conn.prepare_cached(
            "INSERT INTO task (id, directive_id, parent_id, position, item, item_folded, title, text, folded,
                    span_from, span_to, kind, state, done_on, reply_document, progress_note, follower_id,
                    internal_due)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        )?
        .execute(params![
            ids.get(position),
            directive,
            parent.transpose()?,
            position as i64,
            task.item,
            text::fold(&task.item),
            task.title,
            task.text,
            text::fold(&format!("{} {}", task.title, task.text)),
            from,
            to,
            Col(task.kind),
            Col(task.progress.state),
            task.progress.done_on.map(Col),
            task.progress.reply_document,
            task.progress.note,
            follower.transpose()?,
            task.internal_due.map(Col)
        ])?;
        let id = conn.last_insert_rowid();
        items.push((&task.item, id));
        insert_parts(conn, task, id)?;
        if let Some(deadline) = &task.deadline {
            insert_deadline(write, deadline, id)?;
        }
    }
    Ok(())
}

fn insert_parts(conn: &Connection, task: &NewTask, id: i64) -> Result<(), Fault> {
    for (position, part) in task.assignments.iter().enumerate() {
        let unit = people::unit(conn, &part.unit)?;
        conn.prepare_cached(
            "INSERT INTO assignment (task_id, position, unit_id, printed, role, done_on, reply_document)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            id,
            position as i64,
            unit,
            part.unit,
            Col(part.role),
            part.done_on.map(Col),
            part.reply_document
        ])?;
    }
    for (position, step) in task.steps.iter().enumerate() {
        conn.prepare_cached("INSERT INTO step (task_id, position, text, done) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![id, position as i64, step.text, step.done])?;
    }
    for (position, target) in task.targets.iter().enumerate() {
        conn.prepare_cached(
            "INSERT INTO target (task_id, position, measure, comparator, value) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            id,
            position as i64,
            target.measure,
            Col(target.comparator),
            target.value
        ])?;
        let target_id = conn.last_insert_rowid();
        for actual in &target.actuals {
            conn.prepare_cached("INSERT INTO actual (target_id, on_day, value) VALUES (?1, ?2, ?3)")?
                .execute(params![target_id, Col(actual.on), actual.value])?;
        }
    }
    Ok(())
}

fn insert_deadline(write: &Write<'_>, deadline: &Deadline, task: i64) -> Result<(), Fault> {
    write
        .tx
        .prepare_cached(
            "INSERT INTO deadline (task_id, phrase, class, on_day, at_hour, rule, article, unverified, set_by,
                    set_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            task,
            deadline.phrase,
            Col(deadline.class),
            deadline.on.map(Col),
            deadline.at.map(Col),
            Col(deadline.rule),
            deadline.rule.article(),
            deadline.unverified,
            write.login,
            Col(write.now)
        ])?;
    Ok(())
}
