//! The only SQL: opening and checking the data file, applying changes, windows of lists, the
//! journal, undo, notice of other sessions.
//!
//! Border: takes and gives `domain` values; the time is handed in; no wording.
