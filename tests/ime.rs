//! What Vietnamese input methods send, with its timing, through the decoder of the screens: recorded
//! and generated streams in `ime/streams.json`, rules beyond them, and properties of all streams.

use std::time::Duration;

use dondoc::text::{nfc, typing::Typing};
use dondoc::tui::ime::Place::{self, List, Text};
use dondoc::tui::keys::Listener;
use proptest::prelude::*;
use serde::Deserialize;

/// The millisecond of a read, and its bytes.
type Read = (u64, Vec<u8>);

/// Reads of text, and the lines that come of them.
type Case = (&'static [(u64, &'static str)], &'static [&'static str]);

#[derive(Deserialize)]
struct Record {
    id: u32,
    mode: String,
    context: String,
    chunks: Vec<(u64, String)>,
    expect: serde_json::Value,
    #[serde(default)]
    also_acceptable: Vec<serde_json::Value>,
}

impl Record {
    fn place(&self) -> Place {
        if self.context == "list" { List } else { Text }
    }

    fn typing(&self) -> Typing {
        if self.mode == "vni" { Typing::Vni } else { Typing::Telex }
    }

    fn reads(&self) -> Vec<Read> {
        let byte = |pair: &[u8]| {
            u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("two hexadecimal digits")
        };
        self.chunks.iter().map(|(at, hex)| (*at, hex.as_bytes().chunks(2).map(byte).collect())).collect()
    }
}

fn records() -> Vec<Record> {
    serde_json::from_str(include_str!("ime/streams.json")).expect("the records are readable")
}

/// The lines of `dondoc keys --plain` for reads at their instants, with every wait in between.
fn lines(place: Place, typing: Typing, reads: &[Read]) -> Vec<String> {
    let mut listener = Listener::new(place, typing);
    let mut lines = Vec::new();
    for (at, bytes) in reads {
        let at = Duration::from_millis(*at);
        while let Some(due) = listener.deadline().filter(|due| *due <= at) {
            lines.extend(listener.feed(due, &[]));
            assert_ne!(listener.deadline(), Some(due), "nothing came of waiting: {reads:?}");
        }
        lines.extend(listener.feed(at, bytes));
    }
    lines.extend(listener.finish());
    lines.iter().map(ToString::to_string).collect()
}

fn list(reads: &[(u64, &str)]) -> Vec<String> {
    lines(List, Typing::Telex, &owned(reads))
}

fn field(reads: &[(u64, &str)]) -> Vec<String> {
    lines(Text, Typing::Telex, &owned(reads))
}

fn owned(reads: &[(u64, &str)]) -> Vec<Read> {
    reads.iter().map(|(at, text)| (*at, text.as_bytes().to_vec())).collect()
}

/// What a record expects, of these lines: keys in a list; in a field its last text and `⏎` behind it.
fn outcome(place: Place, lines: &[String]) -> serde_json::Value {
    let keys: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("key ")).collect();
    let text = lines.iter().rev().find_map(|line| line.strip_prefix("text ")).unwrap_or_default();
    match place {
        List => keys.into(),
        Text => format!("{text}{}", if keys == ["Enter"] { "⏎" } else { "" }).into(),
    }
}

/// Each read byte by byte, 4 ms apart, the first `together` bytes of it in one.
fn split(reads: &[Read], together: usize) -> Vec<Read> {
    let cut = |(at, bytes): &Read| {
        let (first, rest) = bytes.split_at(together.min(bytes.len()));
        let rest = rest.iter().map(|byte| vec![*byte]);
        let parts = std::iter::once(first.to_vec()).chain(rest);
        (*at..).step_by(4).zip(parts).collect::<Vec<Read>>()
    };
    reads.iter().flat_map(cut).collect()
}

#[test]
fn every_record_is_understood_whole_and_split() {
    for record in records() {
        for reads in [record.reads(), split(&record.reads(), 1)] {
            let lines = lines(record.place(), record.typing(), &reads);
            let outcome = outcome(record.place(), &lines);
            let fits = outcome == record.expect || record.also_acceptable.contains(&outcome);
            assert!(fits, "{}: {outcome} of {lines:?}, not {}", record.id, record.expect);
        }
    }
    assert!(records().len() >= 110);
}

