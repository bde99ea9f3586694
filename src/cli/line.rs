//! The command line as typed: what may stand on it, and the request that a well-formed line is.
//!
//! Border: no command is run here and nothing is printed. Help texts are set by the names of
//! arguments, in the chosen language; `usage` words the lines that are wrong.

mod acts;
mod report;
mod staff;
mod worded;

use std::convert::Infallible;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use clap::builder::{OsStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::act::Assign;
use super::guide::PAGES;
use crate::domain::query::TaskFilter;
use crate::domain::standing::Standing;
use crate::domain::table::Field;
use crate::i18n::Lang;
use crate::text::{self, typing::Typing};

pub use acts::{Done, Extend, Remind};
pub use report::{Report, group_name};
pub use staff::{Keys, Staff};
pub use worded::grammar;

#[derive(Parser)]
#[command(name = "dondoc", version)]
struct Line {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    request: Option<Request>,
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// Options that stand before or after any command.
#[derive(Debug, Default, PartialEq, Eq, Args)]
pub struct Globals {
    #[arg(long, global = true)]
    pub db: Option<PathBuf>,
    #[arg(long, global = true)]
    lang: Option<Lang>,
    /// Where the program's clock starts: a wall clock reading in Vietnam.
    #[arg(long, global = true, value_parser = instant)]
    pub at: Option<NaiveDateTime>,
    #[arg(long, global = true)]
    pub ascii: bool,
    #[arg(long, global = true)]
    pub read_only: bool,
}

/// The commands; a line without one asks for the screens.
#[derive(Debug, PartialEq, Eq, Subcommand)]
pub enum Request {
    Demo,
    Today(Today),
    Import(Import),
    Directives {
        #[arg(long)]
        json: bool,
    },
    List {
        #[command(flatten)]
        filter: Filter,
        #[arg(long)]
        json: bool,
    },
    Report(Box<Report>),
    Show {
        #[arg(value_parser = nfc)]
        named: String,
        #[arg(long)]
        json: bool,
    },
    Done(Done),
    Reopen {
        #[arg(required = true, value_parser = nfc)]
        tasks: Vec<String>,
        #[arg(long, value_parser = nfc)]
        reason: Option<String>,
    },
    Note {
        #[arg(value_parser = nfc)]
        task: String,
        #[arg(value_parser = nfc)]
        note_text: String,
    },
    Extend(Extend),
    Remind(Remind),
    Assign(Assign),
    Undo,
    History(History),
    Check {
        #[arg(long)]
        json: bool,
    },
    /// Where to: a file or a folder.
    Backup {
        #[arg(id = "backup_to")]
        to: Option<PathBuf>,
        #[arg(id = "keep", long, default_value = "14", value_parser = count)]
        keep: usize,
    },
    Restore {
        copy: PathBuf,
    },
    Export,
    Load(Load),
    #[command(subcommand)]
    Staff(Staff),
    AuthorizedKeys {
        /// One key alone, in one word or with its type before it.
        #[arg(id = "offered", long = "key", num_args = 1..=2)]
        offered: Vec<String>,
    },
    Session {
        /// What is no login is refused in words of its own.
        #[arg(allow_hyphen_values = true, value_parser = nfc)]
        login: String,
    },
    SetupServer {
        #[arg(long)]
        windows: bool,
    },
    Guide {
        #[arg(value_parser = PossibleValuesParser::new(PAGES.map(|(name, _)| name)))]
        topic: Option<String>,
    },
    /// The inside of `load`: takes a spreadsheet apart, see `import::table`.
    #[command(hide = true)]
    Cells,
    /// The inside of `import`: takes a letter apart, see `import::serve`.
    #[command(hide = true)]
    Letter {
        #[arg(long)]
        pdftotext: bool,
    },
    Keys {
        #[arg(long)]
        plain: bool,
        #[arg(long, value_enum, default_value = "list")]
        context: KeysContext,
        #[arg(long, value_parser = typing())]
        typing: Option<Typing>,
    },
    Help {
        words: Vec<String>,
    },
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Today {
    #[arg(long)]
    pub mine: bool,
    #[arg(long)]
    pub fail_overdue: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Import {
    #[arg(required = true, value_parser = source())]
    pub letters: Vec<Source>,
    #[arg(long, conflicts_with = "yes")]
    pub dry_run: bool,
    #[arg(long)]
    pub json: bool,
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct History {
    #[arg(value_parser = nfc)]
    pub record: Option<String>,
    #[arg(id = "doer", long = "person", value_parser = nfc)]
    pub person: Option<String>,
    /// A day as people write it; what it is depends on today.
    #[arg(long, allow_hyphen_values = true)]
    pub on: Option<String>,
    #[arg(long = "limit", default_value = "200", value_parser = count)]
    pub lines: usize,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Load {
    #[arg(value_parser = source())]
    pub source: Source,
    /// A heading and the field its column is; no field: left aside.
    #[arg(long, value_parser = mapped)]
    pub map: Vec<(String, Option<Field>)>,
    #[arg(long)]
    pub json: bool,
    #[arg(long)]
    pub yes: bool,
}

/// The options of `list` that narrow it.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Filter {
    #[arg(long)]
    overdue: bool,
    #[arg(long, value_parser = clap::value_parser!(i64).range(0..=36_500))]
    due_within: Option<i64>,
    #[arg(long, value_parser = nfc)]
    unit: Option<String>,
    #[arg(long, value_parser = nfc)]
    person: Option<String>,
    #[arg(long, value_parser = status())]
    status: Option<Status>,
    #[arg(long, value_parser = nfc)]
    text: Option<String>,
    /// A day as people write it; what it is depends on today.
    #[arg(long, allow_hyphen_values = true)]
    pub since: Option<String>,
    #[arg(long, value_parser = count)]
    limit: Option<usize>,
}

impl Filter {
    /// Whether anything but a unit is asked for.
    pub fn narrows(&self) -> bool {
        let Filter { overdue, due_within, unit: _, person, status, text, since, limit } = self;
        let words = [person, text, since].into_iter().any(Option::is_some);
        *overdue || due_within.is_some() || words || status.is_some() || limit.is_some()
    }

    pub fn unit(&self) -> Option<&str> {
        self.unit.as_deref()
    }

    /// The same over all tasks where no standing was asked for.
    pub fn or_all(self) -> Self {
        Self { status: Some(self.status.unwrap_or(ALL)), ..self }
    }

    /// One filter for each standing asked for, with the day that `since` was read as.
    pub fn each(self, since: Option<NaiveDate>) -> Vec<TaskFilter> {
        let Filter { overdue, due_within, unit, person, status, text, since: _, limit } = self;
        let all =
            TaskFilter { overdue, due_within, unit, person, text, since, limit, ..TaskFilter::default() };
        let status = status.unwrap_or(OPEN);
        status.iter().map(|status| TaskFilter { status: *status, ..all.clone() }).collect()
    }
}

/// What `keys` takes itself for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KeysContext {
    List,
    Text,
}

/// Where input comes from: a path, or `-`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Stdin,
    File(PathBuf),
}

/// What a name of `--status` stands for; `None` is all that is open.
type Status = &'static [Option<Standing>];
const OPEN: Status = &[None];

/// The names of `--status`, English and Vietnamese; the latter also without marks and with spaces.
const STATUSES: [(&str, &str, Status); 11] = [
    ("open", "chưa-xong", OPEN),
    ("overdue", "trễ-hạn", &[Some(Standing::Overdue)]),
    ("due-soon", "sắp-đến-hạn", &[Some(Standing::DueSoon)]),
    ("on-track", "trong-hạn", &[Some(Standing::OnTrack)]),
    ("no-deadline", "không-thời-hạn", &[Some(Standing::NoDeadline)]),
    ("done", "xong", DONE),
    ("done-on-time", "xong-đúng-hạn", &[Some(Standing::DoneOnTime)]),
    ("done-late", "xong-trễ-hạn", &[Some(Standing::DoneLate)]),
    ("paused", "tạm-dừng", &[Some(Standing::Paused)]),
    ("withdrawn", "đã-thu-hồi", &[Some(Standing::Withdrawn)]),
    ("all", "tất-cả", ALL),
];
const DONE: Status = &[Some(Standing::DoneOnTime), Some(Standing::DoneLate)];
const ALL: Status = &[None, DONE[0], DONE[1], Some(Standing::Paused), Some(Standing::Withdrawn)];

/// Reads a whole line, the program's name first. A line without a command asks for the screens.
pub fn parse(lang: Lang, args: &[OsString]) -> Result<(Globals, Option<Request>), clap::Error> {
    let line = Line::from_arg_matches(&grammar(lang).try_get_matches_from(args)?)?;
    Ok((line.globals, line.request))
}

/// The language that `--lang` asks for, found also in a line that is otherwise wrong.
/// The last mention counts; nothing after `--` is an option.
pub fn stated_lang(args: &[OsString]) -> Option<Lang> {
    let mut stated = None;
    let mut is_value = false;
    for word in args.iter().skip(1).take_while(|word| *word != "--").filter_map(|word| word.to_str()) {
        let value = if is_value { Some(word) } else { word.strip_prefix("--lang=") };
        stated = value.and_then(|value| Lang::from_str(value, false).ok()).or(stated);
        is_value = word == "--lang";
    }
    stated
}

/// A text, in the form in which text is stored.
pub(super) fn nfc(typed: &str) -> Result<String, Infallible> {
    Ok(text::nfc(typed))
}

fn source() -> impl TypedValueParser<Value = Source> {
    OsStringValueParser::new().map(|path| match path {
        dash if dash == OsStr::new("-") => Source::Stdin,
        path => Source::File(path.into()),
    })
}

/// "Hạn xử lý=due"; "Hạn xử lý=" leaves the column aside.
fn mapped(typed: &str) -> Result<(String, Option<Field>), String> {
    let (heading, name) = typed.rsplit_once('=').ok_or_else(|| typed.to_owned())?;
    let name = Some(name.trim()).filter(|name| !name.is_empty());
    let field = serde_json::from_value(serde_json::json!(name)).map_err(|_| typed.to_owned())?;
    Ok((text::nfc(heading), field))
}

fn status() -> impl TypedValueParser<Value = Status> {
    let names = STATUSES.map(|(name, vi, _)| {
        PossibleValue::new(name).aliases([
            vi.to_owned(),
            vi.replace('-', " "),
            text::fold(vi),
            text::fold(vi).replace('-', " "),
        ])
    });
    let named = |name: String| {
        let typed = text::fold(&name).replace(' ', "-");
        STATUSES.iter().find(|(en, vi, _)| typed == *en || typed == text::fold(vi)).map(|known| known.2)
    };
    PossibleValuesParser::new(names).map(move |name| named(name).expect("only names of the table pass"))
}

fn typing() -> impl TypedValueParser<Value = Typing> {
    PossibleValuesParser::new(["telex", "vni", "none"]).map(|name| match name.as_str() {
        "vni" => Typing::Vni,
        "none" => Typing::None,
        _ => Typing::Telex,
    })
}

/// The range in which the calendar and two-digit habits are safe (RELIABILITY F13).
fn plausible(day: NaiveDate) -> Option<NaiveDate> {
    (1990..=2100).contains(&day.year()).then_some(day)
}

/// A wall clock reading in Vietnam: `2020-12-21T08:00`, with seconds, or a day alone (its start).
fn instant(typed: &str) -> Result<NaiveDateTime, String> {
    let forms = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"];
    let read = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(typed, form).ok());
    let read = read.or_else(|| Some(day(typed).ok()?.and_time(NaiveTime::MIN)));
    read.filter(|at| plausible(at.date()).is_some()).ok_or_else(|| typed.to_owned())
}

/// A day: `2020-12-29`, `29/12/2020`, `29-12-2020` or `29.12.2020`.
fn day(typed: &str) -> Result<NaiveDate, String> {
    let forms = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"];
    let read = forms.iter().find_map(|form| NaiveDate::parse_from_str(typed, form).ok());
    read.and_then(plausible).ok_or_else(|| typed.to_owned())
}

fn count(typed: &str) -> Result<usize, String> {
    typed.parse().ok().filter(|n| *n > 0).ok_or_else(|| typed.to_owned())
}

#[cfg(test)]
mod tests;
