//! A form at work: its keys, saving, what comes back from the file, closing, the draft.

use chrono::TimeDelta;

use crate::app::action::Action;
use crate::app::confirm::Then;
use crate::app::key::Key;
use crate::app::message::Effect;
use crate::app::office::Page;
use crate::app::writes::What;
use crate::app::{App, Popup};
use crate::domain::change::{Applied, Change, Outcome, Role};
use crate::domain::time::Now;
use crate::error::Error;

use super::{Did, Form, Kind, Reader};

/// A draft is kept this long after the last key.
const REST: TimeDelta = TimeDelta::milliseconds(400);

/// What is known about drafts in this run.
#[derive(Debug, Default)]
pub struct Drafts {
    /// As it was handed over last.
    kept: Option<String>,
    /// Something was typed since.
    changed_at: Option<Now>,
}

impl App {
    pub(in crate::app) fn form(&self) -> Option<&Form> {
        self.over.iter().rev().find_map(|popup| match popup {
            Popup::Form(form) => Some(&**form),
            _ => None,
        })
    }

    /// The form that has the keys, and what its texts are read with.
    fn form_with(&mut self) -> Option<(&mut Form, Reader<'_>)> {
        let (lang, today) = (self.setup.lang, self.now.today());
        let reader = Reader { lang, today, calendar: &self.setup.calendar, names: self.names.as_deref() };
        match self.over.last_mut() {
            Some(Popup::Form(form)) if !form.is_writing => Some((form, reader)),
            _ => None,
        }
    }

