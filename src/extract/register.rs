//! A sheet of text cells → the rows of the office's own list: which columns say what, and what each row
//! says of a directive and a task.
//!
//! Border: pure and total. A cell that leaves any doubt is named with its place and left out; nothing is
//! guessed. What is here already, and what follows, is for `domain::table`.

mod cells;
mod own;

use std::collections::HashMap;

use self::cells::Row;
use crate::domain::table::{CellDoubt, Field, Listed, Place, Why};
use crate::text;

/// Rows among which the headings are looked for.
const HEADED: usize = 30;

/// Which field a heading names: the first whose words stand in it. Folded, marks as blanks; a line that
/// begins with "=" wants the whole heading, and `None` is what is left aside.
#[rustfmt::skip]
const HEADINGS: [(Option<Field>, &[&str]); 25] = [
    (None, &["tong so", "ty le", "ngay chuyen", "ky nhan", "ngay tra loi", "ngay van ban tra loi", "tra loi ngay", "=tt", "=stt"]),
    (Some(Field::Secrecy), &["do mat", "muc do mat"]),
    (Some(Field::Urgency), &["do khan", "muc do khan", "muc khan"]),
    (Some(Field::Reply), &["tra loi", "van ban bao cao", "van ban ket qua", "van ban thuc hien"]),
    (Some(Field::Support), &["phoi hop"]),
    (Some(Field::Follower), &["nguoi theo doi", "chuyen vien", "can bo theo doi", "can bo dau moi"]),
    (Some(Field::Reference), &["so ky hieu", "so va ky hieu", "so hieu", "so van ban", "so cong van", "so vb", "=van ban", "=van ban giao", "=van ban chi dao"]),
    (Some(Field::DoneOn), &["ngay hoan thanh", "ngay thuc hien xong", "hoan thanh ngay", "thoi diem hoan thanh"]),
    (Some(Field::Due), &["thoi han", "han xu ly", "han hoan thanh", "han giai quyet", "han thuc hien", "han bao cao", "ngay den han", "thoi gian hoan thanh", "thoi gian thuc hien", "=han"]),
    (Some(Field::State), &["tien do", "tinh trang", "trang thai"]),
    (Some(Field::Outcome), &["ket qua", "tinh hinh thuc hien"]),
    (Some(Field::Work), &["noi dung nhiem vu", "nhiem vu", "noi dung cong viec", "cong viec", "noi dung thuc hien", "noi dung chi dao", "noi dung giao"]),
    (Some(Field::Subject), &["trich yeu", "noi dung van ban", "ten van ban", "=noi dung"]),
    (Some(Field::ReceivedOn), &["ngay den", "ngay nhan", "ngay tiep nhan"]),
    (Some(Field::Inbound), &["so den"]),
    (Some(Field::IssuedOn), &["ngay ban hanh", "ngay thang van ban", "ngay van ban", "ngay ky", "ngay giao", "ngay thang", "=ngay"]),
    (Some(Field::Issuer), &["ban hanh", "tac gia", "co quan giao", "cap giao", "noi gui"]),
    (Some(Field::Kind), &["ten loai", "loai van ban"]),
    (Some(Field::Symbol), &["ky hieu"]),
    (Some(Field::Lead), &["chu tri", "don vi", "co quan", "nguoi nhan", "noi nhan"]),
    (Some(Field::Item), &["=muc", "muc so", "so muc", "=diem"]),
    (Some(Field::Note), &["ghi chu"]),
    (Some(Field::Reference), &["=so"]),
    (Some(Field::Due), &["=thoi gian"]),
    (Some(Field::State), &["hoan thanh"]),
];

/// A column with its heading, and the field it is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub letter: String,
    pub heading: String,
    pub field: Option<Field>,
}

/// What a sheet was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headed {
    /// The last row of headings.
    pub place: Place,
    pub columns: Vec<Column>,
}

impl Headed {
    /// Tells tables of the same headings apart from others.
    pub fn key(&self) -> String {
        let headings: Vec<String> = self.columns.iter().map(|column| words(&column.heading)).collect();
        headings.join("|")
    }

    fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.field == Some(field))
    }

    /// A row must name its directive, and say something of it.
    fn is_list(&self) -> bool {
        self.column(Field::Reference).is_some()
            && self.columns.iter().flat_map(|column| column.field).count() > 1
    }
}

/// Headings and the field each is to be taken for; no field: left aside.
pub type Mapping = Vec<(String, Option<Field>)>;

/// Everything that was read of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    pub sheets: Vec<Headed>,
    pub rows: Vec<Listed>,
    pub doubts: Vec<CellDoubt>,
    /// Rows of headings, sums and numbers of columns between the others.
    pub passed_over: usize,
}

/// Reads every sheet that has a row of headings. `mapping` gives what is known of the headings with a key
/// from before or by word of a person; it stands above what they seem to say.
pub fn read(sheets: &[(String, Vec<Vec<String>>)], mapping: impl Fn(&str) -> Mapping) -> Register {
    let mut register = Register::default();
    for (name, rows) in sheets {
        let Some(headed) = headings(name, rows, &mapping) else { continue };
        let columns: HashMap<Field, usize> =
            headed.columns.iter().enumerate().filter_map(|(at, column)| Some((column.field?, at))).collect();
        let mut above = None;
        for (at, cells) in rows.iter().enumerate().skip(headed.place.row) {
            if is_aside(cells, &headed) {
                register.passed_over += usize::from(cells.iter().any(|cell| !cell.trim().is_empty()));
                continue;
            }
            let place = Place { sheet: name.clone(), row: at + 1, column: None };
            let row = Row { cells, columns: &columns, place, doubts: &mut register.doubts };
            register.rows.extend(row.read(&mut above));
        }
        register.sheets.push(headed);
    }
    register
}

