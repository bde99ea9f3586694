//! A letter from the paste to the file: what is offered, reviewed, saved, kept and refused.

use super::office::{Desk, Office, morning, setup};
use crate::app::action::{self, Action, Context};
use crate::app::key::Key;
use crate::app::message::{Effect, LetterId, Msg};
use crate::app::review::{HeadField, Item, Mark, Pane, Review};
use crate::app::{Popup, Setup};
use crate::domain::change::{Applied, Change, Outcome};
use crate::domain::directive::{NewDirective, Urgency};
use crate::domain::{DirectiveId, GroupId};
use crate::error::Error;
use crate::extract;
use crate::i18n::Lang;

/// A letter with six tasks, words of its opening for a subject, a wrong percentage.
pub(crate) const LETTER: &str = include_str!("../../../tests/letters/sau-kiem-tra-van-thu.txt");

impl Desk {
    /// A paste on a list, read as the worker reads it.
    pub fn paste(&mut self, text: &str) {
        self.send(Msg::Paste(text.to_owned()));
        self.read_letter();
    }

    pub fn read_letter(&mut self) {
        let at = self.effects.iter().position(|effect| matches!(effect, Effect::ReadLetter(..)));
        if let Some(Effect::ReadLetter(id, text)) = at.map(|at| self.effects.remove(at)) {
            self.send(Msg::Letter(id, Box::new(extract::read(&text)), false));
        }
    }

    /// The letter under review, on a screen of this size.
    pub fn reviewing(columns: u16, rows: u16) -> Self {
        let mut desk = Desk::new(morning(), setup(columns, rows));
        desk.paste(LETTER);
        desk.press(&[Key::Enter]);
        desk.effects.clear();
        desk
    }

    pub(super) fn review(&self) -> &Review {
        let Some(Popup::Review(review)) = self.app.popups().last() else {
            panic!("no review; {}", self.notice());
        };
        review
    }

    /// What F2 asks to have written, once what is to be decided was taken as it stands.
    pub(super) fn written_by_f2(&mut self) -> Vec<Change> {
        self.press(&[Key::F(2)]);
        while self.review().chosen().mark() == Mark::Decide {
            self.press(&[Key::Char(' '), Key::F(2)]);
        }
        match self.effects.last() {
            Some(Effect::Write(_, changes)) => changes.clone(),
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn saved(&mut self) -> NewDirective {
        match &self.written_by_f2()[..] {
            [Change::DirectiveAdded { id: None, record }] => NewDirective::clone(record),
            other => panic!("{other:?}"),
        }
    }

    /// The file's answer to F2.
    pub(super) fn answer(&mut self, outcome: Result<Outcome, Error>) {
        let Some(Effect::Write(id, _)) = self.effects.pop() else { panic!("nothing was written") };
        self.written(id, outcome.map(|outcome| Applied { group: Some(GroupId(9)), outcomes: vec![outcome] }));
    }

    /// The draft that was kept last.
    pub(super) fn kept(&self) -> Option<&str> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::KeepDraft(draft) => draft.as_deref(),
            _ => None,
        })
    }

    pub(super) fn choose(&mut self, wanted: &Item) {
        self.press(&[Key::Home]);
        for _ in 0..self.review().rows.len() {
            if self.review().chosen().item == *wanted {
                return;
            }
            self.press(&[Key::Down]);
        }
        panic!("{wanted:?} is not there");
    }
}

pub(super) fn as_imported() -> NewDirective {
    extract::read(LETTER).into_directive()
}

#[test]
fn a_letter_is_offered_reviewed_and_saved_as_import_saves_it() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.send(Msg::Paste(LETTER.to_owned()));
    assert!(matches!(&desk.effects[..], [Effect::ReadLetter(_, text)] if text == LETTER));
    desk.read_letter();
    assert_eq!(desk.notice(), "2305/UBND-KGVX, 6 nhiệm vụ. Enter xem lại · Esc bỏ");
    assert_eq!(desk.effects, [], "nothing is kept of an offer");
    desk.press(&[Key::Down, Key::Char(' ')]);
    assert_eq!(desk.app.context(), Context::Offer, "other keys do nothing");
    desk.press(&[Key::Enter]);
    assert!(desk.notice().contains("1 mục cần quyết (trích yếu)"), "{}", desk.notice());
    assert_eq!(desk.saved(), as_imported());
}

