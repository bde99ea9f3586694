//! The top of a letter: who wrote it, its number, place and date, what it is about, to whom.
//!
//! Border: everything above the running text (Decree 30/2020/NĐ-CP, article 8 and appendix I).

use chrono::NaiveDate;

use super::dates::{day_at, year_at};
use super::lines::{Line, Piece};
use super::marks::{self, Mark};
use super::source::Source;
use super::token::{Token, any_at, find_phrase, join, phrase_at};
use super::{case, issuer, kinds, refs};

/// Words of the letter with their NFC bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub text: String,
    pub from: usize,
    pub to: usize,
}

impl Found {
    pub fn new(source: &Source, tokens: &[Token]) -> Option<Self> {
        // Words of two columns may follow one another against the order of the text.
        let from = tokens.iter().map(|t| t.from).min()?;
        let to = tokens.iter().map(|t| t.to).max()?;
        Some(Self { text: join(source, tokens), from, to })
    }
}

#[derive(Debug, Default)]
pub(super) struct Header {
    pub number: Option<Found>,
    /// "Số:" is there, with or without a serial.
    pub has_number_line: bool,
    pub place: Option<Found>,
    /// The date line, its year, and the day where it is whole.
    pub date_line: Option<Found>,
    pub year: Option<i32>,
    pub issued: Option<NaiveDate>,
    /// The type heading.
    pub heading: Option<(&'static str, Found)>,
    pub issuer: Option<Found>,
    pub subject: Option<Found>,
    pub addressees: Vec<Found>,
    pub urgency: Option<Mark>,
    pub secrecy: Option<Mark>,
    pub has_motto: bool,
    pub has_opener: bool,
    /// A "V/v" line, which only a công văn has.
    pub has_about: bool,
    /// Index of the first line of the running text.
    pub body: usize,
}

/// How far down a header reaches where nothing ends it.
const REACH: usize = 45;

/// How a letter's first paragraph begins; none of these opens an addressee or a subject line.
#[rustfmt::skip]
pub(super) const OPENINGS: [&str; 24] = [
    "căn cứ", "thực hiện", "theo", "sau khi", "qua", "ngày", "để", "trên cơ sở", "tiếp theo", "vừa qua",
    "trong thời gian", "nhằm", "hưởng ứng", "xét đề nghị", "xét", "thời gian qua", "tiếp tục thực hiện",
    "triển khai thực hiện", "năm", "từ ngày", "phúc đáp", "ủy ban nhân dân tỉnh nhận", "hiện nay",
    "trong những",
];

pub(super) fn read(source: &Source, lines: &[Line]) -> Header {
    let mut header = Header::default();
    let opener = lines.iter().take(REACH).position(|line| is_opener(line.tokens()));
    header.has_opener = opener.is_some();
    let top = opener.unwrap_or(lines.len().min(REACH));
    // Left column first: the lines of one cell then follow one another.
    let pieces: Vec<Piece> = lines[..top].iter().flat_map(|line| line.pieces(source)).collect();
    let (right, mut pieces): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|piece| is_right(piece, lines));
    pieces.extend(right);

    let heading_at = pieces.iter().position(|piece| heading_of(source, piece).is_some());
    header.has_motto = pieces.iter().any(is_motto);
    (header.urgency, header.secrecy) = marks::read(source, &pieces);
    header.secrecy = header.secrecy.take().or_else(|| marks::stamped(source, lines));
    header.read_number(source, &pieces);
    header.read_date(source, &pieces);
    let mut last_row = header.rows_end(lines);
    if let Some(at) = heading_at {
        last_row = last_row.max(header.read_heading(source, &pieces, at));
    } else if let Some(row) = header.read_about(source, &pieces) {
        last_row = last_row.max(row);
    }
    let limit = heading_at.map_or(usize::MAX, |at| pieces[at].row);
    header.issuer = issuer::from_lines(source, &pieces, limit);
    header.body = lines.iter().position(|line| line.row > last_row).unwrap_or(lines.len());
    if let Some(at) = opener {
        header.body = header.read_addressees(source, lines, at);
    }
    header
}