    /// What texts of a form are read with, for showing them as they are understood.
    pub fn reader(&self) -> Reader<'_> {
        let (lang, today) = (self.setup.lang, self.now.today());
        Reader { lang, today, calendar: &self.setup.calendar, names: self.names.as_deref() }
    }

    pub(in crate::app) fn act_in_form(&mut self, action: Action) -> Vec<Effect> {
        let Some((form, _)) = self.form_with() else {
            return Vec::new();
        };
        match action {
            Action::Save => return self.save_form(false),
            Action::SaveNext => return self.save_form(true),
            Action::NextField if !form.go(1) => form.go_to(0),
            Action::PrevField if !form.go(-1) => form.go_to(form.rows.len() - 1),
            Action::Back if form.picks.is_some() => form.picks = None,
            Action::Back => return self.leave_form(),
            _ => {}
        }
        Vec::new()
    }

    /// A key that is no command in a form: typed, or for the field's cursor.
    pub(in crate::app) fn form_key(&mut self, key: Key) {
        let (lang, layout, now) = (self.setup.lang, self.layout, self.now);
        let Some((form, with)) = self.form_with() else {
            return;
        };
        let (_, cells) = layout.field_cells(form.longest_label(lang));
        let did = form.key(key, with.names, cells - 1);
        let field = &form.row().field;
        let is_full = did == Did::Edit && matches!(key, Key::Char(_)) && field.is_too_long();
        let limit = field.limit();
        match did {
            Did::End => self.say(lang.form_press_save()),
            Did::Edit if is_full => self.warn(lang.form_full(limit)),
            Did::Edit | Did::Move => {}
        }
        if did == Did::Edit {
            self.drafts.changed_at = Some(now);
        }
    }

    pub(in crate::app) fn form_paste(&mut self, pasted: &str) {
        let (lang, now) = (self.setup.lang, self.now);
        let Some((form, _)) = self.form_with() else {
            return;
        };
        form.picks = None;
        let is_whole = form.is_whole;
        let row = form.row_mut();
        let mut field = row.field.clone();
        if is_whole {
            field.clear();
        }
        if !matches!(row.spec().takes, super::Takes::Choice(_)) {
            if !field.paste(pasted) {
                let (count, limit) = (pasted.chars().count(), field.limit());
                return self.warn(lang.form_paste_too_long(count, limit));
            }
            row.field = field;
        }
        row.error = None;
        form.is_whole = false;
        self.drafts.changed_at = Some(now);
    }

    fn save_form(&mut self, is_next_wanted: bool) -> Vec<Effect> {
        let lang = self.setup.lang;
        let page = self.form().and_then(|form| form.base.desk.page());
        if !self.may(page.map_or(Role::Officer, Page::needed)) {
            return Vec::new();
        }
        let Some((form, with)) = self.form_with() else {
            return Vec::new();
        };
        (form.picks, form.is_whole) = (None, false);
        let Some(new) = form.base.filled_in(&mut form.rows, &with) else {
            let wrong = form.rows.iter().filter(|row| row.error.is_some()).count();
            form.at = form.rows.iter().position(|row| row.error.is_some()).unwrap_or(form.at);
            self.warn(lang.form_has_errors(wrong));
            return Vec::new();
        };
        if form.is_lent {
            let is_changed = form.is_changed();
            self.over.pop();
            return self.value_entered(new, is_changed);
        }
        if !form.base.others.is_empty() {
            form.is_writing = true;
            return self.save_several();
        }
        let changes = form.base.changes(new, &with);
        if changes.is_empty() {
            self.over.pop();
            self.say(lang.nothing_changed());
            return self.draft_to_keep().into_iter().collect();
        }
        if form.base.kind == Kind::Office {
            return self.write_in_office(changes);
        }
        (form.is_writing, form.is_next_wanted) = (true, is_next_wanted);
        vec![Effect::Write(self.writes.begin(What::Form, self.now), changes)]
    }

    fn save_several(&mut self) -> Vec<Effect> {
        let several = self.form().and_then(|form| self.changes_of_several(form));
        several.map_or_else(Vec::new, |(several, batch)| self.write_several(several, batch))
    }

    /// What a form asked to have written is written, or refused.
    pub(in crate::app) fn form_written(&mut self, outcome: Result<Applied, Error>) -> Vec<Effect> {
        let Some(at) = self.over.iter().rposition(|popup| matches!(popup, Popup::Form(_))) else {
            return Vec::new();
        };
        let Popup::Form(form) = &mut self.over[at] else {
            return Vec::new();
        };
        form.is_writing = false;
        let (base, is_next_wanted) = (form.base.clone(), form.is_next_wanted && form.has_next());
        match outcome {
            Err(error) => {
                if let Error::Changed { by, .. } = &error {
                    self.read_again(&base, Some(by.clone()));
                }
                match error {
                    Error::NoSuchRecord(_) => self.warn(self.setup.lang.form_record_gone()),
                    Error::Changed { by, at, .. } => self.warn(self.setup.lang.form_changed(&by, &at)),
                    error => self.say_refused(What::Form, error),
                }
                return Vec::new();
            }
            Ok(applied) => {
                self.over.remove(at);
                if base.task.is_none() {
                    self.select_written(&applied);
                }
                let lang = self.setup.lang;
                if let Some(task) = base.task {
                    let reference = base.head.reference.as_deref().unwrap_or_default();
                    self.writes.name_task(task, &base.record.item, reference, lang);
                }
                let times = times_added(&applied, base.task.is_none());
                let is_gone =
                    |outcome: &&Outcome| matches!(outcome, Outcome::Applied(Change::TaskTrashed { .. }));
                let dropped = applied.outcomes.iter().filter(is_gone).count();
                self.say(match (applied.group, base.kind) {
                    (None, _) => lang.nothing_changed(),
                    (_, Kind::Remind) => lang.reminded(base.event.times),
                    _ if times > 0 && dropped > 0 => lang.form_saved_other_times(times, dropped),
                    _ if times > 0 => lang.form_saved_times(times),
                    _ if dropped > 0 => lang.form_saved_dropped(dropped),
                    _ => lang.form_saved(),
                });
            }
        }
        if let (Kind::Step(None), Some(Popup::Ticks(ticks))) = (base.kind, self.over.last_mut()) {
            ticks.wants_last = true;
        }
        let draft = self.draft_to_keep().into_iter().collect();
        match (base.kind, base.directive, base.task) {
            _ if !is_next_wanted => {}
            (Kind::Directive, ..) => self.add_directive(),
            (Kind::Task, Some(directive), _) => self.add_task(directive),
            (Kind::Step(_), Some(directive), Some(task)) => self.open_step(directive, task, None),
            _ => {}
        }
        draft
    }

    /// The cursor goes to what was added, not to the times below it.
    fn select_written(&mut self, applied: &Applied) {
        if let Some(outcome) = applied.outcomes.first() {
            match outcome {
                Outcome::Applied(Change::DirectiveAdded { id: Some(id), .. }) => self.look_for(*id),
                Outcome::Applied(Change::TaskAdded { id: Some(id), .. }) => match self.over.last_mut() {
                    Some(Popup::Detail(detail)) => detail.tasks.want(*id),
                    _ => self.board.checklist.want(*id),
                },
                Outcome::Applied(change) => self.want_in_office(change),
                Outcome::AlreadySo { .. } | Outcome::Refused(_) => {}
            }
        }
    }

    /// Esc: asks only where something would be lost.
    fn leave_form(&mut self) -> Vec<Effect> {
        let lang = self.setup.lang;
        if self.form().is_some_and(Form::is_changed) {
            self.ask(lang.form_unsaved(), lang.form_stay(), lang.form_drop(), Then::DropForm);
            return Vec::new();
        }
        self.drop_form()
    }

    pub(in crate::app) fn drop_form(&mut self) -> Vec<Effect> {
        self.over.pop();
        self.draft_to_keep().into_iter().collect()
    }

    // --- the draft

    /// What is being entered, where it is not what was kept last; `KeepDraft(None)` once it is saved or
    /// dropped.
    pub(in crate::app) fn draft_to_keep(&mut self) -> Option<Effect> {
        self.drafts.changed_at = None;
        if self.review().is_some() {
            // It keeps itself.
            return None;
        }
        let draft = self.form().filter(|form| form.is_changed()).map(Form::draft);
        if draft == self.drafts.kept {
            return None;
        }
        self.drafts.kept.clone_from(&draft);
        Some(Effect::KeepDraft(draft))
    }

    /// When the draft is to be kept.
    pub(in crate::app) fn draft_wakes_at(&self) -> Option<Now> {
        self.drafts.changed_at.map(|at| Now::new(at.at() + REST))
    }
}

/// How many times of a recurring task came with it, or below it.
fn times_added(applied: &Applied, is_task_new: bool) -> usize {
    let is_added = |outcome: &&Outcome| matches!(outcome, Outcome::Applied(Change::TaskAdded { .. }));
    let added = applied.outcomes.iter().filter(is_added).count();
    added.saturating_sub(usize::from(is_task_new))
}
