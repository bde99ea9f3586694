//! A page as a table for other programs: UTF-8 with its mark, no cell that a spreadsheet would run.
//!
//! Border: tables first, so that a program finds them where it expects them; title and notes stand below.

use chrono::NaiveDate;
use csv::{Terminator, WriterBuilder};

use super::page::{Cell, Page, Table};
use crate::i18n::Lang;

/// Tells a spreadsheet that UTF-8 follows.
const MARK: &str = "\u{feff}";

pub fn write(page: &Page) -> Vec<u8> {
    let mut rows: Vec<Vec<String>> = page.tables.iter().flat_map(lines).collect();
    rows.push(vec![String::new()]);
    let subject = page.letter.iter().flat_map(|letter| [letter.subject.clone(), letter.to.clone()]);
    let notes = subject.chain(page.title.iter().chain(&page.opening).chain(&page.closing).cloned());
    rows.extend(notes.map(|note| vec![note]));
    let mut writer = WriterBuilder::new()
        .flexible(true)
        .terminator(Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| harmless(cell)).collect();
        writer.write_record(cells).expect("memory takes every row");
    }
    writer.into_inner().expect("memory takes every row")
}

/// Heading and rows, with a column of ISO days behind for each column of days.
fn lines(table: &Table) -> Vec<Vec<String>> {
    let day = |cell: &Cell| if let Cell::Day(on) = cell { Some(*on) } else { None };
    let has_days = |at: &usize| table.rows.iter().any(|row| day(&row[*at]).is_some());
    let days: Vec<usize> = (0..table.columns.len()).filter(has_days).collect();
    let heading = table.columns.iter().map(super::page::Column::full_heading);
    let iso = days.iter().map(|at| Lang::Vi.report_iso(&table.columns[*at].heading));
    let mut lines: Vec<Vec<String>> = table.caption.iter().map(|caption| vec![caption.clone()]).collect();
    lines.push(heading.chain(iso).collect());
    for row in &table.rows {
        let on = |at: &usize| day(&row[*at]).as_ref().map(NaiveDate::to_string).unwrap_or_default();
        lines.push(row.iter().map(Cell::text).chain(days.iter().map(on)).collect());
    }
    lines
}

/// A cell that a spreadsheet takes for a formula, some also in its wide letters, is kept from being one by an
/// apostrophe.
fn harmless(cell: &str) -> String {
    let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let runs = is_formula || cell.starts_with(['\t', '\r']);
    if runs { format!("'{cell}") } else { cell.to_owned() }
}
