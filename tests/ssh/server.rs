//! The server and the office behind it: an `sshd` of the test's own on loopback, two people with a key each on
//! one account.

use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::{DEADLINE, DONDOC, Terminal};
use rustix::process::getuid;
use serde_json::Value;
use tempfile::TempDir;

pub const LETTER: &str = "tests/letters/own/1-chi-thi.txt";

pub struct Server {
    folder: TempDir,
    pub port: u16,
    sshd: Child,
    account: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

pub fn succeeds(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + DEADLINE;
    while !is_so() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

impl Server {
    pub fn start() -> Self {
        Self::start_with("")
    }

    /// With more lines in the server's settings.
    pub fn start_with(more: &str) -> Self {
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
             AcceptEnv *\nSubsystem sftp internal-sftp\n{more}",
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

    pub fn at(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// The words that `ssh`, `sftp` and `scp` share, with their own word for the port.
    pub fn words(&self, port: &str, login: &str) -> Vec<String> {
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

    pub fn host(&self) -> String {
        format!("{}@127.0.0.1", self.account)
    }

    pub fn ssh(&self, login: &str, options: &[&str], asked: &[&str]) -> Output {
        let mut command = Command::new("ssh");
        command.args(self.words("-p", login)).args(options).arg(self.host()).args(asked);
        command.env("LC_ALL", "C").env("LC_X", "$(id)").env("DONDOC_DB", "/x.db").stdin(Stdio::null());
        command.output().unwrap()
    }

    pub fn screens(&self, login: &str) -> Terminal {
        self.screens_with(login, &[], &[])
    }

    pub fn screens_with(&self, login: &str, options: &[&str], env: &[(&str, &str)]) -> Terminal {
        let words = self.words("-p", login);
        let host = self.host();
        let mut args = options.to_vec();
        args.extend(words.iter().map(String::as_str));
        args.extend(["-tt", &host]);
        let env = [env, &[("LC_ALL", "C")]].concat();
        let mut terminal = Terminal::spawn((100, 24), "ssh", &args, &env);
        terminal.until(vt100::Screen::alternate_screen);
        terminal.settle();
        terminal
    }

    /// The program on the server itself.
    pub fn dondoc(&self, words: &[&str]) -> String {
        succeeds(Command::new(DONDOC).args(["--db", &self.at("so.db")]).args(words))
    }

    pub fn events(&self) -> Vec<Value> {
        let log = read(&self.at("so.db-sessions.log"));
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub fn history(&self) -> Vec<Value> {
        serde_json::from_str(&self.dondoc(&["history", "--json"])).unwrap()
    }

    /// Processes that run this data file's sessions.
    pub fn session_ids(&self) -> Vec<u32> {
        let db = self.at("so.db");
        let processes = std::fs::read_dir("/proc").unwrap().filter_map(|entry| {
            let entry = entry.ok()?;
            let line = read(entry.path().join("cmdline").to_str()?);
            (line.contains(&db) && line.contains("\0session\0")).then_some(entry)
        });
        processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
    }

    pub fn sessions(&self) -> usize {
        self.session_ids().len()
    }
}

pub fn write(path: &str, text: &str) {
    let mut file = std::fs::File::options().create_new(true).write(true).open(path).unwrap();
    std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
}

/// The text of a file; nothing where there is none.
pub fn read(path: &str) -> String {
    let mut bytes = Vec::new();
    let opened = std::fs::File::options().read(true).open(path);
    let _ = opened.and_then(|mut file| file.read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}
