//! The command line as a person or a script uses it: the built program, its output, its exit codes.

#[expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
mod office;
#[expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
mod session;
#[expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
mod staff;
#[expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
mod tables;
mod tasks;

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
        &["backup"],
        &["backup", "ban-sao.db"],
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
