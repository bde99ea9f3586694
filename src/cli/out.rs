//! The way out to standard output and standard error. Every line for people passes through the
//! cleaning function here; JSON gets whatever a terminal could act on as `\u` escapes.
//!
//! When the reader of standard output goes away (`dondoc list | head`), the rest is dropped and
//! the program ends quietly with 141, as programs do that the broken pipe's signal ends.

use std::io::{self, IsTerminal, Write};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::text;

/// Whether somebody still has the other end of standard output: a connection that broke has closed it, one
/// whose input is at its end has not.
#[expect(clippy::disallowed_methods, reason = "this is the home of standard output")]
pub fn is_heard() -> bool {
    let out = io::stdout();
    let mut ends = [PollFd::new(&out, PollFlags::empty())];
    let _ = poll(&mut ends, Some(&Timespec { tv_sec: 0, tv_nsec: 0 }));
    !ends[0].revents().intersects(PollFlags::ERR | PollFlags::HUP)
}

/// 128 + SIGPIPE.
const READER_GONE: u8 = 141;

/// Cells of a line where neither COLUMNS nor a terminal says.
const WIDTH: usize = 100;

pub struct Out {
    lang: Lang,
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    pub ascii: bool,
    /// Cells of a line.
    pub width: usize,
    out_is_terminal: bool,
    err_is_terminal: bool,
    in_progress: bool,
    /// What stopped standard output; nothing is written to it afterwards.
    failed: Option<io::Error>,
}

impl Out {
    /// The process's own streams.
    #[expect(clippy::disallowed_methods, reason = "this is the home of standard output and error")]
    pub fn of_process(lang: Lang, ascii: bool, columns: Option<usize>) -> Self {
        let out = io::stdout();
        let seen = || rustix::termios::tcgetwinsize(&out).ok().map(|size| usize::from(size.ws_col));
        let width = columns.or_else(|| seen().filter(|_| out.is_terminal())).filter(|w| *w > 0);
        Self {
            width: width.unwrap_or(WIDTH),
            out_is_terminal: io::stdout().is_terminal(),
            err_is_terminal: io::stderr().is_terminal(),
            ..Self::new(lang, Box::new(io::BufWriter::new(out)), Box::new(io::stderr()), ascii)
        }
    }

    fn new(lang: Lang, out: Box<dyn Write>, err: Box<dyn Write>, ascii: bool) -> Self {
        let (out_is_terminal, err_is_terminal, in_progress) = (false, false, false);
        Self {
            lang,
            out,
            err,
            ascii,
            width: WIDTH,
            out_is_terminal,
            err_is_terminal,
            in_progress,
            failed: None,
        }
    }

