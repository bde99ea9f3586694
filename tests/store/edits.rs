//! Edits of heads, tasks, deadlines and steps: applied once, undone and brought back whole, never over
//! somebody else's, and whatever was done in whatever order, nothing kept goes astray.

use dondoc::domain::change::{Actor, Change, Outcome};
use dondoc::domain::directive::{DocKind, NewDirective, Urgency};
use dondoc::domain::fields::{DirectiveFields, TaskFields};
use dondoc::domain::query::TaskRow;
use dondoc::domain::task::{
    Assignment, AssignmentRole, Comparator, NewTask, Progress, Step, Target, TaskKind,
};
use dondoc::domain::{DirectiveId, TaskId};
use dondoc::error::Error;
use dondoc::i18n::Lang;
use dondoc::store::{Mode, Reach, Store};
use proptest::prelude::*;

use crate::support::{Office, an, at, binh, day, due, letter, mark, office, sound, task};

/// What is changed of a letter's first task or its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Head,
    Task,
    Deadline,
    NoDeadline,
    Steps,
    Trash,
}

pub(crate) fn step(text: &str, done: bool) -> Step {
    Step { text: text.into(), done }
}

pub(crate) fn part(unit: &str, role: AssignmentRole) -> Assignment {
    Assignment { unit: unit.into(), role, done_on: None, reply_document: None }
}

pub(crate) fn target(measure: &str) -> Target {
    Target {
        measure: measure.into(),
        comparator: Comparator::AtLeast,
        value: "30%".into(),
        actuals: Vec::new(),
    }
}

pub(crate) fn rich(reference: &str) -> NewDirective {
    let first = NewTask {
        assignments: vec![
            part("Sở Nội vụ", AssignmentRole::Lead),
            part("Sở Y tế", AssignmentRole::Support),
            part("Thanh tra tỉnh", AssignmentRole::Informed),
        ],
        steps: vec![step("gọi điện", true), step("gửi thư", false)],
        targets: vec![target("hồ sơ"), target("tủ")],
        ..task("1", Some("2020-12-29"))
    };
    let child = NewTask { parent: Some("1".into()), ..task("1.a", None) };
    letter(reference, vec![first, child, task("BC", None)])
}

/// The record as it should be after a change to `n`, of which every number gives another value.
fn wanted(what: What, record: &NewDirective, n: u8) -> NewDirective {
    let mut record = record.clone();
    let fields = DirectiveFields::of(&record);
    let first = record.tasks[0].clone();
    match what {
        What::Head => {
            let new = DirectiveFields {
                reference: Some(format!("{}/QĐ-UBND", 7000 + u32::from(n))),
                kind: DocKind::Decision,
                issued_on: Some(day("2019-03-07")),
                subject: format!("trích yếu số {n}"),
                urgency: Urgency::Express,
                addressees: vec![format!("Sở {n}")],
                handling_note: Some("trình\nngay".into()),
                follower: Some(format!("nguoi-{n}")),
                signer: None,
                ..fields
            };
            return new.put_into(record);
        }
        What::Task => {
            let new = TaskFields {
                item: format!("{n}"),
                title: format!("việc số {n}"),
                kind: TaskKind::ReportDuty,
                leads: vec!["Sở Y tế".into(), format!("Sở thứ {n}")],
                supports: vec!["Sở Nội vụ".into()],
                follower: Some(format!("nguoi-{n}")),
                internal_due: Some(day("2020-12-24")),
                targets: vec![Target { value: format!("{n}%"), ..target("phiếu") }],
                ..TaskFields::of(&first)
            };
            record.tasks[1].parent = Some(new.item.clone());
            record.tasks[0] = new.put_into(first);
        }
        What::Deadline => {
            record.tasks[0].deadline = Some(due(&format!("2021-01-{:02}", u32::from(n) % 28 + 1)));
        }
        What::NoDeadline => record.tasks[0].deadline = None,
        What::Steps => {
            record.tasks[0].steps =
                vec![step("gửi thư", true), step(&format!("bước {n}"), false), step("ba", false)];
        }
        What::Trash => {
            record.tasks.remove(0);
            record.tasks[0].parent = None;
        }
    }
    record
}

