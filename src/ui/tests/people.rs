//! The people of the office, and the first line of somebody who may only look.

use super::*;
use crate::app::action::Action;
use crate::app::tests::people::desk_of;
use crate::domain::change::Role;
use crate::domain::people::PersonFields;

#[test]
fn people_and_the_form_of_one() {
    let name = "Nguyễn Thị Thu Trang".to_owned();
    let mut desk = desk_of(PersonFields { name, role: Role::Admin, ..PersonFields::default() });
    desk.act(Action::People);
    look!("people_80x24", desk.app);
    desk.press(&[Key::F(4)]);
    look!("people_form_80x24", desk.app);
}

/// Colour is not all that says it.
#[test]
fn who_left_is_named_so_at_every_width() {
    for columns in [40, 80, 120] {
        let mut desk = desk_of(PersonFields { role: Role::Admin, ..PersonFields::default() });
        desk.app.update(desk.now, Msg::Resized { columns, rows: 12 });
        desk.office.people[1].fields.disabled = true;
        desk.act(Action::People);
        let lines = screen(&desk.app);
        assert!(lines.lines().any(|line| line.contains("Trần Bình") && line.contains("đã ngừng")), "{lines}");
    }
}

#[test]
fn the_first_line_says_that_one_may_only_look() {
    let mut desk = desk_of(PersonFields::default());
    assert!(!screen(&desk.app).contains("CHỈ XEM"));
    desk.office.people[0].fields.disabled = true;
    desk.send(Msg::DataChanged);
    desk.settle();
    let lines = screen(&desk.app);
    assert!(lines.lines().next().is_some_and(|line| line.contains("CHỈ XEM")), "{lines}");
    desk.press(&[Key::Enter]);
    assert!(screen(&desk.app).lines().next().is_some_and(|line| line.contains("CHỈ XEM")));
}
