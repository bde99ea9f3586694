//! View 2 as values: its groups by time, which the strip counts, and its windows of lines.
//!
//! Border: where an open task stands on a day; how windows are found is the store's.

use chrono::NaiveDate;

use super::TaskId;
use super::query::{DirectiveFilter, Scope, TaskRow};

/// The strip: open tasks in the agenda's disjoint groups, and the report duties among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StripCounts {
    /// Official deadline past.
    pub late: i64,
    /// Due today by the nearer of internal and official, or late only by the internal one.
    pub today: i64,
    /// The days to come that the office calls soon: 1–7 where it set nothing.
    pub soon: i64,
    /// Those after them to the 30th.
    pub next_30: i64,
    pub later: i64,
    pub undated: i64,
    /// Open report duties, whatever their date.
    pub reports: i64,
}

impl StripCounts {
    /// Counts `n` open tasks, report duties among them.
    pub fn add(&mut self, group: AgendaGroup, n: i64, reports: i64) {
        *self.slot(group).expect("an open task stands in a group of open ones") += n;
        self.reports += reports;
    }

    /// Open tasks of a group.
    pub fn of(mut self, group: AgendaGroup) -> i64 {
        self.slot(group).map_or(0, |n| *n)
    }

    fn slot(&mut self, group: AgendaGroup) -> Option<&mut i64> {
        Some(match group {
            AgendaGroup::Late => &mut self.late,
            AgendaGroup::Today => &mut self.today,
            AgendaGroup::Soon => &mut self.soon,
            AgendaGroup::Next30 => &mut self.next_30,
            AgendaGroup::Later => &mut self.later,
            AgendaGroup::Undated => &mut self.undated,
            AgendaGroup::Recent => return None,
        })
    }
}

/// A group of the agenda, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgendaGroup {
    Late,
    Today,
    Soon,
    Next30,
    Later,
    Undated,
    /// Done today or within [`RECENT`] days before, the last one first.
    Recent,
}

/// For so many days a task that was done stays in the agenda.
pub const RECENT: i64 = 7;

impl AgendaGroup {
    pub const ALL: [Self; 7] =
        [Self::Late, Self::Today, Self::Soon, Self::Next30, Self::Later, Self::Undated, Self::Recent];
}

/// Where an open task stands in the agenda: TRỄ HẠN by the official date alone, the rest by the
/// nearer of internal and official (DESIGN §4). `soon` is [`Calendar::soon`](super::calendar::Calendar::soon).
pub fn agenda_group(
    official: Option<NaiveDate>,
    internal: Option<NaiveDate>,
    today: NaiveDate,
    soon: i64,
) -> AgendaGroup {
    if official.is_some_and(|on| on < today) {
        return AgendaGroup::Late;
    }
    let Some(next) = official.into_iter().chain(internal).min() else {
        return AgendaGroup::Undated;
    };
    match (next - today).num_days() {
        ..=0 => AgendaGroup::Today,
        days if days <= soon => AgendaGroup::Soon,
        days if days <= 30 => AgendaGroup::Next30,
        _ => AgendaGroup::Later,
    }
}

/// The group a task stands in, whatever its state; `None` where the agenda does not list it.
pub fn agenda_group_of(task: &TaskRow, today: NaiveDate, soon: i64) -> Option<AgendaGroup> {
    let done_on = task.progress.done_on;
    match task.progress.state {
        _ if task.is_rule => None,
        state if state.is_open() => Some(agenda_group(task.due_on, task.internal_on, today, soon)),
        _ => done_on.filter(|on| (today - *on).num_days() <= RECENT).map(|_| AgendaGroup::Recent),
    }
}

/// What view 2 lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaView {
    pub scope: Scope,
    /// Of the stages, [`Extended`](super::query::Stage::Extended) and [`Reported`](super::query::Stage::Reported) narrow.
    pub filter: DirectiveFilter,
    /// Groups of which only the heading is listed.
    pub folded: Vec<AgendaGroup>,
}

/// A place in view 2: a group's heading (`None`), or a task by what its group is in order of and its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaKey {
    pub group: AgendaGroup,
    pub task: Option<(String, TaskId)>,
}

/// What a line of view 2 is, wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgendaId {
    Group(AgendaGroup),
    Task(TaskId),
}

/// A line of view 2; without a task the heading of its group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaLine {
    pub key: AgendaKey,
    pub task: Option<Box<TaskRow>>,
}

impl AgendaLine {
    pub fn id(&self) -> AgendaId {
        self.task.as_ref().map_or(AgendaId::Group(self.key.group), |task| AgendaId::Task(task.id))
    }
}

/// Lines of view 2 with the counts of its groups. A group without tasks has no heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaPage {
    pub lines: Vec<AgendaLine>,
    pub more_above: bool,
    pub more_below: bool,
    /// Of the groups whose heading is among the lines, in the order of [`AgendaGroup::ALL`].
    pub counts: [AgendaCount; 7],
}

/// How many tasks a group has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AgendaCount {
    pub n: i64,
    /// They were counted no further: there may be more.
    pub or_more: bool,
}
