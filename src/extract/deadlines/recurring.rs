//! What comes again: "hằng tháng", "trước ngày 20 hằng tháng", "quý I, II, III và năm".
//!
//! Border: that it recurs and in which words; the next date is not computed here.

use super::super::dates::ordinal;
use super::super::token::{Kind, Token, any_at, phrase_at};
use super::super::words::ACTIONS;
use super::Due;
use super::cues::hour_at;
use crate::domain::deadline::{DeadlineClass, Rule};

#[rustfmt::skip]
const EVERY: [&str; 16] = [
    "hằng tháng", "hàng tháng", "hằng quý", "hàng quý", "hằng năm", "hàng năm", "hằng tuần", "hàng tuần",
    "mỗi tháng", "mỗi quý", "mỗi năm", "mỗi tuần", "của tháng đầu quý sau", "của tháng cuối quý",
    "của tháng tiếp theo", "của tháng đầu tiên của quý sau",
];

/// "hằng tháng", "trước ngày 20 hằng tháng", "định kỳ hằng quý, 6 tháng, năm", "mỗi quý".
pub(super) fn recurring(tokens: &[Token], i: usize) -> Option<Due> {
    const MORE: [&str; 16] = [
        ", 06 tháng",
        ", 6 tháng",
        ", 9 tháng",
        ", 09 tháng",
        ", năm",
        "và năm",
        ", hằng năm",
        ", hàng năm",
        "và hằng năm",
        "và 6 tháng",
        ", quý",
        "và cả năm",
        ", cả năm",
        ", hằng quý",
        ", hàng quý",
        "hoặc đột xuất",
    ];
    let mut end =
        on_days(tokens, i).or_else(|| any_at(tokens, i, &EVERY[..12])).or_else(|| periodic(tokens, i))?;
    // The list goes on: "hằng quý, 6 tháng, năm".
    while let Some(next) = any_at(tokens, end, &MORE) {
        end = next;
    }
    Some(Due::new(DeadlineClass::Recurring, None, Rule::None, i..end))
}

/// "trước ngày 20 hằng tháng", "định kỳ trước ngày 01/6 và 15/11 hằng năm", "từ ngày 1 đến ngày
/// 5 hằng tháng".
fn on_days(tokens: &[Token], i: usize) -> Option<usize> {
    const DAYS: [&str; 14] = [
        "chậm nhất là trước ngày",
        "chậm nhất là ngày",
        "chậm nhất trước ngày",
        "chậm nhất vào ngày",
        "chậm nhất ngày",
        "trước các ngày",
        "trước ngày",
        "vào ngày",
        "từ ngày",
        "ngày",
        "trong ngày",
        "chậm nhất",
        "trước",
        "vào",
    ];
    const BETWEEN: [&str; 20] = [
        "/", "tháng", "đến", "ngày", "của", "cuối", "đầu", "thứ", "mỗi", "hằng", "hàng", "quý", ",", "sau",
        "kế", "tiếp", "liền", "và", "trước", "cùng",
    ];
    let start = any_at(tokens, i, &["định kỳ"]).unwrap_or(i);
    let end = any_at(tokens, start, &DAYS)?;
    tokens.get(end).filter(|t| t.kind == Kind::Number || t.is("thứ"))?;
    let passes = |t: &Token| t.kind == Kind::Number || BETWEEN.contains(&t.key.as_str());
    let reach = tokens[end..].iter().take(14).take_while(|t| passes(t)).count();
    (end..=end + reach).find_map(|k| any_at(tokens, k, &EVERY))
}

/// "định kỳ hằng quý", "định kỳ 6 tháng", "quý I, II, III và năm", "hằng ngày trước 16 giờ".
fn periodic(tokens: &[Token], i: usize) -> Option<usize> {
    #[rustfmt::skip]
    const PERIODS: [&str; 20] = [
        "hằng tháng", "hàng tháng", "hằng quý", "hàng quý", "hằng năm", "hàng năm", "hằng tuần", "hàng tuần", "tháng", "quý",
        "năm", "tuần", "6 tháng", "06 tháng", "03 tháng", "3 tháng", "hằng", "mỗi quý", "mỗi tháng", "mỗi năm",
    ];
    if let Some(end) = any_at(tokens, i, &["định kỳ"]) {
        let unit = quarters(tokens, end).or_else(|| any_at(tokens, end, &PERIODS));
        // "Định kỳ tổng hợp báo cáo": a verb or nothing behind it.
        let bare = tokens.get(end).is_none_or(|t| t.kind == Kind::Mark) || ACTIONS.at(tokens, end).is_some();
        return unit.or(bare.then_some(end));
    }
    if let Some(end) = any_at(tokens, i, &["hằng ngày", "hàng ngày"]) {
        let hour = (end..tokens.len().min(end + 8)).find(|&k| hour_at(tokens, k).0.is_some());
        return hour.map(|k| hour_at(tokens, k).1);
    }
    quarters(tokens, i)
}

/// "quý I, II, III và năm": reports of every quarter.
fn quarters(tokens: &[Token], i: usize) -> Option<usize> {
    let mut end = phrase_at(tokens, i, "quý")?;
    let mut last = 0;
    while let Some(n) = tokens.get(end).and_then(ordinal).filter(|n| *n > last && *n <= 4) {
        last = n;
        end = any_at(tokens, end + 1, &[", quý", ","]).unwrap_or(end + 1);
    }
    any_at(tokens, end, &["và năm", "và cả năm", ", năm"]).filter(|_| last > 1)
}
