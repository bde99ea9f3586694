//! dondoc follows up directives: lists of directives, a checklist of tasks in each, a countdown
//! to every deadline, in one local SQLite file that colleagues share.
//!
//! `src/ARCHITECTURE.md` has the map: which folder holds what and which may name which.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod error;
pub mod extract;
pub mod i18n;
pub mod import;
pub mod report;
pub mod start;
pub mod store;
pub mod text;
pub mod tui;
pub mod ui;
