//! The review of a letter before it is saved: what was read, each with its passage; take or leave, edit.
//!
//! Border: holds the record as it would be saved and what is known of each of its values. Nothing of it
//! is in the file before F2.

mod about;
mod edit;
mod rows;

use crate::domain::change::{Applied, Change, Outcome};
use crate::domain::directive::NewDirective;
use crate::domain::query::{Scope, View};
use crate::domain::recurrence;
use crate::domain::task::TaskKind;
use crate::error::Error;
use crate::extract::Draft;
use crate::i18n::Lang;
use crate::i18n::countdown::day_month;
use crate::i18n::deadlines::period_name;

use super::action::Action;
use super::confirm::Then;
use super::letter::LetterText;
use super::message::Effect;
use super::offer::KeptReview;
use super::pages::Line;
use super::place::{Move, Place};
use super::run::way;
use super::writes::What;
use super::{App, Look, Popup};
use rows::{due_on, report_duty};

pub use rows::{HeadField, Item, Mark, Row};

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    Read,
    Letter,
}

#[derive(Debug)]
pub struct Review {
    /// As it would be saved if everything were taken.
    pub record: NewDirective,
    pub rows: Vec<Row>,
    pub pane: Pane,
    /// The cursor among the rows.
    pub place: Place,
    /// About the chosen row, over the letter.
    pub about: Vec<Line>,
    pub letter: LetterText,
    pub letter_place: Place,
    /// Cells of the letter's lines.
    cells: usize,
}

impl Review {
    pub fn new(draft: Draft, look: Look) -> Self {
        let rows = rows::of(&draft);
        let mut review = Self {
            record: draft.into_directive(),
            rows,
            pane: Pane::Read,
            place: Place::new(1),
            about: Vec::new(),
            letter: LetterText::default(),
            letter_place: Place::new(1),
            cells: 0,
        };
        review.add_doubts(look);
        review
    }

    /// The doubts of the record as it now is, behind its tasks.
    fn add_doubts(&mut self, look: Look) {
        let lang = look.lang;
        let tasks_end = self.rows.iter().rposition(|row| matches!(row.item, Item::Task(_) | Item::Tasks));
        self.rows.truncate(tasks_end.map_or(0, |at| at + 1));
        let doubts = self.record.doubts.iter().map(|doubt| (lang.doubt(doubt), doubt.span));
        let mut found: Vec<_> = doubts.collect();
        let report_on = report_duty(&self.record).and_then(due_on);
        for task in self.record.tasks.iter().filter(|task| task.kind != TaskKind::ReportDuty) {
            if let (Some(due), Some(report)) = (due_on(task), report_on)
                && due > report
            {
                let sentence = lang.doubt_after_report(&task.item, &day_month(due), &day_month(report));
                found.push((sentence, task.span));
            }
            if let (true, Some(due)) = (task.deadline.as_ref().is_some_and(|d| d.unverified), due_on(task)) {
                found.push((lang.doubt_unverified_day(&task.item, &day_month(due)), task.span));
            }
        }
        let blank = (!found.is_empty()).then(|| Row::sure(Item::Blank, None));
        self.rows.extend(blank);
        let row = |(sentence, span): (String, _)| Row::sure(Item::Doubt(sentence), span);
        self.rows.extend(found.into_iter().map(row));
        self.lay_out(look);
    }

    /// Makes what stands in the panes anew, for this size of the screen; the letter only for another width.
    pub fn lay_out(&mut self, look: Look) {
        let panes = look.layout.review();
        self.place.resize(panes.rows, self.rows.len());
        if self.cells != panes.letter_cells {
            self.cells = panes.letter_cells;
            self.letter = LetterText::new(&self.record.original, self.cells);
        }
        self.show_chosen(look);
    }

    pub fn chosen(&self) -> &Row {
        &self.rows[self.place.cursor]
    }

    /// The passage of the chosen row comes in sight, under what is said about it.
    fn show_chosen(&mut self, look: Look) {
        self.about = self.about_chosen(look.lang);
        let rows = look.layout.review().rows;
        self.about.truncate(rows / 2);
        self.letter_place.height = rows.saturating_sub(self.about.len() + 1).max(1);
        let span = self.chosen().span;
        if let Some(line) = self.letter.mark(&self.record.original, span) {
            self.letter_place.top = line.saturating_sub((self.letter_place.height / 4).min(2));
        }
        self.letter_place.scroll(Move::Rows(0), self.letter.lines.len());
    }

    /// The letter's line, from 1, in which the chosen value begins.
    pub fn chosen_line(&self) -> Option<usize> {
        self.chosen().span.map(|span| self.letter.line_of(span.from))
    }

