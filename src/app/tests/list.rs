//! The window of directives: cursors by identity, few reads, the rest rule.

use proptest::prelude::*;

use super::office::{Desk, at, day, many, morning, setup};
use crate::app::key::Key;
use crate::app::message::{Ask, Msg};
use crate::domain::DirectiveId;
use crate::domain::task::State;
use crate::error::Error;

#[test]
fn the_first_screen_is_mine_with_the_worst_directive_under_the_cursor() {
    let desk = Desk::new(morning(), setup(80, 24));
    assert_eq!(desk.selected(), "1655/UBND-NC");
    assert_eq!(desk.app.board().checklist.of, Some(DirectiveId(2)));
    assert_eq!(desk.office.n_reads, 2, "the list and its first checklist");
    let strip = desk.app.board().window.page().unwrap().strip;
    assert_eq!((strip.late, strip.today, strip.soon, strip.reports), (3, 1, 1, 2));
}

#[test]
fn a_move_inside_the_window_reads_only_the_checklist() {
    let mut desk = Desk::new(many(100), setup(80, 24));
    let before = desk.office.n_reads;
    desk.press(&[Key::Down]);
    assert_eq!((desk.selected(), desk.office.n_reads - before), ("2/UBND-NC", 1));
}

#[test]
fn two_thousand_downs_are_a_couple_of_reads() {
    for (count, expected) in [(20, "20/UBND-NC"), (1500, "1500/UBND-NC"), (9000, "2001/UBND-NC")] {
        let mut desk = Desk::new(many(count), setup(80, 24));
        let before = desk.office.n_reads;
        desk.burst(&[Key::Down; 2000]);
        assert_eq!(desk.selected(), expected);
        let reads = desk.office.n_reads - before;
        assert!(reads <= 3, "{reads} reads for {count}");
        let checklist = desk.app.board().checklist.of;
        assert!(
            checklist.is_some() && desk.app.wakes_at() == Some(desk.now.next_midnight()),
            "no rest after a burst"
        );
        let (rows, cursor) = desk.app.board().window.shown();
        assert_eq!((rows.len(), cursor), (9, 8), "the page is full and the cursor on its last row");
    }
}

#[test]
fn the_checklist_waits_until_the_cursor_rests() {
    let mut desk = Desk::new(many(100), setup(80, 24));
    desk.press(&[Key::Down]);
    assert_eq!(desk.app.board().checklist.of, Some(DirectiveId(2)), "a single Down shows it at once");
    desk.wait(100);
    desk.burst(&[Key::Down]);
    assert_eq!((desk.selected(), desk.app.board().checklist.of), ("3/UBND-NC", Some(DirectiveId(2))));
    assert_eq!(desk.app.wakes_at().map(|at| (at.at() - desk.now.at()).num_milliseconds()), Some(150));
    desk.wait(150);
    assert_eq!(desk.app.board().checklist.of, Some(DirectiveId(3)));
    assert_eq!(desk.app.wakes_at(), Some(desk.now.next_midnight()));
}

#[test]
fn a_held_key_that_arrives_in_packets_rests_like_one_that_does_not() {
    let mut desk = Desk::new(many(100), setup(80, 24));
    desk.press(&[Key::Down]);
    for _ in 0..5 {
        desk.wait(90);
        desk.burst(&[Key::Down; 3]);
    }
    assert_eq!((desk.selected(), desk.app.board().checklist.of), ("17/UBND-NC", Some(DirectiveId(2))));
    desk.wait(150);
    assert_eq!(desk.app.board().checklist.of, Some(DirectiveId(17)));
}

