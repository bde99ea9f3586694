//! Letters lost on the way, by a font or a scan, → what they stood in says *check*.
//!
//! Border: which words are damaged, and how far that reaches. Nothing is put right here.

use super::draft::{Certainty, Draft, Read};
use super::lines::Line;
use super::source::Source;
use super::token::{Gap, LOST, Token};
use crate::domain::task::Span;
use crate::text::is_syllable;

/// Short forms that are written small and have no vowel.
const SHORT_FORMS: [&str; 24] = [
    "km", "kg", "cm", "mm", "ml", "mg", "kv", "kw", "tp", "tr", "ts", "ths", "tx", "tt", "gs", "bs", "ks",
    "sl", "st", "vv", "vs", "http", "https", "www",
];

/// Where one word of so many is damaged, others lost letters and look whole.
const MANY: usize = 50;

pub(super) fn mark(source: &Source, lines: &[Line], draft: &mut Draft) {
    let mut damaged = Vec::new();
    let mut n_words = 0;
    for line in lines {
        let tokens = line.tokens();
        n_words += tokens.iter().filter(|token| token.is_word()).count();
        let found = (0..tokens.len()).filter(|at| is_damaged(source, tokens, *at));
        // With the words beside it: what it is part of may have been read without it.
        let near = |at: usize| (tokens[at.saturating_sub(1)].from, tokens[(at + 1).min(tokens.len() - 1)].to);
        damaged.extend(found.map(|at| (tokens[at].lost, near(at))));
    }
    if damaged.is_empty() {
        return;
    }
    let n_unmarked = damaged.iter().filter(|(is_marked, _)| !is_marked).count();
    let is_everywhere = n_unmarked > 2 && n_unmarked * MANY > n_words;
    let places: Vec<Span> = damaged.iter().map(|(_, (from, to))| source.span(*from, *to)).collect();
    // They stand in the order of the text.
    let holds = |span: Span| {
        let next = places.get(places.partition_point(|place| place.to <= span.from));
        next.is_some_and(|place| place.from < span.to)
    };
    let is_hit = |span: Option<Span>| is_everywhere || span.is_some_and(holds);
    draft.doubt_where(&is_hit);
}

fn is_damaged(source: &Source, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let word = source.slice(token.from, token.to);
    // A symbol's letter is a bullet where a line begins, and nowhere else.
    if token.lost || at > 0 && word.starts_with(|c| ('\u{f020}'..='\u{f0ff}').contains(&c)) {
        return true;
    }
    let is_joined = |i: usize| tokens.get(i).is_some_and(|t| t.gap == Gap::None);
    // Addresses, symbols and codes: "kgg@b.vn", "QĐ-UBND", "5kg".
    let is_glued = at > 0 && is_joined(at) && !tokens[at - 1].is("(") && !tokens[at - 1].is("\"")
        || is_joined(at + 1)
            && (is_joined(at + 2) && tokens[at + 2].is_word() || !".,;:)\"".contains(&tokens[at + 1].key));
    // What is all capitals says nothing of its vowels.
    let is_plain = word.chars().count() > 1 && word.chars().skip(1).all(char::is_lowercase);
    if is_glued || !is_plain {
        return false;
    }
    if word.is_ascii() {
        return !token.key.contains(['a', 'e', 'i', 'o', 'u', 'y'])
            && !SHORT_FORMS.contains(&token.key.as_str());
    }
    // Names of other languages begin with a capital letter: "Đắk", "Krông".
    !token.capital && !is_syllable(word)
}

impl<T> Read<T> {
    fn doubt(&mut self, is_hit: impl Fn(Option<Span>) -> bool) {
        if is_hit(self.span) {
            self.certainty = self.certainty.max(Certainty::Check);
        }
    }
}

impl Draft {
    fn doubt_where(&mut self, is_hit: &impl Fn(Option<Span>) -> bool) {
        let has_lost = |text: &String| text.contains(LOST);
        self.kind.doubt(is_hit);
        let texts = [&mut self.number, &mut self.issuer, &mut self.place, &mut self.signer];
        let more = [&mut self.signer_title, &mut self.report_to, &mut self.report_via];
        for read in texts.into_iter().chain(more) {
            // A name may be put together from several places.
            let is_lost = read.value.as_ref().is_some_and(has_lost);
            read.doubt(|span| is_lost || is_hit(span));
        }
        self.issued.doubt(is_hit);
        self.subject.doubt(is_hit);
        self.urgency.doubt(is_hit);
        self.addressees.iter_mut().chain(&mut self.recipients).for_each(|read| read.doubt(is_hit));
        self.citations.iter_mut().for_each(|read| read.doubt(is_hit));
        for task in &mut self.tasks {
            // A damaged word of a task may be one of its units or of its deadline.
            let is_task_hit = is_hit(task.text.span);
            let of_task = |span: Option<Span>| is_task_hit || is_hit(span);
            task.text.doubt(of_task);
            for units in [&mut task.leads, &mut task.supports] {
                let is_lost = units.value.iter().any(has_lost);
                units.doubt(|span| is_lost || of_task(span));
            }
            task.deadline.iter_mut().chain(&mut task.milestones).for_each(|read| read.doubt(of_task));
            task.targets.iter_mut().for_each(|read| read.doubt(of_task));
        }
    }
}
