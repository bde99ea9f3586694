//! What Vietnamese input methods do to words: which key turned one writing of a word into the next,
//! and what is left of their traffic once a field is closed.
//!
//! Border: the tables of Telex and VNI, and comparison of words. When letters came, and what a key
//! does, is not known here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The typing method of the office's input methods. Simple Telex is Telex here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Typing {
    #[default]
    Telex,
    Vni,
    /// Nobody types with an input method: what one composes is not traced back to keys.
    None,
}

/// Characters that OpenKey sends ahead of a rewrite, together with one more Backspace than the
/// rewrite needs.
pub const FILLERS: [char; 2] = ['\u{202F}', '\u{200C}'];

/// The stroke of `đ`, which has no decomposition, by the code of the combining one.
const STROKE: char = '\u{335}';
/// In place of a key: the letter itself, pressed again.
const AGAIN: char = '\0';

/// A mark, and the keys that Telex and VNI have for it.
const SHAPES: [(char, char, char); 4] =
    [('\u{302}', AGAIN, '6'), ('\u{306}', 'w', '8'), ('\u{31B}', 'w', '7'), (STROKE, 'd', '9')];
const TONES: [(char, char, char); 5] = [
    ('\u{301}', 's', '1'),
    ('\u{300}', 'f', '2'),
    ('\u{309}', 'r', '3'),
    ('\u{303}', 'x', '4'),
    ('\u{323}', 'j', '5'),
];
const NO_TONE: (char, char) = ('z', '0');

/// A letter taken apart.
#[derive(Debug, PartialEq, Eq)]
struct Letter {
    /// Without marks, of the case it was written in.
    base: char,
    shape: Option<char>,
    tone: Option<char>,
}

/// Input methods count it as part of a word.
pub fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// The text meant, in NFC, by all that was typed into a field.
pub fn committed(typed: &str) -> String {
    let kept: String = typed.chars().filter(|c| !FILLERS.contains(c)).collect();
    super::nfc(&kept)
}

/// Whether an input method may rewrite this word: words of other letters pass through it as typed.
pub fn is_composable(word: &str) -> bool {
    word.chars().any(|c| !c.is_ascii() || "aeiouydwAEIOUYDW".contains(c))
}

/// The key behind a letter that came composed, with nothing taken back before it.
pub fn key_of_lone(typing: Typing, word: &str) -> Option<char> {
    match (typing, word) {
        (Typing::Telex, "ư") => Some('w'),
        (Typing::Telex, "Ư") => Some('W'),
        _ => None,
    }
}

/// The key that turned `before` into `after`; `rewritten` is the end of `after` that was sent anew.
/// `None` where no single key of the method is sure to do that.
pub fn key_between(typing: Typing, before: &str, after: &str, rewritten: &str) -> Option<char> {
    let (old, new) = (letters(before), letters(after));
    let last = new.last()?;
    let begins_alike = |n: usize| old.iter().zip(&new).take(n).all(|(old, new)| old.base == new.base);
    // One letter more: it was typed, and a tone moved or the marks before it were taken back.
    if new.len() == old.len() + 1 && begins_alike(old.len()) {
        return Some(last.base);
    }
    if new.len() != old.len() || !begins_alike(old.len() - 1) {
        return None;
    }
    // `ư` that was `w` all along.
    if !begins_alike(old.len()) {
        return Some(last.base);
    }
    let is_upper = rewritten.chars().next().is_some_and(char::is_uppercase);
    let key = key_of_marks(typing, &old, &new)?;
    Some(if is_upper { key.to_ascii_uppercase() } else { key.to_ascii_lowercase() })
}

/// The key of the one mark in which two words of the same letters differ.
fn key_of_marks(typing: Typing, old: &[Letter], new: &[Letter]) -> Option<char> {
    let tone = |word: &[Letter]| word.iter().find_map(|letter| letter.tone);
    let reshaped = old.iter().zip(new).find(|(old, new)| old.shape != new.shape).map(|(_, new)| new);
    let (telex, vni) = match (reshaped, tone(new)) {
        // `uo` becomes `ươ` by one key, so further letters may have changed along with the first.
        (Some(letter), same) if same == tone(old) => {
            let (telex, vni) = keys(&SHAPES, letter.shape?)?;
            (if telex == AGAIN { letter.base } else { telex }, vni)
        }
        (None, Some(mark)) if Some(mark) != tone(old) => keys(&TONES, mark)?,
        (None, None) if tone(old).is_some() => NO_TONE,
        _ => return None,
    };
    match typing {
        Typing::Telex => Some(telex),
        Typing::Vni => Some(vni),
        Typing::None => None,
    }
}

