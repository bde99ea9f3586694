//! The forms of the real program: what input methods send is stored as it was meant, and a form that was
//! open when the program was killed is offered again.

use std::process::{Command, Stdio};

use rustix::process::Signal;
use serde_json::Value;

use crate::support::{DONDOC, Terminal, text};

const AT: &str = "2020-12-21T08:00";
const F2: &[u8] = b"\x1bOQ";
const F7: &[u8] = b"\x1b[18~";
const QUIT: &[u8] = b"\x1b[21~";

/// Words, and the bytes with which UniKey (Telex, VNI, Telex with marks apart) and OpenKey send them.
const WORDS: [(&str, [&str; 4]); 10] = [
    (
        "văn bản",
        [
            "76617fc4836e2062616e7f7fe1baa36e",
            "76617fc4836e2062617fe1baa36e",
            "76617fc4836e2062616e7f7f61cc896e",
            "7661e280af7f7fc4836e2062616ee280af7f7f7fe1baa36e",
        ],
    ),
    (
        "đôn đốc",
        [
            "647fc4916f7fc3b46e20647fc4916f7fc3b4637f7fe1bb9163",
            "647fc4916f7fc3b46e20647fc4916f7fc3b4637f7fe1bb9163",
            "647fc4916f7fc3b46e20647fc4916f7fc3b4637f7fc3b4cc8163",
            "64e280af7f7fc4916fe280af7f7fc3b46e2064e280af7f7fc4916fe280af7f7fc3b463e280af7f7f7fe1bb9163",
        ],
    ),
    (
        "hoàn thành",
        [
            "686f616e7f7fc3a06e207468616e687f7f7fc3a06e68",
            "686f617f7fc3b2617f7f6fc3a06e207468617fc3a06e68",
            "686f616e7f7f61cc806e207468616e687f7f7f61cc806e68",
            "686f616ee280af7f7f7f7f6fc3a06e207468616e68e280af7f7f7f7fc3a06e68",
        ],
    ),
    (
        "Sở Nội vụ",
        [
            "536f7fc6a17fe1bb9f204e6f7fc3b4697f7fe1bb99692076757fe1bba5",
            "536f7fc6a17fe1bb9f204e6f7fc3b4697f7fe1bb99692076757fe1bba5",
            "536f7fc6a17fc6a1cc89204e6f7fc3b4697f7fc3b4cca3692076757f75cca3",
            "536fe280af7f7fc6a1e280af7f7fe1bb9f204e6fe280af7f7fc3b469e280af7f7f7fe1bb9969207675e280af7f7fe1bba5",
        ],
    ),
    (
        "nghiêng",
        [
            "6e676869657fc3aa6e67",
            "6e676869657fc3aa6e67",
            "6e676869657fc3aa6e67",
            "6e67686965e280af7f7fc3aa6e67",
        ],
    ),
    (
        "quyết",
        [
            "717579657fc3aa747f7fe1babf74",
            "717579657fc3aa747f7fe1babf74",
            "717579657fc3aa747f7fc3aacc8174",
            "71757965e280af7f7fc3aa74e280af7f7f7f7f79e1babf74",
        ],
    ),
    (
        "khuỷu",
        [
            "6b687579757f7fe1bbb775",
            "6b687579757f7fe1bbb775",
            "6b687579757f7f79cc8975",
            "6b68757975e280af7f7f7f7f75e1bbb775",
        ],
    ),
    (
        "thuở",
        [
            "7468756f7fc6a17fe1bb9f",
            "7468756f7fc6a17fe1bb9f",
            "7468756f7fc6a17fc6a1cc89",
            "7468756fe280af7f7f7f75c6a1e280af7f7f7f75e1bb9f",
        ],
    ),
    (
        "giặt giũ",
        [
            "6769617fc483747f7fe1bab774206769757fc5a9",
            "6769617fc483747f7fe1bab774206769757fc5a9",
            "6769617fc483747f7fc483cca374206769757f75cc83",
            "676961e280af7f7fc48374e280af7f7f7fe1bab77420676975e280af7f7fc5a9",
        ],
    ),
    (
        "ươn ướt",
        [
            "c6b06f7fc6a16e20c6b06f7fc6a1747f7fe1bb9b74",
            "757fc6b06f7fc6a16e20757fc6b06f7fc6a1747f7fe1bb9b74",
            "c6b06f7fc6a16e20c6b06f7fc6a1747f7fc6a1cc8174",
            "c6b06fe280af7f7f7fc6b0c6a16e20c6b06fe280af7f7f7fc6b0c6a174e280af7f7f7f7fc6b0e1bb9b74",
        ],
    ),
];

