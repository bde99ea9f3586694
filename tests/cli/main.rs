//! The command line as a person or a script uses it: the built program, its output, its exit codes.

#[expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
mod office;
#[expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
mod staff;
#[expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
mod tables;

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::ffi::OsStringExt;
use std::process::Stdio;

use office::{Office, Said};
use serde_json::Value;

const TASK: &str = "2041/UBND-TH#1";

#[test]
fn help_and_version_are_answers() {
    let office = Office::new();
    for (words, fact) in [
        (&["--help"][..], "Cách dùng:"),
        (&["help"], "Cách dùng:"),
        (&["help", "list"], "--due-within <N>"),
        (&["list", "--help"], "--due-within <N>"),
        (&["--lang", "en", "help", "list"], "Usage: dondoc list"),
        (&["list", "--help", "--lang=en"], "Usage: dondoc list"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
    ] {
        let said = office.run(words);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{words:?}");
        assert!(said.out.contains(fact), "{words:?}: {}", said.out);
    }
    assert_eq!(office.run(&["help", "list"]).out, office.run(&["list", "--help"]).out);
    assert_eq!(office.run(&["help", "lits"]).code, 2);
}

#[test]
fn a_wrong_line_ends_2_in_the_chosen_language_and_touches_nothing() {
    let office = Office::new();
    for words in [&["lits"][..], &["list", "--overdu"], &["show"], &["--at", "31/02/2020"], &["done"]] {
        let vi = office.run(words);
        let en = office.run(&[words, &["--lang", "en"]].concat());
        assert_eq!((vi.code, en.code), (2, 2), "{words:?}");
        assert_eq!((vi.out.as_str(), en.out.as_str()), ("", ""), "{words:?}");
        assert!(vi.err.contains("dữ liệu giữ nguyên"), "{}", vi.err);
        assert!(en.err.contains("nothing was changed"), "{}", en.err);
    }
    assert_eq!(office.files(), ["thu.txt"]);
}

#[test]
fn looking_and_marking_create_no_file() {
    let office = Office::new();
    for words in [
        &["today"][..],
        &["directives"],
        &["list"],
        &["show", "1/X"],
        &["done", TASK],
        &["reopen", TASK],
        &["undo"],
        &["history"],
        &["check"],
        &["export"],
    ] {
        let said = office.run(words);
        assert_eq!(said.code, 4, "{words:?}: {}", said.err);
        assert!(said.err.contains("so.db"), "{words:?}: {}", said.err);
    }
    assert_eq!(office.run(&["import", "thu.txt"]).code, 2);
    assert_eq!(office.run(&["import", "thu.txt", "--dry-run"]).code, 0);
    assert_eq!(office.run(&["--read-only", "import", "thu.txt", "--yes"]).code, 4);
    assert_eq!(office.files(), ["thu.txt"]);
}

#[test]
fn an_empty_path_is_no_data_file() {
    let office = Office::new();
    let said = Said::of(office.command(&["list"]).env("DONDOC_DB", "").output().unwrap());
    assert_eq!(said.code, 4);
    assert!(said.err.contains("để trống"), "{}", said.err);
    assert_eq!(office.run(&["--db", "", "list"]).code, 2);
    assert_eq!(office.files(), ["thu.txt"]);
}

#[test]
fn settings_are_followed_and_bad_ones_named_and_left_aside() {
    let office = Office::new();
    let folder = office.folder().join(".config/dondoc");
    std::fs::create_dir_all(&folder).unwrap();
    office.write(".config/dondoc/settings.toml", b"lang = \"en\"\nascii = true\n");
    assert!(office.run(&["lits"]).err.contains("There is no command"));
    assert!(office.run(&["lits", "--lang", "vi"]).err.contains("Không có lệnh"));
    office.write(".config/dondoc/settings.toml", b"lang = \"klingon\"\n");
    let said = office.run(&["list"]);
    assert_eq!(said.code, 4);
    assert!(said.err.starts_with("Không đọc được tệp thiết lập"), "{}", said.err);
}

#[test]
fn arguments_that_are_no_text_are_refused_in_words() {
    let office = Office::new();
    for words in [&["show"][..], &[], &["list", "--text"], &["--lang"]] {
        let mut command = office.command(words);
        command.arg(OsString::from_vec(b"\xff\x1b[31m".to_vec()));
        let said = Said::of(command.output().unwrap());
        assert_eq!(said.code, 2, "{words:?}: {}", said.err);
        assert!(!said.err.contains('\u{1b}') && !said.err.contains("panicked"), "{}", said.err);
    }
}

#[test]
fn the_demo_without_a_terminal_leaves_nothing_behind() {
    let office = Office::new();
    let said = Said::of(office.command(&["demo"]).env("TMPDIR", office.folder()).output().unwrap());
    assert_eq!(said.code, 2, "{}", said.err);
    assert_eq!(said.out, "");
    assert_eq!(office.files(), ["thu.txt"]);
}

#[test]
fn input_that_is_no_letter_is_named_and_json_is_printed_all_the_same() {
    let office = Office::new();
    office.write("anh.bin", b"\x7fELF\0\0\x01");
    office.write("utf16.txt", b"\xff\xfeS\0");
    office.write("cho.txt", "Đi chợ: trứng, sữa, bánh mì.".as_bytes());
    office.write("rong.txt", b"");
    let inputs = [
        ("anh.bin", 2),
        ("utf16.txt", 2),
        (".", 2),
        ("/dev/null", 2),
        ("khong-co.txt", 1),
        ("cho.txt", 2),
        ("rong.txt", 2),
    ];
    for (name, code) in inputs {
        let said = office.run(&["import", "--dry-run", "--json", name]);
        assert_eq!(said.code, code, "{name}: {}", said.err);
        assert_eq!(said.json()["kind"], Value::Null, "{name}");
        assert!(!said.err.is_empty(), "{name}");
        assert_eq!(office.run(&["import", "--yes", name]).code, code, "{name}");
    }
    assert!(!office.files().contains(&"so.db".to_owned()));
}

#[test]
fn a_letter_marked_secret_is_refused_and_nothing_of_it_kept_or_shown() {
    let office = Office::new();
    let marked = office.letter().replacen("\n\n", "\n\nTUYỆT MẬT\n\n", 1);
    office.write("mat.txt", marked.as_bytes());
    for words in
        [&["import", "mat.txt"][..], &["import", "mat.txt", "--yes"], &["import", "mat.txt", "--json"]]
    {
        let said = office.run(words);
        assert_eq!(said.code, 2, "{words:?}");
        assert!(!said.out.contains("rà soát") && !said.err.contains("rà soát"), "{}", said.out);
    }
    assert!(!office.files().contains(&"so.db".to_owned()));
}

#[test]
fn import_shows_first_and_saves_when_told() {
    let office = Office::new();
    let shown = office.run(&["import", "thu.txt"]);
    assert_eq!(shown.code, 2);
    for fact in ["2041/UBND-TH", "29/12/2020", "Sở Tài chính"] {
        assert!(shown.out.contains(fact), "{fact}: {}", shown.out);
    }
    assert!(shown.err.contains("--yes"), "{}", shown.err);
    let saved = office.run(&["import", "thu.txt", "--yes"]);
    assert_eq!((saved.code, saved.err.as_str()), (0, ""));
    for facts in [&shown.out, &saved.out] {
        assert!(facts.contains("(31/12) sau hạn báo cáo (29/12)"), "{facts}");
    }
    let looked = office.run(&["import", "thu.txt", "--dry-run", "--json"]);
    assert_eq!((looked.code, looked.json()["number"].as_str()), (0, Some("2041/UBND-TH")));
    assert_eq!(looked.err, "Văn bản này đã có trong sổ: 2041/UBND-TH\n");
    let of_another = office.letter().replace("12 năm 2020", "12 năm 2019");
    assert_eq!(office.run_with(&["import", "-", "--dry-run"], of_another.as_bytes()).err, "");
    let again = office.run(&["import", "thu.txt", "--yes"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("2041/UBND-TH"), "{}", again.err);
    assert_eq!(office.run(&["directives", "--json"]).json().as_array().map(Vec::len), Some(1));
}

#[test]
fn standard_input_is_a_letter_too() {
    let office = Office::new();
    let said = office.run_with(&["import", "-", "--dry-run", "--json"], office.letter().as_bytes());
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.json()["number"], "2041/UBND-TH");
    let several = office.run(&["import", "thu.txt", "thu.txt", "--dry-run", "--json"]);
    assert_eq!(several.json().as_array().map(Vec::len), Some(2));
}

#[test]
fn done_reopen_undo_and_what_the_journal_says_of_them() {
    let office = Office::with_letter();
    let state = || office.run(&["show", "2041/UBND-TH", "--json"]).json()["tasks"][0]["state"].clone();
    assert_eq!(state(), "open");
    assert_eq!(office.run(&["done", TASK]).code, 0);
    assert_eq!(state(), "done");
    let again = office.run(&["done", TASK]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.contains("đã xong từ trước") && again.out.contains("21/12/2020 08:0"), "{}", again.out);
    let undone = office.run(&["undo"]);
    assert_eq!(undone.code, 0, "{}", undone.err);
    assert!(undone.out.contains(TASK), "{}", undone.out);
    assert!(undone.out.ends_with("Muốn có lại: dondoc done 2041/UBND-TH#1\n"), "{}", undone.out);
    assert_eq!(state(), "open");
    assert_eq!(office.run(&["done", TASK, "2041/UBND-TH#2", TASK]).code, 0);
    assert_eq!(office.run(&["undo"]).code, 0);
    assert_eq!(state(), "open");
    office.run(&["done", TASK]);
    assert_eq!(office.run(&["reopen", TASK]).code, 0);
    assert_eq!(state(), "open");

    let history = office.run(&["history", "2041/UBND-TH", "--json"]).json();
    let acts: Vec<&str> = history.as_array().unwrap().iter().filter_map(|e| e["act"].as_str()).collect();
    assert_eq!(acts, ["do", "do", "undo", "undo", "do", "do", "undo", "do", "do"]);
    assert!(office.run(&["history"]).out.contains("chưa làm → đã xong 21/12/2020"));
    let latest = office.run(&["history", "--limit", "1", "--json"]).json();
    assert_eq!(latest.as_array().map(Vec::len), Some(1));
    let me = latest[0]["actor"].as_str().unwrap().to_owned();
    for (words, n) in [
        (&["2041/UBND-TH#2"][..], 2),
        (&["--on", "21/12"], 9),
        (&["--on", "-1"], 0),
        (&["--person", &me], 9),
        (&["2041/UBND-TH#2", "--person", &me, "--on", "hn"], 2),
    ] {
        let found = office.run(&[&["history", "--json"], words].concat()).json();
        assert_eq!(found.as_array().map(Vec::len), Some(n), "{words:?}");
    }
    assert_eq!(office.run(&["history", "--person", "không ai"]).code, 1);
    assert_eq!(office.run(&["history", "--on", "31/02"]).code, 2);
}

#[test]
fn several_tasks_are_all_or_nothing_and_unknown_names_end_1() {
    let office = Office::with_letter();
    for (words, code) in [
        (&["done", TASK, "2041/UBND-TH#99"][..], 1),
        (&["done", "9/KHÔNG-CÓ#1"], 1),
        (&["done", "999999"], 1),
        (&["done", "2041/UBND-TH"], 2),
        (&["show", "9/KHÔNG-CÓ"], 1),
        (&["show", "2041/UBND-TH#99"], 1),
        (&["history", "9/KHÔNG-CÓ"], 1),
    ] {
        let said = office.run(words);
        assert_eq!(said.code, code, "{words:?}: {}", said.err);
        assert_eq!(said.out, "", "{words:?}");
        assert!(said.err.lines().count() <= 3, "{}", said.err);
    }
    assert_eq!(office.run(&["show", "2041/UBND-TH", "--json"]).json()["n_done"], 0);
}

#[test]
fn the_journal_names_the_account_not_the_environment() {
    let office = Office::with_letter();
    let mut command = office.command(&["done", TASK]);
    for name in ["USER", "LOGNAME", "USERNAME"] {
        command.env(name, "giam-doc");
    }
    assert_eq!(Said::of(command.output().unwrap()).code, 0);
    let history = office.run(&["history", "--json"]).json();
    let actor = history[0]["actor"].as_str().unwrap().to_owned();
    assert!(!actor.is_empty() && actor != "giam-doc", "{actor}");
}

#[test]
fn read_only_writes_nothing() {
    let office = Office::with_letter();
    for words in [&["done", TASK][..], &["undo"], &["load", "-"]] {
        let said = office.run(&[&["--read-only"], words].concat());
        assert_eq!(said.code, 4, "{words:?}: {}", said.err);
    }
    assert_eq!(office.run(&["--read-only", "list", "--json"]).code, 0);
    assert_eq!(office.run(&["show", "2041/UBND-TH", "--json"]).json()["n_done"], 0);
}

#[test]
fn a_task_counts_down_to_its_own_deadline_and_names_the_report_otherwise() {
    let office = Office::with_letter();
    let shown = office.run(&["show", "2041/UBND-TH", "--json"]).json();
    let tasks = shown["tasks"].as_array().unwrap();
    let task = |item: &str| tasks.iter().find(|task| task["item"] == item).unwrap();
    assert_eq!(task("BC")["countdown"]["text"], "còn 8 ngày (6 ngày làm việc)");
    assert_eq!(task("BC")["standing"], "on_track");
    assert_eq!(task("1")["countdown"], Value::Null);
    assert_eq!(task("1")["standing"], "no_deadline");
    assert_eq!(task("1")["report_on"], "2020-12-29");
    assert_eq!(task("2")["due_on"], "2020-12-31");
    assert_eq!(task("2")["doubt"], "due_after_report");
    assert_eq!(task("2")["targets"][0]["value"], "40%");
    for (columns, facts) in [
        ("140", ["theo hạn báo cáo 29/12", "31/12/2020 ?", "còn 8 ngày (6 ngày làm việc)"]),
        ("60", ["theo hạn báo cáo 29/12", "31/12/2020 ?", "còn 8 ngày (6 ngày làm việc)"]),
    ] {
        let mut command = office.command(&["show", "2041/UBND-TH"]);
        let said = Said::of(command.env("COLUMNS", columns).output().unwrap()).out;
        assert!(facts.iter().all(|fact| said.contains(fact)), "{said}");
        let rows: Vec<&str> = said.lines().filter(|line| line.contains("[ ]")).collect();
        let width: usize = columns.parse().unwrap();
        assert!(rows.len() == 3 && rows.iter().all(|row| row.chars().count() <= width), "{said}");
    }
    let ascii = office.run(&["--ascii", "show", "2041/UBND-TH"]).out;
    assert!(ascii.chars().all(|c| c.is_alphanumeric() || c.is_ascii()), "{ascii}");
}

/// A recurring task, one that never ends, units that support.
const REGULAR: &str = "\
Số: 2241/UBND-TH

Kiên Giang, ngày 12 tháng 12 năm 2020

V/v chấn chỉnh việc giải quyết hồ sơ

Kính gửi: Giám đốc Sở Tài chính.

Ủy ban nhân dân tỉnh yêu cầu Giám đốc Sở Tài chính thực hiện một số nhiệm vụ như sau:

1. Văn phòng Sở chủ trì, phối hợp với Sở Nội vụ, Sở Tư pháp rà soát lại toàn bộ hồ sơ chậm trả đã tiếp nhận ở bộ phận một cửa trong các tháng đầu năm; định kỳ hằng tháng báo cáo kết quả.

2. Thường xuyên công khai kết quả giải quyết hồ sơ.

Đề nghị Giám đốc Sở Tài chính tổ chức thực hiện; báo cáo kết quả về Ủy ban nhân dân tỉnh chậm nhất là ngày 29/12/2020./.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Trần Văn Thử
";

#[test]
fn a_task_is_shown_whole_with_its_units_and_the_words_of_its_deadline() {
    let office = Office::new();
    office.write("hai.txt", REGULAR.as_bytes());
    let preview = office.run(&["import", "hai.txt"]).out;
    office.run(&["import", "hai.txt", "--yes"]);
    let directive = office.run(&["show", "2241/UBND-TH"]).out;
    let task = office.run(&["show", "2241/UBND-TH#1"]).out;
    for said in [&preview, &directive, &task] {
        assert!(said.contains("Phối hợp: Sở Nội vụ; Sở Tư pháp"), "{said}");
        assert!(said.lines().all(|line| line.chars().count() <= 100), "{said}");
        let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("một cửa trong các tháng đầu năm"), "{said}");
        assert!(said.contains("định kỳ hằng tháng") && !said.contains("không thời hạn"), "{said}");
    }
    assert!(task.contains("Văn phòng Sở chủ trì, phối hợp với"), "the letter's own words: {task}");
    assert!(!task.contains("Thường xuyên công khai"), "{task}");
    let list = office.run(&["list"]).out;
    assert!(list.contains("#1.1 ") && !list.contains("#1 ") && list.contains("  thường xuyên"), "{list}");
    let json = office.run(&["show", "2241/UBND-TH#1", "--json"]).json();
    assert_eq!(json["task"], "2241/UBND-TH#1");
    let id = json["id"].to_string();
    assert_eq!(office.run(&["show", &id]).out, task);
    assert!(office.run(&["done", "2241/UBND-TH"]).err.contains("#"), "the item is asked for");
    let undone = office.run(&["undo"]).out;
    assert!(undone.contains("2241/UBND-TH") && undone.contains("dondoc import … --yes"), "{undone}");
    assert_eq!(office.run(&["import", "hai.txt", "--yes"]).code, 0);
}

