//! Forms from the first key to the change that is asked for: what is typed, refused, kept, given back.

use proptest::prelude::*;

use super::office::{Desk, Office, day, letter, morning, setup};
use crate::app::Popup;
use crate::app::Setup;
use crate::app::action::Context;
use crate::app::form::{self, Form, Name};
use crate::app::key::Key;
use crate::app::message::{Effect, Msg, WriteId};
use crate::domain::change::Change;
use crate::domain::deadline::{Deadline, DeadlineClass, Rule};
use crate::domain::directive::{DocKind, Urgency};
use crate::domain::query::Names;
use crate::domain::task::{AssignmentRole, Comparator, NewTask, Step};
use crate::domain::{DirectiveId, TaskId, UnitId};
use crate::error::Error;
use crate::text;

const SAVE: Key = Key::F(2);
const TAB: Key = Key::Tab;

fn named() -> Office {
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
fn on_the_letter() -> Desk {
    let mut desk = Desk::new(named(), setup(80, 24));
    desk.press(&[Key::Down; 4]);
    assert_eq!(desk.selected(), "1792/UBND-NC");
    desk
}

fn form(desk: &Desk) -> &Form {
    match desk.app.popups().last() {
        Some(Popup::Form(form)) => form,
        other => panic!("no form but {other:?}"),
    }
}

/// The cursor to a field, by as many Tabs as it takes.
fn to(desk: &mut Desk, name: Name) {
    for _ in 0..form(desk).rows.len() {
        if form(desk).row().name() == name {
            return;
        }
        desk.press(&[TAB]);
    }
    panic!("the form has no {name:?}");
}

/// What stands in a field is replaced.
fn fill(desk: &mut Desk, name: Name, text: &str) {
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

#[test]
fn a_colleague_who_was_quicker_is_shown_beside_and_not_overwritten_unseen() {
    let mut desk = on_the_letter();
    desk.press(&[Key::F(4)]);
    fill(&mut desk, Name::Signer, "Trần Thị B");
    desk.press(&[SAVE]);
    desk.office.records[0].record.signer = Some("Lê Văn C".into());
    desk.office.records[0].record.inbound_number = Some("812".into());
    desk.effects.clear();
    let (by, at) = ("An".to_owned(), "08:03".to_owned());
    let changed = Error::Changed { what: "1792/UBND-NC".into(), by, at, now: String::new() };
    desk.written(WriteId(1), Err(changed));
    assert!(desk.notice().contains("An vừa sửa"), "{}", desk.notice());
    let row = |desk: &Desk, name| form(desk).rows.iter().find(|row| row.name() == name).unwrap().clone();
    assert_eq!(row(&desk, Name::Signer).theirs.as_deref(), Some("An vừa ghi: Lê Văn C"));
    assert_eq!(row(&desk, Name::Signer).text(), "Trần Thị B");
    assert_eq!(row(&desk, Name::Inbound).text(), "812", "what was not touched follows");
    desk.press(&[SAVE]);
    let changes = desk.changes();
    let [Change::DirectiveEdited { old, new, .. }] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!((old.signer.as_deref(), new.signer.as_deref()), (Some("Lê Văn C"), Some("Trần Thị B")));
    assert_eq!(new.inbound_number.as_deref(), Some("812"));
    desk.effects.clear();
    desk.written(WriteId(2), Err(Error::Busy));
    assert!(desk.notice().starts_with("Chưa ghi được: Sửa văn bản 1792/UBND-NC."), "{}", desk.notice());
    desk.press(&[SAVE]);
    desk.commit();
    assert_eq!(desk.office.records[0].record.signer.as_deref(), Some("Trần Thị B"));
}

#[test]
fn esc_asks_only_where_something_would_be_lost() {
    let mut desk = on_the_letter();
    desk.press(&[Key::F(4), Key::Esc]);
    assert_eq!(desk.app.context(), Context::Directives);
    desk.press(&[Key::F(4)]);
    desk.type_text("x");
    for keep in [&[Key::Esc][..], &[Key::Enter; 3], &[Key::Right, Key::Left, Key::Enter], &[TAB, Key::Esc]] {
        desk.press(&[Key::Esc]);
        assert_eq!(desk.app.context(), Context::Confirm);
        desk.press(keep);
        assert_eq!(form(&desk).rows[0].text(), "1792/UBND-NCx");
    }
    desk.press(&[Key::Esc, Key::Right]);
    desk.send(Msg::Unsure(Key::Enter));
    assert_eq!(desk.app.context(), Context::Confirm, "what may not be a finger's drops nothing");
    desk.effects.clear();
    desk.press(&[Key::Enter]);
    assert_eq!(
        (desk.app.context(), &desk.effects[..]),
        (Context::Directives, &[Effect::KeepDraft(None)][..])
    );
}

#[test]
fn a_draft_is_kept_after_a_rest_and_given_back() {
    let mut desk = on_the_letter();
    desk.press(&[Key::F(4)]);
    fill(&mut desk, Name::Signer, "Trần");
    desk.effects.clear();
    desk.burst(&[Key::Char('x')]);
    let wakes = desk.app.wakes_at().unwrap();
    assert_eq!((wakes.at() - desk.now.at()).num_milliseconds(), 400);
    desk.wait(400);
    let kept = std::mem::take(&mut desk.effects);
    let [Effect::KeepDraft(Some(draft))] = &kept[..] else { panic!("{kept:?}") };
    desk.burst(&[Key::Left]);
    desk.wait(400);
    assert_eq!(desk.effects, [], "nothing changed");

    let form = form::restore(draft).unwrap();
    assert_eq!(form.title(crate::i18n::Lang::Vi), "Sửa văn bản 1792/UBND-NC");
    let mut other = Desk::new(named(), setup(80, 24));
    other.office.records[0].record.signer = Some("Lê Văn C".into());
    other.app.take_up_draft(form);
    other.settle();
    to(&mut other, Name::Signer);
    let row = self::form(&other).row();
    assert_eq!((row.text().as_str(), row.theirs.as_deref()), ("Trầnx", Some("Hiện là: Lê Văn C")));
    other.press(&[SAVE]);
    other.effects.retain(|effect| matches!(effect, Effect::Write(..)));
    other.commit();
    assert_eq!(other.effects, [Effect::KeepDraft(None)], "what is saved is no draft");
    for damaged in
        ["", "{}", "[1]", draft.trim_start_matches('{'), &draft.replace("\"version\":1", "\"version\":9")]
    {
        assert!(form::restore(damaged).is_none(), "{damaged}");
    }
    let gone = form::restore(&draft.replace("\"directive\":1", "\"directive\":99")).unwrap();
    other.app.take_up_draft(gone);
    other.settle();
    assert!(other.notice().starts_with("Chưa lưu: mục này đã bị xóa"), "{}", other.notice());
}

#[test]
fn keys_after_f4_in_one_burst_are_for_the_form() {
    let mut desk = on_the_letter();
    desk.burst(&[Key::F(4), Key::End, Key::Char('x'), Key::Char(' ')]);
    assert_eq!(form(&desk).row().field.text(), "1792/UBND-NCx ");
    let mut desk = on_the_letter();
    desk.office.fails = Some(Error::Busy);
    desk.burst(&[Key::F(4), Key::F(8)]);
    assert_eq!((desk.changes(), desk.app.context()), (vec![], Context::Directives));
    assert!(desk.notice().contains("bận"), "{}", desk.notice());
}

#[test]
fn a_save_that_may_be_an_input_methods_wants_a_second_key_each_time() {
    let mut desk = on_the_letter();
    desk.press(&[Key::F(4)]);
    desk.type_text("x");
    for _ in 0..2 {
        desk.send(Msg::Unsure(SAVE));
        assert!(desk.notice().contains("F2 lần nữa"), "{}", desk.notice());
        desk.send(Msg::Unsure(Key::Enter));
    }
    assert_eq!((desk.changes(), form(&desk).row().name()), (vec![], Name::Kind), "Enter only moved");
    desk.press(&[SAVE]);
    assert_eq!(desk.changes().len(), 1);
}

#[test]
fn names_are_narrowed_by_the_beginnings_of_their_words() {
    let mut desk = on_the_letter();
    desk.press(&[TAB, Key::F(7), TAB]);
    let cases = [
        ("", 0),
        ("ph", 3),
        ("phong t", 1),
        ("PHÒNG cai", 1),
        ("noi", 1),
        ("oi", 0),
        ("Sở X; van", 1),
        ("van; ", 0),
    ];
    for (typed, count) in cases {
        fill(&mut desk, Name::Leads, typed);
        let (offered, chosen) = form(&desk).offers(desk.app.names(), 9);
        assert_eq!((offered.len(), chosen), (count, None), "{typed:?}: {offered:?}");
    }
    fill(&mut desk, Name::Leads, "");
    desk.press(&[Key::Down, Key::Down, Key::Up, Key::Up, Key::Down, Key::Down]);
    let (offered, chosen) = form(&desk).offers(desk.app.names(), 9);
    assert_eq!((offered.len(), chosen), (4, Some(1)));
    desk.press(&[Key::Enter]);
    assert_eq!(form(&desk).row().text(), "Phòng Tổ chức biên chế");
    desk.press(&[Key::Down, Key::Esc]);
    assert!(form(&desk).picks.is_none() && desk.app.context() == Context::Form, "Esc closes the list alone");
    fill(&mut desk, Name::TaskFollower, "trang");
    desk.press(&[Key::Down, Key::Enter]);
    assert_eq!(form(&desk).row().text(), "ntttrng");
}

#[test]
fn a_name_or_a_day_is_replaced_by_what_is_typed_into_it() {
    let mut desk = on_the_letter();
    desk.press(&[Key::F(4)]);
    desk.type_text("x");
    assert_eq!(form(&desk).row().text(), "1792/UBND-NCx", "other texts go on");
    desk.press(&[TAB]);
    desk.type_text("11/12");
    assert_eq!(form(&desk).row().text(), "11/12");
    desk.press(&[Key::Ctrl('z'), Key::Ctrl('z')]);
    assert_eq!(form(&desk).row().text(), "12/12/2020");
    desk.press(&[TAB, Key::BackTab, Key::End]);
    desk.type_text("x");
    assert_eq!(form(&desk).row().text(), "12/12/2020x");
    desk.press(&[TAB, Key::Backspace]);
    assert_eq!(form(&desk).row().text(), "công vă");
    desk.press(&[Key::BackTab, TAB]);
    desk.send(Msg::Paste("chỉ thị".into()));
    assert_eq!(form(&desk).row().text(), "chỉ thị");
}

#[test]
fn what_is_chosen_as_a_whole_goes_with_delete_and_not_with_a_paste_that_is_refused() {
    let mut desk = on_the_letter();
    desk.press(&[Key::F(4), TAB]);
    desk.send(Msg::Paste("x".repeat(31)));
    assert!(desk.notice().starts_with("Không dán"), "{}", desk.notice());
    assert_eq!((form(&desk).row().text().as_str(), form(&desk).is_whole), ("12/12/2020", true));
    desk.send(Msg::Paste("11/12".into()));
    assert_eq!(form(&desk).row().text(), "11/12");
    desk.press(&[TAB, Key::Delete]);
    assert_eq!(form(&desk).row().text(), "");
}

#[test]
fn a_colleagues_commit_does_not_take_the_list_of_names_from_under_a_key() {
    let mut desk = on_the_letter();
    desk.press(&[TAB, Key::F(7), TAB]);
    desk.type_text("ph");
    desk.send(Msg::DataChanged);
    desk.send(Msg::Key(Key::Down));
    let (offered, chosen) = form(&desk).offers(desk.app.names(), 9);
    assert_eq!((offered.len(), chosen, form(&desk).row().name()), (3, Some(0), Name::Leads));
}

#[test]
fn a_megabyte_pasted_into_a_field_ends_in_a_message() {
    let mut desk = on_the_letter();
    desk.press(&[Key::F(7)]);
    desk.send(Msg::Paste("Số: 1\n".repeat(170_000)));
    assert_eq!(form(&desk).row().text(), "");
    assert_eq!(desk.notice(), "Không dán: đoạn vừa dán có 1020000 ký tự, ô này nhận nhiều nhất 60");
    desk.send(Msg::Paste("1801/\r\nUBND".into()));
    assert_eq!(form(&desk).row().text(), "1801/ UBND");
}

#[test]
fn what_can_only_be_looked_at_opens_no_form() {
    for key in [Key::F(4), Key::F(6), Key::F(7), Key::F(8), Key::Char('.')] {
        let mut desk = Desk::new(named(), Setup { can_write: false, ..setup(80, 24) });
        desk.press(&[key]);
        assert!(desk.app.popups().is_empty() && desk.notice().starts_with("Chỉ xem"), "{key}");
    }
    let mut desk = Desk::new(named(), Setup { can_write: false, ..setup(80, 24) });
    desk.press(&[Key::Ctrl('l'), Key::F(7), Key::Char(' ')]);
    assert_eq!((desk.app.context(), desk.changes()), (Context::Steps, vec![]));
}

fn words_of(task: &NewTask) -> Vec<&str> {
    let units = task.assignments.iter().map(|part| part.unit.as_str());
    [task.title.as_str(), task.item.as_str()].into_iter().chain(units).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        rng_seed: proptest::test_runner::RngSeed::Fixed(5),
        ..Default::default()
    })]
    /// Whatever is pressed, nothing panics, and what is asked to be written is clean.
    #[test]
    fn any_keys_in_a_form(keys in proptest::collection::vec(0usize..18, 0..50), way in 0usize..6) {
        let ways: [&[Key]; 6] = [
            &[Key::F(7)],
            &[Key::F(4)],
            &[TAB, Key::F(7)],
            &[TAB, Key::F(4)],
            &[Key::F(6)],
            &[Key::Ctrl('l'), Key::F(7)],
        ];
        let mut desk = Desk::new(Office { records: vec![letter()], ..named() }, setup(40, 12));
        desk.burst(ways[way]);
        for key in keys {
            let key = [
                Key::Char('a'), Key::Char('\u{301}'), Key::Char('\u{202F}'), Key::Char(' '), Key::Char(';'),
                Key::Char('đ'), Key::Char('2'), Key::Backspace, Key::Delete, Key::Left, Key::Up, Key::Down,
                Key::Enter, TAB, Key::BackTab, Key::Ctrl('z'), Key::Home, Key::F(2),
            ][key];
            desk.burst(&[key]);
            for change in desk.changes() {
                let words: Vec<String> = match &change {
                    Change::TaskAdded { task, .. } => words_of(task).into_iter().map(Into::into).collect(),
                    Change::TaskEdited { new, .. } => vec![new.title.clone(), new.item.clone()],
                    Change::DirectiveAdded { record, .. } => vec![record.subject.clone()],
                    Change::StepsSet { new, .. } => new.iter().map(|step| step.text.clone()).collect(),
                    _ => vec![],
                };
                for word in words {
                    let clean = text::clean_line(&word);
                    prop_assert_eq!(&word, clean.trim());
                    prop_assert!(!word.is_empty());
                }
            }
            desk.commit();
        }
    }
}
