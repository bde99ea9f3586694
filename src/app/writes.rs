//! Marks, undo and redo: what is on its way to the file, and what is said when it has come back.
//!
//! Nothing is shown as done before it is committed: a row keeps its old box until
//! [`super::message::Msg::Written`] and the read that follows it.

use std::collections::HashMap;

use chrono::TimeDelta;

use crate::domain::TaskId;
use crate::domain::change::{Applied, Change, Outcome};
use crate::domain::query::TaskRow;
use crate::domain::task::State;
use crate::domain::time::Now;
use crate::error::Error;
use crate::i18n::Lang;
use crate::text::{self, with_first};

use super::action::Action;
use super::events::waits_for_parts;
use super::marks::Several;
use super::message::{Effect, WriteId};
use super::{App, Focus, Screen};

/// How long a write may take before the screen mentions it.
pub const SLOW: TimeDelta = TimeDelta::milliseconds(300);

#[derive(Debug, Default)]
pub struct Writes {
    last_id: u64,
    waiting: Vec<Waiting>,
    /// What tasks marked in this run are called, for the message of an undo.
    names: HashMap<TaskId, String>,
}

#[derive(Debug)]
struct Waiting {
    id: WriteId,
    what: What,
    /// The screen mentions it from then on.
    slow_from: Now,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    Mark {
        task: TaskId,
        is_done: bool,
    },
    Undo,
    Redo,
    /// What a form holds.
    Form,
    /// Units, days or settings, without a form.
    Office,
    /// A step, a lead unit or a finding.
    Ticks,
    /// Of several records at once.
    Several(Several),
    /// What is moved there is called so.
    Trash(String),
    /// What comes back from there, or leaves it for good, is called so.
    Restore(String),
    Purge(String),
    /// The letter under review.
    Review,
}

impl Writes {
    pub(super) fn begin(&mut self, what: What, since: Now) -> WriteId {
        self.last_id += 1;
        let id = WriteId(self.last_id);
        self.waiting.push(Waiting { id, what, slow_from: Now::new(since.at() + SLOW) });
        id
    }

    fn end(&mut self, id: WriteId) -> Option<What> {
        let index = self.waiting.iter().position(|waiting| waiting.id == id)?;
        Some(self.waiting.remove(index).what)
    }

    fn marks_of(&self, task: TaskId) -> impl Iterator<Item = &Waiting> {
        let is_about = move |what: &What| matches!(what, What::Mark { task: marked, .. } if *marked == task);
        self.waiting.iter().filter(move |waiting| is_about(&waiting.what))
    }

    pub(super) fn is_under_way(&self, what: What) -> bool {
        self.waiting.iter().any(|waiting| waiting.what == what)
    }

    pub fn is_slow(&self, now: Now) -> bool {
        self.waiting.iter().any(|waiting| waiting.slow_from <= now)
    }

    pub fn is_slow_on(&self, task: TaskId, now: Now) -> bool {
        self.marks_of(task).any(|waiting| waiting.slow_from <= now)
    }

    /// When the next write that is still young will be mentioned.
    pub fn mentioned_next(&self, now: Now) -> Option<Now> {
        self.waiting.iter().map(|waiting| waiting.slow_from).filter(|at| *at > now).min()
    }

    /// What the message of an undo is to call a task.
    pub(super) fn name_task(&mut self, task: TaskId, item: &str, reference: &str, lang: Lang) {
        self.names.insert(task, lang.task_name(item, &lang.reference_or_none(reference)));
    }

    fn name(&self, task: TaskId, lang: Lang) -> String {
        self.names.get(&task).cloned().unwrap_or_else(|| lang.some_task())
    }

    /// The same after other words of a sentence.
    fn name_inside(&self, task: TaskId, lang: Lang) -> String {
        with_first(&self.name(task, lang), char::to_lowercase)
    }
}

