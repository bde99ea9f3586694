//! Rows of tasks: a checklist, one task, and the filtered list by due date.

use std::collections::HashSet;

use chrono::{NaiveDate, TimeDelta};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde_json::json;

use super::fault::At;
use super::stats::{NOBODY, Register};
use super::value::{Col, opt};
use super::{Store, office, record, search};
use crate::domain::fields::DirectiveFields;
use crate::domain::query::{Lead, TaskFilter, TaskRecord, TaskRow};
use crate::domain::standing::Standing;
use crate::domain::stats::Attribution;
use crate::domain::task::Progress;
use crate::domain::time::Now;
use crate::domain::{DirectiveId, TaskId};
use crate::error::Result;
use crate::text;

/// Between the names of the lead units; cannot stand in a cleaned name.
const BETWEEN: char = '\u{1f}';

/// A task's progress, read by [`progress`].
pub(super) const PROGRESS: &str =
    "t.state, t.done_on, t.reply_document, t.progress_note, t.reported_on, t.since,
    t.state_document, t.state_reason";

/// Reads the columns of [`PROGRESS`] from one on.
pub(super) fn progress(row: &Row<'_>, first: usize) -> rusqlite::Result<Progress> {
    Ok(Progress {
        state: row.get::<_, Col<_>>(first)?.0,
        done_on: opt(row.get(first + 1)?),
        reply_document: row.get(first + 2)?,
        note: row.get(first + 3)?,
        reported_on: opt(row.get(first + 4)?),
        since: opt(row.get(first + 5)?),
        document: row.get(first + 6)?,
        reason: row.get(first + 7)?,
    })
}

/// How often the deadline of a task `t` was extended: a document agrees to a later day than the one
/// before, and neither was taken back.
macro_rules! extensions {
    () => {
        "(SELECT count(*) FROM deadline x INDEXED BY deadline_consented WHERE x.task_id = t.id AND x.undone_at IS NULL AND x.document IS NOT NULL
           AND x.on_day > (SELECT b.on_day FROM deadline b WHERE b.task_id = x.task_id AND b.undone_at IS NULL
             AND b.id < x.id ORDER BY b.id DESC LIMIT 1))"
    };
}
pub(super) const EXTENSIONS: &str = extensions!();

/// Of a task `t` and its directive `d`; [`PROGRESS`] follows. Where a task is done, so are the parts of its lead units.
pub(super) const COLUMNS: &str = concat!(
    "t.id, t.directive_id, ifnull(d.reference, ''), t.item, t.title, t.kind, t.due_on, t.due_at, t.internal_due,
    iif((SELECT above.is_rule FROM task above WHERE above.id = t.parent_id), NULL, d.report_on), t.due_unverified, (SELECT name FROM person p WHERE p.id = t.who_id),
    (SELECT group_concat(a.printed, char(31) ORDER BY a.position) FROM assignment a
     WHERE a.task_id = t.id AND a.role = 'lead' AND a.deleted_at IS NULL),
    ",
    extensions!(),
    ", (SELECT count(*) FROM reminder r WHERE r.task_id = t.id AND r.deleted_at IS NULL),
    (SELECT max(r.on_day) FROM reminder r WHERE r.task_id = t.id AND r.deleted_at IS NULL),
    (SELECT count(*) FROM assignment a WHERE a.task_id = t.id AND a.role = 'lead' AND a.deleted_at IS NULL
       AND (a.done_on IS NOT NULL OR t.state = 'done')), t.is_rule,
    iif(t.is_rule, (SELECT max(c.due_on) FROM task c WHERE c.parent_id = t.id AND c.deleted_at IS NULL), NULL),
    iif(t.due_on IS NULL, (SELECT l.terms->>'$.counted.from' FROM deadline l
     WHERE l.task_id = t.id AND l.replaced_at IS NULL), NULL)"
);

