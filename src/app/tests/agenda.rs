//! View 2, the tasks behind a figure, and marked rows.

use super::office::{Desk, Office, Record, day, many, morning, setup};
use crate::app::action::{Action, Context};
use crate::app::key::Key;
use crate::app::message::{Effect, Msg};
use crate::app::{Popup, Screen, Setup};
use crate::domain::TaskId;
use crate::domain::change::{Applied, Change, Outcome};
use crate::domain::query::{AgendaGroup, TaskFilter};
use crate::domain::task::State;
use crate::error::Error;

const SPACE: Key = Key::Char(' ');
const AGENDA: Key = Key::Char('2');

fn agenda() -> Desk {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[AGENDA]);
    desk
}

/// "Late" for a heading, item and reference for a task.
fn line(desk: &Desk) -> String {
    let line = desk.app.agenda().window.selected().unwrap();
    match &line.task {
        Some(task) => format!("{} {}", task.item, task.reference),
        None => format!("{:?}", line.key.group),
    }
}

fn shown(desk: &Desk) -> Vec<String> {
    let lines = desk.app.agenda().window.shown().0.iter();
    let name = |line: &crate::domain::query::AgendaLine| match &line.task {
        Some(task) => format!("{} {}", task.item, task.reference),
        None => format!("{:?}", line.key.group),
    };
    lines.map(name).collect()
}

#[test]
fn it_opens_on_the_first_task_and_folds_at_headings() {
    let mut desk = agenda();
    assert_eq!(line(&desk), "3 1655/UBND-NC");
    assert_eq!(shown(&desk)[0], "Late");
    desk.press(&[Key::Home]);
    assert_eq!(line(&desk), "Late");
    let before = shown(&desk).len();
    desk.press(&[Key::Enter]);
    assert_eq!((line(&desk).as_str(), shown(&desk)[1].as_str()), ("Late", "Today"));
    desk.press(&[Key::Enter]);
    assert_eq!(shown(&desk).len(), before);
    desk.press(&[Key::End, Key::Enter]);
    assert_eq!(line(&desk), "Recent", "unfolded, the heading keeps the cursor");
    assert!(shown(&desk).last().unwrap().contains('/'), "what was done lately is listed");
}

#[test]
fn the_counts_of_the_strip_are_those_of_the_headings() {
    for opens_on_mine in [true, false] {
        let mut desk = Desk::new(morning(), Setup { opens_on_mine, ..setup(80, 24) });
        desk.press(&[AGENDA]);
        let strip = desk.app.board().window.page().unwrap().strip;
        let counts = desk.app.agenda().window.page().unwrap().counts;
        for (group, count) in AgendaGroup::ALL.into_iter().zip(counts) {
            assert!(group == AgendaGroup::Recent || strip.of(group) == count.n, "{group:?}");
        }
    }
}

#[test]
fn a_task_that_is_done_leaves_the_cursor_where_it_was() {
    let mut desk = agenda();
    desk.press(&[SPACE]);
    desk.commit();
    assert_eq!(line(&desk), "1 09/CT-UBND", "the next one");
    assert!(desk.notice().starts_with("Đã xong việc 3 của 1655/UBND-NC"), "{}", desk.notice());
    assert_eq!(desk.app.agenda().window.page().unwrap().counts[0].n, 2);
    // Also where the group it goes to is listed.
    desk.press(&[Key::End, Key::Enter, Key::Home, Key::Down, SPACE]);
    desk.commit();
    assert_eq!(desk.app.agenda().window.selected().unwrap().key.group, AgendaGroup::Late);
}

#[test]
fn the_cursor_stays_on_its_task_while_others_change_the_list() {
    let mut desk = agenda();
    desk.press(&[Key::Down, Key::Down]);
    let chosen = line(&desk);
    desk.office.records.retain(|record| record.record.reference.as_deref() != Some("1655/UBND-NC"));
    desk.send(Msg::DataChanged);
    desk.settle();
    assert_eq!(line(&desk), chosen);
    desk.office.records.retain(|record| record.record.reference.as_deref() != Some("09/CT-UBND"));
    desk.send(Msg::DataChanged);
    desk.settle();
    assert_eq!(line(&desk), "Today", "the next line that is left");
}

#[test]
fn midnight_moves_the_groups() {
    let mut desk = agenda();
    let until = desk.app.wakes_at().unwrap().at() - desk.now.at();
    desk.wait(until.num_milliseconds());
    assert_eq!(desk.app.today(), day("2020-12-22"));
    assert_eq!(desk.app.agenda().window.page().unwrap().counts[0].n, 4, "what was due on Monday is late");
}

