//! What a colleague's session says when the file behind it is not well, and who may read what the program makes.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use crate::office::Office;

#[test]
fn a_session_on_a_file_that_is_not_well_speaks_of_no_inside() {
    let office = Office::new();
    assert!(office.dondoc(&["staff", "add", "an", "--role", "viewer"]).status.success());
    let whole = fs::read(office.db()).unwrap();
    let session = |asked: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dondoc"));
        command.env_clear().env("HOME", office.dir.path()).env("SSH_ORIGINAL_COMMAND", asked);
        command.arg("--db").arg(office.db()).args(["session", "an"]).stdin(Stdio::null());
        let out = command.output().unwrap();
        (out.status.code(), String::from_utf8([out.stdout, out.stderr].concat()).unwrap())
    };
    let cases: [(&str, Vec<u8>); 4] = [
        ("cut", whole[..whole.len() / 2].to_vec()),
        (
            "rubbish",
            whole[..100].iter().copied().chain(std::iter::repeat_n(0xA5, whole.len() - 100)).collect(),
        ),
        ("empty", Vec::new()),
        ("text", "chữ ".repeat(2000).into_bytes()),
    ];
    for (what, bytes) in cases {
        fs::write(office.db(), bytes).unwrap();
        let (code, said) = session("list");
        assert_eq!(code, Some(4), "{what}: {said}");
        for inside in ["SELECT", "sqlite", "SQLITE", "src/", "panicked", "RUST_BACKTRACE", "Err("] {
            assert!(!said.contains(inside), "{what}: {said}");
        }
        assert!(said.lines().count() <= 3, "{what}: {said}");
    }
    fs::write(office.db(), whole).unwrap();
    assert_eq!(session("list").0, Some(0));
}

#[test]
fn what_the_program_makes_is_the_accounts_own() {
    let office = Office::new();
    let paper = office.path("giấy.docx");
    let out = office.dondoc(&["report", "list", "--format", "docx", "-o", paper.to_str().unwrap()]);
    assert!(out.status.success());
    let made = fs::read_dir(office.dir.path()).unwrap().map(|entry| entry.unwrap());
    for entry in made.filter(|entry| entry.file_name() != "41.txt") {
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", entry.file_name());
    }
}
