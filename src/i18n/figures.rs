//! The words of the figures: periods, counts, rates with their base, view 3.
//!
//! Border: words only. What is counted is decided in `domain::stats`.

use chrono::NaiveDate;

use super::countdown::{day_month, full_date};
use super::{Lang, messages, say};
use crate::domain::period::{Period, Span};
use crate::domain::standing::Count;
use crate::domain::stats::{Attribution, Rate};

// View 3.
messages! {
    figures_title() { vi: "Tình hình thực hiện nhiệm vụ", en: "How tasks are carried out" }
    figures_period(days: &str) { vi: "Kỳ {days}", en: "Period {days}" }
    figures_all_time() { vi: "mọi thời gian", en: "all time" }
    figures_turn() { vi: "←→ đổi kỳ", en: "←→ turn" }
    figures_counted_by(what: &str) { vi: "tính theo {what}", en: "by {what}" }
    figures_old_names() { vi: "theo tên cũ", en: "old names" }
    figures_counting() { vi: "đang tính…", en: "counting…" }
    figures_total() { vi: "Cộng", en: "Total" }
    figures_no_lead() { vi: "(chưa giao đơn vị)", en: "(no lead unit)" }
    figures_nobody() { vi: "(chưa có người theo dõi)", en: "(nobody follows)" }
    figures_empty() { vi: "Không có nhiệm vụ nào trong kỳ này.", en: "No tasks in this period." }
    figures_empty_turn() { vi: "xem kỳ trước, kỳ sau", en: "the period before, the next" }
    figures_empty_filter() { vi: "chọn kỳ khác, mọi thời gian, cách tính", en: "another period, all time, another day to go by" }
    figures_empty_office() { vi: "xem cả cơ quan", en: "show the whole office" }
    figures_of(name: &str, total: &str, undated: &str) { vi: "{name}: {total} việc, trong đó {undated} không thời hạn", en: "{name}: {total} in all, {undated} without a date" }
    figures_done_of_due(sum: &str, rate: &str) { vi: "HT/đến hạn = {sum} = {rate}", en: "Done/due = {sum} = {rate}" }
    figures_done_of_all(sum: &str, rate: &str) { vi: "HT/tổng số = {sum} = {rate}", en: "Done/all = {sum} = {rate}" }
    figures_none_due() { vi: "Chưa có việc nào đến hạn", en: "Nothing was due yet" }
    figures_overdue_of_due(sum: &str, rate: &str) { vi: "Quá hạn/đến hạn = {sum} = {rate}", en: "Overdue/due = {sum} = {rate}" }
    figures_overdue_of_all(sum: &str, rate: &str) { vi: "Quá hạn/tổng số = {sum} = {rate}", en: "Overdue/all = {sum} = {rate}" }
    figures_late(a: &str, b: &str, c: &str, d: &str) {
        vi: "Trễ: 1–7 ngày {a} · 8–30 ngày {b} · 31–120 ngày {c} · trên 120 ngày {d}",
        en: "Late: 1–7 days {a} · 8–30 days {b} · 31–120 days {c} · over 120 days {d}",
    }
    figures_mean(days: &str) { vi: "Bình quân trễ {days} ngày một việc", en: "Late by {days} days on average" }
    figures_none_late() { vi: "Không có việc nào trễ", en: "None is late" }
    figures_extended(times: &str, tasks: &str) { vi: "gia hạn {times} lần, {tasks} việc", en: "{times} extensions of {tasks} tasks" }
    figures_several_leads() { vi: "Việc nhiều đơn vị chủ trì: tính ở từng đơn vị, một lần ở dòng Cộng.", en: "A task that several lead counts for each, and once in the total." }
    figures_behind(name: &str) { vi: "Xem việc · {name}", en: "Tasks · {name}" }
    figures_tasks(count: &str, name: &str) { vi: "{count} · {name}", en: "{count} · {name}" }
    figures_type_days() { vi: "gõ từ ngày đến ngày…", en: "type two days…" }
    figures_type_days_hint() { vi: "Gõ hai ngày, ví dụ 01/01-25/12/2020, rồi Enter", en: "Type two days, such as 01/01-25/12/2020, then Enter" }
    figures_command(what: &str) { vi: "Thống kê: {what}", en: "Figures: {what}" }
    figures_order_name() { vi: "tên", en: "name" }
    figures_order_total() { vi: "tổng số, nhiều trước", en: "total, most first" }
    figures_order_overdue() { vi: "quá hạn, nhiều trước", en: "overdue, most first" }
    figures_order_rate() { vi: "tỷ lệ HT/đến hạn, cao trước", en: "done of due, highest first" }
    figures_rolls_up() { vi: "tính cho đơn vị kế thừa", en: "under the successor" }
    figures_as_named() { vi: "để riêng theo tên cũ", en: "under the old name" }
    group_period() { vi: "Kỳ", en: "Period" }
    group_attribution() { vi: "Tính theo", en: "Counted by" }
    group_merged() { vi: "Đã sáp nhập", en: "Merged units" }
}

// Headings of columns, long and short.
messages! {
    col_total() { vi: "Tổng", en: "All" }
    col_done_on_time() { vi: "HT đúng", en: "In time" }
    col_done_late() { vi: "HT quá", en: "Late" }
    col_open_within() { vi: "Trong hạn", en: "Open" }
    col_open_overdue() { vi: "Quá hạn", en: "Overdue" }
    col_done_of_due() { vi: "HT/đến hạn", en: "Done/due" }
    col_done_of_due_short() { vi: "HT/đ.hạn", en: "Done/due" }
    col_done_of_all() { vi: "HT/tổng số", en: "Done/all" }
    col_overdue_of_due() { vi: "QH/đến hạn", en: "Over/due" }
    col_mean_late() { vi: "Trễ BQ", en: "Mean late" }
}

