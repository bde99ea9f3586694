//! Aligned columns for people: natural widths, one column that gives way.

use super::out::Out;
use crate::text;

/// Cells between two columns.
const GAP: usize = 2;
/// Below this the giving column does not shrink; the line is then longer than the screen.
const LEAST: usize = 16;

/// A heading and the most cells its column takes; `None` for the one that gives way.
pub struct Column {
    pub heading: String,
    pub most: Option<usize>,
}

impl Column {
    pub fn new(heading: String, most: usize) -> Self {
        Self { heading, most: Some(most) }
    }

    /// The column that takes what the others leave.
    pub fn giving(heading: String) -> Self {
        Self { heading, most: None }
    }
}

/// Prints heading and rows, each row with one cell per column, indented by `indent` cells.
pub fn print(out: &mut Out, indent: usize, columns: &[Column], rows: &[Vec<String>]) {
    let widths = widths(out.width.saturating_sub(indent), columns, rows);
    let headings: Vec<String> = columns.iter().map(|column| column.heading.clone()).collect();
    for row in std::iter::once(&headings).chain(rows) {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| text::fit(&text::clean_line(cell), *width, out.ellipsis()))
            .collect();
        out.line(&format!("{}{}", " ".repeat(indent), cells.join(&" ".repeat(GAP))));
    }
}

fn widths(room: usize, columns: &[Column], rows: &[Vec<String>]) -> Vec<usize> {
    let natural = |i: usize, column: &Column| {
        let cells = rows.iter().filter_map(|row| row.get(i));
        cells.chain([&column.heading]).map(|cell| text::width(cell)).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(i, column)| natural(i, column).min(column.most.unwrap_or(usize::MAX)))
        .collect();
    let taken: usize = widths.iter().zip(columns).filter(|(_, c)| c.most.is_some()).map(|(w, _)| w).sum();
    let left = room.saturating_sub(taken + GAP * columns.len().saturating_sub(1)).max(LEAST);
    for (width, column) in widths.iter_mut().zip(columns) {
        if column.most.is_none() {
            *width = left.min(*width);
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::super::out::tests::kept;
    use super::*;

    fn printed(width: usize, title: &str) -> Vec<String> {
        let (mut out, said, _) = kept(false);
        out.width = width;
        let columns =
            [Column::new("Mục".into(), 6), Column::giving("Nội dung".into()), Column::new("Hạn".into(), 10)];
        let rows = [
            vec!["1".into(), title.into(), "29/12/2020".into()],
            vec!["2.a".into(), "Rà soát".into(), String::new()],
        ];
        print(&mut out, 1, &columns, &rows);
        said.text().lines().map(str::to_owned).collect()
    }

    #[test]
    fn columns_stand_under_each_other_and_the_title_gives_way() {
        let lines = printed(40, &"rất dài ".repeat(20));
        let at = |line: &str, word: &str| line.find(word).and_then(|byte| line.get(..byte)).map(text::width);
        assert_eq!(at(&lines[0], "Hạn"), at(&lines[1], "29/12/2020"));
        assert_eq!(at(&lines[0], "Nội dung"), at(&lines[2], "Rà soát"));
        assert_eq!(text::width(&lines[1]), 40);
        assert!(lines[1].contains('…'));
    }

    #[test]
    fn a_short_title_takes_no_more_than_it_needs() {
        assert_eq!(printed(100, "Rà soát lại")[1], " 1    Rà soát lại  29/12/2020");
    }
}
