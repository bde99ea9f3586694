//! Forms from the first key to the change that is asked for: what is typed, refused, kept, given back.

use super::office::{Desk, Office, day, morning, setup};
use crate::app::Popup;
use crate::app::action::Context;
use crate::app::form::{Form, Name};
use crate::app::key::Key;
use crate::app::message::WriteId;
use crate::domain::change::Change;
use crate::domain::deadline::{Deadline, DeadlineClass, Rule};
use crate::domain::directive::{DocKind, Urgency};
use crate::domain::query::Names;
use crate::domain::task::{AssignmentRole, Comparator, Step};
use crate::domain::{DirectiveId, TaskId, UnitId};
use crate::error::Error;

pub(super) const SAVE: Key = Key::F(2);
pub(super) const TAB: Key = Key::Tab;

pub(super) fn named() -> Office {
    let strings = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let names = Names {
        units: strings(&["Phòng Cải cách hành chính", "Phòng Tổ chức biên chế", "Sở Nội vụ", "Văn phòng Sở"]),
        unit_ids: (1..=4).map(UnitId).collect(),
        people: vec![("lvhung".into(), "Lê Văn Hùng".into()), ("ntttrng".into(), "Nguyễn Thị Trang".into())],
        kinds: strings(&["công văn", "chỉ thị", "kế hoạch"]),
        issuers: strings(&["UBND tỉnh"]),
    };
    Office { names, ..morning() }
}

/// On the letter of five points.
pub(super) fn on_the_letter() -> Desk {
    let mut desk = Desk::new(named(), setup(80, 24));
    desk.press(&[Key::Down; 4]);
    assert_eq!(desk.selected(), "1792/UBND-NC");
    desk
}

pub(super) fn form(desk: &Desk) -> &Form {
    match desk.app.popups().last() {
        Some(Popup::Form(form)) => form,
        other => panic!("no form but {other:?}"),
    }
}

/// The cursor to a field, by as many Tabs as it takes.
pub(super) fn to(desk: &mut Desk, name: Name) {
    for _ in 0..form(desk).rows.len() {
        if form(desk).row().name() == name {
            return;
        }
        desk.press(&[TAB]);
    }
    panic!("the form has no {name:?}");
}

/// What stands in a field is replaced.
pub(super) fn fill(desk: &mut Desk, name: Name, text: &str) {
    to(desk, name);
    let erase = vec![Key::Backspace; form(desk).row().field.text().chars().count()];
    desk.press(&[Key::End]);
    desk.burst(&erase);
    desk.type_text(text);
}

fn error_of(desk: &Desk, name: Name) -> String {
    let row = form(desk).rows.iter().find(|row| row.name() == name);
    row.and_then(|row| row.error.clone()).unwrap_or_default()
}

fn decided(on: &str) -> Deadline {
    let (class, rule) = (DeadlineClass::Date, Rule::Decided);
    Deadline { phrase: None, class, on: Some(day(on)), at: None, rule, unverified: false, terms: None }
}

#[test]
fn a_directive_is_added_by_hand_and_the_next_one_follows() {
    let mut desk = on_the_letter();
    desk.press(&[Key::F(7)]);
    desk.type_text("1801/UBND-NC");
    fill(&mut desk, Name::IssuedOn, "12/12");
    fill(&mut desk, Name::Subject, "Về ddo<<đo lường");
    fill(&mut desk, Name::Subject, "Đôn đốc CCHC");
    to(&mut desk, Name::Urgency);
    desk.press(&[Key::Right, Key::Char(' '), Key::Left]);
    fill(&mut desk, Name::Addressees, "Sở A ;; Sở B; ");
    desk.press(&[Key::F(7)]);
    let changes = desk.changes();
    let [Change::DirectiveAdded { id: None, record }] = &changes[..] else {
        panic!("{changes:?}");
    };
    assert_eq!(record.reference.as_deref(), Some("1801/UBND-NC"));
    assert_eq!((record.issued_on, record.received_on), (Some(day("2020-12-12")), None));
    assert_eq!((&record.kind, record.urgency), (&DocKind::OfficialLetter, Urgency::Urgent));
    assert_eq!((record.subject.as_str(), record.follower.as_deref()), ("Đôn đốc CCHC", Some("ntttrng")));
    assert_eq!(record.addressees, ["Sở A", "Sở B"]);
    desk.type_text("x");
    assert_eq!(form(&desk).row().text(), "Sở A ;; Sở B;", "nothing is typed while it is being written");
    desk.commit();
    assert_eq!((desk.notice().as_str(), desk.selected()), ("Đã lưu. Ctrl-Z hoàn tác", "1801/UBND-NC"));
    let mut other = Desk::new(desk.office.clone(), setup(80, 24));
    other.press(&[Key::End, TAB, Key::F(7)]);
    assert_eq!(
        form(&other).title(crate::i18n::Lang::Vi),
        "Thêm việc cho 1801/UBND-NC",
        "where there is none yet"
    );
    assert_eq!((form(&desk).row().text().as_str(), form(&desk).is_changed()), ("", false));
    desk.press(&[Key::Esc]);
    assert!(desk.app.popups().is_empty());
}

