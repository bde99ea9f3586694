//! The opened directive, help, pastes: what Enter and Esc lead to.

use super::office::{Desk, ORIGINAL, morning, setup};
use crate::app::action::{Action, Context};
use crate::app::detail::{Detail, Tab};
use crate::app::key::Key;
use crate::app::message::{Effect, Msg};
use crate::app::pages::Line;
use crate::app::{Popup, Setup};
use crate::domain::DirectiveId;
use crate::domain::task::State;
use crate::text::slice;

fn opened() -> Desk {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Down, Key::Down, Key::Down, Key::Down, Key::Enter]);
    desk
}

fn detail(desk: &Desk) -> &Detail {
    match desk.app.popups().last() {
        Some(Popup::Detail(detail)) => detail,
        other => panic!("{other:?}"),
    }
}

#[test]
fn enter_opens_the_directive_and_esc_goes_back_to_the_same_row() {
    let mut desk = opened();
    assert_eq!((detail(&desk).id, detail(&desk).tab), (DirectiveId(1), Tab::Tasks));
    assert_eq!(detail(&desk).tasks.rows().len(), 5);
    desk.press(&[Key::Esc]);
    assert_eq!((desk.app.context(), desk.selected()), (Context::Directives, "1792/UBND-NC"));
    desk.press(&[Key::Esc]);
    assert_eq!(desk.app.context(), Context::Directives);
}

#[test]
fn the_tabs_go_round() {
    let mut desk = opened();
    for tab in Tab::ALL.into_iter().skip(1).chain([Tab::Tasks]) {
        desk.press(&[Key::Right]);
        assert_eq!(detail(&desk).tab, tab);
        assert!(tab == Tab::Tasks || !detail(&desk).lines.is_empty(), "{tab:?} says something");
    }
    desk.press(&[Key::Left]);
    assert_eq!(detail(&desk).tab, Tab::Reminders);
}

#[test]
fn doubts_stand_under_the_tasks() {
    let desk = opened();
    let lines: Vec<&str> = detail(&desk).lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(
        lines,
        ["? Hạn việc 4 (31/12) sau hạn báo cáo (29/12)", "? Văn bản ghi 17/20 việc, đạt 70%; tính ra 85%"]
    );
}

#[test]
fn enter_on_a_task_shows_its_passage_in_the_full_text() {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    for index in 0..5 {
        for way in [Key::Enter, Key::Right] {
            let mut desk = opened();
            desk.press(&vec![Key::Down; index]);
            desk.press(&[way]);
            let span = desk.office.records[0].record.tasks[index].span.unwrap();
            let passage = slice(ORIGINAL, span.from, span.to);
            let detail = detail(&desk);
            let part = |line: &Line| line.passage.map(|(from, to)| slice(&line.text, from, to).to_owned());
            let marked: Vec<String> = detail.lines.iter().filter_map(part).collect();
            assert_eq!(squeezed(&marked.concat()), squeezed(passage), "task {index}");
            let height = desk.app.layout().detail_rows();
            let first = detail.lines.iter().position(|line| line.passage.is_some()).unwrap();
            assert!(
                (detail.place().top..detail.place().top + height).contains(&first),
                "task {index} by {way}"
            );
            let line = ORIGINAL.split('\n').position(|line| line.contains(passage)).map(|line| line + 1);
            assert_eq!((detail.tab, detail.passage_line()), (Tab::FullText, line));
        }
    }
}

#[test]
fn enter_in_the_checklist_opens_at_the_passage_in_sight() {
    let mut desk = Desk::new(morning(), setup(80, 20));
    desk.press(&[Key::Down, Key::Down, Key::Down, Key::Down, Key::Tab, Key::End, Key::Enter]);
    let (detail, height) = (detail(&desk), desk.app.layout().detail_rows());
    let marked = detail.lines.iter().position(|line| line.passage.is_some()).unwrap();
    assert_eq!(detail.tab, Tab::FullText);
    assert!((detail.place().top..detail.place().top + height).contains(&marked));
}

#[test]
fn space_works_in_the_opened_directive() {
    let mut desk = opened();
    desk.press(&[Key::Down, Key::Char(' ')]);
    assert!(matches!(desk.effects[..], [Effect::Write(..)]));
    desk.commit();
    assert_eq!(detail(&desk).tasks.rows()[1].progress.state, State::Done);
    assert_eq!(detail(&desk).tasks.selected().unwrap().item, "2", "the cursor stays");
    assert_eq!(desk.notice(), "Đã xong việc 2 của 1792/UBND-NC. Ctrl-Z hoàn tác");
}