#[test]
fn a_deadline_with_an_hour_wakes_the_agenda() {
    let record = Record::new(1, "1/A", "x").task("1", "a", "", "2020-12-21 08:30:00");
    let mut desk = Desk::new(Office { records: vec![record], ..Office::default() }, setup(80, 24));
    desk.press(&[AGENDA]);
    assert!(desk.app.wakes_at().unwrap().at() - desk.now.at() <= chrono::TimeDelta::minutes(1));
}

#[test]
fn moves_over_many_pages_land_where_counting_leads() {
    let mut desk = Desk::new(many(300), setup(80, 24));
    desk.press(&[AGENDA, Key::End, Key::Enter, Key::Home]);
    let at = |desk: &Desk| (line(desk), shown(desk).len());
    desk.burst(&[Key::PageDown; 3]);
    let (down, rows) = at(&desk);
    desk.press(&[Key::Home]);
    desk.burst(&vec![Key::Down; 3 * rows]);
    assert_eq!(line(&desk), down);
    desk.burst(&vec![Key::Up; 3 * rows]);
    assert_eq!(line(&desk), "Late");
}

#[test]
fn a_command_leads_to_a_group_and_unfolds_it() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::F(2)]);
    desk.type_words("lich han sau");
    desk.press(&[Key::Enter]);
    assert_eq!((desk.app.screen(), line(&desk).as_str()), (Screen::Agenda, "1 88/KH-UBND"));
    desk.press(&[Key::F(2)]);
    desk.type_words("lich han khong thoi");
    desk.press(&[Key::Enter]);
    assert_eq!(desk.app.agenda().window.selected().unwrap().key.group, AgendaGroup::Undated);
    desk.office.records.retain(|record| record.id.0 != 4);
    desk.press(&[Key::F(5), Key::F(2)]);
    desk.type_words("lich han hom nay");
    desk.press(&[Key::Enter]);
    assert_eq!(desk.notice(), "Nhóm này không có việc nào");
}

#[test]
fn its_filter_is_its_own_and_esc_drops_it() {
    let mut desk = agenda();
    desk.press(&[Key::Char('f'), Key::Enter]);
    assert_eq!(desk.app.filter_words(), "đã gia hạn");
    assert!(desk.app.board().view.filter.is_empty());
    desk.press(&[Key::Esc]);
    assert!(desk.app.agenda().filter.is_empty());
}

#[test]
fn enter_opens_the_directive_at_the_task() {
    let mut desk = agenda();
    desk.press(&[Key::Down, Key::Down, Key::Enter]);
    let Some(Popup::Detail(detail)) = desk.app.popups().last() else { panic!("not opened") };
    assert_eq!(detail.selected_task().map(|task| task.item.as_str()), Some("2"));
    desk.press(&[Key::Esc]);
    assert_eq!(line(&desk), "2 09/CT-UBND");
}

fn tasks_of(desk: &mut Desk) -> Vec<String> {
    desk.open_tasks(TaskFilter::default());
    let Some(Popup::Tasks(tasks)) = desk.app.popups().last() else { panic!("not opened") };
    let shown = tasks.shown().0.into_iter();
    shown.map(|row| row.map_or("?".into(), |row| format!("{} {}", row.item, row.reference))).collect()
}

#[test]
fn tasks_behind_a_figure_are_read_as_they_come_into_sight() {
    let mut desk = Desk::new(many(300), setup(80, 24));
    let rows = tasks_of(&mut desk);
    assert_eq!((rows.len(), rows[0].as_str()), (19, "1 1/UBND-NC"));
    desk.burst(&[Key::PageDown; 5]);
    assert_eq!(desk.app.chosen_task().unwrap().reference, "96/UBND-NC");
    desk.press(&[Key::End]);
    assert_eq!(desk.app.chosen_task().unwrap().reference, "300/UBND-NC");
    desk.press(&[SPACE]);
    desk.commit();
    assert_eq!(desk.app.chosen_task().unwrap().progress.state, State::Done, "it stays in this list");
    desk.office.records.pop();
    desk.send(Msg::DataChanged);
    desk.settle();
    assert_eq!(desk.app.chosen_task().unwrap().reference, "299/UBND-NC", "what is gone leaves it");
}

