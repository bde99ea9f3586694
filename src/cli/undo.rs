//! `dondoc undo`: takes back the person's latest change, whichever run of the program made it.

use super::context::Context;
use super::out::Out;
use super::task;
use crate::domain::change::{Change, Outcome};
use crate::domain::task::State;
use crate::error::Result;
use crate::store::{Mode, Reach, Store};

pub fn run(context: &Context, out: &mut Out) -> Result<()> {
    let lang = context.lang;
    let undone = context.write(out, Mode::ReadWrite, |store, _| {
        let applied = store.undo(&context.actor, context.now, Reach::Person)?;
        let changes = applied.outcomes.into_iter().filter_map(|outcome| match outcome {
            Outcome::Applied(change) => Some(change),
            Outcome::AlreadySo { .. } => None,
        });
        Ok(changes.map(|change| (name(store, &change), change)).collect::<Vec<_>>())
    })?;
    out.line(&lang.cli_undone());
    for (name, change) in &undone {
        out.line(&format!("  {name}  {}", lang.journal_change(change)));
    }
    if let Some(command) = again(&undone) {
        out.line(&lang.cli_undone_back(&command));
    }
    Ok(())
}

/// The command that brings back what was undone: one group, so all of one kind.
fn again(undone: &[(String, Change)]) -> Option<String> {
    let command = match &undone.first()?.1 {
        Change::TaskProgress { new, .. } if new.state == State::Done => "reopen",
        Change::TaskProgress { .. } => "done",
        Change::DirectiveTrashed { new: true, .. } => return Some("dondoc import … --yes".to_owned()),
        _ => return None,
    };
    let names = undone.iter().map(|(name, _)| format!(" {name}"));
    Some(format!("dondoc {command}{}", names.collect::<String>()))
}

/// What the change is about. The change itself is committed: a name that cannot be read any more
/// is left out.
fn name(store: &Store, change: &Change) -> String {
    let directive = |id| {
        let row = store.detail(id).ok().flatten()?.row;
        Some(if row.reference.is_empty() { row.subject } else { row.reference })
    };
    match change {
        Change::TaskProgress { task, .. }
        | Change::TaskTrashed { task, .. }
        | Change::TaskEdited { task, .. }
        | Change::DeadlineSet { task, .. }
        | Change::StepsSet { task, .. } => store.task(*task).ok().flatten().map(|row| task::name(&row)),
        Change::DirectiveTrashed { directive: id, .. }
        | Change::DirectiveEdited { directive: id, .. }
        | Change::TaskAdded { directive: id, .. } => directive(*id),
        Change::DirectiveAdded { id, .. } => id.and_then(directive),
    }
    .unwrap_or_default()
}
