//! What every command needs: language, clock, who asks, the data file and how long to wait for it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::clock::Clock;
use crate::config::Config;
use crate::domain::change::Actor;
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::store::{Mode, Store};

use super::args::Globals;
use super::out::Out;

/// How long a busy file is waited for in silence, and then with a line on standard error.
const SILENT: Duration = Duration::from_secs(1);
const TOLD: Duration = Duration::from_secs(9);
/// Between two attempts to open a file that another session is setting up.
const PAUSE: Duration = Duration::from_millis(50);

pub struct Context {
    pub lang: Lang,
    pub ascii: bool,
    pub read_only: bool,
    pub actor: Actor,
    /// One instant for the whole command.
    pub now: Now,
    db: Result<PathBuf>,
}

impl Context {
    pub fn new(config: &Config, lang: Lang, clock: Clock, globals: Globals) -> Self {
        // The run's name tells apart runs of one stated clock too, so it takes the system's.
        let started = Clock::system().now().timestamp_millis();
        Self {
            lang,
            ascii: globals.ascii,
            read_only: globals.read_only,
            actor: Actor { login: config.login.clone(), run: format!("{}-{started}", std::process::id()) },
            now: Now::new(clock.now()),
            db: config.data_file(globals.db),
        }
    }

    /// The data file's path, whether or not there is a file.
    pub fn db(&self) -> Result<PathBuf> {
        self.db.clone()
    }

    /// The data file, opened for looking only. Readers do not wait for writers once it is open.
    pub fn look(&self, out: &mut Out) -> Result<Store> {
        self.patiently(out, |patience, _| open(&self.db()?, Mode::ReadOnly, patience))
    }

    /// Runs `work` on the data file, which is opened for writing. `work` may be run twice: what it
    /// did before it found the file busy was not kept.
    pub fn write<T>(
        &self,
        out: &mut Out,
        mode: Mode,
        mut work: impl FnMut(&mut Store, &mut Out) -> Result<T>,
    ) -> Result<T> {
        let db = self.db()?;
        if self.read_only {
            return Err(Error::ReadOnly(db));
        }
        self.patiently(out, |patience, out| work(&mut open(&db, mode, patience)?, out))
    }

    /// One attempt in silence; where the file is busy a line that says so, and a longer attempt.
    fn patiently<T>(
        &self,
        out: &mut Out,
        mut attempt: impl FnMut(Duration, &mut Out) -> Result<T>,
    ) -> Result<T> {
        match attempt(SILENT, out) {
            Err(Error::Busy) => {
                out.note(&self.lang.cli_waiting_for_file());
                attempt(TOLD, out)
            }
            ended => ended,
        }
    }
}

/// Opens the file, trying again while it is busy, and lets every statement wait as long.
fn open(db: &Path, mode: Mode, patience: Duration) -> Result<Store> {
    let mut waited = Duration::ZERO;
    loop {
        match Store::open(db, mode) {
            Err(Error::Busy) if waited < patience => {
                std::thread::sleep(PAUSE);
                waited += PAUSE;
            }
            opened => {
                let store = opened?;
                store.set_patience(patience)?;
                return Ok(store);
            }
        }
    }
}
