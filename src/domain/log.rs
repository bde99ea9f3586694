//! The journal as view 4 lists it: which entries, what is new, what lies in the trash.

use chrono::NaiveDate;

use super::query::{HistoryLine, Scope};
use super::{DirectiveId, TaskId};

/// The lists of view 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LogTab {
    /// Every entry.
    #[default]
    Journal,
    /// What others did since the last visit, a row for each record.
    News,
    /// Directives in the trash, and tasks there whose directive is not.
    Trash,
}

impl LogTab {
    pub const ALL: [LogTab; 3] = [LogTab::Journal, LogTab::News, LogTab::Trash];
}

/// Which entries of the journal. Every field narrows; the default is all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct LogFilter {
    /// Login of who did it.
    pub person: Option<String>,
    /// The day in Vietnam on which it was done.
    pub on: Option<NaiveDate>,
    pub directive: Option<DirectiveId>,
    /// Of that directive.
    pub task: Option<TaskId>,
}

/// Whose visit it is and where the one before ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Visit {
    pub login: String,
    /// The newest entry that was seen then.
    pub since: i64,
}

/// What view 4 lists.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LogView {
    pub tab: LogTab,
    /// Mine: what is about a directive that the person follows, or a task of which the person follows.
    pub scope: Scope,
    /// Of the journal alone.
    pub filter: LogFilter,
    /// `None`: nothing is new.
    pub visit: Option<Visit>,
}

/// A place in a list of view 4, newest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogKey {
    /// Empty but in the trash, where it is when the record went there.
    pub at: String,
    /// The number of the entry; in the trash that of the directive, of a task the negative one.
    pub id: i64,
}

/// One row of view 4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    pub key: LogKey,
    /// The entry; what is new of a record, its newest one; of the trash, that which put it there.
    pub line: HistoryLine,
    /// What the row is about, where it is about a task and that task is still in the file.
    pub task: Option<TaskId>,
    /// How many entries the row stands for.
    pub n: i64,
    /// How many tasks of those in the lists the row counts for among what is new.
    pub n_tasks: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogPage {
    pub rows: Vec<LogRow>,
    /// There are rows before the first, after the last.
    pub more_above: bool,
    pub more_below: bool,
}

/// So many of the newest entries are looked at for what is new; who was away longer reads the journal.
pub const NEWEST: i64 = 1_000;

/// What the strip says of what is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct News {
    /// Tasks in the lists that others added or changed since the last visit.
    pub n_tasks: i64,
    /// The newest entry of the journal, 0 where there is none.
    pub newest: i64,
}
