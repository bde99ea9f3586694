//! The one function that makes foreign text safe for a terminal.
//!
//! Border: applied wherever text comes in (import, fields, arguments, names). It changes how a text
//! may act, never what it says: no trimming, no spelling, no length cap.

use unicode_normalization::char::{is_combining_mark, is_public_assigned};

/// Invisible characters that reorder, join or hide what stands around them.
const DROPPED: [(char, char); 8] = [
    ('\u{61C}', '\u{61C}'),     // Arabic letter mark, of the same kind as U+200E and U+200F
    ('\u{200B}', '\u{200F}'),   // zero-width space and joiners, direction marks
    ('\u{202A}', '\u{202E}'),   // bidirectional embeddings and overrides
    ('\u{2060}', '\u{2064}'),   // word joiner, invisible operators
    ('\u{2066}', '\u{2069}'),   // bidirectional isolates
    ('\u{FEFF}', '\u{FEFF}'),   // byte-order mark
    ('\u{FFF9}', '\u{FFFB}'),   // interlinear annotation
    ('\u{E0001}', '\u{E007F}'), // tags: a second, invisible alphabet
];

/// The most combining marks kept on one letter; Vietnamese needs two.
const MARKS: usize = 4;

/// No combining mark stands before this one.
const FIRST_MARK: char = '\u{300}';

/// One line, safe for a terminal, NFC: line breaks and tabs become a space each (CR LF one),
/// no-break spaces plain ones, control and bidirectional characters go, unassigned and private
/// ones become U+FFFD. Cleaning twice changes nothing.
pub fn clean_line(text: &str) -> String {
    clean(text, ' ')
}

/// Like [`clean_line`] for text of many lines: every line break becomes `\n`.
pub fn clean_text(text: &str) -> String {
    clean(text, '\n')
}

fn clean(text: &str, line_break: char) -> String {
    let mut after_return = false;
    let kept: String = text
        .chars()
        .filter_map(|c| {
            let second_half = c == '\n' && after_return;
            after_return = c == '\r';
            if second_half { None } else { tame(c, line_break) }
        })
        .collect();
    let mut marks = 0;
    let mut clean = super::nfc(&kept);
    clean.retain(|c| {
        marks = if c >= FIRST_MARK && is_combining_mark(c) { marks + 1 } else { 0 };
        marks <= MARKS
    });
    clean
}

/// What stands for a character in clean text; `None` where nothing does.
pub(super) fn tame(c: char, line_break: char) -> Option<char> {
    match c {
        ' '..='~' => Some(c),
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(line_break),
        '\t' | '\u{A0}' | '\u{202F}' => Some(' '),
        _ if c.is_control() || is_dropped(c) => None,
        _ if !is_public_assigned(c) => Some(char::REPLACEMENT_CHARACTER),
        _ => Some(c),
    }
}

fn is_dropped(c: char) -> bool {
    c >= DROPPED[0].0 && DROPPED.iter().any(|(first, last)| (*first..=*last).contains(&c))
}
