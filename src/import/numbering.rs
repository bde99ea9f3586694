//! Automatic numbers, which stand in no text of docx and odt files: counted and written as the program that
//! made the file shows them.
//!
//! Border: levels and counters; where they come from is the business of each format.

/// How one level of a list is numbered.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    /// The name by its format.
    pub format: String,
    /// With `%1` … `%9` for the numbers of the levels down to this one.
    pub text: String,
    pub start: usize,
    /// How many of the levels above it, from the first on, begin it anew, where not all do: after none of
    /// them its numbers go on.
    pub restarts_after: Option<usize>,
    /// Numbers of all levels in digits.
    pub is_legal: bool,
    /// The paragraph style that stands for this level, where one does.
    pub style: String,
}

pub(super) const DEEPEST: usize = 10;

/// The last number of each level; `None` before its first.
pub(super) type Counters = [Option<usize>; DEEPEST];

/// The next label of `levels` at level `at` (from 0), with the space that follows it.
pub(super) fn label(levels: &[Level], counters: &mut Counters, at: usize) -> String {
    let at = at.min(DEEPEST - 1);
    let Some(level) = levels.get(at) else { return String::new() };
    counters[at] = Some(counters[at].map_or(level.start, |last| last.saturating_add(1)));
    for (below, level) in levels.iter().enumerate().take(DEEPEST).skip(at + 1) {
        if level.restarts_after.is_none_or(|n| at < n) {
            counters[below] = None;
        }
    }
    let text = match level.format.as_str() {
        "none" => String::new(),
        // Signs of fonts of signs are no text; a letter there is a sign too.
        "bullet" => if level.text.trim() == "+" { "+" } else { "-" }.to_owned(),
        _ => numbers(levels, counters, level),
    };
    if text.is_empty() { text } else { format!("{} ", text.trim_end()) }
}

fn numbers(levels: &[Level], counters: &Counters, level: &Level) -> String {
    let mut text = level.text.clone();
    for (i, known) in levels.iter().enumerate().take(DEEPEST - 1) {
        let format = if level.is_legal { "decimal" } else { &known.format };
        text = text.replace(&format!("%{}", i + 1), &written(counters[i].unwrap_or(known.start), format));
    }
    text
}

fn written(number: usize, format: &str) -> String {
    match format {
        "decimalZero" => format!("{number:02}"),
        "lowerLetter" | "a" => letters(number),
        "upperLetter" | "A" => letters(number).to_uppercase(),
        "lowerRoman" | "i" => roman(number),
        "upperRoman" | "I" => roman(number).to_uppercase(),
        _ => number.to_string(),
    }
}

/// a … z, aa, bb …
fn letters(number: usize) -> String {
    let at = number.saturating_sub(1);
    let letter = (b'a'..=b'z').nth(at % 26).map_or('a', char::from);
    // A file may state any start.
    String::from_iter(std::iter::repeat_n(letter, (at / 26 + 1).min(9)))
}

#[rustfmt::skip]
const ROMAN: [(usize, &str); 13] = [
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
];

fn roman(number: usize) -> String {
    let mut left = number.min(3999);
    let mut text = String::new();
    for (value, sign) in ROMAN {
        text.push_str(&sign.repeat(left / value));
        left %= value;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(format: &str, text: &str) -> Level {
        Level { format: format.into(), text: text.into(), start: 1, ..Level::default() }
    }

    #[test]
    fn labels_are_counted_level_by_level() {
        let levels = [
            level("upperRoman", "%1."),
            Level { is_legal: true, ..level("decimal", "%1.%2.") },
            level("lowerLetter", "%3)"),
            level("bullet", "\u{f0b7}"),
            level("bullet", "+"),
            level("none", "x"),
        ];
        let mut counters = Counters::default();
        let shown: Vec<String> =
            [0, 1, 1, 2, 2, 3, 4, 5, 0, 1, 9].iter().map(|at| label(&levels, &mut counters, *at)).collect();
        assert_eq!(shown, ["I. ", "1.1. ", "1.2. ", "a) ", "b) ", "- ", "+ ", "", "II. ", "2.1. ", ""]);
    }

    #[test]
    fn numbers_are_written_as_their_format_says() {
        for (number, format, text) in [
            (4, "decimal", "4"),
            (4, "decimalZero", "04"),
            (27, "lowerLetter", "aa"),
            (5, "A", "E"),
            (1994, "upperRoman", "MCMXCIV"),
            (9, "i", "ix"),
            (0, "a", "a"),
            (usize::MAX, "a", "ooooooooo"),
        ] {
            assert_eq!(written(number, format), text, "{number} {format}");
        }
    }
}
