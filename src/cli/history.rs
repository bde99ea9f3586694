//! `dondoc history [REF]`: who did what and when, newest first.
//!
//! JSON: an array of `{seq, group, act, undo_of, at, actor, who, run, reference, item, title,
//! change, text}`; `at` is UTC, `change` the journal's own value, `text` its wording.

use serde_json::{Value, json};

use super::context::Context;
use super::out::Out;
use super::table::{self, Column};
use crate::domain::query::HistoryLine;
use crate::domain::reference::DirectiveName;
use crate::error::Result;
use crate::i18n::Lang;

pub fn run(context: &Context, out: &mut Out, name: Option<&str>, limit: usize, json: bool) -> Result<u8> {
    let lang = context.lang;
    let store = context.look(out)?;
    let directive = match name {
        Some(name) => Some(store.find_directive(&DirectiveName::parse(name))?),
        None => None,
    };
    let lines = store.history(directive, limit)?;
    if json {
        out.json(&Value::Array(lines.iter().map(|line| object(lang, line)).collect()));
    } else if lines.is_empty() {
        out.line(&lang.cli_no_history());
    } else {
        print(out, lang, &lines);
    }
    Ok(0)
}

fn subject(line: &HistoryLine) -> String {
    match &line.item {
        Some(item) => format!("{}#{item}", line.reference),
        None => line.reference.clone(),
    }
}

fn object(lang: Lang, line: &HistoryLine) -> Value {
    let entry = &line.entry;
    json!({
        "seq": entry.seq,
        "group": entry.group,
        "act": entry.act,
        "undo_of": entry.undo_of,
        "at": entry.at,
        "actor": entry.actor,
        "who": line.who,
        "run": entry.run,
        "reference": line.reference,
        "item": line.item,
        "title": line.title,
        "change": entry.change,
        "text": lang.journal_entry(entry),
    })
}

fn print(out: &mut Out, lang: Lang, lines: &[HistoryLine]) {
    let columns = [
        Column::new(lang.cli_heading_when(), 16),
        Column::new(lang.cli_heading_who(), 20),
        Column::new(lang.cli_heading_task(), 26),
        Column::giving(lang.cli_heading_what()),
    ];
    let cells = |line: &HistoryLine| {
        vec![
            lang.cli_instant(line.entry.at),
            line.who.clone(),
            subject(line),
            lang.journal_entry(&line.entry),
        ]
    };
    table::print(out, 0, &columns, &lines.iter().map(cells).collect::<Vec<_>>());
}
