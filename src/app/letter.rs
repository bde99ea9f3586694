//! A letter's text as it came, laid out in lines of the screen, with one passage marked in it.
//!
//! Border: laid out once for a width; marking another passage touches only its own lines, so that a
//! cursor moves through the values of a long letter as fast as through a short one.

use std::ops::Range;

use crate::domain::task::Span;
use crate::text;

use super::pages::{Line, Tone};
use super::wrap;

#[derive(Debug, Default)]
pub struct LetterText {
    pub lines: Vec<Line>,
    /// Of each line of the letter: its first byte in the original, its first line of the screen.
    starts: Vec<(usize, usize)>,
    cells: usize,
    /// Lines of the screen that belong to the passage.
    marked: Range<usize>,
}

impl LetterText {
    pub fn new(original: &str, cells: usize) -> Self {
        let (mut lines, mut starts, mut at) = (Vec::new(), Vec::new(), 0);
        for raw in original.split_inclusive('\n') {
            starts.push((at, lines.len()));
            let shown = text::clean_line(body(raw));
            let piece = |(from, to)| Line::new(text::slice(&shown, from, to), Tone::Plain);
            lines.extend(wrap::wrap(&shown, cells).into_iter().map(piece));
            at += raw.len();
        }
        Self { lines, starts, cells, marked: 0..0 }
    }

    /// The letter's line, from 1, in which a byte of the original stands.
    pub fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|(start, _)| *start <= at)
    }

    /// The letter's line, from 0, to which a line of the screen belongs.
    pub fn line_at(&self, row: usize) -> usize {
        self.starts.partition_point(|(_, first)| *first <= row).saturating_sub(1)
    }

    /// The lines of the screen from one of the letter's lines to another, both from 0 and included.
    pub fn rows_of(&self, first: usize, last: usize) -> Range<usize> {
        let row = |line: usize| self.starts.get(line).map_or(self.lines.len(), |(_, row)| *row);
        row(first)..row(last + 1)
    }

    /// The bytes of these lines without the blanks around them; `None` where there is nothing else.
    pub fn span_of(&self, original: &str, first: usize, last: usize) -> Option<Span> {
        let byte = |line: usize| self.starts.get(line).map_or(original.len(), |(at, _)| *at);
        let (from, to) = (byte(first), byte(last + 1));
        let lines = text::slice(original, from, to);
        let (begin, words) = (lines.len() - lines.trim_start().len(), lines.trim());
        (!words.is_empty()).then(|| Span { from: from + begin, to: from + begin + words.len() })
    }

    /// Marks a passage in place of the one before. Returns its first line of the screen.
    pub fn mark(&mut self, original: &str, passage: Option<Span>) -> Option<usize> {
        for line in &mut self.lines[std::mem::take(&mut self.marked)] {
            line.passage = None;
        }
        let span = passage?;
        let first = self.line_of(span.from).saturating_sub(1);
        let (mut from, mut to) = (usize::MAX, 0);
        for (at, line) in self.starts.get(first..)?.iter().take_while(|(at, _)| *at < span.to) {
            let rest = text::slice(original, *at, original.len());
            let body = body(rest.split_inclusive('\n').next().unwrap_or_default());
            let Some(marked) = marked_part(body, *at, span) else {
                continue;
            };
            let pieces = wrap::wrap(&text::clean_line(body), self.cells);
            for (nth, piece) in pieces.into_iter().enumerate() {
                let part = overlap(marked, piece);
                if let (Some(part), Some(shown)) = (part, self.lines.get_mut(line + nth)) {
                    shown.passage = Some(part);
                    (from, to) = (from.min(line + nth), line + nth + 1);
                }
            }
        }
        self.marked = from.min(to)..to;
        (from < to).then_some(from)
    }
}

fn body(raw: &str) -> &str {
    raw.trim_end_matches(['\n', '\r'])
}

/// The part of a line inside a span of the whole text, in bytes of the cleaned line.
fn marked_part(body: &str, at: usize, span: Span) -> Option<(usize, usize)> {
    let (from, to) = overlap((span.from, span.to), (at, at + body.len()))?;
    let cleaned_to = |end: usize| text::clean_line(text::slice(body, 0, end)).len();
    Some((cleaned_to(from), cleaned_to(to)))
}

/// What two ranges share, counted from the second one's start.
fn overlap(one: (usize, usize), other: (usize, usize)) -> Option<(usize, usize)> {
    let (from, to) = (one.0.max(other.0), one.1.min(other.1));
    (from < to).then(|| (from - other.0, to - other.0))
}
