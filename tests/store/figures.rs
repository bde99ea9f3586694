//! Figures against a plain count of all records, and against the lists they open.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use dondoc::domain::PersonId;
use dondoc::domain::change::Change;
use dondoc::domain::deadline::Deadline;
use dondoc::domain::directive::NewDirective;
use dondoc::domain::paper::{Paper, Tasks, Wanted};
use dondoc::domain::query::{AgendaGroup, AgendaView, DirectiveFilter, Scope, TaskFilter};
use dondoc::domain::standing::{Count, Standing, standing};
use dondoc::domain::stats::{Attribution, Figures, GroupBy, Stats, StatsQuery, StatsRow, Window, days_late};
use dondoc::domain::task::{Assignment, AssignmentRole, NewTask, Progress, State, TaskKind};
use dondoc::domain::time::Now;
use dondoc::store::{Reach, Store};
use proptest::prelude::*;

use crate::support::{Office, an, at, day, due, letter, office, sound, task};
use crate::windows::{Seen, any_directive, seen, today};

const UNITS: [&str; 4] = ["Sở Nội vụ", "Sở Y tế", "Sở Lao động", "Ban Dân tộc"];

fn part(unit: &str, role: AssignmentRole, done_on: Option<NaiveDate>) -> Assignment {
    Assignment { unit: unit.into(), role, done_on, reply_document: None }
}

/// Directives with several leads, some of whose parts are done, and tasks that nobody leads.
fn with_parts(mut directives: Vec<NewDirective>, dice: &[u64]) -> Vec<NewDirective> {
    let mut dice = dice.iter().copied().cycle();
    let mut roll = |sides: u64| dice.next().unwrap_or(0) % sides;
    for (n, record) in directives.iter_mut().enumerate() {
        record.reference = Some(format!("{n}/UBND"));
        match roll(4) {
            0 => record.received_on = record.issued_on.take(),
            1 => record.received_on = Some(today()),
            _ => {}
        }
        for task in &mut record.tasks {
            let first = roll(4) as usize;
            task.assignments = (0..roll(4) as usize)
                .map(|nth| {
                    let role = if roll(5) == 0 { AssignmentRole::Support } else { AssignmentRole::Lead };
                    let done_on = (roll(3) == 0).then(|| today() - Days::new(roll(30)));
                    part(UNITS[(first + nth) % 4], role, done_on)
                })
                .collect();
        }
    }
    directives
}

/// Hands a unit over to another one. The register has its own way of doing so.
fn succeed(office: &Office, unit: &str, by: &str) {
    let sql = "UPDATE unit SET successor_id = (SELECT id FROM unit WHERE name = ?2) WHERE name = ?1";
    office.raw().execute(sql, [unit, by]).unwrap();
}

fn counts_as(unit: &str, rolls_up: bool) -> &str {
    match unit {
        "Sở Lao động" | "Ban Dân tộc" if rolls_up => "Sở Nội vụ",
        unit => unit,
    }
}

/// What the records say, counted one by one.
#[derive(Default)]
struct Naive {
    rows: BTreeMap<Option<String>, Figures>,
    total: Figures,
}

impl Naive {
    fn of(query: &StatsQuery, tasks: &[&Seen<'_>]) -> Self {
        let mut naive = Naive::default();
        for task in tasks {
            let follower = task.task.follower.clone().or(task.directive.follower.clone());
            let progress = &task.task.progress;
            let is_mine = query.scope == Scope::Office || follower.as_deref() == Some("an");
            if !is_mine {
                continue;
            }
            add(&mut naive.total, query, task, progress);
            if query.by == GroupBy::Person {
                add(naive.rows.entry(follower).or_default(), query, task, progress);
                continue;
            }
            let leads = task.task.assignments.iter().filter(|part| part.role == AssignmentRole::Lead);
            let mut parts: BTreeMap<Option<String>, Vec<Option<NaiveDate>>> = BTreeMap::new();
            for lead in leads {
                let unit = counts_as(&lead.unit, query.rolls_up).to_owned();
                parts.entry(Some(unit)).or_default().push(lead.done_on);
            }
            if parts.is_empty() {
                parts.insert(None, vec![None]);
            }
            for (unit, days) in parts {
                let done_on =
                    days.iter().copied().collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().max());
                let progress = match done_on {
                    Some(on) if progress.state != State::Withdrawn => &Progress::done(on),
                    _ => progress,
                };
                add(naive.rows.entry(unit).or_default(), query, task, progress);
            }
        }
        naive.rows.retain(|_, figures| figures.counts.total() > 0);
        naive
    }
}

