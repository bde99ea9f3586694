//! Running text as paragraphs, and numbered paragraphs as a tree of points.
//!
//! Border: structure only. What a point orders, and of whom, is read in [`super::tasks`].

mod items;

use self::items::{counted, letter_at, read_ones};
use super::dates::{ROMAN, ordinal};
use super::lines::Line;
use super::source::Source;
use super::tasks::fields::field;
use super::token::{Gap, Kind, Token, phrase_at};
use super::words::{ACTIONS, HEADS, STOPS};

/// A paragraph of the running text, wrapped lines joined.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub tokens: Vec<Token>,
    pub mark: Option<Mark>,
}

/// An enumerator. Orders by rank: a mark of lower rank holds those of higher rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// "A."
    Upper(char),
    /// "II."
    Roman(u32),
    /// "Điều 2."
    Article(u32),
    /// "1.", "1.2."
    Arabic(Vec<u32>),
    /// "a)"
    Letter(char),
    /// "(ii)" inside a paragraph
    Inline(u32),
    /// "(2)"
    Paren(u32),
    Dash,
    Plus,
}

impl Mark {
    pub fn rank(&self) -> usize {
        match self {
            Mark::Upper(_) => 1,
            Mark::Roman(_) => 2,
            Mark::Article(_) => 3,
            Mark::Arabic(path) => 3 + path.len().min(4),
            Mark::Letter(_) | Mark::Inline(_) => 8,
            Mark::Paren(_) => 9,
            Mark::Dash => 10,
            Mark::Plus => 11,
        }
    }

    pub fn is_bullet(&self) -> bool {
        matches!(self, Mark::Dash | Mark::Plus)
    }
}

/// The enumerator a paragraph begins with and the index of the first token behind it.
pub(super) fn enumerator(source: &Source, tokens: &[Token]) -> Option<(Mark, usize)> {
    let first = tokens.first()?;
    let second = tokens.get(1);
    let closes = |i: usize, marks: &str| {
        tokens.get(i).is_some_and(|t| marks.contains(t.key.as_str()) && t.gap == Gap::None)
    };
    let apart = |i: usize| tokens.get(i).is_none_or(|t| t.gap != Gap::None);
    match first.key.as_str() {
        "-" | "•" | "*" | "■" | "►" | "➢" | "✓" | "❖" => return second.map(|_| (Mark::Dash, 1)),
        "+" | "○" | "◦" => return second.map(|_| (Mark::Plus, 1)),
        "(" if closes(2, ")") && tokens.get(3).is_some_and(|t| t.gap != Gap::None) => {
            return second?.number().filter(|n| *n < 100).map(|n| (Mark::Paren(n), 3));
        }
        _ => {}
    }
    if first.is("điều") && (first.capital || first.lost) {
        let number = second?.number()?;
        return tokens.get(2).filter(|t| t.is(".") || t.is(":")).map(|_| (Mark::Article(number), 3));
    }
    if first.kind == Kind::Number && first.key.len() <= 2 {
        return arabic(tokens);
    }
    if let Some(counted) = counted(tokens) {
        return Some(counted);
    }
    let word = source.slice(first.from, first.to);
    if first.kind == Kind::Word && closes(1, ".)-/") && apart(2) && tokens.len() > 2 {
        if let Some(at) = ROMAN.iter().position(|roman| *roman == word) {
            return Some((Mark::Roman(u32::try_from(at + 1).ok()?), 2));
        }
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            let upper = letter.is_uppercase() && !closes(1, ")");
            let mark = if upper { Mark::Upper(letter) } else { Mark::Letter(letter.to_lowercase().next()?) };
            return Some((mark, 2));
        }
    }
    None
}

