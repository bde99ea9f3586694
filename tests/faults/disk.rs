//! Disks that are full, read-only, without room for names, or that begin to fail under an open program.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use crate::office::{LETTER, Mount, Office, assert_refused, by_nobody, letter};
use crate::shim::{EDQUOT, EIO, ENOSPC, EROFS, Fault, variables};
use crate::support::{DONDOC, Terminal, text};

const AT: [&str; 2] = ["--at", "2020-12-21T08:00"];
const DONE: [&str; 2] = ["done", "41/UBND-NC#1"];

fn n_done(office: &Office, db: &std::path::Path) -> u64 {
    let shown = office.command(db).args(["show", "41/UBND-NC", "--json"]).output().unwrap();
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    shown["n_done"].as_u64().unwrap()
}

#[test]
#[ignore = "mounts a small file system; does nothing where that is not allowed"]
fn a_full_disk_is_named_takes_nothing_back_and_works_again_once_freed() {
    let office = Office::new();
    let Some(mount) = Mount::tmpfs(office.path("đĩa"), "size=3m") else { return };
    let db = mount.0.join("x.db");
    let import = |number: usize| {
        let path = office.file("n.txt", LETTER.replace("41/", &format!("{number}/")).as_bytes());
        office.command(&db).arg("import").arg(path).arg("--yes").output().unwrap()
    };
    assert!(import(41).status.success());
    // While somebody looks, the files beside the data file are there.
    let mut holder = Some(rusqlite::Connection::open(&db).unwrap());
    holder.iter().for_each(|conn| conn.query_row("SELECT count(*) FROM task", [], |_| Ok(())).unwrap());
    for is_held in [true, false] {
        assert_eq!(fs::exists(mount.0.join("x.db-wal")).unwrap(), is_held);
        let filler = mount.fill();
        assert_refused(&import(42), 4, "đầy");
        assert_refused(&office.command(&db).args(DONE).output().unwrap(), 4, "đầy");
        assert_refused(
            &office
                .command(&mount.0.join("mới.db"))
                .args(["import", "--yes"])
                .arg(office.path("41.txt"))
                .output()
                .unwrap(),
            4,
            "đầy",
        );
        let listed = office.command(&db).args(["list", "--json"]).output().unwrap();
        assert_eq!(listed.status.code(), Some(0), "{}", String::from_utf8_lossy(&listed.stderr));
        fs::remove_file(filler).unwrap();
        assert_eq!(n_done(&office, &db), 0);
        drop(holder.take());
    }
    assert_eq!(office.command(&db).args(DONE).output().unwrap().status.code(), Some(0));
    assert!(import(42).status.success());
    assert_eq!(office.command(&db).arg("check").output().unwrap().status.code(), Some(0));
}

#[test]
#[ignore = "mounts a small file system; does nothing where that is not allowed"]
fn a_disk_fills_up_under_imports_and_all_that_was_acknowledged_is_there() {
    let office = Office::new();
    let Some(mount) = Mount::tmpfs(office.path("đĩa"), "size=1100k") else { return };
    let db = mount.0.join("x.db");
    let import = |number: usize| {
        let letter = office.file("n.txt", LETTER.replace("41/", &format!("{number}/")).as_bytes());
        office.command(&db).arg("import").arg(letter).arg("--yes").output().unwrap()
    };
    let refused = (100..400).map(import).enumerate().find(|(_, out)| !out.status.success());
    let (saved, out) = refused.expect("the disk fills up");
    assert_refused(&out, 4, "đầy");
    let listed = office.command(&db).args(["directives", "--json"]).output().unwrap();
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(listed.as_array().unwrap().len(), saved, "all that was acknowledged is there");
}

#[test]
#[ignore = "mounts a small file system; does nothing where that is not allowed"]
fn no_room_for_another_name_is_said_with_the_names_that_have_none() {
    let office = Office::new();
    let Some(mount) = Mount::tmpfs(office.path("đĩa"), "size=3m,nr_inodes=2") else { return };
    let db = mount.0.join("x.db");
    fs::copy(office.db(), &db).unwrap();
    let out = office.command(&db).args(DONE).output().unwrap();
    assert_refused(&out, 4, "x.db");
    let new =
        office.command(&mount.0.join("mới.db")).args(["import", "--yes"]).arg(office.path("41.txt")).output();
    assert_refused(&new.unwrap(), 4, "đầy");
    assert_eq!(fs::read(&db).unwrap(), fs::read(office.db()).unwrap());
}

