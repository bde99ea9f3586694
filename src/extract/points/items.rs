//! The items that one line holds: "… như sau: 1. Sở A …; 2. Sở B …", "a) …; b) …".
//!
//! Border: cutting a paragraph at enumerators inside it. An item begins behind the end of a clause,
//! with the number that follows the one before it.

use super::super::dates::ROMAN;
use super::super::source::Source;
use super::super::token::{Gap, Token};
use super::{Mark, Paragraph, Point, enumerator};

/// The last number of each kind of list.
#[derive(Default)]
struct Counters {
    arabic: u32,
    letter: usize,
    paren: u32,
    dash: bool,
}

impl Counters {
    fn note(&mut self, mark: &Mark) {
        match mark {
            Mark::Arabic(path) if path.len() == 1 => *self = Self { arabic: path[0], ..Self::default() },
            Mark::Letter(c) => {
                (self.letter, self.paren, self.dash) = (letter_at(*c).map_or(0, |at| at + 1), 0, false);
            }
            Mark::Paren(n) => (self.paren, self.dash) = (*n, false),
            Mark::Dash => self.dash = true,
            _ => {}
        }
    }

    /// Whether `mark` goes on with its list, or begins it behind a colon.
    fn follows(&self, mark: &Mark, before: &Token) -> bool {
        let opens = before.is(":");
        match mark {
            Mark::Arabic(path) => *path == [self.arabic + 1] && (self.arabic > 0 || opens),
            Mark::Letter(c) => letter_at(*c) == Some(self.letter) && (self.letter > 0 || opens),
            Mark::Paren(n) => *n == self.paren + 1 && (self.paren > 0 || opens),
            Mark::Dash => opens || self.dash && before.is(";"),
            _ => false,
        }
    }
}

pub(super) fn split(source: &Source, paragraph: Paragraph) -> Vec<Paragraph> {
    let tokens = &paragraph.tokens;
    let mut counters = Counters::default();
    if let Some(mark) = &paragraph.mark {
        counters.note(mark);
    }
    let mut starts: Vec<(usize, usize, Option<Mark>)> = vec![(0, 0, paragraph.mark.clone())];
    for i in 1..tokens.len() {
        let before = &tokens[i - 1];
        if tokens[i].gap == Gap::None || !matches!(before.key.as_str(), "." | ";" | ":") {
            continue;
        }
        let Some((mark, skip)) = enumerator(source, &tokens[i..]) else { continue };
        let spelled = tokens[i].is_word() && matches!(mark, Mark::Paren(_));
        let named =
            tokens.get(i + skip).is_some_and(|t| t.gap != Gap::None && t.is_word() && (t.capital || spelled));
        if named && counters.follows(&mark, before) {
            counters.note(&mark);
            starts.push((i, skip, Some(mark)));
        }
    }
    if starts.len() == 1 {
        return vec![paragraph];
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|start| start.0).chain([tokens.len()]).collect();
    let cut = |((from, skip, mark), to): ((usize, usize, Option<Mark>), usize)| Paragraph {
        tokens: tokens[from + skip..to].to_vec(),
        mark,
    };
    starts.into_iter().zip(ends).map(cut).collect()
}

/// A scan's "l." or "I." above "2." is "1.": no "k." stands before it, and no "II." behind it.
pub(super) fn read_ones(paragraphs: &mut [Paragraph]) {
    let first_k = paragraphs.iter().position(|p| p.mark == Some(Mark::Letter('k')));
    let last_two = paragraphs.iter().rposition(|p| p.mark == Some(Mark::Roman(2)));
    let mut next = None;
    for (i, paragraph) in paragraphs.iter_mut().enumerate().rev() {
        let alone = match &paragraph.mark {
            Some(Mark::Letter('l')) => first_k.is_none_or(|at| at > i),
            Some(Mark::Roman(1)) => last_two < Some(i),
            _ => false,
        };
        if alone && next == Some(2) {
            paragraph.mark = Some(Mark::Arabic(vec![1]));
        }
        if let Some(Mark::Arabic(path)) = &paragraph.mark
            && let [number] = path[..]
        {
            next = Some(number);
        }
    }
}

/// "Một là, …", "Thứ nhất: …"; "Thứ Hai, ngày …" is a day of the week.
pub(super) fn counted(tokens: &[Token]) -> Option<(Mark, usize)> {
    const NUMBERS: [&str; 10] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let (first, second) = (tokens.first()?, tokens.get(1)?);
    let at = |token: &Token, one: &str, four: &str| {
        NUMBERS.iter().position(|number| {
            token.is(match *number {
                "một" => one,
                "bốn" => four,
                other => other,
            })
        })
    };
    let (at, closed) = if second.is("là") {
        (at(first, "một", "bốn")?, tokens.get(2).is_some_and(|t| t.is(",") || t.is(":")))
    } else if first.is("thứ") && !second.capital {
        let closed = tokens.get(2).filter(|t| t.is(",") || t.is(":"))?;
        let dated = closed.is(",") && tokens.get(3).is_some_and(|t| t.is("ngày"));
        (at(second, "nhất", "tư").filter(|_| !dated)?, true)
    } else {
        return None;
    };
    let end = if closed { 3 } else { 2 };
    tokens.get(end).map(|_| (Mark::Paren(u32::try_from(at + 1).unwrap_or(1)), end))
}

/// The place of a letter among those that number lists in Vietnamese.
pub(super) fn letter_at(letter: char) -> Option<usize> {
    "abcdđeghiklmnopqrstuvxy".chars().position(|c| c == letter)
}

/// "…: (i) …; (ii) …" inside one paragraph as points below it; at least two make a list.
pub(super) fn inline(tokens: Vec<Token>) -> (Vec<Token>, Vec<Point>) {
    let number = |i: usize| {
        let inner = tokens
            .get(i + 1)
            .filter(|_| tokens[i].is("(") && tokens.get(i + 2).is_some_and(|t| t.is(")")))?;
        ROMAN.iter().position(|roman| roman.to_lowercase() == inner.key)
    };
    let mut starts: Vec<usize> = Vec::new();
    for i in 0..tokens.len() {
        if number(i) == Some(starts.len()) {
            starts.push(i);
        }
    }
    if starts.len() < 2 {
        return (tokens, Vec::new());
    }
    let ends = starts.iter().skip(1).copied().chain([tokens.len()]);
    let children = starts.iter().zip(ends).zip(1..).map(|((&from, to), n)| Point {
        mark: Mark::Inline(n),
        tokens: tokens[from + 3..to].to_vec(),
        more: Vec::new(),
        children: Vec::new(),
        lead_in: None,
    });
    let children = children.collect();
    (tokens[..starts[0]].to_vec(), children)
}
