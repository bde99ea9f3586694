//! A directive with all that belongs to it, written and read as one: the columns of its tables on one
//! side, its JSON form (`NewDirective`) on the other. The detail, the export and the journal of a load
//! read what an addition wrote.

use chrono::Datelike;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

use super::apply::Write;
use super::fault::Fault;
use super::value::{self, Col, urgency};
use super::{kept, people};
use crate::domain::TaskId;
use crate::domain::change::Role;
use crate::domain::directive::NewDirective;
use crate::domain::fields::DirectiveFields;
use crate::domain::reference::DocRef;
use crate::domain::task::NewTask;
use crate::error::Error;

/// A record with the numbers it has here.
pub(super) struct Record {
    pub(super) record: NewDirective,
    pub(super) task_ids: Vec<TaskId>,
    /// Those of `task_ids` that are in the trash.
    pub(super) trashed_tasks: Vec<TaskId>,
    pub(super) trashed: bool,
}

/// Which tasks of a record are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tasks {
    /// Those outside the trash.
    Live,
    All,
}

/// Numbers a restore keeps; a directive that is added gets the next ones.
#[derive(Default)]
pub(super) struct Ids {
    pub(super) directive: Option<i64>,
    /// As many as there are tasks, or none.
    pub(super) tasks: Vec<TaskId>,
    /// Those of `tasks` that go to the trash.
    pub(super) trashed_tasks: Vec<TaskId>,
    pub(super) trashed: bool,
}

const HEAD: &str =
    "INSERT INTO directive (id, reference, number, symbol, year, kind, issued_on, place, issuer, subject,
            addressees, recipients, signer, signer_title, urgency, received_on, inbound_number, report_to,
            report_via, handling_note, follower_id, original, deleted_at)
     SELECT ifnull(?1, 1 + max(ifnull((SELECT max(id) FROM directive), 0),
              ifnull((SELECT max(directive_id) FROM journal), 0))), -- not that of one that is gone for good
            r->>'reference', ?3, ?4, ?5, r->>'kind', r->>'issued_on', r->>'place', r->>'issuer', r->>'subject',
            r->>'addressees', r->>'recipients', r->>'signer', r->>'signer_title', ?6, r->>'received_on',
            r->>'inbound_number', r->>'report_to', r->>'report_via', r->>'handling_note',
            (SELECT id FROM person WHERE login = r->>'follower'), ?7, ?8
     FROM (SELECT ?2 AS r)";

/// The head of directive ?1 anew. Its reference is folded afterwards: folded now, it could for a moment
/// be the twin of another.
const HEAD_AGAIN: &str =
    "UPDATE directive SET rev = rev + 1, reference_folded = NULL, reference = r->>'reference', number = ?3,
            symbol = ?4, year = ?5, kind = r->>'kind', issued_on = r->>'issued_on', issuer = r->>'issuer',
            subject = r->>'subject', addressees = r->>'addressees', signer = r->>'signer', urgency = ?6,
            received_on = r->>'received_on', inbound_number = r->>'inbound_number',
            report_to = r->>'report_to', report_via = r->>'report_via', handling_note = r->>'handling_note',
            follower_id = (SELECT id FROM person WHERE login = r->>'follower')
     FROM (SELECT ?2 AS r) WHERE id = ?1";

/// Of directive ?1 and a form ?2, whose tasks are a list, or an object by their positions.
const TASKS: &str =
    "INSERT INTO task (id, directive_id, position, item, title, text, span_from, span_to, kind, state, done_on,
            reply_document, progress_note, reported_on, since, state_document, state_reason, follower_id, internal_due)
     SELECT ?3->>key, ?1, key, value->>'item', value->>'title', value->>'text', value->>'$.span.from',
            value->>'$.span.to', value->>'kind', value->>'$.progress.state', value->>'$.progress.done_on',
            value->>'$.progress.reply_document', value->>'$.progress.note', value->>'$.progress.reported_on',
            value->>'$.progress.since', value->>'$.progress.document', value->>'$.progress.reason',
            (SELECT id FROM person WHERE login = value->>'follower'), value->>'internal_due'
     FROM json_each(?2, '$.tasks')";

const DEADLINES: &str =
    "INSERT INTO deadline (task_id, phrase, class, on_day, at_hour, rule, article, unverified, terms, set_by, set_at)
     SELECT t.id, d->>'phrase', d->>'class', d->>'on', d->>'at', d->>'rule', article(d->>'rule'),
            ifnull(d->>'unverified', 0), d->>'terms', ?3, ?4
     FROM (SELECT key, value->'deadline' AS d FROM json_each(?2, '$.tasks')) j
       JOIN task t ON t.directive_id = ?1 AND t.position = j.key
     WHERE d IS NOT NULL";

