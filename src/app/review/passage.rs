//! In the letter itself: lines are chosen, and what they say becomes a task.

use super::rows::task_row;
use super::{Mark, Pane, Review, Row};
use crate::app::form::next_item;
use crate::app::message::Effect;
use crate::app::{App, Look, Popup};
use crate::domain::task::{NewTask, Span};
use crate::extract;
use crate::text;

impl Review {
    /// The line of the letter under the cursor, from 0.
    fn line(&self) -> usize {
        self.letter.line_at(self.letter_place.cursor)
    }

    /// The line is chosen with those up to the ones chosen before, and the cursor goes on; a line at an end of
    /// them is let go again.
    pub(super) fn pick_line(&mut self) {
        let line = self.line();
        self.picked = match self.picked {
            None => Some((line, line)),
            Some((first, last)) if first == last && last == line => None,
            Some((first, last)) if last == line => Some((first, last - 1)),
            Some((first, last)) if first == line => Some((first + 1, last)),
            Some((first, last)) => Some((first.min(line), last.max(line))),
        };
        let next = self.letter.rows_of(line, line).end;
        self.letter_place.choose(next, self.letter.lines.len());
    }

    /// Puts a task made of the chosen lines among the others, where its place in the letter is.
    ///
    /// `None` where no lines were chosen, or they have no words.
    fn add_passage(&mut self, look: Look) -> Option<String> {
        let (first, last) = self.picked?;
        let span = self.letter.span_of(&self.record.original, first, last)?;
        let record = &self.record;
        let words = text::slice(&record.original, span.from, span.to);
        let told = extract::units_of(&record.addressees);
        let read = extract::task_in(words, &record.kind, record.issued_on, &told)?;
        let item = if read.item.is_empty() { next_item(&record.tasks) } else { read.item.clone() };
        let item = self.free_item(&item);
        let row = Row { read: Mark::Check, ..task_row(0, &read) };
        let inside = read
            .text
            .span
            .map_or(span, |inside| Span { from: span.from + inside.from, to: span.from + inside.to });
        let task = NewTask { item: item.clone(), span: Some(inside), ..read.into_task() };
        let is_before = |task: &NewTask| task.span.is_some_and(|other| other.from <= inside.from);
        let at = record.tasks.iter().rposition(is_before).map_or(0, |before| before + 1);
        (self.picked, self.pane) = (None, Pane::Read);
        self.insert(at, task, Row { span: Some(inside), ..row }, look);
        Some(item)
    }
}

impl App {
    /// Enter in the letter.
    pub(super) fn add_passage(&mut self) -> Vec<Effect> {
        let (lang, look) = (self.setup.lang, self.look());
        let Some(Popup::Review(review)) = self.over.last_mut() else {
            return Vec::new();
        };
        match review.add_passage(look) {
            Some(item) => {
                self.say(lang.review_added(&item));
                self.keep_review()
            }
            None => {
                // An Enter that is held down makes nothing.
                let has_picked = review.picked.is_some();
                self.warn(if has_picked { lang.review_no_words() } else { lang.review_choose_lines() });
                Vec::new()
            }
        }
    }
}
