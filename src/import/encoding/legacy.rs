//! The two Vietnamese encodings before Unicode that letters in offices' archives still have: TCVN 5712 VN3
//! (fonts ".VnTime") and VNI (fonts "VNI-Times").
//!
//! Border: tables, and how a letter is put together from them.

use encoding_rs::WINDOWS_1252;
use unicode_normalization::UnicodeNormalization;

/// TCVN 5712:1993, character set VN3: bytes from A1 on. Capital letters with a tone are small ones in a font
/// of capitals.
#[rustfmt::skip]
const TCVN3: [(u8, &str); 12] = [
    (0xa1, "ĂÂÊÔƠƯĐăâêôơưđ"), (0xb5, "àảãáạ"), (0xbb, "ằẳẵắ"), (0xc6, "ặầẩẫấậè"), (0xce, "ẻẽéẹềểễếệìỉ"), (0xdc, "ĩíịò"),
    (0xe1, "ỏõóọồổỗốộờởỡớợù"), (0xf1, "ủũúụừửữứựỳỷỹýỵ"), (0x91, "‘’“”"), (0x96, "–—"), (0xa0, " "),
    (0x85, "…"),
];

/// VNI: a byte that follows a letter puts these marks on it. The code of a capital's mark is 0x20 less.
#[rustfmt::skip]
const VNI_MARKS: [(u8, &str); 17] = [
    (0xf9, "\u{301}"), (0xf8, "\u{300}"), (0xfb, "\u{309}"), (0xf5, "\u{303}"), (0xef, "\u{323}"),
    (0xe2, "\u{302}"), (0xe1, "\u{302}\u{301}"), (0xe0, "\u{302}\u{300}"), (0xe5, "\u{302}\u{309}"),
    (0xe3, "\u{302}\u{303}"), (0xe4, "\u{302}\u{323}"), (0xea, "\u{306}"), (0xe9, "\u{306}\u{301}"),
    (0xe8, "\u{306}\u{300}"), (0xeb, "\u{306}\u{323}"), (0xfa, "\u{306}\u{309}"), (0xfc, "\u{306}\u{303}"),
];

/// VNI: a byte that is a letter by itself. Those of capitals are 0x20 less.
#[rustfmt::skip]
const VNI_LETTERS: [(u8, char); 9] = [
    (0xf1, 'đ'), (0xed, 'í'), (0xec, 'ì'), (0xe6, 'ỉ'), (0xf3, 'ĩ'), (0xf2, 'ị'), (0xf4, 'ơ'), (0xf6, 'ư'), (0xee, 'ỵ'),
];

pub(super) fn tcvn3(bytes: &[u8]) -> String {
    let letter = |byte: u8| {
        let runs = TCVN3.iter().filter(|(first, _)| *first <= byte);
        runs.filter_map(|(first, run)| run.chars().nth(usize::from(byte - first))).next()
    };
    let text: String = bytes.iter().map(|byte| letter(*byte).unwrap_or_else(|| other(*byte))).collect();
    text.split_inclusive('\n').map(in_capitals).collect()
}

/// A line of capitals has its letters with tones as small ones; they are meant as capitals too.
fn in_capitals(line: &str) -> String {
    let capitals = line.chars().filter(char::is_ascii_uppercase).count();
    let is_capital = capitals >= 3 && !line.contains(|c: char| c.is_ascii_lowercase());
    if is_capital { line.to_uppercase() } else { line.to_owned() }
}

pub(super) fn vni(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        let small = if byte < 0xc0 { 0 } else { byte | 0x20 };
        let marks = VNI_MARKS.iter().find(|(code, _)| *code == small);
        let letter = VNI_LETTERS.iter().find(|(code, _)| *code == small);
        match (marks, letter) {
            (Some((_, marks)), _) if text.ends_with(|c| "aeouyAEOUYơưƠƯ".contains(c)) => {
                text.push_str(marks);
            }
            (_, Some((_, letter))) if byte == small => text.push(*letter),
            (_, Some((_, letter))) => text.extend(letter.to_uppercase()),
            _ => text.push(other(byte)),
        }
    }
    text.nfc().collect()
}

/// A sign that the encoding has in common with Windows.
fn other(byte: u8) -> char {
    WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or_default()
}
