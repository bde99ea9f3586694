//! Which folder of `src` may name which: reads every path that begins at the crate's root or at a
//! parent module, and every name of a foreign crate, and fails on an arrow that turns back.

#![expect(clippy::disallowed_methods, reason = "this test reads the program's own sources")]

use std::fs;
use std::path::{Path, PathBuf};

/// Folder (or file) of `src`, and what it may name besides itself. `error` may be named by all.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("domain", &["text"]),
    ("i18n", &["domain", "text"]),
    ("import", &["text"]),
    ("extract", &["domain", "text"]),
    ("store", &["domain", "text"]),
    ("report", &["domain", "i18n", "text"]),
    ("app", &["domain", "extract", "i18n", "text"]),
    ("ui", &["app", "domain", "i18n", "text"]),
    (
        "tui",
        &[
            "app", "clock", "config", "domain", "extract", "i18n", "import", "report", "start", "store",
            "text", "ui",
        ],
    ),
    ("cli", &["clock", "config", "domain", "extract", "i18n", "import", "report", "start", "store", "text"]),
    ("start", &["clock", "domain", "i18n", "import", "store", "text"]),
    ("clock", &[]),
    ("config", &[]),
    ("error", &[]),
    ("main", &["cli", "clock", "config", "domain", "i18n", "store", "text", "tui"]),
    ("lib", &[]),
];

/// Foreign crates and parts of the standard library that have a home, and where that is.
const HOMES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("rusqlite_migration", &["store"]),
    ("ratatui", &["ui", "tui"]),
    ("crossterm", &["tui"]),
    ("signal_hook", &["tui", "cli"]),
    ("clap", &["cli", "i18n"]),
    ("directories", &["config"]),
    ("toml", &["config"]),
    ("unicode_normalization", &["text", "extract", "import"]),
    ("encoding_rs", &["import"]),
    ("pdf_extract", &["import"]),
    ("quick_xml", &["import"]),
    ("zip", &["import"]),
    ("unicode_width", &["text"]),
];

/// Folders of pure functions: no files, no environment, no processes, no threads, no system calls.
const PURE: &[&str] = &["text", "domain", "i18n", "extract", "app", "ui", "error"];
const WORLD: &[&str] = &["env", "fs", "net", "os", "process", "thread"];

/// A word or sign of a source file, with its line.
#[derive(Debug, Clone, PartialEq)]
struct Token {
    text: String,
    line: usize,
}

/// The code of a file without comments, and its string literals.
#[derive(Debug, Default)]
struct Source {
    tokens: Vec<Token>,
    strings: Vec<Token>,
}

/// Splits a source file. Knows just enough Rust not to take a comment or a literal for code.
fn read(text: &str) -> Source {
    let chars: Vec<char> = text.chars().collect();
    let mut source = Source::default();
    let (mut at, mut line) = (0, 1);
    while let Some(&c) = chars.get(at) {
        let end = match c {
            '/' if chars.get(at + 1) == Some(&'/') => end_of_line(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => end_of_block_comment(&chars, at),
            '\'' => end_of_char(&chars, at),
            '"' => end_of_string(&chars, at),
            'r' if raw_hashes(&chars, at).is_some() => end_of_raw(&chars, at),
            _ if is_word(c) => at + chars[at..].iter().take_while(|c| is_word(**c)).count(),
            ':' if chars.get(at + 1) == Some(&':') => at + 2,
            _ => at + 1,
        };
        let token = Token { text: chars[at..end].iter().collect(), line };
        line += token.text.matches('\n').count();
        match c {
            '"' => source.strings.push(token),
            'r' if token.text.ends_with(['"', '#']) => source.strings.push(token),
            '\'' | ' ' | '\n' => {}
            '/' if end > at + 1 => {}
            _ => source.tokens.push(token),
        }
        at = end;
    }
    source
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn end_of_line(chars: &[char], at: usize) -> usize {
    at + chars[at..].iter().take_while(|c| **c != '\n').count()
}

fn end_of_block_comment(chars: &[char], at: usize) -> usize {
    let (mut depth, mut i) = (0, at);
    while i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
            ('*', Some('/')) if depth == 1 => return i + 2,
            ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
    }
    chars.len()
}

/// A character literal, or the single quote of a lifetime.
fn end_of_char(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => {
            let rest = chars.get(at + 3..).unwrap_or_default();
            at + 4 + rest.iter().take_while(|c| **c != '\'').count()
        }
        (Some(_), Some('\'')) => at + 3,
        _ => at + 1,
    }
    .min(chars.len())
}

fn end_of_string(chars: &[char], at: usize) -> usize {
    let mut i = at + 1;
    while i < chars.len() {
        match chars[i] {
            '\\' => i += 2,
            '"' => return i + 1,
            _ => i += 1,
        }
    }
    chars.len()
}