/// Input methods send one letter more or less with another method: nothing of it may become a key
/// that nobody pressed and that does something.
#[test]
fn with_no_typing_method_nothing_composed_is_traced_back() {
    for record in records().iter().filter(|record| record.place() == List) {
        let lines = lines(List, Typing::None, &record.reads());
        let keys = lines.iter().filter(|line| line.starts_with("key ")).count();
        assert!(keys <= record.expect.as_array().map_or(0, Vec::len), "{}: {lines:?}", record.id);
    }
}

#[test]
fn lists() {
    let cases: &[Case] = &[
        // A Backspace by itself; two; one among keys.
        (&[(0, "\x7f")], &["key Backspace"]),
        (&[(0, "\x08\x08")], &["key Backspace", "key Backspace"]),
        (&[(0, "j"), (100, "\x7f"), (200, "k")], &["key j", "key Backspace", "key k"]),
        // A rewrite of a word the program has not seen, and one no single key can have made.
        (&[(0, "\x7fđ")], &["hint ime"]),
        (&[(0, "a"), (100, "\x7fấ")], &["key a", "hint ime"]),
        // The hint is given once.
        (&[(0, "\x7fđ"), (100, "á"), (20_000, "á")], &["hint ime"]),
        // Words committed late, alone, with Space, before and behind a key.
        (&[(0, "đ")], &["hint ime"]),
        (&[(0, "văn ")], &["hint ime", "key Space"]),
        (&[(0, "bản\r")], &["hint ime", "key Enter"]),
        (&[(0, "\rbản")], &["key Enter", "hint ime"]),
        (&[(0, "\x1b[Bbản")], &["key Down", "hint ime"]),
        (&[(0, "jjjkk")], &["key j", "key j", "key j", "key k", "key k"]),
        (&[(0, "ư")], &["key w"]),
        (&[(0, "Ư")], &["key W"]),
        // Fillers with their Backspace leave no trace, also where the line holds them up.
        (&[(0, "\u{202f}\x7f")], &[]),
        (&[(0, "\u{200c}\x7f\x7f")], &["key Backspace"]),
        (&[(0, "a"), (100, "\u{202f}"), (300, "\x7f\x7fâ")], &["key a", "key a"]),
        (&[(0, "d"), (100, "\u{200c}\x08\x08đ")], &["key d", "key d"]),
        // What was no word comes back letter by letter at its end: only the end was pressed.
        (&[(0, "ư"), (100, "k"), (200, "\x7f\x7fwk\x1b[B")], &["key w", "key k", "key Down"]),
        (&[(0, "ư"), (100, "k"), (200, "\u{202f}\x7f\x7f\x7fwk.")], &["key w", "key k", "key ."]),
        (&[(0, "ư"), (100, "k"), (200, "\x7f\x7fwk\x1b")], &["key w", "key k", "key Esc"]),
        // A rewrite cut by 200 ms; all keys of a word at once after a stop of the line.
        (&[(0, "d"), (100, "\x7f"), (300, "đ")], &["key d", "key Backspace", "key d"]),
        (&[(0, "a\x7fás"), (100, "\x1b[A")], &["key a", "key s", "key Up"]),
        // Through the clipboard; a paste behind a Backspace is still a paste.
        (&[(0, "o"), (100, "\x7f\x1b[200~ô\x1b[201~")], &["key o", "key o"]),
        (&[(0, "o"), (100, "\x7f"), (130, "\x1b[200~ô\x1b[201~")], &["key o", "key Backspace", "paste 1"]),
        (&[(0, "\x7f\x1b[200~Kính gửi các sở\x1b[201~")], &["key Backspace", "paste 15"]),
        // Pastes: with brackets, by number, by a line break between letters.
        (&[(0, "\x1b[200~q\x1b[201~")], &["paste 1"]),
        (&[(0, "123456789")], &["paste 9"]),
        (&[(0, "a\rb")], &["paste 3"]),
        (&[(0, "12345678")], &["key 1", "key 2", "key 3", "key 4", "key 5", "key 6", "key 7", "key 8"]),
        // Keys with a code of their own are never dropped.
        (&[(0, "\x7f\x1b[B\x1bOP"), (100, "q")], &["key Backspace", "key Down", "key F1", "key q"]),
        (&[(0, "123456789\x1b[B")], &["paste 9", "key Down"]),
        // Nobody's keys: Alt-arrow of PuTTY, a terminal's late answer.
        (&[(0, "\x1b\x1b[A")], &[]),
        (&[(0, "\x1b[?6c"), (100, " ")], &["key Space"]),
        // Names.
        (
            &[(0, "\x1a"), (100, "\x1bOR"), (200, "\x00"), (300, " ")],
            &["key Ctrl-Z", "key F3", "key Ctrl-Space", "key Space"],
        ),
        (
            &[(0, "\x03"), (100, "j"), (200, "\x03\x03"), (300, "j")],
            &["key Ctrl-C", "key j", "key Ctrl-C", "key Ctrl-C"],
        ),
        (&[(0, "\x1b[21~"), (100, "j")], &["key F10"]),
    ];
    for (reads, expected) in cases {
        assert_eq!(list(reads), *expected, "{reads:?}");
    }
}