#[test]
fn a_task_is_added_to_the_directive_of_the_checklist() {
    let mut desk = on_the_letter();
    desk.press(&[TAB, Key::F(7)]);
    desk.type_text("Tổng hợp TTHC");
    to(&mut desk, Name::Leads);
    desk.type_text("cai");
    desk.press(&[Key::Down, Key::Enter]);
    desk.type_text("; Tổ công tác");
    fill(&mut desk, Name::TaskFollower, "Lê Văn Hùng");
    fill(&mut desk, Name::Due, "+5lv");
    fill(&mut desk, Name::Internal, "25/12");
    fill(&mut desk, Name::Value, ">= 30%");
    desk.press(&[Key::F(7)]);
    let changes = desk.changes();
    let [Change::TaskAdded { id: None, directive: DirectiveId(1), task }] = &changes[..] else {
        panic!("{changes:?}");
    };
    assert_eq!(
        (task.item.as_str(), task.title.as_str(), task.text.as_str()),
        ("5", "Tổng hợp TTHC", "Tổng hợp TTHC")
    );
    let units: Vec<_> = task.assignments.iter().map(|part| (part.unit.as_str(), part.role)).collect();
    let lead = AssignmentRole::Lead;
    assert_eq!(units, [("Phòng Cải cách hành chính", lead), ("Tổ công tác", lead)]);
    assert_eq!(
        (task.deadline.clone(), task.internal_due),
        (Some(decided("2020-12-28")), Some(day("2020-12-25")))
    );
    assert_eq!(task.follower.as_deref(), Some("lvhung"));
    let target = &task.targets[0];
    assert_eq!(
        (target.measure.as_str(), target.comparator, target.value.as_str()),
        ("Tổng hợp TTHC", Comparator::AtLeast, "30%")
    );
    desk.commit();
    assert_eq!(desk.app.board().checklist.selected().map(|task| task.item.as_str()), Some("5"));
    assert!(form(&desk).hint(crate::i18n::Lang::Vi).contains("Bắt buộc"));
    to(&mut desk, Name::Item);
    assert_eq!(form(&desk).hint(crate::i18n::Lang::Vi), "Để trống là số tiếp theo: 6");
}

#[test]
fn editing_asks_for_what_differs_and_for_nothing_else() {
    let mut desk = on_the_letter();
    let old = desk.office.records[0].record.clone();
    desk.press(&[Key::F(4), SAVE]);
    assert_eq!((desk.notice().as_str(), desk.changes()), ("Không có gì thay đổi", vec![]));
    desk.press(&[Key::F(4)]);
    fill(&mut desk, Name::Signer, "Trần Thị B");
    desk.press(&[SAVE]);
    let changes = desk.changes();
    let [Change::DirectiveEdited { directive: DirectiveId(1), old: shown, new }] = &changes[..] else {
        panic!("{changes:?}");
    };
    let mut expected = crate::domain::fields::DirectiveFields::of(&old);
    assert_eq!(**shown, expected);
    expected.signer = Some("Trần Thị B".into());
    assert_eq!(**new, expected);
    desk.commit();
    assert_eq!(desk.selected(), "1792/UBND-NC");

    // The letter's wording and hour-less rule stay unless they are touched.
    desk.office.records[0].record.tasks[3].text = "Trong năm 2020, dịch vụ công phải đạt 30%".into();
    desk.press(&[TAB, Key::Down, Key::Down, Key::Down, Key::F(4)]);
    fill(&mut desk, Name::Due, "31/12");
    desk.press(&[SAVE]);
    assert_eq!((desk.changes(), desk.notice().as_str()), (vec![], "Không có gì thay đổi"), "the same day");
    desk.press(&[Key::F(4)]);
    fill(&mut desk, Name::Title, "Dịch vụ công mức 4");
    fill(&mut desk, Name::Due, "15/1/2021");
    desk.press(&[SAVE]);
    let changes = desk.changes();
    let [
        Change::TaskEdited { task: TaskId(103), old, new },
        Change::DeadlineSet { new: Some(due), document: None, .. },
    ] = &changes[..]
    else {
        panic!("{changes:?}");
    };
    assert_eq!((new.title.as_str(), &new.text), ("Dịch vụ công mức 4", &old.text));
    assert_eq!((old.targets.len(), &old.targets, due), (1, &new.targets, &decided("2021-01-15")));
    desk.commit();
    let task = &desk.office.records[0].record.tasks[3];
    assert_eq!(task.targets[0].actuals.len(), 1, "what was reached stays with its target");
}

