//! Letters and texts that are too large, lie about themselves, or would act on a terminal, a table or a paper.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use serde_json::{Value, json};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::office::{LETTER, Office, assert_refused, by_nobody, letter};

/// Titles of tasks that somebody may have had printed.
const TITLES: [&str; 12] = [
    "=1+1",
    "+84",
    "-5 %",
    "@SUM(A1)",
    "\t=2",
    "\r=3",
    "＝4",
    "<w:p>&amp;</w:p>]]><script>",
    "đỏ \u{1b}[31m\u{9b}32m\u{1b}]52;c;AAAA\u{7} hết",
    "đảo \u{202e}fdp.exe\u{2066}\u{200b}\u{feff} hết",
    "'; DROP TABLE task; --\"%_*",
    "c\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306} 👨‍👩‍👧‍👦🇻🇳漢字 hết",
];

/// An office whose tasks have these titles.
fn hostile() -> Office {
    let office = Office { dir: tempfile::tempdir().unwrap() };
    let task = |(n, title): (usize, &&str)| json!({"item": n.to_string(), "title": title, "text": title});
    let whole = json!({"dondoc": 1, "people": [], "days": [], "units": [], "journal": [], "directives": [{
        "reference": "15/UBND-VX", "kind": "công văn", "issued_on": "2020-12-01", "place": null, "issuer": TITLES[8],
        "subject": TITLES[9], "signer": null, "signer_title": null,
        "tasks": TITLES.iter().enumerate().map(task).collect::<Vec<Value>>(),
    }]});
    let path = office.file("sổ.json", whole.to_string().as_bytes());
    assert!(office.dondoc(&["load", path.to_str().unwrap()]).status.success());
    office
}

