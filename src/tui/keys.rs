//! `dondoc keys`: what the program understands of each key, through the same decoder as the screens.
//!
//! Border: no data file and no application. [`Listener`] turns bytes with their instants into lines;
//! [`run`] reads the bytes and prints the lines.

use std::fmt;
use std::io;
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::isatty;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use crate::app::action;
use crate::app::key::Key;
use crate::i18n::Lang;
use crate::text::{self, typing, typing::Typing};

use super::guard::{Guard, write_all};
use super::ime::{Ime, Meant, Place};

/// Text is told after this much silence.
const SILENCE: Duration = Duration::from_millis(100);
/// 128 + SIGPIPE.
const READER_GONE: i32 = 141;

/// How keys are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Start {
    /// Lines for programs, and nothing else is written.
    pub plain: bool,
    pub place: Place,
    pub typing: Typing,
    pub lang: Lang,
}

/// One thing understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    Key(Key),
    /// What a field holds by now, in NFC.
    Text(String),
    /// Characters pasted.
    Paste(usize),
    Hint,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Line::Key(key) => write!(f, "key {}", name(*key)),
            Line::Text(text) => write!(f, "text {text}"),
            Line::Paste(n) => write!(f, "paste {n}"),
            Line::Hint => f.write_str("hint ime"),
        }
    }
}

/// As help names it, in ASCII where the key itself is no letter.
fn name(key: Key) -> String {
    match key {
        Key::Up | Key::Down | Key::Left | Key::Right => format!("{key:?}"),
        Key::Ctrl(' ') => "Ctrl-Space".to_owned(),
        Key::Alt(' ') => "Alt-Space".to_owned(),
        key => key.to_string(),
    }
}

/// Bytes with their instants to lines.
pub struct Listener {
    ime: Ime,
    place: Place,
    /// What was typed since the last key that is no text, as it came.
    field: String,
    /// When the field is to be told if nothing more is typed.
    tells_at: Option<Duration>,
    hinted: bool,
    /// The key before was Ctrl-C.
    interrupted: bool,
    /// F10 came, or Ctrl-C twice.
    ended: bool,
}

impl Listener {
    pub fn new(place: Place, typing: Typing) -> Self {
        Self {
            ime: Ime::new(typing, action::may_change),
            place,
            field: String::new(),
            tells_at: None,
            hinted: false,
            interrupted: false,
            ended: false,
        }
    }

    /// Takes the bytes of one read; none tell what has waited long enough.
    pub fn feed(&mut self, at: Duration, bytes: &[u8]) -> Vec<Line> {
        let mut lines = Vec::new();
        // What the decoder still holds was typed before the silence.
        let first = self.deadline().filter(|due| *due <= at);
        if first.is_some() && first == self.tells_at {
            self.tell(&mut lines);
        }
        self.ime.feed(at, self.place, bytes);
        while !self.ended
            && let Some(meant) = self.ime.next(self.place)
        {
            self.take(at, meant, &mut lines);
        }
        lines
    }

    /// The end of input: what has begun is told as it stands.
    pub fn finish(mut self) -> Vec<Line> {
        let mut lines = self.feed(Duration::MAX, &[]);
        self.tell(&mut lines);
        lines
    }

    /// When an empty [`Listener::feed`] has something to tell if no byte comes before.
    pub fn deadline(&self) -> Option<Duration> {
        self.ime.deadline().into_iter().chain(self.tells_at).min()
    }

    fn take(&mut self, at: Duration, meant: Meant, lines: &mut Vec<Line>) {
        match meant {
            Meant::Key(Key::Char(c)) if self.place == Place::Text => self.typed(at, |field| field.push(c)),
            Meant::Key(Key::Backspace) if self.place == Place::Text => {
                if !self.field.is_empty() {
                    self.typed(at, |field| {
                        field.pop();
                    });
                }
            }
            Meant::Key(key) | Meant::Unsure(key) => self.pressed(key, lines),
            Meant::Paste(text) => {
                lines.push(Line::Paste(text.chars().count()));
                if self.place == Place::Text {
                    self.typed(at, |field| field.push_str(&text::clean_line(&text)));
                }
            }
            Meant::InputMethod if !self.hinted => {
                self.hinted = true;
                lines.push(Line::Hint);
            }
            Meant::InputMethod => {}
        }
    }

    fn typed(&mut self, at: Duration, edit: impl FnOnce(&mut String)) {
        self.interrupted = false;
        edit(&mut self.field);
        self.tells_at = Some(at.saturating_add(SILENCE));
    }

    fn pressed(&mut self, key: Key, lines: &mut Vec<Line>) {
        self.tell(lines);
        self.field.clear();
        lines.push(Line::Key(key));
        let interrupts = key == Key::Ctrl('c');
        self.ended = key == Key::F(10) || interrupts && self.interrupted;
        self.interrupted = interrupts;
    }

