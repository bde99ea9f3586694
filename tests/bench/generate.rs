//! `generate N FILE`: makes a data file of N tasks for measurements.

#![expect(clippy::print_stdout, reason = "a program of its own, not part of dondoc")]

mod office;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use dondoc::clock::Clock;
use dondoc::domain::change::Actor;
use dondoc::domain::time::Now;
use dondoc::store::{Mode, Store};

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let (tasks, path) = match arguments.as_slice() {
        [tasks, path] => (tasks.to_str().and_then(|tasks| tasks.parse().ok()), PathBuf::from(path)),
        _ => (None, PathBuf::new()),
    };
    let Some(tasks) = tasks else {
        println!("generate N FILE: makes a new data file of N tasks");
        return ExitCode::from(2);
    };
    if path.exists() {
        println!("{} is there already; nothing was done", path.display());
        return ExitCode::from(2);
    }
    let now = Now::new(Clock::system().now());
    let actor = Actor { login: "generate".into(), run: "generate".into() };
    let loaded = Store::open(&path, Mode::Create)
        .and_then(|mut store| store.load(&actor, now, office::json(tasks, now.today()), &mut |_| ()));
    match loaded {
        Ok(loaded) => {
            println!("{}: {} directives, {} tasks", path.display(), loaded.directives, loaded.tasks);
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}
