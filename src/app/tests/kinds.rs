//! Deadlines of every kind from what is typed to the changes that are asked for.

use super::office::{Desk, day, morning, setup};
use crate::app::Popup;
use crate::app::form::{Form, Name};
use crate::app::key::Key;
use crate::domain::TaskId;
use crate::domain::change::Change;
use crate::domain::deadline::{Deadline, DeadlineClass, Event, Every, Recurrence, Rule, Terms};
use crate::domain::task::{NewTask, TaskKind};
use crate::i18n::Lang;

const SAVE: Key = Key::F(2);

/// On the checklist of the letter of five points, issued 12/12/2020, on Monday 21/12/2020.
fn on_a_task() -> Desk {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Down; 4]);
    assert_eq!(desk.selected(), "1792/UBND-NC");
    desk.press(&[Key::Tab]);
    desk
}

fn form(desk: &Desk) -> &Form {
    match desk.app.popups().last() {
        Some(Popup::Form(form)) => form,
        other => panic!("no form but {other:?}"),
    }
}

fn fill(desk: &mut Desk, name: Name, text: &str) {
    while form(desk).row().name() != name {
        desk.press(&[Key::Tab]);
    }
    let erase = vec![Key::Backspace; form(desk).row().field.text().chars().count()];
    desk.press(&[Key::End]);
    desk.burst(&erase);
    desk.type_text(text);
}

/// The changes that F6 on the first task asks for.
fn put_off(desk: &mut Desk, typed: &str) -> Vec<Change> {
    desk.press(&[Key::F(6)]);
    fill(desk, Name::NewDue, typed);
    desk.press(&[SAVE]);
    desk.changes()
}

fn set(changes: &[Change]) -> &Deadline {
    let set = changes.iter().find_map(|change| match change {
        Change::DeadlineSet { new, .. } => new.as_ref(),
        _ => None,
    });
    set.unwrap_or_else(|| panic!("no deadline: {changes:?}"))
}

fn added(changes: &[Change]) -> Vec<&NewTask> {
    let tasks = changes.iter().map(|change| match change {
        Change::TaskAdded { task, .. } => Some(&**task),
        _ => None,
    });
    tasks.flatten().collect()
}

#[test]
fn what_is_typed_becomes_a_deadline_with_its_rule() {
    let counted = |n, from| Some(Terms::Counted { n, from });
    for (typed, rule, on, terms) in [
        ("31/12", Rule::Decided, "2020-12-31", None),
        ("<15/1", Rule::BeforeDay, "2021-01-15", None),
        ("trước 15/1", Rule::BeforeDay, "2021-01-15", None),
        ("truoc ngay 15/1/2021", Rule::BeforeDay, "2021-01-15", None),
        ("hết tháng 1", Rule::PeriodEnd, "2021-01-31", None),
        ("quý I", Rule::PeriodEnd, "2021-03-31", None),
        // From the day of issue, which is known; Saturday 12/12 itself is not counted.
        ("10 ngày làm việc từ ngày ký", Rule::WorkingDays, "2020-12-25", counted(10, Event::Issue)),
        ("2 tháng kể từ ngày ban hành", Rule::Months, "2021-02-17", counted(2, Event::Issue)),
        ("5lv từ ngày đến", Rule::WorkingDays, "", counted(5, Event::Receipt)),
    ] {
        let changes = put_off(&mut on_a_task(), typed);
        let new = set(&changes);
        let found = new.on.map(|on| on.to_string()).unwrap_or_default();
        assert_eq!((new.rule, found.as_str(), new.terms), (rule, on, terms), "{typed}");
        assert_eq!(changes.len(), 1, "{changes:?}");
    }
    for typed in ["abc", "trước", "<", "hang thang 20", "12/2020", "31/2"] {
        let mut desk = on_a_task();
        assert_eq!(put_off(&mut desk, typed), [], "{typed}");
        assert!(form(&desk).rows[0].error.is_some(), "{typed}");
    }
}

