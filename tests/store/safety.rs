//! Copies made beside sessions at work, and put back: whole, checked, and nobody's work under them.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use dondoc::domain::query::{CheckSubject, TaskFilter};
use dondoc::error::Error;
use dondoc::store::{Mode, Store, restore, write_new};

use crate::support::{Office, add, an, at, binh, letter, mark, office, sound, task};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn with_two() -> Office {
    let mut office = office();
    office.add(letter("1/A", vec![task("1", Some("2020-12-29"))]));
    office.add(letter("2/A", vec![task("1", None), task("2", None)]));
    office
}

fn n_tasks(store: &Store) -> usize {
    store.tasks(&TaskFilter::default(), at(9)).unwrap().len()
}

#[test]
fn a_copy_made_under_writers_is_whole_and_of_one_moment() {
    let office = office();
    let (path, stop) = (office.path(), AtomicBool::new(false));
    thread::scope(|scope| {
        for n in 0..6 {
            let (path, stop) = (&path, &stop);
            scope.spawn(move || {
                let mut store = Store::open(path, Mode::ReadWrite).unwrap();
                store.set_patience(std::time::Duration::from_secs(60)).unwrap();
                for m in (0..).take_while(|_| !stop.load(Ordering::Relaxed)) {
                    add(&mut store, letter(&format!("{n}-{m}/A"), vec![task("1", None)]));
                }
            });
        }
        for n in 0..3 {
            let to = office.folder.path().join(format!("copy-{n}.db"));
            let copied = office.store.back_up(&to).unwrap();
            assert_eq!(fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o600);
            let copy = Store::open(&to, Mode::ReadOnly).unwrap();
            sound(&copy);
            assert_eq!(copied.holds.head, copied.holds.entries, "no gap in the journal");
            assert_eq!(copied.holds.directives, copied.holds.head, "each entry with its directive");
        }
        stop.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_copy_replaces_nothing_and_a_damaged_file_gives_none() {
    let office = with_two();
    let folder = office.folder.path();
    let there = folder.join("there.db");
    fs::copy(office.path(), &there).unwrap();
    assert_eq!(office.store.back_up(&there), Err(Error::FileExists(there)));
    let missing = folder.join("none/x.db");
    assert_eq!(office.store.back_up(&missing), Err(Error::NoSuchFile(missing)));
    let page = |table: &str| {
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        office.raw().query_row(sql, [table], |row| row.get::<_, i64>(0)).unwrap().unsigned_abs()
    };
    let at_page = (page("task") - 1) * 4096;
    drop(office.store);
    let file = fs::OpenOptions::new().write(true).open(folder.join("x.db")).unwrap();
    std::os::unix::fs::FileExt::write_all_at(&file, &[0xA5; 4096], at_page).unwrap();
    let before = names(folder);
    let damaged = Store::open(&folder.join("x.db"), Mode::ReadOnly).unwrap();
    assert!(matches!(damaged.back_up_into(folder, at(9), 14), Err(Error::Damaged { .. })));
    drop(damaged);
    let left = names(folder).into_iter().filter(|name| !name.ends_with("-shm") && !name.ends_with("-wal"));
    assert_eq!(
        left.collect::<Vec<_>>(),
        before.into_iter().filter(|n| !n.contains("db-")).collect::<Vec<_>>()
    );
}

#[test]
fn a_folder_keeps_days_and_months_and_no_half_copy_of_a_killed_program() {
    let office = with_two();
    let folder = office.folder.path().join("b");
    fs::DirBuilder::new().create(&folder).unwrap();
    let put =
        |name: &str| drop(fs::OpenOptions::new().create(true).append(true).open(folder.join(name)).unwrap());
    for name in [
        "x-2020-12-20-020000.db",
        "x-2020-12-20-010000.db",
        "x-2020-12-19-020000.db",
        "x-2020-11-30-020000.db",
        "x-2020-11-29-020000.db",
        "x-truoc-khoi-phuc-2020-01-01-010101.db",
        "y-2020-11-29-020000.db",
        "x-ghi-chu.db",
        ".x-2020-12-20-020000.db.1.0.tmp",
        "..x-1.tmp.1.0.tmp",
    ] {
        put(name);
    }
    // One that another program is at work on.
    let working = ".x-2020-12-20-020001.db.1.0.tmp";
    put(working);
    let held = fs::OpenOptions::new().read(true).open(folder.join(working)).unwrap();
    rustix::fs::flock(&held, rustix::fs::FlockOperation::LockExclusive).unwrap();
    assert_eq!(office.store.last_backup(), None);
    let made = office.store.back_up_into(&folder, at(9), 2).unwrap();
    assert_eq!(
        names(&folder),
        [
            working,
            "x-2020-11-30-020000.db",
            "x-2020-12-20-020000.db",
            "x-2020-12-21-090000.db",
            "x-ghi-chu.db",
            "x-truoc-khoi-phuc-2020-01-01-010101.db",
            "y-2020-11-29-020000.db",
        ]
    );
    let last = office.store.last_backup().unwrap();
    assert_eq!((&last.path, last.at), (&made.path, at(9)));
    assert!(
        !last.is_late(at(23))
            && last.is_late(dondoc::domain::time::Now::new(at(9).at() + chrono::TimeDelta::days(8)))
    );
}

#[test]
fn what_is_put_back_is_the_copy_and_what_was_there_stays_beside() {
    let mut office = with_two();
    let copy = office.folder.path().join("copy.db");
    office.store.back_up(&copy).unwrap();
    office.add(letter("3/A", vec![task("1", None)]));
    let path = office.path();
    let inode = fs::metadata(&path).unwrap().ino();
    // Sessions that are open, whether they look or write, keep the file.
    let looking = Store::open(&path, Mode::ReadOnly).unwrap();
    drop(office.store);
    assert!(matches!(restore(&copy, &path, "an", at(9)), Err(Error::InUse { .. })));
    assert_eq!(n_tasks(&looking), 4);
    drop(looking);
    assert_eq!(restore(&copy, &path, "binh", at(9)), Err(Error::NotPermitted));
    let restored = restore(&copy, &path, "an", at(9)).unwrap();
    let former = office.folder.path().join("x-truoc-khoi-phuc-2020-12-21-090000.db");
    assert_eq!(restored.former.as_ref(), Some(&former));
    assert_eq!(fs::metadata(&path).unwrap().ino(), inode);
    for (path, tasks) in [(&path, 3), (&former, 4)] {
        let mut store = Store::open(path, Mode::ReadWrite).unwrap();
        sound(&store);
        assert_eq!(n_tasks(&store), tasks);
        let shown = store.tasks(&TaskFilter::default(), at(9)).unwrap();
        mark(&mut store, &an(), &shown[0]).unwrap();
    }
}

#[test]
fn a_file_that_cannot_be_opened_is_exchanged_and_its_journal_goes_with_it() {
    let cut = |path: &Path| {
        let half = fs::metadata(path).unwrap().len() / 2;
        fs::OpenOptions::new().write(true).open(path).unwrap().set_len(half).unwrap();
    };
    let rubbish = |path: &Path| {
        let file = fs::OpenOptions::new().write(true).open(path).unwrap();
        std::os::unix::fs::FileExt::write_all_at(&file, &[0xA5; 9000], 0).unwrap();
    };
    let empty = |path: &Path| fs::OpenOptions::new().write(true).open(path).unwrap().set_len(0).unwrap();
    let gone = |path: &Path| fs::remove_file(path).unwrap();
    type Damage<'a> = (&'a str, &'a dyn Fn(&Path), bool);
    let damages: [Damage<'_>; 4] =
        [("cut", &cut, true), ("rubbish", &rubbish, true), ("empty", &empty, true), ("gone", &gone, false)];
    for (what, damage, is_there) in damages {
        let mut office = with_two();
        let (path, copy) = (office.path(), office.folder.path().join("copy.db"));
        office.store.back_up(&copy).unwrap();
        office.add(letter("3/A", vec![task("1", None)]));
        // The journal of a program that was killed.
        let journal = fs::OpenOptions::new().read(true).open(path.with_extension("db-wal")).unwrap();
        let journal = std::io::Read::bytes(journal).map(Result::unwrap).collect::<Vec<_>>();
        drop(office.store);
        damage(&path);
        let mut wal =
            fs::OpenOptions::new().create(true).append(true).open(path.with_extension("db-wal")).unwrap();
        std::io::Write::write_all(&mut wal, &journal).unwrap();
        let restored = restore(&copy, &path, "an", at(9)).unwrap_or_else(|e| panic!("{what} {e:?}"));
        assert_eq!(restored.former.is_some(), is_there, "{what}");
        let store = Store::open(&path, Mode::ReadWrite).unwrap();
        sound(&store);
        assert_eq!(n_tasks(&store), 3, "{what}: the former journal is not taken for this file's");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_copy_that_is_not_sound_is_refused_by_its_name_and_nothing_is_touched() {
    let office = with_two();
    let (path, folder) = (office.path(), office.folder.path().to_owned());
    let good = folder.join("good.db");
    office.store.back_up(&good).unwrap();
    drop(office.store);
    let bytes = fs::metadata(&good).unwrap().len();
    let copy = |name: &str, change: &dyn Fn(&fs::File)| {
        let copy = folder.join(name);
        fs::copy(&good, &copy).unwrap();
        change(&fs::OpenOptions::new().write(true).open(&copy).unwrap());
        copy
    };
    let write = std::os::unix::fs::FileExt::write_all_at;
    let half = copy("half.db", &|file| file.set_len(bytes / 2).unwrap());
    let page = copy("page.db", &|file| write(file, &[0xA5; 4096], 8 * 4096).unwrap());
    let newer = copy("newer.db", &|file| write(file, &9u32.to_be_bytes(), 60).unwrap());
    let other = copy("other.db", &|file| write(file, &[0; 4], 68).unwrap());
    let missing = folder.join("missing.db");
    type IsRefused = fn(&Error, &PathBuf) -> bool;
    let damaged: IsRefused = |e, copy| matches!(e, Error::Damaged { path, .. } if path == copy);
    let cases: [(&PathBuf, IsRefused); 7] = [
        (&half, damaged),
        (&page, damaged),
        (&newer, |e, copy| matches!(e, Error::Newer { path, .. } if path == copy)),
        (&other, |e, copy| matches!(e, Error::NotOurs(path) if path == copy)),
        (&missing, |e, copy| matches!(e, Error::NoSuchFile(path) if path == copy)),
        (&path, |e, copy| matches!(e, Error::NotAFile(path) if path == copy)),
        (&folder, |e, copy| matches!(e, Error::NotAFile(path) if path == copy)),
    ];
    let before = (names(&folder), fs::metadata(&path).unwrap().mtime_nsec());
    for (copy, is_refused) in cases {
        let error = restore(copy, &path, "an", at(9)).unwrap_err();
        assert!(is_refused(&error, copy), "{}: {error:?}", copy.display());
        assert_eq!((names(&folder), fs::metadata(&path).unwrap().mtime_nsec()), before, "{}", copy.display());
    }
}

#[test]
fn a_session_on_a_replaced_file_leaves_the_new_ones_journal() {
    let mut office = with_two();
    let path = office.path();
    let aside = office.folder.path().join("aside");
    office.store.back_up(&aside).unwrap();
    fs::rename(&aside, &path).unwrap();
    for beside in ["db-wal", "db-shm"] {
        fs::remove_file(path.with_extension(beside)).unwrap();
    }
    let mut new = Store::open(&path, Mode::ReadWrite).unwrap();
    add(&mut new, letter("3/A", vec![task("1", None)]));
    let shown = office.store.tasks(&TaskFilter::default(), at(9)).unwrap();
    assert_eq!(mark(&mut office.store, &binh(), &shown[0]), Err(Error::FileGone(path.clone())));
    drop(office.store);
    assert!(fs::metadata(path.with_extension("db-wal")).unwrap().len() > 0);
    let again = Store::open(&path, Mode::ReadWrite).unwrap();
    assert_eq!((n_tasks(&again), n_tasks(&new)), (4, 4));
}

#[test]
fn people_see_as_new_what_comes_after_a_restore() {
    let mut office = with_two();
    let (path, copy) = (office.path(), office.folder.path().join("copy.db"));
    office.store.back_up(&copy).unwrap();
    office.add(letter("3/A", vec![]));
    let mut drafts = dondoc::store::Drafts::open(&path).unwrap();
    drafts.end_visit("an", 3).unwrap();
    drafts.keep("an", Some("x")).unwrap();
    drop(office.store);
    restore(&copy, &path, "an", at(9)).unwrap();
    assert_eq!(drafts.visit("an").unwrap(), Some(2));
    assert_eq!(drafts.of("an").unwrap().as_deref(), Some("x"));
}

#[test]
fn what_people_had_seen_and_is_gone_is_said() {
    let office = with_two();
    let seen = |store: &Store| {
        store.check(at(9)).unwrap().into_iter().find(|result| result.subject == CheckSubject::Seen).unwrap()
    };
    let mut drafts = dondoc::store::Drafts::open(&office.path()).unwrap();
    drafts.end_visit("an", 2).unwrap();
    assert!(seen(&office.store).ok);
    drafts.end_visit("binh", 5).unwrap();
    assert_eq!((seen(&office.store).ok, seen(&office.store).facts), (false, vec!["3".to_owned()]));
}

#[test]
fn a_shared_folder_is_no_fault_and_a_clock_of_another_time_is_one() {
    let office = with_two();
    let of = |subject, now| {
        office.store.check(now).unwrap().into_iter().find(|result| result.subject == subject).unwrap()
    };
    let set = |path: &Path, mode| fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    let files = ["db", "db-wal", "db-shm"].map(|ending| office.path().with_extension(ending));
    for (folder_mode, file_mode, ok) in
        [(0o2770, 0o660, true), (0o770, 0o660, false), (0o2777, 0o660, false), (0o2770, 0o664, false)]
    {
        set(office.folder.path(), folder_mode);
        files.iter().for_each(|file| set(file, file_mode));
        assert_eq!(of(CheckSubject::FileModes, at(9)).ok, ok, "{folder_mode:o} {file_mode:o}");
    }
    let year =
        |year| dondoc::domain::time::Now::from_local(format!("{year}-06-01T08:00:00").parse().unwrap());
    for (now, ok) in [(1970, false), (2021, true), (2199, false)] {
        assert_eq!(of(CheckSubject::Clock, year(now)).ok, ok, "{now}");
    }
}

#[test]
fn a_paper_is_written_whole_and_never_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    write_new(&path, b"one").unwrap();
    assert_eq!(write_new(&path, b"two"), Err(Error::FileExists(path.clone())));
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!((names.len(), path.metadata().unwrap().len()), (1, 3));
    assert!(matches!(write_new(&folder.path().join("no/a.txt"), b""), Err(Error::Io { .. })));
}
