//! `dondoc load FILE|-`: takes in what `export` wrote, all or nothing.

use std::io::Read;

use super::context::Context;
use super::line::Source;
use super::out::Out;
use crate::error::{Error, Result};
use crate::import;
use crate::store::Mode;

/// Directives between two lines of progress: where people watch, and where a log does.
const STEP_ON_TERMINAL: usize = 100;
const STEP_IN_LOG: usize = 1_000;

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
        let step = if out.err_is_terminal { STEP_ON_TERMINAL } else { STEP_IN_LOG };
        let mut is_shown = false;
        let mut progress = |n: usize| {
            if n > 0 && n.is_multiple_of(step) {
                out.progress(&context.lang.cli_loading(n));
                is_shown = true;
            }
        };
        let loaded = store.load(&context.actor, context.now, &mut input, &mut progress);
        if is_shown {
            out.progress_done();
        }
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