#[test]
fn a_day_counted_from_receipt_comes_with_the_day_of_receipt() {
    let mut desk = on_a_task();
    let changes = put_off(&mut desk, "5lv từ ngày đến");
    assert_eq!(set(&changes).on, None);
    desk.commit();
    let receive = |desk: &mut Desk, on: &str| {
        desk.press(&[Key::Esc, Key::F(4)]);
        fill(desk, Name::ReceivedOn, on);
        desk.press(&[SAVE]);
        let changes = desk.changes();
        desk.commit();
        changes
    };
    for (received, on, reason) in [
        ("14/12", Some("2020-12-21"), "tính lại theo ngày đến 14/12/2020"),
        ("15/12", Some("2020-12-22"), "tính lại theo ngày đến 15/12/2020"),
        ("", None, "chưa có ngày đến"),
    ] {
        let changes = receive(&mut desk, received);
        let [
            Change::DirectiveEdited { .. },
            Change::DeadlineSet { task: TaskId(100), new, document, reason: said, .. },
        ] = &changes[..]
        else {
            panic!("{changes:?}");
        };
        let new = new.as_ref().expect("it stays");
        assert_eq!((new.on, new.terms), (on.map(day), Some(Terms::Counted { n: 5, from: Event::Receipt })));
        assert_eq!((document, said.as_deref()), (&None, Some(reason)));
    }
    desk.press(&[Key::F(4)]);
    fill(&mut desk, Name::Signer, "Trần B");
    desk.press(&[SAVE]);
    assert!(matches!(&desk.changes()[..], [Change::DirectiveEdited { .. }]), "its days are the same");
}

#[test]
fn what_comes_again_is_entered_as_tasks_of_its_own() {
    let mut desk = on_a_task();
    let changes = put_off(&mut desk, "hằng tháng 20");
    let rule = set(&changes);
    let monthly = Terms::Every(Recurrence { every: Every::Month, month: 1, day: 20 });
    assert_eq!((rule.class, rule.on, rule.terms), (DeadlineClass::Recurring, None, Some(monthly)));
    assert!(
        matches!(&changes[0], Change::TaskEdited { task: TaskId(100), new, .. } if new.kind == TaskKind::Periodic)
    );
    let times = added(&changes);
    let said: Vec<_> =
        times.iter().map(|time| (time.item.as_str(), time.deadline.as_ref().and_then(|d| d.on))).collect();
    let on = |text| Some(day(text));
    assert_eq!(said, [("1.1", on("2021-01-20")), ("1.2", on("2021-02-20")), ("1.3", on("2021-03-20"))]);
    assert!(times[0].title.ends_with(" (tháng 01/2021)"), "{}", times[0].title);
    assert!(times.iter().all(|time| time.parent.as_deref() == Some("1") && !time.assignments.is_empty()));
    desk.commit();
    assert_eq!(desk.notice(), "Đã lưu, thêm 3 kỳ. Ctrl-Z hoàn tác");
    // Opened again, it stands there as it was typed, and the next year is added.
    desk.press(&[Key::Home, Key::F(6)]);
    assert_eq!(form(&desk).rows[0].text(), "hằng tháng 20");
    desk.press(&[SAVE]);
    let changes = desk.changes();
    let times = added(&changes);
    assert_eq!((changes.len(), times.len()), (9, 9), "the deadline itself is the same");
    let days = |task: &NewTask| task.deadline.as_ref().and_then(|deadline| deadline.on);
    assert_eq!(
        (times[0].item.as_str(), days(times[0]), days(times[8])),
        ("1.4", on("2021-04-20"), on("2021-12-20"))
    );
    desk.commit();
    desk.press(&[Key::Home, Key::F(6), SAVE]);
    assert_eq!(desk.notice(), "Không có gì thay đổi");
    // Another day takes the open times with it.
    let changes = put_off(&mut desk, "hằng tháng 25");
    let moved = changes.iter().filter(|change| matches!(change, Change::DeadlineSet { .. })).count();
    assert_eq!((moved, added(&changes).len()), (13, 1), "and 25 December is still to come");
    desk.commit();
    // A plain day ends it.
    let changes = put_off(&mut desk, "31/12/2021");
    assert!(
        matches!(&changes[..], [Change::TaskEdited { new, .. }, Change::DeadlineSet { .. }, ..] if new.kind == TaskKind::Ordinary),
        "{changes:?}"
    );
}

