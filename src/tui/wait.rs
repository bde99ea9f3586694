//! The one wait: terminal, signals, the data file's folder, the worker and the next moment.
//!
//! Nothing is polled at intervals. A program in which nothing happens sleeps here.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::time::{
    ClockId, Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, clock_gettime, timerfd_create,
    timerfd_settime,
};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use crate::store::Watch;

/// The most that is read before what was read is acted on.
const READ_LIMIT: usize = 64 << 10;

/// What there is to do after a wait.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Ready {
    pub input: bool,
    /// The terminal is gone.
    pub hung_up: bool,
    pub signals: bool,
    /// Something in the data file's folder was touched.
    pub folder: bool,
    pub worker: bool,
    /// The alarm rang or the system's clock was set.
    pub alarm: bool,
}

/// Signals as a descriptor, so that they wake the one wait like everything else.
pub(super) struct Signals(SignalDelivery<UnixStream, SignalOnly>);

impl Signals {
    pub(super) fn new() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let signals = [SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH];
        SignalDelivery::with_pipe(read, write, SignalOnly, signals).map(Self)
    }

    /// Signals that came since last asked, each once however often it came.
    pub(super) fn take(&mut self) -> Vec<i32> {
        self.0.pending().collect()
    }
}

/// Rings at an instant of the system's clock: after a laptop's sleep too, and when the clock is set.
pub(super) struct Alarm(OwnedFd);

impl Alarm {
    pub(super) fn new() -> io::Result<Self> {
        let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
        Ok(Self(timerfd_create(TimerfdClockId::Realtime, flags)?))
    }

    /// Rings once after this time; never for `None`.
    pub(super) fn set(&self, after: Option<Duration>) -> io::Result<()> {
        let zero = Timespec { tv_sec: 0, tv_nsec: 0 };
        let at = match after {
            None => zero,
            Some(after) => clock_gettime(ClockId::Realtime)
                .checked_add(Timespec::try_from(after).map_err(io::Error::other)?)
                .ok_or_else(|| io::Error::other("an alarm beyond all time"))?,
        };
        let flags = TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET;
        timerfd_settime(&self.0, flags, &Itimerspec { it_interval: zero, it_value: at })?;
        Ok(())
    }

    /// Silences a ring. There may be none to silence, and a set clock reads as an error.
    fn quiet(&self) {
        let _ = rustix::io::read(&self.0, &mut [0; 8]);
    }
}

/// The descriptors waited for beside the terminal.
pub(super) struct Sources<'a> {
    pub signals: &'a Signals,
    pub alarm: &'a Alarm,
    /// `None` where the folder cannot be watched.
    pub folder: Option<&'a Watch>,
    pub worker: &'a UnixStream,
}

impl Sources<'_> {
    /// Sleeps until something happens or `timeout` has passed; `None` sleeps for as long as it takes.
    pub(super) fn wait(&self, timeout: Option<Duration>) -> io::Result<Ready> {
        let terminal = rustix::stdio::stdin();
        let mut fds = vec![
            PollFd::new(&terminal, PollFlags::IN),
            PollFd::new(self.signals.0.get_read(), PollFlags::IN),
            PollFd::new(&self.alarm.0, PollFlags::IN),
            PollFd::new(self.worker, PollFlags::IN),
        ];
        fds.extend(self.folder.map(|watch| PollFd::from_borrowed_fd(watch.as_fd(), PollFlags::IN)));
        let timeout = timeout.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(Ready::default()),
            Err(e) => return Err(e.into()),
        }
        let happened = |nth: usize| fds.get(nth).is_some_and(|fd| !fd.revents().is_empty());
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        let ready = Ready {
            input: happened(0),
            hung_up: fds.first().is_some_and(|fd| fd.revents().intersects(gone)),
            signals: happened(1),
            alarm: happened(2),
            worker: happened(3),
            folder: happened(4),
        };
        if ready.alarm {
            self.alarm.quiet();
        }
        Ok(ready)
    }
}

/// All input that is waiting, up to a limit; `None` when the terminal is gone.
pub(super) fn read_input(buffer: &mut Vec<u8>) -> Option<()> {
    let terminal = rustix::stdio::stdin();
    let mut chunk = [0; 4096];
    while buffer.len() < READ_LIMIT && has_input(terminal) {
        match rustix::io::read(terminal, &mut chunk) {
            Ok(0) => return None,
            Ok(n) => buffer.extend_from_slice(chunk.get(..n).unwrap_or_default()),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return None,
        }
    }
    Some(())
}

/// Whether a read would return at once.
fn has_input(terminal: rustix::fd::BorrowedFd<'_>) -> bool {
    let mut fds = [PollFd::from_borrowed_fd(terminal, PollFlags::IN)];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    matches!(poll(&mut fds, Some(&now)), Ok(1..))
}
