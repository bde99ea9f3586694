//! The text of an odt file, by the same rules as that of a docx file.
//!
//! Border: OpenDocument 1.3 text; what it is packed in is [`super::package`]'s.

use std::collections::HashMap;

use super::docx::has_number;
use super::layout::{self, Cell};
use super::letter::Refusal;
use super::numbering::{self, Counters, DEEPEST, Level};
use super::package::{Element, Node, Package};

pub(super) fn text(package: &mut Package) -> Result<String, Refusal> {
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.windows(15).any(|part| part == b"encryption-data") {
        return Err(Refusal::Locked);
    }
    let content = package.xml("content.xml")?.unwrap_or_default();
    let styles = package.xml("styles.xml")?.unwrap_or_default();
    let lists = [&styles, &content].into_iter().flat_map(|part| part.below("list-style"));
    let lists = lists.filter_map(|list| Some((list.get("name")?.to_owned(), levels(list)))).collect();
    let mut reader = Odt { lists, counters: HashMap::new(), notes: Vec::new() };
    let mut lines = Vec::new();
    for text in content.below("body").into_iter().flat_map(|body| body.named("text")) {
        lines.extend(reader.blocks(text));
    }
    if !lines.iter().any(|line| has_number(line)) {
        for header in styles.below("header") {
            let above = reader.blocks(header);
            if above.iter().any(|line| has_number(line)) {
                lines.splice(0..0, above);
                break;
            }
        }
    }
    for note in reader.notes {
        lines.extend([String::new(), format!("[{}]", note.trim())]);
    }
    Ok(lines.join("\n"))
}

fn levels(list: &Element) -> Vec<Level> {
    let mut levels = vec![Level::default(); DEEPEST];
    for level in list.elements() {
        let place = level.number("level").and_then(|n| levels.get_mut(n.checked_sub(1)?));
        let (Some(place), Some(at)) = (place, level.number("level")) else { continue };
        let shown = level.number("display-levels").unwrap_or(1).clamp(1, at);
        let numbers: Vec<String> = (at + 1 - shown..=at).map(|n| format!("%{n}")).collect();
        let part = |name: &str| level.get(name).unwrap_or_default();
        let (format, text) = match (level.name.as_str(), part("num-format")) {
            ("list-level-style-bullet", _) => ("bullet", part("bullet-char").to_owned()),
            // A level without a number may have words.
            (_, "") => ("words", format!("{}{}", part("num-prefix"), part("num-suffix"))),
            (_, format) => {
                (format, format!("{}{}{}", part("num-prefix"), numbers.join("."), part("num-suffix")))
            }
        };
        let start = level.number("start-value").unwrap_or(1);
        *place = Level { format: format.to_owned(), text, start, ..Level::default() };
    }
    levels
}

struct Odt {
    lists: HashMap<String, Vec<Level>>,
    /// By name of the list's style.
    counters: HashMap<String, Counters>,
    notes: Vec<String>,
}

impl Odt {
    fn blocks(&mut self, parent: &Element) -> Vec<String> {
        let mut lines = Vec::new();
        for element in parent.elements() {
            match element.name.as_str() {
                "p" | "h" => lines.extend(self.paragraph(element, "")),
                "list" => lines.extend(self.list(element, "", 0)),
                "table" => lines.extend(self.table(element)),
                "tracked-changes" | "annotation" | "forms" => {}
                "frame" | "custom-shape" | "text-box" | "section" | "index-body" | "rect" => {
                    lines.extend(self.blocks(element));
                }
                _ => {}
            }
        }
        lines
    }

    fn list(&mut self, list: &Element, outer: &str, at: usize) -> Vec<String> {
        let style = list.get("style-name").unwrap_or(outer);
        let goes_on = list.get("continue-numbering") == Some("true") || list.get("continue-list").is_some();
        if at == 0 && !goes_on {
            self.counters.remove(style);
        }
        let mut lines = Vec::new();
        for item in list.elements().filter(|item| matches!(item.name.as_str(), "list-item" | "list-header")) {
            let mut is_first = item.name == "list-item";
            for element in item.elements() {
                match element.name.as_str() {
                    "list" => lines.extend(self.list(element, style, at + 1)),
                    "p" | "h" => {
                        let label = if is_first { self.label(style, at, item) } else { String::new() };
                        is_first = false;
                        lines.extend(self.paragraph(element, &label));
                    }
                    _ => {}
                }
            }
        }
        lines
    }

    fn label(&mut self, style: &str, at: usize, item: &Element) -> String {
        let Some(levels) = self.lists.get(style) else { return String::new() };
        let counters = self.counters.entry(style.to_owned()).or_default();
        if let (Some(start), Some(counter)) = (item.number("start-value"), counters.get_mut(at)) {
            *counter = start.checked_sub(1);
        }
        numbering::label(levels, counters, at)
    }

    fn paragraph(&mut self, paragraph: &Element, label: &str) -> Vec<String> {
        let (mut text, mut lines) = (label.to_owned(), Vec::new());
        self.inline(paragraph, &mut text, &mut lines);
        lines.extend(text.split('\n').map(|line| line.trim_end().to_owned()));
        lines
    }

    /// `boxes` gets the lines of the text boxes that hang here.
    fn inline(&mut self, parent: &Element, text: &mut String, boxes: &mut Vec<String>) {
        for node in &parent.children {
            let element = match node {
                Node::Text(words) => {
                    // Blanks of the file's own layout are one blank; others are elements.
                    for c in words.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }) {
                        if c != ' ' || !text.ends_with([' ', '\n']) {
                            text.push(c);
                        }
                    }
                    continue;
                }
                Node::Element(element) => element,
            };
            match element.name.as_str() {
                "s" => text.push_str(&" ".repeat(element.number("c").unwrap_or(1).min(200))),
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                "note" => {
                    for body in element.named("note-body") {
                        let note = self.blocks(body).join(" ");
                        self.notes.push(note);
                    }
                }
                "frame" | "custom-shape" | "rect" => boxes.extend(self.blocks(element)),
                "annotation" | "ruby-text" => {}
                _ => self.inline(element, text, boxes),
            }
        }
    }

    fn table(&mut self, table: &Element) -> Vec<String> {
        let mut rows = Vec::new();
        for row in table.below("table-row") {
            let mut cells: Vec<Cell> = Vec::new();
            for cell in row.elements().filter(|cell| cell.name.ends_with("table-cell")) {
                let times = cell.number("number-columns-repeated").unwrap_or(1).clamp(1, 64);
                let lines = self.blocks(cell);
                cells.extend((0..times).map(|_| lines.clone()));
            }
            rows.push(cells);
        }
        layout::table(rows)
    }
}
