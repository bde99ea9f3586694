//! Two people by two keys on one account of a real SSH server on loopback: the screens, the commands, and every
//! other way in. The server, its keys and its data file live in a folder of the test's own.

#![expect(clippy::disallowed_methods, reason = "deadlines of waits")]
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

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
use server::{Server, free_port, wait_until};
use support::DEADLINE;

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
