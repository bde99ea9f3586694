//! The help list: this screen's commands, narrowed by typing, run with Enter.

use crate::i18n::Lang;
use crate::text::{self, typing::FILLERS};

use super::action::{self, Action, Context, Entry};
use super::place::{Move, Place};

#[derive(Debug)]
pub struct Help {
    /// Whose commands are listed.
    pub of: Context,
    pub filter: String,
    lang: Lang,
    place: Place,
}

/// Longest text one can type as a filter, in characters.
const LONGEST: usize = 40;

impl Help {
    pub fn new(of: Context, lang: Lang, height: usize) -> Self {
        Self { of, filter: String::new(), lang, place: Place::new(height) }
    }

    /// The commands whose label, sentence or key has every word typed, folded. Commands that share
    /// a sentence, as up and down do, are one row.
    pub fn rows(&self) -> Vec<&'static [Entry]> {
        let rows = action::rows(self.of, self.lang).filter(|row| row[0].action != Action::Help);
        rows.filter(|row| fits(&self.filter, &said(row, self.lang))).collect()
    }

    /// The rows shown now, and the index of the cursor among them.
    pub fn shown(&self) -> (Vec<&'static [Entry]>, usize) {
        let rows = self.rows();
        (rows[self.place.shown(rows.len())].to_vec(), self.place.on_screen())
    }

    pub fn selected(&self) -> Option<Action> {
        self.rows().get(self.place.cursor).map(|row| row[0].action)
    }

    pub fn go(&mut self, way: Move) {
        self.place.go(way, self.rows().len());
    }

    /// Adds what was typed or pasted: one line of it, as far as there is room.
    pub fn type_text(&mut self, typed: &str) {
        let room = LONGEST.saturating_sub(self.filter.chars().count());
        // A filler stays until the Backspace that an input method sends for it has come.
        let is_filler = typed.chars().all(|c| FILLERS.contains(&c));
        let typed = if is_filler { typed.to_owned() } else { text::clean_line(typed) };
        self.filter.extend(typed.chars().take(room));
        self.go(Move::First);
    }

    /// Takes back one character, as an input method counts them.
    pub fn backspace(&mut self) {
        self.filter.pop();
        self.go(Move::First);
    }

    pub fn resize(&mut self, height: usize) {
        self.place.resize(height, self.rows().len());
    }
}

/// All that commands of one row are called.
pub fn said(row: &[Entry], lang: Lang) -> String {
    let names = row.iter().flat_map(|entry| {
        let words = [(entry.label)(lang), (entry.help)(lang)];
        words.into_iter().chain(entry.keys.iter().map(ToString::to_string))
    });
    names.collect::<Vec<_>>().join(" ")
}

/// What was typed stands in it as one, from the beginning of a word on, whatever the marks.
pub fn says(typed: &str, said: &str) -> bool {
    let typed = text::fold(&text::typing::committed(typed));
    format!(" {}", text::fold(said)).contains(&format!(" {}", typed.trim()))
}

/// Each word typed stands in what is said, whatever the marks.
pub fn fits(typed: &str, said: &str) -> bool {
    let (typed, said) = (text::fold(&text::typing::committed(typed)), text::fold(said));
    typed.split_whitespace().all(|word| said.contains(word))
}
