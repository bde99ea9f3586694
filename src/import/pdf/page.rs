//! Letters with their places on pages → lines of text: words, columns and cells apart by tabs, wrapped lines
//! joined to the paragraphs they were.
//!
//! Border: geometry. Sizes and distances are those of the page; `y` grows upwards.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::char::is_combining_mark;

use super::rulings::Grid;

#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub x: f64,
    /// Of the base line.
    pub y: f64,
    /// Where the next letter of the same word would stand.
    pub end: f64,
    pub size: f64,
    pub text: String,
}

#[derive(Debug, Default)]
pub(super) struct Page {
    pub width: f64,
    pub glyphs: Vec<Glyph>,
    pub grids: Vec<Grid>,
}

impl Page {
    pub fn push(&mut self, glyph: Glyph) {
        let is_mark = glyph.text.chars().all(is_combining_mark);
        match self.glyphs.last_mut() {
            // A mark belongs to the letter it was written after, wherever it is drawn.
            Some(last) if is_mark => last.text.push_str(&glyph.text),
            // Bold type made by writing twice.
            Some(last)
                if last.text == glyph.text
                    && (last.x - glyph.x).abs() < glyph.size / 10.0
                    && (last.y - glyph.y).abs() < glyph.size / 10.0 => {}
            _ => self.glyphs.push(glyph),
        }
    }
}

/// In parts of the letters' size: a gap that is a blank; one that is the border of two columns where no blank
/// stands in it, and one that is in any case.
const BLANK: f64 = 0.16;
const COLUMN: f64 = 0.7;
const WIDE: f64 = 2.0;

/// What stands at the right of a letter's first lines, however near the left column comes to it (Decree
/// 30/2020/NĐ-CP, appendix I).
const RIGHT_HEADS: [&str; 2] = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"];

/// How far two letters of one line may stand apart in height, in parts of their size.
const LEVEL: f64 = 0.3;

/// A line, or what stands of it on one side of a gap.
#[derive(Debug, Clone)]
struct Row {
    page: usize,
    x: f64,
    y: f64,
    end: f64,
    size: f64,
    text: String,
    /// What its first word takes, with a blank behind it.
    first_word: f64,
    is_cell: bool,
    /// Of a cell that began on the page before.
    is_rest: bool,
}

impl Row {
    /// The pieces of one line of letters, from left to right.
    fn pieces(page: usize, line: &[&Glyph]) -> Vec<Self> {
        let mut pieces: Vec<Self> = Vec::new();
        let mut is_blank = false;
        for glyph in line {
            if glyph.text.trim().is_empty() {
                is_blank = true;
                continue;
            }
            let (x, y, size) = (glyph.x, glyph.y, glyph.size);
            let text = glyph.text.trim();
            match pieces.last_mut().filter(|row| !row.ends_before(x, is_blank)) {
                Some(row) => {
                    if is_blank || x - row.end > BLANK * size {
                        if row.first_word == 0.0 {
                            row.first_word = row.end + size / 4.0 - row.x;
                        }
                        row.text.push(' ');
                    }
                    row.text.push_str(text);
                    (row.end, row.size) = (row.end.max(glyph.end), row.size.max(size));
                }
                None => {
                    let text = text.to_owned();
                    pieces.push(Self {
                        page,
                        x,
                        y,
                        end: glyph.end,
                        size,
                        text,
                        first_word: 0.0,
                        is_cell: false,
                        is_rest: false,
                    });
                }
            }
            is_blank = glyph.text.ends_with(' ');
        }
        for row in pieces.iter_mut().filter(|row| row.first_word == 0.0) {
            row.first_word = row.end + row.size / 4.0 - row.x;
        }
        for row in &mut pieces {
            for head in RIGHT_HEADS {
                if let Some((before, after)) =
                    row.text.split_once(head).filter(|(before, _)| !before.is_empty())
                {
                    row.text = format!("{}\t{head}{after}", before.trim_end());
                }
            }
        }
        // A rule below a name is no text beside another.
        if pieces.iter().any(|row| row.text.contains(char::is_alphanumeric)) {
            pieces.retain(|row| row.text.contains(char::is_alphanumeric));
        }
        pieces
    }

