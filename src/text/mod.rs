//! Vietnamese text: NFC, folding for search, dictionary order, cell width, cleaning.
//!
//! Border: pure functions over strings; knows nothing of directives, files or screens.

mod clean;
pub mod find;
mod fold;
mod order;
mod syllable;
pub mod typing;
mod width;
mod words;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use clean::{clean_line, clean_text};
pub use fold::fold;
pub use order::{person_key, sort_key};
pub use syllable::is_syllable;
pub use width::{fit, truncate, width};

/// Unicode NFC, the form in which all text is stored.
pub fn nfc(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    }
}

/// The bytes `[from, to)` of a text; empty where they are out of range or would split a character.
pub fn slice(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

/// The words with their first letter in another case.
pub fn with_first<C: Iterator<Item = char>>(words: &str, case: fn(char) -> C) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(case).chain(letters).collect()
}

#[cfg(test)]
mod tests;
