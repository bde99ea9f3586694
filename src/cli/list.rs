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
    let Ok(since) = day(context, out, ("--since", filter.since.as_deref()), &calendar) else {
        return Ok(WRONG_LINE);
    };
    let filters = filter.each(since);
    let rows = store.tasks_of_any(&filters, context.now)?;
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

/// The day that an option was given, where it was; "no date" is no such day.
///
/// # Errors
/// The value is no day, which has been said.
pub fn day(
    context: &Context,
    out: &mut Out,
    (option, typed): (&str, Option<&str>),
    calendar: &Calendar,
) -> Result<Option<NaiveDate>, ()> {
    let Some(typed) = typed else { return Ok(None) };
    let refusal = match typed::parse_passed(typed, context.now.today(), calendar) {
        Ok(Typed::Day(echo)) => return Ok(Some(echo.on)),
        Ok(Typed::Nothing) => Refusal::Unknown,
        Err(refusal) => refusal,
    };
    let lines = usage::bad_day(context.lang, option, typed, &refusal);
    lines.iter().for_each(|line| out.note(line));
    Err(())
}
