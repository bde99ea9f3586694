//! Deadlines: the phrase forms of DOMAIN §4 with the day, the rule and the class behind each.
//!
//! Border: one piece of text in, deadlines out. Which task they belong to is decided above.
//! Background is left alone: what was, data windows, start dates, plan periods (DOMAIN §8.9).

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};

use super::dates::{day_at, ordinal, period_at};
use super::kinds::is_document_noun;
use super::token::{Gap, Kind, Token, any_at, phrase_at};
use crate::domain::calendar::Calendar;
use crate::domain::deadline::{DeadlineClass, Rule};

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

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::new([]));

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

/// Words that announce a deadline, longest first where one begins another. The flag says
/// whether a period may follow as well as a day.
#[rustfmt::skip]
const CUES: [(&str, bool); 34] = [
    ("chậm nhất là trước ngày", false), ("chậm nhất là trong ngày", false),
    ("chậm nhất là đến ngày", false), ("chậm nhất là vào ngày", false), ("chậm nhất là ngày", false),
    ("chậm nhất trước ngày", false), ("chậm nhất trong ngày", false), ("chậm nhất đến hết ngày", false),
    ("chậm nhất đến ngày", false), ("chậm nhất vào ngày", false), ("chậm nhất ngày", false),
    ("chậm nhất là", true), ("chậm nhất đến", true), ("chậm nhất trong", true), ("chậm nhất", true),
    ("muộn nhất là ngày", false), ("muộn nhất ngày", false), ("muộn nhất là", true),
    ("hạn chót là ngày", false), ("hạn chót", true), ("hạn cuối là ngày", false), ("hạn cuối", true),
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
fn by_cue(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
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
        year = super::dates::year_at(tokens, to);
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
fn hour_at(tokens: &[Token], i: usize) -> (Option<NaiveTime>, usize) {
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

/// "trong thời hạn 03 ngày làm việc kể từ ngày nhận được Công văn này", "ngay sau khi …".
fn relative(tokens: &[Token], i: usize, origin: Origin) -> Option<Due> {
    #[rustfmt::skip]
    const CUES: [&str; 16] = [
        "trong thời hạn không quá", "trong thời hạn chậm nhất", "trong thời hạn",
        "trong thời gian không quá", "trong thời gian", "trong vòng", "trong", "chậm nhất là trong",
        "chậm nhất là sau", "chậm nhất trong", "chậm nhất sau", "chậm nhất là", "chậm nhất", "không quá",
        "thời hạn", "sau",
    ];
    if let Some(end) = any_at(tokens, i, &["ngay sau khi", "ngay sau"]) {
        let to = (end..tokens.len()).find(|&k| {
            tokens[k].kind == Kind::Mark && !tokens[k].is("/") && !tokens[k].is("-") || k > end + 16
        });
        return Some(Due::new(DeadlineClass::Relative, None, Rule::None, i..to.unwrap_or(tokens.len())));
    }
    let cue = any_at(tokens, i, &CUES)?;
    let mut n = tokens.get(cue)?.number().filter(|n| (1..=400).contains(n))?;
    let mut j = cue + 1;
    // "05 - 07 ngày": the longer one (DOMAIN §4 row 83).
    if tokens.get(j)?.is("-")
        && let Some(more) = tokens.get(j + 1).and_then(Token::number)
    {
        (n, j) = (more, j + 2);
    }
    j = any_at(tokens, j, &["( không"]).unwrap_or(j);
    let (unit, end) =
        UNITS.iter().find_map(|(words, unit)| phrase_at(tokens, j, words).map(|e| (*unit, e)))?;
    let from = since(tokens, end);
    // "sau 10 ngày" and "trong 6 tháng" need an event to be counted from.
    if from.is_none()
        && (phrase_at(tokens, i, "sau").is_some()
            || phrase_at(tokens, i, "không quá").is_some()
            || unit == Count::Months)
    {
        return None;
    }
    let (event, to) = from.unwrap_or((Event::Unsaid, end));
    let issued = origin.issued.filter(|_| matches!(event, Event::Issue | Event::Unsaid));
    let (on, rule, unverified) = reckon(issued, n, unit);
    let class = DeadlineClass::Relative;
    let due = Due { unverified, guessed: matches!(event, Event::Unsaid), ..Due::new(class, on, rule, i..to) };
    Some(due)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    WorkingDays,
    Days,
    Weeks,
    Months,
    Hours,
}

const UNITS: [(&str, Count); 8] = [
    ("ngày làm việc", Count::WorkingDays),
    ("ngày đêm", Count::Days),
    ("ngày", Count::Days),
    ("tuần", Count::Weeks),
    ("tháng", Count::Months),
    ("giờ làm việc", Count::Hours),
    ("giờ", Count::Hours),
    ("h", Count::Hours),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Issue,
    Other,
    Unsaid,
}

/// "kể từ ngày ban hành Công văn này": from what the days count, and the end of its words.
fn since(tokens: &[Token], at: usize) -> Option<(Event, usize)> {
    let i = any_at(tokens, at, &[", kể từ", "kể từ", "tính từ", "từ", "sau", ", tính từ"])?;
    let i = any_at(tokens, i, &["ngày", "thời điểm", "khi", "lúc"])?;
    let issue = any_at(tokens, i, &["ký ban hành", "ban hành", "ký", "phát hành"]);
    let named = issue.map(|end| {
        let doc = is_document_noun(tokens, end).and_then(|e| phrase_at(tokens, e, "này").or(Some(e)));
        let other = is_document_noun(tokens, end).is_some() && doc.is_none_or(|e| !tokens[e - 1].is("này"));
        (if other { Event::Other } else { Event::Issue }, doc.unwrap_or(end))
    });
    if named.is_some() {
        return named;
    }
    if let Some(end) = any_at(tokens, i, &["văn bản này ban hành", "văn bản này được ban hành"])
    {
        return Some((Event::Issue, end));
    }
    let edge = |k: &usize| matches!(tokens[*k].key.as_str(), "," | ";" | "." | ":" | ")");
    let this = super::token::find_phrase(tokens, i, "này").map(|r| r.end).filter(|end| *end <= i + 10);
    let mark = (i..tokens.len()).find(edge).unwrap_or(tokens.len());
    Some((Event::Other, this.map_or(mark, |end| end.min(mark))))
}

/// BLDS 2015, Đ.147–148: the first day is not counted; an end on a day off moves on.
fn reckon(issued: Option<NaiveDate>, n: u32, unit: Count) -> (Option<NaiveDate>, Rule, bool) {
    let rule = match unit {
        Count::WorkingDays => Rule::WorkingDays,
        Count::Days | Count::Weeks => Rule::Days,
        Count::Months => Rule::Months,
        Count::Hours => Rule::None,
    };
    let Some(issued) = issued else { return (None, rule, false) };
    let on = match unit {
        Count::WorkingDays => return working(issued, n),
        Count::Days => issued.checked_add_days(Days::new(n.into())),
        Count::Weeks => issued.checked_add_days(Days::new(u64::from(n) * 7)),
        Count::Months => issued.checked_add_months(Months::new(n)),
        Count::Hours => None,
    };
    let Some(mut day) = on else { return (None, rule, false) };
    let mut unverified = false;
    for _ in 0..15 {
        unverified |= CALENDAR.day(day).is_some_and(|d| !d.verified);
        if CALENDAR.is_working(day) {
            break;
        }
        day = day.succ_opt().unwrap_or(day);
    }
    (Some(day), rule, unverified)
}

fn working(issued: NaiveDate, n: u32) -> (Option<NaiveDate>, Rule, bool) {
    let mut unverified = false;
    let mut left = n;
    for day in issued.iter_days().skip(1).take(1000) {
        unverified |= CALENDAR.day(day).is_some_and(|d| !d.verified);
        left -= u32::from(CALENDAR.is_working(day));
        if left == 0 {
            return (Some(day), Rule::WorkingDays, unverified);
        }
    }
    (None, Rule::WorkingDays, unverified)
}

/// "hằng tháng", "trước ngày 20 hằng tháng", "định kỳ hằng quý, 6 tháng, năm", "mỗi quý".
fn recurring(tokens: &[Token], i: usize) -> Option<Due> {
    #[rustfmt::skip]
    const DAYS: [&str; 12] = [
        "chậm nhất là trước ngày", "chậm nhất là ngày", "chậm nhất trước ngày", "chậm nhất vào ngày",
        "chậm nhất ngày", "trước ngày", "vào ngày", "từ ngày", "ngày", "trong ngày", "chậm nhất", "trước",
    ];
    #[rustfmt::skip]
    const EVERY: [&str; 16] = [
        "hằng tháng", "hàng tháng", "hằng quý", "hàng quý", "hằng năm", "hàng năm", "hằng tuần",
        "hàng tuần", "mỗi tháng", "mỗi quý", "mỗi năm", "mỗi tuần", "của tháng đầu quý sau",
        "của tháng cuối quý", "của tháng tiếp theo", "của tháng đầu tiên của quý sau",
    ];
    let class = DeadlineClass::Recurring;
    if let Some(end) = any_at(tokens, i, &DAYS) {
        let number = (end..tokens.len().min(end + 8))
            .take_while(|&k| {
                tokens[k].kind == Kind::Number
                    || matches!(
                        tokens[k].key.as_str(),
                        "/" | "tháng"
                            | "đến"
                            | "ngày"
                            | "của"
                            | "cuối"
                            | "đầu"
                            | "thứ"
                            | "mỗi"
                            | "hằng"
                            | "hàng"
                            | "quý"
                            | ","
                            | "sau"
                            | "kế"
                            | "tiếp"
                            | "liền"
                    )
            })
            .collect::<Vec<_>>();
        let every = number
            .iter()
            .find_map(|&k| any_at(tokens, k, &EVERY))
            .or_else(|| any_at(tokens, number.last().map_or(end, |k| k + 1), &EVERY));
        if let Some(to) = every
            && tokens.get(end).is_some_and(|t| t.kind == Kind::Number || t.is("thứ"))
        {
            return Some(Due::new(class, None, Rule::None, i..to));
        }
    }
    let mut end = any_at(tokens, i, &EVERY[..12]).or_else(|| periodic(tokens, i))?;
    // The list goes on: "hằng quý, 6 tháng, năm".
    while let Some(next) = any_at(
        tokens,
        end,
        &[
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
            "hoặc đột xuất",
            ", cả năm",
        ],
    ) {
        end = next;
    }
    Some(Due::new(class, None, Rule::None, i..end))
}

/// "định kỳ hằng quý", "định kỳ 6 tháng", "quý I, II, III và năm", "hằng ngày trước 16 giờ".
fn periodic(tokens: &[Token], i: usize) -> Option<usize> {
    if let Some(end) = any_at(tokens, i, &["định kỳ"]) {
        let unit = any_at(
            tokens,
            end,
            &[
                "hằng tháng",
                "hàng tháng",
                "hằng quý",
                "hàng quý",
                "hằng năm",
                "hàng năm",
                "hằng tuần",
                "hàng tuần",
                "tháng",
                "quý",
                "năm",
                "tuần",
                "6 tháng",
                "06 tháng",
                "03 tháng",
                "3 tháng",
                "hằng",
                "mỗi quý",
                "mỗi tháng",
                "mỗi năm",
            ],
        );
        return unit.or(tokens.get(end).is_none_or(|t| t.kind == Kind::Mark).then_some(end));
    }
    if let Some(end) = any_at(tokens, i, &["hằng ngày", "hàng ngày"]) {
        let hour = (end..tokens.len().min(end + 8)).find(|&k| hour_at(tokens, k).0.is_some());
        return hour.map(|k| hour_at(tokens, k).1);
    }
    let mut end = phrase_at(tokens, i, "quý")?;
    let mut last = 0;
    while let Some(n) = tokens.get(end).and_then(ordinal).filter(|n| *n > last && *n <= 4) {
        last = n;
        end = any_at(tokens, end + 1, &[", quý", ","]).unwrap_or(end + 1);
    }
    any_at(tokens, end, &["và năm", "và cả năm", ", năm"]).filter(|_| last > 1)
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
