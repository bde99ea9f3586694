//! The office's own table taken in: the records its rows are about, and the memory of what it said last.
//!
//! Border: finds and keeps; what follows from a row is for `domain::table`. A look and a write plan alike,
//! the write inside its own transaction.

use std::collections::HashMap;

use chrono::Datelike;
use rusqlite::{Connection, OptionalExtension, params};

use super::apply::Write;
use super::fault::Fault;
use super::find::fold_reference;
use super::record::{self, Tasks};
use super::undo::IN_FORCE;
use super::{Store, value};
use crate::domain::change::{Actor, Applied, Change, Outcome};
use crate::domain::table::{Field, Known, Listed, NewLine, Owner, Plan, Said, by_directive};
use crate::domain::time::Now;
use crate::domain::{DirectiveId, TaskId};
use crate::error::Result;

/// The newest memory of a task that no undo took back.
fn newest() -> String {
    format!(
        "l.id = (SELECT max(j.id) FROM (SELECT id, group_id, NULL AS undo_of FROM table_row
           WHERE task_id = l.task_id) j WHERE j.group_id IS NULL OR {IN_FORCE})"
    )
}

/// What a table is: the key of its headings, what a person said of them, what tells it from other tables
/// of the same headings, and its rows.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    pub heading: &'a str,
    pub mapping: &'a [(String, Option<Field>)],
    pub list: &'a str,
    pub rows: &'a [Listed],
}

impl Store {
    /// What a person said that the columns under these headings are, when such a table was taken in last.
    pub fn table_mapping(&self, heading: &str) -> Result<Vec<(String, Option<Field>)>> {
        self.read(|conn| {
            let mut known = conn.prepare_cached("SELECT mapping FROM table_heading WHERE heading = ?1")?;
            Ok(known.query_row([heading], |row| value::json(row, 0)).optional()?.unwrap_or_default())
        })
    }

    /// What taking the table in would mean; nothing is written.
    pub fn plan_table(&self, table: Table<'_>) -> Result<Plan> {
        self.read(|conn| plan(conn, table))
    }

    /// Takes in what leaves no doubt, as one group.
    ///
    /// Errors: as [`Store::apply`].
    pub fn load_table(&mut self, actor: &Actor, now: Now, table: Table<'_>) -> Result<Plan> {
        self.write(actor, now, |write| {
            let plan = plan(write.tx, table)?;
            let applied = write.changes(plan.changes.iter().cloned())?;
            write.remember(table, &plan, &applied)?;
            Ok(plan)
        })
    }
}

fn plan(conn: &Connection, table: Table<'_>) -> rusqlite::Result<Plan> {
    let mut people = conn.prepare_cached("SELECT login, name FROM person WHERE disabled_at IS NULL")?;
    let people =
        people.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<Vec<_>, _>>()?;
    let mut plan = Plan::default();
    for rows in by_directive(table.rows.to_vec()) {
        let found = known(conn, &rows)?;
        plan.take(rows, found, &people);
    }
    let mut vanished = conn.prepare_cached(&format!(
        "SELECT t.id, ifnull(d.reference, d.id) || '#' || t.item, t.title
         FROM table_row l JOIN task t ON t.id = l.task_id JOIN directive d ON d.id = t.directive_id
         WHERE l.heading = ?1 AND l.listed AND t.deleted_at IS NULL AND d.deleted_at IS NULL AND {}
         ORDER BY t.id",
        newest()
    ))?;
    let named = vanished.query_map([table.list], |row| {
        Ok((TaskId(row.get(0)?), NewLine { name: row.get(1)?, title: row.get(2)? }))
    })?;
    for task in named {
        let (id, line) = task?;
        if !plan.seen.contains(&id) {
            plan.vanished.push((id, line));
        }
    }
    Ok(plan)
}

