//! The register of units, the office's corrections to the calendar, its settings.
//!
//! Border: one value each, compared whole with what was seen. A unit that is taken out stays with its day
//! of deletion; its names, days and settings are replaced, because the journal holds what they were.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Store;
use super::apply::Write;
use super::clean::{check_day, clean_option};
use super::fault::{At, Fault};
use super::journal::Subject;
use super::value::{Col, json, opt};
use super::{deadline, kept, people, stats};
use crate::domain::TaskId;
use crate::domain::UnitId;
use crate::domain::calendar::{Calendar, Day};
use crate::domain::change::{Change, Outcome};
use crate::domain::deadline::Rule;
use crate::domain::office::{Held, OfficeRead, Settings, UnitFields, UnitRow, roll_up};
use crate::domain::reckon::safe_day;
use crate::domain::task::NewTask;
use crate::error::{Error, Result, UnitFault};
use crate::text::clean_line;

/// The columns of a unit's [`fields`], from the table `u`.
const FIELDS: &str = "u.id, u.name, u.kind, u.valid_from, u.valid_to, u.successor_id,
    (SELECT json_group_array(n.name ORDER BY n.id) FROM unit_name n WHERE n.unit_id = u.id)";

/// The deadlines in force that the calendar bears on, of open tasks.
const HELD: &str =
    "SELECT t.id, ifnull(d.reference, ''), t.item, d.issued_on, d.received_on, dl.phrase, dl.class, dl.on_day,
            dl.at_hour, dl.rule, dl.unverified, dl.terms
     FROM deadline dl INDEXED BY deadline_on_calendar CROSS JOIN task t ON t.id = dl.task_id
       CROSS JOIN directive d ON d.id = t.directive_id
     WHERE dl.replaced_at IS NULL AND (dl.unverified OR dl.rule IN ('days', 'working_days', 'months'))
       AND t.stage = 'open' AND t.deleted_at IS NULL AND d.deleted_at IS NULL
     ORDER BY dl.on_day, t.id";

impl Store {
    /// What the office set, and what stands where it set nothing.
    pub fn settings(&self) -> Result<Settings> {
        Ok(Settings::of(settings(&self.conn).at(&self.path)?))
    }

    /// The settings that are set, by name.
    pub fn settings_set(&self) -> Result<OfficeRead> {
        Ok(OfficeRead::Settings(settings(&self.conn).at(&self.path)?))
    }

    /// The register with each unit's open tasks, in Vietnamese order.
    pub fn units(&self) -> Result<OfficeRead> {
        self.read(|conn| {
            let open = stats::open_by_unit(conn)?;
            let row = |(id, fields): (UnitId, UnitFields)| UnitRow {
                id,
                fields,
                open: open.get(&id.0).copied().unwrap_or(0),
                inherited: 0,
            };
            let mut units: Vec<UnitRow> = units(conn, "u.sort_key, u.id")?.into_iter().map(row).collect();
            if Settings::of(settings(conn)?).rolls_up {
                roll_up(&mut units);
            }
            let next = conn.query_row("SELECT ifnull(max(id), 0) + 1 FROM unit", [], |row| row.get(0))?;
            Ok(OfficeRead::Units(units, UnitId(next)))
        })
    }

    /// The office's corrections, and the open deadlines that rest on the calendar.
    pub fn days(&self) -> Result<OfficeRead> {
        self.read(|conn| {
            let mut held = conn.prepare_cached(HELD)?;
            let held = held.query_map([], |row| {
                Ok(Held {
                    task: TaskId(row.get(0)?),
                    reference: row.get(1)?,
                    item: row.get(2)?,
                    issued_on: opt(row.get(3)?),
                    received_on: opt(row.get(4)?),
                    deadline: deadline::read(row, 5)?,
                })
            })?;
            let held = held.collect::<rusqlite::Result<_>>()?;
            Ok(OfficeRead::Days(people::corrections(conn)?, held))
        })
    }
}

/// What is the office's among the settings; the others are the program's.
pub(super) fn settings(conn: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut set = conn.prepare_cached("SELECT name, value FROM setting ORDER BY name")?;
    let set = set.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let is_office = |set: &(String, String)| Settings::NAMES.contains(&set.0.as_str());
    set.filter(|set| set.as_ref().map_or(true, is_office)).collect()
}

/// [`Calendar::soon`](crate::domain::calendar::Calendar::soon) of this office.
pub(super) fn soon_days(conn: &Connection) -> rusqlite::Result<i64> {
    Ok(i64::from(Settings::of(settings(conn)?).soon_days))
}

