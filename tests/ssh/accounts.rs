//! Ordinary accounts of one machine that share a folder with the setgid bit: who somebody is says the system,
//! and what one makes the others can write.

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use rustix::process::getuid;
use serde_json::Value;

use crate::server::{LETTER, succeeds};
use crate::support::{DONDOC, Terminal, text};

/// Accounts and a group that are made for the test and go with it.
struct Accounts {
    folder: tempfile::TempDir,
    group: String,
    group_id: u32,
    logins: Vec<String>,
}

impl Drop for Accounts {
    fn drop(&mut self) {
        for login in &self.logins {
            let _ = Command::new("userdel").arg(login).stderr(Stdio::null()).status();
        }
        let _ = Command::new("groupdel").arg(&self.group).stderr(Stdio::null()).status();
    }
}

impl Accounts {
    /// A folder of the group's, the program and a letter beside it, and as many accounts as names.
    fn make(names: &[&str]) -> Self {
        let id = std::process::id();
        let group = format!("dd-nhom-{id}");
        succeeds(Command::new("groupadd").arg(&group));
        let folder = tempfile::tempdir().unwrap();
        let mut accounts = Self { folder, group, group_id: 0, logins: Vec::new() };
        let entry = succeeds(Command::new("getent").args(["group", &accounts.group]));
        accounts.group_id = entry.split(':').nth(2).unwrap().parse().unwrap();
        for name in names {
            let login = format!("dd-{name}-{id}");
            let group = &accounts.group;
            succeeds(Command::new("useradd").args(["-M", "-N", "-g", group, "-s", "/bin/sh", &login]));
            accounts.logins.push(login);
        }
        std::fs::set_permissions(accounts.folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
        std::fs::copy(DONDOC, accounts.at("dondoc")).unwrap();
        std::fs::copy(LETTER, accounts.at("thu.txt")).unwrap();
        std::fs::set_permissions(accounts.at("thu.txt"), PermissionsExt::from_mode(0o644)).unwrap();
        let shared = accounts.at("chung");
        std::fs::create_dir(&shared).unwrap();
        chown(&shared, None, Some(accounts.group_id)).unwrap();
        std::fs::set_permissions(&shared, PermissionsExt::from_mode(0o2770)).unwrap();
        accounts
    }

    fn at(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// The words that run the program on the shared file as this user and group, under the strictest umask; the
    /// user's variables claim to be somebody else.
    fn words(&self, user: &str, group: u32, rest: &[&str]) -> Vec<String> {
        let mut words: Vec<String> =
            ["setpriv", "--reuid", user, "--regid", &group.to_string(), "--clear-groups"]
                .map(str::to_owned)
                .into();
        words.extend(["sh", "-c", "umask 077; USER=sep LOGNAME=sep exec \"$0\" \"$@\""].map(str::to_owned));
        words.extend([self.at("dondoc"), "--db".to_owned(), self.at("chung/so.db")]);
        words.extend(rest.iter().map(|word| (*word).to_owned()));
        words
    }

    fn run_as(&self, user: &str, group: u32, rest: &[&str]) -> Output {
        let words = self.words(user, group, rest);
        Command::new(&words[0]).args(&words[1..]).stdin(Stdio::null()).output().unwrap()
    }

    fn run(&self, nth: usize, rest: &[&str]) -> String {
        let output = self.run_as(&self.logins[nth], self.group_id, rest);
        assert!(output.status.success(), "{rest:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn screens(&self, nth: usize) -> Terminal {
        let words = self.words(&self.logins[nth], self.group_id, &[]);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut terminal = Terminal::spawn((100, 24), words[0], &words[1..], &[("LANG", "vi_VN.UTF-8")]);
        terminal.until_text("07/CT-UBND");
        terminal.settle();
        terminal
    }

    fn last_actor(&self) -> String {
        let history: Value = serde_json::from_str(&self.run(0, &["history", "--json"])).unwrap();
        history[0]["actor"].as_str().unwrap().to_owned()
    }

    /// Fails where a file of the folder is not the group's to write, or anybody else's to read.
    #[track_caller]
    fn assert_shared(&self) -> usize {
        let files = std::fs::read_dir(self.at("chung")).unwrap().map(|file| file.unwrap().path());
        let files: Vec<_> = files.collect();
        for file in &files {
            let state = file.metadata().unwrap();
            assert_eq!((state.mode() & 0o7777, state.gid()), (0o660, self.group_id), "{}", file.display());
        }
        files.len()
    }
}

#[test]
#[ignore = "makes accounts: needs root"]
fn accounts_of_a_group_share_a_file_each_under_its_own_name() {
    if !getuid().is_root() || !Path::new("/usr/sbin/useradd").exists() {
        println!("not root, or no useradd: nothing was tried");
        return;
    }
    let accounts = Accounts::make(&["an", "binh", "la"]);
    let [an, binh, stranger] = &accounts.logins[..] else { unreachable!() };
    accounts.run(0, &["import", &accounts.at("thu.txt"), "--yes"]);
    assert_eq!(accounts.last_actor(), *an);
    accounts.assert_shared();
    accounts.run(1, &["note", "1", "của Bình"]);
    assert_eq!(accounts.last_actor(), *binh);
    accounts.assert_shared();

    // Both at once; whoever opened last made the journal's files.
    let (mut first, mut second) = (accounts.screens(1), accounts.screens(0));
    for key in [&b"\t"[..], b"\x1b[B", b"\x1b[B", b" "] {
        second.send(key);
        second.settle();
    }
    second.until_text("[x]");
    first.until_text("[x]");
    assert!(accounts.assert_shared() >= 3, "the journal and its index are there");
    first.send(b"\t");
    first.settle();
    for key in [&b"\x1b[B"[..], b"\x1b[B", b"\x1b[B", b" "] {
        first.send(key);
        first.settle();
    }
    first.until(|screen| text(screen).matches("[x]").count() == 2);
    assert_eq!(accounts.last_actor(), *binh);
    accounts.assert_shared();
    for mut terminal in [first, second] {
        terminal.send(b"\x1b[21~");
        assert_eq!(terminal.end(), 0);
    }
    accounts.assert_shared();

    // Known by number where the machine's list has no name, as with accounts of a directory service.
    let unlisted = accounts.run_as("54321", accounts.group_id, &["note", "1", "không có trong passwd"]);
    assert!(unlisted.status.success(), "{}", String::from_utf8_lossy(&unlisted.stderr));
    assert_eq!(accounts.last_actor(), "uid54321");
    accounts.assert_shared();

    // An account of the group is itself alone, and one outside sees nothing.
    for (user, group, words) in [
        (binh, accounts.group_id, &["session", an.as_str()][..]),
        (binh, accounts.group_id, &["staff", "role", binh, "admin"]),
        (stranger, 65534, &["list"]),
        (stranger, 65534, &["note", "1", "x"]),
    ] {
        let said = accounts.run_as(user, group, words);
        let code = said.status.code().unwrap();
        assert!((4..=5).contains(&code) && said.stdout.is_empty(), "{words:?} ends {code}");
    }
    assert_eq!(accounts.last_actor(), "uid54321");
}
