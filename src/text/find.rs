//! Finding by words: what a typed query asks for, what of a record's texts is put into the index for
//! it, and where in a text its words stand.
//!
//! Border: strings only. A query and a text are read by the same reader (`words.rs`), so that an index
//! of [`indexed`] words answers a query wholly: nothing that it gives has to be looked at again.
//!
//! Each word is indexed in up to three writings: without marks, with its shapes (`ô`, `đ`) and with its
//! tone as well. A query's word looks in the one that it was typed in: without marks it finds any, with
//! `ô` neither `o` nor `ơ`, and with a tone no other tone.

use super::words::{Chunk, JOIN, MOST_LETTERS, Reader};
use super::{clean_line, slice, truncate, width};

/// Before a word of the title, and before two that follow each other there. Like the next two a letter
/// of no writing that is met here.
const TITLE: char = 'ǁ';
/// Before a reference from any of its letters on.
const REFERENCE: char = 'ǂ';
/// Before a whole reference.
const WHOLE: char = 'ǃ';

/// Words of a query beyond these are not asked for.
const MOST_WORDS: usize = 64;

/// Cells that a passage takes, and how many of them stand before the word it is for.
const PASSAGE: usize = 60;
const BEFORE: usize = 20;

/// What was typed, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

/// What stands between spaces, signs within it as [`JOIN`].
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    /// With the marks that were typed; a word of a record begins so.
    begins: String,
    /// The same word with `y` for `i` or the other way; a word of a record is this one.
    twin: Option<String>,
    plain: String,
}

/// One word of the index that would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    /// The word itself; else any that begins so.
    pub is_whole: bool,
}

impl Token {
    fn whole(text: String) -> Self {
        Self { text, is_whole: true }
    }

    fn begins(space: &str, text: &str) -> Self {
        Self { text: format!("{space}{text}"), is_whole: false }
    }
}

/// What a record must have: of each list one.
pub type AllOf = Vec<Vec<Token>>;

impl Query {
    pub fn new(typed: &str) -> Self {
        let chunks: Vec<_> = Reader::words(typed).collect();
        let mut words: Vec<Word> = Vec::new();
        for (at, chunk) in chunks.iter().enumerate() {
            // "số 1792" is 1792.
            let is_number = |next: &Chunk| next.plain().starts_with(|c: char| c.is_ascii_digit());
            if chunk.plain() == "so" && chunks.get(at + 1).is_some_and(is_number) {
                continue;
            }
            let (begins, plain) = chunk.typed();
            let word = Word { begins, twin: chunk.twin(), plain };
            if words.len() < MOST_WORDS && !words.contains(&word) {
                words.push(word);
            }
        }
        Self { words }
    }

    /// Nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What the index is asked for, best first: the whole reference, a part of it, the words side by
    /// side in the title, the words anywhere.
    pub fn ranks(&self) -> [AllOf; 4] {
        let joined = |of: fn(&Word) -> &str| {
            let words: Vec<_> = self.words.iter().map(|word| of(word).trim_end_matches(JOIN)).collect();
            words.join(&JOIN.to_string())
        };
        let in_reference = |word: &Word| vec![Token::begins(&REFERENCE.to_string(), &word.begins)];
        [
            vec![vec![Token::whole(format!("{WHOLE}{}", joined(|word| &word.begins)))]],
            self.words.iter().map(in_reference).collect(),
            self.in_title(&joined(|word| &word.plain)),
            self.words.iter().map(|word| word.tokens("")).collect(),
        ]
    }

    /// Neighbours are indexed without marks, so the marks are asked for by the words.
    fn in_title(&self, joined: &str) -> AllOf {
        let title = TITLE.to_string();
        let pieces: Vec<_> = joined.split(JOIN).collect();
        if let ([_], [word]) = (&pieces[..], &self.words[..]) {
            return vec![word.tokens(&title)];
        }
        let last = pieces.len().saturating_sub(2);
        let pairs = pieces.windows(2).enumerate().map(|(at, pair)| {
            let text = format!("{TITLE}{}", pair.join(&JOIN.to_string()));
            vec![Token { text, is_whole: at < last }]
        });
        pairs.chain(self.words.iter().map(|word| word.tokens(""))).collect()
    }

