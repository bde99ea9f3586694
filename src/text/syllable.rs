//! How a syllable of Vietnamese is built: onset, vowels with at most one tone, coda.
//!
//! Border: single words; which words there are is not known here.

use unicode_normalization::UnicodeNormalization;

/// What a syllable begins with, and ends with.
const ONSETS: &str = "  b c ch d đ g gh gi h k kh l m n nh ng ngh p ph q qu r s t th tr v x ";
const CODAS: &str = "  c ch m n nh ng p t ";

/// What stands between onset and coda, without tones.
const NUCLEI: &str = " a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu iêu oa oă oai oao oay oe oeo oi oo \
    ôi ơi ua uâ uây uê ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu ye yê yêu ";

/// Whether a word is built as the syllables of Vietnamese are.
pub fn is_syllable(word: &str) -> bool {
    let mut tones = 0;
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let without: String = word
        .nfd()
        .filter(|c| {
            tones += usize::from(is_tone(c));
            !is_tone(c)
        })
        .nfc()
        .flat_map(char::to_lowercase)
        .collect();
    let is_vowel = |c: char| "aăâeêioôơuưy".contains(c);
    let Some(first) = without.find(is_vowel) else { return false };
    let last = without.rfind(is_vowel).map_or(first, |at| at + 1);
    let after = (last..=without.len()).find(|at| without.is_char_boundary(*at)).unwrap_or(without.len());
    let (onset, nucleus, coda) = (
        super::slice(&without, 0, first),
        super::slice(&without, first, after),
        super::slice(&without, after, without.len()),
    );
    let is_in = |list: &str, part: &str| list.contains(&format!(" {part} "));
    let is_nucleus = |nucleus: &str| !nucleus.is_empty() && is_in(NUCLEI, nucleus);
    // The vowel of "qu" and "gi" belongs to the onset where another follows.
    let rest = match onset {
        "q" => nucleus.strip_prefix('u'),
        "g" => nucleus.strip_prefix('i'),
        _ => None,
    };
    tones <= 1
        && is_in(ONSETS, onset)
        && is_in(CODAS, coda)
        && (is_nucleus(nucleus) || rest.is_some_and(is_nucleus))
}
