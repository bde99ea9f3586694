//! Labelled lines under a point: "Cơ quan chủ trì: …", "Thời gian hoàn thành: …".
//!
//! Border: which label a line has and where its value begins.

use std::ops::Range;

use super::super::token::Token;
use super::super::words::{LABEL_LEAD, LABEL_OTHER, LABEL_SUPPORT, LABEL_TIME, Lexicon};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Field {
    Lead,
    Support,
    Time,
    Other,
}

/// A label that begins at `at`, and where its value begins.
fn label(tokens: &[Token], at: usize) -> Option<(Field, usize)> {
    let labels: [(&Lexicon, Field); 4] = [
        (&LABEL_LEAD, Field::Lead),
        (&LABEL_SUPPORT, Field::Support),
        (&LABEL_TIME, Field::Time),
        (&LABEL_OTHER, Field::Other),
    ];
    labels.into_iter().find_map(|(words, field)| {
        let colon = words.at(tokens, at)?;
        tokens.get(colon).filter(|t| t.is(":")).map(|_| (field, colon + 1))
    })
}

/// "Cơ quan chủ trì: …", "Thời gian hoàn thành: …": what a labelled line says and where.
pub(in crate::extract) fn field(tokens: &[Token]) -> Option<(Field, usize)> {
    label(tokens, 0)
}

/// Where a paragraph's own words end, and the labelled values in it: "Rà soát … (chủ trì: Sở A;
/// thời gian: quý I)". A label stands at the head of a clause.
pub(in crate::extract) fn parts(tokens: &[Token]) -> (usize, Vec<(Field, Range<usize>)>) {
    let mut found: Vec<(usize, Field, usize)> = Vec::new();
    for i in 0..tokens.len() {
        let heads = i == 0 || matches!(tokens[i - 1].key.as_str(), "." | ";" | "(" | "," | "-");
        let Some((field, value)) = label(tokens, i).filter(|_| heads) else { continue };
        if field != Field::Other || i == 0 || !found.is_empty() {
            found.push((i, field, value));
        }
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|part| part.0).chain([tokens.len()]).collect();
    let own = found.first().map_or(tokens.len(), |part| part.0);
    (own, found.into_iter().zip(ends).map(|((_, field, from), to)| (field, from..to.max(from))).collect())
}
