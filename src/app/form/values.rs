//! Between a record and the texts of a form: what stands in each field, what is typed taken over into
//! the record, what it must agree with, and the changes that follow.
//!
//! Border: values. A field that was not touched gives back exactly what the record held.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Calendar;
use crate::domain::change::Change;
use crate::domain::deadline::{Deadline, DeadlineClass, Rule};
use crate::domain::directive::{DocKind, NewDirective};
use crate::domain::fields::{DirectiveFields, TaskFields};
use crate::domain::query::Names;
use crate::domain::task::{Comparator, NewTask, State, Step, Target};
use crate::domain::typed::{self, Typed};
use crate::domain::{DirectiveId, TaskId};
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;
use crate::text;

use super::rows::{Name, Row, Takes, URGENCIES};

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Directive,
    Task,
    Deadline,
    TaskNote,
    /// Bút phê.
    DirectiveNote,
    /// The step at this place; `None` adds one.
    Step(Option<usize>),
}

/// What a form edits, as the record holds it; with what was typed in its place, what it is to hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Base {
    pub kind: Kind,
    /// `None` where one is added.
    pub directive: Option<DirectiveId>,
    /// `None` where one is added, or where the form is about the directive.
    pub task: Option<TaskId>,
    pub head: DirectiveFields,
    pub record: NewTask,
    /// The item of a task without one.
    pub next_item: String,
    /// With a new deadline: the issuer's consent, and why.
    pub consent: Option<String>,
    pub reason: Option<String>,
}

/// What texts are read with.
pub struct Reader<'a> {
    pub lang: Lang,
    pub today: NaiveDate,
    pub calendar: &'a Calendar,
    pub names: Option<&'a Names>,
}

const HEAD: [Name; 14] = [
    Name::Reference,
    Name::IssuedOn,
    Name::Kind,
    Name::Issuer,
    Name::Subject,
    Name::Urgency,
    Name::Addressees,
    Name::Signer,
    Name::ReceivedOn,
    Name::Inbound,
    Name::ReportTo,
    Name::ReportVia,
    Name::Follower,
    Name::HandlingNote,
];
const TASK: [Name; 9] = [
    Name::Title,
    Name::Leads,
    Name::Supports,
    Name::TaskFollower,
    Name::Due,
    Name::Internal,
    Name::Measure,
    Name::Value,
    Name::Item,
];

impl Base {
    pub fn new(kind: Kind, directive: Option<DirectiveId>, head: DirectiveFields) -> Self {
        let (record, next_item) = (NewTask::default(), String::new());
        Self { kind, directive, task: None, head, record, next_item, consent: None, reason: None }
    }

    /// The fields of the form, in order.
    pub fn names(&self) -> Vec<Name> {
        match self.kind {
            Kind::Directive => HEAD.to_vec(),
            Kind::Task if self.record.progress.state == State::Done => {
                TASK.into_iter().chain([Name::DoneOn, Name::Reply, Name::Note]).collect()
            }
            Kind::Task => TASK.to_vec(),
            Kind::Deadline => vec![Name::NewDue, Name::Consent, Name::Reason],
            Kind::TaskNote => vec![Name::Note],
            Kind::DirectiveNote => vec![Name::HandlingNote],
            Kind::Step(_) => vec![Name::Step],
        }
    }

    fn due(&self) -> Option<NaiveDate> {
        self.record.deadline.as_ref().and_then(|deadline| deadline.on)
    }

