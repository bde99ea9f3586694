//! Letters with their places on pages → lines of text: words, columns apart by tabs, wrapped lines joined to
//! the paragraphs they were.
//!
//! Border: geometry. Sizes and distances are those of the page; `y` grows upwards.

use unicode_normalization::char::is_combining_mark;

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
    pub glyphs: Vec<Glyph>,
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

/// In parts of the letters' size: a gap that is a blank, and one that is the border of two columns.
const BLANK: f64 = 0.16;
const COLUMN: f64 = 2.0;

/// How far two letters of one line may stand apart in height.
const LEVEL: f64 = 0.45;

#[derive(Debug)]
struct Row {
    page: usize,
    x: f64,
    y: f64,
    end: f64,
    size: f64,
    text: String,
    /// Where the first word ends, with a blank behind it.
    first_word: f64,
}

impl Row {
    fn new(page: usize, glyphs: &[&Glyph]) -> Option<Self> {
        let inked = |glyph: &&&Glyph| !glyph.text.trim().is_empty();
        let first = glyphs.iter().find(inked)?;
        let size = glyphs.iter().filter(inked).map(|glyph| glyph.size).fold(0.0, f64::max);
        let (mut text, mut end, mut first_word) = (String::new(), first.x, None);
        let mut is_blank = false;
        for glyph in glyphs {
            if glyph.text.trim().is_empty() {
                is_blank |= !text.is_empty();
                continue;
            }
            let gap = glyph.x - end;
            if gap > COLUMN * size && !text.is_empty() {
                text.push('\t');
            } else if (is_blank || gap > BLANK * size) && !text.is_empty() {
                text.push(' ');
            }
            if text.ends_with([' ', '\t']) && first_word.is_none() {
                first_word = Some(end + size / 4.0);
            }
            is_blank = glyph.text.ends_with(' ');
            text.push_str(glyph.text.trim());
            end = f64::max(end, glyph.end);
        }
        let first_word = first_word.unwrap_or(end + size / 4.0) - first.x;
        Some(Self { page, x: first.x, y: first.y, end, size, text, first_word })
    }

    fn is_page_number(&self) -> bool {
        let bare = self.text.trim_matches(|c: char| "-–— ".contains(c));
        bare.len() <= 3 && !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The rows of a page, top down. The number of the page is none.
fn rows(number: usize, page: &Page) -> Vec<Row> {
    let mut glyphs: Vec<&Glyph> = page.glyphs.iter().collect();
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if line[0].y - glyph.y < LEVEL * f64::min(glyph.size, line[0].size) => {
                line.push(glyph)
            }
            _ => lines.push(vec![glyph]),
        }
    }
    let row = |line: &mut Vec<&Glyph>| {
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        Row::new(number, line)
    };
    let mut rows: Vec<Row> = lines.iter_mut().filter_map(row).collect();
    rows.pop_if(|last| last.is_page_number());
    if rows.first().is_some_and(Row::is_page_number) {
        rows.remove(0);
    }
    rows
}

/// The text of all pages.
pub(super) fn text(pages: Vec<Page>) -> String {
    let rows: Vec<Row> = pages.iter().enumerate().flat_map(|(number, page)| rows(number, page)).collect();
    let left = rows.iter().map(|row| row.x).fold(f64::INFINITY, f64::min);
    let right = rows.iter().map(|row| row.end).fold(0.0, f64::max);
    let mut steps: Vec<f64> = rows.windows(2).filter_map(|pair| step(&pair[0], &pair[1])).collect();
    steps.sort_by(f64::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or_default();
    let mut text = String::new();
    let mut above: Option<&Row> = None;
    let mut is_first = true;
    for row in &rows {
        let step = above.and_then(|above| step(above, row));
        match above {
            Some(above)
                if goes_on(above, row, is_first, right, step.is_none_or(|step| step < 1.3 * usual)) =>
            {
                is_first = false;
                text.push(' ');
            }
            Some(_) => {
                is_first = true;
                text.push('\n');
                // A blank line, as plain text has between its parts.
                if step.is_some_and(|step| step > 1.75 * usual) {
                    text.push('\n');
                }
                text.push_str(&indent(row, left));
            }
            None => text.push_str(&indent(row, left)),
        }
        text.push_str(&row.text);
        above = Some(row);
    }
    text.replace('\u{ad}', "")
}

/// From line to line on one page, in parts of the letters' size.
fn step(above: &Row, below: &Row) -> Option<f64> {
    (above.page == below.page).then(|| (above.y - below.y) / below.size)
}

/// Whether a row goes on with the paragraph of the one above: that one was full, and this one begins where
/// lines of a paragraph do.
fn goes_on(above: &Row, below: &Row, is_first: bool, right: f64, is_near: bool) -> bool {
    let is_full = above.end + below.first_word > right + above.size / 10.0;
    let is_one_column = !above.text.contains('\t') && !below.text.contains('\t');
    let is_indented = below.x > above.x + above.size / 2.0;
    is_full && is_one_column && is_near && (is_first || !is_indented) && (above.size - below.size).abs() < 1.0
}

/// Blanks in the place of a wide margin, which a column of its own may begin behind.
fn indent(row: &Row, left: f64) -> String {
    let n_blanks = ((row.x - left) / (row.size / 2.0)).clamp(0.0, 100.0) as usize;
    " ".repeat(if n_blanks < 12 { 0 } else { n_blanks })
}
