//! Many at once on one file: as processes of their own, at the first start, at an upgrade, with an idle screen.
//!
//! DONDOC_WRITES says how many writes each of twenty processes makes.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::office::{Office, letter, said};
use crate::support::Terminal;

const AT: [&str; 2] = ["--at", "2020-12-21T08:00"];
const WRITERS: usize = 20;

fn empty() -> Office {
    Office { dir: tempfile::tempdir().unwrap() }
}

fn screens(db: &Path) -> Terminal {
    Terminal::dondoc((80, 24), &["--db", db.to_str().unwrap(), AT[0], AT[1]])
}

/// Whether a letter was saved; else the file was busy for as long as a command waits.
fn is_taken(office: &Office, path: &str) -> bool {
    let out = office.dondoc(&["import", path, "--yes"]);
    let told = String::from_utf8(out.stderr).unwrap();
    match out.status.code() {
        Some(0) => assert!(told.lines().all(|line| line.contains("đang chờ")), "{told}"),
        Some(3) => assert!(told.contains("bận"), "{told}"),
        code => panic!("{code:?}: {told}"),
    }
    out.status.success()
}

#[test]
#[ignore = "two hundred processes"]
fn twenty_processes_begin_at_once_and_none_of_their_writes_is_lost() {
    let writes = std::env::var("DONDOC_WRITES").ok().and_then(|n| n.parse().ok()).unwrap_or(10);
    let office = empty();
    let turned_away = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (office, turned_away) = (&office, &turned_away);
            scope.spawn(move || {
                let own = format!("{writer}.txt");
                for n in 0..writes {
                    let path = office.file(&own, letter(1000 + writer * 1000 + n, 2).as_bytes());
                    // On a machine that is busy with more than this one waits in vain, is told so and tries again.
                    while !is_taken(office, path.to_str().unwrap()) {
                        turned_away.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let turned_away = turned_away.into_inner();
    assert!(turned_away <= WRITERS * writes / 50, "{turned_away} were turned away");
    let all = office.json(&["directives", "--json"]);
    assert_eq!(all.as_array().unwrap().len(), WRITERS * writes);
    let history = office.json(&["history", "--limit", "100000", "--json"]);
    let numbers: Vec<i64> =
        history.as_array().unwrap().iter().map(|entry| entry["seq"].as_i64().unwrap()).collect();
    let expected: Vec<i64> = (1..=(WRITERS * writes) as i64).rev().collect();
    assert_eq!(numbers, expected);
    assert_eq!(office.dondoc(&["check"]).status.code(), Some(0));
    said(format_args!("{} writes of {WRITERS} processes, {turned_away} turned away", WRITERS * writes));
}

#[test]
#[ignore = "twenty terminals"]
fn twenty_screens_begin_at_once_on_an_empty_path() {
    let office = empty();
    let mut screens: Vec<Terminal> = (0..WRITERS).map(|_| screens(&office.db())).collect();
    for terminal in &mut screens {
        terminal.until_text("Chưa có văn bản nào.");
    }
    let path = office.file("50.txt", letter(50, 2).as_bytes());
    assert!(office.dondoc(&["import", path.to_str().unwrap(), "--yes"]).status.success());
    for mut terminal in screens {
        terminal.until_text("50/UBND-NC");
        terminal.quit();
    }
}

#[test]
fn a_file_of_the_first_version_is_brought_up_once_by_all_who_begin_at_once() {
    let office = empty();
    fs::write(office.db(), include_bytes!("../store/first.db")).unwrap();
    std::thread::scope(|scope| {
        for n in 0..8 {
            let office = &office;
            scope.spawn(move || {
                let out = office.dondoc(&["remind", "1", "--note", &format!("gọi lần {n}")]);
                assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
            });
        }
    });
    assert_eq!(office.dondoc(&["check"]).status.code(), Some(0));
    assert_eq!(office.json(&["history", "--json"]).as_array().unwrap().len(), 5 + 8);
}

#[test]
fn a_screen_that_nobody_touches_holds_no_read() {
    let office = Office::new();
    let mut terminal = screens(&office.db());
    terminal.until_text("41/UBND-NC");
    terminal.settle();
    let other = rusqlite::Connection::open(office.db()).unwrap();
    assert!(office.dondoc(&["done", "41/UBND-NC#1"]).status.success());
    terminal.until_text("1/2");
    terminal.settle();
    // A journal can only be begun anew when nobody reads it.
    let busy: i64 = other.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).unwrap();
    assert_eq!((busy, fs::metadata(office.path("x.db-wal")).unwrap().len()), (0, 0));
    terminal.quit();
}
