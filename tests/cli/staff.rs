//! `staff` and `authorized-keys`, and every command by role.

use dondoc::domain::change::{Actor, Change, Role};
use dondoc::domain::people::PersonFields;
use dondoc::domain::time::Now;
use dondoc::store::{Mode, Store};
use serde_json::Value;

use crate::office::Office;

const ED: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBjLEAhMkFt2ZgJ0flgqt2rsxQvqg7LUoMsVhOvBq26C";
const P256: &str = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBLd8Kg2Y0qydhUsfv5Fgm6yEuRcwHObtLN1AVHQiagFyoAIG9YDrdKrtulDB2yqYtsbAsmkJGxB8TjORhPuN+7g=";
const PRINT: &str = "SHA256:TS7uonQxIAz0OLwNfcnv3tsYXECkAJSFfE1dbPBu/AM";

/// The one who runs the tests: administrator of the file they made.
fn me(office: &Office) -> String {
    let people = office.run(&["staff", "list", "--json"]).json();
    let mut admins = people.as_array().unwrap().iter().filter(|person| person["role"] == "admin");
    admins.next().unwrap()["login"].as_str().unwrap().to_owned()
}

fn person(office: &Office, login: &str) -> Value {
    let people = office.run(&["staff", "list", "--json"]).json();
    people.as_array().unwrap().iter().find(|person| person["login"] == login).unwrap().clone()
}

/// Gives a login a role by the hand of another administrator.
fn appoint(office: &Office, login: &str, role: Role, disabled: bool) {
    let mut store = Store::open(&office.folder().join("so.db"), Mode::ReadWrite).unwrap();
    let old = store.person(login).unwrap().unwrap().fields;
    let new = PersonFields { role, disabled, ..old.clone() };
    let (old, new) = (Some(Box::new(old)), Box::new(new));
    let sep = Actor { login: "sep".into(), run: "s".into() };
    let change = Change::PersonSet { login: login.into(), old, new };
    store.apply(&sep, Now::new(chrono::DateTime::UNIX_EPOCH), &[change]).unwrap();
}

