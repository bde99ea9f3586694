//! A page as a document for Word: A4, the places and sizes of Decree 30/2020/NĐ-CP, appendix I.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BreakType, Docx, Header, LineSpacing, PageMargin, PageNum, PageOrientationType, Paragraph,
    Run, RunFonts, SpecialIndentType, Table as Grid, TableCell, TableCellMargins, TableLayoutType, TableRow,
    VAlignType, VMergeType, WidthType,
};

use super::page::{Column, Foot, Page, Table};
use crate::i18n::Lang;

const FONT: &str = "Times New Roman";
/// Half points: letterhead and recipients' list smaller, the motto larger.
const BODY: usize = 26;
const MOTTO: usize = 28;
const RECIPIENTS: usize = 22;
const RECIPIENTS_HEAD: usize = 24;

/// A4 and its margins in twentieths of a point: 210 × 297 mm; 20 above and below, 30 left, 15 right.
const A4: (u32, u32) = (11_906, 16_838);
const ABOVE: i32 = 1_134;
const LEFT: i32 = 1_701;
const RIGHT: i32 = 850;
/// How the height of 1 that headings are given is written.
const HEADING: &str = r#"<w:trHeight w:val="1" w:hRule="atLeast" />"#;
/// Beside the text in a cell: 1 mm.
const BESIDE: usize = 57;
/// 12.7 mm.
const FIRST_LINE: i32 = 720;

pub fn write(page: &Page) -> Vec<u8> {
    let (narrow, long) = A4;
    let (width, height) = if page.is_landscape { (long, narrow) } else { (narrow, long) };
    let room = width as usize - (LEFT + RIGHT) as usize;
    let orientation =
        if page.is_landscape { PageOrientationType::Landscape } else { PageOrientationType::Portrait };
    let number = Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new());
    let mut docx = Docx::new()
        .page_size(width, height)
        .page_orient(orientation)
        .page_margin(
            PageMargin::new().top(ABOVE).bottom(ABOVE).left(LEFT).right(RIGHT).header(567).footer(567),
        )
        .default_fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT))
        .default_size(BODY)
        // Pages after the first carry their number above.
        .header(Header::new().add_paragraph(number))
        .first_header(Header::new())
        .add_table(head(page, room));
    docx = docx.add_paragraph(Paragraph::new());
    for (at, line) in page.title.iter().enumerate() {
        let run = if at == 0 { run(line).bold().size(MOTTO) } else { run(line).italic() };
        docx = docx.add_paragraph(Paragraph::new().align(AlignmentType::Center).add_run(run));
    }
    if let Some(letter) = &page.letter {
        docx = docx.add_paragraph(Paragraph::new().align(AlignmentType::Center).add_run(run(&letter.to)));
    }
    let is_letter = page.letter.is_some();
    for line in &page.opening {
        docx = docx.add_paragraph(prose(line, is_letter));
    }
    for table in &page.tables {
        docx = set(docx, table, room);
    }
    for line in &page.closing {
        docx = docx.add_paragraph(if is_letter { prose(line, true) } else { prose(line, false).italic() });
    }
    if let Some(of) = &page.foot {
        docx = docx.add_paragraph(Paragraph::new()).add_table(foot(of, room));
    }
    pack(docx)
}

/// The crate has no mark for a row that is repeated on each page: headings carry a height instead, which
/// nothing else does, and the mark takes its place.
fn pack(docx: Docx) -> Vec<u8> {
    let mut parts = docx.build();
    let document = String::from_utf8(parts.document).expect("a document is UTF-8");
    parts.document = document.replace(HEADING, "<w:tblHeader />").into_bytes();
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).expect("memory takes every document");
    bytes.into_inner()
}

fn run(text: &str) -> Run {
    Run::new().add_text(text)
}

fn prose(line: &str, is_letter: bool) -> Paragraph {
    let paragraph = Paragraph::new().align(AlignmentType::Both).add_run(run(line));
    let first = is_letter.then_some(SpecialIndentType::FirstLine(FIRST_LINE));
    paragraph.indent(None, first, None, None).line_spacing(LineSpacing::new().before(60).after(60))
}

fn centred(run: Run) -> Paragraph {
    Paragraph::new().align(AlignmentType::Center).add_run(run)
}

/// Two columns without lines.
fn beside(room: usize, left: Vec<Paragraph>, right: Vec<Paragraph>) -> Grid {
    let halves = [room * 3 / 8, room - room * 3 / 8];
    let cell = |paragraphs: Vec<Paragraph>, width| {
        let cell = TableCell::new().width(width, WidthType::Dxa).clear_all_border();
        paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
    };
    Grid::without_borders(vec![TableRow::new(vec![cell(left, halves[0]), cell(right, halves[1])])])
        .set_grid(halves.to_vec())
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
        .width(room, WidthType::Dxa)
}

