//! The made-up office that benches and measurements use is what it says it is.

use std::collections::BTreeSet;
use std::io::Read;

use chrono::NaiveDate;
use dondoc::domain::task::State;
use dondoc::domain::whole::ExportedDirective;

use crate::{morning, office};

fn today() -> NaiveDate {
    morning().today()
}

#[test]
fn it_has_the_tasks_asked_for() {
    for tasks in [0, 1, 2, 7, 1000] {
        let sizes: Vec<_> = office::directives(tasks, today()).map(|d| d.record.tasks.len()).collect();
        assert_eq!(sizes.iter().sum::<usize>(), tasks);
        let full = &sizes[..sizes.len().saturating_sub(1)];
        assert!(full.iter().all(|size| (3..=8).contains(size)), "{sizes:?}");
    }
}

#[test]
fn its_tasks_are_spread_as_in_offices() {
    let made: Vec<_> = office::directives(9000, today()).map(|d| d.record).collect();
    let references: BTreeSet<_> = made.iter().map(|d| d.reference.clone()).collect();
    assert_eq!(references.len(), made.len());
    let tasks: Vec<_> = made.iter().flat_map(|d| &d.tasks).collect();
    let days: BTreeSet<i64> =
        tasks.iter().map(|t| (t.deadline.as_ref().unwrap().on.unwrap() - today()).num_days()).collect();
    assert_eq!((days.first(), days.last()), (Some(&-30), Some(&365)));
    let done = tasks.iter().filter(|t| t.progress.state == State::Done).count();
    assert!((2850..=3150).contains(&done), "{done} of 9000 done");
    assert!(tasks.iter().all(|t| t.progress.done_on.is_none_or(|on| on <= today())));
    for directive in &made {
        assert!(directive.reference.as_deref().is_some_and(|reference| reference.contains("/UBND-")));
        for task in &directive.tasks {
            let span = task.span.unwrap();
            assert_eq!(directive.original.get(span.from..span.to), Some(task.text.as_str()));
        }
    }
}

#[test]
fn its_json_holds_it_whole_and_the_same_each_time() {
    let read = || {
        let mut text = String::new();
        office::json(300, today()).read_to_string(&mut text).unwrap();
        text
    };
    assert_eq!(read(), read());
    let mut whole: serde_json::Value = serde_json::from_str(&read()).unwrap();
    let directives: Vec<ExportedDirective> = serde_json::from_value(whole["directives"].take()).unwrap();
    assert_eq!(directives, office::directives(300, today()).collect::<Vec<_>>());
}