    /// Whether what begins at `x` is another column. The gap behind the mark of an item is none.
    fn ends_before(&self, x: f64, is_blank: bool) -> bool {
        let gap = (x - self.end) / self.size;
        gap > WIDE || gap > COLUMN && !is_blank && !is_mark(&self.text)
    }

    fn is_page_number(&self) -> bool {
        let bare = self.text.trim_matches(|c: char| "-–— ".contains(c));
        bare.len() <= 3 && !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The lines of a page in pieces, top down, a row of a table as one line. The number of the page is none.
fn rows(number: usize, page: &Page) -> Vec<Vec<Row>> {
    let cell = |glyph: &Glyph| {
        let (x, y) = (f64::midpoint(glyph.x, glyph.end), glyph.y + glyph.size / 4.0);
        page.grids.iter().enumerate().find_map(|(at, grid)| Some((at, grid.cell_at(x, y)?)))
    };
    let (mut free, mut cells) = (Vec::new(), BTreeMap::<_, Vec<&Glyph>>::new());
    for glyph in &page.glyphs {
        match cell(glyph) {
            Some((table, place)) => cells.entry((table, place)).or_default().push(glyph),
            None => free.push(glyph),
        }
    }
    // A border of the sheet makes no column, and a frame around text no table.
    let columns = |table: usize| -> BTreeSet<usize> {
        cells.keys().filter(|(of, _)| *of == table).map(|(_, (_, column))| *column).collect()
    };
    let columns: Vec<BTreeSet<usize>> = (0..page.grids.len()).map(columns).collect();
    cells.retain(|(table, _), glyphs| {
        let is_table = columns[*table].len() > 1 || page.grids[*table].is_open;
        if !is_table {
            free.append(glyphs);
        }
        is_table
    });
    let mut rows = lines(number, free);
    let is_number = |line: &[Row]| matches!(line, [row] if row.is_page_number());
    rows.pop_if(|last| is_number(last));
    if rows.first().is_some_and(|first| is_number(first)) {
        rows.remove(0);
    }
    let mut rows = paired(rows);
    for (table, grid) in page.grids.iter().enumerate() {
        for (row, y) in grid.ys[1..].iter().enumerate() {
            let mut text = |column: &usize| {
                let glyphs = cells.remove(&(table, (row, *column))).unwrap_or_default();
                let (x, end) = (grid.xs[*column], grid.xs[column + 1]);
                let text = joined(&lines(number, glyphs));
                let is_rest = grid.is_open && row == 0;
                Row { page: number, x, y: *y, end, size: 1.0, text, first_word: 0.0, is_cell: true, is_rest }
            };
            let line: Vec<Row> = columns[table].iter().map(&mut text).collect();
            if line.iter().any(|cell| !cell.text.is_empty()) {
                rows.push(line);
            }
        }
    }
    if !page.grids.is_empty() {
        rows.sort_by(|a, b| b[0].y.total_cmp(&a[0].y));
    }
    rows
}

/// What wrapped in a cell, in one line.
fn joined(lines: &[Vec<Row>]) -> String {
    let mut text = String::new();
    for row in lines.iter().flatten() {
        text.push_str(if text.is_empty() || is_broken(&text) { "" } else { " " });
        text.push_str(&row.text.replace('\t', " "));
    }
    text
}

/// "UBND-" and "HC" are one word, "2021 -" and "2025" are not.
fn is_broken(above: &str) -> bool {
    above.strip_suffix(['-', '/']).is_some_and(|word| !word.is_empty() && !word.ends_with(' '))
}

/// Lines of letters in pieces, top down.
fn lines(number: usize, mut glyphs: Vec<&Glyph>) -> Vec<Vec<Row>> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if line[0].y - glyph.y < LEVEL * f64::min(glyph.size, line[0].size) => {
                line.push(glyph);
            }
            _ => lines.push(vec![glyph]),
        }
    }
    let row = |line: &mut Vec<&Glyph>| {
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        Some(Row::pieces(number, line)).filter(|pieces| !pieces.is_empty())
    };
    lines.iter_mut().filter_map(row).collect()
}

