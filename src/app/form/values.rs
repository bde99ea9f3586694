//! Between a record and the texts of a form: what stands in each field, and what is typed taken over
//! into the record.
//!
//! Border: one field at a time; what they must agree with is in [`super::filled`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Calendar;
use crate::domain::deadline::{Deadline, DeadlineClass, Rule, Terms};
use crate::domain::directive::DocKind;
use crate::domain::fields::{DirectiveFields, TaskFields};
use crate::domain::query::Names;
use crate::domain::task::{NewTask, State, Step, Target, TaskKind};
use crate::domain::typed::{self, Refusal, Typed};
use crate::domain::{DirectiveId, TaskId, reckon};
use crate::extract;
use crate::i18n::{Lang, countdown::full_date};
use crate::text;

use super::entered::{Entered, event_names};
use super::office::Desk;
use super::rows::{self, Name, Row, Takes, URGENCIES};
use super::target::{named_target, set_target, value_text};

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
    /// What [`Base::desk`] holds.
    Office,
    Remind,
    DoneOn,
    Reopen,
    Reported,
    Pause,
    Withdraw,
    Supersede,
    HandOver,
    /// Of the target at this place.
    Actual(usize),
    /// Of the assignment at this place.
    Part(usize),
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
    /// All tasks of the directive as they were read. Not in drafts: what a draft edits is read again.
    #[serde(skip)]
    pub tasks: Vec<(TaskId, NewTask)>,
    /// A record of the office.
    #[serde(default)]
    pub desk: Desk,
    /// Further tasks that get what is typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Base>,
    #[serde(default)]
    pub event: Entered,
}

/// What texts are read with.
pub struct Reader<'a> {
    pub lang: Lang,
    pub today: NaiveDate,
    pub calendar: &'a Calendar,
    pub names: Option<&'a Names>,
}

impl Base {
    pub fn new(kind: Kind, directive: Option<DirectiveId>, head: DirectiveFields) -> Self {
        Self {
            kind,
            directive,
            task: None,
            head,
            record: NewTask::default(),
            next_item: String::new(),
            consent: None,
            reason: None,
            tasks: Vec::new(),
            desk: Desk::None,
            others: Vec::new(),
            event: Entered::default(),
        }
    }

    /// The fields of the form, in order.
    pub fn names(&self) -> Vec<Name> {
        if let Some(names) = event_names(self.kind) {
            let is_one_of_several = self.record.targets.len() > 1;
            let names = names.iter().filter(|name| is_one_of_several || **name != Name::OfTarget);
            return names.copied().collect();
        }
        let (first, last) = match self.kind {
            Kind::Directive => (Name::Reference, Name::HandlingNote),
            Kind::Task if self.record.progress.state == State::Done => (Name::Title, Name::Note),
            Kind::Task => (Name::Title, Name::Item),
            Kind::Deadline => (Name::NewDue, Name::Reason),
            Kind::TaskNote => (Name::Note, Name::Note),
            Kind::DirectiveNote => (Name::HandlingNote, Name::HandlingNote),
            Kind::Office => self.desk.names(),
            _ => (Name::Step, Name::Step),
        };
        rows::between(first, last).collect()
    }

    /// The day of its deadline.
    pub fn due(&self) -> Option<NaiveDate> {
        self.record.deadline.as_ref().and_then(|deadline| deadline.on)
    }

