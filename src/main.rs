//! Hands the process's arguments to `dondoc::cli` and its answer to the shell or to the screens.

use std::process::ExitCode;

use dondoc::cli::{self, Next};
use dondoc::tui::{self, ime::Place, keys};

fn main() -> ExitCode {
    let screens = match cli::run(std::env::args_os().collect()) {
        Next::Exit(code) => return ExitCode::from(code),
        Next::Screens(screens) => screens,
        Next::Keys(asked) => {
            let place = if asked.in_field { Place::Text } else { Place::List };
            let start = keys::Start { plain: asked.plain, place, typing: asked.typing, lang: asked.lang };
            return ExitCode::from(u8::try_from(keys::run(start)).unwrap_or(u8::MAX));
        }
    };
    let ended = tui::run(screens.start.clone());
    ExitCode::from(screens.end(ended))
}
