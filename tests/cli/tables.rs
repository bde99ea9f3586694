//! `dondoc load` of the office's own list, as a person uses it.

use std::io::Read;

use rust_xlsxwriter::{Format, Formula, Workbook};
use serde_json::{Value, json};

use super::office::{Office, Said};

const LIST: &str = "\
TT;Số, ký hiệu, ngày văn bản giao;Nội dung nhiệm vụ;Đơn vị chủ trì;Đơn vị phối hợp;Thời hạn;Tiến độ giải quyết;Số, ký hiệu văn bản trả lời;Ghi chú
1;311/UBND-TH ngày 05/11/2020 của UBND tỉnh;Rà soát biên chế;Sở Nội vụ;Sở Tài chính;29/12/2020;Đang thực hiện;;gấp
2;;Báo cáo kết quả;Sở Nội vụ;;31/12/2020;Đã hoàn thành ngày 20/12/2020;15/BC-SNV;
3;42/KH-UBND ngày 07/11/2020;Tuyên truyền;Sở Tư pháp;;sớm;Đã hoàn thành;;
";

fn office() -> Office {
    let office = Office::new();
    office.write("ds.csv", LIST.as_bytes());
    office
}

fn task(office: &Office, name: &str) -> Value {
    office.run(&["show", name, "--json"]).json()
}

/// Numbers of new tasks, changed cells, rows without change and doubts.
fn counts(said: &Said) -> [usize; 4] {
    let json = said.json();
    let n = |key: &str| json[key].as_array().unwrap().len();
    [n("new"), n("changed"), usize::try_from(json["unchanged"].as_u64().unwrap()).unwrap(), n("doubts")]
}

#[test]
fn a_list_is_shown_first_and_saved_when_told() {
    let office = office();
    let shown = office.run(&["load", "ds.csv"]);
    assert_eq!(shown.code, 2, "{}", shown.err);
    assert_eq!(office.files(), ["ds.csv", "thu.txt"], "a look makes no file");
    for fact in [
        "Tiêu đề: dòng 1.",
        "F   Thời hạn → thời hạn (due)",
        "A   TT → (không dùng)",
        "Thêm mới: 3 nhiệm vụ, trong đó 2 văn bản mới.",
        "311/UBND-TH#2 Báo cáo kết quả",
        "F4: không đọc được thời hạn \"sớm\", để trống",
        "G4: \"Đã hoàn thành\" nhưng không có ngày hoàn thành",
    ] {
        assert!(shown.out.contains(fact), "{fact}: {}", shown.out);
    }
    let english = office.run(&["--lang", "en", "load", "ds.csv"]);
    assert!(english.out.contains("New tasks: 3") && english.err.contains("--yes"), "{}", english.out);
    let saved = office.run(&["load", "ds.csv", "--yes"]);
    assert_eq!((saved.code, saved.err.as_str()), (0, ""));
    assert!(saved.out.contains("Đã nạp: thêm 3 nhiệm vụ"), "{}", saved.out);
    assert_eq!(task(&office, "311/UBND-TH#1")["due_on"], "2020-12-29");
    let again = office.run(&["load", "ds.csv", "--yes"]);
    assert!(again.out.contains("Không có gì thay đổi."), "{}", again.out);
    assert_eq!(office.run(&["undo"]).code, 0);
    assert_eq!(office.run(&["show", "311/UBND-TH"]).code, 1, "one undo takes all of it back");
    assert_eq!(office.run(&["--read-only", "load", "ds.csv", "--yes"]).code, 4);
}

#[test]
fn json_says_the_same_and_standard_input_is_read() {
    let office = office();
    let shown = office.run_with(&["load", "-", "--json"], LIST.as_bytes());
    assert_eq!((shown.code, counts(&shown)), (2, [3, 0, 0, 2]));
    assert_eq!(shown.json()["saved"], false);
    assert_eq!(
        shown.json()["doubts"][0],
        json!({"sheet": "", "row": 4, "column": "F", "text": "sớm", "why": "unreadable_deadline"})
    );
    let saved = office.run_with(&["load", "-", "--json", "--yes"], LIST.as_bytes());
    assert_eq!((saved.code, saved.json()["saved"].as_bool()), (0, Some(true)));
    let week = LIST.replace("29/12/2020;Đang thực hiện", "15/01/2021;Hoàn thành ngày 21/12/2020");
    let changed = office.run_with(&["load", "-", "--json"], week.as_bytes());
    assert_eq!(counts(&changed), [0, 2, 2, 2]);
    assert_eq!(
        changed.json()["changed"][0],
        json!({"name": "311/UBND-TH#1", "field": "due", "old": "29/12/2020", "new": "15/01/2021"})
    );
}