/// What a terminal or a reader of text would act on.
fn is_raw(c: char) -> bool {
    let acts = matches!(c, '\u{200b}'..='\u{200c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    c != '\n' && (c.is_control() || acts)
}

#[test]
fn nothing_raw_reaches_the_output_of_any_command() {
    let office = hostile();
    assert!(office.dondoc(&["note", "15/UBND-VX#1", TITLES[8]]).status.success());
    for words in [
        &["list"][..],
        &["list", "--json"],
        &["directives"],
        &["show", "15/UBND-VX"],
        &["show", "15/UBND-VX", "--json"],
        &["today"],
        &["history"],
        &["history", "--json"],
        &["report", "list"],
        &["report", "register"],
        &["export"],
        &["show", TITLES[8]],
        &["list", "--unit", TITLES[9]],
    ] {
        let out = office.dondoc(words);
        let said = [out.stdout, out.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        let said = said.trim_start_matches('\u{feff}');
        assert!(!said.contains(is_raw), "{words:?}: {said:?}");
        assert!(!said.is_empty(), "{words:?}");
    }
}

fn part(package: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn titles_are_text_in_tables_and_papers_whatever_they_look_like() {
    let office = hostile();
    // As notes, which have a cell of their own, they stand at its beginning.
    for (n, title) in TITLES.iter().enumerate().take(8) {
        let task = format!("15/UBND-VX#{n}");
        let out = office.dondoc(&["note", &task, "--", title]);
        assert!(out.status.success(), "{title:?}: {}", String::from_utf8_lossy(&out.stderr));
    }
    let report = |format: &str| office.dondoc(&["report", "list", "--format", format]).stdout;
    let csv = String::from_utf8(report("csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(csv.as_bytes());
    for cell in reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
        assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{cell:?} in {csv}");
    }
    assert!(csv.contains(",'＝4") && csv.contains(",'-5 %"), "{csv}");
    let sheet = part(&report("xlsx"), "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "a formula");
    let strings = part(&report("xlsx"), "xl/sharedStrings.xml");
    let document = part(&report("docx"), "word/document.xml");
    for (text, xml) in
        [("=1+1", &strings), ("-5 %", &strings), ("&lt;script&gt;", &strings), ("&lt;script&gt;", &document)]
    {
        assert!(xml.contains(text), "{text} in {xml}");
    }
    assert!(!document.contains("<script") && !document.contains("</w:p>]]"));
}

#[test]
fn words_of_a_query_are_words_and_no_query() {
    let office = hostile();
    for words in [
        "'; DROP TABLE task; --",
        "\" OR 1=1",
        "a* NEAR(b, 2) AND",
        "%",
        "_",
        "(((",
        "\\",
        "title:x",
        "^x",
        "-x",
    ] {
        for option in ["--text", "--unit", "--person"] {
            let out = office.dondoc(&["list", &format!("{option}={words}"), "--json"]);
            let said = String::from_utf8(out.stderr).unwrap();
            assert!(matches!(out.status.code(), Some(0..=2)), "{option} {words}: {said}");
            for inside in ["SELECT", "syntax", "fts5", "SQL"] {
                assert!(!said.contains(inside), "{option} {words}: {said}");
            }
        }
        assert_refused(&office.dondoc(&["show", "--", words]), 1, "");
    }
    let found = office.json(&["list", "--text", "DROP TABLE", "--json"]);
    assert_eq!(found.as_array().unwrap().len(), 1);
    let all = office.json(&["list", "--json"]);
    assert_eq!(all.as_array().unwrap().len(), TITLES.len());
}

#[test]
fn text_in_either_form_of_unicode_is_stored_once_and_found_in_both() {
    let office = Office { dir: tempfile::tempdir().unwrap() };
    let apart: String = unicode_normalization::UnicodeNormalization::nfd(LETTER).collect();
    assert_ne!(apart, LETTER);
    let path = office.file("41.txt", apart.as_bytes());
    assert!(office.dondoc(&["import", path.to_str().unwrap(), "--yes"]).status.success());
    for words in
        ["tổng hợp", &unicode_normalization::UnicodeNormalization::nfd("tổng hợp").collect::<String>()]
    {
        let found = office.json(&["list", "--text", words, "--json"]);
        let title = found[0]["title"].as_str().unwrap();
        assert_eq!((found.as_array().unwrap().len(), title), (1, "Tổng hợp danh sách"));
    }
    let again = office.file("lại.txt", LETTER.as_bytes());
    assert_refused(&office.dondoc(&["import", again.to_str().unwrap(), "--yes"]), 2, "41/UBND-NC");
}

/// A package whose part is larger than its headers say.
fn lying() -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("word/document.xml", options).unwrap();
    writer.write_all(&vec![b' '; 1 << 20]).unwrap();
    let mut bytes = writer.finish().unwrap().into_inner();
    let size = (1u32 << 20).to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == size).collect();
    assert!(places.len() >= 2, "in front of the part and in the list of parts");
    places.into_iter().for_each(|at| bytes[at..at + 4].copy_from_slice(&1000u32.to_le_bytes()));
    bytes
}

#[test]
fn files_that_are_too_large_or_lead_elsewhere_are_refused_without_being_read() {
    let office = Office::new();
    let sparse = office.path("thưa.txt");
    fs::File::create(&sparse).unwrap().set_len(1 << 30).unwrap();
    symlink("/dev/zero", office.path("không.txt")).unwrap();
    symlink(office.path("vòng.txt"), office.path("vòng.txt")).unwrap();
    office.file("nói dối.docx", &lying());
    let long_line = "hồ sơ ".repeat(400_000);
    office.file("dòng.txt", LETTER.replace("41/", "42/").replace("yêu cầu", &long_line).as_bytes());
    office.file("dòng ngắn.txt", "x\n".repeat(1_100_000).as_bytes());
    for (name, says) in [
        ("thưa.txt", "20 MB"),
        ("không.txt", "không.txt"),
        ("vòng.txt", "vòng.txt"),
        ("nói dối.docx", "bị hỏng"),
        ("dòng.txt", "2 MB"),
        ("dòng ngắn.txt", "2 MB"),
    ] {
        assert_refused(&office.dondoc(&["import", office.path(name).to_str().unwrap(), "--yes"]), 2, says);
    }
    office.assert_nothing_lost();
}

#[test]
fn a_title_of_ten_thousand_letters_is_taken_and_cut_where_it_is_shown() {
    let office = Office { dir: tempfile::tempdir().unwrap() };
    let long =
        LETTER.replace("Văn phòng Sở tổng hợp danh sách", &"Văn phòng Sở tổng hợp danh sách và ".repeat(300));
    let path = office.file("41.txt", long.as_bytes());
    let out = office.dondoc(&["import", path.to_str().unwrap(), "--yes"]);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let out = office.dondoc(&["list"]);
    let listed = String::from_utf8(out.stdout).unwrap();
    assert!(listed.lines().all(|line| line.chars().count() <= 100), "{listed}");
}

#[test]
fn what_a_file_of_another_kind_holds_is_not_repeated() {
    let office = Office::new();
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKHOACONGKHAI an@may";
    let password = "root:$6$BIMAT$aaaaaaaaaaaaaaaaaaaa:19000:0:99999:7:::";
    let path = office.file("keys", format!("{key}\n{password}\n").as_bytes());
    for words in [&["import", "--yes"][..], &["import", "--dry-run", "--json"], &["load"]] {
        let out = office.dondoc(&[words, &[path.to_str().unwrap()]].concat());
        assert_eq!(out.status.code(), Some(2), "{words:?}");
        let said = String::from_utf8([out.stdout, out.stderr].concat()).unwrap();
        assert!(!said.contains("KHOACONGKHAI") && !said.contains("BIMAT"), "{words:?}: {said}");
    }
    for path in ["/etc/shadow", "/etc/sudoers"].map(PathBuf::from).into_iter().filter(|path| path.exists()) {
        let mut import = std::process::Command::new(env!("CARGO_BIN_EXE_dondoc"));
        import.env_clear().args(["import", "--dry-run"]).arg(&path).stdin(std::process::Stdio::null());
        assert_refused(&by_nobody(&mut import).output().unwrap(), 2, path.to_str().unwrap());
    }
    assert!(letter(1, 1).starts_with("ỦY BAN"));
}

#[test]
fn a_deadline_before_its_letter_and_one_of_two_are_put_to_a_person() {
    let office = Office::new();
    let odd = LETTER.replace("41/", "42/").replace("21/12/2020", "01/11/2020").replace(
        "tổng hợp danh sách.",
        "tổng hợp danh sách trước ngày 15/12/2020, báo cáo trước ngày 20/12/2020.",
    );
    let path = office.file("42.txt", odd.as_bytes());
    let read = office.json(&["import", path.to_str().unwrap(), "--dry-run", "--json"]);
    let doubts: Vec<&Value> =
        read["warnings"].as_array().unwrap().iter().map(|doubt| &doubt["kind"]).collect();
    assert_eq!(doubts, ["deadline_before_issue"]);
    let task = &read["tasks"][1];
    assert_eq!(task["deadline"]["date"], "2020-12-20");
    assert_eq!(task["milestones"].as_array().unwrap().len(), 1, "the other one stands beside it: {task}");
}
