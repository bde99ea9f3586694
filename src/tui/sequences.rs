//! What terminals send for keys that are no character: the bytes after ESC, and the key they mean.
//!
//! Data only. Whatever is not listed here is understood as a sequence and means nothing.

use crate::app::key::Key;

/// The key a sequence means, named by its bytes after ESC and written without modifiers: `scan`
/// takes those out first (`[1;5A` is `[A`, `[15;2~` is `[15~`).
pub(super) fn key_named(name: &str) -> Option<Key> {
    let end = name.chars().next_back()?;
    let f = |before: char| Some(Key::F(u8::try_from(end).ok()? - u8::try_from(before).ok()?));
    match (name.strip_suffix(end)?, end) {
        // Normal; cursor-key mode, which is also what PuTTY sends for Ctrl-arrow; rxvt.
        ("[" | "O", 'A' | 'a') => Some(Key::Up),
        ("[" | "O", 'B' | 'b') => Some(Key::Down),
        ("[" | "O", 'C' | 'c') => Some(Key::Right),
        ("[" | "O", 'D' | 'd') => Some(Key::Left),
        ("[" | "O", 'H') => Some(Key::Home),
        ("[" | "O", 'F') => Some(Key::End),
        ("[", 'Z') => Some(Key::BackTab),
        // F1 to F4 of xterm, and on to F12 in PuTTY's "VT100+" mode.
        ("O", 'P'..='[') => f('O'),
        // xterm with a modifier (`[1;2P`). F3 is missing: `[1;2R` is a cursor report as well.
        ("[", 'P' | 'Q' | 'S') => f('O'),
        // F1 to F5 of the Linux console.
        ("[[", 'A'..='E') => f('@'),
        // The keypad of a terminal left in application mode: its characters stand 64 places lower.
        ("O", 'M') => Some(Key::Enter),
        ("O", 'j'..='y') => Some(Key::Char(char::from(u8::try_from(end).ok()? - 64))),
        (number, '~') => key_numbered(number.strip_prefix('[')?.parse().ok()?),
        _ => None,
    }
}

/// `ESC [ number ~`: PuTTY's default and VT220, which leave gaps; rxvt.
fn key_numbered(number: u8) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        2 => Key::Insert,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        // PuTTY's Shift-F1 is F11, its Shift-F5 is F15.
        11..=15 => Key::F(number - 10),
        17..=21 => Key::F(number - 11),
        23..=26 => Key::F(number - 12),
        28..=29 => Key::F(number - 13),
        31..=34 => Key::F(number - 14),
        _ => return None,
    })
}