/// Stands in the right column: something stands left of it on its line, or it begins far right
/// in a letter that has two columns.
fn is_right(piece: &Piece, lines: &[Line]) -> bool {
    let starts_line = lines.iter().any(|line| line.row == piece.row && line.from == piece.from);
    !starts_line || piece.column >= 30 && lines.iter().any(|line| line.row < piece.row && line.column < 20)
}

/// "Kính gửi:" or, in a telegram, "… điện:".
fn is_opener(tokens: &[Token]) -> bool {
    let telegram = matches!(tokens, [.., word, colon] if word.is("điện") && colon.is(":"))
        && !tokens.iter().any(|t| t.is("số"));
    phrase_at(tokens, 0, "kính gửi").is_some() || phrase_at(tokens, 0, "kính gởi").is_some() || telegram
}

fn is_motto(piece: &Piece) -> bool {
    ["cộng hòa xã hội", "độc lập -", "đảng cộng sản việt nam"].iter().any(|words| piece.starts(words))
}

fn heading_of(source: &Source, piece: &Piece) -> Option<(&'static str, usize)> {
    let (name, end) = kinds::heading(&piece.tokens)?;
    let alone = end == piece.tokens.len() && piece.tokens[0].capital;
    (alone || piece.is_caps(source)).then_some((name, end))
}

impl Header {
    /// The row of the last line that number or date stand on.
    fn rows_end(&self, lines: &[Line]) -> usize {
        let ends = [self.number.as_ref(), self.date_line.as_ref()].map(|f| f.map_or(0, |found| found.from));
        let last = ends.into_iter().max().unwrap_or(0);
        lines.iter().rev().find(|line| line.from <= last).map_or(0, |line| line.row)
    }

    fn read_number(&mut self, source: &Source, pieces: &[Piece]) {
        for piece in pieces {
            let Some(start) = any_at(&piece.tokens, 0, &["số :", "số .", "số"]) else { continue };
            // "số 58/2010/QH12 được sửa đổi …" is a wrapped line of the text.
            let labelled = piece.tokens.get(start - 1).is_some_and(|t| t.is(":"));
            if !labelled && !piece.tokens[0].capital {
                continue;
            }
            self.has_number_line |= labelled;
            let Some(slash) = (start..piece.tokens.len().min(start + 5))
                .find(|&i| matches!(piece.tokens[i].key.as_str(), "/" | "-"))
            else {
                continue;
            };
            let Some(end) = refs::symbol_end(source, &piece.tokens, slash) else { continue };
            self.has_number_line = true;
            let serial = digits(&refs::squeeze(source, &piece.tokens[start..slash]));
            if let Some(serial) = serial {
                let symbol = refs::squeeze(source, &piece.tokens[slash..end]);
                let (from, to) = (piece.tokens[start].from, piece.tokens[end - 1].to);
                self.number = Some(Found { text: serial + &symbol, from, to });
            }
            return;
        }
    }

    fn read_date(&mut self, source: &Source, pieces: &[Piece]) {
        for piece in pieces {
            let tokens = &piece.tokens;
            let Some(at) = find_phrase(tokens, 0, ", ngày") else { continue };
            let number_end = self.number.as_ref().map_or(0, |n| n.to);
            let before: Vec<Token> =
                tokens[..at.start].iter().filter(|t| t.from >= number_end).cloned().collect();
            let year = find_phrase(tokens, at.end, "năm").and_then(|y| year_at(tokens, y.end));
            let printed = day_at(tokens, at.end).and_then(|p| Some((p.in_year(p.year?)?, p.at.end)));
            let is_line =
                before.len() <= 8 && (printed.is_some() || find_phrase(tokens, at.end, "tháng").is_some());
            if !is_line || before.is_empty() {
                continue;
            }
            self.place = Found::new(source, &before);
            self.issued = printed.map(|(day, _)| day);
            self.year = self.issued.map(|day| chrono::Datelike::year(&day)).or(year);
            self.date_line =
                Found::new(source, &tokens[at.start + 1..printed.map_or(tokens.len(), |(_, e)| e)]);
            return;
        }
    }

