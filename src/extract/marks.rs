//! Marks of urgency and secrecy (Decree 30/2020/NĐ-CP, article 8.3): stamps, never words of the text.
//!
//! Border: which mark stands where; what follows from it is decided in [`super::reader`].

use super::header::Found;
use super::lines::{Line, Piece};
use super::source::Source;
use super::token::{Token, any_at, phrase_at};

/// A mark in the words of the corpus ("thượng khẩn", "mật") and its place.
pub(super) type Mark = (&'static str, Found);

const SECRET: [&str; 3] = ["tuyệt mật", "tối mật", "mật"];

/// A mark of secrecy in capitals on a line of its own, wherever in the document it stands: a
/// secret that slips in is worse than a letter refused.
pub(super) fn stamped(source: &Source, lines: &[Line]) -> Option<Mark> {
    lines.iter().filter(|line| line.tokens().len() <= 4).find_map(|line| {
        let words: Vec<Token> = line.tokens().iter().filter(|t| t.is_word()).cloned().collect();
        let mark = SECRET.iter().find(|mark| phrase_at(&words, 0, mark) == Some(words.len()))?;
        let capitals = !source.slice(line.from, line.to).chars().any(char::is_lowercase);
        capitals.then(|| (*mark, Found::new(source, line.tokens()).unwrap_or_default()))
    })
}

/// The last mark of each sort in the header.
pub(super) fn read(source: &Source, pieces: &[Piece]) -> (Option<Mark>, Option<Mark>) {
    let (mut urgency, mut secrecy) = (None, None);
    const URGENT: [(&str, &str); 4] = [
        ("hỏa tốc hẹn giờ", "hỏa tốc"),
        ("hỏa tốc", "hỏa tốc"),
        ("thượng khẩn", "thượng khẩn"),
        ("khẩn", "khẩn"),
    ];
    for piece in pieces {
        let words: Vec<Token> = piece.tokens.iter().filter(|t| t.is_word()).cloned().collect();
        let words =
            any_at(&words, 0, &["độ khẩn", "độ mật", "mức độ khẩn", "mức độ mật", "công điện", "văn bản"])
                .map_or(&words[..], |end| &words[end..]);
        let is = |mark: &str| phrase_at(words, 0, mark) == Some(words.len());
        let found = || Found::new(source, &piece.tokens).unwrap_or_default();
        if let Some((_, mark)) = URGENT.iter().find(|(mark, _)| is(mark)) {
            urgency = Some((*mark, found()));
        }
        // "Số: 05/BC-UBND MẬT": the stamp beside the number.
        let beside = |mark: &str| {
            let from = words.len().saturating_sub(mark.split(' ').count());
            piece.starts("số")
                && words[from..].first().is_some_and(|t| t.capital)
                && phrase_at(words, from, mark).is_some()
        };
        if let Some(mark) = SECRET.iter().find(|mark| is(mark) || beside(mark)) {
            secrecy = Some((*mark, found()));
        }
    }
    (urgency, secrecy)
}
