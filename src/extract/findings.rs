//! What an inspection found: strengths first, weaknesses behind "Tuy nhiên".
//!
//! Border: the paragraphs above the points of a letter that follows an inspection.

use super::header::trim;
use super::orders;
use super::refs;
use super::sentences::split;
use super::source::Source;
use super::token::{Token, has_any, join, span_of};
use super::words::TURNS;
use crate::domain::directive::{Finding, FindingKind};

/// The findings, sentence by sentence, with the report that found them.
pub(super) fn all(source: &Source, preamble: &[Vec<Token>]) -> Vec<Finding> {
    let report = preamble.iter().find_map(|p| {
        refs::named(source, p)
            .into_iter()
            .map(|n| n.reference)
            .find(|r| r.contains("/BC") || r.contains("/KL"))
    });
    let Some(report) = report.filter(|_| super::reporting::is_inspection(preamble)) else {
        return Vec::new();
    };
    let mut kind = FindingKind::Strength;
    let mut found = Vec::new();
    for (i, paragraph) in preamble.iter().enumerate() {
        for (k, sentence) in split(paragraph).into_iter().enumerate() {
            if TURNS.at(sentence, 0).is_some() {
                kind = FindingKind::Weakness;
            }
            // The opening sentence that names the report, and the one that leads to the orders.
            let opens = i == 0 && k == 0 && sentence.last().is_some_and(|t| t.is(":"));
            let leads = sentence.last().is_some_and(|t| t.is(":")) && orders::opens_orders(sentence);
            if opens || leads || orders::tells(sentence) || sentence.len() < 5 {
                continue;
            }
            let words = trim(sentence);
            let weak = kind == FindingKind::Weakness
                || has_any(sentence, &["còn chậm", "chưa đạt", "còn hạn chế", "thấp hơn"]);
            found.push(Finding {
                kind: if weak { FindingKind::Weakness } else { FindingKind::Strength },
                text: join(source, words),
                span: span_of(source, words),
                report: Some(report.clone()),
            });
        }
    }
    found
}
