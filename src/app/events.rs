//! What happens to a task besides edits: done with its document, reported, paused, withdrawn, reminded …
//!
//! Border: which event suits which state, and the box to tick lead units or findings in. The forms
//! themselves are in [`super::form`].

use crate::domain::change::Change;
use crate::domain::directive::FindingKind;
use crate::domain::query::{DirectiveDetail, TaskRow};
use crate::domain::task::{Assignment, AssignmentRole, Part, State};
use crate::domain::{DirectiveId, TaskId};

use super::action::{self, Action, Context};
use super::detail::record_of;
use super::form::SEVERAL;
use super::message::Effect;
use super::place::Place;
use super::writes::What;
use super::{App, Popup};

/// What stands in the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The lead units of a task that several lead.
    Leads,
    /// The weaknesses that the task may answer.
    Findings,
}

/// A row to tick.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its place among the task's assignments, or the directive's findings.
    pub at: usize,
    pub text: String,
    pub is_ticked: bool,
    /// When, and by which document.
    pub more: Option<(chrono::NaiveDate, Option<String>)>,
    /// The tasks that answer the finding now.
    answers: Vec<TaskId>,
}

/// Lead units or findings of a task, to be ticked off one by one.
#[derive(Debug)]
pub struct Parts {
    pub of: Of,
    pub directive: DirectiveId,
    pub task: TaskId,
    pub item: String,
    /// The directive's; empty where it has none.
    pub reference: String,
    pub title: String,
    pub rows: Vec<Row>,
    pub place: Place,
    /// They are to be read again.
    pub is_stale: bool,
    pub(super) is_writing: bool,
}

impl Parts {
    /// Those of the task at a place among the directive's, so many shown at once.
    pub fn new(of: Of, directive: DirectiveId, data: &DirectiveDetail, at: usize, height: usize) -> Self {
        let row = &data.tasks[at];
        let mut parts = Self {
            of,
            directive,
            task: row.id,
            item: row.item.clone(),
            reference: row.reference.clone(),
            title: row.title.clone(),
            rows: Vec::new(),
            place: Place::new(height),
            is_stale: false,
            is_writing: false,
        };
        parts.take(data);
        parts
    }

    /// Takes what was read. `false` where the task is gone.
    pub fn take(&mut self, data: &DirectiveDetail) -> bool {
        self.is_stale = false;
        let at = data.tasks.iter().position(|row| row.id == self.task);
        let Some(task) = at.and_then(|at| data.record.tasks.get(at)) else {
            return false;
        };
        self.rows = match self.of {
            Of::Leads => {
                let leads = task.assignments.iter().enumerate();
                leads.filter(|(_, part)| part.role == AssignmentRole::Lead).map(lead).collect()
            }
            Of::Findings => {
                let found = data.record.findings.iter().zip(&data.answers).enumerate();
                let weak = found.filter(|(_, (finding, _))| finding.kind == FindingKind::Weakness);
                let row =
                    |(at, (finding, answers)): (usize, (&crate::domain::directive::Finding, &Vec<_>))| Row {
                        at,
                        text: finding.text.clone(),
                        is_ticked: answers.contains(&self.task),
                        more: None,
                        answers: answers.clone(),
                    };
                weak.map(row).collect()
            }
        };
        self.place.choose(self.place.cursor, self.rows.len());
        true
    }

    /// The change that ticking the chosen row is.
    fn ticked(&self, today: chrono::NaiveDate) -> Option<Change> {
        let row = self.rows.get(self.place.cursor)?;
        Some(match self.of {
            Of::Leads => {
                let (done_on, reply_document) = row.more.clone().unzip();
                let old = Part { done_on, reply_document: reply_document.flatten() };
                let done_on = (!row.is_ticked).then_some(today);
                let new = Part { done_on, ..Part::default() };
                Change::PartProgress { task: self.task, unit: row.text.clone(), old, new }
            }
            Of::Findings => {
                let mut new = row.answers.clone();
                if row.is_ticked {
                    new.retain(|task| *task != self.task);
                } else {
                    new.push(self.task);
                    new.sort_unstable();
                }
                let (directive, finding, old) = (self.directive, row.at, row.answers.clone());
                Change::FindingAnswered { directive, finding, old, new }
            }
        })
    }
}

fn lead((at, part): (usize, &Assignment)) -> Row {
    let more = part.done_on.map(|on| (on, part.reply_document.clone()));
    Row { at, text: part.unit.clone(), is_ticked: more.is_some(), more, answers: Vec::new() }
}

