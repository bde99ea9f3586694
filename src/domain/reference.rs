//! Numbers and symbols of documents, and the names by which the command line points at records.
//!
//! A reference is written as the letter has it ("1792/UBND-NC", "42/2014/QĐ-TTg", "1494-CV/TU").
//! Numbering restarts every 1 January, so the year belongs to a record's identity (DOMAIN §3.3).

use crate::text;

/// The parts of a written reference: "1792" and "UBND-NC".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocRef {
    pub number: String,
    pub symbol: String,
}

impl DocRef {
    /// Splits a written reference at its first slash or, in the Party form, its first hyphen.
    /// `None` where there is no number in front.
    pub fn parse(written: &str) -> Option<Self> {
        let written: String = text::nfc(written).split_whitespace().collect();
        let cut = written.find(['/', '-'])?;
        let (number, symbol) = written.split_at(cut);
        let symbol = symbol.strip_prefix('/').unwrap_or(symbol);
        let digits = number.chars().next().is_some_and(|c| c.is_ascii_digit());
        (digits && !symbol.is_empty()).then(|| Self { number: number.into(), symbol: symbol.into() })
    }
}

/// `REF` of the command line: a reference, with `@2020` where two years have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectiveName {
    pub reference: String,
    pub year: Option<i32>,
}

/// `TASK` of the command line: `REF#ITEM` or a numeric id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskName {
    Id(i64),
    Item { directive: DirectiveName, item: String },
}

impl DirectiveName {
    pub fn parse(typed: &str) -> Self {
        let typed = text::nfc(typed.trim());
        match typed.rsplit_once('@') {
            Some((reference, year)) if year.parse::<i32>().is_ok() => {
                Self { reference: reference.into(), year: year.parse().ok() }
            }
            _ => Self { reference: typed, year: None },
        }
    }
}

impl TaskName {
    pub fn parse(typed: &str) -> Option<Self> {
        if let Ok(id) = typed.trim().parse() {
            return Some(Self::Id(id));
        }
        let (directive, item) = typed.rsplit_once('#')?;
        let item = text::nfc(item.trim());
        (!item.is_empty() && !directive.trim().is_empty())
            .then(|| Self::Item { directive: DirectiveName::parse(directive), item })
    }
}
