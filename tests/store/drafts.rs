//! Drafts: kept per login beside the data file, and nothing that is wrong with them matters elsewhere.

#![expect(clippy::disallowed_methods, reason = "damages files on purpose")]

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use dondoc::error::Error;
use dondoc::store::Drafts;

use crate::support::{Office, letter, office, sound};

fn file(office: &Office) -> PathBuf {
    office.folder.path().join("x.db-drafts")
}

fn names(office: &Office) -> Vec<String> {
    let entries = std::fs::read_dir(office.folder.path()).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_draft_is_found_again_by_its_login_until_it_is_forgotten() {
    let office = office();
    let mut drafts = Drafts::open(&office.path()).unwrap();
    drafts.keep("an", Some("đôn đốc")).unwrap();
    drafts.keep("binh", Some("{\"form\":1}")).unwrap();
    drafts.keep("an", Some("đôn đốc, gọi điện")).unwrap();
    // Without being closed: another session, or the next one after a kill.
    let mut again = Drafts::open(&office.path()).unwrap();
    let of = |drafts: &Drafts, login| drafts.of(login).unwrap();
    assert_eq!(of(&again, "an").as_deref(), Some("đôn đốc, gọi điện"));
    assert_eq!(of(&again, "binh").as_deref(), Some("{\"form\":1}"));
    assert_eq!(of(&again, "chi"), None);
    again.keep("an", None).unwrap();
    drop((drafts, again));
    let last = Drafts::open(&office.path()).unwrap();
    assert_eq!((of(&last, "an"), of(&last, "binh").is_some()), (None, true));
    let mode = std::fs::metadata(file(&office)).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o600);
    drop(last);
    assert_eq!(names(&office), ["x.db", "x.db-drafts", "x.db-shm", "x.db-wal"]);
}

#[test]
fn a_visit_ends_at_an_entry_also_beside_drafts_of_an_earlier_program() {
    let office = office();
    let mut drafts = Drafts::open(&office.path()).unwrap();
    assert_eq!(drafts.visit("an"), Ok(None));
    drafts.keep("an", Some("một")).unwrap();
    assert_eq!(drafts.visit("an"), Ok(None), "a file of drafts alone");
    for seq in [7, 9, 3] {
        // A file that was put back from a copy has a shorter journal.
        drafts.end_visit("an", seq).unwrap();
        assert_eq!(Drafts::open(&office.path()).unwrap().visit("an"), Ok(Some(seq)));
    }
    assert_eq!((drafts.visit("binh"), drafts.of("an").unwrap().as_deref()), (Ok(None), Some("một")));
}

#[test]
fn looking_makes_no_file_and_a_file_that_went_is_made_again() {
    let office = office();
    let mut drafts = Drafts::open(&office.path()).unwrap();
    assert_eq!(drafts.of("an"), Ok(None));
    assert_eq!(drafts.keep("an", None), Ok(()));
    assert!(!file(&office).exists());
    drafts.keep("an", Some("một")).unwrap();
    for companion in ["", "-wal", "-shm"] {
        std::fs::remove_file(office.folder.path().join(format!("x.db-drafts{companion}"))).unwrap();
    }
    drafts.keep("an", Some("hai")).unwrap();
    let again = Drafts::open(&office.path()).unwrap();
    assert_eq!(again.of("an").unwrap().as_deref(), Some("hai"));
    // Another file took its place.
    drop(again);
    for companion in ["", "-wal", "-shm"] {
        let [from, to] =
            ["x.db-drafts", "cu"].map(|name| office.folder.path().join(format!("{name}{companion}")));
        std::fs::rename(from, to).unwrap();
    }
    let mut other = Drafts::open(&office.path()).unwrap();
    other.keep("binh", Some("ba")).unwrap();
    drafts.keep("an", Some("bốn")).unwrap();
    assert_eq!(other.of("an").unwrap().as_deref(), Some("bốn"));
}

#[test]
fn what_is_not_a_file_of_drafts_is_refused_and_left_alone() {
    let foreign = |office: &Office| {
        let other = rusqlite::Connection::open(file(office)).unwrap();
        other.execute_batch("CREATE TABLE draft (login TEXT, draft TEXT)").unwrap();
    };
    type Put = Box<dyn Fn(&Office)>;
    let cases: [(&str, Put); 5] = [
        (
            "garbage",
            Box::new(|office| std::fs::write(file(office), "không phải SQLite ".repeat(99)).unwrap()),
        ),
        ("empty", Box::new(|office| std::fs::write(file(office), "").unwrap())),
        ("foreign", Box::new(foreign)),
        ("folder", Box::new(|office| std::fs::create_dir(file(office)).unwrap())),
        ("link", Box::new(|office| std::os::unix::fs::symlink(office.path(), file(office)).unwrap())),
    ];
    for (name, put) in cases {
        let mut office = office();
        let mut before = Drafts::open(&office.path()).unwrap();
        put(&office);
        let bytes = std::fs::read(file(&office)).ok();
        assert!(Drafts::open(&office.path()).is_err(), "{name}");
        assert!(before.keep("an", Some("chữ")).is_err(), "{name}");
        assert_eq!(before.of("an"), Ok(None), "{name}");
        assert_eq!(std::fs::read(file(&office)).ok(), bytes, "{name}");
        office.add(letter("1/A", vec![]));
        sound(&office.store);
    }
}

#[test]
fn a_lock_that_is_held_is_busy_and_the_draft_before_stands() {
    let office = office();
    let mut drafts = Drafts::open(&office.path()).unwrap();
    drafts.keep("an", Some("một")).unwrap();
    let other = rusqlite::Connection::open(file(&office)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(drafts.keep("an", Some("hai")), Err(Error::Busy));
    assert_eq!(drafts.of("an").unwrap().as_deref(), Some("một"));
    other.execute_batch("ROLLBACK").unwrap();
    drafts.keep("an", Some("hai")).unwrap();
    assert_eq!(drafts.of("an").unwrap().as_deref(), Some("hai"));
}

#[test]
fn in_a_folder_that_takes_no_file_there_are_no_drafts() {
    let office = office();
    let path = office.folder.path().join("x.db-drafts");
    let mut drafts = Drafts::open(&office.path()).unwrap();
    // A folder that is gone takes no file either, and binds the superuser too.
    let folder = office.folder.path().with_extension("moved");
    std::fs::rename(office.folder.path(), &folder).unwrap();
    assert!(drafts.keep("an", Some("chữ")).is_err());
    assert_eq!(drafts.of("an"), Ok(None));
    assert!(Drafts::open(&office.path()).is_err());
    std::fs::rename(&folder, office.folder.path()).unwrap();
    assert!(!path.exists());
    if !rustix::process::geteuid().is_root() {
        let set = |mode| {
            let mode = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(office.folder.path(), mode).unwrap();
        };
        set(0o500);
        assert!(drafts.keep("an", Some("chữ")).is_err());
        set(0o700);
    }
}