    /// The type heading and the lines of the subject under it; returns the last row used.
    fn read_heading(&mut self, source: &Source, pieces: &[Piece], at: usize) -> usize {
        let piece = &pieces[at];
        let Some((name, end)) = heading_of(source, piece) else { return piece.row };
        let found = Found::new(source, &piece.tokens[..end]).unwrap_or_default();
        self.heading = Some((name, found));
        let mut subject: Vec<Token> =
            piece.tokens[end..].iter().filter(|t| t.is_word() || !subject_edge(t)).cloned().collect();
        let mut row = piece.row;
        for next in &pieces[at + 1..] {
            let gap = next.row > row + 1;
            let is_number = self.number.as_ref().is_some_and(|n| (next.from..next.to).contains(&n.from));
            let is_date = self.date_line.as_ref().is_some_and(|d| (next.from..next.to).contains(&d.from));
            let is_mark = self.urgency.as_ref().is_some_and(|u| u.1.from == next.from);
            if is_number || is_date || is_mark || is_motto(next) {
                continue;
            }
            if next.row < row || gap && !subject.is_empty() || ends_subject(source, next, &subject) {
                break;
            }
            subject.extend(next.tokens.iter().cloned());
            row = next.row;
        }
        self.subject = about(source, &subject);
        row
    }

    /// The V/v lines of a letter without a type heading; returns the last row used.
    fn read_about(&mut self, source: &Source, pieces: &[Piece]) -> Option<usize> {
        let led = |p: &Piece| ["v / v", "vv", "về việc"].iter().any(|v| p.starts(v));
        // "Về …" alone, under the number.
        let row = self
            .number
            .as_ref()
            .and_then(|n| pieces.iter().find(|p| (p.from..p.to).contains(&n.from)))
            .map(|p| p.row);
        let plain = |p: &Piece| p.starts("về") && p.tokens[0].capital && row.is_some_and(|row| p.row > row);
        let at = pieces.iter().position(|p| led(p) || plain(p))?;
        self.has_about = pieces[at].starts("v / v") || pieces[at].starts("vv");
        let mut subject = pieces[at].tokens.clone();
        let mut row = pieces[at].row;
        for next in &pieces[at + 1..] {
            let other = [self.date_line.as_ref(), self.number.as_ref(), self.urgency.as_ref().map(|u| &u.1)];
            let is_other = other.into_iter().flatten().any(|f| (next.from..next.to).contains(&f.from));
            if next.row != row + 1
                || is_other
                || is_motto(next)
                || next.is_caps(source) && next.tokens.len() > 1
            {
                break;
            }
            subject.extend(next.tokens.iter().cloned());
            row = next.row;
        }
        self.subject = about(source, &subject);
        Some(row)
    }

    /// The items of "Kính gửi"; returns the first line behind them.
    fn read_addressees(&mut self, source: &Source, lines: &[Line], opener: usize) -> usize {
        let first = lines[opener].tokens();
        let inline = first.iter().position(|t| t.is(":")).map_or(2.min(first.len()), |colon| colon + 1);
        let mut items: Vec<Vec<Token>> = Vec::new();
        if inline < first.len() {
            items.push(first[inline..].to_vec());
        }
        let mut next = opener + 1;
        while let Some(line) = lines.get(next) {
            let tokens = line.tokens().to_vec();
            let bullet = tokens.first().is_some_and(|t| matches!(t.key.as_str(), "-" | "+" | "•"));
            let closed =
                items.last().and_then(|i| i.iter().rfind(|t| !matches!(t.key.as_str(), "'" | "," | "\"")));
            let ended = closed.is_some_and(|t| t.is("."));
            let listed = closed.is_some_and(|t| t.is(";"));
            let opens_text = any_at(&tokens, 0, &OPENINGS).is_some() || tokens.len() > 40;
            if bullet || items.is_empty() {
                items.push(tokens);
            } else if opens_text || ended || line.blank_above {
                break;
            } else if listed {
                items.push(tokens);
            } else if let Some(item) = items.last_mut() {
                item.extend(tokens);
            }
            next += 1;
        }
        let parts = items.iter().flat_map(|item| item.split(|t| t.is(";")));
        self.addressees = parts.filter_map(|part| Found::new(source, trim(part))).collect();
        next
    }
}

