//! A question before something that cannot be undone: two buttons, the cursor on the one that keeps.

use crate::domain::log::LogRow;

use super::action::Action;
use super::message::Effect;
use super::{App, Popup};

#[derive(Debug)]
pub struct Confirm {
    pub question: String,
    /// The button that keeps all as it is, and the other.
    pub buttons: [String; 2],
    /// The cursor is on the other.
    pub is_other: bool,
    then: Then,
}

/// What the other button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// The form under it closes, and what was entered is gone.
    DropForm,
    /// The same of a review.
    DropReview,
    /// The record goes out of the trash for good.
    Purge(Box<LogRow>),
    /// The office's changes that were asked about are written.
    Office,
}

impl App {
    pub(super) fn ask(&mut self, question: String, keep: String, other: String, then: Then) {
        let confirm = Confirm { question, buttons: [keep, other], is_other: false, then };
        self.over.push(Popup::Confirm(Box::new(confirm)));
    }

    pub(super) fn act_in_confirm(&mut self, action: Action) -> Vec<Effect> {
        let Some(Popup::Confirm(confirm)) = self.over.last_mut() else {
            return Vec::new();
        };
        match action {
            Action::Left | Action::Right => confirm.is_other = !confirm.is_other,
            // What came along with other bytes is no answer.
            Action::Open if confirm.is_other && !self.is_sure => self.hint(),
            Action::Open | Action::Back => {
                let then = confirm.then.clone();
                let is_other = confirm.is_other && action == Action::Open;
                self.over.pop();
                return match then {
                    _ if !is_other => Vec::new(),
                    Then::DropForm => self.drop_form(),
                    Then::DropReview => self.drop_review(),
                    Then::Purge(row) => self.purge(&row),
                    Then::Office => self.write_pending(),
                };
            }
            _ => {}
        }
        Vec::new()
    }
}