/// How many `#` open the raw string that begins here, if one does.
fn raw_hashes(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    (chars.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

fn end_of_raw(chars: &[char], at: usize) -> usize {
    let hashes = raw_hashes(chars, at).unwrap_or_default();
    let close: Vec<char> = format!("\"{}", "#".repeat(hashes)).chars().collect();
    let from = at + 2 + hashes;
    let body = chars[from..].windows(close.len()).position(|window| window == close);
    body.map_or(chars.len(), |length| from + length + close.len())
}

/// Names of crate-level modules that a file mentions, each with its line.
fn named_modules(source: &Source, module: &[String]) -> Vec<Token> {
    let tokens = &source.tokens;
    let text = |i: usize| tokens.get(i).map_or("", |token| token.text.as_str());
    let mut named = Vec::new();
    // Inside `mod tests { … }` a parent is one level nearer.
    let mut braces: Vec<Option<String>> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match text(i) {
            "{" => {
                let inline = i >= 2 && text(i - 2) == "mod";
                braces.push(inline.then(|| text(i - 1).to_owned()));
            }
            "}" => drop(braces.pop()),
            "crate" | "dondoc" if text(i + 1) == "::" => named.extend(first_segments(tokens, i + 2)),
            "super" if text(i + 1) == "::" => {
                let mut here = module.to_vec();
                here.extend(braces.iter().flatten().cloned());
                while text(i) == "super" && text(i + 1) == "::" {
                    here.pop();
                    i += 2;
                }
                match here.first() {
                    Some(top) => named.push(Token { text: top.clone(), line: tokens[i - 1].line }),
                    None => named.extend(first_segments(tokens, i)),
                }
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    named
}

/// What follows `crate::`: one name, or the first name of each branch of `{…}`.
fn first_segments(tokens: &[Token], at: usize) -> Vec<Token> {
    let Some(first) = tokens.get(at) else { return Vec::new() };
    if first.text != "{" {
        return vec![first.clone()];
    }
    let (mut depth, mut fresh, mut found) = (0, false, Vec::new());
    for token in &tokens[at..] {
        match token.text.as_str() {
            "{" => (depth, fresh) = (depth + 1, depth == 0),
            "}" if depth == 1 => break,
            "}" => depth -= 1,
            "," => fresh = depth == 1,
            _ if fresh => {
                found.push(token.clone());
                fresh = false;
            }
            _ => {}
        }
    }
    found
}

/// SQL stands in `store` alone; sentences of other modules begin with a capital or no such word.
fn is_sql(literal: &str) -> bool {
    let literal = literal.trim_start_matches('r');
    let words: Vec<&str> = literal.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let starts = |phrase: &str| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let same_case = |upper: bool| {
            let cased = |word: &&str| if upper { word.to_uppercase() } else { (*word).to_owned() };
            words.len() > phrase.len() && phrase.iter().map(cased).eq(words[..phrase.len()].iter().copied())
        };
        same_case(false) || same_case(true)
    };
    let has = |word: &str| words.iter().any(|other| other.eq_ignore_ascii_case(word));
    (starts("select") && has("from"))
        || (starts("update") && has("set"))
        || ["insert into", "insert or", "delete from", "create table", "create index", "pragma"]
            .iter()
            .any(|phrase| starts(phrase))
}

/// Whether a file is compiled for tests alone, where reading a file is allowed.
fn is_test_file(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/")
}

/// What is wrong with one file, `path` relative to `src`, in lines of "file:line: what".
fn complaints(path: &str, text: &str) -> Vec<String> {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let mut module: Vec<String> = stem.split('/').map(str::to_owned).collect();
    module.retain(|name| name != "mod");
    // `decoder_tests.rs` beside `decoder.rs` is its module `tests`.
    if let Some(tested) = module.last().and_then(|name| name.strip_suffix("_tests")).map(str::to_owned) {
        module.pop();
        module.extend([tested, "tests".to_owned()]);
    }
    let folder = module[0].clone();
    let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == folder) else {
        return vec![format!("src/{path}:1: no rule says what `{folder}` may name")];
    };
    if matches!(folder.as_str(), "lib" | "main") {
        module.clear();
    }
    let source = read(text);
    let mut found = Vec::new();
    for named in named_modules(&source, &module) {
        let free = named.text == folder || named.text == "error" || named.text == "self";
        if !free && !allowed.contains(&named.text.as_str()) {
            found.push(format!("src/{path}:{}: `{folder}` may not name `{}`", named.line, named.text));
        }
    }
    for (i, token) in source.tokens.iter().enumerate() {
        let text = |offset: usize| source.tokens.get(i + offset).map_or("", |next| next.text.as_str());
        let begins = i == 0 || !matches!(source.tokens[i - 1].text.as_str(), "::" | ".");
        let is_path = begins && (text(1) == "::" || (i > 0 && source.tokens[i - 1].text == "use"));
        let home = HOMES.iter().find(|(name, _)| is_path && *name == token.text);
        if home.is_some_and(|(_, homes)| !homes.contains(&folder.as_str())) {
            found.push(format!("src/{path}:{}: `{folder}` may not name `{}`", token.line, token.text));
        }
        let outside = is_path && token.text == "std" && WORLD.contains(&text(2));
        if outside && PURE.contains(&folder.as_str()) && !is_test_file(path) {
            found.push(format!("src/{path}:{}: `{folder}` may not name `std::{}`", token.line, text(2)));
        }
    }
    let sql = source.strings.iter().filter(|literal| folder != "store" && is_sql(&literal.text));
    found.extend(sql.map(|literal| format!("src/{path}:{}: SQL outside `store`", literal.line)));
    found
}

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            found.extend(source_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn no_arrow_turns_back() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = source_files(&src);
    assert!(files.len() > 20, "only {} source files were found", files.len());
    let found: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let text = fs::read_to_string(path).expect("a source file is readable");
            let name = path.strip_prefix(&src).expect("it lies in src").to_string_lossy().replace('\\', "/");
            complaints(&name, &text)
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_rule_is_about_something_that_exists() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (name, allowed) in MAY_NAME {
        for name in std::iter::once(name).chain(*allowed) {
            assert!(src.join(name).is_dir() || src.join(format!("{name}.rs")).is_file(), "src/{name}");
        }
    }
}

/// The checker sees what it is for, and nothing else.
#[test]
fn a_bad_line_is_named() {
    let bad = [
        ("domain/task.rs", "use crate::store::Store;", "src/domain/task.rs:1: `domain` may not name `store`"),
        ("domain/task.rs", "\nuse super::super::ui;", "src/domain/task.rs:2: `domain` may not name `ui`"),
        (
            "store/mod.rs",
            "mod tests { use super::super::cli; }",
            "src/store/mod.rs:1: `store` may not name `cli`",
        ),
        (
            "store/a.rs",
            "use crate::{\n  domain::{task, ui},\n  app::key,\n};",
            "src/store/a.rs:3: `store` may not name `app`",
        ),
        ("ui/mod.rs", "fn f() { crate::store::x() }", "src/ui/mod.rs:1: `ui` may not name `store`"),
        ("ui/mod.rs", "use crate::*;", "src/ui/mod.rs:1: `ui` may not name `*`"),
        ("app/mod.rs", "use crate::clock::Clock;", "src/app/mod.rs:1: `app` may not name `clock`"),
        ("app/mod.rs", "use ratatui::Frame;", "src/app/mod.rs:1: `app` may not name `ratatui`"),
        ("cli/list.rs", "fn f(r: &rusqlite::Row<'_>) {}", "src/cli/list.rs:1: `cli` may not name `rusqlite`"),
        ("cli/list.rs", "const Q: &str = \"SELECT id FROM task\";", "src/cli/list.rs:1: SQL outside `store`"),
        ("cli/list.rs", "const Q: &str = r#\"pragma x\"#;", "src/cli/list.rs:1: SQL outside `store`"),
        ("extract/mod.rs", "use std::fs;", "src/extract/mod.rs:1: `extract` may not name `std::fs`"),
        ("main.rs", "fn main() { dondoc::ui::draw() }", "src/main.rs:1: `main` may not name `ui`"),
        ("gui/mod.rs", "", "src/gui/mod.rs:1: no rule says what `gui` may name"),
    ];
    for (path, text, expected) in bad {
        assert_eq!(complaints(path, text), [expected], "{text}");
    }
}

#[test]
fn a_good_line_is_let_pass() {
    let good = [
        ("domain/task.rs", "use super::deadline::Deadline; use crate::text; use crate::error::Error;"),
        ("domain/task.rs", "// use crate::store;\n/* crate::ui /* nested */ crate::ui */ /// [`crate::cli`]"),
        ("store/mod.rs", "const Q: &str = \"select 1 from task\"; use rusqlite::Row;"),
        ("store/mod.rs", "mod tests { use super::*; } use super::domain;"),
        ("ui/mod.rs", "const A: char = '\"'; const B: &str = \"use crate::store\"; fn f<'a>(x: &'a str) {}"),
        ("i18n/mod.rs", "macro_rules! m { () => { impl $crate::i18n::Lang {} } } pub(crate) use m;"),
        (
            "i18n/en.rs",
            "const A: &str = \"Select a row from the list.\"; const B: &str = \"update the list\";",
        ),
        ("cli/list.rs", "use crate::{self as dondoc_, clock::Clock, error::{Error, Result}};"),
        ("tui/decoder_tests.rs", "use super::super::scan::LIMIT; use super::Decoder;"),
        ("tui/mod.rs", "use crate::app::{App, message::{Msg, Effect}}; use crate::store::Store;"),
        ("main.rs", "use dondoc::cli; fn main() { dondoc::tui::run() }"),
    ];
    for (path, text) in good {
        assert_eq!(complaints(path, text), Vec::<String>::new(), "{text}");
    }
}
