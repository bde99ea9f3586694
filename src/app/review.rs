//! The review of a letter before it is saved: what was read, each with its passage; take or leave, edit.
//!
//! Border: holds the record as it would be saved and what is known of each of its values. Nothing of it
//! is in the file before F2.

mod about;
mod act;
mod cut;
mod edit;
mod kin;
mod passage;
mod rows;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::UnitId;
use crate::domain::directive::{NewDirective, Urgency};
use crate::domain::kin::{Kin, Relation};
use crate::domain::task::TaskKind;
use crate::extract::Draft;
use crate::i18n::Lang;
use crate::i18n::countdown::day_month;

use super::Look;
use super::letter::LetterText;
use super::pages::Line;
use super::place::{Move, Place};
use rows::due_on;

pub use rows::{HeadField, Item, Mark, Row};

/// What a menu over a row offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// To begin another task at this byte of the wording, which goes on so.
    Cut(usize, String),
    /// To put the task to the one before it, whose item this is.
    Join(String),
    /// What the letter is to a directive it cites.
    Relation(Relation),
}

impl Pick {
    pub fn name(&self, lang: Lang) -> String {
        match self {
            Pick::Cut(_, words) => lang.review_cut(words),
            Pick::Join(item) => lang.review_join(item),
            Pick::Relation(relation) => lang.relation(*relation),
        }
    }
}

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
    /// The cursor among the letter's lines on the screen.
    pub letter_place: Place,
    /// The first and the last line of the letter, from 0, that are to become a task.
    pub picked: Option<(usize, usize)>,
    /// Cells of the letter's lines.
    cells: usize,
    /// What the file has that the letter is about.
    pub kin: Kin,
    /// That is still to be read.
    pub(super) is_stale: bool,
    /// The register: the unit of each name, folded. `None` until it was read.
    register: Option<HashMap<String, UnitId>>,
    is_made_over: bool,
}

/// A review as it is kept beside the data file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptReview {
    /// As it would be saved, with the letter's text.
    pub record: NewDirective,
    pub rows: Vec<Row>,
    /// Tasks were added, split or put together.
    is_made_over: bool,
}

impl KeptReview {
    /// Each row has the value it is about, and each task a row.
    pub(super) fn is_whole(&self) -> bool {
        let tasks = self.rows.iter().filter_map(|row| match row.item {
            Item::Task(at) => Some(at),
            _ => None,
        });
        let cites =
            |row: &Row| matches!(row.item, Item::Citation(at, _) if at >= self.record.citations.len());
        let has_head = self.rows.iter().any(|row| matches!(row.item, Item::Head(_)));
        has_head && tasks.eq(0..self.record.tasks.len()) && !self.rows.iter().any(cites)
    }
}

impl Review {
    pub fn new(draft: Draft, look: Look) -> Self {
        let rows = rows::of(&draft);
        Self::of_kept(KeptReview { record: draft.into_directive(), rows, is_made_over: false }, look)
    }

    /// Goes on with what was kept.
    pub(super) fn of_kept(kept: KeptReview, look: Look) -> Self {
        let mut review = Self {
            record: kept.record,
            rows: kept.rows,
            pane: Pane::Read,
            place: Place::new(1),
            about: Vec::new(),
            letter: LetterText::default(),
            letter_place: Place::new(1),
            picked: None,
            cells: 0,
            kin: Kin::default(),
            is_stale: true,
            register: None,
            is_made_over: kept.is_made_over,
        };
        review.refresh(look);
        review
    }

    /// Puts the rows together anew, as the record and what is known of the file now are.
    fn refresh(&mut self, look: Look) {
        let chosen = self.rows.get(self.place.cursor).map(|row| row.item.clone());
        let old = std::mem::take(&mut self.rows);
        let of = |is: fn(&Item) -> bool| old.iter().filter(move |row| is(&row.item)).cloned();
        let blank = || Row::sure(Item::Blank, None);
        let same = self.kin.same.map(|_| Row::sure(Item::Same, None));
        let mut rows: Vec<Row> = same.into_iter().chain(of(|item| matches!(item, Item::Head(_)))).collect();
        self.fit_urgency(&mut rows);
        rows.extend([blank(), Row::sure(Item::Tasks, None)]);
        rows.extend(of(|item| matches!(item, Item::Task(_))));
        let cited = of(|item| matches!(item, Item::Citation(..)));
        let units = self.unit_rows(of(|item| matches!(item, Item::Unit(..))).collect());
        for block in [self.doubts(look.lang), cited.chain(units).collect()] {
            rows.extend((!block.is_empty()).then(blank));
            rows.extend(block);
        }
        self.rows = rows;
        let at = chosen.and_then(|item| self.rows.iter().position(|row| row.item.is_same(&item)));
        self.place.choose(at.unwrap_or(self.place.cursor), self.rows.len());
        self.leave_gap(self.place.cursor);
        self.lay_out(look);
    }

    /// How urgent it is has a row of its own where it is urgent, or was before that was left out.
    fn fit_urgency(&self, rows: &mut Vec<Row>) {
        let is_urgency = |row: &Row| row.item == Item::Head(HeadField::Urgency);
        let is_urgent = self.record.urgency != Urgency::Normal;
        rows.retain(|row| !is_urgency(row) || is_urgent || row.is_left);
        if is_urgent && !rows.iter().any(is_urgency) {
            rows.push(Row::sure(Item::Head(HeadField::Urgency), None));
        }
    }

