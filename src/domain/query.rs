//! What lists ask for and what their rows hold. The store answers them; screens and commands show
//! them; both count with these same types.

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use super::change::JournalEntry;
use super::deadline::{Deadline, Event};
use super::directive::{NewDirective, Urgency};
use super::fields::DirectiveFields;
use super::reminder::LoggedReminder;
use super::standing::{Due, Standing, standing};
use super::task::{NewTask, Progress, State, TaskKind};
use super::time::Now;
use super::{DirectiveId, PersonId, TaskId, UnitId};

pub use super::agenda::{
    AgendaCount, AgendaGroup, AgendaId, AgendaKey, AgendaLine, AgendaPage, AgendaView, RECENT, StripCounts,
    agenda_group, agenda_group_of,
};
pub use super::filter::{Lead, TaskFilter};

/// Whose directives and tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Those the person follows, as the directive's follower or the task's.
    Mine(PersonId),
    Office,
}

/// Which directives view 1 lists, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct View {
    pub scope: Scope,
    pub filter: DirectiveFilter,
    pub sort: Sort,
}

impl View {
    /// All of a scope by their next date.
    pub fn of(scope: Scope) -> Self {
        Self { scope, filter: DirectiveFilter::default(), sort: Sort::Due }
    }
}

/// Every field narrows; the default is all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct DirectiveFilter {
    pub stage: Option<Stage>,
    /// A lead or support unit of one of its tasks, by one of its names.
    pub unit: Option<String>,
    /// Login of who follows it or one of its tasks.
    pub person: Option<String>,
    pub urgency: Option<Urgency>,
    /// Its next date is on this day or before.
    pub due_by: Option<NaiveDate>,
}

impl DirectiveFilter {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How a directive stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// An open task whose official deadline has passed.
    Late,
    /// Its next date is today or within seven days.
    Soon,
    /// Open, without any date.
    Undated,
    /// Not finished.
    Open,
    Finished,
    /// A task that is done without a reply document.
    NoReply,
    /// A task whose deadline was put off.
    Extended,
    /// A task that its unit says is done, which nobody confirmed yet.
    Reported,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// By next date, urgency breaking ties.
    #[default]
    Due,
    /// By day of issue, newest first, those without last.
    Issued,
    /// By number and symbol, numbers by value.
    Reference,
    /// By subject, in Vietnamese order.
    Subject,
    /// By who follows, by given name; nobody last.
    Follower,
}

/// Where a window of rows begins. Rows are found by key, never by counting from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From<K> {
    /// The first rows.
    Start,
    /// The last rows, in list order.
    End,
    /// Rows from this key on (the key's own row first), after skipping `skip` rows.
    At { key: K, skip: usize },
    /// The `limit` rows that end just before this key, in list order, skipping `skip` nearest ones.
    Before { key: K, skip: usize },
}

/// A place in view 1 by [`Sort::Due`]: by next date, urgency breaking ties, undated after, finished last.
/// In another order `due` is that order's key and `urgency` 0.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DirectiveKey {
    /// `YYYY-MM-DD` of the next date, `~1` for undated with open tasks, `~2` for finished.
    pub due: String,
    pub urgency: i64,
    pub id: DirectiveId,
}

/// One row of view 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DirectiveRow {
    #[serde(skip)]
    pub key: DirectiveKey,
    /// Empty where the letter has no number.
    pub reference: String,
    pub issued_on: Option<NaiveDate>,
    pub subject: String,
    pub urgency: Urgency,
    pub n_done: i64,
    /// Done and open; withdrawn tasks are left out.
    pub n_total: i64,
    /// The nearest date of an open task, internal or official; `None` where undated or finished.
    pub next_on: Option<NaiveDate>,
    /// The official deadline of that task; `None` where it has only the office's own date.
    pub next_official_on: Option<NaiveDate>,
    pub next_at: Option<NaiveTime>,
    /// What is not done there is all paused.
    pub is_paused: bool,
}

impl DirectiveRow {
    /// The next date is the office's own; the official one is later, or none.
    pub fn is_internal(&self) -> bool {
        self.next_on.is_some() && self.next_official_on != self.next_on
    }

    pub fn id(&self) -> DirectiveId {
        self.key.id
    }

    pub fn is_finished(&self) -> bool {
        self.n_total > 0 && self.n_done == self.n_total
    }
}

/// One row of a checklist or of `list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskRow {
    pub id: TaskId,
    pub directive: DirectiveId,
    /// The directive's reference; empty where it has none.
    pub reference: String,
    pub item: String,
    pub title: String,
    pub kind: TaskKind,
    #[serde(flatten)]
    pub progress: Progress,
    /// Lead units as the letter prints them.
    pub leads: Vec<String>,
    /// Its own deadline, else its parent's: the official one.
    pub due_on: Option<NaiveDate>,
    pub due_at: Option<NaiveTime>,
    pub internal_on: Option<NaiveDate>,
    /// The directive's report date, shown muted where the task has no deadline; none for one time of a duty.
    pub report_on: Option<NaiveDate>,
    /// The deadline rests on a day off that no notice confirms.
    pub unverified: bool,
    /// Shown name of the follower, the task's own or the directive's.
    pub follower: Option<String>,
    /// Extensions in force.
    pub extensions: u32,
    /// Reminders about it, and the day of the last one.
    pub reminders: u32,
    pub reminded_on: Option<NaiveDate>,
    /// How many of `leads` have done their part.
    pub leads_done: u32,
    /// A recurring duty whose times are tasks of their own: it stands in no count itself.
    pub is_rule: bool,
    /// Of such a duty, the day of the last of its times.
    pub last_on: Option<NaiveDate>,
    /// What its deadline is counted from, where that day is not known and so its own is not.
    pub awaits: Option<Event>,
}

