//! What happens to a task, entered in forms and boxes.

use super::office::*;
use crate::app::Setup;
use crate::app::action::{Action, Context};
use crate::app::form::Name;
use crate::app::key::Key;
use crate::app::message::Effect;
use crate::domain::TaskId;
use crate::domain::change::Change;
use crate::domain::task::{Actual, Assignment, AssignmentRole, Comparator, State, Target};

/// On the tasks of the letter with five points.
fn on_tasks() -> Desk {
    let mut desk = Desk::new(Office { records: vec![letter()], ..Office::default() }, setup(80, 24));
    desk.press(&[Key::Tab]);
    desk
}

fn only(desk: &Desk) -> Change {
    let mut changes = desk.changes();
    assert_eq!(changes.len(), 1, "{changes:?}");
    changes.remove(0)
}

#[test]
fn f9_logs_a_reminder_and_on_a_directive_names_its_most_urgent_task() {
    let mut desk = Desk::new(Office { records: vec![letter()], ..Office::default() }, setup(80, 24));
    desk.press(&[Key::F(9)]);
    let form = desk.app.form().expect("a form").title(desk.app.setup().lang);
    assert_eq!(form, "Đôn đốc việc BC của 1792/UBND-NC");
    desk.press(&[Key::F(2)]);
    let Change::ReminderAdded { reminder, .. } = only(&desk) else { panic!("a reminder") };
    assert_eq!((reminder.task, reminder.on), (Some(TaskId(104)), day("2020-12-21")));
    desk.commit();
    assert_eq!(desk.notice(), "Đã ghi đôn đốc lần 1. Ctrl-Z hoàn tác");
}

#[test]
fn each_event_turns_the_task_to_its_state() {
    let cases = [
        (Action::DoneOn, State::Done),
        (Action::Reported, State::Reported),
        (Action::Pause, State::Paused),
        (Action::Withdraw, State::Withdrawn),
    ];
    for (action, state) in cases {
        let mut desk = on_tasks();
        assert!(desk.app.offers(action), "{action:?}");
        desk.act(action);
        desk.press(&[Key::F(2)]);
        let Change::TaskProgress { new, .. } = only(&desk) else { panic!("{action:?}") };
        assert_eq!(new.state, state);
        assert_eq!(new.done_on.or(new.since).or(new.reported_on), Some(day("2020-12-21")), "{action:?}");
        desk.commit();
        assert!(state == State::Reported || !desk.app.offers(Action::DoneOn), "{action:?}");
    }
}

#[test]
fn an_earlier_day_and_a_reopening_ask_for_the_reason() {
    let mut desk = on_tasks();
    desk.act(Action::DoneOn);
    desk.type_text("18/12");
    desk.press(&[Key::F(2)]);
    assert!(desk.changes().is_empty(), "no reason yet");
    desk.type_text("báo muộn");
    desk.press(&[Key::F(2)]);
    let Change::TaskProgress { new, .. } = only(&desk) else { panic!("progress") };
    assert_eq!((new.done_on, new.reason.as_deref()), (Some(day("2020-12-18")), Some("báo muộn")));
    desk.commit();
    desk.act(Action::Reopen);
    desk.press(&[Key::F(2)]);
    assert!(desk.changes().is_empty(), "no reason yet");
}

#[test]
fn space_on_a_task_that_several_lead_opens_its_parts() {
    let mut record = letter();
    let lead = |unit: &str| Assignment {
        unit: unit.into(),
        role: AssignmentRole::Lead,
        done_on: None,
        reply_document: None,
    };
    record.record.tasks[0].assignments = vec![lead("Sở A"), lead("Sở B")];
    let mut desk = Desk::new(Office { records: vec![record], ..Office::default() }, setup(80, 24));
    desk.press(&[Key::Tab, Key::Char(' ')]);
    assert_eq!(desk.app.context(), Context::Parts);
    desk.press(&[Key::Down, Key::Char(' ')]);
    let Change::PartProgress { unit, new, .. } = only(&desk) else { panic!("a part") };
    assert_eq!((unit.as_str(), new.done_on), ("Sở B", Some(day("2020-12-21"))));
}

