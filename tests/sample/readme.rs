//! The README shows what the program shows: its picture is the demo's first screen, and its table of
//! keys says what the one registry of actions says.

use std::collections::BTreeSet;

use dondoc::app::action::{ACTIONS, Entry};
use dondoc::app::key::Key;
use dondoc::app::message::Msg;
use dondoc::app::{App, Setup};
use dondoc::i18n::Lang;
use dondoc::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::session::{rest, settle};
use crate::{DEMO, loaded, morning};

const README: &str = include_str!("../../README.md");

/// All names of keys that lead to an action, as help prints them.
fn names(entry: &Entry) -> BTreeSet<String> {
    let keys = entry.keys.iter().map(ToString::to_string);
    keys.chain(entry.letters.iter().map(ToString::to_string)).collect()
}

#[test]
fn its_keys_are_those_of_the_registry() {
    let rows = README.lines().skip_while(|line| !line.starts_with("| Key")).skip(2);
    let rows: Vec<_> = rows.take_while(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 12);
    let mut seen = BTreeSet::new();
    for row in rows {
        let keys = row.split('|').nth(1).unwrap_or_default();
        let printed: BTreeSet<String> = keys.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let meant: Vec<_> = ACTIONS.iter().filter(|entry| !names(entry).is_disjoint(&printed)).collect();
        let all: BTreeSet<String> = meant.iter().flat_map(|entry| names(entry)).collect();
        assert_eq!(printed, all, "{row}");
        let actions: BTreeSet<String> = meant.iter().map(|entry| format!("{:?}", entry.action)).collect();
        for action in actions {
            assert!(seen.insert(action.clone()), "{action} stands in two rows");
        }
    }
    let with_key = ACTIONS.iter().filter(|entry| entry.shown_key().is_some());
    let left_out = with_key.map(|entry| format!("{:?}", entry.action)).find(|name| !seen.contains(name));
    assert_eq!(left_out, None);
}

/// The demo's first screen with the cursor on the model letter, line by line.
fn first_screen() -> Vec<String> {
    let (_folder, store) = loaded(DEMO.as_bytes());
    let now = morning();
    let setup = Setup {
        lang: Lang::Vi,
        ascii: false,
        colour: true,
        can_write: true,
        me: store.person("tmhanh").expect("a readable file").and_then(|person| person.id),
        login: "tmhanh".into(),
        opens_on_mine: true,
        calendar: store.calendar().expect("the calendar"),
        now,
        columns: 80,
        rows: 24,
        visit: None,
        sends_by: None,
        draft: None,
    };
    let mut app = App::new(setup);
    settle(&mut app, &store, now, None);
    for _ in 0..4 {
        settle(&mut app, &store, now, Some(Msg::Key(Key::Down)));
    }
    rest(&mut app, &store, now);
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a buffer");
    terminal.draw(|frame| ui::draw(&app, frame)).expect("a buffer takes every frame");
    let cells = terminal.backend().buffer().content().chunks(80);
    let lines = cells.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>());
    lines.map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn its_picture_is_what_the_program_draws() {
    let picture = README.split("```text\n").nth(1).and_then(|rest| rest.split("```").next());
    let screen = first_screen().join("\n");
    let picture = picture.unwrap_or_default().trim_end();
    assert!(picture == screen.trim_end(), "the first screen is now\n{screen}\n");
}
