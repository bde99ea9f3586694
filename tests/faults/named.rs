//! Files, names and locks that are not what they should be, each refused by name.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};

use crate::office::{LETTER, Office, assert_refused, by_nobody};

#[test]
fn input_files_that_are_no_letter_are_named_and_refused() {
    let office = Office::new();
    let fifo = office.path("ống");
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    office.file("nhị phân", &[0x7f, b'E', b'L', b'F', 0, 0, 1, 0xff, 0xfe]);
    office.file("chợ.txt", "Mua ba cân gạo, hai chục trứng và một chai nước mắm.\n".as_bytes());
    office.file("trống.txt", b"");
    office.file("mật.txt", LETTER.replace("Số: 41", "MẬT\n\nSố: 77").as_bytes());
    let cases = [
        ("không có.txt", 1, "không có.txt"),
        ("ống", 2, "ống"),
        ("nhị phân", 2, "nhị phân"),
        ("chợ.txt", 2, "chợ.txt"),
        ("trống.txt", 2, "trống.txt"),
        ("mật.txt", 2, "mật"),
        ("41.txt", 2, "41/UBND-NC"),
    ];
    for (name, code, word) in cases {
        let out = office.dondoc(&["import", office.path(name).to_str().unwrap(), "--yes"]);
        assert_refused(&out, code, word);
    }
    let kept = fs::read(office.path("x.db")).unwrap();
    assert!(!kept.windows(5).any(|w| w == b"77/UB"), "nothing of a secret letter is kept");
    office.assert_nothing_lost();
}

#[test]
fn a_file_one_may_not_read_is_said_to_be_so() {
    let office = Office::new();
    let letter = office.file("khóa.txt", LETTER.as_bytes());
    fs::set_permissions(&letter, fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(office.dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut import = Command::new(env!("CARGO_BIN_EXE_dondoc"));
    import.env_clear().stdin(Stdio::null()).args(["import", "--dry-run"]).arg(&letter);
    let out = by_nobody(&mut import).output().unwrap();
    assert_refused(&out, 2, "khóa.txt");
}

#[test]
fn data_files_that_are_not_ours_are_left_as_they_are() {
    let office = Office::new();
    office.file("chữ.db", "đây không phải cơ sở dữ liệu, chỉ là chữ ".repeat(200).as_bytes());
    office.file("rỗng.db", b"");
    let other = rusqlite::Connection::open(office.path("khác.db")).unwrap();
    other.execute_batch("create table t (x); insert into t values (1);").unwrap();
    drop(other);
    fs::copy(office.path("x.db"), office.path("mới.db")).unwrap();
    rusqlite::Connection::open(office.path("mới.db"))
        .unwrap()
        .pragma_update(None, "user_version", 9999)
        .unwrap();
    let half = fs::read(office.path("x.db")).unwrap();
    office.file("nửa.db", &half[..half.len() / 2]);
    fs::create_dir(office.path("mục.db")).unwrap();
    assert!(Command::new("mkfifo").arg(office.path("ống.db")).status().unwrap().success());
    symlink(office.path("x.db"), office.path("trỏ.db")).unwrap();
    symlink(office.path("không-có.db"), office.path("treo.db")).unwrap();
    fs::copy(office.path("x.db"), office.path("đôi.db")).unwrap();
    fs::hard_link(office.path("đôi.db"), office.path("đôi-2.db")).unwrap();
    let names = [
        "chữ.db",
        "rỗng.db",
        "khác.db",
        "mới.db",
        "nửa.db",
        "mục.db",
        "ống.db",
        "trỏ.db",
        "treo.db",
        "đôi.db",
    ];
    let letter = office.file("42.txt", LETTER.replace("41/", "42/").as_bytes());
    for name in names {
        let before = fs::metadata(office.path(name))
            .ok()
            .filter(fs::Metadata::is_file)
            .map(|_| fs::read(office.path(name)).unwrap());
        for words in
            [&["list"][..], &["done", "41/UBND-NC#1"], &["import", letter.to_str().unwrap(), "--yes"]]
        {
            assert_refused(&office.on(name, words), 4, name);
        }
        if let Some(before) = before {
            assert_eq!(fs::read(office.path(name)).unwrap(), before, "{name} was written to");
        }
    }
    assert!(!office.path("không-có.db").exists(), "a file was made through a dangling link");
    office.assert_nothing_lost();
}

#[test]
fn commands_that_only_look_or_mark_make_no_file() {
    let office = Office::new();
    for words in [
        &["list"][..],
        &["today"],
        &["directives"],
        &["show", "1/A"],
        &["done", "1/A#1"],
        &["undo"],
        &["history"],
        &["check"],
        &["export"],
    ] {
        assert_refused(&office.on("thiếu.db", words), 4, "thiếu.db");
        assert!(!office.path("thiếu.db").exists());
    }
}

#[test]
fn names_and_dates_that_mean_nothing_are_refused_with_an_example() {
    let office = Office::new();
    assert_refused(&office.dondoc(&["show", "99/KHÔNG-CÓ"]), 1, "99/KHÔNG-CÓ");
    assert_refused(&office.dondoc(&["done", "41/UBND-NC#9"]), 1, "41/UBND-NC#9");
    assert_refused(&office.dondoc(&["done", "987654"]), 1, "987654");
    assert_refused(&office.dondoc(&["list", "--since", "31/02/2020"]), 2, "31/02/2020");
    let mut odd = Command::new(env!("CARGO_BIN_EXE_dondoc"));
    let out = odd.env_clear().args(["--at", "2020-02-31", "list"]).output().unwrap();
    assert_refused(&out, 2, "2020-02-31");
    office.assert_nothing_lost();
}

#[test]
fn a_file_that_is_read_only_shows_all_and_takes_nothing() {
    let office = Office::new();
    for words in [&["list"][..], &["show", "41/UBND-NC"], &["history"]] {
        let mut looking = office.command(&office.path("x.db"));
        assert_eq!(looking.arg("--read-only").args(words).output().unwrap().status.code(), Some(0));
    }
    let mut marking = office.command(&office.path("x.db"));
    assert_refused(&marking.args(["--read-only", "done", "41/UBND-NC#1"]).output().unwrap(), 4, "x.db");
    office.assert_nothing_lost();
}

#[test]
fn a_lock_that_goes_away_is_waited_for() {
    let office = Office::new();
    let holder = rusqlite::Connection::open(office.path("x.db")).unwrap();
    holder.execute_batch("begin immediate").unwrap();
    let mut done = office.command(&office.path("x.db"));
    let mut child =
        done.args(["done", "41/UBND-NC#1"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Reading goes on beside the lock, and the waiting is said.
    assert_eq!(office.dondoc(&["list"]).status.code(), Some(0));
    let mut said = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
    assert!(said.contains("bận"), "{said}");
    holder.execute_batch("rollback").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    office.assert_nothing_lost();
}

#[test]
#[ignore = "waits out the ten seconds after which a writer gives up"]
fn a_lock_that_stays_ends_in_try_again() {
    let office = Office::new();
    let holder = rusqlite::Connection::open(office.path("x.db")).unwrap();
    holder.execute_batch("begin immediate").unwrap();
    assert_refused(&office.dondoc(&["done", "41/UBND-NC#1"]), 3, "bận");
    holder.execute_batch("rollback").unwrap();
    let shown = office.dondoc(&["list", "--json"]);
    let tasks: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(tasks.as_array().unwrap().len(), 2, "both are still open");
    office.assert_nothing_lost();
}
