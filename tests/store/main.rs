//! The store on real files: what it promises to every other part of the program.
#![expect(clippy::unwrap_used, reason = "a failure to build the case is a failure of the test")]
#![expect(clippy::too_many_lines, reason = "tables of cases")]

mod agenda;
mod apply;
mod drafts;
mod edited;
mod edits;
mod events;
mod figures;
mod find;
mod kin;
mod kinds;
mod log;
mod office;
mod open;
mod people;
mod safety;
mod search;
mod sessions;
mod support;
mod tables;
mod undo;
mod upgrade;
mod views;
mod whole;
mod windows;
