//! Papers as a printer would see them: opened by LibreOffice, made into PDF, read again.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use dondoc::domain::change::{Actor, Change};
use dondoc::domain::deadline::{Deadline, DeadlineClass, Rule};
use dondoc::domain::directive::{DocKind, NewDirective};
use dondoc::domain::task::{Assignment, AssignmentRole, NewTask};
use dondoc::domain::time::Now;
use dondoc::store::{Mode, Store};

const DEMO: &str = include_str!("../data/demo/demo.json");

fn now() -> Now {
    Now::from_local("2020-12-21T08:00:00".parse().expect("a time"))
}

fn actor() -> Actor {
    Actor { login: "tmhanh".into(), run: "test".into() }
}

fn run(folder: &Path, program: &str, words: &[&str]) -> String {
    let ran = Command::new(program).args(words).current_dir(folder).stdin(Stdio::null()).output();
    let ran = ran.unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(ran.status.success(), "{program} {words:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

fn dondoc(folder: &Path, words: &[&str]) {
    let words = [&["--db", "so.db", "--at", "2020-12-21T08:00", "report"], words].concat();
    run(folder, env!("CARGO_BIN_EXE_dondoc"), &words);
}

/// What a printed paper says, with runs of blanks as one, its pages, and the size of the first.
struct Print {
    text: String,
    pages: usize,
    size: String,
    fonts: String,
}

fn print(folder: &Path, file: &str) -> Print {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    run(folder, "soffice", &["--headless", &profile, "--convert-to", "pdf", file]);
    let pdf = PathBuf::from(file).with_extension("pdf").to_string_lossy().into_owned();
    let facts = run(folder, "pdfinfo", &[&pdf]);
    let fact = |name: &str| {
        let line = facts.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.trim().to_owned()
    };
    let text = run(folder, "pdftotext", &[&pdf, "-"]);
    Print {
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        pages: fact("Pages:").parse().expect("a number"),
        size: fact("Page size:"),
        fonts: run(folder, "pdffonts", &[&pdf]),
    }
}

#[test]
#[ignore = "needs LibreOffice, poppler and a font as wide as Times New Roman"]
fn every_paper_prints_on_a4_as_the_decree_places_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&folder.path().join("so.db"), Mode::Create).expect("a new file");
    store.load(&actor(), now(), DEMO.as_bytes(), &mut |_| ()).expect("it loads");
    let both: &[&str] = &["docx", "xlsx"];
    let cases: [(&[&str], &[&str]); 5] = [
        (&["list"], &["DANH MỤC NHIỆM VỤ", "Đơn vị chủ trì", "1655/UBND-NC", "quá hạn, trễ", "14/12/2020"]),
        (&["register"], &["SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN", "Đơn vị hoặc người nhận", "3168"]),
        (&["summary"], &["Hoàn thành", "Chưa hoàn thành", "78,57% (11/14) trên số đến hạn", "GIÁM ĐỐC"]),
        (
            &["briefing"],
            &["BÁO CÁO NHANH HỌP GIAO BAN", "1. Việc trễ hạn: 3", "Nộp danh mục vị trí việc làm"],
        ),
        (
            &["reminder", "--unit", "Sở Nội vụ"],
            &["V/v đôn đốc", "Kính gửi: Sở Nội vụ", "./.", "Nơi nhận:", "GIÁM ĐỐC"],
        ),
    ];
    for (words, facts) in cases {
        for format in both {
            let file = format!("{}-{format}.{format}", words[0]);
            dondoc(folder.path(), &[words, &["--format", format, "-o", &file]].concat());
            let print = print(folder.path(), &file);
            for fact in facts {
                assert!(print.text.contains(fact), "{file}: {fact}: {}", print.text);
            }
            assert!(print.size.contains("A4"), "{file}: {}", print.size);
            let others = print.fonts.lines().skip(2).filter(|line| !is_like_times(line)).count();
            assert_eq!(others, 0, "{file}: {}", print.fonts);
            if *format == "docx" {
                let nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
                assert!(print.text.contains(nation) && print.text.contains("Độc lập - Tự do - Hạnh phúc"));
                // Headings stand on each page.
                if words[0] == "register" {
                    assert_eq!(print.text.matches("Số đến").count(), print.pages, "{}", print.text);
                }
            }
            assert!(words[0] != "briefing" || print.pages == 1, "{} pages", print.pages);
        }
    }
}

/// Times New Roman or a font of the same widths.
fn is_like_times(line: &str) -> bool {
    ["Times", "Tinos", "LiberationSerif"].iter().any(|name| line.contains(name))
}

fn due(on: NaiveDate) -> Deadline {
    Deadline {
        phrase: None,
        class: DeadlineClass::Date,
        on: Some(on),
        at: None,
        rule: Rule::NamedDay,
        unverified: false,
        terms: None,
    }
}

/// Long names everywhere, more of everything than fits; and of what is late alone, which then has the room of
/// what is due soon and of what is new.
#[test]
#[ignore = "needs LibreOffice, poppler and a font as wide as Times New Roman"]
fn a_briefing_of_a_large_office_is_one_page() {
    for (is_all, rest) in [(true, 295), (false, 291)] {
        large_briefing(is_all, rest);
    }
}

fn large_briefing(is_all: bool, rest: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&folder.path().join("so.db"), Mode::Create).expect("a new file");
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    for n in 1..=300 {
        let task = |due_on: &str, item: &str| NewTask {
            deadline: Some(due(day(due_on))),
            assignments: vec![Assignment {
                unit: format!("Sở Nông nghiệp, Môi trường và Phát triển nông thôn số {n}"),
                role: AssignmentRole::Lead,
                done_on: None,
                reply_document: None,
            }],
            ..NewTask::new(item, "Rà soát, tổng hợp, đề xuất phương án xử lý những hồ sơ tồn đọng ".repeat(4))
        };
        let record = NewDirective {
            reference: Some(format!("{}/UBND-KGVXNV", 12_700 + n)),
            issued_on: Some(day(if is_all { "2020-12-18" } else { "2020-08-01" })),
            tasks: [task("2020-08-11", "1"), task("2020-12-23", "2")][..1 + usize::from(is_all)].to_vec(),
            ..NewDirective::new(DocKind::OfficialLetter, "Tăng cường chỉ đạo, điều hành nhiệm vụ ".repeat(5))
        };
        let change = Change::DirectiveAdded { id: None, record: Box::new(record) };
        store.apply(&actor(), now(), &[change]).expect("it is added");
    }
    dondoc(folder.path(), &["briefing", "--format", "docx", "-o", "a.docx"]);
    let print = print(folder.path(), "a.docx");
    assert_eq!(print.pages, 1, "{}", print.text);
    assert!(print.text.contains(&format!("1. Việc trễ hạn: 300, và {rest} mục khác")), "{}", print.text);
    assert!(print.text.contains("Số liệu lúc 21/12/2020 08:00"), "{}", print.text);
}
