//! Who may do what on the screens, and what happens to a session whose person gets another role.

use super::office::{Desk, history_line, morning, setup};
use crate::app::action::{Action, Context, commands};
use crate::app::key::Key;
use crate::app::message::{Effect, Msg};
use crate::app::{Popup, Screen};
use crate::domain::change::{Change, Role};
use crate::domain::log::{LogKey, LogRow};
use crate::domain::people::{Person, PersonFields, PersonKey};

const ME: &str = "ntttrng";
const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

fn person(login: &str, name: &str, role: Role) -> Person {
    let fields = PersonFields { name: name.into(), role, ..PersonFields::default() };
    Person { id: None, login: login.into(), fields }
}

/// The office of the morning with two people and something in the trash; `me` is at the keys.
pub(crate) fn desk_of(me: PersonFields) -> Desk {
    let mut office = morning();
    let mut line = history_line(&office.records[0]);
    line.entry.change = Change::DirectiveTrashed { directive: office.records[0].id, old: false, new: true };
    let key = LogKey { at: "2020-12-20".into(), id: 1 };
    office.log.rows = vec![LogRow { key, line, task: None, n: 1, n_tasks: 0 }];
    let me = Person { fields: me, ..person(ME, "", Role::Viewer) };
    office.people = vec![me.clone(), person("binh", "Trần Bình", Role::Officer)];
    let mut desk = Desk::new(office, setup(80, 24));
    desk.app.introduce(me);
    desk
}

type Way = fn(&mut Desk);

/// Ways to places with actions that change something.
const PLACES: [(&str, Way); 9] = [
    ("directives", |_| ()),
    ("checklist", |desk| desk.press(&[Key::Tab])),
    ("detail", |desk| desk.press(&[Key::Enter])),
    ("agenda", |desk| desk.act(Action::ViewAgenda)),
    ("trash", |desk| {
        desk.act(Action::ViewLog);
        desk.press(&[Key::Left]);
    }),
    ("units", |desk| desk.act(Action::Units)),
    ("days", |desk| desk.act(Action::Days)),
    ("settings", |desk| desk.act(Action::Settings)),
    ("people", |desk| desk.act(Action::People)),
];

/// Who may do it there, by the rule of the office.
fn needed(place: &str, action: Action) -> Role {
    match (place, action) {
        // Undo of whatever it was is asked about in the file.
        (_, Action::Undo | Action::Redo) => Role::Officer,
        ("settings" | "people", _) | (_, Action::Purge) => Role::Admin,
        _ => Role::Officer,
    }
}

/// Whether an action wrote, asked to, or opened what is entered; and whether it was offered.
fn did(me: &PersonFields, way: Way, action: Action) -> (bool, bool) {
    let mut desk = desk_of(me.clone());
    way(&mut desk);
    let is_offered = desk.app.offers(action);
    desk.effects.clear();
    desk.act(action);
    let writes = desk.effects.iter().any(|effect| {
        matches!(effect, Effect::Write(..) | Effect::WriteEach(..) | Effect::Undo(_) | Effect::Redo(_))
    });
    let enters = matches!(desk.app.popups().last(), Some(Popup::Form(_) | Popup::Confirm(_)));
    (writes || enters, is_offered)
}