    /// What stands in a field.
    pub fn text(&self, name: Name) -> String {
        let (head, task) = (&self.head, &self.record);
        let units = TaskFields::of(task);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let day = |on: Option<NaiveDate>| on.map_or_else(String::new, full_date);
        let target = task.targets.first();
        match name {
            Name::Reference => text(&head.reference),
            Name::IssuedOn => day(head.issued_on),
            Name::Kind => head.kind.name().to_owned(),
            Name::Issuer => text(&head.issuer),
            Name::Subject => head.subject.clone(),
            Name::Urgency => {
                URGENCIES.iter().position(|urgency| *urgency == head.urgency).unwrap_or(0).to_string()
            }
            Name::Addressees => head.addressees.join("; "),
            Name::Signer => text(&head.signer),
            Name::ReceivedOn => day(head.received_on),
            Name::Inbound => text(&head.inbound_number),
            Name::ReportTo => text(&head.report_to),
            Name::ReportVia => text(&head.report_via),
            Name::Follower => text(&head.follower),
            Name::HandlingNote => text(&head.handling_note),
            Name::Title => task.title.clone(),
            Name::Leads => units.leads.join("; "),
            Name::Supports => units.supports.join("; "),
            Name::TaskFollower => text(&task.follower),
            Name::Due => day(self.due()),
            Name::Internal => day(task.internal_due),
            Name::Measure => target.map_or_else(String::new, |target| target.measure.clone()),
            Name::Value => target.map_or_else(String::new, value_text),
            Name::Item => task.item.clone(),
            Name::DoneOn => day(task.progress.done_on),
            Name::Reply => text(&task.progress.reply_document),
            Name::Note => text(&task.progress.note),
            Name::Step => match self.kind {
                Kind::Step(Some(at)) => task.steps.get(at).map_or_else(String::new, |step| step.text.clone()),
                _ => String::new(),
            },
            Name::NewDue | Name::Consent | Name::Reason => String::new(),
        }
    }

    /// Takes over what was typed into a field. Errors are sentences for under it.
    fn set(&mut self, row: &Row, with: &Reader<'_>) -> Result<(), String> {
        let text = row.text();
        let some = || Some(text.clone()).filter(|text| !text.is_empty());
        let head = &mut self.head;
        match row.name() {
            Name::Reference => head.reference = some(),
            Name::IssuedOn => head.issued_on = with.day(row)?,
            Name::Kind => head.kind = DocKind::from(text.to_lowercase()),
            Name::Issuer => head.issuer = some(),
            Name::Subject => head.subject = text::clean_line(&text),
            Name::Urgency => head.urgency = URGENCIES[row.urgency()],
            Name::Addressees => head.addressees = several(&text),
            Name::Signer => head.signer = some(),
            Name::ReceivedOn => head.received_on = with.day(row)?,
            Name::Inbound => head.inbound_number = some(),
            Name::ReportTo => head.report_to = some(),
            Name::ReportVia => head.report_via = some(),
            Name::Follower => head.follower = with.person(&text)?,
            Name::HandlingNote => head.handling_note = some(),
            Name::DoneOn => self.record.progress.done_on = with.day(row)?,
            Name::Reply => self.record.progress.reply_document = some(),
            Name::Note => self.record.progress.note = some(),
            Name::Due | Name::NewDue => self.set_deadline(row, with)?,
            Name::Consent => self.consent = some(),
            Name::Reason => self.reason = some(),
            Name::Step => self.set_step(text),
            _ => return self.set_task(row, with),
        }
        Ok(())
    }

    fn set_task(&mut self, row: &Row, with: &Reader<'_>) -> Result<(), String> {
        let text = row.text();
        let mut fields = TaskFields::of(&self.record);
        match row.name() {
            Name::Title => {
                let title = text::clean_line(&text);
                // The letter's own wording stays where the title was an abridgement of it.
                if fields.text == fields.title {
                    fields.text.clone_from(&title);
                }
                fields.title = title;
            }
            Name::Leads => fields.leads = several(&text),
            Name::Supports => fields.supports = several(&text),
            Name::TaskFollower => fields.follower = with.person(&text)?,
            Name::Internal => fields.internal_due = with.day(row)?,
            Name::Item => fields.item = text,
            Name::Measure => set_target(&mut fields.targets, Some(&text), None),
            Name::Value => set_target(&mut fields.targets, None, Some(&text)),
            _ => {}
        }
        self.record = fields.put_into(std::mem::take(&mut self.record));
        Ok(())
    }

