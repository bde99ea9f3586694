//! Deadlines: the phrase forms of DOMAIN §4 with the day, the rule and the class behind each.
//!
//! Border: one piece of text in, deadlines out. Which task they belong to is decided above.
//! Background is left alone: what was, data windows, start dates, plan periods (DOMAIN §8.9).

mod cues;
mod reckoned;
mod recurrence;
mod recurring;
mod stages;

use self::cues::by_cue;
use self::reckoned::relative;
use self::recurring::recurring;
pub(super) use self::stages::stages;
use super::dates::{day_at, period_at};
use super::source::Source;
use super::token::{Gap, Kind, Token, any_at, has_any, join, phrase_at, push_tokens};
use super::words::{ACTIONS, CUT_OFFS, PAST, STANDING, WINDOWS};
use crate::domain::deadline::{Deadline, DeadlineClass, Recurrence, Rule, Terms};
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::ops::Range;

/// What the letter's own date gives to reckon from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Origin {
    pub issued: Option<NaiveDate>,
    /// The year of a date line whose day is blank.
    pub year: Option<i32>,
    /// What the letter calls itself, in lower case: "chỉ thị".
    pub kind: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub(super) struct Due {
    pub class: DeadlineClass,
    pub on: Option<NaiveDate>,
    pub hour: Option<NaiveTime>,
    pub rule: Rule,
    pub unverified: bool,
    /// Something else beside it may be the time.
    pub doubtful: bool,
    pub terms: Option<Terms>,
    /// The printed day does not exist (31/02).
    pub impossible: bool,
    /// Token range of the phrase.
    pub at: Range<usize>,
    /// The words at that range, for a place in the letter.
    pub words: Vec<Token>,
}

impl Due {
    fn new(class: DeadlineClass, on: Option<NaiveDate>, rule: Rule, at: Range<usize>) -> Self {
        let (hour, terms, words) = (None, None, Vec::new());
        Self {
            class,
            on,
            hour,
            rule,
            unverified: false,
            doubtful: false,
            terms,
            impossible: false,
            at,
            words,
        }
    }

