//! Windows, counts and filtered lists against a naive model that sorts and counts everything.

use chrono::{Days, NaiveDate};
use dondoc::domain::change::{Change, Outcome};
use dondoc::domain::deadline::Deadline;
use dondoc::domain::directive::{NewDirective, Urgency};
use dondoc::domain::query::{
    DirectiveKey, From, Scope, StripCounts, TaskFilter, TaskRow, View, agenda_group,
};
use dondoc::domain::standing::{Due, Standing, standing};
use dondoc::domain::task::{Assignment, AssignmentRole, NewTask, Progress, State, TaskKind};
use dondoc::domain::{DirectiveId, PersonId, TaskId};
use dondoc::text;
use proptest::prelude::*;

use crate::support::{Office, an, at, day, due, letter, office, sound, task};

pub fn today() -> NaiveDate {
    day("2020-12-21")
}

/// Days around today, many of them equal.
fn near() -> impl Strategy<Value = Option<NaiveDate>> {
    let soon =
        (0u64..45).prop_map(|days| today().checked_sub_days(Days::new(4)).unwrap() + Days::new(days / 2 * 2));
    proptest::option::weighted(0.7, soon)
}

fn login() -> impl Strategy<Value = Option<String>> {
    prop_oneof![Just(None), Just(None), Just(Some("an".into())), Just(Some("binh".into()))]
}

fn any_task() -> impl Strategy<Value = NewTask> {
    let state = prop_oneof![
        4 => Just(State::Open), 1 => Just(State::Doing), 1 => Just(State::Reported), 2 => Just(State::Done),
        1 => Just(State::Paused), 1 => Just(State::Withdrawn),
    ];
    let hour = proptest::option::weighted(0.2, Just("07:30:00".parse().unwrap()));
    (near(), near(), login(), state, hour, any::<bool>(), any::<bool>(), near()).prop_map(
        |(on, internal, follower, state, at, is_report, is_child, done_on)| {
            let deadline = on.map(|on| Deadline { at, ..due(&on.to_string()) });
            let done_on = (state == State::Done).then(|| done_on.unwrap_or(today()));
            NewTask {
                deadline,
                follower,
                internal_due: internal.filter(|_| is_report != is_child),
                kind: if is_report { TaskKind::ReportDuty } else { TaskKind::Ordinary },
                parent: is_child.then(|| "1".into()),
                progress: Progress { state, done_on, ..Progress::default() },
                ..task("x", None)
            }
        },
    )
}

pub fn any_directive() -> impl Strategy<Value = NewDirective> {
    let urgency =
        prop_oneof![3 => Just(Urgency::Normal), 1 => Just(Urgency::Express), 1 => Just(Urgency::Urgent)];
    (proptest::collection::vec(any_task(), 0..5), login(), urgency, 0u64..400).prop_map(
        |(mut tasks, follower, urgency, age)| {
            for (at, task) in tasks.iter_mut().enumerate() {
                task.item = (at + 1).to_string();
                task.parent = task.parent.take().filter(|_| at > 0);
                let unit = if at % 2 == 0 { "Sở Nội vụ" } else { "Sở Y tế" };
                let part = Assignment {
                    unit: unit.into(),
                    role: AssignmentRole::Lead,
                    done_on: None,
                    reply_document: None,
                };
                task.assignments = vec![part];
            }
            let issued_on = today().checked_sub_days(Days::new(age));
            NewDirective { follower, urgency, issued_on, ..letter("?", tasks) }
        },
    )
}

/// One task as the naive model sees it.
pub struct Seen<'a> {
    pub id: TaskId,
    pub directive: &'a NewDirective,
    pub task: &'a NewTask,
    pub due: Due,
}

impl Seen<'_> {
    fn agenda(&self) -> Option<NaiveDate> {
        self.due.on.into_iter().chain(self.task.internal_due).min()
    }

    fn follower(&self) -> Option<&str> {
        self.task.follower.as_deref().or(self.directive.follower.as_deref())
    }
}

