//! The screens on a real pseudo-terminal: it is given back whatever happens, and no input,
//! size or loss of the line leaves the program stuck.

use std::process::{Command, Stdio};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{
    Pid, PidfdFlags, Signal, WaitId, WaitIdOptions, kill_process, pidfd_open, pidfd_send_signal, waitid,
};

use crate::support::{DONDOC, Terminal, picture, text};

const SIZE: (u16, u16) = (80, 24);
/// Stands on the first screen of the sample data.
const LETTER: &str = "1792/UBND-NC";
const QUIT: &[u8] = b"\x1b[21~";
const END: &[u8] = b"\x1b[4~";

fn demo() -> Terminal {
    let mut terminal = Terminal::dondoc(SIZE, &["demo"]);
    terminal.until_text(LETTER);
    terminal
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut terminal = demo();
    assert!(terminal.screen().alternate_screen());
    assert!(terminal.screen().bracketed_paste());
    assert!(terminal.screen().hide_cursor());
    assert_ne!(terminal.state(), terminal.state_before, "the line is not raw");
    terminal.send(QUIT);
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn signals_give_the_terminal_back_and_end_with_their_number() {
    for signal in [Signal::TERM, Signal::INT, Signal::QUIT, Signal::HUP] {
        let mut terminal = demo();
        terminal.kill(signal);
        assert_eq!(terminal.end(), 128 + u32::try_from(signal.as_raw()).unwrap(), "{signal:?}");
        terminal.assert_restored();
    }
}

#[test]
fn a_lost_line_ends_the_program() {
    // When the leader of a terminal's session dies, the system hangs the line up, as it does when
    // a connection is cut.
    let mut terminal = Terminal::spawn(SIZE, "sh", &["-c", &format!("'{DONDOC}' demo; true")], &[]);
    terminal.until_text(LETTER);
    let leader = terminal.pid();
    let children = format!("/proc/{0}/task/{0}/children", leader.as_raw_nonzero());
    let program = std::fs::read_to_string(children).unwrap();
    let program = Pid::from_raw(program.trim().parse().unwrap()).unwrap();
    let program = pidfd_open(program, PidfdFlags::empty()).unwrap();
    kill_process(leader, Signal::KILL).unwrap();
    let mut ended = [PollFd::new(&program, PollFlags::IN)];
    let three_seconds = Timespec { tv_sec: 3, tv_nsec: 0 };
    let ended = poll(&mut ended, Some(&three_seconds));
    // Where it lives on, it does not outlive the test.
    let _ = pidfd_send_signal(&program, Signal::KILL);
    assert_eq!(ended, Ok(1), "it lives on without a terminal");
}

#[test]
fn a_stopped_program_gives_the_terminal_back_and_takes_it_again() {
    let mut terminal = demo();
    terminal.settle();
    let before = text(terminal.screen());
    terminal.kill(Signal::TSTP);
    waitid(WaitId::Pid(terminal.pid()), WaitIdOptions::STOPPED).unwrap();
    terminal.until(|screen| !screen.alternate_screen());
    terminal.assert_restored();
    terminal.kill(Signal::CONT);
    terminal.until(|screen| screen.alternate_screen() && text(screen) == before);
    assert_ne!(terminal.state(), terminal.state_before, "the line is not raw again");
    terminal.send(QUIT);
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn a_program_stopped_from_outside_paints_afresh() {
    let mut terminal = demo();
    terminal.settle();
    let before = text(terminal.screen());
    let painted = terminal.received.len();
    terminal.kill(Signal::STOP);
    waitid(WaitId::Pid(terminal.pid()), WaitIdOptions::STOPPED).unwrap();
    terminal.kill(Signal::CONT);
    // A whole screen is painted, not what little may have changed.
    terminal.until_received(painted + before.trim().len() / 2);
    terminal.until(|screen| text(screen) == before);
    terminal.send(QUIT);
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn without_a_terminal_nothing_starts_and_no_escape_is_written() {
    let home = tempfile::tempdir().unwrap();
    let output =
        Command::new(DONDOC).arg("demo").env("HOME", home.path()).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{output:?}");
    assert!(!output.stderr.is_empty(), "it says nothing");

    // A terminal to type on, but none to draw on; then the other way round.
    for redirected in [format!("'{DONDOC}' demo | cat"), format!("'{DONDOC}' demo < /dev/null")] {
        let script = format!("{redirected} > all 2>&1; cat all; test -s all || echo nothing");
        let mut terminal = Terminal::spawn(SIZE, "sh", &["-c", &script], &[]);
        assert_eq!(terminal.end(), 0);
        assert!(!terminal.received.contains(&0x1b), "{redirected}: {:?}", text(terminal.screen()));
    }
}

#[test]
fn a_terminal_that_cannot_place_a_cursor_is_refused() {
    let mut terminal = Terminal::spawn(SIZE, DONDOC, &["demo"], &[("TERM", "dumb")]);
    assert_eq!(terminal.end(), 2);
    assert!(!terminal.received.contains(&0x1b));
    assert!(text(terminal.screen()).contains("dumb"), "it does not say why");
}

#[test]
fn terminals_of_any_other_name_will_do() {
    for name in ["", "xterm", "linux", "putty", "no-such-terminal"] {
        let mut terminal = Terminal::spawn(SIZE, DONDOC, &["demo"], &[("TERM", name), ("LANG", "C")]);
        terminal.until_text(LETTER);
        terminal.send(QUIT);
        assert_eq!(terminal.end(), 0, "TERM={name}");
        terminal.assert_restored();
    }
}

#[test]
fn every_size_draws_and_quits() {
    for size in [(1, 1), (10, 3), (3, 10), (20, 5), (40, 12), (80, 24), (120, 40), (300, 100)] {
        let mut terminal = Terminal::dondoc(size, &["demo"]);
        terminal.until(vt100::Screen::alternate_screen);
        terminal.settle();
        terminal.send(QUIT);
        assert_eq!(terminal.end(), 0, "{size:?}");
        terminal.assert_restored();
    }
}

#[test]
fn a_line_that_does_not_know_its_size_is_taken_as_usual() {
    let script = format!("stty rows 0 cols 0; exec '{DONDOC}' demo");
    let mut terminal = Terminal::spawn(SIZE, "sh", &["-c", &script], &[]);
    terminal.until_text(LETTER);
    let expected = picture(SIZE, &["demo"], b"");
    terminal.until(|screen| text(screen) == expected);
    terminal.send(QUIT);
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_storm_of_resizes_ends_in_the_right_picture() {
    let mut terminal = demo();
    for n in 0..100 {
        terminal.resize((1 + (n * 37) % 200, 1 + (n * 13) % 60));
    }
    terminal.resize((100, 30));
    let expected = picture((100, 30), &["demo"], b"");
    terminal.until(|screen| text(screen) == expected);
    terminal.send(QUIT);
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_letter_byte_by_byte_does_not_stop_the_input() {
    let mut terminal = demo();
    terminal.settle();
    for byte in "ộ".as_bytes() {
        terminal.send([*byte]);
        terminal.settle();
    }
    // Half a letter, and what follows it.
    terminal.send(b"\xe1\xbb");
    terminal.settle();
    terminal.send(QUIT);
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_large_paste_is_no_keys() {
    let typed = "quan trọng: hoàn thành x j k 1 2 3 ".repeat(30_000);
    let bracketed = format!("\x1b[200~{typed}\x1b[201~");
    for paste in [&typed, &bracketed] {
        let mut terminal = demo();
        terminal.settle();
        let painted = terminal.received.len();
        terminal.send(paste);
        terminal.settle();
        let drawn = terminal.received.len() - painted;
        assert!(drawn <= 10_000, "{drawn} bytes were drawn for a paste");
        assert!(text(terminal.screen()).contains(LETTER));
        terminal.send(QUIT);
        assert_eq!(terminal.end(), 0);
        terminal.assert_restored();
    }
}

#[test]
fn random_bytes_leave_it_alive() {
    // Xorshift from fixed seeds: the same bytes in every run. Left out are what quits: q, Ctrl-C.
    for seed in 1..=4u64 {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        };
        let bytes: Vec<u8> =
            std::iter::repeat_with(&mut next).filter(|b| !matches!(b, b'q' | 3)).take(6000).collect();
        let mut terminal = demo();
        // In small reads, as a line brings them, so that most are keys and not one paste.
        for chunk in bytes.chunks(7) {
            terminal.send(chunk);
        }
        terminal.settle();
        terminal.kill(Signal::TERM);
        assert_eq!(terminal.end(), 128 + 15, "seed {seed}");
        terminal.assert_restored();
    }
}

#[test]
fn two_thousand_keys_are_few_frames() {
    let mut terminal = demo();
    terminal.settle();
    let painted = terminal.received.len();
    terminal.send(b"\x1b[B".repeat(2000));
    terminal.settle();
    let last_row = picture(SIZE, &["demo"], END);
    terminal.until(|screen| text(screen) == last_row);
    let drawn = terminal.received.len() - painted;
    assert!(drawn <= 10_000, "{drawn} bytes");
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let mut terminal = demo();
    terminal.settle();
    let painted = terminal.received.len();
    // Alt-Up, replies to questions nobody asked, and a key that leaves everything as it is.
    terminal.send(b"\x1b\x1b[A\x1b[?6c\x1b[24;80R\x1b]11;rgb:0/0/0\x07\x1b[1~");
    terminal.settle();
    assert_eq!(terminal.received.len(), painted);
}

#[test]
fn the_terminal_is_asked_nothing() {
    let mut terminal = demo();
    terminal.resize((100, 30));
    terminal.settle();
    terminal.send(QUIT);
    terminal.end();
    let written = String::from_utf8_lossy(&terminal.received).into_owned();
    // Cursor, device, colours, version, keyboard, mode: the beginnings or ends of all questions.
    for question in
        ["\x1b[6n", "\x1b[c", "\x1b[>c", "\x1b[0c", "\x1b]1", "\x1bP", "\x1b[>0q", "\x1b[?u", "$p"]
    {
        assert!(!written.contains(question), "{question:?} was asked");
    }
    // The mouse stays the terminal's own, for marking and pasting, and so does the clipboard.
    for taken in ["\x1b[?1000h", "\x1b[?1002h", "\x1b[?1003h", "\x1b[?1006h", "\x1b]52"] {
        assert!(!written.contains(taken), "{taken:?} was taken");
    }
}
