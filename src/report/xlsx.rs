//! A page as a workbook of one sheet, ready to print: A4 as wide as the page, headings on each.
//!
//! Every text is written as text, so that no cell is ever a formula and leading zeros stay.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::page::{Cell, Column, Page, Table};

const FONT: &str = "Times New Roman";
const POINTS: u8 = 13;
/// Paper size number of A4.
const A4: u8 = 9;
/// Millimetres of one unit of a column's width, and points of a line of text.
const UNIT: f64 = 1.9;
const LINE: f64 = 18.0;

pub fn write(page: &Page) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, page).expect("a page fits a sheet");
    book.save_to_buffer().expect("memory takes every book")
}

fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(POINTS).set_align(FormatAlign::VerticalCenter)
}

/// Lines that a text takes in so many units of width; words do not fill their lines to the end.
fn lines(text: &str, width: f64) -> f64 {
    (text.chars().count() as f64 * 1.1 / width).ceil().max(1.0)
}

struct Pen<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    /// Of the widest table.
    widths: Vec<f64>,
}

fn fill(sheet: &mut Worksheet, page: &Page) -> Result<(), XlsxError> {
    let columns = page.tables.iter().map(|table| table.columns.len()).max().unwrap_or(1).max(2);
    let width = |at: usize| page.tables.iter().filter_map(|t| t.columns.get(at)).map(|c| c.width).max();
    let widths: Vec<f64> = (0..columns).map(|at| f64::from(width(at).unwrap_or(20)) / UNIT).collect();
    for (at, width) in (0..).zip(&widths) {
        sheet.set_column_width(at, *width)?;
    }
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.6, 0.6, 0.8, 0.8, 0.3, 0.3);
    sheet.set_footer(format!("&C&\"{FONT}\"&{POINTS}&P/&N"));
    if page.is_landscape {
        sheet.set_landscape();
    }
    let mut pen = Pen { sheet, row: 0, widths };
    pen.head(page)?;
    for table in &page.tables {
        pen.table(table, page.tables.len() == 1)?;
    }
    for line in &page.closing {
        pen.line(line, &plain().set_text_wrap())?;
    }
    if let Some(foot) = &page.foot {
        pen.row += 1;
        for line in [&foot.signer_title, &foot.signer] {
            pen.line(line, &plain().set_bold().set_align(FormatAlign::Right))?;
        }
        for line in &foot.recipients {
            pen.line(line, &plain())?;
        }
    }
    Ok(())
}

impl Pen<'_> {
    fn head(&mut self, page: &Page) -> Result<(), XlsxError> {
        self.line(&page.parent_office, &plain())?;
        self.line(&page.office, &plain().set_bold())?;
        let letter = page.letter.iter().flat_map(|letter| [&letter.subject, &letter.to]);
        for line in [&page.number].into_iter().filter(|number| !number.is_empty()).chain(letter) {
            self.line(line, &plain())?;
        }
        for (at, line) in page.title.iter().enumerate() {
            let format = plain().set_align(FormatAlign::Center).set_text_wrap();
            self.line(line, &if at == 0 { format.set_bold() } else { format.set_italic() })?;
        }
        for line in &page.opening {
            self.line(line, &plain().set_text_wrap())?;
        }
        self.row += 1;
        Ok(())
    }

    /// A line over the whole width. Merged cells never grow by themselves.
    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, self.widths.len() as u16 - 1, "", format)?;
        self.sheet.write_string_with_format(self.row, 0, text, format)?;
        let lines = lines(text, self.widths.iter().sum());
        self.sheet.set_row_height(self.row, lines * LINE)?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, table: &Table, is_only: bool) -> Result<(), XlsxError> {
        if let Some(caption) = &table.caption {
            self.line(caption, &plain().set_bold())?;
        }
        if table.columns.is_empty() {
            return Ok(());
        }
        let first = self.row;
        self.headings(&table.columns)?;
        if is_only {
            self.sheet.set_repeat_rows(first, self.row - 1)?.set_freeze_panes(self.row, 0)?;
        }
        for (at, row) in table.rows.iter().enumerate() {
            let is_sum = table.has_sum && at + 1 == table.rows.len();
            for ((at, cell), column) in (0..).zip(row).zip(&table.columns) {
                let format = plain().set_text_wrap().set_border(FormatBorder::Thin);
                let format = if column.is_centred { format.set_align(FormatAlign::Center) } else { format };
                let format = if is_sum { format.set_bold() } else { format };
                self.cell(at, cell, &format)?;
            }
            let texts = row.iter().map(Cell::text).collect::<Vec<_>>();
            self.grow(texts.iter().map(String::as_str))?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// Not every program makes a row as high as its longest text, so its height is reckoned.
    fn grow<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Result<(), XlsxError> {
        let lines = texts.zip(&self.widths).map(|(text, width)| lines(text, *width)).fold(1.0, f64::max);
        self.sheet.set_row_height(self.row, lines * LINE)?;
        Ok(())
    }

    /// One row, or two where columns share a heading above theirs.
    fn headings(&mut self, columns: &[Column]) -> Result<(), XlsxError> {
        let format = plain().set_bold().set_text_wrap().set_border(FormatBorder::Thin);
        let format = format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        let has_two = columns.iter().any(|column| column.above.is_some());
        let last = self.row + u32::from(has_two);
        let mut at = 0;
        for group in columns.chunk_by(|one, next| one.above.is_some() && one.above == next.above) {
            let end = at + group.len() as u16 - 1;
            match &group[0].above {
                Some(above) => {
                    self.sheet.merge_range(self.row, at, self.row, end, above, &format)?;
                    for (at, column) in (at..).zip(group) {
                        self.sheet.write_string_with_format(last, at, &column.heading, &format)?;
                    }
                }
                None if has_two => {
                    self.sheet.merge_range(self.row, at, last, at, &group[0].heading, &format)?;
                }
                None => {
                    self.sheet.write_string_with_format(self.row, at, &group[0].heading, &format)?;
                }
            }
            at = end + 1;
        }
        self.row = last;
        self.grow(columns.iter().map(|column| column.heading.as_str()))?;
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
        match cell {
            // Exact in a spreadsheet's numbers, as counts of tasks are.
            Cell::Number(n) => self.sheet.write_number_with_format(self.row, column, *n as f64, format)?,
            other => self.sheet.write_string_with_format(self.row, column, other.text(), format)?,
        };
        Ok(())
    }
}
