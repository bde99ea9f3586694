//! Numbers of documents in running text ("1181/QĐ-UBND", "42/2014/QĐ-TTg", "08-QC/TW") and the
//! dates printed after them.
//!
//! Border: the shapes of DOMAIN §3.3. Which of them is the letter's own number is known above.

use std::ops::Range;

use super::dateline::digit;
use super::dates::{day_at, year_at};
use super::source::Source;
use super::token::{Gap, Kind, Token, any_at};

/// A document named by number.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub reference: String,
    pub at: Range<usize>,
    pub on: Option<chrono::NaiveDate>,
    /// Printed without blanks, line breaks and misread digits.
    pub is_whole: bool,
}

/// Every document named in `tokens`, in order.
pub(super) fn named(source: &Source, tokens: &[Token]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match reference_at(source, tokens, i) {
            Some(end) if !is_form(tokens, i) => {
                let printed = squeeze(source, &tokens[i..end]);
                let reference = read_serial(&printed);
                let is_whole = reference == printed && tokens[i + 1..end].iter().all(|t| t.gap == Gap::None);
                found.push(Named { reference, at: i..end, on: date_after(tokens, end), is_whole });
                i = end;
            }
            Some(end) => i = end,
            None => i += 1,
        }
    }
    found
}

/// The serial with its digits put right where letters stand between them.
fn read_serial(printed: &str) -> String {
    let Some((serial, symbol)) = printed.split_once('/') else { return printed.to_owned() };
    let inner = serial.trim_end_matches(|c: char| c.is_alphabetic());
    let right = inner.chars().map(digit).collect::<String>() + serial.get(inner.len()..).unwrap_or_default();
    format!("{right}/{symbol}")
}

/// The words without blanks, as numbers are compared.
pub(super) fn squeeze(source: &Source, tokens: &[Token]) -> String {
    tokens.iter().flat_map(|token| source.slice(token.from, token.to).chars()).map(latin).collect()
}

/// Cyrillic capitals that look like ours come out of some conversions: "BТС".
fn latin(c: char) -> char {
    #[rustfmt::skip]
    const ALIKE: [(char, char); 11] = [
        ('А', 'A'), ('В', 'B'), ('С', 'C'), ('Е', 'E'), ('Н', 'H'), ('К', 'K'), ('М', 'M'), ('О', 'O'),
        ('Р', 'P'), ('Т', 'T'), ('Х', 'X'),
    ];
    ALIKE.iter().find(|(cyrillic, _)| *cyrillic == c).map_or(c, |(_, latin)| *latin)
}

/// "Mẫu số 01/CCHC" names a form, "tiêu chuẩn … 9001" a standard.
fn is_form(tokens: &[Token], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).and_then(|i| tokens.get(i)).map_or("", |t| t.key.as_str());
    let named_by = if before(1) == "số" { before(2) } else { before(1) };
    matches!(named_by, "mẫu" | "biểu" | "phụlục" | "iso" | "tcvn" | "qcvn")
}

/// The end of a document number that begins at `at`.
pub(super) fn reference_at(source: &Source, tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at)?;
    if first.kind != Kind::Number || first.key.len() > 6 || glued_before(tokens, at) {
        return None;
    }
    let mut i = at + 1;
    // A letter behind the number ("12a/QĐ-UBND") stays with it, and so do those that a scan put for
    // digits ("2l4/SNV-TCBC").
    let serial = |t: &&Token| {
        let short = t.is_word() && t.key.chars().count() == 1;
        t.gap == Gap::None && (short || t.kind == Kind::Number)
    };
    i += tokens[i..].iter().take(4).take_while(serial).count();
    let mark = tokens.get(i)?;
    let joins = mark.is("/") || mark.is("-") && mark.gap == Gap::None;
    joins.then(|| symbol_end(source, tokens, i)).flatten()
}

