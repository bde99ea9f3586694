//! `dondoc session NAME`, the forced command of a public key: the screens or one command in the name that the
//! key's line states, and nothing else of the machine.
//!
//! Border: who is there comes from that line alone. What the client sends is terminal, an address and a
//! command in a grammar without paths, clock and identity; whatever else it asks for is refused and written
//! down.

pub(super) mod record;
mod words;

use std::ffi::{OsStr, OsString};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::process::Command;

use rustix::process::{Resource, Rlimit, setrlimit};
use rustix::thread::set_no_new_privs;

use super::context::Context;
use super::line::{self, Globals, Request, Source};
use super::out::Out;
use super::{Next, Screens, command, usage};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::domain::change::Actor;
use crate::domain::people::is_login;
use crate::error::{Error, Result};
use crate::store::Mode;

/// Descriptors of one session; its screens need some twenty.
const MOST_FILES: u64 = 256;

/// The commands that a session takes, in the order in which a refusal lists them.
const TAKEN: &str =
    "today, list, directives, show, done, reopen, note, extend, remind, import -, report, history, guide";

/// The exit code of what is not permitted.
const REFUSED: u8 = 5;

/// What to do once it is known who is there.
enum Asked {
    Screens,
    Command(Box<Request>),
}

/// Gives up what a session has no use for. Limits go on to the process that reads letters.
///
/// Returns when that is done: a process with foreign variables becomes this program anew, without them.
pub fn confine(args: &[OsString]) -> Result<()> {
    for (resource, limit) in [(Resource::Core, 0), (Resource::Nofile, MOST_FILES)] {
        // A limit that is lower already stays.
        let _ = setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) });
    }
    let failed = |error: std::io::Error| Error::Io { path: "dondoc".into(), detail: error.to_string() };
    set_no_new_privs(true).map_err(|errno| failed(errno.into()))?;
    let Some(kept) = config::foreign_surroundings() else { return Ok(()) };
    let program = std::env::current_exe().map_err(failed)?;
    let words = args.get(1..).unwrap_or_default();
    Err(failed(Command::new(program).args(words).env_clear().envs(kept).exec()))
}

/// Lets `login` in, to the screens or for one command.
pub fn run(config: &Config, mut context: Context, mut out: Out, login: &str, clock: Clock) -> Next {
    let asked = Config::asked();
    let admitted =
        admit(&context, &mut out, login).and_then(|()| understood(&context, &mut out, asked.as_deref()));
    record::write(&context, login, asked.as_deref(), admitted.as_ref().err(), clock.now());
    let request = match admitted {
        Ok(request) => request,
        Err(error) => {
            // What a refused command would have been was said.
            let ended = if error == Error::NotPermitted { Ok(REFUSED) } else { Err(error) };
            return Next::Exit(out.finish(ended));
        }
    };
    context.actor = Actor { login: login.to_owned(), ..context.actor };
    context.ways.pdftotext = false;
    match request {
        Asked::Command(request) => {
            let ended = command(&context, &mut out, *request);
            Next::Exit(out.finish(ended))
        }
        Asked::Screens => {
            let db = match context.db() {
                Ok(db) => db,
                Err(error) => return Next::Exit(out.finish(Err(error))),
            };
            let server = Config::server().unwrap_or_else(|| "localhost".to_owned());
            let mut screens = Screens::new(config, context, out, clock, db);
            let start = &mut screens.start;
            // The file is there already, or nobody would have been known.
            start.mode = if start.mode == Mode::Create { Mode::ReadWrite } else { start.mode };
            (start.in_session, start.reached_as) = (true, Some(format!("{}@{server}", config.login)));
            Next::Screens(Box::new(screens))
        }
    }
}

/// Whether there is such a person, who is at work; all that is said to others is that there is none.
fn admit(context: &Context, out: &mut Out, login: &str) -> Result<()> {
    let is_known = is_login(login) && {
        let store = context.look(out)?;
        // Whoever may write the file by a group is known by their own account, and nobody else.
        let is_ours =
            store.path().metadata().is_ok_and(|file| file.uid() == rustix::process::geteuid().as_raw());
        is_ours && store.person(login)?.is_some_and(|person| !person.fields.disabled)
    };
    if is_known {
        return Ok(());
    }
    out.note(&context.lang.session_nobody(login));
    Err(Error::NotPermitted)
}

/// What the client asks for, in the session's own grammar.
fn understood(context: &Context, out: &mut Out, asked: Option<&OsStr>) -> Result<Asked> {
    let Some(asked) = asked else { return Ok(Asked::Screens) };
    let Some(mut words) = asked.to_str().and_then(words::split) else {
        return refuse(context, out, Vec::new());
    };
    // Commands that the screens show for fetching a paper begin with the program's name.
    if words.first().is_none_or(|word| word != "dondoc") {
        words.insert(0, "dondoc".to_owned());
    }
    let is_taken =
        words.get(1).is_some_and(|word| TAKEN.split(", ").any(|taken| taken.split(' ').next() == Some(word)));
    let words: Vec<OsString> = words.into_iter().map(OsString::from).collect();
    match line::parse(context.lang, &words) {
        Ok((globals, Some(request))) if globals == Globals::default() && may_run(&request) => {
            Ok(Asked::Command(Box::new(request)))
        }
        Err(error) if is_taken && error.use_stderr() => {
            let why = usage::words(context.lang, &error, &words);
            refuse(context, out, why)
        }
        _ => refuse(context, out, Vec::new()),
    }
}

/// Commands without a path, a clock or an identity. A new one is decided on here.
fn may_run(request: &Request) -> bool {
    use Request::*;
    match request {
        Today(_) | Directives { .. } | List { .. } | Show { .. } | History(_) => true,
        // Its reader has no program of their own to ask.
        Guide { .. } => true,
        Done(_) | Reopen { .. } | Note { .. } | Extend(_) | Remind(_) => true,
        Import(import) => import.letters == [Source::Stdin],
        Report(report) => report.output.is_none(),
        Assign(_)
        | Undo
        | Check { .. }
        | Backup { .. }
        | Restore { .. }
        | Export
        | Load(_)
        | Staff(_)
        | AuthorizedKeys { .. } => false,
        Session { .. } | SetupServer { .. } | Demo | Keys { .. } | Help { .. } | Cells | Letter { .. } => {
            false
        }
    }
}

fn refuse(context: &Context, out: &mut Out, why: Vec<String>) -> Result<Asked> {
    out.note(&context.lang.session_refused());
    // The last line of a wrong one sends to a help that a session does not give.
    why.iter().take(1).for_each(|line| out.note(line));
    out.note(&context.lang.usage_nothing_done());
    out.note(&context.lang.session_takes(TAKEN));
    Err(Error::NotPermitted)
}
