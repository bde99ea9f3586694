//! The forms, as people write them, with the day or the refusal each must give.

use chrono::Days;
use proptest::prelude::*;

use super::Refusal::*;
use super::*;
use crate::domain::calendar::{Day, DayKind};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A result in short: the day, then "off", "unverified", "year?" where they hold.
fn said(read: Result<Typed, Refusal>) -> Result<String, Refusal> {
    let echo = match read? {
        Typed::Nothing => return Ok("nothing".into()),
        Typed::Day(echo) => echo,
    };
    let marks =
        [(echo.is_day_off, " off"), (echo.unverified, " unverified"), (echo.is_year_guessed, " year?")];
    let marks: String = marks.iter().filter(|(holds, _)| *holds).map(|(_, mark)| *mark).collect();
    Ok(format!("{}{marks}", echo.on))
}

fn coming(today: &str, typed: &str) -> Result<String, Refusal> {
    said(parse(typed, date(today), &Calendar::built_in()))
}

fn passed(today: &str, typed: &str) -> Result<String, Refusal> {
    said(parse_passed(typed, date(today), &Calendar::built_in()))
}

fn hold(reads: fn(&str, &str) -> Result<String, Refusal>, cases: &[(&str, &str, &str)]) {
    for (today, typed, expected) in cases {
        assert_eq!(reads(today, typed), Ok((*expected).to_owned()), "{typed:?} on {today}");
    }
}

/// A Monday, the day on which the sample data begins.
const MONDAY: &str = "2020-12-21";

#[test]
fn days_written_in_numbers() {
    let tuesday = "2020-12-29";
    for typed in [
        "29/12",
        "29 / 12",
        " 29/12 ",
        "29-12",
        "29.12",
        "29/12/2020",
        "29-12-2020",
        "29.12.2020",
        "29\u{2013}12\u{2013}2020",
        "29\u{a0}/\u{202f}12",
        "29/12/20",
        "29.12.20",
        "2020-12-29",
        "2020/12/29",
        "291220",
        "29122020",
        "29",
        "ngày 29",
        "29 tháng 12",
        "ngày 29 tháng 12",
        "ngày 29 tháng 12 năm 2020",
        "Ngày 29/12/2020",
        "NGAY 29 THANG 12 NAM 2020",
        "29/12 năm 2020",
        "T3 29/12/2020",
        "t3 29",
        "t3, 29/12",
        "thứ 3 29/12",
        "Thứ Ba, ngày 29/12/2020",
        "thứ ba ngày 29 tháng 12 năm 2020",
    ] {
        assert_eq!(coming(MONDAY, typed), Ok(tuesday.into()), "{typed:?}");
    }
    hold(
        coming,
        &[
            (MONDAY, "21/12", "2020-12-21"),
            (MONDAY, "1/1", "2021-01-01 off"),
            (MONDAY, "01/01/2021", "2021-01-01 off"),
            (MONDAY, "12/2/2021", "2021-02-12 off"),
            (MONDAY, "7/3/2019", "2019-03-07"),
            (MONDAY, "12/12/2020", "2020-12-12 off"),
            (MONDAY, "29.12.26", "2026-12-29 unverified"),
            (MONDAY, "29/2", "2024-02-29"),
            (MONDAY, "29/02/2024", "2024-02-29"),
            ("2097-01-01", "29/2", "2104-02-29 unverified"),
            // A century is the one that brings the year nearest to this one.
            (MONDAY, "1/7/70", "2070-07-01 unverified"),
            (MONDAY, "1/7/71", "1971-07-01"),
            ("2099-06-01", "1/7/00", "2100-07-01 unverified"),
            ("1990-01-02", "2/1/90", "1990-01-02 unverified"),
            // Limits of what is kept.
            (MONDAY, "1/1/1900", "1900-01-01"),
            (MONDAY, "31/12/2200", "2200-12-31 unverified"),
        ],
    );
}