#[test]
fn a_task_added_by_hand_may_come_again_or_never_end() {
    for (typed, kind, times) in [
        ("6 tháng", TaskKind::Periodic, 3),
        ("thường xuyên", TaskKind::Standing, 0),
        ("31/12", TaskKind::Ordinary, 0),
    ] {
        let mut desk = on_a_task();
        desk.press(&[Key::F(7)]);
        desk.type_text("Báo cáo tình hình");
        fill(&mut desk, Name::Due, typed);
        desk.press(&[SAVE]);
        let changes = desk.changes();
        let tasks = added(&changes);
        assert_eq!((tasks[0].kind, tasks.len()), (kind, 1 + times), "{typed}");
        assert_eq!(tasks[0].item, "5");
        for time in &tasks[1..] {
            assert_eq!((time.parent.as_deref(), time.kind), (Some("5"), TaskKind::ReportDuty));
        }
        desk.commit();
        assert_eq!(
            desk.app.board().checklist.selected().map(|row| row.item.as_str()),
            Some("5"),
            "not on its last time"
        );
    }
}

#[test]
fn the_echo_says_what_will_be_saved() {
    for (typed, said) in [
        ("<15/1", "→ T6 15/01/2021, còn 25 ngày (18 ngày làm việc) · trước ngày ghi, nên xong T5 14/01/2021"),
        ("quý I", "→ T4 31/03/2021, còn 100 ngày (66 ngày làm việc) · ngày cuối của kỳ, BLDS 2015, Đ.146"),
        (
            "10 ngày từ ngày ký",
            "→ T3 22/12/2020, còn 1 ngày (1 ngày làm việc) · 10 ngày từ ngày ban hành, BLDS 2015, Đ.147, 148",
        ),
        (
            "5lv từ ngày đến",
            "→ 5 ngày làm việc từ ngày đến, BLDS 2015, Đ.147, 148 · chưa có ngày đến: F4 ghi ngày đến văn bản",
        ),
        ("hằng tháng 20", "→ hằng tháng, ngày 20 · thêm 3 kỳ, từ 20/01/2021 đến 20/03/2021"),
        ("thường xuyên", "→ thường xuyên; ngày rà soát ghi ở ô Hạn nội bộ"),
        ("29/12", "→ T3 29/12/2020, còn 8 ngày (6 ngày làm việc)"),
    ] {
        let mut desk = on_a_task();
        desk.press(&[Key::F(6)]);
        fill(&mut desk, Name::NewDue, typed);
        let (form, reader) = (form(&desk), desk.app.reader());
        let (deadline, echo) = reader.deadline(&form.rows[0], &form.base.head).unwrap().expect("a deadline");
        let task = NewTask { deadline: Some(deadline.clone()), ..form.base.record.clone() };
        let times = form.base.times(&task, &reader);
        let times: Vec<_> = times.iter().filter_map(|time| time.deadline.as_ref()?.on).collect();
        assert_eq!(Lang::Vi.deadline_echo(&deadline, echo.as_ref(), &times, reader.calendar), said);
    }
}

#[test]
fn what_comes_again_no_more_takes_its_times_to_come_along() {
    for (typed, more) in [("-", 0), ("hằng quý ngày 15", 4)] {
        let mut desk = on_a_task();
        put_off(&mut desk, "hằng tháng ngày 25");
        desk.commit();
        desk.press(&[Key::End]);
        desk.press(&[Key::Char(' ')]);
        desk.commit();
        desk.press(&[Key::Home]);
        // The first letter takes the place of what stands in the field.
        desk.press(&[Key::F(6)]);
        desk.type_text(typed);
        desk.press(&[SAVE]);
        let changes = desk.changes();
        let gone = |change: &&Change| matches!(change, Change::TaskTrashed { new: true, .. });
        let n = changes.iter().filter(gone).count();
        let times = desk.app.board().checklist.rows().iter().filter(|row| row.item.starts_with("1.")).count();
        assert_eq!((n, added(&changes).len()), (times - 1, more), "the one that is done stays: {changes:?}");
        assert!(n > 1, "{times}");
        desk.commit();
        let said = ["Đã lưu, bỏ 2 kỳ chưa đến hạn.", "Đã lưu, thêm 4 kỳ, bỏ 2 kỳ chưa đến hạn."]
            [usize::from(more > 0)];
        assert_eq!(desk.notice(), format!("{said} Ctrl-Z hoàn tác"));
    }
}
