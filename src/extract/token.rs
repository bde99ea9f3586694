//! Words, numbers and marks of a letter with their places, and matching of phrases over them.
//!
//! Border: no meaning. A phrase is written in lower case with the new tone placement ("ủy ban",
//! "hóa"); line breaks and runs of blanks inside it do not matter.

use std::ops::Range;

use super::source::Source;
use crate::domain::task::Span;
use crate::text::fold;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Mark,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    Space,
    Line,
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    /// NFC bytes `[from, to)`.
    pub from: usize,
    pub to: usize,
    /// Lower case, one tone placement, one kind of dash and quote.
    pub key: String,
    pub kind: Kind,
    pub gap: Gap,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Has a second capital: "UBND", "PTNT".
    pub short: bool,
    /// Letters of it were lost on the way; any may have stood there.
    pub lost: bool,
}

/// What stands for a letter whose font or encoding did not say which it is.
pub(super) const LOST: char = char::REPLACEMENT_CHARACTER;

impl Token {
    pub fn is(&self, key: &str) -> bool {
        self.key == key || self.lost && may_be(&self.key, key)
    }

    /// Whether it is this word but for marks.
    pub fn folds_to(&self, word: &str) -> bool {
        let plain = fold(&self.key);
        plain == word || self.lost && may_be(&plain, word)
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// A number of at most nine digits.
    pub fn number(&self) -> Option<u32> {
        (self.kind == Kind::Number && self.key.len() <= 9).then(|| self.key.parse().ok()).flatten()
    }
}

/// Whether a word that lost letters may have been this one.
fn may_be(lost: &str, word: &str) -> bool {
    let mut letters = word.chars();
    lost.chars().all(|c| letters.next().is_some_and(|letter| c == letter || c == LOST))
        && letters.next().is_none()
}

/// Marks that carry no meaning in running text: emphasis and OCR dirt.
fn is_noise(c: char) -> bool {
    matches!(c, '*' | '_' | '~' | '`' | '^' | '\u{feff}' | '\u{200b}' | '\u{ad}' | '|') || c.is_control()
}

/// Appends the tokens of the NFC range `[from, to)`, which is (part of) one line.
pub(super) fn push_tokens(source: &Source, from: usize, to: usize, out: &mut Vec<Token>) {
    let text = source.slice(from, to);
    let (mut gap, start) = (Gap::Line, out.len());
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() || is_noise(c) {
            // Emphasis does not separate: "29/12/2020.**/." ends as "29/12/2020./.".
            if c.is_whitespace() && gap == Gap::None {
                gap = Gap::Space;
            }
            continue;
        }
        let kind = kind_of(c);
        let mut end = at + c.len_utf8();
        while let Some(&(next, d)) = chars.peek() {
            if kind == Kind::Mark || kind_of(d) != kind || is_noise(d) || d.is_whitespace() {
                break;
            }
            end = next + d.len_utf8();
            chars.next();
        }
        let word = text.get(at..end).unwrap_or_default();
        let (from, to, key) = (from + at, from + end, key(word));
        let short = word.chars().nth(1).is_some_and(char::is_uppercase);
        let lost = key.contains(LOST);
        let capital = word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        out.push(Token { from, to, key, kind, gap, capital, short, lost });
        gap = Gap::None;
        join_misread(source, start, out);
    }
}

/// A scan has "3l/12/2026", "1O/11", "l00%": letters glued to the digits of a day or share are digits.
fn join_misread(source: &Source, start: usize, out: &mut Vec<Token>) {
    let [.., first, second, mark] = &out[start..] else { return };
    let glued = second.gap == Gap::None && mark.gap == Gap::None && matches!(mark.key.as_str(), "/" | "%");
    let digits = |t: &Token| -> Option<String> {
        let digit = |c| match c {
            'l' | 'I' => Some('1'),
            'O' | 'o' => Some('0'),
            c => c.is_ascii_digit().then_some(c),
        };
        source.slice(t.from, t.to).chars().map(digit).collect()
    };
    let numbers = [first, second].into_iter().filter(|t| t.kind == Kind::Number).count();
    if !glued || numbers != 1 || [first, second].into_iter().any(|t| t.key.len() > 2) {
        return;
    }
    if let (Some(head), Some(tail)) = (digits(first), digits(second)) {
        let (to, at) = (second.to, out.len() - 3);
        out.remove(at + 1);
        out[at] = Token { to, key: head + &tail, kind: Kind::Number, capital: false, ..out[at].clone() };
    }
}

fn kind_of(c: char) -> Kind {
    // The letters of Vietnamese lie in two ranges; asking the tables of Unicode is slow.
    let latin = matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    if c.is_ascii_digit() {
        Kind::Number
    } else if c.is_ascii() && !latin || matches!(c, '×' | '÷') {
        Kind::Mark
    } else if latin
        || plain(c) == LOST
        || c.is_alphabetic()
        || unicode_normalization::char::is_combining_mark(c)
    {
        Kind::Word
    } else {
        Kind::Mark
    }
}

