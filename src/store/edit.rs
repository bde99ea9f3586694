//! Edits of what a record holds: a directive's head, and a task with its deadline and steps.
//!
//! Border: each compares the whole value that was seen with the one that is there, writes the new one
//! and what is kept from it, and leaves its entry in the journal. Rows that go stay with their day of
//! deletion, so that undo finds them.

use rusqlite::{OptionalExtension, ToSql, params};

use super::apply::Write;
use super::fault::Fault;
use super::journal::Subject;
use super::record::Tasks;
use super::value::Col;
use super::{clean, deadline, kept, record};
use crate::domain::change::{Act, Change, Outcome};
use crate::domain::deadline::Deadline;
use crate::domain::directive::NewDirective;
use crate::domain::fields::{DirectiveFields, TaskFields};
use crate::domain::recurrence;
use crate::domain::task::{NewTask, Step};
use crate::domain::{DirectiveId, TaskId};
use crate::error::Error;
use crate::text::clean_line;

const TASK: &str = "UPDATE task SET rev = rev + 1, item = f->>'item', title = f->>'title', text = f->>'text',
        kind = f->>'kind', follower_id = (SELECT id FROM person WHERE login = f->>'follower'),
        internal_due = f->>'internal_due'
    FROM (SELECT ?2 AS f) WHERE id = ?1";

/// Brings back what is on the list ?2 again of task ?1, with what was entered for it: what the act that is
/// taken back took out. Only for undo and redo: a unit that is named anew begins anew.
const BACK: [&str; 2] = [
    "UPDATE assignment SET deleted_at = NULL WHERE id IN (
       SELECT ifnull(max(a.id) FILTER (WHERE a.deleted_at = ?2->>'gone_at'), max(a.id))
       FROM json_each(?2, '$.units') p JOIN assignment a
         ON a.task_id = ?1 AND a.printed = p.value->>'unit' AND a.role = p.value->>'role'
       GROUP BY p.key HAVING count(*) = count(a.deleted_at))",
    "UPDATE target SET deleted_at = NULL WHERE id IN (
       SELECT ifnull(max(g.id) FILTER (WHERE g.deleted_at = ?2->>'gone_at'), max(g.id))
       FROM json_each(?2, '$.targets') p JOIN target g ON g.task_id = ?1 AND g.position = p.key
       GROUP BY p.key HAVING count(*) = count(g.deleted_at))",
];

/// Units are told apart by name and role, targets by their places. Of task ?1, its lists ?2, now ?3.
const LISTS: [&str; 6] = [
    "UPDATE assignment SET deleted_at = ?3, rev = rev + 1
     WHERE task_id = ?1 AND deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM json_each(?2, '$.units') p
       WHERE p.value->>'unit' = printed AND p.value->>'role' = role)",
    "UPDATE assignment SET position = p.key FROM json_each(?2, '$.units') p
     WHERE task_id = ?1 AND deleted_at IS NULL AND printed = p.value->>'unit' AND role = p.value->>'role'",
    "INSERT INTO assignment (task_id, position, unit_id, printed, role)
     SELECT ?1, p.key, (SELECT u.id FROM unit_name n JOIN unit u ON u.id = n.unit_id
              WHERE n.name_folded = fold(p.value->>'unit') AND u.deleted_at IS NULL ORDER BY u.id LIMIT 1),
            p.value->>'unit', p.value->>'role'
     FROM json_each(?2, '$.units') p WHERE NOT EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = ?1
       AND a.deleted_at IS NULL AND a.printed = p.value->>'unit' AND a.role = p.value->>'role')",
    "UPDATE target SET deleted_at = ?3, rev = rev + 1
     WHERE task_id = ?1 AND deleted_at IS NULL AND position >= json_array_length(?2, '$.targets')",
    "UPDATE target SET measure = p.value->>'measure', comparator = p.value->>'comparator',
            value = p.value->>'value', rev = rev + 1
     FROM json_each(?2, '$.targets') p WHERE task_id = ?1 AND deleted_at IS NULL AND position = p.key",
    "INSERT INTO target (task_id, position, measure, comparator, value)
     SELECT ?1, p.key, p.value->>'measure', p.value->>'comparator', p.value->>'value'
     FROM json_each(?2, '$.targets') p WHERE NOT EXISTS
       (SELECT 1 FROM target g WHERE g.task_id = ?1 AND g.deleted_at IS NULL AND g.position = p.key)",
];

/// As [`LISTS`], of steps ?2.
const STEPS: [&str; 3] = [
    "UPDATE step SET deleted_at = ?3, rev = rev + 1
     WHERE task_id = ?1 AND deleted_at IS NULL AND position >= json_array_length(?2)",
    "UPDATE step SET text = p.value->>'text', done = p.value->>'done', rev = rev + 1
     FROM json_each(?2) p WHERE task_id = ?1 AND deleted_at IS NULL AND position = p.key",
    "INSERT INTO step (task_id, position, text, done)
     SELECT ?1, p.key, p.value->>'text', p.value->>'done' FROM json_each(?2) p WHERE NOT EXISTS
       (SELECT 1 FROM step s WHERE s.task_id = ?1 AND s.deleted_at IS NULL AND s.position = p.key)",
];

