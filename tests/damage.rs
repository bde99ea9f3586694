//! Letters some of whose letters were lost on the way: what still stands is read, and nothing that they
//! stood in is called sure.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::fs;
use std::path::Path;

use dondoc::extract::{Certainty, read};
use serde_json::Value;

/// The letters of the corpus that are no scan with faults of its own.
#[expect(clippy::disallowed_methods, reason = "test data is read from its folder")]
fn letters() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters");
    let files = ["own", "dev"].into_iter().flat_map(|part| fs::read_dir(folder.join(part)).unwrap());
    let paths = files.map(|file| file.unwrap().path());
    let texts = paths.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let named = texts.map(|path| (path.display().to_string(), path));
    named
        .filter(|(name, _)| !name.contains("ocr"))
        .map(|(name, path)| (name, dondoc::text::nfc(&fs::read_to_string(path).unwrap())))
        .collect()
}

/// What differs between the values of two readings, and is called sure in the second.
fn wrongly_sure(whole: &Value, damaged: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let certainty = &damaged["certainty"];
    for (name, level) in certainty.as_object().into_iter().flatten() {
        let (a, b) = (&whole[name], &damaged[name]);
        if level == "sure" && a != b {
            wrong.push(format!("{name}: {a} {b}"));
        }
        if name == "tasks" {
            continue;
        }
        for (at, level) in level.as_array().into_iter().flatten().enumerate() {
            if level == "sure" && !a.as_array().is_some_and(|a| a.contains(&b[at])) {
                wrong.push(format!("{name}: {a} {}", b[at]));
            }
        }
    }
    let tasks = |of: &'_ Value| of["tasks"].as_array().cloned().unwrap_or_default();
    for ((a, b), levels) in tasks(whole).iter().zip(tasks(damaged)).zip(tasks(certainty)) {
        for name in ["lead_units", "support_units", "deadline", "text"] {
            let level = &levels[if name == "text" { "task" } else { name }];
            if level == "sure" && a[name] != b[name] {
                wrong.push(format!("{} {name}: {} {}", a["ref"], a[name], b[name]));
            }
        }
    }
    wrong
}

/// Letters that fonts lack together.
const LACKING: [&str; 7] = [
    "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸĂăĐđƠơƯưĨĩŨũ",
    "ƠơƯư",
    "đ",
    "ẾếỀềỂểỄễỆệ",
    "ẠạẬậẶặ",
    "ỞởỘộỊị",
    "ÀàÁáÂâÃã",
];

#[test]
fn what_lost_letters_is_read_and_not_called_sure() {
    let (mut wrong, mut n_readings, mut n_other) = (Vec::new(), 0, 0);
    for (name, text) in letters() {
        let whole = read(&text).schema_json();
        for lacking in LACKING {
            let lose = |text: &str| text.replace(|c| lacking.contains(c), "\u{fffd}");
            let damaged = read(&lose(&text)).schema_json();
            n_readings += 1;
            let mut said =
                |what: String| wrong.push(format!("{name}, {}: {what}", lacking.chars().next().unwrap()));
            for key in ["kind", "number", "issued"] {
                let (a, b) = (lose(&whole[key].to_string()), lose(&damaged[key].to_string()));
                if a != b {
                    said(format!("{key} {a} {b}"));
                }
            }
            let [all, read] = [&whole, &damaged].map(|draft| draft["tasks"].as_array().map(Vec::len));
            if all == read {
                wrongly_sure(&whole, &damaged).into_iter().for_each(said);
            } else {
                n_other += 1;
                eprintln!("{name}, {}: {all:?} {read:?}", lacking.chars().next().unwrap());
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(n_other * 50 <= n_readings, "{n_other} of {n_readings} with other tasks");
}

#[test]
fn words_that_lost_letters_without_a_trace_are_seen() {
    let point = |work: &str| {
        let letter = format!(
            "Số: 12/UBND-NC\nHậu Giang, ngày 04 tháng 10 năm 2021\nKính gửi: Sở Nội vụ\nĐề nghị Sở thực hiện:\n1. Lập danh mục hồ sơ.\n2. {work}\n"
        );
        let draft = read(&letter);
        assert_eq!(draft.tasks.len(), 2, "{work}");
        draft.tasks.into_iter().map(|task| task.text.certainty).collect::<Vec<_>>()
    };
    let whole = [
        "Phòng Tổ chức rà soát hồ sơ, gửi về vanthu@ntv.gov.vn, http://ntv.vn/tltl.",
        "Phòng Tổ chức rà soát 15 km đường tại Krông Pắc, Đắk Lắk; TP. H (QĐ-TTg, 5kg, TNXP).",
    ];
    let damaged = [
        "Phòng Tổ chức rà soát th\u{fffd} viện.",
        "Phòng Tổ chức rà soát th\u{e012} viện.",
        "Phòng Tổ chức rà soát th\u{f0f6} viện.",
        "Phòng Tổ chức rà soát hnh chính.",
        "Phòng Tổ chc rà soát hồ sơ.",
        "Phòng Tổ chức rà soát dữ liệuư.",
    ];
    for work in whole {
        assert_eq!(point(work), [Certainty::Sure; 2], "{work}");
    }
    for work in damaged {
        assert_eq!(point(work), [Certainty::Sure, Certainty::Check], "{work}");
    }
    // Where many words are damaged, others may be that look whole.
    let many = "Phng Tổ chc rà soát hồ sơ, dữ liệu ca các đn vị trc thuộc.";
    assert_eq!(point(many), [Certainty::Check; 2]);
}
