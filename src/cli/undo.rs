//! `dondoc undo`: takes back the person's latest change, whichever run of the program made it.

use super::context::Context;
use super::out::Out;
use crate::domain::change::{Applied, Change};
use crate::domain::query::HistoryLine;
use crate::domain::task::State;
use crate::error::Result;
use crate::store::{Mode, Reach, Store};

/// So many entries others may have written between the undo and the reading of it.
const BY_OTHERS: usize = 100;

pub fn run(context: &Context, out: &mut Out) -> Result<()> {
    let lang = context.lang;
    let undone = context.write(out, Mode::ReadWrite, |store, _| {
        let applied = store.undo(&context.actor, context.now, Reach::Person)?;
        Ok(lines(store, &applied))
    })?;
    out.line(&lang.cli_undone());
    for line in &undone {
        out.line(&format!("  {}  {}", name(line), lang.journal_change(&line.entry.change)));
    }
    if let Some(command) = again(&undone) {
        out.line(&lang.cli_undone_back(&command));
    }
    Ok(())
}

/// The entries of what was done just now, in their order. It is committed: where they cannot be read any
/// more, or others wrote many since, they are left out.
fn lines(store: &Store, applied: &Applied) -> Vec<HistoryLine> {
    let lines = store.history(None, applied.outcomes.len() + BY_OTHERS).unwrap_or_default();
    lines.into_iter().rev().filter(|line| Some(line.entry.group) == applied.group).collect()
}

/// As the command line names it, where it has a name there.
fn name(line: &HistoryLine) -> String {
    match (&line.item, &line.entry.change) {
        (Some(item), _) if !line.reference.is_empty() => format!("{}#{item}", line.reference),
        (_, Change::TaskProgress { task, .. }) => task.0.to_string(),
        _ if line.reference.is_empty() => line.title.clone(),
        _ => line.reference.clone(),
    }
}

/// The command that brings back what was undone, where there is one that does it for the whole group.
fn again(undone: &[HistoryLine]) -> Option<String> {
    let command = |line: &HistoryLine| match &line.entry.change {
        Change::TaskProgress { new, .. } if new.state == State::Done => Some("reopen"),
        Change::TaskProgress { .. } => Some("done"),
        Change::DirectiveTrashed { new: true, .. } => Some("import … --yes"),
        _ => None,
    };
    let first = command(undone.first()?)?;
    if undone.iter().any(|line| command(line) != Some(first)) {
        return None;
    }
    let is_import = first.starts_with("import");
    let names = undone.iter().filter(|_| !is_import).map(|line| format!(" {}", name(line)));
    Some(format!("dondoc {first}{}", names.collect::<String>()))
}
