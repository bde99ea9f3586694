//! The rows of a review: every value that was read, with its place in the letter and how sure it is.
//!
//! Border: from a draft to rows, and from a row to the record's value; the cursor is in [`super`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::UnitId;
use crate::domain::directive::{DocKind, NewDirective, Urgency};
use crate::domain::kin::Relation;
use crate::domain::task::{NewTask, Span, TaskKind};
use crate::extract::{Certainty, Draft, DraftTask};
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;
use crate::text;

/// A value of the letter's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadField {
    Number,
    Issued,
    Issuer,
    Subject,
    Addressees,
    Signer,
    Report,
    Urgency,
    Kind,
}

/// What stands in a row of the left pane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// The letter is in the file already.
    Same,
    Head(HeadField),
    /// Over the tasks, which begin below it; the rows without a cursor are this and the blank ones.
    Tasks,
    /// By its place in the record.
    Task(usize),
    /// By its place in the record, and what the letter is to that document.
    Citation(usize, Relation),
    /// A name that is not in the register, and the unit there that it is said to mean.
    Unit(String, Option<(UnitId, String)>),
    Doubt(String),
    Blank,
}

impl Item {
    /// The same row, whatever was chosen in it.
    pub(super) fn is_same(&self, other: &Item) -> bool {
        match (self, other) {
            (Item::Citation(one, _), Item::Citation(other, _)) => one == other,
            (Item::Unit(one, _), Item::Unit(other, _)) => text::fold(one) == text::fold(other),
            (one, other) => one == other,
        }
    }
}

/// What is known of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Sure,
    Check,
    Decide,
    /// As read, because a person says so.
    Taken,
    Edited,
    Left,
}

impl From<Certainty> for Mark {
    fn from(certainty: Certainty) -> Self {
        match certainty {
            Certainty::Sure => Mark::Sure,
            Certainty::Check => Mark::Check,
            Certainty::Decide => Mark::Decide,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub item: Item,
    /// As read.
    pub(super) read: Mark,
    /// Where it stands in the original.
    pub(super) span: Option<Span>,
    pub is_left: bool,
    /// What a person said of it: taken or edited.
    pub(super) settled: Option<Mark>,
    /// Of a task: its units are not sure, its deadline is not, its targets are not.
    pub unsure: [bool; 3],
    /// Of the second part of a task that was split.
    pub(super) cut: Option<Box<Cut>>,
}

/// A task before it was split, and both parts as they then were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cut {
    pub row: Row,
    pub whole: NewTask,
    pub parts: [NewTask; 2],
}

impl Row {
    pub(super) fn new(item: Item, read: impl Into<Mark>, span: Option<Span>) -> Self {
        let (is_left, settled, unsure, cut) = (false, None, [false; 3], None);
        Self { item, read: read.into(), span, is_left, settled, unsure, cut }
    }

    pub(super) fn sure(item: Item, span: Option<Span>) -> Self {
        Self::new(item, Mark::Sure, span)
    }

    pub fn mark(&self) -> Mark {
        if self.is_left { Mark::Left } else { self.settled.unwrap_or(self.read) }
    }

    /// What was entered is sure, and is to be saved.
    pub(super) fn settle(&mut self, mark: Mark) {
        (self.settled, self.is_left, self.unsure) = (Some(mark), false, [false; 3]);
    }

