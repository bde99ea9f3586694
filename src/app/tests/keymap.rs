//! The registry: keys that arrive everywhere, none twice, all of them in help.

use std::collections::HashMap;

use super::office::{Desk, monday, morning, setup};
use crate::app::action::{self, ACTIONS, Action, Context};
use crate::app::key::Key;
use crate::app::message::{Effect, Msg};
use crate::domain::change::Change;
use crate::i18n::Lang;

/// Keys that every terminal sends and no Vietnamese input method touches.
fn always_arrives(key: Key) -> bool {
    match key {
        Key::Char(c) => " /?:.*!".contains(c) || c.is_ascii_digit(),
        Key::Ctrl(c) => c.is_ascii_lowercase() && !"chijmqs".contains(c),
        Key::F(n) => (1..=10).contains(&n),
        Key::Alt(_) | Key::Backspace => false,
        _ => true,
    }
}

#[test]
fn no_key_means_two_things_in_one_place() {
    for context in Context::ALL {
        let mut bound: HashMap<Key, Action> = HashMap::new();
        for entry in action::commands(context) {
            let letters = entry.letters.iter().filter(|_| !context.takes_text()).map(|c| Key::Char(*c));
            for key in entry.keys.iter().copied().chain(letters) {
                let before = bound.insert(key, entry.action);
                assert_eq!(before, None, "{key} in {context:?}");
                assert_eq!(action::find(context, key), Some(entry.action), "{key} in {context:?}");
            }
        }
    }
}

#[test]
fn every_command_has_a_key_that_arrives_or_stands_in_help() {
    for entry in ACTIONS {
        for key in entry.keys {
            assert!(always_arrives(*key), "{key} of {:?}", entry.action);
        }
        for letter in entry.letters {
            let lower = letter.to_ascii_lowercase();
            assert!("bcfghjklmnpqrstvxz".contains(lower), "{letter} of {:?}", entry.action);
        }
        let in_help = entry.contexts.iter().all(|context| !context.takes_text());
        assert!(!entry.keys.is_empty() || in_help, "{:?} can only be typed", entry.action);
    }
}

#[test]
fn help_runs_what_has_only_a_letter() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    let before = desk.app.board().view.scope;
    desk.press(&[Key::F(1)]);
    for letter in "co quan".chars() {
        desk.press(&[Key::Char(letter)]);
    }
    desk.press(&[Key::Enter]);
    assert_ne!(desk.app.board().view.scope, before);
    assert!(desk.app.popups().is_empty());
}

#[test]
fn labels_are_short_and_different() {
    for lang in [Lang::Vi, Lang::En] {
        for context in Context::ALL {
            let mut labels: Vec<String> =
                action::commands(context).map(|entry| (entry.label)(lang)).collect();
            let count = labels.len();
            labels.sort();
            labels.dedup();
            assert_eq!(labels.len(), count, "two commands of {context:?} are called the same");
        }
        for entry in ACTIONS {
            assert!((entry.label)(lang).chars().count() <= 16, "{:?}", entry.action);
        }
    }
}

/// No single key, wherever it is pressed, asks for more than a mark or a move to the trash, which undo takes back.
#[test]
fn nothing_destructive_happens_on_one_key() {
    let keys = ACTIONS.iter().flat_map(|entry| {
        entry.keys.iter().copied().chain(entry.letters.iter().map(|letter| Key::Char(*letter)))
    });
    for key in keys {
        for way in [&[][..], &[Key::Tab], &[Key::Enter], &[Key::F(1)]] {
            let mut desk = Desk::new(morning(), setup(80, 24));
            desk.press(way);
            desk.press(&[key]);
            for effect in &desk.effects {
                if let Effect::Write(_, changes) = effect {
                    let is_undoable = matches!(
                        changes[..],
                        [Change::TaskProgress { .. }
                            | Change::DirectiveTrashed { new: true, .. }
                            | Change::TaskTrashed { new: true, .. }]
                    );
                    assert!(is_undoable, "{key} after {way:?}");
                }
            }
        }
    }
}

#[test]
fn letters_are_typed_in_help_and_run_elsewhere() {
    assert_eq!(action::find(Context::Directives, Key::Char('j')), Some(Action::Down));
    assert_eq!(action::find(Context::Help, Key::Char('j')), None);
    assert_eq!(action::find(Context::Directives, Key::Esc), Some(Action::ClearFilter));
    assert_eq!(action::find(Context::Directives, Key::Backspace), None);
}

#[test]
fn a_composed_letter_does_nothing_and_is_explained_once() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    let before = desk.selected().to_owned();
    desk.press(&[Key::Char('đ')]);
    assert!(desk.notice().starts_with("Bộ gõ đang bật"));
    // The rest of the word comes, and nobody has read it yet.
    desk.press(&[Key::Char('w'), Key::Backspace]);
    assert!(desk.notice().starts_with("Bộ gõ đang bật"));
    desk.press(&[Key::Down, Key::Up, Key::Char('á')]);
    assert_eq!((desk.notice().as_str(), desk.selected()), ("", before.as_str()));
    assert_eq!(desk.effects, []);
}

#[test]
fn ctrl_c_says_how_to_quit_and_quits_the_second_time() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    desk.burst(&[Key::Ctrl('c')]);
    assert_eq!((desk.notice().as_str(), desk.effects.len()), ("Thoát: F10, hoặc Ctrl-C lần nữa", 0));
    desk.burst(&[Key::Down, Key::Ctrl('c')]);
    assert_eq!(desk.effects, [], "another key in between starts over");
    assert_eq!(desk.app.update(monday(), Msg::Interrupted), [Effect::Quit]);
}

/// A key that an input method may have sent moves and opens; it marks, undoes and redoes nothing.
#[test]
fn a_key_that_is_not_sure_changes_nothing() {
    let mut desk = Desk::new(morning(), setup(80, 24));
    for key in ACTIONS.iter().flat_map(|entry| {
        entry.keys.iter().copied().chain(entry.letters.iter().map(|letter| Key::Char(*letter)))
    }) {
        desk.send(Msg::Unsure(key));
        desk.settle();
    }
    let changes_nothing = |effect: &Effect| matches!(effect, Effect::Quit | Effect::Search(..));
    assert!(desk.effects.iter().all(changes_nothing), "{:?}", desk.effects);

    let mut desk = Desk::new(morning(), setup(80, 24));
    let before = desk.selected().to_owned();
    desk.send(Msg::Unsure(Key::Down));
    assert_ne!(desk.selected(), before);
    desk.send(Msg::Unsure(Key::Char(' ')));
    assert!(desk.notice().starts_with("Bộ gõ đang bật"), "{}", desk.notice());
    desk.send(Msg::Unsure(Key::F(1)));
    assert_eq!(desk.app.context(), Context::Help);
    // What help would run is held to the same rule; pressed again by itself, Enter runs it.
    for letter in "xong".chars() {
        desk.send(Msg::Key(Key::Char(letter)));
    }
    desk.send(Msg::Unsure(Key::Enter));
    desk.settle();
    assert_eq!(desk.effects, []);
}

#[test]
fn a_key_that_may_change_something_is_known_wherever_it_is_bound() {
    for key in [Key::Char(' '), Key::Char('x'), Key::Char('z'), Key::Ctrl('z'), Key::Char('Z')] {
        assert!(action::may_change(key), "{key}");
    }
    for key in [Key::Char('j'), Key::Enter, Key::Esc, Key::F(1), Key::F(10), Key::Char('đ'), Key::Backspace]
    {
        assert!(!action::may_change(key), "{key}");
    }
}
