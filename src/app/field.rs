//! A field to type text into: one line or several, with its cursor.
//!
//! Border: code points as they came. Input methods count code points, so Backspace takes one of them
//! and NFC is made only of what is committed.

use crate::text::{self, typing};

use super::key::Key;

/// What is being typed.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// As it came, code point by code point.
    raw: Vec<char>,
    /// Before which code point the cursor stands.
    cursor: usize,
    /// Most letters it takes.
    limit: usize,
}

impl Field {
    pub fn new(text: &str, limit: usize) -> Self {
        let raw: Vec<char> = text.chars().collect();
        Self { cursor: raw.len(), raw, limit }
    }

    /// The text meant, in NFC and clean.
    pub fn text(&self) -> String {
        text::clean_line(&typing::committed(&self.raw.iter().collect::<String>()))
    }

    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Takes a key that is typed or moves the cursor. `false` where it means nothing in a field.
    pub fn key(&mut self, key: Key) -> bool {
        match key {
            Key::Char(c) if self.raw.len() <= self.limit => {
                self.raw.insert(self.cursor, c);
                self.cursor += 1;
            }
            Key::Backspace if self.cursor > 0 => {
                self.cursor -= 1;
                self.raw.remove(self.cursor);
            }
            Key::Char(_) | Key::Backspace => {}
            _ => return false,
        }
        true
    }

    /// Takes pasted text, cleaned and on one line.
    pub fn paste(&mut self, pasted: &str) {
        for c in text::clean_line(pasted).chars() {
            self.key(Key::Char(c));
        }
    }
}
