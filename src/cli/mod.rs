//! The command line: one file per command, and what they share.
//!
//! Border: reads arguments, asks the store, prints. No rules of its own, no screens: a line that
//! asks for them is handed back to `main` as [`Next::Screens`].

mod args;
mod check;
mod context;
mod demo;
mod directives;
mod export;
mod grammar;
mod history;
mod import;
mod list;
mod load;
mod mark;
mod out;
mod show;
mod table;
mod task;
mod today;
mod undo;
mod usage;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use rustix::fs::Mode as FileMode;

use crate::clock::Clock;
use crate::config::{Config, Language, TypingMethod};
use crate::domain::change::Actor;
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::store::Mode;
use crate::text::typing::Typing;

use args::{Globals, Request};
use context::Context;
use demo::Folder;
use out::Out;

/// What is left to do after the line was read.
pub enum Next {
    /// Nothing; the process ends with this code (DESIGN §8).
    Exit(u8),
    Screens(Box<Screens>),
    Keys(Keys),
}

/// How `dondoc keys` looks at keys.
pub struct Keys {
    pub plain: bool,
    /// As a text field does, not as a list.
    pub in_field: bool,
    pub typing: Typing,
    pub lang: Lang,
}

/// Where and how the screens open.
pub struct Screens {
    pub db: PathBuf,
    pub mode: Mode,
    pub lang: Lang,
    pub ascii: bool,
    pub colour: bool,
    pub typing: Typing,
    pub clock: Clock,
    pub actor: Actor,
    /// The demo's folder, removed with this value.
    throw_away: Option<Folder>,
    out: Out,
}

impl Screens {
    /// After the screens: says what stopped them, removes a demo's folder, gives the exit code.
    pub fn end(mut self, ended: Result<i32>) -> u8 {
        drop(self.throw_away.take());
        let code = ended.map(|code| u8::try_from(code).unwrap_or(u8::MAX));
        let code = code.unwrap_or_else(|error| refuse(&mut self.out, self.lang, &error));
        self.out.finish(self.lang, code)
    }
}

/// Runs one line of arguments, the program's name first.
pub fn run(args: Vec<OsString>) -> Next {
    // What the program makes belongs to its account alone, whatever the caller's mask is.
    rustix::process::umask(FileMode::from_raw_mode(0o077));
    let config = Config::read();
    let settled = match config.lang {
        Some(Language::En) => Lang::En,
        Some(Language::Vi) | None => Lang::Vi,
    };
    let lang = args::stated_lang(&args).unwrap_or(settled);
    match args::parse(lang, &args) {
        Ok((globals, request)) => {
            let mut out = Out::of_process(config.ascii || globals.ascii, config.columns);
            if let Some(path) = &config.bad_settings {
                out.note(&lang.cli_settings_ignored(&path.to_string_lossy()));
            }
            obey(&config, lang, globals, request, out)
        }
        Err(error) => {
            let mut out = Out::of_process(config.ascii, config.columns);
            let code = answer_parser(&mut out, lang, &error, &args);
            Next::Exit(out.finish(lang, code))
        }
    }
}

/// Help and version are answers; everything else the parser reports is a wrong line.
fn answer_parser(out: &mut Out, lang: Lang, error: &clap::Error, args: &[OsString]) -> u8 {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        out.text(&error.render().to_string());
        return 0;
    }
    for line in usage::words(lang, error, args) {
        out.note(&line);
    }
    Error::Usage(String::new()).exit_code()
}

fn obey(config: &Config, lang: Lang, globals: Globals, request: Request, mut out: Out) -> Next {
    let clock = match (globals.at, &request) {
        (Some(at), _) => Clock::starting_at(Now::from_local(at).at()),
        (None, Request::Demo) => Clock::starting_at((*demo::STARTS_AT).at()),
        (None, _) => Clock::system(),
    };
    let mut context = Context::new(config, lang, clock, globals);
    let opened = match request {
        Request::Screens => context.db().map(|db| (db, None)),
        Request::Demo => demo::prepare(&mut context, &config.temp_dir).map(|(db, folder)| (db, Some(folder))),
        Request::Keys { plain, in_field, typing } => {
            let typing = typing.unwrap_or_else(|| settled_typing(config));
            return Next::Keys(Keys { plain, in_field, typing, lang });
        }
        other => {
            let code = command(&context, &mut out, other);
            let code = code.unwrap_or_else(|error| refuse(&mut out, lang, &error));
            return Next::Exit(out.finish(lang, code));
        }
    };
    match opened {
        Ok((db, throw_away)) => Next::Screens(Box::new(Screens {
            db,
            mode: if context.read_only { Mode::ReadOnly } else { Mode::Create },
            lang,
            ascii: config.ascii || context.ascii,
            colour: config.colour,
            typing: settled_typing(config),
            clock,
            actor: context.actor,
            throw_away,
            out,
        })),
        Err(error) => Next::Exit(refuse(&mut out, lang, &error)),
    }
}

fn settled_typing(config: &Config) -> Typing {
    match config.typing {
        Some(TypingMethod::Telex) | None => Typing::Telex,
        Some(TypingMethod::Vni) => Typing::Vni,
        Some(TypingMethod::None) => Typing::None,
    }
}

/// Runs a command that prints and ends; gives its exit code.
fn command(context: &Context, out: &mut Out, request: Request) -> Result<u8> {
    match request {
        Request::Help(words) => Ok(help(context.lang, out, &words)),
        Request::Today { mine, fail_overdue, json } => today::run(context, out, mine, fail_overdue, json),
        Request::Import(import) => import::run(context, out, &import),
        Request::Directives { json } => directives::run(context, out, json),
        Request::List { filter, json } => list::run(context, out, &filter, json),
        Request::Show { name, json } => show::run(context, out, &name, json),
        Request::Mark { tasks, done } => mark::run(context, out, &tasks, done),
        Request::Undo => undo::run(context, out),
        Request::History { name, limit, json } => history::run(context, out, name.as_deref(), limit, json),
        Request::Check { json } => check::run(context, out, json),
        Request::Export => export::run(context, out),
        Request::Load(source) => load::run(context, out, &source),
        Request::Screens | Request::Demo | Request::Keys { .. } => unreachable!("opened by the caller"),
    }
}

/// `dondoc help [COMMAND]` is the same text as `dondoc COMMAND --help`.
fn help(lang: Lang, out: &mut Out, words: &[String]) -> u8 {
    let mut line: Vec<OsString> = vec!["dondoc".into()];
    line.extend(words.iter().map(OsString::from));
    line.push("--help".into());
    match args::parse(lang, &line) {
        Err(error) => answer_parser(out, lang, &error, &line),
        Ok(_) => 0,
    }
}

/// Says an error and gives its exit code.
fn refuse(out: &mut Out, lang: Lang, error: &Error) -> u8 {
    out.error(&lang.error(error));
    error.exit_code()
}