/// Of directive ?1 and its JSON ?2. In this order: a part names what it belongs to.
const PARTS: [&str; 8] = [
    // The nearest one above: two sections of a letter may both have an item "1".
    "UPDATE task SET parent_id = (SELECT above.id FROM task above
       WHERE above.directive_id = ?1 AND above.position < j.key AND above.item = j.value->>'parent'
         AND above.deleted_at IS NULL
       ORDER BY above.position DESC LIMIT 1)
     FROM json_each(?2, '$.tasks') j WHERE directive_id = ?1 AND position = j.key AND j.value->>'parent' IS NOT NULL",
    "INSERT INTO citation (directive_id, position, reference, on_day, kind)
     SELECT ?1, key, value->>'reference', value->>'on', value->>'kind' FROM json_each(?2, '$.citations')",
    "INSERT INTO finding (directive_id, position, kind, text, span_from, span_to, report)
     SELECT ?1, key, value->>'kind', value->>'text', value->>'$.span.from', value->>'$.span.to', value->>'report'
     FROM json_each(?2, '$.findings')",
    "INSERT INTO doubt (directive_id, position, kind, text, expected, span_from, span_to)
     SELECT ?1, key, value->>'kind', value->>'text', value->>'expected', value->>'$.span.from', value->>'$.span.to'
     FROM json_each(?2, '$.doubts')",
    "INSERT INTO assignment (task_id, position, unit_id, printed, role, done_on, reply_document)
     SELECT t.id, p.key, (SELECT u.id FROM unit_name n JOIN unit u ON u.id = n.unit_id
              WHERE n.name_folded = fold(p.value->>'unit') AND u.deleted_at IS NULL ORDER BY u.id LIMIT 1),
            p.value->>'unit', p.value->>'role', p.value->>'done_on', p.value->>'reply_document'
     FROM json_each(?2, '$.tasks') j JOIN task t ON t.directive_id = ?1 AND t.position = j.key,
       json_each(j.value, '$.assignments') p",
    "INSERT INTO step (task_id, position, text, done)
     SELECT t.id, p.key, p.value->>'text', p.value->>'done'
     FROM json_each(?2, '$.tasks') j JOIN task t ON t.directive_id = ?1 AND t.position = j.key,
       json_each(j.value, '$.steps') p",
    "INSERT INTO target (task_id, position, measure, comparator, value)
     SELECT t.id, p.key, p.value->>'measure', p.value->>'comparator', p.value->>'value'
     FROM json_each(?2, '$.tasks') j JOIN task t ON t.directive_id = ?1 AND t.position = j.key,
       json_each(j.value, '$.targets') p",
    "INSERT INTO actual (target_id, on_day, value)
     SELECT g.id, a.value->>'on', a.value->>'value'
     FROM json_each(?2, '$.tasks') j JOIN task t ON t.directive_id = ?1 AND t.position = j.key,
       json_each(j.value, '$.targets') p JOIN target g ON g.task_id = t.id AND g.position = p.key,
       json_each(p.value, '$.actuals') a",
];

/// Writes a cleaned record with all that belongs to it, and what is kept from it but the index of words.
///
/// Errors: [`Error::AlreadyHere`] unless it goes to the trash.
pub(super) fn insert(write: &Write<'_>, record: &mut NewDirective, ids: &Ids) -> Result<i64, Fault> {
    let tx = write.tx;
    enter_names(tx, record.follower.as_ref(), &record.tasks)?;
    // The original is bound by itself: it is long, and may hold what JSON in SQL cuts off.
    let original = std::mem::take(&mut record.original);
    let form = serde_json::to_string(record).expect("a record has no maps with other keys than text");
    // Taken apart once, not by every statement.
    let form: Vec<u8> = tx.prepare_cached("SELECT jsonb(?1)")?.query_row([form], |row| row.get(0))?;
    let (number, symbol, year) = numbering(record);
    tx.prepare_cached(HEAD)?.execute(params![
        ids.directive,
        form,
        number,
        symbol,
        year,
        record.urgency as i64,
        original,
        ids.trashed.then_some(Col(write.now))
    ])?;
    record.original = original;
    let id = tx.last_insert_rowid();
    if !ids.trashed {
        refuse_duplicate(tx, id)?;
    }
    insert_parts(write, id, &form, &json!(ids.tasks))?;
    for TaskId(task) in &ids.trashed_tasks {
        let mut trash = tx.prepare_cached("UPDATE task SET deleted_at = ?2 WHERE id = ?1")?;
        trash.execute(params![task, Col(write.now)])?;
    }
    kept::fill(tx, id)?;
    Ok(id)
}

