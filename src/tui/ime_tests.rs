//! What must hold of every stream once it has gone through the state machine of the screens.

use std::time::Duration;

use proptest::prelude::*;

use super::{Ime, Meant, Place};
use crate::app::action::{self, Action, Context};
use crate::app::key::Key;
use crate::app::message::{Effect, Msg};
use crate::app::tests::office::{Desk, history_line, morning, setup};
use crate::app::tests::review::LETTER;
use crate::domain::UnitId;
use crate::domain::change::Change;
use crate::domain::log::{LogKey, LogRow};
use crate::domain::office::{UnitFields, UnitRow};
use crate::domain::query::TaskFilter;
use crate::text::typing::Typing;

/// The screens as `session` drives them: what has the keys is asked before each of them.
struct Screens {
    desk: Desk,
    ime: Ime,
    at: Duration,
}

impl Screens {
    /// On a task that can be marked.
    fn new() -> Self {
        let ime = Ime::new(Typing::Telex, action::may_change);
        let mut office = morning();
        let name = "Sở Lao động - Thương binh và Xã hội".to_owned();
        let fields = UnitFields { name, ..UnitFields::default() }.with_names_settled();
        office.units.push(UnitRow { id: UnitId(1), fields, open: 0, inherited: 0 });
        let mut line = history_line(&office.records[0]);
        let directive = office.records[0].id;
        line.entry.change = Change::DirectiveTrashed { directive, old: false, new: true };
        let key = LogKey { at: String::new(), id: 1 };
        office.log.rows.push(LogRow { key, line, task: None, n: 1, n_tasks: 0 });
        let mut desk = Desk::new(office, setup(80, 24));
        desk.press(&[Key::Tab]);
        Self { desk, ime, at: Duration::ZERO }
    }

    fn place(&self) -> Place {
        if self.desk.app.context().takes_text() { Place::Text } else { Place::List }
    }

    fn hear(&mut self, bytes: &[u8]) {
        self.ime.feed(self.at, self.place(), bytes);
        while let Some(meant) = self.ime.next(self.place()) {
            self.desk.send(match meant {
                Meant::Key(key) => Msg::Key(key),
                Meant::Unsure(key) => Msg::Unsure(key),
                Meant::Paste(text) => Msg::Paste(text),
                Meant::InputMethod => Msg::InputMethod,
            });
        }
        self.desk.settle();
    }

    /// Nothing comes for this long.
    fn wait(&mut self, milliseconds: u64) {
        let end = self.at + Duration::from_millis(milliseconds);
        while let Some(due) = self.ime.deadline().filter(|due| *due <= end) {
            self.at = due;
            self.hear(&[]);
        }
        self.at = end;
    }

    /// A step of the way to where a burst is met.
    fn go(&mut self, part: &str) {
        match part {
            REVIEW => {
                self.desk.paste(LETTER);
                self.desk.press(&[Key::Enter]);
            }
            TASKS => self.desk.open_tasks(TaskFilter::default()),
            LEADS => {
                let tasks = self.desk.office.records.iter_mut().flat_map(|record| &mut record.record.tasks);
                tasks.for_each(|task| task.assignments.push(task.assignments[0].clone()));
                self.desk.send(Msg::DataChanged);
                self.desk.settle();
                self.desk.act(Action::Parts);
            }
            UNITS => self.desk.act(Action::Units),
            DAYS => self.desk.act(Action::Days),
            keys => {
                self.hear(keys.as_bytes());
                self.wait(120);
                self.desk.commit();
            }
        }
    }

    fn changed(&self) -> bool {
        let writes = |effect: &Effect| {
            matches!(effect, Effect::Write(..) | Effect::WriteEach(..) | Effect::Undo(_) | Effect::Redo(_))
        };
        self.desk.effects.iter().any(writes)
    }
}

#[test]
fn the_screens_mark_a_task_at_once_and_with_a_burst_of_keys() {
    for (bytes, wait) in [(" ", 0), ("x", 25), (" \x1b[B", 25), ("\x1b[A ", 25), ("kkx", 25)] {
        let mut screens = Screens::new();
        screens.hear(bytes.as_bytes());
        screens.wait(wait);
        assert!(screens.changed(), "{bytes:?}");
    }
}