fn change(what: What, id: DirectiveId, task: TaskId, seen: &NewDirective, n: u8) -> Change {
    let new = wanted(what, seen, n);
    let (old_task, new_task) = (&seen.tasks[0], &new.tasks[0]);
    match what {
        What::Head => Change::DirectiveEdited {
            directive: id,
            old: Box::new(DirectiveFields::of(seen)),
            new: Box::new(DirectiveFields::of(&new)),
        },
        What::Task => Change::TaskEdited {
            task,
            old: Box::new(TaskFields::of(old_task)),
            new: Box::new(TaskFields::of(new_task)),
        },
        What::Deadline | What::NoDeadline => Change::DeadlineSet {
            task,
            old: old_task.deadline.clone(),
            new: new_task.deadline.clone(),
            document: Some("1801/UBND-NC".into()),
            reason: None,
        },
        What::Steps => Change::StepsSet { task, old: old_task.steps.clone(), new: new_task.steps.clone() },
        What::Trash => Change::TaskTrashed { task, old: false, new: true },
    }
}

pub(crate) fn record(store: &Store, id: DirectiveId) -> NewDirective {
    sound(store);
    store.detail(id).unwrap().unwrap().record
}

pub(crate) fn one() -> (Office, DirectiveId, TaskId) {
    let mut office = office();
    let id = office.add(rich("1/UBND-NC"));
    let first = office.store.checklist(id).unwrap()[0].id;
    (office, id, first)
}

const ALL: [What; 6] = [What::Head, What::Task, What::Deadline, What::NoDeadline, What::Steps, What::Trash];

#[test]
fn each_is_applied_once_refused_when_stale_undone_and_brought_back() {
    for what in ALL {
        let (mut office, id, task) = one();
        let before = record(&office.store, id);
        let asked = change(what, id, task, &before, 3);
        let applied = office.store.apply(&an(), at(9), std::slice::from_ref(&asked)).unwrap();
        assert_eq!(applied.outcomes, [Outcome::Applied(asked.clone())], "{what:?}");
        let after = record(&office.store, id);
        assert_eq!(after, wanted(what, &before, 3), "{what:?}");
        let line = office.store.history(None, 1).unwrap().remove(0);
        assert_eq!(line.entry.change, asked);
        assert_eq!((line.directive, line.item.is_some()), (Some(id), what != What::Head), "{what:?}");

        // A colleague marked that task since, or another; that is not who changed this.
        let rows = office.store.checklist(id).unwrap();
        let marked = if what == What::Trash { rows.last() } else { rows.first() };
        mark(&mut office.again(), &binh(), marked.unwrap()).unwrap();
        let again = office.store.apply(&binh(), at(10), std::slice::from_ref(&asked)).unwrap();
        let so = Outcome::AlreadySo { by: Some("an".into()), at: Some(at(9)) };
        assert_eq!((again.group, &again.outcomes[..]), (None, &[so][..]), "{what:?}");
        if what != What::Trash && what != What::NoDeadline {
            let stale = change(what, id, task, &before, 4);
            let Err(Error::Changed { by, at, now, .. }) = office.store.apply(&binh(), at(10), &[stale])
            else {
                panic!("{what:?} was overwritten");
            };
            assert_eq!((by.as_str(), at.as_str()), ("an", "21/12/2020 09:00"), "{what:?}");
            let without_consent = match asked.clone() {
                Change::DeadlineSet { task, old, new, .. } => {
                    Change::DeadlineSet { task, old, new, document: None, reason: None }
                }
                asked => asked,
            };
            assert_eq!(Lang::Vi.held(&now), Lang::Vi.journal_change(&without_consent));
        }
        let marked = record(&office.store, id);
        office.store.undo(&binh(), at(10), Reach::Run).unwrap();
        assert_ne!(record(&office.store, id), marked);

        office.store.undo(&an(), at(11), Reach::Run).unwrap();
        assert_eq!(record(&office.store, id), before, "{what:?}");
        office.store.redo(&an(), at(11), Reach::Run).unwrap();
        assert_eq!(record(&office.store, id), after, "{what:?}");
        office.store.undo(&an(), at(11), Reach::Run).unwrap();
        assert_eq!(record(&office.store, id), before, "{what:?}");
    }
}

