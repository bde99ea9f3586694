//! The data file: windows of the board at its ends and in its middle, checklist, counts, marking.

use std::path::PathBuf;

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use dondoc::domain::change::{Actor, Change};
use dondoc::domain::log::{LogFilter, LogTab, LogView, Visit};
use dondoc::domain::query::{
    AgendaGroup, AgendaKey, AgendaView, DirectiveFilter, DirectiveKey, From, Scope, Stage, View,
};
use dondoc::domain::time::Now;
use dondoc::domain::{DirectiveId, PersonId, TaskId};
use dondoc::store::{Mode, Store};

use super::office;

/// Figures are to be alike for both.
pub const SIZES: [usize; 2] = [10_000, 100_000];
const PAGE: usize = 24;

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 12, 21).expect("a day of the calendar")
}

pub fn now() -> Now {
    Now::from_local(today().and_hms_opt(8, 0, 0).expect("a time of day"))
}

/// A data file of so many tasks, made when it is first asked for.
pub fn open(tasks: usize) -> Store {
    static MADE: std::sync::Mutex<Vec<usize>> = std::sync::Mutex::new(Vec::new());
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("office-{tasks}.db"));
    let mut made = MADE.lock().expect("no bench panicked");
    if !made.contains(&tasks) {
        for suffix in ["", "-wal", "-shm"] {
            let mut old = path.clone().into_os_string();
            old.push(suffix);
            // What is not there need not be removed.
            let _ = std::fs::remove_file(old);
        }
        let mut store = Store::open(&path, Mode::Create).expect("a new data file");
        store.load(&actor(), now(), office::json(tasks, today()), &mut |_| ()).expect("the office loads");
        made.push(tasks);
    }
    Store::open(&path, Mode::ReadWrite).expect("the data file opens")
}

fn actor() -> Actor {
    Actor { login: "bench".into(), run: "bench".into() }
}

fn bench_window(bencher: Bencher<'_, '_>, store: &Store, from: &From<DirectiveKey>) {
    bencher.bench_local(|| {
        store.board(&View::of(Scope::Office), black_box(from), PAGE, today()).expect("a window")
    });
}

#[divan::bench(args = SIZES)]
fn board_first(bencher: Bencher<'_, '_>, tasks: usize) {
    bench_window(bencher, &open(tasks), &From::Start);
}

/// Around the day most directives are due at.
#[divan::bench(args = SIZES)]
fn board_middle(bencher: Bencher<'_, '_>, tasks: usize) {
    let key = DirectiveKey { due: "2021-01-15".into(), urgency: 3, id: DirectiveId(0) };
    bench_window(bencher, &open(tasks), &From::At { key, skip: 0 });
}

#[divan::bench(args = SIZES)]
fn board_end(bencher: Bencher<'_, '_>, tasks: usize) {
    bench_window(bencher, &open(tasks), &From::End);
}

#[divan::bench(args = SIZES)]
fn strip(bencher: Bencher<'_, '_>, tasks: usize) {
    let store = open(tasks);
    bencher.bench_local(|| store.strip(Scope::Office, today()).expect("the counts"));
}

/// The first directive of the board: late, with open tasks.
fn first_directive(store: &Store) -> DirectiveId {
    let board = store.board(&View::of(Scope::Office), &From::Start, 1, today()).expect("a window");
    board.rows.first().expect("the office has directives").id()
}

#[divan::bench(args = SIZES)]
fn checklist(bencher: Bencher<'_, '_>, tasks: usize) {
    let store = open(tasks);
    let directive = first_directive(&store);
    bencher.bench_local(|| store.checklist(black_box(directive)).expect("the tasks"));
}

