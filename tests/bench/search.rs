//! Finding: each beginning of what somebody types, records and letters, and the filtered, sorted board.

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use dondoc::domain::directive::Urgency;
use dondoc::domain::query::{DirectiveFilter, From, Scope, Sort, Stage, View};

use super::lists::{open, today};

/// Beginnings of queries as they are typed; the last two find nothing.
const TYPED: [&str; 18] = [
    "v",
    "va",
    "van",
    "van b",
    "van ban",
    "đ",
    "đào",
    "đào tạo b",
    "t",
    "th",
    "thu tuc",
    "1",
    "10",
    "1792",
    "ubnd-n",
    "so noi vu",
    "khong co",
    "zz",
];
const PAGE: usize = 30;
const TASKS: usize = 100_000;

#[divan::bench(args = TYPED)]
fn records(bencher: Bencher<'_, '_>, typed: &str) {
    let store = open(TASKS);
    bencher.bench_local(|| store.search_records(black_box(typed), PAGE, &|| false).expect("a page"));
}

/// On a connection that has read nothing yet.
#[divan::bench(args = TYPED, sample_count = 10, sample_size = 1)]
fn records_cold(bencher: Bencher<'_, '_>, typed: &str) {
    open(TASKS);
    bencher
        .with_inputs(|| open(TASKS))
        .bench_local_refs(|store| store.search_records(black_box(typed), PAGE, &|| false).expect("a page"));
}

#[divan::bench(args = TYPED)]
fn letters(bencher: Bencher<'_, '_>, typed: &str) {
    let store = open(TASKS);
    bencher.bench_local(|| store.search_letters(black_box(typed), PAGE, &|| false).expect("a page"));
}

/// A page of each order, and of filters that few or no directives pass.
fn bench_board(bencher: Bencher<'_, '_>, filter: &DirectiveFilter, sort: Sort) {
    let store = open(TASKS);
    let view = View { scope: Scope::Office, filter: filter.clone(), sort };
    bencher.bench_local(|| store.board(black_box(&view), &From::Start, 24, today()).expect("a window"));
}

#[divan::bench(args = [Sort::Due, Sort::Issued, Sort::Reference, Sort::Subject, Sort::Follower])]
fn board_sorted(bencher: Bencher<'_, '_>, sort: Sort) {
    bench_board(bencher, &DirectiveFilter::default(), sort);
}

#[divan::bench(args = [Sort::Due, Sort::Issued, Sort::Follower])]
fn board_late(bencher: Bencher<'_, '_>, sort: Sort) {
    bench_board(bencher, &DirectiveFilter { stage: Some(Stage::Late), ..DirectiveFilter::default() }, sort);
}

#[divan::bench(args = [Sort::Due, Sort::Issued])]
fn board_of_a_unit(bencher: Bencher<'_, '_>, sort: Sort) {
    let unit = Some("Sở Nội vụ".to_owned());
    bench_board(bencher, &DirectiveFilter { unit, ..DirectiveFilter::default() }, sort);
}

/// Nothing passes: every row is tested.
#[divan::bench(args = [Stage::Undated, Stage::Extended, Stage::Late])]
fn board_of_none(bencher: Bencher<'_, '_>, stage: Stage) {
    let urgency = Some(Urgency::Express);
    let filter = DirectiveFilter { stage: Some(stage), urgency, ..DirectiveFilter::default() };
    bench_board(bencher, &filter, Sort::Subject);
}

/// The same of a unit with many tasks, where each row's tasks are looked at.
#[divan::bench]
fn board_of_a_unit_and_none(bencher: Bencher<'_, '_>) {
    let filter = DirectiveFilter {
        unit: Some("Sở Nội vụ".to_owned()),
        stage: Some(Stage::NoReply),
        due_by: NaiveDate::from_ymd_opt(2019, 1, 1),
        ..DirectiveFilter::default()
    };
    bench_board(bencher, &filter, Sort::Issued);
}
