//! Several letters in one run: files as named, and those of folders. One row of a table tells what became of
//! each; the exit code is that of the worst.
//!
//! They are read by as many threads as there are processors, each with one child at a time, and taken in the
//! order of their names by this one. Ctrl-C ends the run between two letters.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use serde_json::Value;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::{accepted, is_here, path, read, save, undecided};
use crate::cli::context::Context;
use crate::cli::line::{Import, Source};
use crate::cli::out::Out;
use crate::cli::table::{self, Column};
use crate::error::{Error, Result};
use crate::extract::Draft;
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;
use crate::text;

/// 128 + SIGINT.
const STOPPED: u8 = 130;

/// The most cells of a file's name: of a longer one the end is shown, which tells one file from another.
const NAME: usize = 30;

/// Drafts that a thread may be ahead.
const AHEAD: usize = 4;

/// What became of the letters.
#[derive(Default)]
struct Done {
    rows: Vec<[String; 6]>,
    objects: Vec<Value>,
    n_read: usize,
    n_saved: usize,
    n_here: usize,
    worst: u8,
}

pub(super) fn run(context: &Context, out: &mut Out, asked: &Import) -> Result<u8> {
    let letters = found(context.lang, out, &asked.letters)?;
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // The second one ends the program as it would any. Without them it ends at once, which loses nothing.
        let _ = flag::register_conditional_default(signal, Arc::clone(&stop));
        let _ = flag::register(signal, Arc::clone(&stop));
    }
    let mut done = Done::default();
    each(context, &letters, &stop, |source, draft| {
        if !done.take(context, out, asked, source, draft) {
            stop.store(true, Ordering::Relaxed);
        }
        out.progress(&context.lang.letters_reading(done.rows.len(), letters.len()));
    });
    out.progress_done();
    Ok(done.tell(context, out, asked, letters.len()))
}

/// The letters in the order in which they were named; a folder stands for its files, hidden ones apart.
fn found(lang: Lang, out: &mut Out, named: &[Source]) -> Result<Vec<Source>> {
    let mut letters = Vec::new();
    for source in named {
        let Source::File(folder) = source else {
            out.invite_input();
            letters.push(source.clone());
            continue;
        };
        if !folder.is_dir() {
            letters.push(source.clone());
            continue;
        }
        let unreadable = |_| Error::Unreadable(folder.clone());
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let is_hidden =
                path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
            if !is_hidden && path.is_file() {
                files.push(path);
            }
        }
        if files.is_empty() {
            out.note(&lang.letters_none(&lang.path(folder)));
        }
        files.sort();
        letters.extend(files.into_iter().map(Source::File));
    }
    Ok(letters)
}

