//! A table whose cells a conversion wrote one below the other, with blank lines between or without.
//!
//! Border: which cells make a row; a row begins with its number.

use std::ops::Range;

use super::super::dates::ordinal;
use super::super::lines::lines;
use super::super::points::row_number;
use super::super::source::Source;
use super::super::token::{Token, has_any};
use super::{Row, heads, row};

/// A cell's words and its bytes.
struct Cell {
    tokens: Vec<Token>,
    at: Range<usize>,
}

/// The rows between the bytes `from` and `to`, and the bytes that the table takes.
pub(in crate::extract) fn stacked(source: &Source, from: usize, to: usize) -> (Vec<Row>, Range<usize>) {
    // Most letters have no line "STT" and need not be read again.
    let is_head =
        |line: &str| matches!(line.trim().to_lowercase().trim_end_matches('.'), "tt" | "stt" | "số tt");
    if !source.slice(from, to).lines().any(is_head) {
        return (Vec::new(), 0..0);
    }
    let by_blanks = read(cells(source, from, to, true));
    if by_blanks.0.is_empty() { read(cells(source, from, to, false)) } else { by_blanks }
}

fn cells(source: &Source, from: usize, to: usize, by_blanks: bool) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for line in lines(source, true).iter().filter(|line| line.from >= from && line.to <= to) {
        let wraps = |cell: &Cell| {
            let first = line.tokens().first();
            // A line that begins small goes on, but "các sở" begins a cell.
            let goes_on = || first.is_some_and(|t| t.is_word() && !t.capital && !t.is("các"));
            row_number(&cell.tokens).is_none() && if by_blanks { !line.blank_above } else { goes_on() }
        };
        match cells.last_mut().filter(|cell| wraps(cell)) {
            Some(cell) => {
                cell.tokens.extend_from_slice(line.tokens());
                cell.at.end = line.to;
            }
            None => cells.push(Cell { tokens: line.tokens().to_vec(), at: line.from..line.to }),
        }
    }
    cells
}

fn read(cells: Vec<Cell>) -> (Vec<Row>, Range<usize>) {
    let is_number_head = |cell: &Cell| cell.tokens.len() <= 3 && has_any(&cell.tokens, &["tt", "stt"]);
    let Some(start) = cells.iter().position(is_number_head) else { return (Vec::new(), 0..0) };
    let words: Vec<Vec<Token>> = cells[start..].iter().take(8).map(|cell| cell.tokens.clone()).collect();
    let is_head = |words: &&Vec<Token>| words.len() <= 8 && !is_section(words) && row_number(words).is_none();
    let width = words.iter().take_while(is_head).count();
    let found = (3..=width).rev().find_map(|w| heads(&words[..w]).map(|columns| (w, columns)));
    let Some((width, columns)) = found else { return (Vec::new(), 0..0) };
    let mut rows = Vec::new();
    let mut open: Vec<Vec<Token>> = Vec::new();
    let (from, mut to) = (cells[start].at.start, cells[start].at.start);
    for cell in cells.into_iter().skip(start + width) {
        let number = row_number(&cell.tokens).is_some();
        if number || is_section(&cell.tokens) {
            rows.extend(row(&columns, &fit(&open, width), rows.len() + 1));
            open.clear();
        }
        // Behind the last row only as many cells as a row has belong to the table.
        if number || !open.is_empty() && open.len() < width + 4 {
            if open.len() < width {
                to = cell.at.end;
            }
            open.push(cell.tokens);
        }
    }
    open.truncate(width);
    rows.extend(row(&columns, &open, rows.len() + 1));
    (rows, from..to)
}

/// A row of `width` cells: what is too much are further lines of the work, the first cell behind the number.
fn fit(open: &[Vec<Token>], width: usize) -> Vec<Vec<Token>> {
    let Some(more) = open.len().checked_sub(width).filter(|_| width > 2) else { return open.to_vec() };
    let work = open[1..=more + 1].concat();
    let rest = open[more + 2..].iter().cloned();
    [open[0].clone(), work].into_iter().chain(rest).collect()
}

/// "II. HOÀN THIỆN CƠ CHẾ": a heading between rows.
fn is_section(cell: &[Token]) -> bool {
    matches!(cell, [numeral, dot, _, ..] if numeral.is_word() && dot.is(".") && ordinal(numeral).is_some())
}
