//! Forms while they are filled: colleagues, drafts, names to choose from, bursts and pastes, any keys at all.

use proptest::prelude::*;

use super::office::{Desk, Office, letter, setup};
use crate::app::Setup;
use crate::app::action::Context;
use crate::app::form::{self, Name};
use crate::app::key::Key;
use crate::app::message::{Effect, Msg, WriteId};
use crate::domain::change::Change;
use crate::domain::task::NewTask;
use crate::error::Error;
use crate::text;

use super::forms::{SAVE, TAB, fill, form, named, on_the_letter, to};
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