    fn tell(&mut self, lines: &mut Vec<Line>) {
        if self.tells_at.take().is_some() {
            lines.push(Line::Text(typing::committed(&self.field)));
        }
    }
}

/// Shows keys until F10, Ctrl-C twice, the end of input or a signal; gives the exit code.
pub fn run(start: Start) -> i32 {
    listen(start)
        .unwrap_or_else(|e| if e.kind() == io::ErrorKind::BrokenPipe { READER_GONE } else { 128 + SIGHUP })
}

/// A terminal that hands over keys as they are pressed. Nothing is written to it.
struct Raw;

impl Raw {
    fn new() -> io::Result<Self> {
        enable_raw_mode().map(|()| Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing back.
        let _ = disable_raw_mode();
    }
}

fn listen(start: Start) -> io::Result<i32> {
    let (read, write) = UnixStream::pair()?;
    let signals = [SIGTERM, SIGINT, SIGQUIT, SIGHUP];
    let mut signals = SignalDelivery::with_pipe(read, write, SignalOnly, signals)?;
    let is_typed = isatty(rustix::stdio::stdin());
    // The full screen is for people.
    let screen = !start.plain && is_typed && isatty(rustix::stdio::stdout());
    let _screen = screen.then(|| Guard::new(start.lang)).transpose()?;
    let _raw = (is_typed && !screen).then(Raw::new).transpose()?;
    let printer = Printer { words: screen.then_some(start.lang) };
    if screen {
        printer.line(&start.lang.keys_title())?;
    }
    #[expect(clippy::disallowed_methods, reason = "moments of input are counted from here")]
    let started = Instant::now();
    let mut listener = Listener::new(start.place, start.typing);
    let mut buffer = [0; 4096];
    while !listener.ended {
        let wait = listener.deadline().map(|due| due.saturating_sub(started.elapsed()));
        let has_input = wait_for(signals.get_read(), wait)?;
        if let Some(signal) = signals.pending().next() {
            return Ok(128 + signal);
        }
        let bytes = if has_input { read_keyboard(&mut buffer)? } else { Some(&[][..]) };
        let Some(bytes) = bytes else {
            printer.lines(&listener.finish())?;
            break;
        };
        let lines = listener.feed(started.elapsed(), bytes);
        printer.bytes(bytes)?;
        printer.lines(&lines)?;
    }
    Ok(0)
}

/// Sleeps until there is input (`true`), a signal, or the time is over.
fn wait_for(signals: &UnixStream, timeout: Option<Duration>) -> io::Result<bool> {
    let keyboard = rustix::stdio::stdin();
    let timeout = timeout.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
    let mut fds = [PollFd::new(&keyboard, PollFlags::IN), PollFd::new(signals, PollFlags::IN)];
    match poll(&mut fds, timeout.as_ref()) {
        Ok(_) => Ok(!fds[0].revents().is_empty()),
        Err(Errno::INTR) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

/// What there is to read; `None` at the end of input.
fn read_keyboard(buffer: &mut [u8]) -> io::Result<Option<&[u8]>> {
    match rustix::io::read(rustix::stdio::stdin(), &mut *buffer) {
        // A pseudo-terminal whose other end was closed reads as an error.
        Ok(0) | Err(Errno::IO) => Ok(None),
        Ok(n) => Ok(buffer.get(..n)),
        Err(Errno::INTR | Errno::AGAIN) => Ok(Some(&[])),
        Err(e) => Err(e.into()),
    }
}

struct Printer {
    /// Bytes and words for people, where there is a screen; else lines for programs.
    words: Option<Lang>,
}

impl Printer {
    fn bytes(&self, bytes: &[u8]) -> io::Result<()> {
        if self.words.is_none() || bytes.is_empty() {
            return Ok(());
        }
        let hex: Vec<String> = bytes.iter().take(24).map(|byte| format!("{byte:02x}")).collect();
        self.line(&format!("  {}", hex.join(" ")))
    }

    fn lines(&self, lines: &[Line]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.line(&self.worded(line)))
    }

    fn worded(&self, line: &Line) -> String {
        match (self.words, line) {
            (None, line) => line.to_string(),
            (Some(lang), Line::Key(key)) => lang.keys_key(&name(*key)),
            (Some(lang), Line::Text(text)) => lang.keys_text(text),
            (Some(lang), Line::Paste(n)) => lang.keys_paste(*n),
            (Some(lang), Line::Hint) => lang.input_method_hint(),
        }
    }

    /// A terminal that hands over single keys takes a line's end as it is.
    fn line(&self, line: &str) -> io::Result<()> {
        let out = rustix::stdio::stdout();
        let end = if isatty(out) { "\r\n" } else { "\n" };
        write_all(out, format!("{line}{end}").as_bytes())
    }
}
