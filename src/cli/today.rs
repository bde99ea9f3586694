//! `dondoc today`: the morning list, what is late, due today and due soon.
//!
//! JSON: `{date, scope, late, today, next_7, next_30, later, undated, reports, tasks}`: counts of
//! open tasks in the agenda's disjoint groups (`next_7` as many days as the office set), open report duties, and the tasks of the first three
//! groups as in [`super::task`], with `group` ("late", "today", "next_7") added.

use serde_json::{Value, json};

use super::context::Context;
use super::line::Today;
use super::out::{Out, with};
use super::task::View;
use crate::domain::query::{AgendaGroup, TaskFilter, TaskRow, agenda_group};
use crate::domain::task::TaskKind;
use crate::error::Result;
use crate::store::Store;

/// The exit code of `--fail-overdue` when something is late.
const LATE: u8 = 1;

/// Names of the groups in JSON; the first [`LISTED`] are listed.
const GROUPS: [(AgendaGroup, &str); 6] = [
    (AgendaGroup::Late, "late"),
    (AgendaGroup::Today, "today"),
    (AgendaGroup::Soon, "next_7"),
    (AgendaGroup::Next30, "next_30"),
    (AgendaGroup::Later, "later"),
    (AgendaGroup::Undated, "undated"),
];
const LISTED: usize = 3;

pub fn run(context: &Context, out: &mut Out, asked: &Today) -> Result<u8> {
    let today = context.now.today();
    let store = context.look(out)?;
    let rows = tasks(context, out, &store, asked.mine)?;
    let view = View { lang: context.lang, now: context.now, calendar: &store.calendar()? };
    // Counted from the rows themselves, so that each figure is that of the list below it.
    let groups = GROUPS.map(|(group, _)| {
        let of_group =
            |row: &&TaskRow| agenda_group(row.due_on, row.internal_on, today, view.calendar.soon()) == group;
        rows.iter().filter(of_group).cloned().collect::<Vec<_>>()
    });
    let reports = rows.iter().filter(|row| row.kind == TaskKind::ReportDuty).count();
    if asked.json {
        out.json(&object(&view, asked.mine, &groups, reports));
    } else {
        print(&view, out, asked.mine, &groups, reports);
    }
    let [late, ..] = groups;
    Ok(if asked.fail_overdue && !late.is_empty() { LATE } else { 0 })
}

/// Open tasks: all, or those that the account running the program follows. An account that the
/// office does not know follows nothing.
fn tasks(context: &Context, out: &mut Out, store: &Store, mine: bool) -> Result<Vec<TaskRow>> {
    let login = &context.actor.login;
    if mine && store.person(login)?.is_none() {
        out.note(&context.lang.nobody_known(login));
        return Ok(Vec::new());
    }
    let person = mine.then(|| login.clone());
    store.tasks(&TaskFilter { person, ..TaskFilter::default() }, context.now)
}

fn object(view: &View<'_>, mine: bool, groups: &[Vec<TaskRow>; 6], reports: usize) -> Value {
    let named = || GROUPS.iter().map(|(_, name)| *name).zip(groups);
    let counts = named().map(|(name, rows)| (name.to_owned(), json!(rows.len()))).collect();
    let tasks = named()
        .take(LISTED)
        .flat_map(|(name, rows)| rows.iter().map(move |row| with(view.json(row), json!({"group": name}))));
    let scope = if mine { "mine" } else { "office" };
    let tasks: Value = tasks.collect();
    with(
        Value::Object(counts),
        json!({"date": view.now.today(), "scope": scope, "reports": reports, "tasks": tasks}),
    )
}

fn print(view: &View<'_>, out: &mut Out, mine: bool, groups: &[Vec<TaskRow>; 6], reports: usize) {
    let lang = view.lang;
    let n = |rows: &[TaskRow]| i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let [late, today, soon, ..] = groups;
    let listed = [
        (lang.strip_late(n(late)), late),
        (lang.strip_today(n(today)), today),
        (lang.strip_soon(view.calendar.soon(), n(soon)), soon),
    ];
    let scope = if mine { lang.scope_mine() } else { lang.scope_office() };
    out.line(&format!("{} · {scope}", lang.weekday_date(view.now.today())));
    let reports = lang.strip_reports(i64::try_from(reports).unwrap_or(i64::MAX));
    let strip: Vec<&str> = listed.iter().map(|(count, _)| count.as_str()).chain([reports.as_str()]).collect();
    out.line(&strip.join(" · "));
    if listed.iter().all(|(_, rows)| rows.is_empty()) {
        out.line(&lang.cli_morning_clear());
    }
    for (count, rows) in listed.iter().filter(|(_, rows)| !rows.is_empty()) {
        out.line("");
        out.line(count);
        view.print(out, rows);
    }
}
