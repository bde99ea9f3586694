//! The screens as a state machine: `update(message) -> effects`, windows of rows, the keymap.
//!
//! Border: no SQL, no drawing, no terminal, no clock. `ui` draws `&App`; `tui` runs the effects.

pub mod action;
pub mod checklist;
pub mod confirm;
pub mod detail;
pub mod due;
pub mod field;
pub mod form;
pub mod help;
pub mod key;
pub mod layout;
pub mod letter;
pub mod menu;
pub mod message;
pub mod offer;
pub mod pages;
pub mod palette;
pub mod place;
pub mod review;
pub mod search;
pub mod steps;
pub mod window;
pub mod wrap;

mod notice;
mod reads;
mod run;
mod wakes;
mod writes;

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::query::{DirectiveDetail, Names, Scope, View};
use crate::domain::time::Now;
use crate::domain::{PersonId, TaskId};
use crate::error::Error;
use crate::i18n::Lang;

use action::Context;
use checklist::Checklist;
use confirm::Confirm;
use detail::{Detail, Tab};
use form::{Drafts, Form, Opening};
use help::Help;
use key::Key;
use layout::{Layout, Size};
use menu::Menu;
use message::{Effect, Msg};
use offer::{Letters, Offer};
use palette::Palette;
use reads::Reads;
use review::Review;
use search::Search;
use steps::Steps;
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
    /// What was being entered when the program ended last, as [`message::Effect::KeepDraft`] had it.
    pub draft: Option<String>,
}

/// The pane of view 1 that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    Directives,
    Checklist,
}

/// View 1: the directives, and the tasks of the selected one.
#[derive(Debug)]
pub struct BoardView {
    pub view: View,
    pub focus: Focus,
    pub window: Window,
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
    Steps(Box<Steps>),
    Confirm(Box<Confirm>),
    Search(Box<Search>),
    Palette(Box<Palette>),
    Menu(Box<Menu>),
    Review(Box<Review>),
    Offer(Box<Offer>),
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
    now: Now,
    layout: Layout,
    board: BoardView,
    over: Vec<Popup>,
    reads: Reads,
    writes: Writes,
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
            layout,
            board,
            over: Vec::new(),
            reads: Reads::default(),
            writes: Writes::default(),
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
        self.is_sure = !matches!(msg, Msg::Unsure(_));
        let mut effects = self.take_in(msg);
        effects.extend(self.next_search());
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
            Msg::Woke => return self.woke(),
            Msg::Resized { columns, rows } => self.resize(columns, rows),
            Msg::Answer(id, answer) => self.answer(id, answer),
            Msg::DataChanged => self.reload(),
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
        if self.opening.take().is_some() {
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
        let look = self.look();
        for popup in &mut self.over {
            match popup {
                Popup::Detail(detail) => detail.lay_out(look),
                Popup::Help(help) => help.resize(look.layout.help_rows()),
                Popup::Review(review) => review.lay_out(look),
                Popup::Steps(steps) => steps.place.resize(look.layout.step_rows(), steps.steps.len()),
                Popup::Search(search) => search.resize(look),
                Popup::Palette(palette) => palette.resize(look.layout.help_rows()),
                Popup::Menu(menu) => menu.place.resize(look.layout.menu_rows(), menu.len()),
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

    /// What has the keys now.
    pub fn context(&self) -> Context {
        match (self.over.last(), self.board.focus) {
            (Some(Popup::Help(_)), _) => Context::Help,
            (Some(Popup::Form(_)), _) => Context::Form,
            (Some(Popup::Steps(_)), _) => Context::Steps,
            (Some(Popup::Confirm(_)), _) => Context::Confirm,
            (Some(Popup::Search(_)), _) => Context::Search,
            (Some(Popup::Palette(_)), _) => Context::Palette,
            (Some(Popup::Menu(_)), _) => Context::Menu,
            (Some(Popup::Review(_)), _) => Context::Review,
            (Some(Popup::Offer(_)), _) => Context::Offer,
            (Some(Popup::Detail(detail)), _) if detail.tab == Tab::Tasks => Context::Detail,
            (Some(Popup::Detail(_)), _) => Context::Text,
            (None, Focus::Directives) => Context::Directives,
            (None, Focus::Checklist) => Context::Checklist,
        }
    }

    /// The day in Vietnam for which everything is reckoned.
    pub fn today(&self) -> NaiveDate {
        self.now.today()
    }

    pub fn now(&self) -> Now {
        self.now
    }

    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    pub fn layout(&self) -> Layout {
        self.layout
    }

    pub fn board(&self) -> &BoardView {
        &self.board
    }

    /// From the lowest to the one that has the keys.
    pub fn popups(&self) -> &[Popup] {
        &self.over
    }

    pub fn file_is_gone(&self) -> bool {
        self.gone.is_some()
    }

    /// What fields offer, where it has been read.
    pub fn names(&self) -> Option<&Names> {
        self.names.as_deref()
    }

    /// A mark on this task has been on its way long enough to be mentioned.
    pub fn is_writing(&self, task: TaskId) -> bool {
        self.writes.is_slow_on(task, self.now)
    }

    fn look(&self) -> Look {
        Look { lang: self.setup.lang, now: self.now, layout: self.layout }
    }

    fn is_wide(&self) -> bool {
        self.layout.size == Size::Wide
    }
}

#[cfg(test)]
pub(crate) mod tests;
