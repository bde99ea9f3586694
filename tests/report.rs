//! `dondoc report` over data that published reports were made from, and as scripts call it.

#![expect(clippy::disallowed_methods, reason = "this test reads and writes files of its own")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use chrono::NaiveDate;
use dondoc::domain::deadline::{Deadline, DeadlineClass, Rule};
use dondoc::domain::directive::{DocKind, NewDirective};
use dondoc::domain::task::{Assignment, AssignmentRole, NewTask, Progress};
use serde_json::{Value, json};
use tempfile::TempDir;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn task(n: usize, due: &str, done: Option<&str>) -> NewTask {
    NewTask {
        progress: done.map(|on| Progress::done(day(on))).unwrap_or_default(),
        deadline: Some(Deadline {
            phrase: None,
            class: DeadlineClass::Date,
            on: Some(day(due)),
            at: None,
            rule: Rule::NamedDay,
            unverified: false,
            terms: None,
        }),
        assignments: vec![Assignment {
            unit: format!("Sở {}", n % 7),
            role: AssignmentRole::Lead,
            done_on: None,
            reply_document: None,
        }],
        ..NewTask::new(n.to_string(), format!("Nhiệm vụ {n}"))
    }
}

/// Tasks done on time and late, open within their time and overdue on 21/12/2020, in letters of a hundred.
fn data(counts: [usize; 4]) -> String {
    let kinds = [
        ("2020-12-10", Some("2020-12-10")),
        ("2020-12-01", Some("2020-12-05")),
        ("2020-12-31", None),
        ("2020-12-11", None),
    ];
    let tasks = kinds.into_iter().zip(counts).flat_map(|(kind, n)| (0..n).map(move |_| kind));
    let tasks: Vec<NewTask> = tasks.enumerate().map(|(n, (due, done))| task(n, due, done)).collect();
    let letter = |tasks: &[NewTask]| NewDirective {
        issued_on: Some(day("2020-11-20")),
        tasks: tasks.to_vec(),
        ..NewDirective::new(DocKind::OfficialLetter, "Giao nhiệm vụ")
    };
    json!({"dondoc": 1, "directives": tasks.chunks(100).map(letter).collect::<Vec<_>>()}).to_string()
}

fn dondoc(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dondoc"));
    command.env_clear().env("HOME", folder).env("DONDOC_DB", "so.db").env("LANG", "C.UTF-8");
    command.current_dir(folder).args(["--at", "2020-12-21T08:00"]).args(words).stdin(Stdio::null());
    command.output().expect("it runs")
}

fn office(counts: [usize; 4]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("data.json"), data(counts)).expect("a file");
    let loaded = dondoc(folder.path(), &["load", "data.json"]);
    assert!(loaded.status.success(), "{}", String::from_utf8_lossy(&loaded.stderr));
    folder
}

/// The rates that a summary gives: which, in words, the hundredths, the base.
type Rates<'a> = &'a [(&'a str, &'a str, u64, u64)];

fn published(source: &str, counts: [usize; 4], rates: Rates<'_>) {
    let folder = office(counts);
    let said = dondoc(folder.path(), &["report", "summary", "--json"]);
    let summary: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let total = &summary["total"];
    assert_eq!(total["total"], counts.iter().sum::<usize>(), "{source}");
    for (name, text, hundredths, base) in rates {
        let rate = &total["rates"][name];
        assert_eq!(
            (&rate["text"], &rate["hundredths"], &rate["base"]),
            (&json!(text), &json!(hundredths), &json!(base))
        );
    }
    // Each task has one lead unit here, so that the rows add up.
    let rows = summary["rows"].as_array().expect("rows").iter();
    let open = rows.map(|row| row["open_overdue"].as_u64().unwrap_or(0)).sum::<u64>();
    assert_eq!(open, counts[3] as u64, "{source}");
}

#[test]
fn rates_of_a_province_come_out_as_published() {
    published(
        "QN2",
        [585, 0, 67, 181],
        &[("done_of_all", "70,23%", 7_023, 833), ("done_of_due", "76,37%", 7_637, 766)],
    );
}