fn bytes(hex: &str) -> Vec<u8> {
    let digit = |at| u8::from_str_radix(hex.get(at..at + 2).unwrap(), 16).unwrap();
    (0..hex.len()).step_by(2).map(digit).collect()
}

/// The words as each input method sends them; then with the other Backspace, as one that shows them itself
/// until they are whole, and through the clipboard.
fn fronts() -> Vec<Vec<Vec<u8>>> {
    let mut fronts: Vec<Vec<Vec<u8>>> =
        (0..4).map(|front| WORDS.iter().map(|(_, hex)| bytes(hex[front])).collect()).collect();
    let other = |byte: &u8| if *byte == 0x7F { 0x08 } else { *byte };
    fronts.push(fronts[0].iter().map(|sent| sent.iter().map(other).collect()).collect());
    fronts.push(WORDS.iter().map(|(word, _)| word.as_bytes().to_vec()).collect());
    fronts.push(fronts[0].iter().map(|sent| through_clipboard(sent)).collect());
    fronts
}

/// Each composed letter behind Backspaces as a paste of its own.
fn through_clipboard(sent: &[u8]) -> Vec<u8> {
    let mut pasted = String::new();
    let mut before = ' ';
    for c in std::str::from_utf8(sent).unwrap().chars() {
        if before == '\x7f' && !c.is_ascii() {
            pasted.push_str(&format!("\x1b[200~{c}\x1b[201~"));
        } else {
            pasted.push(c);
        }
        before = c;
    }
    pasted.into_bytes()
}

fn screens(folder: &tempfile::TempDir) -> Terminal {
    let db = folder.path().join("a.db");
    Terminal::dondoc((80, 24), &["--db", db.to_str().unwrap(), "--at", AT])
}

fn exported(folder: &tempfile::TempDir) -> Value {
    let db = folder.path().join("a.db");
    let args = ["--db", db.to_str().unwrap(), "export"];
    let output = Command::new(DONDOC).args(args).stdin(Stdio::null()).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn subjects(folder: &tempfile::TempDir) -> Vec<String> {
    let subject = |directive: &Value| directive["subject"].as_str().unwrap().to_owned();
    exported(folder)["directives"].as_array().unwrap().iter().map(subject).collect()
}

#[test]
fn words_are_stored_as_they_were_meant_whatever_sends_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = screens(&folder);
    terminal.until_text("Chưa có văn bản nào.");
    terminal.send(F7);
    let expected = WORDS.map(|(word, _)| word).join(", ");
    for words in fronts() {
        terminal.until_text("►Số, ký hiệu");
        for _ in 0..4 {
            terminal.send(b"\t");
        }
        terminal.until_text("►Trích yếu");
        for (index, sent) in words.iter().enumerate() {
            if index > 0 {
                terminal.send(b", ");
            }
            terminal.send(sent);
            terminal.until_text(WORDS[index].0);
        }
        // A key so soon behind composed letters counts as the input method's. An empty form follows.
        terminal.settle();
        terminal.send(F7);
        terminal.until_text("Đã lưu.");
    }
    terminal.send(QUIT);
    assert_eq!(terminal.end(), 0);
    assert_eq!(subjects(&folder), vec![expected; fronts().len()]);
}

