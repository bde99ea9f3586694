//! Dates and countdowns in words: "còn 8 ngày (6 ngày làm việc)", "trễ 5 ngày", "T3 29/12/2020".
//!
//! Border: words only. What is counted is decided in `domain::countdown`. "quá 5 ngày" is never
//! written, because it means "more than five days".

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Lang, messages, say};
use crate::domain::countdown::Countdown;
use crate::text;

messages! {
    left_long(days: i64, unit: &str, working: i64, working_unit: &str) {
        vi: "còn {days} {unit} ({working} {working_unit} làm việc)",
        en: "{days} {unit} left ({working} working {working_unit})",
    }
    left_short(amount: &str) { vi: "còn {amount}", en: "{amount} left" }
    late_short(amount: &str) { vi: "trễ {amount}", en: "{amount} late" }
    due_today() { vi: "hôm nay", en: "today" }
    done_on_day(day: &str) { vi: "xong {day}", en: "done {day}" }
    done_late_by(amount: &str) { vi: "xong muộn {amount}", en: "done {amount} late" }
    internal_today() { vi: "nội bộ nay", en: "own: today" }
    internal_date(what: &str) { vi: "nội bộ {what}", en: "own: {what}" }
    by_report_date(day: &str) { vi: "(b/c {day})", en: "(rpt {day})" }
    by_report_date_long(day: &str) { vi: "theo hạn báo cáo {day}", en: "by the report date {day}" }
}

/// Names of the days from Monday on, as office calendars print them.
const WEEKDAYS: [(&str, &str); 7] =
    [("T2", "Mon"), ("T3", "Tue"), ("T4", "Wed"), ("T5", "Thu"), ("T6", "Fri"), ("T7", "Sat"), ("CN", "Sun")];

impl Lang {
    /// For titles and prose: "còn 8 ngày (6 ngày làm việc)".
    pub fn countdown_long(self, countdown: &Countdown) -> String {
        match *countdown {
            Countdown::Left { days, working_days } => {
                self.left_long(days, &self.day_unit(days), working_days, &self.day_unit(working_days))
            }
            Countdown::Minutes { left } => self.left_short(&self.hours_and_minutes(left)),
            Countdown::MinutesLate { late } => self.late_short(&self.hours_and_minutes(late)),
            _ => self.countdown_short(countdown),
        }
    }

    /// For a column: "còn 8 ngày", "hôm nay", "trễ 5 ngày".
    pub fn countdown_short(self, countdown: &Countdown) -> String {
        match *countdown {
            Countdown::Left { days, .. } => self.left_short(&self.days(days)),
            Countdown::Today => self.due_today(),
            Countdown::Late { days } => self.late_short(&self.days(days)),
            Countdown::Minutes { left } => self.left_short(&self.minutes(left)),
            Countdown::MinutesLate { late } => self.late_short(&self.minutes(late)),
        }
    }

    /// For a narrow column: "còn 8", "hôm nay", "trễ 5".
    pub fn countdown_tiny(self, countdown: &Countdown) -> String {
        match *countdown {
            Countdown::Left { days, .. } => self.left_short(&days.to_string()),
            Countdown::Late { days } => self.late_short(&days.to_string()),
            _ => self.countdown_short(countdown),
        }
    }

    /// As [`Self::countdown_short`] where it fits into so many cells, else as [`Self::countdown_tiny`].
    pub fn countdown_within(self, countdown: &Countdown, cells: usize) -> String {
        let short = self.countdown_short(countdown);
        if text::width(&short) <= cells { short } else { self.countdown_tiny(countdown) }
    }

    /// To the office's own date, in a column: "nội bộ còn 4", "nội bộ nay".
    pub fn countdown_internal(self, countdown: &Countdown) -> String {
        match countdown {
            Countdown::Today => self.internal_today(),
            _ => self.internal_date(&self.countdown_tiny(countdown)),
        }
    }