#[test]
fn space_in_a_text_reads_on_and_marks_nothing() {
    for tabs in 1..Tab::ALL.len() {
        let mut desk = opened();
        desk.press(&vec![Key::Tab; tabs]);
        let (lines, height) = (detail(&desk).lines.len(), desk.app.layout().detail_rows());
        desk.press(&[Key::Home, Key::Char(' '), Key::Char('x')]);
        let place = detail(&desk).place();
        assert_eq!(
            (desk.effects.len(), desk.app.offers(Action::Open)),
            (0, tabs == 2 && place.cursor == 0),
            "{tabs}"
        );
        assert_eq!(place.top, lines.saturating_sub(height).min(height), "{:?}", detail(&desk).tab);
    }
}

#[test]
fn keys_that_write_are_offered_where_they_can() {
    for (can_write, offered) in [(true, true), (false, false)] {
        let mut desk = Desk::new(morning(), Setup { can_write, ..setup(80, 24) });
        for way in [&[][..], &[Key::Tab], &[Key::Esc, Key::Enter]] {
            desk.press(way);
            for action in [Action::ToggleDone, Action::Undo, Action::Redo] {
                assert_eq!(desk.app.offers(action), offered, "{action:?}");
            }
        }
        desk.send(Msg::FileGone(crate::error::Error::FileGone("x".into())));
        assert!(!desk.app.offers(Action::ToggleDone));
    }
}

#[test]
fn a_citation_that_is_here_opens_over_the_first() {
    let mut desk = opened();
    desk.press(&[Key::Right, Key::Right, Key::Enter]);
    assert_eq!(detail(&desk).id, DirectiveId(2));
    desk.press(&[Key::Esc]);
    assert_eq!((detail(&desk).id, detail(&desk).tab), (DirectiveId(1), Tab::Citations));
    desk.press(&[Key::Down, Key::Enter]);
    assert_eq!(detail(&desk).id, DirectiveId(1), "the other one is not in the file");
}

#[test]
fn the_chosen_citation_stays_in_sight() {
    let mut office = morning();
    let citations = &mut office.records[0].record.citations;
    *citations = citations.iter().cycle().take(40).cloned().collect();
    let mut desk = Desk::new(office, setup(80, 24));
    desk.press(&[Key::Down, Key::Down, Key::Down, Key::Down, Key::Enter, Key::Right, Key::Right, Key::End]);
    let height = desk.app.layout().detail_rows();
    assert_eq!((detail(&desk).place().cursor, detail(&desk).place().top), (39, 40 - height));
    desk.press(&[Key::Up, Key::Up]);
    assert_eq!((detail(&desk).place().cursor, detail(&desk).place().top), (37, 40 - height));
    desk.press(&[Key::Home]);
    assert_eq!((detail(&desk).place().cursor, detail(&desk).place().top), (0, 0));
}

#[test]
fn a_directive_that_is_deleted_meanwhile_closes() {
    let mut desk = opened();
    desk.office.records.retain(|record| record.id != DirectiveId(1));
    desk.send(Msg::DataChanged);
    desk.settle();
    assert!(desk.app.popups().is_empty());
    assert_eq!(desk.notice(), "Văn bản này không còn nữa");
}

#[test]
fn help_lists_this_screens_commands_and_narrows_as_one_types() {
    let mut desk = opened();
    desk.press(&[Key::F(1)]);
    let Some(Popup::Help(help)) = desk.app.popups().last() else {
        panic!("help is open");
    };
    let listed = |action| help.rows().iter().any(|row| row.iter().any(|entry| entry.action == action));
    assert!(listed(Action::Right) && !listed(Action::ToggleScope));
    for letter in "HOÀN tac".chars() {
        desk.press(&[Key::Char(letter)]);
    }
    desk.press(&[Key::Char('x'), Key::Backspace]);
    let Some(Popup::Help(help)) = desk.app.popups().last() else {
        panic!("help is still open");
    };
    let found: Vec<Action> = help.rows().iter().map(|row| row[0].action).collect();
    assert_eq!(found, [Action::Undo, Action::Redo]);
    desk.press(&[Key::Down, Key::Enter]);
    assert!(matches!(desk.effects[..], [Effect::Redo(_)]));
    assert_eq!(desk.app.context(), Context::Detail, "help is closed");
}

#[test]
fn esc_in_help_closes_help_only() {
    let mut desk = opened();
    desk.press(&[Key::Char('?'), Key::Char('z'), Key::Esc]);
    assert_eq!(desk.app.context(), Context::Detail);
    assert_eq!(desk.effects, []);
}

#[test]
fn a_paste_into_help_narrows_it() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::F(1)]);
    desk.send(Msg::Paste("hoàn\u{1b}[2J tác\nx".into()));
    let Some(Popup::Help(help)) = desk.app.popups().last() else {
        panic!("help is open");
    };
    assert!(help.filter.starts_with("hoàn") && !help.filter.contains(char::is_control));
}