#[test]
fn the_morning_list_counts_what_it_lists() {
    let office = Office::with_letter();
    for (at, fails) in [("2020-12-21", 0), ("2020-12-29", 0), ("2020-12-30T07:00", 1), ("2021-01-05", 1)] {
        let said = office.run(&["--at", at, "today", "--json", "--fail-overdue"]);
        assert_eq!(said.code, fails, "{at}");
        let json = said.json();
        for group in ["late", "today", "next_7"] {
            let listed =
                json["tasks"].as_array().unwrap().iter().filter(|task| task["group"] == group).count();
            assert_eq!(json[group], listed, "{at} {group}");
        }
        let groups = ["late", "today", "next_7", "next_30", "later", "undated"];
        let counted: i64 = groups.iter().filter_map(|group| json[*group].as_i64()).sum();
        let listed = office.run(&["--at", at, "list", "--json"]).json().as_array().map(Vec::len);
        assert_eq!(listed, usize::try_from(counted).ok(), "{at}");
    }
    let mine = office.run(&["today", "--mine"]);
    assert_eq!(mine.code, 0, "{}", mine.err);
}

#[test]
fn a_day_that_is_none_is_refused_with_an_example() {
    let office = Office::with_letter();
    for (since, why) in [
        ("31/02", "Không có ngày 31/02."),
        ("12/29", "có phải 29/12?"),
        ("hôm kia", "Không hiểu ngày này."),
        ("", "Không hiểu ngày này."),
        ("không", "Không hiểu ngày này."),
    ] {
        let said = office.run(&["list", "--since", since]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{since}");
        assert!(said.err.contains(&format!("\"{since}\"")) && said.err.contains(why), "{}", said.err);
        assert!(said.err.contains("12/12") || since == "12/29", "{}", said.err);
    }
    let said = office.run(&["list", "--since", "31/02", "--lang", "en"]);
    assert!(said.err.contains("There is no 31/02."), "{}", said.err);
}

#[test]
fn list_narrows() {
    let office = Office::with_letter();
    let n = |words: &[&str]| {
        let said = office.run(&[&["list", "--json"], words].concat());
        assert_eq!(said.code, 0, "{words:?}: {}", said.err);
        said.json().as_array().map(Vec::len).unwrap()
    };
    assert_eq!(n(&[]), 3);
    assert_eq!(n(&["--overdue"]), 0);
    assert_eq!(n(&["--due-within", "8"]), 1);
    assert_eq!(n(&["--due-within", "10"]), 2);
    assert_eq!(n(&["--unit", "so tai chinh", "--text", "quy trinh"]), 1);
    for (since, tasks) in [
        ("2020-12-13", 0),
        ("13/12", 0),
        ("12.12.2020", 3),
        ("12/12", 3),
        ("-9", 3),
        ("-8", 0),
        ("-6lv", 3),
        ("-5lv", 0),
        ("t7", 0),
    ] {
        assert_eq!(n(&["--since", since]), tasks, "{since}");
    }
    assert_eq!(n(&["--limit", "2"]), 2);
    assert_eq!(n(&["--status", "no-deadline"]), 1);
    office.run(&["done", TASK]);
    assert_eq!([n(&[]), n(&["--status", "xong"]), n(&["--status", "all"])], [2, 1, 3]);
    assert_eq!(n(&["--status", "tất cả", "--limit", "2"]), 2);
    let all = office.run(&["list", "--status", "all", "--json"]).json();
    let items: Vec<&str> = all.as_array().unwrap().iter().filter_map(|task| task["item"].as_str()).collect();
    assert_eq!(items, ["BC", "2", "1"]);
}

#[test]
fn export_and_load_keep_everything() {
    let office = Office::with_letter();
    office.run(&["done", TASK]);
    let exported = office.run(&["export"]);
    assert_eq!(exported.code, 0);
    let other = Office::new();
    let loaded = other.run_with(&["load", "-"], exported.out.as_bytes());
    assert_eq!(loaded.code, 0, "{}", loaded.err);
    for words in [&["show", "2041/UBND-TH", "--json"][..], &["list", "--json"], &["directives", "--json"]] {
        assert_eq!(other.run(words).json(), office.run(words).json(), "{words:?}");
    }
    assert!(loaded.out.contains("thùng rác"), "{}", loaded.out);
    let new = Office::new();
    assert_eq!(new.run_with(&["load", "-"], b"{").code, 2);
    assert_eq!(new.files(), ["thu.txt"], "a refused load leaves no file");
    assert_eq!(new.run_with(&["--db", "a/b/c.db", "load", "-"], exported.out.as_bytes()).code, 0);
    assert_eq!(new.run(&["--db", "a/b/c.db", "show", TASK, "--json"]).json()["state"], "done");
    let bad = other.run_with(&["load", "-"], b"{\"dondoc\": 1, \"directives\": [{}]}");
    assert_eq!((bad.code, bad.out.as_str()), (2, ""));
    assert!(bad.err.lines().count() > 3, "the bad record is named: {}", bad.err);
}

#[test]
fn check_finds_a_sound_file_sound() {
    let office = Office::with_letter();
    let said = office.run(&["check", "--json"]);
    assert_eq!(said.code, 0, "{}", said.out);
    assert!(said.json().as_array().is_some_and(|results| !results.is_empty()));
    assert!(office.run(&["check"]).out.ends_with("Tệp dữ liệu tốt.\n"));
}

#[test]
fn output_nobody_reads_or_that_cannot_be_written_is_no_success() {
    let office = Office::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let said = Said::of(office.command(&["--help"]).stdout(writer).output().unwrap());
    assert_eq!((said.code, said.err.as_str()), (141, ""));
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let said = Said::of(office.command(&["--help"]).stdout(full).output().unwrap());
    assert_eq!(said.code, 4);
    assert!(said.err.contains("đầy"), "{}", said.err);
}

#[test]
fn a_change_whose_report_cannot_be_written_is_not_said_to_be_lost() {
    let office = Office::with_letter();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let said = Said::of(office.command(&["done", TASK]).stdout(full).output().unwrap());
    assert_eq!(said.code, 4);
    assert!(said.err.contains("thay đổi đã ghi vẫn còn nguyên"), "{}", said.err);
    assert_eq!(office.run(&["show", "2041/UBND-TH", "--json"]).json()["n_done"], 1);
}

#[test]
fn one_bad_letter_of_several_does_not_hide_that_nothing_was_saved() {
    let office = Office::new();
    office.write("cho.txt", "Đi chợ: trứng, sữa, bánh mì.".as_bytes());
    let shown = office.run(&["import", "thu.txt", "cho.txt"]);
    assert_eq!(shown.code, 2);
    assert!(shown.err.contains("cho.txt") && shown.err.contains("--yes"), "{}", shown.err);
    let saved = office.run(&["import", "cho.txt", "thu.txt", "--yes"]);
    assert_eq!(saved.code, 2);
    assert!(saved.out.contains("2041/UBND-TH") && saved.err.contains("cho.txt"), "{}", saved.err);
}

#[test]
fn a_task_that_is_open_already_is_left_and_nobody_is_named_for_it() {
    let office = Office::with_letter();
    let said = office.run(&["reopen", TASK]);
    assert_eq!((said.code, said.out.as_str()), (0, "2041/UBND-TH#1 chưa được đánh dấu xong, giữ nguyên.\n"));
}

#[test]
fn tables_stay_within_the_line_and_task_names_stay_whole() {
    let office = Office::with_letter();
    office.run(&["done", "2041/UBND-TH#BC"]);
    for (columns, lang) in
        [("40", "vi"), ("60", "vi"), ("60", "en"), ("80", "vi"), ("80", "en"), ("130", "en")]
    {
        for words in [&["list"][..], &["list", "--status", "done-on-time"], &["directives"], &["history"]] {
            let mut command = office.command(words);
            let said = Said::of(command.args(["--lang", lang]).env("COLUMNS", columns).output().unwrap()).out;
            let width: usize = columns.parse().unwrap();
            let longest = said.lines().map(|line| line.chars().count()).max();
            assert!(longest.is_some_and(|longest| longest <= width), "{columns} {words:?}\n{said}");
            assert!(width < 60 || !said.contains("2041/UBND-TH…"), "{columns} {words:?}\n{said}");
        }
    }
}

#[test]
fn who_sits_at_standard_input_is_told_what_to_do() {
    let office = Office::new();
    let pair = portable_pty::native_pty_system().openpty(portable_pty::PtySize::default()).unwrap();
    let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_dondoc"));
    command.args(["import", "-", "--dry-run"]);
    command.cwd(office.folder());
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut told = String::new();
    let mut reader = BufReader::new(pair.master.try_clone_reader().unwrap());
    reader.read_line(&mut told).unwrap();
    assert!(told.contains("Ctrl-D"), "{told}");
    let mut writer = pair.master.take_writer().unwrap();
    writer.write_all(b"a\n\x04").unwrap();
    assert_eq!(child.wait().unwrap().exit_code(), 2);
}

#[test]
fn a_busy_file_is_waited_for_and_said_to_be_busy() {
    let office = Office::with_letter();
    let holder = rusqlite::Connection::open(office.folder().join("so.db")).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut command = office.command(&["done", TASK]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut waiting = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut waiting).unwrap();
    holder.execute_batch("COMMIT").unwrap();
    let mut done = String::new();
    child.stdout.take().unwrap().read_to_string(&mut done).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(waiting.contains("đang chờ"), "{waiting}");
    assert!(done.contains(TASK), "{done}");
}

#[test]
fn what_happened_to_a_task_is_entered_shown_in_history_and_undone() {
    let office = Office::with_letter();
    // The line, its exit code, what the answer says.
    let cases: [(&[&str], i32, &str); 12] = [
        (&["note", TASK, "chờ số liệu"], 0, "ghi chú: (trống) → chờ số liệu"),
        (&["extend", TASK, "--to", "15/1/2021", "--doc", "9/UBND"], 0, "15/01/2021 (theo 9/UBND)"),
        (&["extend", TASK, "--to", "10/1/2021", "--doc", "9/UBND"], 2, ""),
        (&["extend", TASK, "--to", "15/2/2021"], 2, ""),
        (
            &["remind", TASK, "--to", "ông Ba", "--promised", "25/12/2020"],
            0,
            "điện thoại, ông Ba, hẹn 25/12/2020",
        ),
        (&["remind", "--unit", "Không Có"], 1, ""),
        (&["remind"], 2, ""),
        (&["assign", TASK, "--follower", "khong-co"], 1, ""),
        (&["assign", TASK], 2, ""),
        (&["done", TASK, "--on", "18/12/2020"], 2, ""),
        (&["done", TASK, "--on", "18/12/2020", "--reason", "báo muộn", "--reply", "5/BC"], 0, "Đã xong"),
        (&["reopen", TASK, "--reason", "thiếu hồ sơ"], 0, "Đã mở lại"),
    ];
    for (words, code, fact) in cases {
        let said = office.run(words);
        assert_eq!(said.code, code, "{words:?}: {}{}", said.out, said.err);
        assert!(said.out.contains(fact), "{words:?}: {}", said.out);
    }
    let history = office.run(&["history"]).out;
    for fact in ["lý do: báo muộn", "đã xong 18/12/2020", "đôn đốc: điện thoại"] {
        assert!(history.contains(fact), "{fact}: {history}");
    }
    let shown = office.run(&["show", TASK, "--json"]).json();
    assert_eq!((shown["reminders"].as_i64(), shown["state"].as_str()), (Some(1), Some("open")));
    assert_eq!(office.run(&["undo"]).code, 0);
    assert_eq!(office.run(&["show", TASK, "--json"]).json()["done_on"], "2020-12-18");
}
