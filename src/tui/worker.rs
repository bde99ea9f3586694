//! The thread that writes: its own connection, one job after another, answers by channel. It also
//! keeps drafts, in their own file.
//!
//! The thread that draws never waits for a lock; this one waits for up to [`PATIENCE`].

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use crate::app::message::WriteId;
use crate::domain::change::{Applied, Change};
use crate::domain::log::Visit;
use crate::domain::query::Scope;
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::store::{Drafts, Mode, Reach, Store};

use super::Start;

/// How long a write waits for another session's.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

pub(super) enum Job {
    Write(Vec<Change>),
    WriteEach(Vec<Vec<Change>>),
    Undo,
    Redo,
}

/// What the thread is told.
enum Order {
    /// Open the connection.
    GetReady,
    Job(WriteId, Job),
    /// Keep this draft, or none.
    Draft(Option<String>),
    /// Keep how far the journal was seen.
    Visit(i64),
}

/// What a write came to.
pub(super) type Written = (WriteId, Result<Applied>);

pub(super) struct Worker {
    orders: Sender<Order>,
    /// `None` for a draft, which is nobody's concern once it is kept.
    written: Receiver<Option<Written>>,
    /// A byte comes when there is something in `written`, end of file when the thread is gone.
    bell: UnixStream,
    /// Jobs and drafts given and not yet answered.
    open: usize,
}

impl Worker {
    pub(super) fn new(start: Start) -> io::Result<Self> {
        let (orders, inbox) = channel();
        let (outbox, written) = channel();
        let (bell, rope) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        let work = move || work(&start, &inbox, &outbox, &rope);
        thread::Builder::new().name("writer".to_owned()).spawn(work)?;
        Ok(Self { orders, written, bell, open: 0 })
    }

    pub(super) fn bell(&self) -> &UnixStream {
        &self.bell
    }

    /// Opens the connection ahead of the first job, so that the first mark does not wait for it.
    pub(super) fn get_ready(&self) {
        // A thread that is gone is reported by `take`.
        let _ = self.orders.send(Order::GetReady);
    }

    /// Queues a job.
    pub(super) fn give(&mut self, id: WriteId, job: Job) {
        self.order(Order::Job(id, job));
    }

    /// Queues what is to be kept of what is being entered.
    pub(super) fn keep_draft(&mut self, draft: Option<String>) {
        self.order(Order::Draft(draft));
    }

    /// Queues how far the journal was seen.
    pub(super) fn end_visit(&mut self, seq: i64) {
        self.order(Order::Visit(seq));
    }

    fn order(&mut self, order: Order) {
        if self.orders.send(order).is_ok() {
            self.open += 1;
        }
    }

    /// What has been written since last asked; `None` when the thread is gone.
    pub(super) fn take(&mut self) -> Option<Vec<Written>> {
        while matches!(self.bell.read(&mut [0; 64]), Ok(1..)) {}
        let mut all = Vec::new();
        loop {
            match self.written.try_recv() {
                Ok(written) => all.push(written),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => return None,
            }
        }
        self.open -= all.len();
        Some(all.into_iter().flatten().collect())
    }

    /// Waits for what was asked for to be written, each job for up to `patience`.
    ///
    /// # Errors
    /// The first refusal; [`Error::Busy`] when the time ran out.
    pub(super) fn finish(self, patience: Duration) -> Result<()> {
        let mut outcome = Ok(());
        for _ in 0..self.open {
            match self.written.recv_timeout(patience) {
                Ok(Some((_, written))) => outcome = outcome.and(written.map(drop)),
                Ok(None) => {}
                Err(RecvTimeoutError::Timeout) => return outcome.and(Err(Error::Busy)),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        outcome
    }
}

fn work(start: &Start, inbox: &Receiver<Order>, outbox: &Sender<Option<Written>>, mut rope: &UnixStream) {
    let (mut store, mut drafts) = (None, None);
    while let Ok(order) = inbox.recv() {
        let written = match order {
            Order::GetReady => {
                // A failure is not lost: the first job opens again and answers with it.
                store = open(start).ok();
                continue;
            }
            Order::Job(id, job) => Some((id, run(start, &mut store, job))),
            Order::Draft(draft) => {
                // A draft is a safety net: without it the work itself goes on.
                let _ = kept(start, &mut drafts).and_then(|it| it.keep(&start.actor.login, draft.as_deref()));
                None
            }
            Order::Visit(seq) => {
                // What was new is then shown as new once more.
                let _ = kept(start, &mut drafts).and_then(|it| it.end_visit(&start.actor.login, seq));
                None
            }
        };
        if outbox.send(written).is_err() || rope.write_all(&[0]).is_err() {
            return;
        }
    }
}

fn run(start: &Start, store: &mut Option<Store>, job: Job) -> Result<Applied> {
    let store = match store {
        Some(store) => store,
        None => store.insert(open(start)?),
    };
    let now = Now::new(start.clock.now());
    match job {
        Job::Write(changes) => store.apply(&start.actor, now, &changes),
        Job::WriteEach(batch) => store.apply_each(&start.actor, now, &batch),
        Job::Undo => store.undo(&start.actor, now, Reach::Run),
        Job::Redo => store.redo(&start.actor, now, Reach::Run),
    }
}

fn kept<'a>(start: &Start, drafts: &'a mut Option<Drafts>) -> Result<&'a mut Drafts> {
    Ok(match drafts {
        Some(drafts) => drafts,
        None => drafts.insert(Drafts::open(&start.db)?),
    })
}

/// What was being entered when this person's last session ended, and how far the journal was seen then;
/// on the first visit nothing is new yet. No file is made by looking, and what cannot be read is no reason
/// not to open.
pub(super) fn kept_of(start: &Start, store: &Store) -> Result<(Option<String>, Option<Visit>)> {
    if !store.can_write() {
        return Ok((None, None));
    }
    let login = start.actor.login.clone();
    let kept = Drafts::open(&start.db).ok();
    let draft = kept.as_ref().and_then(|kept| kept.of(&login).ok()?);
    let mut visit = Visit { login, since: i64::MAX };
    visit.since = match kept.and_then(|kept| kept.visit(&visit.login).ok()?) {
        Some(since) => since,
        None => store.news(Scope::Office, &visit)?.newest,
    };
    Ok((draft, Some(visit)))
}

fn open(start: &Start) -> Result<Store> {
    let store = Store::open(&start.db, Mode::ReadWrite)?;
    store.set_patience(PATIENCE)?;
    Ok(store)
}
