//! Marked rows, and what is done to all of them at once: one batch, one undo, and for each record that was
//! passed over its reason.
//!
//! Border: marks stand in the list they were made in, and are of tasks; a marked directive stands for its
//! open tasks. The records are read afresh before anything is done to them.

use std::collections::BTreeMap;

use crate::domain::change::{Applied, Change, Outcome};
use crate::domain::query::{DirectiveRow, TaskRecord, TaskRow};
use crate::domain::task::{Progress, State};
use crate::domain::{DirectiveId, TaskId};
use crate::error::Error;

use super::action::{Action, Context, label};
use super::events::suits_state;
use super::form::{Base, Form, SEVERAL, entered};
use super::message::{Effect, Gather, GatherId};
use super::place::Move;
use super::writes::What;
use super::{App, Focus, Popup, Screen};

/// So many tasks are changed at once, at most: the file is locked meanwhile.
const MOST: usize = 500;

/// A list that marks can stand in: what it is, and of which directive.
type Place = (Context, Option<DirectiveId>);

#[derive(Debug, Default)]
pub struct Marks {
    place: Option<Place>,
    tasks: BTreeMap<TaskId, DirectiveId>,
    /// All rows of a list were asked for, to be marked.
    awaited: Option<(GatherId, Place)>,
    /// The marked records are read for this.
    acting: Option<Action>,
}

/// What was asked for of several records.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Several {
    /// What each record is called, in the order of the batch.
    names: Vec<String>,
    /// What was not even asked for, a line each with its reason.
    skipped: Vec<String>,
    /// Marked done or open; `None` where a form was filled in.
    pub(super) is_done: Option<bool>,
}

impl App {
    /// The task under the cursor: in the checklist, an opened directive, the agenda or a list of tasks.
    pub fn chosen_task(&self) -> Option<TaskRow> {
        let task = match self.over.last() {
            Some(Popup::Detail(detail)) => detail.selected_task(),
            Some(Popup::Tasks(tasks)) => tasks.selected(),
            Some(_) => None,
            None if self.screen == Screen::Agenda => self.agenda.task(),
            None if self.screen == Screen::Directives && self.board.focus == Focus::Checklist => {
                self.board.checklist.selected()
            }
            None => None,
        };
        task.cloned()
    }

    /// The marked tasks of the list in front; of marked directives their open tasks. Empty where none is.
    pub fn marked(&self) -> Vec<TaskId> {
        let tasks = self.marks.tasks.keys().copied();
        if self.marks.place == Some(self.list()) { tasks.collect() } else { Vec::new() }
    }

    pub fn is_marked(&self, task: TaskId) -> bool {
        self.marks.tasks.contains_key(&task) && self.marks.place == Some(self.list())
    }

    /// Its open tasks are marked.
    pub fn is_directive_marked(&self, directive: DirectiveId) -> bool {
        self.marks.place == Some((Context::Directives, None))
            && self.marks.tasks.values().any(|of| *of == directive)
    }

    /// "Đã chọn 3 việc · Esc bỏ chọn", while there are marks.
    pub(super) fn marks_line(&self) -> Option<String> {
        let (n, lang) = (self.marked().len(), self.setup.lang);
        let has_keys =
            self.over.last().is_none_or(|popup| matches!(popup, Popup::Detail(_) | Popup::Tasks(_)));
        let directives = self.marks.tasks.values().collect::<std::collections::BTreeSet<_>>().len();
        (n > 0 && has_keys).then(|| match self.marks.place {
            Some((Context::Directives, _)) => lang.n_marked_of(directives, n),
            _ => lang.n_marked(n),
        })
    }

