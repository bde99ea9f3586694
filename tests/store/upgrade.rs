//! A file that the first version in use made is brought up, with all that it held.

#![expect(clippy::disallowed_methods, reason = "the file of the first version is laid down as it was")]

use std::fs;

use dondoc::domain::query::TaskFilter;
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
            dondoc::domain::query::CheckSubject::Integrity
                | dondoc::domain::query::CheckSubject::ForeignKeys
                | dondoc::domain::query::CheckSubject::KeptColumns
                | dondoc::domain::query::CheckSubject::Journal
        )),
        "{bad:?}"
    );
    let tasks = store.tasks(&TaskFilter::default(), at(9)).unwrap();
    assert_eq!((tasks.len(), store.history(None, 100).unwrap().len()), (7, 5));
    mark(&mut store, &an(), &tasks[0]).unwrap();
    drop(store);
    assert!(Store::open(&path, Mode::ReadOnly).is_ok());
}
