//! `dondoc report`: papers, as text, csv, xlsx or docx, to standard output or into a new file.
//!
//! JSON: `{paper, at, by, period, group, rows, total, tasks}`. `period`: null or `{from, to, by}`. `rows` and
//! `total`: `{name, total, done_on_time, done_late, open_within, open_overdue, undated, late, days_late,
//! extensions, extended, rates}`, `late` by 1–7, 8–30, 31–120 and more days; each of `rates` is `{text,
//! hundredths, part, base}` under `done_of_due`, `done_of_all`, `overdue_of_due`, `overdue_of_all`. `tasks`: as
//! in [`super::task`].

use serde_json::{Value, json};

use super::WRONG_LINE;
use super::context::Context;
use super::line::Report;
use super::list::day;
use super::out::{Out, with};
use super::task::View;
use crate::domain::calendar::Calendar;
use crate::domain::paper::{Format, Matter, Paper, Tasks, Wanted};
use crate::domain::period::Period;
use crate::domain::query::{Scope, TaskFilter};
use crate::domain::stats::{Attribution, Figures, StatsQuery, Window};
use crate::error::Result;
use crate::report;
use crate::store::{self, Store};

/// The exit code of a letter that would press for nothing.
const NOTHING: u8 = 1;

/// A line that cannot be obeyed, which has been said.
struct Refused;

pub fn run(context: &Context, out: &mut Out, asked: Report) -> Result<u8> {
    let store = context.look(out)?;
    let (paper, json, format, output) =
        (asked.paper, asked.json, asked.format.unwrap_or(Format::Text), asked.output.clone());
    let Ok(wanted) = wanted(context, out, &store, asked)? else { return Ok(WRONG_LINE) };
    let matter = store.matter(&wanted, &context.actor, context.now)?;
    if let Some(unit) = matter.unit.as_ref().filter(|_| matter.tasks.is_empty() && !json) {
        out.note(&context.lang.report_nothing_presses(unit));
        return Ok(NOTHING);
    }
    if json {
        out.json(&object(context, &matter));
        return Ok(0);
    }
    let bytes = report::write(&matter, format, context.lang);
    if let Some(path) = output {
        store::write_new(&path, &bytes)?;
        out.note(&context.lang.print_written(&path.to_string_lossy()));
    } else if format == Format::Text {
        out.text(&String::from_utf8_lossy(&bytes));
    } else if !out.binary(&bytes) {
        out.note(&context.lang.report_not_to_terminal());
        return Ok(WRONG_LINE);
    }
    // A letter does not say this itself.
    if paper == Paper::Reminder {
        out.note(&context.lang.report_made_at(matter.now, &matter.made_by));
    }
    Ok(0)
}

fn wanted(context: &Context, out: &mut Out, store: &Store, asked: Report) -> Result<Result<Wanted, Refused>> {
    let (lang, calendar, paper) = (context.lang, store.calendar()?, asked.paper);
    let takes_filters = matches!(paper, Paper::List | Paper::Register);
    let has_whom = paper == Paper::Reminder && asked.filter.unit().is_some();
    let has_filters = asked.filter.narrows() || asked.filter.unit().is_some() && !has_whom;
    let has_period = asked.period.is_some() || asked.from.is_some();
    let wrong = match paper {
        _ if asked.by.is_some() && !has_period => Some(lang.report_by_needs_period()),
        Paper::Reminder if !has_whom => Some(lang.report_whom()),
        _ if has_filters && !takes_filters => Some(lang.report_no_filters(paper.name())),
        _ => None,
    };
    if let Some(line) = wrong {
        out.note(&line);
        return Ok(Err(Refused));
    }
    let Ok(window) = window(context, out, store, &asked, &calendar)? else { return Ok(Err(Refused)) };
    let Ok(since) = day(context, out, ("--since", asked.filter.since.as_deref()), &calendar) else {
        return Ok(Err(Refused));
    };
    let me = store.person(&context.actor.login)?.and_then(|person| person.id);
    let scope = match (asked.mine, me) {
        (true, Some(me)) => Scope::Mine(me),
        (true, None) => {
            out.note(&lang.nobody_known(&context.actor.login));
            return Ok(Err(Refused));
        }
        (false, _) => Scope::Office,
    };
    let unit = asked.filter.unit().map(str::to_owned);
    let filter = if paper == Paper::Register { asked.filter.or_all() } else { asked.filter };
    let of_scope = |filter: TaskFilter| match scope {
        Scope::Mine(me) => TaskFilter { follower: Some(Some(me)), window, ..filter },
        Scope::Office => TaskFilter { window, ..filter },
    };
    let filters = match paper {
        Paper::Summary => Vec::new(),
        _ => filter.each(since).into_iter().map(of_scope).collect(),
    };
    let stats = StatsQuery { scope, by: asked.group, window, rolls_up: true };
    Ok(Ok(Wanted { paper, tasks: Tasks::Filtered(filters), stats, rolls_up: None, unit }))
}

