//! Deadlines: the phrase forms of DOMAIN §4 with the day, the rule and the class behind each.
//!
//! Border: one piece of text in, deadlines out. Which task they belong to is decided above.
//! Background is left alone: what was, data windows, start dates, plan periods (DOMAIN §8.9).

mod cues;
mod reckoned;
mod recurring;

use self::cues::by_cue;
use self::reckoned::relative;
use self::recurring::recurring;
use super::dates::{day_at, period_at};
use super::token::{Gap, Kind, Token, any_at, phrase_at};
use crate::domain::deadline::{DeadlineClass, Rule};
use chrono::{NaiveDate, NaiveTime};
use std::ops::Range;

/// What the letter's own date gives to reckon from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Origin {
    pub issued: Option<NaiveDate>,
    /// The year of a date line whose day is blank.
    pub year: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    pub class: DeadlineClass,
    pub on: Option<NaiveDate>,
    pub hour: Option<NaiveTime>,
    pub rule: Rule,
    pub unverified: bool,
    /// The printed day does not exist (31/02).
    pub impossible: bool,
    /// Token range of the phrase.
    pub at: Range<usize>,
    /// The words leave the start of the count open.
    pub guessed: bool,
}

impl Due {
    fn new(class: DeadlineClass, on: Option<NaiveDate>, rule: Rule, at: Range<usize>) -> Self {
        Self { class, on, hour: None, rule, unverified: false, impossible: false, at, guessed: false }
    }

    /// date > period_end > relative > recurring > ongoing (corpus/SCHEMA "Deadline").
    fn precedence(&self) -> u8 {
        match self.class {
            DeadlineClass::Date => 5,
            DeadlineClass::PeriodEnd => 4,
            DeadlineClass::Relative => 3,
            DeadlineClass::Recurring => 2,
            DeadlineClass::Ongoing => 1,
        }
    }
}

/// The deadline that governs and the others, which are milestones.
pub(super) fn settle(mut all: Vec<Due>) -> Option<(Due, Vec<Due>)> {
    let best = all.iter().map(|due| (due.precedence(), due.on)).max()?;
    let at = all.iter().position(|due| (due.precedence(), due.on) == best)?;
    let chosen = all.remove(at);
    all.retain(|due| due.class != DeadlineClass::Ongoing && (due.class, due.on) != (chosen.class, chosen.on));
    Some((chosen, all))
}

/// Every deadline stated in `tokens`. `standing` allows "thường xuyên" and its like, which count
/// only as the stated time or on the main verb.
pub(super) fn all(tokens: &[Token], origin: Origin, standing: bool) -> Vec<Due> {
    let mut found: Vec<Due> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let due = at(tokens, i, origin).filter(|due| !is_background(tokens, i, due));
        match due {
            Some(due) => {
                i = due.at.end.max(i + 1);
                found.push(due);
            }
            None => i = skip_window(tokens, i).unwrap_or(i + 1),
        }
    }
    if standing
        && found.is_empty()
        && let Some(due) = ongoing(tokens)
    {
        found.push(due);
    }
    found
}

fn at(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    relative(tokens, i, origin).or_else(|| recurring(tokens, i)).or_else(|| by_cue(tokens, i, origin))
}

/// "từ ngày 01/01/2016 đến ngày 10/12/2016", "giai đoạn 2021 - 2025", "số liệu đến hết ngày …":
/// windows of data and plans, stepped over whole.
fn skip_window(tokens: &[Token], i: usize) -> Option<usize> {
    #[rustfmt::skip]
    const CUT_OFFS: [&str; 12] = [
        "tính đến", "số liệu đến", "số liệu tính đến", "thống kê đến", "đến thời điểm", "tính từ", "kể từ",
        "bắt đầu từ", "chốt đến", "thời điểm", "có hiệu lực", "số liệu từ",
    ];
    const WINDOWS: [&str; 7] =
        ["giai đoạn", "nhiệm kỳ", "niên độ", "năm học", "định hướng đến năm", "tầm nhìn đến năm", "tầm nhìn"];
    if let Some(end) = any_at(tokens, i, &CUT_OFFS) {
        let end = any_at(tokens, end, &["đến hết", "hết", "đến"]).unwrap_or(end);
        let after = any_at(tokens, end, &["ngày"]).unwrap_or(end);
        return day_at(tokens, after)
            .map(|p| p.at.end)
            .or_else(|| period_at(tokens, end).map(|p| p.end))
            .or(Some(end));
    }
    let end = any_at(tokens, i, &WINDOWS)?;
    let years = tokens[end..].iter().take_while(|t| t.number().is_some() || t.is("-") || t.is("/")).count();
    Some(end + years)
}

