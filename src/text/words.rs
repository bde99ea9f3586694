//! Text read as words for finding: letters with the bytes they came from, and the ways to write them.
//!
//! Border: what a word is, and which writings of one are the same; what is looked for is `find.rs`.

use std::iter::Peekable;
use std::str::CharIndices;

use unicode_normalization::char::{compose, decompose_canonical, is_combining_mark};

use super::clean::tame;
use super::order::tone_of;

/// Stands for the sign between two parts of "1792/UBND-NC" or "7/3/2019", whichever it is.
pub(super) const JOIN: char = 'ǀ';

/// Letters of a word that count.
pub(super) const MOST_LETTERS: usize = 32;

/// Places of one chunk where a word may begin within a piece.
const MOST_STARTS: usize = 64;

const VOWELS: &str = "aăâeêioôơuưy";
const SHAPED: &str = "ăâêôơư";

/// A letter, lower case, or [`JOIN`].
#[derive(Debug)]
pub(super) struct Letter {
    pub(super) plain: char,
    /// With its shape and without the tone.
    shaped: char,
    tone: Option<char>,
    is_upper: bool,
    /// Bytes of the text.
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What stands between spaces: pieces of letters and digits, and one [`JOIN`] for what is between them.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) letters: Vec<Letter>,
    /// Without marks; with shapes; with the tone as well; with the tone where it stood in the past.
    forms: [Vec<char>; 4],
    /// A number or symbol of a document: found from any letter on.
    is_symbol: bool,
}

/// Reads chunk by chunk.
pub(super) struct Reader<'a> {
    chars: Peekable<CharIndices<'a>>,
    /// Spaces are signs like others, and any letter may begin.
    is_whole: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn words(text: &'a str) -> Self {
        Self { chars: text.char_indices().peekable(), is_whole: false }
    }

    /// All of the text as one symbol.
    pub(super) fn whole(text: &'a str) -> Self {
        Self { is_whole: true, ..Self::words(text) }
    }
}

impl Iterator for Reader<'_> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        let mut letters: Vec<Letter> = Vec::new();
        // A sign was read since the last letter.
        let mut gap = false;
        while let Some((at, c)) = self.chars.next() {
            // What does not show does not part words either.
            let Some(c) = tame(c, ' ') else { continue };
            let to = self.chars.peek().map_or(at + c.len_utf8(), |(next, _)| *next);
            if c.is_whitespace() && !self.is_whole && !letters.is_empty() {
                break;
            }
            if is_combining_mark(c) {
                if let Some(letter) = letters.last_mut().filter(|_| !gap) {
                    letter.mark(c);
                    letter.to = to;
                }
            } else if c.is_alphanumeric() {
                if let Some(last) = letters.last().filter(|_| std::mem::take(&mut gap)) {
                    let (from, to) = (last.to, at);
                    letters.push(Letter { plain: JOIN, shaped: JOIN, tone: None, is_upper: false, from, to });
                }
                push(&mut letters, c, at, to);
            } else {
                gap = !letters.is_empty();
            }
        }
        (!letters.is_empty()).then(|| Chunk::new(letters, self.is_whole))
    }
}

fn push(letters: &mut Vec<Letter>, c: char, from: usize, to: usize) {
    let first = letters.len();
    decompose_canonical(c, |part| {
        if is_combining_mark(part) {
            if let Some(letter) = letters.get_mut(first..).and_then(<[_]>::last_mut) {
                letter.mark(part);
            }
            return;
        }
        let small = part.to_lowercase().next().unwrap_or(part);
        let shaped = if small == 'ð' { 'đ' } else { small };
        let plain = if shaped == 'đ' { 'd' } else { shaped };
        letters.push(Letter { plain, shaped, tone: None, is_upper: part.is_uppercase(), from, to });
    });
    // Zeros before a number go with its first digit.
    let ahead = letters.get(..first).unwrap_or_default();
    let is_lone_zero = match ahead {
        [.., before, zero] => zero.plain == '0' && !before.is_digit(),
        [zero] => zero.plain == '0',
        [] => false,
    };
    if is_lone_zero && c.is_ascii_digit() {
        let from = letters.remove(first - 1).from;
        if let Some(digit) = letters.last_mut() {
            digit.from = from;
        }
    }
}

impl Letter {
    fn mark(&mut self, mark: char) {
        match tone_of(mark) {
            Some(_) => self.tone = Some(mark),
            None => self.shaped = compose(self.shaped, mark).unwrap_or(self.shaped),
        }
    }

    fn is_digit(&self) -> bool {
        self.plain.is_ascii_digit()
    }

    fn with(&self, tone: Option<char>) -> char {
        tone.and_then(|tone| compose(self.shaped, tone)).unwrap_or(self.shaped)
    }
}

impl Chunk {
    fn new(letters: Vec<Letter>, is_whole: bool) -> Self {
        let of = |letter: fn(&Letter) -> char| letters.iter().map(letter).collect::<Vec<_>>();
        let shaped = of(|letter| letter.shaped);
        let forms = [of(|letter| letter.plain), shaped.clone(), shaped.clone(), shaped];
        let mut chunk = Self { letters, forms, is_symbol: is_whole };
        let pieces = chunk.pieces();
        for (from, to) in &pieces {
            chunk.set_tone(*from, *to);
        }
        let is_of_symbol = |(from, to): &(usize, usize)| {
            let piece = chunk.letters.get(*from..*to).unwrap_or_default();
            let n_upper = piece.iter().filter(|letter| letter.is_upper).count();
            piece.iter().any(Letter::is_digit) || 2 * n_upper > piece.len()
        };
        chunk.is_symbol |= pieces.len() > 1 && pieces.iter().all(is_of_symbol);
        chunk
    }

