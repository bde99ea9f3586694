//! The ways in: files, folders, standard input; one letter and many.

use std::io::Write;
use std::process::Stdio;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use super::office::{Office, Said};
use super::{docx, odt, p};

#[test]
fn a_letter_is_the_same_in_every_form_and_by_either_way_in() {
    let office = Office::new();
    let draft = office.run(&["import", "thu.txt", "--dry-run", "--json"]).json();
    let lines = office.letter().lines();
    let in_docx = docx(&lines.clone().map(p).collect::<String>(), &[]);
    let in_odt = odt("", &lines.map(|line| format!("<text:p>{line}</text:p>")).collect::<String>(), &[]);
    let utf16: Vec<u8> = office.letter().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let crlf = office.letter().replace('\n', "\r\n").into_bytes();
    for (name, bytes) in [("thu.bin", in_docx), ("thu", in_odt), ("thu.pdf", utf16), ("thu.doc", crlf)] {
        office.write(name, &bytes);
        let said = office.run(&["import", name, "--dry-run", "--json"]);
        assert_eq!((said.code, said.json()), (0, draft.clone()), "{name}");
        assert_eq!(office.run_with(&["import", "-", "--dry-run", "--json"], &bytes).json(), draft, "{name}");
    }
}

#[test]
fn a_folder_of_letters_is_a_table_and_only_what_is_decided_is_saved() {
    let office = Office::new();
    let folder = office.folder().join("đến");
    std::fs::create_dir_all(folder.join("sâu")).unwrap();
    let another = office.letter().replace("2041/UBND-TH", "2042/UBND-TH");
    let undecided = office
        .letter()
        .replace("2041/UBND-TH", "2043/UBND-TH")
        .replace("ngày 12 tháng 12 năm 2020", "ngày    tháng 12 năm 2020");
    office.write("đến/1.docx", &docx(&office.letter().lines().map(p).collect::<String>(), &[]));
    office.write("đến/2.txt", another.as_bytes());
    office.write("đến/3.txt", undecided.as_bytes());
    office.write("đến/4.txt", "Đi chợ: trứng, sữa.".as_bytes());
    office.write("đến/.ẩn.txt", another.as_bytes());
    office.write("đến/sâu/5.txt", another.as_bytes());
    let looked = office.run(&["import", "đến", "--dry-run"]);
    assert_eq!(looked.code, 2, "{}", looked.err);
    assert!(!office.files().contains(&"so.db".to_owned()));
    let json = office.run(&["import", "đến", "thu.txt", "--dry-run", "--json"]).json();
    let numbers: Vec<&Value> = json.as_array().unwrap().iter().map(|letter| &letter["number"]).collect();
    assert_eq!(
        numbers,
        ["2041/UBND-TH", "2042/UBND-TH", "2043/UBND-TH", "", "2041/UBND-TH"]
            .map(|n| if n.is_empty() { Value::Null } else { n.into() })
            .iter()
            .collect::<Vec<_>>()
    );

    let saved = office.run(&["import", "đến", "thu.txt", "--yes"]);
    assert_eq!(saved.code, 2, "{}", saved.err);
    let rows: Vec<&str> = saved.out.lines().collect();
    for (row, file, result) in [
        (1, "1.docx", "đã lưu"),
        (2, "2.txt", "đã lưu"),
        (3, "3.txt", "phải có người quyết"),
        (4, "4.txt", "Không đọc được thành văn bản"),
        (5, "thu.txt", "đã có trong sổ"),
    ] {
        assert!(rows[row].contains(file) && rows[row].contains(result), "{}", saved.out);
    }
    assert_eq!(rows[6], "Đọc được 4 văn bản: đã lưu 2, đã có trong sổ 1. Không nhận: 2.");
    assert!(saved.err.contains("(ngày)") && !saved.err.contains('\r'), "{}", saved.err);
    assert_eq!(office.run(&["directives", "--json"]).json().as_array().unwrap().len(), 2);

    // Where the data file is no use no other letter is tried.
    let stopped = office.run(&["--db", "thu.txt", "import", "đến", "--yes"]);
    assert_eq!((stopped.code, stopped.out.lines().count()), (4, 3), "{}", stopped.out);
    assert!(stopped.err.contains("Đã dừng sau 1/4 tệp"), "{}", stopped.err);

    let again = office.run(&["import", "đến/1.docx", "đến/2.txt", "--yes"]);
    assert_eq!((again.code, again.out.lines().count()), (2, 4), "{}", again.out);
    let alone = office.run(&["import", "đến/3.txt", "--yes"]);
    assert!(alone.code == 2 && alone.err.contains("(ngày)"), "{}", alone.err);
}

#[test]
fn ctrl_c_ends_between_two_letters() {
    let office = Office::new();
    office.write("2.txt", office.letter().replace("2041/UBND-TH", "2042/UBND-TH").as_bytes());
    let mut command = office.command(&["import", "--yes", "thu.txt", "-", "2.txt"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().unwrap();
    // The second letter is what it waits for once the first is saved.
    let is_saved = |_: usize| office.run(&["directives"]).out.contains("2041/UBND-TH");
    assert!((0..1_000).any(is_saved));
    kill_process(Pid::from_child(&running), Signal::INT).unwrap();
    running.stdin.take().unwrap().write_all(b"x").unwrap();
    let said = Said::of(running.wait_with_output().unwrap());
    assert_eq!(said.code, 130, "{}{}", said.out, said.err);
    assert!(
        said.err.contains("Đã dừng sau 1/3 tệp") && said.out.contains("đã lưu 1"),
        "{}{}",
        said.out,
        said.err
    );
    assert_eq!(office.run(&["directives", "--json"]).json().as_array().unwrap().len(), 1);
}

/// A connection that breaks closes both ends, a letter's end one.
#[test]
fn a_letter_whose_sender_is_gone_is_not_saved() {
    let office = Office::new();
    let letter = office.letter();
    for is_gone in [true, false] {
        let mut command = office.command(&["import", "-", "--yes"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut running = command.spawn().unwrap();
        let mut end = running.stdin.take().unwrap();
        end.write_all(letter.as_bytes()).unwrap();
        if is_gone {
            drop(running.stdout.take());
        }
        drop(end);
        let code = running.wait_with_output().unwrap().status.code();
        assert_eq!(code, Some(if is_gone { 2 } else { 0 }));
        assert_eq!(office.run(&["directives"]).out.contains("2041/UBND-TH"), !is_gone);
    }
}

/// What takes a letter apart may write no file.
#[test]
fn an_answer_into_a_file_is_refused_in_words() {
    let office = Office::new();
    office.write("thu.docx", &docx(&p("Thư"), &[]));
    office.write("ra.txt", b"");
    let file = |name: &str| {
        std::fs::File::options().read(true).write(name == "ra.txt").open(office.folder().join(name))
    };
    let mut command = office.command(&["letter"]);
    let output =
        command.stdin(file("thu.docx").unwrap()).stdout(file("ra.txt").unwrap()).stderr(Stdio::piped());
    let said = Said::of(output.output().unwrap());
    assert!(said.code > 0 && said.err.contains("File too large"), "{} {}", said.code, said.err);
}
