//! Marks of urgency and secrecy (Decree 30/2020/NĐ-CP, article 8.3): stamps, never words of the text.
//!
//! Border: which mark stands where; what follows from it is decided in [`super::reader`].

use super::draft::Secrecy;
use super::header::Found;
use super::lines::{Line, Piece};
use super::source::Source;
use super::token::{Gap, Token, any_at, find_phrase, phrase_at};
use super::words::{BODIES, PLAIN_WORDS};
use crate::domain::directive::Urgency;

const URGENT: [(&str, Urgency); 4] = [
    ("hỏa tốc hẹn giờ", Urgency::Express),
    ("hỏa tốc", Urgency::Express),
    ("thượng khẩn", Urgency::VeryUrgent),
    ("khẩn", Urgency::Urgent),
];
const SECRET: [Secrecy; 3] = [Secrecy::TopSecret, Secrecy::HighlySecret, Secrecy::Secret];

/// The words of stamps as they stand without blanks, longer ones first: a printed stamp may be
/// spaced letter by letter, and marks of both sorts are often put on one line.
const STAMPS: [(&str, Option<Secrecy>); 12] = [
    ("tuyệtmật", Some(Secrecy::TopSecret)),
    ("tốimật", Some(Secrecy::HighlySecret)),
    ("mứcđộmật", None),
    ("mứcđộkhẩn", None),
    ("độmật", None),
    ("độkhẩn", None),
    ("mật", Some(Secrecy::Secret)),
    ("hỏatốchẹngiờ", None),
    ("hỏatốc", None),
    ("hoảtốc", None),
    ("thượngkhẩn", None),
    ("khẩn", None),
];
/// What a stamp may call the paper it is on.
const PAPERS: [&str; 3] = ["côngđiện", "vănbản", "tàiliệu"];
/// Words with which "mật" is one word of the language: "bí mật", "bảo mật", or the thing named.
const COMPOUNDS: [&str; 9] = ["và", "bí", "bảo", "cơ", "thân", "độ", "liệu", "bản", "tin"];
/// "Mật vụ", "mật báo": bodies' words that make another word of "mật" before them.
const OTHER_WORDS: [&str; 3] = ["vụ", "báo", "hội"];

/// The words of a stamp, without "Độ khẩn:" before it.
fn words(tokens: &[Token]) -> Vec<Token> {
    let words: Vec<Token> = tokens.iter().filter(|t| t.is_word()).cloned().collect();
    let labels = ["độ khẩn", "mức độ khẩn", "công điện", "văn bản"];
    words[any_at(&words, 0, &labels).unwrap_or(0)..].to_vec()
}

fn is(words: &[Token], mark: &str) -> bool {
    // "K H Ẩ N": a stamp may be spaced letter by letter.
    let letters = || words.iter().map(|t| t.key.as_str()).collect::<String>() == mark.replace(' ', "");
    phrase_at(words, 0, mark) == Some(words.len())
        || words.iter().all(|t| t.key.chars().count() == 1) && !words.is_empty() && letters()
}

/// The secrecy named by words that are nothing but a stamp, and whether the paper is named too.
fn stamp(tokens: &[Token]) -> Option<(Secrecy, bool)> {
    let all: String = tokens.iter().filter(|t| t.is_word()).map(|t| t.key.as_str()).collect();
    let (mut rest, mut found, mut paper) = (all.as_str(), None, false);
    while !rest.is_empty() {
        if let Some(after) = PAPERS.iter().find_map(|word| rest.strip_prefix(word)) {
            (rest, paper) = (after, true);
            continue;
        }
        let (after, mark) =
            STAMPS.iter().find_map(|(word, mark)| rest.strip_prefix(word).map(|after| (after, *mark)))?;
        (rest, found) = (after, found.or(mark));
    }
    found.map(|mark| (mark, paper))
}

fn is_compound(before: Option<&Token>) -> bool {
    before.is_some_and(|t| COMPOUNDS.contains(&t.key.as_str()))
}

/// A mark of secrecy on a line of its own, wherever in the document it stands: a secret that slips
/// in is worse than a letter refused. Small letters may be the end of a wrapped line instead.
fn stamped(source: &Source, lines: &[Line]) -> Option<Secrecy> {
    lines.iter().enumerate().find_map(|(i, line)| {
        let tokens = line.tokens();
        let short = line.to - line.from <= 120 && tokens.iter().all(|t| t.number().is_none());
        let (mark, paper) = short.then(|| stamp(tokens)).flatten()?;
        let small = source.slice(line.from, line.to).chars().any(char::is_lowercase);
        let wrapped = !line.blank_above
            && (!tokens.iter().find(|t| t.is_word())?.capital
                || i > 0 && is_compound(lines[i - 1].tokens().last()));
        (!(wrapped || paper && small)).then_some(mark)
    })
}

