//! The vocabulary of letters: lists of words and phrases, kept in `words.txt`.
//!
//! Border: loading and matching; what a list means stands above it in the file. Verbs are those of
//! the assignment phrases in DOMAIN §4.2 and of Decree 30's model letters.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::token::{Token, phrase_at, words_of};

/// A set of phrases, matched over the keys of tokens.
#[derive(Default)]
pub(super) struct Lexicon(HashMap<String, Vec<String>>);

impl Lexicon {
    pub fn new(phrases: impl Iterator<Item = String>) -> Self {
        let mut by_first: HashMap<String, Vec<String>> = HashMap::new();
        for phrase in phrases {
            let first = phrase.split(' ').next().unwrap_or_default().to_owned();
            by_first.entry(first).or_default().push(phrase);
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        }
        Self(by_first)
    }

    /// The end of the longest phrase of the set that stands at `at`.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let token = tokens.get(at)?;
        if token.lost {
            let phrases = self.0.values().flatten();
            return phrases.filter_map(|phrase| phrase_at(tokens, at, phrase)).max();
        }
        let phrases = self.0.get(token.key.as_str())?;
        phrases.iter().find_map(|phrase| phrase_at(tokens, at, phrase))
    }

    /// Whether `token` by itself is one of the phrases.
    pub fn holds(&self, token: &Token) -> bool {
        self.at(std::slice::from_ref(token), 0).is_some()
    }

    /// Whether `text` is one of the phrases.
    pub fn has(&self, text: &str) -> bool {
        let words = words_of(text);
        let first = words.split(' ').next().unwrap_or_default();
        self.0.get(first).is_some_and(|phrases| phrases.contains(&words))
    }

    /// Whether one of the phrases stands anywhere in `tokens`.
    pub fn within(&self, tokens: &[Token]) -> bool {
        (0..tokens.len()).any(|at| self.at(tokens, at).is_some())
    }
}

/// The phrases of the list `name`: the indented lines below it, apart by ";".
fn list(name: &str) -> impl Iterator<Item = String> {
    let below = include_str!("words.txt").lines().skip_while(move |line| *line != name).skip(1);
    let phrases = below.take_while(|line| line.starts_with(' ')).flat_map(|line| line.split(';'));
    phrases.map(words_of).filter(|phrase| !phrase.is_empty())
}

macro_rules! vocabulary {
    ($($name:ident)*; $($joint:ident = $($list:ident)*;)*) => {
        $(pub(super) static $name: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(list(stringify!($name))));)*
        $(pub(super) static $joint: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::new([$(stringify!($list)),*].into_iter().flat_map(list))
        });)*

        #[cfg(test)]
        const LISTS: &[&str] = &[$(stringify!($name),)* $($(stringify!($list)),*),*];
    };
}

vocabulary! {
    NO_TIME SECRET STATE_DOING STATE_DONE STATE_OPEN STATE_PAUSED STATE_REPORTED STATE_STILL
    STATE_WITHDRAWN
    FORCE LABEL_LEAD LABEL_OTHER LABEL_SUPPORT LABEL_TIME MEASURE_LEADS
    ADVERBIALS ALL_POINTS AUTHORITIES BASES BODIES CAPS COMPOUNDS COUNTS CUT_OFFS DEGREES DIFFICULTY DUE_JOINS DUE_SPANS DUE_STRONG
    DUE_WEAK EVERY EVERY_BETWEEN EVERY_DAY EVERY_MORE FIELD_NAMES FLOORS FORMAL FUNCTIONS GROUPS HEADS
    INSIDE LOW_HEADS NARRATED OBEYED OBJECTS OPENINGS ORDER_CUES ORDER_VERBS PAST PERIODS PLAIN_WORDS POSTS REPORTED ROLES
    SHARES SIGNING_FORMS SKIPPED STANDING STATED SUCH_AS SURNAMES TAILS TITLES TURNS VAGUE_WORDS WINDOWS;
    STOPS = VERBS MODALS;
    ACTIONS = VERBS ADVERBS;
}

#[cfg(test)]
mod tests {
    use super::{LISTS, list};

    #[test]
    fn every_list_is_in_the_file_and_every_list_of_the_file_is_used() {
        assert!(LISTS.iter().all(|name| list(name).next().is_some()));
        let is_name = |line: &&str| line.starts_with(|c: char| c.is_ascii_uppercase());
        assert!(include_str!("words.txt").lines().filter(is_name).all(|name| LISTS.contains(&name)));
    }
}
