//! One item of a checklist: what is ordered, of whom, and how far it is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::deadline::Deadline;

/// Bytes `[from, to)` in the directive's original text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub from: usize,
    pub to: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    #[default]
    Ordinary,
    /// The closing "báo cáo kết quả về …".
    ReportDuty,
    /// "thường xuyên": never ends by itself.
    Standing,
    Periodic,
}

/// What somebody entered; standing (late, on time …) is computed, see [`super::standing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[default]
    Open,
    Doing,
    /// The unit says it is done; the follower has not confirmed it.
    Reported,
    Done,
    Paused,
    Withdrawn,
    Superseded,
}

impl State {
    /// Still to be done: open, doing or reported.
    pub fn is_open(self) -> bool {
        matches!(self, State::Open | State::Doing | State::Reported)
    }
}

/// How far a task is: what marking done writes and reopening takes back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    pub state: State,
    /// The day it was done, in Vietnam. Present exactly when `state` is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_document: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The day the unit says it was done, where that was not confirmed yet or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<NaiveDate>,
    /// Since when it is paused, withdrawn or superseded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// What ordered that; of a superseded task the newer directive's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Why it stands so: paused, withdrawn, reopened, or done on an earlier day than it was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How far one lead unit is in a task that several lead.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Part {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_document: Option<String>,
}

impl Progress {
    /// In another state since a day, which for done is the day it was done. What was said about the state
    /// before goes; reply document, note and the unit's report stay.
    pub fn turned(self, state: State, on: Option<NaiveDate>) -> Self {
        let (is_done, is_open) = (state == State::Done, state.is_open());
        Self {
            state,
            done_on: on.filter(|_| is_done),
            since: on.filter(|_| !is_done && !is_open),
            document: None,
            reason: None,
            ..self
        }
    }

    /// How far a lead unit is: by the day of its own part where it has one, else as the task. A withdrawn
    /// task asks nothing of anybody.
    pub fn of_part(&self, done_on: Option<NaiveDate>) -> Self {
        match done_on {
            Some(on) if !matches!(self.state, State::Withdrawn | State::Superseded) => Self::done(on),
            _ => self.clone(),
        }
    }

    pub fn done(on: NaiveDate) -> Self {
        Self { state: State::Done, done_on: Some(on), ..Self::default() }
    }
}

/// A unit's part in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignmentRole {
    Lead,
    Support,
    Informed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// The unit's name as the letter prints it.
    pub unit: String,
    pub role: AssignmentRole,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_document: Option<String>,
}

/// A ticked line inside a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub text: String,
    pub done: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    AtLeast,
    AtMost,
    Exactly,
}

/// A measurable result asked of a task ("đạt tỷ lệ 30%").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// What is measured, in the letter's words.
    pub measure: String,
    pub comparator: Comparator,
    /// As printed, e.g. "30%".
    pub value: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actuals: Vec<Actual>,
}

/// What was reached, e.g. "17/20" or "28,5 %".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actual {
    pub on: NaiveDate,
    pub value: String,
}

/// A value reached as a share, in hundredths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub hundredths: i64,
    /// The words name another share than their own figures come to.
    pub is_doubtful: bool,
}

/// "17/20" is 85 %, "28,5 %" is 28.5 %; `None` where the words name no share.
pub fn share(value: &str) -> Option<Share> {
    let spaced = value.replace('%', " % ").replace(['(', ')', ';'], " ").replace(", ", " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let ratio = words.iter().find_map(|word| {
        let (part, whole) = word.split_once('/')?;
        let (part, whole): (i64, i64) = (part.parse().ok()?, whole.parse().ok()?);
        (whole > 0 && (0..=1_000_000_000).contains(&part)).then(|| (part * 20_000 + whole) / (whole * 2))
    });
    let named = words.windows(2).find_map(|pair| match pair {
        [number, "%"] => hundredths(number),
        _ => None,
    });
    let hundredths = ratio.or(named)?;
    // Half a percent is rounding.
    Some(Share { hundredths, is_doubtful: named.is_some_and(|named| (named - hundredths).abs() > 50) })
}

/// "28,5" as 2850; at most two decimals.
fn hundredths(number: &str) -> Option<i64> {
    let (whole, rest) = number.split_once([',', '.']).unwrap_or((number, ""));
    let is_number = whole.len() <= 9 && rest.len() <= 2 && rest.bytes().all(|b| b.is_ascii_digit());
    let whole: i64 = whole.parse().ok().filter(|whole| *whole >= 0 && is_number)?;
    let rest: i64 = format!("{rest:0<2}").parse().ok()?;
    Some(whole * 100 + rest)
}

/// A task with everything that belongs to it, as it is added, exported and loaded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NewTask {
    /// Path of enumerators: "1", "2.a", "BC" (corpus/SCHEMA "What is one task").
    pub item: String,
    /// The parent's item, where there is one; the parent stands earlier in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// One line for lists.
    pub title: String,
    /// The whole wording.
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    #[serde(default)]
    pub kind: TaskKind,
    #[serde(default)]
    pub progress: Progress,
    /// Login name of who follows it up; else the directive's follower.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follower: Option<String>,
    /// The office's own earlier date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal_due: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<Assignment>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
}

impl NewTask {
    /// An open task with nothing but its item and words.
    pub fn new(item: impl Into<String>, title: impl Into<String>) -> Self {
        let title = title.into();
        Self { item: item.into(), text: title.clone(), title, ..Self::default() }
    }
}