    /// The sign for cut text, one or two cells wide.
    pub fn ellipsis(&self) -> &'static str {
        if self.ascii { ".." } else { "…" }
    }

    /// One line on standard output.
    pub fn line(&mut self, line: &str) {
        let line = self.clean(line);
        self.write(format!("{line}\n").as_bytes());
    }

    /// A text of several lines on standard output.
    pub fn text(&mut self, text: &str) {
        for line in text.lines() {
            self.line(line);
        }
    }

    /// A text broken at spaces into as many lines as it takes, each after `indent`.
    pub fn wrapped(&mut self, indent: &str, text: &str) {
        for paragraph in text.lines() {
            let mut line = indent.to_owned();
            for word in paragraph.split_whitespace() {
                if line != indent && text::width(&line) + 1 + text::width(word) > self.width {
                    self.line(&std::mem::replace(&mut line, indent.to_owned()));
                }
                let gap = if line == indent { "" } else { " " };
                line = format!("{line}{gap}{word}");
            }
            self.line(&line);
        }
    }

    /// A file for another program on standard output. Returns whether it went there: to a terminal it does not.
    pub fn binary(&mut self, bytes: &[u8]) -> bool {
        if !self.out_is_terminal {
            self.write(bytes);
        }
        !self.out_is_terminal
    }

    pub fn json(&mut self, value: &Value) {
        let json = format!("{value:#}\n");
        self.write(escape(&json).as_bytes());
    }

    /// Standard output for a long JSON text that is written piece by piece.
    pub fn json_stream(&mut self) -> impl Write {
        JsonStream { out: self, begun: Vec::new() }
    }

    /// Says what to do where a person sits at standard input and the program is about to read it.
    pub fn invite_input(&mut self) {
        if io::stdin().is_terminal() {
            self.note(&self.lang.cli_waiting_for_input());
        }
    }

    /// One line on standard error, after what was said before it. That nobody reads it is no failure.
    pub fn note(&mut self, line: &str) {
        self.flush();
        let line = self.clean(line);
        let _ = writeln!(self.err, "{line}");
    }

    /// What is under way, for a person at standard error: a line that the next one replaces.
    pub fn progress(&mut self, line: &str) {
        if self.err_is_terminal {
            let line = self.clean(line);
            let _ = write!(self.err, "\r{line}").and_then(|()| self.err.flush());
            self.in_progress = true;
        }
    }

    /// Ends the line of [`Out::progress`], where one was begun.
    pub fn progress_done(&mut self) {
        if std::mem::take(&mut self.in_progress) {
            let _ = writeln!(self.err);
        }
    }

    /// Says an error and gives its exit code.
    pub fn error(&mut self, error: &Error) -> u8 {
        let said = self.lang.error(error);
        self.note(&said.what);
        for detail in &said.details {
            self.note(&format!("  {detail}"));
        }
        self.note(&said.kept);
        self.note(&said.advice);
        error.exit_code()
    }

    /// Ends the output: says what went wrong, if anything did, and gives the exit code. Output that
    /// could not be written goes before what a command made of that.
    pub fn finish(&mut self, ended: Result<u8>) -> u8 {
        self.flush();
        match (self.failed.take(), ended) {
            (Some(failure), _) if failure.kind() == io::ErrorKind::BrokenPipe => READER_GONE,
            (Some(failure), _) => self.error(&Error::NotPrinted { detail: failure.to_string() }),
            (None, Ok(code)) => code,
            (None, Err(error)) => self.error(&error),
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        if self.failed.is_none() {
            self.failed = self.out.write_all(bytes).err();
        }
    }

    fn flush(&mut self) {
        if self.failed.is_none() {
            self.failed = self.out.flush().err();
        }
    }

    /// Word by word, so that the spaces of columns stay as they are.
    fn clean(&self, line: &str) -> String {
        let words: Vec<String> = line.split(' ').map(|word| self.signs(text::clean_line(word))).collect();
        words.join(" ").trim_end().to_owned()
    }

    fn signs(&self, word: String) -> String {
        if !self.ascii || word.is_ascii() {
            return word;
        }
        SIGNS.iter().fold(word, |word, (sign, plain)| word.replace(*sign, plain))
    }
}

/// An object with the keys of another added; the other's go before its own.
pub fn with(mut object: Value, more: Value) -> Value {
    if let (Value::Object(object), Value::Object(more)) = (&mut object, more) {
        object.extend(more);
    }
    object
}

/// Signs beyond ASCII and Vietnamese letters, and what stands for them in ASCII.
const SIGNS: [(&[char], &str); 7] = [
    (&['·', '–', '—', '•'], "-"),
    (&['“', '”', '«', '»'], "\""),
    (&['‘', '’'], "'"),
    (&['…'], ".."),
    (&['→'], "->"),
    (&['≥'], ">="),
    (&['≤'], "<="),
];

/// JSON text on its way out in pieces that may end inside a character.
struct JsonStream<'a> {
    out: &'a mut Out,
    /// The first bytes of a character whose rest has not come yet.
    begun: Vec<u8>,
}

