//! What may be typed: commands, arguments and options for `clap`, with every text in the chosen
//! language, and the parsers of single values.
//!
//! Border: `clap` is named here, in `args` and in `usage` only.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

use crate::domain::standing::Standing;
use crate::i18n::Lang;

/// Lines of the journal that `history` shows unless told otherwise.
pub const HISTORY_LIMIT: usize = 200;

/// The names of `--status`.
pub const STATUSES: [(&str, Standing); 8] = [
    ("overdue", Standing::Overdue),
    ("due-soon", Standing::DueSoon),
    ("on-track", Standing::OnTrack),
    ("no-deadline", Standing::NoDeadline),
    ("done-on-time", Standing::DoneOnTime),
    ("done-late", Standing::DoneLate),
    ("paused", Standing::Paused),
    ("withdrawn", Standing::Withdrawn),
];

/// The whole grammar, with its texts in one language.
pub fn command(lang: Lang) -> Command {
    let root = Command::new("dondoc")
        .version(env!("CARGO_PKG_VERSION"))
        .about(lang.help_about())
        .override_usage(format!("dondoc [{}] [{}]", lang.help_options(), lang.help_command()))
        .help_template(template(lang))
        .after_help(lang.help_after())
        .subcommand_help_heading(lang.help_commands_heading())
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args_override_self(true)
        .next_help_heading(lang.help_general_heading())
        .args(global_args(lang));
    let version = flag("version", lang.help_version()).short('V').action(ArgAction::Version);
    root.arg(version).subcommands(commands(lang))
}

fn template(lang: Lang) -> String {
    format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n", lang.help_usage_heading())
}

fn global_args(lang: Lang) -> Vec<Arg> {
    vec![
        option("db", lang.help_file(), lang.help_db()).value_parser(clap::value_parser!(PathBuf)),
        option("lang", "vi|en".into(), lang.help_lang())
            .value_parser(PossibleValuesParser::new(["vi", "en"])),
        option("at", lang.help_time(), lang.help_at()).value_parser(instant),
        flag("ascii", lang.help_ascii()),
        flag("read-only", lang.help_read_only()),
        flag("help", lang.help_help()).short('h').action(ArgAction::Help),
    ]
    .into_iter()
    .map(|arg| arg.global(true))
    .collect()
}

fn commands(lang: Lang) -> Vec<Command> {
    let (file, tasks) = (lang.help_file(), lang.help_task());
    vec![
        sub(lang, "demo", lang.help_demo(), "", vec![]),
        sub(
            lang,
            "today",
            lang.help_today(),
            "",
            vec![
                flag("mine", lang.help_mine()),
                flag("fail-overdue", lang.help_fail_overdue()),
                json_flag(lang),
            ],
        ),
        sub(
            lang,
            "import",
            lang.help_import(),
            &format!("{file}…|-"),
            vec![
                files(&file, lang.help_letters()).num_args(1..),
                flag("dry-run", lang.help_dry_run()).conflicts_with("yes"),
                flag("json", lang.help_import_json()),
                flag("yes", lang.help_yes()),
            ],
        ),
        sub(lang, "directives", lang.help_directives(), "", vec![json_flag(lang)]),
        sub(lang, "list", lang.help_list(), "", list_args(lang)),
        sub(
            lang,
            "show",
            lang.help_show(),
            &lang.help_ref(),
            vec![positional("ref", &lang.help_ref(), lang.help_ref_arg()).required(true), json_flag(lang)],
        ),
        sub(lang, "done", lang.help_done(), &format!("{tasks}…"), vec![tasks_arg(lang)]),
        sub(lang, "reopen", lang.help_reopen(), &format!("{tasks}…"), vec![tasks_arg(lang)]),
        sub(lang, "undo", lang.help_undo(), "", vec![]),
        sub(
            lang,
            "history",
            lang.help_history(),
            &format!("[{}]", lang.help_ref()),
            vec![
                positional("ref", &lang.help_ref(), lang.help_ref_arg()),
                limit(lang.help_history_limit(HISTORY_LIMIT)),
                json_flag(lang),
            ],
        ),
        sub(lang, "check", lang.help_check(), "", vec![json_flag(lang)]),
        sub(lang, "export", lang.help_export(), "", vec![]),
        sub(lang, "load", lang.help_load(), &format!("{file}|-"), vec![files(&file, lang.help_load_file())]),
        sub(lang, "keys", lang.help_show_keys(), "", keys_args(lang)),
        sub(
            lang,
            "help",
            lang.help_help_command(),
            &format!("[{}]", lang.help_command()),
            vec![positional("command", &lang.help_command(), lang.help_command_arg()).num_args(0..)],
        ),
    ]
}