    /// Writes the tone of a piece where it belongs, and where it stood in the past.
    fn set_tone(&mut self, from: usize, to: usize) {
        let piece = self.letters.get(from..to).unwrap_or_default();
        let toned: Vec<_> = piece.iter().enumerate().filter(|(_, letter)| letter.tone.is_some()).collect();
        let [_, _, now, past] = &mut self.forms;
        if let [(at, letter)] = toned[..] {
            let places = tone_places(piece, at);
            now[from + places.0] = piece[places.0].with(letter.tone);
            past[from + places.1] = piece[places.1].with(letter.tone);
        } else {
            // No syllable of Vietnamese.
            for (at, letter) in toned {
                now[from + at] = letter.with(letter.tone);
                past[from + at] = now[from + at];
            }
        }
    }

    /// The writings that differ, the one without marks first.
    pub(super) fn forms(&self) -> impl Iterator<Item = &[char]> {
        let forms = self.forms.iter().enumerate();
        let new = |(at, form): &(usize, &Vec<char>)| !self.forms[..*at].contains(form);
        forms.filter(new).map(|(_, form)| &form[..])
    }

    pub(super) fn plain(&self) -> String {
        self.letters.iter().map(|letter| letter.plain).take(MOST_LETTERS).collect()
    }

    /// As words of a query: with the marks that were typed, and without any. Of a date that has come to
    /// the zero of its month, what is before it.
    pub(super) fn typed(&self) -> (String, String) {
        let half = matches!(&self.forms[0][..], [.., JOIN, '0']);
        let length = self.letters.len() - usize::from(half);
        let write = |form: usize| self.forms[form].iter().take(length.min(MOST_LETTERS)).collect();
        (write(self.marked()), write(0))
    }

    /// Which of the forms has the marks that are there.
    fn marked(&self) -> usize {
        if self.letters.iter().any(|letter| letter.tone.is_some()) { 2 } else { 1 }
    }

    /// The other way to write a syllable that ends in a lone `i` or `y`, where there are both.
    pub(super) fn twin(&self) -> Option<String> {
        let (&last, onset) = self.forms[1].split_last()?;
        let has_both = matches!(onset, ['h' | 'k' | 'l' | 'm' | 's' | 't' | 'v'] | ['q', 'u']);
        let other = match last {
            'i' => 'y',
            'y' => 'i',
            _ => return None,
        };
        let tone = self.letters.last()?.tone;
        let last = tone.and_then(|tone| compose(other, tone)).unwrap_or(other);
        has_both.then(|| onset.iter().copied().chain([last]).collect())
    }

    /// Runs of letters, `[from, to)`.
    pub(super) fn pieces(&self) -> Vec<(usize, usize)> {
        let mut from = 0;
        let runs = self.letters.split(|letter| letter.plain == JOIN);
        let place = |run: &[Letter]| {
            let place = (from, from + run.len());
            from = place.1 + 1;
            place
        };
        runs.map(place).collect()
    }

    /// Where a word of a query may begin.
    pub(super) fn starts(&self) -> impl Iterator<Item = Start> {
        let is_number = self.letters.iter().all(|letter| letter.is_digit() || letter.plain == JOIN);
        let end = self.letters.len();
        self.pieces().into_iter().flat_map(move |(from, piece)| {
            let letters = self.letters.get(from..piece).unwrap_or_default();
            let is_anywhere = self.is_symbol || letters.iter().any(Letter::is_digit);
            // 7/3 is not in 17/3.
            let to = if is_number { piece } else { end };
            let within = (from + 1..piece.min(MOST_STARTS)).filter(move |_| is_anywhere);
            let within = within.map(move |from| Start { from, to, piece: None });
            [Start { from, to: end, piece: Some(piece) }].into_iter().chain(within)
        })
    }
}

/// A place where a word of a query may begin.
pub(super) struct Start {
    pub(super) from: usize,
    /// How far it may go.
    pub(super) to: usize,
    /// The end of the piece that begins here.
    pub(super) piece: Option<usize>,
}

/// Where in a syllable its tone is written, and where it was in the past: `hoà` and `hòa`.
fn tone_places(piece: &[Letter], at: usize) -> (usize, usize) {
    let is_vowel = |letter: &Letter| VOWELS.contains(letter.shaped);
    let before = piece.iter().take(at).rev().take_while(|letter| is_vowel(letter)).count();
    let mut from = at - before;
    let to = at + piece.iter().skip(at).take_while(|letter| is_vowel(letter)).count();
    // The `u` of `qu` and the `i` of `gi` belong to the consonant.
    let onset = from.checked_sub(1).and_then(|at| piece.get(at)).map(|letter| letter.plain);
    let first = piece.get(from).map(|letter| letter.shaped);
    if matches!((onset, first), (Some('q'), Some('u')) | (Some('g'), Some('i'))) && to - from > 1 {
        from += 1;
    }
    let vowels: Vec<char> = piece.iter().take(to).skip(from).map(|letter| letter.shaped).collect();
    let shape = vowels.iter().rposition(|vowel| SHAPED.contains(*vowel));
    let is_open = to == piece.len();
    match (&vowels[..], shape) {
        ([], _) => (at, at),
        (_, Some(shape)) => (from + shape, from + shape),
        (['o', 'a' | 'e'] | ['u', 'y'], None) if is_open => (from + 1, from),
        ([_, _], None) if is_open => (from, from),
        ([_, _, _], None) if is_open => (from + 1, from + 1),
        _ => (to - 1, to - 1),
    }
}
