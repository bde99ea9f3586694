//! Two people by two keys on one account of a real SSH server on loopback: the screens, the commands, and every
//! other way in. The server, its keys and its data file live in a folder of the test's own.

#![expect(clippy::disallowed_methods, reason = "deadlines of waits")]
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod accounts;
mod putty;
mod server;
#[path = "../pty/support.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use std::io::Read;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::Signal;
use server::{Server, free_port, read, wait_until};
use support::{DEADLINE, text};

#[test]
#[ignore = "needs openssh-server"]
fn two_people_work_on_one_file_and_each_entry_has_its_name() {
    let server = Server::start();
    let (mut an, mut binh) = (server.screens("an"), server.screens("binh"));
    for (terminal, login, times) in [(&mut an, "an", 1), (&mut binh, "binh", 2)] {
        terminal.send(b"\t");
        // The first two have several units in the lead, which are ticked one by one.
        for _ in 0..=times {
            terminal.settle();
            terminal.send(b"\x1b[B");
        }
        terminal.settle();
        terminal.send(b" ");
        wait_until("the mark is in the journal", || {
            server.history().iter().filter(|entry| entry["change"]["change"] == "task_progress").count()
                == times
        });
        assert_eq!(server.history()[0]["actor"], login);
    }
    an.settle();
    // A program that stopped would never be brought back.
    an.send(b"\x1a");
    an.settle();
    an.send(b"?");
    an.settle();
    let said = server.ssh("binh", &[], &["list --json"]);
    assert!(said.status.success() && said.stderr.is_empty(), "{}", String::from_utf8_lossy(&said.stderr));
    // One client is killed, one hangs up.
    an.kill(Signal::KILL);
    binh.kill(Signal::HUP);
    wait_until("no session is left", || server.sessions() == 0);
    let said = server.ssh("an", &[], &["note", "1", "'sau khi mất kết nối'"]);
    assert!(said.status.success(), "no lock is left: {}", String::from_utf8_lossy(&said.stderr));
    assert_eq!(server.history()[0]["actor"], "an");
    assert!(
        server.events().iter().all(|event| event["from"] == "127.0.0.1" && event["result"] == "accepted")
    );
}

#[test]
#[ignore = "needs openssh-server"]
fn commands_are_refused_by_name_and_written_down() {
    let server = Server::start();
    let long = server.at("x");
    let tries: [(&[&str], &[&str]); 15] = [
        (&[], &["sh"]),
        (&[], &["echo", "PWNED"]),
        (&["-tt"], &["sh", "-c", "'echo PWNED'"]),
        (&["-tt"], &["bash"]),
        (&["-T"], &["list; echo PWNED"]),
        (&[], &["list", "--db", "/etc/passwd"]),
        (&[], &[" --db", &long, "list"]),
        (&[], &["import", "/etc/passwd", "--yes"]),
        (&[], &["report", "list", "-o", &long]),
        (&[], &["session", "binh"]),
        (&[], &["--", "-oProxyCommand=sh"]),
        (&["-s"], &["sftp"]),
        (&["-A"], &["sh"]),
        (&["-o", "SendEnv=*"], &["env"]),
        (&["-o", "SetEnv=LD_PRELOAD=/x BASH_ENV=/x DONDOC_DB=/x LC_ALL=$(id)"], &["env"]),
    ];
    for (options, asked) in tries {
        let before = server.events().len();
        let said = server.ssh("an", options, asked);
        let text = [said.stdout, said.stderr].concat();
        let text = String::from_utf8_lossy(&text);
        assert!(
            !text.lines().any(|line| line.trim() == "PWNED") && !text.contains("uid="),
            "{asked:?}: {text}"
        );
        assert_eq!(said.status.code(), Some(5), "{options:?} {asked:?}: {text}");
        let events = server.events();
        assert_eq!((events.len(), &events[before]["result"]), (before + 1, &"refused".into()), "{asked:?}");
    }
    for (program, words) in [
        ("sftp", vec![server.host()]),
        ("scp", vec!["-O".to_owned(), "/etc/hostname".to_owned(), format!("{}:{long}", server.host())]),
        ("scp", vec!["/etc/hostname".to_owned(), format!("{}:{long}", server.host())]),
    ] {
        let output =
            Command::new(program).args(server.words("-P", "an")).args(words).stdin(Stdio::null()).output();
        assert!(!output.unwrap().status.success(), "{program}");
        assert_eq!(server.events().pop().unwrap()["result"], "refused", "{program}");
    }
    assert!(!Path::new(&long).exists());
}

