//! The two columns of a header put apart, also where a conversion left no gap between them.
//!
//! Border: what stands where; which words are number, date or subject is read in [`super::header`].

use super::dateline;
use super::lines::{Line, Piece};
use super::refs;
use super::source::Source;
use super::token::{Gap, Token, any_at, has_phrase};
use crate::text::fold;

/// Quốc hiệu, tiêu ngữ and the Party's heading, folded (Decree 30/2020/NĐ-CP, article 8.2 a).
const MOTTOS: [&[&str]; 3] = [
    &["cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam"],
    &["doc", "lap", "tu", "do", "hanh", "phuc"],
    &["dang", "cong", "san", "viet", "nam"],
];

/// The longest line that is looked at for parts, in tokens.
pub(super) const LONGEST: usize = 600;

/// The end of a motto at `at`, also of the first half that a narrow cell holds, or with letters that
/// a scan misread.
pub(super) fn motto_at(tokens: &[Token], at: usize) -> Option<usize> {
    if !tokens.get(at)?.capital {
        return None;
    }
    MOTTOS.iter().find_map(|words| {
        let (mut i, mut seen, mut right) = (at, 0, 0);
        while let Some(token) = tokens.get(i).filter(|_| seen < words.len()) {
            if token.is_word() {
                let same = token.folds_to(words[seen]);
                // Half a motto ends where other words begin.
                if !same && right >= 4 && seen + 2 < words.len() && !next_same(tokens, i, words, seen) {
                    break;
                }
                (seen, right) = (seen + 1, right + usize::from(same));
            } else if !token.is("-") {
                break;
            }
            i += 1;
        }
        let enough = right >= 4 || right >= 3 && seen == words.len();
        (enough && 3 * right >= 2 * seen).then_some(i)
    })
}

fn next_same(tokens: &[Token], i: usize, words: &[&str], seen: usize) -> bool {
    tokens.get(i + 1).is_some_and(|t| t.folds_to(words[seen + 1]))
}

/// The end of "Số:" at `at`, and whether a colon says that it is the label: "Số :", "Số.", "Sô:".
pub(super) fn label_at(tokens: &[Token], at: usize) -> Option<(usize, bool)> {
    let first = tokens.get(at)?;
    let apart = first.is("s") && tokens.get(at + 1).is_some_and(|t| t.folds_to("o"));
    if !first.capital || !(apart || first.folds_to("so")) {
        return None;
    }
    let mut end = at + if apart { 2 } else { 1 };
    let exact = apart || first.is("số") && !first.lost;
    let marks =
        tokens[end..].iter().take(2).take_while(|t| matches!(t.key.as_str(), ":" | "." | ";")).count();
    // "Số .../UBND": a row of dots is the blank to be filled in.
    let dotted = tokens[end..].iter().take(3).filter(|t| t.is(".")).count() == 3;
    end += if dotted { 0 } else { marks };
    (exact || marks > 0).then_some((end, marks > 0 && !dotted && !tokens[end - 1].is(".")))
}

/// The pieces of the left column, then those of the right: the lines of one cell then follow one
/// another. A line of one piece far right is the right column's where two columns stand above it.
pub(super) fn columns(source: &Source, lines: &[Line], is_heading: impl Fn(&Piece) -> bool) -> Vec<Piece> {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut two = false;
    for line in lines {
        let pieces: Vec<Piece> = line.pieces(source).into_iter().flat_map(|p| cut(source, p)).collect();
        let alone = pieces.len() == 1;
        let far = pieces.first().is_some_and(|first| first.column >= 30);
        two = if alone { two && !line.blank_above && far } else { true };
        for (i, piece) in pieces.into_iter().enumerate() {
            let is_left = if alone { !two || is_heading(&piece) } else { i == 0 || is_left_part(&piece) };
            (if is_left { &mut left } else { &mut right }).push(piece);
        }
    }
    without_tails(&mut right);
    left.extend(right);
    left
}