    fn set_deadline(&mut self, row: &Row, with: &Reader<'_>) -> Result<(), String> {
        let Some(echo) = with.echo(row)? else {
            self.record.deadline = None;
            return Ok(());
        };
        if self.due() != Some(echo.on) {
            let (class, rule) = (DeadlineClass::Date, Rule::Decided);
            let (on, unverified) = (Some(echo.on), echo.unverified);
            self.record.deadline = Some(Deadline { phrase: None, class, on, at: None, rule, unverified });
        }
        Ok(())
    }

    fn set_step(&mut self, text: String) {
        let steps = &mut self.record.steps;
        match self.kind {
            Kind::Step(Some(at)) if at < steps.len() => steps[at].text = text,
            _ => steps.push(Step { text, done: false }),
        }
    }

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

impl Reader<'_> {
    /// The day that was typed. `None` where there is none.
    ///
    /// # Errors
    /// Why it is refused, in words.
    pub fn echo(&self, row: &Row) -> Result<Option<typed::Echo>, String> {
        let parse = if row.spec().takes == Takes::Passed { typed::parse_passed } else { typed::parse };
        match parse(&row.text(), self.today, self.calendar) {
            Ok(Typed::Nothing) => Ok(None),
            Ok(Typed::Day(echo)) => Ok(Some(echo)),
            Err(refusal) => Err(self.lang.typed_refusal(&refusal)),
        }
    }

    fn day(&self, row: &Row) -> Result<Option<NaiveDate>, String> {
        let on = self.echo(row)?.map(|echo| echo.on);
        let is_too_early = row.spec().takes == Takes::Passed && on.is_some_and(|on| on > self.today);
        if is_too_early { Err(self.lang.wrong_future()) } else { Ok(on) }
    }

    /// The login of who is meant: by login or by the name shown; a login that the office's file does not
    /// know is taken as it is.
    fn person(&self, text: &str) -> Result<Option<String>, String> {
        let folded = text::fold(text);
        let people = self.names.map_or(&[][..], |names| &names.people);
        let known = people.iter().find(|(login, name)| login == text || text::fold(name) == folded);
        let is_login = text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
        match known {
            _ if text.is_empty() => Ok(None),
            Some((login, _)) => Ok(Some(login.clone())),
            None if is_login => Ok(Some(text.to_owned())),
            None => Err(self.lang.wrong_person()),
        }
    }
}

fn several(text: &str) -> Vec<String> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect()
}

/// How a comparison is written, the first one as it is shown.
const SIGNS: [(&str, Comparator); 5] = [
    (">=", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("≥", Comparator::AtLeast),
    ("≤", Comparator::AtMost),
    ("=", Comparator::Exactly),
];

fn value_text(target: &Target) -> String {
    let sign =
        SIGNS.iter().find(|(_, comparator)| *comparator == target.comparator).map_or("", |(sign, _)| sign);
    if target.comparator == Comparator::Exactly {
        target.value.clone()
    } else {
        format!("{sign} {}", target.value)
    }
}

/// Puts measure or value into the first target; the others stay.
fn set_target(targets: &mut Vec<Target>, measure: Option<&str>, value: Option<&str>) {
    if targets.is_empty() {
        let (measure, value) = (String::new(), String::new());
        targets.push(Target { measure, comparator: Comparator::Exactly, value, actuals: Vec::new() });
    }
    let target = &mut targets[0];
    if let Some(measure) = measure {
        measure.clone_into(&mut target.measure);
    }
    if let Some(value) = value {
        let sign = SIGNS.iter().find(|(sign, _)| value.starts_with(sign));
        let (sign, comparator) = sign.copied().unwrap_or(("", Comparator::Exactly));
        target.comparator = comparator;
        value.strip_prefix(sign).unwrap_or(value).trim().clone_into(&mut target.value);
    }
}