#[test]
fn saving_goes_to_the_new_directive() {
    let mut desk = Desk::reviewing(80, 24);
    let record = desk.saved();
    // The file numbers it; the list then has it.
    let change = Change::DirectiveAdded { id: Some(DirectiveId(88)), record: Box::new(record.clone()) };
    let mut added = super::office::Record::new(88, "2305/UBND-KGVX", "Kết quả kiểm tra");
    (added.record, added.mine) = (record, false);
    desk.office.records.push(added);
    desk.answer(Ok(Outcome::Applied(change)));
    assert_eq!(desk.notice(), "Đã nhập 6 nhiệm vụ từ văn bản. Ctrl-Z hoàn tác");
    assert_eq!((desk.app.context(), desk.selected()), (Context::Directives, "2305/UBND-KGVX"));
    assert_eq!(desk.effects.last(), Some(&Effect::KeepDraft(None)));
}

#[test]
fn a_letter_that_is_here_already_or_cannot_be_written_stays_under_review() {
    let refusals = [Error::AlreadyHere("2305/UBND-KGVX".into()), Error::Busy, Error::NotPermitted];
    for (refusal, said) in refusals.into_iter().zip(["đã có trong danh sách", "bận", "quyền"]) {
        let mut desk = Desk::reviewing(80, 24);
        desk.saved();
        desk.answer(Err(refusal));
        assert!(desk.notice().contains(said), "{}", desk.notice());
        assert_eq!(desk.saved(), as_imported(), "and can be saved again");
    }
    let mut desk = Desk::reviewing(80, 24);
    desk.saved();
    desk.answer(Ok(Outcome::AlreadySo { by: None, at: None }));
    assert!(desk.notice().contains("đã có trong danh sách"), "{}", desk.notice());
    assert_eq!(desk.app.context(), Context::Review);
}

#[test]
fn f2_twice_saves_once() {
    let mut desk = Desk::reviewing(80, 24);
    desk.written_by_f2();
    desk.effects.clear();
    desk.press(&[Key::F(2)]);
    assert_eq!(desk.effects, []);
}

#[test]
fn what_is_no_letter_is_explained_and_nothing_done() {
    let list = include_str!("../../../tests/letters/dev/12-danh-sach-di-cho.txt");
    let secret = format!("MẬT\n{LETTER}");
    let cases = [
        (list.to_owned(), "Không phải văn bản"),
        ("x".repeat(500), "Không phải văn bản"),
        (secret, "\"mật\""),
        ("Số: 1/UBND\n".repeat(100_000), "1 MB"),
    ];
    for (text, said) in cases {
        let mut desk = Desk::new(morning(), setup(80, 24));
        let before = desk.selected().to_owned();
        desk.paste(&text);
        assert!(desk.notice().contains(said), "{}", desk.notice());
        assert_eq!(desk.effects, []);
        assert_eq!((desk.app.context(), desk.selected()), (Context::Directives, before.as_str()));
    }
}

#[test]
fn a_paste_where_nothing_can_be_written_or_something_is_open() {
    let mut desk = Desk::new(morning(), Setup { can_write: false, ..setup(80, 24) });
    desk.paste(LETTER);
    assert!(desk.notice().contains("Chỉ xem"), "{}", desk.notice());
    let mut desk = Desk::reviewing(80, 24);
    desk.paste(LETTER);
    assert!(desk.notice().contains("trả lời hoặc đóng"), "{}", desk.notice());
    assert_eq!((desk.app.context(), desk.effects.len()), (Context::Review, 0));
}

