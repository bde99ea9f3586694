//! Ctrl-P: what can be printed from a screen, and what is asked for.

use super::office::{Desk, morning, setup};
use crate::app::action::Context;
use crate::app::key::Key;
use crate::app::message::{Effect, Msg, Printed};
use crate::domain::paper::{Format, Paper, Tasks};
use crate::domain::query::Scope;
use crate::error::Error;

fn printed(desk: &Desk) -> Option<(Paper, Tasks, Option<String>, Format)> {
    let print = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Print(wanted, format) => Some((wanted.clone(), *format)),
        _ => None,
    });
    print.map(|(wanted, format)| (wanted.paper, wanted.tasks, wanted.unit, format))
}

#[test]
fn the_list_is_printed_as_it_stands() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Ctrl('p'), Key::Enter, Key::Down, Key::Enter]);
    let (paper, tasks, unit, format) = printed(&desk).expect("a paper");
    assert_eq!((paper, unit, format), (Paper::List, None, Format::Xlsx));
    assert!(matches!(&tasks, Tasks::Listed(view) if matches!(view.scope, Scope::Mine(_))), "{tasks:?}");
    assert_eq!(desk.app.context(), Context::Directives, "both menus are closed");
    desk.send(Msg::Printed(Ok(Printed::File("/nhà/a.xlsx".into()))));
    assert!(desk.notice().contains("/nhà/a.xlsx"));
    desk.send(Msg::Printed(Err(Error::DiskFull("a".into()))));
    assert!(desk.notice().starts_with("Chưa xuất được."), "{}", desk.notice());
}

#[test]
fn a_letter_goes_to_the_unit_under_the_cursor() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Ctrl('p'), Key::End, Key::Enter, Key::Enter]);
    let (paper, _, unit, format) = printed(&desk).expect("a paper");
    assert_eq!((paper, format), (Paper::Reminder, Format::Docx));
    let task = desk.app.board().checklist.selected().expect("a task");
    assert!(unit.is_some() && unit.as_ref() == task.leads.first(), "{unit:?}");
    desk.press(&[Key::Ctrl('p'), Key::Esc, Key::Esc]);
    assert_eq!(desk.app.context(), Context::Directives);
}