#[test]
fn a_checklist_that_cannot_be_read_is_not_taken_for_another() {
    let mut desk = Desk::new(many(100), setup(80, 24));
    desk.office.fails = Some(Error::Busy);
    desk.press(&[Key::Down]);
    let list = &desk.app.board().checklist;
    assert_eq!((list.of, list.rows()[0].directive), (Some(DirectiveId(1)), DirectiveId(1)));
    desk.press(&[Key::Char(' ')]);
    assert!(desk.notice().contains("F5") && desk.effects.is_empty(), "{}", desk.notice());
    desk.office.fails = None;
    desk.press(&[Key::Tab]);
    assert_eq!(desk.app.board().checklist.of, Some(DirectiveId(2)), "a key tries again");
    assert_eq!(desk.app.board().focus, crate::app::Focus::Checklist);
}

#[test]
fn an_action_does_not_wait_for_the_rest() {
    let mut desk = Desk::new(many(100), setup(80, 24));
    desk.press(&[Key::Down]);
    desk.burst(&[Key::Down, Key::Down, Key::Char(' '), Key::Char(' ')]);
    assert_eq!(desk.app.board().checklist.of, Some(DirectiveId(4)));
    assert_eq!(desk.effects.len(), 1, "the first Space goes to the task, the second marks it");
}

#[test]
fn space_after_a_jump_is_about_the_row_the_jump_ends_on() {
    let mut desk = Desk::new(many(500), setup(80, 24));
    desk.burst(&[Key::End, Key::Up, Key::Enter]);
    let detail = desk.app.popups().last().map(|popup| format!("{popup:?}")).unwrap_or_default();
    assert!(detail.contains("DirectiveId(499)"));
}

#[test]
fn pages_move_what_is_shown_by_a_page() {
    let mut desk = Desk::new(many(100), setup(80, 24));
    let first = |desk: &Desk| desk.app.board().window.shown().0[0].reference.clone();
    for (keys, selected, top) in [
        (&[Key::PageDown][..], "10/UBND-NC", "10/UBND-NC"),
        (&[Key::PageDown, Key::PageDown], "28/UBND-NC", "28/UBND-NC"),
        (&[Key::Down, Key::Down], "30/UBND-NC", "28/UBND-NC"),
        (&[Key::PageUp], "21/UBND-NC", "19/UBND-NC"),
        (&[Key::End], "100/UBND-NC", "92/UBND-NC"),
        (&[Key::PageUp], "91/UBND-NC", "83/UBND-NC"),
        (&[Key::Up; 9], "82/UBND-NC", "82/UBND-NC"),
        (&[Key::Home], "1/UBND-NC", "1/UBND-NC"),
        (&[Key::Up], "1/UBND-NC", "1/UBND-NC"),
        (&[Key::End], "100/UBND-NC", "92/UBND-NC"),
        (&[Key::PageUp, Key::PageUp, Key::Down], "83/UBND-NC", "75/UBND-NC"),
        // The target is held, the rows that belong above it are not.
        (&[Key::PageUp], "74/UBND-NC", "66/UBND-NC"),
    ] {
        desk.burst(keys);
        assert_eq!((desk.selected(), first(&desk).as_str()), (selected, top), "after {keys:?}");
    }
}

#[test]
fn a_jump_beyond_the_end_shows_the_last_page_in_full() {
    for count in 20..60 {
        for (way, back, expected) in
            [(Key::Down, Key::Home, count.min(41)), (Key::Up, Key::End, (count - 40).max(1))]
        {
            let mut desk = Desk::new(many(count), setup(80, 24));
            desk.burst(&[back]);
            desk.burst(&[way; 40]);
            assert_eq!(desk.selected(), format!("{expected}/UBND-NC"), "{way} in {count}");
            assert_eq!(desk.app.board().window.shown().0.len(), 9, "{way} in {count}");
        }
    }
}