    /// Bytes of `text` that the query's words found, in order, none overlapping.
    pub fn marks(&self, text: &str) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for chunk in Reader::words(text) {
            for word in &self.words {
                found.extend(word.places(&chunk));
            }
        }
        found.sort_unstable();
        let mut marks: Vec<(usize, usize)> = Vec::new();
        for (from, to) in found {
            match marks.last_mut() {
                Some(last) if from < last.1 => last.1 = last.1.max(to),
                _ => marks.push((from, to)),
            }
        }
        marks
    }

    /// The words that none of the texts has.
    pub fn beyond(&self, texts: &[&str]) -> Self {
        let chunks: Vec<_> = texts.iter().flat_map(|text| Reader::words(text)).collect();
        let is_there = |word: &&Word| !chunks.iter().any(|chunk| !word.places(chunk).is_empty());
        Self { words: self.words.iter().filter(is_there).cloned().collect() }
    }

    /// What stands around the words in the line of the text that has most of them; `None` where no line
    /// has any.
    pub fn passage(&self, text: &str) -> Option<String> {
        let mut best: (usize, &str) = (0, "");
        for line in text.lines() {
            let n_here = self.words.len() - self.beyond(&[line]).words.len();
            if n_here > best.0 {
                best = (n_here, line);
            }
        }
        let line = clean_line(best.1).split_whitespace().collect::<Vec<_>>().join(" ");
        let (at, _) = *self.marks(&line).first()?;
        let mut from = at;
        for (space, _) in slice(&line, 0, at).rmatch_indices(' ') {
            if width(slice(&line, space, at)) > BEFORE {
                break;
            }
            from = space + 1;
        }
        let is_near = width(slice(&line, 0, at)) <= BEFORE;
        let (ahead, from) = if is_near { ("", 0) } else { ("… ", from) };
        Some(truncate(&format!("{ahead}{}", slice(&line, from, line.len())), PASSAGE, "…"))
    }
}

impl Word {
    fn tokens(&self, space: &str) -> Vec<Token> {
        let twin = self.twin.iter().map(|twin| Token::whole(format!("{space}{twin}")));
        [Token::begins(space, &self.begins)].into_iter().chain(twin).collect()
    }

    /// Where the word stands in what was read.
    fn places(&self, chunk: &Chunk) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        let length = self.begins.chars().count();
        for form in chunk.forms() {
            let is = |word: &str, from: usize, to: usize| {
                form.get(from..to).is_some_and(|letters| word.chars().eq(letters.iter().copied()))
            };
            for start in chunk.starts() {
                let from = start.from;
                let is_twin = |to: &usize| self.twin.as_ref().is_some_and(|twin| is(twin, from, *to));
                let begins = |to: &usize| *to <= start.to && is(&self.begins, from, *to);
                let to = Some(from + length).filter(begins).or_else(|| start.piece.filter(is_twin));
                let last = to.and_then(|to| chunk.letters.get(to - 1));
                places.extend(chunk.letters.get(from).zip(last).map(|(first, last)| (first.from, last.to)));
            }
        }
        places
    }
}

/// The words under which a record stands in the index, each once, in order, spaces between them.
pub fn indexed(reference: &str, title: &str, rest: &str) -> String {
    let mut words = String::new();
    for text in [reference, title, rest] {
        for chunk in Reader::words(text) {
            enter(&chunk, None, &mut words);
        }
    }
    for chunk in Reader::whole(reference) {
        enter(&chunk, Some(REFERENCE), &mut words);
        chunk.forms().for_each(|form| spell(&[WHOLE], form, &mut words));
    }
    // The word before, without marks.
    let mut before: Vec<char> = Vec::new();
    for chunk in Reader::words(title) {
        for (from, to) in chunk.pieces() {
            chunk.forms().for_each(|form| spell(&[TITLE], &form[from..to], &mut words));
            let plain = chunk.forms().next().map(|plain| &plain[from..to.min(from + MOST_LETTERS)]);
            let plain = plain.unwrap_or_default();
            if !before.is_empty() {
                before.push(JOIN);
                spell(&[&[TITLE], &before[..]].concat(), plain, &mut words);
            }
            before = plain.to_vec();
        }
    }
    let mut words: Vec<&str> = words.split_terminator(' ').collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// From each place where a query's word may begin, as far as one goes, and each word by itself.
fn enter(chunk: &Chunk, space: Option<char>, words: &mut String) {
    for form in chunk.forms() {
        for start in chunk.starts() {
            for to in [Some(start.to), start.piece.filter(|to| *to < start.to)].into_iter().flatten() {
                spell(space.as_slice(), &form[start.from..to], words);
            }
        }
    }
}

fn spell(space: &[char], letters: &[char], words: &mut String) {
    words.extend(space.iter().chain(letters.iter().take(MOST_LETTERS)));
    words.push(' ');
}
