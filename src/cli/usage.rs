//! Wrong command lines in words: what is wrong, that nothing was done, what to type instead.
//!
//! `clap` finds the fault and its nearest correct word; its own English sentences are not shown.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::line;
use crate::domain::typed::Refusal;
use crate::i18n::Lang;

/// An example of each option whose value can be mistyped.
const EXAMPLES: [(&str, &str); 6] = [
    ("--at", "--at 2020-12-21T08:00"),
    ("--due-within", "--due-within 7"),
    ("--since", "--since 1/12/2020"),
    ("--limit", "--limit 20"),
    ("--db", "--db dondoc.db"),
    ("--text", "--text \"cải cách hành chính\""),
];

/// The refusal of a day that an option was given, which is read once today is known.
pub fn bad_day(lang: Lang, option: &str, value: &str, refusal: &Refusal) -> [String; 3] {
    [lang.usage_bad_value(value, option), lang.usage_nothing_done(), lang.typed_refusal(refusal, true)]
}

/// The refusal of a line, one to three lines of text.
pub fn words(lang: Lang, error: &clap::Error, typed: &[OsString]) -> Vec<String> {
    let mut lines = vec![what(lang, error), lang.usage_nothing_done()];
    let see = match command_in(lang, typed) {
        Some(name) => format!("dondoc help {name}"),
        None => "dondoc --help".to_owned(),
    };
    let remedy = remedy(lang, error).into_iter().chain([lang.usage_see(&see)]);
    lines.push(remedy.collect::<Vec<_>>().join(" "));
    lines
}

fn what(lang: Lang, error: &clap::Error) -> String {
    let argument = first(error, ContextKind::InvalidArg);
    let value = first(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => lang.usage_no_command(&first(error, ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument if argument.starts_with('-') => lang.usage_no_option(&argument),
        ErrorKind::UnknownArgument => lang.usage_too_much(&argument),
        ErrorKind::InvalidValue if value.is_empty() => lang.usage_no_value(&argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => lang.usage_bad_value(&value, &argument),
        ErrorKind::TooManyValues => lang.usage_takes_no_value(&argument),
        ErrorKind::MissingRequiredArgument => {
            lang.usage_missing(&all(error, ContextKind::InvalidArg).join(" "))
        }
        ErrorKind::ArgumentConflict => lang.usage_conflict(&argument, &first(error, ContextKind::PriorArg)),
        ErrorKind::InvalidUtf8 => lang.usage_not_utf8(),
        _ => lang.usage_wrong(),
    }
}

/// What would be right: the nearest word, the possible values, an example.
fn remedy(lang: Lang, error: &clap::Error) -> Option<String> {
    use ContextKind::{SuggestedArg, SuggestedSubcommand, SuggestedValue, ValidValue};
    let nearest =
        [SuggestedSubcommand, SuggestedArg, SuggestedValue].into_iter().map(|kind| all(error, kind));
    if let Some(nearest) = nearest.into_iter().find(|words| !words.is_empty()) {
        return Some(lang.usage_did_you_mean(&nearest.join(lang.usage_or().as_str())));
    }
    let valid = all(error, ValidValue);
    if !valid.is_empty() {
        return Some(lang.usage_one_of(&valid.join(", ")));
    }
    let argument = first(error, ContextKind::InvalidArg);
    let option = argument.split(' ').next().unwrap_or_default();
    EXAMPLES.iter().find(|(name, _)| *name == option).map(|(_, example)| lang.usage_such_as(example))
}

/// The command that the line is about, as far as it was understood.
fn command_in(lang: Lang, typed: &[OsString]) -> Option<String> {
    let commands = line::grammar(lang);
    let known = |word: &OsString| commands.get_subcommands().any(|c| c.get_name() == word.as_os_str());
    typed.iter().skip(1).find(|word| known(word)).map(|word| word.to_string_lossy().into_owned())
}

fn first(error: &clap::Error, kind: ContextKind) -> String {
    all(error, kind).into_iter().next().unwrap_or_default()
}

fn all(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::ffi::OsStringExt;

    use super::super::line;
    use super::*;

    fn refusal(lang: Lang, words_typed: &[&str]) -> String {
        let typed: Vec<OsString> =
            std::iter::once("dondoc").chain(words_typed.iter().copied()).map(OsString::from).collect();
        let error = line::parse(lang, &typed).expect_err("a wrong line");
        words(lang, &error, &typed).join("\n")
    }

    #[test]
    fn each_kind_of_mistake_names_the_mistake_and_the_way_out() {
        let cases: [(&[&str], &[&str]); 18] = [
            (&["lits"], &["\"lits\"", "list"]),
            (&["liệt-kê"], &["\"liệt-kê\"", "dondoc --help"]),
            (&["list", "--overdu"], &["--overdu", "--overdue", "dondoc help list"]),
            (&["list", "--xyz"], &["--xyz", "dondoc help list"]),
            (&["today", "extra"], &["extra", "dondoc help today"]),
            (&["--lang", "fr"], &["\"fr\"", "vi, en"]),
            (&["list", "--status", "late"], &["\"late\"", "done-late"]),
            (&["list", "--status", "overdu"], &["\"overdu\"", "overdue"]),
            (&["--at", "hôm qua"], &["\"hôm qua\"", "--at 2020-12-21T08:00"]),
            (&["list", "--since"], &["--since", "--since 1/12/2020"]),
            (&["list", "--limit", "0"], &["\"0\"", "--limit 20"]),
            (&["list", "--due-within", "-1"], &["-1", "dondoc help list"]),
            (&["--db"], &["--db", "--db dondoc.db"]),
            (&["--ascii=yes"], &["--ascii"]),
            (&["show"], &["dondoc help show"]),
            (&["done"], &["dondoc help done"]),
            (&["import"], &["dondoc help import"]),
            (&["import", "x", "--dry-run", "--yes"], &["--dry-run", "--yes"]),
        ];
        for (typed, facts) in cases {
            for lang in [Lang::Vi, Lang::En] {
                let said = refusal(lang, typed);
                assert_eq!(said.lines().count(), 3, "{said}");
                for fact in facts {
                    assert!(said.contains(fact), "{typed:?} {fact}: {said}");
                }
            }
            let (vi, en) = (refusal(Lang::Vi, typed), refusal(Lang::En, typed));
            assert!(vi.lines().zip(en.lines()).all(|(vi, en)| vi != en), "{vi}\n{en}");
            assert!(!vi.contains("error:") && !vi.contains("Usage"), "{vi}");
        }
    }

    #[test]
    fn an_argument_that_is_no_text_is_refused_in_words() {
        let bad = OsString::from_vec(b"\xff\xfe".to_vec());
        let typed: Vec<OsString> = vec!["dondoc".into(), "show".into(), bad];
        let error = line::parse(Lang::Vi, &typed).expect_err("no UTF-8");
        assert_eq!(words(Lang::Vi, &error, &typed)[0], Lang::Vi.usage_not_utf8());
    }
}
