//! `dondoc load FILE|-`: takes in what `export` wrote, all or nothing; any other file is the office's own
//! list (`spreadsheet`).

use std::io::{Cursor, Read};
use std::path::Path;

use super::context::Context;
use super::demo::Folder;
use super::line::{Load, Source};
use super::out::Out;
use super::spreadsheet;
use crate::domain::query::Loaded;
use crate::error::{Error, Result};
use crate::import;
use crate::store::{self, Mode, Store};

/// Directives between two reports of progress.
const STEP: usize = 100;

/// Bytes at the beginning that tell what a file is.
const HEAD: u64 = 64;

pub fn run(context: &Context, out: &mut Out, asked: &Load) -> Result<u8> {
    let (mut input, path): (Box<dyn Read>, _) = match &asked.source {
        Source::Stdin => {
            out.invite_input();
            (Box::new(std::io::stdin().lock()), Path::new(import::STDIN))
        }
        Source::File(path) => (Box::new(import::open_file(path)?), path.as_path()),
    };
    let mut head = Vec::new();
    let begun = input.by_ref().take(HEAD).read_to_end(&mut head);
    begun.map_err(|_| Error::Unreadable(path.to_owned()))?;
    let is_table = import::table::is_table(&head);
    let input: Box<dyn Read> = Box::new(Cursor::new(head).chain(input));
    if is_table {
        return spreadsheet::run(context, out, asked, input, path);
    }
    whole(context, out, input).map(|()| 0)
}

fn whole(context: &Context, out: &mut Out, input: Box<dyn Read>) -> Result<()> {
    let mut input = Untouched { input, is_touched: false };
    let take = |store: &mut Store, out: &mut Out| {
        // A second attempt after a busy file can only begin where the first has read nothing.
        if input.is_touched {
            return Err(Error::Busy);
        }
        let mut progress = |n: usize| {
            if n > 0 && n.is_multiple_of(STEP) {
                out.progress(&context.lang.cli_loading(n));
            }
        };
        let loaded = store.load(&context.actor, context.now, &mut input, &mut progress);
        out.progress_done();
        loaded
    };
    let db = context.db()?;
    let is_new = !context.read_only && db.file_name().is_some() && db.symlink_metadata().is_err();
    let loaded =
        if is_new { into_new(context, out, &db, take)? } else { context.write(out, Mode::Create, take)? };
    out.line(&context.lang.cli_loaded(loaded.directives, loaded.tasks));
    if loaded.restored {
        out.line(&context.lang.cli_loaded_with_journal());
    }
    Ok(())
}

/// Loads into a file that is not there yet: made in a folder of its own beside its place and moved when
/// it is whole, so that a load that is refused leaves none.
fn into_new(
    context: &Context,
    out: &mut Out,
    db: &Path,
    mut take: impl FnMut(&mut Store, &mut Out) -> Result<Loaded>,
) -> Result<Loaded> {
    let folder = Folder(db.with_file_name(format!(".dondoc-load-{}", context.actor.run)));
    let new = folder.0.join("new.db");
    let loaded = take(&mut Store::open(&new, Mode::Create)?, out)?;
    match store::place(&new, db) {
        // Somebody made one meanwhile.
        Err(Error::FileExists(_)) => Err(Error::Busy),
        placed => placed.map(|()| loaded),
    }
}

/// Input that knows whether anything was read from it.
struct Untouched {
    input: Box<dyn Read>,
    is_touched: bool,
}

impl Read for Untouched {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.is_touched = true;
        self.input.read(buffer)
    }
}
