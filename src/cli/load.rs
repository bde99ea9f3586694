//! `dondoc load FILE|-`: takes in what `export` wrote, all or nothing.

use std::io::Read;

use super::context::Context;
use super::line::Source;
use super::out::Out;
use crate::error::{Error, Result};
use crate::import;
use crate::store::Mode;

/// Directives between two reports of progress.
const STEP: usize = 100;

pub fn run(context: &Context, out: &mut Out, source: &Source) -> Result<()> {
    let input: Box<dyn Read> = match source {
        Source::Stdin => {
            out.invite_input();
            Box::new(std::io::stdin().lock())
        }
        Source::File(path) => Box::new(import::open_file(path)?),
    };
    let mut input = Untouched { input, is_touched: false };
    let loaded = context.write(out, Mode::Create, |store, out| {
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
    })?;
    out.line(&context.lang.cli_loaded(loaded.directives, loaded.tasks));
    if loaded.restored {
        out.line(&context.lang.cli_loaded_with_journal());
    }
    Ok(())
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