#[test]
fn reading_is_mentioned_once_it_takes_long_and_a_late_answer_is_dropped() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.send(Msg::Paste(LETTER.to_owned()));
    assert_eq!(desk.notice(), "");
    let wake = desk.app.wakes_at().unwrap();
    desk.wait((wake.at() - desk.now.at()).num_milliseconds());
    assert_eq!(desk.notice(), "Đang đọc văn bản…");
    // Another paste is what is waited for now.
    desk.send(Msg::Paste("x".repeat(500)));
    desk.send(Msg::Letter(LetterId(1), Box::new(extract::read(LETTER)), false));
    assert_eq!(desk.app.context(), Context::Directives);
    desk.effects.remove(0);
    desk.read_letter();
    assert!(desk.notice().contains("Không phải văn bản"));
}

#[test]
fn an_offer_leaves_the_keys_to_what_was_opened_meanwhile() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.send(Msg::Paste(LETTER.to_owned()));
    desk.press(&[Key::F(1)]);
    desk.read_letter();
    assert_eq!(desk.app.context(), Context::Help);
    desk.press(&[Key::Esc]);
    assert_eq!(desk.app.context(), Context::Offer);
    desk.press(&[Key::Esc]);
    assert_eq!((desk.app.context(), desk.notice().as_str()), (Context::Directives, "Đã bỏ, không lưu gì"));
    assert_eq!(desk.effects, []);
}

#[test]
fn what_is_left_out_is_not_saved() {
    let mut desk = Desk::reviewing(80, 24);
    for item in [Item::Head(HeadField::Number), Item::Head(HeadField::Report), Item::Task(1), Item::Task(5)] {
        desk.choose(&item);
        desk.press(&[Key::Char(' ')]);
        assert_eq!(desk.review().chosen().mark(), Mark::Left);
    }
    // Taken again.
    desk.press(&[Key::Char(' ')]);
    let mut expected = as_imported();
    (expected.reference, expected.report_to, expected.report_via) = (None, None, None);
    expected.tasks.remove(1);
    assert_eq!(desk.saved(), expected);
}

#[test]
fn a_part_of_a_task_left_out_hangs_on_the_next_above() {
    let mut draft = extract::read(LETTER);
    draft.urgency.value = Urgency::Urgent;
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.send(Msg::Paste(LETTER.to_owned()));
    desk.send(Msg::Letter(LetterId(1), Box::new(draft), false));
    desk.press(&[Key::Enter]);
    // As the letter's own records hang together once a form has said so.
    let Some(Popup::Review(review)) = desk.app.over.last_mut() else { panic!("no review") };
    review.record.tasks[1].parent = Some("1".into());
    review.record.tasks[2].parent = Some("2".into());
    for item in [Item::Head(HeadField::Urgency), Item::Task(1), Item::Task(0)] {
        desk.choose(&item);
        desk.press(&[Key::Char(' ')]);
    }
    let saved = desk.saved();
    assert_eq!((saved.tasks[0].item.as_str(), &saved.tasks[0].parent), ("3", &None));
    assert_eq!(saved.urgency, Urgency::Normal);
}

#[test]
fn the_subject_has_to_be_there_and_a_doubt_cannot_be_taken() {
    let mut desk = Desk::reviewing(80, 24);
    desk.choose(&Item::Head(HeadField::Subject));
    desk.press(&[Key::Char(' ')]);
    assert_eq!(desk.review().chosen().mark(), Mark::Taken);
    desk.press(&[Key::Char(' ')]);
    assert!(desk.notice().starts_with("Trích yếu phải có"), "{}", desk.notice());
    desk.choose(&Item::Task(5));
    let before = desk.review().rows.clone();
    desk.press(&[Key::Down, Key::Char(' ')]);
    assert!(matches!(desk.review().chosen().item, Item::Doubt(_)));
    assert_eq!(desk.review().rows, before);
}

#[test]
fn the_exclamation_mark_goes_to_what_is_open_round_and_round() {
    let mut desk = Desk::reviewing(80, 24);
    desk.press(&[Key::Char('!')]);
    assert_eq!(desk.review().chosen().item, Item::Head(HeadField::Subject));
    assert_eq!(desk.review().chosen_line(), Some(7));
    let mut seen = Vec::new();
    while seen.last() != Some(&Item::Head(HeadField::Subject)) {
        desk.press(&[Key::Char('!')]);
        seen.push(desk.review().chosen().item.clone());
    }
    seen.pop();
    let units = seen.split_off(6);
    assert!(units.iter().all(|item| matches!(item, Item::Unit(_, None))), "{units:?}");
    let [second, third, fourth, fifth] = [1, 2, 3, 4].map(Item::Task);
    let [issuer, kind] = [HeadField::Issuer, HeadField::Kind].map(Item::Head);
    assert_eq!(seen, [issuer, kind, second, third, fourth, fifth]);
}

