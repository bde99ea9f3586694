//! The bytes of a letter → its text, whatever program wrote them: pdf, docx, odt or plain text. What they
//! are, the content says, not the name. All but plain text is taken apart in a process of its own
//! ([`child`]); [`serve`] is the inside of that process.

use std::path::{Path, PathBuf};

use super::child::{self, Ended, Limits};
use super::package::Package;
use super::{TEXT_LIMIT, docx, encoding, odt, pdf};
use crate::error::{Error, Result};

/// How letters are read here.
#[derive(Debug, Clone)]
pub struct Ways {
    /// This binary, which is run as `dondoc letter`.
    pub program: PathBuf,
    /// Whether `pdftotext` may be asked where it is installed.
    pub pdftotext: bool,
}

const LIMITS: Limits = Limits { memory: 512 << 20, seconds: 10, answer: 64 << 20 };

/// Why there is no text. The number is the process's exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Refusal {
    /// Damaged, or it takes more than a letter may.
    Broken = 10,
    /// A package or program's file of another kind.
    NoLetter,
    /// Only pictures.
    NoText,
    /// It takes a password.
    Locked,
    /// A kind of Word from before docx.
    Old,
}

impl Refusal {
    const ALL: [Refusal; 5] =
        [Refusal::Broken, Refusal::NoLetter, Refusal::NoText, Refusal::Locked, Refusal::Old];

    fn error(self, path: &Path) -> Error {
        let path = path.to_owned();
        match self {
            Refusal::Broken => Error::BrokenFile(path),
            Refusal::NoLetter => Error::NotText(path),
            Refusal::NoText => Error::NoText(path),
            Refusal::Locked => Error::Locked(path),
            Refusal::Old => Error::OldFormat(path),
        }
    }
}

enum Kind {
    Pdf,
    Package,
    Refused(Refusal),
    Plain,
}

/// The signs that files begin with. A pdf may have something before its own.
fn kind(bytes: &[u8]) -> Kind {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let has = |sign: &[u8]| bytes.windows(sign.len()).any(|part| part == sign);
    match head {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Kind::Package,
        // A protected docx is one of these with the name of what it holds in UTF-16.
        [0xd0, 0xcf, 0x11, 0xe0, ..] if has(b"E\0n\0c\0r\0y\0p\0t\0e\0d\0") => Kind::Refused(Refusal::Locked),
        [0xd0, 0xcf, 0x11, 0xe0, ..] | [b'{', b'\\', b'r', b't', b'f', ..] => Kind::Refused(Refusal::Old),
        _ if head.windows(5).any(|part| part == b"%PDF-") => Kind::Pdf,
        _ => Kind::Plain,
    }
}

/// The text of a letter that `path` names in errors.
///
/// Errors: [`Error::NotText`], [`Error::NoText`], [`Error::Locked`], [`Error::OldFormat`], [`Error::BrokenFile`],
/// [`Error::TooBig`].
pub(super) fn read(ways: &Ways, bytes: &[u8], path: &Path) -> Result<String> {
    let text = match kind(bytes) {
        Kind::Plain => encoding::decode(bytes).ok_or_else(|| Error::NotText(path.to_owned()))?,
        Kind::Refused(refusal) => return Err(refusal.error(path)),
        Kind::Pdf | Kind::Package => {
            let words: &[&str] = if ways.pdftotext { &["letter", "--pdftotext"] } else { &["letter"] };
            let answer = child::run(&ways.program, words, &LIMITS, bytes).map_err(|ended| match ended {
                Ended::NotStarted => Error::Unreadable(path.to_owned()),
                Ended::Broken => Error::BrokenFile(path.to_owned()),
                Ended::Refused(code) => {
                    let said = Refusal::ALL.into_iter().find(|refusal| *refusal as u8 == code);
                    said.unwrap_or(Refusal::Broken).error(path)
                }
            })?;
            String::from_utf8(answer).map_err(|_| Error::BrokenFile(path.to_owned()))?
        }
    };
    if text.len() as u64 > TEXT_LIMIT {
        return Err(Error::TooBig { path: path.to_owned(), limit: TEXT_LIMIT });
    }
    Ok(text)
}

/// `dondoc letter`: standard input's text in UTF-8, within limits, or the exit code.
pub fn serve(pdftotext: bool) -> Result<Vec<u8>, u8> {
    child::serve(&LIMITS, |bytes| match text(bytes, pdftotext) {
        Ok(text) => Ok(text.into_bytes()),
        Err(refusal) => Err(refusal as u8),
    })
}

pub(super) fn text(bytes: Vec<u8>, pdftotext: bool) -> Result<String, Refusal> {
    let text = match kind(&bytes) {
        Kind::Pdf => pdf::text(&bytes, pdftotext)?,
        Kind::Package => packed(bytes)?,
        Kind::Refused(refusal) => return Err(refusal),
        Kind::Plain => encoding::decode(&bytes).ok_or(Refusal::NoLetter)?,
    };
    if text.contains(char::is_alphanumeric) { Ok(text) } else { Err(Refusal::NoText) }
}

fn packed(bytes: Vec<u8>) -> Result<String, Refusal> {
    let mut package = Package::open(bytes)?;
    if !package.names("word/document").is_empty() {
        return docx::text(&mut package);
    }
    let kind = package.part("mimetype")?.unwrap_or_default();
    if kind.starts_with(b"application/vnd.oasis.opendocument.text") {
        return odt::text(&mut package);
    }
    Err(Refusal::NoLetter)
}
