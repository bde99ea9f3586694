//! Marks, undo and redo: what is on its way to the file, and what is said when it has come back.
//!
//! Nothing is shown as done before it is committed: a row keeps its old box until
//! [`super::message::Msg::Written`] and the read that follows it.

use chrono::TimeDelta;

use crate::domain::TaskId;
use crate::domain::change::{Applied, Change, Outcome};
use crate::domain::query::TaskRow;
use crate::domain::task::State;
use crate::domain::time::Now;
use crate::error::Error;

use super::message::{Effect, WriteId};
use super::{App, Focus, Popup};

/// How long a write may take before the screen mentions it.
pub const SLOW: TimeDelta = TimeDelta::milliseconds(300);

#[derive(Debug, Default)]
pub struct Writes {
    last_id: u64,
    waiting: Vec<Waiting>,
    /// What tasks marked in this run are called, for the message of an undo.
    names: Vec<(TaskId, String)>,
}

#[derive(Debug)]
struct Waiting {
    id: WriteId,
    what: What,
    since: Now,
}

#[derive(Debug, Clone)]
enum What {
    Mark { task: TaskId, name: String, is_done: bool },
    Undo,
    Redo,
}

/// Names kept for messages; older ones are forgotten.
const NAMES: usize = 100;

impl Writes {
    fn begin(&mut self, what: What, since: Now) -> WriteId {
        self.last_id += 1;
        let id = WriteId(self.last_id);
        self.waiting.push(Waiting { id, what, since });
        id
    }

    fn end(&mut self, id: WriteId) -> Option<What> {
        let index = self.waiting.iter().position(|waiting| waiting.id == id)?;
        Some(self.waiting.remove(index).what)
    }

    fn is_marking(&self, id: TaskId) -> bool {
        self.waiting.iter().any(|waiting| waiting.is_about(id))
    }

    pub fn is_slow(&self, now: Now) -> bool {
        self.waiting.iter().any(|waiting| waiting.mentioned_from() <= now)
    }

    pub fn is_slow_on(&self, task: TaskId, now: Now) -> bool {
        self.waiting.iter().any(|waiting| waiting.is_about(task) && waiting.mentioned_from() <= now)
    }

    /// When the next write that is still young will be mentioned.
    pub fn mentioned_next(&self, now: Now) -> Option<Now> {
        self.waiting.iter().map(Waiting::mentioned_from).filter(|at| *at > now).min()
    }

    fn remember(&mut self, task: TaskId, name: String) {
        self.names.retain(|(known, _)| *known != task);
        if self.names.len() == NAMES {
            self.names.remove(0);
        }
        self.names.push((task, name));
    }

    fn name(&self, task: TaskId) -> Option<&str> {
        self.names.iter().find(|(known, _)| *known == task).map(|(_, name)| name.as_str())
    }
}

impl Waiting {
    fn is_about(&self, id: TaskId) -> bool {
        matches!(self.what, What::Mark { task, .. } if task == id)
    }

    fn mentioned_from(&self) -> Now {
        Now::new(self.since.at() + SLOW)
    }
}

impl App {
    /// Space: on a directive it goes to the first open task, on a task it asks for the opposite of
    /// what the screen shows.
    pub(super) fn toggle_done(&mut self) -> Vec<Effect> {
        if self.over.is_empty() && self.board.focus == Focus::Directives {
            if !self.board.checklist.select_first_open() {
                self.say(self.setup.lang.no_open_task());
            } else if self.may_write() {
                self.board.focus = Focus::Checklist;
                self.dirty = true;
            }
            return Vec::new();
        }
        let task = match self.over.last() {
            Some(Popup::Detail(detail)) => detail.selected_task().cloned(),
            _ => self.board.checklist.selected().cloned(),
        };
        task.map_or_else(Vec::new, |task| self.mark(&task))
    }

    fn mark(&mut self, task: &TaskRow) -> Vec<Effect> {
        let lang = self.setup.lang;
        let state = task.progress.state;
        if !self.may_write() || self.writes.is_marking(task.id) {
            return Vec::new();
        }
        let (is_done, change) = match state {
            State::Done => (false, Change::reopened(task.id, &task.progress)),
            state if state.is_open() => (true, Change::done(task.id, &task.progress, self.today())),
            state => {
                self.warn(lang.cannot_mark(&lang.journal_state(state)));
                return Vec::new();
            }
        };
        let name = lang.task_name(&task.item, &lang.reference_or_none(&task.reference));
        self.writes.remember(task.id, name.clone());
        let id = self.writes.begin(What::Mark { task: task.id, name, is_done }, self.now);
        vec![Effect::Write(id, vec![change])]
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        if !self.may_write() {
            return Vec::new();
        }
        vec![Effect::Undo(self.writes.begin(What::Undo, self.now))]
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        if !self.may_write() {
            return Vec::new();
        }
        vec![Effect::Redo(self.writes.begin(What::Redo, self.now))]
    }

