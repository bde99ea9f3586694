//! What is refused as a data file, and what is made of one.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use dondoc::domain::query::{From, Scope, View};
use dondoc::error::Error;
use dondoc::store::{Mode, Store};

use crate::support::{an, at, letter, mark, office, task};

fn bytes(path: &Path) -> Vec<u8> {
    std::io::Read::bytes(fs::OpenOptions::new().read(true).open(path).unwrap()).map(Result::unwrap).collect()
}

fn put(path: &Path, content: &[u8]) {
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).open(path).unwrap();
    std::io::Write::write_all(&mut file, content).unwrap();
}

#[test]
fn what_is_not_a_data_file_is_refused_by_name_and_left_alone() {
    let office = office();
    drop(office.store);
    let dir = office.folder.path();
    let ours = bytes(&dir.join("x.db"));
    put(&dir.join("empty"), b"");
    put(&dir.join("text"), &[b'x'; 5000]);
    put(&dir.join("short"), b"SQLite format 3\0abc");
    put(&dir.join("half"), &ours[..ours.len() / 2]);
    let mut rubbish = ours.clone();
    rubbish[100..].fill(0xA5);
    put(&dir.join("rubbish"), &rubbish);
    let mut newer = ours.clone();
    newer[60..64].copy_from_slice(&7u32.to_be_bytes());
    put(&dir.join("newer"), &newer);
    let other = rusqlite::Connection::open(dir.join("other")).unwrap();
    other.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (x)").unwrap();
    drop(other);
    put(&dir.join("twice"), &ours);
    fs::hard_link(dir.join("twice"), dir.join("thrice")).unwrap();
    symlink(dir.join("x.db"), dir.join("link")).unwrap();
    symlink(dir.join("nowhere"), dir.join("dangling")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, dir.join("fifo"), rustix::fs::FileType::Fifo, 0o600.into(), 0)
        .unwrap();
    type Expected = fn(PathBuf) -> Error;
    let damaged: Expected = |path| Error::Damaged { path, detail: String::new() };
    let cases: [(&str, Expected); 14] = [
        ("missing", Error::NoDataFile),
        ("missing/x.db", Error::NoDataFile),
        ("text/x.db", Error::NoDataFile),
        ("..", Error::NotOurs),
        ("empty", Error::EmptyDataFile),
        ("text", Error::NotOurs),
        ("other", Error::NotOurs),
        ("short", damaged),
        ("half", damaged),
        ("rubbish", damaged),
        ("newer", |path| Error::Newer { path, found: 7, known: 2 }),
        ("twice", Error::HardLink),
        ("link", Error::Symlink),
        ("fifo", Error::NotOurs),
    ];
    for (name, expected) in cases {
        let path = dir.join(name);
        let before = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file).map(|_| bytes(&path));
        // Reading is enough to find out, and creating must not do more where something stands.
        let modes = if before.is_some() || path.exists() {
            &[Mode::ReadOnly, Mode::ReadWrite, Mode::Create][..]
        } else {
            &[Mode::ReadWrite]
        };
        for mode in modes {
            let mut error = Store::open(&path, *mode).err();
            if let Some(Error::Damaged { detail, .. }) = &mut error {
                detail.clear();
            }
            assert_eq!(error, Some(expected(path.clone())), "{name} {mode:?}");
        }
        if let Some(before) = before {
            assert!(bytes(&path) == before, "{name} was written to");
        }
    }
    assert!(matches!(Store::open(Path::new(""), Mode::Create), Err(Error::NoDataFile(_))));
    assert!(matches!(Store::open(&dir.join("dangling"), Mode::Create), Err(Error::Symlink(_))));
    assert!(!dir.join("nowhere").exists(), "nothing is made through a link");
}

#[test]
fn a_new_file_is_the_owners_alone_and_its_folder_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b/x.db");
    let mut store = Store::open(&path, Mode::Create).unwrap();
    crate::support::add(&mut store, letter("1/A", vec![]));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for (file, expected) in
        [("a", 0o700), ("a/b", 0o700), ("a/b/x.db", 0o600), ("a/b/x.db-wal", 0o600), ("a/b/x.db-shm", 0o600)]
    {
        assert_eq!(mode(&folder.path().join(file)), expected, "{file}");
    }
    drop(store);
    let left: Vec<_> =
        fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["x.db"]);
}

#[test]
fn the_file_is_set_up_as_promised() {
    let office = office();
    let raw = office.raw();
    let number =
        |pragma: &str| raw.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((number("application_id"), number("user_version")), (0x446F_6E44, 2));
    assert_eq!(raw.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0)).unwrap(), "wal");
    let loose = "SELECT count(*) FROM pragma_table_list
                 WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%'";
    assert_eq!(raw.query_row(loose, [], |row| row.get::<_, i64>(0)).unwrap(), 0, "every table is STRICT");
    assert!(rusqlite::version_number() >= 3_051_003);
}

#[test]
fn a_file_without_write_permission_is_read_in_full() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", Some("2020-12-20"))]));
    let shown = office.store.checklist(id).unwrap();
    let path = office.path();
    drop(office.store);
    let forbid = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    // The folder's mode binds everybody but the superuser.
    let folder = office.folder.path();
    for (mode, file_mode, folder_mode) in [
        (Mode::ReadWrite, 0o400, 0o700),
        (Mode::Create, 0o444, 0o700),
        (Mode::ReadOnly, 0o600, 0o700),
        (Mode::ReadOnly, 0o600, 0o500),
        (Mode::ReadWrite, 0o400, 0o500),
        (Mode::ReadWrite, 0o600, 0o500),
    ] {
        if (file_mode, mode) == (0o600, Mode::ReadWrite) && rustix::process::geteuid().is_root() {
            continue;
        }
        forbid(&path, file_mode);
        forbid(folder, folder_mode);
        let before = fs::metadata(&path).unwrap().mtime_nsec();
        let mut store = Store::open(&path, mode).unwrap();
        assert!(!store.can_write());
        assert_eq!(store.checklist(id).unwrap(), shown);
        assert_eq!(
            store.board(&View::of(Scope::Office), &From::Start, 9, at(9).today()).unwrap().strip.late,
            1
        );
        assert!(store.detail(id).unwrap().is_some());
        assert_eq!(mark(&mut store, &an(), &shown[0]), Err(Error::ReadOnly(store.path().into())));
        drop(store);
        assert_eq!(fs::metadata(&path).unwrap().mtime_nsec(), before, "looking changes nothing");
        forbid(folder, 0o700);
    }
}

#[test]
fn a_file_deleted_renamed_or_replaced_is_not_written_to() {
    for what in ["deleted", "renamed", "replaced"] {
        let mut office = office();
        let id = office.add(letter("1/A", vec![task("1", None)]));
        let shown = office.store.checklist(id).unwrap();
        let (path, aside) = (office.path(), office.folder.path().join("aside"));
        assert_eq!(office.store.still_there(), Ok(()));
        match what {
            "deleted" => fs::remove_file(&path).unwrap(),
            "renamed" => fs::rename(&path, &aside).unwrap(),
            _ => {
                fs::copy(&path, &aside).unwrap();
                fs::rename(&aside, &path).unwrap();
            }
        }
        assert_eq!(office.store.still_there(), Err(Error::FileGone(path.clone())), "{what}");
        assert_eq!(mark(&mut office.store, &an(), &shown[0]), Err(Error::FileGone(path)), "{what}");
        assert_eq!(crate::support::progress(&office.store, shown[0].id), shown[0].progress);
    }
}
