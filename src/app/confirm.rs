//! A question before something that cannot be undone: two buttons, the cursor on the one that keeps.

use crate::domain::log::LogRow;

use super::action::Action;
use super::layout::Layout;
use super::message::Effect;
use super::place::{Move, Place};
use super::run::way;
use super::{App, Popup, wrap};
use crate::text::with_first;

#[derive(Debug)]
pub struct Confirm {
    pub question: String,
    /// What stands under it.
    told: Vec<String>,
    /// The same in lines of the box, and which part of them is in sight.
    pub lines: Vec<String>,
    pub place: Place,
    /// The button that keeps all as it is, and the other; empty where there is none.
    pub buttons: [String; 2],
    /// The cursor is on the other.
    pub is_other: bool,
    then: Then,
}

/// What the other button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// There is only the one button.
    Nothing,
    /// The form under it closes, and what was entered is gone.
    DropForm,
    /// The same of a review.
    DropReview,
    /// The record goes out of the trash for good.
    Purge(Box<LogRow>),
    /// The office's changes that were asked about are written.
    Office,
}

impl Confirm {
    pub(super) fn lay_out(&mut self, layout: Layout) {
        let cells = usize::from(layout.form(0).width.saturating_sub(4)).max(1);
        self.lines = self.told.iter().flat_map(|line| wrap::lines(line, cells)).collect();
        self.place.height = layout.told_rows();
        self.place.scroll(Move::Rows(0), self.lines.len());
    }
}

impl App {
    pub(super) fn ask(&mut self, question: String, keep: String, other: String, then: Then) {
        self.over.push(Popup::Confirm(Box::new(Confirm {
            question,
            told: Vec::new(),
            lines: Vec::new(),
            place: Place::new(1),
            buttons: [keep, other],
            is_other: false,
            then,
        })));
    }

    /// Says something in so many lines that it takes a box.
    pub(super) fn tell(&mut self, title: String, lines: Vec<String>) {
        let close = with_first(&self.setup.lang.act_close(), char::to_uppercase);
        self.ask(title, close, String::new(), Then::Nothing);
        if let Some(Popup::Confirm(confirm)) = self.over.last_mut() {
            confirm.told = lines;
            confirm.lay_out(self.layout);
        }
    }

    pub(super) fn act_in_confirm(&mut self, action: Action) -> Vec<Effect> {
        let Some(Popup::Confirm(confirm)) = self.over.last_mut() else {
            return Vec::new();
        };
        match action {
            Action::Left | Action::Right => {
                confirm.is_other = !confirm.is_other && confirm.then != Then::Nothing;
            }
            // What came along with other bytes is no answer.
            Action::Open if confirm.is_other && !self.is_sure => self.hint(),
            Action::Open | Action::Back => {
                let then = confirm.then.clone();
                let is_other = confirm.is_other && action == Action::Open;
                self.over.pop();
                return match then {
                    _ if !is_other => Vec::new(),
                    Then::Nothing => Vec::new(),
                    Then::DropForm => self.drop_form(),
                    Then::DropReview => self.drop_review(),
                    Then::Purge(row) => self.purge(&row),
                    Then::Office => self.write_pending(),
                };
            }
            moves => {
                way(moves).into_iter().for_each(|way| confirm.place.scroll(way, confirm.lines.len()));
            }
        }
        Vec::new()
    }
}
