//! The grammar with its texts: help of every command and argument, in the chosen language.
//!
//! Border: words are found in `i18n` by the names of commands and arguments.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::Line;
use crate::i18n::Lang;

/// The whole grammar with its texts in one language.
pub fn grammar(lang: Lang) -> Command {
    let general = lang.help_general_heading();
    worded(lang, &general, Line::command())
        .about(lang.help_about())
        .override_usage(format!(
            "dondoc [{}] [{}]",
            lang.help_options(),
            lang.help_value("words").unwrap_or_default()
        ))
        .after_help(lang.help_after())
        .mut_subcommands(|command| inner(lang, "", "dondoc", command))
}

/// A command, known by the words from `names` on and used as `usage` begins, with those below it.
fn inner(lang: Lang, names: &str, usage: &str, command: Command) -> Command {
    let name = format!("{names}{}", command.get_name());
    let mut usage = format!("{usage} {}", command.get_name());
    let command = worded(lang, &lang.help_options_heading(), command).about(lang.help_command(&name));
    for arg in command.get_positionals() {
        usage.push_str(&in_usage(arg));
    }
    let below = if command.has_subcommands() { lang.help_value("words") } else { None };
    let below = below.map_or_else(String::new, |word| format!(" {word}"));
    let names = format!("{name} ");
    command
        .override_usage(format!("{usage}{below} [{}]", lang.help_options()))
        .mut_subcommands(|command| inner(lang, &names, &usage, command))
}

/// A command with the words for its own arguments, which stand in help under `heading`.
fn worded(lang: Lang, heading: &str, command: Command) -> Command {
    command
        .help_template(format!(
            "{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n",
            lang.help_usage_heading()
        ))
        .subcommand_help_heading(lang.help_commands_heading())
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .args_override_self(true)
        .mut_args(|arg| {
            let name = arg.get_id().as_str().to_owned();
            let arg = arg.help(lang.help_argument(&name)).help_heading(heading.to_owned());
            match lang.help_value(&name) {
                Some(value) => arg.value_name(value).hide_possible_values(true).hide_default_value(true),
                None => arg,
            }
        })
}

/// A positional argument as the line that says how a command is used shows it.
fn in_usage(arg: &Arg) -> String {
    let value = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    let many = if matches!(arg.get_action(), ArgAction::Append) { "…" } else { "" };
    let dash = if matches!(arg.get_id().as_str(), "letters" | "source" | "key_file") { "|-" } else { "" };
    if arg.is_required_set() { format!(" {value}{many}{dash}") } else { format!(" [{value}]") }
}