#[test]
fn undo_is_refused_while_somebody_elses_work_stands_on_the_same_record() {
    // (what was done, by whom what was done since, whether undo of the first is refused)
    let mut cases: Vec<_> =
        ALL.iter().filter(|what| **what != What::Trash).map(|what| (*what, *what, true)).collect();
    cases.extend([
        (What::Task, What::Deadline, true),
        (What::Deadline, What::Head, true),
        (What::Head, What::Task, false),
        (What::Head, What::Trash, false),
    ]);
    for (first, since, refused) in cases.into_iter().filter(|(first, ..)| *first != What::NoDeadline) {
        let (mut office, id, task) = one();
        let before = record(&office.store, id);
        office.store.apply(&an(), at(9), &[change(first, id, task, &before, 3)]).unwrap();
        let seen = record(&office.store, id);
        let later = change(since, id, task, &seen, 5);
        office.store.apply(&binh(), at(10), std::slice::from_ref(&later)).unwrap();
        let undone = office.store.undo(&an(), at(11), Reach::Run);
        match undone {
            Err(Error::Changed { by, at: when, now, .. }) if refused => {
                assert_eq!((by.as_str(), when.as_str()), ("binh", "21/12/2020 10:00"));
                assert_eq!(Lang::Vi.held(&now), Lang::Vi.journal_change(&later));
                office.store.undo(&binh(), at(12), Reach::Run).unwrap();
                assert_eq!(record(&office.store, id), seen);
                office.store.undo(&an(), at(12), Reach::Run).unwrap();
                assert_eq!(record(&office.store, id), before, "{first:?} {since:?}");
            }
            Ok(_) if !refused => {
                let expected = wanted(since, &before, 5);
                assert_eq!(record(&office.store, id), expected, "{first:?} {since:?}");
            }
            other => panic!("{first:?} {since:?}: {other:?}"),
        }
    }
}

#[test]
fn an_edit_and_a_deadline_of_one_group_are_undone_together() {
    let (mut office, id, task) = one();
    let before = record(&office.store, id);
    let both = [What::Task, What::Deadline].map(|what| change(what, id, task, &before, 3));
    office.store.apply(&an(), at(9), &both).unwrap();
    let after = record(&office.store, id);
    assert_eq!(after, wanted(What::Deadline, &wanted(What::Task, &before, 3), 3));
    for _ in 0..2 {
        office.store.undo(&an(), at(10), Reach::Run).unwrap();
        assert_eq!(record(&office.store, id), before);
        office.store.redo(&an(), at(10), Reach::Run).unwrap();
        assert_eq!(record(&office.store, id), after);
    }
    // Of a group whose second part is stale, nothing is written.
    let stale = [change(What::Task, id, task, &after, 8), change(What::Deadline, id, task, &before, 8)];
    assert!(matches!(office.store.apply(&an(), at(11), &stale), Err(Error::Changed { .. })));
    assert_eq!(record(&office.store, id), after);
}

pub(crate) fn mark_progress(task: TaskId) -> Change {
    Change::done(task, &Progress::default(), at(9).today())
}

#[test]
fn a_viewer_a_read_only_file_and_a_letter_in_the_trash_refuse_every_one() {
    let (mut office, id, task) = one();
    let seen = record(&office.store, id);
    let last = office.store.checklist(id).unwrap().remove(2);
    mark(&mut office.store, &binh(), &last).unwrap();
    office.raw().execute("UPDATE person SET role = 'viewer' WHERE login = 'binh'", []).unwrap();
    let mut looking = Store::open(&office.path(), Mode::ReadOnly).unwrap();
    let add = Change::TaskAdded { id: None, directive: id, task: Box::new(crate::support::task("", None)) };
    let mut changes: Vec<_> = ALL.iter().map(|what| change(*what, id, task, &seen, 1)).collect();
    changes.push(add);
    for change in &changes {
        let change = std::slice::from_ref(change);
        assert_eq!(office.store.apply(&binh(), at(10), change), Err(Error::NotPermitted));
        assert!(matches!(looking.apply(&an(), at(10), change), Err(Error::ReadOnly(_))));
    }
    let trash = Change::DirectiveTrashed { directive: id, old: false, new: true };
    office.store.apply(&an(), at(10), &[trash]).unwrap();
    for change in &changes {
        let refused = office.store.apply(&an(), at(10), std::slice::from_ref(change));
        assert!(matches!(refused, Err(Error::NoSuchRecord(_))), "{change:?}");
    }
    assert_eq!(office.store.history(None, 99).unwrap().len(), 3);
}

