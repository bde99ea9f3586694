//! The signs on the screen: the WGL4 set that fonts on Windows carry, and an ASCII set.

use crate::app::due::Marker;
use crate::app::key::Key;
use crate::domain::task::State;

#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    pub cursor: &'static str,
    pub ellipsis: &'static str,
    pub horizontal: &'static str,
    pub vertical: &'static str,
    /// Upper left, upper right, lower left, lower right.
    pub corners: [&'static str; 4],
    /// At the margin of a marked passage.
    pub passage: &'static str,
    pub more_above: &'static str,
    pub more_below: &'static str,
    /// Before the heading of a group whose rows are not shown.
    pub folded: &'static str,
    /// Before a row that was marked.
    pub marked: &'static str,
    /// What stands for signs outside the set, wherever they occur in a text.
    instead: &'static [(char, &'static str)],
}

pub static WGL4: Glyphs = Glyphs {
    cursor: "►",
    ellipsis: "…",
    horizontal: "─",
    vertical: "│",
    corners: ["┌", "┐", "└", "┘"],
    passage: "»",
    more_above: "▲",
    more_below: "▼",
    folded: "►",
    marked: "•",
    instead: &[],
};

pub static ASCII: Glyphs = Glyphs {
    cursor: ">",
    ellipsis: "..",
    horizontal: "-",
    vertical: "|",
    corners: ["+"; 4],
    passage: ">",
    more_above: "^",
    more_below: "v",
    folded: "+",
    marked: "*",
    instead: &[
        ('·', "-"),
        ('…', ".."),
        ('→', "->"),
        ('←', "<-"),
        ('↓', "Down"),
        ('↑', "Up"),
        ('—', "-"),
        ('–', "-"),
        ('›', ">"),
        ('→', "->"),
        ('≥', ">="),
        ('≤', "<="),
        ('“', "\""),
        ('”', "\""),
    ],
};

impl Glyphs {
    /// The text with signs outside the set replaced.
    pub fn plain(&self, text: String) -> String {
        if self.instead.is_empty() || text.is_ascii() {
            return text;
        }
        let replace = |text: String, (sign, plain): &(char, &str)| text.replace(*sign, plain);
        self.instead.iter().fold(text, replace)
    }

    /// A key's name; arrows by word where the set has none.
    pub fn key(&self, key: Key) -> String {
        let is_ascii = !self.instead.is_empty();
        match key {
            Key::Up | Key::Down | Key::Left | Key::Right if is_ascii => format!("{key:?}"),
            key => key.to_string(),
        }
    }

    /// Up and down, for the key line of a list.
    pub fn up_down(&self) -> &'static str {
        if self.instead.is_empty() { "↑↓" } else { "Up/Down" }
    }
}

/// The sign of a row, the same in both sets.
pub fn marker(marker: Marker) -> &'static str {
    match marker {
        Marker::Late => "!",
        Marker::Today => "=",
        Marker::Soon => "-",
        Marker::None => " ",
    }
}

/// The box in front of a task.
pub fn check_box(state: State) -> &'static str {
    match state {
        State::Open => "[ ]",
        State::Doing | State::Reported => "[~]",
        State::Done => "[x]",
        State::Paused | State::Withdrawn | State::Superseded => "[-]",
    }
}