#[test]
fn marks_are_counted_stay_in_their_list_and_go_with_esc() {
    let mut desk = agenda();
    desk.press(&[Key::Insert, Key::Insert]);
    assert_eq!(desk.notice(), "Đã chọn 2 việc · Esc bỏ chọn");
    assert_eq!(desk.app.marked().len(), 2);
    desk.press(&[Key::Char('1')]);
    assert_eq!((desk.app.marked(), desk.notice()), (Vec::new(), String::new()), "they are view 2's");
    desk.press(&[AGENDA]);
    assert_eq!(desk.app.marked().len(), 2);
    desk.press(&[Key::Home, Key::Down, Key::Insert]);
    assert_eq!(desk.app.marked().len(), 1, "a second time takes it away");
    desk.press(&[Key::Esc]);
    assert_eq!(desk.app.marked(), []);
    desk.press(&[Key::Insert, Key::Char('1'), Key::Tab, Key::Insert, AGENDA]);
    assert_eq!(desk.app.marked(), [], "marks elsewhere take their place");
}

#[test]
fn star_marks_the_whole_group_and_then_none() {
    let mut desk = agenda();
    for n in [3, 0] {
        desk.press(&[Key::Char('*')]);
        desk.commit();
        assert_eq!(desk.app.marked().len(), n);
    }
    let mut desk = Desk::new(many(300), Setup { opens_on_mine: false, ..setup(80, 24) });
    desk.press(&[Key::Char('*')]);
    desk.commit();
    assert_eq!(desk.notice(), "Đã chọn 300 văn bản, 300 việc chưa xong · Esc bỏ chọn");
    tasks_of(&mut desk);
    desk.press(&[Key::Char('*')]);
    assert_eq!(desk.app.marked().len(), 300, "all of them, not only those in sight");
}

#[test]
fn a_marked_directive_stands_for_its_open_tasks() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Insert, Key::Insert]);
    assert_eq!(desk.notice(), "Đã chọn 2 văn bản, 5 việc chưa xong · Esc bỏ chọn");
    desk.press(&[Key::Esc, Key::End, Key::Insert]);
    assert_eq!(desk.notice(), "Văn bản này không còn nhiệm vụ nào chưa xong");
}

#[test]
fn one_key_marks_all_done_or_opens_all_again() {
    let mut desk = agenda();
    desk.press(&[Key::Char('*')]);
    desk.commit();
    desk.press(&[SPACE]);
    assert!(matches!(&desk.effects[..], [Effect::WriteEach(_, batch)] if batch.len() == 3), "one batch");
    desk.commit();
    assert_eq!((desk.notice().as_str(), desk.app.marked()), ("Đã xong 3 việc. Ctrl-Z hoàn tác", vec![]));
    desk.press(&[Key::End, Key::Enter, Key::Down, Key::Insert, Key::Insert, SPACE]);
    desk.commit();
    assert_eq!(desk.notice(), "Đã mở lại 2 việc. Ctrl-Z hoàn tác");
}

#[test]
fn what_was_passed_over_is_listed_with_its_reason() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    let record = desk.office.records.iter_mut().find(|record| record.rows()[0].reference == "09/CT-UBND");
    record.unwrap().record.tasks[0].progress.state = State::Withdrawn;
    desk.press(&[Key::F(5), Key::Down, Key::Tab, Key::Char('*'), SPACE]);
    let Some(Effect::WriteEach(id, batch)) = desk.effects.pop() else { panic!("nothing is asked for") };
    assert_eq!(batch.len(), 4 - 1, "what is withdrawn is not even asked for");
    let refused =
        Error::Changed {
            what: "?".into(), by: "Lê Văn Hùng".into(), at: "21/12".into(), now: "done".into()
        };
    let by = || Outcome::AlreadySo { by: Some("Lê Văn Hùng".into()), at: Some(desk.now) };
    let outcomes = vec![by(), Outcome::Refused(refused), Outcome::Applied(batch[2][0].clone())];
    desk.written(id, Ok(Applied { group: None, outcomes }));
    let Some(Popup::Confirm(told)) = desk.app.popups().last() else { panic!("nothing is told") };
    assert_eq!(told.question, "Xong 1 · bỏ qua 3");
    let said = told.lines.join("\n");
    for words in ["thu hồi", "đã đánh dấu xong", "vừa sửa lúc 21/12"] {
        assert!(said.contains(words), "{said}");
    }
    desk.press(&[Key::Enter]);
    assert!(desk.app.popups().is_empty() && desk.app.marked().is_empty());
}

