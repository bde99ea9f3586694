//! What is kept beside the records because it follows from them: folded text, effective deadlines, the
//! place of a directive in view 1, its counts, and the counters that do not grow with the data.
//!
//! Each is defined once: folded text by [`FOLDED`], the rest by the views `kept_…` of the schema. What
//! changes a directive calls [`take_out`] before and [`put_in`] after; `check` compares everything with
//! the same definitions. Nothing here depends on today.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, params};
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use sha2::{Digest, Sha256};

use super::find;
use super::search::{DIRECTIVE_WORDS, TASK_WORDS};
use crate::domain::deadline::Rule;
use crate::text;

/// Stands for the whole office among the people.
pub(super) const OFFICE: i64 = 0;

/// Table, kept column, and the expression it equals.
const FOLDED: [(&str, &str, &str); 12] = [
    ("directive", "reference_folded", "fold_reference(reference)"),
    ("directive", "reference_key", "ifnull(sort_key(reference), '~')"),
    ("directive", "follower_key", "ifnull((SELECT p.sort_key FROM person p WHERE p.id = follower_id), '~')"),
    ("directive", "issuer_folded", "fold(ifnull(issuer, ''))"),
    ("directive", "sort_key", "sort_key(subject)"),
    ("directive", "original_sha256", "sha256(original)"),
    ("task", "item_folded", "fold(item)"),
    ("citation", "reference_folded", "fold_reference(reference)"),
    ("unit", "sort_key", "sort_key(name)"),
    ("unit_name", "name_folded", "fold(name)"),
    ("person", "name_folded", "fold(name)"),
    ("person", "sort_key", "person_key(name)"),
];

const DIRECTIVE: &str = "due_key, next_official_on, next_at, report_on, n_done, n_total";
const TASK: &str = "due_on, due_at, due_unverified, is_rule, who_id";

/// The expressions of [`FOLDED`], and the cleaning of text. They are used in queries alone, never in the
/// schema, so that other tools can still write the file.
pub(super) fn add_functions(conn: &Connection) -> rusqlite::Result<()> {
    type OfText = fn(&str) -> String;
    let functions: [(&str, OfText); 7] = [
        ("fold", text::fold),
        ("fold_reference", find::fold_reference),
        ("sort_key", text::sort_key),
        ("person_key", text::person_key),
        ("sha256", sha256),
        ("clean_text", text::clean_text),
        ("article", article),
    ];
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    for (name, function) in functions {
        let call = move |context: &Context<'_>| {
            let text = context.get_raw(0).as_str_or_null()?;
            Ok::<_, rusqlite::Error>(text.map(function))
        };
        conn.create_scalar_function(name, 1, flags, call)?;
    }
    conn.create_scalar_function("indexed", 3, flags, |context| {
        let text = |at| Ok::<_, rusqlite::Error>(context.get_raw(at).as_str_or_null()?.unwrap_or_default());
        Ok(text::find::indexed(text(0)?, text(1)?, text(2)?))
    })
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The article behind the rule of this name.
fn article(rule: &str) -> String {
    Rule::deserialize(StrDeserializer::<Error>::new(rule)).map_or("", Rule::article).to_owned()
}

/// Fills the folded columns of new rows: those whose column `of` is `id`.
pub(super) fn fold(conn: &Connection, table: &str, of: &str, id: i64) -> rusqlite::Result<()> {
    let of_table = FOLDED.iter().filter(|(of_table, ..)| *of_table == table);
    let sets: Vec<_> = of_table.map(|(_, column, expression)| format!("{column} = {expression}")).collect();
    let sql = format!("UPDATE {table} SET {} WHERE {of} = ?1", sets.join(", "));
    conn.prepare_cached(&sql)?.execute([id]).map(drop)
}

/// Fills everything kept about a directive whose rows were written just now, for the first time or again.
pub(super) fn enter(conn: &Connection, directive: i64) -> rusqlite::Result<()> {
    fill(conn, directive)?;
    index(conn, [directive; 2])
}

