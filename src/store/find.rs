//! Records by the names that people type: `REF`, `REF@year`, `REF#ITEM`, a number.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, params};

use super::fault::At;
use super::{Store, tasks};
use crate::domain::query::TaskRow;
use crate::domain::reference::{DirectiveName, TaskName};
use crate::domain::{DirectiveId, TaskId};
use crate::error::{Error, Result};
use crate::text;

/// A reference for comparison: folded and without blanks, which letters set as they please.
pub(super) fn fold_reference(reference: &str) -> String {
    text::fold(reference).split_whitespace().collect()
}

impl Store {
    /// The directive outside the trash that has this reference.
    ///
    /// Errors: [`Error::NoSuchRecord`]; [`Error::Ambiguous`] with `REF@year (issuer)` of each.
    pub fn find_directive(&self, name: &DirectiveName) -> Result<DirectiveId> {
        let found = directives(&self.conn, name).at(&self.path)?;
        let year = name.year.map(|year| format!("@{year}")).unwrap_or_default();
        only(found, format!("{}{year}", name.reference), |found| found.1.clone()).map(|found| found.0)
    }

    /// Whether a letter of this reference, year and issuer is here, outside the trash.
    pub fn has_letter(
        &self,
        reference: &str,
        issued: Option<NaiveDate>,
        issuer: Option<&str>,
    ) -> Result<bool> {
        self.read(|conn| same_letter(conn, reference, issued, issuer)).map(|found| found.is_some())
    }

    /// The task that has this name or number, outside the trash.
    ///
    /// Errors: as [`Store::find_directive`]; candidates for an item are `number title`.
    pub fn find_task(&self, name: &TaskName) -> Result<TaskRow> {
        match name {
            TaskName::Id(id) => self.task(TaskId(*id))?.ok_or_else(|| Error::NoSuchRecord(id.to_string())),
            TaskName::Item { directive, item } => {
                let id = self.find_directive(directive)?;
                let folded = text::fold(item);
                let all = tasks::of_directive(&self.conn, id).at(&self.path)?;
                let found = all.into_iter().filter(|task| text::fold(&task.item) == folded).collect();
                let called = |task: &TaskRow| format!("{} {}", task.id.0, task.title);
                only(found, format!("{}#{item}", directive.reference), called)
            }
        }
    }
}

/// What answers to `name` alone.
///
/// Errors: [`Error::NoSuchRecord`]; [`Error::Ambiguous`] with what each is called.
pub(super) fn only<T>(mut found: Vec<T>, name: String, called: impl Fn(&T) -> String) -> Result<T> {
    match (found.pop(), found.is_empty()) {
        (None, _) => Err(Error::NoSuchRecord(name)),
        (Some(one), true) => Ok(one),
        (Some(last), false) => {
            found.push(last);
            Err(Error::Ambiguous { name, candidates: found.iter().map(called).collect() })
        }
    }
}

/// The letter of this reference, year and issuer, outside the trash.
pub(super) fn same_letter(
    conn: &Connection,
    reference: &str,
    issued: Option<NaiveDate>,
    issuer: Option<&str>,
) -> rusqlite::Result<Option<DirectiveId>> {
    let mut here = conn.prepare_cached(
        "SELECT id FROM directive
         WHERE reference_folded = ?1 AND ?1 <> '' AND year = ?2 AND issuer_folded = ?3 AND deleted_at IS NULL",
    )?;
    let year = issued.map_or(0, |on| on.year());
    let issuer = text::fold(issuer.unwrap_or_default());
    let found = here.query_row(params![fold_reference(reference), year, issuer], |row| row.get(0));
    found.optional().map(|id| id.map(DirectiveId))
}

fn directives(conn: &Connection, name: &DirectiveName) -> rusqlite::Result<Vec<(DirectiveId, String)>> {
    let mut found = conn.prepare_cached(
        "SELECT id, reference || iif(year > 0, '@' || year, '') || ifnull(' (' || issuer || ')', '')
         FROM directive
         WHERE reference_folded = ?1 AND (?2 IS NULL OR year = ?2) AND deleted_at IS NULL
         ORDER BY year, id",
    )?;
    let found = found.query_map(params![fold_reference(&name.reference), name.year], |row| {
        Ok((DirectiveId(row.get(0)?), row.get(1)?))
    })?;
    found.collect()
}
