//! A draft as JSON in the form of the letter corpus: what `import --dry-run --json` prints.
//!
//! Border: form only; `null` is "the letter does not say", `[]` is "none".

use serde_json::{Value, json};

use super::draft::{Certainty, Draft, DraftTask, Read, Secrecy};
use crate::domain::deadline::Deadline;
use crate::domain::directive::{DocKind, Doubt, Urgency};

impl Draft {
    /// A secret document shows its kind and secrecy, what is not a letter shows nothing.
    pub fn schema_json(&self) -> Value {
        let subject = (self.subject.certainty != Certainty::Decide).then_some(&self.subject.value);
        let subject = subject.filter(|words| !words.is_empty());
        json!({
            "kind": self.kind.value.as_ref().map(DocKind::name),
            "number": self.number.value,
            "issuer": self.issuer.value,
            "place": self.place.value,
            "issued": self.issued.value.map(|day| day.to_string()),
            "subject": subject,
            "addressees": values(&self.addressees),
            "urgency": urgency(self.urgency.value),
            "secrecy": self.secrecy.map(Secrecy::name),
            "signer": self.signer.value,
            "signer_title": self.signer_title.value,
            "cites": self.citations.iter().map(|read| read.value.reference.as_str()).collect::<Vec<_>>(),
            "report_via": self.report_via.value,
            "tasks": self.tasks.iter().map(task).collect::<Vec<_>>(),
            "warnings": self.doubts.iter().map(doubt).collect::<Vec<_>>(),
            "certainty": (self.is_letter() && self.secrecy.is_none()).then(|| self.certainties()),
        })
    }

    /// How sure each value is, in the form and order of the values themselves; null where there is none.
    fn certainties(&self) -> Value {
        let single = |read: &Read<Option<String>>| read.value.as_ref().map(|_| read.certainty.name());
        json!({
            "kind": self.kind.certainty.name(),
            "number": single(&self.number),
            "issuer": single(&self.issuer),
            "place": single(&self.place),
            "issued": self.issued.value.map(|_| self.issued.certainty.name()),
            "subject": self.subject.certainty.name(),
            "addressees": names(&self.addressees),
            "urgency": self.urgency.certainty.name(),
            "secrecy": self.secrecy.map(|_| Certainty::Sure.name()),
            "signer": single(&self.signer),
            "signer_title": single(&self.signer_title),
            "cites": names(&self.citations),
            "report_via": single(&self.report_via),
            "tasks": self.tasks.iter().map(task_certainty).collect::<Vec<_>>(),
        })
    }
}

fn names<T>(list: &[Read<T>]) -> Vec<&'static str> {
    list.iter().map(|read| read.certainty.name()).collect()
}

fn task_certainty(task: &DraftTask) -> Value {
    json!({
        "task": task.text.certainty.name(),
        "lead_units": task.leads.certainty.name(),
        "support_units": task.supports.certainty.name(),
        "deadline": task.deadline.as_ref().map(|read| read.certainty.name()),
        "targets": names(&task.targets),
        "milestones": names(&task.milestones),
    })
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
    json!({
        "kind": deadline.map_or(json!("none"), |d| json!(d.class)),
        "date": deadline.and_then(|d| d.on).map(|day| day.to_string()),
        "phrase": deadline.and_then(|d| d.phrase.as_deref()),
    })
}

fn doubt(doubt: &Doubt) -> Value {
    json!({"kind": doubt.kind, "text": doubt.text, "expected": doubt.expected})
}
