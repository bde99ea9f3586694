//! A task before it is put into words: tokens still stand for their places.
//!
//! Border: the value and its deadlines; how it is read from points is above.

use super::super::deadlines::{self, Due};
use super::super::source::Source;
use super::super::targets::Asked;
use super::super::token::{Token, join};
use super::super::units::Unit;
use crate::domain::task::TaskKind;

/// One task as read.
#[derive(Debug, Clone)]
pub(in crate::extract) struct Order {
    pub item: String,
    pub kind: TaskKind,
    pub title: String,
    /// Its paragraphs, without enumerators.
    pub text: Vec<Vec<Token>>,
    pub leads: Vec<Unit>,
    /// The units stand in the order itself, not in what is above it.
    pub named: bool,
    pub supports: Vec<Unit>,
    /// The deadline and, of each, its words.
    pub due: Option<(Due, Vec<Token>)>,
    pub milestones: Vec<(Due, Vec<Token>)>,
    pub targets: Vec<(Asked, Vec<Token>)>,
}

impl Order {
    pub(super) fn set_dues(&mut self, dues: Vec<(Due, Vec<Token>)>) {
        let words = dues.clone();
        let text_of =
            |due: &Due| words.iter().find(|(d, _)| d == due).map(|(_, t)| t.clone()).unwrap_or_default();
        let Some((chosen, rest)) = deadlines::settle(dues.into_iter().map(|(due, _)| due).collect()) else {
            return;
        };
        let text = text_of(&chosen);
        self.due = Some((chosen, text));
        self.milestones = rest.into_iter().map(|due| (due.clone(), text_of(&due))).collect();
    }

    pub(super) fn add_dues(&mut self, dues: &[(Due, Vec<Token>)]) {
        let mut all: Vec<_> = self.due.take().into_iter().chain(self.milestones.drain(..)).collect();
        all.extend(dues.iter().cloned());
        self.set_dues(all);
    }
}

/// The whole wording, paragraphs on lines of their own.
pub(in crate::extract) fn wording(source: &Source, text: &[Vec<Token>]) -> String {
    text.iter().map(|paragraph| join(source, paragraph)).collect::<Vec<_>>().join("\n")
}
