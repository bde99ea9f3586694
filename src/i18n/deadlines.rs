//! Deadlines in words: the rule behind a day with its article, what comes again, the names of periods.
//!
//! Border: words only. The day is reckoned in `domain::reckon`, the times of what recurs in
//! `domain::recurrence`. A typed deadline is shown back here, a typed day alone in [`super::dates`].

use chrono::{Datelike, Days, NaiveDate};

use super::countdown::{day_month, full_date};
use super::{Lang, messages, say};
use crate::domain::calendar::Calendar;
use crate::domain::deadline::{Deadline, DeadlineClass, Event, Every, Recurrence, Rule, Terms};
use crate::domain::reckon;
use crate::domain::typed::Echo;

messages! {
    journal_day_checked(on: &str) { vi: "hạn {on} hết dựa vào ngày nghỉ chưa kiểm tra", en: "deadline {on} rests on no unchecked day off any more" }
    journal_day_unchecked(on: &str) { vi: "hạn {on} dựa vào ngày nghỉ chưa kiểm tra", en: "deadline {on} rests on an unchecked day off" }
    rule_named() { vi: "ngày ấn định", en: "a named day" }
    rule_before(safe: &str) { vi: "trước ngày ghi, nên xong {safe}", en: "before the day named, best by {safe}" }
    rule_period_end() { vi: "ngày cuối của kỳ", en: "the last day of the period" }
    rule_decided() { vi: "ngày do cơ quan ghi", en: "a day the office entered" }
    rule_days() { vi: "tính theo ngày", en: "counted in days" }
    rule_working_days() { vi: "tính theo ngày làm việc", en: "counted in working days" }
    rule_months() { vi: "tính theo tháng", en: "counted in months" }
    counted_from_issue(amount: &str) { vi: "{amount} từ ngày ban hành", en: "{amount} from the day of issue" }
    counted_from_receipt(amount: &str) { vi: "{amount} từ ngày đến", en: "{amount} from the day of receipt" }
    awaits_issue() { vi: "chưa có ngày ban hành", en: "no day of issue" }
    awaits_receipt() { vi: "chưa có ngày đến", en: "not yet received" }
    awaits_short() { vi: "chưa có ngày", en: "no start day" }
    awaits_receipt_entry() { vi: "chưa có ngày đến: F4 ghi ngày đến văn bản", en: "no day of receipt: F4 on the directive enters it" }
    awaits_issue_entry() { vi: "chưa có ngày ban hành: F4 ghi ngày ban hành", en: "no day of issue: F4 on the directive enters it" }
    reckoned_from_issue(day: &str) { vi: "tính lại theo ngày ban hành {day}", en: "reckoned again from the day of issue {day}" }
    reckoned_from_receipt(day: &str) { vi: "tính lại theo ngày đến {day}", en: "reckoned again from the day of receipt {day}" }
    ongoing_rule() { vi: "thường xuyên; ngày rà soát ghi ở ô Hạn nội bộ", en: "ongoing; a review date goes into Own date" }
    review_on(day: &str) { vi: "rà soát {day}", en: "review {day}" }
    times_to_add(n: usize, first: &str, last: &str) { vi: "thêm {n} kỳ, từ {first} đến {last}", en: "times to be added: {n}, {first} to {last}" }
    times_all_here() { vi: "các kỳ đã có đủ", en: "all times are entered" }
    last_time(what: &str, day: &str) { vi: "{what} · kỳ cuối {day}", en: "{what} · last {day}" }
    last_time_short(day: &str) { vi: "kỳ cuối {day}", en: "last {day}" }
    last_time_tiny(day: &str) { vi: "đến {day}", en: "to {day}" }
    last_time_soon(day: &str) { vi: "sắp hết kỳ: kỳ cuối {day}, F6 thêm kỳ", en: "runs out: last {day}, F6 adds times" }
    field_rule() { vi: "Cách tính", en: "Rule" }
}

