//! What comes into the state machine and what it asks to have done: plain values both ways.
//!
//! Every message is handed over with the instant it came (`App::update(now, msg)`).
//! A late answer for a closed screen is dropped by its [`AskId`] or [`WriteId`].

use crate::domain::DirectiveId;
use crate::domain::change::{Applied, Change};
use crate::domain::paper::{Format, Wanted};
use crate::domain::query::{Board, DirectiveDetail, DirectiveKey, Found, From, Names, TaskRow, View};
use crate::error::Error;
use crate::extract::Draft;

use super::figures::{self, Counted};
use super::key::Key;

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
    /// What a pasted text was read as, whether a letter or not; and whether the file has that letter.
    Letter(LetterId, Box<Draft>, bool),
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
    Checklist(DirectiveId),
    Detail(DirectiveId),
    /// What fields offer.
    Names,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Board(Board),
    Checklist(DirectiveId, Vec<TaskRow>),
    /// `None` where the directive is no longer there.
    Detail(DirectiveId, Option<Box<DirectiveDetail>>),
    Names(Box<Names>),
}

/// Work that is not a short read. Run by `tui`; the outcome comes back as a [`Msg`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    Write(WriteId, Vec<Change>),
    Undo(WriteId),
    Redo(WriteId),
    /// Looks for these words on the worker; the search before it is given up.
    Search(SearchId, String),
    /// Counts on the reading thread; the count before it is given up.
    Count(CountId, figures::Wanted),
    /// Makes a paper on the reading thread.
    Print(Box<Wanted>, Format),
    /// Reads a pasted text as a letter, on the worker.
    ReadLetter(LetterId, String),
    /// Keeps what is being entered, or forgets it, beside the data file.
    KeepDraft(Option<String>),
    Quit,
}
