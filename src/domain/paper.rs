//! What is printed: which paper, of what, and all that it is made from.
//!
//! Border: values. Which rows these are is the store's to find; how they stand on paper is in `report`.

use chrono::NaiveDate;

use super::TaskId;
use super::calendar::Calendar;
use super::directive::DocKind;
use super::office::Settings;
use super::query::{AgendaGroup, AgendaView, TaskFilter, TaskRow, View, agenda_group};
use super::stats::{Stats, StatsQuery};
use super::time::Now;
use super::workdays::working_days_between;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// One page for the Monday meeting.
    Briefing,
    /// The four counts of each unit or person.
    Summary,
    /// Tasks in nine columns.
    List,
    /// Sổ theo dõi giải quyết văn bản đến.
    Register,
    /// Công văn đôn đốc to one unit.
    Reminder,
}

impl Paper {
    pub const ALL: [Paper; 5] =
        [Paper::List, Paper::Briefing, Paper::Summary, Paper::Register, Paper::Reminder];

    /// As commands and names of files have it.
    pub fn name(self) -> &'static str {
        ["briefing", "summary", "list", "register", "reminder"][self as usize]
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Docx,
    Xlsx,
    Csv,
    Text,
}

impl Format {
    pub const ALL: [Format; 4] = [Format::Docx, Format::Xlsx, Format::Csv, Format::Text];

    pub fn name(self) -> &'static str {
        ["docx", "xlsx", "csv", "text"][self as usize]
    }

    /// "dondoc-list-2020-12-21.xlsx"
    pub fn file_name(self, paper: Paper, day: NaiveDate) -> String {
        let ending = if self == Format::Text { "txt" } else { self.name() };
        format!("dondoc-{}-{day}.{ending}", paper.name())
    }
}

/// Which tasks are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tasks {
    /// Those of any of these filters, by due date.
    Filtered(Vec<TaskFilter>),
    /// Those of the directives that view 1 lists, in its order.
    Listed(View),
    /// Those that view 2 lists, in its order; of a folded group none.
    Agenda(AgendaView),
    /// These, by due date.
    These(Vec<TaskId>),
}

/// A paper that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub paper: Paper,
    pub tasks: Tasks,
    /// Whether merged units stand under their successor is in `rolls_up` instead.
    pub stats: StatsQuery,
    /// `None`: as the office set it.
    pub rolls_up: Option<bool>,
    /// Whom a reminder goes to, by one of the unit's names.
    pub unit: Option<String>,
}

/// A task with what paper says of its directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    pub row: TaskRow,
    /// Units that support, as the letter prints them.
    pub supports: Vec<String>,
    pub kind: DocKind,
    pub subject: String,
    pub issuer: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub received_on: Option<NaiveDate>,
    pub inbound_number: Option<String>,
    /// When the directive was entered here, and within how many working days of its arrival, else its issue,
    /// it should have been: an urgent one that day, one task by the next, several by the second.
    pub entered_on: Option<NaiveDate>,
    pub entry_days: i64,
}

impl Printed {
    pub fn group(&self, now: Now, soon: i64) -> AgendaGroup {
        agenda_group(self.row.due_on, self.row.internal_on, now.today(), soon)
    }

    /// Working days that it took to enter the directive, where that was too long.
    pub fn entered_after(&self, calendar: &Calendar) -> Option<i64> {
        let from = self.received_on.or(self.issued_on)?;
        let took = working_days_between(calendar, from, self.entered_on?);
        (took > self.entry_days).then_some(took)
    }
}

/// All that a paper is made from, read at one moment.
#[derive(Debug, Clone)]
pub struct Matter {
    pub paper: Paper,
    pub settings: Settings,
    pub calendar: Calendar,
    pub tasks: Vec<Printed>,
    pub query: StatsQuery,
    pub stats: Stats,
    /// Whom a reminder goes to: the unit's name today, of what took over where it was merged.
    pub unit: Option<String>,
    pub made_by: String,
    pub now: Now,
}
