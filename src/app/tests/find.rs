//! Search, palette, filter and sort: what is sent for a key, and what an answer does.

use super::office::{Desk, Office, day, morning, setup};
use crate::app::action::{Action, Context};
use crate::app::detail::{Detail, Tab};
use crate::app::key::Key;
use crate::app::menu::{Choice, FILTERS, Menu, ORDERS};
use crate::app::message::{Among, Ask, Effect, Msg, SearchId};
use crate::app::palette::{Palette, Row};
use crate::app::search::Search;
use crate::app::{Focus, Popup, Setup};
use crate::domain::query::{Found, Hit, Scope, Sort, Stage};
use crate::domain::{DirectiveId, TaskId};
use crate::error::Error;

fn desk() -> Desk {
    Desk::new(morning(), setup(80, 24))
}

fn keys(text: &str) -> Vec<Key> {
    text.chars().map(Key::Char).collect()
}

fn search(desk: &Desk) -> &Search {
    match desk.app.popups().last() {
        Some(Popup::Search(search)) => search,
        other => panic!("{other:?}"),
    }
}

fn palette(desk: &Desk) -> &Palette {
    match desk.app.popups().last() {
        Some(Popup::Palette(palette)) => palette,
        other => panic!("{other:?}"),
    }
}

fn menu(desk: &Desk) -> &Menu {
    match desk.app.popups().last() {
        Some(Popup::Menu(menu)) => menu,
        other => panic!("{other:?}"),
    }
}

fn detail(desk: &Desk) -> &Detail {
    match desk.app.popups().last() {
        Some(Popup::Detail(detail)) => detail,
        other => panic!("{other:?}"),
    }
}