/// Behind the directive's other tasks; what is kept is the caller's.
pub(super) fn insert_task(write: &Write<'_>, directive: i64, task: &NewTask) -> Result<TaskId, Fault> {
    let tx = write.tx;
    enter_names(tx, None, std::slice::from_ref(task))?;
    let mut last =
        tx.prepare_cached("SELECT ifnull(max(position) + 1, 0) FROM task WHERE directive_id = ?1")?;
    let position: i64 = last.query_row([directive], |row| row.get(0))?;
    // Not the number of one of its tasks that is gone for good: the journal knows that one by it.
    let mut next = tx.prepare_cached(
        "SELECT 1 + max(ifnull((SELECT max(id) FROM task), 0),
           ifnull((SELECT max(task_id) FROM journal WHERE directive_id = ?1), 0))",
    )?;
    let next: i64 = next.query_row([directive], |row| row.get(0))?;
    let form = json!({"tasks": {position.to_string(): task}}).to_string();
    insert_parts(write, directive, form.as_bytes(), &json!({position.to_string(): next}))?;
    Ok(TaskId(next))
}

/// Errors: [`Error::AlreadyHere`]. What is kept is the caller's.
pub(super) fn update_head(write: &Write<'_>, directive: i64, new: &DirectiveFields) -> Result<(), Fault> {
    let tx = write.tx;
    enter_names(tx, new.follower.as_ref(), &[])?;
    let form = serde_json::to_string(new).expect("fields have no maps with other keys than text");
    let (number, symbol, year) = numbering(&new.clone().put_into(NewDirective::default()));
    let values = params![directive, form, number, symbol, year, new.urgency as i64];
    tx.prepare_cached(HEAD_AGAIN)?.execute(values)?;
    refuse_duplicate(tx, directive)
}

/// People and units that a record names are entered where they are new.
pub(super) fn enter_names(
    conn: &Connection,
    follower: Option<&String>,
    tasks: &[NewTask],
) -> rusqlite::Result<()> {
    for login in tasks.iter().filter_map(|task| task.follower.as_ref()).chain(follower) {
        people::enter(conn, login, login, Role::Officer)?;
    }
    for assignment in tasks.iter().flat_map(|task| &task.assignments) {
        people::unit(conn, &assignment.unit)?;
    }
    Ok(())
}

/// Number, symbol, and the year they count in.
fn numbering(record: &NewDirective) -> (Option<String>, Option<String>, i32) {
    let parts = record.reference.as_deref().and_then(DocRef::parse);
    let (number, symbol) = parts.map(|parts| (parts.number, parts.symbol)).unzip();
    (number, symbol, record.issued_on.or(record.received_on).map_or(0, |on| on.year()))
}

/// `ids`: the numbers of its tasks by their places; those that are not there get the next ones.
fn insert_parts(write: &Write<'_>, id: i64, form: &[u8], ids: &Value) -> Result<(), Fault> {
    let tx = write.tx;
    tx.prepare_cached(TASKS)?.execute(params![id, form, ids.to_string()])?;
    tx.prepare_cached(DEADLINES)?.execute(params![id, form, write.login, Col(write.now)])?;
    for part in PARTS {
        tx.prepare_cached(part)?.execute(params![id, form])?;
    }
    Ok(())
}

/// Refuses a letter that is here already, when it is added and when it leaves the trash.
pub(super) fn refuse_duplicate(conn: &Connection, directive: i64) -> Result<(), Fault> {
    let mut twin = conn.prepare_cached(
        "SELECT d.reference FROM directive d JOIN directive o ON o.reference_folded = fold_reference(d.reference)
           AND o.year = d.year AND o.issuer_folded = fold(ifnull(d.issuer, ''))
         WHERE d.id = ?1 AND o.id <> d.id AND o.deleted_at IS NULL",
    )?;
    match twin.query_row([directive], |row| row.get(0)).optional()? {
        Some(reference) => Err(Error::AlreadyHere(reference).into()),
        None => Ok(()),
    }
}

