//! The command line as typed: the request that a well-formed line stands for.
//!
//! Border: no command is run here and nothing is printed; `grammar` says what may be typed and
//! `usage` words what may not.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use chrono::NaiveDateTime;
use clap::ArgMatches;

use super::grammar::{self, HISTORY_LIMIT, STATUSES};
use crate::domain::query::TaskFilter;
use crate::i18n::Lang;
use crate::text::{self, typing::Typing};

/// Options that stand before or after any command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Globals {
    pub db: Option<PathBuf>,
    pub lang: Option<Lang>,
    /// Where the program's clock starts: a wall clock reading in Vietnam.
    pub at: Option<NaiveDateTime>,
    pub ascii: bool,
    pub read_only: bool,
}

/// What one line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    Screens,
    Demo,
    Help(Vec<String>),
    Today {
        mine: bool,
        fail_overdue: bool,
        json: bool,
    },
    Import(Import),
    Directives {
        json: bool,
    },
    List {
        filter: Box<TaskFilter>,
        json: bool,
    },
    Show {
        name: String,
        json: bool,
    },
    Mark {
        tasks: Vec<String>,
        done: bool,
    },
    Undo,
    History {
        name: Option<String>,
        limit: usize,
        json: bool,
    },
    Check {
        json: bool,
    },
    Export,
    Load(Source),
    /// `typing` where it was stated.
    Keys {
        plain: bool,
        in_field: bool,
        typing: Option<Typing>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub sources: Vec<Source>,
    pub dry_run: bool,
    pub json: bool,
    pub yes: bool,
}

/// Where input comes from: a path, or `-`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Stdin,
    File(PathBuf),
}

/// The language that `--lang` asks for, found also in a line that is otherwise wrong.
/// The last mention counts; nothing after `--` is an option.
pub fn stated_lang(args: &[OsString]) -> Option<Lang> {
    let mut stated = None;
    let mut args = args.iter().skip(1).take_while(|arg| *arg != "--").peekable();
    while let Some(arg) = args.next() {
        let value = match arg.to_str().and_then(|arg| arg.strip_prefix("--lang")) {
            Some("") => args.peek().and_then(|value| value.to_str()),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        stated = value.and_then(lang_named).or(stated);
    }
    stated
}

fn lang_named(name: &str) -> Option<Lang> {
    [("vi", Lang::Vi), ("en", Lang::En)].into_iter().find(|(known, _)| *known == name).map(|(_, lang)| lang)
}

fn typing_named(name: &str) -> Option<Typing> {
    let known = [("telex", Typing::Telex), ("vni", Typing::Vni), ("none", Typing::None)];
    known.into_iter().find(|(known, _)| *known == name).map(|(_, typing)| typing)
}

/// Reads a whole line.
pub fn parse(lang: Lang, args: &[OsString]) -> Result<(Globals, Request), clap::Error> {
    let matches = grammar::command(lang).try_get_matches_from(args)?;
    // Global options are copied down to the innermost command, wherever they stood.
    let innermost = matches.subcommand().map_or(&matches, |(_, inner)| inner);
    Ok((globals(innermost), request(&matches)))
}

fn globals(matches: &ArgMatches) -> Globals {
    Globals {
        db: matches.get_one::<PathBuf>("db").cloned(),
        lang: matches.get_one::<String>("lang").and_then(|name| lang_named(name)),
        at: matches.get_one::<NaiveDateTime>("at").copied(),
        ascii: matches.get_flag("ascii"),
        read_only: matches.get_flag("read-only"),
    }
}

fn request(matches: &ArgMatches) -> Request {
    let Some((name, inner)) = matches.subcommand() else { return Request::Screens };
    let json = || inner.get_flag("json");
    match name {
        "demo" => Request::Demo,
        "help" => Request::Help(words(inner, "command")),
        "today" => Request::Today {
            mine: inner.get_flag("mine"),
            fail_overdue: inner.get_flag("fail-overdue"),
            json: json(),
        },
        "import" => Request::Import(Import {
            sources: paths(inner).into_iter().map(source).collect(),
            dry_run: inner.get_flag("dry-run"),
            json: json(),
            yes: inner.get_flag("yes"),
        }),
        "directives" => Request::Directives { json: json() },
        "list" => Request::List { filter: Box::new(filter(inner)), json: json() },
        "show" => Request::Show { name: word(inner, "ref").unwrap_or_default(), json: json() },
        "done" | "reopen" => Request::Mark { tasks: words(inner, "task"), done: name == "done" },
        "undo" => Request::Undo,
        "history" => Request::History {
            name: word(inner, "ref"),
            limit: inner.get_one("limit").copied().unwrap_or(HISTORY_LIMIT),
            json: json(),
        },
        "check" => Request::Check { json: json() },
        "export" => Request::Export,
        "load" => Request::Load(paths(inner).into_iter().map(source).next().unwrap_or(Source::Stdin)),
        "keys" => Request::Keys {
            plain: inner.get_flag("plain"),
            in_field: word(inner, "context").as_deref() == Some("text"),
            typing: word(inner, "typing").and_then(|name| typing_named(&name)),
        },
        // Every command of `commands` stands above; a test goes through them.
        _ => Request::Screens,
    }
}

fn filter(matches: &ArgMatches) -> TaskFilter {
    let status = word(matches, "status");
    TaskFilter {
        overdue: matches.get_flag("overdue"),
        due_within: matches.get_one("due-within").copied(),
        unit: word(matches, "unit"),
        person: word(matches, "person"),
        status: STATUSES.into_iter().find(|(name, _)| status.as_deref() == Some(*name)).map(|(_, s)| s),
        text: word(matches, "text"),
        since: matches.get_one("since").copied(),
        directive: None,
        limit: matches.get_one("limit").copied(),
    }
}

/// A text argument, in the form in which text is stored.
fn word(matches: &ArgMatches, id: &str) -> Option<String> {
    matches.get_one::<String>(id).map(|word| text::nfc(word))
}

fn words(matches: &ArgMatches, id: &str) -> Vec<String> {
    matches.get_many::<String>(id).into_iter().flatten().map(|word| text::nfc(word)).collect()
}

fn paths(matches: &ArgMatches) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>("file").into_iter().flatten().cloned().collect()
}

fn source(path: PathBuf) -> Source {
    if path.as_os_str() == OsStr::new("-") { Source::Stdin } else { Source::File(path) }
}

#[cfg(test)]
mod tests;
