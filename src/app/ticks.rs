//! Steps, lead units or findings of one task: a list to tick, with a form for the words of a step or a
//! unit's reply. Every act is written at once, and what is shown is what the file holds.

use chrono::NaiveDate;

use crate::domain::change::{Applied, Change};
use crate::domain::directive::{Finding, FindingKind};
use crate::domain::query::DirectiveDetail;
use crate::domain::task::{Assignment, AssignmentRole, Part, Step};
use crate::domain::{DirectiveId, TaskId};
use crate::error::Error;

use super::action::Action;
use super::message::Effect;
use super::place::Place;
use super::run::way;
use super::writes::What;
use super::{App, Popup};

/// What stands in the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Steps,
    /// The lead units of a task that several lead.
    Leads,
    /// The weaknesses that the task may answer.
    Findings,
}

/// A row to tick.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its place among the task's steps or assignments, or the directive's findings.
    pub at: usize,
    pub text: String,
    pub is_ticked: bool,
    /// When, and by which document.
    pub more: Option<(NaiveDate, Option<String>)>,
    /// The tasks that answer the finding now.
    answers: Vec<TaskId>,
}

/// Steps, lead units or findings of a task, to be ticked off one by one.
#[derive(Debug)]
pub struct Ticks {
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
    /// A step was added: the cursor goes to it.
    pub wants_last: bool,
    is_writing: bool,
}

impl Ticks {
    /// Those of the task at a place among the directive's, so many shown at once.
    pub fn new(of: Of, directive: DirectiveId, data: &DirectiveDetail, at: usize, height: usize) -> Self {
        let row = &data.tasks[at];
        let mut ticks = Self {
            of,
            directive,
            task: row.id,
            item: row.item.clone(),
            reference: row.reference.clone(),
            title: row.title.clone(),
            rows: Vec::new(),
            place: Place::new(height),
            is_stale: false,
            wants_last: false,
            is_writing: false,
        };
        ticks.take(data);
        ticks
    }

    /// Takes what was read. `false` where the task is gone.
    pub fn take(&mut self, data: &DirectiveDetail) -> bool {
        self.is_stale = false;
        let at = data.tasks.iter().position(|row| row.id == self.task);
        let Some(task) = at.and_then(|at| data.record.tasks.get(at)) else {
            return false;
        };
        self.rows = match self.of {
            Of::Steps => task.steps.iter().enumerate().map(step).collect(),
            Of::Leads => {
                let leads = task.assignments.iter().enumerate();
                leads.filter(|(_, part)| part.role == AssignmentRole::Lead).map(lead).collect()
            }
            Of::Findings => {
                let found = data.record.findings.iter().zip(&data.answers).enumerate();
                let weak = found.filter(|(_, (finding, _))| finding.kind == FindingKind::Weakness);
                let row = |(at, (finding, answers)): (usize, (&Finding, &Vec<_>))| Row {
                    at,
                    text: finding.text.clone(),
                    is_ticked: answers.contains(&self.task),
                    more: None,
                    answers: answers.clone(),
                };
                weak.map(row).collect()
            }
        };
        let is_last = std::mem::take(&mut self.wants_last);
        let at = if is_last { self.rows.len().saturating_sub(1) } else { self.place.cursor };
        self.place.choose(at, self.rows.len());
        true
    }

    /// How many are ticked.
    pub fn done(&self) -> usize {
        self.rows.iter().filter(|row| row.is_ticked).count()
    }

    /// What an act on the chosen row is: to tick it, or of a step to take it out.
    fn change(&self, action: Action, today: NaiveDate) -> Option<Change> {
        let row = self.rows.get(self.place.cursor)?;
        Some(match self.of {
            Of::Steps => {
                let step = |row: &Row| Step { text: row.text.clone(), done: row.is_ticked };
                let old: Vec<Step> = self.rows.iter().map(step).collect();
                let mut new = old.clone();
                match action {
                    Action::Delete => drop(new.remove(row.at)),
                    _ => new[row.at].done = !row.is_ticked,
                }
                Change::StepsSet { task: self.task, old, new }
            }
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

fn step((at, step): (usize, &Step)) -> Row {
    Row { at, text: step.text.clone(), is_ticked: step.done, more: None, answers: Vec::new() }
}

fn lead((at, part): (usize, &Assignment)) -> Row {
    let more = part.done_on.map(|on| (on, part.reply_document.clone()));
    Row { at, text: part.unit.clone(), is_ticked: more.is_some(), more, answers: Vec::new() }
}

impl App {
    pub(super) fn act_in_ticks(&mut self, action: Action) -> Vec<Effect> {
        let Some(Popup::Ticks(ticks)) = self.over.last_mut() else {
            return Vec::new();
        };
        let (directive, task, of, len) = (ticks.directive, ticks.task, ticks.of, ticks.rows.len());
        let at = ticks.rows.get(ticks.place.cursor).map(|row| row.at);
        match (action, at) {
            (Action::ToggleDone | Action::Delete, _) => return self.tick(action),
            (Action::Add, _) => self.open_step(directive, task, None),
            (Action::Edit, Some(_)) if of == Of::Steps => self.open_step(directive, task, at),
            (Action::Edit, Some(at)) if of == Of::Leads => self.open_part(directive, task, at),
            (Action::Back, _) => self.back(),
            (action, _) => way(action).into_iter().for_each(|way| ticks.place.go(way, len)),
        }
        Vec::new()
    }

    fn tick(&mut self, action: Action) -> Vec<Effect> {
        let today = self.today();
        if !self.may_write() {
            return Vec::new();
        }
        let Some(Popup::Ticks(ticks)) = self.over.last_mut() else {
            return Vec::new();
        };
        // Until the last act is written and read, the screen is not what the file holds.
        let is_shown = !ticks.is_writing && !ticks.is_stale;
        let Some(change) = ticks.change(action, today).filter(|_| is_shown) else {
            return Vec::new();
        };
        ticks.is_writing = true;
        vec![Effect::Write(self.writes.begin(What::Ticks, self.now), vec![change])]
    }

    pub(super) fn ticks_written(&mut self, outcome: Result<Applied, Error>) {
        for popup in &mut self.over {
            if let Popup::Ticks(ticks) = popup {
                ticks.is_writing = false;
            }
        }
        if let Err(error) = outcome {
            self.say_refused(What::Ticks, error);
        }
    }
}