/// Directives that these rows may be about; of what year, both may leave open. Of those in the trash, the
/// ones that a table had.
fn known(conn: &Connection, rows: &[Listed]) -> rusqlite::Result<Vec<Known>> {
    let Some(head) = rows.first().map(|row| &row.head) else { return Ok(Vec::new()) };
    let year = rows.iter().find_map(|row| row.head.issued_on).map(|on| on.year());
    let mut ids = conn.prepare_cached(
        "SELECT id FROM directive WHERE reference_folded = ?1
           AND (?2 IS NULL OR issued_on IS NULL OR substr(issued_on, 1, 4) = CAST(?2 AS TEXT))",
    )?;
    let reference = fold_reference(head.reference.as_deref().unwrap_or_default());
    let ids: Vec<i64> =
        ids.query_map(params![reference, year], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut memory = conn.prepare_cached(&format!(
        "SELECT l.task_id, l.said FROM task t JOIN table_row l ON l.task_id = t.id
         WHERE t.directive_id = ?1 AND {}",
        newest()
    ))?;
    let mut found = Vec::new();
    for id in ids {
        let Some(read) = record::read(conn, id, Tasks::Live)? else { continue };
        let remembered = memory
            .query_map([id], |row| Ok((TaskId(row.get(0)?), value::json(row, 1)?)))?
            .collect::<Result<HashMap<TaskId, Said>, _>>()?;
        let (id, trashed) = (DirectiveId(id), read.trashed);
        if !trashed || !remembered.is_empty() {
            found.push(Known { id, record: read.record, task_ids: read.task_ids, remembered, trashed });
        }
    }
    Ok(found)
}

impl Write<'_> {
    fn remember(&mut self, table: Table<'_>, plan: &Plan, applied: &Applied) -> Result<(), Fault> {
        let group = applied.group.map(|group| group.0);
        let mut insert = self.tx.prepare_cached(
            "INSERT INTO table_row (task_id, group_id, heading, said, listed) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut placed =
            self.tx.prepare_cached("SELECT id FROM task WHERE directive_id = ?1 AND position = ?2")?;
        for (owner, said) in &plan.memory {
            let task = match owner {
                Owner::Here(task) => task.0,
                Owner::Added { change, task } => match applied.outcomes.get(*change) {
                    Some(Outcome::Applied(Change::DirectiveAdded { id: Some(id), .. })) => {
                        placed.query_row(params![id.0, *task as i64], |row| row.get(0))?
                    }
                    Some(Outcome::Applied(Change::TaskAdded { id: Some(id), .. })) => id.0,
                    _ => continue,
                },
            };
            let said = serde_json::to_string(said).expect("fields are names");
            insert.execute(params![task, group, table.list, said, true])?;
        }
        let mut turned = self.tx.prepare_cached(&format!(
            "INSERT INTO table_row (task_id, group_id, heading, said, listed)
             SELECT l.task_id, ?2, l.heading, l.said, ?3 FROM table_row l
             WHERE l.task_id = ?1 AND l.listed <> ?3 AND {}",
            newest()
        ))?;
        let gone = plan.vanished.iter().map(|(task, _)| (task, false));
        let mut n = plan.memory.len();
        for (task, listed) in gone.chain(plan.seen.iter().map(|task| (task, true))) {
            n += turned.execute(params![task.0, group, listed])?;
        }
        let mapping = serde_json::to_string(table.mapping).expect("pairs of text");
        // Behind what was said before of other headings: the last word on each counts.
        n += self
            .tx
            .prepare_cached(
                "INSERT INTO table_heading (heading, mapping) SELECT ?1, ?2 WHERE json_array_length(?2) > 0
                 ON CONFLICT (heading) DO UPDATE SET mapping =
                   (SELECT json_group_array(json(value)) FROM (SELECT value FROM json_each(mapping)
                       WHERE value ->> 0 NOT IN (SELECT value ->> 0 FROM json_each(?2))
                     UNION ALL SELECT value FROM json_each(?2)))",
            )?
            .execute(params![table.heading, mapping])?;
        // The memory alone is worth keeping too: the next table is compared with it.
        self.has_written |= n > 0;
        Ok(())
    }
}
