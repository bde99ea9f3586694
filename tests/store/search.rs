//! What a typed query finds, in order: written from the rule of finding, not from what the code gives.

use dondoc::domain::change::Change;
use dondoc::domain::directive::NewDirective;
use dondoc::domain::query::{CheckSubject, Found, Hit, TaskFilter};
use dondoc::domain::task::{Assignment, AssignmentRole, NewTask, Progress, State};
use dondoc::text::find::Query;

use crate::support::{Office, an, at, day, letter, office, task};

fn item(item: &str, title: &str, text: &str) -> NewTask {
    NewTask { title: title.into(), text: text.into(), ..task(item, None) }
}

fn unit(name: &str, role: AssignmentRole) -> Assignment {
    Assignment { unit: name.into(), role, done_on: None, reply_document: None }
}

fn plan() -> NewDirective {
    let first = item("1", "Ban hành kế hoạch khắc phục", "Ban hành kế hoạch khắc phục, nêu rõ người làm.");
    let second = item(
        "2",
        "Rà soát văn bản điện tử",
        "Rà soát văn bản điện tử gửi từ 07/3/2019 theo Nghị định 30/2020/NĐ-CP.",
    );
    let tasks = vec![
        NewTask { assignments: vec![unit("Sở Tài chính", AssignmentRole::Lead)], ..first },
        NewTask {
            assignments: vec![
                unit("Văn phòng", AssignmentRole::Lead),
                unit("Trung tâm Công nghệ thông tin", AssignmentRole::Support),
            ],
            ..second
        },
    ];
    NewDirective {
        subject: "chấn chỉnh công tác văn thư".into(),
        issuer: Some("Ủy ban nhân dân tỉnh".into()),
        addressees: vec!["Sở Tài chính".into()],
        signer: Some("Trần Ngọc Quý".into()),
        report_via: Some("Sở Nội vụ".into()),
        handling_note: Some("Giao đồng chí Hòa xử lí".into()),
        inbound_number: Some("0532".into()),
        follower: Some("lan".into()),
        original: "Số: 1792/UBND-NC\nCác đơn vị đôn đốc việc nộp lưu\u{a0}trữ, thuỷ lợi nội đồng.\nQuá hạn 07/03/2019 thì giải trình.".into(),
        ..letter("1792/UBND-NC", tasks)
    }
}

/// A 1792/UBND-NC, B 45/KH-SNV, C 179/UBND-KT, D without a number; the fifth is in the trash.
fn archive() -> Office {
    let mut office = office();
    office.add(plan());
    let call = Progress { note: Some("gọi ngày 7/3/2019, hẹn lại".into()), ..Progress::default() };
    let sent = Progress {
        state: State::Done,
        done_on: Some(day("2020-12-20")),
        reply_document: Some("88/BC-TTr".into()),
        ..Progress::default()
    };
    let tasks = vec![
        NewTask {
            progress: call, ..item("1", "Liên hệ trường học", "Liên hệ 20 trường, tỷ lệ 70 %.")
        },
        NewTask { progress: sent, ..item("2", "Gửi bản kê", "Gửi bản kê.") },
    ];
    office.add(NewDirective {
        subject: "đôn đốc nộp hồ sơ bán trú".into(),
        issuer: Some("Sở Nội vụ".into()),
        follower: Some("binh".into()),
        original: "Ha\u{300}ng tuâ\u{300}n báo cáo tiến độ điện tử hóa.".into(),
        ..letter("45/KH-SNV", tasks)
    });
    let text = "Tập huấn kỹ năng cho hòa giải viên; lý lịch rõ ràng.";
    office.add(NewDirective {
        subject: "hoà giải ở cơ sở".into(),
        issuer: Some("Uỷ ban nhân dân huyện Đông Hải".into()),
        original: String::new(),
        ..letter("179/UBND-KT", vec![item("1", "Tập huấn kỹ năng", text)])
    });
    let text = "Thu hồ sơ 🗂 lưu trữ Quý IV–2020; đạt 17/20 việc.";
    office.add(NewDirective {
        reference: None,
        subject: "\u{d0}ề án số hoá “một cửa”".into(),
        issuer: Some("Sở Công Thương".into()),
        original: "Căn cứ Quyết định số 1792/QĐ-TTg.".into(),
        ..letter("?", vec![item("1", "Thu hồ sơ 🗂 lưu trữ", text)])
    });
    let trashed = office.add(NewDirective {
        subject: "văn bản điện tử bị bỏ".into(),
        original: "đôn đốc".into(),
        ..letter("1792/UBND-XD", vec![item("1", "văn bản", "văn bản")])
    });
    let trash = Change::DirectiveTrashed { directive: trashed, old: false, new: true };
    office.store.apply(&an(), at(9), &[trash]).unwrap();
    office
}

