//! `session`: who is let in, what is taken of a client, what is written down of it.

use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::office::{Office, Said};

const TASK: &str = "2041/UBND-TH#1";

/// The letter's office with an, binh who only looks, and chi who has left.
fn office() -> Office {
    let office = Office::with_letter();
    for words in [
        &["staff", "add", "an"][..],
        &["staff", "add", "binh", "--role", "viewer"],
        &["staff", "add", "chi"],
        &["staff", "disable", "chi"],
    ] {
        assert_eq!(office.run(words).code, 0);
    }
    office
}

/// The forced command as an SSH server starts it, on no terminal.
fn forced(office: &Office, words: &[&str], asked: Option<&[u8]>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dondoc"));
    command.env_clear().env("HOME", office.folder()).env("SSH_CONNECTION", "10.0.0.9 50122 10.0.0.5 22");
    if let Some(asked) = asked {
        command.env("SSH_ORIGINAL_COMMAND", std::ffi::OsStr::from_bytes(asked));
    }
    command.arg("--db").arg(office.folder().join("so.db")).arg("session").args(words).stdin(Stdio::null());
    command
}

fn session(office: &Office, login: &str, asked: &str) -> Said {
    Said::of(forced(office, &[login], Some(asked.as_bytes())).output().unwrap())
}

fn read(path: &Path) -> String {
    String::from_utf8(Command::new("cat").arg(path).output().unwrap().stdout).unwrap()
}

fn events(office: &Office) -> Vec<Value> {
    let log = read(&office.folder().join("so.db-sessions.log"));
    log.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn commands_run_in_the_name_of_the_line() {
    let office = office();
    for (login, asked, code) in [
        ("binh", "today", 0),
        ("binh", "guide phim", 0),
        ("an", "dondoc list --unit 'Sở Tài chính'", 0),
        ("an", "directives --json", 0),
        ("binh", "show 2041/UBND-TH", 0),
        ("an", "done 2041/UBND-TH#1", 0),
        ("an", "reopen 2041/UBND-TH#1", 0),
        ("an", "note 2041/UBND-TH#1 \"đang làm; $(id)\"", 0),
        ("an", "extend 2041/UBND-TH#1 --to 1/1/2090 --doc 12/UB", 0),
        ("an", "remind 2041/UBND-TH#1 --note gọi", 0),
        ("binh", "history --json", 0),
        ("binh", "report briefing", 0),
        ("binh", "report list --format csv", 0),
        ("binh", "done 2041/UBND-TH#1", 5),
        ("an", "show 7/X", 1),
    ] {
        let said = session(&office, login, asked);
        assert_eq!(said.code, code, "{login} {asked}: {}{}", said.out, said.err);
    }
    let letter = office.letter().replace("2041", "2042");
    let mut import = forced(&office, &["an"], Some(b"import - --yes"));
    let mut import =
        import.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut import.stdin.take().unwrap(), letter.as_bytes()).unwrap();
    let said = Said::of(import.wait_with_output().unwrap());
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let history = office.run(&["history", "--json"]).json();
    let by_an = history.as_array().unwrap().iter().filter(|entry| entry["actor"] == "an");
    assert_eq!(by_an.count(), 6);
    assert!(office.run(&["show", TASK]).out.contains("đang làm; $(id)"));
    let events = events(&office);
    assert_eq!(events.len(), 16);
    assert!(
        events.iter().all(|event| event["result"] == "accepted" && event["from"] == "10.0.0.9"),
        "{events:?}"
    );
}