#[test]
fn a_value_reached_and_an_answered_finding_are_entered_for_the_task() {
    let mut desk = on_tasks();
    desk.press(&[Key::Down]);
    desk.act(Action::Actual);
    desk.type_text("17/20");
    desk.press(&[Key::F(2)]);
    let Change::ActualsSet { task, target, new, .. } = only(&desk) else { panic!("a value") };
    assert_eq!((task, target, new[0].value.as_str()), (TaskId(101), 0, "17/20"));
    desk.commit();
    desk.act(Action::Answers);
    desk.press(&[Key::Char(' ')]);
    let Change::FindingAnswered { finding, new, .. } = only(&desk) else { panic!("a finding") };
    assert_eq!((finding, new), (1, vec![TaskId(101)]), "strengths are not offered");
}

#[test]
fn on_a_directive_an_event_is_about_its_most_urgent_task() {
    for action in [Action::DoneOn, Action::Pause, Action::Withdraw, Action::HandOver] {
        let mut desk = Desk::new(Office { records: vec![letter()], ..Office::default() }, setup(80, 24));
        assert!(desk.app.offers(action), "{action:?}");
        desk.act(action);
        let form = desk.app.form().expect("a form");
        assert_eq!(form.base.task, Some(TaskId(104)), "{action:?}");
    }
}

#[test]
fn what_a_task_has_not_is_not_offered_in_the_opened_directive() {
    let mut record = letter();
    record.record.findings.clear();
    let mut desk = Desk::new(Office { records: vec![record], ..Office::default() }, setup(80, 24));
    desk.press(&[Key::Enter]);
    let offered = |desk: &Desk| [Action::Actual, Action::Answers].map(|action| desk.app.offers(action));
    assert_eq!(offered(&desk), [false, false], "the first point has no target");
    desk.press(&[Key::Down]);
    assert_eq!(offered(&desk), [true, false]);
}

#[test]
fn the_note_of_a_call_is_typed_at_once() {
    let mut desk = on_tasks();
    desk.press(&[Key::F(9)]);
    desk.type_text("hẹn thứ tư");
    desk.press(&[Key::F(2)]);
    let Change::ReminderAdded { reminder, .. } = only(&desk) else { panic!("a reminder") };
    assert_eq!((reminder.on, reminder.note.as_deref()), (day("2020-12-21"), Some("hẹn thứ tư")));
}

#[test]
fn the_tab_of_reminders_takes_the_key_it_names() {
    let opened = || Desk::new(Office { records: vec![letter()], ..Office::default() }, setup(80, 24));
    let mut desk = opened();
    desk.press(&[Key::Enter, Key::BackTab]);
    assert!(desk.app.context() == Context::Text && desk.app.offers(Action::Remind));
    desk.press(&[Key::F(9)]);
    assert_eq!(desk.app.form().map(|form| form.base.task), Some(Some(TaskId(104))));
    let mut desk = opened();
    desk.press(&[Key::Enter, Key::Tab]);
    assert!(!desk.app.offers(Action::Remind), "the text is for reading");
}

#[test]
fn shares_are_reckoned_from_the_words() {
    use crate::domain::task::share;
    let cases = [
        ("17/20", Some((8500, false))),
        ("17/20 (85%)", Some((8500, false))),
        ("17/20 đạt 85%", Some((8500, false))),
        ("17/20, 70%", Some((8500, true))),
        ("17/20 70 %", Some((8500, true))),
        ("28,5 %", Some((2850, false))),
        ("2/3 67%", Some((6667, false))),
        ("1/0", None),
        ("đang làm", None),
    ];
    for (words, expected) in cases {
        let found = share(words).map(|share| (share.hundredths, share.is_doubtful));
        assert_eq!(found, expected, "{words}");
    }
}

#[test]
fn what_replaces_a_task_is_found_by_its_words_and_never_its_own_directive() {
    let newer = Record::new(7, "2305/UBND-KGVX", "Thay công văn cũ về cải cách").task("1", "x", "Sở", "");
    let mut desk = Desk::new(Office { records: vec![letter(), newer], ..Office::default() }, setup(80, 24));
    desk.press(&[Key::Tab]);
    desk.act(Action::Supersede);
    desk.type_words("cai cach");
    let offered = |desk: &Desk| desk.app.form().unwrap().offers(desk.app.names(), 6).0;
    assert_eq!(offered(&desk), ["2305/UBND-KGVX  Thay công văn cũ về cải cách"]);
    desk.press(&[Key::Down, Key::Enter, Key::F(2)]);
    let Change::TaskProgress { new, .. } = only(&desk) else { panic!("a state") };
    assert_eq!(new.document.as_deref(), Some("2305/UBND-KGVX"));
    desk.commit();
    desk.press(&[Key::Down]);
    desk.act(Action::Supersede);
    desk.type_words("UBND");
    assert!(!offered(&desk).iter().any(|shown| shown.starts_with(&letter().record.reference.unwrap())));
}

