//! What every command needs: language, clock, who asks, the data file and how long to wait for it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::TimeDelta;

use crate::clock::Clock;
use crate::config::Config;
use crate::domain::change::Actor;
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::import::Ways;
use crate::store::{Mode, Store};

use super::line::Globals;
use super::out::Out;

/// How long a busy file is waited for before the command gives up.
const PATIENCE: TimeDelta = TimeDelta::seconds(9);
/// After so long the waiting is said.
const SILENT: TimeDelta = TimeDelta::milliseconds(900);
/// How long one statement waits by itself.
const STATEMENT: Duration = Duration::from_secs(1);
/// Between two attempts: an opening that finds another session at work ends at once.
const PAUSE: Duration = Duration::from_millis(50);

pub struct Context {
    pub lang: Lang,
    pub read_only: bool,
    pub actor: Actor,
    /// One instant for the whole command.
    pub now: Now,
    /// How files of letters are read.
    pub ways: Ways,
    /// The line itself names the data file.
    pub db_is_stated: bool,
    db: Result<PathBuf>,
}

impl Context {
    pub fn new(config: &Config, lang: Lang, clock: Clock, globals: Globals) -> Self {
        // The run's name tells apart runs of one stated clock too, so it takes the system's.
        let started = Clock::system().now().timestamp_millis();
        Self {
            lang,
            read_only: globals.read_only,
            actor: Actor { login: config.login.clone(), run: format!("{}-{started}", std::process::id()) },
            now: Now::new(clock.now()),
            // Not by its path: an upgrade puts another file there while a session is open.
            ways: Ways { program: "/proc/self/exe".into(), pdftotext: config.pdftotext },
            db_is_stated: globals.db.is_some(),
            db: config.data_file(globals.db),
        }
    }

    /// The data file's path, whether or not there is a file.
    pub fn db(&self) -> Result<PathBuf> {
        self.db.clone()
    }

    /// The data file, opened for looking only. Readers do not wait for writers once it is open.
    pub fn look(&self, out: &mut Out) -> Result<Store> {
        self.patiently(out, |_| {
            let db = self.db()?;
            match open(&db, Mode::ReadOnly) {
                // After an upgrade sshd's question for a key comes first: it must not shut everybody out.
                Err(Error::Older { .. }) if !self.read_only => {
                    open(&db, Mode::ReadWrite)?;
                    open(&db, Mode::ReadOnly)
                }
                looked => looked,
            }
        })
    }

    /// Runs `work` on the data file, which is opened for writing. `work` may be run again: what it
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
        self.patiently(out, |out| work(&mut open(&db, mode)?, out))
    }

    /// Tries again while the file is busy, and says so once.
    pub fn patiently<T>(&self, out: &mut Out, mut attempt: impl FnMut(&mut Out) -> Result<T>) -> Result<T> {
        // Runs on from here whatever happens to the system's clock meanwhile.
        let begun = self.now.at();
        let clock = Clock::starting_at(begun);
        let mut is_told = false;
        loop {
            match attempt(out) {
                Err(Error::Busy) if clock.now() - begun < PATIENCE => {
                    if !is_told && clock.now() - begun >= SILENT {
                        out.note(&self.lang.cli_waiting_for_file());
                        is_told = true;
                    }
                    std::thread::sleep(PAUSE);
                }
                ended => return ended,
            }
        }
    }
}

fn open(db: &Path, mode: Mode) -> Result<Store> {
    let store = Store::open(db, mode)?;
    store.set_patience(STATEMENT)?;
    Ok(store)
}
