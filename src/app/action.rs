//! The one table of what keys do. The keymap, the footer, the help list and the README's table are
//! read from it, so a command cannot exist in one of them alone.
//!
//! Border: names and places; what an action does is in [`super`]. A key in `keys` arrives from every
//! terminal and past every Vietnamese input method; a letter is an extra and never opens a text field.

use crate::i18n::Lang;

use super::key::Key;

use Context::{
    Checklist, Confirm, Detail, Directives, Form, Help, Menu, Offer, Palette, Review, Search, Steps, Text,
};

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
    Search,
    Palette,
    Edit,
    Deadline,
    Add,
    Delete,
    Note,
    Steps,
    Filter,
    Sort,
    ClearFilter,
    Save,
    SaveNext,
    NextField,
    PrevField,
    Take,
    Undecided,
}

impl Action {
    /// It may change data.
    pub fn changes(self) -> bool {
        matches!(
            self,
            Action::ToggleDone
                | Action::Undo
                | Action::Redo
                | Action::Delete
                | Action::Save
                | Action::SaveNext
                | Action::Take
        )
    }

    /// It opens a form: of no use where nothing can be written.
    pub fn enters(self) -> bool {
        matches!(self, Action::Edit | Action::Deadline | Action::Add | Action::Note)
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
    /// Fields to fill in.
    Form,
    /// The steps of a task.
    Steps,
    /// A question with two answers.
    Confirm,
    Search,
    Palette,
    /// Filter and sort.
    Menu,
    /// What was read of a letter, before it is saved.
    Review,
    /// Something to take up or drop: a pasted letter, a draft.
    Offer,
}

impl Context {
    pub const ALL: [Context; 13] = [
        Directives, Checklist, Detail, Text, Help, Form, Steps, Confirm, Search, Palette, Menu, Review, Offer,
    ];

