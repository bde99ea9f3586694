//! Space, undo, redo: what is asked of the store, what is said, what waits.

use super::office::{Desk, at, day, monday, morning, setup};
use crate::app::Popup;
use crate::app::key::Key;
use crate::app::message::{Effect, Msg, WriteId};
use crate::app::{Focus, Setup, Weight};
use crate::domain::GroupId;
use crate::domain::TaskId;
use crate::domain::change::{Applied, Change, Outcome};
use crate::domain::task::{Progress, State};
use crate::error::Error;

const SPACE: Key = Key::Char(' ');

/// On the report task of the model letter.
fn on_the_letter() -> Desk {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Down, Key::Down, Key::Down, Key::Down]);
    assert_eq!(desk.selected(), "1792/UBND-NC");
    desk
}

fn state_shown(desk: &Desk, index: usize) -> State {
    desk.app.board().checklist.rows()[index].progress.state
}

#[test]
fn space_on_a_directive_goes_to_its_first_open_task() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[SPACE]);
    assert_eq!(desk.app.board().focus, Focus::Checklist);
    assert_eq!(desk.app.board().checklist.selected().unwrap().item, "3");
    assert_eq!(desk.effects, []);
    desk.press(&[Key::Esc, Key::End, SPACE]);
    assert_eq!(desk.notice(), "Văn bản này không còn nhiệm vụ nào chưa xong");
    assert_eq!(desk.app.board().focus, Focus::Directives);
}

#[test]
fn a_task_is_shown_done_only_when_it_is_committed() {
    let mut desk = on_the_letter();
    desk.press(&[Key::Tab, Key::Down, SPACE]);
    let id = TaskId(101);
    let expected = Change::done(id, &Progress::default(), day("2020-12-21"));
    assert_eq!(desk.effects, [Effect::Write(WriteId(1), vec![expected])]);
    assert_eq!((state_shown(&desk, 1), desk.notice().as_str()), (State::Open, ""));
    desk.commit();
    assert_eq!(
        (state_shown(&desk, 1), desk.notice().as_str()),
        (State::Done, "Đã xong việc 2 của 1792/UBND-NC. Ctrl-Z hoàn tác")
    );
    assert_eq!(desk.app.board().window.selected().unwrap().n_done, 1);
    desk.press(&[SPACE]);
    desk.commit();
    assert_eq!(
        (state_shown(&desk, 1), desk.notice().as_str()),
        (State::Open, "Đã mở lại việc 2 của 1792/UBND-NC. Ctrl-Z hoàn tác")
    );
}

#[test]
fn a_slow_write_is_mentioned_after_300_milliseconds() {
    let mut desk = on_the_letter();
    desk.press(&[Key::Tab]);
    desk.burst(&[SPACE]);
    let wakes = desk.app.wakes_at().unwrap();
    assert_eq!((wakes.at() - desk.now.at()).num_milliseconds(), 300);
    desk.wait(299);
    assert!(!desk.app.is_writing(TaskId(100)));
    desk.wait(1);
    assert!(desk.app.is_writing(TaskId(100)));
    assert_eq!(desk.notice(), "Đang ghi…");
    desk.burst(&[SPACE]);
    assert_eq!(desk.effects.len(), 1, "the same task is not asked for twice");
    desk.commit();
    assert!(!desk.app.is_writing(TaskId(100)));
}

#[test]
fn what_a_colleague_did_first_is_told() {
    let at = Some(at("2020-12-21T10:32:00"));
    let yesterday = Some(super::office::at("2020-12-20T10:32:00"));
    let cases = [
        (Some("An"), at, "An đã đánh dấu xong việc này lúc 10:32"),
        (Some("An"), yesterday, "An đã đánh dấu xong việc này lúc 10:32 20/12"),
        (None, None, "Việc này đã được đánh dấu như vậy từ trước"),
    ];
    for (by, at, said) in cases {
        let mut desk = on_the_letter();
        desk.press(&[Key::Tab, SPACE]);
        let outcomes = vec![Outcome::AlreadySo { by: by.map(ToOwned::to_owned), at }];
        desk.written(WriteId(1), Ok(Applied { group: None, outcomes }));
        assert_eq!(desk.notice(), said);
    }
}

#[test]
fn what_was_not_saved_is_named() {
    let changed =
        Error::Changed {
            what: "việc 1".into(), by: "An".into(), at: "10:32".into(), now: "tạm dừng".into()
        };
    let cases = [
        (Error::Busy, "Chưa ghi được: Việc 1 của 1792/UBND-NC. Dữ liệu đang bận, thử lại sau ít giây"),
        (changed, "Chưa ghi. An vừa sửa việc 1 lúc 10:32, nay là: tạm dừng"),
        (Error::DiskFull("x".into()), "Chưa ghi được: Việc 1 của 1792/UBND-NC. Ổ đĩa đã đầy"),
        (Error::NotPermitted, "Không có quyền thực hiện thao tác này"),
        (Error::NoSuchRecord(String::new()), "Việc 1 của 1792/UBND-NC không còn nữa"),
    ];
    for (error, said) in cases {
        let mut desk = on_the_letter();
        desk.press(&[Key::Tab, SPACE]);
        desk.written(WriteId(1), Err(error));
        let notice = desk.app.notice().unwrap();
        assert_eq!((notice.text.as_str(), notice.weight), (said, Weight::Warning));
        assert_eq!(state_shown(&desk, 0), State::Open);
    }
}