    /// The list in front, whatever box stands over it.
    fn list(&self) -> Place {
        let over = self.over.iter().rev().find_map(|popup| match popup {
            Popup::Tasks(_) => Some((Context::Tasks, None)),
            Popup::Detail(detail) => Some((Context::Detail, Some(detail.id))),
            _ => None,
        });
        over.unwrap_or(match (self.screen, self.board.focus) {
            (Screen::Agenda, _) => (Context::Agenda, None),
            (Screen::Figures, _) => (Context::Figures, None),
            (Screen::Log, _) => (Context::Log, None),
            (_, Focus::Checklist) => (Context::Checklist, self.board.checklist.of),
            (_, Focus::Directives) => (Context::Directives, None),
        })
    }

    /// Ins and `*`.
    pub(super) fn mark_row(&mut self, action: Action) {
        if action == Action::MarkAll {
            return self.mark_all();
        }
        let rows = match self.list() {
            (Context::Directives, _) => self.open_tasks_of_chosen(),
            _ => self.chosen_task().iter().map(|task| (task.id, task.directive)).collect(),
        };
        self.toggle(self.list(), &rows);
        self.go(Move::Rows(1));
    }

    /// A directive stands for its open tasks; says so where it has none.
    fn open_tasks_of_chosen(&mut self) -> Vec<(TaskId, DirectiveId)> {
        let rows = self.board.checklist.rows().iter();
        let open = rows.filter(|task| task.progress.state.is_open() && !task.is_rule);
        let open: Vec<_> = open.map(|task| (task.id, task.directive)).collect();
        if open.is_empty() && !self.board.window.is_empty() {
            self.say(self.setup.lang.no_open_task());
        }
        open
    }

    fn mark_all(&mut self) {
        let list = self.list();
        let pair = |task: &TaskRow| (task.id, task.directive);
        let rows = match (self.over.last(), list.0) {
            (Some(Popup::Detail(detail)), _) => detail.tasks.rows().iter().map(pair).collect(),
            (_, Context::Checklist) => self.board.checklist.rows().iter().map(pair).collect::<Vec<_>>(),
            (Some(Popup::Tasks(tasks)), _) => tasks.ids().unwrap_or_default().to_vec(),
            (_, Context::Agenda) => {
                let Some(line) = self.agenda.window.selected() else { return };
                let view = self.agenda.view(self.board.view.scope);
                return self.await_rows(Gather::Group(view, line.key.group), list);
            }
            _ => return self.await_rows(Gather::View(self.board.view.clone()), list),
        };
        self.toggle(list, &rows);
    }

    fn await_rows(&mut self, gather: Gather, list: Place) {
        self.marks.awaited = Some((self.gather(gather), list));
    }

    /// Marks these rows, or none of them where all are marked already.
    fn toggle(&mut self, list: Place, rows: &[(TaskId, DirectiveId)]) {
        if self.marks.place != Some(list) {
            self.marks.tasks.clear();
            self.marks.place = Some(list);
        }
        let tasks = &mut self.marks.tasks;
        if rows.iter().all(|(task, _)| tasks.contains_key(task)) {
            tasks.retain(|marked, _| !rows.iter().any(|(task, _)| task == marked));
        } else {
            tasks.extend(rows.iter().copied());
        }
        self.dirty = true;
    }

    /// The reading thread has gathered what was asked for.
    pub(super) fn gathered(&mut self, id: GatherId, outcome: Result<Vec<(TaskId, DirectiveId)>, Error>) {
        let rows = match outcome {
            Ok(rows) => rows,
            Err(error) => {
                self.not_gathered(id);
                return self.warn(self.read_trouble(&error));
            }
        };
        self.gathered_for_list(id, &rows);
        if let Some((_, list)) = self.marks.awaited.take_if(|(awaited, _)| *awaited == id) {
            self.toggle(list, &rows);
        }
    }

