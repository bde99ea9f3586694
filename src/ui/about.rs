//! The chosen task in full, as lines under the tasks.

use crate::app::App;
use crate::app::checklist::Checklist;
use crate::app::detail::record_of;
use crate::app::due::{self, TaskDue};
use crate::app::pages::{Line, Tone, hanging};
use crate::domain::query::{DirectiveDetail, TaskRow};
use crate::domain::task::{Assignment, AssignmentRole, NewTask, TaskKind};
use crate::i18n::countdown::{day_month, full_date};

fn supporting(task: &NewTask) -> Vec<&str> {
    let is_support = |part: &&Assignment| part.role == AssignmentRole::Support;
    task.assignments.iter().filter(is_support).map(|part| part.unit.as_str()).collect()
}

/// The day it counts to and how long that is, or what stands in its place; then the office's own day.
fn counts_to(app: &App, task: &TaskRow) -> Vec<String> {
    let lang = app.setup().lang;
    let calendar = &app.setup().calendar;
    let mut due = Vec::new();
    let counted = due::of_task(task, app.now(), calendar);
    let closed = match counted {
        TaskDue::Done { on, late_by: 0 } => Some(lang.done_on_day(&day_month(on))),
        TaskDue::Done { late_by, .. } => Some(lang.done_late_by(&lang.days(late_by))),
        TaskDue::Off(state) => {
            Some(lang.rest_words(&task.progress).unwrap_or_else(|| lang.journal_state(state)))
        }
        _ => None,
    };
    match (task.due_on, task.report_on, closed) {
        _ if let TaskDue::Rule { last: Some(on), runs_out } = counted => {
            let day = lang.weekday_date(on);
            due.push(if runs_out {
                lang.last_time_soon(&day)
            } else {
                lang.last_time(&lang.kind_periodic(), &day)
            });
        }
        _ if let TaskDue::Awaits(event) = counted => due.push(lang.awaits_entry(event)),
        (Some(on), _, closed) => {
            let count = || lang.countdown_long(&due::count(app.now(), on, task.due_at, calendar));
            due.push(format!("{}, {}", lang.weekday_date(on), closed.unwrap_or_else(count)));
        }
        (None, _, Some(closed)) => due.push(closed),
        (None, Some(on), None) => due.push(lang.by_report_date_long(&day_month(on))),
        (None, None, None) => due.push(lang.no_date(task.kind, false)),
    }
    let own = |on| match task.kind {
        TaskKind::Standing => lang.review_on(&day_month(on)),
        _ => format!("{} {}", lang.field_internal(), day_month(on)),
    };
    due.extend(task.internal_on.map(own));
    due
}

/// The chosen task in full: its deadline and the words it rests on, who, the whole wording.
pub fn about_task(app: &App, data: &DirectiveDetail, list: &Checklist, cells: usize) -> Vec<Line> {
    let Some(task) = list.selected() else {
        return Vec::new();
    };
    let lang = app.setup().lang;
    let mut due = counts_to(app, task);
    if task.progress.state.is_open() {
        due.extend(lang.rest_words(&task.progress));
    }
    let place = data.record.tasks.iter().position(|record| record.item == task.item);
    let first = place.and_then(|at| data.first_due.get(at).copied().flatten());
    due.extend(first.map(|on| lang.first_due(&full_date(on), task.extensions)));
    due.extend((task.extensions >= data.many_extensions).then(|| lang.many_extensions()));
    let last = task.reminded_on.map(day_month);
    due.extend(last.map(|on| lang.reminded_times(task.reminders, &on)));
    let record = record_of(data, task);
    let deadline = record.and_then(|record| record.deadline.as_ref());
    let phrase = deadline.and_then(|deadline| deadline.phrase.as_ref());
    due.extend(phrase.map(|phrase| format!("\"{phrase}\"")));
    let head = format!("{}: {}", lang.task_item(&task.item), due.join(" · "));
    let mut who = Vec::new();
    if !task.leads.is_empty() {
        who.push(format!("{}: {}", lang.field_lead(), task.leads.join(", ")));
    }
    let support = record.map_or_else(Vec::new, supporting);
    if !support.is_empty() {
        who.push(format!("{}: {}", lang.cli_support(), support.join(", ")));
    }
    who.extend(task.follower.as_ref().map(|name| format!("{}: {name}", lang.field_follower())));
    let steps = record.map_or(&[][..], |record| &record.steps);
    let ticked = steps.iter().filter(|step| step.done).count();
    who.extend((!steps.is_empty()).then(|| lang.n_steps(ticked, steps.len())));
    let rule = deadline.map(|deadline| lang.deadline_rule(deadline, &app.setup().calendar));
    who.extend(rule.filter(|rule| !rule.is_empty()));
    let mut lines = hanging("", &head, Tone::Heading, cells);
    if !who.is_empty() {
        lines.extend(hanging("", &who.join(" · "), Tone::Plain, cells));
    }
    let wording = record.map_or(task.title.as_str(), |record| record.text.as_str());
    lines.extend(hanging("", wording, Tone::Plain, cells));
    lines
}
