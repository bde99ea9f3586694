//! A field to type text into: one line or several, with its cursor and its own undo.
//!
//! Border: code points as they came. Input methods count code points, so Backspace takes one of them
//! and NFC is made only of what is committed; the cursor never stands between a letter and its marks.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{self, typing};

use super::key::Key;
use super::wrap;

/// Most states kept for undo.
const STEPS: usize = 100;

/// What is being typed.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// As it came, code point by code point.
    raw: Vec<char>,
    /// Before which code point the cursor stands.
    cursor: usize,
    /// Most letters (graphemes) it takes. One more may stand in it for a moment, because an input
    /// method takes back only what it believes to have arrived.
    limit: usize,
    is_multi_line: bool,
    /// Text and cursor before each edit.
    undone: Vec<(Vec<char>, usize)>,
    redone: Vec<(Vec<char>, usize)>,
    /// The next edit begins a step of undo.
    is_settled: bool,
    /// The last key took a code point back: a word pasted now is an input method's.
    after_backspace: bool,
}

/// What is seen of a field in so many cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// All lines; of one long line the part around the cursor.
    pub lines: Vec<String>,
    /// Line and cell of the cursor.
    pub cursor: (usize, usize),
}

impl Field {
    /// One line.
    pub fn new(text: &str, limit: usize) -> Self {
        let raw: Vec<char> = text.chars().collect();
        Self { cursor: raw.len(), raw, limit, is_settled: true, ..Self::default() }
    }

    /// Several lines.
    pub fn lines(text: &str, limit: usize) -> Self {
        Self { is_multi_line: true, ..Self::new(text, limit) }
    }

    fn raw_text(&self) -> String {
        self.raw.iter().collect()
    }

    /// The text meant, in NFC and clean, with the spaces around it.
    pub fn text(&self) -> String {
        self.clean(&typing::committed(&self.raw_text()))
    }

    fn clean(&self, text: &str) -> String {
        if self.is_multi_line { text::clean_text(text) } else { text::clean_line(text) }
    }

    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    pub fn limit(&self) -> usize {
        self.limit
    }

    /// It holds more than it takes.
    pub fn is_too_long(&self) -> bool {
        self.room().is_none()
    }

    /// Letters that still have room; `None` where there is one too many.
    fn room(&self) -> Option<usize> {
        self.limit.checked_sub(typing::committed(&self.raw_text()).graphemes(true).count())
    }

    /// Takes a key that is typed or moves the cursor. `false` where it means nothing in a field.
    pub fn key(&mut self, key: Key) -> bool {
        let backspace = key == Key::Backspace;
        match key {
            Key::Char(c) => self.insert(c),
            Key::Enter if self.is_multi_line => self.insert('\n'),
            Key::Backspace => self.take_back(),
            Key::Delete => self.take_next(),
            Key::Left => self.go(self.boundary_before(self.cursor)),
            Key::Right => self.go(self.boundary_from(self.cursor + 1)),
            Key::Home => self.go(self.line_start()),
            Key::End => self.go(self.line_end()),
            Key::Ctrl('z') => self.step(false),
            Key::Ctrl('y') => self.step(true),
            _ => return false,
        }
        self.after_backspace = backspace;
        true
    }

    /// Takes pasted text, cleaned; on one line where the field has one. `false` where it has no room
    /// for all of it: then it takes nothing, because a text cut short reads as if it were whole.
    pub fn paste(&mut self, pasted: &str) -> bool {
        let is_rewrite = std::mem::take(&mut self.after_backspace) && pasted.chars().all(typing::is_of_word);
        let text = if is_rewrite { pasted.to_owned() } else { self.clean(pasted) };
        let room = self.room().map_or(0, |room| room + usize::from(is_rewrite));
        if text.graphemes(true).take(room + 1).count() > room {
            return false;
        }
        if !is_rewrite {
            self.is_settled = true;
        }
        self.remember();
        self.is_settled = !is_rewrite;
        self.put(text.chars());
        true
    }

