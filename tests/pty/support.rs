//! A terminal for tests: a program on a pseudo-terminal, what it has drawn, and its end.
//!
//! Nothing sleeps: every wait blocks on the program's output or its end, up to a deadline that
//! only a failing test meets.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// A program that has not answered by then never will.
pub const DEADLINE: Duration = Duration::from_secs(20);
/// Silence after which a screen is taken as settled.
const SETTLED: Duration = Duration::from_millis(300);

/// The program under test.
pub const DONDOC: &str = env!("CARGO_BIN_EXE_dondoc");

pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything the program has written.
    pub received: Vec<u8>,
    /// The terminal's state before the program ran.
    pub state_before: String,
    /// The home directory the program saw; removed with the terminal.
    _home: tempfile::TempDir,
}

impl Terminal {
    /// `dondoc` with these arguments on a terminal of `columns` × `rows`.
    pub fn dondoc(size: (u16, u16), args: &[&str]) -> Self {
        Self::spawn(size, DONDOC, args, &[])
    }

    /// Any program, in an environment of its own: no variables but a home, a path, TERM and `env`.
    pub fn spawn(size: (u16, u16), program: &str, args: &[&str], env: &[(&str, &str)]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(home.path());
        command.env_clear();
        command.env("PATH", "/usr/local/bin:/usr/bin:/bin");
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        for (name, value) in env {
            command.env(name, value);
        }
        let state_before = state(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        // Only the program may hold its end of the line, or its going would not show.
        drop(pair.slave);
        Self {
            output: read_all(pair.master.try_clone_reader().unwrap()),
            keyboard: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
            parser: vt100::Parser::new(nonzero(size.1), nonzero(size.0), 0),
            received: Vec::new(),
            state_before,
            _home: home,
        }
    }

    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.keyboard.write_all(bytes.as_ref()).unwrap();
        self.keyboard.flush().unwrap();
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.parser.screen_mut().set_size(nonzero(size.1), nonzero(size.0));
        self.master.resize(pty_size(size)).unwrap();
    }

    pub fn pid(&self) -> Pid {
        let id = self.child.process_id().unwrap();
        Pid::from_raw(i32::try_from(id).unwrap()).unwrap()
    }

    pub fn kill(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Waits until the screen is as `wanted`.
    #[track_caller]
    pub fn until(&mut self, wanted: impl Fn(&vt100::Screen) -> bool) {
        self.receive_until(|terminal| wanted(terminal.screen()));
    }

    /// Waits until the program has written more than so many bytes since it began.
    #[track_caller]
    pub fn until_received(&mut self, bytes: usize) {
        self.receive_until(|terminal| terminal.received.len() > bytes);
    }

    #[track_caller]
    fn receive_until(&mut self, done: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !done(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            if let Err(why) = self.receive(left) {
                panic!("{why:?}; the screen is\n{}", text(self.screen()));
            }
        }
    }

    /// Waits until the screen contains `wanted`.
    #[track_caller]
    pub fn until_text(&mut self, wanted: &str) {
        self.until(|screen| text(screen).contains(wanted));
    }

    /// Waits until the program has nothing more to draw, or has ended.
    pub fn settle(&mut self) {
        while self.receive(SETTLED).is_ok() {}
    }

    /// Waits for the program's end and returns its exit code. A signal that killed it fails the test.
    #[track_caller]
    pub fn end(&mut self) -> u32 {
        let deadline = Instant::now() + DEADLINE;
        loop {
            match self.receive(deadline.saturating_duration_since(Instant::now())) {
                Ok(()) => {}
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    self.child.kill().unwrap();
                    panic!("it does not end; the screen is\n{}", text(self.screen()));
                }
            }
        }
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), None, "killed by a signal it should have handled");
        status.exit_code()
    }

    /// Presses F10, and fails unless the program ends well and gives the terminal back.
    #[track_caller]
    pub fn quit(mut self) {
        self.send(b"\x1b[21~");
        assert_eq!(self.end(), 0);
        self.assert_restored();
    }

    /// Fails unless the terminal is as it was before the program ran.
    #[track_caller]
    pub fn assert_restored(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left on");
        assert!(!screen.hide_cursor(), "the cursor is left hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is left on");
        assert_eq!(state(&*self.master), self.state_before, "the line is left raw");
    }

    /// The path of the program's end of the line.
    #[allow(dead_code, reason = "one of the crates that share this file uses it")]
    pub fn line(&self) -> std::path::PathBuf {
        self.master.tty_name().expect("a pseudo-terminal has a name")
    }

    /// The terminal's line settings now.
    pub fn state(&self) -> String {
        state(&*self.master)
    }

    fn receive(&mut self, patience: Duration) -> Result<(), RecvTimeoutError> {
        let bytes = self.output.recv_timeout(patience)?;
        self.parser.process(&bytes);
        self.received.extend(bytes);
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed leaves its program running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The screen's rows as a person sees them. (`contents` joins rows that a resize left "wrapped".)
pub fn text(screen: &vt100::Screen) -> String {
    let rows: Vec<String> =
        screen.rows(0, screen.size().1.get()).map(|row| row.trim_end().to_owned()).collect();
    rows.join("\n")
}

/// The screen of `dondoc` with these arguments once it stands still, after these keys.
pub fn picture(size: (u16, u16), args: &[&str], keys: &[u8]) -> String {
    let mut terminal = Terminal::dondoc(size, args);
    terminal.until(vt100::Screen::alternate_screen);
    terminal.settle();
    terminal.send(keys);
    terminal.settle();
    text(terminal.screen())
}

/// Reads on a thread of its own until the line is closed.
fn read_all(mut reader: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut chunk = vec![0; 64 << 10];
        // A closed line reads as an error on this side.
        while let Ok(n @ 1..) = reader.read(&mut chunk) {
            if sender.send(chunk[..n].to_vec()).is_err() {
                return;
            }
        }
    });
    receiver
}

fn state(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("a pseudo-terminal has line settings"))
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn nonzero(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("no side of a screen is 0")
}