#[test]
fn a_new_office_gets_its_people_from_the_command_line() {
    let office = Office::new();
    let said = office.run(&["staff", "add", "sep", "--name", "Lê Thị Sếp", "--role", "admin"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (0, "Thêm cán bộ sep: Lê Thị Sếp, quản trị\n"),
        "{}",
        said.err
    );
    assert_eq!(office.run(&["staff", "add", "binh"]).code, 0);
    let said = office.run(&["staff", "add", "binh", "--name", "Trần Bình"]);
    assert_eq!(said.out, "Cán bộ binh: sửa: họ tên: binh → Trần Bình\n");
    for (words, said) in [
        (&["staff", "role", "binh", "viewer"][..], "Cán bộ binh: sửa: quyền: cập nhật → chỉ xem\n"),
        (&["staff", "disable", "binh"], "Cán bộ binh: sửa: tình trạng: đang dùng → đã ngừng\n"),
        (&["staff", "disable", "binh"], "Không có gì thay đổi\n"),
        (&["staff", "enable", "binh"], "Cán bộ binh: sửa: tình trạng: đã ngừng → đang dùng\n"),
        (&["staff", "add", "binh", "--role", "officer"], "Cán bộ binh: sửa: quyền: chỉ xem → cập nhật\n"),
    ] {
        let ran = office.run(words);
        assert_eq!((ran.code, ran.out.as_str()), (0, said), "{words:?} {}", ran.err);
    }
    let list = office.run(&["staff", "list"]).out;
    assert!(list.lines().any(|line| line.starts_with("binh ") && line.contains("Trần Bình")), "{list}");
    assert_eq!(office.run(&["undo"]).code, 0);
    assert_eq!(person(&office, "binh")["role"], "viewer");
    let history = office.run(&["history"]).out;
    assert!(history.contains("thêm cán bộ sep"), "{history}");
    for (words, code, fact) in [
        (&["staff", "role", "chi", "viewer"][..], 1, "chi"),
        (&["staff", "add", "Chị"], 2, "Chị"),
        (&["staff", "role", "binh", "boss"], 2, "boss"),
        (&["staff"], 2, "dondoc help staff"),
        (&["staff", "key", "binh"], 2, "dondoc help staff"),
    ] {
        let said = office.run(words);
        assert_eq!(said.code, code, "{words:?} {}", said.err);
        assert!(said.err.contains(fact), "{words:?} {}", said.err);
    }
    assert_eq!(office.run(&["staff", "disable", &me(&office)]).code, 0);
    assert_eq!(office.run(&["staff", "enable", "binh"]).code, 5);
}

#[test]
fn keys_come_in_both_forms_and_go_by_fingerprint_or_note() {
    let office = Office::new();
    office.run(&["staff", "add", "binh"]);
    let base64 = ED.split(' ').nth(1).unwrap();
    let putty = format!(
        "---- BEGIN SSH2 PUBLIC KEY ----\r\nComment: \"nhà\"\r\n{base64}\r\n---- END SSH2 PUBLIC KEY ----\r\n"
    );
    assert_eq!(office.run_with(&["staff", "key", "binh", "add", "-"], putty.as_bytes()).code, 0);
    office.write("binh.pub", format!("{P256} cơ quan\n").as_bytes());
    assert_eq!(office.run(&["staff", "key", "binh", "add", "binh.pub"]).code, 0);
    let said = office.run(&["staff", "key", "binh", "list"]).out;
    assert!(said.contains(PRINT) && said.contains("cơ quan"), "{said}");
    let keys = office.run(&["staff", "key", "binh", "list", "--json"]).json();
    let both = [(&keys[0]["note"], "cơ quan"), (&keys[1]["fingerprint"], PRINT)];
    assert!(both.iter().all(|(found, wanted)| *found == wanted), "{keys}");
    let chi = office.run(&["staff", "add", "chi"]);
    assert_eq!(chi.code, 0);
    let taken = office.run(&["staff", "key", "chi", "add", "binh.pub"]);
    assert_eq!(taken.code, 2);
    assert!(taken.err.contains("binh"), "{}", taken.err);
    for which in ["cơ", "SHA256:", "SHA256:xxxxxxx"] {
        assert_eq!(office.run(&["staff", "key", "binh", "remove", which]).code, 1, "{which}");
    }
    assert_eq!(office.run(&["staff", "key", "binh", "remove", "TS7uonQx"]).code, 0);
    assert_eq!(office.run(&["staff", "key", "binh", "remove", "cơ quan"]).code, 0);
    assert_eq!(office.run(&["staff", "key", "chi", "add", "binh.pub"]).code, 0);
    for bad in ["", "rác", "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret", "restrict ssh-ed25519 AAAA"] {
        let said = office.run_with(&["staff", "key", "chi", "add", "-"], bad.as_bytes());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{bad}");
        assert!(!said.err.contains("secret"), "{}", said.err);
    }
}

#[test]
fn authorized_keys_are_those_of_who_is_at_work_each_bound_to_a_session() {
    let office = Office::new();
    let program = env!("CARGO_BIN_EXE_dondoc");
    for (login, key) in [("binh", ED), ("chi", P256)] {
        office.run(&["staff", "add", login, "--role", "viewer"]);
        office.run_with(&["staff", "key", login, "add", "-"], format!("{key} \"; rm -rf\n").as_bytes());
    }
    let line = |login: &str, key: &str| format!("restrict,pty,command=\"{program} session {login}\" {key}\n");
    let all = office.run(&["authorized-keys"]);
    assert_eq!((all.code, all.out), (0, line("binh", ED) + &line("chi", P256)));
    let [kind, base64] = [0, 1].map(|at| P256.split(' ').nth(at).unwrap());
    for words in [&["--key", P256][..], &["--key", kind, base64], &["--key", base64]] {
        let one = office.run(&[&["authorized-keys"], words].concat());
        assert_eq!((one.code, one.out), (0, line("chi", P256)), "{words:?}");
    }
    for words in
        [&["--key", "ssh-ed25519", "AAAA"][..], &["--key", "x"], &["--key", "ssh-dss", "AAAAB3NzaC1kc3M="]]
    {
        let none = office.run(&[&["authorized-keys"], words].concat());
        assert_eq!((none.code, none.out.as_str(), none.err.as_str()), (0, "", ""), "{words:?}");
    }
    office.run(&["staff", "disable", "chi"]);
    assert_eq!(office.run(&["authorized-keys"]).out, line("binh", ED));
    assert_eq!(office.run(&["authorized-keys", "--key", P256]).out, "", "of somebody who has left");
    let print = office.run(&["staff", "key", "chi", "list", "--json"]).json()[0]["fingerprint"].clone();
    assert_eq!(office.run(&["staff", "key", "chi", "remove", print.as_str().unwrap()]).code, 0);
    assert_eq!(office.run(&["staff", "enable", "chi"]).code, 0);
    assert_eq!(office.run(&["authorized-keys", "--key", P256]).out, "", "a key that was taken away");
    // A data file that was named goes on into the session, as one word of its shell.
    std::fs::create_dir(office.folder().join("sở $(id)")).unwrap();
    std::fs::copy(office.folder().join("so.db"), office.folder().join("sở $(id)/a\"b.db")).unwrap();
    let said = office.run(&["--db", "sở $(id)/a\"b.db", "authorized-keys"]);
    let folder = office.folder().canonicalize().unwrap();
    let db = format!(" --db '{}/sở $(id)/a\\\"b.db' session binh\" ssh-ed25519 ", folder.display());
    assert!(said.out.contains(&db), "{}{}", said.out, said.err);
    let missing = office.run(&["--db", "khác.db", "authorized-keys"]);
    assert_eq!((missing.code, missing.out.as_str()), (4, ""));
}

/// sshd asks for a key before anybody can write, so the question brings a file of an earlier program up.
#[test]
fn an_upgrade_shuts_nobody_out() {
    let office = Office::new();
    office.write("so.db", include_bytes!("../store/first.db"));
    for _ in 0..2 {
        let said = office.run(&["--read-only", "authorized-keys"]);
        assert_eq!((said.code, said.err.contains("--read-only")), (4, true), "{}", said.err);
    }
    for words in [&["authorized-keys"][..], &["check"], &["--read-only", "directives"]] {
        let said = office.run(words);
        assert_eq!(said.code, 0, "{words:?} {}", said.err);
    }
}

const TASK: &str = "2041/UBND-TH#1";

/// Who may run a command: anybody, or this role and those above.
type Needs = Option<Role>;

const LOOKS: Needs = None;
const OFFICER: Needs = Some(Role::Officer);
const ADMIN: Needs = Some(Role::Admin);

/// Each command, in an order in which an administrator can do them all.
const COMMANDS: &[(&[&str], Needs)] = &[
    (&["today"], LOOKS),
    (&["directives"], LOOKS),
    (&["list"], LOOKS),
    (&["show", TASK], LOOKS),
    (&["history"], LOOKS),
    (&["report", "briefing"], LOOKS),
    (&["check"], LOOKS),
    (&["export"], LOOKS),
    (&["import", "thu.txt", "--dry-run"], LOOKS),
    (&["staff", "list"], LOOKS),
    (&["staff", "key", "sep", "list"], LOOKS),
    (&["authorized-keys"], LOOKS),
    (&["backup", "ban-sao.db"], LOOKS),
    (&["done", TASK], OFFICER),
    (&["reopen", TASK], OFFICER),
    (&["note", TASK, "đang làm"], OFFICER),
    (&["extend", TASK, "--to", "15/1/2021", "--doc", "12/UB"], OFFICER),
    (&["remind", TASK, "--note", "gọi"], OFFICER),
    (&["assign", TASK, "--follower", "sep"], OFFICER),
    (&["undo"], OFFICER),
    (&["import", "thu2.txt", "--yes"], OFFICER),
    (&["load", "khac.json"], OFFICER),
    (&["staff", "add", "moi"], ADMIN),
    (&["staff", "role", "sep", "viewer"], ADMIN),
    (&["staff", "disable", "sep"], ADMIN),
    (&["staff", "enable", "sep"], ADMIN),
    (&["staff", "key", "sep", "remove", "nhà"], ADMIN),
    (&["staff", "key", "sep", "add", "sep.pub"], ADMIN),
    (&["restore", "ban-sao.db"], ADMIN),
];

/// Commands that touch no data file, or open the screens; a session's are looked at apart.
const APART: [&str; 7] = ["demo", "keys", "help", "cells", "session", "setup-server", "guide"];

#[test]
fn every_command_asks_for_its_role() {
    for (role, disabled) in
        [(Role::Viewer, false), (Role::Officer, false), (Role::Admin, false), (Role::Admin, true)]
    {
        let office = Office::with_letter();
        let me = me(&office);
        office.write("thu2.txt", office.letter().replace("2041/UBND-TH", "2042/UBND-TH").as_bytes());
        office.write("sep.pub", format!("{P256} máy mới\n").as_bytes());
        let other = Office::with_letter();
        let export = other.run(&["export"]).out.replace("2041/UBND-TH", "2043/UBND-TH");
        office.write("khac.json", export.as_bytes());
        office.run(&["staff", "add", "sep", "--role", "admin"]);
        office.run_with(&["staff", "key", "sep", "add", "-"], format!("{ED} nhà").as_bytes());
        office.run(&["done", TASK]);
        office.run(&["reopen", TASK]);
        appoint(&office, &me, role, disabled);
        for (words, needs) in COMMANDS {
            let said = office.run(words);
            let may = needs.is_none_or(|needed| !disabled && role >= needed);
            let code = if may { 0 } else { 5 };
            assert_eq!(said.code, code, "{role:?} {disabled} {words:?}: {}{}", said.out, said.err);
        }
    }
}

#[test]
fn no_command_is_left_out_of_the_table() {
    let help = Office::new().run(&["--help"]).out;
    let listed =
        help.lines().skip_while(|line| !line.starts_with("Lệnh")).skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    assert!(names.len() > 20, "{help}");
    for name in names.iter().filter(|name| !name.is_empty() && !APART.contains(name)) {
        assert!(COMMANDS.iter().any(|(words, _)| words[0] == *name), "{name}");
    }
}
