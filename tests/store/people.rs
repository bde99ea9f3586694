//! People: who may appoint whom, their keys, undo, export and load, and every change by role.

use dondoc::domain::calendar::{Day, DayKind};
use dondoc::domain::change::{Applied, Change, Outcome, Role};
use dondoc::domain::directive::NewDirective;
use dondoc::domain::office::UnitFields;
use dondoc::domain::people::{PersonFields, PersonKey, needed};
use dondoc::domain::task::{Progress, Step};
use dondoc::domain::{DirectiveId, TaskId};
use dondoc::error::{Error, PersonFault, Result};
use dondoc::store::{Mode, Reach, Store};

use crate::support::{Office, actor, an, at, binh, day, letter, mark, office, sound, task};

const ED: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBjLEAhMkFt2ZgJ0flgqt2rsxQvqg7LUoMsVhOvBq26C";
const P256: &str = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBLd8Kg2Y0qydhUsfv5Fgm6yEuRcwHObtLN1AVHQiagFyoAIG9YDrdKrtulDB2yqYtsbAsmkJGxB8TjORhPuN+7g=";

fn fields(store: &Store, login: &str) -> PersonFields {
    store.person(login).unwrap().unwrap_or_else(|| panic!("no {login}")).fields
}

fn named(name: &str, role: Role) -> PersonFields {
    PersonFields { name: name.into(), role, ..PersonFields::default() }
}

fn key(line: &str) -> PersonKey {
    PersonKey::parse(line).unwrap()
}

fn add(login: &str, new: PersonFields) -> Change {
    Change::PersonSet { login: login.into(), old: None, new: Box::new(new) }
}

/// From what the file holds.
fn set(store: &Store, login: &str, edit: impl FnOnce(&mut PersonFields)) -> Change {
    let old = fields(store, login);
    let mut new = old.clone();
    edit(&mut new);
    Change::PersonSet { login: login.into(), old: Some(Box::new(old)), new: Box::new(new) }
}

fn apply(office: &mut Office, change: Change) -> Result<Applied> {
    office.store.apply(&an(), at(9), &[change])
}

