//! What happens to tasks besides edits: parts of units, reminders, values reached, findings answered.
//!
//! Border: as in `edit.rs` each compares what was seen with what is there. What follows by rule (the last
//! part closes the task, reopening opens the parts) is written in the same group, for acts alone: undo and
//! redo find it in the journal.

use rusqlite::{Connection, OptionalExtension, params};

use super::apply::Write;
use super::fault::Fault;
use super::journal::Subject;
use super::value::{Col, opt};
use super::{clean, people};
use crate::domain::change::{Act, Change, Outcome};
use crate::domain::reminder::{LoggedReminder, Reminder};
use crate::domain::task::{Actual, AssignmentRole, NewTask, Part, State};
use crate::domain::time::Now;
use crate::domain::{DirectiveId, ReminderId, TaskId};
use crate::error::Error;
use crate::text::{clean_line, clean_text};

/// The directive and task of reminder ?1 or task ?2; 0 where it is about a unit as a whole.
const SUBJECT: &str = "SELECT ifnull(t.directive_id, 0), t.id FROM (SELECT 1)
    LEFT JOIN task t ON t.id = ifnull(?2, (SELECT task_id FROM reminder WHERE id = ?1))";

/// What a reminder is about.
pub(super) fn subject(conn: &Connection, change: &Change) -> rusqlite::Result<Option<Subject>> {
    let (id, task) = match change {
        Change::ReminderAdded { reminder, .. } => (None, reminder.task),
        Change::ReminderTrashed { reminder, .. } => (Some(reminder.0), None),
        _ => return Ok(None),
    };
    let mut about = conn.prepare_cached(SUBJECT)?;
    let task = task.map(|task| task.0);
    about.query_row(params![id, task], |row| Ok(Some(Subject { directive: row.get(0)?, task: row.get(1)? })))
}

/// A reminder under its own number, as the journal tells it; of a task that is gone none.
pub(super) fn insert_reminder(
    conn: &Connection,
    id: Option<ReminderId>,
    reminder: &Reminder,
    set: (&str, Now),
) -> rusqlite::Result<()> {
    let unit = reminder.unit.as_ref().map(|unit| people::unit(conn, unit)).transpose()?;
    conn.prepare_cached(
        "INSERT INTO reminder (id, task_id, unit_id, on_day, channel, document, spoken_to, promised_on, note, set_by,
                set_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 WHERE ?2 IS NULL OR EXISTS (SELECT 1 FROM task WHERE id = ?2)",
    )?
    .execute(params![
        id.map(|id| id.0),
        reminder.task.map(|task| task.0),
        unit,
        Col(reminder.on),
        Col(reminder.channel),
        reminder.document,
        reminder.spoken_to,
        reminder.promised_on.map(Col),
        reminder.note,
        set.0,
        Col(set.1)
    ])
    .map(drop)
}

/// The tasks that answer the finding at this place.
pub(super) fn answer(
    conn: &Connection,
    directive: DirectiveId,
    finding: usize,
    tasks: &[TaskId],
) -> rusqlite::Result<()> {
    const OF: &str = "SELECT id FROM finding WHERE directive_id = ?1 AND deleted_at IS NULL
        ORDER BY position LIMIT 1 OFFSET ?2";
    let at = i64::try_from(finding).unwrap_or(i64::MAX);
    let mut of = conn.prepare_cached(OF)?;
    let Some(id) = of.query_row(params![directive.0, at], |row| row.get::<_, i64>(0)).optional()? else {
        return Ok(());
    };
    conn.prepare_cached("DELETE FROM finding_task WHERE finding_id = ?1")?.execute([id])?;
    let mut insert = conn.prepare_cached(
        "INSERT OR IGNORE INTO finding_task (finding_id, task_id)
         SELECT ?1, id FROM task WHERE id = ?2 AND directive_id = ?3",
    )?;
    tasks.iter().try_for_each(|task| insert.execute([id, task.0, directive.0]).map(drop))
}

/// Of each finding the tasks that answer it, in order.
pub(super) fn answers(conn: &Connection, directive: DirectiveId) -> rusqlite::Result<Vec<Vec<TaskId>>> {
    let mut read = conn.prepare_cached(
        "SELECT (SELECT json_group_array(a.task_id ORDER BY a.task_id) FROM finding_task a WHERE a.finding_id = f.id)
         FROM finding f WHERE f.directive_id = ?1 AND f.deleted_at IS NULL ORDER BY f.position",
    )?;
    read.query_map([directive.0], |row| super::value::json(row, 0))?.collect()
}

