//! The data kept safe through the command line: the drill of an office that loses its file, an upgrade from the
//! first version in use, a backup that is killed or finds its disk full, and disks that fail under a write.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "files are looked at, and laid down, as they are")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Three directives of seven tasks and their five journal entries, as the first version wrote them.
const FIRST: &[u8] = include_bytes!("store/first.db");
const LETTER: &str = "tests/letters/own/1-chi-thi.txt";

struct Office {
    folder: TempDir,
}

impl Office {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// The first version's file, brought up.
    fn with_file() -> Self {
        let office = Self::new();
        fs::write(office.path("so.db"), FIRST).unwrap();
        office.says(&["undo"], 2, "");
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command_at(&self, day: &str, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dondoc"));
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "C.UTF-8").stdin(Stdio::null());
        command.current_dir(self.folder.path()).args(["--db", "so.db", "--at", day]).args(words);
        command
    }

    fn command(&self, words: &[&str]) -> Command {
        self.command_at("2020-12-21T08:00", words)
    }

    fn says(&self, words: &[&str], code: i32, fact: &str) -> String {
        said(self.command(words).output().unwrap(), code, fact)
    }

    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_slice(&self.command(words).output().unwrap().stdout).unwrap()
    }

    fn count(&self, words: &[&str]) -> usize {
        self.json(words).as_array().unwrap().len()
    }

    fn import(&self) {
        let letter = Path::new(env!("CARGO_MANIFEST_DIR")).join(LETTER);
        self.says(&["import", letter.to_str().unwrap(), "--yes"], 0, "");
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Both outputs; the exit code is as stated, and the fact stands in them.
fn said(output: Output, code: i32, fact: &str) -> String {
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(fact) && !said.contains("panicked"), "“{fact}” not in: {said}");
    said
}

#[test]
fn a_file_of_the_first_version_is_upgraded_with_a_copy_of_it_beside() {
    let office = Office::new();
    fs::write(office.path("so.db"), FIRST).unwrap();
    office.says(&["--read-only", "list"], 4, "cũ hơn");
    assert!(!office.path("so-truoc-nang-cap-1.db").exists(), "looking copies nothing");
    office.import();
    assert_eq!(office.count(&["directives", "--json"]), 4);
    assert_eq!(office.count(&["history", "--json"]), 6);
    office.says(&["check"], 0, "Tệp dữ liệu tốt");
    let former = office.path("so-truoc-nang-cap-1.db");
    assert_eq!(fs::metadata(&former).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read(&former).unwrap()[60..64], [0, 0, 0, 1]);
    // It can be put back, and is brought up again; the copy beside is the first one's still.
    let bytes = fs::read(&former).unwrap();
    office.says(&["restore", "so-truoc-nang-cap-1.db"], 0, "3 văn bản, 10 nhiệm vụ, 5 dòng");
    assert_eq!(office.count(&["directives", "--json"]), 3);
    office.says(&["check"], 0, "Tệp dữ liệu tốt");
    assert_eq!(fs::read(&former).unwrap(), bytes);
}

#[test]
fn the_drill_of_an_office_that_loses_its_file() {
    let office = Office::new();
    office.import();
    fs::create_dir(office.path("sao-luu")).unwrap();
    office.says(&["check"], 0, "[lưu ý]  Bản sao lưu gần nhất");
    for day in ["2020-12-19T02:00", "2020-12-20T02:00", "2020-12-21T02:00"] {
        let made = office.command_at(day, &["backup", "sao-luu/", "--keep", "2"]).output().unwrap();
        said(made, 0, "Đã sao lưu vào");
    }
    let copies = ["so-2020-12-20-020000.db", "so-2020-12-21-020000.db"];
    assert_eq!(names(&office.path("sao-luu")), copies);
    let tasks = office.json(&["list", "--status", "all", "--json"]);
    office.says(&["check"], 0, "[tốt]  Bản sao lưu gần nhất");
    let late = office.command_at("2020-12-30T08:00", &["check"]).output().unwrap();
    said(late, 0, "[lưu ý]  Bản sao lưu gần nhất: 21/12/2020 02:00");
    // The disk is new: nothing of the former one is there.
    for name in ["so.db", "so.db-wal", "so.db-shm"] {
        let _ = fs::remove_file(office.path(name));
    }
    office.says(&["list"], 4, "so.db");
    office.says(&["restore", "sao-luu/so-2020-12-21-020000.db"], 0, "Đã khôi phục");
    assert_eq!(office.json(&["list", "--status", "all", "--json"]), tasks);
    office.says(&["check"], 0, "Tệp dữ liệu tốt");
    assert_eq!(names(&office.path("sao-luu")), copies, "the copies are as they were");
    let log = fs::read_to_string(office.path("so.db-sessions.log")).unwrap();
    assert!(log.contains("restore sao-luu/so-2020-12-21-020000.db") && log.contains("accepted"), "{log}");
}

#[test]
fn a_backup_without_a_place_goes_beside_the_file_and_a_missing_folder_is_named() {
    let office = Office::with_file();
    office.says(&["backup"], 0, "backups/so-2020-12-21-080000.db");
    office.says(&["backup", "x.db"], 0, "x.db");
    office.says(&["backup", "x.db"], 2, "x.db");
    office.says(&["backup", "không-có/"], 1, "không-có");
    office.says(&["backup", "không-có/x.db"], 1, "không-có");
    office.says(&["backup", "/dev/full"], 2, "/dev/full");
    office.says(&["--read-only", "restore", "x.db"], 4, "CHỈ XEM");
    assert_eq!(names(&office.path("backups")), ["so-2020-12-21-080000.db"]);
    let mode = |name: &str| fs::metadata(office.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("backups"), mode("x.db"), mode("so.db-backup")), (0o700, 0o600, 0o600));
}