#[test]
#[ignore = "needs openssh-server"]
fn nothing_is_forwarded() {
    let server = Server::start();
    let own = format!("127.0.0.1:{}", server.port);
    let out = server.ssh("an", &["-W", &own], &[]);
    assert!(!out.status.success() && out.stdout.is_empty(), "-W gave {:?}", out.stdout);
    let remote = format!("127.0.0.1:0:{own}");
    let back = server.ssh("an", &["-o", "ExitOnForwardFailure=yes", "-N", "-R", &remote], &[]);
    assert!(!back.status.success(), "-R");
    let port = free_port();
    let local = format!("127.0.0.1:{port}:{own}");
    let mut words = server.words("-p", "an");
    words.extend(["-N".to_owned(), "-L".to_owned(), local, server.host()]);
    let mut forward =
        Command::new("ssh").args(words).stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = None;
    wait_until("the client listens", || {
        line = TcpStream::connect(("127.0.0.1", port)).ok();
        line.is_some()
    });
    let mut got = Vec::new();
    let line = line.unwrap();
    line.set_read_timeout(Some(DEADLINE)).unwrap();
    let _ = (&line).take(7).read_to_end(&mut got);
    forward.kill().unwrap();
    forward.wait().unwrap();
    assert_eq!(got, b"", "-L carries nothing");
    // Agent and X11 are asked for together with a command that is taken, and are simply not there.
    let plain = server.ssh("an", &["-A", "-X"], &["list"]);
    assert!(plain.status.success(), "{}", String::from_utf8_lossy(&plain.stderr));
}

/// Whatever the client sets and asks for, a session is the same: its surroundings, its limits, its files.
#[test]
#[ignore = "needs openssh-server"]
fn a_session_has_nothing_of_the_client_s() {
    let server = Server::start();
    let plain = server.ssh("an", &[], &["list"]);
    let hostile = "SetEnv=LC_ALL=C LC_TIME=../../x LANG=x$(id) TZ=/etc/passwd HOME=/x PATH=/x DONDOC_DB=/x.db NO_COLOR=1 \
        COLUMNS=20 SQLITE_TMPDIR=/x XDG_DATA_HOME=/x XDG_CONFIG_HOME=/x RUST_BACKTRACE=full";
    let set = server.ssh("an", &["-A", "-o", hostile], &["list"]);
    assert!(plain.status.success() && set.status.success(), "{}", String::from_utf8_lossy(&set.stderr));
    assert_eq!(String::from_utf8_lossy(&set.stdout), String::from_utf8_lossy(&plain.stdout));

    let agent = server.at("agent");
    let asked = std::os::unix::net::UnixListener::bind(&agent).unwrap();
    asked.set_nonblocking(true).unwrap();
    let forward = format!("ForwardAgent={agent}");
    let options = ["-X", "-o", &forward, "-o", "IdentityAgent=none", "-o", hostile];
    let terminal = server.screens_with("an", &options, &[("DISPLAY", ":7")]);
    let [session] = server.session_ids()[..] else { panic!("one session") };
    let of_it = |name: &str| read(&format!("/proc/{session}/{name}"));
    let surroundings = of_it("environ");
    let mut names: Vec<&str> =
        surroundings.split('\0').filter_map(|line| Some(line.split_once('=')?.0)).collect();
    names.sort_unstable();
    assert_eq!(names, ["LANG", "SSH_CONNECTION", "TERM"], "{surroundings}");
    assert!(surroundings.contains("LANG=vi_VN.UTF-8"), "{surroundings}");
    assert!(of_it("status").contains("NoNewPrivs:\t1"));
    for (limit, value) in [("Max core file size", "0"), ("Max open files", "256")] {
        let limits = of_it("limits");
        let line = limits.lines().find_map(|line| line.strip_prefix(limit)).unwrap();
        assert_eq!(line.split_whitespace().take(2).collect::<Vec<_>>(), [value, value], "{limit}");
    }
    assert_eq!(of_it(&format!("task/{session}/children")), "", "it has started nothing");
    let open = std::fs::read_dir(format!("/proc/{session}/fd")).unwrap();
    let open = open.filter_map(|file| std::fs::read_link(file.unwrap().path()).ok());
    for file in open.map(|file| file.to_str().unwrap().to_owned()) {
        let is_ours = file.starts_with("/dev/pts/") || file.contains("so.db") || !file.starts_with('/');
        assert!(is_ours, "{file}");
    }
    // Where the server would have put the client's agent.
    let status = of_it("status");
    let server_s_end = status.lines().find_map(|line| line.strip_prefix("PPid:\t")).unwrap();
    let folders = std::fs::read_dir("/tmp").unwrap().map(|entry| entry.unwrap().path());
    let mut agents = folders.map(|folder| folder.join(format!("agent.{server_s_end}")));
    assert_eq!(agents.find(|agent| agent.exists()), None);
    assert!(asked.accept().is_err(), "nobody has asked the agent");
    drop(terminal);
}

