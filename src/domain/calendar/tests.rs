//! The calendar against the official notices, the new moons and the Labour Code.

use std::collections::BTreeSet;

use chrono::Days;

use super::built_in::{days, lines, official};
use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Mùng 1 Tết and Giỗ Tổ (10 tháng Ba) of each year from 2020 to 2040.
const LUNAR: [(&str, &str); 21] = [
    ("2020-01-25", "2020-04-02"),
    ("2021-02-12", "2021-04-21"),
    ("2022-02-01", "2022-04-10"),
    ("2023-01-22", "2023-04-29"),
    ("2024-02-10", "2024-04-18"),
    ("2025-01-29", "2025-04-07"),
    ("2026-02-17", "2026-04-26"),
    ("2027-02-06", "2027-04-16"),
    ("2028-01-26", "2028-04-04"),
    ("2029-02-13", "2029-04-23"),
    ("2030-02-02", "2030-04-12"),
    ("2031-01-23", "2031-04-01"),
    ("2032-02-11", "2032-04-19"),
    ("2033-01-31", "2033-04-09"),
    ("2034-02-19", "2034-04-28"),
    ("2035-02-08", "2035-04-17"),
    ("2036-01-28", "2036-04-06"),
    ("2037-02-15", "2037-04-24"),
    ("2038-02-04", "2038-04-13"),
    ("2039-01-24", "2039-04-03"),
    ("2040-02-12", "2040-04-20"),
];

#[derive(Debug)]
struct LunarYear {
    year: i32,
    new_year: NaiveDate,
    hung_kings: NaiveDate,
}

fn lunar_years() -> impl Iterator<Item = LunarYear> {
    LUNAR.into_iter().map(|(new_year, hung_kings)| LunarYear {
        year: date(new_year).year(),
        new_year: date(new_year),
        hung_kings: date(hung_kings),
    })
}

#[test]
fn every_line_of_the_table_can_be_read() {
    assert_eq!(lines().filter_map(official).collect::<Vec<_>>(), [2020..=2026]);
    let mut seen = BTreeSet::new();
    for line in lines().filter(|line| official(line).is_none()) {
        for day in days(line).unwrap_or_else(|| panic!("cannot be read: {line}")) {
            assert!(seen.insert(day.on), "twice: {line}");
            assert!(day.kind == DayKind::Off || is_weekend(day.on), "{line}");
            assert!(day.on.year() < 2027 || !day.verified, "{line}");
        }
    }
    assert!((2020..=2040).all(|year| seen.contains(&date(&format!("{year}-01-01")))));
}

#[test]
fn a_wrong_line_is_left_out() {
    for line in [
        "2020-13-01 | off | verified | Tết | Luật",
        "2020-01-02..2020-01-01 | off | verified | Tết | Luật",
        "2020-01-01 | of | verified | Tết | Luật",
        "2020-01-01 | off | sure | Tết | Luật",
        "2020-01-01 | off | verified | Tết",
        "2020-01-01 | off | verified | | Luật",
        "official 2020",
    ] {
        assert!(days(line).is_none() && official(line).is_none(), "{line}");
    }
}

/// New moons after Meeus, "Astronomical Algorithms" (1st ed.), terms above a minute of time.
/// Answers the day in Vietnam on which the k-th new moon since 1900 falls.
fn new_moon(k: f64) -> NaiveDate {
    let t = k / 1236.85;
    let sin = |degrees: f64| degrees.to_radians().sin();
    let sun = 359.2242 + 29.105_356_08 * k - 0.000_033_3 * t * t;
    let moon = 306.0253 + 385.816_918_06 * k + 0.010_730_6 * t * t;
    let node = 21.2964 + 390.670_506_46 * k - 0.001_652_8 * t * t;
    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t * t;
    let periodic = (0.1734 - 0.000_393 * t) * sin(sun) + 0.0021 * sin(2.0 * sun) - 0.4068 * sin(moon)
        + 0.0161 * sin(2.0 * moon)
        - 0.0004 * sin(3.0 * moon)
        + 0.0104 * sin(2.0 * node)
        - 0.0051 * sin(sun + moon)
        - 0.0074 * sin(sun - moon)
        + 0.0010 * sin(2.0 * node - moon)
        + 0.0005 * sin(sun + 2.0 * moon);
    let delta_t = -0.000_278 + 0.000_265 * t + 0.000_262 * t * t;
    // Julian days begin at noon; Vietnam is seven hours ahead.
    let local = mean + periodic - delta_t + 0.5 + 7.0 / 24.0;
    let from_common_era = local.floor() - 1_721_425.0;
    NaiveDate::from_num_days_from_ce_opt(from_common_era as i32).expect("in range")
}

#[test]
fn lunar_dates_stand_on_new_moons() {
    let moons: BTreeSet<NaiveDate> = (1480..1760).map(|k| new_moon(f64::from(k))).collect();
    for year in lunar_years() {
        let third_month = year.hung_kings - Days::new(9);
        assert!(moons.contains(&year.new_year), "{year:?}");
        assert!(moons.contains(&third_month), "{year:?}");
        // The second and third months follow; 2023 has a leap month between them.
        let months = moons.range(year.new_year..third_month).count();
        assert_eq!(months, if year.year == 2023 { 3 } else { 2 }, "{year:?}");
        assert!((20..=50).contains(&year.new_year.ordinal()), "{year:?}");
    }
}

