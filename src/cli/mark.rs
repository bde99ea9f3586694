//! `dondoc done TASK…` and `dondoc reopen TASK…`: all of them, or none, as one group to undo.

use chrono::NaiveDate;

use super::context::Context;
use super::line::Done;
use super::out::Out;
use super::{act, task};
use crate::domain::change::{Change, Outcome};
use crate::domain::query::TaskRow;
use crate::domain::reference::TaskName;
use crate::domain::task::{Progress, State};
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::store::Mode;

pub fn run(context: &Context, out: &mut Out, asked: &Done, done: bool) -> Result<()> {
    let names =
        asked.tasks.iter().map(|name| TaskName::parse(name).ok_or_else(|| Error::Usage(name.clone())));
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
        let today = context.now.today();
        let on = asked.on.as_deref().map(|typed| act::day(context, store, typed, true));
        let on = on.transpose()?.unwrap_or(today);
        let changes: Vec<Change> = rows.iter().map(|row| change(row, done, asked, on)).collect();
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
fn change(row: &TaskRow, done: bool, asked: &Done, on: NaiveDate) -> Change {
    let (task, old) = (row.id, row.progress.clone());
    let turned = |state| {
        let turned = old.clone().turned(state, Some(on));
        let (reply, note) =
            (asked.reply.clone().or(turned.reply_document), asked.note.clone().or(turned.note));
        Progress { reply_document: reply, note, reason: asked.reason.clone(), ..turned }
    };
    match (done, row.progress.state) {
        (true, State::Done) | (false, State::Open) => Change::TaskProgress { task, new: old.clone(), old },
        (true, _) => Change::TaskProgress { task, new: turned(State::Done), old },
        (false, _) => Change::TaskProgress { task, new: turned(State::Open), old },
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
