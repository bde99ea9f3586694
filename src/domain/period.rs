//! Report periods: month, quarter, half-year, nine months, year, and their days, where an office may
//! count from the 15th of the month before to the 14th; and two typed days.
//!
//! Border: from a period to its days. What is counted in it is in `stats`; names of periods are in `i18n`.

use chrono::{Datelike, Months, NaiveDate};

use super::calendar::Calendar;
use super::typed::{self, Typed};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Month,
    Quarter,
    HalfYear,
    /// January to September.
    NineMonths,
    Year,
}

impl Span {
    pub const ALL: [Span; 5] = [Span::Month, Span::Quarter, Span::HalfYear, Span::NineMonths, Span::Year];

    fn months(self) -> i32 {
        match self {
            Span::Month => 1,
            Span::Quarter => 3,
            Span::HalfYear => 6,
            Span::NineMonths => 9,
            Span::Year => 12,
        }
    }

    /// Months from one such period to the next.
    fn step(self) -> i32 {
        if self == Span::NineMonths { 12 } else { self.months() }
    }
}

/// One period of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub span: Span,
    pub year: i32,
    /// Which one in its year, from 1.
    pub number: u32,
}

impl Period {
    /// The period that a day belongs to, where periods begin on day `starts_on` of the month: 1, or a later
    /// one of the month before. After September a day belongs to the nine months of its year.
    pub fn around(span: Span, day: NaiveDate, starts_on: u32) -> Self {
        let is_next = starts_on > 1 && day.day() >= starts_on;
        let month = day.year() * 12 + day.month0() as i32 + i32::from(is_next);
        Self::from_month(span, month)
    }

    /// `month` counts from the year 0.
    fn from_month(span: Span, month: i32) -> Self {
        let number = month.rem_euclid(12) / span.step() + 1;
        Self { span, year: month.div_euclid(12), number: number as u32 }
    }

    /// So many periods later, negative: earlier.
    pub fn turned(self, by: i32) -> Self {
        let month = self.first_month().saturating_add(by.saturating_mul(self.span.step()));
        Self::from_month(self.span, month)
    }

    fn first_month(self) -> i32 {
        self.year * 12 + (self.number as i32 - 1) * self.span.step()
    }

    /// The first day and the last one, inclusive. `None` outside the calendar.
    pub fn days(self, starts_on: u32) -> Option<(NaiveDate, NaiveDate)> {
        let start = |month: i32| {
            let first = NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)?;
            match starts_on {
                ..=1 => Some(first),
                day => first.checked_sub_months(Months::new(1))?.with_day(day.min(28)),
            }
        };
        let first = self.first_month();
        Some((start(first)?, start(first + self.span.months())?.pred_opt()?))
    }
}

/// Reads two days as people write a period, "01/01–25/12/2017" or "15/11 đến 14/12", both inclusive. Without a
/// year the second is of this one, the first the last such day before the second. `None` where it is no such period.
pub fn typed_days(typed: &str, today: NaiveDate, calendar: &Calendar) -> Option<(NaiveDate, NaiveDate)> {
    let day = |typed: &str, today| match typed::parse_passed(typed.trim(), today, calendar) {
        Ok(Typed::Day(echo)) => Some(echo.on),
        _ => None,
    };
    let (from, to) = ["–", "đến", "..", " - ", "-"].iter().find_map(|between| typed.split_once(between))?;
    let to = day(&format!("{}/{}", to.trim(), today.year()), today).or_else(|| day(to, today))?;
    day(from, to).filter(|from| *from <= to).map(|from| (from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn periods_have_the_days_an_office_reports_by() {
        for (span, on, starts_on, from, to) in [
            (Span::Month, "2020-12-21", 1, "2020-12-01", "2020-12-31"),
            (Span::Month, "2020-12-14", 15, "2020-11-15", "2020-12-14"),
            (Span::Month, "2020-12-15", 15, "2020-12-15", "2021-01-14"),
            (Span::Month, "2020-03-01", 1, "2020-03-01", "2020-03-31"),
            (Span::Month, "2020-03-01", 15, "2020-02-15", "2020-03-14"),
            (Span::Quarter, "2020-12-21", 1, "2020-10-01", "2020-12-31"),
            (Span::Quarter, "2020-12-14", 15, "2020-09-15", "2020-12-14"),
            (Span::Quarter, "2020-12-21", 15, "2020-12-15", "2021-03-14"),
            (Span::HalfYear, "2020-06-30", 1, "2020-01-01", "2020-06-30"),
            (Span::HalfYear, "2020-07-01", 1, "2020-07-01", "2020-12-31"),
            (Span::HalfYear, "2020-06-14", 15, "2019-12-15", "2020-06-14"),
            (Span::NineMonths, "2020-11-03", 1, "2020-01-01", "2020-09-30"),
            (Span::NineMonths, "2020-09-14", 15, "2019-12-15", "2020-09-14"),
            (Span::Year, "2020-02-29", 1, "2020-01-01", "2020-12-31"),
            (Span::Year, "2020-12-20", 15, "2020-12-15", "2021-12-14"),
        ] {
            let period = Period::around(span, day(on), starts_on);
            assert_eq!(period.days(starts_on), Some((day(from), day(to))), "{span:?} {on} {starts_on}");
        }
    }

    #[test]
    fn periods_follow_each_other() {
        for span in Span::ALL {
            for starts_on in [1, 15] {
                let mut period = Period::around(span, day("2019-01-20"), starts_on);
                for _ in 0..30 {
                    let next = period.turned(1);
                    let (Some((from, to)), Some((next_from, _))) =
                        (period.days(starts_on), next.days(starts_on))
                    else {
                        panic!("{period:?}");
                    };
                    let gap = if span == Span::NineMonths { 91..=93 } else { 1..=1 };
                    assert!(from < to && gap.contains(&(next_from - to).num_days()), "{period:?}");
                    assert_eq!(next.turned(-1), period);
                    assert_eq!(Period::around(span, from, starts_on), period);
                    assert_eq!(Period::around(span, to, starts_on), period);
                    period = next;
                }
            }
        }
        let half = Period { span: Span::HalfYear, year: 2020, number: 2 };
        assert_eq!(half.turned(1), Period { span: Span::HalfYear, year: 2021, number: 1 });
        assert_eq!(half.turned(-3), Period { span: Span::HalfYear, year: 2019, number: 1 });
    }

    #[test]
    fn two_typed_days_are_a_period() {
        let calendar = Calendar::built_in();
        for (typed, expected) in [
            ("01/01-25/12/2017", Some(("2017-01-01", "2017-12-25"))),
            ("01/01–25/12/2017", Some(("2017-01-01", "2017-12-25"))),
            ("01/10-31/12", Some(("2020-10-01", "2020-12-31"))),
            ("15/11 đến 14/12", Some(("2020-11-15", "2020-12-14"))),
            ("15/12 - 14/1/2020", Some(("2019-12-15", "2020-01-14"))),
            ("1/12/2020-hn", Some(("2020-12-01", "2020-12-21"))),
            ("14/12/2020-1/12/2020", None),
            ("29/12", None),
            ("31/02-1/12/2020", None),
            ("-2", None),
            ("", None),
        ] {
            let expected = expected.map(|(from, to)| (day(from), day(to)));
            assert_eq!(typed_days(typed, day("2020-12-21"), &calendar), expected, "{typed:?}");
        }
    }
}