#[test]
fn a_form_is_offered_again_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = screens(&folder);
    terminal.until_text("Chưa có văn bản nào.");
    terminal.send(F7);
    terminal.until_text("►Số, ký hiệu");
    terminal.send("1801".as_bytes());
    terminal.until_text("[1801");
    let drafts = folder.path().join("a.db-drafts");
    while !drafts.exists() {
        terminal.settle();
    }
    terminal.kill(Signal::KILL);
    drop(terminal);
    let mut terminal = screens(&folder);
    terminal.until_text("Bản nháp chưa lưu: Thêm văn bản");
    terminal.send(b"\r");
    terminal.until_text("[1801");
    terminal.send(b"\t\t\t\t");
    terminal.until_text("►Trích yếu");
    terminal.send("Đôn đốc".as_bytes());
    terminal.until_text("Đôn đốc");
    terminal.settle();
    terminal.send(F2);
    terminal.until_text("Đã lưu.");
    terminal.send(QUIT);
    assert_eq!(terminal.end(), 0);
    assert_eq!(subjects(&folder), ["Đôn đốc"]);
    let mut terminal = screens(&folder);
    terminal.until_text("1801");
    terminal.settle();
    assert!(!text(terminal.screen()).contains("bản nháp"));
    terminal.send(QUIT);
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_form_killed_while_it_is_saved_is_in_the_file_whole_or_offered_again() {
    let folder = tempfile::tempdir().unwrap();
    screens(&folder).until_text("Chưa có văn bản nào.");
    let mut saved = 0;
    for round in 0..6 {
        let mut terminal = screens(&folder);
        terminal.until_text("F7");
        terminal.send(F7);
        terminal.until_text("►Số, ký hiệu");
        terminal.send(format!("18{round:02}"));
        terminal.until_text(&format!("[18{round:02}"));
        terminal.send(b"\t\t\t\t");
        terminal.until_text("►Trích yếu");
        terminal.send(format!("Rà soát 18{round:02}"));
        terminal.until_text("soát 18");
        // Its draft is kept, and what follows is a key of its own.
        terminal.settle();
        terminal.settle();
        terminal.send(F2);
        // From before anything is written to after all of it.
        (0..round * 200_000).for_each(|_| std::hint::spin_loop());
        terminal.kill(Signal::KILL);
        drop(terminal);

        let whole = exported(&folder);
        let directives = whole["directives"].as_array().unwrap();
        for directive in directives {
            let reference = directive["reference"].as_str().unwrap();
            assert_eq!(directive["subject"], format!("Rà soát {reference}"));
        }
        assert_eq!(whole["journal"].as_array().unwrap().len(), directives.len());
        let mut terminal = screens(&folder);
        terminal.until(vt100::Screen::alternate_screen);
        terminal.settle();
        let is_offered = text(terminal.screen()).contains("Bản nháp chưa lưu");
        assert!(is_offered || directives.len() > saved, "neither saved nor offered in round {round}");
        saved = directives.len();
        terminal.send(if is_offered { b"\x1b".as_slice() } else { b"" });
        terminal.settle();
        terminal.send(QUIT);
        assert_eq!(terminal.end(), 0);
    }
    let db = folder.path().join("a.db");
    let check = Command::new(DONDOC).args(["--db", db.to_str().unwrap(), "check"]).output().unwrap();
    assert!(check.status.success());
}

#[test]
fn a_call_is_logged_and_a_task_marked_in_ten_keys() {
    let mut terminal = Terminal::dondoc((80, 24), &["demo"]);
    terminal.until_text("►! 1655/UBND-NC");
    // Three keys: the worst stands first, the cursor in its note.
    terminal.send(b"\x1b[20~");
    terminal.until_text("Đôn đốc việc 3 của 1655/UBND-NC");
    terminal.send("mai nop");
    terminal.until_text("mai nop");
    terminal.send(F2);
    terminal.until_text("Đã ghi đôn đốc lần");
    // To its open task, done, out: with the first three, six.
    terminal.send(b" ");
    terminal.until_text("►[~] 3");
    terminal.settle();
    terminal.send(b" ");
    terminal.until_text("Đã xong việc 3 của 1655/UBND-NC");
    terminal.settle();
    terminal.send(b"q");
    assert_eq!(terminal.end(), 0);
}