/// A client that hears and says nothing any more: others go on, and nothing that it held is missed.
#[test]
#[ignore = "needs openssh-server"]
fn a_frozen_client_holds_nobody_up() {
    let server = Server::start();
    let (an, mut binh) = (server.screens("an"), server.screens("binh"));
    an.kill(Signal::STOP);
    binh.send(b"\t");
    binh.settle();
    for turn in 1..=12 {
        // More than a line's worth of frames for the one who reads nothing.
        let said = server.ssh("binh", &[], &["note", &turn.to_string(), "'khi mạng đứng'"]);
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    }
    let before = server.history().len();
    for key in [&b"\x1b[B"[..], b"\x1b[B", b" "] {
        binh.send(key);
        binh.settle();
    }
    wait_until("binh's mark is in the journal", || server.history().len() == before + 1);
    binh.until_text("[x]");
    let mut an = an;
    an.kill(Signal::CONT);
    an.until_text("[x]");
    an.kill(Signal::STOP);
    an.kill(Signal::KILL);
    wait_until("one session is left", || server.sessions() == 1);
}

/// As `setup-server` sets it, but in less time: whoever has not answered so often is not there.
#[test]
#[ignore = "needs openssh-server"]
fn a_client_frozen_for_good_is_let_go() {
    let server = Server::start_with("ClientAliveInterval 1\nClientAliveCountMax 2\n");
    let an = server.screens("an");
    an.kill(Signal::STOP);
    wait_until("no session is left", || server.sessions() == 0);
    let said = server.ssh("binh", &[], &["note", "1", "x"]);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
}

/// Two people save the same text: the second sees whose and which, and decides.
#[test]
#[ignore = "needs openssh-server"]
fn the_second_to_save_sees_what_the_first_saved() {
    let server = Server::start();
    let (mut an, mut binh) = (server.screens("an"), server.screens("binh"));
    for (terminal, words) in [(&mut an, "cua an"), (&mut binh, "cua binh")] {
        terminal.send(b".");
        terminal.until_text("Bút phê 07/CT-UBND");
        terminal.settle();
        for letter in words.bytes() {
            terminal.send([letter]);
            terminal.settle();
        }
        terminal.until_text(words);
    }
    let f2 = b"\x1bOQ";
    an.send(f2);
    an.until_text("Đã lưu");
    binh.send(f2);
    binh.until(|screen| {
        let shown = text(screen);
        shown.contains("an vừa sửa lúc") && shown.contains("cua an") && shown.contains("cua binh")
    });
    assert_eq!(server.history()[0]["actor"], "an", "nothing of the first is overwritten");
    binh.send(f2);
    binh.until_text("Đã lưu");
    assert_eq!(server.history()[0]["actor"], "binh");
}

#[test]
#[ignore = "needs openssh-server"]
fn a_person_disabled_meanwhile_writes_no_more_and_does_not_come_back() {
    let server = Server::start();
    let mut an = server.screens("an");
    let journal = server.history().len();
    server.dondoc(&["staff", "disable", "an"]);
    an.until_text("Tài khoản này đã ngừng dùng");
    for key in [&b"\t"[..], b"\x1b[B", b"\x1b[B", b" "] {
        an.send(key);
        an.settle();
    }
    assert_eq!(server.history().len(), journal + 1, "but for the disabling itself");
    an.send(b"\x1b[21~");
    assert_eq!(an.end(), 0);
    // The keys file still has the key; the register is asked too.
    let said = server.ssh("an", &[], &["list"]);
    assert_eq!(said.status.code(), Some(5), "{}", String::from_utf8_lossy(&said.stderr));
    assert_eq!(server.events().pop().unwrap()["result"], "refused");
    assert!(!server.dondoc(&["authorized-keys"]).contains("session an"));
}
