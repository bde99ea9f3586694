//! An office in a folder of its own, and what is asked of the program there.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

pub const LETTER: &str = "ỦY BAN NHÂN DÂN\nTỈNH THỬ NGHIỆM\n\nSố: 41/UBND-NC\n\n\
    Thử Nghiệm, ngày 10 tháng 12 năm 2020\n\nV/v rà soát hồ sơ cán bộ\n\nKính gửi: Giám đốc Sở Nội vụ.\n\n\
    Ủy ban nhân dân tỉnh yêu cầu:\n\n1. Phòng Tổ chức rà soát hồ sơ trước ngày 21/12/2020.\n\n\
    2. Văn phòng Sở tổng hợp danh sách.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\n\nTrần Văn Thử\n";

/// A folder with a data file that holds one letter of two tasks.
pub struct Office {
    pub dir: tempfile::TempDir,
}

impl Office {
    pub fn new() -> Self {
        let office = Self { dir: tempfile::tempdir().unwrap() };
        let letter = office.file("41.txt", LETTER.as_bytes());
        let out = office.dondoc(&["import", letter.to_str().unwrap(), "--yes"]);
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        office
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn command(&self, db: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dondoc"));
        command.env_clear().env("HOME", self.dir.path()).env("LANG", "C.UTF-8");
        command.arg("--db").arg(db).args(["--at", "2020-12-21T08:00"]).stdin(Stdio::null());
        command
    }

    pub fn dondoc(&self, words: &[&str]) -> Output {
        self.on("x.db", words)
    }

    pub fn on(&self, db: &str, words: &[&str]) -> Output {
        self.command(&self.path(db)).args(words).output().unwrap()
    }

    pub fn db(&self) -> PathBuf {
        self.path("x.db")
    }

    /// What a command that must succeed says in JSON.
    pub fn json(&self, words: &[&str]) -> Value {
        let out = self.dondoc(words);
        assert_eq!(out.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
        serde_json::from_slice(&out.stdout).unwrap()
    }

    /// The letter is as it was and the file is sound.
    pub fn assert_nothing_lost(&self) {
        let shown = self.dondoc(&["show", "41/UBND-NC", "--json"]);
        let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
        assert_eq!(shown["tasks"].as_array().unwrap().len(), 2);
        assert_eq!(self.dondoc(&["check"]).status.code(), Some(0));
    }
}

/// Exit code as said, one of the words on standard error, no escape byte, no Rust.
pub fn assert_refused(out: &Output, code: i32, word: &str) {
    let said = String::from_utf8(out.stderr.clone()).unwrap();
    assert_eq!(out.status.code(), Some(code), "{said}");
    assert!(said.contains(word), "“{word}” not in: {said}");
    for raw in ["panicked", "Error {", "Err(", "\u{1b}"] {
        assert!(!said.contains(raw), "{raw:?} in: {said}");
    }
}

/// Root may read and write anything: the command is run by somebody else.
pub fn by_nobody(command: &mut Command) -> &mut Command {
    if rustix::process::geteuid().is_root() {
        command.uid(65534).gid(65534);
    }
    command
}

/// A letter of its own reference and so many points.
pub fn letter(number: usize, points: usize) -> String {
    let points: String = (1..=points)
        .map(|n| format!("{n}. Phòng Tổ chức rà soát hồ sơ nhóm {n} trước ngày 21/12/2020.\n\n"))
        .collect();
    let (head, rest) = LETTER.split_once("1. Phòng").unwrap();
    let end = rest.find("Nơi nhận").unwrap();
    format!("{}{points}{}", head.replace("41/", &format!("{number}/")), rest.get(end..).unwrap())
}

/// A small file system, mounted until this value goes. `None`, which is said, where that is not allowed.
pub struct Mount(pub PathBuf);

impl Mount {
    pub fn tmpfs(at: PathBuf, options: &str) -> Option<Self> {
        fs::create_dir(&at).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&at).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(at));
        }
        said("left out: no file system can be mounted here");
        None
    }

    pub fn set_read_only(&self) {
        let remounted = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status();
        assert!(remounted.unwrap().success(), "remount");
    }

    /// Takes all the space that is left, in a file that is to be removed to have it back.
    pub fn fill(&self) -> PathBuf {
        let filler = self.0.join("đầy");
        let mut file = fs::File::create(&filler).unwrap();
        let block = [0; 4096];
        while std::io::Write::write_all(&mut file, &block).is_ok() {}
        filler
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// What the run is to show of itself, where somebody asks for it.
#[expect(clippy::print_stdout, reason = "how much was tried is told, and what could not be")]
pub fn said(what: impl std::fmt::Display) {
    println!("{what}");
}
