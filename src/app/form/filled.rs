//! A filled-in form as a whole: what its fields must agree with, and the changes that follow from them.
//!
//! Border: values. A field that was not touched gives back exactly what the record held.

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::deadline::{Deadline, DeadlineClass, Event, Terms};
use crate::domain::directive::NewDirective;
use crate::domain::fields::{DirectiveFields, TaskFields};
use crate::domain::reminder::Reminder;
use crate::domain::task::{Actual, NewTask, Part, Progress, State};
use crate::domain::{TaskId, reckon, recurrence};
use crate::i18n::Lang;
use crate::i18n::deadlines::period_name;

use super::entered::Entered;
use super::rows::{CHANNELS, Name, Row};
use super::values::{Base, Kind, Reader};

impl Base {
    /// The further tasks have something else in a field.
    pub fn differs(&self, name: Name) -> bool {
        let text = self.text(name);
        self.others.iter().any(|other| other.text(name) != text)
    }

    /// What stands in a field of the form: of several tasks only what all have. Left empty, each keeps its own.
    pub fn common_text(&self, name: Name) -> String {
        if self.differs(name) { String::new() } else { self.text(name) }
    }

    /// The record with what was typed in its place. Errors are put under their fields.
    pub fn filled_in(&self, rows: &mut [Row], with: &Reader<'_>) -> Option<Base> {
        let mut new = self.clone();
        for row in rows.iter_mut() {
            row.error = if row.spec().is_required && row.text().is_empty() {
                Some(with.lang.wrong_empty())
            } else if row.field.is_too_long() {
                Some(with.lang.wrong_too_long(row.field.limit()))
            } else if row.is_changed() || row.name() == Name::NewDue && self.is_untold(row) {
                new.set(row, with).err()
            } else {
                None
            };
        }
        let of_office = new.desk.contradictions(with.lang);
        for (name, wrong) in self.contradictions(&new, rows, with.lang).into_iter().chain(of_office) {
            if let Some(row) = rows.iter_mut().find(|row| row.name() == name && row.error.is_none()) {
                row.error = Some(wrong);
            }
        }
        new.complete();
        rows.iter().all(|row| row.error.is_none()).then_some(new)
    }

    /// Entered before what comes again was kept in terms: its words, standing in the field, are read once
    /// more.
    fn is_untold(&self, row: &Row) -> bool {
        let untold = |due: &Deadline| due.class == DeadlineClass::Recurring && due.terms.is_none();
        self.record.deadline.as_ref().is_some_and(untold) && row.text() == self.text(row.name()).trim()
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
    pub fn changes(&self, new: Base, with: &Reader<'_>) -> Vec<Change> {
        let (old_task, task) = (&self.record, new.record);
        let times = self.times(&task, with);
        match (self.kind, self.directive, self.task) {
            (Kind::Office, ..) => self.desk.changes(new.desk),
            (Kind::Directive, None, _) => {
                let record = Box::new(new.head.put_into(NewDirective::default()));
                vec![Change::DirectiveAdded { id: None, record }]
            }
            (Kind::Directive | Kind::DirectiveNote, Some(directive), _) => {
                let (old, new) = (Box::new(self.head.clone()), Box::new(new.head));
                let again = self.reckoned_again(&new, with);
                let is_edited = old != new;
                let edited = is_edited.then_some(Change::DirectiveEdited { directive, old, new });
                edited.into_iter().chain(again).collect()
            }
            (kind, _, Some(task)) if kind.is_event() => {
                self.event_change(task, new.event).into_iter().collect()
            }
            (_, Some(directive), None) => {
                let added = |task| Change::TaskAdded { id: None, directive, task: Box::new(task) };
                std::iter::once(task).chain(times).map(added).collect()
            }
            (_, Some(directive), Some(id)) => {
                let moved = self.times_moved(&task, with);
                let mut changes = changes_of_task(id, old_task, task, new.consent, new.reason);
                changes.extend(moved);
                let added = |task| Change::TaskAdded { id: None, directive, task: Box::new(task) };
                changes.extend(times.into_iter().map(added));
                changes
            }
            (_, None, _) => Vec::new(),
        }
    }

    /// The tasks below this one, as they were read.
    fn below(&self) -> impl Iterator<Item = (TaskId, &NewTask)> + Clone {
        let is_below =
            |other: &NewTask| self.task.is_some() && other.parent.as_ref() == Some(&self.record.item);
        self.tasks.iter().filter(move |(_, other)| is_below(other)).map(|(id, other)| (*id, other))
    }

    /// The times to be added below a task that is to come again.
    pub fn times(&self, task: &NewTask, with: &Reader<'_>) -> Vec<NewTask> {
        let is_due = self.kind == Kind::Deadline || self.task.is_none();
        if !is_due && self.record.deadline == task.deadline {
            return Vec::new();
        }
        let had = self.record.deadline.as_ref().is_some_and(|due| matches!(due.terms, Some(Terms::Every(_))));
        let is_again = had && self.below().next().is_some();
        let rule = NewTask { kind: self.record.kind, ..task.clone() };
        let below = self.below().map(|(_, task)| task);
        recurrence::missing(&rule, below, (self.from(with), is_again), &period_name)
    }

    fn times_moved(&self, task: &NewTask, with: &Reader<'_>) -> Vec<Change> {
        let old = self.record.deadline.as_ref();
        let mut changes = recurrence::moved(old, task, self.below(), self.from(with), &period_name);
        changes.extend(recurrence::ended(old, task, self.below(), self.from(with), &period_name));
        changes
    }

    /// What is over is not entered afterwards.
    fn from(&self, with: &Reader<'_>) -> NaiveDate {
        self.head.issued_on.map_or(with.today, |issued| issued.max(with.today))
    }

    /// Deadlines that are counted from a day of the head which is another now.
    fn reckoned_again(&self, head: &DirectiveFields, with: &Reader<'_>) -> Vec<Change> {
        let (issued, received) = (head.issued_on, head.received_on);
        if (issued, received) == (self.head.issued_on, self.head.received_on) {
            return Vec::new();
        }
        let again = |(task, record): &(TaskId, NewTask)| {
            let old = record.deadline.clone()?;
            let Some(Terms::Counted { from, .. }) = old.terms else { return None };
            let new = reckon::again(&old, issued, received, with.calendar);
            let on = if from == Event::Issue { issued } else { received };
            let reason = Some(Lang::Vi.reckoned_again(from, on));
            let is_other = new != old;
            let change =
                Change::DeadlineSet { task: *task, old: Some(old), new: Some(new), document: None, reason };
            is_other.then_some(change)
        };
        self.tasks.iter().filter_map(again).collect()
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
            Kind::Actual(opened) => {
                let target = event.target.unwrap_or(opened);
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