/// The words of a heading alone.
pub fn words(heading: &str) -> String {
    let plain = text::fold(&text::clean_line(heading));
    let plain: String = plain.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn named(heading: &str) -> Option<Field> {
    let heading = words(heading);
    let stands = |phrase: &str| match phrase.strip_prefix('=') {
        Some(whole) => heading == whole,
        None => format!(" {heading} ").contains(&format!(" {phrase} ")),
    };
    HEADINGS
        .iter()
        .find(|(_, phrases)| phrases.iter().any(|phrase| stands(phrase)))
        .and_then(|(field, _)| *field)
}

/// The row, or two rows together, whose headings name the most fields; a title above one row of headings
/// names none.
fn headings(sheet: &str, rows: &[Vec<String>], mapping: &impl Fn(&str) -> Mapping) -> Option<Headed> {
    let mut best: Option<((usize, bool), Headed)> = None;
    for at in 0..rows.len().min(HEADED) {
        let below = rows.get(at + 1).map_or(&[][..], Vec::as_slice);
        for (row, columns) in [(at + 1, one_row(&rows[at])), (at + 2, two_rows(&rows[at], below))] {
            let place = Place { sheet: sheet.to_owned(), row, column: None };
            let headed = taken(Headed { place, columns }, mapping);
            let rank = (headed.columns.iter().flat_map(|column| column.field).count(), row == at + 1);
            if headed.is_list() && best.as_ref().is_none_or(|(most, _)| rank > *most) {
                best = Some((rank, headed));
            }
        }
    }
    best.map(|(_, headed)| headed)
}

/// What each column is taken for; a field that two headings name belongs to the first.
fn taken(mut headed: Headed, mapping: &impl Fn(&str) -> Mapping) -> Headed {
    let known = mapping(&headed.key());
    let stated = |heading: &str| {
        let heading = words(heading);
        known.iter().rev().find(|(known, _)| words(known) == heading).map(|(_, field)| *field)
    };
    let mut used: Vec<Field> = headed.columns.iter().filter_map(|column| stated(&column.heading)?).collect();
    for column in &mut headed.columns {
        column.field = stated(&column.heading).unwrap_or_else(|| {
            let field = column.field.filter(|field| !used.contains(field));
            used.extend(field);
            field
        });
    }
    headed
}

fn column(at: usize, heading: &str, field: Option<Field>) -> Column {
    Column { letter: letter(at), heading: text::clean_line(heading).trim().to_owned(), field }
}

fn one_row(row: &[String]) -> Vec<Column> {
    row.iter().enumerate().map(|(at, heading)| column(at, heading, named(heading))).collect()
}

/// A heading over several columns stands in the first of them.
fn two_rows(above: &[String], below: &[String]) -> Vec<Column> {
    let cell =
        |row: &[String], at: usize| row.get(at).map_or_else(String::new, |cell| cell.trim().to_owned());
    let mut over = String::new();
    let columns = (0..above.len().max(below.len())).map(|at| {
        let (top, bottom) = (cell(above, at), cell(below, at));
        if !top.is_empty() {
            over = top.clone();
        }
        match (bottom.is_empty(), over.is_empty()) {
            (true, _) => column(at, &top, named(&top)),
            (false, true) => column(at, &bottom, named(&bottom)),
            // Only what the lower row says for itself, or completes: data below a heading is neither.
            (false, false) => {
                let whole = format!("{over} {bottom}");
                let is_reply = named(&over) == Some(Field::Reply);
                let field = if is_reply { named(&whole) } else { named(&bottom) };
                column(at, &whole, field)
            }
        }
    });
    columns.collect()
}

/// "A" … "Z", "AA" …
pub(super) fn letter(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    if at < 26 { last.to_string() } else { format!("{}{last}", letter(at / 26 - 1)) }
}

/// A blank row, the headings again, the numbers of columns, "I. Sở Nội vụ", "Tổng cộng".
fn is_aside(cells: &[String], headed: &Headed) -> bool {
    let filled: Vec<_> = cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).collect();
    let field = |at: usize| headed.columns.get(at).and_then(|column| column.field);
    let is_of = |cell: &str, kind: fn(char) -> bool| words(cell).chars().all(kind);
    let is_sum = |cell: &str| ["tong", "cong", "tong cong", "tong so"].contains(&words(cell).as_str());
    let is_again = |(at, cell): &(usize, &String)| {
        headed.columns.get(*at).is_some_and(|column| words(&column.heading).ends_with(&words(cell)))
    };
    // One cell that says something: a part's name, unless it is a further task.
    let mut said = filled.iter().filter_map(|(at, cell)| Some((field(*at)?, *cell)));
    let is_part = match (said.next(), said.next()) {
        (None, _) => true,
        (Some((Field::Work | Field::Item, _)), None) => filled
            .first()
            .is_some_and(|(at, cell)| field(*at).is_none() && is_of(cell, |c| c.is_ascii_alphabetic())),
        (Some((Field::Reference, cell)), None) => !cell.contains(|c: char| c.is_ascii_digit()),
        (Some(_), None) => true,
        _ => false,
    };
    let is_numbers = filled.iter().all(|(_, cell)| is_of(cell, |c| c.is_ascii_digit()));
    is_part
        || is_numbers
        || filled.first().is_some_and(|(_, cell)| is_sum(cell))
        || filled.iter().all(is_again)
}

fn doubt(place: &Place, column: Option<usize>, cell: &str, why: Why) -> CellDoubt {
    CellDoubt {
        place: Place { column: column.map(letter), ..place.clone() },
        text: text::clean_line(cell),
        why,
    }
}

#[cfg(test)]
mod tests;
