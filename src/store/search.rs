//! Finding records by words: directives and tasks first, then the full text of letters.
//!
//! The index alone answers, in its own descending order, so that a page costs what it holds. Each rank
//! of a query is a question of its own; nothing is sorted.

use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::value::opt;
use crate::domain::query::{Found, Hit};
use crate::domain::{DirectiveId, TaskId};
use crate::error::Result;
use crate::text::find::{AllOf, Query, Token};

/// Rows of `record_text` for one directive, as powers of two.
const ROWS: i64 = 16;
/// The directive's own row, the last of them.
const OWN: i64 = (1 << ROWS) - 1;

/// What a task is found by besides reference and title, a line each.
pub(super) const TASK_WORDS: &str =
    "concat_ws(char(10), d.subject, t.text, t.progress_note, t.reply_document,
    (SELECT group_concat(a.printed, char(10) ORDER BY a.position) FROM assignment a
     WHERE a.task_id = t.id AND a.role IN ('lead', 'support') AND a.deleted_at IS NULL),
    t.item, p.name, p.login)";

/// What a directive is found by besides reference and subject, a line each.
pub(super) const DIRECTIVE_WORDS: &str = "concat_ws(char(10), d.handling_note, d.issuer, d.signer,
    (SELECT group_concat(value, char(10)) FROM json_each(d.addressees)), d.report_to, d.report_via,
    d.inbound_number, p.name, p.login)";

/// In the language of the index. The words hold letters and digits only, so nothing is to be escaped.
fn expression(all: &AllOf) -> String {
    let token = |token: &Token| format!("\"{}\"{}", token.text, if token.is_whole { "" } else { "*" });
    let any = |any: &Vec<Token>| format!("({})", any.iter().map(token).collect::<Vec<_>>().join(" OR "));
    all.iter().map(any).collect::<Vec<_>>().join(" AND ")
}

/// What `record_text` is asked for the words anywhere; `None` where nothing is.
pub(super) fn anywhere(typed: &str) -> Option<String> {
    let query = Query::new(typed);
    let [.., anywhere] = query.ranks();
    (!query.is_empty()).then(|| expression(&anywhere))
}

impl Store {
    /// Directives and tasks in which each word begins a word, best first, at most `limit`: first the
    /// reference itself, then a part of it, then the words side by side in the title, then the rest; of
    /// each what was entered last, a directive before its tasks. Not what is in the trash.
    ///
    /// `is_stale` is asked at each row; once it says so the search ends with what it has.
    pub fn search_records(&self, typed: &str, limit: usize, is_stale: &dyn Fn() -> bool) -> Result<Found> {
        let query = Query::new(typed);
        self.read(|conn| {
            let mut rows = Vec::new();
            for rank in query.ranks().iter().filter(|_| !query.is_empty()) {
                add(conn, "record_text", rank, limit, is_stale, &mut rows)?;
            }
            page(rows, limit, is_stale, |row| record(conn, row, &query))
        })
    }

    /// The same among the full texts of letters, what was entered last first.
    pub fn search_letters(&self, typed: &str, limit: usize, is_stale: &dyn Fn() -> bool) -> Result<Found> {
        let query = Query::new(typed);
        self.read(|conn| {
            let mut rows = Vec::new();
            let [.., anywhere] = query.ranks();
            if !query.is_empty() {
                add(conn, "letter_text", &anywhere, limit, is_stale, &mut rows)?;
            }
            page(rows, limit, is_stale, |row| letter(conn, row, &query))
        })
    }
}

/// Adds rows that are not there yet, until there is one more than `limit`.
fn add(
    conn: &Connection,
    table: &str,
    all: &AllOf,
    limit: usize,
    is_stale: &dyn Fn() -> bool,
    rows: &mut Vec<i64>,
) -> rusqlite::Result<()> {
    let sql = format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1 ORDER BY rowid DESC");
    let mut found = conn.prepare_cached(&sql)?;
    let mut found = found.query([expression(all)])?;
    while rows.len() <= limit && !is_stale() {
        let Some(row) = found.next()? else { break };
        let row = row.get(0)?;
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    Ok(())
}

fn page(
    rows: Vec<i64>,
    limit: usize,
    is_stale: &dyn Fn() -> bool,
    hit: impl Fn(i64) -> rusqlite::Result<Option<Hit>>,
) -> rusqlite::Result<Found> {
    let more = rows.len() > limit;
    let hits = rows.into_iter().take(limit).take_while(|_| !is_stale()).map(hit);
    Ok(Found { hits: hits.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?, more })
}

fn record(conn: &Connection, row: i64, query: &Query) -> rusqlite::Result<Option<Hit>> {
    let directive = row >> ROWS;
    let below = OWN - (row & OWN);
    // "?2 = 0": the directive itself.
    let sql = match below {
        0 => format!(
            "SELECT NULL, ifnull(d.reference, ''), '', d.subject, NULL, d.next_official_on, {DIRECTIVE_WORDS}
             FROM directive d LEFT JOIN person p ON p.id = d.follower_id WHERE d.id = ?1 AND ?2 = 0"
        ),
        _ => format!(
            "SELECT t.id, ifnull(d.reference, ''), t.item, t.title, t.state, t.due_on, {TASK_WORDS}
             FROM task t JOIN directive d ON d.id = t.directive_id
               LEFT JOIN person p ON p.id = ifnull(t.follower_id, d.follower_id)
             WHERE t.directive_id = ?1 AND t.position = ?2 - 1 AND t.deleted_at IS NULL"
        ),
    };
    let mut hit = conn.prepare_cached(&sql)?;
    let hit = hit.query_row([directive, below], |row| {
        let (reference, title, lines): (String, String, String) = (row.get(1)?, row.get(3)?, row.get(6)?);
        Ok(Hit {
            directive: DirectiveId(directive),
            task: row.get::<_, Option<i64>>(0)?.map(TaskId),
            passage: query.beyond(&[&reference, &title]).passage(&lines),
            reference,
            item: row.get(2)?,
            title,
            state: opt(row.get(4)?),
            due_on: opt(row.get(5)?),
        })
    });
    hit.optional()
}

fn letter(conn: &Connection, directive: i64, query: &Query) -> rusqlite::Result<Option<Hit>> {
    let mut hit = conn.prepare_cached(
        "SELECT ifnull(reference, ''), subject, next_official_on, original FROM directive WHERE id = ?1",
    )?;
    let hit = hit.query_row([directive], |row| {
        Ok(Hit {
            directive: DirectiveId(directive),
            task: None,
            reference: row.get(0)?,
            item: String::new(),
            title: row.get(1)?,
            passage: query.passage(row.get_ref(3)?.as_str()?),
            state: None,
            due_on: opt(row.get(2)?),
        })
    });
    hit.optional()
}