/// The end of the symbol whose first mark ("/" or the Party's "-") stands at `mark`.
pub(super) fn symbol_end(source: &Source, tokens: &[Token], mark: usize) -> Option<usize> {
    if tokens.get(mark)?.is("-") {
        return party_symbol(source, tokens, mark + 1);
    }
    let with_year = year_at(tokens, mark + 1).is_some() && tokens.get(mark + 2).is_some_and(|t| t.is("/"));
    symbol_at(source, tokens, if with_year { mark + 3 } else { mark + 1 })
}

/// The number is the tail of something else: "1.181/…", "TCVN-9001/…".
fn glued_before(tokens: &[Token], at: usize) -> bool {
    tokens[at].gap == Gap::None
        && at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| {
            // "QCVN 01-1:2024/BYT" has its year behind a colon.
            let colon = t.is(":") && at > 1 && tokens[at - 2].kind == Kind::Number;
            colon || t.kind != Kind::Mark || matches!(t.key.as_str(), "/" | "-" | "." | ",")
        })
}

/// "QC/TW" after "08-": a type, a slash, an organ.
fn party_symbol(source: &Source, tokens: &[Token], at: usize) -> Option<usize> {
    is_code(source, tokens.get(at)?).then_some(())?;
    let slash = tokens.get(at + 1).filter(|t| t.is("/"))?;
    if slash.gap == Gap::Line {
        return None;
    }
    symbol_at(source, tokens, at + 2)
}

/// "QĐ-UBND", "UBND-KGVX", "SNV-CCHC&PC", "QH13" at `at`: codes with hyphens and "&" between.
fn symbol_at(source: &Source, tokens: &[Token], at: usize) -> Option<usize> {
    let mut i = code_at(source, tokens, at)?;
    let mut letters =
        source.slice(tokens[at].from, tokens[i - 1].to).chars().filter(|c| c.is_alphabetic()).count();
    while let Some(mark) = tokens.get(i) {
        let spaced = mark.gap != Gap::None || tokens.get(i + 1).is_some_and(|t| t.gap != Gap::None);
        let joins = matches!(mark.key.as_str(), "-" | "&" | "/" | ".");
        let Some(end) = code_at(source, tokens, i + 1).filter(|_| joins) else { break };
        // With blanks around it only a hyphen joins, and only capitals: "1085/QĐ - UBND".
        let capitals = tokens[i + 1..end].iter().all(|t| all_capitals(source, t));
        // "55/THPT.NTMK" has a full stop inside; behind a sentence comes a word.
        let dotted = mark.is(".") && (spaced || !capitals || tokens.get(end).is_some_and(|t| t.is("/")));
        if spaced && !(mark.is("-") && capitals && mark.gap != Gap::Line) || dotted {
            break;
        }
        letters += 2;
        i = end;
    }
    (letters >= 2).then_some(i)
}

/// One code: a word that begins with a capital, with digits glued to it ("QH13", "VPCP1").
fn code_at(source: &Source, tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at)?;
    if !is_code(source, first) {
        return None;
    }
    let mut end = at + 1;
    while tokens.get(end).is_some_and(|t| t.gap == Gap::None && t.kind != Kind::Mark) {
        end += 1;
    }
    Some(end)
}

fn is_code(source: &Source, token: &Token) -> bool {
    let word = source.slice(token.from, token.to);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    token.is_word() && token.capital && (capitals >= 2 || word.chars().count() <= 3)
}

fn all_capitals(source: &Source, token: &Token) -> bool {
    source.slice(token.from, token.to).chars().all(|c| !c.is_lowercase())
}

/// "ngày 30/11/2020" directly after a number.
fn date_after(tokens: &[Token], end: usize) -> Option<chrono::NaiveDate> {
    let at = any_at(tokens, end, &["ngày", ", ngày", "( ngày"])?;
    let printed = day_at(tokens, at)?;
    printed.year.and_then(|year| printed.in_year(year))
}