#[test]
fn a_day_that_passed_lately_makes_its_year_doubtful() {
    hold(
        coming,
        &[
            (MONDAY, "20/12", "2021-12-20 year?"),
            (MONDAY, "1/12", "2021-12-01 year?"),
            (MONDAY, "22/10", "2021-10-22 year?"),
            (MONDAY, "21/10", "2021-10-21"),
            (MONDAY, "21/12", "2020-12-21"),
            (MONDAY, "1/12/2021", "2021-12-01"),
            ("2021-01-05", "29/12", "2021-12-29 year?"),
            ("2020-03-05", "29/2", "2024-02-29 year?"),
        ],
    );
}

#[test]
fn a_day_alone_is_of_the_next_month_that_has_it() {
    hold(
        coming,
        &[
            (MONDAY, "21", "2020-12-21"),
            (MONDAY, "20", "2021-01-20"),
            (MONDAY, "31", "2020-12-31"),
            ("2020-12-31", "1", "2021-01-01 off"),
            ("2020-12-31", "30", "2021-01-30 off"),
            ("2021-01-31", "30", "2021-03-30"),
            ("2021-02-01", "29", "2021-03-29"),
            ("2024-02-01", "29", "2024-02-29"),
            ("2021-02-10", "31", "2021-03-31"),
            ("2021-02-10", "08", "2021-03-08"),
        ],
    );
}

#[test]
fn steps_from_today() {
    hold(
        coming,
        &[
            (MONDAY, "+3", "2020-12-24"),
            (MONDAY, "+3n", "2020-12-24"),
            (MONDAY, "+3d", "2020-12-24"),
            (MONDAY, "+ 3 ngày", "2020-12-24"),
            (MONDAY, "+0", "2020-12-21"),
            (MONDAY, "-2", "2020-12-19 off"),
            (MONDAY, "\u{2212}2", "2020-12-19 off"),
            (MONDAY, "-1t", "2020-12-14"),
            (MONDAY, "+5", "2020-12-26 off"),
            (MONDAY, "+5lv", "2020-12-28"),
            (MONDAY, "+5 ngày làm việc", "2020-12-28"),
            (MONDAY, "+0lv", "2020-12-21"),
            (MONDAY, "-1lv", "2020-12-18"),
            (MONDAY, "-6lv", "2020-12-11"),
            (MONDAY, "+2t", "2021-01-04"),
            (MONDAY, "+2w", "2021-01-04"),
            (MONDAY, "+2 tuần", "2021-01-04"),
            (MONDAY, "+1th", "2021-01-21"),
            (MONDAY, "+1m", "2021-01-21"),
            (MONDAY, "+1 tháng", "2021-01-21"),
            ("2021-01-31", "+1th", "2021-02-28 off"),
            ("2024-01-31", "+1th", "2024-02-29"),
            ("2021-03-31", "-1th", "2021-02-28 off"),
            ("2020-12-31", "+14th", "2022-02-28"),
            // Over Tết (16 to 20 February 2026), and a Saturday worked in exchange.
            ("2026-02-13", "+3lv", "2026-02-25"),
            ("2026-01-09", "+1lv", "2026-01-10"),
            ("2026-02-23", "-1lv", "2026-02-13"),
            // 24 November 2026 is a day off that no notice confirms.
            ("2026-11-23", "+1", "2026-11-24 off unverified"),
            ("2026-11-23", "+1lv", "2026-11-25 unverified"),
            ("2026-11-23", "+3", "2026-11-26 unverified"),
            ("2026-11-24", "+3", "2026-11-27"),
            ("2026-11-25", "-1lv", "2026-11-23 unverified"),
            ("2026-11-25", "-2", "2026-11-23"),
        ],
    );
}

