//! The text of a pdf file: `pdf_extract` gives letters with their places, [`page`] puts them together into
//! lines and paragraphs. Where the settings say so and it is installed, `pdftotext` is asked first.
//!
//! Border: this runs in the child process alone; a panic of the reader of pdf files ends that.

mod page;
mod rulings;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::process::{Command, Stdio};

use pdf_extract::{Dictionary, Document, MediaBox, Object, OutputDev, OutputError, Transform, output_doc};

use super::letter::Refusal;
use page::{Glyph, Page};
use rulings::Rulings;

/// Where packages put it; a path of the surroundings is not asked.
const PDFTOTEXT: [&str; 2] = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext"];

pub(super) fn text(bytes: &[u8], pdftotext: bool) -> Result<String, Refusal> {
    let by_program = || PDFTOTEXT.iter().find_map(|program| laid_out(program, bytes));
    if let Some(text) = pdftotext.then(by_program).flatten() {
        return Ok(text);
    }
    let mut document = Document::load_mem(bytes).map_err(|_| Refusal::Broken)?;
    // Most protected files may be read by anybody; only a password for reading is in the way.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Refusal::Locked);
    }
    mark_unknown(&mut document);
    let mut pages = Pages::default();
    output_doc(&document, &mut pages).map_err(|_| Refusal::Broken)?;
    for (page, id) in pages.done.iter_mut().zip(document.get_pages().into_values()) {
        page.grids = Rulings::of_page(&document, id).grids();
    }
    Ok(without_stand_ins(page::text(pages.done)))
}

/// A letter that a font states no text for is read as this, which makes what it stands in doubtful.
const UNKNOWN: &str = "\u{fffd}";

/// Writers give all letters that their font lacks the text of the first of them, which in a letter's head is
/// a capital. So often within words, it is none.
fn without_stand_ins(text: String) -> String {
    let mut within: BTreeMap<char, usize> = BTreeMap::new();
    for (before, c) in text.chars().zip(text.chars().skip(1)) {
        if before.is_lowercase() && !c.is_ascii() && c.is_uppercase() {
            *within.entry(c).or_default() += 1;
        }
    }
    within.retain(|_, times| *times > 3);
    within.into_keys().fold(text, |text, c| text.replace(c, UNKNOWN))
}

/// Gives every letter of fonts of one byte a text, below what their files state: the reader ends at one that
/// has none. Fonts of two bytes state text by code as well, so codes are taken for what they name in the font.
fn mark_unknown(document: &mut Document) {
    let of_two_bytes = |font: &Dictionary| {
        let is_own = font.get(b"Encoding").is_ok_and(|encoding| encoding.as_name().is_err());
        is_own && font.has(b"ToUnicode") && font.has(b"DescendantFonts")
    };
    for object in document.objects.values_mut() {
        let font = object.as_dict_mut().ok().filter(|font| of_two_bytes(font));
        font.into_iter().for_each(|font| font.set("Encoding", Object::Name(b"Identity-H".to_vec())));
    }
    let stated = |object: &Object| {
        let font = object.as_dict().ok().filter(|font| !font.has(b"Encoding"))?;
        font.get(b"ToUnicode").and_then(Object::as_reference).ok()
    };
    let maps: Vec<_> = document.objects.values().filter_map(stated).collect();
    let all: String = (0..=u8::MAX).map(|code| format!("<{code:02x}> <fffd>\n")).collect();
    for map in maps {
        let Some(Object::Stream(map)) = document.objects.get_mut(&map) else { continue };
        let text = map.get_plain_content().unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        if let Some((head, states)) = text.split_once("endcodespacerange") {
            let whole = format!("{head}endcodespacerange\n256 beginbfchar\n{all}endbfchar\n{states}");
            map.set_plain_content(whole.into_bytes());
        }
    }
}

/// What `pdftotext` makes of it, within the limits of this process; `None` where it is not here or fails.
fn laid_out(program: &str, bytes: &[u8]) -> Option<String> {
    let mut command = Command::new(program);
    command.args(["-layout", "-enc", "UTF-8", "-", "-"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    // It reads all before it writes.
    let fed = child.stdin.take().map(|mut inside| inside.write_all(bytes));
    drop(fed);
    let mut text = String::new();
    let read = child.stdout.take()?.read_to_string(&mut text);
    let ended = child.wait().ok()?;
    (ended.success() && read.is_ok() && text.contains(char::is_alphanumeric)).then_some(text)
}

#[derive(Default)]
struct Pages {
    done: Vec<Page>,
    n_glyphs: usize,
}

/// More letters than any letter has; what goes on beyond is not a letter's text.
const MOST_GLYPHS: usize = 2_000_000;

impl OutputDev for Pages {
    fn begin_page(
        &mut self,
        _: u32,
        sheet: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.done.push(Page { width: sheet.urx - sheet.llx, ..Page::default() });
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.n_glyphs += 1;
        let Some(page) = self.done.last_mut().filter(|_| self.n_glyphs < MOST_GLYPHS) else {
            return Ok(());
        };
        let size = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt() * font_size.abs();
        // Text across the page is a stamp or a watermark.
        let is_level = place.m11 > 0.0 && place.m12.abs() < place.m11 / 4.0;
        let (x, y) = (place.m31, place.m32);
        if is_level && size > 0.0 && [x, y, size, width].iter().all(|n| n.is_finite()) {
            page.push(Glyph {
                x,
                y,
                end: x + width * place.m11 * font_size.abs(),
                size,
                text: if text.is_empty() { UNKNOWN } else { text }.to_owned(),
            });
        }
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