impl Lang {
    /// "quý IV/2020".
    pub fn period(self, period: Period) -> String {
        let Period { span, year, number } = period;
        match span {
            Span::Month => say! { self, vi: "tháng {number:02}/{year}", en: "{number:02}/{year}" },
            Span::Quarter => {
                let quarter = ["I", "II", "III", "IV"].get(number as usize - 1).copied().unwrap_or_default();
                say! { self, vi: "quý {quarter}/{year}", en: "quarter {quarter}/{year}" }
            }
            Span::HalfYear if number == 1 => {
                say! { self, vi: "6 tháng đầu năm {year}", en: "first half of {year}" }
            }
            Span::HalfYear => say! { self, vi: "6 tháng cuối năm {year}", en: "second half of {year}" },
            Span::NineMonths => say! { self, vi: "9 tháng năm {year}", en: "nine months of {year}" },
            Span::Year => say! { self, vi: "năm {year}", en: "year {year}" },
        }
    }

    pub fn span(self, span: Span) -> String {
        match span {
            Span::Month => say! { self, vi: "tháng", en: "month" },
            Span::Quarter => say! { self, vi: "quý", en: "quarter" },
            Span::HalfYear => say! { self, vi: "6 tháng", en: "half-year" },
            Span::NineMonths => say! { self, vi: "9 tháng", en: "nine months" },
            Span::Year => say! { self, vi: "năm", en: "year" },
        }
    }

    /// The day of a task that a period goes by.
    pub fn attribution(self, by: Attribution) -> String {
        match by {
            Attribution::Assigned => say! { self, vi: "ngày giao", en: "day assigned" },
            Attribution::Due => say! { self, vi: "hạn xử lý", en: "day due" },
            Attribution::Completed => say! { self, vi: "ngày hoàn thành", en: "day done" },
        }
    }

    /// An official count, `None` the sum of all four.
    pub fn count(self, count: Option<Count>) -> String {
        match count {
            None => say! { self, vi: "tổng số", en: "all" },
            Some(Count::DoneOnTime) => say! { self, vi: "hoàn thành đúng hạn", en: "done on time" },
            Some(Count::DoneLate) => say! { self, vi: "hoàn thành quá hạn", en: "done late" },
            Some(Count::OpenWithin) => {
                say! { self, vi: "chưa hoàn thành, trong hạn", en: "open within time" }
            }
            Some(Count::OpenOverdue) => say! { self, vi: "chưa hoàn thành, quá hạn", en: "open overdue" },
        }
    }

    /// "21.914".
    pub fn number(self, n: u64) -> String {
        let digits = n.to_string();
        let between = if self == Lang::Vi { '.' } else { ',' };
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(between);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// Hundredths of a percent: "98,63%"; "—" where there is nothing to divide by.
    pub fn rate(self, rate: Rate) -> String {
        rate.hundredths().map_or_else(|| "—".to_owned(), |rate| format!("{}%", self.decimal(rate, 100)))
    }

    /// Tenths: "12,4".
    pub fn tenths(self, n: u64) -> String {
        self.decimal(n, 10)
    }

    fn decimal(self, n: u64, parts: u64) -> String {
        let point = if self == Lang::Vi { ',' } else { '.' };
        let (whole, rest, places) = (self.number(n / parts), n % parts, parts.ilog10() as usize);
        format!("{whole}{point}{rest:0places$}")
    }
}

/// "01/10–31/12/2020"; both years where they differ.
pub fn days_of(from: NaiveDate, to: NaiveDate) -> String {
    use chrono::Datelike;
    let from = if from.year() == to.year() { day_month(from) } else { full_date(from) };
    format!("{from}–{}", full_date(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_an_office_writes_them() {
        for (n, vi, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (21_914, "21.914", "21,914"),
            (1_000_000, "1.000.000", "1,000,000"),
        ] {
            assert_eq!((Lang::Vi.number(n), Lang::En.number(n)), (vi.to_owned(), en.to_owned()));
        }
        assert_eq!(Lang::Vi.rate(Rate { part: 16_051, base: 16_274 }), "98,63%");
        assert_eq!(Lang::En.rate(Rate { part: 1, base: 20 }), "5.00%");
        assert_eq!(Lang::Vi.rate(Rate { part: 0, base: 0 }), "—");
        assert_eq!((Lang::Vi.tenths(454), Lang::Vi.tenths(5)), ("45,4".to_owned(), "0,5".to_owned()));
    }

    #[test]
    fn periods_read_as_an_office_names_them() {
        for (span, number, vi) in [
            (Span::Month, 3, "tháng 03/2020"),
            (Span::Quarter, 4, "quý IV/2020"),
            (Span::HalfYear, 1, "6 tháng đầu năm 2020"),
            (Span::HalfYear, 2, "6 tháng cuối năm 2020"),
            (Span::NineMonths, 1, "9 tháng năm 2020"),
            (Span::Year, 1, "năm 2020"),
        ] {
            assert_eq!(Lang::Vi.period(Period { span, year: 2020, number }), vi);
        }
        let day = |text: &str| text.parse().expect("a date");
        assert_eq!(days_of(day("2020-10-01"), day("2020-12-31")), "01/10–31/12/2020");
        assert_eq!(days_of(day("2019-12-15"), day("2020-03-14")), "15/12/2019–14/03/2020");
    }
}
