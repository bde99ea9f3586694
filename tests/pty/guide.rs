//! The office's guide against the program: its pictures are the demo's screens, its table of keys is the
//! registry's, and what it quotes is said. A page that is no longer right is written anew beside the tests'
//! own files; the failure names that file, to be looked at and put in the page's place.

use std::path::{Path, PathBuf};

use dondoc::app::action::{ACTIONS, Context, Entry};
use dondoc::i18n::Lang;

use crate::support::{Terminal, text};

const SIZE: (u16, u16) = (80, 24);
/// What "dán" pastes.
const LETTER: &str = include_str!("../letters/own/8-cong-van-sau-kiem-tra.txt");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/guide")
}

fn page(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).unwrap()
}

fn pages() -> Vec<(String, String)> {
    let files = std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name());
    let mut names: Vec<String> = files.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| name.ends_with(".md"));
    names.sort();
    names.into_iter().map(|name| (name.clone(), page(&name))).collect()
}

/// Leaves a page that is not as it should be in a file, and names that.
fn wrong(name: &str, right: &str) -> Option<PathBuf> {
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    (page(name) != right).then(|| {
        std::fs::write(&new, right).unwrap();
        new
    })
}

/// A key of the guide as a terminal sends it.
fn bytes(key: &str) -> Vec<u8> {
    let sent = match key {
        "↑" => "\x1b[A",
        "↓" => "\x1b[B",
        "→" => "\x1b[C",
        "Tab" => "\t",
        "Space" => " ",
        "Enter" => "\r",
        "F2" => "\x1bOQ",
        "F9" => "\x1b[20~",
        "dán" => return format!("\x1b[200~{}\x1b[201~", LETTER.replace('\n', "\r")).into_bytes(),
        _ if key.starts_with("Ctrl-") => return vec![key.as_bytes()[5] & 0x1f],
        _ => key,
    };
    sent.as_bytes().to_vec()
}

/// The demo's screen after these keys, each pressed when the one before has been drawn.
fn screen(keys: &str) -> String {
    let mut terminal = Terminal::dondoc(SIZE, &["demo"]);
    terminal.until_text("1792/UBND-NC");
    terminal.settle();
    for key in keys.split_whitespace() {
        terminal.send(bytes(key));
        terminal.settle();
    }
    let drawn = text(terminal.screen());
    terminal.quit();
    drawn.trim_end().to_owned()
}

#[test]
fn its_pictures_are_what_the_program_draws() {
    let (mut pictures, mut renewed) = (0, Vec::new());
    for (name, page) in pages() {
        let mut right = String::new();
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            right.push_str(&format!("{line}\n"));
            if let Some(file) = line.strip_prefix("![").and_then(|rest| rest.rsplit(['(', ')']).nth(1)) {
                pictures += 1;
                let bytes = folder().join(file).metadata().unwrap().len();
                assert!(bytes <= 60 << 10, "{file}: {bytes} bytes");
            }
            if let Some(keys) = line.strip_prefix("```text") {
                pictures += 1;
                right.push_str(&format!("{}\n```\n", screen(keys)));
                lines.by_ref().find(|line| *line == "```").expect("a closed picture");
            }
        }
        renewed.extend(wrong(&name, &right));
    }
    assert_eq!(renewed, [] as [PathBuf; 0], "the pages should now be as these");
    assert!((1..=12).contains(&pictures), "{pictures}");
}

/// Rows of the four views first, then what each other place has of its own.
const PLACES: [(&str, &[Context]); 8] = [
    ("Danh sách văn bản, nhiệm vụ, lịch hạn", &[Context::Directives, Context::Checklist, Context::Agenda]),
    ("Văn bản đang mở", &[Context::Detail, Context::Text]),
    ("Kiểm tra văn bản khi nhập", &[Context::Review, Context::Offer]),
    ("Biểu mẫu", &[Context::Form, Context::Steps, Context::Parts, Context::Confirm]),
    ("Bảng lệnh, trợ giúp, danh sách chọn", &[Context::Help, Context::Palette, Context::Menu]),
    ("Thống kê", &[Context::Figures, Context::Tasks]),
    ("Nhật ký, thùng rác", &[Context::Log]),
    ("Đơn vị, lịch nghỉ, cài đặt, cán bộ", &[Context::Office]),
];
const VIEWS: [Context; 4] = [Context::Directives, Context::Agenda, Context::Figures, Context::Log];