    /// Puts another text in place of a part, given in code points, with the cursor behind it.
    pub fn replace(&mut self, part: std::ops::Range<usize>, text: &str) {
        self.is_settled = true;
        self.remember();
        self.raw.drain(part.clone());
        self.cursor = part.start;
        self.put(text.chars());
        self.is_settled = true;
    }

    /// Empties it; undo brings the text back.
    pub fn clear(&mut self) {
        self.replace(0..self.raw.len(), "");
    }

    /// The part between separators in which the cursor stands, in code points.
    pub fn entry(&self, separator: char) -> std::ops::Range<usize> {
        let is_separator = |c: &char| *c == separator;
        let start = self.raw[..self.cursor].iter().rposition(is_separator).map_or(0, |at| at + 1);
        let end = self.raw[self.cursor..]
            .iter()
            .position(is_separator)
            .map_or(self.raw.len(), |at| at + self.cursor);
        start..end
    }

    /// The text meant of a part.
    pub fn part(&self, part: std::ops::Range<usize>) -> String {
        self.clean(&typing::committed(&self.raw[part].iter().collect::<String>()))
    }

    // --- editing

    fn put(&mut self, text: impl Iterator<Item = char>) {
        let before = self.raw.len();
        self.raw.splice(self.cursor..self.cursor, text);
        self.cursor += self.raw.len() - before;
        self.snap();
    }

    fn insert(&mut self, c: char) {
        let begins_word = !c.is_whitespace() && self.before().is_none_or(char::is_whitespace);
        self.is_settled |= begins_word || c == '\n';
        // A mark may complete the last letter; whether it did is seen only once it stands there.
        let (raw, cursor, settled) = (self.raw.clone(), self.cursor, self.is_settled);
        let steps = self.undone.len();
        self.remember();
        self.put(std::iter::once(c));
        let count = typing::committed(&self.raw_text()).graphemes(true).count();
        if count > self.limit + 1 {
            (self.raw, self.cursor, self.is_settled) = (raw, cursor, settled);
            self.undone.truncate(steps);
        }
    }

    fn before(&self) -> Option<char> {
        self.cursor.checked_sub(1).map(|at| self.raw[at])
    }

    /// One code point, as input methods count them.
    fn take_back(&mut self) {
        let Some(before) = self.before() else {
            return;
        };
        self.is_settled |= before.is_whitespace();
        self.remember();
        self.cursor -= 1;
        self.raw.remove(self.cursor);
        self.snap();
    }

    /// One letter with its marks.
    fn take_next(&mut self) {
        let end = self.boundary_from(self.cursor + 1);
        if end > self.cursor {
            self.remember();
            self.raw.drain(self.cursor..end);
            self.snap();
        }
    }

    /// Keeps the state before an edit, where it begins a step.
    fn remember(&mut self) {
        self.redone.clear();
        if std::mem::take(&mut self.is_settled) {
            if self.undone.len() == STEPS {
                self.undone.remove(0);
            }
            self.undone.push((self.raw.clone(), self.cursor));
        }
    }

    fn step(&mut self, forward: bool) {
        let (from, to) =
            if forward { (&mut self.redone, &mut self.undone) } else { (&mut self.undone, &mut self.redone) };
        if let Some((raw, cursor)) = from.pop() {
            to.push((std::mem::replace(&mut self.raw, raw), std::mem::replace(&mut self.cursor, cursor)));
        }
        self.is_settled = true;
    }

    // --- moving

    fn go(&mut self, to: usize) {
        self.cursor = to;
        self.is_settled = true;
    }

    /// Where letters begin, in code points, and the end.
    fn boundaries(&self) -> Vec<usize> {
        let text = self.raw_text();
        let mut at = 0;
        let starts = text.graphemes(true).map(|grapheme| {
            at += grapheme.chars().count();
            at
        });
        std::iter::once(0).chain(starts).collect()
    }