/// Who issues it at the left, with the number and a letter's subject; the nation at the right, with the day.
fn head(page: &Page, room: usize) -> Grid {
    let lang = Lang::Vi;
    // As long as the motto at the right; at the left shorter than the office's name.
    let line = |length| centred(run(&"_".repeat(length)).size(16));
    let mut left = vec![centred(run(&page.parent_office)), centred(run(&page.office).bold()), line(7)];
    if !page.number.is_empty() {
        left.push(centred(run(&page.number)));
    }
    left.extend(page.letter.iter().map(|letter| centred(run(&letter.subject).size(24))));
    let right = vec![
        centred(run(&lang.report_nation()).bold().size(24)),
        centred(run(&lang.report_motto()).bold()),
        line(40),
        centred(run(&page.place_and_date).italic()),
    ];
    beside(room, left, right)
}

/// Who gets it at the left, the signature at the right.
fn foot(of: &Foot, room: usize) -> Grid {
    let recipient = |(at, line): (usize, &String)| {
        let run = run(line);
        let run = if at == 0 { run.size(RECIPIENTS_HEAD).bold().italic() } else { run.size(RECIPIENTS) };
        Paragraph::new().add_run(run)
    };
    let left = of.recipients.iter().enumerate().map(recipient).collect();
    // Room for the hand and the seal.
    let space = (0..4).fold(Run::new(), |run, _| run.add_break(BreakType::TextWrapping));
    let right = vec![
        centred(run(&of.signer_title).bold().size(MOTTO)),
        centred(space),
        centred(run(&of.signer).bold().size(MOTTO)),
    ];
    beside(room, left, right)
}

fn set(docx: Docx, table: &Table, room: usize) -> Docx {
    let small = |text: &str| Paragraph::new().line_spacing(LineSpacing::new().before(60)).add_run(run(text));
    let mut docx = table.caption.iter().fold(docx, |docx, caption| docx.add_paragraph(small(caption).bold()));
    if !table.columns.is_empty() {
        let all: usize = table.columns.iter().map(|column| usize::from(column.width)).sum();
        let widths: Vec<usize> =
            table.columns.iter().map(|column| room * usize::from(column.width) / all).collect();
        let mut rows = headings(&table.columns, &widths);
        for (at, cells) in table.rows.iter().enumerate() {
            let is_sum = table.has_sum && at + 1 == table.rows.len();
            let cell = |((cell, column), width): ((&super::page::Cell, &Column), &usize)| {
                let run = if is_sum { run(&cell.text()).bold() } else { run(&cell.text()) };
                let align = if column.is_centred { AlignmentType::Center } else { AlignmentType::Left };
                let cell = TableCell::new().width(*width, WidthType::Dxa);
                cell.add_paragraph(Paragraph::new().align(align).add_run(run))
            };
            let cells = cells.iter().zip(&table.columns).zip(&widths).map(cell).collect();
            rows.push(TableRow::new(cells).cant_split());
        }
        let margins = TableCellMargins::new().margin(0, BESIDE, 0, BESIDE);
        let grid = Grid::new(rows).set_grid(widths).layout(TableLayoutType::Fixed).margins(margins);
        docx = docx.add_table(grid.width(room, WidthType::Dxa));
    }
    docx
}

/// One row, or two where columns share a heading above theirs.
fn headings(columns: &[Column], widths: &[usize]) -> Vec<TableRow> {
    let cell = |text: &str, width: usize| {
        let cell = TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center);
        cell.add_paragraph(centred(run(text).bold()))
    };
    let (mut upper, mut lower, mut at) = (Vec::new(), Vec::new(), 0);
    for group in columns.chunk_by(|one, next| one.above.is_some() && one.above == next.above) {
        let own = &widths[at..at + group.len()];
        at += group.len();
        match &group[0].above {
            Some(above) => {
                upper.push(cell(above, own.iter().sum()).grid_span(group.len()));
                lower.extend(group.iter().zip(own).map(|(column, width)| cell(&column.heading, *width)));
            }
            None => {
                upper.push(cell(&group[0].heading, own[0]).vertical_merge(VMergeType::Restart));
                lower.push(cell("", own[0]).vertical_merge(VMergeType::Continue));
            }
        }
    }
    let has_two = columns.iter().any(|column| column.above.is_some());
    let rows = if has_two { vec![upper, lower] } else { vec![upper] };
    rows.into_iter().map(|cells| TableRow::new(cells).cant_split().row_height(1.0)).collect()
}
