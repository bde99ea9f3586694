//! Reads a letter: any text in, a draft directive out, each value with its place and certainty.
//!
//! Border: pure; no files, no clock. It never fails and never panics: what is not read is empty,
//! and what is no letter has no kind. Text goes up in steps, each a module: bytes → NFC
//! ([`source`]) → words ([`token`]) → lines and columns ([`lines`]) → blocks ([`header`],
//! [`points`], [`table`], [`closing`]) → values ([`dates`], [`refs`], [`units`], [`targets`]) →
//! tasks with deadlines ([`tasks`], [`deadlines`]) → doubts and findings → [`Draft`].

mod case;
mod closing;
mod columns;
mod damage;
mod dateline;
mod dates;
mod deadlines;
mod doubts;
mod draft;
mod findings;
mod header;
mod issuer;
mod kinds;
mod lines;
mod marks;
mod orders;
mod passage;
mod points;
mod reader;
mod refs;
pub mod register;
mod reporting;
mod schema;
mod sentences;
mod source;
mod table;
mod targets;
mod tasks;
#[cfg(test)]
mod tests;
mod token;
mod units;
mod words;

pub use deadlines::deadline_of;
pub use draft::{Certainty, Draft, DraftTask, Read, Secrecy};
pub use passage::{task_in, units_of};
pub use reader::read;
