//! Finding: each beginning of what somebody types, records and letters, and the filtered, sorted board.

use divan::{Bencher, black_box};

use super::lists::open;

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
