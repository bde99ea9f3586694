//! Which day of which period "trước ngày 15 của tháng cuối quý" is.
//!
//! Border: from the words of something that comes again to its terms; none where they do not tell one day.
//! Without a day it is the period's last; with a day alone, that of the period's last month. Of "hằng quý,
//! 6 tháng, năm" the shortest period counts, as far as its times fall on those of the others.

use std::ops::Range;

use super::super::token::{Kind, Token, any_at, phrase_at};
use super::super::words::EVERY_BETWEEN;
use crate::domain::deadline::{Every, Recurrence};

#[derive(Clone, Copy)]
enum Word {
    Every(Every),
    /// "Tháng cuối" of the period, "tháng đầu".
    Last,
    First,
    /// Of the month or the period after it.
    After,
}

/// Longer ones first.
const WORDS: [(&str, Word); 14] = [
    ("tháng cuối cùng", Word::Last),
    ("tháng cuối", Word::Last),
    ("tháng đầu tiên", Word::First),
    ("tháng đầu", Word::First),
    ("tháng tiếp theo", Word::After),
    ("tháng tiếp sau", Word::After),
    ("tháng kế tiếp", Word::After),
    ("tháng liền sau", Word::After),
    ("tháng sau", Word::After),
    ("sau", Word::After),
    ("tháng", Word::Every(Every::Month)),
    ("quý", Word::Every(Every::Quarter)),
    ("năm", Word::Every(Every::Year)),
    ("tuần", Word::Every(Every::Week)),
];

/// So many months are a period.
const MONTHS: [(u32, Every); 3] = [(3, Every::Quarter), (6, Every::HalfYear), (9, Every::NineMonths)];

/// From Monday on, behind "thứ".
const WEEKDAYS: [&str; 6] = ["hai", "ba", "tư", "năm", "sáu", "bảy"];

/// The day of the week at `at`, as letters and calendars print it ("thứ sáu", "T6", "CN"), and what follows.
fn weekday_at(tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    if let Some(end) = any_at(tokens, at, &["chủ nhật", "cn"]) {
        return Some((7, end));
    }
    let name = tokens.get(any_at(tokens, at, &["thứ", "t"])?)?;
    let number = || name.number().and_then(|n| (2..=7).contains(&n).then_some(n as usize - 1));
    let day = WEEKDAYS.iter().position(|word| name.is(word)).map(|day| day + 1).or_else(number)?;
    Some((day, at + 2))
}

/// What the words name.
#[derive(Default)]
struct Found {
    periods: Vec<Every>,
    days: Vec<u32>,
    /// Months of the year.
    months: Vec<u32>,
    weekday: Option<u8>,
    is_first: bool,
    is_after: bool,
    /// "Từ ngày 1 đến ngày 5": the last day counts.
    is_window: bool,
    /// Words that say nothing here.
    others: usize,
}

/// The terms of the words in `range`, to which "của tháng cuối quý", "tháng sau" may follow.
pub(super) fn told(tokens: &[Token], range: Range<usize>) -> Option<Recurrence> {
    let behind =
        any_at(tokens, range.end, &["của tháng", "tháng sau", "tháng tiếp", "tháng kế", "tháng liền"])
            .or_else(|| any_at(tokens, range.end, &["tháng đầu", "tháng cuối"]));
    let tail = behind.map_or(0, |_| {
        let is_edge = |t: &Token| t.kind == Kind::Mark;
        tokens[range.end..].iter().take(7).take_while(|t| !is_edge(t)).count()
    });
    read(&tokens[range.start..range.end + tail]).terms()
}

/// The same of words that speak of nothing else: "hằng tháng 20".
pub(super) fn whole(tokens: &[Token]) -> Option<Recurrence> {
    let found = read(tokens);
    found.terms().filter(|_| found.others == 0)
}

fn read(tokens: &[Token]) -> Found {
    let mut found = Found::default();
    let mut k = 0;
    while k < tokens.len() {
        k = found.take(tokens, k);
    }
    found
}