/// Reads the columns of [`COLUMNS`] and [`PROGRESS`].
pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<TaskRow> {
    let leads: Option<String> = row.get(12)?;
    Ok(TaskRow {
        id: TaskId(row.get(0)?),
        directive: DirectiveId(row.get(1)?),
        reference: row.get(2)?,
        item: row.get(3)?,
        title: row.get(4)?,
        kind: row.get::<_, Col<_>>(5)?.0,
        due_on: opt(row.get(6)?),
        due_at: opt(row.get(7)?),
        internal_on: opt(row.get(8)?),
        report_on: opt(row.get(9)?),
        unverified: row.get(10)?,
        follower: row.get(11)?,
        extensions: row.get(13)?,
        reminders: row.get(14)?,
        reminded_on: opt(row.get(15)?),
        leads_done: row.get(16)?,
        is_rule: row.get(17)?,
        last_on: opt(row.get(18)?),
        awaits: opt(row.get(19)?),
        progress: progress(row, 20)?,
        leads: leads.map(|leads| leads.split(BETWEEN).map(str::to_owned).collect()).unwrap_or_default(),
    })
}

/// In the letter's order, whether the directive is in the trash or not.
pub(super) fn of_directive(conn: &Connection, directive: DirectiveId) -> rusqlite::Result<Vec<TaskRow>> {
    let mut tasks = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, {PROGRESS} FROM task t JOIN directive d ON d.id = t.directive_id
         WHERE t.directive_id = ?1 AND t.deleted_at IS NULL ORDER BY t.position"
    ))?;
    tasks.query_map([directive.0], row)?.collect()
}

/// The first day of each task's own deadline where another stands now, in the letter's order.
pub(super) fn first_due(
    conn: &Connection,
    directive: DirectiveId,
) -> rusqlite::Result<Vec<Option<NaiveDate>>> {
    let mut first = conn.prepare_cached(&format!(
        "SELECT iif({EXTENSIONS} > 0, (SELECT f.on_day FROM deadline f
             WHERE f.task_id = t.id AND f.undone_at IS NULL ORDER BY f.id LIMIT 1), NULL)
         FROM task t WHERE t.directive_id = ?1 AND t.deleted_at IS NULL ORDER BY t.position"
    ))?;
    first.query_map([directive.0], |row| row.get(0).map(opt))?.collect()
}

impl Store {
    /// The tasks of a directive in the letter's order; empty where it is not in the file.
    pub fn checklist(&self, directive: DirectiveId) -> Result<Vec<TaskRow>> {
        of_directive(&self.conn, directive).at(&self.path)
    }

    /// One task outside the trash.
    pub fn task(&self, id: TaskId) -> Result<Option<TaskRow>> {
        self.tasks_of(&[id]).map(|mut rows| rows.pop())
    }

    /// Those of these tasks that are outside the trash, in this order.
    pub fn tasks_of(&self, ids: &[TaskId]) -> Result<Vec<TaskRow>> {
        self.read(|conn| {
            let mut task = conn.prepare_cached(&format!(
                "SELECT {COLUMNS}, {PROGRESS} FROM task t JOIN directive d ON d.id = t.directive_id
                 WHERE t.id = ?1 AND t.deleted_at IS NULL AND d.deleted_at IS NULL"
            ))?;
            ids.iter().filter_map(|id| task.query_row([id.0], row).optional().transpose()).collect()
        })
    }

    /// The same in full, as forms edit them.
    pub fn records_of(&self, ids: &[TaskId]) -> Result<Vec<TaskRecord>> {
        self.read(|conn| {
            let mut records = Vec::new();
            let mut last: Option<(i64, record::Record)> = None;
            let mut find = conn.prepare_cached("SELECT directive_id FROM task WHERE id = ?1")?;
            for id in ids {
                let Some(directive) = find.query_row([id.0], |row| row.get(0)).optional()? else { continue };
                if last.as_ref().is_none_or(|(read, _)| *read != directive) {
                    last = record::read(conn, directive, record::Tasks::Live)?.map(|read| (directive, read));
                }
                let read = last.iter().map(|(_, read)| read).find(|read| !read.trashed);
                let at = |read: &record::Record| read.task_ids.iter().position(|other| other == id);
                records.extend(read.and_then(|read| Some((read, at(read)?))).map(|(read, at)| TaskRecord {
                    directive: DirectiveId(directive),
                    task: *id,
                    head: DirectiveFields::of(&read.record),
                    record: read.record.tasks[at].clone(),
                }));
            }
            Ok(records)
        })
    }