    /// "5 ngày"; English has one and many.
    pub fn days(self, days: i64) -> String {
        format!("{days} {}", self.day_unit(days))
    }

    fn day_unit(self, days: i64) -> String {
        match days {
            1 => say! { self, vi: "ngày", en: "day" },
            _ => say! { self, vi: "ngày", en: "days" },
        }
    }

    /// "45 phút", from an hour on whole hours, "3 giờ". Never "3h20", which is a time of day.
    fn minutes(self, minutes: i64) -> String {
        let hours = minutes / 60;
        match hours {
            0 => say! { self, vi: "{minutes} phút", en: "{minutes} min" },
            1 => say! { self, vi: "{hours} giờ", en: "{hours} hour" },
            _ => say! { self, vi: "{hours} giờ", en: "{hours} hours" },
        }
    }

    /// "3 giờ 20 phút".
    fn hours_and_minutes(self, minutes: i64) -> String {
        match minutes % 60 {
            rest if rest > 0 && minutes > 60 => format!("{} {}", self.minutes(minutes), self.minutes(rest)),
            _ => self.minutes(minutes),
        }
    }

    /// "T3" … "CN".
    pub fn weekday(self, on: NaiveDate) -> &'static str {
        self.weekday_name(on.weekday())
    }

    pub(super) fn weekday_name(self, weekday: Weekday) -> &'static str {
        let (vi, en) = WEEKDAYS[weekday.num_days_from_monday() as usize];
        match self {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    /// "T3 29/12/2020".
    pub fn weekday_date(self, on: NaiveDate) -> String {
        format!("{} {}", self.weekday(on), full_date(on))
    }
}

/// "29/12/2020".
pub fn full_date(on: NaiveDate) -> String {
    on.format("%d/%m/%Y").to_string()
}

/// "29/12", where the countdown beside it leaves no doubt about the year.
pub fn day_month(on: NaiveDate) -> String {
    on.format("%d/%m").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countdowns_read_as_an_office_says_them() {
        let cases = [
            (
                Countdown::Left { days: 8, working_days: 6 },
                "còn 8 ngày (6 ngày làm việc)",
                "còn 8 ngày",
                "còn 8",
            ),
            (Countdown::Today, "hôm nay", "hôm nay", "hôm nay"),
            (Countdown::Late { days: 5 }, "trễ 5 ngày", "trễ 5 ngày", "trễ 5"),
            (Countdown::Minutes { left: 45 }, "còn 45 phút", "còn 45 phút", "còn 45 phút"),
            (Countdown::Minutes { left: 480 }, "còn 8 giờ", "còn 8 giờ", "còn 8 giờ"),
            (Countdown::Minutes { left: 200 }, "còn 3 giờ 20 phút", "còn 3 giờ", "còn 3 giờ"),
            (Countdown::MinutesLate { late: 61 }, "trễ 1 giờ 1 phút", "trễ 1 giờ", "trễ 1 giờ"),
        ];
        for (countdown, long, short, tiny) in cases {
            assert_eq!(Lang::Vi.countdown_long(&countdown), long);
            assert_eq!(Lang::Vi.countdown_short(&countdown), short);
            assert_eq!(Lang::Vi.countdown_tiny(&countdown), tiny);
        }
    }

    #[test]
    fn english_has_one_day_and_many() {
        let one = Countdown::Left { days: 1, working_days: 1 };
        assert_eq!(Lang::En.countdown_long(&one), "1 day left (1 working day)");
        assert_eq!(Lang::En.countdown_short(&Countdown::Late { days: 2 }), "2 days late");
    }

    #[test]
    fn the_week_begins_on_thu_hai() {
        let monday = NaiveDate::from_ymd_opt(2020, 12, 21).unwrap();
        assert_eq!(Lang::Vi.weekday_date(monday), "T2 21/12/2020");
        assert_eq!(Lang::Vi.weekday(monday - chrono::Days::new(1)), "CN");
    }
}