    fn go(&mut self, way: Move, look: Look) {
        match self.pane {
            Pane::Letter => self.letter_place.scroll(way, self.letter.lines.len()),
            Pane::Read => {
                let from = self.place.cursor;
                self.place.go(way, self.rows.len());
                // Over a row without a cursor it goes on in the same direction, at the end back.
                let (to, rows) = (self.place.cursor, &self.rows);
                let has_cursor = |at: &usize| rows[*at].has_cursor();
                let (up, down) = ((0..=to).rev(), to..rows.len());
                let nearest =
                    if to < from { up.chain(down).find(has_cursor) } else { down.chain(up).find(has_cursor) };
                self.place.choose(nearest.unwrap_or(from), self.rows.len());
                self.show_chosen(look);
            }
        }
    }

    /// Through the values that are to be decided, then those worth a look, round and round.
    fn go_to_open(&mut self, look: Look) {
        let rows = &self.rows;
        let marked = |mark| (0..rows.len()).filter(move |at| rows[*at].mark() == mark);
        let open: Vec<usize> = marked(Mark::Decide).chain(marked(Mark::Check)).collect();
        let next =
            open.iter().position(|at| *at == self.place.cursor).map_or(0, |nth| (nth + 1) % open.len());
        if let Some(at) = open.get(next) {
            self.pane = Pane::Read;
            self.place.choose(*at, self.rows.len());
            self.show_chosen(look);
        }
    }

    /// Takes the chosen value or leaves it out.
    ///
    /// # Errors
    /// The sentence that says why it cannot be left out.
    fn toggle(&mut self, look: Look) -> Result<(), String> {
        let (lang, row) = (look.lang, self.chosen());
        match row.item {
            Item::Head(field) if !field.can_be_left() => {
                return Err(lang.review_must_stay(&field.label(lang)));
            }
            Item::Head(field) if field.value(&self.record, lang).is_empty() => {
                return Err(lang.review_nothing_there(&field.label(lang)));
            }
            Item::Head(_) | Item::Task(_) => {}
            _ => return Ok(()),
        }
        let row = &mut self.rows[self.place.cursor];
        row.is_left = !row.is_left;
        self.show_chosen(look);
        Ok(())
    }

    /// Something was edited or left out.
    pub fn is_changed(&self) -> bool {
        self.rows.iter().any(|row| row.is_left || row.is_edited)
    }

    /// Tasks that are taken, and all that were read.
    pub fn n_tasks(&self) -> (usize, usize) {
        let tasks = self.rows.iter().filter(|row| matches!(row.item, Item::Task(_)));
        (tasks.filter(|row| !row.is_left).count(), self.record.tasks.len())
    }

    pub(super) fn to_keep(&self) -> KeptReview {
        let rows = |is: fn(&Row) -> bool| {
            let rows = self.rows.iter().enumerate().filter(|(_, row)| is(row));
            rows.map(|(at, _)| at).collect()
        };
        KeptReview {
            record: self.record.clone(),
            left: rows(|row| row.is_left),
            edited: rows(|row| row.is_edited),
        }
    }

    /// Takes up what was done before the program ended. What no longer fits, because the letter is now
    /// read otherwise, is left out.
    pub(super) fn go_on_with(&mut self, kept: KeptReview, look: Look) {
        if kept.record.tasks.len() != self.record.tasks.len() {
            return;
        }
        self.record = kept.record;
        self.add_doubts(look);
        for (at, row) in self.rows.iter_mut().enumerate() {
            if kept.edited.contains(&at) {
                row.set_edited();
            }
            row.is_left = kept.left.contains(&at);
        }
        self.show_chosen(look);
    }

    fn n_marked(&self, mark: Mark) -> usize {
        self.rows.iter().filter(|row| row.mark() == mark).count()
    }

    /// The record without what was left out. A part of a task that was left out hangs on the next one
    /// above it.
    fn to_save(&self) -> NewDirective {
        let mut record = self.record.clone();
        let mut left = vec![false; record.tasks.len()];
        for row in self.rows.iter().filter(|row| row.is_left) {
            match row.item {
                Item::Head(field) => field.clear(&mut record),
                Item::Task(at) => left[at] = true,
                _ => {}
            }
        }
        for (at, _) in left.iter().enumerate().filter(|(_, left)| **left) {
            let (item, above) = (record.tasks[at].item.clone(), record.tasks[at].parent.clone());
            for task in record.tasks.iter_mut().filter(|task| task.parent.as_ref() == Some(&item)) {
                task.parent.clone_from(&above);
            }
        }
        let mut left = left.into_iter();
        record.tasks.retain(|_| !left.next().unwrap_or_default());
        record
    }

