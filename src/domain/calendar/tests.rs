//! The calendar against the official notices and the new moons.

use std::collections::BTreeSet;

use super::built_in::{Entry, all_lines, entry, lunar_year};
use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn every_line_of_the_tables_can_be_read() {
    let (days, lunar) = all_lines();
    let mut seen = BTreeSet::new();
    for line in days {
        match entry(line) {
            Some(Entry::Days(days)) => {
                for day in days {
                    assert!(seen.insert(day.on), "twice: {line}");
                    assert!(day.kind == DayKind::Off || is_weekend(day.on), "{line}");
                    assert!(day.on.year() < 2027 || !day.verified, "{line}");
                }
            }
            Some(Entry::Official(years)) => assert_eq!(years, 2020..=2026),
            None => panic!("cannot be read: {line}"),
        }
    }
    let years: Vec<i32> = lunar.iter().map(|line| lunar_year(line).expect("a lunar year").year).collect();
    assert_eq!(years, (2020..=2040).collect::<Vec<_>>());
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
        assert!(entry(line).is_none(), "{line}");
    }
    assert!(lunar_year("2020 | 2020-01-25").is_none());
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
    for year in all_lines().1.into_iter().filter_map(lunar_year) {
        let third_month = year.hung_kings - chrono::Days::new(9);
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

/// The rule for unannounced years gives what was announced, apart from swaps and, before 2026, from
/// the day in November.
#[test]
fn the_rule_agrees_with_the_announced_years() {
    for lunar in all_lines().1.into_iter().filter_map(lunar_year).filter(|y| (2021..=2027).contains(&y.year))
    {
        let by_rule: BTreeSet<NaiveDate> = statutory::days_off(&lunar)
            .into_iter()
            .map(|day| day.on)
            .filter(|on| !is_weekend(*on) && (lunar.year >= 2026 || on.month() != 11))
            .collect();
        let listed: BTreeSet<NaiveDate> = built_in::days(date("2020-01-01")..=date("2027-12-31"))
            .filter(|day| day.on.year() == lunar.year && day.kind == DayKind::Off && !is_weekend(day.on))
            .filter(|day| !day.name.starts_with("Nghỉ hoán đổi"))
            .map(|day| day.on)
            .collect();
        assert_eq!(by_rule, listed, "{}", lunar.year);
    }
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
    let calendar = Calendar::new([worked]).with([own]);
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
