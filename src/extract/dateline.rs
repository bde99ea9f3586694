//! The date line of a header: "Cà Mau, ngày 05 tháng 3 năm 2026", whole, with blanks, or misread.
//!
//! Border: one stretch of text; which of a header's lines it is is decided in [`super::header`].

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::columns::LONGEST;
use super::dates::{Printed, day_at, year_at};
use super::source::Source;
use super::token::{Gap, Kind, Token, any_at, find_phrase};
use crate::text::fold;

#[derive(Debug, Clone)]
pub(super) struct DateLine {
    /// The words of the place; empty where none is printed.
    pub place: Range<usize>,
    /// From "ngày" to the year.
    pub at: Range<usize>,
    pub day: Option<NaiveDate>,
    pub year: Option<i32>,
    /// Letters stand for digits, or the words are not those of the form.
    pub damaged: bool,
}

/// The most words a place has: "Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh".
const PLACE: usize = 8;

/// Words of levels, which a place may begin with in small letters.
const LEVELS: [&str; 12] =
    ["thành", "phố", "tỉnh", "xã", "phường", "thị", "trấn", "huyện", "quận", "đặc", "khu", "tp"];

pub(super) fn find(source: &Source, tokens: &[Token]) -> Option<DateLine> {
    (0..tokens.len().min(LONGEST)).find_map(|at| {
        let word = tokens[at].is("ngày") || tokens[at].is_word() && fold(&tokens[at].key) == "ngay";
        if word { with_word(source, tokens, at) } else { bare(source, tokens, at) }
    })
}

/// "…, ngày 05 tháng 3 năm 2026" with "ngày" at `at`.
fn with_word(source: &Source, tokens: &[Token], at: usize) -> Option<DateLine> {
    let (place, marked) = place_before(source, tokens, at)?;
    let numbers = scanned(&tokens[at + 1..]);
    let printed = day_at(&numbers, 0).filter(|p| p.year.is_some());
    let blank = || {
        let months = numbers.iter().take(6).any(|t| t.is("tháng"));
        let year = find_phrase(&numbers, 0, "năm").filter(|at| at.start < 12)?;
        months.then(|| {
            (year_at(&numbers, year.end), year.end + usize::from(year_at(&numbers, year.end).is_some()))
        })
    };
    let (day, year, end) = match &printed {
        Some(p) => (p.in_year(p.year?), p.year, p.at.end),
        None => blank().map(|(year, end)| (None, year, end))?,
    };
    let last = numbers.get(end - 1)?.to;
    let end = tokens.iter().position(|t| t.from >= last).unwrap_or(tokens.len());
    let ends = || tokens[end..].iter().all(|t| t.kind == Kind::Mark);
    // Without a place, or without a mark behind it, the line must hold nothing else.
    if !marked && !(ends() && (place.start == 0 || place.is_empty() && at == 0)) {
        return None;
    }
    let damaged = !marked || !tokens[at].is("ngày") || !is_as_printed(&tokens[at + 1..end], printed.as_ref());
    Some(DateLine { place, at: at..end, day, year: day.map(|d| d.year()).or(year), damaged })
}

/// "Cà Mau, 05/3/2026": the line holds nothing else.
fn bare(source: &Source, tokens: &[Token], at: usize) -> Option<DateLine> {
    if tokens[at].kind != Kind::Number || at < 2 || !tokens[at - 1].is(",") {
        return None;
    }
    let printed = day_at(tokens, at).filter(|p| p.year.is_some() && p.at.end == tokens.len())?;
    let (place, _) = place_before(source, tokens, at)?;
    let day = printed.in_year(printed.year?);
    let whole = place.start == 0 && !place.is_empty();
    whole.then_some(DateLine { place, at: printed.at, day, year: printed.year, damaged: true })
}

/// The digits stand as digits, and month and year are named as the form has them.
fn is_as_printed(tokens: &[Token], printed: Option<&Printed>) -> bool {
    let known = |t: &Token| t.kind != Kind::Word || t.is("tháng") || t.is("năm");
    printed.is_none() || tokens.iter().all(known)
}

/// The words of the place that end before `at`, and whether a comma stands behind them. `None`
/// where the words before are those of a sentence.
fn place_before(source: &Source, tokens: &[Token], at: usize) -> Option<(Range<usize>, bool)> {
    // A telegram names the hour: "Lào Cai, hồi 15 giờ 30 phút, ngày …".
    let hour =
        |i: usize| tokens[i].is("hồi") && !tokens[i].lost || tokens[i].is("lúc") || tokens[i + 1].is("giờ");
    let at = (at.saturating_sub(8)..at).find(|&i| hour(i)).unwrap_or(at);
    let marked = at > 0 && matches!(tokens[at - 1].key.as_str(), "," | "." | ";");
    let end = at - usize::from(marked);
    let caps =
        |t: &Token| !source.slice(t.from, t.to).chars().any(char::is_lowercase) && t.key.chars().count() > 1;
    let belongs = |i: usize| {
        let t = &tokens[i];
        t.is_word() && ((t.capital || t.lost) && !caps(t) || LEVELS.contains(&t.key.as_str()))
            || (t.is("-") || t.is("'")) && i > 0 && i + 1 < end
            || t.is(".") && i > 0 && fold(&tokens[i - 1].key) == "tp"
            // "Tp.HCM", "TP HCM"
            || t.is_word() && caps(t) && i > 0 && tokens[..i].iter().rev().take(2).any(|t| t.is("tp"))
    };
    let start = (0..end).rev().take(2 * PLACE + 1).take_while(|&i| belongs(i)).last().unwrap_or(end);
    if end - start > 2 * PLACE {
        return None;
    }
    let all_caps = end <= 5 && tokens[..end].iter().all(|t| t.is_word() && caps(t));
    if all_caps && end > 0 {
        return Some((0..end, marked));
    }
    let before = &tokens[..start];
    // "… họp tại Hà Nội, ngày …" is a sentence; another part of a header is no sentence.
    let words = before.iter().rposition(|t| t.kind != Kind::Mark);
    let header = || {
        caps(&tokens[words.unwrap_or(0)])
            || any_at(tokens, 0, &["v / v", "số :", "số"]).is_some()
            || before.iter().filter(|t| t.is_word()).take(3).filter(|t| caps(t)).count() == 3
    };
    (words.is_none() || start < end && header()).then_some((start..end, marked && start < end))
}

/// The digit that a letter of a scan stands for.
pub(super) fn digit(c: char) -> char {
    match c {
        'l' | 'I' | '|' | 'i' | '!' => '1',
        'O' | 'o' | 'Q' => '0',
        'S' | 's' => '5',
        'B' => '8',
        'Z' | 'z' => '2',
        'G' => '6',
        other => other,
    }
}

/// Words and numbers of a date line as a scan has them, "O5" or "thang", made whole.
fn scanned(tokens: &[Token]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens.iter().take(24) {
        let key: String = token.key.chars().map(digit).collect();
        let is_number = key.chars().all(|c| c.is_ascii_digit());
        let named =
            ["tháng", "năm"].into_iter().find(|word| fold(&token.key).replace("rn", "m") == fold(word));
        match out.last_mut().filter(|last| last.kind == Kind::Number && token.gap == Gap::None) {
            Some(last) if is_number => (last.key, last.to) = (format!("{}{key}", last.key), token.to),
            _ if is_number => out.push(Token { key, kind: Kind::Number, ..token.clone() }),
            _ => out.push(Token { key: named.map_or(token.key.clone(), str::to_owned), ..token.clone() }),
        }
    }
    out
}