/// What stands beside a stamp where the blanks between two columns were lost.
fn is_furniture(tokens: &[Token]) -> bool {
    const FIRST: [&str; 8] =
        ["cộng hòa xã hội", "độc lập -", "đảng cộng sản", "số :", "số", "kính gửi", "v / v", "công điện"];
    let tokens = tokens.iter().position(Token::is_word).map_or(&[][..], |from| &tokens[from..]);
    let body = BODIES.at(tokens, 0).is_some() && PLAIN_WORDS.at(tokens, 0).is_none() && tokens[0].capital;
    let dated = find_phrase(tokens, 0, ", ngày").is_some_and(|at| at.start <= 8);
    body || dated || any_at(tokens, 0, &FIRST).is_some() && tokens[0].capital
}

/// A stamp in one line with the words of the next column: "Tuyệt mật UỶ BAN NHÂN DÂN TỈNH …".
fn beside(source: &Source, tokens: &[Token]) -> Option<Secrecy> {
    (0..tokens.len()).filter(|&i| tokens[i].capital).find_map(|i| {
        let (mark, end) = SECRET.iter().find_map(|m| phrase_at(tokens, i, m.name()).map(|end| (*m, end)))?;
        let urgent = |t: &&Token| !t.is_word() || ["hỏa", "tốc", "thượng", "khẩn"].contains(&t.key.as_str());
        let left = i - tokens[..i].iter().rev().take_while(urgent).count();
        let right = end + tokens[end..].iter().take_while(urgent).count();
        let (before, after) = (&tokens[..left], &tokens[right..]);
        let capitals = !source.slice(tokens[i].from, tokens[end - 1].to).chars().any(char::is_lowercase);
        // "Nguyễn Văn Mật" is a name; behind the number a stamp may have small letters.
        let sure = capitals || end > i + 1 || left == 0 || any_at(before, 0, &["số"]).is_some();
        let fits = |part: &[Token]| !part.iter().any(Token::is_word) || is_furniture(part);
        let other = after.first().is_some_and(|t| OTHER_WORDS.contains(&t.key.as_str()));
        let alone = before.is_empty() && after.is_empty();
        (sure && !alone && !is_compound(before.last()) && !other && fits(before) && fits(after))
            .then_some(mark)
    })
}

/// "Độ mật: Tối mật" in a line with other words.
fn labelled(tokens: &[Token]) -> Option<Secrecy> {
    let at = find_phrase(tokens, 0, "độ mật :")?.end;
    SECRET.into_iter().find(|mark| phrase_at(tokens, at, mark.name()).is_some())
}

/// "Số: 2146/MẬT-UBND": the symbol names it.
fn in_symbol(tokens: &[Token]) -> Option<Secrecy> {
    let number = any_at(tokens, 0, &["số"]).is_some();
    let joint = |t: Option<&Token>| t.is_some_and(|t| matches!(t.key.as_str(), "/" | "-"));
    let named = |i: usize| {
        let (before, after) = (i.checked_sub(1).and_then(|b| tokens.get(b)), tokens.get(i + 1));
        tokens[i].is("mật") && (joint(before) && tokens[i].gap == Gap::None || joint(after))
    };
    (number && (0..tokens.len()).any(named)).then_some(Secrecy::Secret)
}

/// Letters printed apart beside other words: "T Ố I  M Ậ T  CỘNG HÒA …".
fn spaced(tokens: &[Token]) -> Option<Secrecy> {
    let single = |t: &Token| !t.is_word() || t.key.chars().count() == 1;
    tokens
        .chunk_by(|a, b| single(a) == single(b))
        .filter(|run| single(&run[0]))
        .find_map(|run| stamp(run).map(|(mark, _)| mark))
}

/// The last mark of urgency in the header.
pub(super) fn urgency(source: &Source, pieces: &[Piece]) -> Option<(Urgency, Found)> {
    pieces.iter().rev().find_map(|piece| {
        let words = words(&piece.tokens);
        let (_, mark) = URGENT.iter().find(|(mark, _)| is(&words, mark))?;
        Some((*mark, Found::new(source, &piece.tokens)?))
    })
}

/// The mark of secrecy: in a column of the header, beside other words there, or on a line of its
/// own anywhere. `header` counts the lines above the text.
pub(super) fn secrecy(source: &Source, lines: &[Line], header: usize, pieces: &[Piece]) -> Option<Secrecy> {
    let in_column = || {
        pieces.iter().enumerate().find_map(|(i, piece)| {
            let wrapped = i > 0 && is_compound(pieces[i - 1].tokens.last());
            let capital = piece.tokens.iter().find(|t| t.is_word()).is_some_and(|t| t.capital);
            let enumerated = super::points::enumerator(source, &piece.tokens).is_some();
            let plain = capital && !wrapped && !enumerated;
            plain.then(|| stamp(&piece.tokens)).flatten().map(|(mark, _)| mark)
        })
    };
    let in_line = |line: &Line| {
        let tokens = line.tokens();
        let found = in_symbol(tokens).or_else(|| labelled(tokens)).or_else(|| spaced(tokens));
        let apart = || line.pieces(source).iter().find_map(|piece| in_symbol(&piece.tokens));
        found.or_else(apart).or_else(|| beside(source, tokens))
    };
    stamped(source, lines).or_else(|| lines[..header].iter().find_map(in_line)).or_else(in_column)
}