#[test]
fn what_a_colleague_wrote_at_length_is_told_in_a_box() {
    let now = "hoàn thành, với một ghi chú dài ".repeat(4);
    let changed = Error::Changed { what: "việc 1".into(), by: "An".into(), at: "10:32".into(), now };
    let mut desk = on_the_letter();
    desk.press(&[Key::Tab, SPACE]);
    desk.written(WriteId(1), Err(changed));
    let Some(Popup::Confirm(told)) = desk.app.popups().last() else { panic!("no box") };
    let told = told.lines.join(" ");
    assert!(told.starts_with("Chưa ghi. An vừa sửa") && told.contains("ghi chú dài"), "{told}");
}

#[test]
fn space_asks_for_the_opposite_of_what_the_screen_shows() {
    let mut desk = on_the_letter();
    desk.press(&[Key::Tab]);
    // A colleague marks the task; the news and the key come in one burst, before a new frame.
    desk.office.records[0].record.tasks[0].progress = Progress::done(day("2020-12-21"));
    desk.send(Msg::DataChanged);
    desk.send(Msg::Key(SPACE));
    desk.settle();
    let expected = Change::done(TaskId(100), &Progress::default(), day("2020-12-21"));
    assert_eq!(desk.effects, [Effect::Write(WriteId(1), vec![expected])]);
}

#[test]
fn undo_and_redo_name_what_they_changed() {
    let mut desk = on_the_letter();
    desk.press(&[Key::Tab, SPACE]);
    desk.commit();
    desk.press(&[Key::Ctrl('z')]);
    assert_eq!(desk.effects, [Effect::Undo(WriteId(2))]);
    let done = Change::done(TaskId(100), &Progress::default(), day("2020-12-21"));
    let undone = desk.office.apply(&[done.inverse().unwrap()]);
    desk.written(WriteId(2), Ok(undone));
    assert_eq!(desk.notice(), "Đã hoàn tác. Việc 1 của 1792/UBND-NC: chưa làm. Ctrl-Y làm lại");
    assert_eq!(state_shown(&desk, 0), State::Open);
    desk.effects.clear();
    desk.press(&[Key::Char('Z')]);
    assert_eq!(desk.effects, [Effect::Redo(WriteId(3))]);
    let redone = desk.office.apply(&[done]);
    desk.written(WriteId(3), Ok(redone));
    assert_eq!(desk.notice(), "Đã làm lại. Việc 1 của 1792/UBND-NC: đã xong. Ctrl-Z hoàn tác");
    desk.press(&[Key::Ctrl('z')]);
    desk.written(WriteId(4), Err(Error::NothingToUndo));
    assert_eq!(desk.notice(), "Không còn gì để hoàn tác trong lần mở này");
}

#[test]
fn keys_that_write_explain_why_they_do_not() {
    for key in [SPACE, Key::Ctrl('z'), Key::Ctrl('y')] {
        let mut desk = Desk::new(morning(), Setup { can_write: false, ..setup(80, 24) });
        desk.press(&[Key::Tab, key]);
        assert_eq!(desk.notice(), "Chỉ xem: tệp dữ liệu này không ghi được", "{key}");
        assert_eq!(desk.effects, []);
        let mut desk = Desk::new(morning(), setup(80, 24));
        desk.send(Msg::FileGone(Error::FileGone("x".into())));
        desk.press(&[Key::Tab, key]);
        assert!(desk.notice().starts_with("Không ghi được"), "{key}");
        assert_eq!(desk.effects, []);
    }
}

#[test]
fn what_is_paused_or_withdrawn_is_not_marked() {
    let mut office = morning();
    office.records[0].record.tasks[0].progress.state = State::Withdrawn;
    let mut desk = Desk::new(office, setup(80, 24));
    desk.press(&[Key::Down, Key::Down, Key::Down, Key::Down, Key::Tab, SPACE]);
    assert_eq!(desk.notice(), "Việc này đã thu hồi nên không đánh dấu được");
    assert_eq!(desk.effects, []);
}

#[test]
fn quitting_waits_for_what_is_being_written() {
    let mut desk = on_the_letter();
    desk.press(&[Key::Tab, SPACE, Key::F(10)]);
    assert_eq!(desk.effects.len(), 1);
    desk.commit();
    assert_eq!(desk.effects, [Effect::Quit]);
    let mut desk = on_the_letter();
    desk.press(&[Key::Tab, SPACE, Key::F(10), Key::F(10)]);
    assert_eq!(desk.effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_batch_that_changed_nothing_says_so() {
    let mut desk = on_the_letter();
    desk.press(&[Key::Ctrl('z')]);
    desk.written(WriteId(1), Ok(Applied { group: Some(GroupId(1)), outcomes: Vec::new() }));
    assert_eq!(desk.notice(), "Đã hoàn tác. Không có gì thay đổi. Ctrl-Y làm lại");
    assert_eq!(desk.now.today(), monday().today());
}

#[test]
fn an_undo_of_several_changes_names_how_many() {
    let mut desk = on_the_letter();
    desk.press(&[Key::Ctrl('z')]);
    let change = |id| Change::done(TaskId(id), &Progress::default(), day("2020-12-21"));
    let undone = desk.office.apply(&[change(100), change(101), change(102)]);
    desk.written(WriteId(1), Ok(undone));
    assert_eq!(desk.notice(), "Đã hoàn tác. 3 thay đổi. Ctrl-Y làm lại");
}
