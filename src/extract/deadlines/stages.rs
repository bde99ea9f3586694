//! Times of parts of the work and of its reports, beside the deadline of the whole: milestones.
//!
//! Border: forms without a word that announces a deadline; alone, without a deadline, they are none.

use super::super::dates::{day_at, period_at};
use super::super::token::{Token, any_at, phrase_at};
use super::super::words::EVERY_MORE;
use super::{Due, Origin, with_words};
use crate::domain::deadline::{DeadlineClass, Rule};

/// The stages told in `tokens`; what lies before the letter is its background.
pub(in crate::extract) fn stages(tokens: &[Token], origin: Origin) -> Vec<Due> {
    let mut found: Vec<Due> = Vec::new();
    for i in 0..tokens.len() {
        let coming = |due: &Due| due.on.is_some() && due.on > origin.issued;
        let due = part(tokens, i, origin).or_else(|| headed(tokens, i, origin)).filter(coming);
        found.extend(due.or_else(|| report(tokens, i)));
    }
    with_words(tokens, found)
}

/// "riêng tuyến A là ngày 20/9", "trong đó năm 2026 di dời 50% số hộ", "trong đó đợt 1 ngày 15/10".
fn part(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    let clause = |at: usize| {
        let words = tokens[at..].iter().take(12).take_while(|t| t.is_word() || t.number().is_some()).count();
        at..at + words
    };
    if let Some(at) = phrase_at(tokens, i, "riêng") {
        return clause(at).find_map(|k| time(tokens, phrase_at(tokens, k, "là")?, origin));
    }
    let at = any_at(tokens, i, &["trong đó ,", "trong đó :", "trong đó"])?;
    let turn = any_at(tokens, at, &["đợt", "giai đoạn", "lần", "bước"]).map_or(at, |at| at + 1);
    time(tokens, turn, origin)
}

/// "Quý III: các công ty; Quý IV: các ban quản lý": a time over what is done in it.
fn headed(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    let heads = i.checked_sub(1).is_none_or(|at| matches!(tokens[at].key.as_str(), ";" | ":" | "." | "-"));
    let due = heads.then(|| time(tokens, i, origin)).flatten()?;
    tokens.get(due.at.end).is_some_and(|t| t.is(":")).then_some(due)
}

/// A day or a period that stands at `at` without an announcing word.
fn time(tokens: &[Token], at: usize, origin: Origin) -> Option<Due> {
    let day = || {
        let day = day_at(tokens, phrase_at(tokens, at, "ngày")?)?;
        let on = day.after(origin.issued, origin.year);
        Some(Due::new(DeadlineClass::Date, on, Rule::NamedDay, at..day.at.end))
    };
    let period = || {
        let period = period_at(tokens, at)?;
        let on = period.last_day(origin.issued, origin.year);
        Some(Due::new(DeadlineClass::PeriodEnd, on, Rule::PeriodEnd, at..period.end))
    };
    day().or_else(period)
}

/// "gửi báo cáo quý về Sở A", "… trong báo cáo công tác quý, 6 tháng, năm": not that of one quarter.
fn report(tokens: &[Token], i: usize) -> Option<Due> {
    let at = phrase_at(tokens, i, "báo cáo")?;
    let every = |k: usize| any_at(tokens, k, &["tuần", "tháng", "quý"]);
    let sent = i.checked_sub(1).is_some_and(|k| tokens[k].is("gửi") || tokens[k].is("nộp"));
    let plain =
        || every(at).filter(|&end| sent && any_at(tokens, end, &["về", "cho", "gửi", ";", "."]).is_some());
    let listed = |k: usize| EVERY_MORE.at(tokens, every(k)?);
    let words = tokens[at..].iter().take(6).take_while(|t| t.is_word()).count();
    let (from, end) =
        plain().map(|end| (at, end)).or_else(|| (at..at + words).find_map(|k| Some((k, listed(k)?))))?;
    Some(Due::new(DeadlineClass::Recurring, None, Rule::None, from..end))
}
