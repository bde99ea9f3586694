//! The terminal's state: taken over once, given back whatever happens.
//!
//! Quit, error, panic and signals all end in [`restore`], which may be called any number of times
//! from any thread. Nothing here asks the terminal a question: a late answer would read as keys.

use std::ffi::OsStr;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::termios::{isatty, tcgetwinsize};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

use crate::error::{Error, Result};
use crate::i18n::Lang;

use super::reader::LETTER_THREAD;

/// Alternate screen, cleared for terminals that have none or were told to ignore it (a setting of PuTTY),
/// bracketed paste, no cursor.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?2004h\x1b[?25l";
/// Plain colours first, so that the shell's line does not inherit ours.
const LEAVE: &[u8] = b"\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l";
/// For a terminal that does not know its size (0×0), as serial lines do not.
const USUAL_SIZE: (u16, u16) = (80, 24);

/// Whether the terminal is ours now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Holds the terminal; dropping it gives it back.
pub(super) struct Guard(());

impl Guard {
    /// Takes the terminal over. A panic from here on prints a plain sentence in `lang` instead of
    /// the runtime's own.
    pub(super) fn new(lang: Lang) -> io::Result<Self> {
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() == Some(LETTER_THREAD) {
                return;
            }
            restore();
            let place = info.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
            let message = lang.crashed(env!("CARGO_PKG_VERSION"), &place);
            // Nobody is left to be told when this fails.
            let _ = write_all(rustix::stdio::stderr(), format!("{message}\n").as_bytes());
        }));
        let guard = Self(());
        take()?;
        Ok(guard)
    }

    /// Gives the terminal back and stops the process as Ctrl-Z does. Once it goes on, the signal of
    /// that asks for [`Guard::retake`].
    pub(super) fn suspend(&self) -> io::Result<()> {
        restore();
        emulate_default_handler(SIGTSTP)
    }

    /// Takes the terminal over afresh: the process was stopped, and what ran meanwhile may have changed
    /// the terminal's state.
    pub(super) fn retake(&self) -> io::Result<()> {
        restore();
        take()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    write_all(rustix::stdio::stdout(), ENTER)
}

/// Puts the terminal back as it was found; does nothing where that has been done. On a terminal
/// that is gone there is nothing to put back, so failures do not matter.
fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = write_all(rustix::stdio::stdout(), LEAVE);
        let _ = disable_raw_mode();
    }
}

/// Refuses where screens cannot be shown, before a byte is written.
///
/// # Errors
/// [`Error::NoTerminal`], [`Error::DumbTerminal`].
pub(super) fn require_terminal() -> Result<()> {
    if !isatty(rustix::stdio::stdin()) || !isatty(rustix::stdio::stdout()) {
        return Err(Error::NoTerminal);
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "the terminal's name matters to nobody else; one word is looked for"
    )]
    let term = std::env::var_os("TERM");
    match term {
        Some(name) if name == OsStr::new("dumb") => Err(Error::DumbTerminal("dumb".to_owned())),
        _ => Ok(()),
    }
}

/// Columns and rows of the terminal now.
pub(super) fn size() -> (u16, u16) {
    match tcgetwinsize(rustix::stdio::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
        _ => USUAL_SIZE,
    }
}

/// Writes everything, in one call where the terminal takes it in one.
pub(super) fn write_all(to: rustix::fd::BorrowedFd<'_>, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(to, bytes) {
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Whoever shares this terminal has made it non-blocking. If waiting fails, so will writing.
            Err(Errno::AGAIN) => drop(poll(&mut [PollFd::new(&to, PollFlags::OUT)], None)),
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::{ENTER, Guard, LEAVE, require_terminal};
    use crate::i18n::Lang;

    /// The program of the next test, which runs it on a terminal of its own. Elsewhere it does nothing.
    #[test]
    #[ignore = "takes the terminal it runs on; run by the test after it"]
    fn panics_on_a_terminal() {
        if require_terminal().is_ok() {
            let _guard = Guard::new(Lang::Vi).unwrap();
            panic!("không ai đọc câu này");
        }
    }

    #[test]
    fn a_panic_gives_the_terminal_back_and_says_so_plainly() {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let state = || format!("{:?}", pair.master.get_termios().unwrap());
        let before = state();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "tui::guard::tests::panics_on_a_terminal", "--ignored", "--nocapture"]);
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut written = Vec::new();
        // The closed line reads as an error behind the last byte.
        let _ = pair.master.try_clone_reader().unwrap().read_to_end(&mut written);
        child.wait().unwrap();

        assert_eq!(state(), before);
        let written = String::from_utf8(written).unwrap();
        let (enter, leave) = (std::str::from_utf8(ENTER).unwrap(), std::str::from_utf8(LEAVE).unwrap());
        let (_, after) = written.split_once(enter).unwrap();
        let (during, after) = after.split_once(leave).unwrap();
        assert_eq!(during, "");
        assert!(after.contains(&format!("dondoc {} gặp lỗi", env!("CARGO_PKG_VERSION"))), "{after}");
        assert!(after.contains("src/tui/guard.rs:"), "{after}");
        assert!(!after.contains("không ai đọc") && !after.contains(leave), "{after}");
    }
}