/// The same without its words: what adds many directives calls [`index`] once for all of them.
pub(super) fn fill(conn: &Connection, directive: i64) -> rusqlite::Result<()> {
    for (table, of) in [("directive", "id"), ("task", "directive_id"), ("citation", "directive_id")] {
        fold(conn, table, of, directive)?;
    }
    put_in(conn, directive)
}

/// Enters the words of directives from one to another, inclusive, of their tasks and letters into the index
/// anew. To be called after a change of anything a record is found by ([`DIRECTIVE_WORDS`],
/// [`TASK_WORDS`], references, subjects, titles), of what is in the trash, and of the order of tasks.
///
/// The index writes out what it has gathered before each further statement of a transaction, and merges
/// such pieces again and again; so many directives are one statement.
pub(super) fn index(conn: &Connection, [first, last]: [i64; 2]) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM record_text WHERE rowid BETWEEN ?1 << 16 AND (?2 << 16) + 65535")?
        .execute([first, last])?;
    conn.prepare_cached("DELETE FROM letter_text WHERE rowid BETWEEN ?1 AND ?2")?.execute([first, last])?;
    for sql in [
        // In ascending order, which the index takes in at once.
        format!(
            "INSERT INTO record_text (rowid, words)
             SELECT (d.id << 16) + 65534 - t.position, indexed(d.reference, t.title, {TASK_WORDS})
             FROM task t JOIN directive d ON d.id = t.directive_id
               LEFT JOIN person p ON p.id = ifnull(t.follower_id, d.follower_id)
             WHERE t.directive_id BETWEEN ?1 AND ?2 AND d.deleted_at IS NULL AND t.deleted_at IS NULL
             ORDER BY t.directive_id, t.position DESC"
        ),
        format!(
            "INSERT INTO record_text (rowid, words)
             SELECT (d.id << 16) + 65535, indexed(d.reference, d.subject, {DIRECTIVE_WORDS})
             FROM directive d LEFT JOIN person p ON p.id = d.follower_id
             WHERE d.id BETWEEN ?1 AND ?2 AND d.deleted_at IS NULL ORDER BY d.id"
        ),
        "INSERT INTO letter_text (rowid, words) SELECT id, indexed(NULL, NULL, original) FROM directive
         WHERE id BETWEEN ?1 AND ?2 AND deleted_at IS NULL ORDER BY id"
            .to_owned(),
    ] {
        conn.prepare_cached(&sql)?.execute([first, last])?;
    }
    Ok(())
}

/// Takes a directive's share out of the lists and counters, before it changes.
pub(super) fn take_out(conn: &Connection, directive: i64) -> rusqlite::Result<()> {
    count(conn, directive, -1)?;
    conn.prepare_cached(
        "DELETE FROM day_count WHERE n = 0 AND (person_id, agenda_on, due_on) IN
           (SELECT person_id, agenda_on, due_on FROM kept_count WHERE directive_id = ?1)",
    )?
    .execute([directive])?;
    conn.prepare_cached(
        "DELETE FROM listing WHERE (person_id, due_key, urgency, directive_id) IN
           (SELECT person_id, due_key, urgency, directive_id FROM kept_listing WHERE directive_id = ?1)",
    )?
    .execute([directive])
    .map(drop)
}