/// The name of a period by its first day, as it stands in the title of a task: in Vietnamese, whatever
/// the language of the screen, because it is the office's data.
pub fn period_name(every: Every, begins: NaiveDate) -> String {
    let (month, year) = (begins.month(), begins.year());
    match every {
        Every::Week => {
            let ends = begins.checked_add_days(Days::new(6)).unwrap_or(begins);
            let is_split = ends.month() != begins.month();
            let first = if is_split { day_month(begins) } else { begins.format("%d").to_string() };
            format!("tuần {first}–{}", full_date(ends))
        }
        Every::Month => format!("tháng {month:02}/{year}"),
        Every::Quarter => format!("quý {}/{year}", ["I", "II", "III", "IV"][begins.month0() as usize / 3]),
        Every::HalfYear if month == 1 => format!("6 tháng đầu năm {year}"),
        Every::HalfYear => format!("6 tháng cuối năm {year}"),
        Every::NineMonths => format!("9 tháng đầu năm {year}"),
        Every::Year => format!("năm {year}"),
    }
}

impl Lang {
    /// By their days, by their words where the days are the same, else by whether they are sure.
    pub(super) fn journal_deadlines(self, old: Option<&Deadline>, new: Option<&Deadline>) -> String {
        let day = |deadline: &Deadline| {
            let hour = deadline.at.map(|at| at.format("%H:%M ").to_string()).unwrap_or_default();
            deadline.on.map(|on| format!("{hour}{}", full_date(on)))
        };
        let words = |deadline: &Deadline| deadline.phrase.clone();
        let both = |of: &dyn Fn(&Deadline) -> Option<String>| {
            [old, new]
                .map(|deadline| deadline.and_then(|it| of(it).or_else(|| words(it))).unwrap_or_default())
        };
        let [from, to] = both(&day);
        let on = to.clone();
        let [from, to] = if from == to { both(&words) } else { [from, to] };
        match new.filter(|_| from == to).map(|new| new.unverified) {
            Some(false) if old.is_some_and(|old| old.unverified) => self.journal_day_checked(&on),
            Some(true) if old.is_some_and(|old| !old.unverified) => self.journal_day_unchecked(&on),
            _ => self.journal_deadline(&self.old_to_new(&from, &to)),
        }
    }

    /// The rule behind a deadline and its article: "10 ngày làm việc từ ngày đến, BLDS 2015, Đ.147, 148".
    pub fn deadline_rule(self, deadline: &Deadline, calendar: &Calendar) -> String {
        let safe = reckon::safe_day(deadline, calendar).map(|on| self.weekday_date(on));
        let rule = match (deadline.terms, deadline.rule) {
            (Some(Terms::Every(recurrence)), _) => self.recurrence(&recurrence),
            (Some(Terms::Counted { n, from }), rule) => self.counted(n, rule, from),
            (None, Rule::NamedDay) => self.rule_named(),
            (None, Rule::BeforeDay) => self.rule_before(&safe.unwrap_or_default()),
            (None, Rule::PeriodEnd) => self.rule_period_end(),
            (None, Rule::Decided) => self.rule_decided(),
            (None, Rule::Days) => self.rule_days(),
            (None, Rule::WorkingDays) => self.rule_working_days(),
            (None, Rule::Months) => self.rule_months(),
            (None, Rule::None) => String::new(),
        };
        let article = deadline.rule.article();
        if article.is_empty() { rule } else { format!("{rule}, {article}") }
    }

