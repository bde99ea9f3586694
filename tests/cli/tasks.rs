//! Tasks by command: marked, listed, shown, told of in the journal.

use serde_json::Value;

use super::TASK;
use super::office::{Office, Said};

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
fn what_is_refused_says_why() {
    let office = Office::with_letter();
    let task = "2041/UBND-TH#1";
    for (words, why) in [
        (&["done", task, "--on", "+3", "--reason", "x"][..], "Ngày ở tương lai: +3"),
        (
            &["extend", "2041/UBND-TH#2", "--to", "22/12/2020", "--doc", "9/UBND"],
            "Hạn mới không sau hạn hiện nay",
        ),
        (&["report", "list", "--by", "due"], "--by nói kỳ tính theo ngày nào"),
    ] {
        let said = office.run(words);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{words:?}");
        assert!(said.err.contains(why), "{words:?}: {}", said.err);
    }
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
