//! A typed date in words: the day that is shown back while it is typed, and why it is refused.
//!
//! Border: words only, each fit for one line below a field. What a date is, is decided in `domain::typed`.

use chrono::Datelike;

use super::countdown::full_date;
use super::{Lang, messages};
use crate::domain::countdown::Countdown;
use crate::domain::typed::{Echo, Refusal};
use crate::text;

/// The cells of a line below a field, on a screen of 80 columns.
const CELLS: usize = 66;

messages! {
    typed_ago(amount: &str) { vi: "đã qua {amount}", en: "{amount} ago" }
    typed_day_off() { vi: " · ngày nghỉ", en: " · day off" }
    typed_day_off_unverified() { vi: " · ngày nghỉ chưa có thông báo", en: " · unannounced day off" }
    typed_over_unverified() { vi: " · qua ngày nghỉ chưa có thông báo", en: " · over unannounced days off" }
    typed_like() { vi: "Nhập như 29/12, +5lv, t6, cuối tháng.", en: "Write 29/12, +5lv, t6 or eom." }
    typed_like_passed() { vi: "Nhập như 12/12, 12/12/2020, hn, -2.", en: "Write 12/12, 12/12/2020, today or -2." }
    typed_unknown() { vi: "Không hiểu ngày này.", en: "Not understood as a date." }
    typed_no_day(day: &str) { vi: "Không có ngày {day}.", en: "There is no {day}." }
    typed_no_month(month: u32) { vi: "Không có tháng {month}.", en: "There is no month {month}." }
    typed_month_first(no: u32, day: &str) {
        vi: "Không có tháng {no}; có phải {day}? Ghi ngày trước, tháng sau.",
        en: "There is no month {no}; is it {day}? The day stands first.",
    }
    typed_month_alone(last: &str) {
        vi: "Thiếu ngày. Nếu là ngày cuối tháng thì nhập {last}.",
        en: "The day is missing. For the end of the month write {last}.",
    }
    typed_wrong_weekday(day: &str, is: &str, said: &str) {
        vi: "{day} là {is}, không phải {said}. Nhập {day} hoặc sửa thứ.",
        en: "{day} is {is}, not {said}. Write {day} or another weekday.",
    }
    typed_too_far() {
        vi: "Chỉ nhận ngày từ năm 1900 đến năm 2200, như 29/12/2020.",
        en: "Only days of the years 1900 to 2200, such as 29/12/2020.",
    }
}

impl Lang {
    /// "→ T3 29/12/2020, còn 8 ngày (6 ngày làm việc)", and what is doubtful about the day. Where
    /// that makes the line too long, the count is said in fewer words.
    pub fn typed_echo(self, echo: &Echo) -> String {
        let year = if echo.is_year_guessed { format!(" ({}?)", echo.on.year()) } else { String::new() };
        let flag = match (echo.is_day_off, echo.unverified) {
            (true, true) => self.typed_day_off_unverified(),
            (true, false) => self.typed_day_off(),
            (false, true) => self.typed_over_unverified(),
            (false, false) => String::new(),
        };
        let line = |count: String| format!("→ {}{year}, {count}{flag}", self.weekday_date(echo.on));
        if let Countdown::Late { days } = echo.countdown {
            return line(self.typed_ago(&self.days(days)));
        }
        let shorter =
            [Lang::countdown_long, Lang::countdown_short].map(|say| line(say(self, &echo.countdown)));
        let fits = shorter.into_iter().find(|line| text::width(line) <= CELLS);
        fits.unwrap_or_else(|| line(self.countdown_tiny(&echo.countdown)))
    }