/// One thing somebody tries on what is there; `None` where nothing is there for it.
fn attempt(store: &Store, kind: u8, pick: usize, n: u8) -> Option<Change> {
    let directives = [DirectiveId(1), DirectiveId(2)];
    let id = directives[pick % 2];
    let detail = store.detail(id).unwrap()?;
    if kind == 0 {
        return Some(Change::DirectiveTrashed { directive: id, old: detail.trashed, new: !detail.trashed });
    }
    if kind == 1 {
        let parent = detail.record.tasks.get(usize::from(n) % 4).map(|task| task.item.clone());
        let task =
            NewTask { parent, deadline: n.is_multiple_of(2).then(|| due("2020-12-25")), ..task("", None) };
        return Some(Change::TaskAdded { id: None, directive: id, task: Box::new(task) });
    }
    if kind == 2 {
        let task = TaskId(1 + (pick % 8) as i64);
        let here = store.task(task).unwrap().is_some();
        return Some(Change::TaskTrashed { task, old: !here, new: here });
    }
    let at_place = (pick / 2) % detail.record.tasks.len().max(1);
    let row = detail.tasks.get(at_place)?;
    let mut seen = detail.record.clone();
    seen.tasks.swap(0, at_place);
    let what = match kind {
        3 => {
            return Some(mark_progress(row.id)).map(|change| match change {
                Change::TaskProgress { task, new, .. } => {
                    let new = if row.progress == new { Progress::default() } else { new };
                    Change::TaskProgress { task, old: row.progress.clone(), new }
                }
                other => other,
            });
        }
        4 => What::Head,
        5 => What::Task,
        6 => What::Deadline,
        7 => What::NoDeadline,
        _ => What::Steps,
    };
    // `wanted` names a child of the first task; without one the first stands for it.
    seen.tasks.push(NewTask::default());
    Some(change(what, id, row.id, &seen, n))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_and_undone_the_file_is_sound_and_its_journal_tells_it(
        steps in proptest::collection::vec((0u8..12, any::<usize>(), 0u8..6, any::<bool>()), 1..24),
    ) {
        let mut office = office();
        office.add(rich("1/UBND-NC"));
        office.add(letter("2/UBND-NC", vec![task("1", Some("2020-12-20"))]));
        for (kind, pick, n, is_an) in steps {
            let who = if is_an { an() } else { binh() };
            let done = match kind {
                9 => office.store.undo(&who, at(10), Reach::Person),
                10 => {
                    let undone = office.store.undo(&who, at(10), Reach::Person);
                    undone.and_then(|_| office.store.redo(&who, at(10), Reach::Person))
                }
                11 => office.store.redo(&who, at(10), Reach::Person),
                kind => match attempt(&office.store, kind, pick, n) {
                    Some(change) => office.store.apply(&who, at(9), &[change]),
                    None => continue,
                },
            };
            let is_fair = matches!(done, Ok(_) | Err(Error::NothingToUndo | Error::NothingToRedo
                | Error::Changed { .. } | Error::NoSuchRecord(_) | Error::AlreadyHere(_)));
            prop_assert!(is_fair, "{done:?}");
        }
        sound(&office.store);

        let mut again = crate::support::office();
        let mut lines = office.store.history(None, 999).unwrap();
        lines.reverse();
        for line in lines {
            let entry = line.entry;
            let who = Actor { login: entry.actor, run: entry.run };
            again.store.apply(&who, entry.at, &[entry.change]).unwrap();
        }
        sound(&again.store);
        for id in [DirectiveId(1), DirectiveId(2)] {
            let [was, is] = [&office.store, &again.store].map(|store| store.detail(id).unwrap().unwrap());
            // Told again as acts, an extension that was taken back is one.
            let rows = |rows: &[TaskRow]| -> Vec<TaskRow> {
                rows.iter().map(|row| TaskRow { extensions: 0, ..row.clone() }).collect()
            };
            prop_assert_eq!(rows(&was.tasks), rows(&is.tasks));
            prop_assert_eq!(was.trashed, is.trashed);
            prop_assert_eq!(NewDirective { original: String::new(), ..was.record }, is.record);
        }

        let mut json = Vec::new();
        office.store.export(&mut json).unwrap();
        let mut restored = crate::support::office();
        restored.store.load(&an(), at(12), &json[..], &mut |_| ()).unwrap();
        sound(&restored.store);
        let mut same = Vec::new();
        restored.store.export(&mut same).unwrap();
        prop_assert_eq!(String::from_utf8(same).unwrap(), String::from_utf8(json).unwrap());
    }
}
