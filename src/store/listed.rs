//! A view of directives as SQL: which kept list is walked, in which order, and what each row must have.
//!
//! Border: makes the pieces of queries; the windows themselves are `board.rs`. Nothing is sorted: each
//! order has an index, and a filter is a range of it or a test at each row.

use chrono::{Days, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::kept::OFFICE;
use super::tasks::EXTENSIONS;
use super::{board, office};
use crate::domain::query::{DirectiveFilter, Sort, Stage, View};
use crate::text;

/// Tasks of a unit beyond which they are looked for at each row instead of all beforehand.
const MANY: i64 = 2_000;

/// Values of the tests stand behind those of the place.
pub(super) const FIRST_VALUE: usize = 5;

/// A task of the row's directive that is late.
const LATE: &str = "EXISTS (SELECT 1 FROM task t WHERE t.directive_id = l.directive_id AND +t.stage = 'open'
    AND t.due_on < {} AND t.deleted_at IS NULL AND NOT t.is_rule)";

const NO_REPLY: &str =
    "EXISTS (SELECT 1 FROM task t WHERE t.directive_id = l.directive_id AND t.state = 'done'
    AND t.reply_document IS NULL AND t.deleted_at IS NULL)";

const REPORTED: &str =
    "EXISTS (SELECT 1 FROM task t WHERE t.directive_id = l.directive_id AND t.state = 'reported'
    AND t.deleted_at IS NULL)";

const UNIT_OF_FEW: &str = "l.directive_id IN (SELECT t.directive_id FROM assignment a JOIN task t ON t.id = a.task_id
    WHERE a.unit_id IN (SELECT unit_id FROM unit_name WHERE name_folded = {}) AND a.role IN ('lead', 'support')
      AND a.deleted_at IS NULL AND t.deleted_at IS NULL)";

const UNIT_OF_MANY: &str = "EXISTS (SELECT 1 FROM task t CROSS JOIN assignment a ON a.task_id = t.id
    WHERE t.directive_id = l.directive_id AND +a.unit_id IN (SELECT unit_id FROM unit_name WHERE name_folded = {})
      AND +a.role IN ('lead', 'support') AND a.deleted_at IS NULL AND t.deleted_at IS NULL)";

const PERSON: &str = "EXISTS (SELECT 1 FROM listing p
    WHERE p.person_id = {} AND p.directive_id = l.directive_id)";

/// A view taken apart.
pub(super) struct Listed {
    sort: Sort,
    /// Whose part of `listing` is walked; its rows are `l`.
    pub(super) who: i64,
    /// The next dates that can be listed, as keys: from, inclusive, and to, exclusive.
    pub(super) low: Option<String>,
    pub(super) high: Option<String>,
    tests: Vec<String>,
    pub(super) values: Vec<Value>,
}