#[test]
fn named_days() {
    hold(
        coming,
        &[
            (MONDAY, "hn", "2020-12-21"),
            (MONDAY, "hôm nay", "2020-12-21"),
            (MONDAY, "HÔM NAY", "2020-12-21"),
            (MONDAY, "ho\u{302}m nay", "2020-12-21"),
            (MONDAY, "hom nay", "2020-12-21"),
            (MONDAY, "homnay", "2020-12-21"),
            (MONDAY, "today", "2020-12-21"),
            (MONDAY, "mai", "2020-12-22"),
            (MONDAY, "ngày mai", "2020-12-22"),
            (MONDAY, "tomorrow", "2020-12-22"),
            (MONDAY, "kia", "2020-12-23"),
            (MONDAY, "ngày kia", "2020-12-23"),
            (MONDAY, "hôm qua", "2020-12-20 off"),
            // The day of today's name is the one in a week: today is "hôm nay".
            (MONDAY, "t2", "2020-12-28"),
            (MONDAY, "t3", "2020-12-22"),
            (MONDAY, "thứ tư", "2020-12-23"),
            (MONDAY, "thứ năm", "2020-12-24"),
            (MONDAY, "t6", "2020-12-25"),
            (MONDAY, "thứ 6", "2020-12-25"),
            (MONDAY, "thu sau", "2020-12-25"),
            (MONDAY, "thứ sáu", "2020-12-25"),
            (MONDAY, "thu\u{31b}\u{301} sa\u{301}u", "2020-12-25"),
            (MONDAY, "T7", "2020-12-26 off"),
            (MONDAY, "thứ bảy", "2020-12-26 off"),
            (MONDAY, "cn", "2020-12-27 off"),
            (MONDAY, "chủ nhật", "2020-12-27 off"),
            ("2020-12-27", "cn", "2021-01-03 off"),
            ("2020-12-27", "t2", "2020-12-28"),
        ],
    );
}

#[test]
fn ends_of_a_week_are_worked_and_others_as_the_calendar_has_them() {
    hold(
        coming,
        &[
            (MONDAY, "ct", "2020-12-25"),
            (MONDAY, "cuối tuần", "2020-12-25"),
            (MONDAY, "eow", "2020-12-25"),
            ("2020-12-25", "ct", "2020-12-25"),
            // It has passed by Saturday: the next week's.
            ("2020-12-26", "ct", "2020-12-31"),
            // New Year's Day is a Friday.
            ("2020-12-30", "ct", "2020-12-31"),
            ("2021-01-01", "ct", "2021-01-08"),
            // A Saturday worked in exchange; a week that Tết takes up whole.
            ("2026-01-07", "ct", "2026-01-10"),
            ("2026-02-14", "ct", "2026-02-27"),
            ("2041-03-05", "ct", "2041-03-08 unverified"),
            (MONDAY, "cth", "2020-12-31"),
            (MONDAY, "cuối tháng", "2020-12-31"),
            ("2021-02-01", "eom", "2021-02-28 off"),
            ("2024-02-29", "cth", "2024-02-29"),
            ("2021-01-31", "cq", "2021-03-31"),
            (MONDAY, "cuối quý", "2020-12-31"),
            ("2021-04-01", "cq", "2021-06-30"),
            ("2021-09-30", "cq", "2021-09-30"),
            ("2021-01-01", "cnam", "2021-12-31"),
            ("2021-12-31", "cuối năm", "2021-12-31"),
            ("2022-05-04", "cuối năm", "2022-12-31 off"),
        ],
    );
}

#[test]
fn no_date() {
    for typed in ["", "  ", "-", "\u{2013}", "không", "khong", "KHÔNG HẠN", "không thời hạn", "none"]
    {
        assert_eq!(coming(MONDAY, typed), Ok("nothing".into()), "{typed:?}");
    }
}

#[test]
fn days_of_what_has_happened_lie_behind() {
    hold(
        passed,
        &[
            (MONDAY, "12/12", "2020-12-12 off"),
            (MONDAY, "21/12", "2020-12-21"),
            (MONDAY, "22/12", "2019-12-22 off year?"),
            (MONDAY, "19/2", "2020-02-19 year?"),
            (MONDAY, "20/2", "2020-02-20"),
            (MONDAY, "29/2", "2020-02-29 off"),
            ("2021-02-01", "2/4", "2020-04-02 off year?"),
            ("2021-02-01", "3/4", "2020-04-03"),
            ("2020-01-03", "29/12", "2019-12-29 off"),
            ("2020-01-03", "29", "2019-12-29 off"),
            ("2021-03-01", "30", "2021-01-30 off"),
            (MONDAY, "21", "2020-12-21"),
            (MONDAY, "t6", "2020-12-18"),
            (MONDAY, "t2", "2020-12-14"),
            (MONDAY, "mai", "2020-12-22"),
            (MONDAY, "29/12/2020", "2020-12-29"),
            (MONDAY, "+3", "2020-12-24"),
            (MONDAY, "cth", "2020-12-31"),
        ],
    );
}