fn keys_args(lang: Lang) -> Vec<Arg> {
    let one_of = |names: &'static [&'static str]| PossibleValuesParser::new(names);
    vec![
        flag("plain", lang.help_keys_plain()),
        option("context", "list|text".into(), lang.help_keys_context())
            .value_parser(one_of(&["list", "text"])),
        option("typing", "telex|vni|none".into(), lang.help_keys_typing())
            .value_parser(one_of(&["telex", "vni", "none"])),
    ]
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let days = clap::value_parser!(i64).range(0..=36_500);
    let names = PossibleValuesParser::new(STATUSES.map(|(name, _)| name));
    vec![
        flag("overdue", lang.help_overdue()),
        option("due-within", "N".into(), lang.help_due_within()).value_parser(days),
        option("unit", lang.help_unit_name(), lang.help_unit()),
        option("person", lang.help_person_name(), lang.help_person()),
        option("status", lang.help_status_name(), lang.help_status()).value_parser(names),
        option("text", lang.help_text_name(), lang.help_text()),
        option("since", lang.help_date(), lang.help_since()).value_parser(day),
        limit(lang.help_limit()),
        json_flag(lang),
    ]
}

fn sub(lang: Lang, name: &'static str, about: String, takes: &str, args: Vec<Arg>) -> Command {
    let gap = if takes.is_empty() { "" } else { " " };
    Command::new(name)
        .about(about)
        .override_usage(format!("dondoc {name}{gap}{takes} [{}]", lang.help_options()))
        .help_template(template(lang))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args_override_self(true)
        .next_help_heading(lang.help_options_heading())
        .args(args)
}

fn flag(name: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

fn option(name: &'static str, value: String, help: String) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help).hide_possible_values(true)
}

fn positional(name: &'static str, value: &str, help: String) -> Arg {
    Arg::new(name).value_name(value.to_owned()).help(help)
}

fn files(value: &str, help: String) -> Arg {
    positional("file", value, help).required(true).value_parser(clap::value_parser!(PathBuf))
}

fn tasks_arg(lang: Lang) -> Arg {
    positional("task", &lang.help_task(), lang.help_task_arg()).required(true).num_args(1..)
}

fn json_flag(lang: Lang) -> Arg {
    flag("json", lang.help_json())
}

fn limit(help: String) -> Arg {
    option("limit", "N".into(), help).value_parser(count)
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
mod tests {
    use super::*;

    #[test]
    fn instants_and_days() {
        let local = |d, h, m, s| NaiveDate::from_ymd_opt(2020, 12, d).unwrap().and_hms_opt(h, m, s).ok_or("");
        for (typed, at) in [
            ("2020-12-21T08:00", local(21, 8, 0, 0)),
            ("2020-12-21 08:00", local(21, 8, 0, 0)),
            ("2020-12-21T23:59:59", local(21, 23, 59, 59)),
            ("2020-12-21", local(21, 0, 0, 0)),
            ("21/12/2020", local(21, 0, 0, 0)),
        ] {
            assert_eq!(instant(typed), at.map_err(str::to_owned), "{typed}");
        }
        for typed in
            ["", "hôm nay", "2020-02-30", "31/02/2020", "0020-12-21", "2101-01-01", "2020-12-21T25:00"]
        {
            assert!(instant(typed).is_err(), "{typed}");
            assert!(day(typed).is_err(), "{typed}");
        }
    }
}