/// Hands every letter to `take` in its turn, until `stop`.
fn each(
    context: &Context,
    letters: &[Source],
    stop: &AtomicBool,
    mut take: impl FnMut(&Source, Result<Draft>),
) {
    let n_threads = thread::available_parallelism().map_or(1, usize::from).min(letters.len());
    let next = AtomicUsize::new(0);
    let (sender, receiver) = sync_channel(AHEAD * n_threads.max(1));
    thread::scope(|scope| {
        for _ in 0..n_threads {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(source) = letters.get(at) else { break };
                    if sender.send((at, read(&context.ways, source))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let (mut waiting, mut turn) = (BTreeMap::new(), 0);
        for (at, draft) in receiver {
            waiting.insert(at, draft);
            while let Some(draft) = waiting.remove(&turn).filter(|_| !stop.load(Ordering::Relaxed)) {
                take(&letters[turn], draft);
                turn += 1;
            }
        }
    });
}

impl Done {
    /// Says whether to go on: not where the data file itself cannot be used.
    fn take(
        &mut self,
        context: &Context,
        out: &mut Out,
        asked: &Import,
        source: &Source,
        draft: Result<Draft>,
    ) -> bool {
        let (lang, path) = (context.lang, path(source));
        if asked.json {
            self.objects.push(draft.as_ref().unwrap_or(&Draft::default()).schema_json());
        }
        let shown = draft.as_ref().ok().filter(|draft| draft.is_letter() && draft.secrecy.is_none());
        self.n_read += usize::from(shown.is_some());
        let [number, issued, n_tasks, open] = shown.map(|draft| cells(lang, draft)).unwrap_or_default();
        let accepted = draft.and_then(|draft| accepted(draft, path, asked.yes));
        let ended = accepted.and_then(|record| {
            if asked.yes {
                save(context, out, &record)?;
                self.n_saved += 1;
                return Ok(lang.letters_saved());
            }
            let is_here = is_here(context, out, &record);
            self.n_here += usize::from(is_here);
            Ok(if is_here { lang.letters_here() } else { lang.letters_read() })
        });
        let (result, code) = match ended {
            Ok(result) => (result, 0),
            Err(error) => {
                out.progress_done();
                let what = lang.error(&error).what;
                out.note(&what);
                let is_here = matches!(error, Error::AlreadyHere(_));
                self.n_here += usize::from(is_here);
                let short = what.split(": ").next().unwrap_or_default().to_owned();
                (if is_here { lang.letters_here() } else { short }, error.exit_code())
            }
        };
        self.worst = self.worst.max(code);
        self.rows.push([end_of(&lang.path(path), out.ellipsis()), number, issued, n_tasks, open, result]);
        code < 3
    }

    /// The table, the sum, and the exit code.
    fn tell(mut self, context: &Context, out: &mut Out, asked: &Import, n_letters: usize) -> u8 {
        let lang = context.lang;
        let n_rows = self.rows.len();
        let others = n_rows - if asked.yes { self.n_saved + self.n_here } else { self.n_read };
        let sum = lang.letters_sum(self.n_read, self.n_saved, self.n_here, others);
        if asked.json {
            out.json(&Value::Array(std::mem::take(&mut self.objects)));
            out.note(&sum);
        } else {
            let columns = [
                Column::new(lang.letters_file(), NAME),
                Column::new(lang.col_reference(), 24),
                Column::new(lang.cli_heading_issued(), 10).optional(),
                Column::new(lang.letters_tasks(), 8),
                Column::new(lang.letters_open(), 20).optional(),
                Column::new(lang.letters_result(), 44),
            ];
            table::print(out, &columns, self.rows.into_iter());
            out.line(&sum);
        }
        if n_rows < n_letters {
            out.note(&lang.letters_stopped(n_rows, n_letters));
            return if self.worst < 3 { STOPPED } else { self.worst };
        }
        if !asked.yes && !asked.dry_run && self.n_read > 0 {
            self.worst = self.worst.max(out.error(&Error::NotConfirmed));
        }
        self.worst
    }
}

fn end_of(name: &str, ellipsis: &str) -> String {
    if text::width(name) <= NAME {
        return name.to_owned();
    }
    let fits = |at: &usize| text::width(ellipsis) + text::width(text::slice(name, *at, name.len())) <= NAME;
    let from = name.char_indices().map(|(at, _)| at).find(fits).unwrap_or(name.len());
    format!("{ellipsis}{}", text::slice(name, from, name.len()))
}

/// Number, date, tasks, and what is open about a letter.
fn cells(lang: Lang, draft: &Draft) -> [String; 4] {
    let decide = Some(undecided(draft).len()).filter(|n| *n > 0).map(|n| lang.letters_decide(n));
    let doubts = Some(draft.doubts.len()).filter(|n| *n > 0).map(|n| lang.letters_doubts(n));
    [
        draft.number.value.clone().unwrap_or_default(),
        draft.issued.value.map(full_date).unwrap_or_default(),
        draft.tasks.len().to_string(),
        [decide, doubts].into_iter().flatten().collect::<Vec<_>>().join(", "),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_name_the_end_is_shown() {
        for (name, shown) in [
            ("thu/05.docx", "thu/05.docx"),
            ("cong-van-den/2026/05-ke-hoach-cai-cach.docx", "…026/05-ke-hoach-cai-cach.docx"),
            ("công văn đến tháng năm/05 kế hoạch.pdf", "…đến tháng năm/05 kế hoạch.pdf"),
        ] {
            assert_eq!(end_of(name, "…"), shown);
            assert!(text::width(shown) <= NAME);
        }
    }
}
