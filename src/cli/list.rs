//! `dondoc list`: tasks by due date, narrowed by filters.
//!
//! JSON: an array of the objects of [`super::task`].

use chrono::NaiveDate;

use super::context::Context;
use super::line::Filter;
use super::out::Out;
use super::task::View;
use super::{WRONG_LINE, usage};
use crate::domain::calendar::Calendar;
use crate::domain::typed::{self, Refusal, Typed};
use crate::error::Result;

pub fn run(context: &Context, out: &mut Out, filter: Filter, json: bool) -> Result<u8> {
    let store = context.look(out)?;
    let calendar = store.calendar()?;
    let typed = filter.since.as_deref();
    let since = match typed.map(|typed| since(typed, context.now.today(), &calendar)).transpose() {
        Ok(since) => since,
        Err(refusal) => {
            let lines = usage::bad_day(context.lang, "--since", typed.unwrap_or_default(), &refusal);
            lines.iter().for_each(|line| out.note(line));
            return Ok(WRONG_LINE);
        }
    };
    let filters = filter.each(since);
    let rows = filters.iter().map(|filter| store.tasks(filter, context.now)).collect::<Result<Vec<_>>>()?;
    let mut rows = rows.concat();
    if filters.len() > 1 {
        rows.sort_by_key(|row| (row.due_on.is_none(), row.due_on, row.id));
        rows.truncate(filters[0].limit.unwrap_or(usize::MAX));
    }
    let view = View { lang: context.lang, now: context.now, calendar: &calendar };
    if json {
        out.json(&rows.iter().map(|row| view.json(row)).collect());
    } else if rows.is_empty() {
        out.line(&context.lang.cli_no_tasks_match());
    } else {
        view.print(out, &rows);
        out.line(&context.lang.cli_n_tasks(rows.len()));
    }
    Ok(0)
}

/// The day from which on letters were issued; "no date" is no such day.
pub(super) fn since(typed: &str, today: NaiveDate, calendar: &Calendar) -> Result<NaiveDate, Refusal> {
    match typed::parse_passed(typed, today, calendar)? {
        Typed::Day(echo) => Ok(echo.on),
        Typed::Nothing => Err(Refusal::Unknown),
    }
}