fn fields(row: &Row<'_>) -> rusqlite::Result<UnitFields> {
    Ok(UnitFields {
        name: row.get(1)?,
        kind: row.get(2)?,
        valid_from: opt(row.get(3)?),
        valid_to: opt(row.get(4)?),
        successor: row.get::<_, Option<i64>>(5)?.map(UnitId),
        names: json(row, 6)?,
    })
}

/// The register, in this order.
pub(super) fn units(conn: &Connection, order: &str) -> rusqlite::Result<Vec<(UnitId, UnitFields)>> {
    let sql = format!("SELECT {FIELDS} FROM unit u WHERE u.deleted_at IS NULL ORDER BY {order}");
    conn.prepare_cached(&sql)?.query_map([], |row| Ok((UnitId(row.get(0)?), fields(row)?)))?.collect()
}

/// What the register holds of a unit; `None` where it is not there or was taken out.
pub(super) fn live_unit(conn: &Connection, id: UnitId) -> rusqlite::Result<Option<UnitFields>> {
    let sql = format!("SELECT {FIELDS} FROM unit u WHERE u.id = ?1 AND u.deleted_at IS NULL");
    conn.prepare_cached(&sql)?.query_row([id.0], fields).optional()
}

/// What a change of the office is about, for a conflict's message.
pub(super) fn name(change: &Change) -> String {
    match change {
        Change::UnitSet { old, new, .. } => {
            old.as_ref().or(new.as_ref()).map_or_else(String::new, |unit| unit.name.clone())
        }
        Change::DaySet { on, .. } => on.format("%d/%m/%Y").to_string(),
        Change::SettingSet { name, .. } => name.clone(),
        Change::PersonSet { login, .. } => login.clone(),
        _ => String::new(),
    }
}

