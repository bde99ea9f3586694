//! Assignment tables: rows of an appendix with columns for the work, who leads, who supports and
//! until when.
//!
//! Border: tables whose cells stand apart by tabs or bars; the columns are known by their heads.

use super::lines::{Line, lines};
use super::points::row_number;
use super::source::Source;
use super::token::{Token, has_any, push_tokens};

/// A row of an assignment table.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// "5" as printed in the first column; counted where there is none.
    pub number: String,
    pub work: Vec<Token>,
    pub lead: Vec<Token>,
    pub support: Vec<Token>,
    pub time: Vec<Token>,
}

#[derive(Debug, Default)]
struct Columns {
    number: Option<usize>,
    work: usize,
    lead: Option<usize>,
    support: Option<usize>,
    time: Option<usize>,
}

/// The rows of every table in `lines`, and which lines they take.
pub(super) fn rows(source: &Source, lines: &[Line]) -> (Vec<Row>, Vec<usize>) {
    let (mut rows, mut used) = (Vec::new(), Vec::new());
    let mut columns: Option<Columns> = None;
    for (i, line) in lines.iter().enumerate() {
        let cells = cells(source, line);
        if cells.len() < 2 {
            columns = columns.filter(|_| !line.blank_above);
            continue;
        }
        if let Some(found) = heads(&cells) {
            columns = Some(found);
            used.push(i);
        } else if let Some(columns) = &columns {
            used.push(i);
            rows.extend(row(columns, &cells, rows.len() + 1));
        }
    }
    (rows, used)
}

/// The cells of a line, empty ones included.
fn cells(source: &Source, line: &Line) -> Vec<Vec<Token>> {
    let text = source.slice(line.raw.0, line.raw.1);
    let bar = if text.contains('\t') { '\t' } else { '|' };
    let text_from = line.raw.0;
    let mut at = 0;
    let mut cells = Vec::new();
    for part in text.split(bar) {
        let mut tokens = Vec::new();
        push_tokens(source, text_from + at, text_from + at + part.len(), &mut tokens);
        cells.push(tokens);
        at += part.len() + 1;
    }
    cells
}

/// The columns of a head row: at least the work and one of lead and time.
fn heads(cells: &[Vec<Token>]) -> Option<Columns> {
    let find = |words: &[&str]| cells.iter().position(|cell| has_any(cell, words));
    let work = find(&["nội dung", "nhiệm vụ", "công việc", "tên nhiệm vụ", "hoạt động"])?;
    let support = find(&["phối hợp"]);
    let lead = cells.iter().position(|cell| {
        has_any(cell, &["chủ trì", "thực hiện", "đơn vị", "cơ quan"])
            && !has_any(cell, &["phối hợp", "thời gian", "thời hạn", "nội dung", "nhiệm vụ"])
    });
    let time = find(&["thời gian", "thời hạn", "tiến độ", "hoàn thành"]);
    let number = find(&["tt", "stt", "số tt"]);
    (lead.is_some() || time.is_some()).then_some(Columns { number, work, lead, support, time })
}

fn row(columns: &Columns, cells: &[Vec<Token>], counted: usize) -> Option<Row> {
    let cell = |at: Option<usize>| at.and_then(|i| cells.get(i)).cloned().unwrap_or_default();
    let filled = cells.iter().filter(|c| !c.is_empty()).count();
    // "I	Công tác văn thư" is a heading inside the table.
    if filled < 3 && cell(columns.lead).is_empty() && cell(columns.time).is_empty()
        || cell(Some(columns.work)).is_empty()
    {
        return None;
    }
    let number = row_number(&cell(columns.number)).unwrap_or_else(|| counted.to_string());
    Some(Row {
        number,
        work: cell(Some(columns.work)),
        lead: cell(columns.lead),
        support: cell(columns.support),
        time: cell(columns.time),
    })
}

/// A table whose cells a conversion wrote one below the other, with blank lines between.
pub(super) fn stacked(source: &Source, from: usize) -> Vec<Row> {
    let all = lines(source, true);
    let mut cells: Vec<Vec<Token>> = Vec::new();
    for line in all.iter().filter(|line| line.from >= from) {
        match cells.last_mut().filter(|_| !line.blank_above) {
            Some(cell) => cell.extend_from_slice(line.tokens()),
            None => cells.push(line.tokens().to_vec()),
        }
    }
    let is_number_head = |cell: &Vec<Token>| cell.len() <= 3 && has_any(cell, &["tt", "stt"]);
    let Some(start) = cells.iter().position(is_number_head) else { return Vec::new() };
    let width = cells[start..].iter().take_while(|cell| cell.len() <= 8 && !is_section(cell)).take(8).count();
    let Some((width, columns)) =
        (3..=width).rev().find_map(|w| heads(&cells[start..start + w]).map(|columns| (w, columns)))
    else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    let mut open: Vec<Vec<Token>> = Vec::new();
    for cell in cells.drain(..).skip(start + width) {
        let number = row_number(&cell).is_some();
        if number || is_section(&cell) {
            rows.extend(row(&columns, &open, rows.len() + 1));
            open.clear();
        }
        if number || !open.is_empty() && open.len() < width {
            open.push(cell);
        }
    }
    rows.extend(row(&columns, &open, rows.len() + 1));
    rows
}

/// "II. HOÀN THIỆN CƠ CHẾ": a heading between rows.
fn is_section(cell: &[Token]) -> bool {
    matches!(cell, [numeral, dot, _, ..] if numeral.is_word() && dot.is(".") && super::dates::ordinal(numeral).is_some())
}