#[test]
fn a_colleagues_change_leaves_the_cursor_on_its_item() {
    let mut desk = Desk::new(many(100), setup(80, 24));
    desk.press(&[Key::Down, Key::Down, Key::Down]);
    let deadline = desk.office.records[3].record.tasks[0].deadline.as_mut().unwrap();
    deadline.on = Some(day("2020-12-31"));
    desk.send(Msg::DataChanged);
    desk.settle();
    let (rows, cursor) = desk.app.board().window.shown();
    assert_eq!((desk.selected(), rows[cursor].reference.as_str()), ("4/UBND-NC", "4/UBND-NC"));
    assert_eq!(cursor, 3, "on the same line of the screen");
    assert_eq!(desk.app.board().window.row(DirectiveId(4)).unwrap().next_on, Some(day("2020-12-31")));
}

#[test]
fn when_the_item_is_gone_the_nearest_takes_its_place() {
    let mut desk = Desk::new(many(30), setup(80, 24));
    desk.press(&[Key::Down, Key::Down]);
    desk.office.records.retain(|record| record.id != DirectiveId(3));
    desk.send(Msg::DataChanged);
    desk.settle();
    assert_eq!(desk.selected(), "4/UBND-NC");
    assert_eq!(desk.app.board().checklist.of, Some(DirectiveId(4)));
    desk.office.records.clear();
    desk.send(Msg::DataChanged);
    desk.settle();
    assert!(desk.app.board().window.is_empty());
    assert_eq!(desk.app.board().checklist.of, None);
}

#[test]
fn a_late_answer_is_dropped() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.send(Msg::DataChanged);
    let (id, ask) = desk.app.next_ask().unwrap();
    let answer = desk.office.answer(&ask, desk.app.today());
    assert_eq!(desk.app.next_ask(), None, "what is awaited is not asked for again");
    desk.office.records.clear();
    desk.send(Msg::DataChanged);
    desk.settle();
    desk.send(Msg::Answer(id, answer));
    assert!(desk.app.board().window.is_empty(), "the answer belonged to an older question");
}

#[test]
fn a_read_that_waits_for_a_lock_holds_up_nothing() {
    let mut desk = Desk::new(many(100), setup(80, 24));
    desk.send(Msg::Key(Key::End));
    let (waiting, ask) = desk.app.next_ask().unwrap();
    assert_eq!(desk.app.next_ask(), None);
    desk.send(Msg::Key(Key::F(1)));
    desk.send(Msg::Key(Key::Esc));
    assert_eq!((desk.app.next_ask(), desk.selected()), (None, "1/UBND-NC"));
    let answer = desk.office.answer(&ask, desk.app.today());
    desk.send(Msg::Answer(waiting, answer));
    assert_eq!(desk.selected(), "100/UBND-NC");
}

#[test]
fn a_failed_read_is_said_and_not_repeated_by_itself() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.office.fails = Some(Error::Busy);
    let before = desk.office.n_reads;
    desk.press(&[Key::F(5)]);
    assert_eq!(desk.office.n_reads - before, 1);
    assert!(desk.notice().contains("F5"));
    desk.office.fails = Some(Error::Damaged { path: "x.db".into(), detail: "y".into() });
    desk.press(&[Key::F(5)]);
    assert!(desk.notice().contains("x.db"), "what happened is said: {}", desk.notice());
    desk.office.fails = None;
    desk.press(&[Key::F(5)]);
    assert_eq!((desk.notice().as_str(), desk.selected()), ("", "1655/UBND-NC"));
}

#[test]
fn mine_and_the_whole_office() {
    let mut office = morning();
    office.records[1].mine = false;
    let mut desk = Desk::new(office, setup(80, 24));
    assert_eq!(desk.selected(), "09/CT-UBND");
    desk.press(&[Key::Char('m')]);
    assert_eq!(desk.selected(), "1655/UBND-NC");
    desk.press(&[Key::Char('m')]);
    assert_eq!(desk.selected(), "09/CT-UBND");
}

#[test]
fn somebody_the_file_does_not_know_sees_the_whole_office() {
    let mut desk = Desk::new(morning(), super::super::Setup { me: None, ..setup(80, 24) });
    assert_eq!(desk.selected(), "1655/UBND-NC");
    desk.press(&[Key::Char('m')]);
    assert!(desk.notice().contains("\"ntttrng\""));
}