fn in_all_views(entry: &Entry) -> bool {
    VIEWS.iter().all(|view| entry.contexts.contains(view))
}

fn names_of(entry: &Entry) -> impl Iterator<Item = String> {
    entry.keys.iter().map(ToString::to_string).chain(entry.letters.iter().map(char::to_string))
}

/// A line of the table: keys, then what they do; what has no key is run from the palette.
fn row(entries: &[&Entry]) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in entries.iter().flat_map(|entry| names_of(entry)).map(|name| format!("`{name}`")) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        names.push(format!("`F2`, gõ \"{}\"", (entries[0].label)(Lang::Vi)));
    }
    format!("- {}: {}\n", names.join(" "), (entries[0].help)(Lang::Vi))
}

/// The rows of a place that the page so far has not.
fn section(title: &str, is_here: impl Fn(&Entry) -> bool, before: &str) -> String {
    let here: Vec<&Entry> = ACTIONS.iter().filter(|entry| is_here(entry)).collect();
    let rows = here.chunk_by(|one, next| (one.help)(Lang::Vi) == (next.help)(Lang::Vi)).map(row);
    let rows: String = rows.filter(|row| !before.contains(row.as_str())).collect();
    format!("\n## {title}\n\n{rows}")
}

#[test]
fn its_keys_are_those_of_the_registry() {
    let page = page("phim.md");
    let (head, _) = page.split_once("\n## ").unwrap_or((&page, ""));
    let mut right = format!("{}\n", head.trim_end());
    right.push_str(&section("Ở mọi màn hình", in_all_views, ""));
    let mut lists = String::new();
    for (title, contexts) in PLACES {
        let is_here = |entry: &Entry| entry.contexts.iter().any(|context| contexts.contains(context));
        // What the lists have is not said again in each place.
        lists = if lists.is_empty() { right.clone() } else { lists };
        let rows = section(title, is_here, &lists);
        if contexts.contains(&Context::Checklist) {
            lists.push_str(&rows);
        }
        right.push_str(&rows);
    }
    for entry in ACTIONS {
        let sentence = (entry.help)(Lang::Vi);
        assert!(right.contains(&sentence), "{sentence}");
    }
    assert_eq!(wrong("phim.md", &right), None, "the page should now be as this");
}

/// Whether a piece of code is meant as a key.
fn is_key(code: &str) -> bool {
    const NAMED: [&str; 10] =
        ["Space", "Enter", "Esc", "Tab", "Shift-Tab", "Ins", "Del", "Home", "PgUp", "PgDn"];
    let numbered = code.strip_prefix('F').is_some_and(|n| n.parse::<u8>().is_ok());
    NAMED.contains(&code) || numbered || code.starts_with("Ctrl-") || code.chars().count() == 1
}

#[test]
fn every_key_that_it_names_does_something() {
    let all: Vec<String> = ACTIONS.iter().flat_map(names_of).collect();
    let mut seen = 0;
    for (name, page) in pages() {
        for code in page.split('`').skip(1).step_by(2).filter(|code| is_key(code)) {
            assert!(all.iter().any(|key| key == code), "{name}: {code}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

/// The words of the program, as they stand in its sources.
fn words() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/i18n");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

#[test]
fn every_message_that_it_quotes_is_said() {
    let words = words();
    let page = page("su-co.md");
    // A heading that begins with its quotation is the program's; PuTTY's name PuTTY first.
    let quoted = page.lines().filter_map(|line| line.strip_prefix("**\"")?.split('"').next());
    let quoted: Vec<&str> = quoted.collect();
    assert!(quoted.len() > 15, "{quoted:?}");
    for quotation in quoted {
        for part in quotation.split('…') {
            assert!(words.contains(part.trim()), "{quotation}");
        }
    }
}
