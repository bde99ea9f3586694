//! What view 2 is narrowed to: a test of each task, and beforehand the few tasks that can pass it.
//!
//! Border: SQL for [`DirectiveFilter`]; the groups are walked by `agenda.rs`. A walk ends where it has found
//! enough, so a filter that many pass is cheap; one that few pass would be a walk through everything.

use chrono::{NaiveDate, TimeDelta};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Statement, params_from_iter};

use super::super::tasks::EXTENSIONS;
use crate::domain::query::{AgendaView, DirectiveFilter, RECENT, Scope, Stage};
use crate::text;

/// So many tasks are looked at beforehand …
const LOOKED_AT: i64 = 4_000;
/// … and so many of them are walked instead of an index.
const FEW: i64 = 1_000;

/// Of values besides those of a filter, which stand behind them: the unit ?7 and the few tasks ?8.
const OTHERS: usize = 6;

const OF_UNIT: &str = "SELECT a.task_id FROM assignment a
    WHERE a.unit_id IN (SELECT unit_id FROM unit_name WHERE name_folded = ?7) AND a.role IN ('lead', 'support')
      AND a.deleted_at IS NULL";

const PUT_OFF: &str =
    "SELECT r.task_id FROM deadline r WHERE r.replaced_at IS NOT NULL AND r.undone_at IS NULL";

const REPORTED: &str = "SELECT id FROM task WHERE state = 'reported'";

/// A filter taken apart.
pub(super) struct Narrow {
    /// Whose tasks are walked.
    pub(super) who: i64,
    /// " AND …" about a task `t` of a directive `d`; empty where nothing narrows.
    pub(super) tests: String,
    unit: Value,
    /// All tasks that pass, as JSON, where they are few.
    pub(super) few: Option<String>,
}

impl Narrow {
    pub(super) fn new(
        conn: &Connection,
        view: &AgendaView,
        who: i64,
        today: NaiveDate,
    ) -> rusqlite::Result<Self> {
        let DirectiveFilter { stage, unit, person, urgency, due_by } = &view.filter;
        let (mut narrow, mut sets) =
            (Self { who, tests: String::new(), unit: Value::Null, few: None }, Vec::new());
        let recent = today.checked_sub_signed(TimeDelta::days(RECENT)).unwrap_or(today);
        match stage {
            Some(Stage::Extended) => {
                narrow.test(&format!("t.id IN ({PUT_OFF}) AND {EXTENSIONS} > 0"));
                sets.push(PUT_OFF.to_owned());
            }
            Some(Stage::Reported) => {
                narrow.test("t.state = 'reported'");
                sets.push(REPORTED.to_owned());
            }
            _ => {}
        }
        if let Some(day) = due_by {
            narrow.test(&format!("t.agenda_on <= '{day}'"));
            sets.push(format!(
                "SELECT id FROM task WHERE stage = 'open' AND agenda_sort < '{day} ~'
                 UNION ALL SELECT id FROM task WHERE done_on >= '{recent}'"
            ));
        }
        if let Some(urgency) = *urgency {
            let urgency = urgency as i64;
            narrow.test(&format!("d.urgency = {urgency}"));
            sets.push(format!(
                "SELECT t.id FROM directive d CROSS JOIN task t ON t.directive_id = d.id WHERE d.urgency = {urgency}"
            ));
        }
        if let Some(unit) = unit {
            narrow.test(&format!("t.id IN ({OF_UNIT})"));
            narrow.unit = Value::Text(text::fold(unit));
            sets.push(OF_UNIT.to_owned());
        }
        if let Some(login) = person {
            let mut id = conn.prepare_cached("SELECT id FROM person WHERE login = ?1")?;
            let id = id.query_row([text::clean_line(login)], |row| row.get(0)).optional()?.unwrap_or(-1);
            match view.scope {
                Scope::Office => narrow.who = id,
                Scope::Mine(_) => narrow.test(&format!("t.who_id = {id}")),
            }
        }
        for set in sets {
            if narrow.few.is_none() && narrow.count(conn, &set)? <= LOOKED_AT {
                narrow.few = narrow.gather(conn, &set, recent)?;
            }
        }
        Ok(narrow)
    }

    fn test(&mut self, sql: &str) {
        self.tests += &format!(" AND {sql}");
    }

    fn count(&self, conn: &Connection, set: &str) -> rusqlite::Result<i64> {
        let mut count = conn.prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT 1 FROM ({set}) LIMIT {})",
            LOOKED_AT + 1
        ))?;
        let values = self.values(&count, &[]);
        count.query_row(params_from_iter(values), |row| row.get(0))
    }

    /// Those of a set that pass; `None` where they are not few.
    fn gather(&self, conn: &Connection, set: &str, recent: NaiveDate) -> rusqlite::Result<Option<String>> {
        let mut few = conn.prepare_cached(&format!(
            "SELECT count(*), json_group_array(t.id) FROM task t NOT INDEXED CROSS JOIN directive d ON d.id = t.directive_id
             WHERE t.id IN ({set}) AND (t.stage = 'open' OR t.done_on >= '{recent}') AND t.deleted_at IS NULL
               AND NOT t.is_rule AND d.deleted_at IS NULL{}",
            self.tests
        ))?;
        let values = self.values(&few, &[]);
        let (n, few): (i64, String) =
            few.query_row(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((n <= FEW).then_some(few))
    }

    /// The values of a statement, behind its own.
    pub(super) fn values(&self, of: &Statement<'_>, own: &[Value]) -> Vec<Value> {
        let own = own.iter().cloned().chain(std::iter::repeat(Value::Null)).take(OTHERS);
        let few = self.few.clone().map_or(Value::Null, Value::Text);
        own.chain([self.unit.clone(), few]).take(of.parameter_count()).collect()
    }
}
