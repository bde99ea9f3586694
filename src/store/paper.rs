//! What papers are made from: the same rows and figures that screens and commands show.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::fault::At;
use super::stats::Register;
use super::value::{Col, opt};
use super::{Store, find};
use crate::domain::change::Actor;
use crate::domain::paper::{Matter, Paper, Printed, Tasks, Wanted};
use crate::domain::query::{AgendaGroup, From, Lead, TaskFilter, TaskRow, agenda_group};
use crate::domain::stats::{Stats, StatsQuery};
use crate::domain::time::Now;
use crate::domain::{TaskId, UnitId};
use crate::error::Result;
use crate::text;

/// Directives of one list: more than any office has.
const MOST: usize = 1_000_000;

impl Store {
    /// Reads all that a paper is made from.
    ///
    /// Errors: of a reminder's unit those of [`find::only`], with the names of each.
    pub fn matter(&self, wanted: &Wanted, actor: &Actor, now: Now) -> Result<Matter> {
        let settings = self.settings()?;
        let rolls_up = wanted.rolls_up.unwrap_or(settings.rolls_up);
        let query = StatsQuery { rolls_up, ..wanted.stats.clone() };
        let unit = match &wanted.unit {
            Some(name) if wanted.paper == Paper::Reminder => Some(self.unit_today(name, query.rolls_up)?),
            _ => None,
        };
        let mut rows = match (&wanted.tasks, &unit) {
            (_, Some((id, _))) => self.pressing(Lead { unit: Some(*id), rolls_up: query.rolls_up }, now)?,
            (Tasks::Filtered(filters), None) => self.tasks_of_any(filters, now)?,
            (Tasks::Listed(view), None) => {
                let board = self.board(view, &From::Start, MOST, now.today())?;
                let lists = board.rows.iter().map(|row| self.checklist(row.id()));
                lists.collect::<Result<Vec<_>>>()?.concat()
            }
            (Tasks::Agenda(view), None) => {
                let page = self.agenda(view, &From::Start, MOST, now.today())?;
                page.lines.into_iter().filter_map(|line| line.task.map(|task| *task)).collect()
            }
            (Tasks::These(ids), None) => {
                let mut rows = self.tasks_of(ids)?;
                rows.sort_by_key(by_due);
                rows
            }
        };
        rows.retain(|row| !row.is_rule);
        let has_figures = matches!(wanted.paper, Paper::Briefing | Paper::Summary);
        let person = self.person(&actor.login)?.map(|person| person.fields.name);
        Ok(Matter {
            paper: wanted.paper,
            calendar: self.calendar()?,
            tasks: self.read(|conn| rows.into_iter().map(|row| printed(conn, row)).collect())?,
            stats: if has_figures { self.stats(&query, now)? } else { Stats::default() },
            query,
            unit: unit.map(|(_, name)| name),
            made_by: person.unwrap_or_else(|| actor.login.clone()),
            settings,
            now,
        })
    }

    /// The tasks of any of the filters, each once, by due date.
    pub fn tasks_of_any(&self, filters: &[TaskFilter], now: Now) -> Result<Vec<TaskRow>> {
        let rows = filters.iter().map(|filter| self.tasks(filter, now)).collect::<Result<Vec<_>>>()?;
        let mut rows = rows.concat();
        if let [first, _, ..] = filters {
            rows.sort_by_key(by_due);
            rows.truncate(first.limit.unwrap_or(usize::MAX));
        }
        Ok(rows)
    }

    /// Open tasks that a unit leads and that are late or due soon.
    fn pressing(&self, lead: Lead, now: Now) -> Result<Vec<TaskRow>> {
        let mut rows = self.tasks(&TaskFilter { lead: Some(lead), ..TaskFilter::default() }, now)?;
        let soon = self.calendar()?.soon();
        let presses = |row: &TaskRow| {
            let group = agenda_group(row.due_on, None, now.today(), soon);
            matches!(group, AgendaGroup::Late | AgendaGroup::Today | AgendaGroup::Soon)
        };
        rows.retain(presses);
        Ok(rows)
    }

    /// The unit with this name, which may be any of its spellings or part of one; or who took over from it.
    fn unit_today(&self, name: &str, rolls_up: bool) -> Result<(UnitId, String)> {
        let register = self.read(|conn| Register::read(conn, rolls_up))?;
        let found = units(&self.conn, name, &register).at(&self.path)?;
        find::only(found, name.to_owned(), |(_, name)| name.clone())
    }
}

fn by_due(row: &TaskRow) -> (bool, Option<NaiveDate>, TaskId) {
    (row.due_on.is_none(), row.due_on, row.id)
}

fn units(conn: &Connection, name: &str, register: &Register) -> rusqlite::Result<Vec<(UnitId, String)>> {
    let folded = text::fold(&text::clean_line(name));
    for named in ["n.name_folded = ?1", "instr(' ' || n.name_folded || ' ', ' ' || ?1 || ' ') > 0"] {
        let mut units = conn.prepare_cached(&format!(
            "SELECT DISTINCT n.unit_id FROM unit_name n JOIN unit u ON u.id = n.unit_id
             WHERE u.deleted_at IS NULL AND {named}"
        ))?;
        let units = units.query_map([&folded], |row| row.get(0))?;
        let mut found =
            units.map(|id| Ok(register.counts_as(id?))).collect::<rusqlite::Result<Vec<i64>>>()?;
        found.sort_unstable();
        found.dedup();
        if !found.is_empty() {
            return Ok(found.into_iter().map(|id| (UnitId(id), register.row(id).1)).collect());
        }
    }
    Ok(Vec::new())
}

fn printed(conn: &Connection, row: TaskRow) -> rusqlite::Result<Printed> {
    let mut head = conn.prepare_cached(
        "SELECT kind, subject, issuer, issued_on, received_on, inbound_number,
           (SELECT json_group_array(a.printed ORDER BY a.position) FROM assignment a
            WHERE a.task_id = ?2 AND a.role = 'support' AND a.deleted_at IS NULL),
           (SELECT at FROM journal WHERE directive_id = ?1 ORDER BY seq LIMIT 1), iif(urgency < 3, 0, min(max(n_total, 1), 2))
         FROM directive WHERE id = ?1",
    )?;
    head.query_row(params![row.directive.0, row.id.0], |head| {
        let supports: String = head.get(6)?;
        Ok(Printed {
            kind: head.get::<_, String>(0)?.into(),
            subject: head.get(1)?,
            issuer: head.get(2)?,
            issued_on: opt(head.get(3)?),
            received_on: opt(head.get(4)?),
            inbound_number: head.get(5)?,
            entered_on: head.get::<_, Option<Col<Now>>>(7)?.map(|at| at.0.today()),
            entry_days: head.get(8)?,
            supports: serde_json::from_str(&supports).unwrap_or_default(),
            row: row.clone(),
        })
    })
}
