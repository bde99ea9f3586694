//! Reading letters from outside: a letter of the model's structure value by value, the composed
//! letters of the corpus against their answers, and texts that nobody would send.

use std::collections::BTreeSet;
use std::fs;

use dondoc::domain::deadline::{DeadlineClass, Rule};
use dondoc::domain::directive::{CitationKind, DoubtKind, FindingKind, NewDirective};
use dondoc::domain::task::{AssignmentRole, Comparator, NewTask, Span, TaskKind};
use dondoc::extract::{Certainty, Draft, read};
use proptest::prelude::*;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

const LETTER: &str = include_str!("letters/sau-kiem-tra-van-thu.txt");

fn directive() -> NewDirective {
    read(LETTER).into_directive()
}

fn units(task: &NewTask, role: AssignmentRole) -> Vec<&str> {
    task.assignments.iter().filter(|a| a.role == role).map(|a| a.unit.as_str()).collect()
}

fn cut(text: &str, span: Option<Span>) -> &str {
    span.and_then(|span| text.get(span.from..span.to)).unwrap_or_default()
}

#[test]
fn the_header_is_read() {
    let letter = directive();
    assert_eq!(letter.reference.as_deref(), Some("2305/UBND-KGVX"));
    assert_eq!(letter.kind.name(), "công văn");
    assert_eq!(letter.issued_on.map(|d| d.to_string()).as_deref(), Some("2021-10-04"));
    assert_eq!(letter.place.as_deref(), Some("Hậu Giang"));
    assert_eq!(letter.issuer.as_deref(), Some("Ủy ban nhân dân tỉnh Hậu Giang"));
    assert_eq!(letter.addressees, ["Giám đốc Sở Khoa học và Công nghệ"]);
    assert_eq!(letter.signer.as_deref(), Some("Phạm Thị Hà An"));
    assert_eq!(letter.signer_title.as_deref(), Some("Phó Chủ tịch"));
    assert_eq!(letter.report_to.as_deref(), Some("UBND tỉnh"));
    assert_eq!(letter.report_via.as_deref(), Some("Chi cục Văn thư - Lưu trữ"));
    assert_eq!(
        letter.recipients,
        ["Như trên", "CT và các PCT UBND tỉnh", "Chi cục Văn thư - Lưu trữ", "Lưu: VT, KGVX, pthan"]
    );
    assert_eq!(letter.original, LETTER);
}

#[test]
fn without_a_subject_the_opening_is_offered_for_decision() {
    let draft = read(LETTER);
    assert_eq!(draft.subject.value, "kết quả kiểm tra công tác văn thư");
    assert_eq!(draft.subject.certainty, Certainty::Decide);
    assert_eq!(draft.schema_json()["subject"], Value::Null);
}

#[test]
fn what_is_printed_is_sure_and_what_is_inferred_is_to_be_checked() {
    let draft = read(LETTER);
    let by_item = |item: &str| draft.tasks.iter().find(|t| t.item == item).unwrap();
    // Item 1 names its unit, item 4 falls to the addressee.
    assert_eq!(by_item("1").leads.certainty, Certainty::Sure);
    assert_eq!(by_item("4").leads.certainty, Certainty::Check);
    assert_eq!(by_item("4").text.certainty, Certainty::Sure);
    let plan = format!(
        "{LETTER}\nPHỤ LỤC\nKế hoạch nâng cấp kho lưu trữ\n\n1. Văn phòng Sở sửa chữa kho trước ngày 01/12/2021.\n"
    );
    let attached = read(&plan).tasks.into_iter().find(|t| t.item == "PL.1").unwrap();
    assert_eq!((attached.text.certainty, attached.leads.certainty), (Certainty::Check, Certainty::Check));
}

