//! A filled-in form as a whole: what its fields must agree with, and the changes that follow from them.
//!
//! Border: values. A field that was not touched gives back exactly what the record held.

use chrono::NaiveDate;

use crate::domain::TaskId;
use crate::domain::change::Change;
use crate::domain::directive::NewDirective;
use crate::domain::fields::TaskFields;
use crate::domain::reminder::Reminder;
use crate::domain::task::{Actual, NewTask, Part, Progress, State};
use crate::i18n::Lang;

use super::rows::{CHANNELS, Name, Row};
use super::values::{Base, Entered, Kind, Reader};

impl Base {
    /// The record with what was typed in its place. Errors are put under their fields.
    pub fn filled_in(&self, rows: &mut [Row], with: &Reader<'_>) -> Option<Base> {
        let mut new = self.clone();
        for row in rows.iter_mut() {
            row.error = if row.spec().is_required && row.text().is_empty() {
                Some(with.lang.wrong_empty())
            } else if row.field.is_too_long() {
                Some(with.lang.wrong_too_long(row.field.limit()))
            } else if row.is_changed() {
                new.set(row, with).err()
            } else {
                None
            };
        }
        for (name, wrong) in self.contradictions(&new, rows, with.lang) {
            if let Some(row) = rows.iter_mut().find(|row| row.name() == name && row.error.is_none()) {
                row.error = Some(wrong);
            }
        }
        new.complete();
        rows.iter().all(|row| row.error.is_none()).then_some(new)
    }

    /// What does not agree in the new record, as far as it was touched.
    fn contradictions(&self, new: &Base, rows: &[Row], lang: Lang) -> Vec<(Name, String)> {
        let (old_due, due) = (self.due(), new.due());
        let is_before =
            |one: Option<NaiveDate>, other: Option<NaiveDate>| one.zip(other).is_some_and(|(a, b)| a < b);
        let issued = new.head.issued_on;
        let mut wrong = Vec::new();
        let mut check = |is_wrong: bool, name, words: String| wrong.extend(is_wrong.then_some((name, words)));
        check(is_before(new.head.received_on, issued), Name::ReceivedOn, lang.wrong_before_issue());
        check(is_before(new.record.progress.done_on, issued), Name::DoneOn, lang.wrong_before_issue());
        for name in [Name::Due, Name::NewDue] {
            check(due != old_due && is_before(due, issued), name, lang.wrong_due_before_issue());
        }
        let internal = new.record.internal_due;
        let is_touched = (old_due, self.record.internal_due) != (due, internal);
        for name in [Name::Internal, Name::NewDue] {
            check(is_touched && is_before(due, internal), name, lang.wrong_internal_late());
        }
        let (target, count) = (new.record.targets.first(), new.record.targets.len());
        let is_named = target.is_some_and(|target| !target.measure.is_empty());
        let has_value = target.is_none_or(|target| !target.value.is_empty());
        check(is_named && !has_value, Name::Value, lang.wrong_value());
        check(!is_named && !has_value && count > 1, Name::Measure, lang.wrong_targets());
        let event = &new.event;
        let is_early = event.on.zip(self.event.on).is_some_and(|(on, today)| on < today);
        let needs_reason = self.kind == Kind::Reopen || self.kind == Kind::DoneOn && is_early;
        check(needs_reason && event.reason.is_none(), Name::Why, lang.wrong_reason());
        check(is_before(event.on, issued), Name::EventOn, lang.wrong_before_issue());
        let is_same = self.kind == Kind::Deadline
            && self.record.deadline == new.record.deadline
            && rows.iter().any(Row::is_changed);
        let is_typed = rows.first().is_some_and(Row::is_changed);
        let words = if is_typed { lang.wrong_same_due() } else { lang.wrong_empty() };
        check(is_same, Name::NewDue, words);
        wrong
    }

    /// What was left open and follows from the rest.
    fn complete(&mut self) {
        let task = &mut self.record;
        if task.item.is_empty() {
            task.item.clone_from(&self.next_item);
        }
        if let Some(target) = task.targets.first_mut() {
            if target.value.is_empty() {
                task.targets.remove(0);
            } else if target.measure.is_empty() {
                target.measure.clone_from(&task.title);
            }
        }
    }

