//! Folding: what two writings of the same words have in common, for finding and for identity.
//!
//! Border: only what a reader would not notice is folded (case, marks, spaces, kinds of dash and
//! quote). Words, numbers and their order stay, so a folded reference still names one document.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Characters that are typed or printed in place of one another, and the one they fold to.
/// `ð` is Icelandic eth, which old Vietnamese fonts and converters leave where `đ` is meant.
const ALIKE: [(&[char], char); 4] = [
    (&['đ', 'ð'], 'd'),
    (&['‐', '‑', '‒', '–', '—', '―', '−'], '-'),
    (&['“', '”', '„', '‟', '«', '»', '″'], '"'),
    (&['‘', '’', '‚', '‛', '′', '´'], '\''),
];

/// Lower case without marks, `đ` as `d`, every run of white space (no-break spaces among it) one
/// space and none at the ends. Where a tone stands in its syllable leaves no trace, so `hòa`,
/// `hoà` and `hoa` fold alike. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = Folded { text: String::with_capacity(text.len()), gap: false };
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            // Lower case brings marks of its own (`İ`), so letters come apart on both sides of it.
            each_letter(c, |upper| {
                for lower in upper.to_lowercase() {
                    each_letter(lower, |c| folded.push(plain(c)));
                }
            });
        }
    }
    // Letters that are not Latin came apart too (Hangul); text is kept in one form.
    super::nfc(&folded.text)
}

struct Folded {
    text: String,
    /// White space was read since the last character.
    gap: bool,
}

impl Folded {
    fn push(&mut self, c: char) {
        if c.is_whitespace() {
            self.gap = !self.text.is_empty();
            return;
        }
        if std::mem::take(&mut self.gap) {
            self.text.push(' ');
        }
        self.text.push(c);
    }
}

/// The parts of a character that are not marks.
fn each_letter(c: char, mut then: impl FnMut(char)) {
    decompose_canonical(c, |part| {
        if !is_combining_mark(part) {
            then(part);
        }
    });
}

fn plain(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    ALIKE.iter().find(|(like, _)| like.contains(&c)).map_or(c, |(_, plain)| *plain)
}