#[test]
fn the_passage_of_the_chosen_value_is_in_sight() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12), (60, 10)] {
        let mut desk = Desk::reviewing(columns, rows);
        for nth in 0..desk.review().rows.len() {
            let review = desk.review();
            let shown = review.letter_place.shown(review.letter.lines.len());
            let is_seen = review.letter.lines[shown].iter().any(|line| line.passage.is_some());
            assert_eq!(is_seen, review.chosen_line().is_some(), "{columns}×{rows}, row {nth}");
            desk.press(&[Key::Down]);
        }
    }
}

#[test]
fn tab_gives_the_keys_to_the_letter() {
    let mut desk = Desk::reviewing(80, 24);
    desk.press(&[Key::Tab, Key::End, Key::PageUp, Key::Char(' ')]);
    assert_eq!(desk.review().pane, Pane::Letter);
    let review = desk.review();
    assert_eq!(review.letter_place.shown(review.letter.lines.len()).end, review.letter.lines.len());
    assert!(!review.is_changed(), "Space reads on");
    desk.press(&[Key::Esc]);
    assert_eq!(desk.review().pane, Pane::Read);
}

#[test]
fn a_key_that_may_be_an_input_methods_takes_and_leaves_nothing() {
    let mut desk = Desk::reviewing(80, 24);
    desk.send(Msg::Unsure(Key::Char(' ')));
    desk.send(Msg::Unsure(Key::F(2)));
    assert!(!desk.review().is_changed());
    assert_eq!(desk.effects, []);
}

#[test]
fn a_review_outlives_the_program() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.paste(LETTER);
    desk.press(&[Key::Enter]);
    assert!(desk.kept().is_some(), "kept as soon as it is taken up");
    desk.choose(&Item::Task(0));
    desk.press(&[Key::Char(' ')]);
    let draft = desk.kept().map(ToOwned::to_owned);
    let mut expected = as_imported();
    expected.tasks.remove(0);

    let mut desk = Desk::new(morning(), Setup { draft, ..setup(80, 24) });
    assert!(desk.notice().starts_with("Bản nháp chưa lưu: văn bản 2305/UBND-KGVX"), "{}", desk.notice());
    desk.press(&[Key::Enter]);
    desk.read_letter();
    assert_eq!(desk.saved(), expected);
}

#[test]
fn a_letter_that_is_pasted_over_the_offer_of_a_draft_waits_behind_it() {
    let mut desk = Desk::reviewing(80, 24);
    desk.press(&[Key::Char(' ')]);
    let draft = desk.kept().map(ToOwned::to_owned);
    for answer in [Key::Enter, Key::Esc] {
        let mut desk = Desk::new(morning(), Setup { draft: draft.clone(), ..setup(80, 24) });
        let another = LETTER.replace("2305/UBND-KGVX", "2306/UBND-KGVX");
        desk.paste(&another);
        assert!(desk.notice().contains("chờ sau bản nháp"), "{}", desk.notice());
        desk.press(&[answer]);
        if answer == Key::Enter {
            assert_eq!(desk.review().record.reference.as_deref(), Some("2305/UBND-KGVX"));
            desk.written_by_f2();
            desk.answer(Ok(Outcome::Applied(Change::DirectiveAdded {
                id: Some(DirectiveId(9)),
                record: Box::new(as_imported()),
            })));
        }
        desk.press(&[Key::Enter]);
        assert_eq!(desk.review().record.reference.as_deref(), Some("2306/UBND-KGVX"), "{answer:?}");
    }
}

