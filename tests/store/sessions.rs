//! Several sessions on one file: nothing lost, nothing done twice, news without asking.

use std::os::fd::AsFd;
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use dondoc::domain::change::{Change, Outcome};
use dondoc::domain::query::{From, Scope, View};
use dondoc::error::Error;
use dondoc::store::{Mode, Store, Watch};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::support::{actor, add, an, at, binh, letter, mark, office, task};

#[test]
fn both_press_space_at_once_and_it_is_done_once() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None)]));
    let shown = &office.store.checklist(id).unwrap()[0];
    let (path, barrier) = (office.path(), Barrier::new(2));
    let outcomes: Vec<_> = thread::scope(|scope| {
        let press = |login: &'static str| {
            let (path, barrier) = (&path, &barrier);
            scope.spawn(move || {
                let mut store = Store::open(path, Mode::ReadWrite).unwrap();
                store.set_patience(Duration::from_secs(20)).unwrap();
                barrier.wait();
                mark(&mut store, &actor(login, login), shown).unwrap().outcomes.remove(0)
            })
        };
        [press("an"), press("binh")].map(|thread| thread.join().unwrap()).into()
    });
    let applied = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Applied(_))).count();
    let already = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::AlreadySo { .. })).count();
    assert_eq!((applied, already), (1, 1), "{outcomes:?}");
    assert_eq!(office.store.history(None, 9).unwrap().len(), 2);
}

#[test]
fn twenty_start_at_once_on_an_empty_path_and_none_of_their_writes_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/x.db");
    let barrier = Barrier::new(20);
    thread::scope(|scope| {
        for n in 0..20 {
            let (path, barrier) = (&path, &barrier);
            scope.spawn(move || {
                barrier.wait();
                let mut store = Store::open(path, Mode::Create).unwrap();
                store.set_patience(Duration::from_secs(60)).unwrap();
                for m in 0..10 {
                    add(&mut store, letter(&format!("{n}-{m}/A"), vec![task("1", None)]));
                }
            });
        }
    });
    let store = Store::open(&path, Mode::ReadWrite).unwrap();
    let board = store.board(&View::of(Scope::Office), &From::Start, 1, at(9).today()).unwrap();
    assert_eq!((board.n_total, board.strip.undated), (200, 200));
    let journal: Vec<i64> = store.history(None, 999).unwrap().iter().map(|line| line.entry.seq).collect();
    assert_eq!(journal, (1..=200).rev().collect::<Vec<_>>());
    drop(store);
    let left: Vec<_> =
        path.parent().unwrap().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["x.db"]);
}

#[test]
fn a_held_lock_is_busy_and_reading_goes_on() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None)]));
    let shown = office.store.checklist(id).unwrap();
    let raw = office.raw();
    raw.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(mark(&mut office.store, &an(), &shown[0]), Err(Error::Busy));
    assert_eq!(office.store.checklist(id).unwrap(), shown);
    let other = office.again();
    assert_eq!(other.checklist(id).unwrap(), shown, "a start is not held up either");
    raw.execute_batch("ROLLBACK").unwrap();
    mark(&mut office.store, &an(), &shown[0]).unwrap();
}

#[test]
fn a_second_store_in_this_process_does_not_drop_the_locks_of_the_first() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None)]));
    // Opening and closing others must leave the first one's share in the file alone: the last of
    // another process to close it would else take the journal away under it.
    drop(office.again());
    drop(Store::open(&office.path(), Mode::ReadOnly).unwrap());
    let held = std::fs::OpenOptions::new().read(true).open("/proc/locks").unwrap();
    let inode = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(office.path()).unwrap());
    let locks = std::io::read_to_string(held).unwrap();
    let own = format!(" {} ", std::process::id());
    let is_ours = |line: &&str| line.contains(&own) && line.contains(&format!(":{inode} "));
    assert!(locks.lines().any(|line| is_ours(&line)), "{locks}");
    let shown = office.store.checklist(id).unwrap();
    mark(&mut office.store, &an(), &shown[0]).unwrap();
}

#[test]
fn a_commit_of_another_session_is_noticed_and_an_own_one_is_not_news() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None), task("2", None)]));
    let tasks = office.store.checklist(id).unwrap();
    let mut other = office.again();
    let mut watch = Watch::new(&office.path()).unwrap();
    assert!(!office.store.has_changed().unwrap());
    assert!(!watch.drain().unwrap(), "nothing happened yet");
    mark(&mut office.store, &an(), &tasks[0]).unwrap();
    assert!(watch.drain().unwrap(), "the folder was touched");
    assert!(!office.store.has_changed().unwrap(), "by this session");
    mark(&mut other, &binh(), &tasks[1]).unwrap();
    let mut waits = [PollFd::from_borrowed_fd(watch.as_fd(), PollFlags::IN)];
    let ready = poll(&mut waits, Some(&Timespec { tv_sec: 5, tv_nsec: 0 })).unwrap();
    assert_eq!(ready, 1);
    assert!(watch.drain().unwrap() && office.store.has_changed().unwrap());
    assert!(!watch.drain().unwrap() && !office.store.has_changed().unwrap(), "once");
}

#[test]
fn only_the_data_files_own_names_are_news() {
    let office = office();
    let mut watch = Watch::new(&office.path()).unwrap();
    let (aside, path) = (office.folder.path().join("drafts"), office.path());
    std::fs::DirBuilder::new().create(&aside).unwrap();
    assert!(!watch.drain().unwrap());
    std::fs::rename(&path, aside.join("x.db")).unwrap();
    assert!(watch.drain().unwrap());
    assert!(office.store.still_there().is_err());
}

#[test]
fn a_newer_program_may_migrate_under_an_open_session() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None)]));
    let shown = office.store.checklist(id).unwrap();
    office.raw().pragma_update(None, "user_version", 3).unwrap();
    let refused = Error::Newer { path: office.path(), found: 3, known: 2 };
    assert_eq!(mark(&mut office.store, &an(), &shown[0]), Err(refused));
    let change = Change::done(shown[0].id, &shown[0].progress, at(9).today());
    assert!(office.store.apply(&an(), at(9), &[change]).is_err());
}