    /// Runs an action on all marked tasks; `None` where none is marked or it is about one alone.
    pub(super) fn act_on_marked(&mut self, action: Action) -> Option<Vec<Effect>> {
        let n = self.marked().len();
        match action {
            _ if n == 0 => return None,
            Action::Back | Action::ClearFilter => self.drop_marks(),
            _ if action != Action::ToggleDone && !SEVERAL.iter().any(|(of, _)| *of == action) => return None,
            _ if !self.may_write() => {}
            _ if n > MOST => self.warn(self.setup.lang.too_many_marked(MOST)),
            _ => self.marks.acting = Some(action),
        }
        Some(Vec::new())
    }

    /// They are done with, or their list becomes another one.
    pub(super) fn drop_marks(&mut self) {
        self.marks = Marks::default();
    }

    /// The marked records that are to be read for an action.
    pub(super) fn marked_for_action(&self) -> Option<Vec<TaskId>> {
        self.marks.acting.map(|_| self.marked())
    }

    /// The read for it did not come in time.
    pub(super) fn forget_action(&mut self) -> bool {
        self.marks.acting.take().is_some()
    }

    pub(super) fn records_read(&mut self, asked: &[TaskId], records: Vec<TaskRecord>) -> Vec<Effect> {
        let Some(action) = self.marks.acting.take() else {
            return Vec::new();
        };
        // Those of one directive stand together, as they were read.
        let lang = self.setup.lang;
        let n_gone = asked.len() - records.len();
        let gone = format!("{}: {}", lang.some_task(), lang.skipped_gone());
        let mut several = Several { names: Vec::new(), skipped: vec![gone; n_gone], is_done: None };
        let Some((_, kind)) = SEVERAL.iter().find(|(of, _)| *of == action) else {
            let batch = self.turn(records, &mut several);
            return self.write_several(several, batch);
        };
        let suits = |record: &TaskRecord| suits_state(action, record.record.progress.state);
        if !records.is_empty() && !records.iter().any(suits) {
            self.warn(lang.event_not_now(&label(action, lang)));
            return Vec::new();
        }
        let today = self.today();
        let mut bases = records.into_iter().map(|record| {
            let base = Base::new(*kind, Some(record.directive), record.head);
            let event = entered(*kind, &record.record, 0, today);
            Base { task: Some(record.task), record: record.record, event, ..base }
        });
        match bases.next() {
            Some(first) => self.open_form(Form::opened(Base { others: bases.collect(), ..first })),
            None => self.warn(lang.record_gone(&lang.some_task())),
        }
        Vec::new()
    }

    /// Done, or open again where all are done.
    fn turn(&self, records: Vec<TaskRecord>, several: &mut Several) -> Vec<Vec<Change>> {
        let (lang, today) = (self.setup.lang, self.today());
        let is_done = |record: &TaskRecord| record.record.progress.state == State::Done;
        let reopens = !records.is_empty() && records.iter().all(is_done);
        several.is_done = Some(!reopens);
        let mut batch = Vec::new();
        for TaskRecord { task, head, record, .. } in records {
            let reference = head.reference.unwrap_or_default();
            let name = lang.task_name(&record.item, &lang.reference_or_none(&reference));
            let shown = record.progress;
            let change = match shown.state {
                State::Done if reopens => Change::reopened(task, &shown),
                // Asked for as if it were open, the journal answers who was quicker.
                State::Done => {
                    Change::done(task, &Progress { state: State::Open, done_on: None, ..shown }, today)
                }
                state if state.is_open() => Change::done(task, &shown, today),
                state => {
                    several.skipped.push(format!("{name}: {}", lang.journal_state(state)));
                    continue;
                }
            };
            several.names.push(name);
            batch.push(vec![change]);
        }
        batch
    }

