//! A page as plain text: columns under each other, no line longer than [`CELLS`].

use super::page::{Page, Table};
use crate::text;

const CELLS: usize = 100;
/// Between two columns.
const GAP: usize = 2;
/// A word longer than this may be broken to make room for other columns.
const WORD: usize = 10;

pub fn write(page: &Page) -> String {
    let mut lines = vec![page.parent_office.clone(), page.office.clone(), page.number.clone()];
    lines.retain(|line| !line.is_empty());
    if let Some(letter) = &page.letter {
        lines.extend([letter.subject.clone(), page.place_and_date.clone(), String::new(), letter.to.clone()]);
    }
    for block in [&page.title, &page.opening] {
        lines.push(String::new());
        lines.extend(block.iter().flat_map(|line| wrap(line, CELLS)));
    }
    for table in &page.tables {
        lines.push(String::new());
        lines.extend(table.caption.clone());
        lines.extend(set(table));
    }
    lines.push(String::new());
    lines.extend(page.closing.iter().flat_map(|line| wrap(line, CELLS)));
    if let Some(foot) = &page.foot {
        lines.extend(["".into(), foot.signer_title.clone(), foot.signer.clone()]);
        lines.extend(foot.recipients.iter().cloned());
    }
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn set(table: &Table) -> Vec<String> {
    if table.columns.is_empty() {
        return Vec::new();
    }
    let heading = table.columns.iter().map(super::page::Column::full_heading).collect();
    let rows: Vec<Vec<String>> = std::iter::once(heading)
        .chain(table.rows.iter().map(|row| row.iter().map(super::page::Cell::text).collect()))
        .collect();
    let widths = widths(table, &rows);
    let rule = "-".repeat(widths.iter().sum::<usize>() + GAP * (widths.len() - 1));
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        lines.extend(under_each_other(row, &widths));
        if at == 0 || table.has_sum && at + 2 == rows.len() {
            lines.push(rule.clone());
        }
    }
    lines
}

/// What each column would like, or its share of the line; none narrower than its longest word, while there
/// is room.
fn widths(table: &Table, rows: &[Vec<String>]) -> Vec<usize> {
    let all: usize = table.columns.iter().map(|column| usize::from(column.width)).sum();
    let room = CELLS - GAP * (table.columns.len() - 1);
    let widest = |at: usize| rows.iter().map(|row| text::width(&row[at])).max().unwrap_or(0);
    let word = |at: usize| {
        let words = rows.iter().flat_map(|row| row[at].split_whitespace()).map(text::width);
        words.max().unwrap_or(1).clamp(1, WORD)
    };
    let shares = table.columns.iter().enumerate().map(|(at, column)| {
        let share = room * usize::from(column.width) / all;
        share.max(word(at)).min(widest(at).max(1))
    });
    let mut widths: Vec<usize> = shares.collect();
    while widths.iter().sum::<usize>() > room {
        let largest = (0..widths.len()).max_by_key(|at| widths[*at]).unwrap_or(0);
        widths[largest] -= 1;
    }
    for at in 0..widths.len() {
        let left = room - widths.iter().sum::<usize>();
        widths[at] += left.min(widest(at).saturating_sub(widths[at]));
    }
    widths
}

fn under_each_other(row: &[String], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> = row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let part = |cell: &Vec<String>, line: usize, width: usize| {
        text::fit(cell.get(line).map_or("", String::as_str), width, "")
    };
    let line = |line| {
        let parts = cells.iter().zip(widths).map(|(cell, width)| part(cell, line, *width));
        parts.collect::<Vec<_>>().join(&" ".repeat(GAP))
    };
    (0..height).map(line).collect()
}

/// Broken at spaces; a word longer than the line is cut.
fn wrap(text: &str, cells: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let mut word = word.to_owned();
        loop {
            let line = lines.last_mut().expect("one line at least");
            let gap = usize::from(!line.is_empty());
            if text::width(line) + gap + text::width(&word) <= cells {
                line.extend(std::iter::repeat_n(' ', gap));
                line.push_str(&word);
                break;
            }
            if line.is_empty() {
                let head = text::truncate(&word, cells, "");
                // A sign wider than the column stands for itself.
                let head = if head.is_empty() { word.clone() } else { head };
                word = word.split_off(head.len());
                *line = head;
            }
            lines.push(String::new());
        }
    }
    lines
}