/// Reminders about the tasks of a directive, newest first.
pub(super) fn reminders(conn: &Connection, directive: DirectiveId) -> rusqlite::Result<Vec<LoggedReminder>> {
    let mut read = conn.prepare_cached(
        "SELECT r.task_id, u.name, r.on_day, r.channel, r.document, r.spoken_to, r.promised_on, r.note,
                ifnull(p.name, r.set_by), t.item
         FROM reminder r JOIN task t ON t.id = r.task_id LEFT JOIN unit u ON u.id = r.unit_id
           LEFT JOIN person p ON p.login = r.set_by
         WHERE t.directive_id = ?1 AND r.deleted_at IS NULL AND t.deleted_at IS NULL
         ORDER BY r.on_day DESC, r.id DESC",
    )?;
    let read = read.query_map([directive.0], |row| {
        let reminder = Reminder {
            task: row.get::<_, Option<i64>>(0)?.map(TaskId),
            unit: row.get(1)?,
            on: row.get::<_, Col<_>>(2)?.0,
            channel: row.get::<_, Col<_>>(3)?.0,
            document: row.get(4)?,
            spoken_to: row.get(5)?,
            promised_on: opt(row.get(6)?),
            note: row.get(7)?,
        };
        Ok(LoggedReminder { reminder, who: row.get(8)?, item: row.get(9)? })
    })?;
    read.collect()
}

fn part_of(task: &NewTask, unit: &str) -> Option<Part> {
    let lead = task.assignments.iter().find(|a| a.role == AssignmentRole::Lead && a.unit == unit)?;
    Some(Part { done_on: lead.done_on, reply_document: lead.reply_document.clone() })
}

