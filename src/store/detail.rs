//! Everything the detail of one directive shows.

use rusqlite::{Connection, OptionalExtension};

use super::{Store, board, events, find, journal, office, record, tasks};
use crate::domain::DirectiveId;
use crate::domain::directive::Citation;
use crate::domain::office::Settings;
use crate::domain::query::DirectiveDetail;
use crate::error::Result;

/// Older entries are read in the journal's own view.
const HISTORY: usize = 200;

impl Store {
    /// `None` where the directive is not in the file. One in the trash is given, marked as such.
    pub fn detail(&self, id: DirectiveId) -> Result<Option<DirectiveDetail>> {
        self.read(|conn| detail(conn, id))
    }
}

fn detail(conn: &Connection, id: DirectiveId) -> rusqlite::Result<Option<DirectiveDetail>> {
    let Some(read) = record::read(conn, id.0, record::Tasks::Live)? else { return Ok(None) };
    let mut head = conn.prepare_cached(&format!(
        "SELECT {}, p.name FROM directive d LEFT JOIN person p ON p.id = d.follower_id WHERE d.id = ?1",
        board::COLUMNS
    ))?;
    let (row, follower) = head.query_row([id.0], |row| Ok((board::row(row)?, row.get(11)?)))?;
    let cited = read.record.citations.iter().map(|citation| cited(conn, citation, id));
    Ok(Some(DirectiveDetail {
        row,
        tasks: tasks::of_directive(conn, id)?,
        deadlines: read.record.tasks.iter().map(|task| task.deadline.clone()).collect(),
        first_due: tasks::first_due(conn, id)?,
        many_extensions: Settings::of(office::settings(conn)?).many_extensions,
        reminders: events::reminders(conn, id)?,
        answers: events::answers(conn, id)?,
        cited: cited.collect::<rusqlite::Result<_>>()?,
        follower,
        history: journal::lines(conn, Some(id), HISTORY)?,
        trashed: read.trashed,
        record: read.record,
    }))
}

/// The directive a citation names: of its day where it gives one, else the newest of that reference.
pub(super) fn cited(
    conn: &Connection,
    citation: &Citation,
    own: DirectiveId,
) -> rusqlite::Result<Option<DirectiveId>> {
    let mut found = conn.prepare_cached(
        "SELECT id FROM directive
         WHERE reference_folded = ?1 AND deleted_at IS NULL AND id <> ?3
           AND (?2 IS NULL OR issued_on IS NULL OR issued_on = ?2)
         ORDER BY issued_on DESC, id LIMIT 1",
    )?;
    let on = citation.on.map(super::value::Col);
    let values = rusqlite::params![find::fold_reference(&citation.reference), on, own.0];
    found.query_row(values, |row| row.get(0)).optional().map(|id| id.map(DirectiveId))
}