    /// Why a date is refused, with an example of what is not: of a day that has been where one is asked for.
    pub fn typed_refusal(self, refusal: &Refusal, is_passed: bool) -> String {
        let why = match *refusal {
            Refusal::Unknown => self.typed_unknown(),
            Refusal::NoSuchDay { day, month, year } => {
                let year = year.map(|year| format!("/{year:04}")).unwrap_or_default();
                self.typed_no_day(&format!("{day:02}/{month:02}{year}"))
            }
            Refusal::NoSuchMonth(month) => self.typed_no_month(month),
            Refusal::MonthFirst { day, month } => {
                return self.typed_month_first(day, &format!("{day:02}/{month:02}"));
            }
            Refusal::MonthAlone { last } => return self.typed_month_alone(&full_date(last)),
            Refusal::WrongWeekday { on, said } => {
                return self.typed_wrong_weekday(&full_date(on), self.weekday(on), self.weekday_name(said));
            }
            Refusal::TooFar => return self.typed_too_far(),
        };
        format!("{why} {}", if is_passed { self.typed_like_passed() } else { self.typed_like() })
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::typed::{self, Typed};

    fn said(lang: Lang, today: &str, written: &str) -> String {
        let today: NaiveDate = today.parse().expect("a date");
        match typed::parse(written, today, &Calendar::built_in()) {
            Ok(Typed::Day(echo)) => lang.typed_echo(&echo),
            Ok(Typed::Nothing) => String::new(),
            Err(refusal) => lang.typed_refusal(&refusal, false),
        }
    }

    const MONDAY: &str = "2020-12-21";

    #[test]
    fn what_is_shown_while_a_date_is_typed() {
        for (today, written, vi, en) in [
            (
                MONDAY,
                "29/12",
                "→ T3 29/12/2020, còn 8 ngày (6 ngày làm việc)",
                "→ Tue 29/12/2020, 8 days left (6 working days)",
            ),
            (MONDAY, "hn", "→ T2 21/12/2020, hôm nay", "→ Mon 21/12/2020, today"),
            (
                MONDAY,
                "-2",
                "→ T7 19/12/2020, đã qua 2 ngày · ngày nghỉ",
                "→ Sat 19/12/2020, 2 days ago · day off",
            ),
            (
                MONDAY,
                "-1",
                "→ CN 20/12/2020, đã qua 1 ngày · ngày nghỉ",
                "→ Sun 20/12/2020, 1 day ago · day off",
            ),
            (
                MONDAY,
                "20/12",
                "→ T2 20/12/2021 (2021?), còn 364 ngày (249 ngày làm việc)",
                "→ Mon 20/12/2021 (2021?), 364 days left (249 working days)",
            ),
            (
                MONDAY,
                "1/1",
                "→ T6 01/01/2021, còn 11 ngày (8 ngày làm việc) · ngày nghỉ",
                "→ Fri 01/01/2021, 11 days left (8 working days) · day off",
            ),
            (
                "2026-11-23",
                "mai",
                "→ T3 24/11/2026, còn 1 ngày · ngày nghỉ chưa có thông báo",
                "→ Tue 24/11/2026, 1 day left · unannounced day off",
            ),
            (
                "2026-11-23",
                "+2",
                "→ T4 25/11/2026, còn 2 ngày · qua ngày nghỉ chưa có thông báo",
                "→ Wed 25/11/2026, 2 days left · over unannounced days off",
            ),
            (
                "2026-03-01",
                "31/12/2199",
                "→ T3 31/12/2199, còn 63492 ngày · qua ngày nghỉ chưa có thông báo",
                "→ Tue 31/12/2199, 63492 days left · over unannounced days off",
            ),
        ] {
            assert_eq!(said(Lang::Vi, today, written), vi);
            assert_eq!(said(Lang::En, today, written), en);
        }
    }

    #[test]
    fn why_a_date_is_refused() {
        for (written, vi, en) in [
            (
                "abc",
                "Không hiểu ngày này. Nhập như 29/12, +5lv, t6, cuối tháng.",
                "Not understood as a date. Write 29/12, +5lv, t6 or eom.",
            ),
            (
                "31/2",
                "Không có ngày 31/02. Nhập như 29/12, +5lv, t6, cuối tháng.",
                "There is no 31/02. Write 29/12, +5lv, t6 or eom.",
            ),
            (
                "29/2/2021",
                "Không có ngày 29/02/2021. Nhập như 29/12, +5lv, t6, cuối tháng.",
                "There is no 29/02/2021. Write 29/12, +5lv, t6 or eom.",
            ),
            (
                "29/13",
                "Không có tháng 13. Nhập như 29/12, +5lv, t6, cuối tháng.",
                "There is no month 13. Write 29/12, +5lv, t6 or eom.",
            ),
            (
                "12/29",
                "Không có tháng 29; có phải 29/12? Ghi ngày trước, tháng sau.",
                "There is no month 29; is it 29/12? The day stands first.",
            ),
            (
                "2/2021",
                "Thiếu ngày. Nếu là ngày cuối tháng thì nhập 28/02/2021.",
                "The day is missing. For the end of the month write 28/02/2021.",
            ),
            (
                "t4 29/12",
                "29/12/2020 là T3, không phải T4. Nhập 29/12/2020 hoặc sửa thứ.",
                "29/12/2020 is Tue, not Wed. Write 29/12/2020 or another weekday.",
            ),
            (
                "1/1/1800",
                "Chỉ nhận ngày từ năm 1900 đến năm 2200, như 29/12/2020.",
                "Only days of the years 1900 to 2200, such as 29/12/2020.",
            ),
        ] {
            assert_eq!(said(Lang::Vi, MONDAY, written), vi);
            assert_eq!(said(Lang::En, MONDAY, written), en);
        }
    }

    /// Every day of some years, from days on which what makes a line long comes together.
    #[test]
    fn every_line_fits_below_a_field() {
        for today in [MONDAY, "2026-11-23", "2028-01-30", "2040-12-31"] {
            for month in 0..14 {
                for day in 0..33 {
                    for written in
                        [format!("{day}/{month}"), format!("{day}/{month}/2200"), format!("t4 {day}/{month}")]
                    {
                        for lang in [Lang::Vi, Lang::En] {
                            let line = said(lang, today, &written);
                            assert!((1..=CELLS).contains(&text::width(&line)), "{written} {today}: {line}");
                        }
                    }
                }
            }
        }
    }
}
