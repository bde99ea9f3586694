//! The help list: this screen's commands, narrowed by typing, run with Enter.

use crate::i18n::Lang;
use crate::text::{self, typing::FILLERS};

use super::action::{self, Action, Context, Entry};

#[derive(Debug)]
pub struct Help {
    /// Whose commands are listed.
    pub of: Context,
    pub filter: String,
    cursor: usize,
    top: usize,
    height: usize,
}

/// Longest text one can type as a filter, in characters.
const LONGEST: usize = 40;

impl Help {
    pub fn new(of: Context, height: usize) -> Self {
        Self { of, filter: String::new(), cursor: 0, top: 0, height: height.max(1) }
    }

    /// The commands whose label, sentence or key has every word typed, folded.
    pub fn matches(&self, lang: Lang) -> Vec<&'static Entry> {
        let filter = text::fold(&text::typing::committed(&self.filter));
        let words: Vec<&str> = filter.split_whitespace().collect();
        let fits = |entry: &&Entry| {
            let keys: Vec<String> = entry.keys.iter().map(ToString::to_string).collect();
            let said = format!("{} {} {}", (entry.label)(lang), (entry.help)(lang), keys.join(" "));
            let said = text::fold(&said);
            words.iter().all(|word| said.contains(word))
        };
        action::commands(self.of).filter(|entry| entry.action != Action::Help).filter(fits).collect()
    }

    /// The commands shown now, and the index of the cursor among them.
    pub fn shown(&self, lang: Lang) -> (Vec<&'static Entry>, usize) {
        let rows = self.matches(lang).into_iter().skip(self.top).take(self.height).collect();
        (rows, self.cursor - self.top)
    }

    pub fn selected(&self, lang: Lang) -> Option<Action> {
        self.matches(lang).get(self.cursor).map(|entry| entry.action)
    }

    pub fn step(&mut self, by: i64, lang: Lang) {
        let last = self.matches(lang).len().saturating_sub(1) as i64;
        self.cursor = (self.cursor as i64 + by).clamp(0, last) as usize;
        self.top = self.top.clamp((self.cursor + 1).saturating_sub(self.height), self.cursor);
    }

    pub fn page(&mut self, pages: i64, lang: Lang) {
        self.step(pages * self.height as i64, lang);
    }

    /// Adds what was typed or pasted: one line of it, as far as there is room.
    pub fn type_text(&mut self, typed: &str) {
        let room = LONGEST.saturating_sub(self.filter.chars().count());
        // A filler stays until the Backspace that an input method sends for it has come.
        let is_filler = typed.chars().all(|c| FILLERS.contains(&c));
        let typed = if is_filler { typed.to_owned() } else { text::clean_line(typed) };
        self.filter.extend(typed.chars().take(room));
        (self.cursor, self.top) = (0, 0);
    }

    /// Takes back one character, as an input method counts them.
    pub fn backspace(&mut self) {
        self.filter.pop();
        (self.cursor, self.top) = (0, 0);
    }

    pub fn resize(&mut self, height: usize, lang: Lang) {
        self.height = height.max(1);
        self.step(0, lang);
    }
}