/// Two columns whose lines stand at different heights, as wrapped cells of a letter's head do: each line of
/// the left with the one of the right that is nearest to it.
fn paired(lines: Vec<Vec<Row>>) -> Vec<Vec<Row>> {
    let mut paired: Vec<Vec<Row>> = Vec::new();
    for line in lines {
        let (Some(last), [row]) = (paired.last_mut(), line.as_slice()) else {
            paired.push(line);
            continue;
        };
        let is_beside = |other: &Row| {
            let is_apart = other.end + COLUMN * row.size < row.x || row.end + COLUMN * row.size < other.x;
            is_apart && other.y - row.y < 0.9 * row.size
        };
        match last.as_slice() {
            [other] if is_beside(other) => {
                last.push(row.clone());
                last.sort_by(|a, b| a.x.total_cmp(&b.x));
            }
            _ => paired.push(line),
        }
    }
    paired
}

/// The text of all pages.
pub(super) fn text(pages: Vec<Page>) -> String {
    let mut lines: Vec<Vec<Row>> = Vec::new();
    for line in pages.iter().enumerate().flat_map(|(number, page)| rows(number, page)) {
        match lines.last_mut().filter(|above| line[0].is_rest && above[0].is_cell) {
            Some(above) => line.into_iter().for_each(|rest| add_rest(above, rest)),
            None => lines.push(line),
        }
    }
    let margins = margins(&pages, &lines);
    let (within, between) = usual_steps(&lines, &margins);
    let mut text = String::new();
    let mut above: Option<&Vec<Row>> = None;
    let mut is_first = true;
    let mut head: &[Row] = &[];
    for line in &lines {
        let is_cell = |line: &Vec<Row>| line[0].is_cell;
        let goes_with_above = above.is_some_and(is_cell) && is_cell(line);
        match (is_cell(line), goes_with_above) {
            (true, false) => head = line,
            // The heads of columns stand on every page.
            (true, true) if line.iter().map(|cell| &cell.text).eq(head.iter().map(|cell| &cell.text)) => {
                continue;
            }
            _ => {}
        }
        let step = above.and_then(|above| step(&above[0], &line[0]));
        let is_near = step.is_none_or(|step| step < 1.3 * within);
        match (above.map(Vec::as_slice), line.as_slice()) {
            (Some([above]), [row]) if is_near && goes_on(above, row, is_first, margins[row.page].1) => {
                is_first = false;
                text.push_str(if is_broken(&above.text) { "" } else { " " });
                text.push_str(&row.text);
            }
            _ => {
                is_first = true;
                text.push_str(if above.is_some() { "\n" } else { "" });
                // A blank line, as plain text has between its parts.
                let is_far = step.is_some_and(|step| step > 1.75 * between)
                    || above.is_some_and(is_cell) != is_cell(line);
                text.push_str(if is_far && !goes_with_above && above.is_some() { "\n" } else { "" });
                text.push_str(&if is_cell(line) {
                    String::new()
                } else {
                    indent(&line[0], margins[line[0].page].0)
                });
                let pieces: Vec<&str> = line.iter().map(|row| row.text.as_str()).collect();
                text.push_str(&pieces.join("\t"));
            }
        }
        above = Some(line);
    }
    text.replace('\u{ad}', "")
}