/// A workbook as offices have it: a title, headings over two rows, days as days, merged cells, a formula.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Bìa").unwrap().write(0, 0, "BÁO CÁO").unwrap();
    let sheet = book.add_worksheet().set_name("Tháng 12").unwrap();
    let (plain, day) = (Format::new(), Format::new().set_num_format("dd/mm/yyyy"));
    sheet.merge_range(0, 0, 0, 5, "DANH MỤC NHIỆM VỤ", &plain).unwrap();
    sheet.merge_range(1, 1, 1, 2, "Văn bản giao", &plain).unwrap();
    for (column, heading) in [(0, "TT"), (3, "Nội dung nhiệm vụ"), (4, "Đơn vị chủ trì"), (5, "Thời hạn")]
    {
        sheet.merge_range(1, column, 2, column, heading, &plain).unwrap();
    }
    sheet.write(2, 1, "Số, ký hiệu").unwrap().write(2, 2, "Ngày").unwrap();
    let on = |y, m, d| rust_xlsxwriter::ExcelDateTime::from_ymd(y, m, d).unwrap();
    sheet.merge_range(3, 1, 4, 1, "0311/UBND-TH", &plain).unwrap();
    sheet.write_with_format(3, 2, on(2020, 11, 5), &day).unwrap();
    sheet.write(3, 0, 1).unwrap().write(3, 3, "Rà soát").unwrap().write(3, 4, "Sở Nội vụ").unwrap();
    sheet.write_with_format(3, 5, on(2020, 12, 29), &day).unwrap();
    sheet.write(4, 0, 2).unwrap().write(4, 3, "Báo cáo").unwrap().write(4, 4, "Sở Y tế").unwrap();
    sheet.write_formula(4, 5, Formula::new("F4+2").set_result("#REF!")).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_by_its_content_whatever_its_name() {
    let office = Office::new();
    office.write("danh sach.doc", &workbook());
    let shown = office.run(&["load", "danh sach.doc", "--json"]);
    assert_eq!((shown.code, counts(&shown)), (2, [2, 0, 0, 1]), "{}{}", shown.out, shown.err);
    let doubt = json!({"sheet": "Tháng 12", "row": 5, "column": "F", "text": "#REF!", "why": "formula"});
    assert_eq!(shown.json()["doubts"][0], doubt);
    assert_eq!(office.run(&["load", "danh sach.doc", "--yes"]).code, 0);
    assert_eq!(task(&office, "0311/UBND-TH@2020#1")["due_on"], "2020-12-29");
    assert_eq!(task(&office, "0311/UBND-TH#2")["due_on"], Value::Null);
}

