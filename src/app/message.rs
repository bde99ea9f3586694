//! What comes into the state machine and what it asks to have done: plain values both ways.
//!
//! Every message is handed over with the instant it came (`App::update(now, msg)`).
//! A late answer for a closed screen is dropped by its [`AskId`] or [`WriteId`].

use crate::domain::calendar::Calendar;
use crate::domain::change::{Applied, Change};
use crate::domain::kin::{Kin, OfLetter};
use crate::domain::log::{LogKey, LogPage, LogView, News, Visit};
use crate::domain::office::OfficeRead;
use crate::domain::paper::{Format, Wanted};
use crate::domain::people::Person;
use crate::domain::query::{
    AgendaGroup, AgendaId, AgendaKey, AgendaPage, AgendaView, Board, DirectiveDetail, DirectiveKey, Found,
    From, Names, Scope, TaskFilter, TaskRecord, TaskRow, View,
};
use crate::domain::{DirectiveId, TaskId};
use crate::error::Error;
use crate::extract::Draft;

use super::figures::{self, Counted};
use super::key::Key;
use super::office::Page;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    Key(Key),
    /// A key that an input method may have sent, or a paste: it may move and open, and changes nothing.
    Unsure(Key),
    /// An input method sent what means nothing in a list.
    InputMethod,
    /// Text pasted into the terminal, cleaned of nothing yet.
    Paste(String),
    /// The terminal's size in cells.
    Resized {
        columns: u16,
        rows: u16,
    },
    /// The moment asked for by `App::wakes_at` has come.
    Woke,
    Answer(AskId, Result<Answer, Error>),
    Written(WriteId, Result<Applied, Error>),
    /// What a search found in one of the two places.
    Found(SearchId, Among, Result<Found, Error>),
    /// Tasks that were gathered, with their directives.
    Gathered(GatherId, Result<Vec<(TaskId, DirectiveId)>, Error>),
    /// What a text was read as, whether a letter or not; and whether the file has that letter.
    Letter(LetterId, Box<Draft>, bool),
    /// The file named could not be read.
    Unread(LetterId, Error),
    /// The figures that were asked for.
    Counted(CountId, Result<Box<Counted>, Error>),
    /// A paper was made, or could not be.
    Printed(Result<Printed, Error>),
    /// Another connection committed to the data file.
    DataChanged,
    /// The data file was deleted, renamed or replaced.
    FileGone(Error),
    /// The terminal or the program is about to end (first Ctrl-C asks, a second quits).
    Interrupted,
}

/// Where a paper went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printed {
    /// Into this file.
    File(String),
    /// Nowhere yet: this command, on the person's own machine, fetches it.
    Fetch(String),
    /// Nowhere: no command prints just these rows.
    NoCommand,
    /// The unit, by this name, needs no letter.
    Nothing(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AskId(pub u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WriteId(pub u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SearchId(pub u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LetterId(pub u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CountId(pub u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GatherId(pub u64);

/// Which tasks are gathered, all of them, however many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gather {
    /// What any of these gives, each once.
    Tasks(Vec<TaskFilter>),
    /// Of the agenda.
    Group(AgendaView, AgendaGroup),
    /// The open ones of every directive listed.
    View(View),
}

/// Where a search looks; the one comes at once, the other may follow later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Among {
    /// Directives and tasks with what was entered about them.
    Records,
    /// The full text of letters.
    Letters,
}

/// A short read, answered on the thread that draws before the next frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A window of view 1 and the strip above it.
    Board {
        view: View,
        from: From<DirectiveKey>,
        limit: usize,
    },
    /// The window around a directive that may have moved: its rows, wherever it now stands.
    BoardAround {
        view: View,
        id: DirectiveId,
        above: usize,
        limit: usize,
    },
    /// A window of view 2.
    Agenda {
        view: AgendaView,
        from: From<AgendaKey>,
        limit: usize,
    },
    /// The window around a line of it, wherever it now stands.
    AgendaAround {
        view: AgendaView,
        id: AgendaId,
        above: usize,
        limit: usize,
    },
    /// These tasks; those in the trash are left out.
    Tasks(Vec<TaskId>),
    /// The same in full, to be changed together.
    Records(Vec<TaskId>),
    Checklist(DirectiveId),
    Detail(DirectiveId),
    /// A window of view 4.
    Log {
        view: LogView,
        from: From<LogKey>,
        limit: usize,
    },
    /// What the strip says of what is new.
    News(Scope, Visit),
    /// What the file has that the letter under review is about.
    Kin(Box<OfLetter>),
    /// What fields offer.
    Names,
    /// The days off, for every countdown.
    Calendar,
    /// Who a login stands for.
    Person(String),
    /// The register of units, the days off, the settings or the people.
    Office(Page),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Board(Board),
    Agenda(AgendaPage),
    Tasks(Vec<TaskRow>),
    Records(Vec<TaskRecord>),
    Checklist(DirectiveId, Vec<TaskRow>),
    /// `None` where the directive is no longer there.
    Detail(DirectiveId, Option<Box<DirectiveDetail>>),
    Log(LogPage),
    News(News),
    Names(Box<Names>),
    Kin(Box<Kin>),
    Calendar(Calendar),
    Person(Box<Person>),
    Office(Page, Box<OfficeRead>),
}

/// Work that is not a short read. Run by `tui`; the outcome comes back as a [`Msg`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    Write(WriteId, Vec<Change>),
    /// One group of several records with their changes; one that cannot be changed does not stop the others.
    WriteEach(WriteId, Vec<Vec<Change>>),
    Undo(WriteId),
    Redo(WriteId),
    /// Looks for these words on the worker; the search before it is given up.
    Search(SearchId, String),
    /// Counts on the reading thread; the count before it is given up.
    Count(CountId, figures::Wanted),
    /// Gathers tasks on the reading thread.
    Gather(GatherId, Gather),
    /// Makes a paper on the reading thread.
    Print(Box<Wanted>, Format),
    /// Reads a pasted text as a letter, on the worker.
    ReadLetter(LetterId, String),
    /// The same of the file at this path, as it was typed.
    ReadFile(LetterId, String),
    /// Keeps what is being entered, or forgets it, beside the data file.
    KeepDraft(Option<String>),
    Quit,
}
