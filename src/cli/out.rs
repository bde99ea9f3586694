//! The way out to standard output and standard error. Every line for people passes through the
//! cleaning function here; JSON gets whatever a terminal could act on as `\u` escapes.
//!
//! When the reader of standard output goes away (`dondoc list | head`), the rest is dropped and
//! the program ends quietly with 141, as programs do that the broken pipe's signal ends.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use serde_json::Value;

use crate::error::{Error, Result};
use crate::i18n::{ErrorText, Lang};
use crate::text;

/// 128 + SIGPIPE.
pub const READER_GONE: u8 = 141;

/// Cells of a line where neither COLUMNS nor a terminal says.
const WIDTH: usize = 100;

/// How messages name standard output.
const STDOUT: &str = "stdout";

pub struct Out {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    ascii: bool,
    /// Cells of a line.
    pub width: usize,
    pub err_is_terminal: bool,
    /// What stopped standard output; nothing is written to it afterwards.
    failed: Option<io::Error>,
}

impl Out {
    /// The process's own streams.
    #[expect(clippy::disallowed_methods, reason = "this is the home of standard output and error")]
    pub fn of_process(ascii: bool, columns: Option<usize>) -> Self {
        let out = io::stdout();
        let seen = || rustix::termios::tcgetwinsize(&out).ok().map(|size| usize::from(size.ws_col));
        let width = columns.or_else(|| seen().filter(|_| out.is_terminal())).filter(|w| *w > 0);
        Self {
            width: width.unwrap_or(WIDTH),
            err_is_terminal: io::stderr().is_terminal(),
            ..Self::new(Box::new(io::BufWriter::new(out)), Box::new(io::stderr()), ascii)
        }
    }

    pub fn new(out: Box<dyn Write>, err: Box<dyn Write>, ascii: bool) -> Self {
        Self { out, err, ascii, width: WIDTH, err_is_terminal: false, failed: None }
    }

    /// The sign for cut text, one or two cells wide.
    pub fn ellipsis(&self) -> &'static str {
        if self.ascii { ".." } else { "…" }
    }

    /// One line on standard output.
    pub fn line(&mut self, line: &str) {
        let line = self.clean(line);
        self.write(|out| writeln!(out, "{line}"));
    }

    /// A text of several lines on standard output.
    pub fn text(&mut self, text: &str) {
        for line in text.lines() {
            self.line(line);
        }
    }

    pub fn json(&mut self, value: &Value) {
        let mut json = Vec::new();
        serde_json::to_writer_pretty(&mut json, value).expect("a JSON value is written to memory");
        json.push(b'\n');
        self.write(|out| SafeJson::new(out).write_all(&json));
    }

    /// Standard output for a long JSON text that is written piece by piece. Output that fails is
    /// reported at the end, like that of the other writers here, whatever `work` makes of it.
    pub fn json_stream(&mut self, work: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        let mut writer = SafeJson::new(self.out.as_mut());
        let worked = work(&mut writer);
        match writer.failed {
            None => worked,
            failed => {
                self.failed = failed;
                Ok(())
            }
        }
    }

    /// One line on standard error. That nobody reads it is no failure.
    pub fn note(&mut self, line: &str) {
        let line = self.clean(line);
        let _ = writeln!(self.err, "{line}");
    }

    /// A line on standard error that the next one replaces, where that is a terminal.
    pub fn progress(&mut self, line: &str) {
        let line = self.clean(line);
        let (start, end) = if self.err_is_terminal { ("\r", "") } else { ("", "\n") };
        let _ = write!(self.err, "{start}{line}{end}");
        let _ = self.err.flush();
    }

    /// Ends a line of [`Out::progress`].
    pub fn progress_done(&mut self) {
        if self.err_is_terminal {
            let _ = writeln!(self.err);
        }
    }

    pub fn error(&mut self, said: &ErrorText) {
        self.note(&said.what);
        for detail in &said.details {
            self.note(&format!("  {detail}"));
        }
        self.note(&said.kept);
        self.note(&said.advice);
    }

    /// Ends the output: the command's own exit code, or that of output that could not be written.
    pub fn finish(&mut self, lang: Lang, code: u8) -> u8 {
        self.write(|out| out.flush());
        let Some(failure) = self.failed.take() else { return code };
        if failure.kind() == io::ErrorKind::BrokenPipe {
            return READER_GONE;
        }
        let error = write_error(&failure);
        self.error(&lang.error(&error));
        error.exit_code()
    }

    fn write(&mut self, work: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.failed.is_none() {
            self.failed = work(self.out.as_mut()).err();
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

/// Signs beyond ASCII and Vietnamese letters, and what stands for them in ASCII.
const SIGNS: [(char, &str); 14] = [
    ('…', ".."),
    ('·', "-"),
    ('→', "->"),
    ('–', "-"),
    ('—', "-"),
    ('“', "\""),
    ('”', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('≥', ">="),
    ('≤', "<="),
    ('«', "\""),
    ('»', "\""),
    ('•', "-"),
];

fn write_error(failure: &io::Error) -> Error {
    let path = PathBuf::from(STDOUT);
    match failure.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull(path),
        _ => Error::Io { path, detail: failure.to_string() },
    }
}

/// Writes JSON text on, with every character that a terminal could act on as an escape. Such
/// characters can stand only inside strings, where `\u` means the same.
struct SafeJson<'a> {
    out: &'a mut dyn Write,
    /// The first bytes of a character whose rest has not come yet.
    begun: Vec<u8>,
    /// The failure of `out`, kept because a caller may report it in other words.
    failed: Option<io::Error>,
}

impl<'a> SafeJson<'a> {
    fn new(out: &'a mut dyn Write) -> Self {
        Self { out, begun: Vec::new(), failed: None }
    }

    fn pass_on(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.begun.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.begun) {
            Ok(_) => self.begun.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Err(io::ErrorKind::InvalidData.into()),
        };
        let rest = self.begun.split_off(whole);
        let text = String::from_utf8(std::mem::replace(&mut self.begun, rest)).expect("checked above");
        if text.chars().any(acts_on_a_terminal) {
            return self.out.write_all(escape(&text).as_bytes());
        }
        self.out.write_all(text.as_bytes())
    }
}

impl Write for SafeJson<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.pass_on(bytes);
        if let Err(error) = &written {
            self.failed.get_or_insert_with(|| error.kind().into());
        }
        written.map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn escape(text: &str) -> String {
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
        (Out::new(Box::new(out.clone()), Box::new(err.clone()), ascii), out, err)
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
        let (mut whole, mut split) = (Vec::new(), Vec::new());
        SafeJson::new(&mut whole).write_all(&json).unwrap();
        let mut writer = SafeJson::new(&mut split);
        for byte in &json {
            writer.write_all(&[*byte]).unwrap();
        }
        assert_eq!(whole, split);
        assert_eq!(String::from_utf8(whole).unwrap(), "\"Đ\\u009bốc \\u202e\\ufeff\"");
    }

    #[test]
    fn output_that_fails_decides_the_exit_code() {
        for (kind, code) in [(io::ErrorKind::BrokenPipe, READER_GONE), (io::ErrorKind::StorageFull, 4)] {
            let err = Kept::default();
            let mut out = Out::new(Box::new(Fails(kind)), Box::new(err.clone()), false);
            out.line("một dòng");
            assert_eq!(out.finish(Lang::Vi, 0), code);
            assert_eq!(err.text().is_empty(), kind == io::ErrorKind::BrokenPipe, "{}", err.text());
        }
    }
}
