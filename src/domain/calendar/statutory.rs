//! The days off that follow from the Labour Code 2019 alone (Art. 111.3, 112), for years whose
//! schedule nobody has announced yet.
//!
//! Border: a rule, checked against the years that were announced. Swaps of a working day with a
//! Saturday are ordered year by year and cannot follow from it, so nothing here is verified.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::built_in::LunarYear;
use super::{Day, DayKind, is_weekend};

const SOURCE: &str = "Theo BLLĐ 2019, Đ.111, 112; chưa có thông báo";

/// Statutory holidays of a year and the days given in lieu of those on a weekend.
pub(super) fn days_off(lunar: &LunarYear) -> Vec<Day> {
    let holidays = holidays(lunar);
    let mut days: Vec<Day> = holidays.iter().map(|(on, name)| day(*on, (*name).to_owned())).collect();
    // A holiday on a weekly day off is made up on the next working day (Art. 111.3).
    for (on, name) in holidays.into_iter().filter(|(on, _)| is_weekend(*on)) {
        let free = |next: &NaiveDate| !is_weekend(*next) && days.iter().all(|day| day.on != *next);
        let in_lieu = on.iter_days().skip(1).find(free);
        days.extend(in_lieu.map(|next| day(next, format!("Nghỉ bù {name}"))));
    }
    days
}

fn day(on: NaiveDate, name: String) -> Day {
    Day { on, kind: DayKind::Off, name, source: SOURCE.to_owned(), verified: false }
}

/// In order of date, so that days in lieu are given in that order too.
fn holidays(lunar: &LunarYear) -> Vec<(NaiveDate, &'static str)> {
    let on = |month, day| NaiveDate::from_ymd_opt(lunar.year, month, day).into_iter();
    // Two of the five days stand before mùng 1, but only one where that makes one whole week:
    // so it was announced each year since 2020.
    let before = if lunar.new_year.weekday() == Weekday::Tue { 1 } else { 2 };
    let new_year = (lunar.new_year - Days::new(before)).iter_days().take(5);
    let mut days: Vec<_> = on(1, 1).map(|on| (on, "Tết Dương lịch")).collect();
    days.extend(new_year.map(|on| (on, "Tết Nguyên đán")));
    days.push((lunar.hung_kings, "Giỗ Tổ Hùng Vương"));
    days.extend(on(4, 30).map(|on| (on, "Ngày Chiến thắng")));
    days.extend(on(5, 1).map(|on| (on, "Quốc tế Lao động")));
    days.extend(on(9, 2).flat_map(national_day).map(|on| (on, "Quốc khánh")));
    days.extend(on(11, 24).map(|on| (on, "Ngày Văn hóa Việt Nam")));
    days.sort_unstable();
    days
}

/// 2 September and the day next to it that joins it to a weekend: the day after on Sunday, Monday
/// and Thursday, else the day before.
fn national_day(on: NaiveDate) -> [NaiveDate; 2] {
    match on.weekday() {
        Weekday::Sun | Weekday::Mon | Weekday::Thu => [on, on + Days::new(1)],
        _ => [on - Days::new(1), on],
    }
}
