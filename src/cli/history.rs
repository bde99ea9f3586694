//! `dondoc history [REF|TASK]`: who did what and when, newest first.
//!
//! JSON: an array of journal entries as `export` writes them, each with `who` (shown name),
//! `reference`, `item`, `title` and `text` (its wording) added.

use serde_json::{Value, json};

use super::context::Context;
use super::line::History;
use super::out::{Out, with};
use super::table::{self, Column};
use super::{WRONG_LINE, list};
use crate::domain::log::{LogFilter, LogTab, LogView};
use crate::domain::query::{From, HistoryLine, Scope};
use crate::domain::reference::{DirectiveName, TaskName};
use crate::error::Result;
use crate::i18n::Lang;

pub fn run(context: &Context, out: &mut Out, asked: &History) -> Result<u8> {
    let lang = context.lang;
    let store = context.look(out)?;
    let calendar = store.calendar()?;
    let Ok(on) = list::day(context, out, ("--on", asked.on.as_deref()), &calendar) else {
        return Ok(WRONG_LINE);
    };
    let person = asked.person.as_deref().map(|typed| store.login_of(typed)).transpose()?;
    let mut filter = LogFilter { person, on, ..LogFilter::default() };
    if let Some(name) = &asked.record {
        let task = TaskName::parse(name).map(|name| store.find_task(&name)).transpose()?;
        filter.task = task.as_ref().map(|task| task.id);
        let directive = || store.find_directive(&DirectiveName::parse(name));
        filter.directive = Some(task.map_or_else(directive, |task| Ok(task.directive))?);
    }
    let view = LogView { tab: LogTab::Journal, scope: Scope::Office, filter, visit: None };
    let lines: Vec<HistoryLine> =
        store.log(&view, &From::Start, asked.lines)?.rows.into_iter().map(|row| row.line).collect();
    if asked.json {
        out.json(&lines.iter().map(|line| object(lang, line)).collect());
    } else if lines.is_empty() {
        out.line(&lang.no_history());
    } else {
        print(out, lang, &lines);
    }
    Ok(0)
}

fn object(lang: Lang, line: &HistoryLine) -> Value {
    let HistoryLine { entry, who, reference, item, title, .. } = line;
    let text = lang.journal_entry(entry);
    with(
        json!(entry),
        json!({"who": who, "reference": reference, "item": item, "title": title, "text": text}),
    )
}

fn print(out: &mut Out, lang: Lang, lines: &[HistoryLine]) {
    let columns = [
        Column::new(lang.col_when(), 16),
        Column::new(lang.cli_heading_who(), 20),
        Column::new(lang.tab_tasks(), 26),
        Column::giving(lang.cli_heading_what()),
    ];
    let cells = |line: &HistoryLine| {
        let item = line.item.iter().map(|item| format!("#{item}"));
        let subject = std::iter::once(line.reference.clone()).chain(item).collect();
        [lang.cli_instant(line.entry.at), line.who.clone(), subject, lang.journal_entry(&line.entry)]
    };
    table::print(out, &columns, lines.iter().map(cells));
}