    /// The tasks that any of these filters gives, each once and by due date, with their directives. Made for a
    /// thread that may take its time.
    pub fn gather(&self, filters: &[TaskFilter], now: Now) -> Result<Vec<(TaskId, DirectiveId)>> {
        let (tasks, mut seen) = (self.tasks_of_any(filters, now)?, HashSet::new());
        let once = tasks.iter().filter(|task| seen.insert(task.id));
        Ok(once.map(|task| (task.id, task.directive)).collect())
    }

    /// Tasks by official due date, undated ones last, then by number. Reads no further than `limit`
    /// needs. SQL narrows by index; the last word on standing has the domain, so that a list holds what
    /// every other figure counts.
    pub fn tasks(&self, filter: &TaskFilter, now: Now) -> Result<Vec<TaskRow>> {
        self.read(|conn| {
            let (sql, values) = narrowed(conn, filter, now)?;
            let soon = office::soon_days(conn)?;
            let mut tasks = conn.prepare_cached(&sql)?;
            let tasks = tasks.query_map(params_from_iter(values), |found| {
                let part = opt(found.get("part_done_on")?);
                let task = row(found)?;
                Ok(passes(&task, &task.progress.of_part(part), filter, now, soon).then_some(task))
            })?;
            tasks.filter_map(Result::transpose).take(filter.limit.unwrap_or(usize::MAX)).collect()
        })
    }
}

/// The last word on what SQL narrowed to: how the task stands with this progress, its own or a lead
/// unit's, and when it was done.
fn passes(task: &TaskRow, progress: &Progress, filter: &TaskFilter, now: Now, soon: i64) -> bool {
    let stands = task.standing_as(progress, now, soon);
    filter.status.map_or(stands != Standing::Recurring, |status| status == stands)
        && (!filter.overdue || stands == Standing::Overdue)
        && filter
            .window
            .is_none_or(|window| window.by != Attribution::Completed || window.holds(progress.done_on))
}

/// The stages that tasks of a standing are in. A lead unit may have done its part before the task is done.
fn stages(filter: &TaskFilter) -> &'static str {
    match filter.status {
        Some(Standing::DoneOnTime | Standing::DoneLate) if filter.lead.is_none() => "t.stage = 'done'",
        Some(Standing::DoneOnTime | Standing::DoneLate) => "t.stage IN ('open', 'done', 'paused')",
        Some(Standing::Recurring) => "t.is_rule AND t.stage IN ('open', 'done', 'paused')",
        Some(Standing::Paused) => "t.stage = 'paused'",
        Some(Standing::Withdrawn) => "t.stage = 'withdrawn'",
        Some(Standing::Overdue | Standing::DueSoon | Standing::OnTrack | Standing::NoDeadline) | None => {
            "t.stage = 'open'"
        }
    }
}

/// The day a lead unit's part was done, in the parts of the units that `{}` lists: the last of them, once
/// all are.
const PART_DONE_ON: &str = "(SELECT iif(count(*) = count(a.done_on), max(a.done_on), NULL)
    FROM assignment a WHERE a.task_id = t.id AND a.role = 'lead' AND a.deleted_at IS NULL
      AND a.unit_id IN (SELECT value FROM json_each({})))";

/// A filter as conditions, with their values.
struct Narrowed {
    wheres: Vec<String>,
    values: Vec<Value>,
    /// The day of the lead unit's part that the filter asks for.
    part: String,
}

impl Narrowed {
    /// A condition about one value, which `{}` stands for. Returns the value's number.
    fn add(&mut self, sql: &str, value: Value) -> usize {
        self.values.push(value);
        self.wheres.push(sql.replace("{}", &format!("?{}", self.values.len())));
        self.values.len()
    }

    fn day(&mut self, sql: &str, day: NaiveDate) {
        self.add(sql, Value::Text(day.to_string()));
    }

