//! The issuing body, from the lines of the header or, where there are none, from the symbol.
//!
//! Border: names of bodies at the top of a letter; units inside the text are for [`super::units`].

use super::case;
use super::header::Found;
use super::lines::Piece;
use super::source::Source;
use super::token::{Token, any_at, has_phrase, phrase_at};

/// Words a body's name begins with.
#[rustfmt::skip]
const BODIES: [&str; 44] = [
    "ủy ban", "ubnd", "hội đồng", "hđnd", "sở", "ban", "văn phòng", "bộ", "cục", "chi cục", "tổng cục",
    "trung tâm", "phòng", "trường", "thanh tra", "chính phủ", "thủ tướng", "chủ tịch", "đảng ủy",
    "tỉnh ủy", "huyện ủy", "thành ủy", "công an", "kho bạc", "bảo hiểm", "viện", "tòa án", "công ty",
    "tổng công ty", "ngân hàng", "đoàn", "hội", "tổ", "liên đoàn", "vụ", "đài", "báo", "quân khu",
    "quốc hội", "đại học", "học viện", "hải quan", "thuế", "quỹ",
];

/// Codes of a symbol that name the body (DOMAIN §3.3); the locality comes from the place.
#[rustfmt::skip]
const SYMBOLS: [(&str, &str); 13] = [
    ("VPTW", "Văn phòng Trung ương Đảng"), ("VPCP", "Văn phòng Chính phủ"), ("TTg", "Thủ tướng Chính phủ"),
    ("CP", "Chính phủ"), ("BNV", "Bộ Nội vụ"), ("BTC", "Bộ Tài chính"), ("BTP", "Bộ Tư pháp"),
    ("BYT", "Bộ Y tế"), ("BGDĐT", "Bộ Giáo dục và Đào tạo"), ("SNV", "Sở Nội vụ"), ("STC", "Sở Tài chính"),
    ("STP", "Sở Tư pháp"), ("SYT", "Sở Y tế"),
];

fn starts_body(tokens: &[Token]) -> bool {
    any_at(tokens, 0, &BODIES).is_some()
}

/// The last body named in capitals above row `limit`. A parent line above it is not named, but
/// "VĂN PHÒNG" alone takes its body (corpus/SCHEMA `issuer`).
pub(super) fn from_lines(source: &Source, pieces: &[Piece], limit: usize) -> Option<Found> {
    let mut bodies: Vec<Vec<Token>> = Vec::new();
    let mut last_row = 0;
    for piece in pieces.iter().filter(|p| p.row < limit && p.is_caps(source)) {
        let words = piece.tokens.iter().filter(|t| t.is_word()).count();
        let is_other = ["cộng hòa xã hội", "độc lập", "số", "đảng cộng sản"].iter().any(|w| piece.starts(w));
        if is_other || words == 0 || piece.tokens.iter().any(|t| t.number().is_some() && t.key.len() > 2) {
            continue;
        }
        let new = starts_body(&piece.tokens);
        if new {
            bodies.push(piece.tokens.clone());
            last_row = piece.row;
        } else if let Some(body) = bodies.last_mut().filter(|_| piece.row <= last_row + 2) {
            body.extend(piece.tokens.iter().cloned());
            last_row = piece.row;
        }
    }
    let last = bodies.last()?;
    let mut found = Found::new(source, last)?;
    found.text = case::sentence(&found.text);
    let bare_office = phrase_at(last, 0, "văn phòng") == Some(last.len());
    if bare_office && bodies.len() == 1 {
        return None;
    }
    if bare_office
        && let Some(parent) = bodies.len().checked_sub(2).and_then(|i| Found::new(source, &bodies[i]))
    {
        let parent = case::sentence(&parent.text).replace("Ủy ban nhân dân", "UBND");
        found.text = format!("{} {parent}", found.text);
    }
    Some(found)
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
