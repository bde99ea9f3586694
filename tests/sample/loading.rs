//! The sample data and the made-up office as a data file: what the first screen and the counts say.

use chrono::NaiveDate;
use dondoc::domain::query::{From, Scope, StripCounts, View, agenda_group};
use dondoc::domain::task::{NewTask, TaskKind};

use crate::{DEMO, loaded, morning, office};

#[test]
fn the_demo_opens_on_seven_directives_worst_first() {
    let (_folder, store) = loaded(DEMO.as_bytes());
    let me = store.person("tmhanh").unwrap().and_then(|person| person.id).expect("the demo's person");
    assert!(store.follows_anything(me).unwrap());
    let today = morning().today();
    let board = store.board(&View::of(Scope::Mine(me)), &From::Start, 20, today).unwrap();
    let rows: Vec<_> =
        board.rows.iter().map(|row| (row.reference.as_str(), row.n_done, row.n_total)).collect();
    let expected = [
        ("1655/UBND-NC", 2, 3),
        ("09/CT-UBND", 0, 4),
        ("210/TB-VP", 1, 2),
        ("1788/UBND-NC", 0, 1),
        ("1792/UBND-NC", 0, 5),
        ("88/KH-UBND", 0, 3),
        ("1701/UBND-TH", 5, 5),
    ];
    assert_eq!(rows, expected);
    let strip = StripCounts { late: 3, today: 1, soon: 1, next_30: 2, later: 3, undated: 5, reports: 2 };
    assert_eq!(board.strip, strip);
    assert_eq!(store.strip(Scope::Mine(me), today).unwrap(), board.strip);
}

/// The same count from the plain values.
fn counted<'a>(tasks: impl Iterator<Item = &'a NewTask>, today: NaiveDate) -> StripCounts {
    let mut strip = StripCounts::default();
    for task in tasks.filter(|task| task.progress.state.is_open()) {
        let due = task.deadline.as_ref().and_then(|deadline| deadline.on);
        let reports = i64::from(task.kind == TaskKind::ReportDuty);
        strip.add(agenda_group(due, task.internal_due, today, 7), 1, reports);
    }
    strip
}

#[test]
fn a_generated_office_is_counted_as_it_was_made() {
    let today = morning().today();
    let (_folder, store) = loaded(office::json(1000, today));
    let made: Vec<_> = office::directives(1000, today).flat_map(|d| d.record.tasks).collect();
    assert_eq!(store.strip(Scope::Office, today).unwrap(), counted(made.iter(), today));
    let board = store.board(&View::of(Scope::Office), &From::Start, 5, today).unwrap();
    assert_eq!(board.n_total as usize, office::directives(1000, today).count());
    assert!(board.rows.iter().all(|row| row.reference.contains("UBND")));
}
