//! Vietnamese dictionary order as keys that compare byte by byte, so that a database column and a
//! sorted list agree.
//!
//! Border: order only. Keys are for comparing, never for showing; finding is [`super::fold()`]'s.
//!
//! A key is ASCII wherever the text is Vietnamese. Each syllable gives its letters (`A`…`b`, by
//! their place in the alphabet) and then its tone (`0`…`5`); tones compare below letters, so a
//! syllable ends before it goes on, and a shorter run of syllables comes first. A number is `#`,
//! its count of digits as one character, its digits. After `!`, below all of these, stands which
//! letters are capitals.

use std::iter::Peekable;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The alphabet, with f, j, w and z in their Latin place.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Tone marks in dictionary order; a syllable without one comes before them.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// Letters that are another letter with a shape mark.
const SHAPES: [(char, char, char); 6] = [
    ('a', '\u{306}', 'ă'),
    ('a', '\u{302}', 'â'),
    ('e', '\u{302}', 'ê'),
    ('o', '\u{302}', 'ô'),
    ('o', '\u{31B}', 'ơ'),
    ('u', '\u{31B}', 'ư'),
];

/// Digits beyond which two numbers are no longer told apart by their length.
const LONGEST: usize = 10_000;

/// The place of a text in Vietnamese dictionary order: syllable by syllable, first the letters of
/// each, then its tone (wherever it is written: `hòa` and `hoà` have one key); numbers by value,
/// before letters; punctuation only separates; small letters before capitals where all else ties.
pub fn sort_key(text: &str) -> String {
    let mut parts = Vec::with_capacity(text.len());
    super::nfc(text).chars().for_each(|c| decompose_canonical(c, |part| parts.push(part)));
    let (mut key, mut chars) = (Key::default(), parts.into_iter().peekable());
    while let Some(c) = chars.peek().copied() {
        if c.is_ascii_digit() {
            key.number(&mut chars);
        } else if is_letter(c) {
            key.syllable(&mut chars);
        } else {
            chars.next();
        }
    }
    key.finish()
}

/// The place of a person in a list: by given name (the last word), then family name, then middle
/// names.
pub fn person_key(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if !words.is_empty() {
        words.rotate_right(1);
    }
    sort_key(&words.join(" "))
}

#[derive(Default)]
struct Key {
    primary: String,
    /// One digit a letter: 0 small, 1 capital.
    capitals: String,
}

impl Key {
    fn number(&mut self, chars: &mut Peekable<impl Iterator<Item = char>>) {
        let mut digits = String::new();
        while let Some(digit) = chars.next_if(char::is_ascii_digit) {
            if digit != '0' || !digits.is_empty() {
                digits.push(digit);
            }
        }
        let count =
            u32::try_from(digits.len().min(LONGEST)).ok().and_then(|n| char::from_u32('0' as u32 + n));
        self.primary.push('#');
        self.primary.push(count.expect("far below the surrogates"));
        self.primary.push_str(&digits);
    }

    /// Letters with the marks after each; a tone belongs to the syllable, a shape to its letter.
    fn syllable(&mut self, chars: &mut Peekable<impl Iterator<Item = char>>) {
        let mut tone = 0;
        let mut last = None;
        while let Some(c) = chars.next_if(|c| is_letter(*c) || is_combining_mark(*c)) {
            if let Some(marked) = tone_of(c) {
                tone = marked;
            } else if let Some(shaped) = last.and_then(|letter| with_shape(letter, c)) {
                self.primary.pop();
                self.primary.push(rank(shaped));
            } else if is_letter(c) {
                last = self.letter(c);
            }
        }
        self.primary.extend(char::from_digit(tone, 10));
    }

    /// Returns the small letter it was taken for, which a shape mark may still change.
    fn letter(&mut self, written: char) -> Option<char> {
        let mut last = None;
        for small in written.to_lowercase().filter(|c| !is_combining_mark(*c)) {
            let small = if small == 'ð' { 'đ' } else { small };
            self.primary.push(rank(small));
            self.capitals.push(if written.is_uppercase() { '1' } else { '0' });
            last = Some(small);
        }
        last
    }

    fn finish(self) -> String {
        let mut key = self.primary;
        let capitals = self.capitals.trim_end_matches('0');
        if !capitals.is_empty() {
            key.push('!');
            key.push_str(capitals);
        }
        key
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !c.is_ascii_digit() && !is_combining_mark(c)
}

/// 1 to 5 for a tone mark.
pub(super) fn tone_of(mark: char) -> Option<u32> {
    (1..).zip(TONES).find_map(|(tone, known)| (known == mark).then_some(tone))
}

fn with_shape(letter: char, mark: char) -> Option<char> {
    SHAPES.iter().find(|(plain, shape, _)| *plain == letter && *shape == mark).map(|(_, _, shaped)| *shaped)
}

/// A letter's place in the alphabet as one character from `A` on; other letters stand behind as they
/// are.
fn rank(letter: char) -> char {
    let mut places = (b'A'..).map(char::from).zip(ALPHABET.chars());
    places.find(|(_, known)| *known == letter).map_or(letter, |(rank, _)| rank)
}