impl Write<'_> {
    pub(super) fn office(&mut self, change: Change) -> Result<Outcome, Fault> {
        match change {
            Change::UnitSet { unit, old, new } => self.set_unit(unit, old, new),
            Change::DaySet { on, old, new } => {
                check_day(on)?;
                let new = new.map(|day| Box::new(Day { on, ..cleaned_day(*day) }));
                let mut held = people::corrections(self.tx)?.into_iter();
                let current = held.find(|day| day.on == on).map(Box::new);
                let change = |old, new| Change::DaySet { on, old, new };
                if let Some(so) = self.is_so(Subject::OFFICE, [&current, &old, &new], change)? {
                    return Ok(so);
                }
                self.tx.prepare_cached("DELETE FROM day WHERE on_day = ?1")?.execute([Col(on)])?;
                if let Some(day) = &new {
                    put_day(self.tx, day)?;
                }
                self.journal(change(old, new), Subject::OFFICE).map(Outcome::Applied)
            }
            Change::SettingSet { name, old, new } => self.set_setting(name, old, new),
            other => unreachable!("not kept with the office's own: {other:?}"),
        }
    }

    fn set_setting(
        &mut self,
        name: String,
        old: Option<String>,
        mut new: Option<String>,
    ) -> Result<Outcome, Fault> {
        if let Some(value) = &mut new {
            *value = clean_name(value);
            if !Settings::default().set(&name, value) {
                return Err(Error::Usage(format!("{name} = {value}")).into());
            }
        }
        let current = settings(self.tx)?.into_iter().find(|set| set.0 == name).map(|set| set.1);
        let change = |old, new| Change::SettingSet { name: name.clone(), old, new };
        if let Some(so) = self.is_so(Subject::OFFICE, [&current, &old, &new], change)? {
            return Ok(so);
        }
        self.tx.prepare_cached("DELETE FROM setting WHERE name = ?1")?.execute([&name])?;
        if let Some(value) = &new {
            put_setting(self.tx, &name, value)?;
        }
        self.journal(change(old, new), Subject::OFFICE).map(Outcome::Applied)
    }

    /// A unit without a number is added; one with a number that is not here is brought back under it.
    fn set_unit(
        &mut self,
        unit: Option<UnitId>,
        old: Option<Box<UnitFields>>,
        new: Option<Box<UnitFields>>,
    ) -> Result<Outcome, Fault> {
        let mut new = new.map(|new| cleaned_unit(*new)).transpose()?.map(Box::new);
        if let Some(id) = unit {
            let current = live_unit(self.tx, id)?.map(Box::new);
            let change = |old, new| Change::UnitSet { unit, old, new };
            if let Some(so) = self.is_so(Subject::OFFICE, [&current, &old, &new], change)? {
                return Ok(so);
            }
        } else if old.is_some() || new.is_none() {
            return Err(Error::Usage("unit".into()).into());
        }
        let id = match &mut new {
            Some(fields) => {
                self.merge_units(unit, fields)?;
                self.put_unit(unit, fields)?
            }
            None => self.take_out_unit(unit.map_or(0, |unit| unit.0), old.as_deref())?,
        };
        self.journal(Change::UnitSet { unit: Some(UnitId(id)), old, new }, Subject::OFFICE)
            .map(Outcome::Applied)
    }

    /// Other units all of whose names are to be further names of this one go into it: their parts of tasks are
    /// this one's from then on. Each is taken out by an entry of its own, so that undo brings it back; undo and
    /// redo themselves take out no unit that the act they began with left.
    fn merge_units(&mut self, into: Option<UnitId>, fields: &mut UnitFields) -> Result<(), Fault> {
        let Some(UnitId(into)) = into else { return Ok(()) };
        let mut sql = self.tx.prepare_cached(
            "SELECT u.id FROM unit u WHERE u.id <> ?1 AND u.deleted_at IS NULL AND fold(u.name) <> fold(?2)
               AND NOT EXISTS (SELECT 1 FROM unit_name n WHERE n.unit_id = u.id
                 AND n.name_folded NOT IN (SELECT fold(value) FROM json_each(?3)))
               AND (?4 IS NULL OR EXISTS (SELECT 1 FROM journal j WHERE j.group_id = ?4
                 AND j.change->>'unit' = u.id AND j.change->>'new' IS NULL))",
        )?;
        let names = serde_json::to_string(&fields.names).expect("texts have a JSON form");
        let root = self.undo_of.map(|root| root.0);
        let others = sql.query_map(params![into, fields.name, names, root], |row| row.get(0))?;
        for id in others.collect::<rusqlite::Result<Vec<i64>>>()? {
            let Some(mut old) = live_unit(self.tx, UnitId(id))? else { continue };
            let heads = "SELECT EXISTS (SELECT 1 FROM unit WHERE successor_id = ?1 AND deleted_at IS NULL)";
            if self.tx.prepare_cached(heads)?.query_row([id], |row| row.get(0))? {
                return Err(Error::UnitRefused { name: old.name, why: UnitFault::InUse }.into());
            }
            // By what its parts print undo finds them, also where that is its name no more.
            let mut printed = self.tx.prepare_cached(
                "SELECT a.printed FROM assignment a WHERE a.unit_id = ?1 AND NOT EXISTS
                   (SELECT 1 FROM unit_name n JOIN unit u ON u.id = n.unit_id
                    WHERE n.name_folded = fold(a.printed) AND u.deleted_at IS NULL)
                 GROUP BY fold(a.printed) ORDER BY min(a.id)",
            )?;
            let printed = printed.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
            old.names.extend(printed.iter().cloned());
            fields.names.extend(printed);
            self.tx
                .prepare_cached("UPDATE assignment SET unit_id = ?2 WHERE unit_id = ?1")?
                .execute([id, into])?;
            self.tx
                .prepare_cached("UPDATE unit SET deleted_at = ?2, rev = rev + 1 WHERE id = ?1")?
                .execute(params![id, Col(self.now)])?;
            let out = Change::UnitSet { unit: Some(UnitId(id)), old: Some(Box::new(old)), new: None };
            self.journal(out, Subject::OFFICE)?;
        }
        Ok(())
    }

    /// New tasks due "trước ngày …", by the office's rule for them.
    pub(super) fn date_safely(&self, tasks: &mut [NewTask]) -> Result<(), Fault> {
        let is_before = |task: &NewTask| {
            task.internal_due.is_none()
                && task.deadline.as_ref().is_some_and(|due| due.rule == Rule::BeforeDay)
        };
        if tasks.iter().any(is_before) && Settings::of(settings(self.tx)?).before_is_safe {
            let calendar = Calendar::new(people::corrections(self.tx)?);
            for task in tasks.iter_mut().filter(|task| is_before(task)) {
                task.internal_due = task.deadline.as_ref().and_then(|due| safe_day(due, &calendar));
            }
        }
        Ok(())
    }

    fn put_unit(&self, unit: Option<UnitId>, fields: &UnitFields) -> Result<i64, Fault> {
        let refuse = |name: &str, why| Err(Error::UnitRefused { name: name.to_owned(), why }.into());
        let number = unit.map_or(0, |unit| unit.0);
        for name in &fields.names {
            let mut owner = self.tx.prepare_cached(
                "SELECT u.name FROM unit_name n JOIN unit u ON u.id = n.unit_id
                 WHERE n.name_folded = fold(?1) AND u.id <> ?2 AND u.deleted_at IS NULL LIMIT 1",
            )?;
            if let Some(owner) = owner.query_row(params![name, number], |row| row.get(0)).optional()? {
                return refuse(name, UnitFault::NameOf(owner));
            }
        }
        if let Some(UnitId(successor)) = fields.successor {
            // UNION ends it where the file holds a circle already.
            let mut after = self.tx.prepare_cached(
                "WITH RECURSIVE after (id) AS (SELECT ?1 UNION
                   SELECT u.successor_id FROM after JOIN unit u ON u.id = after.id WHERE u.successor_id IS NOT NULL)
                 SELECT EXISTS (SELECT 1 FROM after WHERE id = ?2)",
            )?;
            if after.query_row([successor, number], |row| row.get(0))? {
                return refuse(&fields.name, UnitFault::Circle);
            }
        }
        let is_here = "SELECT deleted_at IS NOT NULL FROM unit WHERE id = ?1";
        let was_out: Option<bool> = self.tx.query_row(is_here, [number], |row| row.get(0)).optional()?;
        let id = match was_out {
            Some(_) => number,
            None => people::insert_unit(self.tx, unit, &fields.name)?,
        };
        self.tx
            .prepare_cached(
                "UPDATE unit SET name = ?2, kind = ?3, valid_from = ?4, valid_to = ?5, successor_id = ?6,
                        deleted_at = NULL, rev = rev + 1 WHERE id = ?1",
            )?
            .execute(params![
                id,
                fields.name,
                fields.kind,
                fields.valid_from.map(Col),
                fields.valid_to.map(Col),
                fields.successor.map(|successor| successor.0)
            ])?;
        kept::fold(self.tx, "unit", "id", id)?;
        self.tx.prepare_cached("DELETE FROM unit_name WHERE unit_id = ?1")?.execute([id])?;
        fields.names.iter().try_for_each(|name| people::name_unit(self.tx, id, name))?;
        if unit.is_some() && was_out != Some(false) {
            // It had gone into another unit: what letters print as one of its names is its own again.
            self.tx
                .prepare_cached(
                    "UPDATE assignment SET unit_id = ?1 WHERE unit_id <> ?1
                       AND fold(printed) IN (SELECT name_folded FROM unit_name WHERE unit_id = ?1)",
                )?
                .execute([id])?;
        }
        Ok(id)
    }

    /// What tasks or other units name stays: its number would lead nowhere.
    fn take_out_unit(&self, id: i64, old: Option<&UnitFields>) -> Result<i64, Fault> {
        let in_use = "SELECT EXISTS (SELECT 1 FROM assignment WHERE unit_id = ?1)
            OR EXISTS (SELECT 1 FROM reminder WHERE unit_id = ?1)
            OR EXISTS (SELECT 1 FROM unit WHERE successor_id = ?1 AND deleted_at IS NULL)";
        if self.tx.prepare_cached(in_use)?.query_row([id], |row| row.get(0))? {
            let name = old.map_or_else(String::new, |old| old.name.clone());
            return Err(Error::UnitRefused { name, why: UnitFault::InUse }.into());
        }
        self.tx
            .prepare_cached("UPDATE unit SET deleted_at = ?2, rev = rev + 1 WHERE id = ?1")?
            .execute(params![id, Col(self.now)])?;
        Ok(id)
    }
}