#[test]
fn fields() {
    let cases: &[Case] = &[
        // Told after a silence, and before a key.
        (&[(0, "v"), (99, "a"), (300, "n")], &["text va", "text van"]),
        (&[(0, "va"), (60, "\x1bOR")], &["text va", "key F3"]),
        // What stood before a key is no longer part of the text.
        (&[(0, "a"), (60, "\x1b[B"), (120, "b")], &["text a", "key Down", "text b"]),
        // Backspace takes one code point, and nothing from an empty field.
        (&[(0, "\x7f"), (200, "a\x7f\x7fb")], &["text b"]),
        (&[(0, "a"), (30, "\x7fa\u{301}"), (60, "\x7f\x7fa\u{300}")], &["text à"]),
        // The last word may come behind the Enter or Tab that leaves the field.
        (&[(0, "s"), (60, "\rở")], &["text sở", "key Enter"]),
        (&[(0, "s"), (60, "\t"), (84, "ở")], &["text sở", "key Tab"]),
        (&[(0, "s"), (60, "\r"), (85, "ở")], &["text s", "key Enter", "text ở"]),
        (&[(0, "sở\r")], &["text sở", "key Enter"]),
        (&[(0, "\r\r")], &["key Enter", "key Enter"]),
        // Held down, or typed ahead: each Tab leaves the field its text was typed into.
        (&[(0, "a\tb\tc"), (60, "d")], &["text ab", "key Tab", "text c", "key Tab", "text d"]),
        (&[(0, "\r"), (5, "\x7fá")], &["text á", "key Enter"]),
        // A filler at the end of the text is not part of it.
        (&[(0, "a\u{202f}")], &["text a"]),
        (&[(0, "a\u{200c}\x7f\x7fá")], &["text á"]),
        // Pasted text is cleaned, and a line break in it is no Enter; a word of the clipboard is typed.
        (&[(0, "\x1b[200~a\u{301}\tb\rc\x1b[201~")], &["paste 6", "text á b c"]),
        (&[(0, "dòng một\rdòng hai")], &["paste 17", "text dòng một dòng hai"]),
        (&[(0, "d"), (4, "òng một"), (8, "\rdòng hai")], &["paste 16", "text dòng một dòng hai"]),
        (&[(0, "\rdòng một\rdòng hai")], &["paste 18", "text  dòng một dòng hai"]),
        (&[(0, "a"), (60, "\x7f\x1b[200~a\u{301}\x1b[201~"), (120, "\x7f\x7fa")], &["text a"]),
        // Letters of a word at once, more of them than make a paste, with rewrites among them.
        (&[(0, "nghie\x7fêng nghie\x7fêng"), (99, "s")], &["text nghiêng nghiêngs"]),
    ];
    for (reads, expected) in cases {
        assert_eq!(field(reads), *expected, "{reads:?}");
    }
}