#[test]
fn a_done_task_has_its_day_and_its_reply() {
    let mut desk = Desk::new(named(), setup(80, 24));
    desk.press(&[TAB, Key::F(4)]);
    fill(&mut desk, Name::Reply, "215/BC-SNV");
    fill(&mut desk, Name::DoneOn, "11/12");
    desk.press(&[SAVE]);
    let changes = desk.changes();
    let [Change::TaskProgress { task: TaskId(200), old, new }] = &changes[..] else {
        panic!("{changes:?}");
    };
    assert_eq!((old.done_on, new.done_on), (Some(day("2020-12-12")), Some(day("2020-12-11"))));
    assert_eq!(new.reply_document.as_deref(), Some("215/BC-SNV"));
}

#[test]
fn what_is_wrong_stands_under_its_field_and_nothing_is_lost() {
    use Name::{Due, Follower, Internal, IssuedOn, Item, Kind, Measure, ReceivedOn, Signer, Subject, Value};
    let too_long = "x".repeat(121);
    let directive: &[(Name, &str, Name, &str)] = &[
        (Subject, "", Subject, "Chưa nhập ô này."),
        (Kind, "", Kind, "Chưa nhập ô này."),
        (IssuedOn, "31/02", IssuedOn, "Không có ngày 31/02."),
        (IssuedOn, "22/12/2020", IssuedOn, "Ngày này chưa đến."),
        (ReceivedOn, "11/12", ReceivedOn, "Trước ngày ban hành."),
        (Follower, "Ông Ba", Follower, "Không có người này."),
        (Signer, &too_long, Signer, "Dài quá 120 ký tự"),
    ];
    let task: &[(Name, &str, Name, &str)] = &[
        (Due, "11/12/2020", Due, "Hạn xử lý trước ngày ban hành."),
        (Due, "abc", Due, "Không hiểu ngày này."),
        (Internal, "1/1/2021", Internal, "Hạn nội bộ sau hạn xử lý."),
        (Measure, "tỷ lệ", Value, ""),
        (Value, "", Value, "Chưa nhập mức đạt."),
        (Item, &too_long, Item, "Dài quá 20 ký tự"),
    ];
    let on_task = [TAB, Key::Down, Key::Down, Key::Down, Key::F(4)];
    for (way, cases) in [(&[Key::F(4)][..], directive), (&on_task, task)] {
        for (name, typed, at, words) in cases {
            let mut desk = on_the_letter();
            desk.press(way);
            fill(&mut desk, *name, typed);
            desk.press(&[SAVE]);
            if words.is_empty() {
                assert!(!desk.changes().is_empty());
                continue;
            }
            assert!(error_of(&desk, *at).starts_with(words), "{typed:?}: {:?}", error_of(&desk, *at));
            assert_eq!((desk.changes(), form(&desk).row().name()), (vec![], *at));
            assert_eq!(desk.notice(), "Chưa lưu: 1 ô cần sửa");
            let row = form(&desk).rows.iter().find(|row| row.name() == *name).unwrap();
            assert!(typed.starts_with(&row.text()), "the text stays, as far as it had room");
            let initial = form(&desk).rows.iter().find(|row| row.name() == *name).unwrap().initial.clone();
            fill(&mut desk, *name, &initial);
            desk.press(&[SAVE]);
            assert_eq!(desk.notice(), "Không có gì thay đổi", "{typed:?}");
        }
    }
}

#[test]
fn a_deadline_is_put_off_with_the_consent() {
    let mut desk = on_the_letter();
    desk.press(&[Key::F(6)]);
    assert_eq!(form(&desk).title(crate::i18n::Lang::Vi), "Hạn việc BC của 1792/UBND-NC");
    desk.press(&[SAVE]);
    assert_eq!(desk.notice(), "Không có gì thay đổi");
    desk.press(&[Key::F(6)]);
    fill(&mut desk, Name::Consent, "1850/UBND-NC");
    desk.press(&[SAVE]);
    assert_eq!(error_of(&desk, Name::NewDue), "Chưa nhập ô này.");
    fill(&mut desk, Name::NewDue, "29/12");
    desk.press(&[SAVE]);
    assert_eq!(error_of(&desk, Name::NewDue), "Trùng với hạn hiện nay.");
    fill(&mut desk, Name::NewDue, "15/1/2021");
    fill(&mut desk, Name::Reason, "chờ số liệu");
    desk.press(&[SAVE]);
    let old = desk.office.records[0].record.tasks[4].deadline.clone();
    let (document, reason) = (Some("1850/UBND-NC".into()), Some("chờ số liệu".into()));
    let new = Some(decided("2021-01-15"));
    assert_eq!(desk.changes(), [Change::DeadlineSet { task: TaskId(104), old, new, document, reason }]);
    desk.commit();
    desk.press(&[Key::F(6)]);
    fill(&mut desk, Name::NewDue, "-");
    desk.press(&[SAVE]);
    assert!(matches!(&desk.changes()[..], [Change::DeadlineSet { task: TaskId(103), new: None, .. }]));
}