    pub(super) fn has_cursor(&self) -> bool {
        !matches!(self.item, Item::Tasks | Item::Blank)
    }
}

pub(super) fn due_on(task: &NewTask) -> Option<NaiveDate> {
    task.deadline.as_ref()?.on
}

/// The letter's head, then its tasks.
pub(super) fn of(draft: &Draft) -> Vec<Row> {
    let mut rows = head_rows(draft);
    rows.extend([Row::sure(Item::Blank, None), Row::sure(Item::Tasks, None)]);
    rows.extend(draft.tasks.iter().enumerate().map(|(at, task)| task_row(at, task)));
    let cited = draft.citations.iter().enumerate();
    rows.extend(
        cited.map(|(at, read)| Row::new(Item::Citation(at, Relation::default()), read.certainty, read.span)),
    );
    rows
}

fn head_rows(draft: &Draft) -> Vec<Row> {
    use HeadField::{Addressees, Issued, Issuer, Kind, Number, Report, Signer, Subject};
    let row = |field, certainty, span| Row::new(Item::Head(field), certainty, span);
    let addressed = draft.addressees.iter().map(|read| read.certainty).max();
    // A letter goes to somebody; a plan or a decision need not.
    let unaddressed = match draft.kind.value {
        Some(DocKind::OfficialLetter | DocKind::Telegram) => Certainty::Check,
        _ => Certainty::Sure,
    };
    let ways = [&draft.report_to, &draft.report_via];
    let said = ways.iter().filter(|way| way.value.is_some()).map(|way| way.certainty).max();
    let duty = draft.tasks.iter().find(|task| task.kind == TaskKind::ReportDuty);
    let report = around(ways.map(|way| way.span)).or(duty.and_then(|duty| duty.text.span));
    vec![
        row(Number, draft.number.certainty, draft.number.span),
        row(Issued, draft.issued.certainty, draft.issued.span),
        row(Issuer, draft.issuer.certainty, draft.issuer.span),
        row(Subject, draft.subject.certainty, draft.subject.span),
        row(
            Addressees,
            addressed.unwrap_or(unaddressed),
            around(draft.addressees.iter().map(|read| read.span)),
        ),
        row(Signer, draft.signer.certainty, around([draft.signer.span, draft.signer_title.span])),
        row(Report, said.unwrap_or(Certainty::Check), report),
        row(HeadField::Urgency, draft.urgency.certainty, draft.urgency.span),
        row(Kind, draft.kind.certainty, draft.kind.span),
    ]
}

pub(super) fn task_row(at: usize, task: &DraftTask) -> Row {
    let units = task.leads.certainty.max(task.supports.certainty);
    let due = task.deadline.as_ref().map_or(Certainty::Sure, |due| due.certainty);
    let targets = task.targets.iter().map(|target| target.certainty).max().unwrap_or_default();
    let all = task.text.certainty.max(units).max(due).max(targets);
    let unsure = [units, due, targets].map(|certainty| certainty > Certainty::Sure);
    Row { unsure, ..Row::new(Item::Task(at), all, task.text.span) }
}

/// From the first to the last of several places.
fn around(spans: impl IntoIterator<Item = Option<Span>>) -> Option<Span> {
    let join = |one: Span, other: Span| Span { from: one.from.min(other.from), to: one.to.max(other.to) };
    spans.into_iter().flatten().reduce(join)
}

impl HeadField {
    pub fn label(self, lang: Lang) -> String {
        match self {
            HeadField::Number => lang.review_field_number(),
            HeadField::Issued => lang.review_field_date(),
            HeadField::Issuer => lang.review_field_issuer(),
            HeadField::Subject => lang.col_subject(),
            HeadField::Addressees => lang.field_addressees(),
            HeadField::Signer => lang.field_signer(),
            HeadField::Report => lang.field_report(),
            HeadField::Urgency => lang.review_field_urgency(),
            HeadField::Kind => lang.col_kind(),
        }
    }

    /// A directive without it could not be recognised.
    pub(super) fn can_be_left(self) -> bool {
        !matches!(self, HeadField::Subject | HeadField::Kind)
    }

    /// In words; empty where the letter does not say.
    pub fn value(self, record: &NewDirective, lang: Lang) -> String {
        let join = |parts: [Option<String>; 3], by| parts.into_iter().flatten().collect::<Vec<_>>().join(by);
        match self {
            HeadField::Number => record.reference.clone().unwrap_or_default(),
            HeadField::Issued => {
                let with_weekday = |on| format!("{} ({})", full_date(on), lang.weekday(on));
                record.issued_on.map(with_weekday).unwrap_or_default()
            }
            HeadField::Issuer => record.issuer.clone().unwrap_or_default(),
            HeadField::Subject => record.subject.clone(),
            HeadField::Addressees => record.addressees.join("; "),
            HeadField::Signer => join([record.signer.clone(), record.signer_title.clone(), None], ", "),
            HeadField::Report => {
                let on = record.report_on().map(full_date);
                let to = record.report_to.as_ref().map(|to| lang.report_to(to));
                join([on, to, record.report_via.as_ref().map(|via| lang.report_via(via))], " ")
            }
            HeadField::Urgency => lang.urgency(record.urgency),
            HeadField::Kind => record.kind.name().to_owned(),
        }
    }

    /// What a value rests on that has no place in the letter.
    pub(super) fn origin(self, lang: Lang) -> String {
        match self {
            HeadField::Issuer => lang.review_inferred_number(),
            HeadField::Kind => lang.review_inferred_form(),
            _ => lang.review_inferred(),
        }
    }

    pub(super) fn clear(self, record: &mut NewDirective) {
        match self {
            HeadField::Number => record.reference = None,
            HeadField::Issued => record.issued_on = None,
            HeadField::Issuer => record.issuer = None,
            HeadField::Addressees => record.addressees.clear(),
            HeadField::Signer => (record.signer, record.signer_title) = (None, None),
            HeadField::Report => (record.report_to, record.report_via) = (None, None),
            HeadField::Urgency => record.urgency = Urgency::Normal,
            HeadField::Subject | HeadField::Kind => {}
        }
    }
}