pub fn seen<'a>(directive: &'a NewDirective, ids: &[TaskId]) -> Vec<Seen<'a>> {
    let own =
        |task: &NewTask| task.deadline.as_ref().map(|deadline| Due { on: deadline.on, at: deadline.at });
    let none = Due { on: None, at: None };
    let tasks = directive.tasks.iter().zip(ids);
    tasks
        .map(|(task, id)| {
            let parent = task.parent.as_ref().and_then(|_| own(&directive.tasks[0]));
            Seen { id: *id, directive, task, due: own(task).or(parent).unwrap_or(none) }
        })
        .collect()
}

pub fn key(id: DirectiveId, directive: &NewDirective, tasks: &[Seen<'_>]) -> DirectiveKey {
    let open: Vec<_> = tasks.iter().filter(|task| task.task.progress.state.is_open()).collect();
    let counted = tasks.iter().filter(|task| task.task.progress.state != State::Withdrawn);
    let states: Vec<_> = counted.map(|task| task.task.progress.state).collect();
    let finished = !states.is_empty() && states.iter().all(|state| *state == State::Done);
    let nearest = open.iter().filter_map(|task| task.agenda()).min();
    let due = nearest.map(|on| on.to_string()).unwrap_or(if finished { "~2" } else { "~1" }.into());
    let urgency = match directive.urgency {
        Urgency::Express => 0,
        Urgency::VeryUrgent => 1,
        Urgency::Urgent => 2,
        Urgency::Normal => 3,
    };
    DirectiveKey { due, urgency, id }
}

pub fn is_mine(directive: &NewDirective, login: &str) -> bool {
    let tasks = directive.tasks.iter().map(|task| &task.follower);
    tasks.chain([&directive.follower]).any(|follower| follower.as_deref() == Some(login))
}

fn check_board(office: &Office, scope: Scope, keys: &[DirectiveKey], limit: usize, skip: usize) {
    let board = |from: &From<DirectiveKey>, limit| {
        office.store.board(&View::of(scope), from, limit, today()).unwrap()
    };
    let rows = |from: &From<DirectiveKey>, limit| -> Vec<DirectiveKey> {
        board(from, limit).rows.into_iter().map(|row| row.key).collect()
    };
    assert_eq!(rows(&From::Start, usize::MAX), keys);
    assert_eq!(rows(&From::Start, limit), keys[..limit.min(keys.len())]);
    assert_eq!(rows(&From::End, limit), keys[keys.len() - limit.min(keys.len())..]);
    for (at, key) in keys.iter().enumerate() {
        let from = (at + skip).min(keys.len());
        let found = board(&From::At { key: key.clone(), skip }, limit);
        let expected = &keys[from..(from + limit).min(keys.len())];
        assert_eq!(found.rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>(), expected);
        assert_eq!(found.more_above, from > 0 && !expected.is_empty());
        assert_eq!(found.more_below, from + limit < keys.len() && !expected.is_empty());
        let to = at.saturating_sub(skip);
        assert_eq!(rows(&From::Before { key: key.clone(), skip }, limit), keys[to.saturating_sub(limit)..to]);
        let around = office.store.board_around(&View::of(scope), key.id, skip, limit, today()).unwrap();
        assert_eq!(around.rows.len(), limit.min(keys.len()), "a full window wherever there are rows");
        let place = around.rows.iter().position(|row| row.key == *key);
        assert!(
            place.is_some_and(|place| place <= skip.max(limit.saturating_sub(keys.len() - at))),
            "{place:?}"
        );
    }
}

fn strip(tasks: &[&Seen<'_>]) -> StripCounts {
    let mut strip = StripCounts::default();
    for task in tasks {
        let reports = i64::from(task.task.kind == TaskKind::ReportDuty);
        strip.add(agenda_group(task.due.on, task.task.internal_due, today(), 7), 1, reports);
    }
    strip
}

fn check_lists(office: &Office, tasks: &[&Seen<'_>]) {
    let now = at(9);
    let stands = |task: &Seen<'_>| standing(&task.task.progress, task.due, now, 7);
    let is_open = |task: &Seen<'_>| task.task.progress.state.is_open();
    let unit = |task: &Seen<'_>| text::fold(&task.task.assignments[0].unit);
    let none = TaskFilter::default;
    type Wanted<'a> = Box<dyn Fn(&Seen<'_>) -> bool + 'a>;
    let mut cases: Vec<(TaskFilter, Wanted<'_>)> = vec![
        (none(), Box::new(is_open)),
        (TaskFilter { overdue: true, ..none() }, Box::new(|task| stands(task) == Standing::Overdue)),
        (
            TaskFilter { due_within: Some(3), ..none() },
            Box::new(|task| {
                is_open(task) && task.due.on.is_some_and(|on| on >= today() && on <= today() + Days::new(3))
            }),
        ),
        (
            TaskFilter { unit: Some("nội".into()), ..none() },
            Box::new(|task| is_open(task) && unit(task).contains("noi")),
        ),
        (
            TaskFilter { person: Some("An".into()), ..none() },
            Box::new(|task| is_open(task) && task.follower() == Some("an")),
        ),
        (
            TaskFilter { since: Some(day("2020-11-01")), ..none() },
            Box::new(|task| is_open(task) && task.directive.issued_on >= Some(day("2020-11-01"))),
        ),
        (
            TaskFilter { text: Some("soat 2/UBND".into()), ..none() },
            Box::new(|task| is_open(task) && task.directive.reference.as_deref() == Some("2/UBND")),
        ),
    ];
    for status in [
        Standing::Overdue,
        Standing::DueSoon,
        Standing::OnTrack,
        Standing::NoDeadline,
        Standing::DoneOnTime,
        Standing::DoneLate,
        Standing::Paused,
        Standing::Withdrawn,
    ] {
        cases.push((
            TaskFilter { status: Some(status), ..none() },
            Box::new(move |task| stands(task) == status),
        ));
    }
    for (filter, wanted) in cases {
        let mut expected: Vec<_> = tasks.iter().filter(|task| wanted(task)).collect();
        expected.sort_by_key(|task| (task.due.on.is_none(), task.due.on, task.id));
        let expected: Vec<TaskId> = expected.iter().map(|task| task.id).collect();
        let found = office.store.tasks(&filter, now).unwrap();
        assert_eq!(found.iter().map(|task| task.id).collect::<Vec<_>>(), expected, "{filter:?}");
        let first = office.store.tasks(&TaskFilter { limit: Some(2), ..filter }, now).unwrap();
        assert_eq!(first[..], found[..found.len().min(2)]);
    }
}

fn check_all(
    office: &Office,
    records: &[(DirectiveId, NewDirective, Vec<TaskId>)],
    limit: usize,
    skip: usize,
) {
    let tasks: Vec<Vec<Seen<'_>>> = records.iter().map(|(_, record, ids)| seen(record, ids)).collect();
    let mut scopes = vec![(Scope::Office, None)];
    for login in ["an", "binh"] {
        let person = office.store.person(login).unwrap().and_then(|person| person.id);
        scopes.push((Scope::Mine(person.unwrap_or(PersonId(99))), Some(login)));
    }
    for (scope, login) in scopes {
        let mine = |record: &NewDirective| login.is_none_or(|login| is_mine(record, login));
        let mut keys: Vec<_> = records
            .iter()
            .zip(&tasks)
            .filter(|((_, record, _), _)| mine(record))
            .map(|((id, record, _), tasks)| key(*id, record, tasks))
            .collect();
        keys.sort();
        check_board(office, scope, &keys, limit, skip);
        let board = office.store.board(&View::of(scope), &From::Start, 1, today()).unwrap();
        let n_open = keys.iter().filter(|key| key.due != "~2").count() as i64;
        assert_eq!((board.n_total, board.n_open), (keys.len() as i64, n_open));
        let open = tasks.iter().flatten().filter(|task| task.task.progress.state.is_open());
        let open: Vec<_> =
            open.filter(|task| login.is_none_or(|login| task.follower() == Some(login))).collect();
        assert_eq!(board.strip, strip(&open), "{scope:?}");
    }
    check_lists(office, &tasks.iter().flatten().collect::<Vec<_>>());
    sound(&office.store);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn windows_counts_and_lists_agree_with_sorting_and_counting_everything(
        directives in proptest::collection::vec(any_directive(), 0..12),
        changes in proptest::collection::vec((0usize..12, 0usize..5, 0u8..4), 0..12),
        limit in 1usize..6,
        skip in 0usize..4,
    ) {
        let mut office = office();
        let mut records = Vec::new();
        for (number, mut record) in directives.into_iter().enumerate() {
            record.reference = Some(format!("{}/UBND", number + 1));
            let id = office.add(record.clone());
            let ids = office.store.checklist(id).unwrap().into_iter().map(|task| task.id).collect();
            records.push((id, record, ids));
        }
        check_all(&office, &records, limit, skip);
        for (directive, item, what) in changes {
            let n = records.len().max(1);
            let Some((id, record, ids)) = records.get_mut(directive % n) else { continue };
            let Some((task, shown)) = ids.get(item).copied().zip(record.tasks.get_mut(item)) else {
                if what == 3 {
                    let trash = Change::DirectiveTrashed { directive: *id, old: false, new: true };
                    office.store.apply(&an(), at(9), &[trash]).unwrap();
                    records.remove(directive % n);
                }
                continue;
            };
            let change = match what {
                0 => Change::done(task, &shown.progress, today()),
                _ => Change::reopened(task, &shown.progress),
            };
            let applied = office.store.apply(&an(), at(9), &[change]).unwrap();
            if let [Outcome::Applied(Change::TaskProgress { new, .. })] = &applied.outcomes[..] {
                shown.progress = new.clone();
            }
        }
        check_all(&office, &records, limit, skip);
    }
}

#[test]
fn the_report_date_of_the_letter_stands_beside_its_undated_tasks() {
    let mut office = office();
    let report = NewTask { kind: TaskKind::ReportDuty, ..task("BC", Some("2020-12-29")) };
    let id = office.add(letter("1792/UBND-NC", vec![task("1", None), task("4", Some("2020-12-31")), report]));
    let tasks = office.store.checklist(id).unwrap();
    assert!(tasks.iter().all(|task| task.report_on == Some(day("2020-12-29"))));
    let doubts: Vec<_> = tasks.iter().map(TaskRow::is_due_after_report).collect();
    assert_eq!(doubts, [false, true, false]);
    let change = Change::done(tasks[2].id, &tasks[2].progress, today());
    office.store.apply(&an(), at(9), &[change]).unwrap();
    let tasks = office.store.checklist(id).unwrap();
    assert!(tasks.iter().all(|task| task.report_on == Some(day("2020-12-29"))), "a report made stays named");
}

#[test]
fn the_hour_and_the_official_day_of_the_nearest_task() {
    let mut office = office();
    let at_ten = Deadline { at: Some("10:00:00".parse().unwrap()), ..due("2020-12-25") };
    let timed = NewTask { deadline: Some(at_ten), ..task("2", None) };
    let id = office.add(letter("1/A", vec![task("1", Some("2020-12-25")), timed]));
    let row = office.store.detail(id).unwrap().unwrap().row;
    assert_eq!(row.next_on, Some(day("2020-12-25")));
    assert_eq!(row.next_at, Some("10:00:00".parse().unwrap()), "the hour comes before the day's end");
    assert_eq!(row.next_official_on, row.next_on);
    let early = NewTask { internal_due: Some(day("2020-12-23")), ..task("1", Some("2020-12-29")) };
    let id = office.add(letter("2/A", vec![early]));
    let row = office.store.detail(id).unwrap().unwrap().row;
    assert_eq!((row.next_on, row.next_official_on), (Some(day("2020-12-23")), Some(day("2020-12-29"))));
    let ours = NewTask { internal_due: Some(day("2020-12-23")), ..task("1", None) };
    let id = office.add(letter("3/A", vec![ours]));
    let row = office.store.detail(id).unwrap().unwrap().row;
    assert_eq!((row.next_on, row.next_official_on), (Some(day("2020-12-23")), None));
    assert!(row.is_internal());
}
