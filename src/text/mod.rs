//! Vietnamese text: NFC, folding for search, dictionary order, cell width, cleaning.
//!
//! Border: pure functions over strings; knows nothing of directives, files or screens.

use unicode_normalization::UnicodeNormalization;

/// Unicode NFC, the form in which all text is stored.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}
