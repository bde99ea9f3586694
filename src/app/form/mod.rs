//! Forms: a directive, a task, a deadline, a note, a step. What is typed becomes one batch of changes.
//!
//! Border: the form itself, its cursor, its list of names, its draft as text. When it opens and what is
//! written is in [`open`] and [`save`].

mod entered;
mod filled;
mod office;
mod open;
mod pick;
mod rows;
mod save;
mod target;
mod values;

use serde::{Deserialize, Serialize};

use crate::domain::query::Names;
use crate::domain::task::Target;
use crate::i18n::Lang;
use crate::text;

use super::action;
use super::key::Key;
use super::search::Finder;

pub use entered::entered;
pub use office::Desk;
pub use open::{Opening, SEVERAL, next_item};
pub use pick::Picks;
pub use rows::{Choice, Name, Row, Takes};
pub use save::Drafts;
pub use values::{Base, Kind, Reader};

/// A form being filled in.
#[derive(Debug, Clone)]
pub struct Form {
    /// What the record holds, as the form was opened or read again.
    pub base: Base,
    pub rows: Vec<Row>,
    /// The field with the cursor.
    pub at: usize,
    /// It was just come to, and what stands in it goes with the first letter typed.
    pub is_whole: bool,
    /// The list of names under it.
    pub picks: Option<Picks>,
    /// What the directives in that list are found by.
    finder: Finder,
    /// What was entered is on its way to the file.
    pub is_writing: bool,
    /// Once it is saved, an empty one follows.
    is_next_wanted: bool,
    /// A review opened it and gets back what was entered.
    is_lent: bool,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Did {
    /// Something was typed, or nothing.
    Edit,
    Move,
    /// Enter where there is no further field.
    End,
}

/// A form as it is kept in case the program ends.
#[derive(Serialize, Deserialize)]
struct Draft {
    version: u32,
    base: Base,
    texts: Vec<(Name, String)>,
}

/// Drafts of another version are not read.
const VERSION: u32 = 1;

/// The form of a draft. `None` where it cannot be read.
pub fn restore(draft: &str) -> Option<Form> {
    let draft: Draft = serde_json::from_str(draft).ok().filter(|draft: &Draft| draft.version == VERSION)?;
    let mut form = Form::new(draft.base);
    for (name, text) in draft.texts {
        if let Some(row) = form.rows.iter_mut().find(|row| row.name() == name) {
            row.put(&text);
        }
    }
    Some(form)
}

impl Form {
    pub fn new(base: Base) -> Self {
        let rows = base.names().into_iter().map(|name| Row::new(name, &base.common_text(name))).collect();
        let (is_whole, picks, finder) = (false, None, Finder::new());
        Self {
            base,
            rows,
            at: 0,
            is_whole,
            picks,
            finder,
            is_writing: false,
            is_next_wanted: false,
            is_lent: false,
        }
    }

    /// As an event is first entered: the day that stands in it is replaced by the first letter typed. Where
    /// the day is mostly today, the cursor is on what is left to say: the note of a call, a value reached,
    /// what replaces the task.
    pub fn opened(base: Base) -> Self {
        let mut form = Self::new(base);
        if form.base.kind.is_event() || form.base.kind == Kind::Deadline {
            let first = match form.base.kind {
                Kind::Remind => Some(Name::EventNote),
                Kind::Actual(_) => Some(Name::Reached),
                Kind::Supersede => Some(Name::Newer),
                _ => None,
            };
            form.go_to(form.rows.iter().position(|row| Some(row.name()) == first).unwrap_or(0));
        }
        form
    }

    /// For a review: some of the fields, or all, handed back to it instead of written.
    pub fn lent(base: Base, names: Option<&[Name]>) -> Self {
        let mut form = Self { is_lent: true, ..Self::new(base) };
        if let Some(names) = names {
            form.rows = names.iter().map(|name| Row::new(*name, &form.base.text(*name))).collect();
        }
        form.go_to(0);
        form
    }

    /// As JSON.
    pub fn draft(&self) -> String {
        let texts = self.rows.iter().map(|row| (row.name(), row.field.text())).collect();
        let draft = Draft { version: VERSION, base: self.base.clone(), texts };
        serde_json::to_string(&draft).expect("texts and plain values have a JSON form")
    }

    pub fn is_changed(&self) -> bool {
        self.rows.iter().any(Row::is_changed)
    }

    /// "Sửa việc 2 của 1792/UBND-NC".
    pub fn title(&self, lang: Lang) -> String {
        let reference = lang.reference_or_none(self.base.head.reference.as_deref().unwrap_or_default());
        let item = &self.base.record.item;
        if !self.base.others.is_empty() {
            let of_kind = SEVERAL.iter().find(|(_, kind)| *kind == self.base.kind);
            let label = of_kind.map_or_else(String::new, |(of, _)| action::label(*of, lang));
            return lang
                .form_several(&text::with_first(&label, char::to_uppercase), self.base.others.len() + 1);
        }
        match self.base.kind {
            Kind::Directive if self.is_lent => (self.rows[0].spec().label)(lang),
            Kind::Directive if self.base.directive.is_none() => lang.form_add_directive(),
            Kind::Directive => lang.form_edit_directive(&reference),
            Kind::Task if self.base.task.is_none() && !self.is_lent => lang.form_add_task(&reference),
            Kind::Task => lang.form_edit_task(item, &reference),
            Kind::Deadline => lang.form_deadline(item, &reference),
            Kind::TaskNote => lang.form_task_note(item, &reference),
            Kind::DirectiveNote => lang.form_directive_note(&reference),
            Kind::Step(None) => lang.form_add_step(item, &reference),
            Kind::Office => self.base.desk.title(lang),
            Kind::Step(Some(_)) => lang.form_edit_step(item, &reference),
            Kind::Remind => lang.form_remind(item, &reference),
            Kind::DoneOn => lang.form_done_on_title(item, &reference),
            Kind::Reopen => lang.form_reopen(item, &reference),
            Kind::Reported => lang.form_reported(item, &reference),
            Kind::Pause => lang.form_pause(item, &reference),
            Kind::Withdraw => lang.form_withdraw(item, &reference),
            Kind::Supersede => lang.form_supersede(item, &reference),
            Kind::HandOver => lang.form_hand_over(item, &reference),
            Kind::Actual(_) if self.base.record.targets.len() > 1 => lang.form_actual_of(item, &reference),
            Kind::Actual(at) => {
                let target = self.base.record.targets.get(at);
                lang.form_actual(item, target.map_or("", |target| &target.measure))
            }
            Kind::Part(at) => {
                let part = self.base.record.assignments.get(at);
                lang.form_part(item, part.map_or("", |part| &part.unit))
            }
        }
    }

