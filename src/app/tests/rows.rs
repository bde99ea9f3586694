//! Keys act on the rows in sight and on no others, however those change under them.

use super::office::*;
use crate::app::Popup;
use crate::app::action::Action;
use crate::app::key::Key;
use crate::app::message::{Effect, GatherId, Msg};
use crate::domain::change::Change;
use crate::domain::paper::{Paper, Tasks};
use crate::domain::query::TaskFilter;
use crate::domain::standing::Standing;
use crate::error::Error;

const AGENDA: Key = Key::Char('2');
const SPACE: Key = Key::Char(' ');

fn behind_a_figure(office: Office) -> Desk {
    let mut desk = Desk::new(office, setup(80, 24));
    open_list(&mut desk);
    desk
}

fn open_list(desk: &mut Desk) {
    let overdue = TaskFilter { status: Some(Standing::Overdue), ..TaskFilter::default() };
    desk.open_tasks(overdue);
}

fn chosen(desk: &Desk) -> String {
    desk.app.chosen_task().map_or_else(String::new, |task| format!("{} {}", task.item, task.reference))
}

#[test]
fn the_cursor_of_a_list_of_tasks_stays_on_its_task() {
    let mut desk = behind_a_figure(many(300));
    desk.press(&[Key::PageDown, Key::Down]);
    let before = chosen(&desk);
    desk.office.records.remove(3);
    desk.send(Msg::DataChanged);
    desk.settle();
    assert_eq!(chosen(&desk), before, "one above it has gone");
    let at =
        desk.office.records.iter().position(|record| before == format!("1 {}", record.rows()[0].reference));
    let after = desk.office.records[at.unwrap() + 1].rows()[0].reference.clone();
    desk.office.records.remove(at.unwrap());
    desk.send(Msg::DataChanged);
    desk.settle();
    assert_eq!(chosen(&desk), format!("1 {after}"));
}

#[test]
fn a_list_of_no_tasks_waits_for_nothing_and_one_that_failed_closes() {
    let mut desk = behind_a_figure(Office::default());
    desk.press(&[Key::Enter, SPACE, Key::F(6)]);
    assert_eq!((desk.notice().as_str(), desk.effects.len()), ("", 0));
    desk.press(&[Key::Esc]);
    desk.app.open_tasks("Quá hạn".into(), Vec::new());
    desk.send(Msg::Gathered(GatherId(2), Err(Error::Busy)));
    assert!(desk.app.popups().is_empty() && !desk.notice().is_empty());
}

#[test]
fn marks_go_when_their_list_becomes_another_one() {
    let mut desk = behind_a_figure(many(30));
    desk.press(&[Key::Insert]);
    assert_eq!(desk.app.marked().len(), 1);
    open_list(&mut desk);
    assert_eq!(desk.app.marked(), [], "the tasks of another figure");
    for another in [Key::Char('m'), Key::Enter] {
        let mut desk = Desk::new(many(30), setup(80, 24));
        desk.press(&[Key::Insert]);
        assert_eq!(desk.app.marked().len(), 1);
        if another == Key::Enter {
            desk.press(&[Key::Char('f')]);
        }
        desk.press(&[another]);
        assert_eq!(desk.app.marked(), [], "after {another}");
    }
}

#[test]
fn a_deadline_with_an_hour_wakes_a_list_of_tasks() {
    let record = Record::new(1, "1/UBND", "x").task("1", "x", "Sở", "2020-12-21 17:00:00");
    let mut desk = Desk::new(Office { records: vec![record], ..Office::default() }, setup(80, 24));
    desk.office.records[0].mine = false;
    desk.send(Msg::DataChanged);
    desk.settle();
    assert_eq!(desk.app.wakes_at(), Some(at("2020-12-22T00:00:00")), "nothing else in sight has an hour");
    open_list(&mut desk);
    assert!(desk.app.wakes_at().unwrap() < at("2020-12-21T17:00:00"));
}

#[test]
fn a_letter_is_pasted_in_every_view() {
    for view in ["1", "2", "3", "4"] {
        let mut desk = Desk::new(morning(), setup(80, 24));
        desk.press(&[Key::Char(view.chars().next().unwrap())]);
        desk.effects.clear();
        desk.paste(super::review::LETTER);
        assert!(matches!(desk.app.popups().last(), Some(Popup::Offer(_))), "{view}");
    }
    let mut desk = behind_a_figure(morning());
    desk.paste(super::review::LETTER);
    assert!(matches!(desk.app.popups().last(), Some(Popup::Offer(_))));
}