    /// The cursor goes to a row; one without a cursor hands it on, down first.
    fn leave_gap(&mut self, at: usize) {
        let has_cursor = |at: &usize| self.rows.get(*at).is_some_and(Row::has_cursor);
        let nearest = (at..self.rows.len()).chain((0..at).rev()).find(has_cursor);
        self.place.choose(nearest.unwrap_or(0), self.rows.len());
    }

    /// The doubts of the record as it now is.
    fn doubts(&self, lang: Lang) -> Vec<Row> {
        let doubts = self.record.doubts.iter().map(|doubt| (lang.doubt(doubt), doubt.span));
        let mut found: Vec<_> = doubts.collect();
        let report_on = self.record.report_on();
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
        found.into_iter().map(|(sentence, span)| Row::sure(Item::Doubt(sentence), span)).collect()
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
        let marked = self.letter.mark(&self.record.original, span);
        if let Some(line) = marked {
            self.letter_place.top = line.saturating_sub((self.letter_place.height / 4).min(2));
        }
        self.letter_place.scroll(Move::Rows(0), self.letter.lines.len());
        self.letter_place.cursor = marked.unwrap_or(self.letter_place.top);
    }

    /// The letter's line, from 1, in which the chosen value begins.
    pub fn chosen_line(&self) -> Option<usize> {
        self.chosen().span.map(|span| self.letter.line_of(span.from))
    }

    fn go(&mut self, way: Move, look: Look) {
        match self.pane {
            Pane::Letter => self.letter_place.go(way, self.letter.lines.len()),
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
        let (decide, check) = (self.marked(Mark::Decide), self.marked(Mark::Check));
        let open: Vec<usize> = decide.into_iter().chain(check).collect();
        let next =
            open.iter().position(|at| *at == self.place.cursor).map_or(0, |nth| (nth + 1) % open.len());
        open.get(next).into_iter().for_each(|at| self.show(*at, look));
    }

    /// The rows with a mark.
    fn marked(&self, mark: Mark) -> Vec<usize> {
        (0..self.rows.len()).filter(|at| self.rows[*at].mark() == mark).collect()
    }

    /// The cursor on a row.
    fn show(&mut self, at: usize, look: Look) {
        self.pane = Pane::Read;
        self.leave_gap(at);
        self.show_chosen(look);
    }

    /// Takes the chosen value as it was read where that is to be decided, else leaves it out or takes it again.
    ///
    /// # Errors
    /// The sentence that says why it cannot be left out.
    fn toggle(&mut self, look: Look) -> Result<(), String> {
        let (lang, row) = (look.lang, self.chosen());
        let is_open = row.mark() == Mark::Decide;
        let mut can_be_taken = is_open;
        match &row.item {
            Item::Head(field) => {
                let is_empty = field.value(&self.record, lang).is_empty();
                can_be_taken &= !is_empty;
                if !field.can_be_left() && !can_be_taken {
                    return Err(lang.review_must_stay(&field.label(lang)));
                }
                if is_empty && !is_open && !row.is_left {
                    return Err(lang.review_nothing_there(&field.label(lang)));
                }
            }
            Item::Unit(..) => can_be_taken = row.mark() == Mark::Check,
            Item::Task(_) | Item::Citation(..) => {}
            _ => return Ok(()),
        }
        let row = &mut self.rows[self.place.cursor];
        match &mut row.item {
            _ if can_be_taken => row.settle(Mark::Taken),
            // A unit is entered or is one that is there: it is not left out.
            Item::Unit(_, unit) => (row.settled, *unit) = (None, None),
            _ => row.is_left = !row.is_left,
        }
        self.show_chosen(look);
        Ok(())
    }

    /// Something was decided, edited or left out.
    pub fn is_changed(&self) -> bool {
        self.is_made_over || self.rows.iter().any(|row| row.is_left || row.settled.is_some())
    }

    /// Tasks that are taken, and all that were read.
    pub fn n_tasks(&self) -> (usize, usize) {
        let tasks = self.rows.iter().filter(|row| matches!(row.item, Item::Task(_)));
        (tasks.filter(|row| !row.is_left).count(), self.record.tasks.len())
    }

    pub(super) fn to_keep(&self) -> KeptReview {
        KeptReview { record: self.record.clone(), rows: self.rows.clone(), is_made_over: self.is_made_over }
    }

    /// The record without what was left out. A part of a task that was left out hangs on the next one
    /// above it.
    fn to_save(&self) -> NewDirective {
        let mut record = self.record.clone();
        let mut left = vec![false; record.tasks.len()];
        let mut uncited = vec![false; record.citations.len()];
        for row in self.rows.iter().filter(|row| row.is_left) {
            match row.item {
                Item::Head(field) => field.clear(&mut record),
                Item::Task(at) => left[at] = true,
                Item::Citation(at, _) => uncited[at] = true,
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
        let mut uncited = uncited.into_iter();
        record.citations.retain(|_| !uncited.next().unwrap_or_default());
        record
    }

    /// "Không còn mục quyết; 2 mục nên xem (trích yếu, việc 4)".
    pub fn standing(&self, lang: Lang) -> String {
        let [decide, check] = [Mark::Decide, Mark::Check].map(|mark| self.marked(mark).len());
        match (decide, check) {
            _ if self.pane == Pane::Letter => lang.review_choose_lines(),
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
            Item::Citation(at, _) => self.record.citations[*at].reference.clone(),
            Item::Unit(name, _) => name.clone(),
            _ => String::new(),
        };
        let names: Vec<String> = marked.map(name).collect();
        let shown = names[..names.len().min(MOST)].join(", ");
        if names.len() > MOST { lang.review_and_more(&shown) } else { shown }
    }
}