const FORM: &str = "SELECT json_object(
  'reference', d.reference, 'kind', d.kind, 'issued_on', d.issued_on, 'place', d.place, 'issuer', d.issuer,
  'subject', d.subject, 'addressees', json(d.addressees), 'recipients', json(d.recipients), 'signer', d.signer,
  'signer_title', d.signer_title, 'received_on', d.received_on, 'inbound_number', d.inbound_number,
  'report_to', d.report_to, 'report_via', d.report_via, 'handling_note', d.handling_note,
  'follower', (SELECT login FROM person WHERE id = d.follower_id),
  'citations', json((SELECT json_group_array(json_object(
      'reference', c.reference, 'on', c.on_day, 'kind', c.kind) ORDER BY c.position)
    FROM citation c WHERE c.directive_id = d.id)),
  'findings', json((SELECT json_group_array(json_object(
      'kind', f.kind, 'text', f.text, 'report', f.report,
      'span', json(iif(f.span_from IS NULL, NULL, json_object('from', f.span_from, 'to', f.span_to))))
      ORDER BY f.position)
    FROM finding f WHERE f.directive_id = d.id AND f.deleted_at IS NULL)),
  'doubts', json((SELECT json_group_array(json_object(
      'kind', b.kind, 'text', b.text, 'expected', b.expected,
      'span', json(iif(b.span_from IS NULL, NULL, json_object('from', b.span_from, 'to', b.span_to))))
      ORDER BY b.position)
    FROM doubt b WHERE b.directive_id = d.id AND b.settled_at IS NULL)),
  'tasks', json((SELECT json_group_array(json_object(
      'item', t.item, 'parent', (
        WITH RECURSIVE up (item, parent_id, counts) AS (
          SELECT NULL, t.parent_id, 0
          UNION ALL
          SELECT above.item, above.parent_id, ?2 OR above.deleted_at IS NULL
          FROM up JOIN task above ON above.id = up.parent_id WHERE NOT up.counts)
        SELECT item FROM up WHERE counts),
      'title', t.title, 'text', t.text,
      'span', json(iif(t.span_from IS NULL, NULL, json_object('from', t.span_from, 'to', t.span_to))),
      'kind', t.kind, 'follower', (SELECT login FROM person WHERE id = t.follower_id),
      'internal_due', t.internal_due,
      'progress', json_object(
        'state', t.state, 'done_on', t.done_on, 'reply_document', t.reply_document, 'note', t.progress_note,
        'reported_on', t.reported_on, 'since', t.since, 'document', t.state_document, 'reason', t.state_reason),
      'deadline', json((SELECT json_object('phrase', l.phrase, 'class', l.class, 'on', l.on_day, 'at', l.at_hour,
          'rule', l.rule, 'unverified', json(iif(l.unverified, 'true', 'false')), 'terms', json(l.terms))
        FROM deadline l WHERE l.task_id = t.id AND l.replaced_at IS NULL)),
      'assignments', json((SELECT json_group_array(json_object(
          'unit', a.printed, 'role', a.role, 'done_on', a.done_on, 'reply_document', a.reply_document)
          ORDER BY a.position)
        FROM assignment a WHERE a.task_id = t.id AND a.deleted_at IS NULL)),
      'steps', json((SELECT json_group_array(json_object(
          'text', s.text, 'done', json(iif(s.done, 'true', 'false'))) ORDER BY s.position)
        FROM step s WHERE s.task_id = t.id AND s.deleted_at IS NULL)),
      'targets', json((SELECT json_group_array(json_object(
          'measure', g.measure, 'comparator', g.comparator, 'value', g.value,
          'actuals', json((SELECT json_group_array(json_object('on', v.on_day, 'value', v.value) ORDER BY v.id)
            FROM actual v WHERE v.target_id = g.id AND v.deleted_at IS NULL)))
          ORDER BY g.position)
        FROM target g WHERE g.task_id = t.id AND g.deleted_at IS NULL)))
      ORDER BY t.position)
    FROM task t WHERE t.directive_id = d.id AND (?2 OR t.deleted_at IS NULL)))),
  d.original, d.urgency, d.deleted_at IS NOT NULL,
  (SELECT json_group_array(t.id ORDER BY t.position) FROM task t
   WHERE t.directive_id = d.id AND (?2 OR t.deleted_at IS NULL)),
  (SELECT json_group_array(t.id ORDER BY t.position) FROM task t
   WHERE t.directive_id = d.id AND ?2 AND t.deleted_at IS NOT NULL)
FROM directive d WHERE d.id = ?1";

pub(super) fn read(conn: &Connection, id: i64, tasks: Tasks) -> rusqlite::Result<Option<Record>> {
    let mut form = conn.prepare_cached(FORM)?;
    let record = form.query_row(params![id, tasks == Tasks::All], |row| {
        let record = NewDirective {
            original: row.get(1)?,
            urgency: urgency(row.get(2)?),
            ..value::json::<NewDirective>(row, 0)?
        };
        let (task_ids, trashed_tasks) = (value::json(row, 4)?, value::json(row, 5)?);
        Ok(Record { record, task_ids, trashed_tasks, trashed: row.get(3)? })
    });
    record.optional()
}