impl Write for JsonStream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begun.extend_from_slice(bytes);
        let whole = self.begun.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
        let rest = self.begun.split_off(whole);
        let text = String::from_utf8(std::mem::replace(&mut self.begun, rest)).expect("checked above");
        self.out.write(escape(&text).as_bytes());
        // The failure itself stays with `Out`; this one only stops the writer.
        self.out.failed.as_ref().map_or(Ok(bytes.len()), |failure| Err(failure.kind().into()))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// JSON with every character that a terminal could act on as an escape. Such characters can stand
/// only inside strings, where `\u` means the same.
pub fn escape(text: &str) -> String {
    if !text.contains(acts_on_a_terminal) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts_on_a_terminal(c) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// DEL, C1, zero-width and bidirectional controls. The line ends of the JSON layout are not here;
/// C0 inside strings `serde_json` has escaped already.
fn acts_on_a_terminal(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
pub mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// A stream whose text a test reads afterwards.
    #[derive(Clone, Default)]
    pub struct Kept(Rc<RefCell<Vec<u8>>>);

    impl Kept {
        pub fn text(&self) -> String {
            String::from_utf8(self.0.borrow().clone()).unwrap()
        }
    }

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    pub fn kept(ascii: bool) -> (Out, Kept, Kept) {
        let (out, err) = (Kept::default(), Kept::default());
        (Out::new(Lang::Vi, Box::new(out.clone()), Box::new(err.clone()), ascii), out, err)
    }

    struct Fails(io::ErrorKind);

    impl Write for Fails {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn nothing_raw_reaches_a_line_and_columns_keep_their_spaces() {
        let (mut out, said, noted) = kept(false);
        out.line("  mục   1\u{1b}[31m");
        out.note("x\u{9b}2J");
        assert!(said.text().starts_with("  mục   1") && said.text().ends_with('\n'));
        for text in [said.text(), noted.text()] {
            assert!(!text.trim_end().chars().any(char::is_control), "{text:?}");
        }
    }

    #[test]
    fn ascii_output_has_letters_but_no_signs() {
        let (mut out, said, _) = kept(true);
        out.line("Đã xong · “việc” – 1 → 2…");
        assert_eq!(said.text(), "Đã xong - \"việc\" - 1 -> 2..\n");
    }

    #[test]
    fn json_keeps_its_meaning_and_loses_what_terminals_act_on() {
        let value = serde_json::json!({"title": "a\u{9b}31m\u{202e}b\u{7f}\u{1b} Đôn đốc", "n": 1});
        let (mut out, said, _) = kept(false);
        out.json(&value);
        assert!(!said.text().chars().any(|c| c != '\n' && (c.is_control() || acts_on_a_terminal(c))));
        assert!(said.text().contains("Đôn đốc"));
        assert_eq!(serde_json::from_str::<Value>(&said.text()).unwrap(), value);
    }

    #[test]
    fn json_written_byte_by_byte_is_the_same() {
        let json = serde_json::to_vec("Đ\u{9b}ốc \u{202e}\u{feff}").unwrap();
        let (mut out, said, _) = kept(false);
        let mut writer = out.json_stream();
        for byte in &json {
            writer.write_all(&[*byte]).unwrap();
        }
        drop(writer);
        assert_eq!(said.text(), "\"Đ\\u009bốc \\u202e\\ufeff\"");
    }

    #[test]
    fn output_that_fails_decides_the_exit_code() {
        for (kind, code) in [(io::ErrorKind::BrokenPipe, READER_GONE), (io::ErrorKind::StorageFull, 4)] {
            let err = Kept::default();
            let mut out = Out::new(Lang::Vi, Box::new(Fails(kind)), Box::new(err.clone()), false);
            out.line("một dòng");
            assert_eq!(out.finish(Ok(0)), code);
            assert_eq!(err.text().is_empty(), kind == io::ErrorKind::BrokenPipe, "{}", err.text());
        }
    }
}
