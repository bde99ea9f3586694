//! The data file and the files beside it, damaged, mixed up, held or in another's hands.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use serde_json::Value;

use crate::office::{Office, assert_refused, by_nobody, letter, said};

const DONE: [&str; 2] = ["done", "41/UBND-NC#1"];

/// A connection that keeps the journal beside the file for as long as it stands.
fn hold(db: &Path) -> rusqlite::Connection {
    let holder = rusqlite::Connection::open(db).unwrap();
    holder.query_row("SELECT count(*) FROM task", [], |_| Ok(())).unwrap();
    holder
}

/// What the program must not do with a file that may be damaged: die of it, or speak of its own inside.
fn exit_code(office: &Office, db: &Path, words: &[&str]) -> i32 {
    let out = office.command(db).args(words).output().unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(!said.contains("panicked") && !said.contains("Err("), "{words:?}: {said}");
    out.status.code().unwrap_or_else(|| panic!("{words:?} was killed: {said}"))
}

#[test]
fn a_page_of_rubbish_anywhere_is_found_and_nothing_breaks_on_it() {
    let office = Office::new();
    let whole = fs::read(office.db()).unwrap();
    let size = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    let db = office.path("hỏng.db");
    let pages = whole.len() / size;
    assert!(pages > 40, "{pages}");
    for page in (1..pages).step_by(9) {
        let mut bytes = whole.clone();
        bytes[page * size..(page + 1) * size].fill(0xA5);
        fs::write(&db, &bytes).unwrap();
        assert_eq!(exit_code(&office, &db, &["check"]), 4, "page {page}");
        for words in [&["list"][..], &["show", "41/UBND-NC"]] {
            let code = exit_code(&office, &db, words);
            assert!([0, 4].contains(&code), "{words:?}, page {page}: {code}");
        }
        assert_eq!(fs::read(&db).unwrap(), bytes, "it was written to");
    }
}

#[test]
fn what_stands_at_the_path_instead_of_a_file_is_refused_by_name() {
    let office = Office::new();
    office.file("tệp", b"x");
    for name in ["/dev/full", "/dev/null", "tệp/x.db", "không/x.db", "không/có/x.db"] {
        let db = if name.starts_with('/') { name.into() } else { office.path(name) };
        for words in [&["list"][..], &DONE] {
            assert_refused(&office.command(&db).args(words).output().unwrap(), 4, name);
        }
    }
    assert!(!office.path("không").exists());
}

#[test]
fn a_journal_of_another_file_or_none_is_no_quiet_loss() {
    // Both offices have work in their journals that their files do not hold yet.
    let (office, other) = (Office::new(), Office::new());
    let import = |number| {
        let path = other.file("n.txt", letter(number, 3).as_bytes());
        assert!(other.dondoc(&["import", path.to_str().unwrap(), "--yes"]).status.success());
    };
    (50..53).for_each(import);
    let holders = [hold(&office.db()), hold(&other.db())];
    assert!(office.dondoc(&["note", "41/UBND-NC#1", "của nơi này"]).status.success());
    (60..63).for_each(import);
    let db = office.path("lạ.db");
    fs::copy(office.db(), &db).unwrap();
    fs::copy(other.path("x.db-wal"), office.path("lạ.db-wal")).unwrap();
    // SQLite cannot tell whose journal it is; what it makes of both is found to be damaged, or is one of them.
    let code = exit_code(&office, &db, &["check"]);
    assert_eq!(code, 4);
    // Without its journal a file is as it was when the last of it was taken in.
    let db = office.path("cũ.db");
    fs::copy(office.db(), &db).unwrap();
    assert_eq!(exit_code(&office, &db, &["check"]), 0);
    let out = office.command(&db).args(["history", "--json"]).output().unwrap();
    let history: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(history.as_array().unwrap().len(), 1);
    drop(holders);
}

#[test]
fn an_index_of_somebody_else_is_named() {
    let office = Office::new();
    let holder = hold(&office.db());
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    set(office.dir.path(), 0o777);
    set(&office.db(), 0o666);
    set(&office.path("x.db-wal"), 0o666);
    set(&office.path("x.db-shm"), 0o000);
    if rustix::process::geteuid().is_root() {
        for words in [&["list"][..], &DONE] {
            let mut command = office.command(&office.db());
            assert_refused(&by_nobody(command.args(words)).output().unwrap(), 4, "x.db-shm");
        }
    } else {
        said(format_args!("left out: only root has somebody else's file"));
    }
    drop(holder);
    set(&office.db(), 0o600);
    office.assert_nothing_lost();
}

#[test]
fn links_laid_beside_the_file_lead_nowhere() {
    for name in ["x.db-wal", "x.db-shm", "x.db-drafts", "x.db-journal"] {
        let office = Office::new();
        let target = office.file("đích", "giữ nguyên".as_bytes());
        let before = fs::read(&target).unwrap();
        symlink(&target, office.path(name)).unwrap();
        let code = exit_code(&office, &office.db(), &DONE);
        assert!([0, 4].contains(&code), "{name}: {code}");
        assert_eq!(fs::read(&target).unwrap(), before, "{name}");
        fs::remove_file(office.path(name)).unwrap();
        office.assert_nothing_lost();
    }
}

#[test]
fn a_copy_made_while_others_write_is_sound_or_said_not_to_be() {
    let office = Office::new();
    let writing = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for number in 100..105 {
                let path = office.file("n.txt", letter(number, 3).as_bytes());
                assert!(office.dondoc(&["import", path.to_str().unwrap(), "--yes"]).status.success());
            }
        });
        let mut n_copies = 0;
        while !writer.is_finished() {
            let copy = office.path("chép.db");
            for suffix in ["-wal", "-shm"] {
                let _ = fs::remove_file(office.path(&format!("chép.db{suffix}")));
            }
            fs::copy(office.db(), &copy).unwrap();
            // Without the journal, as a copy of the one file is.
            for words in [&["check"][..], &["list"]] {
                let code = exit_code(&office, &copy, words);
                assert!([0, 4].contains(&code), "{words:?}: {code}");
            }
            n_copies += 1;
        }
        n_copies
    });
    assert!(writing > 0);
    office.assert_nothing_lost();
}

#[test]
#[ignore = "waits out the seconds after which a command gives up"]
fn a_file_that_another_program_keeps_to_itself_is_busy() {
    let office = Office::new();
    let holder = rusqlite::Connection::open(office.db()).unwrap();
    holder.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(())).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE; COMMIT").unwrap();
    assert_refused(&office.dondoc(&DONE), 3, "bận");
    drop(holder);
    office.assert_nothing_lost();
}