#[test]
#[ignore = "mounts a small file system; does nothing where that is not allowed"]
fn a_disk_that_is_mounted_read_only_shows_all_and_takes_nothing() {
    let office = Office::new();
    let Some(mount) = Mount::tmpfs(office.path("đĩa"), "size=8m") else { return };
    let db = mount.0.join("x.db");
    fs::copy(office.db(), &db).unwrap();
    mount.set_read_only();
    for words in [&["list"][..], &["show", "41/UBND-NC"], &["today"], &["history"], &["check"]] {
        let out = office.command(&db).args(words).output().unwrap();
        assert_eq!(out.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
    }
    for words in [&DONE[..], &["undo"], &["import", office.path("41.txt").to_str().unwrap(), "--yes"]] {
        assert_refused(&office.command(&db).args(words).output().unwrap(), 4, "x.db");
    }
    let mut terminal = Terminal::dondoc((80, 24), &["--db", db.to_str().unwrap(), AT[0], AT[1]]);
    terminal.until_text("41/UBND-NC");
    terminal.until_text("CHỈ XEM");
    terminal.quit();
}

#[test]
#[ignore = "needs a C compiler"]
fn a_disk_that_fails_under_the_screens_is_said_and_nothing_is_shown_as_done() {
    for (errno, says) in [(EROFS, "x.db"), (ENOSPC, "đầy"), (EDQUOT, "x.db"), (EIO, "x.db")] {
        let office = Office::new();
        let (fired, when) = (office.path("fired"), office.path("bắt đầu"));
        let fault = Fault { calls: "wst", file: "x.db-wal", at: 1, errno, stays: true };
        let mut env = variables(fault, &fired);
        env.push(("FAULT_WHEN", when.to_str().unwrap().to_owned()));
        let env: Vec<(&str, &str)> = env.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let db = office.db();
        let mut terminal =
            Terminal::spawn((120, 24), DONDOC, &["--db", db.to_str().unwrap(), AT[0], AT[1]], &env);
        terminal.until_text("[ ] 1");
        terminal.send(b"\t");
        terminal.until_text("►[ ] 1");
        fs::write(&when, b"").unwrap();
        terminal.send(b" ");
        terminal.until_text("Chưa ghi");
        terminal.settle();
        let screen = text(terminal.screen());
        assert!(
            fired.exists() && screen.contains("►[ ] 1") && !screen.contains("[x] 1"),
            "{errno}: {screen}"
        );
        assert!(screen.contains(says) || errno != ENOSPC, "{errno}: {screen}");
        // The disk is well again: the same key marks it.
        fs::remove_file(&when).unwrap();
        terminal.send(b" ");
        terminal.until_text("[x] 1");
        terminal.quit();
        assert_eq!(n_done(&office, &db), 1);
    }
}

#[test]
fn a_paper_goes_nowhere_but_under_a_new_name_in_a_folder_that_takes_it() {
    let office = Office::new();
    office.file("có.txt", b"x");
    fs::create_dir(office.path("mục")).unwrap();
    fs::create_dir(office.path("kín")).unwrap();
    fs::set_permissions(office.path("kín"), fs::Permissions::from_mode(0o555)).unwrap();
    fs::set_permissions(office.dir.path(), fs::Permissions::from_mode(0o777)).unwrap();
    fs::set_permissions(office.db(), fs::Permissions::from_mode(0o644)).unwrap();
    for (name, code) in [("có.txt", 2), ("mục", 2), ("không/có.txt", 4), ("kín/mới.txt", 4)] {
        let mut report = office.command(&office.db());
        report.args(["report", "list", "-o"]).arg(office.path(name));
        assert_refused(&by_nobody(&mut report).output().unwrap(), code, name);
    }
    assert_eq!(fs::read(office.path("có.txt")).unwrap(), b"x");
    assert_eq!(fs::read_dir(office.path("mục")).unwrap().count(), 0);
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let out = office.command(&office.db()).args(["export"]).stdout(full).output().unwrap();
    assert_refused(&out, 4, "đầy");
}

#[test]
fn without_a_folder_for_temporary_files_all_but_the_demo_works() {
    let office = Office::new();
    let next = office.file("42.txt", letter(42, 3).as_bytes());
    for words in [&["import", next.to_str().unwrap(), "--yes"][..], &["list"], &["export"], &DONE, &["check"]]
    {
        let mut command = office.command(&office.db());
        let out = command.env("TMPDIR", "/không/có").args(words).output().unwrap();
        assert_eq!(out.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
    }
    let mut demo = office.command(&office.db());
    let out = demo.env("TMPDIR", "/không/có").arg("demo").output().unwrap();
    assert!(!out.status.success() && !String::from_utf8_lossy(&out.stderr).contains("panicked"));
}

#[test]
#[ignore = "writes a journal of more than 64 megabytes"]
fn a_journal_that_a_held_read_lets_grow_is_noticed_and_taken_in_afterwards() {
    let office = Office::new();
    let reader = rusqlite::Connection::open(office.db()).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM task;").unwrap();
    let writer = rusqlite::Connection::open(office.db()).unwrap();
    writer.execute_batch("PRAGMA synchronous = OFF").unwrap();
    for _ in 0..70 {
        writer.execute("UPDATE directive SET subject = subject || '' ", []).unwrap();
        writer
            .execute_batch(
                "CREATE TABLE nặng (x); INSERT INTO nặng VALUES (zeroblob(1000000)); DROP TABLE nặng;",
            )
            .unwrap();
    }
    let warned = |office: &Office| {
        let checked = office.json(&["check", "--json"]);
        let found = checked.as_array().unwrap().iter().find(|result| result["subject"] == "WriteAheadLog");
        !found.unwrap()["ok"].as_bool().unwrap()
    };
    assert!(warned(&office));
    reader.execute_batch("COMMIT").unwrap();
    let left: i64 = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
    assert!(!warned(&office));
    let mut done = office.command(&office.db());
    assert!(done.args(DONE).stdout(Stdio::null()).status().unwrap().success());
}