    /// Says why nothing can be written, where that is so.
    fn may_write(&mut self) -> bool {
        let lang = self.setup.lang;
        if self.gone.is_some() {
            self.warn(lang.file_gone_no_writing());
        } else if !self.setup.can_write {
            self.warn(lang.looking_only());
        } else {
            return true;
        }
        false
    }

    /// F10. What is still being written is waited for; a second F10 does not wait.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        if self.writes.waiting.is_empty() || self.is_quitting {
            return vec![Effect::Quit];
        }
        self.is_quitting = true;
        self.say(self.setup.lang.quits_after_writing());
        Vec::new()
    }

    pub(super) fn written(&mut self, id: WriteId, outcome: Result<Applied, Error>) -> Vec<Effect> {
        let Some(what) = self.writes.end(id) else {
            return Vec::new();
        };
        match outcome {
            Ok(applied) => self.say_written(&what, &applied),
            Err(error) => self.say_refused(&what, error),
        }
        self.reload();
        let may_quit = self.is_quitting && self.writes.waiting.is_empty();
        if may_quit { vec![Effect::Quit] } else { Vec::new() }
    }

    fn say_written(&mut self, what: &What, applied: &Applied) {
        let lang = self.setup.lang;
        let first = applied.outcomes.first();
        let text = match (what, first) {
            (What::Mark { .. }, Some(Outcome::AlreadySo { by, at })) => {
                self.already_so(what, by.as_deref(), *at)
            }
            (What::Mark { is_done: true, .. }, _) => lang.marked_done(),
            (What::Mark { is_done: false, .. }, _) => lang.marked_open(),
            (What::Undo, _) => lang.undone(&self.what_became(first)),
            (What::Redo, _) => lang.redone(&self.what_became(first)),
        };
        self.say(text);
    }

    /// "An đã đánh dấu xong việc này lúc 10:32", with the day where it is another one.
    fn already_so(&self, what: &What, by: Option<&str>, at: Option<Now>) -> String {
        let lang = self.setup.lang;
        let is_done = matches!(what, What::Mark { is_done: true, .. });
        let Some((by, at)) = by.zip(at) else {
            return lang.already_marked();
        };
        let is_today = at.today() == self.today();
        let at = at.local().format(if is_today { "%H:%M" } else { "%H:%M %d/%m" }).to_string();
        if is_done { lang.already_done_by(by, &at) } else { lang.already_open_by(by, &at) }
    }

    /// "Việc 2 của 1792/UBND-NC: chưa làm".
    fn what_became(&self, outcome: Option<&Outcome>) -> String {
        let lang = self.setup.lang;
        let Some(Outcome::Applied(change)) = outcome else {
            return lang.nothing_changed();
        };
        match change {
            Change::TaskProgress { task, new, .. } => {
                let known = self.writes.name(*task).map(ToOwned::to_owned);
                let name = known.unwrap_or_else(|| lang.some_task());
                lang.task_became(&name, &lang.journal_state(new.state))
            }
            Change::DirectiveTrashed { new: true, .. } => lang.directive_trashed(),
            Change::DirectiveAdded { .. } | Change::DirectiveTrashed { new: false, .. } => {
                lang.directive_back()
            }
        }
    }

    fn say_refused(&mut self, what: &What, error: Error) {
        let lang = self.setup.lang;
        let name = match what {
            What::Mark { name, .. } => name.clone(),
            What::Undo => lang.act_undo(),
            What::Redo => lang.act_redo(),
        };
        let text = match &error {
            Error::Busy => lang.not_written_busy(&name),
            Error::Changed { what, by, at, now } => lang.not_written_changed(what, by, at, &lang.held(now)),
            Error::ReadOnly(_) => lang.looking_only(),
            Error::DiskFull(_) => lang.not_written_disk_full(&name),
            Error::NotPermitted => lang.not_permitted(),
            Error::NothingToUndo => lang.nothing_to_undo(),
            Error::NothingToRedo => lang.nothing_to_redo(),
            Error::NoSuchRecord(_) => lang.record_gone(&name),
            Error::FileGone(_) => lang.file_gone_no_writing(),
            error => lang.not_written(&name, &lang.error(error).what),
        };
        if matches!(error, Error::FileGone(_)) {
            self.gone = Some(error);
        }
        self.warn(text);
    }
}
