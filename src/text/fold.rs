//! Folding: what two writings of the same words have in common, for finding and for identity.
//!
//! Border: only what a reader would not notice is folded (case, marks, spaces, kinds of dash and
//! quote). Words, numbers and their order stay, so a folded reference still names one document.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in letters(text) {
        if c.is_whitespace() {
            gap = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            folded.push(' ');
        }
        folded.push(c);
    }
    folded
}

/// Folded characters before spaces are joined. Marks are dropped on both sides of lower-casing,
/// which brings some of its own (`İ`); the last step composes what is not Latin (Hangul) again.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(plain)
        .nfc()
}

fn plain(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    ALIKE.iter().find(|(like, _)| like.contains(&c)).map_or(c, |(_, plain)| *plain)
}
