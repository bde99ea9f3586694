//! Duties that come again and days that are counted, as the file keeps them.

use dondoc::domain::calendar::Calendar;
use dondoc::domain::change::{Change, Outcome};
use dondoc::domain::deadline::{Deadline, DeadlineClass, Event, Every, Recurrence, Rule, Terms};
use dondoc::domain::query::{Scope, TaskFilter};
use dondoc::domain::standing::{FourCounts, Standing};
use dondoc::domain::task::{NewTask, TaskKind};
use dondoc::domain::{DirectiveId, reckon, recurrence};
use dondoc::i18n::deadlines::period_name;
use dondoc::store::{Mode, Reach, Store};

use crate::support::{an, at, binh, day, letter, office, sound, task};

fn of(class: DeadlineClass, rule: Rule, terms: Terms) -> Deadline {
    Deadline { phrase: None, class, on: None, at: None, rule, unverified: false, terms: Some(terms) }
}

fn quarterly() -> Deadline {
    of(
        DeadlineClass::Recurring,
        Rule::None,
        Terms::Every(Recurrence { every: Every::Quarter, month: 3, day: 15 }),
    )
}

fn report() -> NewTask {
    NewTask { kind: TaskKind::ReportDuty, deadline: Some(quarterly()), ..NewTask::new("3", "Báo cáo quý") }
}

/// How each task stands, by its item.
fn standings(store: &Store, directive: DirectiveId) -> Vec<(String, Standing)> {
    let rows = store.checklist(directive).unwrap();
    rows.into_iter().map(|row| (row.item.clone(), row.standing(at(8), 7))).collect()
}

fn counts(store: &Store, directive: DirectiveId) -> FourCounts {
    let mut counts = FourCounts::default();
    for (_, standing) in standings(store, directive) {
        counts.add(standing);
    }
    counts
}

#[test]
fn a_duty_that_comes_again_stands_in_no_count_and_its_times_do() {
    let mut office = office();
    let record = letter("1/UBND", vec![task("1", Some("2020-12-29")), report(), task("BC", None)]);
    let id = office.add(recurrence::with_instances(record, at(8).today(), &period_name));
    let expected = [
        ("1", Standing::OnTrack),
        ("3", Standing::Recurring),
        ("3.1", Standing::OnTrack),
        ("3.2", Standing::OnTrack),
        ("3.3", Standing::OnTrack),
        ("BC", Standing::NoDeadline),
    ];
    assert_eq!(standings(&office.store, id), expected.map(|(item, standing)| (item.to_owned(), standing)));
    assert_eq!(counts(&office.store, id).total(), 5);
    let rows = office.store.checklist(id).unwrap();
    assert_eq!((rows[1].is_rule, rows[1].last_on, rows[1].due_on), (true, Some(day("2021-09-15")), None));
    assert_eq!(rows[2].title, "Báo cáo quý (quý I/2021)");
    assert_eq!((rows[2].kind, rows[2].due_on), (TaskKind::ReportDuty, Some(day("2021-03-15"))));
    // They are no report on the letter, after which a task could be late.
    assert!(rows.iter().all(|row| row.report_on.is_none()), "{rows:?}");
    let detail = office.store.detail(id).unwrap().unwrap();
    assert_eq!((detail.row.n_total, detail.row.n_done), (5, 0));
    let recurring = TaskFilter { status: Some(Standing::Recurring), ..TaskFilter::default() };
    assert_eq!(office.store.tasks(&recurring, at(8)).unwrap().len(), 1);
    let strip = office.store.strip(Scope::Office, at(8).today()).unwrap();
    assert_eq!((strip.later, strip.undated, strip.reports), (3, 1, 3), "{strip:?}");
    sound(&office.store);
    let mut exported = Vec::new();
    office.store.export(&mut exported).unwrap();
    let mut other = Store::open(&office.folder.path().join("y.db"), Mode::Create).unwrap();
    other.load(&an(), at(9), &exported[..], &mut |_| {}).unwrap();
    assert_eq!(standings(&other, id), standings(&office.store, id));
    sound(&other);
}