    fn dates(&mut self, filter: &TaskFilter, today: NaiveDate) {
        if filter.overdue || filter.status == Some(Standing::Overdue) {
            self.day("t.due_sort <= {}", today);
        }
        if let Some(days) = filter.due_within {
            let last = TimeDelta::try_days(days).and_then(|days| today.checked_add_signed(days));
            self.day("t.due_sort >= {}", today);
            self.day("t.due_sort <= {}", last.unwrap_or(today));
        }
        if let Some(since) = filter.since {
            self.day("d.issued_on >= {}", since);
        }
        if let Some(window) = filter.window {
            let day = match window.by {
                Attribution::Assigned => "ifnull(d.issued_on, d.received_on)",
                Attribution::Due => "t.due_sort",
                Attribution::Completed if filter.lead.is_none() => "t.done_on",
                // Of a part it is another day, which is looked at in the end.
                Attribution::Completed => return,
            };
            self.day(&format!("{day} >= {{}}"), window.from);
            self.day(&format!("{day} <= {{}}"), window.to);
        }
    }

    fn lead(&mut self, conn: &Connection, lead: Lead) -> rusqlite::Result<()> {
        let Some(unit) = lead.unit else {
            self.wheres.push(format!("t.id NOT IN ({LED})"));
            return Ok(());
        };
        let units = Register::read(conn, lead.rolls_up)?.under(unit);
        let units = Value::Text(json!(units).to_string());
        let among = "a.unit_id IN (SELECT value FROM json_each({}))";
        let at = self.add(&format!("t.id IN ({LED} AND {among})"), units);
        self.part = PART_DONE_ON.replace("{}", &format!("?{at}"));
        Ok(())
    }
}

/// The tasks that units lead.
const LED: &str = "SELECT a.task_id FROM assignment a WHERE a.role = 'lead' AND a.deleted_at IS NULL";

fn narrowed(conn: &Connection, filter: &TaskFilter, now: Now) -> rusqlite::Result<(String, Vec<Value>)> {
    let stage = match filter.directive {
        Some(_) => stages(filter).replace("t.stage", "+t.stage"),
        None => stages(filter).to_owned(),
    };
    let wheres = vec!["d.deleted_at IS NULL".to_owned(), "t.deleted_at IS NULL".to_owned(), stage];
    let mut narrowed = Narrowed { wheres, values: Vec::new(), part: "NULL".to_owned() };
    narrowed.dates(filter, now.today());
    if let Some(directive) = filter.directive {
        narrowed.add("t.directive_id = {}", Value::Integer(directive.0));
    }
    if let Some(unit) = &filter.unit {
        // Units are few; their tasks are found by index.
        narrowed.add(
            "t.id IN (SELECT a.task_id FROM assignment a
               WHERE a.role IN ('lead', 'support') AND a.deleted_at IS NULL AND a.unit_id IN
                 (SELECT n.unit_id FROM unit_name n WHERE NOT EXISTS
                   (SELECT 1 FROM json_each({}) w WHERE instr(' ' || n.name_folded, ' ' || w.value) = 0)))",
            Value::Text(json!(words(unit)).to_string()),
        );
    }
    if let Some(person) = &filter.person {
        narrowed.add(
            "t.who_id IN
               (SELECT id FROM person WHERE lower(login) = {} OR name_folded = {})",
            Value::Text(text::fold(person)),
        );
    }
    if let Some(person) = filter.follower {
        narrowed.add("t.who_id = {}", Value::Integer(person.map_or(NOBODY, |person| person.0)));
    }
    if let Some(lead) = filter.lead {
        narrowed.lead(conn, lead)?;
    }
    if let Some(words) = filter.text.as_deref().and_then(search::anywhere) {
        narrowed.add(
            "(t.directive_id << 16) + 65534 - t.position IN
               (SELECT rowid FROM record_text WHERE record_text MATCH {})",
            Value::Text(words),
        );
    }
    let Narrowed { wheres, values, part } = narrowed;
    // CROSS JOIN keeps the walk along the index by due date.
    let sql = format!(
        "SELECT {COLUMNS}, {PROGRESS}, {part} AS part_done_on
         FROM task t CROSS JOIN directive d ON d.id = t.directive_id
         WHERE {} ORDER BY t.due_sort, t.id",
        wheres.join(" AND ")
    );
    Ok((sql, values))
}

/// The words that were typed, folded.
fn words(typed: &str) -> Vec<String> {
    text::fold(&text::clean_line(typed)).split_whitespace().map(str::to_owned).collect()
}