#[test]
fn what_a_heading_means_can_be_said_and_is_remembered() {
    let office = Office::new();
    office.write("a.csv", "Số/ký hiệu,Việc,Mốc\n311/UBND-TH,Rà soát,29/12/2020\n".as_bytes());
    let plain = office.run(&["load", "a.csv"]);
    assert!(plain.err.contains("không đọc được") || plain.err.contains("Không đọc được"), "{}", plain.err);
    let said = office.run(&["load", "a.csv", "--map", "Việc=work", "--map", "mốc=due", "--yes"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(task(&office, "311/UBND-TH#1")["due_on"], "2020-12-29");
    // The heading of the number alone is a list only with what was said before.
    let again = office.run(&["load", "a.csv", "--json"]);
    assert_eq!(counts(&again), [0, 0, 1, 0], "{}{}", again.out, again.err);
    // A later word stands above an earlier one.
    assert_eq!(office.run(&["load", "a.csv", "--map", "Mốc=note", "--yes"]).code, 0);
    assert_eq!(office.run(&["load", "a.csv", "--json"]).json()["columns"][2]["field"], "note");
    for words in [["--map", "Hạn=due"], ["--map", "Mốc=deadline"], ["--map", "Mốc"]] {
        let wrong = office.run(&[&["load", "a.csv"], &words[..]].concat());
        assert_eq!((wrong.code, wrong.out.as_str()), (2, ""), "{words:?}");
    }
}

#[test]
fn secret_rows_leave_no_trace() {
    let office = Office::new();
    let list =
        "Số/ký hiệu,Nội dung nhiệm vụ,Cột lạ\n7/UBND-NC,việc rất kín,Tối mật\n9/UBND-NC,việc thường,\n";
    office.write("a.csv", list.as_bytes());
    let saved = office.run(&["load", "a.csv", "--yes"]);
    assert_eq!(saved.code, 0);
    assert!(saved.out.contains("dòng 2: văn bản có độ mật"), "{}", saved.out);
    for said in [saved, office.run(&["export"]), office.run(&["load", "a.csv", "--json"])] {
        assert!(!said.out.contains("kín") && !said.out.contains("7/UBND"), "{}", said.out);
    }
    let mut kept = Vec::new();
    for name in office.files().iter().filter(|name| name.starts_with("so.db")) {
        let mut file = std::fs::File::options().read(true).open(office.folder().join(name)).unwrap();
        file.read_to_end(&mut kept).unwrap();
    }
    let kept = String::from_utf8_lossy(&kept);
    assert!(kept.contains("việc thường"));
    assert!(!kept.contains("rất kín"));
}

#[test]
fn the_programs_own_lists_load_back_without_doubt() {
    let office = Office::new();
    // As `report list` and `report register` write them: with a mark, titles above, formulas guarded.
    let list = "\u{feff}DANH SÁCH NHIỆM VỤ\r\n\"Đến 08:00 ngày 21/12/2020\"\r\n\r\n\
        TT,\"Số, ký hiệu, ngày văn bản giao\",Nội dung nhiệm vụ,Đơn vị chủ trì,Đơn vị phối hợp,Thời hạn,Tiến độ giải quyết,\"Số, ký hiệu văn bản trả lời\",Ghi chú\r\n\
        1,\"311/UBND-TH ngày 05/11/2020\",'-5 % biên chế,Sở Nội vụ,,29/12/2020,Trễ 5 ngày,,\r\n\
        2,\"311/UBND-TH ngày 05/11/2020\",Báo cáo,Sở Nội vụ; Sở Y tế,Sở Tài chính,Thường xuyên,Đã xong 20/12/2020,15/BC-SNV,\"gấp; \"\"nhắc\"\" lại\"\r\n\
        3,\"42/KH-UBND ngày 07/11/2020\",Tuyên truyền,Sở Tư pháp,,,Chưa làm,,\r\n";
    office.write("list.csv", list.as_bytes());
    let shown = office.run(&["load", "list.csv", "--json"]);
    assert_eq!(counts(&shown), [3, 0, 0, 0], "{}", shown.out);
    assert_eq!(office.run(&["load", "list.csv", "--yes"]).code, 0);
    assert_eq!(task(&office, "311/UBND-TH#1")["text"], "-5 % biên chế");
    let register = "\u{feff}Số đến,\"Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản\",Đơn vị hoặc người nhận,Thời hạn giải quyết,Tiến độ giải quyết,\"Số, ký hiệu văn bản trả lời\",Ghi chú\r\n\
        12,Công văn số 311/UBND-TH ngày 05/11/2020 của UBND tỉnh,Sở Nội vụ,29/12/2020,1/2,,\r\n\
        13,Kế hoạch số 42/KH-UBND ngày 07/11/2020 của UBND tỉnh,Sở Tư pháp,,Chưa làm,,\r\n";
    office.write("register.csv", register.as_bytes());
    let shown = office.run(&["load", "register.csv", "--json"]);
    assert_eq!(counts(&shown)[0], 0, "{}", shown.out);
    assert_eq!(counts(&shown)[3], 0, "{}", shown.out);
}

/// The demo's directives: tasks done and late, paused, withdrawn, without a day, extended, with points of
/// every numbering.
#[test]
fn what_report_wrote_loads_back_as_what_is_here() {
    let office = Office::new();
    office.write("demo.json", include_bytes!("../../data/demo/demo.json"));
    assert_eq!(office.run(&["load", "demo.json"]).code, 0);
    let known = office.run(&["report", "register", "--json"]).json()["tasks"].as_array().unwrap().len();
    for paper in [&["list", "--status", "all"][..], &["list"], &["register"]] {
        for format in ["csv", "xlsx"] {
            let file = format!("{}-{}.{format}", paper[0], paper.len());
            let words = [&["report"], paper, &["--format", format, "-o", &file]].concat();
            assert_eq!(office.run(&words).code, 0, "{file}");
            let n = if paper == ["list"] { 32 } else { known };
            let shown = office.run(&["load", &file, "--json"]);
            assert_eq!(counts(&shown), [0, 0, n, 0], "{file}: {}{}", shown.out, shown.err);
            let saved = office.run(&["load", &file, "--yes"]);
            assert_eq!(saved.code, 0, "{}", saved.err);
            assert!(saved.out.contains("Không có gì thay đổi."), "{file}: {}", saved.out);
        }
    }
    // In an office that knows nothing yet, each is a task with its item; the second time nothing is new.
    for paper in ["list-3.xlsx", "register-1.csv"] {
        let empty = ["--db", "moi.db", "load", paper, "--yes"];
        let said = office.run(&empty);
        assert!(said.out.contains("Cần xem, chưa nhận: 0."), "{paper}: {}", said.out);
        assert!(office.run(&empty).out.contains("Không có gì thay đổi."), "{paper}");
    }
    let item = office.run(&["--db", "moi.db", "show", "1655/UBND-NC#3", "--json"]).json();
    assert_eq!(item["text"], "Nộp danh mục vị trí việc làm");
}

#[test]
fn a_list_with_the_headings_of_another_takes_nothing_from_it() {
    let office = Office::new();
    let head = "Số/ký hiệu,Nội dung nhiệm vụ\n";
    for (file, rows) in [
        ("phong a tuan 50.csv", "1/A-B,Rà soát\n2/A-B,Báo cáo\n"),
        ("phong b tuan 50.csv", "3/A-B,Kiểm tra\n"),
        ("phong a tuan 51.csv", "1/A-B,Rà soát\n"),
    ] {
        office.write(file, format!("{head}{rows}").as_bytes());
        let shown = office.run(&["load", file, "--json"]);
        let vanished = shown.json()["vanished"].as_array().unwrap().len();
        assert_eq!(vanished, usize::from(file.ends_with("51.csv")), "{file}: {}", shown.out);
        assert_eq!(office.run(&["load", file, "--yes"]).code, 0);
    }
}

#[test]
fn separators_marks_and_encodings_of_text_do_not_matter() {
    let office = Office::new();
    let text = "Số, ký hiệu|Nội dung nhiệm vụ|Thời hạn\n311/UBND-TH|Rà soát, kiểm tra|29/12/2020\n";
    let quoted = "\"Số, ký hiệu\",Nội dung nhiệm vụ,Thời hạn\n311/UBND-TH,\"Rà soát, kiểm tra\",29/12/2020\n";
    let tabs = text.replace('|', "\t");
    let wide = |unit: fn(u16) -> [u8; 2]| {
        format!("\u{feff}{tabs}").encode_utf16().flat_map(unit).collect::<Vec<u8>>()
    };
    let nfd = "Số, ký hiệu;Nội dung nhiệm vụ;Thời hạn\n311/UBND-TH;Rà soát, kiểm tra;29/12/2020\n";
    let decomposed = nfd.replace('ạ', "a\u{323}").replace('à', "a\u{300}");
    for bytes in [
        quoted.as_bytes().to_vec(),
        text.replace('|', ";").into_bytes(),
        format!("sep=;\n{}", text.replace('|', ";")).into_bytes(),
        tabs.clone().into_bytes(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        decomposed.into_bytes(),
    ] {
        let shown = office.run_with(&["load", "-", "--json"], &bytes);
        assert_eq!(counts(&shown), [1, 0, 0, 0], "{}{}", shown.out, shown.err);
        assert_eq!(shown.json()["new"][0]["title"], "Rà soát, kiểm tra");
    }
}

#[test]
fn what_is_no_list_is_refused_in_both_languages() {
    let office = Office::new();
    let cut = workbook();
    for bytes in [
        &b"PK\x03\x04 not a workbook"[..],
        &cut[..cut.len() / 2],
        b"\xff\xfea",
        b"a,b\n1,2\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook",
        "TT,Đơn vị,Tổng số nhiệm vụ được giao\n1,Sở Nội vụ,12\n".as_bytes(),
    ] {
        let vi = office.run_with(&["load", "-", "--yes"], bytes);
        let en = office.run_with(&["--lang", "en", "load", "-"], bytes);
        assert_eq!((vi.code, vi.out.as_str()), (2, ""), "{bytes:?}");
        assert!(vi.err.contains("Không đọc được thành danh sách"), "{}", vi.err);
        assert!(en.err.contains("Does not read as a list"), "{}", en.err);
    }
    assert_eq!(office.files(), ["thu.txt"]);
}

#[test]
fn a_table_without_end_is_refused() {
    let office = Office::new();
    let long = format!("Số/ký hiệu,Thời hạn\n{}", "1/A-B,\n".repeat(100_001));
    let said = office.run_with(&["load", "-"], long.as_bytes());
    assert_eq!(said.code, 2);
    assert!(said.err.contains("100000 dòng"), "{}", said.err);
    // One cell in the last corner of a sheet.
    let mut book = Workbook::new();
    book.add_worksheet().write(1_048_575, 16_383, "x").unwrap();
    let said = office.run_with(&["load", "-"], &book.save_to_buffer().unwrap());
    assert!(said.err.contains("100000 dòng"), "{}", said.err);
}
