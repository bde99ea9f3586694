//! A directive as a whole: the tracked document with all that belongs to it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::task::{NewTask, Span, TaskKind};

/// Tên loại. Kinds beyond the table are kept by their Vietnamese name in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum DocKind {
    #[default]
    OfficialLetter,
    Instruction,
    Decision,
    Plan,
    Notice,
    Report,
    Submission,
    Telegram,
    Other(String),
}

const KINDS: [(&str, DocKind); 8] = [
    ("công văn", DocKind::OfficialLetter),
    ("chỉ thị", DocKind::Instruction),
    ("quyết định", DocKind::Decision),
    ("kế hoạch", DocKind::Plan),
    ("thông báo", DocKind::Notice),
    ("báo cáo", DocKind::Report),
    ("tờ trình", DocKind::Submission),
    ("công điện", DocKind::Telegram),
];

impl DocKind {
    /// Names of the kinds in the table, in its order.
    pub fn known() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(name, _)| *name)
    }

    /// The Vietnamese name in lower case.
    pub fn name(&self) -> &str {
        if let DocKind::Other(name) = self {
            return name;
        }
        KINDS.iter().find(|(_, kind)| kind == self).map_or("", |(name, _)| name)
    }
}

impl From<String> for DocKind {
    fn from(name: String) -> Self {
        KINDS.iter().find(|(known, _)| *known == name).map_or(DocKind::Other(name), |(_, k)| k.clone())
    }
}

impl From<DocKind> for String {
    fn from(kind: DocKind) -> Self {
        kind.name().to_owned()
    }
}

/// Mức độ khẩn (Decree 30/2020/NĐ-CP, article 4). Orders from most to least urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// hỏa tốc
    Express,
    /// thượng khẩn
    VeryUrgent,
    /// khẩn
    Urgent,
    #[default]
    Normal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationKind {
    /// văn bản căn cứ
    Basis,
    /// viện dẫn
    Mention,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    pub reference: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    pub kind: CitationKind,
}

/// What an inspection found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub kind: FindingKind,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The report that found it, e.g. "284/BC-ĐKT".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    Strength,
    Weakness,
}

/// Something the letter itself contradicts; shown, never corrected in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    pub kind: DoubtKind,
    /// The words in doubt.
    pub text: String,
    /// What they should be, where that follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtKind {
    RatioMismatch,
    SumMismatch,
    DateImpossible,
    DeadlineBeforeIssue,
    WeekdayMismatch,
}

/// A directive with everything that belongs to it, as it is added, exported and loaded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NewDirective {
    /// As written, e.g. "1792/UBND-NC". `None` where the letter has no number.
    pub reference: Option<String>,
    pub kind: DocKind,
    pub issued_on: Option<NaiveDate>,
    pub place: Option<String>,
    pub issuer: Option<String>,
    pub subject: String,
    #[serde(default)]
    pub addressees: Vec<String>,
    /// Nơi nhận, line by line.
    #[serde(default)]
    pub recipients: Vec<String>,
    pub signer: Option<String>,
    pub signer_title: Option<String>,
    #[serde(default)]
    pub urgency: Urgency,
    pub received_on: Option<NaiveDate>,
    pub inbound_number: Option<String>,
    /// To whom the report goes, and through whom.
    pub report_to: Option<String>,
    pub report_via: Option<String>,
    /// Bút phê.
    pub handling_note: Option<String>,
    /// Login name of who follows it up.
    pub follower: Option<String>,
    /// The letter's text as it came; empty when entered by hand. Spans point into it.
    #[serde(default)]
    pub original: String,
    #[serde(default)]
    pub tasks: Vec<NewTask>,
    #[serde(default)]
    pub citations: Vec<Citation>,
    #[serde(default)]
    pub findings: Vec<Finding>,
    #[serde(default)]
    pub doubts: Vec<Doubt>,
}

impl NewDirective {
    /// A directive with nothing but its kind and subject.
    pub fn new(kind: DocKind, subject: impl Into<String>) -> Self {
        Self { kind, subject: subject.into(), ..Self::default() }
    }

    /// The earliest day on which a report on it is due.
    pub fn report_on(&self) -> Option<NaiveDate> {
        let reports = self.tasks.iter().filter(|task| task.kind == TaskKind::ReportDuty);
        reports.filter_map(|task| task.deadline.as_ref()?.on).min()
    }
}