    /// Writes what a form for several holds, for each of its records by itself. `None` where it is for one.
    pub(super) fn changes_of_several(&self, form: &Form) -> Option<(Several, Vec<Vec<Change>>)> {
        if form.base.others.is_empty() {
            return None;
        }
        let (lang, reader) = (self.setup.lang, self.reader());
        let (mut several, mut batch) =
            (Several { names: Vec::new(), skipped: Vec::new(), is_done: None }, Vec::new());
        for base in std::iter::once(&form.base).chain(&form.base.others) {
            let reference = lang.reference_or_none(base.head.reference.as_deref().unwrap_or_default());
            let name = lang.task_name(&base.record.item, &reference);
            let state = base.record.progress.state;
            if SEVERAL.iter().any(|(action, kind)| *kind == base.kind && !suits_state(*action, state)) {
                several.skipped.push(format!("{name}: {}", lang.journal_state(state)));
                continue;
            }
            let mut rows = form.rows.clone();
            let changes = base.filled_in(&mut rows, &reader).map(|new| base.changes(new, &reader));
            let wrong = rows.iter().find_map(|row| row.error.clone());
            match changes.filter(|changes| !changes.is_empty()) {
                Some(changes) => {
                    several.names.push(name);
                    batch.push(changes);
                }
                None => {
                    let reason = wrong.unwrap_or_else(|| lang.nothing_changed());
                    several.skipped.push(format!("{name}: {reason}"));
                }
            }
        }
        Some((several, batch))
    }

    pub(super) fn write_several(&mut self, several: Several, batch: Vec<Vec<Change>>) -> Vec<Effect> {
        if batch.is_empty() {
            self.tell_several(several, &[]);
            return Vec::new();
        }
        vec![Effect::WriteEach(self.writes.begin(What::Several(several), self.now), batch)]
    }

    pub(super) fn several_written(
        &mut self,
        several: Several,
        outcome: Result<Applied, Error>,
    ) -> Vec<Effect> {
        let is_form = several.is_done.is_none();
        match outcome {
            Err(error) if is_form => self.form_written(Err(error)),
            Err(error) => {
                self.say_refused(What::Several(several), error);
                Vec::new()
            }
            Ok(applied) => {
                let outcomes = applied.outcomes.clone();
                let effects = if is_form { self.form_written(Ok(applied)) } else { Vec::new() };
                self.tell_several(several, &outcomes);
                effects
            }
        }
    }

    /// What became of them: a line where all went well, else a box with the reasons.
    fn tell_several(&mut self, mut several: Several, outcomes: &[Outcome]) {
        let lang = self.setup.lang;
        let mut n = 0;
        for (name, outcome) in several.names.iter().zip(outcomes) {
            let reason = match outcome {
                Outcome::Applied(_) => {
                    n += 1;
                    continue;
                }
                Outcome::AlreadySo { by, at } => match several.is_done {
                    Some(is_done) => self.already_so(is_done, by.as_deref(), *at),
                    None => lang.nothing_changed(),
                },
                Outcome::Refused(Error::Changed { by, at, now, .. }) => {
                    lang.skipped_changed(by, at, &lang.held(now))
                }
                Outcome::Refused(Error::NoSuchRecord(_)) => lang.skipped_gone(),
                Outcome::Refused(error) => lang.error(error).what,
            };
            several.skipped.push(format!("{name}: {reason}"));
        }
        self.drop_marks();
        if several.skipped.is_empty() {
            return self.say(match several.is_done {
                Some(true) => lang.several_done(n),
                Some(false) => lang.several_open(n),
                None => lang.several_saved(n),
            });
        }
        self.tell(lang.several_outcome(n, several.skipped.len()), several.skipped);
    }

    /// Lets the reading thread gather tasks.
    pub(super) fn gather(&mut self, gather: Gather) -> GatherId {
        self.gathers.0 += 1;
        let id = GatherId(self.gathers.0);
        self.gathers.1.push(Effect::Gather(id, gather));
        id
    }

    /// The directive under the cursor of view 1, or of the task that has it.
    pub(super) fn chosen_directive(&self) -> Option<DirectiveId> {
        match self.list() {
            (Context::Directives, _) => self.board.window.selected().map(DirectiveRow::id),
            (_, Some(directive)) => Some(directive),
            _ => self.chosen_task().map(|task| task.directive),
        }
    }
}