    /// The batch that makes this record the new one; empty where nothing differs.
    pub fn changes(&self, new: Base) -> Vec<Change> {
        let (old_task, task) = (&self.record, new.record);
        match (self.kind, self.directive, self.task) {
            (Kind::Directive, None, _) => {
                let record = Box::new(new.head.put_into(NewDirective::default()));
                vec![Change::DirectiveAdded { id: None, record }]
            }
            (Kind::Directive | Kind::DirectiveNote, Some(directive), _) => {
                let (old, new) = (Box::new(self.head.clone()), Box::new(new.head));
                let is_edited = old != new;
                is_edited.then_some(Change::DirectiveEdited { directive, old, new }).into_iter().collect()
            }
            (kind, _, Some(task)) if kind.is_event() => {
                self.event_change(task, new.event).into_iter().collect()
            }
            (_, Some(directive), None) => {
                vec![Change::TaskAdded { id: None, directive, task: Box::new(task) }]
            }
            (_, _, Some(id)) => changes_of_task(id, old_task, task, new.consent, new.reason),
            (_, None, None) => Vec::new(),
        }
    }
}

impl Base {
    /// What is entered of an event as a change of the task.
    fn event_change(&self, task: TaskId, event: Entered) -> Option<Change> {
        let old = self.record.progress.clone();
        let turned = |state| old.clone().turned(state, event.on);
        let new = match self.kind {
            Kind::Remind => {
                let reminder = Reminder {
                    task: Some(task),
                    unit: event.unit,
                    on: event.on?,
                    channel: CHANNELS[event.channel],
                    document: event.document,
                    spoken_to: event.spoken_to,
                    promised_on: event.promised_on,
                    note: event.note,
                };
                return Some(Change::ReminderAdded { id: None, reminder: Box::new(reminder) });
            }
            Kind::Actual(target) => {
                let old = self.record.targets.get(target)?.actuals.clone();
                let mut new = old.clone();
                new.push(Actual { on: event.on?, value: event.value });
                return Some(Change::ActualsSet { task, target, old, new });
            }
            Kind::Part(at) => {
                let part = self.record.assignments.get(at)?;
                let old = Part { done_on: part.done_on, reply_document: part.reply_document.clone() };
                let new = Part { done_on: event.on, reply_document: event.document };
                return Some(Change::PartProgress { task, unit: part.unit.clone(), old, new });
            }
            Kind::DoneOn => Progress {
                reply_document: event.document,
                note: event.note,
                reason: event.reason,
                ..turned(State::Done)
            },
            Kind::Reopen => Progress { reason: event.reason, ..turned(State::Open) },
            Kind::Reported => Progress { reported_on: event.on, ..turned(State::Reported) },
            kind => {
                let state = match kind {
                    Kind::Pause => State::Paused,
                    Kind::Withdraw => State::Withdrawn,
                    _ => State::Superseded,
                };
                Progress { document: event.document, reason: event.reason, ..turned(state) }
            }
        };
        Some(Change::TaskProgress { task, old, new })
    }
}

fn changes_of_task(
    task: TaskId,
    old: &NewTask,
    new: NewTask,
    document: Option<String>,
    reason: Option<String>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let (old_fields, new_fields) = (Box::new(TaskFields::of(old)), Box::new(TaskFields::of(&new)));
    if old_fields != new_fields {
        changes.push(Change::TaskEdited { task, old: old_fields, new: new_fields });
    }
    if old.deadline != new.deadline {
        let old = old.deadline.clone();
        changes.push(Change::DeadlineSet { task, old, new: new.deadline, document, reason });
    }
    if old.progress != new.progress {
        changes.push(Change::TaskProgress { task, old: old.progress.clone(), new: new.progress });
    }
    if old.steps != new.steps {
        changes.push(Change::StepsSet { task, old: old.steps.clone(), new: new.steps });
    }
    changes
}
