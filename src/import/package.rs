//! The packed parts of docx and odt files, and their XML as a tree.
//!
//! Border: bounds on what is unpacked, and XML without meanings. No part is ever written anywhere, names of
//! parts lead nowhere, and of entities there are only the five that XML has itself.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape};
use zip::ZipArchive;

use super::letter::Refusal;

const MOST_ENTRIES: usize = 1_000;
/// Bytes of one part, and of all.
const MOST_OF_PART: u64 = 32 << 20;
const MOST_OF_ALL: u64 = 64 << 20;
const DEEPEST: usize = 256;

pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl Package {
    pub fn open(bytes: Vec<u8>) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
        if archive.len() > MOST_ENTRIES {
            return Err(Refusal::Broken);
        }
        Ok(Self { archive, left: MOST_OF_ALL })
    }

    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Names of the parts that begin so.
    pub fn names(&self, start: &str) -> Vec<String> {
        let names = self.archive.file_names().filter_map(Result::ok);
        let mut names: Vec<String> =
            names.filter(|name| name.starts_with(start)).map(Cow::into_owned).collect();
        names.sort_unstable();
        names
    }

    /// A part as a tree; `None` where there is no such part.
    pub fn xml(&mut self, name: &str) -> Result<Option<Element>, Refusal> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        let text = String::from_utf8(bytes).map_err(|_| Refusal::Broken)?;
        tree(text.strip_prefix('\u{feff}').unwrap_or(&text)).map(Some)
    }

    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        if !self.has(name) {
            return Ok(None);
        }
        let part = self.archive.by_name(name).map_err(|_| Refusal::Broken)?;
        let most = MOST_OF_PART.min(self.left);
        let mut bytes = Vec::new();
        // What the list of contents says of sizes is not relied on.
        part.take(most + 1).read_to_end(&mut bytes).map_err(|_| Refusal::Broken)?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(Refusal::Broken);
        }
        self.left -= size;
        Ok(Some(bytes))
    }
}

/// An element without its namespace, which no two of those that are read here share a name in.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An attribute's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The elements of this name below, outermost first; what stands in one of them is not looked through.
    pub fn below<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                found.extend(element.below(name));
            }
        }
        found
    }
}

fn tree(xml: &str) -> Result<Element, Refusal> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|_| Refusal::Broken)?;
        let inner = open.last_mut().ok_or(Refusal::Broken)?;
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(Refusal::Broken);
                }
                open.push(element(&start)?);
            }
            Event::End(_) => {
                let done = open.pop().ok_or(Refusal::Broken)?;
                open.last_mut().ok_or(Refusal::Broken)?.children.push(Node::Element(done));
            }
            Event::Text(text) => push(inner, &text),
            Event::CData(text) => push(inner, &text),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => push(inner, c.encode_utf8(&mut [0; 4])),
                Ok(None) => push(inner, escape::resolve_xml_entity(&reference).ok_or(Refusal::Broken)?),
                Err(_) => return Err(Refusal::Broken),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    let root = open.pop().filter(|_| open.is_empty()).ok_or(Refusal::Broken)?;
    Ok(root)
}

fn push(element: &mut Element, text: &str) {
    match element.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => element.children.push(Node::Text(text.to_owned())),
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, Refusal> {
    let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Refusal::Broken)?;
        let value = escape::unescape(&attribute.value).map_err(|_| Refusal::Broken)?;
        attributes.push((local(attribute.key.0), value.into_owned()));
    }
    Ok(Element { name: local(start.name().0), attributes, children: Vec::new() })
}
