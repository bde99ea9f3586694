//! Bytes to tokens: letters split over reads, escape sequences, bracketed pastes.
//!
//! Border: no clock. `decoder` gives up what is unfinished when its time has come, and says what a
//! run of tokens means. Never fails and never panics, whatever the bytes are.

use std::time::Duration;

use crate::app::key::Key;

use super::sequences::key_named;

/// An escape sequence whose next byte has not come within this time is given up.
pub(super) const SEQUENCE_PATIENCE: Duration = Duration::from_millis(50);
/// A bracketed paste may stand still for this long on a slow line before it is taken as ended.
pub(super) const PASTE_PATIENCE: Duration = Duration::from_secs(2);
/// More pasted text than this is dropped, up to the end of the paste. It is so much that what is left
/// is still over the 1 MiB that are read when each CR LF has become one byte: a text that was cut is
/// never taken for a whole one.
pub(super) const PASTE_LIMIT: usize = (2 << 20) + 16;

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";
/// No key's sequence is longer; the rest of a longer one is read and forgotten.
const SEQUENCE_LIMIT: usize = 32;
/// A string (OSC, DCS …) that has not ended by then is not one.
const STRING_LIMIT: usize = 64 << 10;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A printable character, `'\n'` for the Enter key's byte or `'\t'` for Tab's.
    Text(char),
    /// A control byte or an escape sequence.
    Key(Key),
    /// A bracketed paste; lines end in `'\n'`.
    Paste(String),
    /// A sequence that is no key: a terminal's reply, a mouse report, Alt with an arrow.
    Unknown,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// After one ESC or, as PuTTY begins Alt-arrow, after two.
    Esc { twice: bool },
    /// After `ESC [` or `ESC O`; `name` begins with that character.
    Sequence { name: String, twice: bool },
    /// The three bytes after `ESC [ M`, an old mouse report.
    Mouse { left: u8 },
    /// OSC, DCS, APC, PM, SOS: all up to BEL or `ESC \`; `esc` where its ESC has been seen.
    String { left: usize, esc: bool },
    /// `ended` bytes of the end mark have been seen.
    Paste { bytes: Vec<u8>, ended: usize },
}

#[derive(Debug, Default)]
pub(super) struct Scanner {
    state: State,
    /// Bytes of a letter whose last byte has not come. It may come late: nothing gives it up but
    /// a byte that cannot belong to it.
    letter: Vec<u8>,
    /// ESC stood before the letter.
    alt: bool,
    /// The last byte was CR, so an LF now belongs to it.
    after_cr: bool,
}