#[test]
fn a_draft_that_is_dropped_is_forgotten_and_one_that_is_none_is_not_offered() {
    let mut desk = Desk::reviewing(80, 24);
    desk.press(&[Key::Char(' ')]);
    let draft = desk.kept().map(ToOwned::to_owned);
    let mut desk = Desk::new(morning(), Setup { draft, ..setup(80, 24) });
    desk.press(&[Key::Esc]);
    assert_eq!(desk.effects, [Effect::KeepDraft(None)]);
    for draft in ["", "{}", "{\"review\": 1}"] {
        let desk = Desk::new(morning(), Setup { draft: Some(draft.to_owned()), ..setup(80, 24) });
        assert_eq!(desk.app.context(), Context::Directives);
    }
}

#[test]
fn both_languages_say_what_is_open() {
    for (lang, said) in [(Lang::Vi, "1 mục cần quyết"), (Lang::En, "1 to decide (subject)")] {
        let mut desk = Desk::new(morning(), Setup { lang, ..setup(80, 24) });
        desk.paste(LETTER);
        desk.press(&[Key::Enter]);
        assert!(desk.notice().contains(said), "{}", desk.notice());
    }
}

pub(super) fn letters(text: &str) -> Vec<Key> {
    text.chars().map(Key::Char).collect()
}

#[test]
fn f4_edits_the_chosen_value_and_hands_it_back() {
    let mut desk = Desk::reviewing(80, 24);
    desk.press(&[Key::Char('!'), Key::F(4)]);
    assert_eq!(desk.app.context(), Context::Form);
    desk.press(&letters(" tỉnh"));
    desk.press(&[Key::F(2)]);
    assert_eq!((desk.app.context(), desk.review().chosen().mark()), (Context::Review, Mark::Edited));
    assert!(desk.notice().starts_with("Không còn mục cần quyết"), "{}", desk.notice());
    assert!(desk.kept().is_some_and(|draft| draft.contains("văn thư tỉnh")));
    let mut expected = as_imported();
    expected.subject += " tỉnh";
    assert_eq!(desk.saved(), expected);
}

#[test]
fn a_task_is_edited_in_the_form_of_tasks_and_the_doubts_follow() {
    let mut desk = Desk::reviewing(80, 24);
    let after_report = |desk: &Desk| {
        let doubt = |row: &crate::app::review::Row| matches!(&row.item, Item::Doubt(words) if words.contains("việc 4"));
        desk.review().rows.iter().any(doubt)
    };
    assert!(after_report(&desk));
    desk.choose(&Item::Task(3));
    desk.press(&[Key::F(4), Key::Tab, Key::Tab, Key::Tab, Key::Tab]);
    desk.press(&[Key::Backspace; 10]);
    desk.press(&letters("15/12/2021"));
    desk.press(&[Key::F(2)]);
    assert_eq!(desk.review().chosen().item, Item::Task(3));
    assert!(!after_report(&desk), "it is due before the report now");
    let saved = desk.saved();
    let due = saved.tasks[3].deadline.as_ref().and_then(|deadline| deadline.on);
    assert_eq!(due, Some(super::office::day("2021-12-15")));
    let expected = as_imported();
    assert_eq!(
        (&saved.tasks[3].text, saved.tasks[3].span),
        (&expected.tasks[3].text, expected.tasks[3].span)
    );
    assert_eq!(saved.tasks[..3], expected.tasks[..3]);
}

#[test]
fn a_form_over_a_review_that_is_left_or_saved_unchanged_changes_nothing() {
    for keys in [&[Key::Esc][..], &[Key::F(2)]] {
        let mut desk = Desk::reviewing(80, 24);
        desk.choose(&Item::Task(0));
        desk.press(&[Key::F(4)]);
        desk.wait(1_000);
        desk.press(keys);
        assert!(!desk.review().is_changed());
        assert_eq!(desk.effects, [], "the review is what is kept, not the form over it");
    }
}