/// Without marks and dashes at either end.
pub(super) fn trim(tokens: &[Token]) -> &[Token] {
    let is_edge =
        |t: &Token| !t.is_word() && t.number().is_none() && !matches!(t.key.as_str(), ")" | "\"" | "(");
    let from = tokens.iter().position(|t| !is_edge(t)).unwrap_or(tokens.len());
    let to = tokens.iter().rposition(|t| !is_edge(t)).map_or(from, |last| last + 1);
    &tokens[from..to]
}

fn subject_edge(token: &Token) -> bool {
    matches!(token.key.as_str(), ":" | "." | "-")
}

/// Who decides, in capitals between the subject of a decision and its bases.
#[rustfmt::skip]
const AUTHORITIES: [&str; 10] = [
    "chủ tịch", "ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "giám đốc", "bộ trưởng", "thủ tướng",
    "cục trưởng", "tổng cục trưởng", "hội đồng",
];

/// The line begins the text or another block, so the subject is over.
fn ends_subject(source: &Source, piece: &Piece, subject: &[Token]) -> bool {
    let opens = any_at(&piece.tokens, 0, &OPENINGS).is_some() && piece.tokens.len() > 6;
    let item = super::points::enumerator(source, &piece.tokens).is_some();
    let authority = any_at(&piece.tokens, 0, &AUTHORITIES).is_some() && piece.is_caps(source);
    opens || item && !subject.is_empty() || authority && !subject.is_empty() || piece.tokens.len() > 60
}

/// The subject without its leading "V/v", "Về việc", "Về".
fn about(source: &Source, tokens: &[Token]) -> Option<Found> {
    let leads = ["v / v :", "v / v", "vv", "về việc :", "về việc", "về :", "về"];
    let start = any_at(tokens, 0, &leads).unwrap_or(0);
    let mut found = Found::new(source, trim(&tokens[start..]))?;
    found.text = case::sentence(&found.text);
    Some(found)
}

/// Digits of a serial number; letters that a scan put for digits are read as what they stand for.
fn digits(serial: &str) -> Option<String> {
    let read: String = serial
        .chars()
        .filter(|c| *c != '.')
        .map(|c| match c {
            'l' | 'I' | '|' | 'i' | '!' => '1',
            'O' | 'o' | 'Q' => '0',
            'S' | 's' => '5',
            'B' => '8',
            'Z' | 'z' => '2',
            'G' => '6',
            other => other,
        })
        .collect();
    let digit = read.chars().filter(char::is_ascii_digit).count();
    let rest = read.trim_start_matches(|c: char| c.is_ascii_digit());
    ((1..=6).contains(&digit) && rest.chars().count() <= 1 && rest.chars().all(char::is_alphabetic))
        .then_some(read)
}

#[cfg(test)]
mod tests {
    use super::super::source::Source;
    use super::super::token::push_tokens;
    use super::{Found, digits};

    #[test]
    fn words_of_two_columns_give_a_place_that_runs_forward() {
        let source = Source::new("trái phải");
        let mut tokens = Vec::new();
        push_tokens(&source, 0, source.nfc.len(), &mut tokens);
        tokens.reverse();
        let found = Found::new(&source, &tokens).unwrap_or_default();
        assert_eq!((found.from, found.to), (0, source.nfc.len()));
    }

    #[test]
    fn scanned_serials_are_read_as_digits() {
        for (printed, wanted) in [
            ("1792", Some("1792")),
            ("l792", Some("1792")),
            ("O9", Some("09")),
            ("", None),
            ("....", None),
            ("12a", Some("12a")),
        ] {
            assert_eq!(digits(printed).as_deref(), wanted);
        }
    }
}