    /// "Không còn mục quyết; 2 mục nên xem (trích yếu, việc 4)".
    pub fn standing(&self, lang: Lang) -> String {
        let (decide, check) = (self.n_marked(Mark::Decide), self.n_marked(Mark::Check));
        match (decide, check) {
            (0, 0) => lang.review_none_open(),
            (0, check) => lang.review_n_check(check, &self.names(Mark::Check, lang)),
            (decide, 0) => lang.review_n_decide(decide, &self.names(Mark::Decide, lang)),
            (decide, check) => lang.review_n_both(decide, &self.names(Mark::Decide, lang), check),
        }
    }

    fn names(&self, mark: Mark, lang: Lang) -> String {
        const MOST: usize = 3;
        let marked = self.rows.iter().filter(|row| row.mark() == mark);
        let name = |row: &Row| match &row.item {
            Item::Head(field) => field.label(lang).to_lowercase(),
            Item::Task(at) => lang.review_task(&self.record.tasks[*at].item),
            _ => String::new(),
        };
        let names: Vec<String> = marked.map(name).collect();
        let shown = names[..names.len().min(MOST)].join(", ");
        if names.len() > MOST { lang.review_and_more(&shown) } else { shown }
    }
}

impl App {
    pub(super) fn act_in_review(&mut self, action: Action) -> Vec<Effect> {
        let look = self.look();
        let Some(Popup::Review(review)) = self.over.last_mut() else {
            return Vec::new();
        };
        match (action, review.pane) {
            (Action::Save, _) => return self.save_review(),
            (Action::Back, Pane::Letter) => review.pane = Pane::Read,
            (Action::Back, Pane::Read) => return self.leave_review(),
            (Action::Take, Pane::Letter) => review.go(Move::Pages(1), look),
            (Action::Take, Pane::Read) => match review.toggle(look) {
                Ok(()) => return self.keep_review(),
                Err(why) => self.warn(why),
            },
            (Action::Undecided, _) => review.go_to_open(look),
            (Action::Edit, _) => self.edit_chosen(),
            (Action::OtherPane, Pane::Letter) => review.pane = Pane::Read,
            (Action::OtherPane | Action::Open, _) => review.pane = Pane::Letter,
            (action, _) => way(action).into_iter().for_each(|way| review.go(way, look)),
        }
        Vec::new()
    }

    pub(super) fn review(&self) -> Option<&Review> {
        self.over.iter().rev().find_map(|popup| match popup {
            Popup::Review(review) => Some(&**review),
            _ => None,
        })
    }

    fn save_review(&mut self) -> Vec<Effect> {
        if !self.may_write() || self.writes.is_under_way(What::Review) {
            return Vec::new();
        }
        let Some(record) = self.review().map(Review::to_save) else {
            return Vec::new();
        };
        let record = recurrence::with_instances(record, self.now.today(), &period_name);
        let id = self.writes.begin(What::Review, self.now);
        vec![Effect::Write(id, vec![Change::DirectiveAdded { id: None, record: Box::new(record) }])]
    }

    /// Esc: asks only where work would be lost.
    fn leave_review(&mut self) -> Vec<Effect> {
        let lang = self.setup.lang;
        if self.review().is_some_and(Review::is_changed) {
            self.ask(lang.review_unsaved(), lang.review_stay(), lang.review_drop(), Then::DropReview);
            return Vec::new();
        }
        self.drop_review()
    }

    pub(super) fn drop_review(&mut self) -> Vec<Effect> {
        self.over.pop();
        self.say(self.setup.lang.offer_dropped());
        vec![Effect::KeepDraft(None)]
    }

    /// The letter is in the file, or was refused: then the review stays as it is.
    pub(super) fn review_written(&mut self, outcome: Result<Applied, Error>) -> Vec<Effect> {
        let lang = self.setup.lang;
        let Some(at) = self.over.iter().rposition(|popup| matches!(popup, Popup::Review(_))) else {
            return Vec::new();
        };
        let Some(review) = self.review() else {
            return Vec::new();
        };
        let here = || {
            lang.review_already_here(
                &lang.reference_or_none(review.record.reference.as_deref().unwrap_or_default()),
            )
        };
        match outcome {
            Err(Error::AlreadyHere(_)) => self.warn(here()),
            Err(error) => self.say_refused(What::Review, error),
            Ok(applied) => {
                let Some(Outcome::Applied(Change::DirectiveAdded { id, .. })) = applied.outcomes.first()
                else {
                    self.warn(here());
                    return Vec::new();
                };
                let (tasks, open) = (lang.n_tasks(review.n_tasks().0), review.n_marked(Mark::Decide));
                self.over.truncate(at);
                self.say(match open {
                    0 => lang.review_saved(&tasks),
                    open => lang.review_saved_open(&tasks, open),
                });
                // Nobody follows it yet, and no filter was asked about it.
                self.board.view = View { sort: self.board.view.sort, ..View::of(Scope::Office) };
                id.iter().for_each(|id| self.look_for(*id));
                return vec![Effect::KeepDraft(None)];
            }
        }
        Vec::new()
    }
}
