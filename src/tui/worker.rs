//! The thread that writes: its own connection, one job after another, answers by channel.
//!
//! The thread that draws never waits for a lock; this one waits for up to [`PATIENCE`].

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use crate::app::message::WriteId;
use crate::domain::change::{Applied, Change};
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::store::{Mode, Reach, Store};

use super::Start;

/// How long a write waits for another session's.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

pub(super) enum Job {
    Write(Vec<Change>),
    Undo,
    Redo,
}

/// What a write came to.
pub(super) type Written = (WriteId, Result<Applied>);

pub(super) struct Worker {
    jobs: Sender<Option<(WriteId, Job)>>,
    written: Receiver<Written>,
    /// A byte comes when there is something in `written`, end of file when the thread is gone.
    bell: UnixStream,
    /// Jobs given and not yet answered.
    open: usize,
}

impl Worker {
    pub(super) fn new(start: Start) -> io::Result<Self> {
        let (jobs, inbox) = channel();
        let (outbox, written) = channel();
        let (bell, rope) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        let work = move || work(&start, &inbox, &outbox, &rope);
        thread::Builder::new().name("writer".to_owned()).spawn(work)?;
        Ok(Self { jobs, written, bell, open: 0 })
    }

    pub(super) fn bell(&self) -> &UnixStream {
        &self.bell
    }

    /// Opens the connection ahead of the first job, so that the first mark does not wait for it.
    pub(super) fn get_ready(&self) {
        // A thread that is gone is reported by `take`.
        let _ = self.jobs.send(None);
    }

    /// Queues a job.
    pub(super) fn give(&mut self, id: WriteId, job: Job) {
        if self.jobs.send(Some((id, job))).is_ok() {
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
        Some(all)
    }

    /// Waits for what was asked for to be written, each job for up to `patience`.
    ///
    /// # Errors
    /// The first refusal; [`Error::Busy`] when the time ran out.
    pub(super) fn finish(self, patience: Duration) -> Result<()> {
        let mut outcome = Ok(());
        for _ in 0..self.open {
            match self.written.recv_timeout(patience) {
                Ok((_, written)) => outcome = outcome.and(written.map(drop)),
                Err(RecvTimeoutError::Timeout) => return outcome.and(Err(Error::Busy)),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        outcome
    }
}

fn work(
    start: &Start,
    inbox: &Receiver<Option<(WriteId, Job)>>,
    outbox: &Sender<Written>,
    mut rope: &UnixStream,
) {
    let mut store = None;
    while let Ok(job) = inbox.recv() {
        let Some((id, job)) = job else {
            // A failure is not lost: the first job opens again and answers with it.
            store = open(start).ok();
            continue;
        };
        let written = run(start, &mut store, job);
        if outbox.send((id, written)).is_err() || rope.write_all(&[0]).is_err() {
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
        Job::Undo => store.undo(&start.actor, now, Reach::Run),
        Job::Redo => store.redo(&start.actor, now, Reach::Run),
    }
}

fn open(start: &Start) -> Result<Store> {
    let store = Store::open(&start.db, Mode::ReadWrite)?;
    store.set_patience(PATIENCE)?;
    Ok(store)
}
