//! `dondoc history [REF]`: who did what and when, newest first.
//!
//! JSON: an array of journal entries as `export` writes them, each with `who` (shown name),
//! `reference`, `item`, `title` and `text` (its wording) added.

use serde_json::{Value, json};

use super::context::Context;
use super::out::{Out, with};
use super::table::{self, Column};
use crate::domain::query::HistoryLine;
use crate::domain::reference::DirectiveName;
use crate::error::Result;
use crate::i18n::Lang;

pub fn run(context: &Context, out: &mut Out, name: Option<&str>, limit: usize, json: bool) -> Result<()> {
    let lang = context.lang;
    let store = context.look(out)?;
    let directive = name.map(|name| store.find_directive(&DirectiveName::parse(name))).transpose()?;
    let lines = store.history(directive, limit)?;
    if json {
        out.json(&lines.iter().map(|line| object(lang, line)).collect());
    } else if lines.is_empty() {
        out.line(&lang.no_history());
    } else {
        print(out, lang, &lines);
    }
    Ok(())
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
        Column::new(lang.cli_heading_when(), 16),
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
