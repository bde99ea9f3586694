//! How many terminal cells a text takes, and cutting it to fit a column.
//!
//! Border: cells and graphemes only. Text is expected clean (see [`super::clean_line`]); what a
//! column does with a text that is too long is the caller's choice of ellipsis.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells a text takes on the screen: the sum over its graphemes, as the screen is drawn.
pub fn width(text: &str) -> usize {
    if is_simple(text) {
        return text.chars().count();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The text, or as much of its beginning as fits `cells` together with `ellipsis`. Never wider than
/// `cells`, never within a grapheme. No space is left hanging before the ellipsis; where not even
/// the ellipsis fits, as much of it as does.
pub fn truncate(text: &str, cells: usize, ellipsis: &str) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let Some(room) = cells.checked_sub(width(ellipsis)) else {
        return beginning(ellipsis, cells).to_owned();
    };
    let kept = beginning(text, room);
    let inked = kept.grapheme_indices(true).rfind(|(_, grapheme)| !grapheme.trim().is_empty());
    format!("{}{ellipsis}", super::slice(kept, 0, inked.map_or(0, end)))
}

/// Truncated, then filled up with spaces to exactly `cells`.
pub fn fit(text: &str, cells: usize, ellipsis: &str) -> String {
    let mut fitted = truncate(text, cells, ellipsis);
    let missing = cells.saturating_sub(width(&fitted));
    fitted.extend(std::iter::repeat_n(' ', missing));
    fitted
}

/// The longest run of whole graphemes from the start that fits.
fn beginning(text: &str, cells: usize) -> &str {
    let mut used = 0;
    let fits = |(_, grapheme): &(usize, &str)| {
        used += grapheme.width();
        used <= cells
    };
    super::slice(text, 0, text.grapheme_indices(true).take_while(fits).last().map_or(0, end))
}

/// Where a grapheme ends.
fn end((at, grapheme): (usize, &str)) -> usize {
    at + grapheme.len()
}

/// Only characters that are one grapheme and one cell each wherever they stand: printable ASCII,
/// the precomposed letters of Vietnamese, dashes, quotes, the ellipsis. Nearly all of a frame is.
fn is_simple(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' '..='~' | '®'..='ɏ' | 'Ạ'..='ỹ' | '–'..='…'))
}