/// "1.", "1)", "1/", "1-", "1.2.", "1.2" before a capital.
fn arabic(tokens: &[Token]) -> Option<(Mark, usize)> {
    let mut path = vec![tokens[0].number()?];
    let mut i = 1;
    while tokens.get(i).is_some_and(|t| t.is(".") && t.gap == Gap::None)
        && tokens.get(i + 1).is_some_and(|t| t.gap == Gap::None && t.kind == Kind::Number && t.key.len() <= 2)
    {
        path.push(tokens[i + 1].number()?);
        i += 2;
    }
    let closed =
        tokens.get(i).filter(|t| t.gap == Gap::None && matches!(t.key.as_str(), "." | ")" | "/" | "-"));
    let end = if closed.is_some() { i + 1 } else { i };
    let next = tokens.get(end)?;
    // "2.1- Rà soát …" is the Party offices' form; "2-3 lớp" is none.
    if closed.is_some_and(|t| t.is("-")) && (next.gap == Gap::None || !next.capital) {
        return None;
    }
    let numbered = closed.is_some() || path.len() > 1 && next.capital;
    // "30/6", "20.7.2020" and "1.200 hồ sơ" begin no point.
    let glued = next.gap == Gap::None && (next.kind == Kind::Number || closed.is_some_and(|t| t.is("/")));
    (numbered && !glued).then_some((Mark::Arabic(path), end))
}

fn ends_sentence(token: Option<&Token>) -> bool {
    token.is_some_and(|t| matches!(t.key.as_str(), "." | ":" | ";" | "!" | "?"))
}

/// Whether `line` begins a paragraph of its own behind `before`, whose tokens are `sofar`.
fn breaks(
    source: &Source,
    width: usize,
    (before, sofar): (&Line, &[Token]),
    line: &Line,
    tokens: &[Token],
) -> bool {
    let Some(first) = tokens.first() else { return false };
    let ended = ends_sentence(sofar.last());
    if field(tokens).is_some() {
        return true;
    }
    if line.blank_above {
        // A page border or a stray blank line inside a sentence.
        // "… về Sở" and, on the next page, "Nội vụ (qua …)".
        let is_cut = sofar.len() > 8 && HEADS.at(sofar, sofar.len() - 1).is_some();
        let runs_on = !ended && (!first.capital || is_cut) && first.kind != Kind::Mark;
        return !runs_on;
    }
    let text = source.slice(before.from, before.to);
    let caps = |text: &str| !text.chars().any(char::is_lowercase);
    if caps(text) && !caps(source.slice(line.from, line.to)) {
        return true;
    }
    let length = text.chars().count();
    let is_long = length > 110;
    // The last line of a wrapped paragraph does not reach the margin.
    let short = length + 12 < source.slice(line.from, line.to).chars().count() || length * 100 < width * 85;
    let indented = line.column > before.column + 1;
    // "2. Phòng Nội vụ" breaks off in its middle and "Tham mưu …" begins an order: a heading above it.
    let headed = length * 100 < width * 60
        && sofar.first().is_some_and(|t| t.from >= before.from)
        && sofar.last().is_some_and(|t| t.kind == Kind::Word && HEADS.at(sofar, sofar.len() - 1).is_none())
        && STOPS.at(tokens, 0).or_else(|| ACTIONS.at(tokens, 0)).is_some();
    first.capital && (is_long || headed || ended && (short || indented))
}

/// The lines `from..to` as paragraphs; "./." ends the text of a letter.
pub(super) fn paragraphs(source: &Source, lines: &[Line]) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<&Line> = None;
    let lengths = lines.iter().map(|line| source.slice(line.from, line.to).chars().count());
    let width = lengths.filter(|length| *length <= 110).max().unwrap_or(0);
    for line in lines {
        let tokens = line.tokens();
        let mark = enumerator(source, tokens);
        let running = paragraphs.last_mut().zip(before);
        match running {
            Some((open, before))
                if !begins(&open.tokens, line, mark.as_ref())
                    && !breaks(source, width, (before, &open.tokens), line, tokens) =>
            {
                open.tokens.extend_from_slice(tokens);
            }
            _ => {
                let skip = mark.as_ref().map_or(0, |(_, end)| *end);
                paragraphs.push(Paragraph { tokens: tokens[skip..].to_vec(), mark: mark.map(|(m, _)| m) });
            }
        }
        before = Some(line);
    }
    for paragraph in &mut paragraphs {
        let end = (0..paragraph.tokens.len()).find_map(|i| phrase_at(&paragraph.tokens, i, ". / ."));
        if let Some(end) = end {
            paragraph.tokens.truncate(end - 2);
        }
    }
    let mut paragraphs: Vec<Paragraph> =
        paragraphs.into_iter().flat_map(|p| items::split(source, p)).collect();
    paragraphs.retain(|p| p.tokens.iter().any(|t| t.kind != Kind::Mark));
    paragraphs
}