    /// The first boundary at a place or after it.
    fn boundary_from(&self, at: usize) -> usize {
        self.boundaries().into_iter().find(|boundary| *boundary >= at).unwrap_or(self.raw.len())
    }

    fn boundary_before(&self, at: usize) -> usize {
        self.boundaries().into_iter().rfind(|boundary| *boundary < at).unwrap_or(0)
    }

    /// An edit may have joined what stands at the cursor to the letter before it.
    fn snap(&mut self) {
        self.cursor = self.boundary_from(self.cursor);
    }

    fn line_start(&self) -> usize {
        self.raw[..self.cursor].iter().rposition(|c| *c == '\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        let rest = &self.raw[self.cursor..];
        self.cursor + rest.iter().position(|c| *c == '\n').unwrap_or(rest.len())
    }

    /// Moves to the line above (`-1`) or below (`1`) of those shown in so many cells. `false` where
    /// there is none.
    pub fn go_line(&mut self, by: isize, cells: usize) -> bool {
        let text = self.raw_text();
        let lines = self.wrapped(&text, cells);
        let (line, cell) = self.cursor_in(&text, &lines);
        let Some((from, to)) = line.checked_add_signed(by).and_then(|line| lines.get(line)) else {
            return false;
        };
        let part = text::slice(&text, *from, *to);
        let (mut used, mut at) = (0, *from);
        for grapheme in part.graphemes(true) {
            used += text::width(grapheme);
            if used > cell {
                break;
            }
            at += grapheme.len();
        }
        self.go(text::slice(&text, 0, at).chars().count());
        true
    }

    // --- showing

    /// As seen in so many cells; the cursor may stand in the one behind them.
    pub fn shown(&self, cells: usize) -> Shown {
        let (text, cells) = (self.raw_text(), cells.max(1));
        if self.is_multi_line {
            let lines = self.wrapped(&text, cells);
            let cursor = self.cursor_in(&text, &lines);
            let line = |(from, to): &(usize, usize)| text::slice(&text, *from, *to).to_owned();
            return Shown { lines: lines.iter().map(line).collect(), cursor };
        }
        let before: String = self.raw[..self.cursor].iter().collect();
        // By half a field at a time, so that typing at the end does not send the whole line each time.
        let (cell, half) = (text::width(&before), (cells / 2).max(1));
        let from = cell.saturating_sub(cells).div_ceil(half) * half;
        let (mut used, mut start) = (0, 0);
        for grapheme in text.graphemes(true) {
            if used >= from {
                break;
            }
            used += text::width(grapheme);
            start += grapheme.len();
        }
        let line = text::truncate(text::slice(&text, start, text.len()), cells, "");
        Shown { lines: vec![line], cursor: (0, cell.saturating_sub(used)) }
    }

    /// Bytes of the lines as they are shown; spaces at the end of one are in none.
    fn wrapped(&self, text: &str, cells: usize) -> Vec<(usize, usize)> {
        let mut lines = Vec::new();
        let mut start = 0;
        for paragraph in text.split('\n') {
            let first = lines.len();
            lines.extend(
                wrap::wrap(paragraph, cells.max(1)).into_iter().map(|(from, to)| (start + from, start + to)),
            );
            lines[first].0 = start;
            start += paragraph.len() + 1;
        }
        lines
    }

    /// Line and cell of the cursor, which stands in the last line that begins before it.
    fn cursor_in(&self, text: &str, lines: &[(usize, usize)]) -> (usize, usize) {
        let at: usize = self.raw[..self.cursor].iter().map(|c| c.len_utf8()).sum();
        let line = lines.iter().rposition(|(from, _)| *from <= at).unwrap_or(0);
        let from = lines.get(line).map_or(0, |(from, _)| *from);
        (line, text::width(text::slice(text, from, at)))
    }
}

#[cfg(test)]
impl Field {
    /// For tests: what must hold after every key.
    pub fn cursor_is_between_letters(&self) -> bool {
        self.boundaries().contains(&self.cursor)
    }
}
