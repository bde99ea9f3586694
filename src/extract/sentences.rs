//! Sentences of a paragraph, and the one-line titles made of them.
//!
//! Border: cutting text; no meaning.

use super::case::upper_first;
use super::source::Source;
use super::token::{Gap, Kind, Token, join};

/// The sentences of `tokens`, each with its final mark.
pub(super) fn split(tokens: &[Token]) -> Vec<&[Token]> {
    let mut sentences = Vec::new();
    let mut from = 0;
    for i in 0..tokens.len() {
        let next = tokens.get(i + 1);
        let ends = tokens[i].is(".") || tokens[i].is("?") || tokens[i].is("!");
        if ends
            && next.is_some_and(|t| t.gap != Gap::None && (t.capital || t.kind == Kind::Mark))
            && !abbreviates(tokens, i)
        {
            sentences.push(&tokens[from..=i]);
            from = i + 1;
        }
    }
    if from < tokens.len() {
        sentences.push(&tokens[from..]);
    }
    sentences
}

/// "TT. Huyện ủy", "TP. Huế", "P. NC": the full stop of a short word in capitals.
fn abbreviates(tokens: &[Token], stop: usize) -> bool {
    stop.checked_sub(1).is_some_and(|i| {
        let word = &tokens[i];
        let first = i == 0
            || tokens[i - 1].is(".")
            || !matches!(word.key.as_str(), "tt" | "tp" | "p" | "q" | "ts" | "ths" | "bs");
        word.is_word() && word.capital && word.key.chars().count() <= 3 && !first
    })
}

/// The longest title a list can show in one line, in characters.
const TITLE: usize = 120;

/// One readable line: the first sentence, cut at a clause where it is long.
pub(super) fn title(source: &Source, tokens: &[Token]) -> String {
    let start = tokens.iter().position(|t| t.kind != Kind::Mark || t.is("(") || t.is("\"")).unwrap_or(0);
    let first = split(&tokens[start..]).into_iter().next().unwrap_or_default();
    let whole = join(source, first);
    let whole = whole.trim_end_matches(['.', ';', ':', ',', ' ']);
    let line = if whole.chars().count() <= TITLE { whole.to_owned() } else { cut(whole) };
    upper_first(&line)
}

/// At the last ";" or "," that leaves a third of the line, else at a word.
fn cut(text: &str) -> String {
    let limit = text.char_indices().nth(TITLE - 1).map_or(text.len(), |(at, _)| at);
    let head = text.get(..limit).unwrap_or(text);
    // "mức độ 3, 4" is no clause.
    let before_word =
        |at: &usize| !head.get(at + 2..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let commas = head.match_indices(", ").map(|(at, _)| at).filter(before_word);
    let far = |at: &usize| *at > head.len() / 3;
    let clause = head.rfind(';').filter(far).or_else(|| commas.filter(far).last());
    let at = clause.or_else(|| head.rfind(' ')).unwrap_or(head.len());
    format!("{}…", head.get(..at).unwrap_or(head).trim_end_matches([',', ';', ' ']))
}
