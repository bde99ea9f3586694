//! `dondoc directives`: every directive, in the order of the first screen.
//!
//! JSON: an array of `{reference, issued_on, subject, urgency, n_done, n_total, next_on,
//! next_official_on, countdown_text}`.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::context::Context;
use super::out::Out;
use super::table::{self, Column};
use super::task::ROOMY;
use crate::domain::calendar::Calendar;
use crate::domain::countdown;
use crate::domain::query::{DirectiveRow, From, Scope};
use crate::error::Result;
use crate::i18n::Lang;

/// More directives than any office has; small enough for SQL's signed numbers.
const ALL: usize = i32::MAX as usize;

pub fn run(context: &Context, out: &mut Out, json: bool) -> Result<u8> {
    let today = context.now.today();
    let store = context.look(out)?;
    let board = store.board(Scope::Office, &From::Start, ALL, today)?;
    let calendar = store.calendar()?;
    let left = |row: &DirectiveRow| left(context.lang, row, today, &calendar);
    if json {
        out.json(&Value::Array(board.rows.iter().map(|row| object(row, left(row))).collect()));
    } else if board.rows.is_empty() {
        out.line(&context.lang.cli_no_directives());
    } else {
        print(out, context.lang, &board.rows, left);
        out.line(&context.lang.cli_n_directives(board.rows.len(), board.n_open));
    }
    Ok(0)
}

fn left(lang: Lang, row: &DirectiveRow, today: NaiveDate, calendar: &Calendar) -> String {
    match row.next_on {
        Some(next) => {
            let left = lang.countdown_short(&countdown::to_day(today, next, calendar));
            if row.is_internal() { lang.cli_internal_left(&left) } else { left }
        }
        None if row.is_finished() => lang.cli_all_done(),
        None => String::new(),
    }
}

fn object(row: &DirectiveRow, left: String) -> Value {
    json!({
        "reference": row.reference,
        "issued_on": row.issued_on,
        "subject": row.subject,
        "urgency": row.urgency,
        "n_done": row.n_done,
        "n_total": row.n_total,
        "next_on": row.next_on,
        "next_official_on": row.next_official_on,
        "countdown_text": left,
    })
}

fn print(out: &mut Out, lang: Lang, rows: &[DirectiveRow], left: impl Fn(&DirectiveRow) -> String) {
    let is_narrow = out.width < ROOMY;
    let columns = [
        Column::new(lang.cli_heading_reference(), 24),
        Column::new(lang.cli_heading_issued(), 10),
        Column::giving(lang.cli_heading_subject()),
        Column::new(lang.cli_heading_done(), 7),
        Column::new(lang.cli_heading_due(), 28),
        Column::new(lang.cli_heading_left(), 20),
    ];
    let cells = |row: &DirectiveRow| {
        let due = match (row.next_on, row.next_official_on) {
            (Some(_), Some(official)) if is_narrow => lang.cli_date(official),
            (Some(next), Some(official)) if official != next => lang.cli_internal_then(next, official),
            (Some(next), _) => lang.cli_date(next),
            (None, _) if row.is_finished() => String::new(),
            (None, _) => lang.cli_no_deadline(),
        };
        vec![
            row.reference.clone(),
            row.issued_on.map(|on| lang.cli_date(on)).unwrap_or_default(),
            row.subject.clone(),
            format!("{}/{}", row.n_done, row.n_total),
            due,
            left(row),
        ]
    };
    table::print(out, 0, &columns, &rows.iter().map(cells).collect::<Vec<_>>());
}
