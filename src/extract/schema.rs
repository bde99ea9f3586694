//! A draft as JSON in the form of the letter corpus: what `import --dry-run --json` prints.
//!
//! Border: form only; `null` is "the letter does not say", `[]` is "none".

use serde_json::{Value, json};

use super::draft::{Certainty, Draft, DraftTask, Read};
use crate::domain::deadline::{Deadline, DeadlineClass};
use crate::domain::directive::{Doubt, DoubtKind, Urgency};

impl Draft {
    /// A secret document shows its kind and secrecy, what is not a letter shows nothing.
    pub fn schema_json(&self) -> Value {
        let subject = (self.subject.certainty != Certainty::Decide).then_some(&self.subject.value);
        let subject = subject.filter(|words| !words.is_empty());
        json!({
            "kind": self.kind.value.as_ref().map(crate::domain::directive::DocKind::name),
            "number": self.number.value,
            "issuer": self.issuer.value,
            "place": self.place.value,
            "issued": self.issued.value.map(|day| day.to_string()),
            "subject": subject,
            "addressees": values(&self.addressees),
            "urgency": urgency(self.urgency.value),
            "secrecy": self.secrecy.map(super::draft::Secrecy::name),
            "signer": self.signer.value,
            "signer_title": self.signer_title.value,
            "cites": self.citations.iter().map(|read| read.value.reference.as_str()).collect::<Vec<_>>(),
            "report_via": self.report_via.value,
            "tasks": self.tasks.iter().map(task).collect::<Vec<_>>(),
            "warnings": self.doubts.iter().map(doubt).collect::<Vec<_>>(),
        })
    }
}

fn values(list: &[Read<String>]) -> Vec<&str> {
    list.iter().map(|read| read.value.as_str()).collect()
}

fn urgency(urgency: Urgency) -> Option<&'static str> {
    match urgency {
        Urgency::Express => Some("hỏa tốc"),
        Urgency::VeryUrgent => Some("thượng khẩn"),
        Urgency::Urgent => Some("khẩn"),
        Urgency::Normal => None,
    }
}

fn task(task: &DraftTask) -> Value {
    let targets =
        task.targets.iter().map(|read| json!({"value": read.value.value, "what": read.value.measure}));
    json!({
        "ref": task.item,
        "title": task.title,
        "text": task.text.value,
        "lead_units": task.leads.value,
        "support_units": task.supports.value,
        "deadline": deadline(task.deadline.as_ref().map(|read| &read.value)),
        "targets": targets.collect::<Vec<_>>(),
        "milestones": task.milestones.iter().map(|read| deadline(Some(&read.value))).collect::<Vec<_>>(),
    })
}

fn deadline(deadline: Option<&Deadline>) -> Value {
    let kind = match deadline.map(|d| d.class) {
        None => "none",
        Some(DeadlineClass::Date) => "date",
        Some(DeadlineClass::PeriodEnd) => "period_end",
        Some(DeadlineClass::Relative) => "relative",
        Some(DeadlineClass::Recurring) => "recurring",
        Some(DeadlineClass::Ongoing) => "ongoing",
    };
    json!({
        "kind": kind,
        "date": deadline.and_then(|d| d.on).map(|day| day.to_string()),
        "phrase": deadline.and_then(|d| d.phrase.as_deref()),
    })
}

fn doubt(doubt: &Doubt) -> Value {
    let kind = match doubt.kind {
        DoubtKind::RatioMismatch => "ratio_mismatch",
        DoubtKind::SumMismatch => "sum_mismatch",
        DoubtKind::DateImpossible => "date_impossible",
        DoubtKind::DeadlineBeforeIssue => "deadline_before_issue",
        DoubtKind::WeekdayMismatch => "weekday_mismatch",
    };
    json!({"kind": kind, "text": doubt.text, "expected": doubt.expected})
}
