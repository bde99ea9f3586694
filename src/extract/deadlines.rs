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
use super::token::{Gap, Kind, Token, any_at, has_any, phrase_at};
use super::words::{CUT_OFFS, PAST, STANDING, WINDOWS};
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

#[derive(Debug, Clone)]
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
    /// The words at that range, for a place in the letter.
    pub words: Vec<Token>,
}

impl Due {
    fn new(class: DeadlineClass, on: Option<NaiveDate>, rule: Rule, at: Range<usize>) -> Self {
        Self { class, on, hour: None, rule, unverified: false, impossible: false, at, words: Vec::new() }
    }

    /// date > period_end > relative > recurring > ongoing (corpus/SCHEMA "Deadline").
    pub fn precedence(&self) -> u8 {
        match self.class {
            DeadlineClass::Date => 5,
            DeadlineClass::PeriodEnd => 4,
            DeadlineClass::Relative => 3,
            DeadlineClass::Recurring => 2,
            DeadlineClass::Ongoing => 1,
        }
    }
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
    // The days of a campaign are no deadline beside one that is named.
    let named = |due: &Due| due.on.is_some() && !ends_range(tokens, due);
    if found.iter().any(named) {
        found.retain(|due| !ends_range(tokens, due));
    }
    with_words(tokens, found)
}

/// "từ ngày 16/12/2020 đến ngày 28/02/2021": `due` is the second half of a range.
fn ends_range(tokens: &[Token], due: &Due) -> bool {
    let to = due.at.start;
    let closes = |k: usize| {
        let from = any_at(tokens, k, &["từ ngày", "từ"])?;
        let from = day_at(tokens, from).map(|day| day.at.end).or(period_at(tokens, from).map(|p| p.end))?;
        (from == to).then_some(())
    };
    any_at(tokens, to, &["đến", "hết"]).is_some() && (to.saturating_sub(12)..to).any(|k| closes(k).is_some())
}

fn with_words(tokens: &[Token], mut found: Vec<Due>) -> Vec<Due> {
    for due in &mut found {
        due.words = tokens[due.at.clone()].to_vec();
    }
    found
}

fn at(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    recurring(tokens, i).or_else(|| by_cue(tokens, i, origin)).or_else(|| relative(tokens, i, origin))
}

/// "từ ngày 01/01/2016 đến ngày 10/12/2016", "giai đoạn 2021 - 2025", "số liệu đến hết ngày …":
/// windows of data and plans, stepped over whole.
fn skip_window(tokens: &[Token], i: usize) -> Option<usize> {
    if let Some(end) = CUT_OFFS.at(tokens, i) {
        let end = any_at(tokens, end, &["đến hết", "hết", "đến"]).unwrap_or(end);
        let after = any_at(tokens, end, &["ngày"]).unwrap_or(end);
        return day_at(tokens, after)
            .map(|p| p.at.end)
            .or_else(|| period_at(tokens, end).map(|p| p.end))
            .or(Some(end));
    }
    let end = WINDOWS.at(tokens, i)?;
    let years = tokens[end..].iter().take_while(|t| t.number().is_some() || t.is("-") || t.is("/")).count();
    Some(end + years)
}

/// What was done, planned or reported then is no deadline: "đã đề ra trong năm 2020".
fn is_background(tokens: &[Token], i: usize, due: &Due) -> bool {
    if matches!(due.class, DeadlineClass::Recurring | DeadlineClass::Ongoing) {
        return false;
    }
    let clause = tokens[..i]
        .iter()
        .rposition(|t| matches!(t.key.as_str(), "," | ";" | "." | ":" | "("))
        .map_or(0, |c| c + 1);
    let from = clause.max(i.saturating_sub(9));
    let past = (from..i).any(|k| PAST.at(tokens, k).is_some());
    let after = any_at(tokens, due.at.end, &["đã", "mới có", "đạt được"]).is_some();
    // "số liệu năm 2020" says which figures; "số liệu trước ngày …" says until when.
    let names_limit = tokens[i].is("trước") || tokens[i].is("chậm");
    let quoted = i > 0 && !names_limit && any_at(tokens, i.saturating_sub(2), &["số liệu"]) == Some(i);
    let must = || has_any(&tokens[from..i], &["phải", "hoàn thành", "xong", "chậm nhất"]);
    past && !must() || after || quoted
}

/// "Thường xuyên …", "… duy trì thường xuyên": as the stated time or on the main verb.
fn ongoing(tokens: &[Token]) -> Option<Due> {
    // The main clause: up to the first mark, at most a few words behind the subject.
    let is_edge = |t: &Token| t.kind == Kind::Mark && t.gap == Gap::None && !t.is("/");
    let edge = tokens.iter().position(is_edge).unwrap_or(tokens.len());
    (0..=edge.min(7)).find_map(|i| {
        STANDING.at(tokens, i).map(|end| Due::new(DeadlineClass::Ongoing, None, Rule::None, i..end))
    })
}

/// The deadline of a "Thời gian hoàn thành: …" line or a table cell, where the words stand
/// without a cue: "Tháng 01/2025", "Quý II/2025", "Năm 2024", "Hằng ngày".
pub(super) fn stated(tokens: &[Token], origin: Origin) -> Vec<Due> {
    let found = all(tokens, origin, true);
    if found.iter().any(|due| due.class != DeadlineClass::Ongoing) {
        return found;
    }
    let period = || {
        let period = period_at(tokens, 0)?;
        let on = period.last_day(origin.issued, origin.year);
        Some(Due::new(DeadlineClass::PeriodEnd, on, Rule::PeriodEnd, 0..period.end))
    };
    let day = || {
        let day = day_at(tokens, phrase_at(tokens, 0, "ngày").unwrap_or(0))?;
        let on = day.after(origin.issued, origin.year);
        Some(Due::new(DeadlineClass::Date, on, Rule::NamedDay, 0..day.at.end))
    };
    period().or_else(day).map_or(found, |due| with_words(tokens, vec![due]))
}

#[cfg(test)]
mod tests;
