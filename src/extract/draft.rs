//! What was read of a letter: every value with its place in the original and how sure it is.
//!
//! Border: holds values and turns them into the domain's record. The JSON form is in
//! [`super::schema`].

use chrono::NaiveDate;

use super::case::upper_first;
use crate::domain::deadline::Deadline;
use crate::domain::directive::{Citation, DocKind, Doubt, Finding, NewDirective, Urgency};
use crate::domain::task::{Assignment, AssignmentRole, NewTask, Span, Target, TaskKind};

/// How far a value can be relied on. Orders from most to least sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Certainty {
    /// Printed in a form that leaves no other reading.
    #[default]
    Sure,
    /// Read by a rule that can be wrong; worth a look.
    Check,
    /// A person has to say.
    Decide,
}

impl Certainty {
    /// The word of the JSON form.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Sure => "sure",
            Certainty::Check => "check",
            Certainty::Decide => "decide",
        }
    }
}

/// A value, its bytes in the original text, and how sure it is. A value that is derived (the
/// issuer from the symbol) has no span.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read<T> {
    pub value: T,
    pub span: Option<Span>,
    pub certainty: Certainty,
}

impl<T> Read<T> {
    pub fn new(value: T, span: Option<Span>, certainty: Certainty) -> Self {
        Self { value, span, certainty }
    }
}

/// Độ mật of a document whose text was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    /// mật
    Secret,
    /// tối mật
    HighlySecret,
    /// tuyệt mật
    TopSecret,
}

impl Secrecy {
    /// The Vietnamese word in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Secrecy::Secret => "mật",
            Secrecy::HighlySecret => "tối mật",
            Secrecy::TopSecret => "tuyệt mật",
        }
    }
}

/// One task as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftTask {
    /// Path of enumerators: "2.a", "BC", "PL.5" (corpus/SCHEMA `ref`).
    pub item: String,
    /// One line for lists.
    pub title: String,
    /// The whole wording; its span covers it with its enumerator left out.
    pub text: Read<String>,
    pub kind: TaskKind,
    pub leads: Read<Vec<String>>,
    pub supports: Read<Vec<String>>,
    pub deadline: Option<Read<Deadline>>,
    /// Dates before the deadline that the task names as well.
    pub milestones: Vec<Read<Deadline>>,
    pub targets: Vec<Read<Target>>,
}

/// A letter as read. `kind` is `None` for what is not a letter; all else is then empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The text as it came, byte for byte; empty for a secret document.
    pub original: String,
    pub kind: Read<Option<DocKind>>,
    pub secrecy: Option<Secrecy>,
    pub number: Read<Option<String>>,
    pub issuer: Read<Option<String>>,
    pub place: Read<Option<String>>,
    pub issued: Read<Option<NaiveDate>>,
    /// What the letter is about. Where it does not say (no V/v, no heading), words of its opening
    /// stand here for a person to decide on.
    pub subject: Read<String>,
    pub addressees: Vec<Read<String>>,
    /// Nơi nhận, line by line.
    pub recipients: Vec<Read<String>>,
    pub urgency: Read<Urgency>,
    pub signer: Read<Option<String>>,
    pub signer_title: Read<Option<String>>,
    pub report_to: Read<Option<String>>,
    pub report_via: Read<Option<String>>,
    pub citations: Vec<Read<Citation>>,
    pub tasks: Vec<DraftTask>,
    pub findings: Vec<Read<Finding>>,
    pub doubts: Vec<Doubt>,
}

impl Draft {
    /// A draft that says nothing but what kind of document it is.
    pub(super) fn of_kind(kind: DocKind) -> Self {
        Self { kind: Read::new(Some(kind), None, Certainty::Sure), ..Self::default() }
    }

    pub fn is_letter(&self) -> bool {
        self.kind.value.is_some()
    }

    /// The record to be added, with the original text kept as it came and the subject beginning
    /// with a capital, as lists show it. What is not read stays empty; milestones stay in the task's wording.
    pub fn into_directive(self) -> NewDirective {
        let subject = upper_first(&self.subject.value);
        let texts = |list: Vec<Read<String>>| list.into_iter().map(|read| read.value).collect();
        NewDirective {
            reference: self.number.value,
            issued_on: self.issued.value,
            place: self.place.value,
            issuer: self.issuer.value,
            addressees: texts(self.addressees),
            recipients: texts(self.recipients),
            signer: self.signer.value,
            signer_title: self.signer_title.value,
            urgency: self.urgency.value,
            report_to: self.report_to.value,
            report_via: self.report_via.value,
            original: self.original,
            tasks: self.tasks.into_iter().map(DraftTask::into_task).collect(),
            citations: self.citations.into_iter().map(|read| read.value).collect(),
            findings: self.findings.into_iter().map(|read| read.value).collect(),
            doubts: self.doubts,
            ..NewDirective::new(self.kind.value.unwrap_or(DocKind::OfficialLetter), subject)
        }
    }
}

impl DraftTask {
    pub fn into_task(self) -> NewTask {
        let leads = self.leads.value.into_iter().map(|unit| (unit, AssignmentRole::Lead));
        let supports = self.supports.value.into_iter().map(|unit| (unit, AssignmentRole::Support));
        let assignments = leads
            .chain(supports)
            .map(|(unit, role)| Assignment { unit, role, done_on: None, reply_document: None })
            .collect();
        NewTask {
            text: self.text.value,
            span: self.text.span,
            kind: self.kind,
            deadline: self.deadline.map(|read| read.value),
            assignments,
            targets: self.targets.into_iter().map(|read| read.value).collect(),
            ..NewTask::new(self.item, self.title)
        }
    }
}
