//! Short reads for the next frame. One that meets another session's lock waits its turn, and the
//! screen keeps its old rows meanwhile.

use std::time::Duration;

use chrono::NaiveDate;

use crate::app::message::{Answer, Ask, AskId};
use crate::app::office::Page;
use crate::error::{Error, Result};
use crate::store::Store;

/// A read that met a locked file is tried again after this long …
const PAUSE: Duration = Duration::from_millis(100);
/// … and given up after this long.
const PATIENCE: Duration = Duration::from_secs(10);

/// One read, waiting or about to be made.
pub(super) struct Read {
    id: AskId,
    ask: Ask,
    /// When it is to be made, and when no more.
    pub due: Duration,
    until: Duration,
}

impl Read {
    pub(super) fn new((id, ask): (AskId, Ask), at: Duration) -> Self {
        Self { id, ask, due: at, until: at + PATIENCE }
    }

    /// Reads.
    ///
    /// # Errors
    /// The read itself, to be made again later.
    pub(super) fn run(
        mut self,
        store: &Store,
        today: NaiveDate,
        at: Duration,
    ) -> Result<(AskId, Result<Answer>), Box<Self>> {
        match answer(store, &self.ask, today) {
            Err(Error::Busy) if at < self.until => {
                self.due = at + PAUSE;
                Err(Box::new(self))
            }
            outcome => Ok((self.id, outcome)),
        }
    }
}

/// What the data file says to one question of the state machine.
///
/// # Errors
/// Those of the read, [`Error::Busy`] among them.
pub fn answer(store: &Store, ask: &Ask, today: NaiveDate) -> Result<Answer> {
    Ok(match ask {
        Ask::Board { view, from, limit } => Answer::Board(store.board(view, from, *limit, today)?),
        Ask::BoardAround { view, id, above, limit } => {
            Answer::Board(store.board_around(view, *id, *above, *limit, today)?)
        }
        Ask::Log { view, from, limit } => Answer::Log(store.log(view, from, *limit)?),
        Ask::News(scope, visit) => Answer::News(store.news(*scope, visit)?),
        Ask::Agenda { view, from, limit } => Answer::Agenda(store.agenda(view, from, *limit, today)?),
        Ask::AgendaAround { view, id, above, limit } => {
            Answer::Agenda(store.agenda_around(view, *id, *above, *limit, today)?)
        }
        Ask::Tasks(ids) => Answer::Tasks(store.tasks_of(ids)?),
        Ask::Records(ids) => Answer::Records(store.records_of(ids)?),
        Ask::Checklist(id) => Answer::Checklist(*id, store.checklist(*id)?),
        Ask::Calendar => Answer::Calendar(store.calendar()?),
        Ask::Person(login) => Answer::Person(Box::new(store.person_or_new(login)?)),
        Ask::Office(page) => Answer::Office(
            *page,
            Box::new(match page {
                Page::Units => store.units()?,
                Page::Days => store.days()?,
                Page::Settings => store.settings_set()?,
                Page::People => store.people_read()?,
            }),
        ),
        Ask::Kin(of) => Answer::Kin(Box::new(store.kin(of)?)),
        Ask::Names => Answer::Names(Box::new(store.names()?)),
        Ask::Detail(id) => Answer::Detail(*id, store.detail(*id)?.map(Box::new)),
    })
}
