//! The screens of several people on one data file: what one does the other sees, nobody waits
//! for a lock, and what is shown as done is in the file.

use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;
use rustix::process::Signal;
use serde_json::{Value, json};

use crate::support::{DONDOC, Terminal, text};

const SIZE: (u16, u16) = (80, 24);
const AT: &str = "2020-12-21T08:00";
const QUIT: &[u8] = b"\x1b[21~";
const TAB: &[u8] = b"\t";
const SPACE: &[u8] = b" ";
const DOWN: &[u8] = b"\x1b[B";
const CTRL_Z: &[u8] = b"\x1a";
const OPEN: &str = "[ ] 1";
const DONE: &str = "[x] 1";

/// A data file of one directive with two open tasks, in a folder of its own.
struct Office {
    folder: tempfile::TempDir,
    db: PathBuf,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = Self { db: folder.path().join("office.db"), folder };
        let task = |item: &str, title: &str| json!({"item": item, "title": title, "text": title});
        let whole = json!({"dondoc": 1, "people": [], "days": [], "units": [], "journal": [], "directives": [{
            "reference": "15/UBND-VX", "kind": "công văn", "issued_on": "2020-12-01", "place": null,
            "issuer": "UBND tỉnh", "subject": "Rà soát hồ sơ lưu trữ", "signer": null, "signer_title": null,
            "tasks": [task("1", "Lập danh mục hồ sơ"), task("2", "Nộp lưu hồ sơ")],
        }]});
        let input = office.folder.path().join("office.json");
        std::fs::write(&input, whole.to_string()).unwrap();
        office.dondoc(&["load", input.to_str().unwrap()]);
        office
    }

    /// Runs a command on the file and returns what it prints.
    fn dondoc(&self, args: &[&str]) -> String {
        let output = Command::new(DONDOC)
            .args(["--db", self.db.to_str().unwrap(), "--at", AT])
            .args(args)
            .env_clear()
            .env("HOME", self.folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The screens on this file, with the cursor on the first task.
    fn session(&self) -> Terminal {
        let mut terminal = Terminal::dondoc(SIZE, &["--db", self.db.to_str().unwrap(), "--at", AT]);
        terminal.until_text(OPEN);
        terminal.send(TAB);
        terminal.until_text("►[ ] 1");
        terminal
    }

    /// States of the tasks, and how many changes of progress the journal has.
    fn kept(&self) -> (Vec<String>, usize) {
        let whole: Value = serde_json::from_str(&self.dondoc(&["export"])).unwrap();
        let tasks = whole["directives"][0]["tasks"].as_array().unwrap();
        let states = tasks.iter().map(|task| task["progress"]["state"].as_str().unwrap_or("open").to_owned());
        let journal = whole["journal"].as_array().unwrap();
        let changes = journal.iter().filter(|entry| entry["change"]["change"] == "task_progress").count();
        (states.collect(), changes)
    }

    /// Takes the right to write, as another session does for the length of a commit.
    fn lock(&self) -> Connection {
        let other = Connection::open(&self.db).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        other
    }
}

#[test]
fn a_mark_shows_in_the_other_session_without_a_key() {
    let office = Office::new();
    let (mut first, mut second) = (office.session(), office.session());
    first.send(SPACE);
    first.until_text(DONE);
    second.until_text(DONE);
    first.send(CTRL_Z);
    first.until_text(OPEN);
    second.until_text(OPEN);
    first.quit();
    second.quit();
    assert_eq!(office.kept(), (vec!["open".to_owned(), "open".to_owned()], 2));
}

#[test]
fn two_spaces_at_once_are_one_mark() {
    let office = Office::new();
    for _ in 0..3 {
        let (mut first, mut second) = (office.session(), office.session());
        let (_, before) = office.kept();
        // Both are pressed on an open task, because nothing is committed before both are under way.
        let other = office.lock();
        first.send(SPACE);
        second.send(SPACE);
        first.until_text("đang ghi");
        second.until_text("đang ghi");
        other.execute_batch("ROLLBACK").unwrap();
        first.until_text(DONE);
        second.until_text(DONE);
        first.quit();
        second.quit();
        let (states, changes) = office.kept();
        assert_eq!((states[0].as_str(), changes), ("done", before + 1));
        office.dondoc(&["undo"]);
    }
}

#[test]
fn a_locked_file_stops_neither_the_cursor_nor_the_mark() {
    let office = Office::new();
    let mut terminal = office.session();
    let other = office.lock();
    terminal.send(SPACE);
    terminal.until_text("đang ghi");
    terminal.send(DOWN);
    terminal.until_text("►[ ] 2");
    assert!(!text(terminal.screen()).contains(DONE), "shown as done before it was");
    other.execute_batch("ROLLBACK").unwrap();
    terminal.until_text(DONE);
    terminal.quit();
    assert_eq!(office.kept().0[0], "done");
}

#[test]
fn quitting_waits_for_the_mark_that_is_under_way() {
    let office = Office::new();
    let mut terminal = office.session();
    let other = office.lock();
    terminal.send(SPACE);
    terminal.until_text("đang ghi");
    terminal.send(QUIT);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(terminal.end(), 0);
    assert_eq!(office.kept().0[0], "done");
}

#[test]
fn what_is_shown_as_done_outlives_the_program() {
    let office = Office::new();
    let mut terminal = office.session();
    terminal.send(SPACE);
    terminal.until_text(DONE);
    terminal.kill(Signal::KILL);
    assert_eq!(office.kept().0[0], "done");
}

#[test]
fn a_file_deleted_renamed_or_replaced_is_noticed_and_nothing_more_is_marked() {
    type Loss = fn(&Path, &Path);
    let losses: [Loss; 3] = [
        |db, _| std::fs::remove_file(db).unwrap(),
        |db, aside| std::fs::rename(db, aside).unwrap(),
        |db, aside| {
            std::fs::copy(db, aside).unwrap();
            std::fs::rename(aside, db).unwrap();
        },
    ];
    for lose in losses {
        let office = Office::new();
        let mut terminal = office.session();
        terminal.settle();
        let aside = office.folder.path().join("aside.db");
        lose(&office.db, &aside);
        // The warning comes without a key.
        terminal.until_text("TỆP DỮ LIỆU ĐÃ BỊ XÓA HOẶC THAY THẾ");
        terminal.send(SPACE);
        terminal.until_text("Không ghi được");
        assert!(!text(terminal.screen()).contains(DONE), "marked in a file that is gone");
        terminal.quit();
        if office.db.exists() {
            assert_eq!(office.kept().0, ["open", "open"]);
        }
    }
}

/// Where the office makes copies, and nowhere else, everybody hears that none was made for a week.
#[test]
fn a_last_backup_of_long_ago_is_said_at_the_start() {
    let office = Office::new();
    let folder = office.folder.path().to_str().unwrap();
    let at = |at: &str| {
        let mut terminal = Terminal::dondoc(SIZE, &["--db", office.db.to_str().unwrap(), "--at", at]);
        // The last line of the frame; what is said stands above it.
        terminal.until_text("F1 trợ giúp");
        let shown = text(terminal.screen());
        terminal.quit();
        shown
    };
    assert!(!at("2020-12-30T08:00").contains("sao lưu"));
    office.dondoc(&["backup", folder]);
    assert!(!at("2020-12-28T07:00").contains("sao lưu"));
    let late = at("2020-12-30T08:00");
    assert!(late.contains("Đã 9 ngày chưa sao lưu: báo quản trị (dondoc check)"), "{late}");
}

#[test]
fn a_change_that_nobody_told_of_shows_when_its_writer_is_gone() {
    let office = Office::new();
    let mut terminal = office.session();
    let other = Connection::open(&office.db).unwrap();
    other.execute("UPDATE directive SET subject = 'Việc khác'", []).unwrap();
    drop(other);
    terminal.until_text("Việc khác");
    terminal.quit();
}

#[test]
fn midnight_changes_the_day_without_a_key() {
    let office = Office::new();
    let db = office.db.to_str().unwrap();
    let mut terminal = Terminal::dondoc(SIZE, &["--db", db, "--at", "2020-12-20T23:59:58"]);
    terminal.until_text("20/12/2020");
    terminal.until_text("21/12/2020");
    terminal.quit();
}

/// The first visit has nothing new; the next shows what came since, once.
#[test]
fn what_is_new_is_told_from_the_visit_before() {
    let office = Office::new();
    office.session().quit();
    let mut store = dondoc::store::Store::open(&office.db, dondoc::store::Mode::ReadWrite).unwrap();
    let now = dondoc::domain::time::Now::from_local("2020-12-21T07:00:00".parse().unwrap());
    let task = store.tasks(&Default::default(), now).unwrap().remove(0);
    let change = dondoc::domain::change::Change::done(task.id, &task.progress, now.today());
    let colleague = dondoc::domain::change::Actor { login: "lvhung".into(), run: "1".into() };
    store.apply(&colleague, now, &[change]).unwrap();
    drop(store);
    let start = || Terminal::dondoc(SIZE, &["--db", office.db.to_str().unwrap(), "--at", AT]);
    let mut second = start();
    second.until_text("MỚI 1 (n xem)");
    second.send("n");
    second.until_text("Mới · 1 nhiệm vụ");
    second.quit();
    let mut third = start();
    third.until_text("CHỜ BÁO CÁO 0");
    assert!(!text(third.screen()).contains("MỚI"), "{}", text(third.screen()));
    third.quit();
    assert_eq!(office.kept().1, 1, "looking wrote nothing into the office's file");
}

/// What the person may do is the file's word, not that of the session which began when it was another.
#[test]
fn an_open_session_whose_person_is_lowered_says_so_and_writes_no_more() {
    let office = Office::new();
    office.dondoc(&["staff", "add", "sep", "--role", "admin"]);
    let people: Value = serde_json::from_str(&office.dondoc(&["staff", "list", "--json"])).unwrap();
    let me = people.as_array().unwrap().iter().find(|person| person["login"] != "sep").unwrap();
    let mut session = office.session();
    office.dondoc(&["staff", "role", me["login"].as_str().unwrap(), "viewer"]);
    session.until_text("Quyền của tài khoản này nay là: chỉ xem");
    session.until_text("CHỈ XEM");
    session.send(SPACE);
    session.until_text("Chỉ xem: tài khoản này không có quyền ghi");
    assert_eq!(office.kept(), (vec!["open".to_owned(), "open".to_owned()], 0));
    session.send(QUIT);
    assert_eq!(session.end(), 0);
}
