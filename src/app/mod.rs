//! The screens as a state machine: `update(message) -> effects`, windows of rows, the keymap.
//!
//! Border: no SQL, no drawing, no terminal, no clock. `ui` draws `&App`; `tui` runs the effects.

pub mod action;
pub mod agenda;
pub mod checklist;
pub mod confirm;
pub mod context;
pub mod detail;
pub mod due;
pub mod events;
pub mod field;
pub mod figures;
pub mod form;
pub mod help;
pub mod key;
pub mod layout;
pub mod letter;
pub mod log;
pub mod marks;
pub mod menu;
pub mod message;
pub mod offer;
pub mod office;
pub mod pages;
pub mod palette;
pub mod paper;
pub mod place;
pub mod review;
pub mod search;
pub mod tasks;
pub mod ticks;
pub mod window;
pub mod wrap;

mod notice;
mod permission;
mod reads;
mod run;
mod seen;
mod wakes;
mod writes;

use crate::domain::PersonId;
use crate::domain::calendar::Calendar;
use crate::domain::change::Role;
use crate::domain::log::Visit;
use crate::domain::people::PersonFields;
use crate::domain::query::{Board, DirectiveDetail, Names, Scope, View};
use crate::domain::time::Now;
use crate::error::Error;
use crate::i18n::Lang;

use agenda::Agenda;
use checklist::Checklist;
use confirm::Confirm;
use detail::Detail;
use field::Field;
use figures::FiguresView;
use form::{Drafts, Form, Opening};
use help::Help;
use key::Key;
use layout::Layout;
use log::Log;
use marks::Marks;
use menu::Menu;
use message::{Effect, Msg};
use offer::{Letters, Offer};
use office::Office;
use palette::Palette;
use reads::Reads;
use review::Review;
use search::Search;
use tasks::Tasks;
use ticks::Ticks;
use window::Window;
use writes::Writes;

/// What the screens start with.
#[derive(Debug, Clone)]
pub struct Setup {
    pub lang: Lang,
    /// Frames and signs from ASCII alone.
    pub ascii: bool,
    pub colour: bool,
    /// `false`: all can be seen, nothing written.
    pub can_write: bool,
    /// `None` where the office's file does not know the login.
    pub me: Option<PersonId>,
    pub login: String,
    /// The person follows something, so the first screen is theirs.
    pub opens_on_mine: bool,
    pub calendar: Calendar,
    pub now: Now,
    pub columns: u16,
    pub rows: u16,
    /// Whose visit it is and where the last one ended; `None` where none can be kept: nothing is new.
    pub visit: Option<Visit>,
    /// Where files are on another machine: the command that sends one from there.
    pub sends_by: Option<String>,
    /// What was being entered when the program ended last, as [`message::Effect::KeepDraft`] had it.
    pub draft: Option<String>,
}

/// The pane of view 1 that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    Directives,
    Checklist,
}

/// The view under all that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    Directives,
    Agenda,
    Figures,
    Log,
}

/// View 1: the directives, and the tasks of the selected one.
#[derive(Debug)]
pub struct BoardView {
    pub view: View,
    pub focus: Focus,
    pub window: Window<Board>,
    pub checklist: Checklist,
    /// The checklist's directive in full, where it stands beside the list.
    pub beside: Option<Box<DirectiveDetail>>,
}

/// What lines of text are made for.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub lang: Lang,
    pub now: Now,
    pub layout: Layout,
}

/// What stands over view 1; the last one has the keys, and each keeps its own place.
#[derive(Debug)]
pub enum Popup {
    Detail(Box<Detail>),
    Help(Help),
    Form(Box<Form>),
    Confirm(Box<Confirm>),
    Search(Box<Search>),
    Palette(Box<Palette>),
    Path(Box<Field>),
    Menu(Box<Menu>),
    Review(Box<Review>),
    Offer(Box<Offer>),
    Tasks(Box<Tasks>),
    Ticks(Box<Ticks>),
    Office(Box<Office>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It worked, or a hint.
    Plain,
    /// About input methods: stays while the rest of a word comes.
    Hint,
    /// Something was not done.
    Warning,
}

/// The line over the footer, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub weight: Weight,
}

#[derive(Debug)]
pub struct App {
    setup: Setup,
    /// Whose session it is, as the file has it by now; until it is told, one who may do all.
    person: PersonFields,
    now: Now,
    layout: Layout,
    screen: Screen,
    board: BoardView,
    agenda: Agenda,
    figures: FiguresView,
    log: Log,
    over: Vec<Popup>,
    reads: Reads,
    writes: Writes,
    marks: Marks,
    /// The number of the last gathering, and those still to be asked for.
    gathers: (u64, Vec<Effect>),
    letters: Letters,
    /// The search sent last.
    searched: u64,
    notice: Option<Notice>,
    /// A record that is read for a form.
    opening: Option<Opening>,
    /// What fields offer; `None` until a form wanted it.
    names: Option<Box<Names>>,
    drafts: Drafts,
    /// The data file is no longer where it was; nothing can be written.
    gone: Option<Error>,
    /// Ctrl-C came once and no key since.
    quit_asked: bool,
    /// Quits as soon as nothing waits to be written.
    is_quitting: bool,
    /// The hint about input methods was shown.
    hinted: bool,
    /// What is being acted on was pressed as a key, for all one can tell.
    is_sure: bool,
    dirty: bool,
}