#[test]
fn esc_asks_only_where_something_was_done() {
    let mut desk = Desk::reviewing(80, 24);
    desk.press(&[Key::Esc]);
    assert_eq!((desk.app.context(), desk.notice().as_str()), (Context::Directives, "Đã bỏ, không lưu gì"));
    assert_eq!(desk.effects, [Effect::KeepDraft(None)]);

    let mut desk = Desk::reviewing(80, 24);
    desk.press(&[Key::Char(' '), Key::Esc]);
    assert_eq!(desk.app.context(), Context::Confirm);
    desk.press(&[Key::Enter]);
    assert_eq!(desk.app.context(), Context::Review, "the cursor stands on what keeps");
    desk.press(&[Key::Esc, Key::Right, Key::Enter]);
    assert_eq!(desk.app.context(), Context::Directives);
    assert_eq!(desk.effects.last(), Some(&Effect::KeepDraft(None)));
}

#[test]
fn a_form_of_earlier_is_offered_taken_up_and_forgotten_once_saved() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::F(7)]);
    desk.press(&[&letters("9/UBND")[..], &[Key::Tab; 4], &letters("Họp")].concat());
    desk.wait(1_000);
    let draft = desk.kept().map(ToOwned::to_owned);
    assert!(draft.is_some());
    let mut desk = Desk::new(morning(), Setup { draft, ..setup(80, 24) });
    assert!(desk.notice().starts_with("Bản nháp chưa lưu: "), "{}", desk.notice());
    desk.press(&[Key::Enter, Key::F(2)]);
    let Some(Effect::Write(id, changes)) = desk.effects.pop() else { panic!("{:?}", desk.effects) };
    assert!(matches!(&changes[..], [Change::DirectiveAdded { record, .. }] if record.subject == "Họp"));
    desk.written(
        id,
        Ok(Applied { group: Some(GroupId(1)), outcomes: vec![Outcome::Applied(changes[0].clone())] }),
    );
    assert_eq!(desk.effects.last(), Some(&Effect::KeepDraft(None)));
}

#[test]
fn the_end_of_a_letter_without_tasks_is_its_last_value() {
    let mut draft = extract::read(LETTER);
    draft.tasks.clear();
    draft.doubts.clear();
    draft.citations.clear();
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.send(Msg::Paste(LETTER.to_owned()));
    desk.send(Msg::Letter(LetterId(1), Box::new(draft), false));
    desk.press(&[Key::Enter]);
    for key in [Key::End, Key::PageDown, Key::Down] {
        desk.press(&[key]);
        assert_eq!(desk.review().chosen().item, Item::Head(HeadField::Kind), "{key:?}");
    }
}

#[test]
fn a_task_given_another_number_keeps_its_parts_and_stays_edited_over_a_restart() {
    let mut desk = Desk::reviewing(80, 24);
    let Some(Popup::Review(review)) = desk.app.over.last_mut() else { panic!("no review") };
    review.record.tasks[1].parent = Some("1".into());
    desk.choose(&Item::Task(0));
    // The number is the last field.
    desk.press(&[Key::F(4), Key::BackTab, Key::Home, Key::Char('2'), Key::F(2)]);
    let draft = desk.kept().map(ToOwned::to_owned);
    let saved = desk.saved();
    assert_eq!((saved.tasks[0].item.as_str(), saved.tasks[1].parent.as_deref()), ("21", Some("21")));

    let mut desk = Desk::new(morning(), Setup { draft, ..setup(80, 24) });
    desk.press(&[Key::Enter]);
    desk.read_letter();
    desk.choose(&Item::Task(0));
    assert_eq!((desk.review().chosen().mark(), desk.review().chosen().unsure), (Mark::Edited, [false; 3]));
}

#[test]
fn a_letter_that_is_here_already_is_offered_as_such() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.send(Msg::Paste(LETTER.to_owned()));
    desk.send(Msg::Letter(LetterId(1), Box::new(extract::read(LETTER)), true));
    let Some(Popup::Offer(offer)) = desk.app.popups().last() else { panic!("no offer") };
    assert!(
        offer.line(Lang::Vi).starts_with("2305/UBND-KGVX đã có trong danh sách."),
        "{}",
        offer.line(Lang::Vi)
    );
}

