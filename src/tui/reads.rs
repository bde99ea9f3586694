//! Short reads for the next frame, and those that met another session's lock and wait their turn.

use std::time::Duration;

use chrono::NaiveDate;

use crate::app::message::{Answer, Ask, AskId};
use crate::error::{Error, Result};
use crate::store::Store;

/// A read that met a locked file is tried again after this long …
const PAUSE: Duration = Duration::from_millis(100);
/// … and given up after this long.
const PATIENCE: Duration = Duration::from_secs(10);

/// The reads that wait. The screen keeps its old rows meanwhile.
#[derive(Default)]
pub(super) struct Reads(Vec<Waiting>);

struct Waiting {
    id: AskId,
    ask: Ask,
    since: Duration,
    next: Duration,
}

impl Reads {
    /// Reads now; `None` where the file is locked and the read waits.
    pub(super) fn first(
        &mut self,
        id: AskId,
        ask: Ask,
        at: Duration,
        store: &Store,
        today: NaiveDate,
    ) -> Option<(AskId, Result<Answer>)> {
        self.attempt(Waiting { id, ask, since: at, next: at }, at, store, today)
    }

    /// When the next read is to be tried again.
    pub(super) fn due(&self) -> Option<Duration> {
        self.0.iter().map(|waiting| waiting.next).min()
    }

    /// Tries again what is due.
    pub(super) fn again(
        &mut self,
        at: Duration,
        store: &Store,
        today: NaiveDate,
    ) -> Vec<(AskId, Result<Answer>)> {
        let (due, later) = std::mem::take(&mut self.0).into_iter().partition(|w| w.next <= at);
        self.0 = later;
        due.into_iter().filter_map(|waiting| self.attempt(waiting, at, store, today)).collect()
    }

    fn attempt(
        &mut self,
        mut waiting: Waiting,
        at: Duration,
        store: &Store,
        today: NaiveDate,
    ) -> Option<(AskId, Result<Answer>)> {
        let answer = read(store, &waiting.ask, today);
        if matches!(answer, Err(Error::Busy)) && at < waiting.since + PATIENCE {
            waiting.next = at + PAUSE;
            self.0.push(waiting);
            return None;
        }
        Some((waiting.id, answer))
    }
}

fn read(store: &Store, ask: &Ask, today: NaiveDate) -> Result<Answer> {
    Ok(match ask {
        Ask::Board { scope, from, limit } => Answer::Board(store.board(*scope, from, *limit, today)?),
        Ask::BoardAround { scope, id, above, limit } => {
            Answer::Board(store.board_around(*scope, *id, *above, *limit, today)?)
        }
        Ask::Checklist(id) => Answer::Checklist(*id, store.checklist(*id)?),
        Ask::Detail(id) => Answer::Detail(*id, store.detail(*id)?.map(Box::new)),
    })
}