/// Derives a directive's kept columns again, and puts its share into the lists and counters.
pub(super) fn put_in(conn: &Connection, directive: i64) -> rusqlite::Result<()> {
    // The number is bound in the view of directives too: a view that groups is else made for all of them.
    for sql in [
        format!(
            "UPDATE task SET ({TASK}) = (SELECT {TASK} FROM kept_task k WHERE k.id = task.id)
             WHERE directive_id = ?1 AND ({TASK}) IS NOT (SELECT {TASK} FROM kept_task k WHERE k.id = task.id)"
        ),
        format!(
            "UPDATE directive SET ({DIRECTIVE}) = (SELECT {DIRECTIVE} FROM kept_directive WHERE id = ?1)
             WHERE id = ?1"
        ),
    ] {
        conn.prepare_cached(&sql)?.execute([directive])?;
    }
    conn.prepare_cached(
        "INSERT INTO listing SELECT person_id, due_key, urgency, directive_id
         FROM kept_listing WHERE directive_id = ?1",
    )?
    .execute([directive])?;
    count(conn, directive, 1)
}

/// Adds a directive to the counters `times` over.
fn count(conn: &Connection, directive: i64, times: i64) -> rusqlite::Result<()> {
    for sql in [
        "INSERT INTO tally SELECT person_id, ?2, ?2 * (due_key <> '~2') FROM kept_listing WHERE directive_id = ?1
         ON CONFLICT DO UPDATE SET n_total = n_total + excluded.n_total, n_open = n_open + excluded.n_open",
        "INSERT INTO day_count SELECT person_id, agenda_on, due_on, ?2 * count(*), ?2 * sum(is_report)
         FROM kept_count WHERE directive_id = ?1 GROUP BY person_id, agenda_on, due_on
         ON CONFLICT DO UPDATE SET n = n + excluded.n, n_reports = n_reports + excluded.n_reports",
    ] {
        conn.prepare_cached(sql)?.execute(params![directive, times])?;
    }
    Ok(())
}

/// Where what is kept differs from its definition.
pub(super) fn differences(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut wrong = Vec::new();
    let mut rows = |fact: &str, sql: &str| -> rusqlite::Result<()> {
        let mut ids = conn.prepare(sql)?;
        for id in ids.query_map([], |row| row.get::<_, Option<i64>>(0))? {
            wrong.push(id?.map_or(fact.to_owned(), |id| format!("{fact} {id}")));
        }
        Ok(())
    };
    for (table, column, expression) in FOLDED {
        let sql = format!("SELECT id FROM {table} WHERE {column} IS NOT {expression}");
        rows(&format!("{table}.{column}"), &sql)?;
    }
    for (table, columns) in [("directive", DIRECTIVE), ("task", TASK)] {
        let sql = format!(
            "SELECT id FROM (SELECT id, {columns} FROM {table} EXCEPT SELECT id, {columns} FROM kept_{table})"
        );
        rows(&format!("{table} ({columns})"), &sql)?;
    }
    for (table, derived) in [
        ("listing", "SELECT person_id, due_key, urgency, directive_id FROM kept_listing"),
        (
            "tally",
            "SELECT person_id, count(*), count(*) FILTER (WHERE due_key <> '~2') FROM kept_listing GROUP BY 1",
        ),
        (
            "day_count",
            "SELECT person_id, agenda_on, due_on, count(*), sum(is_report) FROM kept_count GROUP BY 1, 2, 3",
        ),
        ("letter_text", "SELECT id FROM directive WHERE deleted_at IS NULL"),
        (
            "record_text",
            "SELECT * FROM (SELECT (id << 16) + 65535 FROM directive WHERE deleted_at IS NULL
             UNION ALL SELECT (d.id << 16) + 65534 - t.position FROM task t JOIN directive d ON d.id = t.directive_id
             WHERE d.deleted_at IS NULL AND t.deleted_at IS NULL)",
        ),
    ] {
        let stored = match table {
            "tally" => "SELECT * FROM tally WHERE n_total > 0".to_owned(),
            "letter_text" | "record_text" => format!("SELECT rowid FROM {table}"),
            _ => format!("SELECT * FROM {table}"),
        };
        let sql = format!(
            "SELECT NULL WHERE EXISTS ({stored} EXCEPT {derived}) OR EXISTS ({derived} EXCEPT {stored})"
        );
        rows(table, &sql)?;
    }
    Ok(wrong)
}
