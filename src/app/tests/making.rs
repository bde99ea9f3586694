//! A letter under review: tasks split, put together and made of its lines; what the file has of it already.

use proptest::prelude::{Strategy, any, prop};
use proptest::test_runner::{Config, TestRunner};

use super::office::{Desk, Office, Record, morning, setup};
use super::review::{LETTER, as_imported, letters};
use crate::app::action::Context;
use crate::app::key::Key;
use crate::app::menu::Choice;
use crate::app::message::{Effect, Msg};
use crate::app::review::{HeadField, Item, Mark, Pane, Pick};
use crate::app::{Popup, Setup};
use crate::domain::UnitId;
use crate::domain::change::Change;
use crate::domain::directive::NewDirective;
use crate::domain::kin::Relation;
use crate::domain::office::{UnitFields, UnitRow};
use crate::domain::task::{Progress, State};
use crate::error::Error;
use crate::i18n::Lang;

/// The office with a directive that the letter cites, one task of it done, and a unit it knows.
fn office() -> Office {
    let mut office = morning();
    let cited = Record::new(80, "12/CT-UBND", "Quản lý tài liệu");
    let cited =
        cited.task("1", "Lập danh mục", "Sở A", "").task("2", "Nộp lưu", "Sở A", "").done("2020-06-01");
    office.records.push(cited);
    let fields = UnitFields { name: "Văn phòng".into(), ..UnitFields::default() }.with_names_settled();
    office.names.units = vec!["Văn phòng".into(), "Thanh tra Sở".into()];
    office.names.unit_ids = vec![UnitId(5), UnitId(6)];
    office.units = vec![UnitRow { id: UnitId(5), fields, open: 0, inherited: 0 }];
    office
}

fn desk_of(office: Office, letter: &str) -> Desk {
    let mut desk = Desk::new(office, setup(80, 24));
    desk.paste(letter);
    desk.press(&[Key::Enter]);
    desk.effects.clear();
    desk
}

fn record(desk: &Desk) -> &NewDirective {
    &desk.review().record
}

fn passage(desk: &Desk, task: usize) -> &str {
    let span = record(desk).tasks[task].span.unwrap();
    record(desk).original.get(span.from..span.to).unwrap()
}

fn restarted(desk: &Desk, office: Office) -> Desk {
    let draft = desk.kept().map(ToOwned::to_owned);
    let mut desk = Desk::new(office, Setup { draft, ..setup(80, 24) });
    desk.press(&[Key::Enter]);
    desk
}

#[test]
fn from_the_paste_to_the_file_in_four_keys() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.paste(LETTER);
    desk.press(&[Key::Enter, Key::F(2)]);
    assert!(desk.notice().starts_with("Chưa lưu: còn 1 mục cần quyết"), "{}", desk.notice());
    assert_eq!(desk.review().chosen().item, Item::Head(HeadField::Subject));
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Write(..))));
    desk.press(&[Key::Char(' '), Key::F(2)]);
    assert!(matches!(desk.effects.last(), Some(Effect::Write(..))), "{:?}", desk.effects);
}

#[test]
fn a_task_is_split_at_a_sentence_and_put_together_again() {
    let mut desk = desk_of(morning(), LETTER);
    desk.choose(&Item::Task(1));
    desk.press(&[Key::F(6)]);
    assert_eq!(desk.app.context(), Context::Menu);
    desk.press(&[Key::Down, Key::Enter]);
    let items: Vec<&str> = record(&desk).tasks.iter().map(|task| task.item.as_str()).collect();
    assert_eq!(items, ["1", "2", "2.2", "3", "4", "5", "BC"]);
    assert_eq!(desk.review().chosen().item, Item::Task(2));
    assert_eq!(passage(&desk, 2), "Thường xuyên vệ sinh kho lưu trữ.");
    assert!(passage(&desk, 1).ends_with("giai đoạn 2020-2025."), "{}", passage(&desk, 1));
    assert_eq!(record(&desk).tasks[1].targets.len(), 1, "the share stays with its sentence");
    let units = |at: usize| record(&desk).tasks[at].assignments[0].unit.clone();
    assert_eq!(units(1), units(2), "who does it was said in the first sentence");
    let mut desk = restarted(&desk, morning());
    desk.choose(&Item::Task(2));
    desk.press(&[Key::F(6), Key::End, Key::Enter]);
    assert_eq!(record(&desk), &as_imported());
    assert_eq!(desk.review().n_tasks(), (6, 6));
}