/// What a cell says on the next page, where nothing of its column may stand on this one.
fn add_rest(above: &mut Vec<Row>, rest: Row) {
    match above.iter_mut().find(|cell| (cell.x - rest.x).abs() < 1.0) {
        Some(cell) => cell.text = format!("{} {}", cell.text, rest.text).trim().to_owned(),
        None => above.push(rest),
    }
    above.sort_by(|a, b| a.x.total_cmp(&b.x));
}

/// The usual steps from line to line: within a paragraph, where the line above is full, and between two.
fn usual_steps(lines: &[Vec<Row>], margins: &[(f64, f64)]) -> (f64, f64) {
    let (mut within, mut between) = (Vec::new(), Vec::new());
    for pair in lines.windows(2) {
        let goes_on = match (pair[0].as_slice(), pair[1].as_slice()) {
            ([above], [below]) => goes_on(above, below, true, margins[below.page].1),
            _ => false,
        };
        let steps = if goes_on { &mut within } else { &mut between };
        steps.extend(step(&pair[0][0], &pair[1][0]));
    }
    within.sort_by(f64::total_cmp);
    between.sort_by(f64::total_cmp);
    // Blank lines may stand between most paragraphs, but hardly between all.
    let usual = |steps: &[f64], part: usize| steps.get(steps.len() / part).copied();
    let between = usual(&between, 8).unwrap_or_default();
    (usual(&within, 4).unwrap_or(between), between)
}

/// Of each page where the text begins and ends, which is that of all pages of its width.
fn margins(pages: &[Page], lines: &[Vec<Row>]) -> Vec<(f64, f64)> {
    let mut own = vec![(f64::INFINITY, 0.0_f64); pages.len()];
    for row in lines.iter().flatten().filter(|row| !row.is_cell) {
        let (left, right) = own[row.page];
        own[row.page] = (left.min(row.x), right.max(row.end));
    }
    let of = |page: &Page| {
        let alike = pages.iter().zip(&own).filter(|(other, _)| (other.width - page.width).abs() < 1.0);
        alike.fold((f64::INFINITY, 0.0_f64), |all, (_, own)| (all.0.min(own.0), all.1.max(own.1)))
    };
    pages.iter().map(of).collect()
}

/// From line to line on one page, in parts of the letters' size.
fn step(above: &Row, below: &Row) -> Option<f64> {
    (above.page == below.page && !above.is_cell && !below.is_cell).then(|| (above.y - below.y) / below.size)
}

/// Whether a row goes on with the paragraph of the one above: that one was full, and this one begins where
/// lines of a paragraph do. `is_first`: the one above is the paragraph's first.
fn goes_on(above: &Row, below: &Row, is_first: bool, right: f64) -> bool {
    let is_full = above.end + below.first_word > right + above.size / 10.0;
    let is_indented = below.x > above.x + above.size / 2.0;
    let is_same = (above.size - below.size).abs() < 1.0;
    is_full && is_same && (is_first || !is_indented) && !is_item(&above.text, &below.text)
}

/// A dash or a number that begins an item, not one that a line happened to be broken before.
fn is_item(above: &str, below: &str) -> bool {
    let first = below.split(' ').next().unwrap_or_default();
    is_mark(first) && first != below && above.ends_with(['.', ';', ':', '/', ','])
}

/// "-", "1.", "a)", "1.1."
fn is_mark(word: &str) -> bool {
    let bare = word.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = (1..=5).contains(&bare.len()) && bare.chars().all(|c| c.is_alphanumeric() || c == '.');
    is_number || matches!(word, "-" | "+" | "•" | "–" | "\u{f0b7}")
}

/// Blanks in the place of a wide margin, which a column of its own may begin behind.
fn indent(row: &Row, left: f64) -> String {
    let n_blanks = ((row.x - left) / (row.size / 2.0)).clamp(0.0, 100.0) as usize;
    " ".repeat(if n_blanks < 12 { 0 } else { n_blanks })
}
