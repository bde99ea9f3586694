//! Paper and tables out: a page is made from what the store answered, then written as text, csv, xlsx
//! or docx.
//!
//! Border: pages are pure values; nothing here reads a file or a clock, or writes one.

mod csv;
mod docx;
mod list;
mod page;
mod summary;
mod text;
mod xlsx;

pub use page::{Cell, Column, Page, Table};

use crate::domain::paper::{Format, Matter, Paper};
use crate::i18n::Lang;

/// The page that a paper is. Text may be in either language; for paper it is Vietnamese.
pub fn page(matter: &Matter, lang: Lang) -> Page {
    match matter.paper {
        Paper::Briefing => summary::briefing(matter, lang),
        Paper::Summary => summary::summary(matter, lang),
        Paper::List => list::tasks(matter, lang),
        Paper::Register => list::register(matter, lang),
        Paper::Reminder => list::reminder(matter),
    }
}

/// The bytes of a paper; `lang` is that of text, all else is in Vietnamese.
pub fn write(matter: &Matter, format: Format, lang: Lang) -> Vec<u8> {
    match format {
        Format::Docx => docx::write(&page(matter, Lang::Vi)),
        Format::Xlsx => xlsx::write(&page(matter, Lang::Vi)),
        Format::Csv => csv::write(&page(matter, Lang::Vi)),
        Format::Text => text::write(&page(matter, lang)).into_bytes(),
    }
}

#[cfg(test)]
mod tests;
