//! A page as a value: letterhead, title, tables of typed cells, notes.

use chrono::NaiveDate;

use crate::domain::paper::Matter;
use crate::domain::query::Scope;
use crate::i18n::Lang;
use crate::i18n::report::letter_date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Number(u64),
    Day(NaiveDate),
}

impl Cell {
    pub fn text(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(n) => n.to_string(),
            Cell::Day(on) => on.format("%d/%m/%Y").to_string(),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub heading: String,
    /// The heading above this one, shared with its neighbours that have the same.
    pub above: Option<String>,
    /// Millimetres on paper.
    pub width: u16,
    /// Numbers and days stand in the middle.
    pub is_centred: bool,
}

impl Column {
    pub fn new(heading: String, width: u16) -> Self {
        Self { heading, above: None, width, is_centred: false }
    }

    pub fn centred(self) -> Self {
        Self { is_centred: true, ..self }
    }

    pub fn below(self, above: String) -> Self {
        Self { above: Some(above), ..self }
    }

    /// In one line: "Hoàn thành: Đúng hạn".
    pub fn full_heading(&self) -> String {
        self.above.as_ref().map_or_else(|| self.heading.clone(), |above| format!("{above}: {}", self.heading))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    pub caption: Option<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// The last row is a sum.
    pub has_sum: bool,
}

/// Where the number, the date and the subject of a letter stand (Decree 30/2020/NĐ-CP, appendix I).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// "V/v …", under the number.
    pub subject: String,
    pub to: String,
}

/// Under a paper that leaves the office: who signs, and who gets it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Foot {
    pub signer_title: String,
    pub signer: String,
    /// Line by line, the heading first.
    pub recipients: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    pub parent_office: String,
    pub office: String,
    pub number: String,
    pub place_and_date: String,
    /// The name of the paper and the lines below it; a letter has none.
    pub title: Vec<String>,
    pub letter: Option<Letter>,
    pub foot: Option<Foot>,
    /// Before the tables.
    pub opening: Vec<String>,
    pub tables: Vec<Table>,
    /// After the tables: a letter's last sentences, else small notes.
    pub closing: Vec<String>,
    pub is_landscape: bool,
}

impl Foot {
    /// `as_above`: whoever it is addressed to gets it.
    pub fn of(matter: &Matter, as_above: Option<String>) -> Option<Self> {
        let (lang, settings) = (Lang::Vi, &matter.settings);
        let recipients = [Some(lang.letter_recipients()), as_above, Some(lang.letter_archive())];
        Some(Self {
            signer_title: settings.signer_title.clone(),
            signer: settings.signer.clone(),
            recipients: recipients.into_iter().flatten().collect(),
        })
    }
}

impl Page {
    /// The letterhead, title and period that every paper but a letter has, and the note that closes it.
    pub fn headed(matter: &Matter, lang: Lang) -> Self {
        let settings = &matter.settings;
        let period = match (lang.report_period(matter.query.window), matter.query.scope) {
            (period, Scope::Mine(_)) => lang.report_mine(&period, &matter.made_by),
            (period, Scope::Office) => period,
        };
        Self {
            parent_office: settings.parent_office.clone(),
            office: settings.office.clone(),
            place_and_date: letter_date(&settings.place, Some(matter.now.today())),
            title: vec![lang.paper(matter.paper).to_uppercase(), period],
            closing: vec![lang.report_made_at(matter.now, &matter.made_by)],
            ..Self::default()
        }
    }
}
