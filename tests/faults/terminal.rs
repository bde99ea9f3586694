//! Lines that are cut or stand still, and keys that would start another program.

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::termios::{Action, tcflow};

use crate::office::Office;
use crate::support::{DEADLINE, DONDOC, Terminal, text};

const AT: [&str; 2] = ["--at", "2020-12-21T08:00"];

#[test]
fn a_line_that_is_cut_ends_a_program_that_does_not_hear_of_it() {
    // As after `nohup`, or under a shell that ignores the hang-up: only the line itself tells.
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", "trap '' HUP; exec \"$0\" demo", DONDOC]);
    command.env_clear();
    command.env("TERM", "xterm");
    command.env("HOME", "/nowhere");
    command.cwd("/");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut seen = Vec::new();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut part = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains("1792/UBND-NC") {
        let n = reader.read(&mut part).unwrap();
        seen.extend_from_slice(&part[..n]);
    }
    drop((reader, pair.master));
    let stat = format!("/proc/{}/stat", child.process_id().unwrap());
    let cpu = || {
        let stat = fs::read_to_string(&stat).unwrap_or_default();
        stat.rsplit(')')
            .next()
            .unwrap()
            .split_whitespace()
            .skip(11)
            .take(2)
            .filter_map(|n| n.parse::<u64>().ok())
            .sum()
    };
    let mut used: u64 = cpu();
    let deadline = Instant::now() + DEADLINE;
    let ended = loop {
        used = used.max(cpu());
        match child.try_wait().unwrap() {
            Some(status) => break Some(status),
            None if Instant::now() > deadline => break None,
            None => std::thread::park_timeout(Duration::from_millis(10)),
        }
    };
    let _ = child.kill();
    assert!(ended.is_some(), "it lives on without a line");
    // Hundredths of a second.
    assert!(used < 300, "{used}");
}

#[test]
fn a_terminal_that_stands_still_holds_up_nobody_else() {
    let office = Office::new();
    let mut terminal = Terminal::dondoc((80, 24), &["--db", office.db().to_str().unwrap(), AT[0], AT[1]]);
    terminal.until_text("41/UBND-NC");
    terminal.send(b"\t");
    terminal.until_text("►[ ] 1");
    terminal.settle();
    // What Ctrl-S does where the terminal answers it, and what a network that stands still comes to.
    let line = fs::File::options().read(true).write(true).open(terminal.line()).unwrap();
    tcflow(&line, Action::OOff).unwrap();
    terminal.send(b" ");
    terminal.send(b"\x1b[B");
    for words in [&["done", "41/UBND-NC#2"][..], &["note", "41/UBND-NC#2", "không phải chờ"], &["list"]]
    {
        let out = office.dondoc(words);
        assert_eq!(out.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
        assert!(out.stderr.is_empty(), "{words:?} had to wait");
    }
    let other = rusqlite::Connection::open(office.db()).unwrap();
    let busy: i64 = other.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).unwrap();
    assert_eq!(busy, 0, "it holds a read");
    assert!(!text(terminal.screen()).contains("[x]"));
    tcflow(&line, Action::OOn).unwrap();
    drop(line);
    terminal.until(|screen| text(screen).contains("[x] 1") && text(screen).contains("[x] 2"));
    terminal.quit();
}

/// All processes below this one.
fn children(pid: i32) -> String {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    tasks.map(|task| fs::read_to_string(task.unwrap().path().join("children")).unwrap_or_default()).collect()
}

#[test]
#[ignore = "presses many keys, each alone"]
fn no_key_of_a_session_starts_a_program_or_takes_the_clipboard() {
    let office = Office::new();
    assert!(office.dondoc(&["staff", "add", "an"]).status.success());
    let trap =
        office.file("bẫy", format!("#!/bin/sh\ntouch '{}'\n", office.path("chạy").display()).as_bytes());
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    let trap = trap.to_str().unwrap();
    let env = ["EDITOR", "VISUAL", "PAGER", "SHELL", "BROWSER", "LESSOPEN", "BASH_ENV", "ENV"]
        .map(|name| (name, trap));
    let db = office.db();
    let mut terminal =
        Terminal::spawn((100, 30), DONDOC, &["--db", db.to_str().unwrap(), "session", "an"], &env);
    terminal.until_text("41/UBND-NC");
    let keys: [&[u8]; 22] = [
        b"!",
        b"|",
        b"e",
        b"E",
        b"v",
        b"o",
        b"O",
        b"s",
        b"\x0f",
        b"\x10",
        b"\x05",
        b"\x07",
        b"\x14",
        b"\x18",
        b"\x1a",
        b"\x1bOP",
        b"\x1bOQ",
        b"\x1b[20~",
        b"\x1b[17~",
        b":sh\r",
        b"/!sh\r",
        b"\x1b!",
    ];
    for key in keys {
        terminal.send(key);
        terminal.settle();
        assert_eq!(children(terminal.pid().as_raw_nonzero().get()), "", "{key:?}");
        terminal.send(b"\x1b");
        terminal.settle();
        terminal.send(b"\x1b");
        terminal.settle();
    }
    terminal.send(b"\x1b[21~");
    terminal.settle();
    assert!(!office.path("chạy").exists(), "a program of the client's was started");
    let written = String::from_utf8_lossy(&terminal.received).into_owned();
    assert!(!written.contains("\x1b]52") && !written.contains("\x1b[?1000h"));
}
