//! `dondoc today`: the morning list, what is late, due today and due within a week.
//!
//! JSON: `{date, scope, late, today, next_7, next_30, later, undated, reports, tasks}`: counts of
//! open tasks in the agenda's disjoint groups, open report duties, and the tasks of the first three
//! groups with `group` ("late", "today", "next_7") added.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::context::Context;
use super::out::Out;
use super::task::View;
use crate::domain::query::{AgendaGroup, StripCounts, TaskFilter, TaskRow, agenda_group};
use crate::domain::task::TaskKind;
use crate::error::Result;
use crate::store::Store;

/// The exit code of `--fail-overdue` when something is late.
const LATE: u8 = 1;

/// The groups that are listed, in this order.
const LISTED: [(AgendaGroup, &str); 3] =
    [(AgendaGroup::Late, "late"), (AgendaGroup::Today, "today"), (AgendaGroup::Next7, "next_7")];

pub fn run(context: &Context, out: &mut Out, mine: bool, fail_overdue: bool, json: bool) -> Result<u8> {
    let today = context.now.today();
    let store = context.look(out)?;
    let rows = tasks(context, out, &store, mine)?;
    let calendar = store.calendar()?;
    // Counted from the rows themselves, so that each figure is that of the list below it.
    let strip = count(&rows, today);
    let view = View { lang: context.lang, now: context.now, calendar: &calendar };
    let group = |wanted| -> Vec<TaskRow> {
        let group = |row: &TaskRow| agenda_group(row.due_on, row.internal_on, today);
        rows.iter().filter(|row| group(row) == wanted).cloned().collect()
    };
    if json {
        let tasks = LISTED.iter().flat_map(|(wanted, name)| {
            group(*wanted).into_iter().map(|row| with_group(view.json(&row), name)).collect::<Vec<_>>()
        });
        out.json(&object(context, mine, &strip, tasks.collect()));
    } else {
        out.line(&context.lang.cli_morning_title(today, mine));
        out.line(&context.lang.cli_morning_strip(&strip));
        if strip.late + strip.today + strip.next_7 == 0 {
            out.line(&context.lang.cli_morning_clear());
        }
        for (wanted, _) in LISTED {
            let rows = group(wanted);
            if !rows.is_empty() {
                out.line("");
                out.line(&context.lang.cli_agenda_group(wanted));
                view.print(out, &rows, false);
            }
        }
    }
    Ok(if fail_overdue && strip.late > 0 { LATE } else { 0 })
}

/// Open tasks: all, or those that the account running the program follows. An account that the
/// office does not know follows nothing.
fn tasks(context: &Context, out: &mut Out, store: &Store, mine: bool) -> Result<Vec<TaskRow>> {
    let login = &context.actor.login;
    if mine && store.person(login)?.is_none() {
        out.note(&context.lang.cli_unknown_account(login));
        return Ok(Vec::new());
    }
    let person = mine.then(|| login.clone());
    store.tasks(&TaskFilter { person, ..TaskFilter::default() }, context.now)
}

fn count(rows: &[TaskRow], today: NaiveDate) -> StripCounts {
    let mut strip = StripCounts::default();
    for row in rows {
        let reports = i64::from(row.kind == TaskKind::ReportDuty);
        strip.add(agenda_group(row.due_on, row.internal_on, today), 1, reports);
    }
    strip
}

fn with_group(mut task: Value, name: &str) -> Value {
    if let Value::Object(task) = &mut task {
        task.insert("group".to_owned(), json!(name));
    }
    task
}

fn object(context: &Context, mine: bool, strip: &StripCounts, tasks: Vec<Value>) -> Value {
    json!({
        "date": context.now.today(),
        "scope": if mine { "mine" } else { "office" },
        "late": strip.late,
        "today": strip.today,
        "next_7": strip.next_7,
        "next_30": strip.next_30,
        "later": strip.later,
        "undated": strip.undated,
        "reports": strip.reports,
        "tasks": tasks,
    })
}
