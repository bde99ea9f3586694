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
    // Some programs count their parts: "document2.xml".
    let mut part = |name: &str| match package.names(&format!("word/{name}")).first() {
        Some(name) => package.xml(name).map(Option::unwrap_or_default),
        None => Ok(Element::default()),
    };
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
    /// For each field that is open, whether this is still its command, which is not shown.
    fields: Vec<bool>,
}

impl Inline {
    fn push(&mut self, text: &str) {
        if !self.fields.contains(&true) {
            self.text.push_str(text);
        }
    }
}

impl Docx {
    fn blocks(&mut self, parent: &Element) -> Vec<String> {
        let mut lines = Vec::new();
        let mut is_open = false;
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => is_open = self.paragraph(element, is_open, &mut lines),
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

    /// Adds the lines of a paragraph, to the last one where that `is_open`: the end of its paragraph was
    /// deleted. Says whether the last line is open then.
    fn paragraph(&mut self, paragraph: &Element, is_open: bool, lines: &mut Vec<String>) -> bool {
        let above = if is_open { lines.pop() } else { None };
        let is_new = above.is_none();
        let mut inline = Inline { text: above.unwrap_or_default(), ..Inline::default() };
        self.inline(paragraph, &mut inline);
        let properties = paragraph.child("pPr");
        let mark = properties.and_then(|p| p.child("rPr"));
        let has_no_end = mark.is_some_and(|mark| mark.child("del").or(mark.child("moveFrom")).is_some());
        lines.extend(inline.boxes);
        if has_no_end && inline.text.is_empty() {
            return false;
        }
        let label = properties.filter(|_| is_new).map(|p| self.numbers.label(p)).unwrap_or_default();
        let text = format!("{label}{}", inline.text);
        // The blank before what is still to come belongs to the text.
        let shown = |line: &str| if has_no_end { line } else { line.trim_end() }.to_owned();
        lines.extend(text.split('\n').map(shown));
        has_no_end
    }

    fn inline(&mut self, parent: &Element, into: &mut Inline) {
        for element in parent.elements() {
            match element.name.as_str() {
                "t" => element.children.iter().for_each(|node| {
                    if let Node::Text(text) = node {
                        into.push(text);
                    }
                }),
                "tab" | "ptab" => into.push("\t"),
                "br" | "cr" => into.push("\n"),
                "noBreakHyphen" => into.push("-"),
                "sym" => into.push(&sign(element).map(String::from).unwrap_or_default()),
                "fldChar" => match element.get("fldCharType") {
                    Some("begin") => into.fields.push(true),
                    Some("separate") => {
                        if let Some(is_command) = into.fields.last_mut() {
                            *is_command = false;
                        }
                    }
                    _ => drop(into.fields.pop()),
                },
                "r" => self.run(element, into),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.inline(chosen, into);
                    }
                }
                "txbxContent" => into.boxes.extend(self.blocks(element)),
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
            let properties = row.child("trPr");
            if properties.is_some_and(|properties| properties.child("del").is_some()) {
                continue;
            }
            let before = properties.and_then(|properties| properties.child("gridBefore")?.number("val"));
            let mut cells: Vec<Cell> = vec![Cell::new(); before.unwrap_or_default().min(64)];
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

/// A sign given by its place in a font; those of the font Symbol that stand in sentences.
fn sign(element: &Element) -> Option<char> {
    let sign = char::from_u32(u32::from_str_radix(element.get("char")?, 16).ok()?)?;
    match sign {
        '\u{f0a3}' if element.get("font") == Some("Symbol") => Some('≤'),
        '\u{f0b3}' if element.get("font") == Some("Symbol") => Some('≥'),
        '\u{e000}'..='\u{f8ff}' => None,
        _ => Some(sign),
    }
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
        let bases = lists.below("abstractNum");
        // A list may have its levels from the one that a style of lists stands for.
        let linked = |base: &Element| {
            let style = value(base, "numStyleLink")?;
            bases.iter().find(|known| value(known, "styleLink") == Some(style)).copied()
        };
        let bases: HashMap<&str, Vec<Level>> = bases
            .iter()
            .filter_map(|base| {
                let levels = linked(base).unwrap_or(base).named("lvl").map(level).collect();
                Some((base.get("abstractNumId")?, levels))
            })
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
        let mut own_style = style.clone().unwrap_or_default();
        // Styles may be based on each other in a circle.
        for _ in 0..16 {
            let Some(name) = style.filter(|_| list.is_none()) else { break };
            let Some(known) = self.styles.get(&name) else { break };
            own_style = name;
            list.clone_from(&known.list);
            at = at.or(known.level);
            style = known.based_on.clone();
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
        restarts_after: value(level, "lvlRestart").and_then(|n| n.parse().ok()),
        style: value(level, "pStyle").unwrap_or_default().to_owned(),
    }
}

fn value<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.child(name)?.get("val")
}
