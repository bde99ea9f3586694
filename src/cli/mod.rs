//! The command line: one file per command, and what they share.
//!
//! Border: reads arguments, asks the store, prints. No rules of its own, no screens: a line that
//! asks for them is handed back to `main` as [`Next::Screens`].

mod act;
mod authorized_keys;
mod backup;
mod check;
mod context;
mod demo;
mod directives;
mod guide;
mod history;
mod import;
mod line;
mod list;
mod load;
mod mark;
mod out;
mod report;
mod restore;
mod session;
mod setup_server;
mod show;
mod spreadsheet;
mod staff;
mod table;
mod task;
mod today;
mod undo;
mod usage;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use clap::error::ErrorKind;
use rustix::fs::Mode as FileMode;
use signal_hook::consts::SIGXFSZ;
use signal_hook::flag;

use crate::clock::Clock;
use crate::config::{Config, Language, TypingMethod};
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::import::{serve, table as tables};
use crate::start::Start;
use crate::store::Mode;
use crate::text::typing::Typing;

use context::Context;
use demo::Folder;
use line::{Done, Globals, KeysContext, Request};
use out::Out;

/// The exit code of a line that is not understood (DESIGN §8).
const WRONG_LINE: u8 = 2;

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
    pub start: Start,
    /// The demo's folder, removed with this value.
    throw_away: Option<Folder>,
    out: Out,
}

impl Screens {
    fn new(config: &Config, context: Context, out: Out, clock: Clock, db: PathBuf) -> Self {
        let start = Start {
            db,
            mode: if context.read_only { Mode::ReadOnly } else { Mode::Create },
            lang: context.lang,
            ascii: out.ascii,
            colour: config.colour,
            typing: settled_typing(config),
            clock,
            actor: context.actor,
            ways: context.ways,
            in_session: false,
            reached_as: Config::server().map(|server| format!("{}@{server}", config.login)),
        };
        Self { start, throw_away: None, out }
    }

    /// After the screens: says what stopped them, removes a demo's folder, gives the exit code.
    pub fn end(mut self, ended: Result<i32>) -> u8 {
        drop(self.throw_away.take());
        self.out.finish(ended.map(|code| u8::try_from(code).unwrap_or(u8::MAX)))
    }
}