#[test]
fn two_tasks_put_together_keep_all_they_say() {
    let mut desk = desk_of(morning(), LETTER);
    desk.choose(&Item::Task(3));
    desk.press(&[Key::F(6), Key::End, Key::Enter]);
    let (was, now) = (as_imported().tasks, &record(&desk).tasks);
    assert_eq!((now.len(), now[2].item.as_str(), desk.review().chosen().mark()), (5, "3", Mark::Edited));
    assert_eq!(now[2].text, format!("{}\n{}", was[2].text, was[3].text));
    assert_eq!(now[2].deadline, was[3].deadline, "the later one");
    assert_eq!(now[2].targets, was[3].targets);
    assert!(passage(&desk, 2).starts_with("Phòng Quản lý") && passage(&desk, 2).ends_with("12/CT-UBND."));
    desk.choose(&Item::Task(0));
    desk.press(&[Key::F(6)]);
    let Some(Popup::Menu(menu)) = desk.app.popups().last() else { panic!("no menu") };
    assert!(
        menu.choices.iter().flatten().all(|choice| matches!(choice, Choice::Review(Pick::Cut(..)))),
        "nothing is above"
    );
}

/// Every task of many letters at every place it can be split.
#[test]
fn what_was_split_is_put_together_as_it_was() {
    let letters = [
        LETTER,
        include_str!("../../../tests/letters/dev/01-dong-thap-sau-kiem-tra-cchc.txt"),
        include_str!("../../../tests/letters/dev/03-thai-binh-chi-thi-ky-luat-ky-cuong.txt"),
        include_str!("../../../tests/letters/dev/05-lam-dong-ke-hoach-cchc.txt"),
        include_str!("../../../tests/letters/dev/06-ben-tre-quyet-dinh-giao-nhiem-vu.txt"),
        include_str!("../../../tests/letters/dev/11-hai-duong-ke-hoach-bang.txt"),
    ];
    let mut n_cuts = 0;
    for letter in letters {
        let mut desk = desk_of(Office::default(), letter);
        let look = desk.app.look();
        let Some(Popup::Review(review)) = desk.app.over.last_mut() else { panic!("no review") };
        let (record, rows) = (review.record.clone(), review.rows.clone());
        for at in 0..record.tasks.len() {
            let row = rows.iter().position(|row| row.item == Item::Task(at)).unwrap();
            review.place.choose(row, rows.len());
            for choice in review.choices() {
                let Choice::Review(Pick::Cut(from, _)) = choice else { continue };
                review.place.choose(row, rows.len());
                review.cut(from, look);
                assert_eq!(review.record.tasks.len(), record.tasks.len() + 1);
                let parts = &review.record.tasks[at..=at + 1];
                let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                assert_eq!(
                    parts.iter().flat_map(|part| words(&part.text)).collect::<Vec<_>>(),
                    words(&record.tasks[at].text)
                );
                let [one, other] = [&parts[0], &parts[1]].map(|part| part.span.unwrap());
                assert!(
                    one.to <= other.from && one.from < one.to && other.from < other.to,
                    "{one:?} {other:?}"
                );
                review.join(look);
                assert_eq!(review.record, record);
                n_cuts += 1;
            }
        }
        assert_eq!(review.rows, rows);
    }
    assert!(n_cuts > 20, "{n_cuts}");
}

#[test]
fn lines_of_the_letter_become_a_task() {
    let mut desk = desk_of(morning(), LETTER);
    desk.choose(&Item::Task(5));
    desk.press(&[Key::F(7)]);
    assert_eq!(desk.review().pane, Pane::Letter);
    // From the closing paragraph, where the cursor stands, up over the blank line to task 5.
    desk.press(&[Key::Insert]);
    let under = |desk: &Desk| {
        let review = desk.review();
        review.letter.lines[review.letter_place.cursor].text.clone()
    };
    while !under(&desk).starts_with("5. ") {
        desk.press(&[Key::Up]);
    }
    desk.press(&[Key::Char('v')]);
    assert!(desk.review().picked.is_some_and(|(first, last)| first < last));
    desk.press(&[Key::Enter]);
    let added = desk.review().record.tasks.iter().find(|task| task.item == "5.2").unwrap();
    assert!(added.text.starts_with("Thanh tra Sở thường xuyên") && added.text.contains("Đề nghị Giám đốc"));
    let lead = &added.assignments[0].unit;
    assert_eq!(lead, "Thanh tra Sở");
    assert_eq!(added.deadline.as_ref().and_then(|due| due.on), Some(super::office::day("2021-12-20")));
    assert!(desk.notice().starts_with("Đã thêm việc 5.2"), "{}", desk.notice());
    assert_eq!(desk.review().chosen().mark(), Mark::Check);
    assert!(desk.review().is_changed());
    // Kept, and Esc lets go of what is chosen before it goes back.
    let mut desk = restarted(&desk, morning());
    assert_eq!(desk.review().n_tasks(), (7, 7));
    desk.press(&[Key::Tab, Key::Insert, Key::Esc]);
    assert_eq!((desk.review().picked, desk.review().pane), (None, Pane::Letter));
    // No words, and an Enter that may be pasted.
    desk.press(&[Key::Home, Key::Down, Key::Insert, Key::Enter]);
    assert_eq!(desk.notice(), "Dòng này không có chữ nào");
    desk.press(&[Key::Esc, Key::Home]);
    // Held down it makes nothing either: lines have to be chosen.
    desk.press(&[Key::Enter; 5]);
    assert_eq!(desk.review().n_tasks(), (7, 7));
    desk.press(&[Key::Home, Key::Insert]);
    desk.send(Msg::Unsure(Key::Enter));
    assert_eq!(desk.review().n_tasks(), (7, 7));
}

