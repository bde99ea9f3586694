//! A letter pasted into the real program: stored as `import` stores it, kept over a kill, and nothing
//! else that is pasted does anything.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::process::Signal;
use serde_json::Value;

use crate::support::{DONDOC, Terminal, text};

const SIZE: (u16, u16) = (80, 24);
const AT: &str = "2021-10-21T08:00";
const LETTER: &str = include_str!("../letters/sau-kiem-tra-van-thu.txt");
const OFFERED: &str = "2305/UBND-KGVX, 6 nhiệm vụ. Enter xem lại";
const EMPTY: &str = "Chưa có văn bản nào.";
const F2: &[u8] = b"\x1bOQ";
const ENTER: &[u8] = b"\r";
const SPACE: &[u8] = b" ";
const END: &[u8] = b"\x1b[F";

/// The letter with a subject: nothing in it is left for a person to decide, so that `import --yes` takes it.
fn complete() -> String {
    LETTER.replacen("\n\n", "\n\nV/v chấn chỉnh công tác văn thư\n\n", 1)
}

/// As a terminal sends it with and without brackets: lines end in CR.
fn pastes(letter: &str) -> [String; 2] {
    let raw = letter.replace('\n', "\r");
    [format!("\x1b[200~{raw}\x1b[201~"), raw]
}

struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn db(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn screens(&self, name: &str) -> Terminal {
        Terminal::dondoc(SIZE, &["--db", self.db(name).to_str().unwrap(), "--at", AT])
    }

    fn dondoc(db: &Path, args: &[&str]) -> String {
        let command = ["--db", db.to_str().unwrap(), "--at", AT];
        let output = Command::new(DONDOC).args(command).args(args).stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The exported directives without what differs from file to file, and the length of the journal.
    fn directives(&self, name: &str) -> (Value, usize) {
        let mut whole: Value = serde_json::from_str(&Self::dondoc(&self.db(name), &["export"])).unwrap();
        for directive in whole["directives"].as_array_mut().unwrap() {
            let directive = directive.as_object_mut().unwrap();
            directive.remove("id");
            directive.remove("task_ids");
        }
        (whole["directives"].take(), whole["journal"].as_array().unwrap().len())
    }

    /// The letter as `import` stores it.
    fn imported(&self) -> Value {
        let file = self.folder.path().join("letter.txt");
        std::fs::write(&file, complete()).unwrap();
        Self::dondoc(&self.db("imported.db"), &["import", "--yes", file.to_str().unwrap()]);
        self.directives("imported.db").0
    }
}

#[test]
fn a_pasted_letter_is_stored_as_import_stores_it() {
    let files = Files::new();
    let imported = files.imported();
    for (paste, name) in pastes(&complete()).iter().zip(["bracketed.db", "raw.db"]) {
        let mut terminal = files.screens(name);
        terminal.until_text(EMPTY);
        terminal.send(paste);
        terminal.until_text(OFFERED);
        terminal.send(ENTER);
        terminal.until_text("►chắc  Số");
        // A key so soon behind a paste counts as a part of it.
        terminal.settle();
        terminal.send(F2);
        terminal.until_text("Đã nhập 6 nhiệm vụ");
        terminal.until_text("►  2305/UBND-KGVX");
        terminal.quit();
        assert_eq!(files.directives(name), (imported.clone(), 1), "{name}");
    }
}

#[test]
fn a_megabyte_does_nothing_but_be_explained() {
    // Every letter is a command of some list.
    let line = "zx m f s 1 2 quan trọng\n";
    let fitting = (1 << 20) / line.len();
    for (lines, said) in [(fitting, "Không phải văn bản"), (fitting + 1, "dài hơn 1 MB")] {
        let text = line.repeat(lines);
        for paste in pastes(&text) {
            let files = Files::new();
            let mut terminal = files.screens("a.db");
            terminal.until_text(EMPTY);
            terminal.send(paste);
            terminal.until_text(said);
            terminal.settle();
            terminal.until_text(EMPTY);
            terminal.quit();
            assert_eq!(files.directives("a.db").1, 0);
        }
    }
}

#[test]
fn a_review_is_offered_again_after_a_kill_and_a_hang_up() {
    for signal in [Signal::KILL, Signal::HUP] {
        let files = Files::new();
        let mut terminal = files.screens("a.db");
        terminal.until_text(EMPTY);
        terminal.send(&pastes(&complete())[0]);
        terminal.until_text(OFFERED);
        terminal.send(ENTER);
        terminal.until_text("►chắc  Số");
        terminal.settle();
        terminal.send(SPACE);
        terminal.until_text("►bỏ    Số");
        // Written behind the frame that showed it.
        terminal.settle();
        terminal.kill(signal);
        drop(terminal);

        let mut terminal = files.screens("a.db");
        terminal.until_text("Bản nháp chưa lưu: văn bản 2305/UBND-KGVX");
        terminal.send(ENTER);
        terminal.until_text("bỏ    Số");
        terminal.send(SPACE);
        terminal.until_text("►chắc  Số");
        // A key so soon behind a paste counts as a part of it.
        terminal.settle();
        terminal.send(F2);
        terminal.until_text("Đã nhập 6 nhiệm vụ");
        terminal.quit();
        assert_eq!(files.directives("a.db").0, files.imported());
        // Saved, so there is nothing to offer.
        let mut terminal = files.screens("a.db");
        terminal.until_text("2305/UBND-KGVX");
        terminal.settle();
        assert!(!text(terminal.screen()).contains("bản nháp"));
        terminal.quit();
    }
}

#[test]
fn the_whole_letter_can_be_read_beside_its_values() {
    let files = Files::new();
    let mut terminal = files.screens("a.db");
    terminal.until_text(EMPTY);
    terminal.send(&pastes(LETTER)[1]);
    terminal.until_text(OFFERED);
    terminal.send(ENTER);
    terminal.until_text("Toàn văn (Tab) · dòng 1");
    terminal.send(b"!");
    terminal.until_text("Toàn văn (Tab) · dòng 7");
    terminal.send(b"\t");
    terminal.send(END);
    terminal.until_text("Phạm Thị Hà An");
    terminal.quit();
    assert_eq!(files.directives("a.db").1, 0, "looking saves nothing");
}