impl App {
    /// Space: on a directive it goes to the first open task, on a task it asks for the opposite of
    /// what the screen shows.
    pub(super) fn toggle_done(&mut self) -> Vec<Effect> {
        let on_board = self.over.is_empty() && self.screen == Screen::Directives;
        if on_board && self.board.focus == Focus::Directives {
            if self.has_nothing() {
                self.say(self.setup.lang.empty_how("F7"));
            } else if !self.board.checklist.select_first_open() {
                self.say(self.setup.lang.no_open_task());
            } else if self.may_write() {
                self.board.focus = Focus::Checklist;
            }
            return Vec::new();
        }
        self.chosen_task().map_or_else(Vec::new, |task| self.mark(&task))
    }

    /// Goes on at once with a task that was paused, withdrawn or superseded.
    pub(super) fn resume(&mut self, task: &TaskRow) -> Vec<Effect> {
        self.write_mark(task, false, Change::reopened(task.id, &task.progress))
    }

    fn mark(&mut self, task: &TaskRow) -> Vec<Effect> {
        let lang = self.setup.lang;
        if waits_for_parts(task) {
            self.open_event(Action::Parts, task.directive, Some(task.id));
            self.say(lang.parts_first());
            return Vec::new();
        }
        let state = task.progress.state;
        if !self.may_write() || self.writes.marks_of(task.id).next().is_some() {
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
        self.write_mark(task, is_done, change)
    }

    fn write_mark(&mut self, task: &TaskRow, is_done: bool, change: Change) -> Vec<Effect> {
        let lang = self.setup.lang;
        self.writes.name_task(task.id, &task.item, &task.reference, lang);
        let id = self.writes.begin(What::Mark { task: task.id, is_done }, self.now);
        vec![Effect::Write(id, vec![change])]
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let may = self.may_write();
        may.then(|| Effect::Undo(self.writes.begin(What::Undo, self.now))).into_iter().collect()
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        let may = self.may_write();
        may.then(|| Effect::Redo(self.writes.begin(What::Redo, self.now))).into_iter().collect()
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
        self.reload();
        self.person_is_stale();
        let of_calendar = |outcome: &Outcome| {
            matches!(outcome, Outcome::Applied(Change::DaySet { .. } | Change::SettingSet { .. }))
        };
        if outcome.as_ref().is_ok_and(|applied| applied.outcomes.iter().any(of_calendar)) {
            self.calendar_is_stale();
        }
        let mut effects = Vec::new();
        match (what, outcome) {
            (What::Form, outcome) => effects.extend(self.form_written(outcome)),
            (What::Ticks, outcome) => self.ticks_written(outcome),
            (What::Several(several), outcome) => effects = self.several_written(several, outcome),
            (What::Review, outcome) => effects = self.review_written(outcome),
            (what, Ok(applied)) => self.say_written(what, &applied),
            (what, Err(error)) => self.say_refused(what, error),
        }
        let may_quit = self.is_quitting && self.writes.waiting.is_empty();
        effects.extend(may_quit.then_some(Effect::Quit));
        effects
    }

    fn say_written(&mut self, what: What, applied: &Applied) {
        let lang = self.setup.lang;
        let text = match (what, applied.outcomes.first()) {
            (What::Mark { is_done, .. }, Some(Outcome::AlreadySo { by, at })) => {
                self.already_so(is_done, by.as_deref(), *at)
            }
            (What::Mark { task, is_done: true }, _) => lang.marked_done(&self.writes.name_inside(task, lang)),
            (What::Mark { task, .. }, _) => lang.marked_open(&self.writes.name_inside(task, lang)),
            (What::Restore(_) | What::Purge(_), Some(Outcome::AlreadySo { .. })) => lang.nothing_changed(),
            (What::Undo, _) => self.with_room(&applied.outcomes, |what| lang.undone(what)),
            (What::Redo, _) => self.with_room(&applied.outcomes, |what| lang.redone(what)),
            (What::Trash(name), _) => lang.trashed(&name),
            (What::Restore(name), _) => lang.restored(&name),
            (What::Purge(name), _) => lang.purged(&name),
            (What::Office, _) => lang.form_saved(),
            (What::Form | What::Ticks | What::Several(_) | What::Review, _) => return,
        };
        self.say(text);
    }

    /// "An đã đánh dấu xong việc này lúc 10:32", with the day where it is another one.
    pub(super) fn already_so(&self, is_done: bool, by: Option<&str>, at: Option<Now>) -> String {
        let lang = self.setup.lang;
        let Some((by, at)) = by.zip(at) else {
            return lang.already_marked();
        };
        let is_today = at.today() == self.today();
        let at = at.local().format(if is_today { "%H:%M" } else { "%H:%M %d/%m" }).to_string();
        if is_done { lang.already_done_by(by, &at) } else { lang.already_open_by(by, &at) }
    }

    /// What became of it, cut so that the key at the end of the sentence is still on the line.
    fn with_room(&self, outcomes: &[Outcome], sentence: impl Fn(&str) -> String) -> String {
        let room = usize::from(self.layout.columns).saturating_sub(text::width(&sentence("")) + 2);
        sentence(&text::truncate(&self.what_became(outcomes), room, "…"))
    }

    /// "Việc 2 của 1792/UBND-NC: chưa làm"; of several changes their number.
    fn what_became(&self, outcomes: &[Outcome]) -> String {
        let lang = self.setup.lang;
        let change = match outcomes {
            [Outcome::Applied(change)] => change,
            [] | [Outcome::AlreadySo { .. }] => return lang.nothing_changed(),
            several => return lang.n_changes(several.len()),
        };
        match change {
            Change::TaskProgress { task, old, new } if old.state != new.state => {
                lang.task_became(&self.writes.name(*task, lang), &lang.journal_state(new.state))
            }
            Change::DirectiveTrashed { new: true, .. } => lang.directive_trashed(),
            Change::DirectiveAdded { .. } | Change::DirectiveTrashed { new: false, .. } => {
                lang.directive_back()
            }
            // A sentence of its own here, a part of one in the history.
            change => with_first(&lang.journal_change(change), char::to_uppercase),
        }
    }

    pub(super) fn say_refused(&mut self, what: What, error: Error) {
        let lang = self.setup.lang;
        let name = match what {
            What::Mark { task, .. } => self.writes.name(task, lang),
            What::Undo => lang.act_undo(),
            What::Redo => lang.act_redo(),
            What::Purge(_) if error == Error::NotPermitted => return self.warn(lang.purge_not_permitted()),
            What::Trash(name) | What::Restore(name) | What::Purge(name) => name,
            What::Form => self.form().map_or_else(|| lang.act_save(), |form| form.title(lang)),
            What::Ticks => lang.act_steps(),
            What::Office => lang.act_save(),
            What::Several(_) => lang.act_done(),
            What::Review => lang.act_save(),
        };
        let text = match &error {
            Error::Busy => lang.not_written_busy(&name),
            Error::Changed { what, by, at, now } => lang.not_written_changed(what, by, at, &lang.held(now)),
            Error::ReadOnly(_) => lang.looking_only(),
            Error::DiskFull(_) => lang.not_written_disk_full(&name),
            Error::NotPermitted => lang.not_permitted(),
            Error::UnitRefused { .. } | Error::PersonRefused { .. } => lang.error(&error).what,
            Error::NothingToUndo => lang.nothing_to_undo(),
            Error::NothingToRedo => lang.nothing_to_redo(),
            Error::Purged(name) => lang.undo_of_purged(name),
            Error::NoSuchRecord(_) => lang.record_gone(&name),
            Error::FileGone(_) => lang.file_gone_no_writing(),
            error => lang.not_written(&name, &lang.error(error).what),
        };
        // What somebody else wrote is read whole.
        if matches!(error, Error::Changed { .. }) && text::width(&text) > usize::from(self.layout.columns) {
            return self.tell(with_first(&name, char::to_uppercase), vec![text]);
        }
        if matches!(error, Error::FileGone(_)) {
            self.gone = Some(error);
        }
        self.warn(text);
    }
}