#[test]
fn a_record_shows_its_subject_with_a_capital_and_the_printed_form_keeps_its_own() {
    let letter = LETTER.replace("UBND-KGVX\n", "UBND-KGVX\nV/v sau kiểm tra văn thư\n");
    let draft = read(&letter);
    assert_eq!(draft.schema_json()["subject"], "sau kiểm tra văn thư");
    assert_eq!(draft.into_directive().subject, "Sau kiểm tra văn thư");
}

#[test]
fn addressees_end_where_the_text_begins_without_a_blank_line() {
    let told = "UBND tỉnh yêu cầu Sở thực hiện:\n1. Lập danh mục hồ sơ.\n2. Rà soát kho lưu trữ.";
    let asked = "Đề nghị Sở thực hiện:\n1. Lập danh mục hồ sơ.\n2. Rà soát kho lưu trữ.";
    let bare = "1. Lập danh mục hồ sơ.\n2. Rà soát kho lưu trữ.";
    for (to, wanted) in [
        ("Kính gửi: Sở Nội vụ", &["Sở Nội vụ"][..]),
        ("Kính gửi:\n- Sở Nội vụ;\n- Sở Tài chính", &["Sở Nội vụ", "Sở Tài chính"]),
        ("Kính gửi: UBND các huyện, thị xã,\nthành phố", &["UBND các huyện, thị xã, thành phố"]),
    ] {
        for text in [told, asked, bare] {
            let letter = format!("Số: 12/UBND-NC\nHậu Giang, ngày 04 tháng 10 năm 2021\n{to}\n{text}\n");
            let draft = read(&letter);
            let addressees: Vec<_> = draft.addressees.iter().map(|a| a.value.as_str()).collect();
            assert_eq!(addressees, wanted, "{letter}");
            if text != bare {
                let items: Vec<_> = draft.tasks.iter().map(|t| t.item.as_str()).collect();
                assert_eq!(items, ["1", "2"], "{letter}");
            }
        }
    }
}

#[test]
fn a_point_behind_a_gap_in_the_numbers_is_to_be_checked() {
    let certain = |letter: &str| -> Vec<(String, Certainty)> {
        read(letter).tasks.into_iter().map(|t| (t.item, t.text.certainty)).collect()
    };
    let whole = certain(LETTER);
    assert!(whole.iter().all(|(_, certainty)| *certainty == Certainty::Sure));
    let without = |from: &str, to: &str| {
        let (before, point) = LETTER.split_once(from).unwrap();
        format!("{before}{to}{}", point.split_once(to).unwrap().1)
    };
    let headless = without("\n1. ", "\n2. ");
    assert_eq!(certain(&headless)[0], ("2".to_owned(), Certainty::Check));
    assert_eq!(certain(&headless)[1], ("3".to_owned(), Certainty::Sure));
    let jumping = without("\n3. ", "\n4. ");
    assert_eq!(certain(&jumping)[2], ("4".to_owned(), Certainty::Check));
}