impl TaskRow {
    /// How it stands by the official deadline; `soon` is [`Calendar::soon`](super::calendar::Calendar::soon).
    pub fn standing(&self, now: Now, soon: i64) -> Standing {
        self.standing_as(&self.progress, now, soon)
    }

    /// The same with other progress, such as that of one lead unit's part.
    pub fn standing_as(&self, progress: &Progress, now: Now, soon: i64) -> Standing {
        match standing(progress, Due { on: self.due_on, at: self.due_at }, now, soon) {
            Standing::Withdrawn => Standing::Withdrawn,
            _ if self.is_rule => Standing::Recurring,
            stands => stands,
        }
    }

    /// Due after the report on it is due: a doubt, shown as such.
    pub fn is_due_after_report(&self) -> bool {
        self.kind != TaskKind::ReportDuty
            && matches!((self.due_on, self.report_on), (Some(due), Some(report)) if due > report)
    }
}

/// Rows of view 1 with what stands around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    pub rows: Vec<DirectiveRow>,
    /// There are rows before the first, after the last.
    pub more_above: bool,
    pub more_below: bool,
    pub strip: StripCounts,
    /// Directives in scope that are not finished, and all of them.
    pub n_open: i64,
    pub n_total: i64,
}

/// A task in full, with the head of its directive: what a form edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRecord {
    pub directive: DirectiveId,
    pub task: TaskId,
    pub head: DirectiveFields,
    pub record: NewTask,
}

/// Everything the detail of a directive shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectiveDetail {
    pub row: DirectiveRow,
    /// All fields, with tasks in the letter's order, and the original text.
    pub record: NewDirective,
    pub tasks: Vec<TaskRow>,
    /// The deadline of each task, in the order of `tasks`.
    pub deadlines: Vec<Option<Deadline>>,
    /// Directives in this file that the citations name, in the order of `record.citations`.
    pub cited: Vec<Option<DirectiveId>>,
    /// The first day of each task's deadline where it was extended since, in the order of `tasks`.
    pub first_due: Vec<Option<NaiveDate>>,
    /// From so many extensions on the office calls it often.
    pub many_extensions: u32,
    /// Reminders about its tasks, newest first.
    pub reminders: Vec<LoggedReminder>,
    /// The tasks that answer each of `record.findings`.
    pub answers: Vec<Vec<TaskId>>,
    /// Shown name of the follower.
    pub follower: Option<String>,
    /// Newest first.
    pub history: Vec<HistoryLine>,
    pub trashed: bool,
}

/// A record that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub directive: DirectiveId,
    /// `None` where the directive itself was found.
    pub task: Option<TaskId>,
    /// The directive's; empty where it has none.
    pub reference: String,
    /// The task's, else empty.
    pub item: String,
    /// The task's title, else the directive's subject.
    pub title: String,
    /// Where the words stand elsewhere (letter, note, unit …): what stands around them, one line.
    pub passage: Option<String>,
    /// The task's state; `None` for a directive.
    pub state: Option<State>,
    pub due_on: Option<NaiveDate>,
}

/// A page of what was found, best first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// There are more than the page holds.
    pub more: bool,
}

/// The office's names, for fields that offer them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// Official and printed names of units, in Vietnamese order, each once.
    pub units: Vec<String>,
    /// The unit of each of them.
    pub unit_ids: Vec<UnitId>,
    /// Login and shown name of those at work here, by given name.
    pub people: Vec<(String, String)>,
    /// Kinds of document in use, lower case, the known ones first.
    pub kinds: Vec<String>,
    /// Issuers in use, most frequent first.
    pub issuers: Vec<String>,
}

/// A journal entry with what a reader needs to recognise it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    pub entry: JournalEntry,
    /// Shown name of the actor; the login where the office has no other.
    pub who: String,
    pub directive: Option<DirectiveId>,
    /// Empty where the directive has no number.
    pub reference: String,
    /// Item of the task the change is about; `None` where it is about the directive.
    pub item: Option<String>,
    /// The task's title, else the directive's subject.
    pub title: String,
}

/// What `check` looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckSubject {
    Integrity,
    ForeignKeys,
    /// Kept columns and counters against what they follow from.
    KeptColumns,
    /// Journal numbers without gaps, entries readable.
    Journal,
    /// Stored text is NFC and free of control characters.
    Text,
    FileModes,
    SqliteVersion,
    WriteAheadLog,
    FreeSpace,
    /// Journal times do not run ahead of the clock.
    Clock,
    /// Years of open deadlines for which no official schedule of days off is known.
    CalendarCoverage,
    /// Sessions have seen no more of the journal than there is.
    Seen,
    /// A copy was made in the last days, and is where it was put.
    Backup,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckResult {
    pub subject: CheckSubject,
    pub ok: bool,
    /// Facts (numbers, names, years); the sentence and what to do are worded by `i18n`.
    pub facts: Vec<String>,
}

/// What a load took in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loaded {
    pub directives: usize,
    pub tasks: usize,
    /// The file was empty: ids and the journal were kept.
    pub restored: bool,
}