/// What a client may try.
const REFUSED: &[&[u8]] = &[
    b"",
    b" ",
    b"sh",
    b"bash -i",
    b"/bin/sh",
    b"sh -c 'dondoc list'",
    b"list; id",
    b"list | cat",
    b"list\nid",
    b"list 'open",
    b"\xff\xfe",
    b"internal-sftp",
    b"/usr/lib/openssh/sftp-server",
    b"scp -t /tmp/x",
    b"rsync --server . .",
    b"list --db /etc/passwd",
    b"--db /etc/passwd list",
    b"--db=/etc/passwd list",
    b"list --at 2020-01-01",
    b"--at 2020-01-01 done 2041/UBND-TH#1",
    b"report list -o /tmp/x",
    b"report list -o/tmp/x",
    b"report list --output=x",
    b"import /etc/passwd --yes",
    b"import - /etc/passwd",
    b"import ./- --yes",
    b"import --yes",
    b"load -",
    b"export",
    b"check",
    b"backup x.db",
    b"restore so.db",
    b"setup-server",
    b"undo",
    b"assign 2041/UBND-TH#1 --follower an",
    b"staff list",
    b"staff role an admin",
    b"authorized-keys",
    b"session binh",
    b"session -x",
    b"demo",
    b"keys",
    b"cells",
    b"letter",
    b"letter --pdftotext",
    b"help",
    b"--help",
    b"list --help",
    b"-V",
    b"-oProxyCommand=id",
    b"done",
    b"list --overdu",
    b"list --login binh",
    b"dondoc",
    b"dondoc dondoc list",
];

