//! Notice of other sessions: when to look whether the data file has changed, or gone.
//!
//! The folder tells of writing, not of commits: a commit becomes visible only after the log has
//! reached the disk, and nothing in the folder moves then. So one touch is followed by a few looks.

use std::time::Duration;

use crate::app::message::Msg;
use crate::store::{Store, Watch};

/// How long after a touch, and after each look, the next look comes: quick disks first, then
/// disks that need a second to take a commit.
const LOOKS: [Duration; 5] = [
    Duration::from_millis(1),
    Duration::from_millis(8),
    Duration::from_millis(40),
    Duration::from_millis(250),
    Duration::from_secs(1),
];
/// So many of them come within milliseconds.
const QUICK_LOOKS: usize = 2;
/// Where the folder cannot be watched (the account has used up its watches), a look this often is
/// better than showing what is no longer so.
const UNWATCHED: Duration = Duration::from_secs(2);

pub(super) struct Notice {
    watch: Option<Watch>,
    next: Option<Duration>,
    /// Looks made since the last touch.
    looks: usize,
    /// The file's loss has been told.
    gone: bool,
}

impl Notice {
    pub(super) fn new(watch: Option<Watch>, at: Duration) -> Self {
        // The file may have changed between the first reads and the beginning of the watch.
        Self { watch, next: Some(at), looks: LOOKS.len(), gone: false }
    }

    /// The watch to wait on. While a look is only milliseconds away it is not waited on: one
    /// commit touches the folder several times, and the look takes those touches in.
    pub(super) fn watch(&self) -> Option<&Watch> {
        let look_is_near = self.next.is_some() && self.looks <= QUICK_LOOKS;
        self.watch.as_ref().filter(|_| !look_is_near)
    }

    /// When [`Notice::look`] is next due.
    pub(super) fn due(&self) -> Option<Duration> {
        self.next
    }

    /// Something in the folder was touched.
    pub(super) fn touched(&mut self, at: Duration) {
        if self.drain() {
            let soon = at + LOOKS[0];
            // Touches without end must not put the look off without end.
            self.next = Some(self.next.map_or(soon, |next| next.min(soon)));
        }
    }

    /// Takes in the touches so far; with any, the looks begin again.
    fn drain(&mut self) -> bool {
        match self.watch.as_mut().map(Watch::drain) {
            Some(Ok(true)) => {
                self.looks = 1;
                true
            }
            Some(Ok(false)) | None => false,
            // A watch that cannot be read would ring for ever.
            Some(Err(_)) => {
                self.watch = None;
                true
            }
        }
    }

    /// Looks, and says what is to be told.
    pub(super) fn look(&mut self, at: Duration, store: &mut Store) -> Vec<Msg> {
        self.drain();
        self.next = match (LOOKS.get(self.looks), &self.watch) {
            (Some(&pause), _) => Some(at + pause),
            (None, None) => Some(at + UNWATCHED),
            (None, Some(_)) => None,
        };
        self.looks += 1;
        let mut messages = Vec::new();
        match store.still_there() {
            Err(e) if !self.gone => {
                self.gone = true;
                messages.push(Msg::FileGone(e));
            }
            _ => {}
        }
        // A file that cannot be asked (another session has it to itself) is asked at the next look.
        if !self.gone && store.has_changed().unwrap_or(false) {
            messages.push(Msg::DataChanged);
        }
        messages
    }
}
