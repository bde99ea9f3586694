//! The sample data and the made-up office: what they say, what the reader of letters finds in them, and
//! what the program shows once they are loaded.

mod demo;
mod loading;
mod log;
mod made;
#[path = "../bench/office.rs"]
mod office;
mod reading;
mod readme;
mod register;
#[path = "../bench/session.rs"]
mod session;

use std::io::Read;

use chrono::NaiveDateTime;
use dondoc::domain::change::Actor;
use dondoc::domain::time::Now;
use dondoc::store::{Mode, Store};

const DEMO: &str = include_str!("../../data/demo/demo.json");

/// When the demo opens.
fn morning() -> Now {
    Now::from_local("2020-12-21T08:00:00".parse::<NaiveDateTime>().expect("a date and time"))
}

/// A new file with this input loaded; the folder goes when it is dropped.
fn loaded(input: impl Read) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut store = Store::open(&folder.path().join("new.db"), Mode::Create).expect("a new file");
    let actor = Actor { login: "tmhanh".into(), run: "test".into() };
    store.load(&actor, morning(), input, &mut |_| ()).expect("it loads");
    (folder, store)
}
