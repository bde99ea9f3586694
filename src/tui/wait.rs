//! The one wait: terminal, signals, the data file's folder, the other threads and the next moment.
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
    pub reader: bool,
    /// The alarm rang or the system's clock was set.
    pub alarm: bool,
}

/// What is waited for beside the terminal, the folder and the other threads.
pub(super) struct Wait {
    /// As a descriptor, so that signals wake the one wait like everything else.
    signals: SignalDelivery<UnixStream, SignalOnly>,
    /// Rings at an instant of the system's clock: after a laptop's sleep too, and when the clock is
    /// set.
    alarm: OwnedFd,
}

impl Wait {
    pub(super) fn new() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let signals = [SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH];
        let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
        Ok(Self {
            signals: SignalDelivery::with_pipe(read, write, SignalOnly, signals)?,
            alarm: timerfd_create(TimerfdClockId::Realtime, flags)?,
        })
    }

    /// Signals that came since last asked, each once however often it came.
    pub(super) fn signals(&mut self) -> Vec<i32> {
        self.signals.pending().collect()
    }

    /// Rings once after this time; never for `None`.
    pub(super) fn set_alarm(&self, after: Option<Duration>) -> io::Result<()> {
        let zero = Timespec { tv_sec: 0, tv_nsec: 0 };
        let at = match after {
            None => zero,
            Some(after) => clock_gettime(ClockId::Realtime)
                .checked_add(Timespec::try_from(after).map_err(io::Error::other)?)
                .ok_or_else(|| io::Error::other("an alarm beyond all time"))?,
        };
        let flags = TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET;
        timerfd_settime(&self.alarm, flags, &Itimerspec { it_interval: zero, it_value: at })?;
        Ok(())
    }

    /// Sleeps until something happens or `timeout` has passed; `None` sleeps for as long as it takes.
    /// There is no `folder` where it cannot be watched, and no `reader` before it has been needed.
    pub(super) fn wait(
        &self,
        folder: Option<&Watch>,
        worker: &UnixStream,
        reader: Option<&UnixStream>,
        timeout: Option<Duration>,
    ) -> io::Result<Ready> {
        let terminal = rustix::stdio::stdin();
        let mut fds = vec![
            PollFd::new(&terminal, PollFlags::IN),
            PollFd::new(self.signals.get_read(), PollFlags::IN),
            PollFd::new(&self.alarm, PollFlags::IN),
            PollFd::new(worker, PollFlags::IN),
        ];
        let folder_at = fds.len();
        fds.extend(folder.map(|watch| PollFd::from_borrowed_fd(watch.as_fd(), PollFlags::IN)));
        let reader_at = fds.len();
        fds.extend(reader.map(|bell| PollFd::new(bell, PollFlags::IN)));
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
            folder: folder.is_some() && happened(folder_at),
            reader: happened(reader_at),
        };
        if ready.alarm {
            // A clock that was set reads as an error, which silences the ring as well.
            let _ = rustix::io::read(&self.alarm, &mut [0; 8]);
        }
        Ok(ready)
    }
}

/// The input that is waiting; `None` when the terminal is gone.
pub(super) fn read_input(buffer: &mut [u8]) -> Option<&[u8]> {
    match rustix::io::read(rustix::stdio::stdin(), &mut *buffer) {
        Ok(n @ 1..) => buffer.get(..n),
        Err(Errno::INTR | Errno::AGAIN) => Some(&[]),
        Ok(0) | Err(_) => None,
    }
}