#[test]
fn a_letter_that_is_here_is_said_to_be_at_the_top_and_not_saved() {
    let mut here = morning();
    here.records.push(Record::new(81, "2305/UBND-KGVX", "Kết quả kiểm tra"));
    let mut desk = desk_of(here, LETTER);
    assert_eq!(desk.review().rows[0].item, Item::Same);
    assert_eq!(desk.review().chosen().item, Item::Head(HeadField::Number), "the cursor stays on its row");
    desk.press(&[Key::F(2)]);
    assert!(desk.notice().contains("đã có trong danh sách"), "{}", desk.notice());
    assert_eq!((desk.review().chosen().item.clone(), desk.effects.len()), (Item::Same, 0));
    desk.press(&[Key::Enter]);
    assert_eq!(desk.app.context(), Context::Detail);
    desk.press(&[Key::Esc, Key::F(4)]);
    // Under another number it is not here.
    desk.press(&[&letters("A")[..], &[Key::F(2)]].concat());
    assert_eq!(desk.review().rows[0].item, Item::Head(HeadField::Number));
    assert_eq!(desk.saved().reference.as_deref(), Some("2305/UBND-KGVXA"));
}

#[test]
fn what_the_letter_is_to_a_directive_it_cites_changes_the_open_tasks_there() {
    let cases = [
        (Relation::Link, None),
        (Relation::Answers, Some((State::Reported, None, Some("2305/UBND-KGVX")))),
        (Relation::Replaces, Some((State::Superseded, Some("2305/UBND-KGVX"), None))),
    ];
    for (down, (relation, expected)) in cases.into_iter().enumerate() {
        let mut desk = desk_of(office(), LETTER);
        let at = record(&desk).citations.iter().position(|cited| cited.reference == "12/CT-UBND").unwrap();
        desk.choose(&Item::Citation(at, Relation::Link));
        desk.press(&[Key::Enter]);
        desk.press(&vec![Key::Down; down]);
        desk.press(&[Key::Enter]);
        assert_eq!(desk.review().chosen().item, Item::Citation(at, relation));
        let mut desk = restarted(&desk, office());
        let changes = desk.written_by_f2();
        assert!(matches!(changes[0], Change::DirectiveAdded { .. }));
        let progress: Vec<_> = changes[1..]
            .iter()
            .map(|change| match change {
                Change::TaskProgress { task, old, new } => {
                    assert_eq!((task.0, old), (8000, &Progress::default()), "the open one");
                    (new.state, new.document.as_deref(), new.reply_document.as_deref())
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(progress, expected.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn two_numbers_of_one_directive_say_one_thing_of_it() {
    let letter = LETTER.replace("\nNơi nhận", "\nThay thế Công văn số 13/CT-UBND.\nNơi nhận");
    let mut desk = desk_of(office(), &letter);
    let at = |desk: &Desk, number: &str| {
        record(desk).citations.iter().position(|cited| cited.reference == number).unwrap()
    };
    let (first, second) = (at(&desk, "12/CT-UBND"), at(&desk, "13/CT-UBND"));
    desk.choose(&Item::Citation(first, Relation::Link));
    desk.press(&[Key::Enter, Key::Down, Key::Enter]);
    desk.choose(&Item::Citation(second, Relation::Link));
    desk.press(&[Key::F(4), Key::Home, Key::Right, Key::Delete]);
    desk.press(&[&letters("2")[..], &[Key::F(2)]].concat());
    assert_eq!(record(&desk).citations[second].reference, "12/CT-UBND");
    desk.press(&[Key::Enter, Key::End, Key::Enter]);
    let rows = &desk.review().rows;
    assert!(rows.iter().any(|row| row.item == Item::Citation(first, Relation::Replaces)));
    let changes = desk.written_by_f2();
    let [Change::DirectiveAdded { .. }, Change::TaskProgress { new, .. }] = &changes[..] else {
        panic!("{changes:?}")
    };
    assert_eq!(new.state, State::Superseded);
}

#[test]
fn a_cited_document_is_edited_or_left_out() {
    let mut desk = desk_of(morning(), LETTER);
    let before = record(&desk).citations.clone();
    desk.choose(&Item::Citation(0, Relation::Link));
    desk.press(&[Key::F(6)]);
    assert_eq!(desk.app.context(), Context::Review, "it is not here");
    desk.press(&[Key::F(4)]);
    desk.press(&[Key::End]);
    desk.press(&letters("A"));
    desk.press(&[Key::F(2)]);
    desk.choose(&Item::Citation(1, Relation::Link));
    desk.press(&[Key::Char(' ')]);
    let saved = desk.saved().citations;
    assert_eq!(saved.len(), before.len() - 1);
    assert_eq!(
        (saved[0].reference.clone(), saved[0].on),
        (format!("{}A", before[0].reference), before[0].on)
    );
}

#[test]
fn a_unit_that_is_not_known_is_added_or_said_to_be_one_that_is() {
    let mut desk = desk_of(office(), LETTER);
    let unknown = |desk: &Desk| {
        let rows = desk.review().rows.iter();
        rows.filter(|row| matches!(row.item, Item::Unit(..))).cloned().collect::<Vec<_>>()
    };
    assert!(unknown(&desk).iter().all(|row| row.item != Item::Unit("Thanh tra Sở".into(), None)));
    assert!(unknown(&desk).iter().all(|row| row.mark() == Mark::Check));
    let office_of = Item::Unit("Văn phòng Sở".into(), None);
    desk.choose(&office_of);
    desk.press(&[Key::Char(' ')]);
    assert_eq!(desk.review().chosen().mark(), Mark::Taken);
    desk.press(&[Key::Enter]);
    desk.press(&[&letters("van phong")[..], &[Key::Down, Key::Enter, Key::F(2)]].concat());
    let chosen = Item::Unit("Văn phòng Sở".into(), Some((UnitId(5), "Văn phòng".into())));
    assert_eq!((&desk.review().chosen().item, desk.review().chosen().mark()), (&chosen, Mark::Edited));
    let mut desk = restarted(&desk, office());
    let changes = desk.written_by_f2();
    let [
        Change::UnitSet { unit: Some(UnitId(5)), new: Some(new), .. },
        Change::DirectiveAdded { record, .. },
    ] = &changes[..]
    else {
        panic!("{changes:?}")
    };
    assert_eq!(new.names, ["Văn phòng", "Văn phòng Sở"]);
    assert_eq!(**record, as_imported(), "the letter's own word stays");
}

#[test]
fn a_spelling_that_no_task_prints_any_more_is_not_learned() {
    let mut desk = desk_of(office(), LETTER);
    desk.choose(&Item::Unit("Văn phòng Sở".into(), None));
    desk.press(&[Key::Enter]);
    desk.press(&[&letters("van phong")[..], &[Key::Down, Key::Enter, Key::F(2)]].concat());
    let prints =
        |at: &usize| record(&desk).tasks[*at].assignments.iter().any(|part| part.unit == "Văn phòng Sở");
    let printing: Vec<usize> = (0..record(&desk).tasks.len()).filter(prints).collect();
    assert!(!printing.is_empty());
    for at in printing {
        desk.choose(&Item::Task(at));
        desk.press(&[Key::Char(' ')]);
    }
    let changes = desk.written_by_f2();
    assert!(matches!(&changes[..], [Change::DirectiveAdded { .. }]), "{changes:?}");
}

#[test]
fn what_could_not_be_compared_with_the_file_is_not_saved() {
    let mut desk = desk_of(office(), LETTER);
    desk.press(&[Key::Char('!')]);
    while desk.review().chosen().mark() == Mark::Decide {
        desk.press(&[Key::Char(' '), Key::Char('!')]);
    }
    desk.office.fails = Some(Error::Busy);
    desk.choose(&Item::Head(HeadField::Number));
    desk.press(&[&[Key::F(4), Key::End], &letters("A")[..], &[Key::F(2), Key::F(2)]].concat());
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Write(..))));
    assert_eq!(desk.notice(), Lang::Vi.read_busy_here());
    desk.office.fails = None;
    assert_eq!(desk.saved().reference.as_deref(), Some("2305/UBND-KGVXA"));
}

#[test]
fn a_cited_directive_that_is_left_out_stays_as_it_is() {
    let mut desk = desk_of(office(), LETTER);
    let at = record(&desk).citations.iter().position(|cited| cited.reference == "12/CT-UBND").unwrap();
    desk.choose(&Item::Citation(at, Relation::Link));
    desk.press(&[Key::Enter, Key::End, Key::Enter]);
    assert_eq!(desk.review().chosen().item, Item::Citation(at, Relation::Replaces));
    desk.press(&[Key::Char(' ')]);
    assert!(desk.saved().citations.iter().all(|cited| cited.reference != "12/CT-UBND"));
}

#[test]
fn a_name_that_was_misread_is_put_right_everywhere() {
    let mut desk = desk_of(office(), LETTER);
    desk.choose(&Item::Unit("Văn phòng Sở".into(), None));
    desk.press(&[Key::F(4)]);
    desk.press(&[&letters("Văn phòng HĐ")[..], &[Key::F(2)]].concat());
    let saved = desk.saved();
    let names: Vec<&str> =
        saved.tasks.iter().flat_map(|task| &task.assignments).map(|part| part.unit.as_str()).collect();
    assert!(names.contains(&"Văn phòng HĐ") && !names.contains(&"Văn phòng Sở"), "{names:?}");
}

#[test]
fn the_palette_runs_what_the_keys_run() {
    let mut desk = desk_of(morning(), LETTER);
    desk.choose(&Item::Task(1));
    desk.press(&[&[Key::Char(':')], &letters("tach")[..], &[Key::Enter]].concat());
    assert_eq!(desk.app.context(), Context::Menu);
    desk.press(&[Key::Esc, Key::Char(':')]);
    desk.press(&letters("nhat ky ngay 15/12"));
    desk.press(&[Key::Enter, Key::Esc]);
    assert_eq!(desk.app.context(), Context::Review, "nothing there leads away from the review");
}

/// Whatever is pressed: nothing panics, items stay unique, every word of every task is still in one.
#[test]
fn no_key_loses_a_word() {
    let keys = [
        Key::F(6),
        Key::F(6),
        Key::Enter,
        Key::Enter,
        Key::Up,
        Key::Down,
        Key::Down,
        Key::PageDown,
        Key::End,
        Key::Home,
        Key::Tab,
        Key::Char(' '),
        Key::Insert,
        Key::F(7),
        Key::F(4),
        Key::F(2),
        Key::Char('!'),
    ];
    let words = |record: &NewDirective| {
        let mut words: Vec<String> =
            record.tasks.iter().flat_map(|task| task.text.split_whitespace()).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let read = words(&as_imported());
    let pressed =
        prop::collection::vec(any::<prop::sample::Index>().prop_map(move |nth| *nth.get(&keys)), 1..30);
    let mut runner = TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&pressed, |pressed| {
        let mut desk = desk_of(office(), LETTER);
        desk.choose(&Item::Task(1));
        for key in pressed {
            desk.press(&[key]);
            let Some(review) = desk.app.review() else { continue };
            let now = words(&review.record);
            let mut rest = now.iter();
            assert!(read.iter().all(|word| rest.any(|other| other == word)), "{key:?} lost a word");
            let tasks = &review.record.tasks;
            assert!(
                tasks
                    .iter()
                    .enumerate()
                    .all(|(at, task)| tasks[..at].iter().all(|other| other.item != task.item))
            );
            for span in tasks.iter().filter_map(|task| task.span) {
                assert!(review.record.original.get(span.from..span.to).is_some(), "{span:?}");
            }
            assert!(review.to_keep().is_whole());
        }
        Ok(())
    });
    assert_eq!(outcome, Ok(()));
}

#[test]
fn a_unit_printed_with_two_kinds_of_dash_is_one() {
    let letter = LETTER
        .replace("Chỉ đạo Văn phòng Sở", "Chỉ đạo Chi cục Văn thư - Lưu trữ")
        .replace("5. Thanh tra Sở", "5. Chi cục Văn thư – Lưu trữ");
    let desk = desk_of(office(), &letter);
    let units = desk.review().rows.iter().filter(|row| match &row.item {
        Item::Unit(name, _) => name.starts_with("Chi cục"),
        _ => false,
    });
    assert_eq!(units.count(), 1);
    let named = desk.review().record.tasks.iter().flat_map(|task| &task.assignments);
    let named: std::collections::BTreeSet<_> = named.map(|part| &part.unit).collect();
    assert_eq!(named.into_iter().filter(|name| name.starts_with("Chi cục")).count(), 2);
}