/// Searches sent and not answered, oldest first.
fn sent(desk: &Desk) -> Vec<(u64, &str)> {
    let search = |effect: &'_ Effect| matches!(effect, Effect::Search(..));
    let searches = desk.effects.iter().filter(|effect| search(effect));
    searches
        .map(|effect| match effect {
            Effect::Search(id, words) => (id.0, words.as_str()),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn hit(directive: i64, title: &str) -> Hit {
    Hit {
        directive: DirectiveId(directive),
        task: None,
        reference: format!("{directive}/UBND"),
        item: String::new(),
        title: title.to_owned(),
        passage: Some(format!("… {title} …")),
        state: None,
        due_on: None,
    }
}

fn found(hits: &[Hit]) -> Result<Found, Error> {
    Ok(Found { hits: hits.to_vec(), more: false })
}

fn titles(desk: &Desk) -> Vec<&str> {
    search(desk).hits.iter().map(|hit| hit.title.as_str()).collect()
}

#[test]
fn every_change_of_the_words_is_a_new_search_and_nothing_else_is() {
    let mut desk = desk();
    desk.burst(&[Key::F(3), Key::Char('v'), Key::Char('a'), Key::Left, Key::Backspace]);
    desk.effects.clear();
    desk.burst(&[Key::Char('x'), Key::Down, Key::PageUp, Key::Up]);
    assert_eq!(sent(&desk).len(), 1, "moves are no searches");
    desk.effects.clear();
    // A filler of OpenKey, the Backspaces and the composed letter: the words are those meant.
    desk.burst(&[Key::End]);
    for _ in 0..9 {
        desk.burst(&[Key::Backspace]);
    }
    desk.effects.clear();
    desk.burst(&keys("va"));
    desk.send(Msg::Unsure(Key::Char('\u{202F}')));
    desk.send(Msg::Unsure(Key::Backspace));
    desk.send(Msg::Unsure(Key::Backspace));
    desk.send(Msg::Unsure(Key::Char('ă')));
    desk.send(Msg::Unsure(Key::Char('n')));
    let words: Vec<&str> = sent(&desk).into_iter().map(|(_, words)| words).collect();
    assert_eq!(words, ["v", "va", "v", "vă", "văn"]);
    let ids: Vec<u64> = sent(&desk).into_iter().map(|(id, _)| id).collect();
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
    desk.effects.clear();
    desk.send(Msg::Paste(" ba\u{1b}[2J\nn".into()));
    assert!(matches!(sent(&desk)[..], [(_, words)] if words.starts_with("văn ba")), "{:?}", desk.effects);
}

#[test]
fn answers_of_older_searches_are_dropped() {
    let mut desk = desk();
    desk.burst(&[Key::Char('/'), Key::Char('a'), Key::Char('b')]);
    let ids: Vec<u64> = sent(&desk).into_iter().map(|(id, _)| id).collect();
    desk.send(Msg::Found(SearchId(ids[0]), Among::Records, found(&[hit(1, "a")])));
    assert_eq!(titles(&desk), [""; 0]);
    desk.send(Msg::Found(SearchId(ids[1]), Among::Records, found(&[hit(1, "ab")])));
    desk.send(Msg::Found(SearchId(ids[0]), Among::Letters, found(&[hit(2, "a")])));
    assert_eq!(titles(&desk), ["ab"]);
    desk.burst(&[Key::Esc]);
    desk.send(Msg::Found(SearchId(ids[1]), Among::Letters, found(&[hit(3, "ab")])));
    assert_eq!(desk.app.context(), Context::Directives);
}

#[test]
fn letters_come_after_records_none_twice_and_the_cursor_stays() {
    let mut desk = desk();
    desk.burst(&[Key::F(3), Key::Char('x')]);
    let id = SearchId(sent(&desk)[0].0);
    desk.send(Msg::Found(id, Among::Records, found(&[hit(1, "a"), hit(2, "b")])));
    desk.burst(&[Key::Down]);
    assert!(!search(&desk).finder.is_complete());
    desk.send(Msg::Found(id, Among::Letters, found(&[hit(2, "b again"), hit(3, "c")])));
    assert_eq!(titles(&desk), ["a", "b", "c"]);
    assert!(search(&desk).finder.is_complete());
    assert_eq!(search(&desk).selected().map(|hit| hit.title.as_str()), Some("b"));

    // A colleague's change: searched again, nothing flickers, the cursor keeps its hit.
    desk.effects.clear();
    desk.burst(&[Key::Down]);
    desk.send(Msg::DataChanged);
    let id = SearchId(sent(&desk)[0].0);
    desk.send(Msg::Found(id, Among::Records, found(&[hit(4, "new"), hit(1, "a"), hit(2, "b")])));
    assert_eq!(titles(&desk), ["new", "a", "b", "c"]);
    assert_eq!(search(&desk).selected().map(|hit| hit.title.as_str()), Some("c"));
}

#[test]
fn nothing_found_is_said_after_both_answers_and_no_words_cancel() {
    let mut desk = desk();
    desk.burst(&[Key::F(3), Key::Char('x')]);
    let id = SearchId(sent(&desk)[0].0);
    desk.send(Msg::Found(id, Among::Records, found(&[])));
    assert!(!search(&desk).finder.is_complete());
    desk.send(Msg::Found(id, Among::Letters, found(&[])));
    assert!(search(&desk).finder.is_complete());
    desk.effects.clear();
    desk.burst(&[Key::Backspace]);
    assert!(matches!(sent(&desk)[..], [(_, "")]), "what runs is given up");
    desk.effects.clear();
    desk.burst(&[Key::Backspace, Key::Backspace]);
    assert_eq!(desk.effects, [], "Backspace in an empty field does nothing");
    assert_eq!(desk.app.context(), Context::Search);
}

#[test]
fn a_search_that_fails_says_so_and_keeps_what_was_found() {
    let mut desk = desk();
    desk.burst(&[Key::F(3), Key::Char('x')]);
    let id = SearchId(sent(&desk)[0].0);
    desk.send(Msg::Found(id, Among::Records, found(&[hit(1, "a")])));
    desk.burst(&[Key::Char('y')]);
    let id = SearchId(sent(&desk)[1].0);
    desk.send(Msg::Found(id, Among::Records, Err(Error::Busy)));
    desk.send(Msg::Found(id, Among::Letters, Err(Error::Busy)));
    assert!(desk.notice().contains("bận") && titles(&desk) == ["a"], "{}", desk.notice());
    assert!(!search(&desk).finder.is_complete(), "nothing is said about what was not searched");
    desk.effects.clear();
    desk.burst(&[Key::F(5)]);
    assert!(matches!(sent(&desk)[..], [(_, "xy")]), "{:?}", desk.effects);
    let id = SearchId(sent(&desk)[0].0);
    desk.send(Msg::Found(id, Among::Records, Err(Error::Busy)));
    desk.effects.clear();
    desk.burst(&[Key::Enter]);
    assert!(matches!(sent(&desk)[..], [(_, "xy")]), "Enter tries again and opens nothing old");
    assert_eq!(desk.app.context(), Context::Search);
}

#[test]
fn enter_opens_and_esc_comes_back_to_results_and_then_to_the_list() {
    let mut desk = desk();
    desk.press(&[Key::Down, Key::Down, Key::Tab, Key::Down]);
    let (row, focus) = (desk.selected().to_owned(), desk.app.board().focus);
    let task = desk.app.board().checklist.selected().cloned();
    desk.burst(&[Key::F(3)]);
    desk.type_words("muc do");
    desk.burst(&[Key::Down, Key::Enter]);
    assert_eq!((detail(&desk).id, detail(&desk).tab), (DirectiveId(1), Tab::Tasks));
    assert_eq!(detail(&desk).tasks.selected().map(|task| task.item.as_str()), Some("4"));
    desk.burst(&[Key::Esc]);
    assert_eq!(search(&desk).selected().map(|hit| hit.task), Some(Some(TaskId(103))));
    desk.burst(&[Key::Esc]);
    assert_eq!((desk.selected(), desk.app.board().focus), (row.as_str(), focus));
    assert_eq!(desk.app.board().checklist.selected().cloned(), task);
    assert_eq!(focus, Focus::Checklist);
}

#[test]
fn enter_before_the_answer_opens_what_the_words_find() {
    let mut desk = desk();
    desk.burst(&[Key::F(3)]);
    desk.type_words("a");
    for key in keys("xx 1788").into_iter().chain([Key::Backspace]) {
        desk.send(Msg::Key(key));
    }
    for _ in 0..10 {
        desk.send(Msg::Key(Key::Backspace));
    }
    desk.send(Msg::Paste("1788".into()));
    desk.send(Msg::Key(Key::Enter));
    assert_eq!(desk.app.context(), Context::Search);
    desk.search();
    assert_eq!(detail(&desk).id, DirectiveId(5));
    desk.burst(&[Key::Esc]);
    assert_eq!(desk.app.context(), Context::Search);
}

#[test]
fn a_search_given_up_by_another_is_sent_again_when_it_shows() {
    let mut desk = desk();
    desk.burst(&[Key::F(3)]);
    desk.type_words("muc do");
    desk.burst(&[Key::Enter]);
    desk.send(Msg::DataChanged);
    desk.burst(&[Key::F(2), Key::Char('x'), Key::Esc]);
    desk.effects.clear();
    desk.burst(&[Key::Esc]);
    assert!(matches!(sent(&desk)[..], [(_, "muc do")]), "{:?}", desk.effects);
}

fn actions(desk: &Desk) -> Vec<Action> {
    let action = |row: &Row| match row {
        Row::Command(entries) => Some(entries[0].action),
        _ => None,
    };
    palette(desk).rows().iter().filter_map(action).collect()
}

#[test]
fn the_palette_has_the_commands_of_the_screen_below() {
    let mut desk = desk();
    desk.burst(&[Key::F(2)]);
    let all = actions(&desk);
    for action in [Action::Open, Action::ToggleDone, Action::ToggleScope, Action::Filter, Action::Help] {
        assert!(all.contains(&action), "{action:?}");
    }
    for action in [Action::Palette, Action::Down, Action::ClearFilter, Action::Save] {
        assert!(!all.contains(&action), "{action:?}");
    }
    desk.burst(&[Key::Esc]);
    assert_eq!(desk.app.context(), Context::Directives);

    let mut empty = Desk::new(Office::default(), setup(80, 24));
    empty.burst(&[Key::Char(':')]);
    assert!(!actions(&empty).contains(&Action::ToggleDone), "there is no row to mark");
    let mut viewer = Desk::new(morning(), Setup { can_write: false, ..setup(80, 24) });
    viewer.burst(&[Key::Char(':')]);
    assert!(!actions(&viewer).contains(&Action::Undo));
}

#[test]
fn the_palette_runs_each_command_as_its_key_does() {
    for way in [&[][..], &[Key::Tab], &[Key::Enter], &[Key::Enter, Key::Right]] {
        let mut listed = desk();
        listed.press(way);
        listed.burst(&[Key::F(2)]);
        for (index, action) in actions(&listed).into_iter().enumerate() {
            if crate::app::action::ACTIONS
                .iter()
                .all(|entry| entry.action != action || entry.shown_key().is_none())
            {
                continue;
            }
            let (mut by_key, mut by_palette) = (desk(), desk());
            by_key.press(way);
            by_palette.press(way);
            let key = |action| {
                crate::app::action::ACTIONS.iter().find(|e| e.action == action).unwrap().shown_key().unwrap()
            };
            by_key.burst(&[key(action)]);
            by_palette.burst(&[Key::F(2)]);
            by_palette.burst(&vec![Key::Down; index]);
            by_palette.burst(&[Key::Enter]);
            assert_eq!(by_palette.effects, by_key.effects, "{action:?} after {way:?}");
            assert_eq!(by_palette.app.context(), by_key.app.context(), "{action:?} after {way:?}");
            assert_eq!(by_palette.app.board().view, by_key.app.board().view, "{action:?}");
        }
    }
}

#[test]
fn an_unsure_enter_in_palette_and_help_changes_nothing() {
    for way in [Key::F(2), Key::F(1)] {
        let mut desk = desk();
        desk.press(&[Key::Tab, way]);
        desk.burst(&keys("chua xong"));
        desk.effects.retain(|effect| !matches!(effect, Effect::Search(..)));
        desk.send(Msg::Unsure(Key::Enter));
        assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Write(..))), "{way}");
        assert!(desk.notice().starts_with("Bộ gõ"), "{}", desk.notice());
        desk.burst(&[way]);
        desk.burst(&keys("chua xong"));
        desk.burst(&[Key::Enter]);
        assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Write(..))), "{way}");
    }
}

