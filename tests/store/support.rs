//! A data file in a folder of its own, and small directives to put into it.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use dondoc::domain::change::{Actor, Applied, Change, Outcome};
use dondoc::domain::deadline::{Deadline, DeadlineClass, Rule};
use dondoc::domain::directive::{DocKind, NewDirective};
use dondoc::domain::query::{CheckSubject, TaskRow};
use dondoc::domain::task::{NewTask, Progress};
use dondoc::domain::time::Now;
use dondoc::domain::{DirectiveId, TaskId};
use dondoc::error::Result;
use dondoc::store::{Mode, Store};

pub struct Office {
    pub folder: tempfile::TempDir,
    pub store: Store,
}

pub fn office() -> Office {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("x.db"), Mode::Create).unwrap();
    Office { folder, store }
}

impl Office {
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("x.db")
    }

    pub fn again(&self) -> Store {
        Store::open(&self.path(), Mode::ReadWrite).unwrap()
    }

    pub fn add(&mut self, record: NewDirective) -> DirectiveId {
        add(&mut self.store, record)
    }

    /// A plain SQLite connection beside the store, for looking and for damage.
    pub fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path()).unwrap()
    }
}

pub fn add(store: &mut Store, record: NewDirective) -> DirectiveId {
    let change = Change::DirectiveAdded { id: None, record: Box::new(record) };
    let applied = store.apply(&an(), at(8), &[change]).unwrap();
    match applied.outcomes.first() {
        Some(Outcome::Applied(Change::DirectiveAdded { id: Some(id), .. })) => *id,
        other => panic!("{other:?}"),
    }
}

pub fn actor(login: &str, run: &str) -> Actor {
    Actor { login: login.into(), run: run.into() }
}

pub fn an() -> Actor {
    actor("an", "an-1")
}

pub fn binh() -> Actor {
    actor("binh", "binh-1")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An hour of the model morning.
pub fn at(hour: u32) -> Now {
    Now::from_local(day("2020-12-21").and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap()))
}

pub fn due(on: &str) -> Deadline {
    Deadline {
        phrase: Some(format!("trước ngày {on}")),
        class: DeadlineClass::Date,
        on: Some(day(on)),
        at: None,
        rule: Rule::NamedDay,
        unverified: false,
        terms: None,
    }
}

pub fn task(item: &str, on: Option<&str>) -> NewTask {
    NewTask { deadline: on.map(due), ..NewTask::new(item, format!("Rà soát mục {item}")) }
}

pub fn letter(reference: &str, tasks: Vec<NewTask>) -> NewDirective {
    NewDirective {
        reference: Some(reference.into()),
        issued_on: Some(day("2020-12-12")),
        issuer: Some("Ủy ban nhân dân tỉnh".into()),
        original: format!("Số: {reference}\nTiếp tục chỉ đạo"),
        tasks,
        ..NewDirective::new(DocKind::OfficialLetter, format!("tiếp tục chỉ đạo {reference}"))
    }
}

/// Kept columns, journal, keys and text as they should be.
pub fn sound(store: &Store) {
    for result in store.check(at(23)).unwrap() {
        let surroundings = [CheckSubject::FreeSpace, CheckSubject::CalendarCoverage, CheckSubject::Backup];
        assert!(result.ok || surroundings.contains(&result.subject), "{result:?}");
    }
}

pub fn mark(store: &mut Store, actor: &Actor, shown: &TaskRow) -> Result<Applied> {
    store.apply(actor, at(9), &[Change::done(shown.id, &shown.progress, at(9).today())])
}

pub fn progress(store: &Store, task: TaskId) -> Progress {
    store.task(task).unwrap().unwrap().progress
}