/// `A` for a directive, `A1` for its task.
fn name(hit: &Hit) -> String {
    format!("{}{}", char::from(b'@' + hit.directive.0 as u8), hit.item)
}

fn names(found: &Found) -> Vec<String> {
    found.hits.iter().map(name).collect()
}

/// Query, and what it finds in order: the whole reference, a part of it, a title, the rest; of each
/// what was entered last, a directive before its tasks.
const RECORDS: &[(&str, &str)] = &[
    // Words without marks, with marks, decomposed, in part.
    ("van ban", "A2 A A1"),
    ("VĂN BẢN", "A2"),
    ("va\u{306}n ba\u{309}n", "A2"),
    ("Va\u{306}N BẢN", "A2"),
    ("văn ban", "A2 A A1"),
    ("van bản", "A2"),
    ("bản", "B2 A2"),
    ("bán", "B B1 B2"),
    ("ban", "B B2 A1 A2 C B1 A"),
    ("dien tu", "A2"),
    ("don doc", "B B1 B2"),
    ("đôn đốc", "B B1 B2"),
    // A tone not typed yet is no other tone; a shape typed is no other shape.
    ("đôn đôc", "B B1 B2"),
    ("đôn đoc", ""),
    ("đơn", ""),
    ("doc don", "B B1 B2"),
    ("tử bản soát", "A2"),
    // One word wherever the tone stands.
    ("uy ban", "C A"),
    ("uỷ ban", "C A"),
    ("ủy ban", "C A"),
    ("ỦY BAN", "C A"),
    ("ủ", "C A"),
    ("hoà", "C C1 A"),
    ("hòa", "C C1 A"),
    ("hoá", "D D1"),
    ("hóa", "D D1"),
    ("hoa", "D C A1 D1 C1 A"),
    ("Ðề án", "D D1"),
    ("đề án", "D D1"),
    ("ðề án", "D D1"),
    ("de an", "D D1"),
    // Numbers and symbols.
    ("1792", "A A1 A2"),
    ("792", "A A1 A2"),
    ("bnd-n", "A A1 A2"),
    ("UBND", "C C1 A A1 A2"),
    ("179", "C C1 A A1 A2"),
    ("179/ubnd-kt", "C C1"),
    ("179/UBND", "C C1"),
    ("số 1792", "A A1 A2"),
    ("so 792", "A A1 A2"),
    ("1792/UBND-NC", "A A1 A2"),
    ("1792/ubnd–nc", "A A1 A2"),
    ("01792/UBND-NC", "A A1 A2"),
    ("0532", "A"),
    ("532", "A"),
    ("88/bc", "B2"),
    ("ttr", "B2"),
    ("nd-cp", "A2"),
    ("nđ-cp", "A2"),
    ("nđ—cp 30/2020", "A2"),
    ("7/3/2019", "B1 A2"),
    ("07/03/2019", "B1 A2"),
    ("07/3/2019", "B1 A2"),
    ("07/0", "B1 A2"),
    ("3/2019", "B1 A2"),
    ("17/20", "D1"),
    ("17–20", "D1"),
    ("iv-2020", "D1"),
    ("70%", "B1"),
    ("20", "D1 B1 A2"),
    // i and y.
    ("quí", "D1 A"),
    ("quý", "D1 A"),
    ("qui", "D1 A"),
    ("lý", "C1 A"),
    ("lí", "C1 A"),
    ("ly", "C1 A"),
    ("li", "B1 C1 A"),
    ("kĩ năng", "C1"),
    // Half typed.
    ("v", "B B1 B2 A A2 D1 C1 A1"),
    ("va", "A A2 A1"),
    ("van b", "A2 A A1"),
    ("soat van ban di", "A2"),
    // Other fields: who follows, units, notes.
    ("lan", "A A1 A2"),
    ("binh", "B B1 B2"),
    ("tai chinh", "A A1"),
    ("trung tâm", "A2"),
    ("goi hen lai", "B1"),
    ("xu li", "A"),
    // Spaces, quotes, signs.
    ("van\u{a0}ban", "A2 A A1"),
    ("  van   ban  ", "A2 A A1"),
    ("mot cua", "D D1"),
    ("\"một cửa\"", "D D1"),
    ("“một", "D D1"),
    ("van -ban", "A2 A A1"),
    ("\"van\" *ban*", "A2 A A1"),
    ("van AND ban", ""),
    ("NEAR(van ban)", ""),
    ("ban) OR (1", ""),
    ("words:ban", ""),
    ("'; DROP TABLE task; --", ""),
    ("🗂 luu", "D1"),
    ("🗂", ""),
    ("", ""),
    (" .,-/\"*%_ ", ""),
    ("khong co chu nay", ""),
];

