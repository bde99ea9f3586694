//! What happens to tasks besides edits: parts of units, reminders, values reached, findings answered.

use rusqlite::Connection;

use super::apply::Write;
use super::fault::Fault;
use super::journal::Subject;
use crate::domain::change::{Change, Outcome};
use crate::error::Error;

/// What a reminder is about.
pub(super) fn subject(conn: &Connection, change: &Change) -> rusqlite::Result<Option<Subject>> {
    let _ = (conn, change);
    Ok(None)
}

impl Write<'_> {
    pub(super) fn event(&mut self, change: Change) -> Result<Outcome, Fault> {
        let _ = change;
        Err(Error::NotPermitted.into())
    }
}
