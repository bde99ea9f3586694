//! Paper and tables out: rows of a report, then text, csv, xlsx or docx.
//!
//! Border: rows are pure values made from what the store answered; nothing here reads a file or a clock,
//! and what is written goes to the caller as bytes.