/// The period asked for; `None` where none is.
fn window(
    context: &Context,
    out: &mut Out,
    store: &Store,
    asked: &Report,
    calendar: &Calendar,
) -> Result<Result<Option<Window>, Refused>> {
    let days = match (asked.period, &asked.from, &asked.to) {
        (Some(span), ..) => {
            let starts_on = store.settings()?.period_starts_on;
            Period::around(span, context.now.today(), starts_on).days(starts_on)
        }
        (None, Some(from), Some(to)) => {
            let mut read = |option, typed: &str| day(context, out, (option, Some(typed)), calendar);
            let (Ok(Some(from)), Ok(Some(to))) = (read("--from", from), read("--to", to)) else {
                return Ok(Err(Refused));
            };
            if from > to {
                out.note(&context.lang.report_bad_period());
                return Ok(Err(Refused));
            }
            Some((from, to))
        }
        _ => None,
    };
    Ok(Ok(days.map(|(from, to)| Window { by: asked.by.unwrap_or(Attribution::Assigned), from, to })))
}

fn object(context: &Context, matter: &Matter) -> Value {
    let view = View { lang: context.lang, now: matter.now, calendar: &matter.calendar };
    let window = matter.query.window;
    let rows = matter.stats.rows.iter();
    let tasks = matter.tasks.iter().map(|task| {
        with(view.json(&task.row), json!({"support": task.supports, "inbound_number": task.inbound_number}))
    });
    json!({
        "paper": matter.paper.name(),
        "at": matter.now,
        "by": matter.made_by,
        "period": window.map(|window| json!({"from": window.from, "to": window.to, "by": window.by})),
        "group": super::line::group_name(matter.query.by),
        "rows": rows.map(|row| with(figures(context, &row.figures), json!({"name": row.name}))).collect::<Value>(),
        "total": figures(context, &matter.stats.total),
        "tasks": tasks.collect::<Value>(),
    })
}

fn figures(context: &Context, of: &Figures) -> Value {
    let rates = [
        ("done_of_due", of.done_of_due()),
        ("done_of_all", of.done_of_all()),
        ("overdue_of_due", of.overdue_of_due()),
        ("overdue_of_all", of.overdue_of_all()),
    ];
    let rates = rates.map(|(name, of)| {
        let text = context.lang.rate(of);
        let facts = json!({"text": text, "hundredths": of.hundredths(), "part": of.part, "base": of.base});
        (name.to_owned(), facts)
    });
    json!({
        "total": of.counts.total(),
        "done_on_time": of.counts.done_on_time,
        "done_late": of.counts.done_late,
        "open_within": of.counts.open_within,
        "open_overdue": of.counts.open_overdue,
        "undated": of.undated,
        "late": of.late,
        "days_late": of.days_late,
        "extensions": of.extensions,
        "extended": of.extended,
        "rates": Value::Object(rates.into_iter().collect()),
    })
}