/// The form in which words are compared; of several words, each by itself.
pub(super) fn key(words: &str) -> String {
    let mut low: Vec<char> = words.chars().flat_map(char::to_lowercase).map(plain).collect();
    for word in low.split_mut(|c| !c.is_alphabetic()) {
        place_tone(word);
    }
    // "Quí" and "quý", "học kì" and "học kỳ" are one word.
    match low[..] {
        ['q', 'u', 'í'] => low[2] = 'ý',
        ['k', 'ì'] => low[1] = 'ỳ',
        _ => {}
    }
    // Before a consonant "uơ" is a mistyped or misread "ươ": "truớc".
    for i in 0..low.len().saturating_sub(2) {
        if low[i] == 'u' && "ơờớởỡợ".contains(low[i + 1]) && low[i + 2].is_alphabetic() {
            low[i] = 'ư';
        }
        // And "ưo" one of "ươ": "trưóc", "hưóng".
        if low[i] == 'ư'
            && let Some(tone) = "oòóỏõọ".chars().position(|c| c == low[i + 1])
        {
            low[i + 1] = "ơờớởỡợ".chars().nth(tone).unwrap_or('ơ');
        }
    }
    low.into_iter().collect()
}

fn plain(c: char) -> char {
    match c {
        'ð' => 'đ',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '“' | '”' | '„' | '«' | '»' => '"',
        '’' | '‘' => '\'',
        '•' | '●' | '·' | '▪' | '\u{f0b7}' | '\u{f0a7}' => '•',
        // Letters that only their font knows. Bullets come from where symbols lie.
        '\u{e000}'..='\u{efff}' | '\u{f100}'..='\u{f8ff}' => LOST,
        other => other,
    }
}

/// "hoà", "uỷ" → "hòa", "ủy": both placements are in official use (VIETNAMESE §4).
fn place_tone(word: &mut [char]) {
    const MOVES: [(char, &str, &str, char); 3] =
        [('o', "àáảãạ", "òóỏõọ", 'a'), ('o', "èéẻẽẹ", "òóỏõọ", 'e'), ('u', "ỳýỷỹỵ", "ùúủũụ", 'y')];
    let [before @ .., first, last] = word else { return };
    if before.last() == Some(&'q') {
        return;
    }
    for (vowel, old, new, bare) in MOVES {
        if *first == vowel
            && let Some(tone) = old.chars().position(|c| c == *last)
        {
            *first = new.chars().nth(tone).unwrap_or(vowel);
            *last = bare;
            return;
        }
    }
}

/// The end of `phrase` if it stands at `at`.
pub(super) fn phrase_at(tokens: &[Token], at: usize, phrase: &str) -> Option<usize> {
    // Most phrases fail on their first word; comparing prefixes keeps that to a few bytes.
    let mut rest = phrase;
    let mut i = at;
    loop {
        let token = tokens.get(i)?;
        rest = match rest.strip_prefix(token.key.as_str()) {
            None if token.lost => {
                let (word, behind) = rest.split_at(rest.find(' ').unwrap_or(rest.len()));
                may_be(&token.key, word).then_some(behind)?
            }
            behind => behind?,
        };
        i += 1;
        if rest.is_empty() {
            return Some(i);
        }
        rest = rest.strip_prefix(' ')?;
    }
}

/// Where `phrase` first stands at or after `from`.
pub(super) fn find_phrase(tokens: &[Token], from: usize, phrase: &str) -> Option<Range<usize>> {
    (from..tokens.len()).find_map(|at| phrase_at(tokens, at, phrase).map(|end| at..end))
}

pub(super) fn has_phrase(tokens: &[Token], phrase: &str) -> bool {
    find_phrase(tokens, 0, phrase).is_some()
}

pub(super) fn has_any(tokens: &[Token], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| has_phrase(tokens, phrase))
}

/// The end of the first of `phrases` that stands at `at`.
pub(super) fn any_at(tokens: &[Token], at: usize, phrases: &[&str]) -> Option<usize> {
    phrases.iter().find_map(|phrase| phrase_at(tokens, at, phrase))
}

/// `text` as the phrase that is matched: its keys, one space between.
pub(super) fn words_of(text: &str) -> String {
    let source = Source::new(text);
    let mut tokens = Vec::new();
    push_tokens(&source, 0, source.nfc.len(), &mut tokens);
    tokens.into_iter().map(|token| token.key).collect::<Vec<_>>().join(" ")
}

/// The bytes of the original from the first of `tokens` to the last, in whichever order they are.
pub(super) fn span_of<'a>(source: &Source, tokens: impl IntoIterator<Item = &'a Token>) -> Option<Span> {
    let ends = tokens.into_iter().map(|t| (t.from, t.to));
    let (from, to) = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    Some(source.span(from, to))
}

/// The words of `tokens` on one line, blanks and line breaks made one space.
pub(super) fn join(source: &Source, tokens: &[Token]) -> String {
    let mut out = String::new();
    for (i, token) in tokens.iter().enumerate() {
        if i > 0 && token.gap != Gap::None {
            out.push(' ');
        }
        out.push_str(source.slice(token.from, token.to));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_new_tone_placement_are_one_key() {
        for (written, wanted) in [
            ("UỶ", "ủy"),
            ("hoá", "hóa"),
            ("HOẢ", "hỏa"),
            ("quý", "quý"),
            ("Thuỵ", "thụy"),
            ("khoẻ", "khỏe"),
            ("Ðiều", "điều"),
        ] {
            assert_eq!(key(written), wanted);
        }
    }

    #[test]
    fn phrases_run_over_line_ends_and_emphasis() {
        let source = Source::new("trước  **ngày** 30");
        let mut tokens = Vec::new();
        push_tokens(&source, 0, source.nfc.len(), &mut tokens);
        assert_eq!(phrase_at(&tokens, 0, "trước ngày 30"), Some(3));
        assert_eq!(join(&source, &tokens), "trước ngày 30");
    }
}