#[test]
fn notes_are_of_the_task_or_of_the_directive() {
    let mut desk = on_the_letter();
    desk.press(&[Key::Char('.'), Key::Enter]);
    desk.type_text("Trình Giám đốc");
    desk.press(&[SAVE]);
    let changes = desk.changes();
    let [Change::DirectiveEdited { new, .. }] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!(new.handling_note.as_deref(), Some("Văn phòng Sở đầu mối, trình 25/12\nTrình Giám đốc"));
    desk.commit();
    desk.press(&[TAB, Key::Char('.')]);
    desk.type_text("đã gọi");
    desk.press(&[SAVE]);
    let changes = desk.changes();
    let [Change::TaskProgress { task: TaskId(100), new, .. }] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!(new.note.as_deref(), Some("đã gọi"));
}

#[test]
fn steps_are_added_ticked_and_taken_out() {
    let mut desk = on_the_letter();
    desk.press(&[TAB, Key::Ctrl('l')]);
    assert_eq!(desk.app.context(), Context::Steps);
    desk.press(&[Key::F(7)]);
    desk.type_text("Xin số liệu");
    desk.press(&[Key::F(7)]);
    desk.commit();
    desk.type_text("Viết báo cáo");
    desk.press(&[SAVE]);
    desk.commit();
    desk.press(&[Key::Down, Key::Char(' '), Key::Char(' ')]);
    let step = |text: &str, done| Step { text: text.into(), done };
    let (first, second) = (step("Xin số liệu", false), step("Viết báo cáo", false));
    let old = vec![first.clone(), second.clone()];
    let new = vec![first.clone(), step("Viết báo cáo", true)];
    assert_eq!(
        desk.changes(),
        [Change::StepsSet { task: TaskId(100), old, new }],
        "once until it is committed"
    );
    desk.commit();
    desk.press(&[Key::Up, Key::F(4)]);
    fill(&mut desk, Name::Step, "Xin số liệu của 3 phòng");
    desk.press(&[SAVE]);
    desk.commit();
    desk.press(&[Key::Down, Key::F(8)]);
    desk.commit();
    assert_eq!(desk.office.records[0].record.tasks[0].steps, [step("Xin số liệu của 3 phòng", false)]);
    desk.press(&[Key::Esc]);
    assert_eq!(desk.app.context(), Context::Checklist);
}

#[test]
fn a_step_that_moved_meanwhile_is_followed_and_one_that_is_gone_is_added_again() {
    let step = |text: &str| Step { text: text.into(), done: false };
    for (left, expected) in [
        (vec!["b", "c"], vec!["bx", "c"]),
        (vec!["a", "d", "c"], vec!["a", "bx", "c"]),
        (vec!["c"], vec!["c", "bx"]),
    ] {
        let mut desk = on_the_letter();
        desk.office.records[0].record.tasks[0].steps = ["a", "b", "c"].map(step).to_vec();
        desk.press(&[TAB, Key::Ctrl('l'), Key::Down, Key::F(4), Key::Char('x'), SAVE]);
        desk.office.records[0].record.tasks[0].steps = left.iter().map(|text| step(text)).collect();
        desk.effects.clear();
        let (by, at) = ("An".to_owned(), "08:03".to_owned());
        desk.written(WriteId(1), Err(Error::Changed { what: String::new(), by, at, now: String::new() }));
        desk.press(&[SAVE]);
        desk.commit();
        let steps: Vec<_> =
            desk.office.records[0].record.tasks[0].steps.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(steps, expected, "{left:?}");
    }
}

#[test]
fn delete_moves_to_the_trash_and_says_what() {
    let mut desk = on_the_letter();
    desk.press(&[Key::F(8)]);
    assert_eq!(
        desk.changes(),
        [Change::DirectiveTrashed { directive: DirectiveId(1), old: false, new: true }]
    );
    desk.commit();
    assert_eq!(desk.notice(), "Đã chuyển vào thùng rác: 1792/UBND-NC. Ctrl-Z hoàn tác");
    assert_eq!(desk.selected(), "88/KH-UBND");
    desk.press(&[TAB, Key::Delete]);
    assert_eq!(desk.changes(), [Change::TaskTrashed { task: TaskId(600), old: false, new: true }]);
    desk.commit();
    assert_eq!(desk.notice(), "Đã chuyển vào thùng rác: Việc 1 của 88/KH-UBND. Ctrl-Z hoàn tác");
}
