//! What happens to tasks: parts of units, reminders, values reached, findings answered, extensions.

use dondoc::domain::change::{Applied, Change, Outcome};
use dondoc::domain::directive::{Finding, FindingKind, NewDirective};
use dondoc::domain::fields::TaskFields;
use dondoc::domain::reminder::{Channel, Reminder};
use dondoc::domain::task::{Actual, Assignment, AssignmentRole, Comparator, Part, Progress, State, Target};
use dondoc::domain::{DirectiveId, TaskId};
use dondoc::error::{Error, Result};
use dondoc::store::{Mode, Reach, Store};
use proptest::prelude::*;

use crate::support::{Office, an, at, binh, day, due, letter, office, progress, sound, task};

const UNITS: [&str; 2] = ["Sở Nội vụ", "Sở Tài chính"];

/// A task that two lead, with a target; another; two findings.
fn begun() -> (Office, DirectiveId, TaskId) {
    let mut office = office();
    let mut first = task("1", Some("2020-12-29"));
    let lead = |unit: &str| Assignment {
        unit: unit.into(),
        role: AssignmentRole::Lead,
        done_on: None,
        reply_document: None,
    };
    first.assignments = UNITS.map(lead).to_vec();
    first.targets = vec![Target {
        measure: "hồ sơ".into(),
        comparator: Comparator::AtLeast,
        value: "30%".into(),
        actuals: vec![],
    }];
    let weak =
        |text: &str| Finding { kind: FindingKind::Weakness, text: text.into(), span: None, report: None };
    let findings = vec![weak("chậm trả"), weak("thiếu công khai")];
    let record = NewDirective { findings, ..letter("1/A", vec![first, task("2", None)]) };
    let id = office.add(record);
    let task = office.store.checklist(id).unwrap()[0].id;
    (office, id, task)
}

fn part(task: TaskId, unit: &str, old: Option<&str>, new: Option<&str>) -> Change {
    let part = |on: Option<&str>| Part { done_on: on.map(day), reply_document: None };
    Change::PartProgress { task, unit: unit.into(), old: part(old), new: part(new) }
}

fn remind(task: Option<TaskId>, unit: Option<&str>) -> Change {
    let reminder = Reminder {
        task,
        unit: unit.map(str::to_owned),
        on: day("2020-12-21"),
        channel: Channel::Phone,
        document: None,
        spoken_to: Some("ông Ba".into()),
        promised_on: Some(day("2020-12-23")),
        note: None,
    };
    Change::ReminderAdded { id: None, reminder: Box::new(reminder) }
}

fn reached(task: TaskId, old: &[&str], new: &[&str]) -> Change {
    let all = |values: &[&str]| {
        values.iter().map(|value| Actual { on: day("2020-12-18"), value: (*value).into() }).collect()
    };
    Change::ActualsSet { task, target: 0, old: all(old), new: all(new) }
}

fn apply(store: &mut Store, change: Change) -> Result<Applied> {
    store.apply(&an(), at(9), &[change])
}

