//! What opens a form, the steps of a task, or moves a record to the trash.
//!
//! A record is read before its form opens, also where it stands on the screen: what is edited is then
//! what the file holds, and there is one way for every layout.

use chrono::NaiveDate;

use crate::app::action::{Action, Context};
use crate::app::message::Effect;
use crate::app::ticks::{Of, Ticks};
use crate::app::writes::What;
use crate::app::{App, Popup};
use crate::domain::change::Change;
use crate::domain::fields::DirectiveFields;
use crate::domain::query::{DirectiveDetail, TaskRow};
use crate::domain::task::{NewTask, Target};
use crate::domain::{DirectiveId, TaskId};

use super::entered::entered;
use super::{Base, Form, Kind};

/// Forms that can be filled in once for several tasks.
pub const SEVERAL: [(Action, Kind); 7] = [
    (Action::Deadline, Kind::Deadline),
    (Action::Remind, Kind::Remind),
    (Action::Reported, Kind::Reported),
    (Action::Pause, Kind::Pause),
    (Action::Withdraw, Kind::Withdraw),
    (Action::Supersede, Kind::Supersede),
    (Action::HandOver, Kind::HandOver),
];

/// A record on its way, and what it is read for.
#[derive(Debug, Clone)]
pub struct Opening {
    pub directive: DirectiveId,
    /// `None`: the directive itself, or its most urgent open task where the form is about a task.
    task: Option<TaskId>,
    to: To,
}

#[derive(Debug, Clone)]
enum To {
    Form(Kind),
    AddTask,
    /// The box of steps, lead units or findings.
    Ticks(Of),
    /// The value reached of the target that was looked at longest ago.
    Actual,
    /// The open form is to go on from what the record holds now; who wrote that, where it is known.
    Rebase(Option<String>),
}

impl App {
    /// Edit, Deadline, Add, Delete, Note and Steps on what is chosen in a list.
    pub(in crate::app) fn act_on_record(&mut self, action: Action) -> Vec<Effect> {
        let on_directives = self.context() == Context::Directives;
        let (directive, task) = (self.chosen_directive(), self.chosen_task());
        if action != Action::Steps && !self.may_write() {
            return Vec::new();
        }
        if action == Action::Add && (on_directives || self.has_nothing()) {
            self.add_directive();
            return Vec::new();
        }
        let Some(directive) = directive else {
            if self.has_nothing() {
                self.say(self.setup.lang.empty_how("F7"));
            }
            return Vec::new();
        };
        let id = task.as_ref().map(|task| task.id);
        let to = match action {
            Action::Delete => return self.trash(directive, task),
            Action::Add => To::AddTask,
            Action::Steps => To::Ticks(Of::Steps),
            Action::Deadline => To::Form(Kind::Deadline),
            Action::Note if id.is_some() => To::Form(Kind::TaskNote),
            Action::Note => To::Form(Kind::DirectiveNote),
            _ if id.is_some() => To::Form(Kind::Task),
            _ => To::Form(Kind::Directive),
        };
        self.opening = Some(Opening { directive, task: id, to });
        Vec::new()
    }

    /// Reads the task, for the form or the box of an event.
    pub(in crate::app) fn open_event(
        &mut self,
        action: Action,
        directive: DirectiveId,
        task: Option<TaskId>,
    ) {
        let to = match action {
            Action::Remind => To::Form(Kind::Remind),
            Action::DoneOn => To::Form(Kind::DoneOn),
            Action::Reopen => To::Form(Kind::Reopen),
            Action::Reported => To::Form(Kind::Reported),
            Action::Pause => To::Form(Kind::Pause),
            Action::Withdraw => To::Form(Kind::Withdraw),
            Action::Supersede => To::Form(Kind::Supersede),
            Action::HandOver => To::Form(Kind::HandOver),
            Action::Actual => To::Actual,
            Action::Answers => To::Ticks(Of::Findings),
            _ => To::Ticks(Of::Leads),
        };
        self.opening = Some(Opening { directive, task, to });
    }

    pub(in crate::app) fn open_part(&mut self, directive: DirectiveId, task: TaskId, at: usize) {
        if self.may_write() {
            let to = To::Form(Kind::Part(at));
            self.opening = Some(Opening { directive, task: Some(task), to });
        }
    }

    /// The kind that most letters are of, followed by who enters it. The day of receipt stays empty: it
    /// is stamped on the paper, and today's date standing there would be taken for it.
    pub(super) fn add_directive(&mut self) {
        let follower = self.setup.me.map(|_| self.setup.login.clone());
        let head = DirectiveFields { follower, ..DirectiveFields::default() };
        self.open_form(Form::new(Base::new(Kind::Directive, None, head)));
    }

    /// Another task of the same directive.
    pub(super) fn add_task(&mut self, directive: DirectiveId) {
        self.opening = Some(Opening { directive, task: None, to: To::AddTask });
    }

    pub(in crate::app) fn open_step(&mut self, directive: DirectiveId, task: TaskId, at: Option<usize>) {
        if self.may_write() {
            let to = To::Form(Kind::Step(at));
            self.opening = Some(Opening { directive, task: Some(task), to });
        }
    }

    pub(in crate::app) fn open_form(&mut self, form: Form) {
        self.over.push(Popup::Form(Box::new(form)));
    }

    /// Opens the form of a draft; what it edits is read again.
    pub fn take_up_draft(&mut self, form: Form) {
        form.base.desk.page().into_iter().for_each(|page| self.open_office(page));
        self.read_again(&form.base, None);
        self.open_form(form);
    }

    /// Reads the record of the open form, for it to go on from there.
    pub(super) fn read_again(&mut self, base: &Base, who: Option<String>) {
        let directive = base.directive;
        self.opening = directive.map(|directive| Opening { directive, task: base.task, to: To::Rebase(who) });
    }

