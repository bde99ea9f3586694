//! Labelled lines under a point: "Cơ quan chủ trì: …", "Thời gian hoàn thành: …".
//!
//! Border: which label a line has and where its value begins.

use super::super::token::Token;
use super::super::words::{LABEL_LEAD, LABEL_OTHER, LABEL_SUPPORT, LABEL_TIME, Lexicon};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Field {
    Lead,
    Support,
    Time,
    Other,
}

/// "Cơ quan chủ trì: …", "Thời gian hoàn thành: …": what a labelled line says and where.
pub(in crate::extract) fn field(tokens: &[Token]) -> Option<(Field, usize)> {
    let labels: [(&Lexicon, Field); 4] = [
        (&LABEL_LEAD, Field::Lead),
        (&LABEL_SUPPORT, Field::Support),
        (&LABEL_TIME, Field::Time),
        (&LABEL_OTHER, Field::Other),
    ];
    let colon = tokens.iter().take(7).position(|t| t.is(":"))?;
    let is_label = |words: &Lexicon| words.at(&tokens[..colon], 0) == Some(colon);
    labels.into_iter().find(|(words, _)| is_label(words)).map(|(_, field)| (field, colon + 1))
}
