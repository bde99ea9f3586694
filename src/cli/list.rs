//! `dondoc list`: tasks by due date, narrowed by filters.
//!
//! JSON: an array of the objects of [`super::task`].

use super::context::Context;
use super::out::Out;
use super::task::View;
use crate::domain::query::TaskFilter;
use crate::error::Result;

pub fn run(context: &Context, out: &mut Out, filter: &TaskFilter, json: bool) -> Result<()> {
    let store = context.look(out)?;
    let rows = store.tasks(filter, context.now)?;
    let view = View { lang: context.lang, now: context.now, calendar: &store.calendar()? };
    if json {
        out.json(&rows.iter().map(|row| view.json(row)).collect());
    } else if rows.is_empty() {
        out.line(&context.lang.cli_no_tasks_match());
    } else {
        view.print(out, &rows, false);
        out.line(&context.lang.cli_n_tasks(rows.len()));
    }
    Ok(())
}