#[test]
fn what_is_told_is_laid_out_again_on_another_screen() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.app.tell("Xong 1".into(), vec!["việc này đã được người khác sửa trong lúc đang nhập ".repeat(6)]);
    desk.send(Msg::Resized { columns: 40, rows: 12 });
    let Some(Popup::Confirm(told)) = desk.app.popups().last() else { panic!("closed") };
    let widest = told.lines.iter().map(|line| crate::text::width(line)).max();
    assert!(widest <= Some(36), "{:?}", told.lines);
    assert!(told.place.shown(told.lines.len()).len() < 12);
}

#[test]
fn a_move_right_after_a_fold_begins_at_its_heading() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[AGENDA, Key::Home]);
    let heading = desk.app.agenda().window.selected().unwrap().key.group;
    desk.burst(&[Key::Enter, Key::Down]);
    let next = desk.app.agenda().window.selected().unwrap();
    assert!(next.task.is_none() && next.key.group != heading, "{next:?}");
}

#[test]
fn a_read_that_failed_leaves_the_agenda_where_it_was() {
    let mut desk = Desk::new(many(300), setup(80, 24));
    desk.press(&[AGENDA]);
    desk.office.fails = Some(Error::Busy);
    desk.burst(&[Key::PageDown; 9]);
    desk.office.fails = None;
    let before = chosen(&desk);
    desk.press(&[SPACE]);
    let [Effect::Write(_, changes)] = &desk.effects[..] else { panic!("{:?}", desk.effects) };
    let Change::TaskProgress { task, .. } = changes[0] else { panic!("{changes:?}") };
    let row = desk.office.records.iter().flat_map(Record::rows).find(|row| row.id == task).unwrap();
    assert_eq!(format!("{} {}", row.item, row.reference), before);
}

#[test]
fn a_paper_is_of_the_rows_in_sight() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    let beside = desk.app.board().checklist.selected().unwrap().leads.first().cloned();
    desk.press(&[AGENDA, Key::Down]);
    let lead = desk.app.chosen_task().unwrap().leads.first().cloned();
    assert_ne!(lead, beside);
    desk.press(&[Key::Ctrl('p'), Key::End, Key::Enter, Key::Enter]);
    let Some(Effect::Print(wanted, _)) = desk.effects.last() else { panic!("no paper") };
    assert_eq!((wanted.paper, &wanted.unit), (Paper::Reminder, &lead));
    let mut desk = behind_a_figure(morning());
    desk.press(&[Key::Ctrl('p'), Key::Enter, Key::Enter]);
    let Some(Effect::Print(wanted, _)) = desk.effects.last() else { panic!("no paper") };
    let Tasks::These(ids) = &wanted.tasks else { panic!("{wanted:?}") };
    let Some(Popup::Tasks(tasks)) = desk.app.popups().last() else { panic!("a list") };
    let shown: Vec<_> = tasks.ids().unwrap().iter().map(|(task, _)| *task).collect();
    assert_eq!(*ids, shown);
}

#[test]
fn what_happened_to_a_record_is_asked_for_as_often_as_one_likes() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    for _ in 0..2 {
        let lang = desk.app.setup().lang;
        let reference = desk.selected().to_owned();
        desk.act(Action::LogOf);
        assert_eq!(desk.app.log().filter_words(lang), reference);
        desk.press(&[Key::Char('1')]);
    }
}

#[test]
fn a_late_answer_fills_no_other_list_of_the_journal() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.send(Msg::Key(Key::Char('4')));
    let asks: Vec<_> = std::iter::from_fn(|| desk.app.next_ask()).collect();
    let (id, ask) = asks.last().expect("a read of the journal").clone();
    desk.send(Msg::Key(Key::Right));
    let answer = desk.office.answer(&ask, desk.app.today());
    desk.send(Msg::Answer(id, answer));
    assert!(desk.app.log().window.page().is_none(), "the rows are those of the list before");
    desk.settle();
    assert!(desk.app.log().window.page().is_some());
}