/// Whether an event can happen to a task as it stands.
fn suits(action: Action, task: &TaskRow) -> bool {
    suits_state(action, task.progress.state) && (action != Action::Parts || task.leads.len() > 1)
}

/// The same by its state alone.
pub(super) fn suits_state(action: Action, state: State) -> bool {
    match action {
        Action::Reopen => state == State::Done,
        Action::Resume => matches!(state, State::Paused | State::Withdrawn | State::Superseded),
        Action::Withdraw | Action::Supersede => state.is_open() || state == State::Paused,
        Action::Reported => state.is_open() && state != State::Reported,
        Action::Actual | Action::Answers | Action::HandOver | Action::Parts | Action::Deadline => true,
        _ => state.is_open(),
    }
}

/// On a directive it is about the most urgent of its open tasks, which the form's title names.
fn on_most_urgent(action: Action) -> bool {
    !matches!(action, Action::Reopen | Action::Resume | Action::Parts)
}

/// A task that several lead, whose parts are still open.
pub(super) fn waits_for_parts(task: &TaskRow) -> bool {
    let count = u32::try_from(task.leads.len()).unwrap_or(u32::MAX);
    task.progress.state.is_open() && count > 1 && task.leads_done < count
}

impl App {
    /// An event is worth a place in the footer and the palette.
    pub(super) fn offers_event(&self, action: Action) -> bool {
        let (directive, task) = (self.chosen_directive(), self.chosen_task());
        if self.marked().is_empty() || !SEVERAL.iter().any(|(of, _)| *of == action) {
            task.map_or(on_most_urgent(action) && directive.is_some(), |task| {
                suits(action, &task) && self.has_what_it_is_about(action, &task)
            })
        } else {
            true
        }
    }

    /// It has targets, or its directive findings; also where its record is not at hand.
    fn has_what_it_is_about(&self, action: Action, task: &TaskRow) -> bool {
        let data = match self.over.last() {
            Some(Popup::Detail(detail)) => detail.data.as_deref(),
            _ => self.board.beside.as_deref(),
        };
        let Some(data) = data.filter(|data| data.row.id() == task.directive) else { return true };
        match action {
            Action::Actual => record_of(data, task).is_none_or(|record| !record.targets.is_empty()),
            Action::Answers => data.record.findings.iter().any(|it| it.kind == FindingKind::Weakness),
            _ => true,
        }
    }

    /// Remind, DoneOn, Reopen, Reported, Pause, Resume, Withdraw, Supersede, HandOver, Actual, Parts and
    /// Answers on what is chosen in a list.
    pub(super) fn act_on_event(&mut self, action: Action) -> Vec<Effect> {
        let lang = self.setup.lang;
        if action != Action::Parts && !self.may_write() {
            return Vec::new();
        }
        match (self.chosen_directive(), self.chosen_task()) {
            (_, Some(task)) if !suits(action, &task) => {
                self.warn(lang.event_not_now(&action::label(action, lang)));
            }
            (_, Some(task)) if action == Action::Resume => return self.resume(&task),
            (Some(directive), task) if task.is_some() || on_most_urgent(action) => {
                self.open_event(action, directive, task.map(|task| task.id));
            }
            _ if self.context() == Context::Directives => self.say(lang.event_choose_task()),
            _ => self.say(lang.event_choose_row()),
        }
        Vec::new()
    }

    pub(super) fn act_in_parts(&mut self, action: Action) -> Vec<Effect> {
        let can_write = action == Action::ToggleDone || action == Action::Edit;
        if can_write && !self.may_write() {
            return Vec::new();
        }
        let today = self.today();
        let Some(Popup::Parts(parts)) = self.over.last_mut() else {
            return Vec::new();
        };
        match action {
            // Until the last act is written and read, the screen is not what the file holds.
            Action::ToggleDone if !parts.is_writing && !parts.is_stale => {
                let change = parts.ticked(today);
                parts.is_writing = change.is_some();
                let begun = change.map(|change| (self.writes.begin(What::Steps, self.now), vec![change]));
                return begun.map(|(id, changes)| Effect::Write(id, changes)).into_iter().collect();
            }
            Action::Edit if parts.of == Of::Leads => {
                let (directive, task) = (parts.directive, parts.task);
                if let Some(row) = parts.rows.get(parts.place.cursor) {
                    let at = row.at;
                    self.open_part(directive, task, at);
                }
            }
            Action::Back => {
                self.over.pop();
            }
            action => {
                let len = parts.rows.len();
                super::run::way(action).into_iter().for_each(|way| parts.place.go(way, len));
            }
        }
        Vec::new()
    }
}
