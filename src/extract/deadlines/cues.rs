//! A word that announces a deadline with a day or a period behind it: "chậm nhất là ngày …",
//! "trong quý II".
//!
//! Border: the words and the printed day; what is background is sorted out above.

use chrono::{Datelike, Months, NaiveDate, NaiveTime};

use super::super::dates::{day_at, period_at, year_at};
use super::super::token::{Kind, Token, any_at, phrase_at};
use super::{Due, Origin};
use crate::domain::deadline::{DeadlineClass, Rule};

/// Words that announce a deadline, longest first where one begins another. The flag says
/// whether a period may follow as well as a day.
#[rustfmt::skip]
const CUES: [(&str, bool); 36] = [
    ("chậm nhất là trước ngày", false), ("chậm nhất là trong ngày", false),
    ("chậm nhất là đến ngày", false), ("chậm nhất là vào ngày", false), ("chậm nhất là ngày", false),
    ("chậm nhất trước ngày", false), ("chậm nhất trong ngày", false), ("chậm nhất đến hết ngày", false),
    ("chậm nhất đến ngày", false), ("chậm nhất vào ngày", false), ("chậm nhất ngày", false),
    ("chậm nhất là", true), ("chậm nhất đến", true), ("chậm nhất trong", true), ("chậm nhất", true),
    ("muộn nhất là ngày", false), ("muộn nhất ngày", false), ("muộn nhất là", true),
    ("hạn chót là ngày", false), ("hạn chót", true), ("hạn cuối là ngày", false), ("hạn cuối ngày", false), ("hạn chót ngày", false), ("hạn cuối", true),
    ("thời hạn", true), ("trước hết ngày", false), ("trước ngày", false), ("trước", true),
    ("ngay trong ngày", false), ("trong ngày", false), ("đến hết ngày", false), ("hết ngày", false),
    ("xong ngày", false), ("vào ngày", false), ("đến ngày", false), ("ngày", false),
];

#[rustfmt::skip]
const PERIOD_CUES: [&str; 14] = [
    "từ nay đến hết", "từ nay đến", "chậm nhất đến hết", "chậm nhất là trong", "chậm nhất trong",
    "ngay trong", "trong các", "trong", "đến hết", "hết", "đến", "trước", "xong", "vào",
];

/// A cue with a day or a period behind it, perhaps with an hour between.
pub(super) fn by_cue(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    for (cue, period) in CUES {
        // A bare "ngày 30/11/2020" is a citation or an event.
        if cue == "ngày" && !is_deadline_label(tokens, i) {
            continue;
        }
        let Some(end) = phrase_at(tokens, i, cue) else { continue };
        if let Some(due) = day_behind(tokens, i, end, cue.contains("trước"), origin) {
            return Some(due);
        }
        if period && let Some(due) = period_behind(tokens, i, end, origin) {
            return Some(due);
        }
    }
    let end = any_at(tokens, i, &PERIOD_CUES)?;
    period_behind(tokens, i, end, origin)
}

fn is_deadline_label(tokens: &[Token], i: usize) -> bool {
    i >= 1 && tokens[i - 1].is(":") && tokens[..i].iter().any(|t| t.is("hạn"))
}

fn day_behind(tokens: &[Token], start: usize, end: usize, before: bool, origin: Origin) -> Option<Due> {
    let (hour, i) = hour_at(tokens, end);
    let i = weekday_at(tokens, i);
    let i = any_at(tokens, i, &["ngày", ", ngày"]).unwrap_or(i);
    let rule = if before { Rule::BeforeDay } else { Rule::NamedDay };
    if let Some((on, to)) = holiday_at(tokens, i, origin) {
        return Some(Due { hour, ..Due::new(DeadlineClass::Date, on, rule, start..to) });
    }
    let next_month = tokens.get(i).and_then(Token::number).filter(|d| (1..=31).contains(d)).and_then(|day| {
        let to = any_at(tokens, i + 1, &["tháng sau", "tháng tới", "của tháng sau"])?;
        let issued = origin.issued?;
        let on = (issued.with_day(1)? + Months::new(1)).with_day(day);
        Some(Due { hour, ..Due::new(DeadlineClass::Date, on, rule, start..to) })
    });
    if next_month.is_some() {
        return next_month;
    }
    let printed = day_at(tokens, i)?;
    if let Some(to) = any_at(tokens, printed.at.end, &["hằng năm", "hàng năm", "mỗi năm"]) {
        return Some(Due::new(DeadlineClass::Recurring, None, Rule::None, start..to));
    }
    let on = printed.after(origin.issued, origin.year);
    let known = printed.year.is_some() || origin.issued.is_some() || origin.year.is_some();
    let to = printed.at.end;
    Some(Due {
        hour,
        impossible: on.is_none() && known,
        ..Due::new(DeadlineClass::Date, on, rule, start..to)
    })
}

