//! A file that the first version in use made is brought up, with all that it held.

#![expect(clippy::disallowed_methods, reason = "the file of the first version is laid down as it was")]

use std::fs;

use dondoc::domain::TaskId;
use dondoc::domain::query::{CheckSubject, TaskFilter};
use dondoc::error::Error;
use dondoc::store::{Mode, Store};

use crate::support::{an, at, mark};

/// Three directives of the sample data with their five journal entries, one a mark and one its undo.
const FIRST: &[u8] = include_bytes!("first.db");

#[test]
fn a_file_of_the_first_version_is_brought_up_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    fs::write(&path, FIRST).unwrap();
    let older = Store::open(&path, Mode::ReadOnly).err();
    assert_eq!(older, Some(Error::Older { path: path.clone(), found: 1, known: 2 }));
    assert_eq!(fs::read(&path).unwrap(), FIRST, "looking changed nothing");
    let mut store = Store::open(&path, Mode::ReadWrite).unwrap();
    let bad: Vec<_> = store.check(at(9)).unwrap().into_iter().filter(|result| !result.ok).collect();
    let expected: Vec<_> = bad.iter().filter(|result| !result.facts.is_empty()).map(|r| r.subject).collect();
    assert!(
        expected.iter().all(|subject| !matches!(
            subject,
            CheckSubject::Integrity
                | CheckSubject::ForeignKeys
                | CheckSubject::KeptColumns
                | CheckSubject::Journal
        )),
        "{bad:?}"
    );
    let tasks = store.tasks(&TaskFilter::default(), at(9)).unwrap();
    assert_eq!((tasks.len(), store.history(None, 100).unwrap().len()), (7, 5));
    mark(&mut store, &an(), &tasks[0]).unwrap();
    drop(store);
    assert!(Store::open(&path, Mode::ReadOnly).is_ok());
}

#[test]
fn a_duty_that_comes_again_leaves_the_counts_of_a_file_of_the_first_version() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    fs::write(&path, FIRST).unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    let (rule, below): (i64, i64) = raw
        .query_row(
            "SELECT a.id, b.id FROM task a JOIN task b ON b.directive_id = a.directive_id AND b.id > a.id
               JOIN deadline own ON own.task_id = b.id AND own.replaced_at IS NULL
             WHERE a.stage = 'open' AND b.stage = 'open' AND a.kind <> 'report_duty' ORDER BY a.due_on LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    raw.execute("UPDATE task SET kind = 'periodic' WHERE id = ?1", [rule]).unwrap();
    raw.execute("UPDATE task SET parent_id = ?1 WHERE id = ?2", [rule, below]).unwrap();
    raw.close().unwrap();
    let store = Store::open(&path, Mode::ReadWrite).unwrap();
    assert!(store.task(TaskId(rule)).unwrap().unwrap().is_rule);
    let kept = store.check(at(9)).unwrap().into_iter().find(|r| r.subject == CheckSubject::KeptColumns);
    assert!(kept.as_ref().is_some_and(|kept| kept.ok), "{kept:?}");
}