const LETTERS: &[(&str, &str)] = &[
    ("don doc", "A"),
    ("đôn đốc", "A"),
    ("lưu trữ", "A"),
    ("thủy lợi", "A"),
    ("hàng tuần", "B"),
    ("hang tuan", "B"),
    ("điện tử hoá", "B"),
    ("1792", "D A"),
    ("792/qđ", "D"),
    ("qd-t", "D"),
    ("7/3/2019", "A"),
    ("ke hoach", ""),
    ("", ""),
    ("*", ""),
];

#[test]
fn records_by_their_words() {
    let office = archive();
    let mut wrong = Vec::new();
    for (typed, expected) in RECORDS {
        let found = office.store.search_records(typed, 20, &|| false).unwrap();
        assert!(!found.more);
        let found = names(&found).join(" ");
        if found != *expected {
            wrong.push(format!("{typed:?}: {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn letters_by_their_words() {
    let office = archive();
    for (typed, expected) in LETTERS {
        let found = office.store.search_letters(typed, 20, &|| false).unwrap();
        assert_eq!(names(&found), expected.split_whitespace().collect::<Vec<_>>(), "{typed:?}");
        for hit in found.hits {
            let passage = hit.passage.unwrap();
            assert!(!Query::new(typed).marks(&passage).is_empty(), "{typed:?}: {passage}");
        }
    }
}

#[test]
fn long_queries_end() {
    let office = archive();
    let records = |typed: &str| names(&office.store.search_records(typed, 20, &|| false).unwrap());
    assert_eq!(records(&"van ".repeat(5000)), ["A", "A2", "A1"]);
    assert_eq!(records(&"x".repeat(100_000)), [""; 0]);
    assert_eq!(records(&"1/".repeat(50_000)), [""; 0]);
    let many: Vec<String> = (0..3000).map(|n| format!("chữ{n}")).collect();
    assert_eq!(records(&many.join(" ")), [""; 0]);
}

/// The index takes letters for what the reader takes them for, also those of younger scripts.
#[test]
fn every_letter_can_be_asked_for() {
    let office = archive();
    let all: Vec<String> = ('\u{80}'..='\u{323af}')
        .step_by(53)
        .filter(|c| c.is_alphanumeric())
        .map(|c| format!("{c}a"))
        .collect();
    for some in all.chunks(60) {
        office.store.search_records(&some.join(" "), 1, &|| false).unwrap();
    }
}

#[test]
fn the_index_follows_every_change() {
    let mut office = archive();
    let records = |office: &Office, typed: &str| {
        names(&office.store.search_records(typed, 20, &|| false).unwrap()).join(" ")
    };
    let id = office.store.search_records("kỹ năng", 9, &|| false).unwrap().hits[0].task.unwrap();
    let progress = |office: &Office| office.store.task(id).unwrap().unwrap().progress;
    let old = progress(&office);
    let new = Progress { note: Some("chờ kinh phí".into()), ..old.clone() };
    let change = Change::TaskProgress { task: id, old, new };
    office.store.apply(&an(), at(9), &[change]).unwrap();
    assert_eq!(records(&office, "kinh phi"), "C1");
    let old = progress(&office);
    let new = Progress { reply_document: Some("9/BC-TP".into()), ..old.clone() };
    office.store.apply(&an(), at(9), &[Change::TaskProgress { task: id, old, new }]).unwrap();
    assert_eq!(records(&office, "kinh phi 9/bc"), "C1");
    let old = progress(&office);
    let new = Progress { note: None, ..old.clone() };
    office.store.apply(&an(), at(9), &[Change::TaskProgress { task: id, old, new }]).unwrap();
    assert_eq!((records(&office, "kinh phi"), records(&office, "9/bc")), (String::new(), "C1".into()));
    let directive = office.store.task(id).unwrap().unwrap().directive;
    let trash = |old: bool| Change::DirectiveTrashed { directive, old, new: !old };
    for (old, expected) in [(false, ""), (true, "C C1")] {
        office.store.apply(&an(), at(9), &[trash(old)]).unwrap();
        assert_eq!(records(&office, "179/UBND"), expected);
    }
    let checks = office.store.check(at(9)).unwrap();
    let kept = checks.iter().find(|check| check.subject == CheckSubject::KeptColumns).unwrap();
    assert!(kept.ok, "{kept:?}");
}

#[test]
fn a_page_says_whether_there_is_more_and_a_stale_search_ends() {
    let office = archive();
    let found = |limit| office.store.search_records("v", limit, &|| false).unwrap();
    let all = names(&found(20));
    for limit in 0..=all.len() {
        assert_eq!((names(&found(limit)), found(limit).more), (all[..limit].to_vec(), limit < all.len()));
    }
    let asked = std::cell::Cell::new(0);
    let is_stale = || asked.replace(asked.get() + 1) >= 3;
    let found = office.store.search_records("v", 20, &is_stale).unwrap();
    assert!(found.hits.len() < 3 && asked.get() < 12, "{} {}", found.hits.len(), asked.get());
}

/// The same rule, in the order of due dates.
#[test]
fn the_list_by_words_holds_the_tasks_that_a_search_finds() {
    let office = archive();
    for (typed, expected) in RECORDS {
        let filter = TaskFilter { text: Some((*typed).into()), ..TaskFilter::default() };
        let tasks = office.store.tasks(&filter, at(9)).unwrap();
        let mut found: Vec<_> = tasks.iter().map(|task| (task.directive.0, task.item.clone())).collect();
        found.sort();
        // Open tasks alone; nothing asked for is all of them.
        let open = |name: &&str| name.len() > 1 && *name != "B2";
        let all = "A1 A2 B1 C1 D1";
        let expected = if Query::new(typed).is_empty() { all } else { expected };
        let mut expected: Vec<_> = expected
            .split_whitespace()
            .filter(open)
            .map(|name| (i64::from(name.as_bytes()[0] - b'@'), name.split_at(1).1.to_owned()))
            .collect();
        expected.sort();
        assert_eq!(found, expected, "{typed:?}");
    }
}

#[test]
fn a_passage_shows_the_words_that_stand_elsewhere() {
    let office = archive();
    let passage = |typed: &str| {
        let found = office.store.search_records(typed, 20, &|| false).unwrap();
        found.hits.into_iter().next().and_then(|hit| hit.passage)
    };
    for (typed, expected) in [
        ("văn bản", None),
        ("1792", None),
        ("hẹn lại", Some("gọi ngày 7/3/2019, hẹn lại")),
        ("liên hệ 70", Some("… 20 trường, tỷ lệ 70 %.")),
        ("ngọc quý", Some("Trần Ngọc Quý")),
        ("nđ-cp", Some("… Nghị định 30/2020/NĐ-CP.")),
    ] {
        assert_eq!(passage(typed).as_deref(), expected, "{typed}");
    }
}

/// A directive's rows in the index are numbered from its own number on: more would be those of another.
#[test]
fn a_directive_has_no_more_tasks_than_the_index_can_number() {
    let mut office = office();
    let many = |n: usize| letter("1/A", (0..n).map(|at| item(&at.to_string(), "việc", "")).collect());
    let change = Change::DirectiveAdded { id: None, record: Box::new(many(10_001)) };
    let refused = office.store.apply(&an(), at(8), &[change]);
    assert_eq!(refused, Err(dondoc::error::Error::Usage("tasks".into())));
    assert!(office.store.search_records("viec", 1, &|| false).unwrap().hits.is_empty());
}

/// Marking is the commonest act of all.
#[test]
fn a_mark_leaves_the_index_alone() {
    let mut office = archive();
    let index = |office: &Office| -> Vec<(i64, Vec<u8>)> {
        let raw = office.raw();
        let mut blocks = raw
            .prepare(
                "SELECT id, block FROM record_text_data UNION ALL SELECT id, block FROM letter_text_data",
            )
            .unwrap();
        let blocks = blocks.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        blocks.collect::<Result<_, _>>().unwrap()
    };
    let before = index(&office);
    let shown = office.store.checklist(dondoc::domain::DirectiveId(1)).unwrap().remove(0);
    office.store.apply(&an(), at(9), &[Change::done(shown.id, &shown.progress, at(9).today())]).unwrap();
    office.store.undo(&an(), at(10), dondoc::store::Reach::Run).unwrap();
    assert_eq!(index(&office), before);
}
