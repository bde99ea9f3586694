//! The steps of one task: a list to tick, with a form for each step's words. Every act is written at
//! once, and what is shown is what the file holds.

use crate::domain::change::{Applied, Change};
use crate::domain::query::DirectiveDetail;
use crate::domain::task::Step;
use crate::domain::{DirectiveId, TaskId};
use crate::error::Error;

use super::action::Action;
use super::message::Effect;
use super::place::{Move, Place};
use super::writes::What;
use super::{App, Popup};

#[derive(Debug)]
pub struct Steps {
    pub directive: DirectiveId,
    pub task: TaskId,
    pub item: String,
    /// The directive's; empty where it has none.
    pub reference: String,
    pub title: String,
    pub steps: Vec<Step>,
    pub place: Place,
    /// They are to be read again.
    pub is_stale: bool,
    is_writing: bool,
}

impl Steps {
    /// Those of the task at a place among the directive's, so many shown at once.
    pub fn new(directive: DirectiveId, data: &DirectiveDetail, at: usize, height: usize) -> Self {
        let row = &data.tasks[at];
        let mut steps = Self {
            directive,
            task: row.id,
            item: row.item.clone(),
            reference: row.reference.clone(),
            title: row.title.clone(),
            steps: Vec::new(),
            place: Place::new(height),
            is_stale: false,
            is_writing: false,
        };
        steps.take(data);
        steps
    }

    /// Takes what was read. `false` where the task is gone.
    pub fn take(&mut self, data: &DirectiveDetail) -> bool {
        self.is_stale = false;
        let at = data.tasks.iter().position(|row| row.id == self.task);
        let Some(task) = at.and_then(|at| data.record.tasks.get(at)) else {
            return false;
        };
        self.steps.clone_from(&task.steps);
        self.place.choose(self.place.cursor, self.steps.len());
        true
    }

    pub fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.done).count()
    }

    /// The steps as they are to be after an act on the chosen one.
    fn after(&self, action: Action) -> Option<Vec<Step>> {
        let (mut steps, at) = (self.steps.clone(), self.place.cursor);
        let step = steps.get_mut(at)?;
        if action == Action::ToggleDone {
            step.done = !step.done;
        } else {
            steps.remove(at);
        }
        Some(steps)
    }
}

impl App {
    pub(super) fn act_in_steps(&mut self, action: Action) -> Vec<Effect> {
        let Some(Popup::Steps(steps)) = self.over.last_mut() else {
            return Vec::new();
        };
        let (directive, task, at) = (steps.directive, steps.task, steps.place.cursor);
        match action {
            Action::ToggleDone | Action::Delete => return self.change_steps(action),
            Action::Add => self.open_step(directive, task, None),
            Action::Edit if at < steps.steps.len() => self.open_step(directive, task, Some(at)),
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Back => {
                self.over.pop();
            }
            action => {
                let len = steps.steps.len();
                super::run::way(action).into_iter().for_each(|way: Move| steps.place.go(way, len));
            }
        }
        Vec::new()
    }

    fn change_steps(&mut self, action: Action) -> Vec<Effect> {
        if !self.may_write() {
            return Vec::new();
        }
        let Some(Popup::Steps(steps)) = self.over.last_mut() else {
            return Vec::new();
        };
        // Until the last act is written and read, the screen is not what the file holds.
        let Some(new) = steps.after(action).filter(|_| !steps.is_writing && !steps.is_stale) else {
            return Vec::new();
        };
        steps.is_writing = true;
        let change = Change::StepsSet { task: steps.task, old: steps.steps.clone(), new };
        vec![Effect::Write(self.writes.begin(What::Steps, self.now), vec![change])]
    }

    pub(super) fn steps_written(&mut self, outcome: Result<Applied, Error>) {
        for popup in &mut self.over {
            match popup {
                Popup::Steps(steps) => steps.is_writing = false,
                Popup::Parts(parts) => parts.is_writing = false,
                _ => {}
            }
        }
        if let Err(error) = outcome {
            self.say_refused(What::Steps, error);
        }
    }
}