#[test]
fn every_action_asks_for_its_role() {
    let admin = PersonFields { role: Role::Admin, ..PersonFields::default() };
    let others = [
        PersonFields { role: Role::Viewer, ..admin.clone() },
        PersonFields { role: Role::Officer, ..admin.clone() },
        PersonFields { disabled: true, ..admin.clone() },
    ];
    let mut by_place = Vec::new();
    for (place, way) in PLACES {
        let mut desk = desk_of(admin.clone());
        way(&mut desk);
        let context = desk.app.context();
        let is_change = |action: Action| {
            action.changes() || action.enters() || context == Context::Office && action == Action::Open
        };
        let mut actions: Vec<Action> = commands(context).map(|entry| entry.action).collect();
        actions.retain(|action| is_change(*action));
        let mut n = 0;
        for action in actions {
            let (does, _) = did(&admin, way, action);
            n += usize::from(does);
            for me in &others {
                let may = me.may(needed(place, action));
                let (done, is_offered) = did(me, way, action);
                assert_eq!(done, does && may, "{place} {action:?} {me:?}");
                assert!(may || !is_offered, "{place} offers {action:?} to {me:?}");
            }
        }
        by_place.push((place, n));
    }
    // How many of each place's actions change something for an administrator.
    for (place, n) in &by_place {
        assert!(*n >= 3, "{by_place:?}: {place}");
    }
}

#[test]
fn a_person_is_added_with_a_pasted_key() {
    let mut desk = desk_of(PersonFields { role: Role::Admin, ..PersonFields::default() });
    desk.act(Action::People);
    desk.act(Action::Add);
    desk.type_text("Chi");
    desk.press(&[Key::F(2)]);
    assert!(desk.changes().is_empty());
    desk.press(&[Key::Backspace, Key::Backspace, Key::Backspace]);
    desk.type_text("chi");
    desk.press(&[Key::Tab]);
    desk.type_text("Le Chi");
    desk.press(&[Key::Tab, Key::Left, Key::Tab, Key::Tab]);
    desk.send(Msg::Paste("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n".into()));
    desk.press(&[Key::F(2)]);
    let Some(Popup::Form(form)) = desk.app.popups().last() else { panic!("no form") };
    let error = form.rows.last().and_then(|row| row.error.clone()).unwrap_or_default();
    assert!(error.starts_with("Đây là khóa bí mật"), "{error}");
    for _ in 0..50 {
        desk.press(&[Key::Backspace]);
    }
    desk.send(Msg::Paste(format!("{KEY} chi@pc\n")));
    desk.press(&[Key::F(2)]);
    let changes = desk.changes();
    let [Change::PersonSet { login, old: None, new }] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!((login.as_str(), new.name.as_str(), new.role), ("chi", "Le Chi", Role::Viewer));
    assert_eq!(new.keys.iter().map(PersonKey::line).collect::<Vec<_>>(), [format!("{KEY} chi@pc")]);
}

#[test]
fn an_open_session_hears_of_its_new_role() {
    let admin = PersonFields { role: Role::Admin, ..PersonFields::default() };
    let mut desk = desk_of(admin.clone());
    desk.act(Action::People);
    desk.press(&[Key::End, Key::F(4)]);
    desk.press(&[Key::Tab, Key::Right]);
    desk.office.people[0].fields.role = Role::Officer;
    desk.send(Msg::DataChanged);
    desk.settle();
    assert_eq!(desk.notice(), "Quyền của tài khoản này nay là: cập nhật");
    assert!(desk.app.can_write());
    desk.press(&[Key::F(2)]);
    assert_eq!((desk.notice().as_str(), desk.changes().len()), ("Chỉ quản trị sửa được", 0));
    desk.office.people[0].fields.disabled = true;
    desk.send(Msg::DataChanged);
    desk.settle();
    assert_eq!(desk.notice(), "Tài khoản này đã ngừng dùng: chỉ còn xem được");
    assert!(!desk.app.can_write());
    desk.press(&[Key::F(2)]);
    assert_eq!(desk.notice(), "Chỉ xem: tài khoản này không có quyền ghi");
    assert!(matches!(desk.app.popups().last(), Some(Popup::Form(_))), "what was entered is still there");
    // Back in, without a new start.
    desk.office.people[0].fields = admin;
    desk.send(Msg::DataChanged);
    desk.settle();
    desk.press(&[Key::F(2)]);
    assert_eq!(desk.changes().len(), 1);
    assert_eq!(desk.app.screen(), Screen::Directives);
}