#[test]
fn the_times_of_a_duty_come_and_go_as_one() {
    let mut office = office();
    let id = office.add(letter("1/UBND", vec![task("3", Some("2020-12-29")), task("BC", None)]));
    let rule = office.store.checklist(id).unwrap()[0].clone();
    let record = office.store.detail(id).unwrap().unwrap().record.tasks[0].clone();
    let fields = dondoc::domain::fields::TaskFields::of(&record);
    let new = dondoc::domain::fields::TaskFields { kind: TaskKind::Periodic, ..fields.clone() };
    let task = NewTask { deadline: Some(quarterly()), ..record.clone() };
    let times = recurrence::missing(&task, [].iter(), (at(8).today(), false), &period_name);
    let mut batch = vec![
        Change::TaskEdited { task: rule.id, old: Box::new(fields), new: Box::new(new) },
        Change::DeadlineSet {
            task: rule.id,
            old: record.deadline,
            new: Some(quarterly()),
            document: None,
            reason: None,
        },
    ];
    let added = |task| Change::TaskAdded { id: None, directive: id, task: Box::new(task) };
    batch.extend(times.into_iter().map(added));
    office.store.apply(&an(), at(9), &batch).unwrap();
    let after = standings(&office.store, id);
    assert_eq!(after[0], ("3".to_owned(), Standing::Recurring));
    assert_eq!(after[2..].iter().map(|(item, _)| item.as_str()).collect::<Vec<_>>(), ["3.1", "3.2", "3.3"]);
    sound(&office.store);
    office.store.undo(&an(), at(10), Reach::Run).unwrap();
    let expected = [("3", Standing::OnTrack), ("BC", Standing::NoDeadline)];
    assert_eq!(standings(&office.store, id), expected.map(|(item, standing)| (item.to_owned(), standing)));
    sound(&office.store);
    office.store.redo(&an(), at(11), Reach::Run).unwrap();
    assert_eq!(standings(&office.store, id), after);
    sound(&office.store);
}

/// Two people who look at one duty and enter its coming times.
#[test]
fn the_times_of_a_duty_are_entered_once() {
    let mut office = office();
    let record = letter("1/UBND", vec![task("1", Some("2020-12-29")), report()]);
    let id = office.add(recurrence::with_instances(record, at(8).today(), &period_name));
    let detail = office.store.detail(id).unwrap().unwrap();
    let (rule, below) = (&detail.record.tasks[1], &detail.record.tasks[2..]);
    let times = recurrence::missing(rule, below.iter(), (day("2021-06-01"), true), &period_name);
    assert!(times.len() > 1, "{times:?}");
    let added = |task: &NewTask| Change::TaskAdded { id: None, directive: id, task: Box::new(task.clone()) };
    let batch: Vec<Change> = times.iter().map(added).collect();
    office.store.apply(&an(), at(9), &batch).unwrap();
    let after = standings(&office.store, id);
    let second = office.again().apply(&binh(), at(10), &batch).unwrap();
    let by = |outcome: &Outcome| matches!(outcome, Outcome::AlreadySo { by: Some(by), .. } if by == "an");
    assert!(second.group.is_none() && second.outcomes.iter().all(by), "{second:?}");
    assert_eq!(standings(&office.store, id), after);
    // Other tasks may have the words of another.
    let twin = NewTask { parent: None, ..task("1", None) };
    office.store.apply(&an(), at(9), &[added(&twin), added(&twin)]).unwrap();
    assert_eq!(office.store.checklist(id).unwrap().len(), after.len() + 2);
    sound(&office.store);
}

#[test]
fn a_counted_day_waits_for_its_event() {
    let mut office = office();
    let counted =
        of(DeadlineClass::Relative, Rule::WorkingDays, Terms::Counted { n: 10, from: Event::Receipt });
    let first = NewTask { deadline: Some(counted.clone()), ..NewTask::new("1", "Trả lời") };
    let id = office.add(letter("1/UBND", vec![first, task("2", None)]));
    let rows = office.store.checklist(id).unwrap();
    assert_eq!((rows[0].awaits, rows[0].due_on, rows[1].awaits), (Some(Event::Receipt), None, None));
    let new = reckon::again(&counted, None, Some(day("2020-12-14")), &Calendar::built_in());
    let change = Change::DeadlineSet {
        task: rows[0].id,
        old: Some(counted),
        new: Some(new),
        document: None,
        reason: Some("tính lại theo ngày đến 14/12/2020".into()),
    };
    office.store.apply(&an(), at(9), &[change]).unwrap();
    let row = office.store.task(rows[0].id).unwrap().unwrap();
    assert_eq!((row.awaits, row.due_on), (None, Some(day("2020-12-28"))));
    sound(&office.store);
}

#[test]
fn a_part_entered_by_hand_belongs_to_its_whole() {
    let mut office = office();
    let id = office.add(letter("1/UBND", vec![task("2", Some("2020-12-29"))]));
    for (item, parent) in [("2.a", Some("2")), ("2.a.1", Some("2.a")), ("9.a", None), ("7", None)] {
        let change = Change::TaskAdded { id: None, directive: id, task: Box::new(task(item, None)) };
        let applied = office.store.apply(&an(), at(9), &[change]).unwrap();
        let Outcome::Applied(Change::TaskAdded { id: Some(task), .. }) = applied.outcomes[0] else {
            panic!("{applied:?}");
        };
        let record = office.store.detail(id).unwrap().unwrap().record;
        assert_eq!(record.tasks.last().unwrap().parent.as_deref(), parent, "{item}");
        let due = parent.map(|_| day("2020-12-29"));
        assert_eq!(office.store.task(task).unwrap().unwrap().due_on, due, "{item}: by the deadline above it");
    }
    sound(&office.store);
}