#[test]
fn a_form_is_filled_in_once_for_all_marked() {
    let mut desk = agenda();
    desk.press(&[Key::Insert, Key::Insert, Key::F(6)]);
    let Some(Popup::Form(form)) = desk.app.popups().last() else { panic!("no form") };
    assert_eq!(form.title(desk.app.setup().lang), "Hạn · 2 việc đã chọn");
    desk.type_text("30/12");
    let form = crate::app::form::restore(&form_draft(&desk)).unwrap();
    assert_eq!(form.base.others.len(), 1, "a draft is for as many");
    desk.press(&[Key::F(2)]);
    let Some(Effect::WriteEach(_, batch)) = desk.effects.last() else { panic!("nothing is asked for") };
    let set: Vec<TaskId> = batch
        .iter()
        .flatten()
        .map(|change| match change {
            Change::DeadlineSet { task, new: Some(new), .. } if new.on == Some(day("2020-12-30")) => *task,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(set.len(), 2);
    desk.commit();
    assert_eq!(desk.notice(), "Đã lưu 2 việc. Ctrl-Z hoàn tác");
    assert!(desk.app.popups().is_empty());
}

#[test]
fn events_are_entered_once_for_all_marked_that_they_suit() {
    let cases = [
        (Action::Remind, "Đôn đốc · 3 việc đã chọn"),
        (Action::Pause, "Tạm dừng · 3 việc đã chọn"),
        (Action::Withdraw, "Thu hồi · 3 việc đã chọn"),
        (Action::Supersede, "Bị thay thế · 3 việc đã chọn"),
        (Action::Reported, "Đã báo xong · 3 việc đã chọn"),
        (Action::HandOver, "Bàn giao · 3 việc đã chọn"),
    ];
    for (action, title) in cases {
        let mut desk = Desk::new(morning(), setup(80, 24));
        let record = desk.office.records.iter_mut().find(|record| record.rows()[0].reference == "09/CT-UBND");
        record.unwrap().record.tasks[0].progress.state = State::Done;
        desk.press(&[Key::F(5), Key::Down, Key::Tab, Key::Insert, Key::Insert, Key::Insert]);
        assert!(desk.app.offers(action), "{action:?}");
        desk.app.act(action);
        desk.settle();
        let Some(Popup::Form(form)) = desk.app.popups().last() else { panic!("no form for {action:?}") };
        assert_eq!(form.title(desk.app.setup().lang), title);
        match action {
            Action::Supersede => {
                desk.type_text("1801/UBND-NC");
            }
            Action::HandOver => desk.type_text("hung"),
            _ => {}
        }
        desk.press(&[Key::F(2)]);
        let Some(Effect::WriteEach(_, batch)) = desk.effects.last() else { panic!("{action:?}") };
        let is_for_all = action == Action::HandOver;
        assert_eq!(batch.len(), if is_for_all { 3 } else { 2 }, "{action:?}: what is done is passed over");
        if action == Action::Remind {
            let units: Vec<_> = batch.iter().flatten().map(reminded_unit).collect();
            let tasks = &desk.office.records.iter().find(|it| it.rows()[0].reference == "09/CT-UBND");
            let leads: Vec<_> =
                tasks.unwrap().rows()[1..3].iter().map(|row| row.leads.first().cloned()).collect();
            assert_eq!(units, leads, "each its own lead");
        }
    }
}

fn reminded_unit(change: &Change) -> Option<String> {
    let Change::ReminderAdded { reminder, .. } = change else { panic!("{change:?}") };
    reminder.unit.clone()
}

#[test]
fn an_event_that_suits_none_of_the_marked_opens_no_form() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::End, Key::Tab, Key::Insert, Key::Insert, Key::F(9)]);
    assert!(desk.app.popups().is_empty() && desk.notice().contains("đôn đốc"), "{}", desk.notice());
}

#[test]
fn space_in_the_agenda_asks_for_the_parts_first() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    for record in &mut desk.office.records {
        for task in &mut record.record.tasks {
            let mut other = task.assignments.first().cloned().expect("a lead");
            other.unit = "Sở Tài chính".into();
            task.assignments.push(other);
        }
    }
    desk.press(&[AGENDA, Key::F(5), SPACE]);
    assert_eq!((desk.app.context(), desk.effects.len()), (Context::Parts, 0));
}

fn form_draft(desk: &Desk) -> String {
    let Some(Popup::Form(form)) = desk.app.popups().last() else { panic!("no form") };
    form.draft()
}

#[test]
fn no_more_are_written_at_once_than_a_file_can_wait_for() {
    let mut desk = Desk::new(many(600), Setup { opens_on_mine: false, ..setup(80, 24) });
    desk.press(&[Key::Char('*')]);
    desk.commit();
    desk.press(&[SPACE]);
    assert!(desk.effects.is_empty() && desk.notice().contains("500"), "{}", desk.notice());
}

#[test]
fn nothing_is_marked_done_in_a_file_for_looking_only() {
    let mut desk = Desk::new(morning(), Setup { can_write: false, ..setup(80, 24) });
    desk.press(&[AGENDA, Key::Insert, SPACE]);
    assert!(desk.effects.is_empty() && !desk.notice().is_empty());
}
