//! View 3: the figures of a quarter and of all time, by unit.

use divan::{Bencher, black_box};
use dondoc::domain::period::{Period, Span};
use dondoc::domain::query::Scope;
use dondoc::domain::stats::{Attribution, GroupBy, StatsQuery, Window};

use super::lists::{now, open, today};

const TASKS: usize = 100_000;
const WINDOWS: [Option<Attribution>; 4] =
    [Some(Attribution::Assigned), Some(Attribution::Due), Some(Attribution::Completed), None];

/// `None`: all time.
#[divan::bench(args = WINDOWS)]
fn quarter(bencher: Bencher<'_, '_>, by: Option<Attribution>) {
    let store = open(TASKS);
    let days = Period::around(Span::Quarter, today(), 1).days(1).expect("a quarter");
    let window = by.map(|by| Window { by, from: days.0, to: days.1 });
    let query = StatsQuery { scope: Scope::Office, by: GroupBy::Unit, window, rolls_up: true };
    bencher.bench_local(|| store.stats(black_box(&query), now()).expect("the figures"));
}
