//! A spreadsheet's bytes → sheets of text cells: xlsx, or lines of text with a separator. What it is, its
//! content says, not its name.
//!
//! Border: knows forms of files, not what a cell means. Days become `2020-12-29`, numbers lose what only
//! their display had. A file can be made to unpack without end, so it is taken apart in a process of its
//! own with limits ([`apart`]); [`serve`] is the inside of that process.

use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx};
use serde::{Deserialize, Serialize};

use super::child::{self, Ended, Limits};
use super::encoding;
use crate::error::{Error, Result};

/// The most rows of a file that are read, and the most columns of a sheet.
pub const MOST_ROWS: usize = 100_000;
const MOST_COLUMNS: usize = 200;

/// What the process may use that takes a file apart.
const LIMITS: Limits = Limits { memory: 1 << 30, seconds: 30, answer: 512 << 20 };

/// It ends so for a table beyond [`MOST_ROWS`].
const TOO_LONG: u8 = 3;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub name: String,
    /// From the first row and column of the sheet on; rows end with their last filled cell.
    pub rows: Vec<Vec<String>>,
}

/// Why there are no cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unread {
    NotATable,
    TooLong,
}

/// Whether a file that begins so is a spreadsheet's, and not `export`'s JSON.
pub fn is_table(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| *byte != b'{')
}

/// The cells of `input`, which `path` names in errors; `this_program` is run as `dondoc cells`.
///
/// Errors: [`Error::TooBig`], [`Error::TableTooLong`], [`Error::NotATable`].
pub fn apart(this_program: &Path, input: impl Read, path: &Path) -> Result<Vec<Sheet>> {
    let bytes = super::read_all(input, path)?;
    let unread = || Error::NotATable(path.to_owned());
    let answer = child::run(this_program, &["cells"], &LIMITS, &bytes).map_err(|ended| match ended {
        Ended::NotStarted => Error::Unreadable(path.to_owned()),
        Ended::Refused(TOO_LONG) => Error::TableTooLong { path: path.to_owned(), limit: MOST_ROWS },
        Ended::Refused(_) | Ended::Broken => unread(),
    })?;
    serde_json::from_slice(&answer).map_err(|_| unread())
}

/// `dondoc cells`: standard input's cells as JSON, within limits, or the exit code.
pub fn serve() -> Result<Vec<u8>, u8> {
    child::serve(&LIMITS, |bytes| match cells(bytes) {
        Ok(sheets) => serde_json::to_vec(&sheets).map_err(|_| 1),
        Err(Unread::TooLong) => Err(TOO_LONG),
        Err(Unread::NotATable) => Err(1),
    })
}

fn cells(bytes: Vec<u8>) -> Result<Vec<Sheet>, Unread> {
    if bytes.starts_with(b"PK") { workbook(bytes) } else { separated(&bytes) }
}

fn workbook(bytes: Vec<u8>) -> Result<Vec<Sheet>, Unread> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unread::NotATable)?;
    let mut sheets = Vec::new();
    let mut n_rows = 0;
    for name in book.sheet_names() {
        // Charts have no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: Vec<Vec<String>> = Vec::new();
        // Cell by cell: a range of cells would have room for all between the first and the last.
        while let Some(cell) = reader.next_cell_with_formula().map_err(|_| Unread::NotATable)? {
            let (row, column) = (cell.pos.0 as usize, cell.pos.1 as usize);
            let text = match (written(&cell.value), cell.formula) {
                // A program that does not reckon leaves the formula alone.
                (text, Some(formula)) if text.is_empty() => format!("={formula}"),
                (text, _) => text,
            };
            if text.is_empty() {
                continue;
            }
            if column >= MOST_COLUMNS || n_rows + row >= MOST_ROWS {
                return Err(Unread::TooLong);
            }
            if rows.len() <= row {
                rows.resize_with(row + 1, Vec::new);
            }
            if rows[row].len() <= column {
                rows[row].resize_with(column + 1, String::new);
            }
            rows[row][column] = text;
        }
        n_rows += rows.len();
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(at) => at.as_datetime().map_or_else(String::new, |at| {
            let at = at.to_string();
            at.strip_suffix(" 00:00:00").unwrap_or(&at).to_owned()
        }),
    }
}

/// Lines of text with a separator, as spreadsheets write them.
fn separated(bytes: &[u8]) -> Result<Vec<Sheet>, Unread> {
    let text = decoded(bytes).ok_or(Unread::NotATable)?;
    let (stated, text) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((separator, rest)) => (separator.bytes().next(), rest),
        None => (None, text.as_str()),
    };
    let separator = stated.or_else(|| SEPARATORS.into_iter().max_by_key(|by| width(text, *by)));
    let mut rows = Vec::new();
    for record in records(text, separator.unwrap_or(b',')) {
        let record = record.map_err(|_| Unread::NotATable)?;
        if rows.len() >= MOST_ROWS || record.len() > MOST_COLUMNS {
            return Err(Unread::TooLong);
        }
        rows.push(record.iter().map(unguarded).collect());
    }
    Ok(vec![Sheet { name: String::new(), rows }])
}

/// Later ones win where a file reads alike by several.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

fn records(text: &str, separator: u8) -> impl Iterator<Item = csv::Result<csv::StringRecord>> {
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(separator);
    reader.from_reader(text.as_bytes()).into_records()
}

/// Of how many columns most of its first rows are, by this separator.
fn width(text: &str, separator: u8) -> usize {
    let mut widths: Vec<usize> =
        records(text, separator).take(30).filter_map(|row| Some(row.ok()?.len())).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or_default()
}

/// An apostrophe before a sign keeps a program from reckoning the cell, and belongs to no text.
fn unguarded(cell: &str) -> String {
    let is_formula = |rest: &str| rest.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let guarded = cell.strip_prefix('\'').filter(|rest| is_formula(rest) || rest.starts_with(['\t', '\r']));
    guarded.unwrap_or(cell).to_owned()
}

/// UTF-8, or UTF-16 with its mark, which "Unicode text" of spreadsheets is.
fn decoded(bytes: &[u8]) -> Option<String> {
    encoding::marked(bytes).or_else(|| encoding::plain(bytes))
}