#[test]
fn known_lunar_dates() {
    for (on, name) in [
        ("2027-02-06", "Tết Nguyên đán Đinh Mùi"),
        ("2028-01-26", "Tết Nguyên đán"),
        ("2029-02-13", "Tết Nguyên đán"),
        ("2030-02-02", "Tết Nguyên đán"),
        ("2031-01-23", "Tết Nguyên đán"),
        ("2032-02-11", "Tết Nguyên đán"),
        ("2028-04-04", "Giỗ Tổ Hùng Vương"),
        ("2029-04-23", "Giỗ Tổ Hùng Vương"),
        ("2030-04-12", "Giỗ Tổ Hùng Vương"),
        ("2031-04-01", "Giỗ Tổ Hùng Vương"),
        ("2032-04-19", "Giỗ Tổ Hùng Vương"),
    ] {
        let calendar = Calendar::built_in();
        assert_eq!(calendar.day(date(on)).map(|day| day.name.as_str()), Some(name), "{on}");
    }
}

/// What the Labour Code 2019 alone gives (Art. 111.3, 112): the holidays of a year and the days in
/// lieu of those on a weekend, each with its name.
fn days_off(lunar: &LunarYear) -> BTreeMap<NaiveDate, String> {
    let holidays = holidays(lunar);
    let mut days: BTreeMap<_, _> = holidays.iter().map(|(on, name)| (*on, (*name).to_owned())).collect();
    // A holiday on a weekly day off is made up on the next working day (Art. 111.3).
    for (on, name) in holidays.into_iter().filter(|(on, _)| is_weekend(*on)) {
        let free = |next: &NaiveDate| !is_weekend(*next) && !days.contains_key(next);
        let in_lieu = on.iter_days().skip(1).find(free).expect("there are weekdays in every year");
        days.insert(in_lieu, format!("Nghỉ bù {name}"));
    }
    days
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

/// The rule gives what was announced, apart from swaps and, before 2026, from the day in November.
#[test]
fn the_rule_agrees_with_the_announced_years() {
    for lunar in lunar_years().filter(|lunar| (2021..=2027).contains(&lunar.year)) {
        let counts = |on: &NaiveDate| !is_weekend(*on) && (lunar.year >= 2026 || on.month() != 11);
        let by_rule: BTreeSet<NaiveDate> = days_off(&lunar).into_keys().filter(counts).collect();
        let swapped = |day: &Day| day.kind == DayKind::Worked || day.name.starts_with("Nghỉ hoán đổi");
        let listed = listed(lunar.year).filter(|day| !is_weekend(day.on) && !swapped(day));
        assert_eq!(by_rule, listed.map(|day| day.on).collect(), "{}", lunar.year);
    }
}

#[test]
fn years_that_nobody_has_announced_follow_the_rule() {
    for lunar in lunar_years().filter(|lunar| lunar.year >= 2028) {
        let listed = listed(lunar.year).map(|day| (day.on, day.name.clone()));
        assert_eq!(listed.collect::<BTreeMap<_, _>>(), days_off(&lunar));
    }
}

fn listed(year: i32) -> impl Iterator<Item = &'static Day> {
    TABLE.days.values().filter(move |day| day.on.year() == year)
}

#[test]
fn worked_and_free_days() {
    for (on, working, verified) in [
        ("2024-05-04", true, true),
        ("2025-04-26", true, true),
        ("2026-01-10", true, true),
        ("2026-08-22", true, true),
        ("2026-01-02", false, true),
        ("2026-08-31", false, true),
        ("2026-11-24", false, false),
        ("2026-11-23", true, true),
        ("2026-11-22", false, true),
        ("2027-02-10", false, false),
        ("2027-02-06", false, true),
        ("2027-03-01", true, true),
        ("2027-05-03", false, false),
        ("2030-02-05", false, false),
        ("2038-03-03", true, true),
        ("2041-03-04", true, false),
        ("2019-03-04", true, false),
    ] {
        let calendar = Calendar::built_in();
        assert_eq!(calendar.is_working(date(on)), working, "{on}");
        assert_eq!(calendar.is_verified(date(on)), verified, "{on}");
    }
}

#[test]
fn corrections_stand_over_the_built_in_days() {
    let worked = Day {
        on: date("2026-11-24"),
        kind: DayKind::Worked,
        name: "Không nghỉ".into(),
        source: "Thông báo".into(),
        verified: true,
    };
    let own =
        Day { on: date("2026-12-07"), kind: DayKind::Off, name: "Nghỉ bão".into(), ..worked.clone() };
    let calendar = Calendar::new([worked, own]);
    assert!(calendar.is_working(date("2026-11-24")) && calendar.is_verified(date("2026-11-24")));
    assert!(!calendar.is_working(date("2026-12-07")));
    assert!(!calendar.is_working(date("2026-09-02")), "what is not corrected stays");
    assert_eq!(calendar.special(date("2026-11-01")..=date("2026-12-31")).count(), 2);
}

#[test]
fn years_with_a_schedule() {
    let calendar = Calendar::built_in();
    let known: Vec<i32> = (2015..2045).filter(|year| calendar.has_schedule(*year)).collect();
    assert_eq!(known, (2020..=2026).collect::<Vec<_>>());
    // An office that confirms every expected day of a year has its schedule.
    let confirmed = calendar.special(date("2027-01-01")..=date("2027-12-31")).cloned();
    let confirmed: Vec<Day> = confirmed.map(|day| Day { verified: true, ..day }).collect();
    assert!(Calendar::new(confirmed.clone()).has_schedule(2027));
    assert!(!Calendar::new(confirmed.into_iter().skip(1)).has_schedule(2027));
}