#[test]
fn counts_of_days_change_at_midnight_in_vietnam() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.now = at("2020-12-21T23:59:59");
    desk.send(Msg::Woke);
    desk.settle();
    assert_eq!(desk.app.wakes_at(), Some(at("2020-12-22T00:00:00")));
    desk.now = at("2020-12-22T00:00:00");
    desk.send(Msg::Woke);
    assert!(desk.app.take_dirty());
    desk.settle();
    assert_eq!(desk.app.board().window.page().unwrap().strip.late, 4, "what was due on the 21st is late now");
}

#[test]
fn minutes_wake_the_screen_only_while_one_is_shown() {
    let mut office = morning();
    office.records[3].record.tasks[1].deadline.as_mut().unwrap().at = "17:00:00".parse().ok();
    let mut desk = Desk::new(office, setup(80, 24));
    desk.now = at("2020-12-21T16:15:20");
    desk.send(Msg::Woke);
    assert_eq!(desk.app.wakes_at(), Some(at("2020-12-21T16:16:00")));
    desk.office.records[3].record.tasks[1].progress.state = State::Done;
    desk.send(Msg::DataChanged);
    desk.settle();
    assert_eq!(desk.app.wakes_at(), Some(at("2020-12-22T00:00:00")));
}

#[test]
fn a_resize_keeps_the_cursor_in_sight() {
    let mut desk = Desk::new(many(60), setup(80, 24));
    desk.burst(&[Key::Down; 30]);
    for (columns, rows) in [(40, 12), (20, 5), (1, 1), (200, 60), (80, 24)] {
        desk.send(Msg::Resized { columns, rows });
        desk.settle();
        let (shown, cursor) = desk.app.board().window.shown();
        assert_eq!(shown[cursor].reference, "31/UBND-NC", "at {columns}×{rows}");
    }
}

#[test]
fn a_wide_screen_reads_the_directive_in_full() {
    let mut desk = Desk::new(morning(), setup(120, 40));
    assert_eq!(desk.app.board().beside.as_ref().map(|detail| detail.row.id()), Some(DirectiveId(2)));
    desk.burst(&[Key::Down]);
    assert_eq!(desk.app.next_ask(), None);
    desk.send(Msg::DataChanged);
    let (_, first) = desk.app.next_ask().unwrap();
    assert!(matches!(first, Ask::BoardAround { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Whatever keys come, however they are split into bursts: the cursor is where a list held in
    /// full would have it, and it is in sight.
    #[test]
    fn the_window_behaves_like_the_whole_list(
        count in 1i64..80,
        keys in proptest::collection::vec((0u8..6, 1usize..12), 1..25),
        splits in proptest::collection::vec(any::<bool>(), 25),
    ) {
        let mut desk = Desk::new(many(count), setup(80, 24));
        let page = desk.app.layout().list_rows() as i64;
        let mut expected = 0i64;
        for ((kind, times), split) in keys.into_iter().zip(splits) {
            let (key, by) = [
                (Key::Down, 1), (Key::Up, -1), (Key::PageDown, page), (Key::PageUp, -page),
                (Key::Home, -1000), (Key::End, 1000),
            ][usize::from(kind)];
            for _ in 0..times {
                desk.send(Msg::Key(key));
                expected = (expected + by).clamp(0, count - 1);
            }
            if split {
                desk.settle();
            }
        }
        desk.settle();
        prop_assert_eq!(desk.selected(), format!("{}/UBND-NC", expected + 1));
        let (rows, cursor) = desk.app.board().window.shown();
        prop_assert_eq!(&rows[cursor].reference, desk.selected());
        prop_assert_eq!(rows.len() as i64, page.min(count), "the page is full");
    }
}
