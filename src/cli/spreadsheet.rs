//! `dondoc load` of the office's own list: shows what its columns were taken for and what taking it in
//! means, and does so when `--yes` says it.

use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};

use super::context::Context;
use super::line::Load;
use super::out::Out;
use crate::domain::table::{CellDoubt, Plan, name};
use crate::error::{Error, Result};
use crate::extract::register::{self, Register};
use crate::import;
use crate::store::{Mode, Table};

pub fn run(context: &Context, out: &mut Out, asked: &Load, input: Box<dyn Read>, path: &Path) -> Result<u8> {
    if asked.yes && context.read_only {
        return Err(Error::ReadOnly(context.db()?));
    }
    let sheets = import::table::apart(&context.ways.program, input, path)?;
    let sheets: Vec<_> = sheets.into_iter().map(|sheet| (sheet.name, sheet.rows)).collect();
    // A file that is not there yet knows no table; what else stops a look is said by the plan.
    let store = context.look(out).ok();
    let mapping = |heading: &str| {
        let known = store.as_ref().and_then(|store| store.table_mapping(heading).ok()).unwrap_or_default();
        known.into_iter().chain(asked.map.clone()).collect()
    };
    let register = register::read(&sheets, mapping);
    let first = register.sheets.first().ok_or_else(|| Error::NotATable(path.to_owned()))?;
    if let Some((heading, _)) = asked.map.iter().find(|(heading, _)| !has_column(&register, heading)) {
        return Err(Error::NoSuchColumn(heading.clone()));
    }
    let heading = first.key();
    let list = list(&heading, &first.place.sheet, path);
    let table = Table { heading: &heading, mapping: &asked.map, list: &list, rows: &register.rows };
    drop(store);
    let plan = if asked.yes {
        context.write(out, Mode::Create, |store, _| store.load_table(&context.actor, context.now, table))?
    } else {
        match context.look(out).and_then(|store| store.plan_table(table)) {
            Err(Error::NoDataFile(_)) => Plan::of_rows(&register.rows),
            planned => planned?,
        }
    };
    let doubts: Vec<&CellDoubt> = register.doubts.iter().chain(&plan.doubts).collect();
    if asked.json {
        out.json(&object(&register, &plan, &doubts, asked.yes));
    } else {
        show(context, out, &register, &plan, &doubts);
    }
    if !asked.yes {
        return Err(Error::NotConfirmed);
    }
    let said = match plan.changes.is_empty() {
        true => context.lang.table_nothing_changed(),
        false => context.lang.table_loaded(plan.new.len(), plan.changed.len()),
    };
    if asked.json {
        out.note(&said);
    } else {
        out.line(&said);
    }
    Ok(0)
}

/// Tells a list that comes again from another with the same headings: by its sheet and its file's name,
/// both without the numbers that change from week to week.
fn list(heading: &str, sheet: &str, path: &Path) -> String {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let lasting = |name: &str| {
        let words = register::words(name);
        words
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    [heading, &lasting(sheet), &lasting(&name)].join("|")
}

fn has_column(register: &Register, heading: &str) -> bool {
    let words = register::words(heading);
    register
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.columns)
        .any(|column| register::words(&column.heading) == words)
}

fn show(context: &Context, out: &mut Out, register: &Register, plan: &Plan, doubts: &[&CellDoubt]) {
    let lang = context.lang;
    for sheet in &register.sheets {
        out.line(&lang.table_headings(&lang.table_place(&sheet.place)));
        for column in sheet.columns.iter().filter(|column| !column.heading.is_empty()) {
            let field = column.field.map(|field| format!("{} ({})", lang.table_field(field), name(field)));
            let field = field.unwrap_or_else(|| lang.table_left_aside());
            out.line(&format!("  {:3} {} → {field}", column.letter, column.heading));
        }
    }
    out.line("");
    out.line(&lang.table_new(plan.new.len(), plan.new_directives));
    for line in &plan.new {
        out.wrapped("  ", &format!("{} {}", line.name, line.title));
    }
    out.line(&lang.table_changed(plan.changed.len()));
    for cell in &plan.changed {
        let [old, new] = [&cell.old, &cell.new].map(|value| lang.table_value(cell.field, value));
        out.wrapped("  ", &format!("{}: {}: {old} → {new}", cell.name, lang.table_field(cell.field)));
    }
    out.line(&lang.table_unchanged(plan.unchanged));
    if !plan.vanished.is_empty() {
        out.line(&lang.table_vanished(plan.vanished.len()));
    }
    for (_, line) in &plan.vanished {
        out.wrapped("  ", &format!("{} {}", line.name, line.title));
    }
    if register.passed_over > 0 {
        out.line(&lang.table_passed_over(register.passed_over));
    }
    out.line(&lang.table_doubts(doubts.len()));
    for doubt in doubts {
        let place = lang.table_place(&doubt.place);
        out.wrapped("  ", &format!("{place}: {}", lang.table_why(&doubt.why, &doubt.text)));
    }
}

fn object(register: &Register, plan: &Plan, doubts: &[&CellDoubt], saved: bool) -> Value {
    let columns = register.sheets.iter().flat_map(|sheet| {
        sheet.columns.iter().map(|column| {
            json!({"sheet": sheet.place.sheet, "column": column.letter, "heading": column.heading, "field": column.field})
        })
    });
    let vanished: Vec<_> = plan.vanished.iter().map(|(_, line)| line).collect();
    json!({
        "columns": columns.collect::<Vec<_>>(), "new": plan.new, "new_directives": plan.new_directives,
        "changed": plan.changed, "unchanged": plan.unchanged, "vanished": vanished,
        "passed_over": register.passed_over, "doubts": doubts, "saved": saved,
    })
}
