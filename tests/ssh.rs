//! Two people by two keys on one account of a real SSH server on loopback: the screens, the commands, and every
//! other way in. The server, its keys and its data file live in a folder of the test's own.

#![expect(clippy::disallowed_methods, reason = "deadlines of waits")]
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

#[path = "pty/support.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Signal, getuid};
use serde_json::Value;
use support::{DEADLINE, DONDOC, Terminal};
use tempfile::TempDir;

const LETTER: &str = "tests/letters/own/1-chi-thi.txt";

/// The server and the office behind it.
struct Server {
    folder: TempDir,
    port: u16,
    sshd: Child,
    account: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

fn succeeds(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + DEADLINE;
    while !is_so() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        if getuid().is_root() {
            std::fs::create_dir_all("/run/sshd").unwrap();
        }
        let dondoc = |words: &[&str]| succeeds(Command::new(DONDOC).args(["--db", &at("so.db")]).args(words));
        dondoc(&["import", LETTER, "--yes"]);
        for name in ["may", "an", "binh"] {
            succeeds(Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f", &at(name)]));
        }
        for login in ["an", "binh"] {
            dondoc(&["staff", "add", login]);
            dondoc(&["staff", "key", login, "add", &at(&format!("{login}.pub"))]);
        }
        write(&at("keys"), &dondoc(&["authorized-keys"]));
        let port = free_port();
        // The worst that a server may be set to: only the keys file restricts.
        write(
            &at("sshd_config"),
            &format!(
                "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nPidFile {}\nAuthorizedKeysFile {}\nStrictModes no\nUsePAM no\n\
             PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n\
             AllowTcpForwarding yes\nAllowAgentForwarding yes\nX11Forwarding yes\nPermitTunnel yes\nGatewayPorts yes\n\
             AcceptEnv *\nSubsystem sftp internal-sftp\n",
                at("may"),
                at("pid"),
                at("keys")
            ),
        );
        let log = std::fs::File::options().create_new(true).write(true).open(at("sshd.log")).unwrap();
        let sshd = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f", &at("sshd_config")])
            .stdin(Stdio::null())
            .stderr(log)
            .spawn();
        let server = Self {
            port,
            sshd: sshd.unwrap(),
            account: succeeds(Command::new("id").arg("-un")).trim().to_owned(),
            folder,
        };
        wait_until("the server answers", || TcpStream::connect(("127.0.0.1", port)).is_ok());
        server
    }

    fn at(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// The words that `ssh`, `sftp` and `scp` share, with their own word for the port.
    fn words(&self, port: &str, login: &str) -> Vec<String> {
        let known = format!("UserKnownHostsFile={}", self.at("known"));
        let mut words = vec![port.to_owned(), self.port.to_string(), "-i".to_owned(), self.at(login)];
        words.extend(["-F".to_owned(), "/dev/null".to_owned()]);
        for option in [
            &known,
            "StrictHostKeyChecking=accept-new",
            "IdentitiesOnly=yes",
            "BatchMode=yes",
            "LogLevel=ERROR",
        ] {
            words.extend(["-o".to_owned(), option.to_owned()]);
        }
        words
    }

    fn host(&self) -> String {
        format!("{}@127.0.0.1", self.account)
    }

    fn ssh(&self, login: &str, options: &[&str], asked: &[&str]) -> Output {
        let mut command = Command::new("ssh");
        command.args(self.words("-p", login)).args(options).arg(self.host()).args(asked);
        command.env("LC_ALL", "C").env("LC_X", "$(id)").env("DONDOC_DB", "/x.db").stdin(Stdio::null());
        command.output().unwrap()
    }

    fn screens(&self, login: &str) -> Terminal {
        let words = self.words("-p", login);
        let host = self.host();
        let mut args: Vec<&str> = words.iter().map(String::as_str).collect();
        args.extend(["-tt", &host]);
        let mut terminal = Terminal::spawn((100, 24), "ssh", &args, &[("LC_ALL", "C")]);
        terminal.until(vt100::Screen::alternate_screen);
        terminal.settle();
        terminal
    }

    fn events(&self) -> Vec<Value> {
        let log = read(&self.at("so.db-sessions.log"));
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn history(&self) -> Vec<Value> {
        let said = succeeds(Command::new(DONDOC).args(["--db", &self.at("so.db"), "history", "--json"]));
        serde_json::from_str(&said).unwrap()
    }

    /// Processes that run this data file's sessions.
    fn sessions(&self) -> usize {
        let db = self.at("so.db");
        let processes = std::fs::read_dir("/proc").unwrap().filter_map(|entry| {
            let line = read(entry.ok()?.path().join("cmdline").to_str()?);
            (line.contains(&db) && line.contains("session")).then_some(())
        });
        processes.count()
    }
}

fn write(path: &str, text: &str) {
    let mut file = std::fs::File::options().create_new(true).write(true).open(path).unwrap();
    std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
}

/// The text of a file; nothing where there is none.
fn read(path: &str) -> String {
    let mut bytes = Vec::new();
    let opened = std::fs::File::options().read(true).open(path);
    let _ = opened.and_then(|mut file| file.read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}

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

#[test]
#[ignore = "needs openssh-server and putty-tools"]
fn the_same_through_plink() {
    let server = Server::start();
    let host_key = succeeds(Command::new("ssh-keygen").args(["-l", "-f", &server.at("may.pub")]));
    let host_key = host_key.split(' ').nth(1).unwrap().to_owned();
    let ppk = server.at("an.ppk");
    succeeds(Command::new("puttygen").args([&server.at("an"), "-O", "private", "-o", &ppk]));
    let port = server.port.to_string();
    let host = server.host();
    let words = ["-batch", "-ssh", "-P", &port, "-i", &ppk, "-hostkey", &host_key];
    let run = |words: &[&str], input: Stdio| Command::new("plink").args(words).stdin(input).output().unwrap();
    let letter = std::fs::File::options().read(true).open(LETTER).unwrap();
    let read = run(&[&words[..], &[&host, "import", "-", "--dry-run"]].concat(), letter.into());
    let text = String::from_utf8_lossy(&read.stdout);
    assert!(
        read.status.success() && text.contains("07/CT-UBND"),
        "{text}{}",
        String::from_utf8_lossy(&read.stderr)
    );
    let refused = run(&[&words[..], &[&host, "sh", "-c", "id"]].concat(), Stdio::null());
    assert_eq!(refused.status.code(), Some(5));
    let screens = [&words[..], &["-t", "-no-antispoof", &host]].concat();
    let mut terminal = Terminal::spawn((100, 24), "plink", &screens, &[]);
    terminal.until(vt100::Screen::alternate_screen);
    terminal.settle();
    terminal.send(b"\x1b[21~");
    assert_eq!(terminal.end(), 0);
    let results: Vec<Value> = server.events().iter().map(|event| event["result"].clone()).collect();
    assert_eq!(results, ["accepted", "refused", "accepted"]);
}
