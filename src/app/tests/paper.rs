//! Ctrl-P: what can be printed from a screen, and what is asked for.

use super::office::{Desk, morning, setup};
use crate::app::Popup;
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

/// What Ctrl-P Enter Enter asks for: the list.
fn list(desk: &mut Desk) -> Tasks {
    desk.effects.clear();
    desk.press(&[Key::Ctrl('p'), Key::Enter, Key::Enter]);
    let (paper, tasks, ..) = printed(desk).expect("a paper");
    assert_eq!(paper, Paper::List);
    tasks
}

/// Whom the letter offered from here goes to.
fn addressee(desk: &mut Desk) -> Option<String> {
    desk.effects.clear();
    desk.press(&[Key::Ctrl('p'), Key::End, Key::Enter, Key::Enter]);
    let (paper, _, unit, _) = printed(desk).expect("a paper");
    assert_eq!(paper == Paper::Reminder, unit.is_some());
    unit
}

#[test]
fn the_agenda_is_printed_with_its_filter_its_folds_and_the_unit_of_its_row() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Char('2'), Key::Down]);
    let view = desk.app.agenda().view(desk.app.board().view.scope);
    assert!(!view.folded.is_empty());
    assert_eq!(list(&mut desk), Tasks::Agenda(view));
    let lead = desk.app.chosen_task().expect("a task").leads.first().cloned();
    let of_board = desk.app.board().checklist.selected().and_then(|task| task.leads.first().cloned());
    assert!(lead.is_some() && lead != of_board, "the row is not that of view 1");
    assert_eq!(addressee(&mut desk), lead);
}

#[test]
fn marked_rows_alone_are_printed() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Char('2'), Key::Insert, Key::Insert]);
    let marked = desk.app.marked();
    assert_eq!(marked.len(), 2);
    assert_eq!(list(&mut desk), Tasks::These(marked));
    // The marks are of the agenda; what other papers are of has nothing to do with them.
    desk.press(&[Key::Char('1')]);
    assert!(matches!(list(&mut desk), Tasks::Listed(_)));
}

#[test]
fn an_opened_directive_prints_its_own_tasks() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Enter]);
    let Some(Popup::Detail(detail)) = desk.app.popups().last() else { panic!("it is open") };
    let ids: Vec<_> = detail.tasks.rows().iter().map(|task| task.id).collect();
    assert!(!ids.is_empty());
    assert_eq!(list(&mut desk), Tasks::These(ids));
    assert_eq!(desk.app.context(), Context::Detail, "it stays open");
}

#[test]
fn figures_print_what_they_count_and_the_list_behind_one_what_it_lists() {
    let mut desk = Desk::in_figures(setup(80, 24));
    let counted = desk.app.figures().counted().expect("figures").query.clone();
    assert_eq!(list(&mut desk), Tasks::Filtered(counted.tasks(None, None)));
    desk.press(&[Key::Enter, Key::Enter]);
    // Until they are gathered nobody knows what would be printed.
    desk.press(&[Key::Ctrl('p')]);
    assert_eq!((desk.app.context(), desk.notice().as_str()), (Context::Tasks, "Đang đọc…"));
    desk.commit();
    desk.settle();
    let Some(Popup::Tasks(tasks)) = desk.app.popups().last() else { panic!("the list is open") };
    let ids: Vec<_> = tasks.ids().expect("they are gathered").iter().map(|(id, _)| *id).collect();
    let lead = tasks.selected().expect("a row").leads.first().cloned();
    assert_eq!(list(&mut desk), Tasks::These(ids));
    assert_eq!(addressee(&mut desk), lead);
}

#[test]
fn the_journal_offers_no_letter_to_a_unit_that_is_not_in_it() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Char('4')]);
    assert_eq!(addressee(&mut desk), None);
}
