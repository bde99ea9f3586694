//! The issuing body, from the lines of the header or, where there are none, from the symbol.
//!
//! Border: names of bodies at the top of a letter; units inside the text are for [`super::units`].

use super::case;
use super::columns::label_at;
use super::header::Found;
use super::lines::Piece;
use super::source::Source;
use super::token::{Token, has_phrase, phrase_at};
use super::words::{BODIES, POSTS};

/// Codes of a symbol that name the body (DOMAIN §3.3); the locality comes from the place.
#[rustfmt::skip]
const SYMBOLS: [(&str, &str); 13] = [
    ("VPTW", "Văn phòng Trung ương Đảng"), ("VPCP", "Văn phòng Chính phủ"), ("TTg", "Thủ tướng Chính phủ"),
    ("CP", "Chính phủ"), ("BNV", "Bộ Nội vụ"), ("BTC", "Bộ Tài chính"), ("BTP", "Bộ Tư pháp"),
    ("BYT", "Bộ Y tế"), ("BGDĐT", "Bộ Giáo dục và Đào tạo"), ("SNV", "Sở Nội vụ"), ("STC", "Sở Tài chính"),
    ("STP", "Sở Tư pháp"), ("SYT", "Sở Y tế"),
];

/// The last body named in capitals. A parent line above it is not named, but "VĂN PHÒNG" alone
/// takes its body (corpus/SCHEMA `issuer`).
pub(super) fn from_lines(source: &Source, pieces: &[&Piece]) -> Option<Found> {
    let mut bodies: Vec<Vec<Token>> = Vec::new();
    let mut last_row = 0;
    for piece in pieces.iter().filter(|p| p.is_caps(source) && label_at(&p.tokens, 0).is_none()) {
        let long_number = piece.tokens.iter().any(|t| t.number().is_some() && t.key.len() > 2);
        // "/SNV-VP" alone is what a blank number left of its line.
        let symbol = piece.tokens.first().is_some_and(|t| t.is("/"));
        if symbol || long_number || !piece.tokens.iter().any(Token::is_word) {
            continue;
        }
        // "CÔNG AN TỈNH PHÚ THỌ - / SỞ GIÁO DỤC VÀ ĐÀO TẠO" write together.
        // So do "VĂN PHÒNG / HĐND VÀ UBND" and "CHỦ TỊCH / ỦY BAN NHÂN DÂN TỈNH" at the top.
        let office = |body: &Vec<Token>| {
            phrase_at(body, 0, "văn phòng").or_else(|| POSTS.at(body, 0)) == Some(body.len())
        };
        let joint = bodies.last().is_some_and(|body| office(body) || body.last().is_some_and(|t| t.is("-")));
        if BODIES.at(&piece.tokens, 0).is_some() && !joint {
            bodies.push(piece.tokens.clone());
        } else if let Some(body) = bodies.last_mut().filter(|_| piece.row <= last_row + 2) {
            body.extend(piece.tokens.iter().cloned());
        } else {
            continue;
        }
        last_row = piece.row;
    }
    let name = |tokens: &[Token]| {
        let found = Found::new(source, tokens)?;
        Some(Found { text: case::sentence(&found.text), ..found })
    };
    let (last, above) = bodies.split_last()?;
    let found = name(last)?;
    if phrase_at(last, 0, "văn phòng") != Some(last.len()) {
        return Some(found);
    }
    let parent = name(above.last()?)?.text.replace("Ủy ban nhân dân", "UBND");
    Some(Found { text: format!("{} {parent}", found.text), ..found })
}

/// From number, place and text, where the header's lines are missing. The text tells the level.
pub(super) fn from_symbol(number: &str, place: Option<&str>, body: &[Token]) -> Option<String> {
    const LEVELS: [&str; 8] = ["tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn"];
    let codes = || number.split(['/', '-']).skip(1);
    if codes().any(|code| code == "UBND") {
        let names = |level: &&&str| {
            has_phrase(body, &format!("ủy ban nhân dân {level}"))
                || has_phrase(body, &format!("ubnd {level}"))
        };
        let level = LEVELS.iter().find(names).unwrap_or(&LEVELS[0]);
        return place.map(|place| format!("Ủy ban nhân dân {level} {place}"));
    }
    SYMBOLS.iter().find(|(symbol, _)| codes().any(|code| code == *symbol)).map(|(_, name)| (*name).to_owned())
}
