//! The one table of what keys do. The keymap, the footer, the help list and the README's table are
//! read from it, so a command cannot exist in one of them alone.
//!
//! Border: names and places; what an action does is in [`super`]. A key in `keys` arrives from every
//! terminal and past every Vietnamese input method; a letter is an extra and never opens a text field.

use crate::i18n::Lang;

use super::key::Key;

pub use super::context::Context;

use Context::{
    Agenda, Checklist, Confirm, Detail, Directives, Figures, Form, Help, Log, Menu, Offer, Office, Palette,
    Parts, Path, Review, Search, Steps, Tasks, Text,
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
    Cut,
    ViewDirectives,
    ViewAgenda,
    ViewFigures,
    ViewLog,
    Mark,
    MarkAll,
    News,
    Paper,
    Import,
    Remind,
    DoneOn,
    Reopen,
    Reported,
    Pause,
    Resume,
    Withdraw,
    Supersede,
    HandOver,
    Actual,
    Parts,
    Answers,
    Units,
    Days,
    Settings,
    People,
    Verify,
    Swap,
    Reorganise,
    Restore,
    Purge,
    LogOf,
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
                | Action::Resume
                | Action::Restore
                | Action::Verify
        )
    }

    /// It says what happened to a task.
    pub fn is_event(self) -> bool {
        matches!(
            self,
            Action::Remind
                | Action::DoneOn
                | Action::Reopen
                | Action::Reported
                | Action::Pause
                | Action::Resume
                | Action::Withdraw
                | Action::Supersede
                | Action::HandOver
                | Action::Actual
                | Action::Parts
                | Action::Answers
        )
    }

    /// It opens a form: of no use where nothing can be written.
    pub fn enters(self) -> bool {
        matches!(
            self,
            Action::Edit
                | Action::Deadline
                | Action::Add
                | Action::Note
                | Action::Remind
                | Action::DoneOn
                | Action::Reopen
                | Action::Reported
                | Action::Pause
                | Action::Withdraw
                | Action::Supersede
                | Action::HandOver
                | Action::Actual
                | Action::Answers
                | Action::Purge
                | Action::Swap
                | Action::Reorganise
                | Action::Import
        )
    }
}

/// One command.
#[derive(Debug)]
pub struct Entry {
    pub action: Action,
    /// The first one is shown. Empty where help and palette are the only way besides the letters.
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
    /// The key to show for it; `None` where it stands in help and palette alone.
    pub fn shown_key(&self) -> Option<Key> {
        self.keys.first().copied().or_else(|| self.letters.first().map(|letter| Key::Char(*letter)))
    }

    fn answers_to(&self, key: Key, context: Context) -> bool {
        let letter = matches!(key, Key::Char(c) if self.letters.contains(&c));
        self.contexts.contains(&context) && (self.keys.contains(&key) || letter && !context.takes_text())
    }
}

const EVERYWHERE: &[Context] = &Context::ALL;
/// Lists and texts, where a paste may be a letter.
pub const SCREENS: &[Context] = &[Directives, Checklist, Detail, Text, Agenda, Figures, Log, Tasks];
/// The four views, with what may stand open in them.
const VIEWS: &[Context] = &[Directives, Checklist, Agenda, Figures, Log];
const UNDOABLE: &[Context] =
    &[Directives, Checklist, Detail, Text, Steps, Agenda, Figures, Log, Tasks, Parts, Office];
const WITH_HELP: &[Context] =
    &[Directives, Checklist, Detail, Text, Steps, Review, Agenda, Figures, Log, Tasks, Parts, Office];
const WITH_TASKS: &[Context] = &[Directives, Checklist, Detail, Agenda, Tasks];
/// The reminders of an opened directive too: F9 adds to them.
const REMINDABLE: &[Context] = &[Directives, Checklist, Detail, Text, Agenda, Tasks];
/// Lists of records and records: what can be ticked off, added to and deleted from.
const RECORDS: &[Context] = &[Directives, Checklist, Detail, Steps, Agenda, Tasks];
const CLOSABLE: &[Context] =
    &[Checklist, Detail, Text, Form, Steps, Confirm, Search, Path, Review, Tasks, Parts, Office];
const OPENABLE: &[Context] =
    &[Directives, Checklist, Detail, Text, Search, Offer, Agenda, Figures, Log, Tasks];
