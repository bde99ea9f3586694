//! Assignment tables of plain text whose columns stand apart by blanks, cells wrapped over lines, the
//! head repeated on each page.
//!
//! Border: which words stand under which head; what a head means is told by [`super::heads`].

use super::super::lines::Line;
use super::super::points::row_number;
use super::super::source::Source;
use super::super::token::{Token, has_any, push_tokens};
use super::{Columns, Row, heads, row};

/// A run of words between gaps of two blanks, with the columns of text it covers.
struct Cell {
    from: usize,
    to: usize,
    tokens: Vec<Token>,
}

/// The head of a table: where its columns stand and what they hold.
struct Head {
    zones: Vec<(usize, usize)>,
    columns: Columns,
}

pub(super) fn rows(source: &Source, lines: &[Line]) -> (Vec<Row>, Vec<usize>) {
    let (mut rows, mut used) = (Vec::new(), Vec::new());
    let mut head: Option<Head> = None;
    let mut open: Vec<Vec<Token>> = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let cells = cells_of(source, &lines[i]);
        if let Some((found, end)) = head_at(source, lines, i, &cells) {
            head = Some(found);
            used.extend(i..end);
            i = end;
            continue;
        }
        if let Some(table) = &head {
            if ends_table(table, &cells) {
                rows.extend(row(&table.columns, &open, rows.len() + 1));
                (open, head) = (Vec::new(), None);
            } else {
                if begins_row(table, &cells, lines[i].blank_above) {
                    rows.extend(row(&table.columns, &open, rows.len() + 1));
                    open = vec![Vec::new(); table.zones.len()];
                }
                for cell in cells {
                    let at = zone_of(&table.zones, &cell);
                    if let Some(words) = open.get_mut(at) {
                        words.extend(cell.tokens);
                    }
                }
                used.push(i);
            }
        }
        i += 1;
    }
    if let Some(table) = head {
        rows.extend(row(&table.columns, &open, rows.len() + 1));
    }
    (rows, used)
}

fn cells_of(source: &Source, line: &Line) -> Vec<Cell> {
    let text = source.slice(line.raw.0, line.raw.1);
    let mut cells: Vec<Cell> = Vec::new();
    let (mut start, mut blanks) = (None, 2);
    for (column, (at, c)) in text.char_indices().chain([(text.len(), '\t')]).enumerate() {
        if c == ' ' || c == '\u{a0}' {
            blanks += 1;
            continue;
        }
        if (blanks >= 2 || c == '\t')
            && let Some((byte, from, to, end)) = start.take()
        {
            push_cell(source, line.raw.0 + byte, line.raw.0 + end, (from, to), &mut cells);
        }
        let (byte, from, ..) = start.unwrap_or((at, column, 0, 0));
        start = Some((byte, from, column + 1, at + c.len_utf8()));
        blanks = 0;
    }
    cells
}

fn push_cell(source: &Source, byte: usize, end: usize, (from, to): (usize, usize), cells: &mut Vec<Cell>) {
    let mut tokens = Vec::new();
    push_tokens(source, byte, end, &mut tokens);
    if !tokens.is_empty() {
        cells.push(Cell { from, to, tokens });
    }
}

/// A head of at least three columns at line `i`, with its further lines, and the line behind it.
fn head_at(source: &Source, lines: &[Line], i: usize, cells: &[Cell]) -> Option<(Head, usize)> {
    let numbered = cells.first().is_some_and(|c| has_any(&c.tokens, &["tt", "stt"]) && c.tokens.len() <= 2);
    // More columns than a page has are no head.
    if !(3..=12).contains(&cells.len()) {
        return None;
    }
    let mut zones: Vec<(usize, usize)> = cells.iter().map(|c| (c.from, c.to)).collect();
    let mut words: Vec<Vec<Token>> = cells.iter().map(|c| c.tokens.clone()).collect();
    let mut end = i + 1;
    // "Cơ quan" over "chủ trì": lines up to the first number of a row.
    while let Some(line) = lines.get(end).filter(|line| numbered && !line.blank_above && end < i + 4) {
        let more = cells_of(source, line);
        if more
            .first()
            .is_none_or(|c| c.from < zones[1].0.min(zones[0].1 + 2) || row_number(&c.tokens).is_some())
        {
            break;
        }
        for cell in more {
            let at = zone_of(&zones, &cell);
            zones[at] = (zones[at].0.min(cell.from), zones[at].1.max(cell.to));
            words[at].extend(cell.tokens);
        }
        end += 1;
    }
    let columns = heads(&words)?;
    // Without a column of numbers, only words that nothing but a head has.
    let plain = columns.lead.is_some() && columns.time.is_some() && words.iter().all(|w| w.len() <= 5);
    (numbered || plain).then_some((Head { zones, columns }, end))
}

/// Text at the margin that is no row: a heading or a paragraph behind the table.
fn ends_table(head: &Head, cells: &[Cell]) -> bool {
    let Some(first) = cells.first() else { return false };
    let margin = head.zones.get(1).is_none_or(|zone| first.from + 3 < zone.0);
    let numbered = head.columns.number.is_some();
    let alone =
        cells.len() == 1 && (margin && numbered || first.to > head.zones.last().map_or(0, |zone| zone.0));
    alone && row_number(&first.tokens).is_none()
}

fn begins_row(head: &Head, cells: &[Cell], blank_above: bool) -> bool {
    let Some(first) = cells.first() else { return false };
    if head.columns.number.is_some() {
        return zone_of(&head.zones, first) == 0 && row_number(&first.tokens).is_some();
    }
    let capital = |c: &Cell| c.tokens.first().is_some_and(|t| t.capital || t.number().is_some());
    blank_above || cells.len() >= 2 && cells.iter().all(capital) && zone_of(&head.zones, first) == 0
}

/// The column whose head stands over `cell`, else the nearest.
fn zone_of(zones: &[(usize, usize)], cell: &Cell) -> usize {
    let apart = |&(from, to): &(usize, usize)| {
        let gap = from.saturating_sub(cell.to).max(cell.from.saturating_sub(to));
        let over = to.min(cell.to).saturating_sub(from.max(cell.from));
        (gap, std::cmp::Reverse(over))
    };
    (0..zones.len()).min_by_key(|&i| apart(&zones[i])).unwrap_or(0)
}