    /// A typed deadline as it is understood, after its day where it has one; `times` are those that saving
    /// adds.
    pub fn deadline_echo(
        self,
        deadline: &Deadline,
        echo: Option<&Echo>,
        times: &[NaiveDate],
        calendar: &Calendar,
    ) -> String {
        let rule = self.deadline_rule(deadline, calendar);
        let of_terms = match (deadline.terms, times) {
            (Some(Terms::Every(_)), [first, .., last]) => {
                self.times_to_add(times.len(), &full_date(*first), &full_date(*last))
            }
            (Some(Terms::Every(_)), [one]) => self.times_to_add(1, &full_date(*one), &full_date(*one)),
            (Some(Terms::Every(_)), []) => self.times_all_here(),
            (Some(Terms::Counted { from, .. }), _) => self.awaits_entry(from),
            (None, _) if deadline.class == DeadlineClass::Ongoing => {
                return format!("→ {}", self.ongoing_rule());
            }
            (None, _) => String::new(),
        };
        match echo {
            Some(echo) if deadline.rule == Rule::Decided => self.typed_echo(echo),
            Some(echo) => format!("{} · {rule}", self.typed_echo(echo)),
            None => format!("→ {rule} · {of_terms}"),
        }
    }

    fn counted(self, n: u16, rule: Rule, from: Event) -> String {
        let amount = match rule {
            Rule::WorkingDays => say! { self, vi: "{n} ngày làm việc", en: "{n} working days" },
            Rule::Months => say! { self, vi: "{n} tháng", en: "{n} months" },
            _ => say! { self, vi: "{n} ngày", en: "{n} days" },
        };
        match from {
            Event::Issue => self.counted_from_issue(&amount),
            Event::Receipt => self.counted_from_receipt(&amount),
        }
    }

    /// "hằng tháng, ngày 20".
    fn recurrence(self, recurrence: &Recurrence) -> String {
        let Recurrence { every, month, day } = *recurrence;
        let period = match every {
            Every::Week => say! { self, vi: "hằng tuần", en: "weekly" },
            Every::Month => say! { self, vi: "hằng tháng", en: "monthly" },
            Every::Quarter => say! { self, vi: "hằng quý", en: "quarterly" },
            Every::HalfYear => say! { self, vi: "6 tháng một lần", en: "half-yearly" },
            Every::NineMonths => say! { self, vi: "9 tháng đầu năm", en: "for nine months" },
            Every::Year => say! { self, vi: "hằng năm", en: "yearly" },
        };
        let months = every.months();
        let when = match every {
            Every::Week => self.weekday_of_number(day),
            _ if month == months && day == 31 => {
                say! { self, vi: "ngày cuối kỳ", en: "on the period's last day" }
            }
            _ if month > months => {
                say! { self, vi: "ngày {day} tháng liền sau kỳ", en: "on day {day} of the month after" }
            }
            Every::Month => say! { self, vi: "ngày {day}", en: "on day {day}" },
            Every::NineMonths | Every::Year => {
                say! { self, vi: "ngày {day:02}/{month:02}", en: "on {day:02}/{month:02}" }
            }
            _ => {
                say! { self, vi: "ngày {day} tháng thứ {month} của kỳ", en: "on day {day} of its month {month}" }
            }
        };
        format!("{period}, {when}")
    }

    fn weekday_of_number(self, day: u8) -> String {
        let weekday =
            chrono::Weekday::try_from(day.clamp(1, 7) - 1).expect("1 to 7 less one is a day of the week");
        self.weekday_name(weekday).to_owned()
    }

    /// Why a counted deadline is another one now; `None`: its event's day was taken out.
    pub fn reckoned_again(self, from: Event, on: Option<NaiveDate>) -> String {
        match (from, on) {
            (Event::Issue, Some(on)) => self.reckoned_from_issue(&full_date(on)),
            (Event::Receipt, Some(on)) => self.reckoned_from_receipt(&full_date(on)),
            (from, None) => self.awaits(from),
        }
    }

    /// What enters the day that a counted deadline waits for.
    pub fn awaits_entry(self, event: Event) -> String {
        match event {
            Event::Issue => self.awaits_issue_entry(),
            Event::Receipt => self.awaits_receipt_entry(),
        }
    }

    /// "31/12", or "12/2027" where that could be a day of another year.
    pub fn day_or_month(self, on: NaiveDate, today: NaiveDate) -> String {
        let is_near = (on - today).num_days().abs() < 300;
        if is_near { day_month(on) } else { on.format("%m/%Y").to_string() }
    }

