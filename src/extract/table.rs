//! Assignment tables: rows of an appendix with columns for the work, who leads, who supports and
//! until when.
//!
//! Border: tables whose cells stand apart by tabs, bars, blanks or lines; the columns are known by
//! their heads.

mod columns;
mod stacked;

pub(super) use self::stacked::stacked;
use super::lines::Line;
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
    let found = delimited(source, lines);
    if found.0.is_empty() { columns::rows(source, lines) } else { found }
}

/// Cells that stand apart by tabs or bars. A cell with a line break in it goes on in the next line, in
/// its own place or behind the last one.
fn delimited(source: &Source, lines: &[Line]) -> (Vec<Row>, Vec<usize>) {
    let (mut rows, mut used) = (Vec::new(), Vec::new());
    let mut table: Option<(Columns, usize)> = None;
    let mut open: Vec<Vec<Token>> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let mut cells = cells(source, line);
        if let Some(columns) = heads(&cells).filter(|_| cells.len() > 1) {
            flush(table.as_ref(), &mut open, &mut rows);
            table = Some((columns, cells.len()));
            used.push(i);
            continue;
        }
        let Some((columns, width)) = &table else { continue };
        let number = columns.number.and_then(|at| cells.get(at));
        let begins = number.is_some_and(|cell| row_number(cell).is_some());
        let broken = !open.is_empty() && open.len() < *width && !begins && !line.blank_above;
        if cells.len() < 2 && !broken {
            flush(table.as_ref(), &mut open, &mut rows);
            table = table.filter(|_| !line.blank_above);
            continue;
        }
        used.push(i);
        if broken && open.len() + cells.len() <= width + 1 {
            let first = cells.remove(0);
            open.last_mut().into_iter().for_each(|last| last.extend(first.clone()));
            open.extend(cells);
        } else if number.is_some_and(Vec::is_empty) && open.len() == cells.len() {
            open.iter_mut().zip(cells).for_each(|(cell, more)| cell.extend(more));
        } else {
            flush(table.as_ref(), &mut open, &mut rows);
            open = cells;
        }
    }
    flush(table.as_ref(), &mut open, &mut rows);
    (rows, used)
}

fn flush(table: Option<&(Columns, usize)>, open: &mut Vec<Vec<Token>>, rows: &mut Vec<Row>) {
    if let Some((columns, _)) = table {
        rows.extend(row(columns, open, rows.len() + 1));
    }
    open.clear();
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
    let other = ["phối hợp", "thời gian", "thời hạn", "nội dung", "nhiệm vụ", "ban hành", "trình"];
    let lead = find(&["chủ trì"]).or_else(|| {
        let does = |cell: &Vec<Token>| has_any(cell, &["thực hiện", "đơn vị", "cơ quan"]);
        cells.iter().position(|cell| does(cell) && !has_any(cell, &other))
    });
    // Of "Thời hạn đã giao" and "Thời hạn mới" the last one counts.
    let timed = ["thời gian", "thời hạn", "tiến độ", "hoàn thành", "hạn xử lý"];
    let limits = |cell: &[Token]| has_any(cell, &timed) || cell.first().is_some_and(|t| t.is("hạn"));
    let time = cells.iter().rposition(|cell| limits(cell) && !has_any(cell, &["đã giao", "cũ"]));
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
