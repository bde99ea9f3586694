//! kill -9 at random moments of an import and of marking: every letter and every mark is there whole
//! or not at all, what was acknowledged is there, and the file passes its own check. DONDOC_KILLS: how many times.

#![allow(clippy::unwrap_used, reason = "a test's own set-up either works or fails the test")]
#![expect(clippy::disallowed_methods, reason = "the moment of a kill is a share of a measured time")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn rounds() -> u64 {
    std::env::var("DONDOC_KILLS").ok().and_then(|value| value.parse().ok()).unwrap_or(200)
}

fn dondoc(db: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dondoc"));
    command.arg("--db").arg(db).arg("--at").arg("2020-12-21T08:00");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn json(db: &Path, words: &[&str]) -> serde_json::Value {
    let out = dondoc(db).args(words).output().unwrap();
    serde_json::from_slice(&out.stdout).unwrap_or(serde_json::Value::Null)
}

fn letter(number: u64) -> String {
    let points: String = (1..=4)
        .map(|n| format!("{n}. Phòng Tổ chức rà soát hồ sơ nhóm {n} trước ngày 2{n}/12/2020.\n\n"))
        .collect();
    format!(
        "ỦY BAN NHÂN DÂN\nTỈNH THỬ NGHIỆM\n\nSố: {number}/UBND-NC\n\nThử Nghiệm, ngày 10 tháng 12 năm 2020\n\n\
         V/v rà soát hồ sơ đợt {number}\n\nKính gửi: Giám đốc Sở Nội vụ.\n\nỦy ban nhân dân tỉnh yêu cầu:\n\n{points}\
         Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\n\nTrần Văn Thử\n"
    )
}

/// A small generator of moments: the point is to spread, not to surprise.
fn spread(seed: u64) -> u64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x1792;
    x ^= x >> 27;
    x = x.wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Runs a command and kills it after a random share of the time it usually takes, which follows what the
/// machine is busy with. `true` where it had already said so by its exit code.
fn run_and_kill(mut command: Command, usual: &mut Duration, round: u64) -> bool {
    let mut child = command.spawn().unwrap();
    let moment = usual.mul_f64((spread(round) % 1300) as f64 / 1000.0);
    let started = Instant::now();
    while started.elapsed() < moment {
        if let Some(status) = child.try_wait().unwrap() {
            *usual = (*usual + started.elapsed()) / 2;
            return status.success();
        }
        std::hint::spin_loop();
    }
    *usual = usual.mul_f64(1.02);
    child.kill().unwrap();
    child.wait().unwrap().success()
}

fn time_of(mut command: Command) -> Duration {
    let started = Instant::now();
    assert!(command.status().unwrap().success());
    started.elapsed()
}

#[test]
fn an_import_killed_at_any_moment_is_there_whole_or_not_at_all() {
    let rounds = rounds();
    let dir = tempfile::tempdir().unwrap();
    let db = dir.path().join("x.db");
    let import = |number: u64| {
        let path = dir.path().join(format!("{number}.txt"));
        std::fs::write(&path, letter(number)).unwrap();
        let mut command = dondoc(&db);
        command.arg("import").arg(path).arg("--yes");
        command
    };
    let mut usual = time_of(import(9999));
    let said: Vec<u64> = (1..=rounds).filter(|n| run_and_kill(import(*n), &mut usual, *n)).collect();
    for number in 1..=rounds {
        let shown = json(&db, &["show", &format!("{number}/UBND-NC"), "--json"]);
        let tasks = shown["tasks"].as_array().map(Vec::len);
        assert!(matches!(tasks, None | Some(4)), "letter {number} came in with {tasks:?} tasks");
        assert!(tasks.is_some() || !said.contains(&number), "letter {number} was acknowledged and is gone");
    }
    assert!(dondoc(&db).arg("check").status().unwrap().success());
    println!("{rounds} imports were to be killed, {} had said they were done", said.len());
}

#[test]
fn a_mark_that_was_acknowledged_survives_kill_and_no_mark_is_half_there() {
    let rounds = rounds();
    let dir = tempfile::tempdir().unwrap();
    let db = dir.path().join("x.db");
    let letters = rounds / 4;
    for number in 1..=letters {
        let mut import = dondoc(&db);
        import.args(["import", "-", "--yes"]).stdin(Stdio::piped());
        let mut child = import.spawn().unwrap();
        child.stdin.take().unwrap().write_all(letter(number).as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
    }
    let mark = |n: u64| {
        let mut command = dondoc(&db);
        command.arg("done").arg(format!("{}/UBND-NC#{}", n / 4 + 1, n % 4 + 1));
        command
    };
    let mut usual = time_of(mark(0));
    let said: Vec<u64> = (1..rounds).filter(|n| run_and_kill(mark(*n), &mut usual, *n)).collect();
    let mut marked = 0;
    for n in 0..rounds {
        let shown = json(&db, &["show", &format!("{}/UBND-NC", n / 4 + 1), "--json"]);
        let task = &shown["tasks"][(n % 4) as usize];
        let is_done = task["state"] == "done";
        assert_eq!(is_done, task["done_on"].is_string(), "state and day of {n} disagree");
        assert!(is_done || !said.contains(&n), "mark {n} was acknowledged and is gone");
        marked += u64::from(is_done);
    }
    let history = json(&db, &["history", "--limit", "100000", "--json"]);
    let marks =
        history.as_array().unwrap().iter().filter(|line| line["change"]["change"] == "task_progress").count();
    assert_eq!(marks as u64, marked, "each mark has its journal entry, and each entry its mark");
    assert!(dondoc(&db).arg("check").status().unwrap().success());
    println!("{rounds} marks were to be killed, {} had said they were done, {marked} are there", said.len());
}