#[test]
fn the_palette_finds_records_under_headings_that_cannot_be_chosen() {
    let mut desk = desk();
    desk.burst(&[Key::F(2)]);
    desk.type_words("muc do");
    let rows: Vec<String> = palette(&desk)
        .rows()
        .iter()
        .map(|row| match row {
            Row::Heading(is_task) => format!("heading {is_task}"),
            Row::Hit(hit) => hit.item.clone(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(rows, ["heading true", "2", "4"]);
    desk.type_words("x");
    desk.burst(&[Key::Backspace; 7]);
    assert!(!palette(&desk).rows().iter().any(|row| matches!(row, Row::Hit(_))), "no words, no records");
    desk.type_words("muc do");
    desk.burst(&[Key::Up, Key::Down, Key::PageUp, Key::Up, Key::Down]);
    assert!(matches!(palette(&desk).selected(), Some(Row::Hit(hit)) if hit.item == "4"));
    desk.burst(&[Key::Enter]);
    assert_eq!(detail(&desk).tasks.selected().map(|task| task.item.as_str()), Some("4"));
    desk.burst(&[Key::Esc]);
    assert_eq!(desk.app.context(), Context::Directives);
}

#[test]
fn enter_in_the_palette_opens_no_record_that_other_words_found() {
    let mut desk = desk();
    desk.burst(&[Key::F(2)]);
    desk.type_words("1792");
    assert!(matches!(palette(&desk).selected(), Some(Row::Hit(hit)) if hit.directive == DirectiveId(1)));
    for key in [Key::Backspace; 4].into_iter().chain(keys("1788")).chain([Key::Enter]) {
        desk.send(Msg::Key(key));
    }
    assert_eq!(desk.app.context(), Context::Palette);
    desk.search();
    assert_eq!(detail(&desk).id, DirectiveId(5));
    desk.burst(&[Key::Esc]);
    assert_eq!(desk.app.context(), Context::Directives);
}

#[test]
fn an_enter_whose_search_failed_opens_nothing_later() {
    let mut desk = desk();
    desk.burst(&[Key::F(3), Key::Char('x'), Key::Enter]);
    let id = SearchId(sent(&desk)[0].0);
    desk.send(Msg::Found(id, Among::Records, Err(Error::Busy)));
    desk.effects.clear();
    desk.send(Msg::DataChanged);
    let id = SearchId(sent(&desk)[0].0);
    desk.send(Msg::Found(id, Among::Records, found(&[hit(1, "x")])));
    assert_eq!((desk.app.context(), titles(&desk)), (Context::Search, vec!["x"]));
}

#[test]
fn names_hold_still_under_the_cursor_and_stay_in_sight() {
    let mut desk = desk();
    choose(&mut desk, 'f', &Choice::Units);
    desk.settle();
    desk.burst(&[Key::End]);
    let chosen = |desk: &Desk| menu(desk).choices.as_ref().unwrap()[menu(desk).place.cursor].clone();
    let before = chosen(&desk);
    desk.office.names.units.insert(0, "A".into());
    desk.send(Msg::DataChanged);
    desk.settle();
    assert_eq!(chosen(&desk), before);
    desk.send(Msg::Resized { columns: 40, rows: 6 });
    let place = menu(&desk).place;
    assert!(place.shown(menu(&desk).len()).contains(&place.cursor), "{place:?}");
    desk.burst(&[Key::Enter]);
    assert!(before.is_in(&desk.app.board().view));
}

fn choose(desk: &mut Desk, key: char, choice: &Choice) {
    let table = if key == 'f' { FILTERS } else { ORDERS };
    desk.burst(&[Key::Char(key), Key::Home]);
    let index = table.iter().position(|other| other == choice).unwrap();
    desk.burst(&vec![Key::Down; index]);
    // The read that the choice asks for.
    desk.send(Msg::Key(Key::Enter));
}

#[test]
fn every_choice_makes_the_view_that_is_read() {
    for (key, choice) in FILTERS.iter().map(|c| ('f', c)).chain(ORDERS.iter().map(|c| ('s', c))) {
        if matches!(choice, Choice::People | Choice::Units | Choice::All) {
            continue;
        }
        let mut desk = desk();
        choose(&mut desk, key, choice);
        assert_eq!(desk.app.context(), Context::Directives, "{choice:?} closes the menu");
        let is_dropped = *choice == Choice::Mine;
        assert!(choice.is_in(&desk.app.board().view) || is_dropped, "{choice:?}");
        if !matches!(choice, Choice::Mine) {
            let asked = desk.app.next_ask();
            let Some((_, Ask::Board { view, .. })) = asked else {
                panic!("{choice:?}: {asked:?}");
            };
            assert!(choice.is_in(&view), "{choice:?}");
        }
    }
}

#[test]
fn conditions_add_up_are_kept_by_the_scope_and_dropped_by_esc() {
    let mut desk = desk();
    choose(&mut desk, 'f', &Choice::Stage(Stage::Late));
    desk.settle();
    choose(&mut desk, 's', &Choice::Order(Sort::Subject));
    desk.settle();
    assert_eq!(desk.selected(), "1655/UBND-NC", "Rà soát … before Siết chặt …");
    assert_eq!(desk.app.board().window.shown().0.len(), 2);
    assert_eq!(desk.app.filter_words(), "trễ hạn");
    desk.burst(&[Key::Char('m')]);
    assert_eq!(desk.app.board().view.filter.stage, Some(Stage::Late));
    assert_eq!(desk.app.board().view.scope, Scope::Office);
    desk.burst(&[Key::Esc]);
    assert!(desk.app.board().view.filter.is_empty());
    assert_eq!(desk.app.board().view.sort, Sort::Subject, "the order stays");
    assert_eq!(desk.app.board().window.shown().0.len(), 7);
    let reads = desk.office.n_reads;
    desk.burst(&[Key::Esc]);
    assert_eq!(desk.office.n_reads, reads, "Esc without a filter does nothing");
}

#[test]
fn a_condition_chosen_again_is_dropped_and_esc_in_the_menu_changes_nothing() {
    let mut desk = desk();
    choose(&mut desk, 'f', &Choice::Stage(Stage::Finished));
    desk.burst(&[Key::Char('f'), Key::Down, Key::Esc]);
    assert_eq!(desk.app.board().view.filter.stage, Some(Stage::Finished));
    choose(&mut desk, 'f', &Choice::Stage(Stage::Finished));
    assert!(desk.app.board().view.filter.is_empty());
}

#[test]
fn names_are_asked_for_and_chosen() {
    let mut desk = desk();
    choose(&mut desk, 'f', &Choice::Units);
    assert!(menu(&desk).choices.is_none(), "not read yet");
    let asked = desk.app.next_ask();
    assert!(matches!(asked, Some((_, Ask::Names))), "{asked:?}");
    let mut desk = Desk::new(morning(), setup(80, 24));
    choose(&mut desk, 'f', &Choice::Units);
    desk.settle();
    desk.burst(&[Key::End, Key::Up, Key::Enter]);
    assert_eq!(desk.app.board().view.filter.unit.as_deref(), Some("Thanh tra Sở"));
    assert_eq!((desk.selected(), desk.app.filter_words().as_str()), ("09/CT-UBND", "Thanh tra Sở"));
    choose(&mut desk, 'f', &Choice::People);
    desk.settle();
    desk.burst(&[Key::Esc]);
    assert_eq!(desk.app.context(), Context::Menu, "Esc goes back to the filter");
    desk.burst(&[Key::Enter, Key::Down, Key::Enter]);
    let filter = &desk.app.board().view.filter;
    assert_eq!(filter.person.as_deref(), Some("ntttrng"));
    assert_eq!(desk.app.filter_words(), "Nguyễn Thị Thu Trang theo dõi, Thanh tra Sở");
}

#[test]
fn the_palette_filters_and_sorts() {
    for (typed, check) in [
        ("loc tre han", Choice::Stage(Stage::Late)),
        ("sap xep trich yeu", Choice::Order(Sort::Subject)),
        ("loc co quan", Choice::Office),
    ] {
        let mut desk = desk();
        desk.burst(&[Key::F(2)]);
        desk.type_words(typed);
        desk.burst(&[Key::Enter]);
        assert!(check.is_in(&desk.app.board().view), "{typed}");
        assert_eq!(desk.app.context(), Context::Directives);
    }
    let mut desk = desk();
    desk.press(&[Key::Enter, Key::F(2)]);
    desk.type_words("tre han");
    assert!(!palette(&desk).rows().iter().any(|row| matches!(row, Row::Choice(_))), "no list is below");
}

#[test]
fn a_typed_date_filters_by_what_is_due_until_then() {
    let mut desk = desk();
    desk.burst(&[Key::F(2)]);
    desk.type_words("24/12");
    assert!(matches!(palette(&desk).selected(), Some(Row::Day(_))), "it stands on top");
    desk.burst(&[Key::Enter]);
    assert_eq!(desk.app.board().view.filter.due_by, Some(day("2020-12-24")));
    assert_eq!(desk.app.board().window.shown().0.len(), 4);
    assert_eq!(desk.app.filter_words(), "hạn đến 24/12/2020");
}

#[test]
fn a_pasted_letter_is_no_query() {
    for way in [Key::F(3), Key::F(2)] {
        let mut desk = desk();
        desk.burst(&[way]);
        desk.send(Msg::Paste("Số: 1792/UBND-NC\n".repeat(1000)));
        assert!(desk.effects.is_empty() && desk.notice().starts_with("Không dán"), "{}", desk.notice());
        desk.send(Msg::Paste("cải cách\nhành chính".into()));
        assert!(matches!(sent(&desk)[..], [(_, "cải cách hành chính")]), "{:?}", desk.effects);
    }
}

#[test]
fn a_letter_opens_where_the_words_stand() {
    let mut office = morning();
    // One of the words, oftener, is less than both.
    let record = &mut office.records[0].record;
    record.original = record.original.replace("hành chính đã", "hành chính, chính, chính đã");
    let mut desk = Desk::new(office, setup(80, 24));
    desk.burst(&[Key::F(3)]);
    desk.send(Msg::Paste("buu chinh".into()));
    let id = SearchId(sent(&desk)[0].0);
    desk.send(Msg::Found(id, Among::Records, found(&[])));
    desk.send(Msg::Found(id, Among::Letters, found(&[hit(1, "x")])));
    desk.burst(&[Key::Enter]);
    let (top, height) = (detail(&desk).place().top, desk.app.layout().detail_rows());
    let line = detail(&desk).lines.iter().position(|line| line.text.contains("bưu chính")).unwrap();
    assert_eq!(
        detail(&desk).tasks.selected().map(|task| task.item.as_str()),
        Some("4"),
        "whose passage it is"
    );
    assert!(detail(&desk).tab == Tab::FullText && (top..top + height).contains(&line) && top > 0);
    // The words stand in a note instead: the tasks are shown.
    desk.burst(&[Key::Esc]);
    desk.burst(&[Key::Backspace; 9]);
    desk.burst(&keys("zz"));
    let id = SearchId(sent(&desk).last().unwrap().0);
    desk.send(Msg::Found(id, Among::Records, found(&[hit(1, "x")])));
    desk.burst(&[Key::Enter]);
    assert_eq!(detail(&desk).tab, Tab::Tasks);
}