    fn trash(&mut self, directive: DirectiveId, task: Option<TaskRow>) -> Vec<Effect> {
        let lang = self.setup.lang;
        let (change, name) = match task {
            Some(task) => {
                let name = lang.task_name(&task.item, &lang.reference_or_none(&task.reference));
                (Change::TaskTrashed { task: task.id, old: false, new: true }, name)
            }
            None => {
                let reference = match self.over.last() {
                    Some(Popup::Detail(detail)) => Some(&detail.tasks.reference),
                    _ => self.board.window.row(directive).map(|row| &row.reference),
                };
                let name = lang.reference_or_none(reference.map_or("", String::as_str));
                (Change::DirectiveTrashed { directive, old: false, new: true }, name)
            }
        };
        vec![Effect::Write(self.writes.begin(What::Trash(name), self.now), vec![change])]
    }

    /// The record that was waited for has come; `None` where it is no longer there.
    pub(in crate::app) fn opened(&mut self, opening: Opening, data: Option<&DirectiveDetail>) {
        let lang = self.setup.lang;
        let is_form_open = matches!(opening.to, To::Rebase(_));
        let Some(data) = data else {
            return self.warn(if is_form_open { lang.form_record_gone() } else { lang.directive_gone() });
        };
        let about_task = !matches!(opening.to, To::Form(Kind::Directive | Kind::DirectiveNote) | To::AddTask);
        let at = match opening.task {
            _ if !about_task => None,
            Some(task) => data.tasks.iter().position(|row| row.id == task),
            None => most_urgent(&data.tasks),
        };
        let kind = match opening.to {
            To::Form(kind) => kind,
            To::AddTask => Kind::Task,
            To::Actual => {
                let targets =
                    at.and_then(|at| data.record.tasks.get(at)).map_or(&[][..], |task| &task.targets);
                let last = |target: &Target| target.actuals.iter().map(|actual| actual.on).max();
                let Some((at, _)) = targets.iter().enumerate().min_by_key(|(_, target)| last(target)) else {
                    return self.say(lang.event_no_target());
                };
                Kind::Actual(at)
            }
            To::Ticks(of) => {
                let height = self.layout.step_rows();
                let ticks = at.map(|at| Ticks::new(of, opening.directive, data, at, height));
                return match ticks {
                    Some(ticks) if of == Of::Steps || !ticks.rows.is_empty() => {
                        self.over.push(Popup::Ticks(Box::new(ticks)));
                    }
                    None if of == Of::Steps => self.say(lang.no_open_task()),
                    _ => self.say(lang.event_no_finding()),
                };
            }
            To::Rebase(who) => return self.rebase_form(data, who),
        };
        if about_task && at.is_none() {
            let words = if opening.task.is_some() {
                lang.record_gone(&lang.some_task())
            } else {
                lang.no_open_task()
            };
            return self.say(words);
        }
        self.open_form(Form::opened(base_of(kind, opening.directive, data, at, self.today())));
    }

    fn rebase_form(&mut self, data: &DirectiveDetail, who: Option<String>) {
        let (lang, today) = (self.setup.lang, self.today());
        let Some(Popup::Form(form)) = self.over.last_mut() else {
            return;
        };
        let at = form.base.task.map(|task| data.tasks.iter().position(|row| row.id == task));
        let (Some(directive), None | Some(Some(_))) = (form.base.directive, at) else {
            return self.warn(lang.form_record_gone());
        };
        let mut base = base_of(form.base.kind, directive, data, at.flatten(), today);
        if let Kind::Step(Some(at)) = base.kind {
            // It may stand elsewhere now; where it is gone it is added again.
            let (old, new) = (&form.base.record.steps, &base.record.steps);
            let moved = new.iter().position(|step| old.get(at).is_some_and(|old| old.text == step.text));
            base.kind = Kind::Step(moved.or(Some(at).filter(|_| old.len() == new.len())));
        }
        form.rebase(base, |value| {
            let value = if value.is_empty() { lang.theirs_empty() } else { value };
            who.as_ref().map_or_else(|| lang.theirs_now(&value), |who| lang.theirs_by(who, &value))
        });
    }
}

/// What a form edits. Rows and records of tasks are in the same order.
fn base_of(
    kind: Kind,
    directive: DirectiveId,
    data: &DirectiveDetail,
    at: Option<usize>,
    today: NaiveDate,
) -> Base {
    let mut base = Base::new(kind, Some(directive), DirectiveFields::of(&data.record));
    base.next_item = next_item(&data.record.tasks);
    base.tasks = data.tasks.iter().map(|row| row.id).zip(data.record.tasks.iter().cloned()).collect();
    if let Some(at) = at {
        base.task = data.tasks.get(at).map(|row| row.id);
        base.record = data.record.tasks.get(at).cloned().unwrap_or_default();
        base.event = entered(kind, &base.record, data.tasks.get(at).map_or(0, |row| row.reminders), today);
    }
    base
}

/// One more than the highest number in use.
pub fn next_item(tasks: &[NewTask]) -> String {
    let number = |task: &NewTask| task.item.split('.').next().and_then(|first| first.parse::<u32>().ok());
    let highest = tasks.iter().filter_map(number).max().unwrap_or(0);
    highest.saturating_add(1).to_string()
}

/// The open task with the nearest date, those without one last.
fn most_urgent(tasks: &[TaskRow]) -> Option<usize> {
    let open = tasks.iter().enumerate().filter(|(_, task)| task.progress.state.is_open());
    let date =
        |task: &TaskRow| task.due_on.into_iter().chain(task.internal_on).min().unwrap_or(NaiveDate::MAX);
    open.min_by_key(|(_, task)| date(task)).map(|(at, _)| at)
}