fn add(figures: &mut Figures, query: &StatsQuery, task: &Seen<'_>, progress: &Progress) {
    let is_in = query.window.is_none_or(|window| {
        let on = match window.by {
            Attribution::Assigned => task.directive.issued_on.or(task.directive.received_on),
            Attribution::Due => task.due.on,
            Attribution::Completed => progress.done_on,
        };
        on.is_some_and(|on| on >= window.from && on <= window.to)
    });
    if is_in {
        let stands = standing(progress, task.due, at(9), 7);
        figures.add(stands, days_late(stands, task.due.on, progress.done_on, at(9)), 0);
    }
}

/// The tasks that filters give.
fn listed(store: &Store, filters: &[TaskFilter]) -> u64 {
    filters.iter().map(|filter| store.tasks(filter, at(9)).unwrap().len() as u64).sum()
}

/// Each figure is the number of tasks in the list that it opens.
fn check_lists(store: &Store, query: &StatsQuery, stats: &Stats) {
    let rows = stats.rows.iter().map(|row| (Some(row), &row.figures));
    for (row, figures) in rows.chain([(None, &stats.total)]) {
        assert_eq!(listed(store, &query.tasks(row, None)), figures.counts.total(), "{query:?} {row:?}");
        for count in Count::ALL {
            let filters = query.tasks(row, Some(count));
            assert_eq!(listed(store, &filters), figures.counts.of(count), "{query:?} {row:?} {count:?}");
        }
        let undated = query.tasks(row, Some(Count::OpenWithin)).into_iter();
        let undated = undated.filter(|filter| filter.status == Some(Standing::NoDeadline));
        assert_eq!(listed(store, &undated.collect::<Vec<_>>()), figures.undated);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_are_a_count_of_the_records_and_of_the_lists_they_open(
        directives in proptest::collection::vec(any_directive(), 1..7),
        dice in proptest::collection::vec(0u64..60, 97),
        (before, length) in (0u64..60, 0u64..70),
    ) {
        let mut office = office();
        let directives = with_parts(directives, &dice);
        let mut records = Vec::new();
        for record in directives {
            let id = office.add(record.clone());
            let ids: Vec<_> = office.store.checklist(id).unwrap().iter().map(|task| task.id).collect();
            records.push((record, ids));
        }
        succeed(&office, "Ban Dân tộc", "Sở Lao động");
        succeed(&office, "Sở Lao động", "Sở Nội vụ");
        let known = office.raw().query_row(
            "SELECT count(*) FROM unit WHERE name IN ('Sở Lao động', 'Sở Nội vụ', 'Ban Dân tộc')", [], |row| row.get::<_, i64>(0),
        ).unwrap();
        let tasks: Vec<Vec<Seen<'_>>> = records.iter().map(|(record, ids)| seen(record, ids)).collect();
        let tasks: Vec<&Seen<'_>> = tasks.iter().flatten().collect();
        let me = office.store.person("an").unwrap().and_then(|person| person.id);
        let from = today() - Days::new(before);
        let mut windows = vec![None];
        for by in [Attribution::Assigned, Attribution::Due, Attribution::Completed] {
            windows.push(Some(Window { by, from, to: from + Days::new(length) }));
        }
        // Where a successor is not in the file yet, nothing rolls up to it.
        let roll_ups: &[bool] = if known == 3 { &[false, true] } else { &[false] };
        for window in windows {
            for scope in [Some(Scope::Office), me.map(Scope::Mine)].into_iter().flatten() {
                for by in [GroupBy::Unit, GroupBy::Person] {
                    for rolls_up in roll_ups {
                        let query = StatsQuery { scope, by, window, rolls_up: *rolls_up };
                        let stats = office.store.stats(&query, at(9)).unwrap();
                        let naive = Naive::of(&query, &tasks);
                        let rows = stats.rows.iter().map(|row| (row.id.map(|_| row.name.clone()), row.figures));
                        prop_assert_eq!(rows.collect::<BTreeMap<_, _>>(), naive.rows, "{:?}", &query);
                        prop_assert_eq!(stats.total, naive.total, "{:?}", &query);
                        check_lists(&office.store, &query, &stats);
                    }
                }
            }
        }
    }
}

fn query(by: GroupBy) -> StatsQuery {
    StatsQuery { scope: Scope::Office, by, window: None, rolls_up: true }
}

#[test]
fn rows_stand_by_name_and_what_is_nobodys_last() {
    let mut office = office();
    let of = |unit: &str, follower: Option<&str>| {
        let assignments = vec![part(unit, AssignmentRole::Lead, None)];
        NewTask { assignments, follower: follower.map(str::to_owned), ..task("1", None) }
    };
    for (n, unit) in ["Sở Y tế", "Ủy ban 10", "Sở Ấn", "Ủy ban 9", "Đài"].into_iter().enumerate()
    {
        office.add(letter(&format!("{n}/UBND"), vec![of(unit, Some("binh"))]));
    }
    office.add(letter("6/UBND", vec![task("1", None)]));
    let names = |by| {
        let stats = office.store.stats(&query(by), at(9)).unwrap();
        stats.rows.into_iter().map(|row| (row.name, row.figures.counts.total())).collect::<Vec<_>>()
    };
    let expected = [("Đài", 1), ("Sở Ấn", 1), ("Sở Y tế", 1), ("Ủy ban 9", 1), ("Ủy ban 10", 1), ("", 1)];
    assert_eq!(names(GroupBy::Unit), expected.map(|(name, n)| (name.to_owned(), n)));
    assert_eq!(names(GroupBy::Person), [("binh".to_owned(), 5), (String::new(), 1)]);
    sound(&office.store);
}

/// Whichever of the two stands first in the letter.
#[test]
fn a_row_that_units_roll_up_to_is_done_with_the_last_of_their_parts() {
    let mut office = office();
    let early = part("Sở Lao động", AssignmentRole::Lead, Some(day("2020-12-05")));
    let late = part("Sở Nội vụ", AssignmentRole::Lead, Some(day("2020-12-15")));
    let task = |item, assignments| NewTask { assignments, ..task(item, Some("2020-12-10")) };
    let tasks = vec![task("1", vec![early.clone(), late.clone()]), task("2", vec![late, early])];
    office.add(letter("1/UBND", tasks));
    succeed(&office, "Sở Lao động", "Sở Nội vụ");
    let apart = [("Sở Lao động", 2, 0), ("Sở Nội vụ", 0, 2)];
    for (rolls_up, expected) in [(false, &apart[..]), (true, &[("Sở Nội vụ", 0, 2)])] {
        let query = StatsQuery { rolls_up, ..query(GroupBy::Unit) };
        let stats = office.store.stats(&query, at(9)).unwrap();
        let of = |row: &StatsRow| {
            let counts = row.figures.counts;
            (row.name.clone(), counts.done_on_time, counts.done_late)
        };
        let expected: Vec<_> =
            expected.iter().map(|(unit, in_time, late)| ((*unit).to_owned(), *in_time, *late)).collect();
        assert_eq!(stats.rows.iter().map(of).collect::<Vec<_>>(), expected);
        check_lists(&office.store, &query, &stats);
    }
}

#[test]
fn extensions_are_consents_to_a_later_day() {
    let mut office = office();
    office.add(letter("1/UBND", vec![task("1", Some("2020-12-10")), task("2", Some("2020-12-10"))]));
    let tasks = office.store.tasks(&TaskFilter::default(), at(9)).unwrap();
    let mut old = due("2020-12-10");
    for (document, on) in [
        (Some("9/UBND"), "2020-12-20"),
        (Some("10/UBND"), "2020-12-15"),
        (None, "2020-12-30"),
        (Some("11/UBND"), "2021-01-05"),
    ] {
        let new = due(on);
        let change = Change::DeadlineSet {
            task: tasks[0].id,
            old: Some(old),
            new: Some(new.clone()),
            document: document.map(str::to_owned),
            reason: None,
        };
        office.store.apply(&an(), at(9), &[change]).unwrap();
        old = new;
    }
    let total = |office: &Office| office.store.stats(&query(GroupBy::Unit), at(9)).unwrap().total;
    assert_eq!((total(&office).extensions, total(&office).extended), (2, 1));
    office.store.undo(&an(), at(9), Reach::Run).unwrap();
    assert_eq!((total(&office).extensions, total(&office).extended), (1, 1));
    assert_eq!(total(&office).days_late, 11, "the second task, due on 10/12, is late by 11 days");
}

/// A recurring duty whose times are tasks below it.
#[test]
fn a_rule_stands_in_no_count_and_in_no_list_of_open_tasks() {
    let mut office = office();
    let rule = NewTask { kind: TaskKind::Periodic, ..task("1", None) };
    let time = |item: &str, on: &str| NewTask {
        kind: TaskKind::Periodic,
        parent: Some("1".into()),
        ..task(item, Some(on))
    };
    office.add(letter("1/UBND", vec![rule, time("1.1", "2020-12-01"), time("1.2", "2021-01-01")]));
    let all = office.store.stats(&query(GroupBy::Unit), at(9)).unwrap();
    assert_eq!((all.total.counts.total(), all.total.counts.open_overdue), (2, 1));
    let items = |status| {
        let filter = TaskFilter { status, ..TaskFilter::default() };
        office.store.tasks(&filter, at(9)).unwrap().into_iter().map(|task| task.item).collect::<Vec<_>>()
    };
    assert_eq!(items(None), ["1.1", "1.2"]);
    assert_eq!(items(Some(Standing::Recurring)), ["1"]);
    assert_eq!(items(Some(Standing::NoDeadline)), Vec::<String>::new());
    let nobody = TaskFilter { follower: Some(Some(PersonId(99))), ..TaskFilter::default() };
    assert_eq!(office.store.tasks(&nobody, at(9)).unwrap(), []);
}

#[test]
fn the_next_hour_is_that_of_an_open_task_of_today_and_counts_from_the_minute_after() {
    let mut office = office();
    let at_hour = |item: &str, hour: &str| {
        let mut task = task(item, None);
        task.deadline = Some(Deadline { at: hour.parse().ok(), ..due("2020-12-21") });
        task
    };
    let done = NewTask { progress: Progress::done(day("2020-12-21")), ..at_hour("1", "09:00:00") };
    let tasks = vec![done, at_hour("2", "16:30:00"), at_hour("3", "10:00:00"), task("4", Some("2020-12-21"))];
    office.add(letter("1/UBND", tasks));
    let hour = |now: &str| Now::from_local(format!("2020-12-21T{now}").parse().unwrap());
    let figures = |now: Now| {
        let all = StatsQuery { scope: Scope::Office, by: GroupBy::Unit, window: None, rolls_up: true };
        office.store.stats(&all, now).unwrap().total.counts
    };
    for (now, next) in [
        ("08:00:00", Some("10:01:00")),
        ("10:00:59", Some("10:01:00")),
        ("10:01:00", Some("16:31:00")),
        ("16:31:00", None),
    ] {
        let next = next.map(hour);
        assert_eq!(office.store.next_hour(hour(now)).unwrap(), next, "{now}");
        let Some(next) = next else { continue };
        let just_before = Now::new(next.at() - chrono::TimeDelta::seconds(1));
        assert_eq!(figures(hour(now)), figures(just_before), "nothing passes before");
        assert_ne!(figures(just_before), figures(next));
    }
}

#[test]
fn papers_hold_the_rows_that_the_agenda_lists_and_those_that_were_marked() {
    let mut office = office();
    let tasks = vec![task("1", Some("2021-06-01")), task("2", Some("2020-12-18")), task("3", None)];
    office.add(letter("1/UBND", tasks));
    let stats = StatsQuery { scope: Scope::Office, by: GroupBy::Unit, window: None, rolls_up: true };
    let printed = |tasks: Tasks| {
        let wanted = Wanted { paper: Paper::List, tasks, stats: stats.clone(), rolls_up: None, unit: None };
        let matter = office.store.matter(&wanted, &an(), at(8)).unwrap();
        matter.tasks.into_iter().map(|task| task.row.item).collect::<Vec<_>>()
    };
    let view = |folded| AgendaView { scope: Scope::Office, filter: DirectiveFilter::default(), folded };
    assert_eq!(printed(Tasks::Agenda(view(vec![]))), ["2", "1", "3"]);
    assert_eq!(printed(Tasks::Agenda(view(vec![AgendaGroup::Later]))), ["2", "3"]);
    let open = office.store.tasks(&TaskFilter::default(), at(8)).unwrap();
    let id = |item: &str| open.iter().find(|task| task.item == item).unwrap().id;
    assert_eq!(printed(Tasks::These(vec![id("3"), id("1")])), ["1", "3"], "by due date");
}
