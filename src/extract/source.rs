//! The letter as it came and as it is read: NFC text with a way back to the original bytes.
//!
//! Border: normalisation and offsets only. Everything above works on NFC offsets and asks
//! [`Source::span`] when a place in the original is wanted.

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class, is_nfc};

use super::words::Lexicon;
use crate::domain::task::Span;

/// NFC text and, where it differs from the original, where each piece of it stood.
pub(super) struct Source {
    pub nfc: String,
    /// Names of offices that the letter prints by themselves: addressees and "Nơi nhận". What stands there
    /// ends there wherever the name stands.
    pub offices: Lexicon,
    /// (offset in `nfc`, offset in the original) of each starter with its marks; empty when equal.
    pieces: Vec<(usize, usize)>,
    original_len: usize,
}

impl Source {
    pub fn new(original: &str) -> Self {
        let original_len = original.len();
        if is_nfc(original) {
            return Self {
                nfc: original.to_owned(),
                offices: Lexicon::default(),
                pieces: Vec::new(),
                original_len,
            };
        }
        let mut nfc = String::with_capacity(original_len);
        let mut pieces = Vec::new();
        let mut from = 0;
        // A piece is a starter with the marks that follow it, which is as far as composition of
        // Latin letters reaches.
        let starts = original
            .char_indices()
            .skip(1)
            .filter(|&(_, c)| canonical_combining_class(c) == 0)
            .map(|(at, _)| at);
        for to in starts.chain([original_len]) {
            pieces.push((nfc.len(), from));
            nfc.extend(original.get(from..to).unwrap_or_default().nfc());
            from = to;
        }
        Self { nfc, offices: Lexicon::default(), pieces, original_len }
    }

    /// The text between two NFC offsets; empty where they are not on borders.
    pub fn slice(&self, from: usize, to: usize) -> &str {
        self.nfc.get(from..to).unwrap_or_default()
    }

    /// Original bytes of the NFC range `[from, to)`, widened to whole characters.
    pub fn span(&self, from: usize, to: usize) -> Span {
        if self.pieces.is_empty() {
            return Span { from, to };
        }
        let first = self.pieces.partition_point(|&(at, _)| at <= from).saturating_sub(1);
        let after = self.pieces.partition_point(|&(at, _)| at < to);
        let end = self.pieces.get(after).map_or(self.original_len, |&(_, orig)| orig);
        Span { from: self.pieces.get(first).map_or(0, |&(_, orig)| orig), to: end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_decomposed_text_point_at_whole_letters() {
        let original: String = "Số: 12, tỉnh".nfd().collect();
        let source = Source::new(&original);
        assert_eq!(source.nfc, "Số: 12, tỉnh");
        let at = source.nfc.find("tỉnh").unwrap();
        let span = source.span(at, source.nfc.len());
        assert_eq!(original.get(span.from..span.to), Some("tỉnh".nfd().collect::<String>().as_str()));
        let digits = source.nfc.find("12").unwrap();
        let span = source.span(digits, digits + 2);
        assert_eq!(original.get(span.from..span.to), Some("12"));
    }
}