/// One commit with its journal entry, marking a task done and open again in turn.
#[divan::bench(args = SIZES)]
fn apply_done(bencher: Bencher<'_, '_>, tasks: usize) {
    let mut store = open(tasks);
    let rows = store.checklist(first_directive(&store)).expect("the tasks");
    let task = rows.into_iter().next().expect("a directive has tasks");
    let mut shown = task.progress;
    bencher.bench_local(|| {
        let change = match shown.done_on {
            None => Change::done(task.id, &shown, today()),
            Some(_) => Change::reopened(task.id, &shown),
        };
        store.apply(&actor(), now(), std::slice::from_ref(&change)).expect("nobody else writes");
        if let Change::TaskProgress { new, .. } = change {
            shown = new;
        }
    });
}

fn log(tab: LogTab, scope: Scope) -> LogView {
    let visit = Visit { login: "nobody".into(), since: 0 };
    LogView { tab, scope, filter: LogFilter::default(), visit: Some(visit) }
}

#[divan::bench(args = SIZES)]
fn log_end(bencher: Bencher<'_, '_>, tasks: usize) {
    let (store, view) = (open(tasks), log(LogTab::Journal, Scope::Office));
    bencher.bench_local(|| store.log(black_box(&view), &From::End, PAGE).expect("a window"));
}

#[divan::bench(args = SIZES)]
fn log_mine(bencher: Bencher<'_, '_>, tasks: usize) {
    let (store, view) = (open(tasks), log(LogTab::Journal, Scope::Mine(PersonId(1))));
    bencher.bench_local(|| store.log(black_box(&view), &From::Start, PAGE).expect("a window"));
}

/// Somebody who was away for long: what is new is as much as it can be.
#[divan::bench(args = SIZES)]
fn news(bencher: Bencher<'_, '_>, tasks: usize) {
    let (store, visit) = (open(tasks), Visit { login: "nobody".into(), since: 0 });
    bencher.bench_local(|| store.news(Scope::Office, black_box(&visit)).expect("a number"));
}

fn bench_agenda(bencher: Bencher<'_, '_>, tasks: usize, scope: Scope, from: &From<AgendaKey>) {
    let store = open(tasks);
    let view = AgendaView { scope, filter: DirectiveFilter::default(), folded: Vec::new() };
    bencher.bench_local(|| store.agenda(&view, black_box(from), PAGE, today()).expect("a page"));
}

fn mine(tasks: usize) -> Scope {
    let person = open(tasks).person("lvhung").expect("people are read").expect("he follows a third");
    Scope::Mine(person.id.expect("a person read has a number"))
}

#[divan::bench(args = SIZES)]
fn agenda_first(bencher: Bencher<'_, '_>, tasks: usize) {
    bench_agenda(bencher, tasks, Scope::Office, &From::Start);
}

#[divan::bench(args = SIZES)]
fn agenda_first_mine(bencher: Bencher<'_, '_>, tasks: usize) {
    bench_agenda(bencher, tasks, mine(tasks), &From::Start);
}

/// In the middle of what is due later, a page further.
#[divan::bench(args = SIZES)]
fn agenda_middle(bencher: Bencher<'_, '_>, tasks: usize) {
    let task = Some(("2021-06-15 24".to_owned(), TaskId(0)));
    let key = AgendaKey { group: AgendaGroup::Later, task };
    bench_agenda(bencher, tasks, Scope::Office, &From::At { key, skip: PAGE });
}

#[divan::bench(args = SIZES)]
fn agenda_end_mine(bencher: Bencher<'_, '_>, tasks: usize) {
    bench_agenda(bencher, tasks, mine(tasks), &From::End);
}

/// Few pass, so all groups are walked and counted.
#[divan::bench(args = SIZES)]
fn agenda_filtered(bencher: Bencher<'_, '_>, tasks: usize) {
    let store = open(tasks);
    let filter = DirectiveFilter { stage: Some(Stage::Reported), ..DirectiveFilter::default() };
    let view = AgendaView { scope: Scope::Office, filter, folded: Vec::new() };
    bencher.bench_local(|| store.agenda(&view, &From::Start, PAGE, today()).expect("a page"));
}
