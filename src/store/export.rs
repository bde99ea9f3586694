//! The whole file as JSON (`domain::whole`), written record by record: memory does not grow with the file.

use std::io::{self, Write};
use std::path::PathBuf;

use rusqlite::{Connection, Row};
use serde::Serialize;

use super::fault::{At, Fault};
use super::{Store, journal, office, people, record};
use crate::domain::whole::{ExportedDirective, ExportedEntry, ExportedSetting, ExportedUnit, FORMAT};
use crate::domain::{DirectiveId, TaskId};
use crate::error::{Error, Result};

impl Store {
    /// Writes everything, as of one moment and in a fixed order, one record a line: the same file gives
    /// the same bytes. A failure to write names the path "-".
    pub fn export(&self, out: &mut dyn Write) -> Result<()> {
        let snapshot = self.conn.unchecked_transaction().at(&self.path)?;
        write_all(&snapshot, &mut io::BufWriter::new(out)).map_err(|fault| fault.named(&self.path))?;
        snapshot.commit().at(&self.path)
    }
}

fn write_all(conn: &Connection, out: &mut impl Write) -> Result<(), Fault> {
    write!(out, "{{\"dondoc\":{FORMAT}").map_err(unwritten)?;
    list(out, "people", people::all(conn, "p.id")?.into_iter().map(Ok))?;
    list(out, "days", people::corrections(conn)?.into_iter().map(Ok))?;
    let set = office::settings(conn)?;
    if !set.is_empty() {
        list(out, "settings", set.into_iter().map(|(name, value)| Ok(ExportedSetting { name, value })))?;
    }
    let units = office::units(conn, "u.id")?.into_iter();
    list(out, "units", units.map(|(id, fields)| Ok(ExportedUnit { id: Some(id), fields })))?;
    let mut ids = conn.prepare("SELECT id FROM directive ORDER BY id")?;
    let directives = ids.query_map([], |row| row.get(0))?;
    list(out, "directives", directives.map(|id| directive(conn, id?)))?;
    let mut entries = conn.prepare(&format!(
        "SELECT {}, j.directive_id, j.task_id, t.id IS NULL FROM journal j
         LEFT JOIN task t ON t.id = j.task_id AND t.directive_id = j.directive_id ORDER BY j.seq",
        journal::ENTRY
    ))?;
    list(out, "journal", entries.query_map([], exported_entry)?)?;
    out.write_all(b"}\n").and_then(|()| out.flush()).map_err(unwritten)
}

/// One list of the object, one record a line.
fn list<T: Serialize>(
    out: &mut impl Write,
    name: &str,
    records: impl Iterator<Item = rusqlite::Result<T>>,
) -> Result<(), Fault> {
    write!(out, ",\n\"{name}\":[").map_err(unwritten)?;
    for (at, record) in records.enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" }).map_err(unwritten)?;
        serde_json::to_writer(&mut *out, &record?).map_err(|error| unwritten(error.into()))?;
    }
    out.write_all(b"\n]").map_err(unwritten)
}

fn directive(conn: &Connection, id: i64) -> rusqlite::Result<ExportedDirective> {
    let read = record::read(conn, id, record::Tasks::All)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let record::Record { record, task_ids, trashed_tasks, trashed } = read;
    Ok(ExportedDirective { id: Some(DirectiveId(id)), task_ids, trashed_tasks, trashed, record })
}

fn exported_entry(row: &Row<'_>) -> rusqlite::Result<ExportedEntry> {
    let (task, is_gone): (Option<i64>, bool) = (row.get(9)?, row.get(10)?);
    let directive = DirectiveId(row.get(8)?);
    let gone = task.filter(|_| is_gone).map(|task| (directive, TaskId(task)));
    Ok(ExportedEntry { entry: journal::entry(row)?, gone })
}

fn unwritten(error: io::Error) -> Fault {
    let path = PathBuf::from("-");
    Fault::Refused(match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull(path),
        _ => Error::Io { path, detail: error.to_string() },
    })
}