/// "trước Tết Nguyên đán năm 2024" → mùng 1; "trước ngày Quốc khánh 2/9".
fn holiday_at(tokens: &[Token], i: usize, origin: Origin) -> Option<(Option<NaiveDate>, usize)> {
    // Mùng 1 of the years a letter may name (DOMAIN §5.2).
    #[rustfmt::skip]
    const TET: [(i32, u32, u32); 20] = [
        (2015, 2, 19), (2016, 2, 8), (2017, 1, 28), (2018, 2, 16), (2019, 2, 5), (2020, 1, 25),
        (2021, 2, 12), (2022, 2, 1), (2023, 1, 22), (2024, 2, 10), (2025, 1, 29), (2026, 2, 17),
        (2027, 2, 6), (2028, 1, 26), (2029, 2, 13), (2030, 2, 2), (2031, 1, 23), (2032, 2, 11),
        (2033, 1, 31), (2034, 2, 19),
    ];
    let end = any_at(tokens, i, &["tết nguyên đán", "tết âm lịch", "tết cổ truyền"])?;
    let mut to = end;
    let mut year = None;
    while let Some(token) = tokens.get(to).filter(|t| t.kind != Kind::Mark && to < end + 5) {
        year = year_at(tokens, to);
        let named = token.capital || token.is("năm") || year.is_some();
        if !named {
            break;
        }
        to += 1;
        if year.is_some() {
            break;
        }
    }
    let day =
        |year: i32| TET.iter().find(|t| t.0 == year).and_then(|&(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
    let on = year.and_then(day).or_else(|| {
        let issued = origin.issued?;
        day(issued.year()).filter(|tet| *tet >= issued).or_else(|| day(issued.year() + 1))
    });
    Some((on, to))
}

/// "14 giờ 30 phút ngày", "17h00 ngày": the hour and the index behind it.
pub(super) fn hour_at(tokens: &[Token], i: usize) -> (Option<NaiveTime>, usize) {
    let Some(hour) = tokens.get(i).and_then(Token::number).filter(|h| *h <= 24) else { return (None, i) };
    let Some(mut end) = any_at(tokens, i + 1, &["giờ", "h", "g", ":"]) else { return (None, i) };
    let minute = tokens.get(end).and_then(Token::number).filter(|m| *m < 60);
    if minute.is_some() {
        end = any_at(tokens, end + 1, &["phút"]).unwrap_or(end + 1);
    }
    end = any_at(tokens, end, &["hằng ngày", "hàng ngày"]).map_or(end, |_| end);
    let end = any_at(tokens, end, &[", ngày", ",", "của"])
        .map_or(end, |e| if tokens[e - 1].is("ngày") { e - 1 } else { e });
    (NaiveTime::from_hms_opt(hour % 24, minute.unwrap_or(0), 0), end)
}

/// Behind "thứ Sáu, ", "Chủ nhật ".
fn weekday_at(tokens: &[Token], i: usize) -> usize {
    let end = match any_at(tokens, i, &["chủ nhật"]) {
        Some(end) => end,
        None if phrase_at(tokens, i, "thứ").is_some() => i + 2,
        None => return i,
    };
    let end = any_at(tokens, end, &["("]).unwrap_or(end);
    any_at(tokens, end, &[", ngày", "ngày"]).map_or(i, |e| e - 1)
}

fn period_behind(tokens: &[Token], start: usize, end: usize, origin: Origin) -> Option<Due> {
    let period = period_at(tokens, end)?;
    // "trong tháng 6 hằng năm" comes again; "năm 2020 của tỉnh" named behind a noun is a name.
    if any_at(tokens, period.end, &["hằng năm", "hàng năm"]).is_some() {
        return None;
    }
    let on = period.last_day(origin.issued, origin.year);
    Some(Due::new(DeadlineClass::PeriodEnd, on, Rule::PeriodEnd, start..period.end))
}
