//! The one table of what keys do. The keymap, the footer, the help list and the README's table are
//! read from it, so a command cannot exist in one of them alone.
//!
//! Border: names and places; what an action does is in [`super`]. A key in `keys` arrives from every
//! terminal and past every Vietnamese input method; a letter is an extra and never opens a text field.

use crate::i18n::Lang;

use super::key::Key;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Left,
    Right,
    OtherPane,
    Open,
    Back,
    ToggleDone,
    ReadOn,
    ToggleScope,
    Undo,
    Redo,
    Help,
    Reload,
    Quit,
}

impl Action {
    /// It may change data.
    pub fn changes(self) -> bool {
        matches!(self, Action::ToggleDone | Action::Undo | Action::Redo)
    }
}

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    Directives,
    Checklist,
    /// An opened directive's tasks.
    Detail,
    /// Its other tabs: nothing there can be marked.
    Text,
    Help,
}

impl Context {
    pub const ALL: [Context; 5] =
        [Context::Directives, Context::Checklist, Context::Detail, Context::Text, Context::Help];

    /// Letters are typed here, not run.
    pub fn takes_text(self) -> bool {
        self == Context::Help
    }
}

/// One command.
pub struct Entry {
    pub action: Action,
    /// The first one is shown. Empty where the help list is the only way besides the letters.
    pub keys: &'static [Key],
    pub letters: &'static [char],
    pub contexts: &'static [Context],
    /// A word or two for footer and help.
    pub label: fn(Lang) -> String,
    /// A sentence for help.
    pub help: fn(Lang) -> String,
    /// Stands in the footer.
    pub in_footer: bool,
}

impl Entry {
    /// The key to show for it.
    ///
    /// # Panics
    /// Where the table has an entry without any key; a test looks at them all.
    pub fn shown_key(&self) -> Key {
        self.keys.first().copied().unwrap_or_else(|| Key::Char(self.letters[0]))
    }

    fn answers_to(&self, key: Key, context: Context) -> bool {
        let letter = matches!(key, Key::Char(c) if self.letters.contains(&c));
        self.contexts.contains(&context) && (self.keys.contains(&key) || letter && !context.takes_text())
    }
}

const EVERYWHERE: &[Context] = &Context::ALL;
const SCREENS: &[Context] = &[Context::Directives, Context::Checklist, Context::Detail, Context::Text];
const WITH_TASKS: &[Context] = &[Context::Directives, Context::Checklist, Context::Detail];
const IN_DETAIL: &[Context] = &[Context::Detail, Context::Text];
const IN_TEXT: &[Context] = &[Context::Text];
const CLOSABLE: &[Context] = &[Context::Checklist, Context::Detail, Context::Text, Context::Help];
const BOARD: &[Context] = &[Context::Directives, Context::Checklist];

macro_rules! entry {
    ($action:ident, $keys:expr, $letters:expr, $contexts:expr, $label:ident, $help:ident $(, $footer:ident)?) => {
        Entry {
            action: Action::$action,
            keys: &$keys,
            letters: &$letters,
            contexts: $contexts,
            label: Lang::$label,
            help: Lang::$help,
            in_footer: entry!(@footer $($footer)?),
        }
    };
    (@footer footer) => { true };
    (@footer) => { false };
}

/// In the order in which footer and help list them.
pub const ACTIONS: &[Entry] = &[
    entry!(Open, [Key::Enter], [], EVERYWHERE, act_open, act_open_help, footer),
    entry!(ToggleDone, [Key::Char(' ')], ['x'], WITH_TASKS, act_done, act_done_help, footer),
    entry!(ReadOn, [Key::Char(' ')], [], IN_TEXT, act_read_on, act_read_on_help, footer),
    entry!(OtherPane, [Key::Tab, Key::BackTab], [], BOARD, act_other_pane, act_other_pane_help, footer),
    entry!(Right, [Key::Right, Key::Tab], [], IN_DETAIL, act_right, act_tabs_help, footer),
    entry!(Left, [Key::Left, Key::BackTab], [], IN_DETAIL, act_left, act_tabs_help),
    entry!(ToggleScope, [], ['m'], BOARD, act_scope, act_scope_help, footer),
    entry!(Undo, [Key::Ctrl('z')], ['z'], SCREENS, act_undo, act_undo_help, footer),
    entry!(Redo, [Key::Ctrl('y')], ['Z'], SCREENS, act_redo, act_redo_help),
    entry!(Back, [Key::Esc], [], CLOSABLE, act_back, act_back_help, footer),
    entry!(Up, [Key::Up], ['k'], EVERYWHERE, act_up, act_step_help),
    entry!(Down, [Key::Down], ['j'], EVERYWHERE, act_down, act_step_help),
    entry!(PageUp, [Key::PageUp], [], EVERYWHERE, act_page_up, act_page_help),
    entry!(PageDown, [Key::PageDown], [], EVERYWHERE, act_page_down, act_page_help),
    entry!(First, [Key::Home], ['g'], EVERYWHERE, act_first, act_ends_help),
    entry!(Last, [Key::End], ['G'], EVERYWHERE, act_last, act_ends_help),
    entry!(Reload, [Key::F(5), Key::Ctrl('r')], [], SCREENS, act_reload, act_reload_help),
    entry!(Help, [Key::F(1), Key::Char('?')], [], SCREENS, act_help, act_help_help, footer),
    entry!(Quit, [Key::F(10)], ['q'], EVERYWHERE, act_quit, act_quit_help, footer),
];

/// What a key does in a place.
pub fn find(context: Context, key: Key) -> Option<Action> {
    ACTIONS.iter().find(|entry| entry.answers_to(key, context)).map(|entry| entry.action)
}

/// A key that may change data in some place.
pub fn may_change(key: Key) -> bool {
    Context::ALL.into_iter().filter_map(|context| find(context, key)).any(Action::changes)
}

/// The commands of a place, in the table's order.
pub fn commands(context: Context) -> impl Iterator<Item = &'static Entry> {
    ACTIONS.iter().filter(move |entry| entry.contexts.contains(&context))
}

/// The same as rows of the help list: neighbours that share a sentence stand together.
pub fn rows(context: Context, lang: Lang) -> impl Iterator<Item = &'static [Entry]> {
    let rows = ACTIONS.chunk_by(move |one, next| (one.help)(lang) == (next.help)(lang));
    rows.filter(move |row| row[0].contexts.contains(&context))
}

/// What it does depends on the row under the cursor, so the row must have been read.
pub fn acts_on_rows(action: Action) -> bool {
    matches!(action, Action::Open | Action::OtherPane | Action::ToggleDone)
}
