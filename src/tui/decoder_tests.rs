//! Tables of what terminals send, and properties of all byte streams.

use std::time::Duration;

use proptest::prelude::*;

use super::super::scan::{PASTE_LIMIT, PASTE_PATIENCE, SEQUENCE_PATIENCE};
use super::{BURST_GAP, Decoder, Input, What};
use crate::app::key::Key::{self, *};

/// Bytes and the millisecond they come in.
type Read<'a> = (u64, &'a [u8]);

/// What comes of byte strings that arrive at these milliseconds, and long silence after them.
fn decode(reads: &[Read<'_>]) -> Vec<What> {
    decode_inputs(reads).into_iter().map(|input| input.what).collect()
}

fn decode_inputs(reads: &[Read<'_>]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    let mut inputs = Vec::new();
    for (at, bytes) in reads {
        inputs.extend(decoder.feed(Duration::from_millis(*at), bytes));
    }
    inputs.extend(decoder.expire(Duration::from_secs(3600)));
    assert_eq!(decoder.deadline(), None, "something is left unfinished for ever");
    inputs
}

fn keys(keys: &[Key]) -> Vec<What> {
    keys.iter().copied().map(What::Key).collect()
}

fn paste(text: &str) -> Vec<What> {
    vec![What::Paste(text.to_owned())]
}

const KEYS: &[(&[u8], Key)] = &[
    // PuTTY as it comes.
    (b"\x1b[11~", F(1)),
    (b"\x1b[12~", F(2)),
    (b"\x1b[13~", F(3)),
    (b"\x1b[14~", F(4)),
    (b"\x1b[15~", F(5)),
    (b"\x1b[17~", F(6)),
    (b"\x1b[18~", F(7)),
    (b"\x1b[19~", F(8)),
    (b"\x1b[20~", F(9)),
    (b"\x1b[21~", F(10)),
    (b"\x1b[23~", F(11)),
    (b"\x1b[24~", F(12)),
    (b"\x1b[28~", F(15)),
    (b"\x1b[1~", Home),
    (b"\x1b[4~", End),
    (b"\x1b[2~", Insert),
    (b"\x1b[3~", Delete),
    (b"\x1b[5~", PageUp),
    (b"\x1b[6~", PageDown),
    (b"\x1b[A", Up),
    (b"\x1bOA", Up),
    (b"\x1b[D", Left),
    (b"\x1bOC", Right),
    (b"\x1b[Z", BackTab),
    // xterm, with and without modifiers.
    (b"\x1bOP", F(1)),
    (b"\x1bOR", F(3)),
    (b"\x1b[1;5A", Up),
    (b"\x1b[1;2B", Down),
    (b"\x1b[1;6D", Left),
    (b"\x1b[1;5H", Home),
    (b"\x1b[5;5~", PageUp),
    (b"\x1b[15;2~", F(5)),
    (b"\x1b[1;2P", F(1)),
    (b"\x1b[1;2Z", BackTab),
    (b"\x1b[H", Home),
    (b"\x1bOF", End),
    // The Linux console, a keypad in application mode.
    (b"\x1b[[A", F(1)),
    (b"\x1b[[E", F(5)),
    (b"\x1bOM", Enter),
    (b"\x1bOu", Char('5')),
    // Control bytes.
    (b"\r", Enter),
    (b"\n", Enter),
    (b"\r\n", Enter),
    (b"\t", Tab),
    (b"\x7f", Backspace),
    (b"\x08", Backspace),
    (b"\x00", Ctrl(' ')),
    (b"\x03", Ctrl('c')),
    (b"\x1a", Ctrl('z')),
    (b"\x1f", Ctrl('_')),
    (b"\x1b", Esc),
    // Letters.
    (b" ", Char(' ')),
    (b"~", Char('~')),
    ("đ".as_bytes(), Char('đ')),
    ("ộ".as_bytes(), Char('ộ')),
    ("\u{301}".as_bytes(), Char('\u{301}')),
    ("😀".as_bytes(), Char('😀')),
    (b"\x1bx", Alt('x')),
    (b"\x1b~", Alt('~')),
    ("\x1bú".as_bytes(), Alt('ú')),
];

#[test]
fn each_key_of_each_terminal_is_understood() {
    for (bytes, key) in KEYS {
        assert_eq!(decode(&[(0, bytes)]), keys(&[*key]), "{bytes:?}");
    }
}

#[test]
fn what_is_no_key_is_swallowed_whole() {
    let table: &[&[u8]] = &[
        // Alt with an arrow, as PuTTY and as xterm send it; Alt with End, Enter, Backspace.
        b"\x1b\x1b[A",
        b"\x1b\x1bOB",
        b"\x1b[1;3A",
        b"\x1b[4;3~",
        b"\x1b\r",
        b"\x1b\x7f",
        // Replies nobody asked for: DA1, DA2, cursor, mode, window, focus, colour, version, status.
        b"\x1b[?6c",
        b"\x1b[>0;136;0c",
        b"\x1b[24;80R",
        b"\x1b[1;5R",
        b"\x1b[?2004;1$y",
        b"\x1b[8;24;80t",
        b"\x1b[I",
        b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
        b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        b"\x1bP>|XTerm(370)\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b[?1u",
        // Mouse reports, new and old, the old one with bytes that look like keys.
        b"\x1b[<0;20;7M",
        b"\x1b[<0;20;7m",
        b"\x1b[32;20;7M",
        b"\x1b[M q\x1b",
        // An end of a paste that never began, a sequence of no known key, one without end.
        b"\x1b[201~",
        b"\x1b[99~",
        b"\x1b[1;9999999999999999999999999999999999999999999999999999A",
    ];
    for bytes in table {
        assert_eq!(decode(&[(0, bytes)]), [What::Unknown], "{bytes:?}");
        let then_down: Vec<u8> = [bytes, b"\x1b[B".as_slice()].concat();
        assert_eq!(decode(&[(0, &then_down)]), [What::Unknown, What::Key(Down)], "{bytes:?}, Down");
    }
}

#[test]
fn what_is_no_text_is_dropped_and_eats_nothing() {
    let table: &[(&[u8], &[Key])] = &[
        (b"\x80\x9f", &[]),
        (b"\xc2\x85", &[]),
        (b"\xffA", &[Char('A')]),
        (b"\xe1A", &[Char('A')]),
        (b"\xe1\xbbA", &[Char('A')]),
        (b"\xe1\xbb\xe1\xbb\x99", &[Char('ộ')]),
        (b"\xe1\xbb\x1b[A", &[Up]),
        (b"\xe1\r", &[Enter]),
        (b"\xc0\xaf", &[]),
        (b"\xed\xa0\x80", &[]),
        (b"\xf5\x80\x80\x80", &[]),
        (b"\x1b\xc3\x1b[A", &[Up]),
    ];
    for (bytes, expected) in table {
        assert_eq!(decode(&[(0, bytes)]), keys(expected), "{bytes:?}");
    }
}

#[test]
fn unfinished_sequences_are_given_up_and_unfinished_letters_are_not() {
    let table: &[(&[Read<'_>], &[What])] = &[
        (&[(0, b"\x1b"), (49, b"[A")], &[What::Key(Up)]),
        (&[(0, b"\x1b"), (50, b"A")], &[What::Key(Esc), What::Key(Char('A'))]),
        (&[(0, b"\x1b[1"), (30, b"1"), (60, b"~")], &[What::Key(F(1))]),
        (&[(0, b"\x1b["), (60, b"\x1b[B")], &[What::Unknown, What::Key(Down)]),
        (&[(0, b"\x1b[5\x1b[B")], &[What::Unknown, What::Key(Down)]),
        (&[(0, b"\x1b[5\x18"), (0, b"\x1b[B")], &[What::Unknown, What::Key(Ctrl('x')), What::Key(Down)]),
        (&[(0, b"\x1b]11;"), (60, b"\x1b[B")], &[What::Unknown, What::Key(Down)]),
        (&[(0, b"\x1b\x1b")], &[What::Key(Esc), What::Key(Esc)]),
        (&[(0, b"\x1b"), (200, b"\x1b")], &[What::Key(Esc), What::Key(Esc)]),
        (&[(0, b"\xe1"), (700, b"\xbb"), (9000, b"\x99")], &[What::Key(Char('ộ'))]),
        (&[(0, b"\xe1"), (700, b"j")], &[What::Key(Char('j'))]),
    ];
    for (reads, expected) in table {
        assert_eq!(decode(reads), *expected, "{reads:?}");
    }
}

#[test]
fn the_deadline_is_the_moment_something_is_given_up() {
    let at = Duration::from_millis(7);
    let table: &[(&[u8], Option<Duration>)] = &[
        (b"", None),
        (b"\x1b[A", None),
        (b"j", None),
        (b"\xe1\xbb", None),
        (b"\x1b", Some(SEQUENCE_PATIENCE)),
        (b"\x1b[1", Some(SEQUENCE_PATIENCE)),
        (b"\x1b[200~abc", Some(PASTE_PATIENCE)),
        (b"jk", Some(BURST_GAP)),
        (b"jk\x1b", Some(SEQUENCE_PATIENCE)),
    ];
    for (bytes, patience) in table {
        let mut decoder = Decoder::default();
        decoder.feed(at, bytes);
        let due = decoder.deadline();
        // Held letters in front of an unfinished sequence are due first.
        let expected = if *bytes == b"jk\x1b" { Some(BURST_GAP) } else { *patience };
        assert_eq!(due, expected.map(|patience| at + patience), "{bytes:?}");
        if let Some(due) = due {
            assert_eq!(decoder.expire(due - Duration::from_nanos(1)), [], "{bytes:?}");
            assert_ne!(decoder.expire(due), [], "{bytes:?}");
        }
    }
}

#[test]
fn a_key_by_itself_never_waits() {
    let mut decoder = Decoder::default();
    for (n, (bytes, key)) in
        [(" ", Char(' ')), ("\x1b[B", Down), ("ộ", Char('ộ')), ("\r", Enter), ("\x7f", Backspace)]
            .iter()
            .enumerate()
    {
        let at = Duration::from_millis(100 * n as u64);
        let whats: Vec<What> =
            decoder.feed(at, bytes.as_bytes()).into_iter().map(|input| input.what).collect();
        assert_eq!(whats, keys(&[*key]));
    }
}

#[test]
fn bracketed_pastes_come_whole() {
    let table: &[(&[Read<'_>], &str)] = &[
        (&[(0, b"\x1b[200~\x1b[201~")], ""),
        (&[(0, b"\x1b[200~a\x1b[201~")], "a"),
        (&[(0, b"\x1b[200~a\rb\r\nc\nd\x1b[201~")], "a\nb\nc\nd"),
        (&[(0, b"\x1b[200~ti\xe1\xba"), (400, b"\xbfng\x1b[2"), (800, b"01~")], "tiếng"),
        // The end mark's beginning, and other sequences, are text here.
        (&[(0, b"\x1b[200~a\x1b[20\x1b\x1b[201b\x1b[A\x1b[201~")], "a\x1b[20\x1b\x1b[201b\x1b[A"),
        (&[(0, b"\x1b[200~a\xff\xe1b\x1b[201~")], "ab"),
        (&[(0, b"\x1b[200~never ended")], "never ended"),
    ];
    for (reads, text) in table {
        assert_eq!(decode(reads), paste(text), "{reads:?}");
    }
    assert_eq!(decode(&[(0, b"\x1b[200~q\x1b[201~q")]), [paste("q"), keys(&[Char('q')])].concat());
}

#[test]
fn a_paste_is_cut_at_the_limit_and_nothing_behind_it_is_a_key() {
    let long = vec![b'q'; PASTE_LIMIT + 5000];
    let bracketed = [b"\x1b[200~".as_slice(), &long, b"\x1b[201~", b"\x1b[B"].concat();
    let whats = decode(&[(0, &bracketed)]);
    assert_eq!(whats.len(), 2);
    assert!(matches!(&whats[0], What::Paste(text) if text.len() == PASTE_LIMIT));
    assert_eq!(whats[1], What::Key(Down));

    let whats = decode(&[(0, &long)]);
    assert!(matches!(whats.as_slice(), [What::Paste(text)] if text.len() == PASTE_LIMIT));
}

#[test]
fn a_burst_of_text_is_a_paste() {
    let table: &[(&[Read<'_>], &[What])] = &[
        (&[(0, b"123456789")], &paste("123456789")),
        (&[(0, b"a\rb")], &paste("a\nb")),
        (&[(0, "Số: 5\r\nKính gửi".as_bytes())], &paste("Số: 5\nKính gửi")),
        // Read by read: as long as less than a burst's gap lies between.
        (&[(0, b"12345"), (20, b"6789"), (40, b"0\r")], &paste("1234567890\n")),
        (&[(0, b"1234567890"), (24, b"\r"), (48, b"q")], &paste("1234567890\nq")),
        // Keys with a code of their own are never lost in it.
        (
            &[(0, b"1234567890\x1b[Bq")],
            &[What::Paste("1234567890".into()), What::Key(Down), What::Paste("q".into())],
        ),
    ];
    for (reads, expected) in table {
        assert_eq!(decode(reads), *expected, "{reads:?}");
    }
}

#[test]
fn a_long_paste_may_stand_still_on_its_way() {
    let long = "a".repeat(256);
    let (first, whole) = (long.as_bytes(), format!("{long}bc"));
    assert_eq!(decode(&[(0, first), (199, b"bc")]), paste(&whole));
    assert_eq!(decode(&[(0, first), (200, b"bc")]), [paste(&long), keys(&[Char('b'), Char('c')])].concat());
    assert_eq!(decode(&[(0, first), (199, "ấ".as_bytes())]), paste(&format!("{long}ấ")));
    for (key, bytes) in [(Char('q'), b"q".as_slice()), (Enter, b"\r"), (Down, b"\x1b[B")] {
        let inputs = decode_inputs(&[(0, first), (25, bytes)]);
        assert_eq!(inputs.iter().map(|input| input.burst).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(inputs[1].what, What::Key(key));
    }
}

#[test]
fn typing_is_not_a_paste() {
    let table: &[(&[Read<'_>], &[Key])] = &[
        (&[(0, b"12345678")], &[1, 2, 3, 4, 5, 6, 7, 8].map(|n| Char(char::from(b'0' + n)))),
        // A word an input method commits, and the Enter that made it do so.
        (&[(0, "bản\r".as_bytes())], &[Char('b'), Char('ả'), Char('n'), Enter]),
        (&[(0, "\rbản".as_bytes())], &[Enter, Char('b'), Char('ả'), Char('n')]),
        (&[(0, b"\x7f\xc4\x83")], &[Backspace, Char('ă')]),
        (&[(0, b"jj\x1b[Bj")], &[Char('j'), Char('j'), Down, Char('j')]),
        (&[(0, b"j"), (25, b"j"), (50, b"\r"), (75, b"j")], &[Char('j'), Char('j'), Enter, Char('j')]),
        (&[(0, b"\r\r\r")], &[Enter, Enter, Enter]),
        (&[(0, b"a\t\r")], &[Char('a'), Tab, Enter]),
    ];
    for (reads, expected) in table {
        assert_eq!(decode(reads), keys(expected), "{reads:?}");
    }
    let downs = b"\x1b[B".repeat(2000);
    assert_eq!(decode(&[(0, &downs)]), keys(&[Down; 2000]));
}

#[test]
fn a_paste_that_trickles_in_keeps_its_first_letter() {
    // The first letter came alone, so it went ahead as a key; the rest shows what it was.
    let reads: Vec<Read<'_>> = b"CONG HOA XA HOI".chunks(1).map(|byte| (0, byte)).collect();
    let expected = [keys(&[Char('C')]), paste("CONG HOA XA HOI")].concat();
    assert_eq!(decode(&reads), expected);
}

#[test]
fn inputs_carry_the_number_of_their_burst() {
    let inputs = decode_inputs(&[(0, b"\x7f\xc4\x83"), (24, b"n"), (60, b"\x1b[B")]);
    let bursts: Vec<u64> = inputs.iter().map(|input| input.burst).collect();
    assert_eq!(bursts, [1, 1, 1, 2]);
}

#[test]
fn every_byte_alone_is_at_most_one_input() {
    for byte in 0..=u8::MAX {
        assert!(decode(&[(0, &[byte])]).len() <= 1, "{byte:#x}");
    }
}

/// Something a terminal sends in one piece.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let fixed = prop::sample::select(vec![
        "\x1b[A",
        "\x1bOB",
        "\x1b\x1b[C",
        "\x1b[15~",
        "\x1b[1;5D",
        "\x1b[?6c",
        "\x1b[[B",
        "\x1b",
        "\x1bx",
        "ộ",
        "q",
        " ",
        "\r",
        "\t",
        "\x7f",
        "\x1b]11;x\x07",
        "\x1b[200~a\rb\x1b[201~",
        "\x1b[200~\x1b[20",
        "123456789",
        "a\rb",
        "\x1b[M !!",
        "\x1bP1\x1b\\",
    ]);
    prop_oneof![
        4 => fixed.prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..12),
    ]
}

/// The text of keys and pastes in order, with other inputs between. A first letter that went
/// ahead as a key is also in the paste it turned out to belong to, and is counted there.
fn gist(inputs: &[Input]) -> Vec<String> {
    let mut gist: Vec<String> = Vec::new();
    for (n, input) in inputs.iter().enumerate() {
        let ahead = match (&input.what, inputs.get(n + 1)) {
            (What::Key(Char(c)), Some(Input { burst, what: What::Paste(text) })) => {
                *burst == input.burst && text.len() > c.len_utf8() && text.starts_with(*c)
            }
            _ => false,
        };
        if !ahead {
            gist.push(format!("{:?}", input.what));
        }
    }
    gist
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_bytes_panic_or_get_stuck(reads in prop::collection::vec((0u64..80, prop::collection::vec(any::<u8>(), 0..40)), 0..12)) {
        let mut at = 0;
        let reads: Vec<Read<'_>> = reads.iter().map(|(gap, bytes)| { at += gap; (at, bytes.as_slice()) }).collect();
        decode(&reads);
    }

    #[test]
    fn where_reads_are_cut_makes_no_difference(
        pieces in prop::collection::vec((piece(), prop::bool::ANY), 1..8),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        // Each piece comes with the one before it or long after it; the cuts fall anywhere.
        let mut at = 0;
        let mut whole: Vec<(u64, Vec<u8>)> = Vec::new();
        for (bytes, together) in pieces {
            match whole.last_mut() {
                Some((_, last)) if together => last.extend(bytes),
                _ => { at += 5000; whole.push((at, bytes)); }
            }
        }
        let mut split: Vec<Read<'_>> = Vec::new();
        for (at, bytes) in &whole {
            let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
            places.extend([0, bytes.len()]);
            places.sort_unstable();
            split.extend(places.windows(2).map(|pair| (*at, &bytes[pair[0]..pair[1]])));
        }
        let whole: Vec<Read<'_>> = whole.iter().map(|(at, bytes)| (*at, bytes.as_slice())).collect();
        prop_assert_eq!(gist(&decode_inputs(&split)), gist(&decode_inputs(&whole)));
    }
}
