//! Units, days and settings: old values, refusals, undo of each by itself, export and load.

use dondoc::domain::UnitId;
use dondoc::domain::calendar::{Calendar, Day, DayKind};
use dondoc::domain::change::{Applied, Change, Outcome};
use dondoc::domain::deadline::{Deadline, DeadlineClass, Rule};
use dondoc::domain::office::{OfficeRead, Settings, UnitFields, UnitRow};
use dondoc::domain::query::{
    AgendaView, CheckSubject, DirectiveFilter, From, Scope, Stage, TaskFilter, View,
};
use dondoc::domain::reorganised;
use dondoc::domain::standing::Standing;
use dondoc::domain::task::{Assignment, AssignmentRole, NewTask, State};
use dondoc::error::{Error, Result, UnitFault};
use dondoc::store::{Mode, Reach, Store};

use crate::support::{Office, actor, an, at, binh, day, letter, mark, office, task};

fn led(item: &str, unit: &str) -> NewTask {
    let role = AssignmentRole::Lead;
    let lead = Assignment { unit: unit.into(), role, done_on: None, reply_document: None };
    NewTask { assignments: vec![lead], ..task(item, Some("2026-12-29")) }
}

fn units(store: &Store) -> Vec<UnitRow> {
    match store.units().unwrap() {
        OfficeRead::Units(units, _) => units,
        other => panic!("{other:?}"),
    }
}

fn unit(store: &Store, name: &str) -> UnitRow {
    let found = units(store).into_iter().find(|unit| unit.fields.name == name);
    found.unwrap_or_else(|| panic!("no {name}"))
}

fn set(row: &UnitRow, new: Option<UnitFields>) -> Change {
    let old = Some(Box::new(row.fields.clone()));
    Change::UnitSet { unit: Some(row.id), old, new: new.map(Box::new) }
}

fn named(name: &str) -> UnitFields {
    UnitFields { name: name.into(), ..UnitFields::default() }
}

fn add(fields: UnitFields) -> Change {
    Change::UnitSet { unit: None, old: None, new: Some(Box::new(fields)) }
}

fn apply(office: &mut Office, change: Change) -> Result<Applied> {
    office.store.apply(&an(), at(9), &[change])
}

fn off(on: &str) -> Day {
    let (kind, on) = (DayKind::Off, day(on));
    Day { on, kind, name: "Nghỉ bù".into(), source: "15/QĐ".into(), verified: true }
}

fn set_day(old: Option<Day>, new: Option<Day>) -> Change {
    let on = old.as_ref().or(new.as_ref()).unwrap().on;
    Change::DaySet { on, old: old.map(Box::new), new: new.map(Box::new) }
}

fn setting(name: &str, old: Option<&str>, new: Option<&str>) -> Change {
    let [old, new] = [old, new].map(|value| value.map(str::to_owned));
    Change::SettingSet { name: name.into(), old, new }
}

