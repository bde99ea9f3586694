//! Clocks and calendars that are wrong, far away or without a table, and the zone of the machine.

use serde_json::Value;

use crate::office::{LETTER, Office, assert_refused};
use crate::shim::at_second;

/// 00:00:05 of 22/12/2020 in Vietnam, 21/12 in UTC.
const MIDNIGHT: i64 = 1_608_570_005;

fn subject<'a>(checked: &'a Value, name: &str) -> &'a Value {
    checked.as_array().unwrap().iter().find(|result| result["subject"] == name).unwrap()
}

#[test]
fn entries_keep_their_order_when_the_clock_goes_back_or_stands() {
    let office = Office::new();
    for (at, words) in [
        ("2020-12-21T09:00", &["done", "41/UBND-NC#1"][..]),
        ("2020-12-21T08:00", &["reopen", "41/UBND-NC#1"]),
        ("2020-12-21T08:00", &["done", "41/UBND-NC#1"]),
        ("2020-12-21T08:00", &["note", "41/UBND-NC#1", "sau cùng"]),
    ] {
        let mut command = office.command(&office.db());
        let out = command.args(["--at", at]).args(words).output().unwrap();
        assert_eq!(out.status.code(), Some(0), "{at}: {}", String::from_utf8_lossy(&out.stderr));
    }
    let history = office.json(&["history", "--json"]);
    let told: Vec<(i64, &str)> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["seq"].as_i64().unwrap(), entry["at"].as_str().unwrap().get(..16).unwrap()))
        .collect();
    let (eight, nine) = ("2020-12-21T01:00", "2020-12-21T02:00");
    assert_eq!(told, [(5, eight), (4, eight), (3, eight), (2, nine), (1, eight)], "instants are in UTC");
    let shown = office.json(&["show", "41/UBND-NC", "--json"]);
    assert_eq!(shown["tasks"][0]["state"], "done");
    let at_six =
        office.command(&office.db()).args(["--at", "2020-12-21T06:00", "check", "--json"]).output().unwrap();
    let checked: Value = serde_json::from_slice(&at_six.stdout).unwrap();
    assert_eq!((at_six.status.code(), &subject(&checked, "Clock")["ok"]), (Some(0), &false.into()));
}

#[test]
fn a_year_without_a_table_of_days_off_is_said() {
    let office = Office::new();
    let far = LETTER.replace("41/", "42/").replace("21/12/2020", "21/12/2031");
    let path = office.file("42.txt", far.as_bytes());
    assert!(office.dondoc(&["import", path.to_str().unwrap(), "--yes"]).status.success());
    let checked = office.json(&["check", "--json"]);
    let found = subject(&checked, "CalendarCoverage");
    assert_eq!((&found["ok"], &found["facts"]), (&false.into(), &serde_json::json!(["2031"])));
    assert!(found["advice"].is_string());
}

#[test]
fn dates_are_days_from_1900_to_2100_and_nothing_else() {
    let office = Office::new();
    for (year, issued) in
        [("1960", Some("1960-12-10")), ("2020", Some("2020-12-10")), ("9999", None), ("10000", None)]
    {
        let old = LETTER.replace("41/", "42/").replace("năm 2020", &format!("năm {year}"));
        let path = office.file("42.txt", old.as_bytes());
        let out = office.dondoc(&["import", path.to_str().unwrap(), "--dry-run", "--json"]);
        let read: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(read["issued"].as_str(), issued, "{year}: {read}");
    }
    for day in ["29/12/1800", "1/1/9999", "1/1/10000"] {
        assert_refused(&office.dondoc(&["extend", "41/UBND-NC#1", "--to", day, "--doc", "1/A"]), 2, day);
    }
    office.assert_nothing_lost();
}

#[test]
#[ignore = "needs a C compiler"]
fn today_is_that_of_vietnam_whatever_the_zone_of_the_machine() {
    let office = Office::new();
    for zone in
        ["UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles", "Pacific/Kiritimati", ":/nowhere", "x\u{1b}"]
    {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dondoc"));
        command.env_clear().env("HOME", office.dir.path()).env("TZ", zone).envs(at_second(MIDNIGHT));
        let out = command.arg("--db").arg(office.db()).args(["today", "--json"]).output().unwrap();
        let told: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!((&told["date"], &told["late"]), (&"2020-12-22".into(), &1.into()), "{zone}");
    }
}

#[test]
#[ignore = "needs a C compiler"]
fn a_machine_with_the_wrong_year_works_on_and_check_says_so() {
    let office = Office::new();
    // 1970, the 32 bits of 2038 and 2106, and beyond the years of letters.
    for second in [1, 2_147_483_700, 4_294_967_400, 7_226_582_400_i64] {
        let run = |words: &[&str]| {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dondoc"));
            command.env_clear().env("HOME", office.dir.path()).envs(at_second(second));
            command.arg("--db").arg(office.db()).args(words).output().unwrap()
        };
        for words in [&["today"][..], &["list"], &["check"]] {
            let out = run(words);
            assert_eq!(
                out.status.code(),
                Some(0),
                "{second} {words:?}: {}",
                String::from_utf8_lossy(&out.stderr)
            );
        }
        let checked: Value = serde_json::from_slice(&run(&["check", "--json"]).stdout).unwrap();
        assert_eq!(subject(&checked, "Clock")["ok"], false, "{second}");
        let noted = run(&["note", "41/UBND-NC#1", &format!("lúc {second}")]);
        assert_eq!(noted.status.code(), Some(0), "{second}: {}", String::from_utf8_lossy(&noted.stderr));
    }
    let history = office.json(&["history", "--json"]);
    let numbers: Vec<i64> =
        history.as_array().unwrap().iter().map(|entry| entry["seq"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [5, 4, 3, 2, 1]);
}
