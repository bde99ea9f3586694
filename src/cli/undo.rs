//! `dondoc undo`: takes back the person's latest change, whichever run of the program made it.

use super::context::Context;
use super::out::Out;
use super::task;
use crate::domain::change::{Change, Outcome};
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
    Ok(())
}

/// What the change is about. The change itself is committed: a name that cannot be read any more
/// is left out.
fn name(store: &Store, change: &Change) -> String {
    let directive = |id| store.detail(id).ok().flatten().map(|detail| detail.row.reference);
    match change {
        Change::TaskProgress { task, .. } => store.task(*task).ok().flatten().map(|row| task::name(&row)),
        Change::DirectiveTrashed { directive: id, .. } => directive(*id),
        Change::DirectiveAdded { id, .. } => id.and_then(directive),
    }
    .unwrap_or_default()
}