/// An enumerator begins a paragraph, unless the wrapped line merely continues a name or a date:
/// "Sở Lao động\n- Thương binh", "trước ngày\n20. …".
fn begins(sofar: &[Token], line: &Line, mark: Option<&(Mark, usize)>) -> bool {
    let Some((mark, _)) = mark else { return false };
    if line.blank_above {
        return true;
    }
    let last = sofar.last();
    match mark {
        Mark::Arabic(_) => last.is_none_or(|t| !t.is("ngày") && !t.is("tháng") && !t.is("số") && !t.is(",")),
        Mark::Dash => last.is_none_or(|t| !t.is("động") && !t.is(",")),
        _ => true,
    }
}

/// A point with what stands under it.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub mark: Mark,
    /// Its own paragraph without the enumerator.
    pub tokens: Vec<Token>,
    /// Unnumbered paragraphs under it.
    pub more: Vec<Vec<Token>>,
    pub children: Vec<Point>,
    /// The unnumbered paragraph above the first point of its list.
    pub lead_in: Option<usize>,
}

/// A letter's text: unnumbered paragraphs before, the points, unnumbered paragraphs after.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub preamble: Vec<Vec<Token>>,
    pub points: Vec<Point>,
    pub closing: Vec<Vec<Token>>,
}

/// Builds the tree. Unnumbered paragraphs between points belong to the point above them, those
/// behind the last point are the closing, unless the point has only a heading.
pub(super) fn outline(mut paragraphs: Vec<Paragraph>) -> Outline {
    read_ones(&mut paragraphs);
    let mut outline = Outline::default();
    let last_mark = paragraphs.iter().rposition(|p| p.mark.is_some());
    let bullets_only = paragraphs.iter().all(|p| p.mark.as_ref().is_none_or(Mark::is_bullet));
    let first_numbered = paragraphs.iter().position(|p| p.mark.as_ref().is_some_and(|m| !m.is_bullet()));
    let mut stack: Vec<Point> = Vec::new();
    for (i, paragraph) in paragraphs.into_iter().enumerate() {
        let Paragraph { tokens, mark } = paragraph;
        let early_bullet =
            mark.as_ref().is_some_and(Mark::is_bullet) && !bullets_only && first_numbered > Some(i);
        match mark {
            Some(mark) if !early_bullet => {
                let lead_in = outline.preamble.len().checked_sub(1);
                let mark = settle(mark, &stack);
                let depth = depth_of(&mark, &stack);
                close(&mut stack, depth, &mut outline.points);
                let (tokens, children) = items::inline(tokens);
                stack.push(Point { mark, tokens, more: Vec::new(), children, lead_in });
            }
            _ if stack.is_empty() && outline.points.is_empty() => outline.preamble.push(tokens),
            _ if last_mark < Some(i) && !open_heading(stack.last()) && field(&tokens).is_none() => {
                outline.closing.push(tokens);
            }
            _ => {
                if let Some(point) = stack.last_mut() {
                    point.more.push(tokens);
                }
            }
        }
    }
    close(&mut stack, 0, &mut outline.points);
    outline
}

/// The paragraphs of the points; dashes under "Trong đó:" belong to the sentence above them.
pub(super) fn texts(points: &[Point], found: &mut Vec<Vec<Token>>) {
    for point in points {
        let mut whole = point.tokens.clone();
        if whole.last().is_some_and(|t| t.is(":")) {
            let below = point.children.iter().filter(|c| c.mark.is_bullet()).flat_map(|c| &c.tokens);
            whole.extend(below.cloned());
        }
        found.push(whole);
        found.extend(point.more.iter().cloned());
        texts(&point.children, found);
    }
}

/// Where the text of a point begins whose number does not follow the one before it: "2." without
/// a "1.", "4." behind "2.". What is missing may be an order that was not read.
pub(super) fn gaps(points: &[Point]) -> Vec<usize> {
    let mut gaps = Vec::new();
    walk_gaps(points, &mut [0; 12], &mut gaps);
    gaps
}

