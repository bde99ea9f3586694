//! Marks of urgency and secrecy (Decree 30/2020/NĐ-CP, article 8.3): stamps, never words of the text.
//!
//! Border: which mark stands where; what follows from it is decided in [`super::reader`].

use super::draft::Secrecy;
use super::header::Found;
use super::lines::{Line, Piece};
use super::source::Source;
use super::token::{Token, any_at, phrase_at};
use crate::domain::directive::Urgency;

const URGENT: [(&str, Urgency); 4] = [
    ("hỏa tốc hẹn giờ", Urgency::Express),
    ("hỏa tốc", Urgency::Express),
    ("thượng khẩn", Urgency::VeryUrgent),
    ("khẩn", Urgency::Urgent),
];
const SECRET: [Secrecy; 3] = [Secrecy::TopSecret, Secrecy::HighlySecret, Secrecy::Secret];

/// The words of a stamp, without "Độ khẩn:" before it.
fn words(tokens: &[Token]) -> Vec<Token> {
    let words: Vec<Token> = tokens.iter().filter(|t| t.is_word()).cloned().collect();
    let labels = ["độ khẩn", "độ mật", "mức độ khẩn", "mức độ mật", "công điện", "văn bản"];
    words[any_at(&words, 0, &labels).unwrap_or(0)..].to_vec()
}

fn is(words: &[Token], mark: &str) -> bool {
    phrase_at(words, 0, mark) == Some(words.len())
}

/// A mark of secrecy in capitals on a line of its own, wherever in the document it stands: a
/// secret that slips in is worse than a letter refused.
pub(super) fn stamped(source: &Source, lines: &[Line]) -> Option<Secrecy> {
    let short = lines.iter().filter(|line| line.tokens().len() <= 4);
    let mut capital = short.filter(|l| !source.slice(l.from, l.to).chars().any(char::is_lowercase));
    capital.find_map(|line| SECRET.into_iter().find(|mark| is(&words(line.tokens()), mark.name())))
}

/// The last mark of urgency in the header.
pub(super) fn urgency(source: &Source, pieces: &[Piece]) -> Option<(Urgency, Found)> {
    pieces.iter().rev().find_map(|piece| {
        let words = words(&piece.tokens);
        let (_, mark) = URGENT.iter().find(|(mark, _)| is(&words, mark))?;
        Some((*mark, Found::new(source, &piece.tokens)?))
    })
}

/// The last mark of secrecy in the header.
pub(super) fn secrecy(pieces: &[Piece]) -> Option<Secrecy> {
    pieces.iter().rev().find_map(|piece| {
        let words = words(&piece.tokens);
        // "Số: 05/BC-UBND MẬT": the stamp beside the number.
        let beside = |mark: &str| {
            let from = words.len().saturating_sub(mark.split(' ').count());
            piece.starts("số") && words[from].capital && phrase_at(&words, from, mark).is_some()
        };
        SECRET.into_iter().find(|mark| is(&words, mark.name()) || beside(mark.name()))
    })
}
