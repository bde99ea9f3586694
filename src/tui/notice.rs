//! Notice of other sessions: whether the data file has changed, or gone.
//!
//! The watch rings when a commit of another session can be read, so one look tells.

use std::time::Duration;

use crate::app::message::Msg;
use crate::store::{Store, Watch};

/// Where nothing rings (the account has used up its watches), and where the file could not be asked
/// because another session has it to itself, a look this often is better than showing what is no
/// longer so.
const LATER: Duration = Duration::from_secs(2);

pub(super) struct Notice {
    watch: Option<Watch>,
    /// When to look, touched or not.
    next: Option<Duration>,
    /// The file's loss has been told.
    gone: bool,
}

impl Notice {
    pub(super) fn new(watch: Option<Watch>) -> Self {
        // The file may have changed between the first reads and the beginning of the watch.
        Self { watch, next: Some(Duration::ZERO), gone: false }
    }

    /// The watch to wait on.
    pub(super) fn watch(&self) -> Option<&Watch> {
        self.watch.as_ref()
    }

    /// When [`Notice::look`] is due although nothing was touched.
    pub(super) fn due(&self) -> Option<Duration> {
        self.next
    }

    /// Looks where the folder was touched or the time has come, and says what is to be told.
    pub(super) fn look(&mut self, touched: bool, at: Duration, store: &mut Store) -> Option<Msg> {
        let is_news = touched && self.drain();
        if !is_news && self.next.is_none_or(|next| next > at) {
            return None;
        }
        self.next = self.watch.is_none().then_some(at + LATER);
        if self.gone {
            return None;
        }
        if let Err(e) = store.still_there() {
            self.gone = true;
            return Some(Msg::FileGone(e));
        }
        match store.has_changed() {
            Ok(has_changed) => has_changed.then_some(Msg::DataChanged),
            Err(_) => {
                self.next = Some(at + LATER);
                None
            }
        }
    }

    /// Takes the touches in; whether one was about the data file.
    fn drain(&mut self) -> bool {
        match self.watch.as_mut().map(Watch::drain) {
            Some(Ok(is_ours)) => is_ours,
            // A watch that cannot be read would ring for ever.
            Some(Err(_)) => {
                self.watch = None;
                true
            }
            None => false,
        }
    }
}
