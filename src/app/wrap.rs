//! Breaking text into lines of so many cells, at spaces (Vietnamese has no hyphenation).

use crate::text;

/// Byte ranges of the lines of one paragraph, none wider than `cells` (at least 1). A word wider
/// than a line is broken; a numbered slug is broken after `/` or `-` where it can be.
pub fn wrap(paragraph: &str, cells: usize) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let (mut from, mut to, mut used) = (0, 0, 0);
    for (start, word) in words(paragraph) {
        let gap = text::width(text::slice(paragraph, to, start));
        let width = text::width(word);
        if used > 0 && used + gap + width > cells {
            lines.push((from, to));
            (from, used) = (start, 0);
        }
        if used == 0 {
            from = start;
        } else {
            used += gap;
        }
        to = start + word.len();
        used += width;
        while used > cells {
            let cut = from + longest_start(text::slice(paragraph, from, to), cells);
            lines.push((from, cut));
            from = cut;
            used = text::width(text::slice(paragraph, from, to));
        }
    }
    if used > 0 || lines.is_empty() {
        lines.push((from, to));
    }
    lines
}

/// The words with their places. "30 %" and "Điều 5" are one word each: a figure stays with what it
/// counts or numbers.
fn words(paragraph: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = paragraph.as_ptr() as usize;
    let mut single = paragraph.split_whitespace().peekable();
    std::iter::from_fn(move || {
        let word = single.next()?;
        let start = word.as_ptr() as usize - base;
        let mut end = start + word.len();
        if let Some(next) = single.next_if(|next| belong_together(word, next)) {
            end = next.as_ptr() as usize - base + next.len();
        }
        Some((start, text::slice(paragraph, start, end)))
    })
}

/// Words that a number follows.
const NUMBERED: [&str; 8] = ["Điều", "điều", "khoản", "điểm", "mục", "số", "ngày", "Việc"];

fn belong_together(word: &str, next: &str) -> bool {
    let is_figure = |word: &str, at_end: bool| {
        let c = if at_end { word.chars().next_back() } else { word.chars().next() };
        c.is_some_and(|c| c.is_ascii_digit())
    };
    next.starts_with('%') && is_figure(word, true) || NUMBERED.contains(&word) && is_figure(next, false)
}

/// Bytes of the longest beginning of a word that fits, at least one character.
fn longest_start(word: &str, cells: usize) -> usize {
    let (mut used, mut fits, mut after_sign) = (0, 0, 0);
    for (at, c) in word.char_indices() {
        let end = at + c.len_utf8();
        used += text::width(text::slice(word, at, end));
        if used > cells && fits > 0 {
            break;
        }
        fits = end;
        if matches!(c, '/' | '-') {
            after_sign = end;
        }
    }
    if after_sign > 0 && after_sign < word.len() { after_sign } else { fits }
}

/// The lines themselves.
pub fn lines(paragraph: &str, cells: usize) -> Vec<String> {
    let range = |(from, to)| text::slice(paragraph, from, to).to_owned();
    wrap(paragraph, cells).into_iter().map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_at_spaces() {
        let cases: [(&str, usize, &[&str]); 8] = [
            ("đạt 30 % số", 6, &["đạt", "30 %", "số"]),
            ("theo Điều 5 của", 10, &["theo", "Điều 5 của"]),
            ("", 10, &[""]),
            ("một hai ba", 7, &["một hai", "ba"]),
            ("một  hai ba", 30, &["một  hai ba"]),
            ("abcdefghij kl", 4, &["abcd", "efgh", "ij", "kl"]),
            ("1792/UBND-NC", 8, &["1792/", "UBND-NC"]),
            ("漢字漢", 3, &["漢", "字", "漢"]),
        ];
        for (paragraph, cells, expected) in cases {
            assert_eq!(lines(paragraph, cells), expected, "{paragraph} in {cells}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(paragraph in "[a-zđế/ -]{0,60}", cells in 1usize..20) {
            let lines = lines(&paragraph, cells);
            for line in &lines {
                prop_assert!(text::width(line) <= cells);
            }
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&lines.concat()), squeeze(&paragraph));
        }
    }
}