#[test]
fn refusals() {
    let wrong_day = |on, said| WrongWeekday { on: date(on), said };
    for (typed, refusal) in [
        ("31/02", NoSuchDay { day: 31, month: 2, year: None }),
        ("31/4/2021", NoSuchDay { day: 31, month: 4, year: Some(2021) }),
        ("29/02/2021", NoSuchDay { day: 29, month: 2, year: Some(2021) }),
        ("29/02/21", NoSuchDay { day: 29, month: 2, year: Some(2021) }),
        ("ngày 31 tháng 2 năm 2021", NoSuchDay { day: 31, month: 2, year: Some(2021) }),
        ("310221", NoSuchDay { day: 31, month: 2, year: Some(2021) }),
        ("0/1", NoSuchDay { day: 0, month: 1, year: None }),
        ("32", NoSuchDay { day: 32, month: 12, year: None }),
        ("0", NoSuchDay { day: 0, month: 12, year: None }),
        ("29/13", NoSuchMonth(13)),
        ("29/0", NoSuchMonth(0)),
        ("99/99/9999", NoSuchMonth(99)),
        ("2/30", NoSuchMonth(30)),
        ("20201229", NoSuchMonth(20)),
        ("12/29", MonthFirst { day: 29, month: 12 }),
        ("12/29/2020", MonthFirst { day: 29, month: 12 }),
        ("2020-29-12", MonthFirst { day: 29, month: 12 }),
        ("12/2020", MonthAlone { last: date("2020-12-31") }),
        ("tháng 12/2020", MonthAlone { last: date("2020-12-31") }),
        ("tháng 2 năm 2024", MonthAlone { last: date("2024-02-29") }),
        ("13/2020", NoSuchMonth(13)),
        ("12/1800", TooFar),
        ("T4 29/12/2020", wrong_day("2020-12-29", Weekday::Wed)),
        ("thứ hai 29/12", wrong_day("2020-12-29", Weekday::Mon)),
        ("chủ nhật 29", wrong_day("2020-12-29", Weekday::Sun)),
        ("T3 31/02/2021", NoSuchDay { day: 31, month: 2, year: Some(2021) }),
        ("29/12/1800", TooFar),
        ("31/12/1899", TooFar),
        ("1/1/2201", TooFar),
        ("29/12/9999", TooFar),
        ("+99999999999", TooFar),
        ("-99999999999", TooFar),
        ("+99999999999999999999999999", TooFar),
        ("+100000", TooFar),
        ("+4294967295", TooFar),
        ("+4294967295t", TooFar),
        ("-4294967295th", TooFar),
        ("+65536lv", TooFar),
        ("+65535lv", TooFar),
        ("-65535lv", TooFar),
    ] {
        assert_eq!(coming(MONDAY, typed), Err(refusal), "{typed:?}");
    }
    assert_eq!(coming("2200-12-31", "mai"), Err(TooFar));
    assert_eq!(coming("2200-12-31", "1/1"), Err(TooFar));
}

/// What must not be taken for a date, parted by bars.
const NO_FORMS: &str =
    "abc|29/|29//12|/12|/29|/|29/12/|29/12/2|29/12/202|29/12/20200|129/12|29/012|29/12-2020|29/12.
    +|+ |--|-n|+3x|+lv|++3|+-3|3+|+3 4|29/+1|+29/12|-1/2|+1.5|29e1|0x1d
    2912|29 12|2 9/12|29/1 2|29122|291220201|2020|2020-12|29122020291220
    t|t1|t8|t0|t32|t23|t6 tuần sau|thứ|thứ 9|thứ tám|thứ 29/12/2020|thứ sáu sau|t6t6
    tháng 12|tháng 5/12|ngày|năm|ngày ngày 29|29 năm 12|cuối|cuối tháng 12|hôm|hôm kia|không phải
    ２９/１２|٢٩/١٢|29⁄12|quý IV/2020|17h30|29/12 17h|\u{200b}|\0|💀";

