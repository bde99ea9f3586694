//! `dondoc done TASK…` and `dondoc reopen TASK…`: all of them, or none, as one group to undo.

use super::context::Context;
use super::out::Out;
use super::task;
use crate::domain::change::{Change, Outcome};
use crate::domain::query::TaskRow;
use crate::domain::reference::TaskName;
use crate::domain::task::State;
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::store::Mode;

pub fn run(context: &Context, out: &mut Out, typed: &[String], done: bool) -> Result<()> {
    let names = typed.iter().map(|name| TaskName::parse(name).ok_or_else(|| Error::Usage(name.clone())));
    let names: Vec<TaskName> = names.collect::<Result<_>>()?;
    let (rows, outcomes) = context.write(out, Mode::ReadWrite, |store, _| {
        let mut rows: Vec<TaskRow> = Vec::new();
        for name in &names {
            let row = store.find_task(name)?;
            // Named twice is meant once.
            if rows.iter().all(|known| known.id != row.id) {
                rows.push(row);
            }
        }
        let changes: Vec<Change> = rows.iter().map(|row| change(row, done, context)).collect();
        let applied = store.apply(&context.actor, context.now, &changes)?;
        Ok((rows, applied.outcomes))
    })?;
    for (row, outcome) in rows.iter().zip(&outcomes) {
        out.line(&sentence(context.lang, row, done, outcome));
    }
    Ok(())
}

/// What is asked of one task. One that is so already is asked to stay as it is: the day somebody
/// else marked it stands.
fn change(row: &TaskRow, done: bool, context: &Context) -> Change {
    match (done, row.progress.state) {
        (true, State::Done) | (false, State::Open) => {
            Change::TaskProgress { task: row.id, old: row.progress.clone(), new: row.progress.clone() }
        }
        (true, _) => Change::done(row.id, &row.progress, context.now.today()),
        (false, _) => Change::reopened(row.id, &row.progress),
    }
}

fn sentence(lang: Lang, row: &TaskRow, done: bool, outcome: &Outcome) -> String {
    let name = task::name(row);
    match outcome {
        Outcome::Applied(_) if done => lang.cli_marked_done(&name, &row.title),
        Outcome::Applied(_) => lang.cli_reopened(&name, &row.title),
        Outcome::AlreadySo { by: Some(by), at: Some(at) } if done => {
            lang.cli_done_already_by(&name, by, &lang.cli_instant(*at))
        }
        Outcome::AlreadySo { .. } if done => lang.cli_done_already(&name),
        Outcome::AlreadySo { .. } => lang.cli_open_already(&name),
        Outcome::Refused(error) => format!("{name}: {}", lang.error(error).what),
    }
}