impl App {
    pub fn new(mut setup: Setup) -> App {
        let layout = Layout::new(setup.columns, setup.rows);
        let scope = match setup.me {
            Some(me) if setup.opens_on_mine => Scope::Mine(me),
            _ => Scope::Office,
        };
        let board = BoardView {
            view: View::of(scope),
            focus: Focus::Directives,
            window: Window::new(layout.list_rows()),
            checklist: Checklist::new(layout.checklist_rows()),
            beside: None,
        };
        let draft = setup.draft.take();
        let mut app = App {
            now: setup.now,
            setup,
            person: PersonFields { role: Role::Admin, ..PersonFields::default() },
            layout,
            screen: Screen::Directives,
            board,
            agenda: Agenda::new(layout),
            figures: FiguresView::default(),
            log: Log::new(layout),
            over: Vec::new(),
            reads: Reads::default(),
            writes: Writes::default(),
            marks: Marks::default(),
            gathers: (0, Vec::new()),
            letters: Letters::default(),
            searched: 0,
            notice: None,
            opening: None,
            names: None,
            drafts: Drafts::default(),
            gone: None,
            quit_asked: false,
            is_quitting: false,
            hinted: false,
            is_sure: true,
            dirty: true,
        };
        if let Some(draft) = draft.filter(|_| app.setup.can_write) {
            app.offer_draft(&draft);
        }
        app
    }

    /// Takes in what happened at an instant and says what is to be done about it.
    pub fn update(&mut self, now: Now, msg: Msg) -> Vec<Effect> {
        let yesterday = self.now.today();
        self.now = now;
        if self.today() != yesterday {
            self.reload();
        }
        self.figures_age();
        self.is_sure = !matches!(msg, Msg::Unsure(_));
        let mut effects = self.take_in(msg);
        effects.extend(self.next_search());
        effects.extend(self.next_count());
        effects.append(&mut self.gathers.1);
        effects
    }

    fn take_in(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) | Msg::Unsure(key) => return self.key(key),
            Msg::Written(id, outcome) => return self.written(id, outcome),
            Msg::Interrupted => return self.interrupted(),
            Msg::InputMethod => self.hint(),
            Msg::Paste(text) => return self.paste(text),
            Msg::Found(id, among, found) => return self.found(id, among, found),
            Msg::Letter(id, draft, is_here) => return self.letter_read(id, draft, is_here),
            Msg::Unread(id, error) => self.letter_unread(id, &error),
            Msg::Printed(printed) => self.printed(printed),
            Msg::Woke => return self.woke(),
            Msg::Resized { columns, rows } => self.resize(columns, rows),
            Msg::Answer(id, answer) => return self.answer(id, answer),
            Msg::Counted(id, counted) => self.counted(id, counted),
            Msg::Gathered(id, outcome) => self.gathered(id, outcome),
            Msg::DataChanged => {
                self.calendar_is_stale();
                self.person_is_stale();
                self.reload();
            }
            Msg::FileGone(error) => self.gone = Some(error),
        }
        self.dirty = true;
        Vec::new()
    }

    /// Something visible changed since the last call.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        if key == Key::Ctrl('c') {
            return self.interrupted();
        }
        self.quit_asked = false;
        self.drop_notice(key);
        if self.opening.take().is_some() | self.forget_action() {
            // The record could not be read in time: a key meant for its form goes nowhere.
            self.warn(self.setup.lang.read_busy());
            return Vec::new();
        }
        if let Some(action) = action::find(self.context(), key) {
            if !self.is_sure && action::ends(action, key) {
                self.hint();
                return Vec::new();
            }
            return self.act(action);
        }
        self.dirty = true;
        match (self.over.last_mut(), key) {
            (Some(Popup::Form(_)), _) => self.form_key(key),
            (Some(Popup::Search(_) | Popup::Palette(_)), _) => self.finder_key(key),
            (Some(Popup::Path(field)), _) => drop(field.key(key)),
            (Some(Popup::Help(help)), Key::Char(c)) => help.type_text(c.encode_utf8(&mut [0; 4])),
            (Some(Popup::Help(help)), Key::Backspace) => help.backspace(),
            (_, Key::Char(c)) if !c.is_ascii() || !self.is_sure => self.hint(),
            _ => {}
        }
        Vec::new()
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.layout = Layout::new(columns, rows);
        self.board.window.resize(self.layout.list_rows());
        self.board.checklist.resize(self.layout.checklist_rows());
        self.agenda.resize(self.layout);
        self.figures.resize(self.layout);
        self.log.resize(self.layout);
        let look = self.look();
        for popup in &mut self.over {
            match popup {
                Popup::Detail(detail) => detail.lay_out(look),
                Popup::Confirm(confirm) => confirm.lay_out(look.layout),
                Popup::Help(help) => help.resize(look.layout.help_rows()),
                Popup::Review(review) => review.lay_out(look),
                Popup::Office(office) => office.resize(look.layout),
                Popup::Ticks(ticks) => ticks.place.resize(look.layout.step_rows(), ticks.rows.len()),
                Popup::Search(search) => search.resize(look),
                Popup::Palette(palette) => palette.resize(look.layout.help_rows()),
                Popup::Menu(menu) => menu.place.resize(look.layout.menu_rows(), menu.len()),
                Popup::Tasks(tasks) => tasks.resize(look.layout.tasks_rows()),
                _ => {}
            }
        }
        self.reload();
    }

    fn interrupted(&mut self) -> Vec<Effect> {
        if self.quit_asked {
            return vec![Effect::Quit];
        }
        self.quit_asked = true;
        self.say(self.setup.lang.how_to_quit());
        Vec::new()
    }
}

#[cfg(test)]
pub(crate) mod tests;
