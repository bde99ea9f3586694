//! The text of a docx file, as the program that made it shows it: with automatic numbers, without what was
//! deleted, text boxes before the paragraph they hang on, footnotes at the end.
//!
//! Border: WordprocessingML (ECMA-376 part 1, 17); what it is packed in is [`super::package`]'s.

use std::collections::HashMap;

use super::layout::{self, Cell};
use super::letter::Refusal;
use super::numbering::{self, Counters, Level};
use super::package::{Element, Node, Package};

pub(super) fn text(package: &mut Package) -> Result<String, Refusal> {
    let mut part = |name: &str| package.xml(&format!("word/{name}.xml")).map(Option::unwrap_or_default);
    let document = part("document")?;
    let (styles, lists, notes) = (part("styles")?, part("numbering")?, part("footnotes")?);
    let mut reader = Docx { numbers: Numbers::new(&styles, &lists) };
    let mut lines = Vec::new();
    for body in document.below("body") {
        lines.extend(reader.blocks(body));
    }
    if !lines.iter().any(|line| has_number(line)) {
        // The number of a letter may stand in the head of its first page.
        for name in package.names("word/header") {
            let header = package.xml(&name)?.unwrap_or_default();
            let above: Vec<String> = header.below("hdr").into_iter().flat_map(|h| reader.blocks(h)).collect();
            if above.iter().any(|line| has_number(line)) {
                lines.splice(0..0, above);
                break;
            }
        }
    }
    for note in notes.below("footnote").into_iter().filter(|note| note.get("type").is_none()) {
        let note = reader.blocks(note).join(" ");
        lines.extend([String::new(), format!("[{}]", note.trim())]);
    }
    Ok(lines.join("\n"))
}

/// The label that the number of a letter stands behind.
pub(super) fn has_number(line: &str) -> bool {
    line.contains("Số:") || line.contains("Số :")
}

struct Docx {
    numbers: Numbers,
}

/// What a paragraph is put together from.
#[derive(Default)]
struct Inline {
    text: String,
    /// Lines of the text boxes that hang on it.
    boxes: Vec<String>,
}

impl Docx {
    fn blocks(&mut self, parent: &Element) -> Vec<String> {
        let mut lines = Vec::new();
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => lines.extend(self.paragraph(element)),
                "tbl" => lines.extend(self.table(element)),
                "AlternateContent" => {
                    lines.extend(chosen(element).map(|chosen| self.blocks(chosen)).unwrap_or_default());
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => {
                    lines.extend(self.blocks(element));
                }
                _ => {}
            }
        }
        lines
    }

    fn paragraph(&mut self, paragraph: &Element) -> Vec<String> {
        let mut inline = Inline::default();
        self.inline(paragraph, &mut inline);
        let properties = paragraph.child("pPr");
        let mark = properties.and_then(|p| p.child("rPr"));
        let is_deleted = mark.is_some_and(|mark| mark.child("del").is_some()) && inline.text.is_empty();
        let mut lines = inline.boxes;
        if !is_deleted {
            let label = properties.map(|p| self.numbers.label(p)).unwrap_or_default();
            lines
                .extend(format!("{label}{}", inline.text).split('\n').map(|line| line.trim_end().to_owned()));
        }
        lines
    }

    fn inline(&mut self, parent: &Element, into: &mut Inline) {
        for element in parent.elements() {
            match element.name.as_str() {
                "t" => element.children.iter().for_each(|node| {
                    if let Node::Text(text) = node {
                        into.text.push_str(text);
                    }
                }),
                "tab" | "ptab" => into.text.push('\t'),
                "br" | "cr" => into.text.push('\n'),
                "noBreakHyphen" => into.text.push('-'),
                "r" => self.run(element, into),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.inline(chosen, into);
                    }
                }
                "pict" | "drawing" | "object" => {
                    for content in element.below("txbxContent") {
                        into.boxes.extend(self.blocks(content));
                    }
                }
                // What was deleted or moved away, commands of fields, and what is not text.
                "del" | "moveFrom" | "instrText" | "delText" | "pPr" | "rPr" | "sdtPr" | "rt" => {}
                _ => self.inline(element, into),
            }
        }
    }

    fn run(&mut self, run: &Element, into: &mut Inline) {
        let properties = run.child("rPr");
        let is_on = |name: &str| {
            let switch = properties.and_then(|properties| properties.child(name));
            switch.is_some_and(|switch| !matches!(switch.get("val"), Some("0" | "false" | "off")))
        };
        if is_on("vanish") {
            return;
        }
        let from = into.text.len();
        self.inline(run, into);
        if is_on("caps") {
            let shown = into.text.split_off(from).to_uppercase();
            into.text.push_str(&shown);
        }
    }

    fn table(&mut self, table: &Element) -> Vec<String> {
        let mut rows = Vec::new();
        for row in table.below("tr") {
            let mut cells: Vec<Cell> = Vec::new();
            for cell in row.below("tc") {
                let value = |name: &str| cell.child("tcPr").and_then(|properties| properties.child(name));
                // The rest of a cell that goes over several rows.
                let goes_on = value("vMerge").is_some_and(|merge| merge.get("val") != Some("restart"));
                cells.push(if goes_on { Cell::new() } else { self.blocks(cell) });
                let span = value("gridSpan").and_then(|span| span.number("val")).unwrap_or(1);
                cells.extend((1..span.min(64)).map(|_| Cell::new()));
            }
            rows.push(cells);
        }
        layout::table(rows)
    }
}

