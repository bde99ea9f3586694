//! What an inspection found: strengths first, weaknesses behind "Tuy nhiên".
//!
//! Border: the paragraphs above the points of a letter that follows an inspection.

use super::header::trim;
use super::orders;
use super::refs;
use super::sentences::split;
use super::source::Source;
use super::token::{Token, any_at, has_any, join};
use crate::domain::directive::{Finding, FindingKind};

#[rustfmt::skip]
const TURNS: [&str; 9] = [
    "tuy nhiên", "tuy vậy", "bên cạnh đó", "song", "mặc dù vậy", "tồn tại", "hạn chế", "một số tồn tại",
    "bên cạnh những kết quả",
];

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
            if any_at(sentence, 0, &TURNS).is_some() {
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
            let span = words.first().zip(words.last()).map(|(a, b)| source.span(a.from, b.to));
            found.push(Finding {
                kind: if weak { FindingKind::Weakness } else { FindingKind::Strength },
                text: join(source, words),
                span,
                report: Some(report.clone()),
            });
        }
    }
    found
}