#[test]
fn all_else_is_refused_and_written_down() {
    let office = office();
    let before = Command::new("cksum").arg(office.folder().join("so.db")).output().unwrap().stdout;
    for asked in REFUSED {
        let said = Said::of(forced(&office, &["an"], Some(asked)).output().unwrap());
        let what = String::from_utf8_lossy(asked);
        assert_eq!((said.code, said.out.as_str()), (5, ""), "{what}: {}", said.err);
        assert!(said.err.contains("Không được phép") && said.err.contains("report"), "{what}: {}", said.err);
    }
    let events = events(&office);
    assert_eq!(events.len(), REFUSED.len());
    for (event, asked) in events.iter().zip(REFUSED) {
        let written = String::from_utf8_lossy(asked);
        assert_eq!((&event["result"], &event["command"]), (&"refused".into(), &written.as_ref().into()));
    }
    let log = office.folder().join("so.db-sessions.log");
    assert_eq!(log.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let after = Command::new("cksum").arg(office.folder().join("so.db")).output().unwrap().stdout;
    assert_eq!(after, before);
    assert!(office.files().iter().all(|name| name.starts_with("so.db") || name == "thu.txt"));
    assert!(session(&office, "an", "list --overdu").err.contains("--overdu"));
}

#[test]
fn only_people_at_work_are_let_in_and_only_by_the_line() {
    let office = office();
    for login in ["chi", "dung", "AN", "an ", "", "-an", "-oX", "an\u{1b}[31m", "ạn", "../an", "an\nbinh"] {
        let said = Said::of(forced(&office, &[login], Some(b"list")).output().unwrap());
        assert_eq!((said.code, said.out.as_str()), (5, ""), "{login:?}: {}", said.err);
        assert!(!said.err.contains('\u{1b}'), "{}", said.err);
    }
    assert!(events(&office).iter().all(|event| event["result"] == "refused"));
    for words in [&["an", "binh"][..], &["an", "--login", "binh"], &[]] {
        assert_eq!(
            forced(&office, words, Some(b"list")).output().unwrap().status.code(),
            Some(2),
            "{words:?}"
        );
    }
    let clock = forced(&office, &["an", "--at", "2020-12-21"], Some(b"list")).output().unwrap();
    assert_eq!(clock.status.code(), Some(5));
    let none = Said::of(forced(&office, &["an"], None).output().unwrap());
    assert_eq!(none.code, 2, "screens need a terminal: {}", none.err);
    assert!(none.err.contains("PuTTY"), "{}", none.err);
}

#[test]
fn the_surroundings_of_a_client_change_nothing() {
    let office = office();
    let plain = session(&office, "an", "list");
    std::fs::create_dir_all(office.folder().join("x/dondoc")).unwrap();
    office.write("x/dondoc/settings.toml", b"lang = \"en\"\nascii = true\n");
    let x = office.folder().join("x");
    let mut command = forced(&office, &["an"], Some(b"list"));
    for (name, value) in [
        ("LC_ALL", "C"),
        ("LANG", "\u{1b}]0;x\u{7}"),
        ("TERM", "x;id"),
        ("USER", "binh"),
        ("LOGNAME", "binh"),
        ("COLUMNS", "20"),
        ("DONDOC_DB", "/nowhere.db"),
        ("XDG_CONFIG_HOME", x.to_str().unwrap()),
        ("HOME", x.to_str().unwrap()),
        ("TZ", "America/New_York"),
        ("SQLITE_TMPDIR", "/nowhere"),
        ("BASH_ENV", "/nowhere"),
    ] {
        command.env(name, value);
    }
    let said = Said::of(command.output().unwrap());
    assert_eq!((said.code, said.out), (0, plain.out));
    command.env("SSH_CONNECTION", "$(id) 1 ::1 22");
    assert_eq!(command.output().unwrap().status.code(), Some(0));
    assert_eq!(events(&office).pop().unwrap()["from"], Value::Null);
}

#[test]
fn the_log_keeps_its_lines_whole_and_its_size() {
    let office = office();
    let long = "a".repeat(15_000);
    session(&office, "an", &format!("note 1 '{long}\u{202e}\u{9b}\n\"}}'"));
    let log = office.folder().join("so.db-sessions.log");
    let text = read(&log);
    assert_eq!(text.lines().count(), 1);
    assert!(text.len() < 1500 && text.is_ascii(), "{text}");
    std::fs::File::options().write(true).open(&log).unwrap().set_len(4 << 20).unwrap();
    session(&office, "an", "today");
    assert_eq!(events(&office).len(), 1);
    assert_eq!(office.folder().join("so.db-sessions.log.1").metadata().unwrap().len(), 4 << 20);
    // What stands there instead of a log is left as it is, and work goes on.
    std::fs::remove_file(&log).unwrap();
    std::os::unix::fs::symlink(office.folder().join("thu.txt"), &log).unwrap();
    assert_eq!(session(&office, "an", "today").code, 0);
    assert_eq!(read(&office.folder().join("thu.txt")), office.letter());
}

#[test]
fn a_folder_that_hands_on_its_group_is_shared_and_any_other_is_not() {
    for (folder_mode, file_mode) in [(0o2770, 0o660), (0o770, 0o600), (0o700, 0o600)] {
        let office = Office::new();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        std::fs::set_permissions(office.folder(), PermissionsExt::from_mode(folder_mode)).unwrap();
        assert_eq!(office.run(&["import", "thu.txt", "--yes"]).code, 0);
        office.run(&["staff", "add", "an"]);
        session(&office, "an", "today");
        let reader =
            dondoc::store::Store::open(&office.folder().join("so.db"), dondoc::store::Mode::ReadWrite)
                .unwrap();
        reader.people().unwrap();
        for suffix in ["", "-wal", "-shm", "-sessions.log"] {
            let path = office.folder().join(format!("so.db{suffix}"));
            assert_eq!(mode(&path), file_mode, "{folder_mode:o} {suffix}");
        }
    }
}

#[test]
fn setting_up_is_printed_and_nothing_else() {
    let office = Office::new();
    for (words, facts) in [
        (
            &["setup-server"][..],
            &["#!/bin/bash", "AuthorizedKeysCommand", "staff add", "OnCalendar=", " backup $BACKUPS/"][..],
        ),
        (
            &["setup-server", "--windows"],
            &["nhap-van-ban.cmd", "import - --yes", "lay-bao-cao.cmd", "report briefing"],
        ),
    ] {
        let said = office.run(words);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        assert!(facts.iter().all(|fact| said.out.contains(fact)), "{}", said.out);
    }
    assert_eq!(office.files(), ["thu.txt"]);
}

#[test]
#[ignore = "needs shellcheck"]
fn the_script_is_sound_by_the_shell_and_by_its_checker() {
    let office = Office::new();
    office.write("cai-dat.sh", office.run(&["setup-server"]).out.as_bytes());
    for checker in [&["bash", "-n"][..], &["shellcheck", "-s", "bash"]] {
        let output = Command::new(checker[0])
            .args(&checker[1..])
            .arg(office.folder().join("cai-dat.sh"))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