#[test]
fn the_cursor_stands_on_what_is_left_to_say() {
    for (action, name) in [(Action::Supersede, Name::Newer), (Action::Actual, Name::Reached)] {
        let mut desk = on_tasks();
        desk.press(&[Key::Down]);
        desk.act(action);
        assert_eq!(desk.app.form().expect("a form").row().name(), name, "{action:?}");
    }
}

#[test]
fn of_several_targets_the_form_asks_which() {
    let mut record = letter();
    let target = |measure: &str, actuals: &[&str]| Target {
        measure: measure.into(),
        comparator: Comparator::AtLeast,
        value: "30%".into(),
        actuals: actuals.iter().map(|on| Actual { on: day(on), value: "20%".into() }).collect(),
    };
    record.record.tasks[0].targets = vec![target("hồ sơ mức 3", &[]), target("hồ sơ mức 4", &["2020-12-01"])];
    let mut desk = Desk::new(Office { records: vec![record], ..Office::default() }, setup(80, 24));
    desk.press(&[Key::Tab]);
    desk.act(Action::Actual);
    desk.type_text("17/20");
    desk.press(&[Key::BackTab, Key::BackTab]);
    let form = desk.app.form().expect("a form");
    assert_eq!(form.row().text(), "hồ sơ mức 3 >= 30%", "the one looked at longest ago");
    desk.type_text("hồ sơ mức 5");
    desk.press(&[Key::F(2)]);
    assert!(desk.changes().is_empty(), "no such target");
    desk.press(&[Key::Down, Key::Down, Key::Enter, Key::F(2)]);
    let form = desk.app.form().expect("a form");
    assert_eq!(form.target().map(|target| target.measure.as_str()), Some("hồ sơ mức 4"));
    let Change::ActualsSet { target, new, .. } = only(&desk) else { panic!("a value") };
    assert_eq!((target, new.len(), new[1].value.as_str()), (1, 2, "17/20"));
}

/// What is said once the form is saved and taken back.
fn saved_and_undone(desk: &mut Desk) -> String {
    desk.press(&[Key::F(2)]);
    let change = only(desk).inverse().expect("it can be taken back");
    desk.commit();
    desk.press(&[Key::Ctrl('z')]);
    let Some(Effect::Undo(id)) = desk.effects.pop() else { panic!("an undo") };
    let undone = desk.office.apply(&[change]);
    desk.written(id, Ok(undone));
    desk.notice()
}

#[test]
fn undo_names_the_task_of_a_form_and_keeps_its_key_in_sight() {
    let mut desk = on_tasks();
    desk.act(Action::Pause);
    let said = saved_and_undone(&mut desk);
    assert_eq!(said, "Đã hoàn tác. Việc 1 của 1792/UBND-NC: chưa làm. Ctrl-Y làm lại");
    desk.press(&[Key::Char('.')]);
    desk.type_text(&"Văn phòng Sở đã hẹn gửi số liệu, còn chờ các phòng chuyên môn. ".repeat(3));
    let said = saved_and_undone(&mut desk);
    assert!(said.starts_with("Đã hoàn tác. Ghi chú: ") && said.ends_with("…. Ctrl-Y làm lại"), "{said}");
    assert!(crate::text::width(&said) < 80, "{said}");
}

#[test]
fn an_empty_file_is_told_apart_from_a_task_not_chosen() {
    let mut desk = Desk::new(Office::default(), Setup { opens_on_mine: false, ..setup(80, 24) });
    for key in [Key::F(9), Key::Char(' '), Key::F(6)] {
        desk.press(&[key]);
        assert_eq!(desk.notice(), "Chưa có văn bản: dán vào đây hoặc F7", "{key}");
    }
    desk.press(&[Key::Char('2'), Key::F(7)]);
    assert_eq!(desk.app.form().expect("a form").title(desk.app.setup().lang), "Thêm văn bản");
}