/// Of several forms of one thing the first, which newer programs show; the older ones say the same.
fn chosen(alternatives: &Element) -> Option<&Element> {
    alternatives.child("Choice").or_else(|| alternatives.child("Fallback"))
}

/// The lists of a document.
#[derive(Default)]
struct Numbers {
    lists: HashMap<String, List>,
    /// By abstract list, which several lists may count on.
    counters: HashMap<String, Counters>,
    styles: HashMap<String, Style>,
}

struct Style {
    list: Option<String>,
    level: Option<usize>,
    based_on: Option<String>,
}

#[derive(Clone)]
struct List {
    base: String,
    levels: Vec<Level>,
    /// Levels that begin anew with the list's first paragraph.
    restarts: Vec<(usize, usize)>,
}

impl Numbers {
    fn new(styles: &Element, lists: &Element) -> Self {
        let mut numbers = Self::default();
        for style in styles.below("style") {
            let Some(id) = style.get("styleId") else { continue };
            let (list, level) = stated(style.child("pPr"));
            let based_on = value(style, "basedOn").map(str::to_owned);
            numbers.styles.insert(id.to_owned(), Style { list, level, based_on });
        }
        let bases: HashMap<&str, Vec<Level>> = lists
            .below("abstractNum")
            .into_iter()
            .filter_map(|base| Some((base.get("abstractNumId")?, base.named("lvl").map(level).collect())))
            .collect();
        for list in lists.below("num") {
            let (Some(id), Some(base)) = (list.get("numId"), value(list, "abstractNumId")) else { continue };
            let mut levels = bases.get(base).cloned().unwrap_or_default();
            let mut restarts = Vec::new();
            for change in list.named("lvlOverride") {
                let at = change.number("ilvl").unwrap_or_default();
                if let (Some(own), Some(place)) = (change.child("lvl"), levels.get_mut(at)) {
                    *place = level(own);
                }
                restarts.extend(value(change, "startOverride").and_then(|n| Some((at, n.parse().ok()?))));
            }
            numbers.lists.insert(id.to_owned(), List { base: base.to_owned(), levels, restarts });
        }
        numbers
    }

    /// The label of a paragraph with these properties, counted on.
    fn label(&mut self, properties: &Element) -> String {
        let (mut list, mut at) = stated(Some(properties));
        let mut style = value(properties, "pStyle").map(str::to_owned);
        let own_style = style.clone().unwrap_or_default();
        // Styles may be based on each other in a circle.
        for _ in 0..16 {
            let Some(known) =
                style.as_ref().filter(|_| list.is_none()).and_then(|name| self.styles.get(name))
            else {
                break;
            };
            list.clone_from(&known.list);
            at = at.or(known.level);
            style.clone_from(&known.based_on);
        }
        let Some(list) = list.and_then(|id| self.lists.get_mut(&id)) else { return String::new() };
        let by_style =
            || list.levels.iter().position(|level| !own_style.is_empty() && level.style == own_style);
        let at = at.or_else(by_style).unwrap_or_default();
        let counters = self.counters.entry(list.base.clone()).or_default();
        for (level, start) in list.restarts.drain(..) {
            if let (Some(counter), Some(level)) = (counters.get_mut(level), list.levels.get_mut(level)) {
                (*counter, level.start) = (None, start);
            }
        }
        numbering::label(&list.levels, counters, at)
    }
}

/// List and level as paragraph properties state them.
fn stated(properties: Option<&Element>) -> (Option<String>, Option<usize>) {
    let Some(stated) = properties.and_then(|properties| properties.child("numPr")) else {
        return (None, None);
    };
    (value(stated, "numId").map(str::to_owned), value(stated, "ilvl").and_then(|at| at.parse().ok()))
}

fn level(level: &Element) -> Level {
    Level {
        format: value(level, "numFmt").unwrap_or("decimal").to_owned(),
        text: value(level, "lvlText").unwrap_or_default().to_owned(),
        start: value(level, "start").and_then(|n| n.parse().ok()).unwrap_or(1),
        is_legal: level.child("isLgl").is_some(),
        style: value(level, "pStyle").unwrap_or_default().to_owned(),
    }
}

fn value<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.child(name)?.get("val")
}