/// The end of a motto that a narrow column broke, "NAM" below "CỘNG HÒA … VIỆT", is nobody's name.
fn without_tails(column: &mut Vec<Piece>) {
    let is_tail = |above: &Piece, below: &Piece| {
        let last = above.tokens.last().filter(|_| motto_at(&above.tokens, 0) == Some(above.tokens.len()));
        let rest_of =
            |words: &&[&'static str]| words.iter().position(|word| last.is_some_and(|t| t.folds_to(word)));
        let goes_on = |(words, at): (&[&str], usize)| {
            let rest = &words[at + 1..];
            !rest.is_empty() && below.tokens.iter().map(|t| fold(&t.key)).eq(rest.iter().copied())
        };
        MOTTOS.into_iter().filter_map(|words| Some((words, rest_of(&words)?))).any(goes_on)
    };
    let tails: Vec<usize> = (1..column.len()).filter(|at| is_tail(&column[at - 1], &column[*at])).collect();
    tails.into_iter().rev().for_each(|at| drop(column.remove(at)));
}

/// What the left column begins with, wherever on its line it stands.
fn is_left_part(piece: &Piece) -> bool {
    label_at(&piece.tokens, 0).is_some_and(|(_, labelled)| labelled)
        || any_at(&piece.tokens, 0, &["v / v"]).is_some()
}

/// A piece cut where another part of a header begins: at a motto, "Số:", "V/v", the date
/// line, and behind the number.
fn cut(source: &Source, piece: Piece) -> Vec<Piece> {
    // "Trang 1UBND TỈNH …": the number of the page came first.
    let paged = piece.tokens[0].is("trang") && piece.tokens.get(1).is_some_and(|t| t.number().is_some());
    let tokens = &piece.tokens[if paged { 2 } else { 0 }..];
    if tokens.is_empty() {
        return Vec::new();
    }
    // No header is that long.
    if tokens.len() > LONGEST {
        return vec![piece];
    }
    let mut cuts = vec![0, tokens.len()];
    if tokens[0].is_word() && tokens[0].capital || tokens.iter().any(|t| t.is("/")) {
        let mut i = 0;
        while i < tokens.len() {
            i = match part_at(source, tokens, i) {
                Some(end) => {
                    cuts.extend([i, end]);
                    end.max(i + 1)
                }
                None => i + 1,
            };
        }
        if let Some(date) = dateline::find(source, tokens) {
            cuts.extend([date.place.start, date.at.end]);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let parts = cuts.windows(2).map(|ends| &tokens[ends[0]..ends[1]]);
    // A lone mark between two parts is a rule or a blank.
    let parts = parts.filter(|part| part.iter().any(|t| t.is_word() || t.number().is_some()));
    parts.map(|part| glued(&piece, part)).collect()
}

fn glued(piece: &Piece, part: &[Token]) -> Piece {
    let mut tokens = part.to_vec();
    tokens[0].gap = Gap::Line;
    Piece { from: tokens[0].from, to: tokens[tokens.len() - 1].to, tokens, ..*piece }
}

/// The end of a motto, number or "V/v" of the header at `at`.
fn part_at(source: &Source, tokens: &[Token], at: usize) -> Option<usize> {
    let caps = |token: &Token| !source.slice(token.from, token.to).chars().any(char::is_lowercase);
    // Inside a sentence "số" and "V/v" stand behind small letters.
    let begins = at == 0 || caps(&tokens[at - 1]) || at > 1 && has_phrase(&tokens[..at], "hạnh phúc");
    if let Some(end) = motto_at(tokens, at).filter(|_| begins) {
        return Some(end);
    }
    // Without a colon "SỐ 12/QĐ-UBND NGÀY …" names another document.
    if let Some((end, true)) = label_at(tokens, at).filter(|_| begins) {
        let mark = (end..tokens.len().min(end + 8)).find(|&i| tokens[i].is("/") || tokens[i].is("-"))?;
        return refs::symbol_end(source, tokens, mark);
    }
    // The line runs on to its end, or to the date.
    (at > 0 && begins && any_at(tokens, at, &["v / v"]).is_some()).then_some(at)
}