    /// The target that a value is entered for, as it is chosen now.
    pub fn target(&self) -> Option<&Target> {
        let Kind::Actual(opened) = self.base.kind else { return None };
        let chosen = self.rows.iter().find(|row| row.name() == Name::OfTarget);
        let at = chosen.map_or(Some(opened), |row| self.base.target_called(&row.text()));
        self.base.record.targets.get(at?)
    }

    /// Saving it can open an empty one of the same kind.
    pub fn has_next(&self) -> bool {
        !self.is_lent && matches!(self.base.kind, Kind::Directive | Kind::Task | Kind::Step(_))
    }

    /// Cells of the longest label.
    pub fn longest_label(&self, lang: Lang) -> usize {
        self.rows.iter().map(|row| text::width(&(row.spec().label)(lang))).max().unwrap_or(0)
    }

    /// A line about the field with the cursor.
    pub fn hint(&self, lang: Lang) -> String {
        let row = self.row();
        match row.spec().hint {
            _ if self.base.differs(row.name()) && row.text().is_empty() => lang.hint_left_to_each(),
            _ if row.name() == Name::Item && !self.base.next_item.is_empty() => {
                lang.hint_item(&self.base.next_item)
            }
            Some(hint) => hint(lang),
            None if row.name() == Name::Why && self.base.kind == Kind::Reopen => lang.hint_required(),
            None if row.name() == Name::Why && self.base.kind == Kind::DoneOn => lang.hint_why_done(),
            None => String::new(),
        }
    }

    /// What finds the directives that the field with the cursor offers.
    pub(super) fn finder(&mut self) -> Option<&mut Finder> {
        (self.row().spec().takes == Takes::Directive).then_some(&mut self.finder)
    }

    /// Fields whose names are offered stand in it.
    pub fn wants_names(&self) -> bool {
        self.rows.iter().any(|row| row.spec().takes.offers())
    }

    pub fn row(&self) -> &Row {
        &self.rows[self.at]
    }

    fn row_mut(&mut self) -> &mut Row {
        &mut self.rows[self.at]
    }

    /// To the next field (`1`) or the one before (`-1`). `false` at the ends.
    pub fn go(&mut self, by: isize) -> bool {
        let to = self.at.checked_add_signed(by).filter(|to| *to < self.rows.len());
        self.go_to(to.unwrap_or(self.at));
        to.is_some()
    }

    /// A name or a day is replaced rather than added to, so it is chosen as a whole.
    fn go_to(&mut self, at: usize) {
        self.at = at;
        let takes = self.row().spec().takes;
        self.is_whole = takes.is_day() || takes.offers() && takes != Takes::Units;
        self.picks = None;
    }

    /// A key that is no command. `cells` is the width of a field of several lines.
    fn key(&mut self, key: Key, names: Option<&Names>, cells: usize) -> Did {
        if self.pick_key(key, names) {
            return Did::Edit;
        }
        let takes = self.row().spec().takes;
        let is_long = matches!(takes, Takes::Lines(_) | Takes::Wrapped(_));
        match key {
            Key::Up if is_long && self.row_mut().field.go_line(-1, cells) => Did::Move,
            Key::Down if is_long && self.row_mut().field.go_line(1, cells) => Did::Move,
            Key::Up => self.moved(-1),
            Key::Down => self.moved(1),
            Key::Enter if !matches!(takes, Takes::Lines(_)) => {
                if self.go(1) {
                    Did::Move
                } else {
                    Did::End
                }
            }
            key => {
                if std::mem::take(&mut self.is_whole) && matches!(key, Key::Char(_) | Key::Delete) {
                    self.row_mut().field.clear();
                }
                if self.row_mut().key(key) {
                    self.row_mut().error = None;
                    self.narrow_picks(key);
                }
                Did::Edit
            }
        }
    }

    fn moved(&mut self, by: isize) -> Did {
        self.go(by);
        Did::Move
    }

    /// Takes what the record holds now. A field that was not touched shows it; under the others stands
    /// what `theirs` says of it.
    fn rebase(&mut self, base: Base, theirs: impl Fn(String) -> String) {
        let base = Base { others: std::mem::take(&mut self.base.others), ..base };
        for row in &mut self.rows {
            let now = base.common_text(row.name());
            if !row.is_changed() {
                row.put(&now);
            } else if now != row.initial && now.trim() != row.text() {
                row.theirs = Some(theirs(now.clone()));
            }
            row.initial = now;
        }
        self.base = base;
    }
}