/// Item, kind, leads, supports, due day, phrase, beginning of the title.
type Row = (
    &'static str,
    TaskKind,
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const TASKS: [Row; 6] = [
    ("1", TaskKind::Ordinary, &["Văn phòng Sở"], &[], "2021-11-15", "trước ngày 15/11/2021", "Lập danh mục hồ sơ năm 2022"),
    ("2", TaskKind::Ordinary, &["các phòng chuyên môn Sở"], &[], "", "", "Nộp lưu hồ sơ đã kết thúc"),
    ("3", TaskKind::Ordinary, &["Phòng Quản lý Công nghệ"], &["Văn phòng Sở"], "2021-11-30", "trong tháng 11/2021", "Nâng cấp phần mềm ký số"),
    ("4", TaskKind::Ordinary, &["Sở Khoa học và Công nghệ"], &[], "2021-12-31", "trong quý IV năm 2021", "Bồi dưỡng nghiệp vụ"),
    ("5", TaskKind::Standing, &["Thanh tra Sở"], &[], "", "thường xuyên", "Thường xuyên kiểm tra"),
    ("BC", TaskKind::ReportDuty, &["Sở Khoa học và Công nghệ"], &[], "2021-12-20", "chậm nhất là ngày 20/12/2021", "Báo cáo kết quả thực hiện về UBND tỉnh"),
];

#[test]
fn five_points_and_a_report_become_six_tasks() {
    let letter = directive();
    assert_eq!(letter.tasks.len(), TASKS.len());
    for (task, (item, kind, leads, supports, due, phrase, title)) in letter.tasks.iter().zip(TASKS) {
        assert_eq!((task.item.as_str(), task.kind), (item, kind));
        assert_eq!(units(task, AssignmentRole::Lead), leads, "{item}");
        assert_eq!(units(task, AssignmentRole::Support), supports, "{item}");
        let deadline = task.deadline.as_ref();
        let on = deadline.and_then(|d| d.on).map(|d| d.to_string());
        assert_eq!(on.unwrap_or_default(), due, "{item}");
        assert_eq!(deadline.and_then(|d| d.phrase.as_deref()).unwrap_or(""), phrase, "{item}");
        assert!(task.title.starts_with(title), "{item}: {}", task.title);
        assert!(task.title.chars().count() <= 120 && !task.title.contains('\n'), "{item}");
        assert!(cut(LETTER, task.span).contains(task.text.lines().next().unwrap()), "{item}");
    }
}

#[test]
fn deadlines_carry_their_rule() {
    let letter = directive();
    let rules: Vec<_> =
        letter.tasks.iter().filter_map(|t| t.deadline.as_ref()).map(|d| (d.class, d.rule)).collect();
    let wanted = [
        (DeadlineClass::Date, Rule::BeforeDay),
        (DeadlineClass::PeriodEnd, Rule::PeriodEnd),
        (DeadlineClass::PeriodEnd, Rule::PeriodEnd),
        (DeadlineClass::Ongoing, Rule::None),
        (DeadlineClass::Date, Rule::NamedDay),
    ];
    assert_eq!(rules, wanted);
}

#[test]
fn targets_citations_findings_and_doubts_are_read() {
    let letter = directive();
    let targets: Vec<_> =
        letter.tasks.iter().flat_map(|t| &t.targets).map(|t| (t.value.as_str(), t.comparator)).collect();
    assert_eq!(targets, [("85%", Comparator::AtLeast), ("02 lớp", Comparator::AtLeast)]);

    let cited: Vec<_> =
        letter.citations.iter().map(|c| (c.reference.as_str(), c.on.unwrap().to_string())).collect();
    let wanted = [("67/BC-ĐKT", "2021-09-20"), ("815/QĐ-UBND", "2020-03-02"), ("12/CT-UBND", "2020-05-19")];
    assert_eq!(cited, wanted.map(|(r, d)| (r, d.to_owned())));
    assert!(letter.citations.iter().all(|c| c.kind == CitationKind::Mention));

    let kinds: Vec<_> = letter.findings.iter().map(|f| f.kind).collect();
    assert_eq!(
        kinds,
        [FindingKind::Strength, FindingKind::Strength, FindingKind::Strength, FindingKind::Weakness]
    );
    assert!(letter.findings.iter().all(|f| f.report.as_deref() == Some("67/BC-ĐKT")));
    assert!(letter.findings.iter().all(|f| cut(LETTER, f.span) == f.text));

    assert_eq!(letter.doubts.len(), 1);
    assert_eq!(letter.doubts[0].kind, DoubtKind::RatioMismatch);
    assert_eq!(letter.doubts[0].expected.as_deref(), Some("75%"));
    assert_eq!(cut(LETTER, letter.doubts[0].span), "9/12 mét giá hồ sơ, đạt 60%");
}

#[test]
fn decomposed_text_gives_the_same_answer_and_spans_into_what_came() {
    let decomposed: String = LETTER.nfd().collect();
    let draft = read(&decomposed);
    assert_eq!(draft.schema_json(), read(LETTER).schema_json());
    let span = draft.number.span.unwrap();
    assert_eq!(cut(&decomposed, Some(span)), "2305/UBND-KGVX");
    assert_eq!(draft.into_directive().original, decomposed);
}

#[test]
fn a_secret_letter_shows_kind_and_secrecy_only() {
    let above = |mark: &str| format!("{mark}\n{LETTER}");
    let beside = |mark: &str| LETTER.replace("UBND-KGVX\n", &format!("UBND-KGVX {mark}\n"));
    let below = |mark: &str| format!("{LETTER}\n{mark}\n");
    for (letter, name) in [
        (above("MẬT"), "mật"),
        (above("TỐI MẬT"), "tối mật"),
        (above("TUYỆT MẬT"), "tuyệt mật"),
        (above("Độ mật: Mật"), "mật"),
        (beside("TỐI MẬT"), "tối mật"),
        (below("MẬT"), "mật"),
        (above("TUYỆT MẬT - HOẢ TỐC"), "tuyệt mật"),
        (above("TUYỆT MẬT, HỎA TỐC"), "tuyệt mật"),
        (above("TỐI MẬT, KHẨN"), "tối mật"),
        (above("MẬT KHẨN"), "mật"),
        (above("THƯỢNG KHẨN – MẬT"), "mật"),
        (above("Mật"), "mật"),
        (above("tối mật"), "tối mật"),
        (above("[TUYỆT MẬT]"), "tuyệt mật"),
        (above("TÀI LIỆU MẬT"), "mật"),
        (above("T Ố I  M Ậ T"), "tối mật"),
        (above("T U Y Ệ T   M Ậ T"), "tuyệt mật"),
        (above("Độ mật: Tối mật. Độ khẩn: Hỏa tốc"), "tối mật"),
        (above("M Ậ T  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "mật"),
        (above("Tuyệt mật UỶ BAN NHÂN DÂN TỈNH HẬU GIANG"), "tuyệt mật"),
        (above("MẬT ỦY BAN NHÂN DÂN TỈNH HẬU GIANG"), "mật"),
        (above("ỦY BAN NHÂN DÂN TỈNH HẬU GIANG MẬT - KHẨN"), "mật"),
        (above("UBND TỈNH MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "mật"),
        (below("TUYỆT MẬT - HỎA TỐC"), "tuyệt mật"),
        (LETTER.replace("2305/UBND", "2305/MẬT-UBND"), "mật"),
        (LETTER.replace("2305/UBND-KGVX", "2305/UBND-MẬT"), "mật"),
        (LETTER.replace("Kính gửi", "TỐI MẬT, KHẨN\n\nKính gửi"), "tối mật"),
        (LETTER.replace("Kính gửi", "MẬT Kính gửi"), "mật"),
    ] {
        let draft = read(&letter);
        assert_eq!(draft.original, "", "{letter}");
        let json = draft.schema_json();
        assert_eq!(
            (json["kind"].as_str(), json["secrecy"].as_str()),
            (Some("công văn"), Some(name)),
            "{letter}"
        );
        let others =
            json.as_object().unwrap().iter().filter(|(key, _)| !matches!(key.as_str(), "kind" | "secrecy"));
        for (key, value) in others {
            assert!(value.is_null() || value.as_array().is_some_and(Vec::is_empty), "{key}");
        }
    }
}

#[test]
fn words_of_the_language_are_no_mark_of_secrecy() {
    let about = |words: &str| LETTER.replace("UBND-KGVX\n", &format!("UBND-KGVX\n{words}\n"));
    let told = |words: &str| LETTER.replace("Nộp lưu", &format!("{words} Nộp lưu"));
    for letter in [
        about("V/v bảo vệ bí mật nhà nước"),
        about("V/v tăng cường công tác bảo\nmật"),
        about("V/v quản lý văn bản mật"),
        about("V/v soạn thảo tài liệu tối mật, tuyệt mật"),
        above_with("KẾ HOẠCH BẢO VỆ BÍ\nMẬT"),
        above_with("PHÒNG AN TOÀN, BẢO MẬT"),
        above_with("BAN HÀNH DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT, TỐI MẬT VÀ MẬT"),
        above_with("Độ mật: Thường"),
        told("Đổi mật khẩu, bảo đảm bí mật nhà nước theo các độ Mật, Tối mật, Tuyệt mật."),
        told("Rà soát mật độ xây dựng, thống kê văn bản\nmật.\n"),
        told("Quản lý tài liệu mật theo Quyết định số 12/QĐ-UBND.\n"),
        LETTER.replace("Phạm Thị Hà An", "Phạm Văn Mật"),
    ] {
        let draft = read(&letter);
        assert!(draft.secrecy.is_none() && draft.is_letter() && draft.original == letter, "{letter}");
    }
}

fn above_with(line: &str) -> String {
    format!("{line}\n{LETTER}")
}

#[test]
fn urgency_is_a_mark_and_not_a_word() {
    let marked = LETTER.replace("Kính gửi", "HỎA TỐC\n\nKính gửi");
    assert_eq!(read(&marked).schema_json()["urgency"], "hỏa tốc");
    let worded = LETTER.replace("hoàn thành trước", "khẩn trương hoàn thành trước");
    assert_eq!(read(&worded).schema_json()["urgency"], Value::Null);
}

#[test]
fn a_letter_without_a_number_is_a_letter_where_it_orders() {
    for letter in [
        "Hậu Giang, ngày 04 tháng 10 năm 2021\n\nKính gửi: Sở Nội vụ\n\nĐề nghị Sở Nội vụ lập danh mục trước ngày 20/10/2021.\n",
        "UBND TỈNH HẬU GIANG\n\nKính gửi: Sở Nội vụ\n\nYêu cầu Sở Nội vụ lập danh mục trước ngày 20/10/2021.\n",
    ] {
        let draft = read(letter);
        assert_eq!(draft.schema_json()["kind"], "công văn", "{letter}");
        assert_eq!(draft.tasks.len(), 1, "{letter}");
    }
}

#[test]
fn names_of_offices_end_where_they_do() {
    let point = |text: &str| LETTER.replace("5. Thanh tra Sở thường xuyên kiểm tra", text);
    for (text, lead, title) in [
        ("5. Giao Ban An toàn giao thông tỉnh theo dõi", "Ban An toàn giao thông tỉnh", "Theo dõi"),
        ("5. Trung tâm Công nghệ thông tin kiểm tra", "Trung tâm Công nghệ thông tin", "Kiểm tra"),
        ("5. Văn phòng Sở chậm nhất ngày 24/12/2021 kiểm tra", "Văn phòng Sở", "Chậm nhất"),
    ] {
        let letter = read(&point(text)).into_directive();
        let task = letter.tasks.iter().find(|t| t.item == "5").unwrap();
        assert_eq!(units(task, AssignmentRole::Lead), [lead]);
        assert!(task.title.starts_with(title), "{}", task.title);
    }
    let via = LETTER.replace("(qua Chi cục Văn thư - Lưu trữ) chậm nhất là", "qua: Văn phòng Sở chậm nhất");
    assert_eq!(read(&via).report_via.value.as_deref(), Some("Văn phòng Sở"));
}

#[test]
fn what_comes_again_keeps_its_words() {
    let letter = LETTER.replace(
        "Thanh tra Sở thường xuyên kiểm tra",
        "Định kỳ hằng tháng, trước ngày 20, Thanh tra Sở kiểm tra",
    );
    let task = read(&letter).into_directive().tasks.into_iter().find(|t| t.item == "5").unwrap();
    let due = task.deadline.unwrap();
    assert_eq!((due.class, due.on, task.kind), (DeadlineClass::Recurring, None, TaskKind::Periodic));
    assert_eq!(due.phrase.as_deref(), Some("Định kỳ hằng tháng, trước ngày 20"));
}

#[test]
fn a_blank_number_is_no_part_of_the_issuer() {
    let text = LETTER.split_once("Hậu Giang, ").unwrap().1;
    for number in ["Số:\t/SKHCN-VP", "Số:      /SKHCN-VP", "Số:\n/SKHCN-VP", "/SKHCN-VP"] {
        let letter = format!("SỞ KHOA HỌC VÀ CÔNG NGHỆ\n{number}\n\nHậu Giang, {text}");
        assert_eq!(read(&letter).issuer.value.as_deref(), Some("Sở Khoa học và Công nghệ"), "{number}");
    }
}

#[test]
fn a_measure_has_whole_words_and_no_stray_bracket() {
    let long = "Kiểm tra điều kiện bảo quản hồ sơ, tài liệu của toàn bộ cơ quan, đơn vị, doanh nghiệp nhà nước (đạt 100%)";
    let letter = LETTER.replace("5. Thanh tra Sở thường xuyên kiểm tra", &format!("5. {long}; kiểm tra"));
    let measures: Vec<String> =
        read(&letter).into_directive().tasks.into_iter().flat_map(|t| t.targets).map(|t| t.measure).collect();
    assert_eq!(measures[2], "doanh nghiệp nhà nước");
}

#[test]
fn what_is_no_letter_has_no_kind() {
    for text in [
        "",
        " \n\n",
        "gạo, cá, rau\n- 2 kg gạo\n- Nhớ trả tiền trước ngày 15/6",
        "Dear all,\nPlease report by Friday.",
        "Hậu Giang, ngày 04 tháng 10 năm 2021, UBND tỉnh có công văn\nyêu cầu Sở Nội vụ lập danh mục hồ sơ.",
    ] {
        let draft = read(text);
        assert!(!draft.is_letter(), "{text}");
        assert!(
            draft
                .schema_json()
                .as_object()
                .unwrap()
                .values()
                .all(|v| v.is_null() || v.as_array().is_some_and(Vec::is_empty))
        );
    }
}

// --- the composed letters and their answers -------------------------------------------------

fn plain(text: &str) -> String {
    let low = text
        .nfc()
        .collect::<String>()
        .to_lowercase()
        .replace("ủy ban nhân dân", "ubnd")
        .replace("uỷ ban nhân dân", "ubnd");
    let low = low.replace(['–', '—'], "-");
    low.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_start_matches("các ")
        .trim_end_matches(['.', ';'])
        .to_owned()
}

fn set(values: &Value) -> BTreeSet<String> {
    values.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect()
}

/// Values compared, and how many of them agree.
#[derive(Default)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn add(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }
}

#[expect(clippy::disallowed_methods, reason = "test data is read from its folder")]
fn corpus() -> Vec<(String, Value)> {
    let mut letters = Vec::new();
    let folders = ["dev", "own"].map(|name| format!("{}/tests/letters/{name}", env!("CARGO_MANIFEST_DIR")));
    let files = folders.map(|folder| fs::read_dir(folder).expect("letters are part of the project"));
    for path in files.into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.extension().is_some_and(|e| e == "txt") {
            let gold =
                fs::read_to_string(path.with_extension("gold.json")).expect("each letter has its answer");
            let text = fs::read_to_string(path).expect("a letter is UTF-8");
            letters.push((text, serde_json::from_str(&gold).expect("an answer is JSON")));
        }
    }
    assert!(letters.len() >= 21);
    letters
}

#[test]
fn composed_letters_are_read_as_their_answers_say() {
    const HEADER: [&str; 9] =
        ["kind", "number", "issuer", "place", "issued", "subject", "signer", "signer_title", "report_via"];
    let (mut header, mut tasks, mut due, mut leads, mut rest) =
        (Score::default(), Score::default(), Score::default(), Score::default(), Score::default());
    for (text, gold) in corpus() {
        let json = read(&text).schema_json();
        for key in HEADER {
            header.add(json[key].as_str().map(plain) == gold[key].as_str().map(plain));
        }
        for key in ["addressees", "cites"] {
            rest.add(set(&json[key]) == set(&gold[key]));
        }
        rest.add(json["warnings"].as_array().map(Vec::len) == gold["warnings"].as_array().map(Vec::len));
        let found = json["tasks"].as_array().unwrap();
        tasks.add(found.len() == gold["tasks"].as_array().unwrap().len());
        for task in gold["tasks"].as_array().unwrap() {
            let same = found.iter().find(|t| t["ref"] == task["ref"]);
            tasks.add(same.is_some());
            let Some(same) = same else { continue };
            due.add(
                same["deadline"]["date"] == task["deadline"]["date"]
                    && same["deadline"]["kind"] == task["deadline"]["kind"],
            );
            leads.add(set(&same["lead_units"]) == set(&task["lead_units"]));
            rest.add(set(&same["support_units"]) == set(&task["support_units"]));
            rest.add(same["targets"].as_array().map(Vec::len) == task["targets"].as_array().map(Vec::len));
        }
    }
    for (name, score, floor) in [
        ("header", header, 98),
        ("tasks", tasks, 97),
        ("deadlines", due, 97),
        ("leads", leads, 95),
        ("rest", rest, 95),
    ] {
        assert!(score.right * 100 >= score.all * floor, "{name}: {} of {}", score.right, score.all);
    }
}

/// Of the values called sure at most one in two hundred is wrong; most values are called sure.
#[test]
fn what_is_called_sure_is_right() {
    const SINGLE: [&str; 11] = [
        "kind",
        "number",
        "issuer",
        "place",
        "issued",
        "subject",
        "urgency",
        "secrecy",
        "signer",
        "signer_title",
        "report_via",
    ];
    let (mut sure, mut values) = (Score::default(), 0);
    for (text, gold) in corpus() {
        let json = read(&text).schema_json();
        let certainty = &json["certainty"];
        let mut add = |certainty: &Value, right: bool| {
            values += 1;
            if certainty == "sure" {
                sure.add(right);
            }
        };
        for key in SINGLE.into_iter().filter(|key| !json[*key].is_null()) {
            add(&certainty[key], json[key].as_str().map(plain) == gold[key].as_str().map(plain));
        }
        for key in ["addressees", "cites"] {
            let wanted = set(&gold[key]);
            for (i, value) in json[key].as_array().unwrap().iter().enumerate() {
                add(&certainty[key][i], value.as_str().is_some_and(|v| wanted.contains(&plain(v))));
            }
        }
        for (i, task) in json["tasks"].as_array().unwrap().iter().enumerate() {
            let same = gold["tasks"].as_array().unwrap().iter().find(|t| t["ref"] == task["ref"]);
            let certainty = &certainty["tasks"][i];
            add(&certainty["task"], same.is_some());
            let Some(same) = same else { continue };
            add(&certainty["lead_units"], set(&task["lead_units"]) == set(&same["lead_units"]));
            add(&certainty["deadline"], task["deadline"]["date"] == same["deadline"]["date"]);
        }
    }
    assert!(sure.all * 2 > values, "{} of {values} are sure", sure.all);
    assert!((sure.all - sure.right) * 200 <= sure.all, "{} of {}", sure.all - sure.right, sure.all);
}

// --- anything at all ------------------------------------------------------------------------

fn spans(draft: &Draft) -> Vec<Span> {
    let mut spans: Vec<Option<Span>> = vec![
        draft.kind.span,
        draft.number.span,
        draft.issuer.span,
        draft.place.span,
        draft.issued.span,
        draft.subject.span,
        draft.urgency.span,
        draft.signer.span,
        draft.signer_title.span,
        draft.report_to.span,
        draft.report_via.span,
    ];
    spans.extend(draft.addressees.iter().chain(&draft.recipients).map(|r| r.span));
    spans.extend(draft.citations.iter().map(|r| r.span));
    spans.extend(draft.findings.iter().map(|r| r.span));
    spans.extend(draft.doubts.iter().map(|d| d.span));
    for task in &draft.tasks {
        spans.extend([task.text.span, task.leads.span, task.supports.span]);
        spans.extend(task.deadline.iter().chain(&task.milestones).map(|d| d.span));
        spans.extend(task.targets.iter().map(|t| t.span));
    }
    spans.into_iter().flatten().collect()
}

fn holds(text: &str) {
    let draft = read(text);
    for span in spans(&draft) {
        assert!(span.from <= span.to && text.get(span.from..span.to).is_some(), "{span:?}");
    }
    if draft.is_letter() && draft.secrecy.is_none() {
        assert_eq!(draft.original, text);
    }
    assert!(draft.tasks.iter().all(|t| t.title.chars().count() <= 120 && !t.title.contains('\n')));
    draft.schema_json();
}

/// A letter cut off within its words for something that recurs.
#[test]
fn a_letter_may_end_anywhere() {
    let letter = "Số: 5/UBND-TH\nHuế, ngày 31 tháng 01 năm 2021\nKính gửi: Sở Y tế.";
    for end in ["định kỳ", "định kỳ trước", "hằng tháng, trước ngày", "trong thời hạn", "chậm nhất là"]
    {
        holds(&format!("{letter}\n1. Sở Y tế báo cáo kết quả {end}"));
    }
}

/// A letter of the corpus or our own, as it is or decomposed.
fn letter() -> impl Strategy<Value = String> {
    let mut all: Vec<String> = corpus().into_iter().map(|(text, _)| text).collect();
    all.push(LETTER.to_owned());
    all.push(LETTER.nfd().collect());
    prop::sample::select(all)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,400}") {
        holds(&text);
    }

    #[test]
    fn words_of_letters_in_any_order_are_read(words in prop::collection::vec(prop::sample::select(vec![
        "Số:", "12/UBND-NC", "Kính gửi:", "ngày", "31/02/2021", "trước", "tháng", "4", "năm", "2021", "quý", "II", "\n", "\n\n", "1.", "a)", "-",
        "Điều 1.", "Sở Nội vụ", "các sở, ban, ngành", "phối hợp với", "báo cáo", "17/20", "đạt", "70%", "trong thời hạn", "ngày làm việc", "kể từ ngày",
        "./.", "Nơi nhận:", "KT. CHỦ TỊCH", "QUYẾT ĐỊNH", "PHỤ LỤC", "\t", "TT\tNội dung\tChủ trì\tThời gian", "thứ Sáu", "hằng quý", ",", ";", ":", "999999999",
    ]), 0..80)) {
        holds(&words.join(" "));
        holds(&format!("Số: 5/UBND-TH\nHuế, ngày 31 tháng 01 năm 2021\nKính gửi: Sở Y tế.\n{}", words.join(" ")));
    }

    #[test]
    fn damaged_letters_are_read(text in letter(), cuts in prop::collection::vec((0.0..1.0f64, "\\PC{0,3}"), 1..6), end in 0.3..1.0f64) {
        let mut chars: Vec<char> = text.chars().collect();
        chars.truncate((chars.len() as f64 * end) as usize);
        for (at, insert) in cuts {
            let at = (chars.len() as f64 * at) as usize;
            let to = (at + 3).min(chars.len());
            chars.splice(at.min(to)..to, insert.chars());
        }
        holds(&chars.into_iter().collect::<String>());
    }
}
