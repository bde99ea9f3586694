//! `dondoc directives`: every directive, in the order of the first screen.
//!
//! JSON: an array of the keys of `domain::query::DirectiveRow`, with `countdown_text`.

use chrono::NaiveDate;
use serde_json::json;

use super::context::Context;
use super::out::{Out, with};
use super::table::{self, Column};
use super::task::ROOMY;
use crate::domain::calendar::Calendar;
use crate::domain::countdown;
use crate::domain::query::{DirectiveRow, From, Scope, View};
use crate::domain::standing::Standing;
use crate::error::Result;
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;

/// More directives than any office has; small enough for SQL's signed numbers.
const ALL: usize = i32::MAX as usize;

pub fn run(context: &Context, out: &mut Out, json: bool) -> Result<()> {
    let lang = context.lang;
    let store = context.look(out)?;
    let board = store.board(&View::of(Scope::Office), &From::Start, ALL, context.now.today())?;
    let calendar = store.calendar()?;
    let left = |row: &DirectiveRow| left(lang, row, context.now.today(), &calendar);
    if json {
        out.json(
            &board.rows.iter().map(|row| with(json!(row), json!({"countdown_text": left(row)}))).collect(),
        );
    } else if board.rows.is_empty() {
        out.line(&lang.empty_file());
    } else {
        print(out, lang, &board.rows, left);
        out.line(&lang.cli_n_directives(board.rows.len(), board.n_open));
    }
    Ok(())
}

/// To the next date, named where it is the office's own.
fn left(lang: Lang, row: &DirectiveRow, today: NaiveDate, calendar: &Calendar) -> String {
    match row.next_on {
        Some(next) => {
            let left = lang.countdown_short(&countdown::to_day(today, next, calendar));
            if row.is_internal() { lang.internal_date(&left) } else { left }
        }
        None if row.is_finished() => lang.finished(),
        None => String::new(),
    }
}

fn print(out: &mut Out, lang: Lang, rows: &[DirectiveRow], left: impl Fn(&DirectiveRow) -> String) {
    let is_narrow = out.width < ROOMY;
    let columns = [
        Column::new(lang.col_reference(), 24),
        Column::new(lang.cli_heading_issued(), 10).optional(),
        Column::giving(lang.col_subject()),
        Column::new(lang.col_done(), 7),
        Column::new(lang.col_due(), 28),
        Column::new(lang.col_left(), 20),
    ];
    let cells = |row: &DirectiveRow| {
        let due = match (row.next_on, row.next_official_on) {
            (Some(next), Some(official)) if official != next && !is_narrow => {
                lang.cli_own_date(next, official)
            }
            (Some(next), official) => full_date(official.unwrap_or(next)),
            (None, _) if row.is_finished() => String::new(),
            (None, _) if row.is_paused => lang.standing(Standing::Paused),
            (None, _) => lang.standing(Standing::NoDeadline),
        };
        [
            lang.reference_or_none(&row.reference),
            row.issued_on.map(full_date).unwrap_or_default(),
            row.subject.clone(),
            format!("{}/{}", row.n_done, row.n_total),
            due,
            left(row),
        ]
    };
    table::print(out, &columns, rows.iter().map(cells));
}