/// What was done, planned or reported then is no deadline: "đã đề ra trong năm 2020".
fn is_background(tokens: &[Token], i: usize, due: &Due) -> bool {
    const PAST: [&str; 6] = ["đã", "vừa", "đạt được", "giao tại", "kế hoạch giao", "phát sinh"];
    if matches!(due.class, DeadlineClass::Recurring | DeadlineClass::Ongoing) {
        return false;
    }
    let clause = tokens[..i]
        .iter()
        .rposition(|t| matches!(t.key.as_str(), "," | ";" | "." | ":" | "("))
        .map_or(0, |c| c + 1);
    let from = clause.max(i.saturating_sub(9));
    let past = (from..i).any(|k| any_at(tokens, k, &PAST).is_some());
    let after = any_at(tokens, due.at.end, &["đã", "mới có", "đạt được"]).is_some();
    let quoted = i > 0
        && any_at(tokens, i.saturating_sub(2), &["số liệu", "thời hạn"]).is_some_and(|e| e == i)
        && phrase_at(tokens, i.saturating_sub(2), "số liệu").is_some();
    past && !has_must(tokens, from, i) || after || quoted
}

fn has_must(tokens: &[Token], from: usize, to: usize) -> bool {
    (from..to).any(|k| any_at(tokens, k, &["phải", "hoàn thành", "xong", "chậm nhất"]).is_some())
}

/// "Thường xuyên …", "… duy trì thường xuyên": as the stated time or on the main verb.
fn ongoing(tokens: &[Token]) -> Option<Due> {
    #[rustfmt::skip]
    const STANDING: [&str; 10] = [
        "thường xuyên", "liên tục", "cả năm", "24 / 24 giờ", "24 / 24", "24 / 7", "hằng ngày", "hàng ngày",
        "trong cả năm", "24 / 24h",
    ];
    // The main clause: up to the first mark, at most a few words behind the subject.
    let edge = tokens
        .iter()
        .position(|t| t.kind == Kind::Mark && t.gap == Gap::None && !t.is("/"))
        .unwrap_or(tokens.len());
    let reach = edge.min(7);
    (0..=reach.min(tokens.len().saturating_sub(1))).find_map(|i| {
        any_at(tokens, i, &STANDING).map(|end| Due::new(DeadlineClass::Ongoing, None, Rule::None, i..end))
    })
}

/// The deadline of a "Thời gian hoàn thành: …" line or a table cell, where the words stand
/// without a cue: "Tháng 01/2025", "Quý II/2025", "Năm 2024", "Hằng ngày".
pub(super) fn stated(tokens: &[Token], origin: Origin) -> Vec<Due> {
    let found = all(tokens, origin, true);
    if !found.is_empty() && found.iter().any(|due| due.class != DeadlineClass::Ongoing) {
        return found;
    }
    if let Some(period) = period_at(tokens, 0) {
        let on = period.last_day(origin.issued, origin.year);
        return vec![Due::new(DeadlineClass::PeriodEnd, on, Rule::PeriodEnd, 0..period.end)];
    }
    let start = any_at(tokens, 0, &["ngày"]).unwrap_or(0);
    match day_at(tokens, start) {
        Some(day) => {
            let on = day.after(origin.issued, origin.year);
            vec![Due::new(DeadlineClass::Date, on, Rule::NamedDay, 0..day.at.end)]
        }
        None => found,
    }
}

#[cfg(test)]
mod tests;