/// Also where the list below has no rows, and so nothing to open.
#[test]
fn an_offer_says_that_enter_takes_it_up() {
    let mut desk = Desk::new(Office::default(), setup(80, 24));
    assert!(!desk.app.offers(Action::Open));
    desk.paste(LETTER);
    assert_eq!(desk.app.context(), Context::Offer);
    assert!(desk.app.offers(Action::Open));
}

#[test]
fn a_file_is_asked_for_by_its_path_which_stays_until_it_was_read() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.press(&[Key::Ctrl('o')]);
    assert_eq!(desk.app.context(), Context::Path);
    desk.press(&[Key::Enter]);
    assert_eq!(desk.effects, [], "no path, nothing to read");
    desk.press(&[Key::Char('q')]);
    desk.send(Msg::Paste("uý 1.pdf\n".into()));
    desk.press(&[Key::Enter]);
    let Some(Effect::ReadFile(id, path)) = desk.effects.pop() else { panic!("nothing is read") };
    assert_eq!(path, "quý 1.pdf");
    desk.send(Msg::Unread(LetterId(id.0 + 7), Error::NoText("cũ.pdf".into())));
    assert_eq!(desk.notice(), "");
    desk.send(Msg::Unread(id, Error::NoText("quý 1.pdf".into())));
    assert_eq!(
        (desk.notice().as_str(), desk.app.context()),
        ("Tệp ảnh quét, không có chữ: quý 1.pdf. Mở tệp, chép chữ, dán vào đây.", Context::Path)
    );
    desk.press(&[Key::Enter]);
    let Some(Effect::ReadFile(id, _)) = desk.effects.pop() else { panic!("nothing is read") };
    desk.send(Msg::Letter(id, Box::new(extract::read(LETTER)), false));
    assert_eq!((desk.app.context(), desk.app.popups().len()), (Context::Offer, 1));
    desk.press(&[Key::Esc, Key::Ctrl('o'), Key::Char('a'), Key::Enter, Key::Esc]);
    let Some(Effect::ReadFile(id, _)) = desk.effects.pop() else { panic!("nothing is read") };
    desk.send(Msg::Letter(id, Box::new(extract::read(LETTER)), false));
    assert_eq!(desk.app.context(), Context::Directives, "what was closed is not waited for");
}

#[test]
fn where_files_are_elsewhere_and_nothing_can_be_written_no_path_is_asked_for() {
    let command = "ssh tmhanh@10.0.0.5 \"dondoc import - --yes\" < thu.pdf";
    let mut desk = Desk::new(morning(), Setup { sends_by: Some(command.into()), ..setup(80, 24) });
    desk.press(&[Key::Ctrl('o')]);
    let Some(Popup::Confirm(told)) = desk.app.popups().last() else { panic!("{}", desk.notice()) };
    assert!(told.lines.contains(&command.to_owned()), "{:?}", told.lines);
    let mut desk = Desk::new(morning(), Setup { can_write: false, ..setup(80, 24) });
    desk.press(&[Key::Ctrl('o')]);
    assert_eq!(desk.app.context(), Context::Directives);
}

/// A passage that speaks of reports may stand before the duty that has the day.
#[test]
fn the_day_of_the_report_is_the_earliest_one_stated() {
    let mut record = extract::read(LETTER).into_directive();
    let value = |record: &NewDirective| HeadField::Report.value(record, Lang::Vi);
    let before = value(&record);
    assert!(before.starts_with("20/12/2021"), "{before}");
    let mut undated = record.tasks.last().expect("the report").clone();
    undated.deadline = None;
    record.tasks.insert(0, undated);
    assert_eq!(value(&record), before);
}

#[test]
fn the_footer_of_an_offer_and_of_findings_says_what_their_keys_do() {
    let label = |context, key| {
        let entry = action::commands(context).find(|entry| entry.keys.contains(&key) && entry.in_footer);
        entry.map(|entry| (entry.label)(Lang::Vi))
    };
    assert_eq!(label(Context::Offer, Key::Esc).as_deref(), Some("bỏ"));
    assert_eq!(label(Context::Parts, Key::Char(' ')).as_deref(), Some("đánh dấu"));
    assert_eq!(label(Context::Steps, Key::Char(' ')).as_deref(), Some("xong"));
}
