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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Act, JournalEntry};
    use crate::domain::task::Progress;
    use crate::domain::time::Now;
    use crate::domain::{DirectiveId, GroupId, TaskId};

    #[test]
    fn a_command_is_offered_where_one_brings_all_of_it_back() {
        let line = |change: &Change| HistoryLine {
            entry: JournalEntry {
                seq: 2,
                group: GroupId(2),
                act: Act::Undo,
                undo_of: Some(GroupId(1)),
                at: Now::new(chrono::DateTime::UNIX_EPOCH),
                actor: "an".into(),
                run: "1".into(),
                change: change.clone(),
            },
            who: "an".into(),
            directive: Some(DirectiveId(1)),
            reference: "1/A".into(),
            item: (!matches!(change, Change::DirectiveTrashed { .. })).then(|| "2".into()),
            title: "rà soát".into(),
        };
        let open =
            Change::TaskProgress { task: TaskId(7), old: Progress::default(), new: Progress::default() };
        let steps = Change::StepsSet { task: TaskId(7), old: vec![], new: vec![] };
        let trashed = Change::DirectiveTrashed { directive: DirectiveId(1), old: false, new: true };
        let cases: [(&[&Change], Option<&str>); 5] = [
            (&[], None),
            (&[&open, &open], Some("dondoc done 1/A#2 1/A#2")),
            (&[&trashed, &trashed], Some("dondoc import … --yes")),
            (&[&steps], None),
            (&[&open, &steps], None),
        ];
        for (changes, command) in cases {
            let undone: Vec<_> = changes.iter().map(|change| line(change)).collect();
            assert_eq!(again(&undone).as_deref(), command);
        }
        assert_eq!([name(&line(&steps)), name(&line(&trashed))], ["1/A#2", "1/A"]);
        let unnumbered = |change| name(&HistoryLine { reference: String::new(), ..line(change) });
        assert_eq!([unnumbered(&open), unnumbered(&steps)], ["7", "rà soát"]);
    }
}