    /// Letters are typed here, not run.
    pub fn takes_text(self) -> bool {
        matches!(self, Help | Form | Search | Palette)
    }
}

/// One command.
#[derive(Debug)]
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
const SCREENS: &[Context] = &[Directives, Checklist, Detail, Text];
const UNDOABLE: &[Context] = &[Directives, Checklist, Detail, Text, Steps];
const WITH_HELP: &[Context] = &[Directives, Checklist, Detail, Text, Steps, Review];
const WITH_TASKS: &[Context] = &[Directives, Checklist, Detail];
const TICKABLE: &[Context] = &[Directives, Checklist, Detail, Steps];
const EDITABLE: &[Context] = &[Directives, Checklist, Detail, Steps, Review];
const CLOSABLE: &[Context] = &[Checklist, Detail, Text, Form, Steps, Confirm, Search, Review, Offer];
const OPENABLE: &[Context] = &[Directives, Checklist, Detail, Text, Search, Offer];
/// Boxes with rows to choose from.
const PICKING: &[Context] = &[Help, Palette, Menu];
const BOARD: &[Context] = &[Directives, Checklist];
const TABBED: &[Context] = &[Detail, Text];
/// Lists with rows to go through; in a form the arrows are the field's.
const LISTS: &[Context] = &[Directives, Checklist, Detail, Text, Help, Steps, Search, Palette, Menu, Review];
/// The same without a field that Home and End are for.
const ENDED: &[Context] = &[Directives, Checklist, Detail, Text, Help, Steps, Menu, Review];
/// What a failed read or search can be tried again in.
const READING: &[Context] = &[Directives, Checklist, Detail, Text, Search, Palette];

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
    entry!(Open, [Key::Enter], [], OPENABLE, act_open, act_open_help, footer),
    entry!(ToggleDone, [Key::Char(' ')], ['x'], TICKABLE, act_done, act_done_help, footer),
    entry!(Take, [Key::Char(' ')], [], &[Review], act_take, act_take_help, footer),
    entry!(ReadOn, [Key::Char(' ')], [], &[Text], act_read_on, act_read_on_help, footer),
    entry!(Save, [Key::F(2)], [], &[Form, Review], act_save, act_save_help, footer),
    entry!(SaveNext, [Key::F(7)], [], &[Form], act_save_next, act_save_next_help, footer),
    entry!(NextField, [Key::Tab], [], &[Form], act_next_field, act_fields_help, footer),
    entry!(PrevField, [Key::BackTab], [], &[Form], act_prev_field, act_fields_help),
    entry!(Edit, [Key::F(4), Key::Ctrl('e')], [], EDITABLE, act_edit, act_edit_help, footer),
    entry!(Deadline, [Key::F(6), Key::Ctrl('t')], [], WITH_TASKS, act_deadline, act_deadline_help, footer),
    entry!(Add, [Key::F(7), Key::Ctrl('n')], [], TICKABLE, act_add, act_add_help, footer),
    entry!(Undecided, [Key::Char('!')], [], &[Review], act_undecided, act_undecided_help, footer),
    entry!(
        Search,
        [Key::F(3), Key::Char('/'), Key::Ctrl('f')],
        [],
        SCREENS,
        act_search,
        act_search_help,
        footer
    ),
    entry!(Palette, [Key::F(2), Key::Char(':')], [], SCREENS, act_palette, act_palette_help, footer),
    entry!(OtherPane, [Key::Tab, Key::BackTab], [], BOARD, act_other_pane, act_other_pane_help),
    entry!(OtherPane, [Key::Tab, Key::BackTab], [], &[Review], act_passage, act_passage_help, footer),
    entry!(Open, [Key::Enter], [], &[Review], act_open, act_passage_help),
    entry!(Open, [Key::Enter], [], PICKING, act_choose, act_choose_help, footer),
    entry!(Right, [Key::Right, Key::Tab], [], TABBED, act_right, act_tabs_help, footer),
    entry!(Left, [Key::Left, Key::BackTab], [], TABBED, act_left, act_tabs_help),
    entry!(Open, [Key::Enter], [], &[Confirm], act_answer, act_answer_help, footer),
    entry!(Right, [Key::Right, Key::Tab], [], &[Confirm], act_other_answer, act_other_answer_help, footer),
    entry!(Left, [Key::Left, Key::BackTab], [], &[Confirm], act_left, act_other_answer_help),
    entry!(ToggleScope, [], ['m'], BOARD, act_scope, act_scope_help, footer),
    entry!(Filter, [], ['f'], BOARD, act_filter, act_filter_help),
    entry!(Sort, [], ['s'], BOARD, act_sort, act_sort_help),
    entry!(ClearFilter, [Key::Esc], [], &[Directives], act_clear_filter, act_clear_filter_help, footer),
    entry!(Note, [Key::Char('.')], [], WITH_TASKS, act_note, act_note_help),
    entry!(Steps, [Key::Ctrl('l')], [], WITH_TASKS, act_steps, act_steps_help),
    entry!(Delete, [Key::F(8), Key::Delete], [], TICKABLE, act_delete, act_delete_help),
    entry!(Undo, [Key::Ctrl('z')], ['z'], UNDOABLE, act_undo, act_undo_help),
    entry!(Redo, [Key::Ctrl('y')], ['Z'], UNDOABLE, act_redo, act_redo_help),
    entry!(Back, [Key::Esc], [], CLOSABLE, act_back, act_back_help, footer),
    entry!(Back, [Key::Esc], [], PICKING, act_close, act_back_help, footer),
    entry!(Up, [Key::Up], ['k'], LISTS, act_up, act_step_help),
    entry!(Down, [Key::Down], ['j'], LISTS, act_down, act_step_help),
    entry!(PageUp, [Key::PageUp], [], LISTS, act_page_up, act_page_help),
    entry!(PageDown, [Key::PageDown], [], LISTS, act_page_down, act_page_help),
    entry!(First, [Key::Home], ['g'], ENDED, act_first, act_ends_help),
    entry!(Last, [Key::End], ['G'], ENDED, act_last, act_ends_help),
    entry!(Reload, [Key::F(5), Key::Ctrl('r')], [], READING, act_reload, act_reload_help),
    entry!(Help, [Key::F(1), Key::Char('?')], [], WITH_HELP, act_help, act_help_help, footer),
    entry!(Quit, [Key::F(10)], ['q'], EVERYWHERE, act_quit, act_quit_help, footer),
];

/// What a key does in a place.
pub fn find(context: Context, key: Key) -> Option<Action> {
    ACTIONS.iter().find(|entry| entry.answers_to(key, context)).map(|entry| entry.action)
}

/// A letter that ends the program: what follows it in a paste would go to the shell.
pub fn ends(action: Action, key: Key) -> bool {
    action == Action::Quit && matches!(key, Key::Char(_))
}

/// A key that in some place may change data, or a letter that ends the program: it has to be known that
/// it was pressed.
pub fn may_change(key: Key) -> bool {
    let mut actions = Context::ALL.into_iter().filter_map(|context| find(context, key));
    actions.any(|action| action.changes() || ends(action, key))
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
    matches!(
        action,
        Action::Open
            | Action::OtherPane
            | Action::ToggleDone
            | Action::Edit
            | Action::Deadline
            | Action::Delete
            | Action::Note
            | Action::Steps
    )
}