/// Runs one line of arguments, the program's name first.
pub fn run(args: Vec<OsString>) -> Next {
    // What the program makes belongs to its account alone, whatever the caller's mask is.
    rustix::process::umask(FileMode::from_raw_mode(0o077));
    let config = Config::read();
    let settled = if config.lang == Some(Language::En) { Lang::En } else { Lang::Vi };
    let lang = line::stated_lang(&args).unwrap_or(settled);
    let mut out = Out::of_process(lang, config.ascii, config.columns);
    match line::parse(lang, &args) {
        Ok((globals, request)) => {
            out.ascii |= globals.ascii;
            if let Some(path) = &config.bad_settings {
                out.note(&lang.cli_settings_ignored(&path.to_string_lossy()));
            }
            obey(&config, lang, globals, request, out, &args)
        }
        Err(error) => {
            let code = answer_parser(&mut out, lang, &error, &args);
            Next::Exit(out.finish(Ok(code)))
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
    WRONG_LINE
}

fn obey(
    config: &Config,
    lang: Lang,
    globals: Globals,
    request: Option<Request>,
    mut out: Out,
    args: &[OsString],
) -> Next {
    if let Some(Request::Session { login }) = &request {
        // Nobody's session has another clock than the office's.
        let confined = if globals.at.is_some() { Err(Error::NotPermitted) } else { session::confine(args) };
        return match confined {
            Ok(()) => {
                let clock = Clock::system();
                session::run(config, Context::new(config, lang, clock, globals), out, login, clock)
            }
            Err(error) => failed(out, error),
        };
    }
    let clock = match (globals.at, &request) {
        (Some(at), _) => Clock::starting_at(Now::from_local(at).at()),
        (None, Some(Request::Demo)) => Clock::starting_at(demo::STARTS_AT.at()),
        (None, _) => Clock::system(),
    };
    let mut context = Context::new(config, lang, clock, globals);
    let opened = match request {
        None => context.db().map(|db| (db, None)),
        Some(Request::Demo) => {
            demo::prepare(&mut context, &config.temp_dir).map(|(db, folder)| (db, Some(folder)))
        }
        Some(Request::Keys { plain, context, typing }) => {
            let (in_field, typing) = (context == KeysContext::Text, typing.unwrap_or(settled_typing(config)));
            return Next::Keys(Keys { plain, in_field, typing, lang });
        }
        Some(request) => {
            let ended = command(&context, &mut out, request);
            return Next::Exit(out.finish(ended));
        }
    };
    match opened {
        Ok((db, throw_away)) => {
            Next::Screens(Box::new(Screens { throw_away, ..Screens::new(config, context, out, clock, db) }))
        }
        Err(error) => failed(out, error),
    }
}

fn failed(mut out: Out, error: Error) -> Next {
    Next::Exit(out.finish(Err(error)))
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
        Request::Help { words } => return Ok(help(context.lang, out, words)),
        Request::Today(asked) => return today::run(context, out, &asked),
        Request::Import(asked) => return import::run(context, out, &asked),
        Request::Backup { to, keep } => backup::run(context, out, to.as_deref(), keep)?,
        Request::Restore { copy } => restore::run(context, out, &copy)?,
        Request::Check { json } => return check::run(context, out, json),
        Request::History(asked) => return history::run(context, out, &asked),
        Request::List { filter, json } => return list::run(context, out, filter, json),
        Request::Report(asked) => return report::run(context, out, *asked),
        Request::Directives { json } => directives::run(context, out, json)?,
        Request::Show { named, json } => show::run(context, out, &named, json)?,
        Request::Done(asked) => mark::run(context, out, &asked, true)?,
        Request::Reopen { tasks, reason } => {
            mark::run(context, out, &Done { tasks, reason, ..Done::default() }, false)?;
        }
        Request::Note { task, note_text } => act::note(context, out, &task, &note_text)?,
        Request::Extend(asked) => act::extend(context, out, &asked)?,
        Request::Remind(asked) => act::remind(context, out, &asked)?,
        Request::Assign(asked) => act::assign(context, out, &asked)?,
        Request::Undo => undo::run(context, out)?,
        // The form is that of `domain::whole`.
        Request::Export => context.look(out)?.export(&mut out.json_stream())?,
        Request::Load(asked) => return load::run(context, out, &asked),
        Request::Staff(asked) => staff::run(context, out, asked)?,
        Request::AuthorizedKeys { offered } => authorized_keys::run(context, out, &offered)?,
        Request::SetupServer { windows } => setup_server::run(out, windows),
        Request::Guide { topic } => guide::run(out, topic.as_deref()),
        Request::Letter { pdftotext } => return Ok(inside(out, serve(pdftotext))),
        Request::Cells => return Ok(inside(out, tables::serve())),
        Request::Demo | Request::Keys { .. } | Request::Session { .. } => {
            unreachable!("opened by the caller")
        }
    }
    Ok(0)
}

/// Hands what a process with limits made to the one that began it.
fn inside(out: &mut Out, made: Result<Vec<u8>, u8>) -> u8 {
    // Its limits let it write no file; where the answer goes to one, that is said in words.
    let _ = flag::register(SIGXFSZ, Arc::default());
    match made {
        Ok(answer) => u8::from(!out.binary(&answer)),
        Err(code) => code,
    }
}

/// `dondoc help [COMMAND]` is the same text as `dondoc COMMAND --help`.
fn help(lang: Lang, out: &mut Out, words: Vec<String>) -> u8 {
    let words = ["dondoc".to_owned()].into_iter().chain(words).chain(["--help".to_owned()]);
    let line: Vec<OsString> = words.map(OsString::from).collect();
    match line::parse(lang, &line) {
        Err(error) => answer_parser(out, lang, &error, &line),
        Ok(_) => 0,
    }
}
