//! Words sought in folded text.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use crate::text;

/// Adds `begins_word(folded, words)`: whether every one of the folded words begins a word of the text.
/// It is used in queries alone, never in the schema, so other tools can still write the file.
pub(super) fn add_functions(conn: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_scalar_function("begins_word", 2, flags, |context| {
        let folded = context.get_raw(0).as_str()?;
        let words = context.get_raw(1).as_str()?;
        Ok(has_words(folded, words))
    })
}

/// What was typed, ready for `begins_word`.
pub(super) fn words(typed: &str) -> String {
    text::fold(&text::clean_line(typed))
}

/// `words` are separated by blanks; a word may itself hold a slash or hyphen ("1792/ubnd").
fn has_words(folded: &str, words: &str) -> bool {
    words.split_whitespace().all(|word| {
        folded.match_indices(word).any(|(at, _)| {
            let before = folded.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|c| !c.is_alphanumeric())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginnings() {
        let folded = "1792/ubnd-nc ra soat lai cac nhiem vu (cchc)";
        for (typed, found) in [
            ("", true),
            ("Rà soát", true),
            ("nhiệm rà", true),
            ("ubnd", true),
            ("1792/UBND", true),
            ("cchc", true),
            ("oat", false),
            ("rà không", false),
        ] {
            assert_eq!(has_words(folded, &words(typed)), found, "{typed}");
        }
    }
}