/// Rows that can be marked, to be acted on together.
const MARKABLE: &[Context] = &[Directives, Checklist, Detail, Agenda, Tasks];
/// The four views themselves.
const ASIDE: &[Context] = &[Directives, Agenda, Figures, Log];
/// Boxes with rows to choose from.
const PICKING: &[Context] = &[Help, Palette, Menu];
const BOARD: &[Context] = &[Directives, Checklist];
const SCOPED: &[Context] = &[Directives, Checklist, Agenda, Figures, Log];
const TABBED: &[Context] = &[Detail, Text];
/// Lists with rows to go through; in a form the arrows are the field's.
const LISTS: &[Context] = &[
    Directives, Checklist, Detail, Text, Help, Steps, Confirm, Search, Palette, Menu, Review, Agenda,
    Figures, Log, Tasks, Parts, Office,
];
/// The same without a field that Home and End are for.
const ENDED: &[Context] = &[
    Directives, Checklist, Detail, Text, Help, Steps, Menu, Review, Agenda, Figures, Log, Tasks, Parts,
    Office,
];
/// What a failed read or search can be tried again in.
const READING: &[Context] =
    &[Directives, Checklist, Detail, Text, Search, Palette, Agenda, Figures, Log, Tasks, Office];

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
    entry!(ToggleDone, [Key::Char(' ')], ['x'], RECORDS, act_done, act_done_help, footer),
    entry!(ToggleDone, [Key::Char(' ')], ['x'], &[Parts], act_tick, act_tick_help, footer),
    entry!(Take, [Key::Char(' ')], [], &[Review], act_take, act_take_help, footer),
    entry!(ReadOn, [Key::Char(' ')], [], &[Text], act_read_on, act_read_on_help, footer),
    entry!(Save, [Key::F(2)], [], &[Form, Review], act_save, act_save_help, footer),
    entry!(SaveNext, [Key::F(7)], [], &[Form], act_save_next, act_save_next_help, footer),
    entry!(NextField, [Key::Tab], [], &[Form], act_next_field, act_fields_help, footer),
    entry!(PrevField, [Key::BackTab], [], &[Form], act_prev_field, act_fields_help),
    entry!(Edit, [Key::F(4), Key::Ctrl('e')], [], WITH_TASKS, act_edit, act_edit_help),
    entry!(Edit, [Key::F(4), Key::Ctrl('e')], [], &[Steps, Review, Parts], act_edit, act_edit_help, footer),
    entry!(Deadline, [Key::F(6), Key::Ctrl('t')], [], WITH_TASKS, act_deadline, act_deadline_help, footer),
    entry!(Add, [Key::F(7), Key::Ctrl('n')], [], RECORDS, act_add, act_add_help, footer),
    entry!(Remind, [Key::F(9), Key::Ctrl('g')], [], REMINDABLE, act_remind, act_remind_help, footer),
    entry!(Restore, [Key::F(7)], [], &[Log], act_restore, act_restore_help, footer),
    entry!(Purge, [Key::F(8), Key::Delete], [], &[Log], act_purge, act_purge_help, footer),
    entry!(Undecided, [Key::Char('!')], [], &[Review], act_undecided, act_undecided_help, footer),
    entry!(Cut, [Key::F(6), Key::Ctrl('t')], [], &[Review], act_cut, act_cut_help, footer),
    entry!(Add, [Key::F(7), Key::Ctrl('n')], [], &[Review], act_add, act_add_passage_help),
    entry!(Mark, [Key::Insert], ['v'], &[Review], act_mark_lines, act_mark_lines_help, footer),
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
    entry!(Palette, [Key::Char(':')], [], &[Review], act_palette, act_palette_help),
    entry!(OtherPane, [Key::Tab, Key::BackTab], [], BOARD, act_other_pane, act_other_pane_help),
    entry!(OtherPane, [Key::Tab, Key::BackTab], [], &[Figures], act_group_by, act_group_by_help, footer),
    entry!(OtherPane, [Key::Tab, Key::BackTab], [], &[Review], act_passage, act_passage_help, footer),
    entry!(Open, [Key::Enter], [], &[Review], act_open, act_open_value_help),
    entry!(Open, [Key::Enter], [], PICKING, act_choose, act_choose_help, footer),
    entry!(Right, [Key::Right, Key::Tab], [], TABBED, act_right, act_tabs_help, footer),
    entry!(Left, [Key::Left, Key::BackTab], [], TABBED, act_left, act_tabs_help),
    entry!(Open, [Key::Enter], [], &[Confirm], act_answer, act_answer_help, footer),
    entry!(Right, [Key::Right, Key::Tab], [], &[Confirm], act_other_answer, act_other_answer_help, footer),
    entry!(Left, [Key::Left, Key::BackTab], [], &[Confirm], act_left, act_other_answer_help),
    entry!(Left, [Key::Left], [], &[Figures], act_prev_period, act_period_help),
    entry!(Right, [Key::Right], [], &[Figures], act_next_period, act_period_help, footer),
    entry!(Left, [Key::Left, Key::BackTab], [], &[Log], act_left, act_turn_help),
    entry!(Right, [Key::Right, Key::Tab], [], &[Log], act_right, act_turn_help, footer),
    entry!(Edit, [Key::F(4), Key::Ctrl('e')], [], &[Office], act_edit, act_edit_row_help, footer),
    entry!(Open, [Key::Enter], [], &[Office], act_open, act_edit_row_help),
    entry!(Add, [Key::F(7), Key::Ctrl('n')], [], &[Office], act_add, act_add_row_help, footer),
    entry!(Delete, [Key::F(8), Key::Delete], [], &[Office], act_delete, act_delete_row_help),
    entry!(Verify, [Key::Char(' ')], [], &[Office], act_verify, act_verify_help, footer),
    entry!(Swap, [Key::F(6)], [], &[Office], act_swap, act_swap_help, footer),
    entry!(Reorganise, [Key::F(9)], [], &[Office], act_reorganise, act_reorganise_help, footer),
    entry!(Left, [Key::Left], [], &[Office], act_year_before, act_years_help),
    entry!(Right, [Key::Right], [], &[Office], act_year_after, act_years_help, footer),
    entry!(ToggleScope, [], ['m'], SCOPED, act_scope, act_scope_help, footer),
    entry!(Filter, [], ['f'], SCOPED, act_filter, act_filter_help),
    entry!(Sort, [], ['s'], BOARD, act_sort, act_sort_help),
    entry!(Sort, [], ['s'], &[Figures], act_sort, act_sort_figures_help),
    entry!(ClearFilter, [Key::Esc], [], ASIDE, act_clear_filter, act_clear_filter_help, footer),
    entry!(Note, [Key::Char('.')], [], WITH_TASKS, act_note, act_note_help),
    entry!(Steps, [Key::Ctrl('l')], [], WITH_TASKS, act_steps, act_steps_help),
    entry!(ViewDirectives, [Key::Char('1')], [], VIEWS, view_directives, act_view_help),
    entry!(ViewAgenda, [Key::Char('2')], [], VIEWS, view_agenda, act_view_help),
    entry!(ViewFigures, [Key::Char('3')], [], VIEWS, view_figures, act_view_help),
    entry!(ViewLog, [Key::Char('4')], [], VIEWS, view_log, act_view_help),
    entry!(Mark, [Key::Insert], ['v'], MARKABLE, act_mark, act_mark_help),
    entry!(MarkAll, [Key::Char('*')], [], MARKABLE, act_mark_all, act_mark_all_help),
    entry!(News, [], ['n'], SCOPED, act_news, act_news_help),
    entry!(LogOf, [], [], &[Directives, Checklist, Detail], act_log_of, act_log_of_help),
    entry!(Import, [Key::Ctrl('o')], [], SCREENS, act_import, act_import_help),
    entry!(Open, [Key::Enter], [], &[Path], act_import, act_import_help, footer),
    entry!(Paper, [Key::Ctrl('p')], [], SCREENS, act_paper, act_paper_help),
    entry!(DoneOn, [], [], WITH_TASKS, act_done_on, act_done_on_help),
    entry!(Reopen, [], [], WITH_TASKS, act_reopen, act_reopen_help),
    entry!(Reported, [], [], WITH_TASKS, act_reported, act_reported_help),
    entry!(Pause, [], [], WITH_TASKS, act_pause, act_pause_help),
    entry!(Resume, [], [], WITH_TASKS, act_resume, act_resume_help),
    entry!(Withdraw, [], [], WITH_TASKS, act_withdraw, act_withdraw_help),
    entry!(Supersede, [], [], WITH_TASKS, act_supersede, act_supersede_help),
    entry!(HandOver, [], [], WITH_TASKS, act_hand_over, act_hand_over_help),
    entry!(Actual, [], [], WITH_TASKS, act_actual, act_actual_help),
    entry!(Parts, [], [], WITH_TASKS, act_parts, act_parts_help),
    entry!(Answers, [], [], WITH_TASKS, act_answers, act_answers_help),
    entry!(Units, [], [], ASIDE, act_units, act_units_help),
    entry!(Days, [], [], ASIDE, act_days, act_days_help),
    entry!(Settings, [], [], ASIDE, act_settings, act_settings_help),
    entry!(People, [], [], ASIDE, act_people, act_people_help),
    entry!(Delete, [Key::F(8), Key::Delete], [], RECORDS, act_delete, act_delete_help),
    entry!(Undo, [Key::Ctrl('z')], ['z'], UNDOABLE, act_undo, act_undo_help),
    entry!(Redo, [Key::Ctrl('y')], ['Z'], UNDOABLE, act_redo, act_redo_help),
    entry!(Back, [Key::Esc], [], CLOSABLE, act_back, act_back_help, footer),
    entry!(Back, [Key::Esc], [], &[Offer], act_drop, act_drop_help, footer),
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

/// A word or two for it.
pub fn label(action: Action, lang: Lang) -> String {
    let entry = ACTIONS.iter().find(|entry| entry.action == action);
    entry.map_or_else(String::new, |entry| (entry.label)(lang))
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

/// The same as rows of the help list: neighbours of the same screens that share a sentence stand together.
pub fn rows(context: Context, lang: Lang) -> impl Iterator<Item = &'static [Entry]> {
    let is_one = move |one: &Entry, next: &Entry| {
        one.contexts == next.contexts && (one.help)(lang) == (next.help)(lang)
    };
    let rows = ACTIONS.chunk_by(is_one);
    rows.filter(move |row| row[0].contexts.contains(&context))
}

/// What it does depends on the row under the cursor, so the row must have been read.
pub fn acts_on_rows(action: Action) -> bool {
    action.is_event()
        || matches!(
            action,
            Action::Open
                | Action::OtherPane
                | Action::ToggleDone
                | Action::Edit
                | Action::Deadline
                | Action::Delete
                | Action::Note
                | Action::Steps
                | Action::Mark
                | Action::MarkAll
                | Action::Restore
                | Action::Purge
                | Action::LogOf
        )
}