fn refusal(outcome: Result<Applied>) -> PersonFault {
    match outcome {
        Err(Error::PersonRefused { why, .. }) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn somebody_is_added_changed_and_disabled_and_each_step_is_undone() {
    let mut office = office();
    let keyed = PersonFields {
        keys: vec![key(&format!("{P256} cơ quan")), key(ED)],
        ..named("  Trần Bình\u{1b} ", Role::Viewer)
    };
    apply(&mut office, add("binh", keyed)).unwrap();
    let binh_is = fields(&office.store, "binh");
    assert_eq!((binh_is.name.as_str(), binh_is.role, binh_is.disabled), ("Trần Bình", Role::Viewer, false));
    // In the order of their text, whatever the order they came in.
    assert_eq!(binh_is.keys.iter().map(|key| key.public_key.as_str()).collect::<Vec<_>>(), [P256, ED]);
    let change = set(&office.store, "binh", |binh| (binh.role, binh.keys) = (Role::Officer, vec![key(ED)]));
    apply(&mut office, change).unwrap();
    let change = set(&office.store, "binh", |binh| binh.disabled = true);
    apply(&mut office, change).unwrap();
    let of = |office: &Office| {
        let PersonFields { role, disabled, keys, .. } = fields(&office.store, "binh");
        (role, disabled, keys.len())
    };
    assert_eq!(of(&office), (Role::Officer, true, 1));
    for (hour, expected) in
        [(10, (Role::Officer, false, 1)), (11, (Role::Viewer, false, 2)), (12, (Role::Viewer, true, 0))]
    {
        office.store.undo(&an(), at(hour), Reach::Run).unwrap();
        assert_eq!(of(&office), expected);
    }
    for expected in [(Role::Viewer, false, 2), (Role::Officer, false, 1), (Role::Officer, true, 1)] {
        office.store.redo(&an(), at(13), Reach::Run).unwrap();
        assert_eq!(of(&office), expected);
    }
    sound(&office.store);
}

#[test]
fn a_key_is_of_one_person_and_a_login_that_is_given_is_plain() {
    let mut office = office();
    let with = |line: &str| PersonFields { keys: vec![key(line)], ..named("x", Role::Officer) };
    apply(&mut office, add("binh", with(ED))).unwrap();
    assert_eq!(refusal(apply(&mut office, add("chi", with(ED)))), PersonFault::KeyOf("binh".into()));
    assert!(office.store.person("chi").unwrap().is_none());
    let change = set(&office.store, "binh", |binh| binh.keys.clear());
    apply(&mut office, change).unwrap();
    apply(&mut office, add("chi", with(ED))).unwrap();
    assert_eq!(fields(&office.store, "chi").keys, [key(ED)]);
    // Undone in turn, the key goes back the way it came.
    let undone = [(); 2].map(|()| office.store.undo(&an(), at(10), Reach::Run));
    assert!(undone.iter().all(Result::is_ok));
    assert_eq!((fields(&office.store, "binh").keys.len(), fields(&office.store, "chi").keys.len()), (1, 0));
    for login in ["Chi", "chi\n", "", "chị"] {
        assert_eq!(
            refusal(apply(&mut office, add(login, named("Chi", Role::Viewer)))),
            PersonFault::Login,
            "{login}"
        );
    }
    // One that came with a follower's name may be kept out, but gets no key.
    office.add(NewDirective { follower: Some("Lê Dung".into()), ..letter("1/UB", vec![]) });
    let change = set(&office.store, "Lê Dung", |dung| dung.keys = vec![key(P256)]);
    assert_eq!(refusal(apply(&mut office, change)), PersonFault::Login);
    let change = set(&office.store, "Lê Dung", |dung| dung.disabled = true);
    apply(&mut office, change).unwrap();
    sound(&office.store);
}

#[test]
fn what_is_no_key_does_not_reach_the_file() {
    let mut office = office();
    for bad in ["ssh-ed25519 AAAA\ncommand=\"sh\" ssh-ed25519 AAAA", "x", "restrict ssh-ed25519 AAAA"] {
        let keys = vec![PersonKey { public_key: bad.into(), note: None }];
        let refused = apply(&mut office, add("binh", PersonFields { keys, ..named("x", Role::Officer) }));
        assert!(matches!(refused, Err(Error::KeyRefused(_))), "{bad}: {refused:?}");
    }
    // A note cannot begin a second line either.
    let keys = vec![PersonKey { note: Some("máy\nnhà".into()), ..key(ED) }];
    apply(&mut office, add("binh", PersonFields { keys, ..named("x", Role::Officer) }))
        .map(drop)
        .unwrap_err();
    assert!(office.store.people().unwrap().is_empty());
}

#[test]
fn the_last_administrator_stays_one() {
    let mut office = office();
    // The first in a new file, by an entry about somebody else.
    apply(&mut office, add("binh", named("Bình", Role::Officer))).unwrap();
    assert_eq!(fields(&office.store, "an").role, Role::Admin);
    let edits: [fn(&mut PersonFields); 2] = [|an| an.role = Role::Officer, |an| an.disabled = true];
    for edit in edits {
        let change = set(&office.store, "an", edit);
        assert_eq!(refusal(apply(&mut office, change)), PersonFault::LastAdmin);
    }
    let change = set(&office.store, "binh", |binh| binh.role = Role::Admin);
    apply(&mut office, change).unwrap();
    let change = set(&office.store, "an", |an| an.role = Role::Viewer);
    apply(&mut office, change).unwrap();
    // An who is one no more cannot take it back.
    assert_eq!(office.store.undo(&an(), at(10), Reach::Person).map(drop), Err(Error::NotPermitted));
    let change = set(&office.store, "binh", |binh| binh.disabled = true);
    assert_eq!(refusal(office.store.apply(&binh(), at(10), &[change])), PersonFault::LastAdmin);
    // Nor does a new file begin without one.
    let mut fresh = crate::support::office();
    assert_eq!(refusal(apply(&mut fresh, add("an", named("An", Role::Officer)))), PersonFault::LastAdmin);
    apply(&mut fresh, add("an", named("An", Role::Admin))).unwrap();
}

#[test]
fn an_older_state_is_refused_by_name_and_a_reached_one_is_no_change() {
    let mut office = office();
    apply(&mut office, add("binh", named("Bình", Role::Admin))).unwrap();
    let seen = set(&office.store, "binh", |binh| binh.name = "Trần Bình".into());
    let other = set(&office.store, "binh", |binh| binh.role = Role::Viewer);
    office.store.apply(&binh(), at(9), &[other]).unwrap();
    match apply(&mut office, seen) {
        Err(Error::Changed { what, by, .. }) => assert_eq!((what.as_str(), by.as_str()), ("binh", "Bình")),
        other => panic!("{other:?}"),
    }
    let so = set(&office.store, "binh", |_| ());
    assert!(matches!(apply(&mut office, so).unwrap().outcomes[..], [Outcome::AlreadySo { .. }]));
}

#[test]
fn a_new_name_is_found_and_ordered_by() {
    let mut office = office();
    office.add(NewDirective {
        follower: Some("binh".into()),
        ..letter("1/UB", vec![task("1", Some("2020-12-29"))])
    });
    let change = set(&office.store, "binh", |binh| binh.name = "Vũ Thị Yến".into());
    apply(&mut office, change).unwrap();
    sound(&office.store);
    assert_eq!(office.store.search_records("yến", 9, &|| false).unwrap().hits.len(), 2);
}

#[test]
fn an_export_holds_roles_and_keys_and_an_officer_who_loads_brings_neither() {
    let mut office = office();
    let keyed = PersonFields { keys: vec![key(&format!("{ED} nhà"))], ..named("Bình", Role::Admin) };
    apply(&mut office, add("binh", keyed)).unwrap();
    apply(&mut office, add("chi", PersonFields { disabled: true, ..named("Chi", Role::Officer) })).unwrap();
    office.add(letter("1/UB", vec![task("1", None)]));
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
    assert!(fields(&restored, "chi").disabled);
    let mut other = Store::open(&folder.path().join("z.db"), Mode::Create).unwrap();
    other.apply(&actor("sep", "s"), at(8), &[add("dung", named("Dung", Role::Officer))]).unwrap();
    other.load(&actor("dung", "d"), at(12), first.as_bytes(), &mut |_| ()).unwrap();
    let binh = fields(&other, "binh");
    assert_eq!((binh.role, binh.keys.len(), fields(&other, "chi").disabled), (Role::Officer, 0, true));
    let spoiled = first.replace("AAAAC3Nza", "AAAAC3Nzb");
    let mut third = Store::open(&folder.path().join("t.db"), Mode::Create).unwrap();
    let refused = third.load(&an(), at(12), spoiled.as_bytes(), &mut |_| ());
    assert!(matches!(refused, Err(Error::BadRecords(_))), "{refused:?}");
}

/// One change of each kind, each of its own record, as of the office that [`every_change_asks_for_its_role`] makes.
fn changes(store: &Store, directive: DirectiveId, trashed: DirectiveId) -> Vec<Change> {
    let row = &store.checklist(directive).unwrap()[0];
    let unit = UnitFields { name: "Sở Z".into(), ..UnitFields::default() };
    let on = day("2026-11-24");
    let off = Day { on, kind: DayKind::Off, name: "Nghỉ".into(), source: "1/QĐ".into(), verified: true };
    let noted = Progress { note: Some("ghi".into()), ..row.progress.clone() };
    vec![
        Change::DirectiveAdded { id: None, record: Box::new(letter("9/UB", vec![])) },
        Change::TaskAdded { id: None, directive, task: Box::new(task("7", None)) },
        Change::TaskProgress { task: row.id, old: row.progress.clone(), new: noted },
        Change::StepsSet {
            task: TaskId(row.id.0 + 1),
            old: Vec::new(),
            new: vec![Step { text: "gọi".into(), done: false }],
        },
        Change::TaskTrashed { task: TaskId(row.id.0 + 1), old: false, new: true },
        Change::UnitSet { unit: None, old: None, new: Some(Box::new(unit)) },
        Change::DaySet { on, old: None, new: Some(Box::new(off)) },
        Change::SettingSet { name: "place".into(), old: None, new: Some("Rạch Giá".into()) },
        add("moi", named("Mới", Role::Viewer)),
        Change::Purged { directive: trashed, task: None, name: String::new() },
    ]
}

#[test]
fn every_change_asks_for_its_role() {
    for (role, disabled) in
        [(Role::Viewer, false), (Role::Officer, false), (Role::Admin, false), (Role::Admin, true)]
    {
        let mut office = office();
        let directive = office.add(letter("1/UB", vec![task("1", None), task("2", None)]));
        let trashed = office.add(letter("2/UB", vec![]));
        apply(&mut office, Change::DirectiveTrashed { directive: trashed, old: false, new: true }).unwrap();
        apply(&mut office, add("binh", PersonFields { disabled, ..named("Bình", role) })).unwrap();
        for change in changes(&office.store, directive, trashed) {
            let may = !disabled && role >= needed(&change);
            let outcome = office.store.apply(&binh(), at(10), std::slice::from_ref(&change));
            match outcome {
                Ok(applied) => assert!(may && applied.group.is_some(), "{role:?} {change:?}"),
                Err(Error::NotPermitted) => assert!(!may, "{role:?} {change:?}"),
                other => panic!("{role:?} {change:?}: {other:?}"),
            }
        }
        let undone = office.store.undo(&binh(), at(11), Reach::Person);
        let writes = !disabled && role >= Role::Officer;
        assert_eq!(undone == Err(Error::NotPermitted), !writes, "{role:?} {undone:?}");
    }
}

/// A session that is open holds no right of its own.
#[test]
fn who_is_disabled_or_lowered_writes_no_more_at_once() {
    let mut office = office();
    let directive = office.add(letter("1/UB", vec![task("1", None), task("2", None)]));
    let rows = office.store.checklist(directive).unwrap();
    let mut theirs = office.again();
    mark(&mut theirs, &binh(), &rows[0]).unwrap();
    let edits: [fn(&mut PersonFields); 2] = [|binh| binh.role = Role::Viewer, |binh| binh.disabled = true];
    for edit in edits {
        let change = set(&office.store, "binh", edit);
        apply(&mut office, change).unwrap();
        assert_eq!(mark(&mut theirs, &binh(), &rows[1]).map(drop), Err(Error::NotPermitted));
        assert!(!theirs.person_or_new("binh").unwrap().fields.may(Role::Officer));
        office.store.undo(&an(), at(10), Reach::Run).unwrap();
    }
    mark(&mut theirs, &binh(), &rows[1]).unwrap();
}