/// In a field: what a key is that comes in one burst with letters.
#[test]
fn a_key_behind_composed_letters_is_not_sure_in_a_field() {
    for (letters, is_sure) in [("ab", true), ("ă", false), ("a\x7f", false), ("123456789", false)] {
        let mut ime = Ime::new(Typing::Telex, action::may_change);
        ime.feed(Duration::ZERO, Place::Text, format!("{letters}\x1bOQ").as_bytes());
        ime.feed(Duration::from_millis(30), Place::Text, &[]);
        let meant = std::iter::from_fn(|| ime.next(Place::Text)).last();
        let key = if is_sure { Meant::Key(Key::F(2)) } else { Meant::Unsure(Key::F(2)) };
        assert_eq!(meant, Some(key), "{letters}");
    }
}

/// Some input methods hand a word over after the key that ended it.
#[test]
fn a_late_word_comes_before_the_key_that_saves() {
    let mut ime = Ime::new(Typing::Telex, action::may_change);
    let mut meant = Vec::new();
    for (at, bytes) in [(0, "\x1bOQ"), (1, "bản"), (40, "")] {
        ime.feed(Duration::from_millis(at), Place::Text, bytes.as_bytes());
        meant.extend(std::iter::from_fn(|| ime.next(Place::Text)));
    }
    let word = "bản".chars().map(|c| Meant::Key(Key::Char(c)));
    assert_eq!(meant, word.chain([Meant::Unsure(Key::F(2))]).collect::<Vec<_>>());
}

#[test]
fn letters_behind_a_key_that_opens_a_field_are_typed_into_it() {
    let mut screens = Screens::new();
    screens.hear("\x1bOPva\x7f\x7fvă".as_bytes());
    screens.wait(100);
    let Some(crate::app::Popup::Help(help)) = screens.desk.app.popups().last() else { panic!("no help") };
    assert_eq!(help.filter, "vă");
}

#[test]
fn fillers_leave_no_trace_in_a_field() {
    for filler in ['\u{202f}', '\u{200c}'] {
        let mut screens = Screens::new();
        screens.hear(b"\x1bOP");
        for burst in ["x".to_owned(), "o".to_owned(), format!("{filler}\x7f\x7fô"), "ng".to_owned()] {
            screens.wait(120);
            screens.hear(burst.as_bytes());
        }
        screens.wait(120);
        let Some(crate::app::Popup::Help(help)) = screens.desk.app.popups().last() else { panic!("no help") };
        assert_eq!(help.filter, "xông");
    }
}

#[test]
fn a_paste_without_brackets_that_begins_with_a_letter_of_a_command_runs_none() {
    for first in ["q", "z", "Z", "x", " "] {
        for rest in ["uyết định ban hành\rkèm theo\r", "uan trong va rat dai"] {
            let mut screens = Screens::new();
            // The line delivers the first byte by itself.
            screens.hear(first.as_bytes());
            screens.wait(4);
            screens.hear(rest.as_bytes());
            screens.wait(1_000);
            let quits = screens.desk.effects.contains(&Effect::Quit);
            assert!(!quits && (first == " " || !screens.changed()), "{first}{rest}");
        }
    }
    let mut screens = Screens::new();
    screens.hear(b"q");
    screens.wait(25);
    assert_eq!(screens.desk.effects, [Effect::Quit], "pressed alone it ends the program");
}

/// Keys, as a person or a hook sends them along with what follows.
fn plain() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        " ", "x", "z", "Z", "\x1a", "\x19", "j", "a", "d", "\x1b[B", "\t", "1", "wk ", "\r", "\x1bOQ",
        "\x1b[18~", "\x1b[19~", "\x1b[3~", "\x1bOS", "\x0c", "v", "*", "2", "4", "\x1b[17~", "\x1b[20~",
        "\x1b[D",
    ])
}

