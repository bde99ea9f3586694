//! The whole file as JSON (`domain::whole`), written record by record: memory does not grow with the file.

use std::io::{self, Write};
use std::path::PathBuf;

use rusqlite::Connection;
use serde::Serialize;

use super::fault::{At, Fault};
use super::value::opt;
use super::{Store, journal, people, record};
use crate::domain::whole::{ExportedDirective, ExportedUnit, FORMAT};
use crate::domain::{DirectiveId, UnitId};
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
    let mut list = Lines { out, is_first: true };
    list.begin("people")?;
    let mut rows = conn.prepare("SELECT id, login, name, role FROM person ORDER BY id")?;
    for person in rows.query_map([], people::read)? {
        list.line(&person?)?;
    }
    list.begin("days")?;
    for day in people::corrections(conn)? {
        list.line(&day)?;
    }
    list.begin("units")?;
    for unit in units(conn)? {
        list.line(&unit)?;
    }
    list.begin("directives")?;
    let mut ids = conn.prepare("SELECT id FROM directive ORDER BY id")?;
    for id in ids.query_map([], |row| row.get(0))? {
        let id: i64 = id?;
        if let Some(read) = record::read(conn, id)? {
            let record::Record { record, task_ids, trashed } = read;
            list.line(&ExportedDirective { id: Some(DirectiveId(id)), task_ids, trashed, record })?;
        }
    }
    list.begin("journal")?;
    let mut entries = conn.prepare(&format!("SELECT {} FROM journal j ORDER BY j.seq", journal::ENTRY))?;
    for entry in entries.query_map([], journal::entry)? {
        list.line(&entry?)?;
    }
    out.write_all(b"\n]}\n").and_then(|()| out.flush()).map_err(unwritten)
}

fn units(conn: &Connection) -> rusqlite::Result<Vec<ExportedUnit>> {
    let mut names = conn.prepare("SELECT name FROM unit_name WHERE unit_id = ?1 ORDER BY id")?;
    let mut units = conn.prepare(
        "SELECT id, name, kind, valid_from, valid_to, successor_id FROM unit
         WHERE deleted_at IS NULL ORDER BY id",
    )?;
    let units = units.query_map([], |row| {
        let id: i64 = row.get(0)?;
        Ok(ExportedUnit {
            id: Some(UnitId(id)),
            name: row.get(1)?,
            kind: row.get(2)?,
            valid_from: opt(row.get(3)?),
            valid_to: opt(row.get(4)?),
            successor: row.get::<_, Option<i64>>(5)?.map(UnitId),
            names: names.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?,
        })
    })?;
    units.collect()
}

/// Lists of the object, one record a line.
struct Lines<'a, W> {
    out: &'a mut W,
    is_first: bool,
}

impl<W: Write> Lines<'_, W> {
    fn begin(&mut self, name: &str) -> Result<(), Fault> {
        // The list before this one is closed here; the first follows the version.
        let close = if name == "people" { "" } else { "\n]" };
        self.is_first = true;
        write!(self.out, "{close},\n\"{name}\":[").map_err(unwritten)
    }

    fn line(&mut self, record: &impl Serialize) -> Result<(), Fault> {
        let comma: &[u8] = if std::mem::take(&mut self.is_first) { b"\n" } else { b",\n" };
        self.out.write_all(comma).map_err(unwritten)?;
        serde_json::to_writer(&mut *self.out, record).map_err(|error| unwritten(error.into()))
    }
}

fn unwritten(error: io::Error) -> Fault {
    let path = PathBuf::from("-");
    Fault::Refused(match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull(path),
        _ => Error::Io { path, detail: error.to_string() },
    })
}
