//! Reads the text of a DOCX part: paragraphs, runs, tables, notes.

use std::collections::HashMap;

use super::super::super::xml::{Attributes, Visitor};
use super::super::{BlockKind, Body, Look, Paragraph};
use super::styles::{StyleSheet, Styles, is_on, outline};

/// A mark in the text that points to a note.
pub(super) struct NoteMark {
    pub(super) part: &'static str,
    pub(super) id: String,
}

/// Reads the text of a part.
pub(super) struct Reader<'a> {
    styles: &'a Styles,
    links: &'a HashMap<String, String>,
    pub(super) body: Body,
    pub(super) marks: Vec<NoteMark>,
    /// The paragraphs of each note, when the part holds notes.
    pub(super) notes: HashMap<String, Vec<Paragraph>>,
    note: Option<String>,
    paragraph: Paragraph,
    /// The paragraph's style, its own outline level, whether it is an item of a list.
    style: String,
    level: Option<u8>,
    is_item: Option<bool>,
    /// What the paragraph's style sets, and what the run sets besides.
    base: Look,
    look: Look,
    link: Option<String>,
    /// Elements open now whose words are left out.
    n_left_out: usize,
    /// Properties of a paragraph, not of a run, are being read.
    in_properties: bool,
    in_words: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(styles: &'a Styles, links: &'a HashMap<String, String>) -> Reader<'a> {
        Reader {
            styles,
            links,
            body: Body::default(),
            marks: Vec::new(),
            notes: HashMap::new(),
            note: None,
            paragraph: Paragraph::default(),
            style: String::new(),
            level: None,
            is_item: None,
            base: Look::default(),
            look: Look::default(),
            link: None,
            n_left_out: 0,
            in_properties: false,
            in_words: false,
        }
    }

    /// Ends what a cut file leaves open.
    pub(super) fn finish(&mut self) {
        self.end_paragraph();
        self.body.end_tables();
    }

    fn end_paragraph(&mut self) {
        let mut paragraph = std::mem::take(&mut self.paragraph);
        let style = std::mem::take(&mut self.style);
        let level = self.level.take().or_else(|| self.styles.level(&style));
        let listed = |sheet: &StyleSheet| sheet.listed;
        let is_item = self.is_item.take().or_else(|| self.styles.find(&style, listed));
        self.base = Look::default();
        if paragraph.is_blank() || self.styles.is_contents(&style) {
            return;
        }
        paragraph.kind = match level {
            Some(level) => Some(BlockKind::Heading(level.min(6))),
            None => (is_item == Some(true)).then_some(BlockKind::Item),
        };
        let title = self.styles.find(&style, |s| Some(s.name.eq_ignore_ascii_case("title")));
        if title == Some(true) && self.body.title.is_none() {
            self.body.title =
                Some(paragraph.text().split_whitespace().collect::<Vec<_>>().join(" "));
        }
        if let Some(note) = &self.note {
            self.notes.entry(note.clone()).or_default().push(paragraph);
        } else {
            self.body.push(paragraph);
        }
    }

    fn property(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "pStyle" => {
                self.style = attributes.get("val").unwrap_or_default();
                self.base = self.styles.look(&self.style);
            }
            "outlineLvl" => self.level = outline(attributes),
            "numId" => self.is_item = Some(attributes.get("val").as_deref() != Some("0")),
            _ => {}
        }
    }

    fn run_property(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "rStyle" => {
                let look = self.styles.look(&attributes.get("val").unwrap_or_default());
                self.look.bold |= look.bold;
                self.look.italic |= look.italic;
                self.look.hidden |= look.hidden;
            }
            "b" => self.look.bold = is_on(attributes),
            "i" => self.look.italic = is_on(attributes),
            "strike" | "dstrike" => self.look.struck = is_on(attributes),
            "vanish" => self.look.hidden = is_on(attributes),
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        if self.n_left_out == 0 {
            let look = Look { link: self.link.clone(), ..self.look.clone() };
            self.paragraph.push(words, &look);
        }
    }
}

/// Elements whose words are no part of the text: what was deleted or moved away, what
/// stands there a second time for old programs, and instructions.
fn is_left_out(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "delText" | "instrText" | "delInstrText")
}

impl Visitor for Reader<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            // Among properties these say that a mark or a row was deleted.
            "del" | "moveFrom" if self.in_properties => {}
            name if is_left_out(name) => self.n_left_out += 1,
            "p" => self.end_paragraph(),
            "pPr" => self.in_properties = true,
            "r" => self.look = self.base.clone(),
            "t" => self.in_words = true,
            "tab" | "ptab" if !self.in_properties => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "hyperlink" => {
                let id = attributes.get("id").unwrap_or_default();
                self.link = self.links.get(&id).cloned();
            }
            "tbl" => {
                self.end_paragraph();
                self.body.begin_table();
            }
            "tr" => self.body.begin_row(),
            "tc" => self.body.begin_cell(),
            "footnote" | "endnote" => self.note = attributes.get("id"),
            "footnoteReference" | "endnoteReference" => {
                let part = if name == "footnoteReference" { "footnotes" } else { "endnotes" };
                let id = attributes.get("id").unwrap_or_default();
                self.marks.push(NoteMark { part, id });
            }
            name if self.in_properties => self.property(name, attributes),
            name => self.run_property(name, attributes),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" if self.in_properties => {}
            name if is_left_out(name) => self.n_left_out = self.n_left_out.saturating_sub(1),
            "p" => self.end_paragraph(),
            "pPr" => self.in_properties = false,
            "t" => self.in_words = false,
            "hyperlink" => self.link = None,
            "tbl" => {
                self.end_paragraph();
                self.body.end_table();
            }
            "footnote" | "endnote" => {
                self.end_paragraph();
                self.note = None;
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_words {
            self.push(words);
        }
    }
}
