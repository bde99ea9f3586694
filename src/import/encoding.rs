//! Bytes of a plain text → text. UTF-8 and what a byte order mark names are what they say; of the others
//! the reading is taken that gives the most Vietnamese syllables.
//!
//! Border: encodings only. The tables of the two encodings of the time before Unicode are in [`legacy`].

mod legacy;

use crate::text::{self, is_syllable};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

/// A text in any of the encodings; `None` for what is no text in any.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    if let Some(text) = marked(bytes) {
        return Some(text);
    }
    match plain(bytes) {
        Some(text) => Some(rewritten(&text).unwrap_or(text)),
        None if bytes.contains(&0) => best([wide(bytes, UTF_16LE), wide(bytes, UTF_16BE)]),
        None => {
            let of_windows = WINDOWS_1258.decode_without_bom_handling_and_without_replacement(bytes);
            let of_windows = of_windows.map(|text| text::nfc(&text));
            // A few bytes may be damaged; what they were stays marked.
            let damaged = String::from_utf8_lossy(bytes).into_owned();
            best([of_windows, Some(legacy::tcvn3(bytes)), Some(legacy::vni(bytes)), Some(damaged)])
        }
    }
}

/// What a byte order mark says it is, and is.
pub(super) fn marked(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, UTF_16LE),
        [0xfe, 0xff, rest @ ..] => wide(rest, UTF_16BE),
        [0xef, 0xbb, 0xbf, rest @ ..] => plain(rest),
        _ => None,
    }
}

/// UTF-8. A NUL is the sign of a binary file or of UTF-16.
pub(super) fn plain(bytes: &[u8]) -> Option<String> {
    let text = str::from_utf8(bytes).ok()?;
    (!text.contains('\0')).then(|| text.to_owned())
}

fn wide(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.contains('\0')).then(|| text.into_owned())
}

/// Unicode by its bytes, but with the letters that an older Vietnamese font shows as others ("Kính gôûi").
/// Also what is left when a file of such a font is stored anew by a program that does not know it.
fn rewritten(text: &str) -> Option<String> {
    let is_of_old_font = |c: char| ('\u{a1}'..='\u{ff}').contains(&c);
    // No letter of the old fonts is beyond Latin-1, and most Vietnamese words have one that is.
    if !text.contains(is_of_old_font) || text.contains(|c| ('\u{1ea0}'..='\u{1ef9}').contains(&c)) {
        return None;
    }
    let (bytes, _, is_other) = WINDOWS_1252.encode(text);
    let old = best([Some(legacy::tcvn3(&bytes)), Some(legacy::vni(&bytes))]).filter(|_| !is_other)?;
    (share(&old) > share(text)).then_some(old)
}

/// The reading with the most Vietnamese in it, where that is enough to be a text.
fn best<const N: usize>(readings: [Option<String>; N]) -> Option<String> {
    let is_text = |text: &String| !text.contains(|c: char| c.is_control() && !"\t\r\n\u{c}".contains(c));
    let shares = readings.into_iter().flatten().filter(is_text).map(|text| (share(&text), text));
    let (share, text) = shares.max_by_key(|(share, _)| *share)?;
    (share >= ENOUGH).then_some(text)
}

/// Of a thousand words with a letter beyond ASCII, how many must be syllables. Names and slips are not.
const ENOUGH: usize = 600;

/// So many of the first of these words are looked at: a letter has no more, and 20 MB of others are not waited for.
const LOOKED_AT: usize = 5_000;

/// Of a thousand words that have a letter beyond ASCII, how many are Vietnamese syllables.
fn share(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphanumeric() && !c.is_ascii_punctuation() && c.is_ascii());
    let words = words.map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation() || c.is_ascii_digit()));
    let marked = words.filter(|word| !word.is_ascii()).take(LOOKED_AT);
    let (mut n, mut good) = (0, 0);
    for word in marked {
        n += 1;
        good += usize::from(is_syllable(word));
    }
    good * 1000 / usize::max(n, 1)
}

#[cfg(test)]
mod tests;