#[test]
fn nothing_is_put_back_under_a_session_and_it_is_named() {
    let office = Office::with_file();
    office.says(&["backup", "x.db"], 0, "");
    let mut session = Session::of(&office);
    let said = office.says(&["restore", "x.db"], 3, "đang mở");
    assert!(said.contains(&session.child.id().to_string()), "{said}");
    session.end();
    office.says(&["restore", "x.db"], 0, "Đã khôi phục");
}

/// Another process that has the file open until its input ends: this test program, at the test below.
struct Session {
    child: Child,
    // Read no further, and open as long as the child may print.
    _prints: BufReader<ChildStdout>,
}

impl Session {
    fn of(office: &Office) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "holds_the_file_open", "--nocapture"])
            .env("HELD", office.path("so.db"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut prints = BufReader::new(child.stdout.take().unwrap());
        assert!(prints.by_ref().lines().any(|line| line.unwrap() == "open"));
        Self { child, _prints: prints }
    }

    fn end(&mut self) {
        drop(self.child.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }
}

#[test]
#[ignore = "the other process of a test"]
fn holds_the_file_open() {
    let Some(path) = std::env::var_os("HELD") else { return };
    let store = dondoc::store::Store::open(Path::new(&path), dondoc::store::Mode::ReadOnly).unwrap();
    assert!(!store.people().unwrap().is_empty());
    println!("\nopen");
    std::io::stdout().flush().unwrap();
    let _ = std::io::stdin().read_line(&mut String::new());
}

/// How often the tests below kill; more where a longer run asks for it.
fn kills() -> u32 {
    std::env::var("KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(15)
}

/// Kills a program at a moment that is spread over its run by the count of looks at it, not by a clock.
fn kill(mut program: Command, round: u32) {
    let mut child = program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    for _ in 0..round * 397 % 6000 {
        if child.try_wait().unwrap().is_some() {
            break;
        }
    }
    let _ = child.kill();
    child.wait().unwrap();
}

#[test]
fn a_killed_restore_leaves_the_file_as_it_was_or_as_the_copy_is() {
    let office = Office::with_file();
    office.says(&["backup", "old.db"], 0, "");
    office.import();
    office.says(&["backup", "new.db"], 0, "");
    for round in 0..kills() {
        let copy = if round % 2 == 0 { "old.db" } else { "new.db" };
        let at = format!("2020-12-21T09:{:02}:{:02}", round / 60 % 60, round % 60);
        kill(office.command_at(&at, &["restore", copy]), round);
        let n = office.count(&["directives", "--json"]);
        assert!(n == 3 || n == 4, "{n}");
    }
    office.says(&["check"], 0, "Tệp dữ liệu tốt");
    office.says(&["restore", "new.db"], 0, "4 văn bản");
    assert_eq!(office.count(&["directives", "--json"]), 4);
    assert!(names(office.folder.path()).iter().all(|name| !name.ends_with(".tmp")));
}

#[test]
fn a_killed_backup_leaves_the_copies_that_were_there_and_at_most_an_unfinished_one() {
    let office = Office::with_file();
    let folder = office.path("b");
    fs::create_dir(&folder).unwrap();
    office.says(&["backup", "b"], 0, "");
    let first = fs::read(folder.join("so-2020-12-21-080000.db")).unwrap();
    for round in 0..kills() {
        let at = format!("2020-12-21T09:{:02}:{:02}", round / 60 % 60, round % 60);
        kill(office.command_at(&at, &["backup", "b"]), round);
    }
    for name in names(&folder) {
        if name.starts_with("so-") {
            let copy = office.path("b").join(&name);
            let mut check = office.command(&["check"]);
            said(check.args(["--db", copy.to_str().unwrap()]).output().unwrap(), 0, "Tệp dữ liệu tốt");
        } else {
            assert!(name.starts_with(".so-") && name.ends_with(".tmp"), "{name}");
        }
    }
    assert_eq!(fs::read(folder.join("so-2020-12-21-080000.db")).unwrap(), first);
    let last = office.command_at("2020-12-22T08:00", &["backup", "b"]).output().unwrap();
    said(last, 0, "");
    assert!(names(&folder).iter().all(|name| !name.ends_with(".tmp")));
}

#[test]
#[ignore = "mounts a small file system; does nothing where that is not allowed"]
fn a_full_disk_takes_no_copy_and_none_back() {
    let office = Office::with_file();
    let disk = office.path("đĩa");
    fs::create_dir(&disk).unwrap();
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=700k", "tmpfs"]).arg(&disk).output();
    if !mount.is_ok_and(|output| output.status.success()) {
        println!("left out: no file system can be mounted here");
        return;
    }
    let backup = |day: &str| office.command_at(day, &["backup", "đĩa"]).output().unwrap();
    let first = backup("2020-12-20T02:00");
    let copy = disk.join("so-2020-12-20-020000.db");
    let bytes = fs::read(&copy).unwrap_or_default();
    let second = backup("2020-12-21T02:00");
    let (left, kept) = (names(&disk), fs::read(&copy).unwrap_or_default());
    assert!(Command::new("umount").arg(&disk).status().unwrap().success());
    said(first, 0, "Đã sao lưu");
    said(second, 4, "đầy");
    assert_eq!(left, ["so-2020-12-20-020000.db"]);
    assert!(bytes == kept && !kept.is_empty());
}
