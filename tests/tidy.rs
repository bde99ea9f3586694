//! House rules that the compiler does not know: opening words of every file, its length, words that
//! mean "later", paths of somebody's machine, what may stand at the top, what the README must name.

#![expect(clippy::disallowed_methods, reason = "this test reads the program's own sources")]

use std::fs;
use std::path::{Path, PathBuf};

const LONGEST: usize = 400;

/// Files that may pass [`LONGEST`], and why.
const LONG: &[(&str, &str)] = &[];

/// What may stand beside `src`, `data` and `tests`; names that begin with a dot are free.
const TOP: &[&str] = &["Cargo.toml", "Cargo.lock", "README.md", "src", "data", "tests", "target"];

/// Words that promise work instead of doing it. Written apart so that this file does not hold them.
const LATER: &[&str] =
    &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("HA", "CK"), concat!("W", "IP")];

/// Code that must not be left behind.
const LEFT_BEHIND: &[&str] = &[concat!("dbg", "!("), concat!("todo", "!("), concat!("unimplemented", "!(")];

/// Folders of one machine or one person.
const MACHINE: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("C:\\", "Users"),
    concat!("../sh", "ared"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn all_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            all_files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Path below the top, and contents, of every text file in these places.
fn texts(places: &[&str]) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    for place in places {
        let place = root().join(place);
        if place.is_dir() {
            all_files(&place, &mut paths);
        } else if place.is_file() {
            paths.push(place);
        }
    }
    paths.sort();
    let name = |path: &Path| path.strip_prefix(root()).expect("below the top").to_string_lossy().into_owned();
    paths.iter().filter_map(|path| Some((name(path), fs::read_to_string(path).ok()?))).collect()
}

fn is_test(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("tests.rs")
}

/// What is wrong with one source file of Rust.
fn untidy_source(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !text.starts_with("//! ") {
        found.push(format!("{path}:1: does not open with what it is for (`//!`)"));
    }
    let lines = text.lines().count();
    let excused = is_test(path) || LONG.iter().any(|(long, _)| *long == path);
    if lines > LONGEST && !excused {
        found.push(format!("{path}: {lines} lines, more than {LONGEST}"));
    }
    found
}

/// What is wrong with the words of one file of any kind.
fn untidy_words(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let words = || line.split(|c: char| !c.is_alphanumeric() && c != '_');
        let later = LATER.iter().filter(|later| words().any(|word| word == **later));
        let left = LEFT_BEHIND.iter().chain(MACHINE).filter(|left| line.contains(**left));
        found.extend(later.chain(left).map(|what| format!("{path}:{number}: {what}")));
    }
    found
}

#[test]
fn sources_are_tidy() {
    let sources = texts(&["src", "tests"]);
    assert!(sources.len() > 20, "only {} files were found", sources.len());
    let rust = sources.iter().filter(|(path, _)| path.ends_with(".rs"));
    let found: Vec<String> = rust.flat_map(|(path, text)| untidy_source(path, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn words_are_tidy() {
    let files = texts(&["src", "tests", "data", ".ci", "README.md", "Cargo.toml"]);
    let found: Vec<String> = files.iter().flat_map(|(path, text)| untidy_words(path, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn excuses_are_still_needed() {
    for (path, reason) in LONG {
        let text = fs::read_to_string(root().join(path)).unwrap_or_default();
        assert!(text.lines().count() > LONGEST, "{path} needs no excuse any more ({reason})");
    }
}

#[test]
fn the_top_holds_what_the_design_lists() {
    for entry in fs::read_dir(root()).expect("the top is readable") {
        let name = entry.expect("the top is readable").file_name().to_string_lossy().into_owned();
        assert!(name.starts_with('.') || TOP.contains(&name.as_str()), "{name} stands at the top");
    }
}

#[test]
fn the_readme_names_the_two_commands() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README.md");
    for command in ["\ncargo run --release -- demo\n", "\ncargo test\n"] {
        assert!(readme.contains(command), "README.md does not show {command:?} on a line of its own");
    }
    let keys = readme.lines().skip_while(|line| !line.starts_with("| Key")).skip(2);
    assert_eq!(keys.take_while(|line| line.starts_with('|')).count(), 12, "rows of the table of keys");
}

/// Entries of the catalogue of faults, by the letter of their chapter.
const FAULTS: [(char, usize); 8] =
    [('A', 11), ('B', 11), ('C', 23), ('D', 11), ('E', 20), ('F', 16), ('G', 20), ('H', 9)];

/// Faults that must be provoked by a test, of all 121.
const FAULTS_PROVOKED: usize = 100;

/// The tests and scripts that a line of the catalogue names and that are not there.
fn missing_tests(line: &str) -> Vec<String> {
    let named = line.split('`').skip(1).step_by(2);
    let is_there = |name: &str| match name.split_once("::") {
        Some((path, test)) => {
            fs::read_to_string(root().join(path)).is_ok_and(|text| text.contains(&format!("fn {test}(")))
        }
        None => root().join(name).exists(),
    };
    named.filter(|name| !is_there(name)).map(str::to_owned).collect()
}

#[test]
fn the_catalogue_of_faults_names_tests_that_are_there() {
    let catalogue = fs::read_to_string(root().join("tests/faults/README.md")).expect("there is a catalogue");
    let lines: Vec<&str> = catalogue.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    let codes: Vec<String> =
        FAULTS.iter().flat_map(|(letter, last)| (1..=*last).map(move |n| format!("{letter}{n}"))).collect();
    let listed: Vec<&str> = lines.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(listed, codes);
    let missing: Vec<String> = lines.iter().flat_map(|line| missing_tests(line)).collect();
    assert!(missing.is_empty(), "no such tests: {}", missing.join(", "));
    let left_out = lines.iter().filter(|line| line.contains(" | left out: ") && !line.contains("::")).count();
    let provoked = lines.iter().filter(|line| line.ends_with("` |")).count();
    assert!(provoked >= FAULTS_PROVOKED, "{provoked} of {} are provoked", lines.len());
    assert_eq!(provoked + left_out, lines.len(), "each line ends in a test or says why there is none");
    assert_eq!(
        missing_tests("`tests/tidy.rs::nobody` `tests/tidy.rs::sources_are_tidy`"),
        ["tests/tidy.rs::nobody"]
    );
}

/// The checkers see what they are for.
#[test]
fn an_untidy_line_is_named() {
    let long = format!("//! A.\n{}", "x\n".repeat(LONGEST));
    assert_eq!(untidy_source("src/a.rs", &long).len(), 1);
    assert_eq!(untidy_source("src/a/tests.rs", &long).len(), 0);
    assert_eq!(untidy_source("src/a.rs", "use std::fs;\n").len(), 1);
    for (word, wrong) in [(LATER[0], 1), (LEFT_BEHIND[0], 1), (MACHINE[0], 1), ("todos, Hackathon", 0)] {
        assert_eq!(untidy_words("a", &format!("//! B.\n// {word}x) {word} y")).len(), wrong, "{word}");
    }
}
