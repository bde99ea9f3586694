//! What terminals send for keys that are no character: the bytes after ESC, and the key they mean.
//!
//! Data only. Whatever is not listed here is understood as a sequence and means nothing.

use crate::app::key::Key;

/// Written without modifiers: `scan` takes those out of the sequence first (`[1;5A` is `[A`,
/// `[15;2~` is `[15~`). A lookup wants the whole name, so the order does not matter.
const SEQUENCES: &[(&str, Key)] = &[
    // Arrows: normal; cursor-key mode, which is also what PuTTY sends for Ctrl-arrow; rxvt.
    ("[A", Key::Up),
    ("[B", Key::Down),
    ("[C", Key::Right),
    ("[D", Key::Left),
    ("OA", Key::Up),
    ("OB", Key::Down),
    ("OC", Key::Right),
    ("OD", Key::Left),
    ("[a", Key::Up),
    ("[b", Key::Down),
    ("[c", Key::Right),
    ("[d", Key::Left),
    ("Oa", Key::Up),
    ("Ob", Key::Down),
    ("Oc", Key::Right),
    ("Od", Key::Left),
    // The six keys above the arrows: PuTTY and VT220; rxvt; xterm.
    ("[1~", Key::Home),
    ("[2~", Key::Insert),
    ("[3~", Key::Delete),
    ("[4~", Key::End),
    ("[5~", Key::PageUp),
    ("[6~", Key::PageDown),
    ("[7~", Key::Home),
    ("[8~", Key::End),
    ("[H", Key::Home),
    ("[F", Key::End),
    ("OH", Key::Home),
    ("OF", Key::End),
    ("[Z", Key::BackTab),
    // Function keys: PuTTY's default and VT220. PuTTY's Shift-F1 is F11, its Shift-F5 is F15.
    ("[11~", Key::F(1)),
    ("[12~", Key::F(2)),
    ("[13~", Key::F(3)),
    ("[14~", Key::F(4)),
    ("[15~", Key::F(5)),
    ("[17~", Key::F(6)),
    ("[18~", Key::F(7)),
    ("[19~", Key::F(8)),
    ("[20~", Key::F(9)),
    ("[21~", Key::F(10)),
    ("[23~", Key::F(11)),
    ("[24~", Key::F(12)),
    ("[25~", Key::F(13)),
    ("[26~", Key::F(14)),
    ("[28~", Key::F(15)),
    ("[29~", Key::F(16)),
    ("[31~", Key::F(17)),
    ("[32~", Key::F(18)),
    ("[33~", Key::F(19)),
    ("[34~", Key::F(20)),
    // xterm, and PuTTY's "VT100+" mode, which goes on to F12.
    ("OP", Key::F(1)),
    ("OQ", Key::F(2)),
    ("OR", Key::F(3)),
    ("OS", Key::F(4)),
    ("OT", Key::F(5)),
    ("OU", Key::F(6)),
    ("OV", Key::F(7)),
    ("OW", Key::F(8)),
    ("OX", Key::F(9)),
    ("OY", Key::F(10)),
    ("OZ", Key::F(11)),
    ("O[", Key::F(12)),
    // xterm with a modifier (`[1;2P`). F3 is missing: `[1;2R` is a cursor report as well.
    ("[P", Key::F(1)),
    ("[Q", Key::F(2)),
    ("[S", Key::F(4)),
    // The Linux console.
    ("[[A", Key::F(1)),
    ("[[B", Key::F(2)),
    ("[[C", Key::F(3)),
    ("[[D", Key::F(4)),
    ("[[E", Key::F(5)),
    // The keypad of a terminal left in application mode.
    ("OM", Key::Enter),
    ("Oj", Key::Char('*')),
    ("Ok", Key::Char('+')),
    ("Ol", Key::Char(',')),
    ("Om", Key::Char('-')),
    ("On", Key::Char('.')),
    ("Oo", Key::Char('/')),
    ("Op", Key::Char('0')),
    ("Oq", Key::Char('1')),
    ("Or", Key::Char('2')),
    ("Os", Key::Char('3')),
    ("Ot", Key::Char('4')),
    ("Ou", Key::Char('5')),
    ("Ov", Key::Char('6')),
    ("Ow", Key::Char('7')),
    ("Ox", Key::Char('8')),
    ("Oy", Key::Char('9')),
];

/// The key a sequence means, named by its bytes after ESC.
pub(super) fn key_named(name: &str) -> Option<Key> {
    SEQUENCES.iter().find(|(sequence, _)| *sequence == name).map(|&(_, key)| key)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::SEQUENCES;

    #[test]
    fn no_sequence_stands_in_the_table_twice() {
        let names: HashSet<&str> = SEQUENCES.iter().map(|&(name, _)| name).collect();
        assert_eq!(names.len(), SEQUENCES.len());
    }
}