impl Write<'_> {
    pub(super) fn event(&mut self, change: Change) -> Result<Outcome, Fault> {
        match change {
            Change::PartProgress { task, unit, old, new } => self.set_part(task, &unit, old, new),
            Change::ReminderAdded { reminder, .. } => self.add_reminder(*reminder),
            Change::ReminderTrashed { reminder, old, new } => self.trash_reminder(reminder, old, new),
            Change::ActualsSet { task, target, old, new } => self.set_actuals(task, target, old, new),
            Change::FindingAnswered { directive, finding, old, new } => {
                self.answer_finding(directive, finding, old, new)
            }
            _ => Err(Error::Usage("change".into()).into()),
        }
    }

    fn set_part(&mut self, task: TaskId, unit: &str, old: Part, mut new: Part) -> Result<Outcome, Fault> {
        clean::clean_option(&mut new.reply_document, clean_line);
        new.done_on.map_or(Ok(()), clean::check_day)?;
        let (subject, current) = self.live_task(task)?;
        let part = part_of(&current, unit).ok_or_else(|| Error::NoSuchRecord(unit.to_owned()))?;
        let change = |old, new| Change::PartProgress { task, unit: unit.to_owned(), old, new };
        if let Some(so) = self.is_so(subject, [&part, &old, &new], change)? {
            return Ok(so);
        }
        self.tx
            .prepare_cached(
                "UPDATE assignment SET done_on = ?3, reply_document = ?4, rev = rev + 1
                 WHERE task_id = ?1 AND printed = ?2 AND role = 'lead' AND deleted_at IS NULL",
            )?
            .execute(params![task.0, unit, new.done_on.map(Col), new.reply_document])?;
        let is_unticked = new.done_on.is_none();
        let written = self.journal(change(old, new), subject)?;
        if self.act == Act::Do {
            self.follow_parts(task, is_unticked)?;
        }
        Ok(Outcome::Applied(written))
    }

    /// The task is done on the day of the last part, once none is open; open again once a part is.
    fn follow_parts(&mut self, task: TaskId, is_unticked: bool) -> Result<(), Fault> {
        let (_, current) = self.live_task(task)?;
        if is_unticked && current.progress.state == State::Done {
            let new = current.progress.clone().turned(State::Open, None);
            return self.progress(task, current.progress, new).map(drop);
        }
        let leads = current.assignments.iter().filter(|part| part.role == AssignmentRole::Lead);
        let days: Option<Vec<_>> = leads.map(|part| part.done_on).collect();
        let last = days.and_then(|days| days.into_iter().max());
        if let Some(last) = last.filter(|_| current.progress.state.is_open()) {
            let new = current.progress.clone().turned(State::Done, Some(last));
            self.progress(task, current.progress, new)?;
        }
        Ok(())
    }

    /// A task that is opened again while every part is done would be done at once.
    pub(super) fn open_parts(&mut self, task: TaskId) -> Result<(), Fault> {
        let (_, current) = self.live_task(task)?;
        let leads: Vec<_> =
            current.assignments.into_iter().filter(|part| part.role == AssignmentRole::Lead).collect();
        if leads.iter().all(|part| part.done_on.is_some()) {
            for part in leads {
                let old = Part { done_on: part.done_on, reply_document: part.reply_document };
                self.set_part(task, &part.unit, old, Part::default())?;
            }
        }
        Ok(())
    }

    fn add_reminder(&mut self, mut reminder: Reminder) -> Result<Outcome, Fault> {
        for field in [&mut reminder.unit, &mut reminder.document, &mut reminder.spoken_to] {
            clean::clean_option(field, clean_line);
        }
        clean::clean_option(&mut reminder.note, clean_text);
        clean::check_day(reminder.on)?;
        reminder.promised_on.map_or(Ok(()), clean::check_day)?;
        let subject = match reminder.task {
            Some(task) => self.live_task(task)?.0,
            None if reminder.unit.is_none() => return Err(Error::Usage("unit".into()).into()),
            None => Subject::OFFICE,
        };
        self.enter_actor()?;
        insert_reminder(self.tx, None, &reminder, (&self.login, self.now))?;
        let id = Some(ReminderId(self.tx.last_insert_rowid()));
        let change = Change::ReminderAdded { id, reminder: Box::new(reminder) };
        self.journal(change, subject).map(Outcome::Applied)
    }

    fn trash_reminder(&mut self, reminder: ReminderId, old: bool, new: bool) -> Result<Outcome, Fault> {
        let mut read = self.tx.prepare_cached("SELECT deleted_at IS NOT NULL FROM reminder WHERE id = ?1")?;
        let current: Option<bool> = read.query_row([reminder.0], |row| row.get(0)).optional()?;
        let current = current.ok_or_else(|| Error::NoSuchRecord(reminder.0.to_string()))?;
        let change = |old, new| Change::ReminderTrashed { reminder, old, new };
        let subject = subject(self.tx, &change(old, new))?.unwrap_or(Subject::OFFICE);
        if let Some(so) = self.is_so(subject, [&current, &old, &new], change)? {
            return Ok(so);
        }
        self.tx
            .prepare_cached("UPDATE reminder SET deleted_at = ?2, rev = rev + 1 WHERE id = ?1")?
            .execute(params![reminder.0, new.then_some(Col(self.now))])?;
        self.journal(change(old, new), subject).map(Outcome::Applied)
    }

    fn set_actuals(
        &mut self,
        task: TaskId,
        target: usize,
        old: Vec<Actual>,
        mut new: Vec<Actual>,
    ) -> Result<Outcome, Fault> {
        for actual in &mut new {
            actual.value = clean_line(&actual.value);
            clean::check_day(actual.on)?;
        }
        new.retain(|actual| !actual.value.is_empty());
        let (subject, current) = self.live_task(task)?;
        let current = current.targets.get(target).ok_or_else(|| Error::NoSuchRecord(task.0.to_string()))?;
        let change = |old, new| Change::ActualsSet { task, target, old, new };
        if let Some(so) = self.is_so(subject, [&current.actuals, &old, &new], change)? {
            return Ok(so);
        }
        let of = "(SELECT id FROM target WHERE task_id = ?1 AND deleted_at IS NULL ORDER BY position LIMIT 1 OFFSET ?2)";
        let at = i64::try_from(target).unwrap_or(i64::MAX);
        self.tx
            .prepare_cached(&format!(
                "UPDATE actual SET deleted_at = ?3 WHERE deleted_at IS NULL AND target_id = {of}"
            ))?
            .execute(params![task.0, at, Col(self.now)])?;
        let mut insert = self.tx.prepare_cached(&format!(
            "INSERT INTO actual (target_id, on_day, value) VALUES ({of}, ?3, ?4)"
        ))?;
        for actual in &new {
            insert.execute(params![task.0, at, Col(actual.on), actual.value])?;
        }
        self.journal(change(old, new), subject).map(Outcome::Applied)
    }

    fn answer_finding(
        &mut self,
        directive: DirectiveId,
        finding: usize,
        old: Vec<TaskId>,
        mut new: Vec<TaskId>,
    ) -> Result<Outcome, Fault> {
        new.sort_unstable();
        new.dedup();
        let (record, tasks) = self.live(directive)?;
        let none = || Error::NoSuchRecord(directive.0.to_string());
        if finding >= record.findings.len() || new.iter().any(|task| !tasks.contains(task)) {
            return Err(none().into());
        }
        let current = answers(self.tx, directive)?.into_iter().nth(finding).ok_or_else(none)?;
        let subject = Subject { directive: directive.0, task: None };
        let change = |old, new| Change::FindingAnswered { directive, finding, old, new };
        if let Some(so) = self.is_so(subject, [&current, &old, &new], change)? {
            return Ok(so);
        }
        answer(self.tx, directive, finding, &new)?;
        self.journal(change(old, new), subject).map(Outcome::Applied)
    }
}