impl Write<'_> {
    pub(super) fn edit_directive(
        &mut self,
        directive: DirectiveId,
        old: DirectiveFields,
        new: DirectiveFields,
    ) -> Result<Outcome, Fault> {
        let new = clean::directive_fields(new)?;
        let current = DirectiveFields::of(&self.live(directive)?.0);
        let subject = Subject { directive: directive.0, task: None };
        let change = |old, new| Change::DirectiveEdited { directive, old: Box::new(old), new: Box::new(new) };
        if let Some(so) = self.is_so(subject, [&current, &old, &new], change)? {
            return Ok(so);
        }
        kept::take_out(self.tx, directive.0)?;
        record::update_head(self, directive.0, &new)?;
        kept::enter(self.tx, directive.0)?;
        self.journal(change(old, new), subject).map(Outcome::Applied)
    }

    /// A task without an item gets the number after the highest.
    pub(super) fn add_task(&mut self, directive: DirectiveId, mut task: NewTask) -> Result<Outcome, Fault> {
        clean::clean_task(&mut task)?;
        self.date_safely(std::slice::from_mut(&mut task))?;
        let (NewDirective { tasks, .. }, ids) = self.live(directive)?;
        // "2.a" belongs to "2" where there is one.
        let above = task.item.rsplit_once('.').map(|(above, _)| above.to_owned());
        let above = above.filter(|above| tasks.iter().any(|task| task.item == *above));
        task.parent = task.parent.or(above);
        if let Some(parent) = task.parent.as_ref().filter(|parent| tasks.iter().all(|t| t.item != **parent)) {
            return Err(Error::Usage(format!("parent {parent} ({})", task.item)).into());
        }
        // Of two people who enter the coming times of a duty at once, one enters them.
        let is_here = |(other, _): &(&NewTask, &TaskId)| recurrence::is_same_time(&tasks, other, &task);
        if let Some((_, id)) = tasks.iter().zip(&ids).find(is_here) {
            let subject = Subject { directive: directive.0, task: Some(id.0) };
            return self
                .already_so(subject, &Change::TaskAdded { id: None, directive, task: Box::new(task) });
        }
        if tasks.len() >= clean::MOST_TASKS {
            return Err(Error::Usage("tasks".into()).into());
        }
        if task.item.trim().is_empty() {
            let highest = tasks.iter().filter_map(|task| task.item.parse::<u32>().ok()).max();
            task.item = highest.map_or(1, |highest| highest.saturating_add(1)).to_string();
        }
        self.enter_actor()?;
        kept::take_out(self.tx, directive.0)?;
        let id = record::insert_task(self, directive.0, &task)?;
        kept::enter(self.tx, directive.0)?;
        let change = Change::TaskAdded { id: Some(id), directive, task: Box::new(task) };
        self.journal(change, Subject { directive: directive.0, task: Some(id.0) }).map(Outcome::Applied)
    }

    /// What stands below it stays where it is.
    pub(super) fn trash_task(&mut self, task: TaskId, old: bool, new: bool) -> Result<Outcome, Fault> {
        let mut read = self.tx.prepare_cached(
            "SELECT t.directive_id, t.deleted_at IS NOT NULL FROM task t JOIN directive d ON d.id = t.directive_id
             WHERE t.id = ?1 AND d.deleted_at IS NULL",
        )?;
        let found: Option<(i64, bool)> =
            read.query_row([task.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (directive, current) = found.ok_or_else(|| Error::NoSuchRecord(task.0.to_string()))?;
        let subject = Subject { directive, task: Some(task.0) };
        let change = |old, new| Change::TaskTrashed { task, old, new };
        if let Some(so) = self.is_so(subject, [&current, &old, &new], change)? {
            return Ok(so);
        }
        kept::take_out(self.tx, directive)?;
        self.tx
            .prepare_cached("UPDATE task SET deleted_at = ?2, rev = rev + 1 WHERE id = ?1")?
            .execute(params![task.0, new.then_some(Col(self.now))])?;
        kept::enter(self.tx, directive)?;
        self.journal(change(old, new), subject).map(Outcome::Applied)
    }

    pub(super) fn edit_task(
        &mut self,
        task: TaskId,
        old: TaskFields,
        new: TaskFields,
    ) -> Result<Outcome, Fault> {
        let new = clean::task_fields(new)?;
        let (subject, current) = self.live_task(task)?;
        let change = |old, new| Change::TaskEdited { task, old: Box::new(old), new: Box::new(new) };
        if let Some(so) = self.is_so(subject, [&TaskFields::of(&current), &old, &new], change)? {
            return Ok(so);
        }
        let wanted = new.clone().put_into(current);
        record::enter_names(self.tx, None, std::slice::from_ref(&wanted))?;
        kept::take_out(self.tx, subject.directive)?;
        let fields = serde_json::to_string(&new).expect("fields have no maps with other keys than text");
        self.tx.prepare_cached(TASK)?.execute(params![task.0, fields])?;
        let mut last = self.tx.prepare_cached(
            "SELECT at FROM journal WHERE seq = ?1 OR undo_of = ?1 ORDER BY seq DESC LIMIT 1",
        )?;
        let root = self.undo_of.map(|root| root.0);
        let gone_at: Option<String> = last.query_row([root], |row| row.get(0)).optional()?;
        let lists =
            serde_json::json!({"units": wanted.assignments, "targets": new.targets, "gone_at": gone_at});
        let lists = lists.to_string();
        if self.act != Act::Do {
            self.each(&BACK, task, &lists)?;
        }
        self.each(&LISTS, task, &lists)?;
        kept::enter(self.tx, subject.directive)?;
        self.journal(change(old, new), subject).map(Outcome::Applied)
    }

    pub(super) fn set_steps(
        &mut self,
        task: TaskId,
        old: Vec<Step>,
        mut new: Vec<Step>,
    ) -> Result<Outcome, Fault> {
        clean::steps(&mut new);
        let (subject, current) = self.live_task(task)?;
        let change = |old, new| Change::StepsSet { task, old, new };
        if let Some(so) = self.is_so(subject, [&current.steps, &old, &new], change)? {
            return Ok(so);
        }
        let steps = serde_json::to_string(&new).expect("steps have no maps with other keys than text");
        self.each(&STEPS, task, &steps)?;
        self.tx.prepare_cached("UPDATE task SET rev = rev + 1 WHERE id = ?1")?.execute([task.0])?;
        self.journal(change(old, new), subject).map(Outcome::Applied)
    }

    /// `consent` is the issuer's document, and the reason.
    pub(super) fn set_deadline(
        &mut self,
        task: TaskId,
        old: Option<Deadline>,
        mut new: Option<Deadline>,
        consent: [Option<String>; 2],
    ) -> Result<Outcome, Fault> {
        new.as_mut().map_or(Ok(()), clean::deadline)?;
        let [mut document, mut reason] = consent;
        clean::clean_option(&mut document, clean_line);
        clean::clean_option(&mut reason, clean_line);
        let (subject, current) = self.live_task(task)?;
        // The consent is that of the new one, not of what is there.
        let since = |old, new| Change::DeadlineSet { task, old, new, document: None, reason: None };
        if let Some(so) = self.is_so(subject, [&current.deadline, &old, &new], since)? {
            return Ok(so);
        }
        kept::take_out(self.tx, subject.directive)?;
        let consent = [document.as_deref(), reason.as_deref()];
        let set = deadline::Set { act: self.act, by: &self.login, at: self.now, consent };
        deadline::replace(self.tx, task, new.as_ref(), &set)?;
        self.tx.prepare_cached("UPDATE task SET rev = rev + 1 WHERE id = ?1")?.execute([task.0])?;
        kept::put_in(self.tx, subject.directive)?;
        self.journal(Change::DeadlineSet { task, old, new, document, reason }, subject).map(Outcome::Applied)
    }

    /// Nothing to do where the value is as asked already; refused where it is another than was seen.
    pub(super) fn is_so<T: PartialEq + Clone>(
        &self,
        subject: Subject,
        [current, old, new]: [&T; 3],
        change: impl Fn(T, T) -> Change,
    ) -> Result<Option<Outcome>, Fault> {
        let since = || change(old.clone(), current.clone());
        if current == new {
            return self.already_so(subject, &since()).map(Some);
        }
        if current == old { Ok(None) } else { Err(self.changed(subject, &since())?) }
    }

    /// A directive outside the trash, and the numbers of its tasks.
    pub(super) fn live(&self, directive: DirectiveId) -> Result<(NewDirective, Vec<TaskId>), Fault> {
        let found = record::read(self.tx, directive.0, Tasks::Live)?.filter(|found| !found.trashed);
        let found = found.ok_or_else(|| Error::NoSuchRecord(directive.0.to_string()))?;
        Ok((found.record, found.task_ids))
    }

    /// A task that is not in the trash, nor its directive.
    pub(super) fn live_task(&self, task: TaskId) -> Result<(Subject, NewTask), Fault> {
        let none = || Error::NoSuchRecord(task.0.to_string());
        let mut read = self.tx.prepare_cached("SELECT directive_id FROM task WHERE id = ?1")?;
        let directive = read.query_row([task.0], |row| row.get(0)).optional()?.ok_or_else(none)?;
        let (mut record, ids) = self.live(DirectiveId(directive))?;
        let at = ids.iter().position(|id| *id == task).ok_or_else(none)?;
        Ok((Subject { directive, task: Some(task.0) }, record.tasks.swap_remove(at)))
    }

    fn each(&self, statements: &[&str], task: TaskId, lists: &str) -> rusqlite::Result<()> {
        let values: [&dyn ToSql; 3] = [&task.0, &lists, &Col(self.now)];
        for sql in statements {
            let mut statement = self.tx.prepare_cached(sql)?;
            let n = statement.parameter_count();
            statement.execute(values.get(..n).unwrap_or(&values))?;
        }
        Ok(())
    }
}