impl Scanner {
    /// How long what is unfinished may stand still before it is given up; `None` where nothing is.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Paste { .. } => Some(PASTE_PATIENCE),
            _ => Some(SEQUENCE_PATIENCE),
        }
    }

    /// Bytes of a letter have come, but not its last.
    pub(super) fn is_inside_letter(&self) -> bool {
        !self.letter.is_empty()
    }

    /// Takes one byte and appends what it completes.
    pub(super) fn push(&mut self, byte: u8, out: &mut Vec<Token>) {
        match std::mem::take(&mut self.state) {
            State::Ground => self.ground(byte, out),
            State::Esc { twice } => self.after_esc(byte, twice, out),
            State::Sequence { name, twice } => self.in_sequence(byte, name, twice, out),
            State::Mouse { left } => match left - 1 {
                0 => out.push(Token::Unknown),
                left => self.state = State::Mouse { left },
            },
            State::String { left, esc } => self.in_string(byte, left, esc, out),
            State::Paste { bytes, ended } => self.in_paste(byte, bytes, ended, out),
        }
    }

    /// Gives up what is unfinished: a lone ESC is the Esc key, a paste ends where it stands.
    pub(super) fn give_up(&mut self, out: &mut Vec<Token>) {
        match std::mem::take(&mut self.state) {
            State::Ground => {}
            State::Esc { twice } => {
                out.extend(std::iter::repeat_n(Token::Key(Key::Esc), 1 + usize::from(twice)));
            }
            State::Sequence { .. } | State::Mouse { .. } | State::String { .. } => out.push(Token::Unknown),
            State::Paste { bytes, .. } => out.push(Token::Paste(pasted(&bytes))),
        }
    }

    fn ground(&mut self, byte: u8, out: &mut Vec<Token>) {
        let after_cr = std::mem::replace(&mut self.after_cr, byte == b'\r');
        if !self.letter.is_empty() || byte >= 0x80 {
            return self.letter(byte, out);
        }
        match byte {
            ESC => self.state = State::Esc { twice: false },
            b'\n' if after_cr => {}
            b'\r' | b'\n' => out.push(Token::Text('\n')),
            b'\t' => out.push(Token::Text('\t')),
            0x08 | 0x7f => out.push(Token::Key(Key::Backspace)),
            0 => out.push(Token::Key(Key::Ctrl(' '))),
            1..=26 => out.push(Token::Key(Key::Ctrl(char::from(byte - 1 + b'a')))),
            0x1c..=0x1f => out.push(Token::Key(Key::Ctrl(char::from(byte + 0x40)))),
            _ => out.push(Token::Text(char::from(byte))),
        }
    }

    /// One byte of a letter beyond ASCII. What is no UTF-8 is dropped, and the byte that showed
    /// it is read again on its own, so that a cut letter does not eat the next.
    fn letter(&mut self, byte: u8, out: &mut Vec<Token>) {
        self.letter.push(byte);
        match std::str::from_utf8(&self.letter) {
            Ok(text) => {
                let alt = std::mem::take(&mut self.alt);
                // U+0080–U+009F are control characters in two bytes.
                out.extend(text.chars().filter(|c| !c.is_control()).map(|c| match alt {
                    true => Token::Key(Key::Alt(c)),
                    false => Token::Text(c),
                }));
                self.letter.clear();
            }
            Err(wrong) if wrong.error_len().is_none() => {}
            Err(_) => {
                let alone = self.letter.len() == 1;
                self.letter.clear();
                self.alt = false;
                if !alone {
                    self.ground(byte, out);
                }
            }
        }
    }

    fn after_esc(&mut self, byte: u8, twice: bool, out: &mut Vec<Token>) {
        match byte {
            ESC => {
                if twice {
                    out.push(Token::Key(Key::Esc));
                }
                self.state = State::Esc { twice: true };
            }
            b'[' | b'O' => {
                self.state = State::Sequence { name: String::from(char::from(byte)), twice };
            }
            b']' | b'P' | b'X' | b'^' | b'_' => {
                self.state = State::String { left: STRING_LIMIT, esc: false };
            }
            0x20..=0x7e if !twice => out.push(Token::Key(Key::Alt(char::from(byte)))),
            0x80.. => {
                self.alt = true;
                self.letter(byte, out);
            }
            // Alt with Enter, Backspace, a control key: nothing is bound to them.
            _ => out.push(Token::Unknown),
        }
    }

    fn in_sequence(&mut self, byte: u8, mut name: String, twice: bool, out: &mut Vec<Token>) {
        // `ESC [ [ A` is a function key of the Linux console: the second `[` does not end it.
        let ends = matches!(byte, 0x40..=0x7e) && !(byte == b'[' && name == "[");
        if !ends && !matches!(byte, 0x20..=0x3f | b'[') {
            out.push(Token::Unknown);
            return self.ground(byte, out);
        }
        if name.len() < SEQUENCE_LIMIT {
            name.push(char::from(byte));
        }
        if !ends {
            self.state = State::Sequence { name, twice };
        } else if name == "[200~" {
            self.state = State::Paste { bytes: Vec::new(), ended: 0 };
        } else if name == "[M" {
            self.state = State::Mouse { left: 3 };
        } else {
            let key = if twice { None } else { key_of(&name) };
            out.push(key.map_or(Token::Unknown, Token::Key));
        }
    }

    fn in_string(&mut self, byte: u8, left: usize, esc: bool, out: &mut Vec<Token>) {
        match byte {
            b'\\' if esc => out.push(Token::Unknown),
            // Another sequence begins: the string was cut short.
            _ if esc => {
                out.push(Token::Unknown);
                self.after_esc(byte, false, out);
            }
            0x07 => out.push(Token::Unknown),
            _ if left == 0 => out.push(Token::Unknown),
            _ => self.state = State::String { left: left - 1, esc: byte == ESC },
        }
    }

    fn in_paste(&mut self, byte: u8, mut bytes: Vec<u8>, ended: usize, out: &mut Vec<Token>) {
        if PASTE_END.get(ended) == Some(&byte) {
            if ended + 1 == PASTE_END.len() {
                return out.push(Token::Paste(pasted(&bytes)));
            }
            self.state = State::Paste { bytes, ended: ended + 1 };
            return;
        }
        // ESC stands only at the head of the mark, so what looked like its beginning was text.
        let text = PASTE_END.iter().take(ended).chain((byte != ESC).then_some(&byte));
        let room = PASTE_LIMIT - bytes.len();
        bytes.extend(text.take(room));
        self.state = State::Paste { bytes, ended: usize::from(byte == ESC) };
    }
}

/// The key of a complete sequence, whatever Shift or Ctrl was held; none where Alt was.
fn key_of(name: &str) -> Option<Key> {
    let Some((before, after)) = name.split_once(';') else {
        return key_named(name);
    };
    let end = after.chars().next_back()?;
    let modifier: u8 = after.strip_suffix(end)?.parse().ok()?;
    let is_alt = modifier.checked_sub(1)? & 2 != 0;
    // `[1;5A` counts to the `[A` of the plain key; `[15;5~` keeps its number.
    let plain = if end == '~' { before } else { before.strip_suffix('1')? };
    if is_alt { None } else { key_named(&format!("{plain}{end}")) }
}

/// A paste's text. Terminals send CR at the end of its lines.
fn pasted(bytes: &[u8]) -> String {
    let text: String = bytes.utf8_chunks().map(|chunk| chunk.valid()).collect();
    text.replace("\r\n", "\n").replace('\r', "\n")
}
