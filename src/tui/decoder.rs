//! Bytes with their instants to keys and pastes: what belongs together, and what is given up when.
//!
//! Pure: instants are handed in as the time since some start, and nothing is read or waited for.
//! Two stages: `scan` makes tokens of bytes, [`Decoder`] gathers tokens into bursts and judges
//! them as a whole. Rules for what input methods send belong in the second.

use std::time::Duration;

use crate::app::key::Key;

use super::scan::{PASTE_LIMIT, Scanner, Token};

/// Bytes closer together than this are one burst: keys pressed by a person are further apart.
const BURST_GAP: Duration = Duration::from_millis(25);
/// A paste without brackets that has this many bytes may stand still for longer: a slow line brings a
/// letter in several pieces, and a piece must not be taken for the whole.
const LONG_PASTE: usize = 256;
const LONG_PASTE_GAP: Duration = Duration::from_millis(200);
/// A burst with more printable characters than this is a paste.
const TYPED_LIMIT: usize = 8;

/// One thing that was typed or pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Number of the burst it came in; the same for all that came together.
    pub burst: u64,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Key(Key),
    /// Pasted text, bracketed or not, cleaned of nothing but invalid UTF-8; lines end in `'\n'`.
    Paste(String),
    /// A sequence that means nothing here: a terminal's reply, a mouse report, Alt with an arrow.
    Unknown,
}

#[derive(Debug, Default)]
pub struct Decoder {
    scanner: Scanner,
    /// When the last byte came.
    last: Option<Duration>,
    burst: Burst,
    /// A paste that begins with a character handed over as a key already leaves that one out, because
    /// the key has put it into a field.
    pub(super) into_field: bool,
}

/// The run of bytes under way.
#[derive(Debug, Default)]
struct Burst {
    number: u64,
    printables: usize,
    /// An Enter came after a printable character.
    line_broken: bool,
    is_paste: bool,
    /// Text not handed over yet, because it may turn out to be pasted.
    held: String,
    /// Text just before `held` that has been handed over as keys already.
    released: String,
}

impl Decoder {
    /// Takes the bytes of one read; none give up what has waited long enough. `at` never runs backwards.
    pub fn feed(&mut self, at: Duration, bytes: &[u8]) -> Vec<Input> {
        let mut inputs = self.expire(at);
        if bytes.is_empty() {
            return inputs;
        }
        // A single byte behind a long paste is a key, and so is a sequence.
        let is_key = bytes.len() == 1 || bytes.starts_with(b"\x1b");
        let may_go_on = !is_key || self.scanner.is_inside_letter();
        let gap = if may_go_on { self.burst.gap() } else { BURST_GAP };
        // What is still unfinished goes on in its own burst.
        if self.scanner.patience().is_none() && self.last.is_none_or(|last| at.saturating_sub(last) >= gap) {
            self.burst.hand_over(&mut inputs);
            self.burst = Burst { number: self.burst.number + 1, ..Burst::default() };
        }
        self.last = Some(at);
        let mut tokens = Vec::new();
        for &byte in bytes {
            self.scanner.push(byte, &mut tokens);
        }
        tokens.into_iter().for_each(|token| self.burst.take(token, &mut inputs));
        self.burst.release_first(&mut inputs);
        if self.into_field {
            self.burst.released.clear();
        }
        inputs
    }

    /// The number of the burst under way.
    pub(super) fn burst(&self) -> u64 {
        self.burst.number
    }

    /// More of the burst has come than was handed over.
    pub(super) fn is_unfinished(&self) -> bool {
        let is_inside = self.scanner.patience().is_some() || self.scanner.is_inside_letter();
        is_inside || !self.burst.held.is_empty()
    }

    /// When the burst under way is over if no byte comes before.
    pub(super) fn burst_end(&self) -> Option<Duration> {
        self.last.map(|last| last + self.scanner.patience().unwrap_or(self.burst.gap()))
    }

    /// When something is to be given up if no byte comes before.
    pub fn deadline(&self) -> Option<Duration> {
        let last = self.last?;
        let held = (!self.burst.held.is_empty()).then_some(self.burst.gap());
        self.scanner.patience().into_iter().chain(held).min().map(|patience| last + patience)
    }

    /// Hands over what has waited long enough by `at`.
    fn expire(&mut self, at: Duration) -> Vec<Input> {
        let mut inputs = Vec::new();
        while self.deadline().is_some_and(|due| due <= at) {
            // Held text came before an unfinished sequence, so it goes first.
            if !self.burst.held.is_empty() {
                self.burst.hand_over(&mut inputs);
                continue;
            }
            let mut tokens = Vec::new();
            self.scanner.give_up(&mut tokens);
            tokens.into_iter().for_each(|token| self.burst.take(token, &mut inputs));
        }
        inputs
    }
}

impl Burst {
    /// The silence that ends it.
    fn gap(&self) -> Duration {
        if self.is_paste && self.held.len() >= LONG_PASTE { LONG_PASTE_GAP } else { BURST_GAP }
    }

    fn take(&mut self, token: Token, inputs: &mut Vec<Input>) {
        let what = match token {
            Token::Text(c) => return self.take_text(c, inputs),
            Token::Key(key) => What::Key(key),
            Token::Paste(text) => What::Paste(text),
            Token::Unknown => What::Unknown,
        };
        self.hand_over(inputs);
        self.released.clear();
        self.push(what, inputs);
    }

    fn take_text(&mut self, c: char, inputs: &mut Vec<Input>) {
        if matches!(c, '\n' | '\t') {
            // Enter or Tab ahead of all text is a key. After text it may be a line of a paste.
            if self.printables == 0 {
                return self.push(What::Key(key_typed(c)), inputs);
            }
            self.line_broken |= c == '\n';
        } else {
            self.printables += 1;
            self.is_paste |= self.line_broken || self.printables > TYPED_LIMIT;
        }
        if self.held.len() < PASTE_LIMIT {
            self.held.push(c);
        }
    }

    /// The first character of a burst goes at once, so that a key typed by itself never waits;
    /// more than one in one read is held until the burst shows what it is.
    fn release_first(&mut self, inputs: &mut Vec<Input>) {
        if self.printables == 1 && !self.line_broken && self.held.chars().count() == 1 {
            self.released.clone_from(&self.held);
            self.hand_over(inputs);
        }
    }

    /// Hands over the held text as keys or as one paste.
    fn hand_over(&mut self, inputs: &mut Vec<Input>) {
        let held = std::mem::take(&mut self.held);
        if self.is_paste && !held.is_empty() {
            // The character that went ahead as a key was the first of this text.
            let text = std::mem::take(&mut self.released) + &held;
            self.push(What::Paste(text), inputs);
        } else {
            for c in held.chars() {
                self.push(What::Key(key_typed(c)), inputs);
            }
        }
    }

    fn push(&self, what: What, inputs: &mut Vec<Input>) {
        inputs.push(Input { burst: self.number, what });
    }
}

fn key_typed(c: char) -> Key {
    match c {
        '\n' => Key::Enter,
        '\t' => Key::Tab,
        c => Key::Char(c),
    }
}

#[cfg(test)]
#[path = "decoder_tests.rs"]
mod tests;