    /// What stands in a field.
    pub fn text(&self, name: Name) -> String {
        let (head, task) = (&self.head, &self.record);
        let units = TaskFields::of(task);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let day = |on: Option<NaiveDate>| on.map_or_else(String::new, full_date);
        let target = task.targets.first();
        let phrase = || task.deadline.as_ref().and_then(|due| due.phrase.clone()).unwrap_or_default();
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
            Name::Due if self.due().is_some() => day(self.due()),
            Name::Due => phrase(),
            // What comes again is opened again: saving it adds the times that are still missing.
            Name::NewDue if task.kind == TaskKind::Periodic && self.due().is_none() => phrase(),
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
            Name::EventOn => day(self.event.on),
            Name::Channel => self.event.channel.to_string(),
            Name::OfUnit => text(&self.event.unit),
            Name::EventReply | Name::Newer | Name::Document => text(&self.event.document),
            Name::SpokenTo => text(&self.event.spoken_to),
            Name::Promised => day(self.event.promised_on),
            Name::OfTarget => match self.kind {
                Kind::Actual(at) => self.record.targets.get(at).map_or_else(String::new, named_target),
                _ => String::new(),
            },
            Name::Reached => self.event.value.clone(),
            Name::EventNote => text(&self.event.note),
            Name::Why => text(&self.event.reason),
            Name::NewDue | Name::Consent | Name::Reason => String::new(),
            name => self.desk.text(name),
        }
    }

    /// Takes over what was typed into a field. Errors are sentences for under it.
    pub(super) fn set(&mut self, row: &Row, with: &Reader<'_>) -> Result<(), String> {
        let text = row.text();
        let some = || Some(text.clone()).filter(|text| !text.is_empty());
        let head = &mut self.head;
        match row.name() {
            Name::Reference => head.reference = some(),
            Name::IssuedOn => head.issued_on = with.day(row)?,
            Name::Kind => head.kind = DocKind::from(text.to_lowercase()),
            Name::Issuer => head.issuer = some(),
            Name::Subject => head.subject = text::clean_line(&text),
            Name::Urgency => head.urgency = URGENCIES[row.choice()],
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
            Name::EventOn => self.event.on = with.day(row)?,
            Name::Channel => self.event.channel = row.choice(),
            Name::OfUnit => self.event.unit = some(),
            Name::EventReply | Name::Newer | Name::Document => self.event.document = some(),
            Name::SpokenTo => self.event.spoken_to = some(),
            Name::Promised => self.event.promised_on = with.day(row)?,
            Name::OfTarget => {
                let at = self.target_called(&text);
                self.event.target = Some(at.ok_or_else(|| with.lang.wrong_target())?);
            }
            Name::Reached => self.event.value = text,
            Name::EventNote => self.event.note = some(),
            Name::Why => self.event.reason = some(),
            _ if self.kind == Kind::Office => return self.desk.set(row, with),
            _ => return self.set_task(row, with),
        }
        Ok(())
    }

    /// The place of the target that is called so, among several.
    pub(super) fn target_called(&self, name: &str) -> Option<usize> {
        let is_meant = |target: &Target| text::fold(&named_target(target)) == text::fold(name);
        self.record.targets.iter().position(is_meant)
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
        let new = with.deadline(row, &self.head)?.map(|(deadline, _)| deadline);
        let task = &mut self.record;
        task.kind = kind_with(new.as_ref(), task.kind);
        let is_same = |old: &Deadline, new: &Deadline| {
            let is_named_again = new.rule == Rule::Decided && new.on.is_some();
            old.on == new.on && (is_named_again || (old.rule, old.terms) == (new.rule, new.terms))
        };
        // The words of the letter stay where the day is the one they say.
        if !task.deadline.as_ref().zip(new.as_ref()).is_some_and(|(old, new)| is_same(old, new)) {
            task.deadline = new;
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
}

/// The kind of a task once it has this deadline.
fn kind_with(deadline: Option<&Deadline>, kind: TaskKind) -> TaskKind {
    match (deadline.map(|deadline| (deadline.class, deadline.terms)), kind) {
        (Some((_, Some(Terms::Every(_)))), _) => TaskKind::Periodic,
        (Some((DeadlineClass::Ongoing, _)), _) => TaskKind::Standing,
        (_, TaskKind::Periodic | TaskKind::Standing) => TaskKind::Ordinary,
        (_, kind) => kind,
    }
}

impl Reader<'_> {
    /// The deadline that was typed for a task of this directive, and its day as it is shown back, where it
    /// has one. What is no date is read in the words of letters.
    ///
    /// # Errors
    /// Why it is refused, in words.
    pub fn deadline(
        &self,
        row: &Row,
        head: &DirectiveFields,
    ) -> Result<Option<(Deadline, Option<typed::Echo>)>, String> {
        let text = row.text();
        let before = typed::before(&text);
        let rule = if before.is_some() { Rule::BeforeDay } else { Rule::Decided };
        match typed::parse(before.as_ref().unwrap_or(&text), self.today, self.calendar) {
            Ok(Typed::Nothing) => Ok(None),
            Ok(Typed::Day(echo)) => {
                let (class, on, unverified) = (DeadlineClass::Date, Some(echo.on), echo.unverified);
                let deadline = Deadline { phrase: None, class, on, at: None, rule, unverified, terms: None };
                Ok(Some((deadline, Some(echo))))
            }
            Err(refusal) => {
                let read = || extract::deadline_of(&text, self.today);
                let is_no_date = refusal == Refusal::Unknown;
                let words = is_no_date.then(read).flatten();
                let words = words.ok_or_else(|| self.lang.typed_refusal(&refusal, false))?;
                let deadline = reckon::again(&words, head.issued_on, head.received_on, self.calendar);
                let echo = deadline.on.map(|on| typed::Echo {
                    unverified: deadline.unverified,
                    ..typed::echo(on, self.today, self.calendar)
                });
                Ok(Some((deadline, echo)))
            }
        }
    }

    /// The day that was typed. `None` where there is none.
    ///
    /// # Errors
    /// Why it is refused, in words.
    pub fn echo(&self, row: &Row) -> Result<Option<typed::Echo>, String> {
        let is_passed = row.spec().takes == Takes::Passed;
        let parse = if is_passed { typed::parse_passed } else { typed::parse };
        match parse(&row.text(), self.today, self.calendar) {
            Ok(Typed::Nothing) => Ok(None),
            Ok(Typed::Day(echo)) => Ok(Some(echo)),
            Err(refusal) => Err(self.lang.typed_refusal(&refusal, is_passed)),
        }
    }

    pub(super) fn day(&self, row: &Row) -> Result<Option<NaiveDate>, String> {
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

pub(super) fn several(text: &str) -> Vec<String> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect()
}