fn export(store: &Store) -> String {
    let mut out = Vec::new();
    store.export(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// All that is recorded but the journal and the people in it.
fn records(store: &Store) -> String {
    let all = export(store);
    all.lines().filter(|line| line.contains("\"reference\":") && line.contains("\"task_ids\"")).collect()
}

#[test]
fn the_last_part_closes_the_task_and_reopening_opens_the_parts_each_as_one_group() {
    let (mut office, _, task) = begun();
    let store = &mut office.store;
    apply(store, part(task, UNITS[0], None, Some("2020-12-15"))).unwrap();
    assert_eq!(progress(store, task).state, State::Open);
    assert_eq!(store.task(task).unwrap().unwrap().leads_done, 1);
    apply(store, part(task, UNITS[1], None, Some("2020-12-10"))).unwrap();
    assert_eq!(progress(store, task), Progress::done(day("2020-12-15")), "the latest part");
    store.undo(&an(), at(9), Reach::Run).unwrap();
    let row = store.task(task).unwrap().unwrap();
    assert_eq!((row.progress.state, row.leads_done), (State::Open, 1));
    store.redo(&an(), at(9), Reach::Run).unwrap();
    let done = progress(store, task);
    assert_eq!(done.state, State::Done);
    apply(store, Change::reopened(task, &done)).unwrap();
    let row = store.task(task).unwrap().unwrap();
    assert_eq!((row.progress.state, row.leads_done), (State::Open, 0));
    store.undo(&an(), at(9), Reach::Run).unwrap();
    assert_eq!(store.task(task).unwrap().unwrap().leads_done, 2);
    assert_eq!(progress(store, task), done);
    sound(store);
}

#[test]
fn a_unit_taken_out_and_named_anew_has_its_part_again_once_both_are_taken_back() {
    let (mut office, id, task) = begun();
    let store = &mut office.store;
    apply(store, part(task, UNITS[0], None, Some("2020-12-15"))).unwrap();
    let seen = TaskFields::of(&store.detail(id).unwrap().unwrap().record.tasks[0]);
    let fewer = TaskFields { leads: vec![UNITS[1].into()], ..seen.clone() };
    for (hour, old, new) in [(10, &seen, &fewer), (11, &fewer, &seen)] {
        let (old, new) = (Box::new(old.clone()), Box::new(new.clone()));
        store.apply(&an(), at(hour), &[Change::TaskEdited { task, old, new }]).unwrap();
    }
    let done = |store: &Store| store.task(task).unwrap().unwrap().leads_done;
    assert_eq!(done(store), 0, "named anew, it begins anew");
    store.undo(&an(), at(12), Reach::Run).unwrap();
    store.undo(&an(), at(13), Reach::Run).unwrap();
    assert_eq!(done(store), 1, "what it had done before");
    store.redo(&an(), at(14), Reach::Run).unwrap();
    // Two acts on one record, each taken back and brought back in its order.
    store.redo(&an(), at(15), Reach::Run).unwrap();
    assert_eq!(done(store), 0);
    store.undo(&an(), at(16), Reach::Run).unwrap();
    store.undo(&an(), at(17), Reach::Run).unwrap();
    assert_eq!(done(store), 1);
}

#[test]
fn a_part_unticked_opens_the_task_that_was_done() {
    let (mut office, _, task) = begun();
    let store = &mut office.store;
    for unit in UNITS {
        apply(store, part(task, unit, None, Some("2020-12-15"))).unwrap();
    }
    apply(store, part(task, UNITS[0], Some("2020-12-15"), None)).unwrap();
    let row = store.task(task).unwrap().unwrap();
    assert_eq!((row.progress.state, row.leads_done), (State::Open, 1));
    store.undo(&an(), at(9), Reach::Run).unwrap();
    let row = store.task(task).unwrap().unwrap();
    assert_eq!((row.progress, row.leads_done), (Progress::done(day("2020-12-15")), 2));
    sound(store);
}

#[test]
fn the_office_says_how_many_extensions_are_many() {
    let (mut office, id, _) = begun();
    assert_eq!(office.store.detail(id).unwrap().unwrap().many_extensions, 3);
    let name = "many_extensions".to_owned();
    apply(&mut office.store, Change::SettingSet { name, old: None, new: Some("2".into()) }).unwrap();
    assert_eq!(office.store.detail(id).unwrap().unwrap().many_extensions, 2);
}

#[test]
fn a_task_marked_done_counts_for_its_parts() {
    let (mut office, _, task) = begun();
    apply(&mut office.store, Change::done(task, &Progress::default(), day("2020-12-20"))).unwrap();
    assert_eq!(office.store.task(task).unwrap().unwrap().leads_done, 2);
    let done = progress(&office.store, task);
    apply(&mut office.store, Change::reopened(task, &done)).unwrap();
    assert_eq!(office.store.task(task).unwrap().unwrap().leads_done, 0);
}

#[test]
fn each_event_is_written_once_refused_over_another_value_and_undone() {
    let (mut office, id, task) = begun();
    let answered = |old: &[TaskId], new: &[TaskId]| Change::FindingAnswered {
        directive: id,
        finding: 1,
        old: old.to_vec(),
        new: new.to_vec(),
    };
    // The event, the same again, and one that saw another value.
    let cases = [
        (part(task, UNITS[0], None, Some("2020-12-15")), part(task, UNITS[0], Some("2020-12-01"), None)),
        (reached(task, &[], &["17/20"]), reached(task, &["1/20"], &["18/20"])),
        (answered(&[], &[task]), answered(&[TaskId(99)], &[])),
    ];
    let before = (records(&office.store), office.store.detail(id).unwrap().unwrap().answers);
    for (event, stale) in cases {
        let store = &mut office.store;
        assert!(matches!(apply(store, event.clone()).unwrap().outcomes[..], [Outcome::Applied(_)]));
        let again = store.apply(&binh(), at(9), std::slice::from_ref(&event)).unwrap();
        assert!(matches!(again.outcomes[..], [Outcome::AlreadySo { .. }]), "{event:?}");
        assert!(matches!(store.apply(&binh(), at(9), &[stale]), Err(Error::Changed { .. })), "{event:?}");
        store.undo(&an(), at(9), Reach::Run).unwrap();
        assert_eq!((records(store), store.detail(id).unwrap().unwrap().answers), before, "{event:?}");
        store.redo(&an(), at(9), Reach::Run).unwrap();
        assert_ne!((records(store), store.detail(id).unwrap().unwrap().answers), before, "{event:?}");
        store.undo(&an(), at(9), Reach::Run).unwrap();
        sound(store);
    }
}

#[test]
fn reminders_are_counted_listed_undone_and_come_back_with_an_export() {
    let (mut office, id, task) = begun();
    let store = &mut office.store;
    for change in [remind(Some(task), Some(UNITS[0])), remind(Some(task), None), remind(None, Some(UNITS[1]))]
    {
        apply(store, change).unwrap();
    }
    store.undo(&an(), at(9), Reach::Run).unwrap();
    apply(store, Change::FindingAnswered { directive: id, finding: 0, old: vec![], new: vec![task] })
        .unwrap();
    let seen = |store: &Store| {
        let row = store.task(task).unwrap().unwrap();
        let detail = store.detail(id).unwrap().unwrap();
        (row.reminders, row.reminded_on, detail.reminders, detail.answers)
    };
    assert_eq!((seen(store).0, seen(store).1), (2, Some(day("2020-12-21"))));
    assert_eq!(seen(store).2[1].reminder.unit.as_deref(), Some(UNITS[0]));
    let all = export(store);
    let folder = tempfile::tempdir().unwrap();
    let mut restored = Store::open(&folder.path().join("y.db"), Mode::Create).unwrap();
    restored.load(&an(), at(12), all.as_bytes(), &mut |_| ()).unwrap();
    assert_eq!(export(&restored), all);
    assert_eq!(seen(&restored), seen(store));
    assert!(matches!(apply(store, remind(None, None)), Err(Error::Usage(_))));
}

/// A number is given again once its task is gone for good: what belonged to the first belongs to no other.
#[test]
fn what_belonged_to_a_task_that_is_gone_comes_back_to_no_other() {
    let (mut office, first, _) = begun();
    let gone = office.store.checklist(first).unwrap()[1].id;
    let store = &mut office.store;
    apply(store, remind(Some(gone), None)).unwrap();
    apply(store, Change::FindingAnswered { directive: first, finding: 0, old: vec![], new: vec![gone] })
        .unwrap();
    apply(store, Change::TaskTrashed { task: gone, old: false, new: true }).unwrap();
    let purged = Change::Purged { directive: first, task: Some(gone), name: String::new() };
    apply(store, purged).unwrap();
    let other = office.add(letter("2/UBND", vec![task("1", None)]));
    assert_eq!(office.store.checklist(other).unwrap()[0].id, gone, "the number is given again");
    let mut restored = self::office();
    restored.store.load(&an(), at(12), export(&office.store).as_bytes(), &mut |_| ()).unwrap();
    for store in [&office.store, &restored.store] {
        assert_eq!(store.task(gone).unwrap().unwrap().reminders, 0);
        assert_eq!(store.detail(first).unwrap().unwrap().answers[0], []);
        sound(store);
    }
}

/// A reminder to a unit as a whole is a record of its own.
#[test]
fn a_reminder_to_a_unit_is_undone_whatever_the_office_did_since() {
    let (mut office, ..) = begun();
    let store = &mut office.store;
    let setting = |old: Option<&str>, new: &str| Change::SettingSet {
        name: "place".into(),
        old: old.map(str::to_owned),
        new: Some(new.into()),
    };
    store.apply(&binh(), at(9), &[remind(None, Some(UNITS[1]))]).unwrap();
    let added = store.history(None, 1).unwrap().remove(0).entry.change;
    let Change::ReminderAdded { id: Some(reminder), .. } = added else { panic!("{added:?}") };
    apply(store, setting(None, "Huế")).unwrap();
    apply(store, remind(None, Some(UNITS[1]))).unwrap();
    store.undo(&binh(), at(9), Reach::Run).unwrap();
    store.redo(&binh(), at(9), Reach::Run).unwrap();
    // What somebody did to the reminder itself stands.
    apply(store, Change::ReminderTrashed { reminder, old: false, new: true }).unwrap();
    assert!(matches!(store.undo(&binh(), at(9), Reach::Run), Err(Error::Changed { .. })));
}

#[test]
fn a_day_of_rest_stands_only_where_the_task_rests() {
    let (mut office, _, task) = begun();
    for (state, is_taken) in [(State::Paused, true), (State::Withdrawn, true), (State::Open, false)] {
        let old = progress(&office.store, task);
        let new = Progress { state, since: Some(day("2020-12-20")), ..Progress::default() };
        let written = apply(&mut office.store, Change::TaskProgress { task, old, new });
        assert_eq!(written.is_ok(), is_taken, "{state:?}");
    }
}

/// What may be done in a random order; the numbers choose day, document, unit.
fn acts() -> impl Strategy<Value = Vec<(u8, u8, bool)>> {
    prop::collection::vec((0..6_u8, 10..28_u8, any::<bool>()), 1..14)
}

/// How many extensions are among the deadlines a task has had, first to last, none of them taken back:
/// those that a document agrees to, with a later day than the one before. `true`: there is a document.
fn extensions(had: &[(Option<chrono::NaiveDate>, bool)]) -> u32 {
    let is_extension = |pair: &&[(Option<chrono::NaiveDate>, bool)]| matches!(pair, [(Some(before), _), (Some(on), true)] if on > before);
    had.windows(2).filter(is_extension).count().try_into().unwrap_or(u32::MAX)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_events_keep_the_file_sound_and_all_of_them_can_be_undone(acts in acts()) {
        let (mut office, id, task) = begun();
        let store = &mut office.store;
        let first = records(store);
        let mut had = vec![(Some(day("2020-12-29")), false)];
        let mut groups = 0;
        for (act, number, choice) in acts {
            let detail = store.detail(id).unwrap().unwrap();
            let record = &detail.record.tasks[0];
            let on = day(&format!("2020-12-{number}"));
            let old = record.progress.clone();
            let change = match act {
                0 => {
                    let lead = &record.assignments[usize::from(choice)];
                    let new = lead.done_on.is_none().then_some(on);
                    let old = Part { done_on: lead.done_on, reply_document: None };
                    let new = Part { done_on: new, reply_document: None };
                    Change::PartProgress { task, unit: lead.unit.clone(), old, new }
                }
                1 if old.state == State::Done => Change::reopened(task, &old),
                1 => Change::TaskProgress { task, new: old.clone().turned(State::Done, Some(on)), old },
                2 => Change::TaskProgress { task, new: old.clone().turned(State::Paused, Some(on)), old },
                3 => remind(Some(task), choice.then_some(UNITS[0])),
                4 => {
                    let old = record.targets[0].actuals.clone();
                    let mut new = old.clone();
                    new.push(Actual { on, value: format!("{number}/20") });
                    Change::ActualsSet { task, target: 0, old, new }
                }
                _ => {
                    let new = due(&on.to_string());
                    if record.deadline.as_ref() != Some(&new) {
                        had.push((new.on, choice));
                    }
                    let document = choice.then(|| "2/B".to_owned());
                    Change::DeadlineSet { task, old: record.deadline.clone(), new: Some(new), document, reason: None }
                }
            };
            groups += usize::from(apply(store, change).unwrap().group.is_some());
            prop_assert_eq!(store.task(task).unwrap().unwrap().extensions, extensions(&had));
        }
        sound(store);
        let json = export(store);
        let mut restored = self::office();
        restored.store.load(&an(), at(12), json.as_bytes(), &mut |_| ()).unwrap();
        prop_assert_eq!(restored.store.checklist(id).unwrap(), store.checklist(id).unwrap());
        let mut restored = restored.store;
        for store in [store, &mut restored] {
            for _ in 0..groups {
                store.undo(&an(), at(9), Reach::Run).unwrap();
            }
            prop_assert_eq!(&records(store), &first);
            prop_assert_eq!(store.task(task).unwrap().unwrap().reminders, 0);
            sound(store);
        }
    }
}