    /// As the record holds it.
    pub fn deadline(&self, source: &Source) -> Deadline {
        Deadline {
            phrase: Some(join(source, &self.words)),
            class: self.class,
            on: self.on,
            at: self.hour,
            rule: self.rule,
            unverified: self.unverified,
            terms: self.terms,
        }
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
                let more = further_days(tokens, &due, origin);
                i = more.last().map_or(i, |last| last.at.end);
                found.push(due);
                found.extend(more);
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

/// "báo cáo tại phiên họp ngày 04/10", "tổ chức hội thi ngày 15/10": a day still to come, without a cue;
/// what is cited is older than the letter. Not the day from which something runs.
pub(super) fn coming_day(tokens: &[Token], origin: Origin) -> Option<Due> {
    let begins = ["từ", "sau", "bắt đầu", "hiệu lực", "sinh", "tính đến"];
    (0..tokens.len()).find_map(|i| {
        let day = day_at(tokens, phrase_at(tokens, i, "ngày")?)?;
        let on = day.in_year(origin.issued?.year()).filter(|on| Some(*on) > origin.issued)?;
        let runs = has_any(&tokens[i.saturating_sub(4)..i], &begins);
        let due = Due::new(DeadlineClass::Date, Some(on), Rule::NamedDay, i..day.at.end);
        let due = Due { unverified: true, words: tokens[i..day.at.end].to_vec(), ..due };
        (!runs && !is_background(tokens, i, &due)).then_some(due)
    })
}

/// "trước ngày 15/6 và ngày 15/12/2026": the days listed behind one that is announced.
fn further_days(tokens: &[Token], due: &Due, origin: Origin) -> Vec<Due> {
    let (mut found, mut end) = (Vec::new(), due.at.end);
    if due.class != DeadlineClass::Date {
        return found;
    }
    while let Some(at) = any_at(tokens, end, &[", ngày", "và ngày", "; ngày", "và trước ngày"])
        && let Some(day) = day_at(tokens, at)
    {
        let on = day.after(origin.issued, origin.year);
        found.push(Due::new(DeadlineClass::Date, on, due.rule, at - 1..day.at.end));
        end = day.at.end;
    }
    found
}

/// "từ ngày 16/12/2020 đến ngày 28/02/2021": `due` is the second half of a range.
fn ends_range(tokens: &[Token], due: &Due) -> bool {
    closes_range(tokens, due.at.start)
}

/// "từ DAY đến": the first half stands before `to`.
fn closes_range(tokens: &[Token], to: usize) -> bool {
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
    let due =
        recurring(tokens, i).or_else(|| by_cue(tokens, i, origin)).or_else(|| relative(tokens, i, origin));
    due.or_else(|| bare_period(tokens, i, origin))
}

/// "hoàn thành quý I/2026", "(tháng 10/2025)", "báo cáo giữa tháng 10": a period without a cue.
fn bare_period(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    let strives = phrase_at(tokens, i.saturating_sub(2), "phấn đấu") == Some(i);
    let period = period_at(tokens, i).filter(|_| strives || !tokens[i].is("năm"))?;
    let before = i.checked_sub(1).map(|at| &tokens[at])?;
    let closed = before.is("(") && tokens.get(period.end).is_some_and(|t| t.is(")"));
    let ends = phrase_at(tokens, i.saturating_sub(2), "hoàn thành") == Some(i);
    // "đầu tháng 10/2025" is a time wherever it stands, without its year only behind a verb.
    let part = period.day.is_some() && period.year.is_some();
    let on = period.last_day(origin.issued, origin.year);
    (closed || ends || part || strives)
        .then(|| Due::new(DeadlineClass::PeriodEnd, on, Rule::PeriodEnd, i..period.end))
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
    // "…; đạt được trước ngày …" demands.
    let demands = |end: usize| end == i && tokens[i].is("trước") && !tokens[i - 1].is("sinh");
    let past = (from..i).any(|k| PAST.at(tokens, k).is_some_and(|end| !demands(end)));
    let after = any_at(tokens, due.at.end, &["đã", "mới có", "đạt được"]).is_some();
    // "số liệu năm 2020" says which figures; "số liệu trước ngày …" says until when.
    let names_limit = tokens[i].is("trước") || tokens[i].is("chậm");
    let quoted = i > 0 && !names_limit && any_at(tokens, i.saturating_sub(2), &["số liệu"]) == Some(i);
    let must = || has_any(&tokens[from..i], &["phải", "hoàn thành", "xong", "chậm nhất"]);
    // "tồn đọng từ trước ngày 31/12/2021"
    let since = i > 0 && tokens[i].is("trước") && tokens[i - 1].is("từ");
    past && !must() || after || quoted || since
}

/// "Thường xuyên …", "… duy trì thường xuyên": as the stated time or on the main verb.
fn ongoing(tokens: &[Token]) -> Option<Due> {
    // The main clause: up to the first mark, at most a few words behind the subject.
    let is_edge = |t: &Token| t.kind == Kind::Mark && t.gap == Gap::None && !t.is("/");
    // Verbs beside one another have one time: "trông coi, vệ sinh, phát quang thường xuyên".
    let beside = |i: usize| tokens[i].is(",") && ACTIONS.at(tokens, i + 1).is_some();
    let edge = (0..tokens.len()).find(|&i| is_edge(&tokens[i]) && !beside(i)).unwrap_or(tokens.len());
    let standing = |i| STANDING.at(tokens, i).map(|end| (i, end));
    // "trực 24/24 giờ" is a time wherever it stands.
    let watch = |i: usize| standing(i).filter(|_| tokens[i].is("24"));
    // "…; duy trì thường xuyên": a clause of its own at the end.
    let last = tokens.iter().rposition(|t| t.kind != Kind::Mark).map_or(0, |at| at + 1);
    let clause =
        tokens[..last].iter().rposition(|t| t.is(";") || t.is(",") || t.is("(")).map_or(last, |at| at + 1);
    let tail =
        || (clause.max(last.saturating_sub(5))..last).find_map(standing).filter(|_| clause + 5 >= last);
    // "cập nhật … hằng ngày trên trang", "đăng tải thường xuyên …", "thực hiện liên tục trong …".
    let noun = |i: usize| {
        let nouns = ["giáo dục", "chi", "nhiệm vụ", "vốn", "kinh phí", "công tác", "báo cáo", "sinh hoạt"];
        nouns.iter().any(|words| any_at(tokens, i.saturating_sub(2), &[words]) == Some(i))
            || i > 0 && any_at(tokens, i - 1, &nouns) == Some(i)
    };
    let taught = |i: usize| phrase_at(tokens, i.saturating_sub(2), "giáo dục") == Some(i);
    let verb = |i: usize| {
        i > 1 && ACTIONS.at(tokens, i - 2) == Some(i) && i > 2 && tokens[i - 3].kind == Kind::Mark
            || i > 1 && any_at(tokens, i - 2, &["phải làm", "cần làm"]) == Some(i)
            || tokens[i].is("liên") && phrase_at(tokens, i.saturating_sub(2), "thực hiện") == Some(i)
    };
    let own = |i: usize| {
        let (_, to) = standing(i).filter(|_| !noun(i))?;
        let daily = any_at(tokens, i, &["hằng ngày", "hàng ngày"]).is_some() && i <= edge;
        let closes = i <= edge && tokens.get(to).is_none_or(|t| matches!(t.key.as_str(), "," | ";" | "."));
        (daily || closes || verb(i)).then_some((i, to))
    };
    let main = (0..=edge.min(7))
        .find_map(|i| standing(i).filter(|_| !taught(i)))
        .or_else(|| (0..tokens.len()).find_map(own));
    let (from, to) = main.or_else(|| (0..tokens.len()).find_map(watch)).or_else(tail)?;
    Some(Due::new(DeadlineClass::Ongoing, None, Rule::None, from..to))
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

/// What somebody typed for a deadline in the words of letters, or in fewer: "hết quý IV", "5lv từ ngày
/// đến", "hằng tháng 20". Days without a year come after `today`. Nothing of it may be left over.
pub fn deadline_of(typed: &str, today: NaiveDate) -> Option<Deadline> {
    let typed = typed.trim().trim_end_matches(['.', ';']);
    // A span and a period may stand without the words that announce them.
    let readings = [typed.to_owned(), format!("trong thời hạn {typed}")];
    let next_year = NaiveDate::from_ymd_opt(today.year() + 1, 1, 1)?;
    let read = |words: &String, origin| {
        let source = Source::new(&full_words(words));
        let mut tokens = Vec::new();
        push_tokens(&source, 0, source.nfc.len(), &mut tokens);
        let is_none = |due: &Due| due.class == DeadlineClass::Date && due.on.is_none();
        let whole = |due: &Due| due.at == (0..tokens.len()) && !is_none(due);
        let due =
            stated(&tokens, Origin { issued: Some(origin), ..Origin::default() }).into_iter().find(whole);
        let again = || recurrence::whole(&tokens).map(|terms| again(terms, 0..tokens.len(), &tokens));
        due.or_else(again).map(|due| due.deadline(&source))
    };
    let all = |origin| readings.iter().find_map(|words| read(words, origin));
    let found = all(today)?;
    let found = if found.on.is_some_and(|on| on < today) { all(next_year)? } else { found };
    Some(Deadline { phrase: Some(typed.to_owned()), ..found })
}

fn again(terms: Recurrence, at: Range<usize>, tokens: &[Token]) -> Due {
    let (terms, words) = (Some(Terms::Every(terms)), tokens.to_vec());
    Due { terms, words, ..Due::new(DeadlineClass::Recurring, None, Rule::None, at) }
}

/// "5lv" and "quý iv" as letters write them.
fn full_words(typed: &str) -> String {
    let full = |word: &str| match word.strip_suffix("lv") {
        Some(n) if !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => format!("{n} ngày làm việc"),
        _ if ["lv", "i", "ii", "iii", "iv"].contains(&word) => {
            word.to_uppercase().replace("LV", "ngày làm việc")
        }
        _ => word.to_owned(),
    };
    typed.split_whitespace().map(full).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