#[test]
#[ignore = "loads 47 183 tasks"]
fn rates_of_the_government_come_out_as_published() {
    published(
        "B1270",
        [14_068, 1_983, 5_640, 223],
        &[("done_of_due", "98,63%", 9_863, 16_274), ("overdue_of_due", "1,37%", 137, 16_274)],
    );
    published("VT16", [1_310, 429, 1_812, 175], &[("done_of_all", "46,67%", 4_667, 3_726)]);
    published("BM16", [2_501, 0, 0, 222], &[("done_of_due", "91,85%", 9_185, 2_723)]);
    published("VGP18", [0, 0, 18_602, 218], &[("overdue_of_all", "1,16%", 116, 18_820)]);
}

#[test]
fn lines_are_refused_that_ask_for_what_cannot_be() {
    let folder = office([1, 1, 1, 1]);
    for (words, code, says) in [
        (&["report", "reminder"][..], 2, "--unit"),
        (&["report", "reminder", "--unit", "Sở Y"], 1, "Sở Y"),
        (&["report", "reminder", "--unit", "Sở 0"], 1, "không cần công văn"),
        (&["report", "summary", "--overdue"], 2, "summary"),
        (&["report", "briefing", "--unit", "Sở 3"], 2, "briefing"),
        (&["report", "list", "--from", "25/12/2020", "--to", "01/01/2020"], 2, "--from"),
        (&["report", "list", "--from", "1/1/2020"], 2, "--to"),
        (&["report", "list", "--period", "year", "--from", "1/1", "--to", "2/2"], 2, "--from"),
        (&["report", "list", "--from", "x", "--to", "1/1"], 2, "--from"),
        (&["report", "list", "--mine"], 2, "danh sách cán bộ"),
        (&["report", "list", "-o", "data.json"], 2, "data.json"),
        (&["report", "paper"], 2, "briefing"),
    ] {
        let said = dondoc(folder.path(), words);
        let err = String::from_utf8_lossy(&said.stderr);
        // The first run of an account enters it among the office's people.
        if words.contains(&"--mine") && said.status.success() {
            continue;
        }
        assert_eq!(said.status.code(), Some(code), "{words:?}: {err}");
        assert!(err.contains(says) && said.stdout.is_empty(), "{words:?}: {err}");
    }
    assert!(std::fs::read_to_string(folder.path().join("data.json")).is_ok_and(|data| data.starts_with('{')));
}

#[test]
fn filters_and_periods_choose_the_tasks() {
    let folder = office([2, 3, 5, 4]);
    for (words, n) in [
        (&["list"][..], 9),
        (&["list", "--overdue"], 4),
        (&["list", "--status", "done-late"], 3),
        (&["list", "--unit", "Sở 6"], 2),
        (&["register"], 14),
        (&["briefing"], 9),
        (&["reminder", "--unit", "Sở 3"], 1),
        (&["list", "--from", "1/12/2020", "--to", "15/12/2020", "--by", "due"], 4),
        (&["register", "--period", "month", "--by", "completed"], 5),
        (&["register", "--period", "month"], 0),
        (&["register", "--period", "quarter"], 14),
    ] {
        let said = dondoc(folder.path(), &[&["report"], words, &["--json"]].concat());
        let json: Value = serde_json::from_slice(&said.stdout).expect("JSON");
        assert_eq!(json["tasks"].as_array().map(Vec::len), Some(n), "{words:?}");
    }
}

#[test]
fn a_file_goes_to_a_pipe_or_under_a_new_name() {
    let folder = office([1, 0, 0, 10]);
    for format in ["docx", "xlsx"] {
        let said = dondoc(folder.path(), &["report", "summary", "--format", format]);
        assert!(said.status.success() && said.stdout.starts_with(b"PK"), "{format}");
    }
    let said = dondoc(folder.path(), &["report", "reminder", "--unit", "Sở 3", "-o", "thu.txt"]);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let letter = std::fs::read_to_string(folder.path().join("thu.txt")).expect("the letter");
    assert!(
        letter.contains("Kính gửi: Sở 3")
            && letter.contains("./.")
            && letter.contains("quá hạn, trễ 10 ngày")
    );
    assert!(String::from_utf8_lossy(&said.stderr).contains("Số liệu lúc 21/12/2020 08:00"));
    let said = dondoc(folder.path(), &["--lang", "en", "report", "list"]);
    let english = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(english.contains("Lead unit") && english.contains("overdue,"), "{english}");
}
