//! A filled-in form as a whole: what its fields must agree with, and the changes that follow from them.
//!
//! Border: values. A field that was not touched gives back exactly what the record held.

use chrono::NaiveDate;

use crate::domain::TaskId;
use crate::domain::change::Change;
use crate::domain::directive::NewDirective;
use crate::domain::fields::TaskFields;
use crate::domain::task::NewTask;
use crate::i18n::Lang;

use super::rows::{Name, Row};
use super::values::{Base, Kind, Reader};

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
        let of_office = new.desk.contradictions(with.lang);
        for (name, wrong) in self.contradictions(&new, rows, with.lang).into_iter().chain(of_office) {
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
            (Kind::Office, ..) => self.desk.changes(new.desk),
            (Kind::Directive, None, _) => {
                let record = Box::new(new.head.put_into(NewDirective::default()));
                vec![Change::DirectiveAdded { id: None, record }]
            }
            (Kind::Directive | Kind::DirectiveNote, Some(directive), _) => {
                let (old, new) = (Box::new(self.head.clone()), Box::new(new.head));
                let is_edited = old != new;
                is_edited.then_some(Change::DirectiveEdited { directive, old, new }).into_iter().collect()
            }
            (_, Some(directive), None) => {
                vec![Change::TaskAdded { id: None, directive, task: Box::new(task) }]
            }
            (_, _, Some(id)) => changes_of_task(id, old_task, task, new.consent, new.reason),
            (_, None, None) => Vec::new(),
        }
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
