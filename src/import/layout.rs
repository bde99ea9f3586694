//! Tables of docx and odt files → lines of text.
//!
//! Border: cells in, lines out. What a table is for shows in its shape alone.

/// A cell: its lines.
pub(super) type Cell = Vec<String>;

/// Rows of a table that only puts two columns side by side: the head of a letter, its signature.
const MOST_ROWS_OF_LAYOUT: usize = 5;

/// The lines of a table, cells apart by tabs: one line for a row, or, where a table only sets two columns
/// beside each other, line by line of their cells.
pub(super) fn table(rows: Vec<Vec<Cell>>) -> Vec<String> {
    let filled = |row: &Vec<Cell>| row.iter().filter(|cell| cell.iter().any(|line| !line.is_empty())).count();
    let widest = rows.iter().map(filled).max().unwrap_or_default();
    if widest <= 2 && rows.len() <= MOST_ROWS_OF_LAYOUT {
        return rows.into_iter().flat_map(side_by_side).collect();
    }
    let cell =
        |cell: Cell| cell.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ");
    let line = |row: Vec<Cell>| row.into_iter().map(cell).collect::<Vec<_>>().join("\t");
    let lines = rows.into_iter().map(line).filter(|line| !line.trim().is_empty());
    [String::new()].into_iter().chain(lines).chain([String::new()]).collect()
}

fn side_by_side(row: Vec<Cell>) -> Vec<String> {
    let n_lines = row.iter().map(Vec::len).max().unwrap_or_default();
    let has_text = |cell: &&Cell| cell.iter().any(|line| !line.is_empty());
    // Narrow cells between the columns hold nothing.
    let (first, others) = row.split_first().map_or((None, &[][..]), |(first, others)| (Some(first), others));
    let columns: Vec<&Cell> = first.into_iter().chain(others.iter().filter(has_text)).collect();
    let line = |i: usize| {
        let parts = columns.iter().map(|cell| cell.get(i).map_or("", String::as_str).trim());
        parts.collect::<Vec<_>>().join("\t").trim_end().to_owned()
    };
    (0..n_lines).map(line).collect()
}
