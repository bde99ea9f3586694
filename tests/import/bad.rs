//! Files that are damaged, of another kind, or made to do harm.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::office::Office;
use super::{CATALOG, FONT, PAGE, PAGES, docx, odt, p, pdf, stream, zipped};

/// A name, its bytes, a word of the answer.
type Bad = (&'static str, Vec<u8>, &'static str);

fn bad_files() -> Vec<Bad> {
    let xml = |xml: &str| zipped(&[("word/document.xml", xml.as_bytes())]);
    let deep = format!("<w:document>{}{}</w:document>", "<w:p>".repeat(300), "</w:p>".repeat(300));
    let laughs = "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><d><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></d>";
    let outside = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></d>";
    let many: Vec<String> = (0..1_100).map(|n| format!("x{n}")).collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|name| (name.as_str(), &b""[..]))
        .chain([("word/document.xml", &b"<d/>"[..])])
        .collect();
    let ole = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600]].concat();
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let picture = stream("q 500 0 0 700 0 0 cm /Im1 Do Q").replace("/Im1 Do", "");
    let noise: Vec<u8> = (0..9_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let whole = docx(&p("Thư"), &[]);
    let encryption = "<< /Filter /Standard /V 1 /R 2 /P -4 \
        /O <0000000000000000000000000000000000000000000000000000000000000000> \
        /U <0000000000000000000000000000000000000000000000000000000000000000> >>";
    let manifest = [("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")];
    vec![
        ("nhị phân.txt", b"\x7fELF\0\0\x01".to_vec(), "Không phải tệp pdf"),
        ("ngẫu nhiên.docx", noise, "Không phải tệp pdf"),
        ("không.txt", vec![0; 3_000], "Không phải tệp pdf"),
        ("bảng.docx", zipped(&[("xl/workbook.xml", b"<w/>")]), "Không phải tệp pdf"),
        ("cũ.doc", ole.clone(), ".docx"),
        ("giàu.rtf", b"{\\rtf1 Th\\'b0}".to_vec(), ".docx"),
        ("khóa.docx", [ole, locked].concat(), "mật khẩu"),
        ("khóa.odt", odt("", "", &manifest), "mật khẩu"),
        (
            "khóa.pdf",
            pdf(
                &[CATALOG, PAGES, PAGE, &stream("BT ET"), FONT, encryption],
                "/Encrypt 6 0 R /ID [<00> <00>]",
            ),
            "mật khẩu",
        ),
        ("quét.pdf", pdf(&[CATALOG, PAGES, PAGE, &picture, FONT], ""), "chép chữ, dán vào đây"),
        ("ảnh.docx", docx("<w:p/>", &[]), "chép chữ, dán vào đây"),
        ("cắt.docx", whole[..whole.len() / 2].to_vec(), "bị hỏng"),
        ("hỏng.pdf", b"%PDF-1.4\nabc".to_vec(), "bị hỏng"),
        ("sâu.docx", xml(&deep), "bị hỏng"),
        ("cười.docx", xml(laughs), "bị hỏng"),
        ("ngoài.docx", xml(outside), "bị hỏng"),
        ("nhiều.docx", zipped(&many), "bị hỏng"),
        ("bom.docx", zipped(&[("word/document.xml", &vec![b' '; 40 << 20])]), "bị hỏng"),
        ("vòng.pdf", pdf(&[CATALOG, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"], ""), ""),
        ("tự gọi.pdf", looping(), "bị hỏng"),
        ("lồng.pdf", pdf(&[CATALOG, PAGES, PAGE, &stream(&"[".repeat(100_000)), FONT], ""), ""),
    ]
}

/// A page whose picture is drawn by itself, without end.
fn looping() -> Vec<u8> {
    let page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>";
    let form = "<< /Type /XObject /Subtype /Form /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream";
    pdf(&[CATALOG, PAGES, page, &stream("/X Do"), form], "")
}

#[test]
fn each_bad_file_has_its_message_and_leaves_nothing() {
    let office = Office::new();
    for (name, bytes, words) in bad_files() {
        office.write(name, &bytes);
        let said = office.run(&["import", "--yes", name]);
        assert_eq!(said.code, 2, "{name}: {}", said.err);
        assert!(said.err.contains(words) && said.err.contains(name), "{name}: {}", said.err);
        assert!(
            said.err.contains("dữ liệu giữ nguyên") && !said.err.contains("panicked"),
            "{name}: {}",
            said.err
        );
        let json = office.run(&["import", "--dry-run", "--json", name]);
        assert_eq!((json.code, &json.json()["kind"]), (2, &Value::Null), "{name}");
        let by_stdin = office.run_with(&["--lang", "en", "import", "-", "--yes"], &bytes);
        assert_eq!(by_stdin.code, 2, "{name}");
        assert!(
            by_stdin.err.contains("standard input") && by_stdin.err.contains("Nothing was"),
            "{}",
            by_stdin.err
        );
    }
    assert!(!office.files().contains(&"so.db".to_owned()));
}

#[test]
fn what_takes_a_letter_apart_may_use_little() {
    for command in ["letter", "cells"] {
        let mut inside = Command::new(env!("CARGO_BIN_EXE_dondoc"));
        let mut inside = inside.arg(command).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        // More than a pipe holds: it has begun to read, within its limits.
        inside.stdin.as_mut().unwrap().write_all(&[b' '; 1 << 18]).unwrap();
        let told = |file: &str| {
            let out = Command::new("/bin/cat").arg(format!("/proc/{}/{file}", inside.id())).output().unwrap();
            String::from_utf8(out.stdout).unwrap()
        };
        let limits = told("limits");
        let limit = |name: &str| {
            let line = limits.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.split_whitespace().take(2).map(|n| n.parse().unwrap()).collect::<Vec<u64>>()
        };
        let (memory, seconds) = if command == "letter" { (512 << 20, 10) } else { (1 << 30, 30) };
        let expected = [
            ("Max address space", memory),
            ("Max cpu time", seconds),
            ("Max core file size", 0),
            ("Max file size", 0),
            ("Max open files", 64),
        ];
        for (name, most) in expected {
            assert_eq!(limit(name), [most; 2], "{command}: {name}");
        }
        assert!(told("status").contains("NoNewPrivs:\t1"));
        drop(inside.stdin.take());
        inside.wait().unwrap();
    }
}

#[test]
fn names_lead_nowhere_and_are_shown_clean() {
    let office = Office::new();
    let letter = docx(&p("Thư"), &[("../../thoát.txt", "x")]);
    for name in ["-thư.docx", "hai\ndòng.docx", "\u{1b}[31mđỏ.docx", "\u{202e}xcod.docx"] {
        office.write(name, &letter);
        let said = office.run(&["import", "--dry-run", "--", name]);
        assert_eq!(said.code, 2, "{}", said.err);
        let raw = said.err.contains(['\u{1b}', '\u{202e}']) || said.err.lines().count() != 3;
        assert!(!raw && said.err.contains(".docx"), "{:?}", said.err);
    }
    assert!(office.run(&["import", "-thư.docx"]).code == 2);
    assert!(!office.files().iter().any(|name| name.contains("thoát")));
}