fn keys(marks: &[(char, char, char)], of: char) -> Option<(char, char)> {
    marks.iter().find(|(mark, ..)| *mark == of).map(|(_, telex, vni)| (*telex, *vni))
}

fn letters(word: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for c in word.nfd() {
        match (c, letters.last_mut()) {
            ('đ', _) => letters.push(Letter { base: 'd', shape: Some(STROKE), tone: None }),
            ('Đ', _) => letters.push(Letter { base: 'D', shape: Some(STROKE), tone: None }),
            (mark, Some(letter)) if keys(&TONES, mark).is_some() => letter.tone = Some(mark),
            (mark, Some(letter)) if keys(&SHAPES, mark).is_some() => letter.shape = Some(mark),
            (base, _) => letters.push(Letter { base, shape: None, tone: None }),
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::Typing::{None as Off, Telex, Vni};
    use super::*;

    #[test]
    fn each_rewrite_is_traced_to_its_key() {
        let cases = [
            // before, Backspaces, text, Telex key, VNI key
            ("d", 1, "đ", Some('d'), Some('9')),
            ("D", 1, "Đ", Some('D'), Some('9')),
            ("a", 1, "â", Some('a'), Some('6')),
            ("E", 1, "Ê", Some('E'), Some('6')),
            ("a", 1, "ă", Some('w'), Some('8')),
            ("u", 1, "ư", Some('w'), Some('7')),
            ("thuo", 2, "ươ", Some('w'), Some('7')),
            ("thủo", 2, "uở", Some('w'), Some('7')),
            ("ban", 2, "ản", Some('r'), Some('3')),
            ("a\u{301}", 2, "a\u{300}", Some('f'), Some('2')),
            ("UY", 2, "ỦY", Some('R'), Some('3')),
            ("á", 1, "a", Some('z'), Some('0')),
            ("ê", 1, "ễ", Some('x'), Some('4')),
            ("hòa", 2, "oàn", Some('n'), Some('n')),
            ("khuỷ", 1, "ỷu", Some('u'), Some('u')),
            ("á", 1, "as", Some('s'), Some('s')),
            ("đ", 1, "dd", Some('d'), Some('d')),
            ("á", 1, "a1", Some('1'), Some('1')),
            ("ư", 1, "w", Some('w'), Some('w')),
            // No single key does any of these.
            ("á", 1, "á", None, None),
            ("a", 1, "ấ", None, None),
            ("â", 1, "a", None, None),
            ("ưk", 2, "wk", None, None),
            ("ab", 2, "xyz", None, None),
            ("abc", 3, "a", None, None),
            ("", 0, "á", Some('a'), Some('a')),
        ];
        for (before, n, text, telex, vni) in cases {
            let kept = before.chars().count() - n;
            let after: String = before.chars().take(kept).chain(text.chars()).collect();
            for (typing, key) in [(Telex, telex), (Vni, vni)] {
                assert_eq!(key_between(typing, before, &after, text), key, "{typing:?} {before} {after}");
            }
        }
        assert_eq!(key_between(Off, "a", "á", "á"), None);
        assert_eq!(key_between(Off, "á", "as", "as"), Some('s'));
        assert_eq!(key_between(Telex, "a", "", ""), None);
        assert_eq!(key_between(Telex, "", "", ""), None);
    }

    #[test]
    fn a_lone_letter_is_telex_w_and_no_other_key() {
        assert_eq!(key_of_lone(Telex, "ư"), Some('w'));
        assert_eq!(key_of_lone(Telex, "Ư"), Some('W'));
        for (typing, word) in [(Vni, "ư"), (Off, "ư"), (Telex, "ơ"), (Telex, "đ"), (Telex, "ưa")] {
            assert_eq!(key_of_lone(typing, word), None, "{typing:?} {word}");
        }
    }

    #[test]
    fn a_committed_text_is_nfc_without_fillers() {
        let cases =
            [("a\u{302}\u{301}", "ấ"), ("a\u{202F}\u{200C}b", "ab"), ("a\u{200C}\u{301}", "á"), ("", "")];
        for (typed, text) in cases {
            assert_eq!(committed(typed), text);
        }
    }
}