impl Found {
    /// Takes what stands at `k`; returns what follows.
    fn take(&mut self, tokens: &[Token], k: usize) -> usize {
        let number = |at: usize, most: u32| tokens.get(at)?.number().filter(|n| (1..=most).contains(n));
        if let Some(end) = any_at(tokens, k + 1, &["giờ", "h"]).filter(|_| number(k, 24).is_some()) {
            return end;
        }
        // "Hằng tháng 20" is a day, "tháng 12 hằng năm" a month.
        let repeats = k > 0 && ["hằng", "hàng", "mỗi"].contains(&tokens[k - 1].key.as_str());
        let named = any_at(tokens, k, &["tháng", "/", "-"]).filter(|_| !repeats);
        if let Some((at, month)) = named.and_then(|at| Some((at, number(at, 12)?))) {
            self.months.push(month);
            return at + 1;
        }
        if let Some((day, end)) = weekday_at(tokens, k) {
            self.weekday = u8::try_from(day).ok();
            return end;
        }
        // "Ngày 6 tháng 12" and "ngày 6 tháng sau" are no six months.
        let is_day = k > 0 && tokens[k - 1].is("ngày") || number(k + 2, 12).is_some();
        let months = MONTHS.iter().find(|(n, _)| number(k, 9) == Some(*n) && !repeats && !is_day);
        if let Some((_, every)) = months
            && let Some(end) = phrase_at(tokens, k + 1, "tháng")
        {
            self.periods.push(*every);
            return end;
        }
        if let Some((words, word)) = WORDS.iter().find(|(words, _)| phrase_at(tokens, k, words).is_some()) {
            match *word {
                Word::Every(every) => self.periods.push(every),
                Word::Last => {}
                Word::First => self.is_first = true,
                Word::After => self.is_after = true,
            }
            return k + words.split(' ').count();
        }
        if let Some(day) = number(k, 31) {
            self.days.push(day);
            return k + 1;
        }
        self.is_window |= tokens[k].is("đến") || tokens[k].is("-");
        let says_nothing =
            ["định", "kỳ", "hạn", "chậm", "nhất", "là", "vào", "mỗi", "cứ", "một", "lần", "từ", "báo", "cáo"];
        let end = EVERY_BETWEEN.at(tokens, k);
        let is_known = end.is_some() || says_nothing.contains(&tokens[k].key.as_str());
        self.others += usize::from(!is_known);
        end.unwrap_or(k + 1)
    }

    /// The period whose times fall on those of all that are named.
    fn every(&self) -> Option<Every> {
        let shortest = self.periods.iter().copied().min_by_key(|every| every.months());
        let every = shortest.or(self.is_after.then_some(Every::Month))?;
        let covers = |other: &Every| {
            every == *other || every.months() > 0 && other.months().is_multiple_of(every.months())
        };
        self.periods.iter().all(covers).then_some(every)
    }

    fn terms(&self) -> Option<Recurrence> {
        let every = self.every()?;
        let end = Recurrence::at_the_end(every);
        if every == Every::Week {
            let is_plain = self.days.is_empty() && self.months.is_empty() && !self.is_after;
            return is_plain.then_some(Recurrence { day: self.weekday.unwrap_or(end.day), ..end });
        }
        let day = match self.days[..] {
            [] => end.day,
            [day] => u8::try_from(day).ok()?,
            [.., last] if self.is_window => u8::try_from(last).ok()?,
            _ => return None,
        };
        let length = every.months();
        let month = match self.months[..] {
            [] if self.is_after => length + 1,
            [] if self.is_first => 1,
            [] => length,
            [month] if length > 1 => (u8::try_from(month).ok()? - 1) % length + 1,
            _ => return None,
        };
        (self.weekday.is_none() && month <= 13).then_some(Recurrence { every, month, day })
    }
}