/// Where a burst may meet the screens: what has the keys, ready to be saved, ticked or deleted.
fn ways() -> impl Strategy<Value = &'static [&'static str]> {
    prop::sample::select(vec![
        &[][..],
        &["\x1bOS", "b"],
        &["\x1b[18~", "a"],
        &["\x1b[17~", "+3"],
        &["\x0c", "\x1b[18~", "b", "\x1bOQ"],
        &["\x1bOR", "a"],
        &["\x1bOQ", "x"],
        &[REVIEW],
        &["v"],
        &["2"],
        &["2", "v", "v"],
        &["2", "*", "\x1b[17~", "+3"],
        &[TASKS],
        &[TASKS, "*"],
        &["2", "\x1b[20~"],
        &[LEADS],
        &[UNITS],
        &[UNITS, "\x1bOS", "b"],
        &[UNITS, "\x1b[20~", "\t"],
        &[DAYS],
        &[DAYS, "\x1b[18~", "30/4"],
        &["4", "\x1b[D"],
        &["4", "\x1b[D", "\x1b[19~", "\t"],
    ])
}

/// Stand for the way to a letter under review, the tasks behind a figure, the lead units of a task that
/// several lead, the register of units, the days off.
const REVIEW: &str = "review";
const TASKS: &str = "tasks";
const LEADS: &str = "leads";
const UNITS: &str = "units";
const DAYS: &str = "days";

/// What makes a burst one that may change nothing.
fn foreign() -> impl Strategy<Value = &'static [u8]> {
    prop::sample::select(vec![
        b"\x7f".as_slice(),
        b"\x08",
        b"\xc4\x91",
        b"\xe2\x80\xaf\x7f\x7f\xc4\x91",
        b"\x7f\x7fx ",
        b"\xe1\xba",
        b"\xff",
        b"\x1b[200~x\x1b[201~",
        b"\x1b[200~ x",
        b"123456789",
        b"x\rx",
        b"\x1b[",
        b"\x1b[1;",
        b"\x1b",
        b"\x1b]11;",
        b"\x7f\x1b[200~\xc4\x91\x1b[201~",
    ])
}

/// A single key there, pressed by itself, does change something: the property below would notice.
#[test]
fn each_way_leads_to_where_a_key_changes_something() {
    let cases: [(&[&str], Context, &str); 9] = [
        (&["v"], Context::Checklist, " "),
        (&["2"], Context::Agenda, " "),
        (&["2", "v", "v"], Context::Agenda, "x"),
        (&[TASKS, "*"], Context::Tasks, " "),
        (&[LEADS], Context::Parts, " "),
        (&[UNITS], Context::Office, "\x1b[19~"),
        (&[UNITS, "\x1b[20~", "\t"], Context::Confirm, "\r"),
        (&["4", "\x1b[D"], Context::Log, "\x1b[18~"),
        (&["4", "\x1b[D", "\x1b[19~", "\t"], Context::Confirm, "\r"),
    ];
    for (way, context, key) in cases {
        let mut screens = Screens::new();
        for part in way {
            screens.go(part);
        }
        assert_eq!(screens.desk.app.context(), context, "{way:?}");
        screens.hear(key.as_bytes());
        screens.wait(120);
        assert!(screens.changed(), "{key:?} after {way:?}: {}", screens.desk.notice());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn no_change_follows_from_a_burst_an_input_method_had_a_part_in(
        typed in prop::collection::vec((plain(), 0u64..2), 0..3),
        before in prop::collection::vec(plain(), 0..4),
        foreign in foreign(),
        after in prop::collection::vec(plain(), 0..4),
        step in prop::option::of(2usize..6),
        way in ways(),
    ) {
        let mut screens = Screens::new();
        for part in way {
            screens.go(part);
        }
        // Letters of the same word, typed before it: these may well change something.
        for (key, _) in typed {
            screens.hear(key.as_bytes());
            screens.wait(120);
        }
        screens.desk.effects.clear();
        // Letters behind a sequence that has begun would end it, and then it is a key.
        let after = if foreign.starts_with(b"\x1b[") && !foreign.contains(&b'~') { vec![] } else { after };
        let bytes = [before.concat().as_bytes(), foreign, after.concat().as_bytes()].concat();
        for part in bytes.chunks(step.unwrap_or(bytes.len())) {
            screens.hear(part);
            screens.wait(4);
        }
        screens.wait(5_000);
        prop_assert!(!screens.changed(), "{:?} {:?}", String::from_utf8_lossy(&bytes), screens.desk.effects);
    }
}
