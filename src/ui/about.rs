//! The chosen task in full, as lines under the tasks.

use crate::app::App;
use crate::app::checklist::Checklist;
use crate::app::detail::record_of;
use crate::app::due;
use crate::app::pages::{Line, Tone, hanging};
use crate::domain::query::DirectiveDetail;
use crate::i18n::countdown::day_month;

/// The chosen task in full: its deadline and the words it rests on, who, the whole wording.
pub fn about_task(app: &App, data: &DirectiveDetail, list: &Checklist, cells: usize) -> Vec<Line> {
    let Some(task) = list.selected() else {
        return Vec::new();
    };
    let lang = app.setup().lang;
    let calendar = &app.setup().calendar;
    let mut due = Vec::new();
    match (task.due_on, task.report_on) {
        (Some(on), _) => {
            let countdown = due::count(app.now(), on, task.due_at, calendar);
            due.push(format!("{}, {}", lang.weekday_date(on), lang.countdown_long(&countdown)));
        }
        (None, Some(on)) => due.push(lang.by_report_date_long(&day_month(on))),
        (None, None) => due.push(lang.undated()),
    }
    due.extend(task.internal_on.map(|on| format!("{} {}", lang.field_internal(), day_month(on))));
    let record = record_of(data, task);
    let deadline = record.and_then(|record| record.deadline.as_ref());
    let phrase = deadline.and_then(|deadline| deadline.phrase.as_ref());
    due.extend(phrase.map(|phrase| format!("\"{phrase}\"")));
    let head = format!("{}: {}", lang.task_item(&task.item), due.join(" · "));
    let mut who = Vec::new();
    if !task.leads.is_empty() {
        who.push(format!("{}: {}", lang.field_lead(), task.leads.join(", ")));
    }
    who.extend(task.follower.as_ref().map(|name| format!("{}: {name}", lang.field_follower())));
    let article = deadline.map(|deadline| deadline.rule.article());
    who.extend(article.filter(|article| !article.is_empty()).map(ToOwned::to_owned));
    let mut lines = hanging("", &head, Tone::Heading, cells);
    if !who.is_empty() {
        lines.extend(hanging("", &who.join(" · "), Tone::Plain, cells));
    }
    let wording = record.map_or(task.title.as_str(), |record| record.text.as_str());
    lines.extend(hanging("", wording, Tone::Plain, cells));
    lines
}