impl Listed {
    pub(super) fn new(conn: &Connection, view: &View, today: NaiveDate) -> rusqlite::Result<Self> {
        let who = board::person(view.scope);
        let (low, high) = (None, None);
        let mut listed = Self { sort: view.sort, who, low, high, tests: Vec::new(), values: Vec::new() };
        let DirectiveFilter { stage, unit, person, urgency, due_by } = &view.filter;
        if let Some(stage) = stage {
            let soon = office::soon_days(conn)? as u64;
            listed.stage(*stage, today, soon);
        }
        if let Some(day) = due_by {
            let high = after(*day, 1);
            listed.high = Some(listed.high.take().map_or(high.clone(), |other| other.min(high)));
        }
        if let Some(urgency) = urgency {
            listed.test("l.urgency = {}", Value::Integer(*urgency as i64));
        }
        if let Some(login) = person {
            let mut id = conn.prepare_cached("SELECT id FROM person WHERE login = ?1")?;
            let id = id.query_row([text::clean_line(login)], |row| row.get(0)).optional()?;
            // Of nobody there is no list.
            listed.person(id.unwrap_or(-1));
        }
        if let Some(unit) = unit {
            let unit = text::fold(unit);
            let mut parts = conn.prepare_cached(
                "SELECT count(*) FROM (SELECT 1 FROM assignment
                   WHERE unit_id IN (SELECT unit_id FROM unit_name WHERE name_folded = ?1) LIMIT ?2)",
            )?;
            let n: i64 = parts.query_row((&unit, MANY), |row| row.get(0))?;
            listed.test(if n < MANY { UNIT_OF_FEW } else { UNIT_OF_MANY }, Value::Text(unit));
        }
        Ok(listed)
    }

    fn stage(&mut self, stage: Stage, today: NaiveDate, soon: u64) {
        let key = |key: &str| Some(key.to_owned());
        // A task is not due before its directive's next date, which narrows what is late.
        (self.low, self.high) = match stage {
            Stage::Late => (None, Some(today.to_string())),
            Stage::Soon => (Some(today.to_string()), Some(after(today, soon + 1))),
            Stage::Undated => (key("~1"), key("~2")),
            Stage::Open => (None, key("~2")),
            Stage::Finished => (key("~2"), None),
            Stage::NoReply | Stage::Extended | Stage::Reported => (None, None),
        };
        match stage {
            Stage::Late => self.test(LATE, Value::Text(today.to_string())),
            Stage::NoReply => self.tests.push(NO_REPLY.to_owned()),
            // Few deadlines are put off, so they are where the search begins.
            Stage::Extended => self.tests.push(format!(
                "l.directive_id IN (SELECT t.directive_id FROM deadline r JOIN task t ON t.id = r.task_id
                   WHERE r.replaced_at IS NOT NULL AND r.undone_at IS NULL AND t.deleted_at IS NULL
                     AND {EXTENSIONS} > 0)"
            )),
            Stage::Reported => self.tests.push(REPORTED.to_owned()),
            Stage::Soon | Stage::Undated | Stage::Open | Stage::Finished => {}
        }
    }

    /// Who follows has a list of their own.
    fn person(&mut self, id: i64) {
        match self.who {
            OFFICE => self.who = id,
            _ => self.test(PERSON, Value::Integer(id)),
        }
    }

    fn test(&mut self, sql: &str, value: Value) {
        self.tests.push(sql.replace("{}", &format!("?{}", FIRST_VALUE + self.values.len())));
        self.values.push(value);
    }

    /// The column of `directive` an order goes by; by next date `listing` itself is in order.
    fn column(&self) -> Option<&'static str> {
        match self.sort {
            Sort::Due => None,
            Sort::Issued => Some("issued_key"),
            Sort::Reference => Some("reference_key"),
            Sort::Subject => Some("sort_key"),
            Sort::Follower => Some("follower_key"),
        }
    }

    /// The two columns of a directive `d` that are its key with its number.
    pub(super) fn key(&self) -> (&'static str, &'static str) {
        match self.column() {
            None => ("d.due_key", "d.urgency"),
            Some(column) => (column, "0"),
        }
    }

    /// The outer table gives the order; CROSS JOIN keeps it outside. Where only keys are asked for by
    /// next date, the directives themselves are not looked at.
    pub(super) fn from(&self, with_directives: bool) -> &'static str {
        match (self.sort, with_directives) {
            (Sort::Due, true) => "listing l CROSS JOIN directive d ON d.id = l.directive_id",
            (Sort::Due, false) => "listing l",
            _ => "directive d CROSS JOIN listing l ON l.directive_id = d.id",
        }
    }

    /// Whose rows, their place against ?2 to ?4 (`compare`), and the tests. ?1 is [`Self::who`].
    pub(super) fn wheres(&self, compare: &str) -> String {
        let place = match self.column() {
            None => format!("(l.due_key, l.urgency, l.directive_id) {compare} (?2, ?3, ?4)"),
            Some(column) => format!("(d.{column}, d.id) {compare} (?2, ?4)"),
        };
        // The index has one bound on each side: that of the place, which is within the other.
        let (low, high) = if compare.starts_with('>') { ("+", "") } else { ("", "+") };
        let low = self.low.iter().map(|key| format!("{low}l.due_key >= '{key}'"));
        let high = self.high.iter().map(|key| format!("{high}l.due_key < '{key}'"));
        let mut wheres = vec!["l.person_id = ?1".to_owned(), place];
        wheres.extend(low.chain(high).chain(self.tests.iter().cloned()));
        wheres.join(" AND ")
    }

    pub(super) fn order(&self, direction: &str) -> String {
        match self.column() {
            None => format!("l.due_key {direction}, l.urgency {direction}, l.directive_id {direction}"),
            Some(column) => format!("d.{column} {direction}, d.id {direction}"),
        }
    }

    pub(super) fn is_by_due(&self) -> bool {
        self.sort == Sort::Due
    }
}

/// So many days later, as a key.
fn after(day: NaiveDate, days: u64) -> String {
    day.checked_add_days(Days::new(days)).map_or("~".to_owned(), |day| day.to_string())
}