    /// What a counted deadline without a day waits for.
    pub fn awaits(self, event: Event) -> String {
        match event {
            Event::Issue => self.awaits_issue(),
            Event::Receipt => self.awaits_receipt(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn periods_have_the_names_that_letters_use() {
        for (every, begins, name) in [
            (Every::Week, "2026-12-21", "tuần 21–27/12/2026"),
            (Every::Week, "2026-12-28", "tuần 28/12–03/01/2027"),
            (Every::Month, "2026-01-01", "tháng 01/2026"),
            (Every::Quarter, "2026-01-01", "quý I/2026"),
            (Every::Quarter, "2026-10-01", "quý IV/2026"),
            (Every::HalfYear, "2026-01-01", "6 tháng đầu năm 2026"),
            (Every::HalfYear, "2026-07-01", "6 tháng cuối năm 2026"),
            (Every::NineMonths, "2026-01-01", "9 tháng đầu năm 2026"),
            (Every::Year, "2026-01-01", "năm 2026"),
        ] {
            assert_eq!(period_name(every, day(begins)), name);
        }
    }

    #[test]
    fn a_deadline_names_its_rule_and_article() {
        let of = |rule, terms| Deadline {
            phrase: None,
            class: DeadlineClass::Date,
            on: Some(day("2020-12-15")),
            at: None,
            rule,
            unverified: false,
            terms,
        };
        let counted = |n, from| Some(Terms::Counted { n, from });
        let every = |every, month, day| Some(Terms::Every(Recurrence { every, month, day }));
        for (rule, terms, words) in [
            (Rule::NamedDay, None, "ngày ấn định"),
            (Rule::BeforeDay, None, "trước ngày ghi, nên xong T2 14/12/2020"),
            (Rule::PeriodEnd, None, "ngày cuối của kỳ, BLDS 2015, Đ.146"),
            (
                Rule::WorkingDays,
                counted(5, Event::Receipt),
                "5 ngày làm việc từ ngày đến, BLDS 2015, Đ.147, 148",
            ),
            (Rule::Months, counted(2, Event::Issue), "2 tháng từ ngày ban hành, BLDS 2015, Đ.148"),
            (Rule::WorkingDays, None, "tính theo ngày làm việc, BLDS 2015, Đ.147, 148"),
            (Rule::None, every(Every::Month, 1, 20), "hằng tháng, ngày 20"),
            (Rule::None, every(Every::Month, 2, 5), "hằng tháng, ngày 5 tháng liền sau kỳ"),
            (Rule::None, every(Every::Week, 0, 5), "hằng tuần, T6"),
            (Rule::None, every(Every::Quarter, 3, 15), "hằng quý, ngày 15 tháng thứ 3 của kỳ"),
            (Rule::None, every(Every::HalfYear, 6, 31), "6 tháng một lần, ngày cuối kỳ"),
            (Rule::None, every(Every::Year, 12, 25), "hằng năm, ngày 25/12"),
            (Rule::None, None, ""),
        ] {
            let said = Lang::Vi.deadline_rule(&of(rule, terms), &Calendar::built_in());
            assert_eq!(said, words, "{rule:?} {terms:?}");
        }
    }

    #[test]
    fn a_deadline_that_became_sure_says_so_in_the_journal() {
        let due = |unverified| Deadline {
            phrase: Some("8lv từ ngày ký".into()),
            class: DeadlineClass::Date,
            on: NaiveDate::from_ymd_opt(2026, 11, 25),
            at: None,
            rule: Rule::WorkingDays,
            unverified,
            terms: None,
        };
        let said = |old, new| Lang::Vi.journal_deadlines(Some(&due(old)), Some(&due(new)));
        assert_eq!(said(true, false), "hạn 25/11/2026 hết dựa vào ngày nghỉ chưa kiểm tra");
        assert_eq!(said(false, true), "hạn 25/11/2026 dựa vào ngày nghỉ chưa kiểm tra");
        assert_eq!(said(true, true), "hạn: 8lv từ ngày ký → 8lv từ ngày ký");
    }
}