#[test]
fn what_is_no_known_form_is_refused() {
    for typed in NO_FORMS.lines().flat_map(|line| line.trim().split('|')) {
        assert_eq!(coming(MONDAY, typed), Err(Unknown), "{typed:?}");
    }
    assert_eq!(coming(MONDAY, &"9".repeat(1_000_000)), Err(Unknown));
    assert_eq!(coming(MONDAY, &format!("+{}", "9".repeat(1_000_000))), Err(TooFar));
}

#[test]
fn the_office_days_count() {
    let special = |on, kind| Day {
        on: date(on),
        kind,
        name: "Của cơ quan".into(),
        source: "Thông báo".into(),
        verified: true,
    };
    let office = Calendar::new([
        special("2020-12-25", DayKind::Off),
        special("2020-12-26", DayKind::Worked),
        special("2020-12-22", DayKind::Off),
    ]);
    for (typed, expected) in [
        ("+3lv", "2020-12-26"),
        ("ct", "2020-12-26"),
        ("t6", "2020-12-25 off"),
        ("t7", "2020-12-26"),
        ("mai", "2020-12-22 off"),
    ] {
        assert_eq!(said(parse(typed, date(MONDAY), &office)), Ok(expected.into()), "{typed}");
    }
}

#[test]
fn the_count_goes_with_the_day() {
    let count = |typed| match parse(typed, date(MONDAY), &Calendar::built_in()) {
        Ok(Typed::Day(echo)) => Some(echo.countdown),
        _ => None,
    };
    assert_eq!(count("29/12"), Some(Countdown::Left { days: 8, working_days: 6 }));
    assert_eq!(count("hn"), Some(Countdown::Today));
    assert_eq!(count("-2"), Some(Countdown::Late { days: 2 }));
}

/// Words, numbers and marks of the forms, whole and in pieces.
fn like_a_date() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,4}",
        "[-+/., ]",
        prop::sample::select(vec![
            "ngày", "tháng", "năm", "thứ", "t", "t2", "T7", "CN", "lv", "n", "th", "w", "m", "cuối", "tuần",
            "quý", "ct", "cth", "mai", "không", "29", "31", "02", "2020",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

fn any_today() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        8 => (0u64..109_000).prop_map(|days| date("1900-01-01") + Days::new(days)),
        1 => Just(NaiveDate::MIN),
        1 => Just(NaiveDate::MAX),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is typed, and whenever: no panic, and no day outside what is kept.
    #[test]
    fn nothing_typed_leads_out_of_the_years(typed in prop_oneof![like_a_date(), any::<String>()], today in any_today()) {
        let calendar = Calendar::built_in();
        for read in [parse(&typed, today, &calendar), parse_passed(&typed, today, &calendar)] {
            if let Ok(Typed::Day(echo)) = read {
                prop_assert!(YEARS.contains(&echo.on.year()), "{typed}: {}", echo.on);
                prop_assert_eq!(echo.is_day_off, !calendar.is_working(echo.on));
            }
        }
    }

    /// A day written whole is that day in every form, whichever way it is looked for.
    #[test]
    fn a_whole_date_is_itself(on in any_today(), today in any_today()) {
        prop_assume!(YEARS.contains(&on.year()));
        for form in ["%d/%m/%Y", "%-d/%-m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d%m%Y", "ngày %d tháng %m năm %Y"] {
            let typed = on.format(form).to_string();
            for read in [parse, parse_passed] {
                let read = read(&typed, today, &Calendar::built_in());
                prop_assert!(matches!(read, Ok(Typed::Day(echo)) if echo.on == on && !echo.is_year_guessed), "{typed}");
            }
        }
    }
}