/// Names are compared whole, so no blank at an end makes two of one.
fn clean_name(name: &str) -> String {
    clean_line(name).trim().to_owned()
}

fn cleaned_unit(mut fields: UnitFields) -> Result<UnitFields> {
    fields.name = clean_name(&fields.name);
    clean_option(&mut fields.kind, clean_name);
    for on in [fields.valid_from, fields.valid_to].into_iter().flatten() {
        check_day(on)?;
    }
    fields.names = fields.names.iter().map(|name| clean_name(name)).filter(|name| !name.is_empty()).collect();
    let is_over = fields.valid_from.zip(fields.valid_to).is_some_and(|(from, to)| to < from);
    if fields.name.is_empty() || is_over {
        return Err(Error::Usage(if is_over { "valid_to" } else { "name" }.into()));
    }
    Ok(fields.with_names_settled())
}

fn cleaned_day(day: Day) -> Day {
    Day { name: clean_name(&day.name), source: clean_name(&day.source), ..day }
}

/// The office's own day stands.
pub(super) fn put_day(conn: &Connection, day: &Day) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT INTO day VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")?
        .execute(params![Col(day.on), Col(day.kind), day.name, day.source, day.verified])
        .map(drop)
}

/// The office's own setting stands.
pub(super) fn put_setting(conn: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute([name, value])
        .map(drop)
}