fn refusal(outcome: Result<Applied>) -> UnitFault {
    match outcome {
        Err(Error::UnitRefused { why, .. }) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_unit_of_a_letter_is_edited_and_its_open_tasks_roll_up() {
    let mut office = office();
    let directive =
        office.add(letter("1/UB", vec![led("1", "Sở LĐTBXH"), led("2", "Sở LĐTBXH"), led("3", "Sở Nội vụ")]));
    let tasks = office.store.checklist(directive).unwrap();
    mark(&mut office.store, &an(), &tasks[1]).unwrap();
    let (old, new) = (unit(&office.store, "Sở LĐTBXH"), unit(&office.store, "Sở Nội vụ"));
    assert_eq!((old.open, old.inherited, new.open, new.inherited), (1, 0, 1, 0));
    let fields = UnitFields {
        name: "  Sở Lao động - Thương binh và Xã hội ".into(),
        kind: Some("sở".into()),
        valid_to: Some(day("2025-06-30")),
        successor: Some(new.id),
        names: vec!["Sở LĐTBXH".into(), String::new(), "Sở LĐTBXH".into()],
        ..UnitFields::default()
    };
    apply(&mut office, set(&old, Some(fields))).unwrap();
    let now = unit(&office.store, "Sở Lao động - Thương binh và Xã hội");
    assert_eq!(now.id, old.id);
    assert_eq!(now.fields.names, ["Sở Lao động - Thương binh và Xã hội", "Sở LĐTBXH"]);
    assert_eq!((now.open, unit(&office.store, "Sở Nội vụ").inherited), (1, 1));
    // Letters keep what they print, and a spelling finds the unit.
    assert_eq!(office.store.checklist(directive).unwrap()[0].leads, ["Sở LĐTBXH"]);
    office.add(letter("2/UB", vec![led("1", "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI")]));
    assert_eq!((units(&office.store).len(), unit(&office.store, "Sở Nội vụ").inherited), (2, 2));
    apply(&mut office, setting("rolls_up", None, Some("false"))).unwrap();
    assert_eq!(unit(&office.store, "Sở Nội vụ").inherited, 0);
    assert!(office.store.check(at(12)).unwrap().iter().all(|result| {
        result.ok
            || matches!(
                result.subject,
                CheckSubject::FreeSpace | CheckSubject::CalendarCoverage | CheckSubject::Backup
            )
    }));
}

#[test]
fn units_that_cannot_be_are_refused_with_the_reason() {
    let mut office = office();
    office.add(letter("1/UB", vec![led("1", "Sở A"), led("2", "Sở B")]));
    let (a, b) = (unit(&office.store, "Sở A"), unit(&office.store, "Sở B"));
    let with = |row: &UnitRow, name: &str| {
        let fields = UnitFields { names: vec![row.fields.name.clone(), name.into()], ..row.fields.clone() };
        set(row, Some(fields))
    };
    let two = UnitFields { names: vec!["Sở A".into(), "SA".into()], ..a.fields.clone() };
    apply(&mut office, set(&a, Some(two))).unwrap();
    let a = unit(&office.store, "Sở A");
    // One of its names is not the whole unit.
    assert_eq!(refusal(apply(&mut office, with(&b, "SO A"))), UnitFault::NameOf("Sở A".into()));
    assert_eq!(refusal(apply(&mut office, add(named("so b")))), UnitFault::NameOf("Sở B".into()));
    assert_eq!(refusal(apply(&mut office, set(&a, None))), UnitFault::InUse);
    let after = |row: &UnitRow, next: UnitId| {
        set(row, Some(UnitFields { successor: Some(next), ..row.fields.clone() }))
    };
    assert_eq!(refusal(apply(&mut office, after(&a, a.id))), UnitFault::Circle);
    apply(&mut office, after(&a, b.id)).unwrap();
    assert_eq!(refusal(apply(&mut office, after(&b, a.id))), UnitFault::Circle);
    let over = UnitFields {
        valid_from: Some(day("2025-07-01")),
        valid_to: Some(day("2025-06-30")),
        ..named("Sở C")
    };
    assert_eq!(apply(&mut office, add(over)).map(drop), Err(Error::Usage("valid_to".into())));
    assert_eq!(apply(&mut office, add(named(" "))).map(drop), Err(Error::Usage("name".into())));
    // One that nobody names goes, and undo brings it back with its names.
    apply(&mut office, add(UnitFields { names: vec!["C".into()], ..named("Sở C") })).unwrap();
    let c = unit(&office.store, "Sở C");
    apply(&mut office, set(&c, None)).unwrap();
    assert_eq!(units(&office.store).len(), 2);
    office.store.undo(&an(), at(10), Reach::Run).unwrap();
    assert_eq!(unit(&office.store, "Sở C"), c);
    office.store.redo(&an(), at(10), Reach::Run).unwrap();
    assert_eq!(units(&office.store).len(), 2);
}

#[test]
fn a_unit_becomes_a_spelling_of_another_and_its_tasks_follow() {
    let mut office = office();
    let directive =
        office.add(letter("1/UB", vec![led("1", "Sở A"), led("2", "Sở A cũ"), led("3", "Sở A cũ")]));
    office.add(letter("2/UB", vec![led("1", "Sở B")]));
    let [a, old, b] = ["Sở A", "Sở A cũ", "Sở B"].map(|name| unit(&office.store, name));
    let merged = |row: &UnitRow| {
        let names = vec![row.fields.name.clone(), old.fields.name.clone()];
        set(row, Some(UnitFields { names, ..row.fields.clone() }))
    };
    apply(&mut office, set(&b, Some(UnitFields { successor: Some(old.id), ..b.fields.clone() }))).unwrap();
    assert_eq!(refusal(apply(&mut office, merged(&a))), UnitFault::InUse, "another unit ends in it");
    office.store.undo(&an(), at(10), Reach::Run).unwrap();
    let before = units(&office.store);
    apply(&mut office, merged(&a)).unwrap();
    let all = |office: &Office| (units(&office.store).len(), unit(&office.store, "Sở A").open);
    assert_eq!(all(&office), (2, 3));
    assert_eq!(office.store.checklist(directive).unwrap()[1].leads, ["Sở A cũ"], "letters keep the name");
    office.add(letter("3/UB", vec![led("1", "SỞ A CŨ")]));
    assert_eq!(all(&office), (2, 4));
    assert!(office.store.check(at(12)).unwrap().iter().all(|result| {
        result.ok
            || matches!(
                result.subject,
                CheckSubject::FreeSpace | CheckSubject::CalendarCoverage | CheckSubject::Backup
            )
    }));
    office.store.undo(&an(), at(12), Reach::Run).unwrap();
    office.store.undo(&an(), at(12), Reach::Run).unwrap();
    assert_eq!(units(&office.store), before);
    office.store.redo(&an(), at(12), Reach::Run).unwrap();
    assert_eq!(all(&office), (2, 3));
}

#[test]
fn a_unit_that_went_into_another_comes_back_with_all_its_parts() {
    let mut office = office();
    let both = NewTask {
        assignments: [led("1", "Sở A"), led("1", "Sở A cũ")].map(|task| task.assignments[0].clone()).to_vec(),
        ..task("1", Some("2026-12-29"))
    };
    let directive = office.add(letter("1/UB", vec![both, led("2", "SAC"), led("3", "Sở A cũ")]));
    let spelt = |store: &Store, name: &str, names: &[&str]| {
        let row = unit(store, name);
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        set(&row, Some(UnitFields { names, ..row.fields.clone() }))
    };
    // "SAC" is the same as "Sở A cũ", until somebody takes that spelling out: the part stays where it is.
    let change = spelt(&office.store, "Sở A cũ", &["Sở A cũ", "SAC"]);
    apply(&mut office, change).unwrap();
    let change = spelt(&office.store, "Sở A cũ", &["Sở A cũ"]);
    apply(&mut office, change).unwrap();
    let opens = |store: &Store| {
        units(store).iter().map(|row| (row.fields.name.clone(), row.open)).collect::<Vec<_>>()
    };
    let before = opens(&office.store);
    assert_eq!(before, [("Sở A".to_owned(), 1), ("Sở A cũ".to_owned(), 3)]);
    let change = spelt(&office.store, "Sở A", &["Sở A", "Sở A cũ"]);
    apply(&mut office, change).unwrap();
    assert_eq!(opens(&office.store), [("Sở A".to_owned(), 3)], "a task that has both units counts once");
    let third = office.store.checklist(directive).unwrap()[2].clone();
    mark(&mut office.store, &binh(), &third).unwrap();
    let mut json = Vec::new();
    office.store.export(&mut json).unwrap();
    let mut other = crate::support::office();
    let restored = &mut other.store;
    restored.load(&an(), at(11), &json[..], &mut |_| ()).unwrap();
    for store in [&mut office.store, restored] {
        store.undo(&an(), at(12), Reach::Person).unwrap();
        assert_eq!(opens(store), [("Sở A".to_owned(), 1), ("Sở A cũ".to_owned(), 2)]);
        store.redo(&an(), at(12), Reach::Person).unwrap();
        assert_eq!(opens(store), [("Sở A".to_owned(), 2)]);
    }
}

#[test]
fn undo_takes_no_unit_out_that_came_since() {
    let mut office = office();
    office.add(letter("1/UB", vec![led("1", "Sở A")]));
    let row = unit(&office.store, "Sở A");
    let with =
        |names: [&str; 2]| UnitFields { names: names.map(str::to_owned).to_vec(), ..row.fields.clone() };
    apply(&mut office, set(&row, Some(with(["Sở A", "SA"])))).unwrap();
    let row = unit(&office.store, "Sở A");
    apply(&mut office, set(&row, Some(with(["Sở A", "Sở A mới"])))).unwrap();
    office
        .store
        .apply(
            &binh(),
            at(9),
            &[Change::DirectiveAdded { id: None, record: Box::new(letter("2/UB", vec![led("1", "SA")])) }],
        )
        .unwrap();
    let before = units(&office.store);
    assert_eq!(refusal(office.store.undo(&an(), at(10), Reach::Run)), UnitFault::NameOf("SA".into()));
    assert_eq!(units(&office.store), before);
}

#[test]
fn an_older_state_is_refused_and_a_reached_one_is_no_change() {
    let mut office = office();
    apply(&mut office, add(named("Sở A"))).unwrap();
    let seen = unit(&office.store, "Sở A");
    let kind = |kind: &str| UnitFields { kind: Some(kind.into()), ..seen.fields.clone() };
    office.store.apply(&binh(), at(9), &[set(&seen, Some(kind("sở")))]).unwrap();
    match apply(&mut office, set(&seen, Some(kind("ban")))) {
        Err(Error::Changed { what, by, .. }) => assert_eq!((what.as_str(), by.as_str()), ("Sở A", "binh")),
        other => panic!("{other:?}"),
    }
    let again = apply(&mut office, set(&seen, Some(kind("sở")))).unwrap();
    assert!(matches!(again.outcomes[..], [Outcome::AlreadySo { .. }]));
    apply(&mut office, set_day(None, Some(off("2026-11-24")))).unwrap();
    let other = Day { verified: false, ..off("2026-11-24") };
    assert!(matches!(
        apply(&mut office, set_day(None, Some(other.clone()))),
        Err(Error::Changed { what, .. }) if what == "24/11/2026"
    ));
    apply(&mut office, set_day(Some(off("2026-11-24")), Some(other.clone()))).unwrap();
    assert_eq!(office.store.calendar().unwrap().day(day("2026-11-24")), Some(&other));
    apply(&mut office, set_day(Some(other), None)).unwrap();
    let on = day("2026-11-24");
    assert_eq!(office.store.calendar().unwrap().day(on), Calendar::built_in().day(on));
}

/// Each record of the office is undone by itself, whatever happened to the others.
#[test]
fn undo_takes_back_one_record_of_the_office() {
    let mut office = office();
    apply(&mut office, add(named("Sở A"))).unwrap();
    office.store.apply(&binh(), at(9), &[set_day(None, Some(off("2026-11-24")))]).unwrap();
    office.store.apply(&binh(), at(9), &[add(named("Sở B"))]).unwrap();
    office.store.undo(&an(), at(10), Reach::Run).unwrap();
    assert_eq!(units(&office.store).len(), 1);
    office.store.redo(&an(), at(10), Reach::Run).unwrap();
    let a = unit(&office.store, "Sở A");
    let kind = UnitFields { kind: Some("sở".into()), ..a.fields.clone() };
    office.store.apply(&binh(), at(10), &[set(&a, Some(kind))]).unwrap();
    let refused = office.store.undo(&an(), at(11), Reach::Run);
    assert!(matches!(refused, Err(Error::Changed { what, .. }) if what == "Sở A"));
}

#[test]
fn only_an_administrator_sets_settings_and_only_those_there_are() {
    let mut office = office();
    apply(&mut office, setting("many_extensions", None, Some(" 4 "))).unwrap();
    let by_binh = office.store.apply(&binh(), at(9), &[setting("office", None, Some("SỞ Y TẾ"))]);
    assert_eq!(by_binh.map(drop), Err(Error::NotPermitted));
    for (name, value) in [("many_extensions", "0"), ("fold_version", "2"), ("màu", "đỏ")] {
        let refused = apply(&mut office, setting(name, None, Some(value)));
        assert_eq!(refused.map(drop), Err(Error::Usage(format!("{name} = {value}"))));
    }
    assert_eq!(office.store.settings().unwrap(), Settings { many_extensions: 4, ..Settings::default() });
    assert!(matches!(
        apply(&mut office, setting("many_extensions", None, Some("5"))),
        Err(Error::Changed { what, .. }) if what == "many_extensions"
    ));
    office.store.undo(&an(), at(10), Reach::Run).unwrap();
    assert_eq!(office.store.settings().unwrap(), Settings::default());
}

#[test]
fn the_reorganisation_is_one_group_that_one_undo_takes_back() {
    let mut office = office();
    office.add(letter(
        "1/UB",
        vec![led("1", "Sở Lao động – Thương binh và Xã hội"), led("2", "Sở TN&MT"), led("3", "Sở Nội vụ")],
    ));
    let before = units(&office.store);
    let OfficeRead::Units(rows, next) = office.store.units().unwrap() else { panic!() };
    let (proposals, changes) = reorganised::proposals(&rows, next);
    assert_eq!((proposals.len(), changes.len()), (2, 3));
    office.store.apply(&an(), at(9), &changes).unwrap();
    assert_eq!(unit(&office.store, "Sở Nội vụ").inherited, 1);
    let added = unit(&office.store, "Sở Nông nghiệp và Môi trường");
    assert_eq!((added.inherited, added.fields.valid_from), (1, Some(day("2025-07-01"))));
    assert_eq!(unit(&office.store, "Sở TN&MT").fields.valid_to, Some(day("2025-06-30")));
    office.store.undo(&an(), at(10), Reach::Run).unwrap();
    assert_eq!(units(&office.store), before);
    office.store.redo(&an(), at(10), Reach::Run).unwrap();
    assert_eq!(units(&office.store).len(), 4);
}

#[test]
fn an_office_is_exported_and_restored_byte_for_byte() {
    let mut office = office();
    office.add(letter("1/UB", vec![led("1", "Sở A"), led("2", "Sở B")]));
    let (a, b) = (unit(&office.store, "Sở A"), unit(&office.store, "Sở B"));
    let fields = UnitFields { successor: Some(b.id), ..named("Sở Á") };
    apply(&mut office, set(&a, Some(UnitFields { names: vec!["Sở A".into()], ..fields }))).unwrap();
    apply(&mut office, add(named("Sở C"))).unwrap();
    let c = unit(&office.store, "Sở C");
    apply(&mut office, set(&c, None)).unwrap();
    apply(&mut office, set_day(None, Some(off("2026-11-24")))).unwrap();
    apply(&mut office, setting("office", None, Some("SỞ Y TẾ"))).unwrap();
    let export = |store: &Store| {
        let mut out = Vec::new();
        store.export(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let first = export(&office.store);
    let folder = tempfile::tempdir().unwrap();
    let mut restored = Store::open(&folder.path().join("y.db"), Mode::Create).unwrap();
    restored.load(&actor("zung", "z"), at(12), first.as_bytes(), &mut |_| ()).unwrap();
    assert_eq!(export(&restored), first);
    assert_eq!(restored.settings().unwrap().office, "SỞ Y TẾ");
    // What an officer loads sets nothing; the unit in the trash comes back all the same.
    let mut other = Store::open(&folder.path().join("z.db"), Mode::Create).unwrap();
    other.apply(&an(), at(8), &[add(named("Sở D"))]).unwrap();
    other.load(&binh(), at(12), first.as_bytes(), &mut |_| ()).unwrap();
    assert_eq!(other.settings().unwrap(), Settings::default());
    // One undo each of the setting, the day and the taking out.
    for _ in 0..3 {
        restored.undo(&an(), at(13), Reach::Run).unwrap();
    }
    assert_eq!(unit(&restored, "Sở C").fields.names, ["Sở C"]);
}

#[test]
fn a_new_task_due_before_a_day_gets_the_safe_day_where_the_office_says_so() {
    let mut office = office();
    apply(&mut office, setting("before_is_safe", None, Some("true"))).unwrap();
    let due = |rule| Deadline {
        phrase: None,
        class: DeadlineClass::Date,
        on: Some(day("2020-12-21")),
        at: None,
        rule,
        unverified: false,
        terms: None,
    };
    let with = |rule, internal: Option<&str>| NewTask {
        deadline: Some(due(rule)),
        internal_due: internal.map(day),
        ..task("1", None)
    };
    let new = [Rule::BeforeDay, Rule::NamedDay].map(|rule| Box::new(with(rule, None)));
    let tasks = vec![
        with(Rule::BeforeDay, None),
        with(Rule::NamedDay, None),
        with(Rule::BeforeDay, Some("2020-12-10")),
    ];
    let directive = office.add(letter("1/UB", tasks));
    let own = office.store.checklist(directive).unwrap().into_iter().map(|row| (row.due_on, row.internal_on));
    let named = Some(day("2020-12-21"));
    let expected = [(named, Some(day("2020-12-18"))), (named, None), (named, Some(day("2020-12-10")))];
    assert_eq!(own.collect::<Vec<_>>(), expected, "a Friday, for the day named is a Monday");
    for (task, expected) in new.into_iter().zip(expected) {
        let task = Box::new(NewTask { item: String::new(), ..*task });
        apply(&mut office, Change::TaskAdded { id: None, directive, task }).unwrap();
        let added = office.store.checklist(directive).unwrap().pop().unwrap();
        assert_eq!((added.due_on, added.internal_on), expected);
    }
}

#[test]
fn how_far_ahead_is_soon_is_one_setting_for_every_list_and_count() {
    let mut office = office();
    for (at, on) in ["2020-12-24", "2020-12-25", "2020-12-29", "2021-01-21"].into_iter().enumerate() {
        office.add(letter(&format!("{at}/UB"), vec![task("1", Some(on))]));
    }
    let today = at(9).today();
    let counted = |office: &Office| {
        let strip = office.store.strip(Scope::Office, today).unwrap();
        let view =
            AgendaView { scope: Scope::Office, filter: DirectiveFilter::default(), folded: Vec::new() };
        let agenda = office.store.agenda(&view, &From::Start, 99, today).unwrap().counts;
        let filter = TaskFilter { status: Some(Standing::DueSoon), ..TaskFilter::default() };
        let filtered = office.store.tasks(&filter, at(9)).unwrap().len() as i64;
        let stage = DirectiveFilter { stage: Some(Stage::Soon), ..DirectiveFilter::default() };
        let view = View { filter: stage, ..View::of(Scope::Office) };
        let board = office.store.board(&view, &From::Start, 99, today).unwrap().rows.len() as i64;
        let [_, _, soon, next, ..] = agenda.map(|count| count.n);
        assert_eq!([strip.soon, filtered, board], [soon; 3]);
        assert_eq!(strip.next_30, next);
        [office.store.calendar().unwrap().soon(), soon, next]
    };
    // Today is the 21st.
    assert_eq!(counted(&office), [7, 2, 1]);
    let mut change = |old: Option<&str>, new: &str| {
        apply(&mut office, setting("soon_days", old, Some(new))).unwrap();
        counted(&office)
    };
    assert_eq!(change(None, "3"), [3, 1, 2]);
    assert_eq!(change(Some("3"), "29"), [29, 3, 0]);
}

#[test]
fn a_directive_is_paused_while_all_that_is_left_of_it_is() {
    let mut office = office();
    let id =
        office.add(letter("1/UB", vec![task("1", Some("2020-12-29")), task("2", None), task("3", None)]));
    let tasks = office.store.checklist(id).unwrap();
    mark(&mut office.store, &an(), &tasks[2]).unwrap();
    let is_paused = |office: &Office| office.store.detail(id).unwrap().unwrap().row.is_paused;
    for (row, is_all) in tasks[..2].iter().zip([false, true]) {
        let (task, old) = (row.id, row.progress.clone());
        let new = old.clone().turned(State::Paused, Some(at(9).today()));
        apply(&mut office, Change::TaskProgress { task, old, new }).unwrap();
        assert_eq!(is_paused(&office), is_all);
    }
    office.store.undo(&an(), at(9), Reach::Run).unwrap();
    assert!(!is_paused(&office));
}
