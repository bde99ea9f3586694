//! Undo and redo: chains, reach, and never over somebody else's work.

use dondoc::domain::change::{Actor, Change, Outcome};
use dondoc::domain::query::TaskRow;
use dondoc::domain::task::State;
use dondoc::error::Error;
use dondoc::store::{Reach, Store};

use crate::support::{Office, actor, an, at, binh, letter, mark, office, progress, task};

fn three_tasks() -> (Office, Vec<TaskRow>) {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", None), task("2", None), task("3", None)]));
    let tasks = office.store.checklist(id).unwrap();
    (office, tasks)
}

fn step(store: &mut Store, tasks: &[TaskRow], word: &str, who: &Actor, reach: Reach) -> String {
    let outcome = match word {
        "undo" => store.undo(who, at(10), reach),
        "redo" => store.redo(who, at(10), reach),
        item => mark(store, who, tasks.iter().find(|task| task.item == item).unwrap()),
    };
    match outcome {
        Ok(_) => tasks
            .iter()
            .filter(|task| progress(store, task.id).state == State::Done)
            .map(|task| task.item.as_str())
            .collect(),
        Err(Error::NothingToUndo | Error::NothingToRedo) => "nothing".into(),
        Err(Error::Changed { by, .. }) => format!("changed by {by}"),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn chains() {
    // Steps, each with the items done after it.
    let chains: [&[(&str, &str)]; 6] = [
        &[
            ("1", "1"),
            ("2", "12"),
            ("undo", "1"),
            ("undo", ""),
            ("redo", "1"),
            ("redo", "12"),
            ("redo", "nothing"),
        ],
        &[
            ("1", "1"),
            ("2", "12"),
            ("undo", "1"),
            ("undo", ""),
            ("redo", "1"),
            ("undo", ""),
            ("redo", "1"),
            ("redo", "12"),
        ],
        &[
            ("1", "1"),
            ("undo", ""),
            ("2", "2"),
            ("redo", "nothing"),
            ("undo", ""),
            ("redo", "2"),
            ("redo", "nothing"),
        ],
        &[
            ("1", "1"),
            ("2", "12"),
            ("undo", "1"),
            ("3", "13"),
            ("undo", "1"),
            ("undo", ""),
            ("redo", "1"),
            ("redo", "13"),
        ],
        &[("redo", "nothing"), ("1", "1"), ("undo", ""), ("redo", "1"), ("undo", ""), ("undo", "added")],
        &[
            ("1", "1"),
            ("2", "12"),
            ("3", "123"),
            ("undo", "12"),
            ("redo", "123"),
            ("undo", "12"),
            ("undo", "1"),
            ("redo", "12"),
        ],
    ];
    for chain in chains {
        let (mut office, tasks) = three_tasks();
        for (number, (word, expected)) in chain.iter().enumerate() {
            if *expected == "added" {
                office.store.undo(&an(), at(10), Reach::Run).unwrap();
                assert_eq!(
                    office.store.task(tasks[0].id).unwrap(),
                    None,
                    "the letter itself is in the trash"
                );
                continue;
            }
            let found = step(&mut office.store, &tasks, word, &an(), Reach::Run);
            assert_eq!(&found, expected, "{chain:?} step {number}");
        }
    }
}

#[test]
fn add_undo_redo_brings_the_same_directive_back() {
    let mut office = office();
    let id = office.add(letter("1/A", vec![task("1", Some("2020-12-29"))]));
    let before = office.store.checklist(id).unwrap();
    let undone = office.store.undo(&an(), at(9), Reach::Run).unwrap();
    assert_eq!(
        undone.outcomes,
        [Outcome::Applied(Change::DirectiveTrashed { directive: id, old: false, new: true })]
    );
    assert!(office.store.detail(id).unwrap().unwrap().trashed);
    office.store.redo(&an(), at(9), Reach::Run).unwrap();
    assert!(!office.store.detail(id).unwrap().unwrap().trashed);
    assert_eq!(office.store.checklist(id).unwrap(), before);
    assert_eq!(office.store.redo(&an(), at(9), Reach::Run), Err(Error::NothingToRedo));
}

#[test]
fn reach_is_the_run_or_the_person_and_never_somebody_else() {
    let other_run = actor("an", "an-2");
    let (mut office, tasks) = three_tasks();
    step(&mut office.store, &tasks, "1", &an(), Reach::Run);
    assert_eq!(step(&mut office.store, &tasks, "undo", &other_run, Reach::Run), "nothing");
    assert_eq!(step(&mut office.store, &tasks, "undo", &binh(), Reach::Person), "nothing");
    assert_eq!(step(&mut office.store, &tasks, "undo", &other_run, Reach::Person), "");
    assert_eq!(
        step(&mut office.store, &tasks, "redo", &an(), Reach::Run),
        "nothing",
        "it was not this run's undo"
    );
    assert_eq!(step(&mut office.store, &tasks, "redo", &an(), Reach::Person), "1");
}

#[test]
fn what_somebody_changed_since_is_not_undone() {
    let (mut office, tasks) = three_tasks();
    mark(&mut office.store, &an(), &tasks[0]).unwrap();
    let done = office.store.task(tasks[0].id).unwrap().unwrap();
    let reopen = Change::reopened(done.id, &done.progress);
    office.store.apply(&binh(), at(10), &[reopen]).unwrap();
    assert_eq!(step(&mut office.store, &tasks, "undo", &an(), Reach::Run), "changed by binh");
    // Once the colleague took that back, the way is free again.
    assert_eq!(step(&mut office.store, &tasks, "undo", &binh(), Reach::Run), "1");
    assert_eq!(step(&mut office.store, &tasks, "undo", &an(), Reach::Run), "");
    // A colleague's mark on another task of the letter keeps the letter out of the trash.
    mark(&mut office.store, &binh(), &tasks[1]).unwrap();
    assert_eq!(step(&mut office.store, &tasks, "undo", &an(), Reach::Run), "changed by binh");
    // And what was undone is not brought back over a colleague's work.
    let fresh = office.store.task(tasks[0].id).unwrap().unwrap();
    mark(&mut office.store, &binh(), &fresh).unwrap();
    assert_eq!(step(&mut office.store, &tasks, "redo", &an(), Reach::Run), "changed by binh");
}

#[test]
fn a_batch_is_undone_as_one() {
    let (mut office, tasks) = three_tasks();
    let both: Vec<_> =
        tasks[..2].iter().map(|task| Change::done(task.id, &task.progress, at(9).today())).collect();
    office.store.apply(&an(), at(9), &both).unwrap();
    assert_eq!(step(&mut office.store, &tasks, "3", &an(), Reach::Run), "123");
    assert_eq!(step(&mut office.store, &tasks, "undo", &an(), Reach::Run), "12");
    assert_eq!(step(&mut office.store, &tasks, "undo", &an(), Reach::Run), "");
    assert_eq!(step(&mut office.store, &tasks, "redo", &an(), Reach::Run), "12");
    let journal = office.store.history(None, 20).unwrap();
    let groups: Vec<_> = journal.iter().map(|line| (line.entry.group.0, line.entry.undo_of)).collect();
    assert_eq!(groups[0].0, groups[1].0, "one group again");
    assert_eq!(groups[0].1.map(|group| group.0), Some(2), "which names the group it brings back");
}
