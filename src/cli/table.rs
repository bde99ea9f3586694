//! Aligned columns for people: natural widths, one column that gives way, never wider than the line.

use super::out::Out;
use crate::text;

/// Cells between two columns.
const GAP: usize = 2;
/// Below this the column that gives way does not shrink before an optional one is left out.
const LEAST: usize = 20;

pub struct Column {
    heading: String,
    /// The most cells it takes; `None` for the column that takes what the others leave.
    most: Option<usize>,
    is_optional: bool,
}

impl Column {
    pub fn new(heading: String, most: usize) -> Self {
        Self { heading, most: Some(most), is_optional: false }
    }

    pub fn giving(heading: String) -> Self {
        Self { heading, most: None, is_optional: false }
    }

    /// Left out where the line has no room for it.
    pub fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }
}

/// Prints heading and rows.
pub fn print<const N: usize>(out: &mut Out, columns: &[Column; N], rows: impl Iterator<Item = [String; N]>) {
    let clean = |row: [String; N]| row.map(|cell| text::clean_line(&cell));
    let headings = columns.each_ref().map(|column| column.heading.clone());
    let rows: Vec<_> = std::iter::once(headings).chain(rows.map(clean)).collect();
    let widths = widths(out.width, columns, &rows);
    for row in rows {
        let cells = row.iter().zip(widths).filter(|(_, width)| *width > 0);
        let cells = cells.map(|(cell, width)| text::fit(cell, width, out.ellipsis()));
        out.line(&cells.collect::<Vec<_>>().join(&" ".repeat(GAP)));
    }
}

/// Cells of each column; 0 where it is left out.
fn widths<const N: usize>(room: usize, columns: &[Column; N], rows: &[[String; N]]) -> [usize; N] {
    let natural = |i: usize| rows.iter().map(|row| text::width(&row[i])).max().unwrap_or(0);
    let mut widths = std::array::from_fn(|i| natural(i).min(columns[i].most.unwrap_or(usize::MAX)));
    let excess = |widths: &[usize; N]| {
        let shown = widths.iter().filter(|width| **width > 0).count();
        (widths.iter().sum::<usize>() + GAP * shown.saturating_sub(1)).saturating_sub(room)
    };
    let shrink = |widths: &mut [usize; N], least: usize| {
        let by = excess(widths);
        for (width, _) in widths.iter_mut().zip(columns).filter(|(_, column)| column.most.is_none()) {
            *width = width.saturating_sub(by).max(least.min(*width));
        }
    };
    shrink(&mut widths, LEAST);
    for (i, _) in columns.iter().enumerate().filter(|(_, column)| column.is_optional) {
        if excess(&widths) > 0 {
            widths[i] = 0;
        }
    }
    // What an optional column left free goes back to the one that gave way.
    if let Some(i) = columns.iter().position(|column| column.most.is_none()) {
        widths[i] = natural(i);
    }
    shrink(&mut widths, LEAST / 4);
    // A very narrow line: the widest column gives, cell by cell.
    while excess(&widths) > 0 {
        let Some(widest) = widths.iter_mut().max() else { break };
        *widest -= 1;
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
        let columns = [
            Column::new("Mục".into(), 6),
            Column::giving("Nội dung".into()),
            Column::new("Chủ trì".into(), 12).optional(),
            Column::new("Hạn".into(), 10),
        ];
        let rows = [["1", title, "Sở Nội vụ", "29/12/2020"], ["2.a", "Rà soát", "Sở Tài chính", ""]];
        print(&mut out, &columns, rows.map(|row| row.map(str::to_owned)).into_iter());
        said.text().lines().map(str::to_owned).collect()
    }

    #[test]
    fn columns_stand_under_each_other_and_the_title_gives_way() {
        let lines = printed(60, &"rất dài ".repeat(20));
        let at = |line: &str, word: &str| line.find(word).and_then(|byte| line.get(..byte)).map(text::width);
        assert_eq!(at(&lines[0], "Hạn"), at(&lines[1], "29/12/2020"));
        assert_eq!(at(&lines[0], "Nội dung"), at(&lines[2], "Rà soát"));
        assert_eq!(text::width(&lines[1]), 60);
        assert!(lines[1].contains('…'));
    }

    #[test]
    fn a_short_title_takes_no_more_than_it_needs() {
        assert_eq!(printed(100, "Rà soát lại")[1], "1    Rà soát lại  Sở Nội vụ     29/12/2020");
    }

    #[test]
    fn a_narrow_line_loses_what_is_optional_and_is_never_passed() {
        let has_lead = |width| printed(width, &"rất dài ".repeat(20))[0].contains("Chủ trì");
        assert!(has_lead(51) && !has_lead(50));
        for width in 1..=110 {
            for line in printed(width, &"rất dài ".repeat(20)) {
                assert!(text::width(&line) <= width, "{width}: {line}");
            }
        }
    }
}
