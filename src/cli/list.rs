//! `dondoc list`: tasks by due date, narrowed by filters.

use serde_json::Value;

use super::context::Context;
use super::out::Out;
use super::task::View;
use crate::domain::query::TaskFilter;
use crate::error::Result;

pub fn run(context: &Context, out: &mut Out, filter: &TaskFilter, json: bool) -> Result<u8> {
    let store = context.look(out)?;
    let rows = store.tasks(filter, context.now)?;
    let calendar = store.calendar()?;
    let view = View { lang: context.lang, now: context.now, calendar: &calendar };
    if json {
        out.json(&Value::Array(rows.iter().map(|row| view.json(row)).collect()));
    } else if rows.is_empty() {
        out.line(&context.lang.cli_no_tasks_match());
    } else {
        view.print(out, &rows, false);
        out.line(&context.lang.cli_n_tasks(rows.len()));
    }
    Ok(0)
}