/// The command itself, on a pipe: lines and nothing else, to the end of input.
#[test]
fn the_command_prints_lines_to_the_end_of_input() {
    let cases: [(&[&str], &[u8], &str); 5] = [
        (&["--context", "text"], "nghie\x7fêng\r".as_bytes(), "text nghiêng\nkey Enter\n"),
        (&["--typing", "vni"], "d\x08đ ".as_bytes(), "key d\nkey 9\nkey Space\n"),
        (&["--typing", "none"], "d\x08đ ".as_bytes(), "key d\nhint ime\nkey Space\n"),
        (&[], b"\x1b[21~j", "key F10\n"),
        (&[], b"\x1b", "key Esc\n"),
    ];
    for (args, bytes, printed) in cases {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_dondoc"));
        let home = tempfile::tempdir().expect("a folder");
        command.env_clear().env("HOME", home.path()).args(["keys", "--plain"]).args(args).write_stdin(bytes);
        command.assert().success().stdout(printed).stderr("");
        assert_eq!(home.path().read_dir().expect("a folder").count(), 0, "it left something behind");
    }
}

/// What an input method or a person sends in one piece.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "d",
        "a",
        "o",
        "u",
        "j",
        "x",
        "w",
        "ư",
        "1",
        "6",
        " ",
        ".",
        "\r",
        "\t",
        "\x1b[B",
        "\x1bOR",
        "\x7f",
        "\x08",
        "\x7fđ",
        "\x7fá",
        "\x7f\x7fàn",
        "\x7fa\u{301}",
        "\x7f\x7fa\u{300}",
        "\x7fas",
        "\u{202f}\x7f\x7fâ",
        "\u{200c}\x7f\x7f\x7fươ",
        "\u{202f}\x7f\x7f\x7fwk ",
        "đ",
        "bản",
        "văn ",
        "\rbản",
        "bản\r",
        "\x08ệ",
        "\x7f\x1b[200~ô\x1b[201~",
        "\x1b[200~một\rhai\x1b[201~",
        "\x1b[?6c",
        "\x1b\x1b[A",
    ])
}

/// The keys, and the text before each: when it is told in between, or pasted, is no matter.
fn gist(lines: &[String]) -> Vec<&String> {
    let mut kept: Vec<&String> = lines.iter().filter(|line| !line.starts_with("paste ")).collect();
    kept.reverse();
    kept.dedup_by(|line, next| line.starts_with("text ") && next.starts_with("text "));
    kept
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_bytes_panic_or_get_stuck_and_text_is_nfc(
        reads in prop::collection::vec((0u64..160, prop::collection::vec(any::<u8>(), 0..20)), 0..12),
        pieces in prop::collection::vec(piece(), 0..12),
        in_list: bool,
    ) {
        let place = if in_list { List } else { Text };
        let mut at = 0;
        let noise = reads.into_iter().map(|(gap, bytes)| { at += gap; (at, bytes) }).collect::<Vec<Read>>();
        let typed: Vec<Read> = (at..).step_by(120).zip(pieces).map(|(at, text)| (at, text.into())).collect();
        for line in lines(place, Typing::Vni, &[noise, typed].concat()) {
            let Some(text) = line.strip_prefix("text ") else { continue };
            prop_assert_eq!(nfc(text), text);
            let is_clean = !text.contains(['\u{202f}', '\u{200c}']) && !text.contains(char::is_control);
            prop_assert!(is_clean, "{}", text);
        }
    }

    /// But for a first letter that comes by itself: it is a key before the rest can show what it was.
    #[test]
    fn bursts_split_by_4_ms_give_the_same(pieces in prop::collection::vec(piece(), 1..10), in_list: bool) {
        let place = if in_list { List } else { Text };
        let whole: Vec<Read> = (0..).step_by(120).zip(&pieces).map(|(at, text)| (at, text.as_bytes().to_vec())).collect();
        let (one, other) = (lines(place, Typing::Telex, &whole), lines(place, Typing::Telex, &split(&whole, 2)));
        prop_assert_eq!(gist(&one), gist(&other));
    }
}