fn walk_gaps(points: &[Point], last: &mut [usize; 12], gaps: &mut Vec<usize>) {
    for point in points {
        let number = match &point.mark {
            Mark::Arabic(path) => path.last().and_then(|n| usize::try_from(*n).ok()),
            Mark::Roman(n) | Mark::Article(n) => usize::try_from(*n).ok(),
            Mark::Letter(letter) => letter_at(*letter).map(|at| at + 1),
            _ => None,
        };
        if let Some(number) = number {
            let before = &mut last[point.mark.rank()];
            // A list may begin again, and a number may be printed twice.
            if number > *before + 1
                && let Some(token) = point.tokens.first()
            {
                gaps.push(token.from);
            }
            *before = number;
        }
        walk_gaps(&point.children, last, gaps);
    }
}

/// A heading without words of its own below it yet: its text is still to come.
fn open_heading(point: Option<&Point>) -> bool {
    point.is_some_and(|p| {
        p.more.is_empty()
            && !p.mark.is_bullet()
            && (!ends_sentence(p.tokens.last()) || p.tokens.last().is_some_and(|t| t.is(":")))
            && p.tokens.len() < 25
    })
}

/// How many of the open points hold a point with `mark`. A list goes on with
/// its kind; a first "a)" below "(1)" and a first "1." below "a)" begin a list inside it.
fn depth_of(mark: &Mark, stack: &[Point]) -> usize {
    let same = |p: &Point| p.mark.rank() == mark.rank();
    let holds = |rank: usize| stack.last().is_some_and(|p| p.mark.rank() == rank);
    let inner = match mark {
        Mark::Letter('a') => holds(Mark::Paren(1).rank()),
        Mark::Arabic(path) if *path == [1] => holds(Mark::Letter('a').rank()),
        _ => false,
    };
    let by_rank = || stack.iter().position(|p| p.mark.rank() >= mark.rank());
    let goes_on = stack.iter().rposition(same);
    goes_on.or_else(|| if inner { None } else { by_rank() }).unwrap_or(stack.len())
}

/// Moves the points behind the first `depth` from the stack to their parents.
fn close(stack: &mut Vec<Point>, depth: usize, roots: &mut Vec<Point>) {
    while stack.len() > depth {
        let Some(point) = stack.pop() else { return };
        match stack.last_mut() {
            Some(parent) => parent.children.push(point),
            None => roots.push(point),
        }
    }
}

/// "C." after "B." is a letter, after nothing "I." is a Roman one; "c." in a list of "a." too.
fn settle(mark: Mark, stack: &[Point]) -> Mark {
    let upper = stack.iter().find_map(|p| match p.mark {
        Mark::Upper(letter) => Some(letter),
        _ => None,
    });
    match (&mark, upper) {
        (Mark::Roman(n @ (5 | 10)), Some(letter)) => {
            let as_letter = if *n == 5 { 'V' } else { 'X' };
            if u32::from(letter) + 1 == u32::from(as_letter) { Mark::Upper(as_letter) } else { mark }
        }
        (Mark::Roman(1), Some('H')) => Mark::Upper('I'),
        _ => mark,
    }
}

/// The number a mark shows, for lists that go on.
pub(super) fn label(mark: &Mark) -> String {
    match mark {
        Mark::Upper(letter) | Mark::Letter(letter) => letter.to_string(),
        Mark::Roman(n) => ROMAN.get(*n as usize - 1).map_or_else(|| n.to_string(), |r| (*r).to_owned()),
        Mark::Article(n) => format!("Đ{n}"),
        Mark::Inline(n) => ROMAN.get(*n as usize - 1).map_or_else(|| n.to_string(), |r| r.to_lowercase()),
        Mark::Paren(n) => n.to_string(),
        Mark::Arabic(path) => path.iter().map(u32::to_string).collect::<Vec<_>>().join("."),
        Mark::Dash => "-".to_owned(),
        Mark::Plus => "+".to_owned(),
    }
}

/// Whether `token` can count as a row number of a table: "5", "II".
pub(super) fn row_number(tokens: &[Token]) -> Option<String> {
    let first = tokens.first()?;
    let alone = tokens.len() == 1 || tokens.len() == 2 && tokens[1].is(".");
    (alone && ordinal(first).is_some()).then(|| first.key.to_uppercase())
}
