//! What a letter contradicts in itself: a share that does not follow from its fraction, a weekday
//! that is not that day's. Shown, never corrected in the text.
//!
//! Border: proofs from the letter alone (corpus/SCHEMA "Warnings").

use chrono::{Datelike, NaiveDate, Weekday};

use super::dates::day_at;
use super::source::Source;
use super::targets::number_end;
use super::token::{Gap, Kind, Token, any_at, join, phrase_at};
use crate::domain::directive::{Doubt, DoubtKind};

/// Words between a fraction and its share, and how far apart they may stand.
const SHARES: [&str; 8] = ["đạt tỷ lệ", "đạt tỉ lệ", "đạt", "chiếm", "tỷ lệ", "tỉ lệ", "bằng", "("];
const REACH: usize = 14;

/// Every doubt of one paragraph.
pub(super) fn all(source: &Source, tokens: &[Token], year: Option<i32>) -> Vec<Doubt> {
    let mut found = Vec::new();
    for i in 0..tokens.len() {
        found.extend(ratio(source, tokens, i));
        found.extend(weekday(source, tokens, i, year));
        found.extend(impossible(source, tokens, i));
    }
    found
}

fn doubt(
    source: &Source,
    tokens: &[Token],
    kind: DoubtKind,
    text: String,
    expected: Option<String>,
) -> Doubt {
    let span = tokens.first().zip(tokens.last()).map(|(a, b)| source.span(a.from, b.to));
    Doubt { kind, text, expected, span }
}

/// "17/20 nhiệm vụ, đạt 70%": 17 of 20 is 85 %.
fn ratio(source: &Source, tokens: &[Token], i: usize) -> Option<Doubt> {
    let (part, whole, end) = fraction(tokens, i)?;
    let stop = |k: usize| {
        tokens[k].is(";")
            || tokens[k].is(".") && tokens.get(k + 1).is_none_or(|t| t.gap != Gap::None)
            || fraction(tokens, k).is_some()
    };
    let at = (end..tokens.len().min(end + REACH))
        .take_while(|&k| !stop(k))
        .find_map(|k| any_at(tokens, k, &SHARES).filter(|&n| percent(source, tokens, n).is_some()))?;
    let (printed, decimals, to) = percent(source, tokens, at)?;
    let right = part / whole * 100.0;
    let scale = 10f64.powi(decimals);
    if ((right * scale).round() / scale - printed).abs() < 1e-6 {
        return None;
    }
    let expected = rounded(right, decimals);
    let words = format!("{} … {}", join(source, &tokens[i..end]), join(source, &tokens[at..to]));
    Some(doubt(source, &tokens[i..to], DoubtKind::RatioMismatch, words, Some(expected)))
}

/// "85%", "66,7%": with as many decimals as the letter prints.
fn rounded(value: f64, decimals: i32) -> String {
    let decimals = usize::try_from(decimals).unwrap_or(0);
    format!("{value:.decimals$}%").replace('.', ",")
}

/// "17/20" or "1.050/1.200" that is no date and no number of a document; part, whole, end.
fn fraction(tokens: &[Token], i: usize) -> Option<(f64, f64, usize)> {
    let glued =
        i > 0 && tokens[i].gap == Gap::None && tokens[i - 1].kind == Kind::Mark && !tokens[i - 1].is("(");
    if glued || tokens[i].kind != Kind::Number {
        return None;
    }
    let (part, end) = whole_number(tokens, i)?;
    let slash = phrase_at(tokens, end, "/")
        .or_else(|| phrase_at(tokens, end, "trên tổng số"))
        .or_else(|| phrase_at(tokens, end, "trong tổng số"))?;
    let (whole, to) = whole_number(tokens, slash)?;
    let more = tokens.get(to).is_some_and(|t| t.gap == Gap::None && (t.is("/") || t.is("-") || t.is_word()));
    let is_date = i > 0 && matches!(tokens[i - 1].key.as_str(), "ngày" | "số");
    (!more && !is_date && whole > 0.0 && part <= whole).then_some((part, whole, to))
}

fn whole_number(tokens: &[Token], i: usize) -> Option<(f64, usize)> {
    tokens.get(i)?.number()?;
    let end = number_end(tokens, i);
    let grouped = tokens[i + 1..end].iter().all(|t| t.is(".") || t.key.len() == 3 && t.kind == Kind::Number);
    let digits: String =
        tokens[i..end].iter().filter(|t| t.kind == Kind::Number).map(|t| t.key.as_str()).collect();
    let value = digits.parse().ok()?;
    grouped.then_some((value, end))
}

/// "96,4%" at `i`: value, decimals, end.
fn percent(source: &Source, tokens: &[Token], i: usize) -> Option<(f64, i32, usize)> {
    tokens.get(i)?.number()?;
    let end = number_end(tokens, i);
    tokens.get(end).filter(|t| t.is("%"))?;
    let printed: String = super::refs::squeeze(source, &tokens[i..end]).replace(',', ".");
    let decimals = printed.split_once('.').map_or(0, |(_, d)| d.len());
    Some((printed.parse().ok()?, i32::try_from(decimals).ok()?, end + 1))
}

const WEEKDAYS: [(&str, &str, Weekday); 7] = [
    ("hai", "2", Weekday::Mon),
    ("ba", "3", Weekday::Tue),
    ("tư", "4", Weekday::Wed),
    ("năm", "5", Weekday::Thu),
    ("sáu", "6", Weekday::Fri),
    ("bảy", "7", Weekday::Sat),
    ("chủ nhật", "chủ nhật", Weekday::Sun),
];

/// "thứ Sáu, ngày 16/10/2020" that is no Friday.
fn weekday(source: &Source, tokens: &[Token], i: usize, year: Option<i32>) -> Option<Doubt> {
    let start = phrase_at(tokens, i, "thứ").or_else(|| phrase_at(tokens, i, "chủ nhật").map(|_| i))?;
    let (end, printed, digit) = WEEKDAYS.iter().find_map(|(word, digit, day)| {
        let by_word = phrase_at(tokens, start, word).map(|e| (e, *day, false));
        by_word.or_else(|| phrase_at(tokens, start, digit).map(|e| (e, *day, true)))
    })?;
    let named = any_at(tokens, end, &[", ngày", "( ngày", "ngày", ",", "("]).unwrap_or(end);
    let day = day_at(tokens, named)?;
    let on: NaiveDate = day.in_year(day.year.or(year)?)?;
    if on.weekday() == printed {
        return None;
    }
    let (word, number, _) = WEEKDAYS.iter().find(|(_, _, w)| *w == on.weekday())?;
    let expected = match *word {
        "chủ nhật" => "Chủ nhật".to_owned(),
        _ if digit => format!("thứ {number}"),
        word => {
            format!("thứ {}{}", word.chars().next()?.to_uppercase(), word.chars().skip(1).collect::<String>())
        }
    };
    let words = join(source, &tokens[i..day.at.end]);
    Some(doubt(source, &tokens[i..day.at.end], DoubtKind::WeekdayMismatch, words, Some(expected)))
}

/// "ngày 31/4/2021".
fn impossible(source: &Source, tokens: &[Token], i: usize) -> Option<Doubt> {
    let at = phrase_at(tokens, i, "ngày")?;
    let day = day_at(tokens, at)?;
    // A leap day without its year may exist.
    let exists = day.in_year(2024).is_some() && day.year.is_none_or(|year| day.in_year(year).is_some());
    let words = || join(source, &tokens[i..day.at.end]);
    (!exists).then(|| doubt(source, &tokens[i..day.at.end], DoubtKind::DateImpossible, words(), None))
}
