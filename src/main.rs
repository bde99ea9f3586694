//! Hands the process's arguments to `dondoc::cli` and its answer to the shell or to the screens.

use std::process::ExitCode;

use dondoc::cli::{self, Next};
use dondoc::tui;

fn main() -> ExitCode {
    let screens = match cli::run(std::env::args_os().collect()) {
        Next::Exit(code) => return ExitCode::from(code),
        Next::Screens(screens) => screens,
    };
    let ended = tui::run(tui::Start {
        db: screens.db.clone(),
        mode: screens.mode,
        lang: screens.lang,
        ascii: screens.ascii,
        colour: screens.colour,
        clock: screens.clock,
        actor: screens.actor.clone(),
        in_session: false,
    });
    ExitCode::from(screens.end(ended))
}
