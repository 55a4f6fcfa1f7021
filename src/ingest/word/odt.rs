use std::collections::HashMap;

use super::super::package::Package;
use super::super::xml::{Attributes, Visitor, visit};
use super::super::{Document, IngestError, Media, stated};
use super::docx::Fields;
use super::{BlockKind, Body, Look, Paragraph, heading_level};
use crate::model::Language;

/// Spaces that one element may stand for.
const SPACES: usize = 100;

/// An ODT file: paragraphs, headings by outline level or style, bold and other marks,
/// lists, tables; footnotes at the end. Deleted words, comments, heads and feet of
/// pages and tables of contents are left out.
///
/// # Errors
///
/// As [`Package::part`]; [`IngestError::Locked`] when it is encrypted,
/// [`IngestError::NoText`] when no words are in it.
pub(in super::super) fn document(name: &str, bytes: &[u8]) -> Result<Document, IngestError> {
    let mut package = Package::open(bytes, "ODT")?;
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(IngestError::Locked { what: "ODT" });
    }
    let mut styles = Styles::default();
    visit(&package.text("styles.xml")?.unwrap_or_default(), &mut styles);
    let text = package.expect_text("content.xml")?;
    visit(&text, &mut styles);
    let mut reader = Reader::new(&styles);
    visit(&text, &mut reader);
    reader.finish();
    let mut document = Document::new(name, bytes, Media::Odt);
    reader.body.write(&mut document);
    if document.text.is_empty() {
        return Err(IngestError::NoText { what: "ODT" });
    }
    let mut fields = Fields::default();
    visit(&package.text("meta.xml")?.unwrap_or_default(), &mut fields);
    document.meta.title = reader.body.title;
    document.meta.language = fields.get("language").and_then(Language::from_tag);
    let author = fields.get("initial-creator").or(fields.get("creator"));
    stated::take(&mut document, fields.get("title"), author);
    Ok(document)
}

#[derive(Clone, Default)]
struct StyleSheet {
    display: String,
    parent: Option<String>,
    level: Option<u8>,
    bold: Option<bool>,
    italic: Option<bool>,
    struck: Option<bool>,
    hidden: Option<bool>,
}

/// The styles of a file, by name.
#[derive(Default)]
struct Styles {
    sheets: HashMap<String, StyleSheet>,
    name: String,
    now: StyleSheet,
}

impl Styles {
    /// The first answer that the style called `name` and its parents give.
    fn find<T>(&self, name: &str, ask: impl Fn(&str, &StyleSheet) -> Option<T>) -> Option<T> {
        let (mut name, unknown) = (name, StyleSheet::default());
        for _ in 0..12 {
            let sheet = self.sheets.get(name).unwrap_or(&unknown);
            if let Some(answer) = ask(name, sheet) {
                return Some(answer);
            }
            name = self.sheets.get(name)?.parent.as_deref()?;
        }
        None
    }

    fn level(&self, name: &str) -> Option<u8> {
        let level = |name: &str, sheet: &StyleSheet| {
            heading_level(name).or_else(|| heading_level(&sheet.display)).or(sheet.level)
        };
        self.find(name, level)
    }

    fn is_title(&self, name: &str) -> bool {
        self.find(name, |name, _| (name == "Title").then_some(())).is_some()
    }

    /// `above` with what the style called `name` sets.
    fn look(&self, name: &str, above: &Look) -> Look {
        let on = |ask: fn(&StyleSheet) -> Option<bool>, above: bool| {
            self.find(name, |_, sheet| ask(sheet)).unwrap_or(above)
        };
        Look {
            bold: on(|sheet| sheet.bold, above.bold),
            italic: on(|sheet| sheet.italic, above.italic),
            struck: on(|sheet| sheet.struck, above.struck),
            hidden: on(|sheet| sheet.hidden, above.hidden),
            link: above.link.clone(),
        }
    }
}

impl Visitor for Styles {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "style" => {
                self.name = attributes.get("name").unwrap_or_default();
                self.now = StyleSheet {
                    display: attributes.get("display-name").unwrap_or_default(),
                    parent: attributes.get("parent-style-name"),
                    level: attributes.get("default-outline-level").and_then(|l| l.parse().ok()),
                    ..StyleSheet::default()
                };
            }
            "text-properties" => {
                let weight = attributes.get("font-weight");
                self.now.bold =
                    weight.map(|w| w == "bold" || matches!(w.parse(), Ok(600..=900u16)));
                self.now.italic = attributes.get("font-style").map(|style| style != "normal");
                let line = attributes.get("text-line-through-style");
                self.now.struck = line.map(|line| line != "none");
                self.now.hidden = attributes.get("display").map(|display| display == "none");
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == "style" {
            self.sheets.insert(std::mem::take(&mut self.name), std::mem::take(&mut self.now));
        }
    }

    fn words(&mut self, _: &str) {}
}

/// A paragraph being read.
struct Open {
    paragraph: Paragraph,
    look: Look,
    /// The looks around the spans and links that are open.
    looks: Vec<Look>,
}

/// Reads the text of `content.xml`.
struct Reader<'a> {
    styles: &'a Styles,
    body: Body,
    /// Paragraphs open now: a note stands inside its paragraph.
    open: Vec<Open>,
    n_lists: usize,
    n_notes: usize,
    /// Elements open now whose words are left out.
    n_left_out: usize,
    /// Whether the text itself has begun; declarations stand before it.
    begun: bool,
}

impl<'a> Reader<'a> {
    fn new(styles: &'a Styles) -> Reader<'a> {
        Reader {
            styles,
            body: Body::default(),
            open: Vec::new(),
            n_lists: 0,
            n_notes: 0,
            n_left_out: 0,
            begun: false,
        }
    }

    /// Ends what a cut file leaves open.
    fn finish(&mut self) {
        while !self.open.is_empty() {
            self.end_paragraph();
        }
        self.body.end_tables();
    }

    fn begin_paragraph(&mut self, name: &str, attributes: &Attributes<'_>) {
        let style = attributes.get("style-name").unwrap_or_default();
        let stated = attributes.get("outline-level").and_then(|level| level.parse::<u8>().ok());
        let level = if name == "h" { stated.or(Some(1)) } else { self.styles.level(&style) };
        let kind = match level {
            Some(level) => Some(BlockKind::Heading(level.clamp(1, 6))),
            None => (self.n_lists > 0).then_some(BlockKind::Item),
        };
        if self.styles.is_title(&style) && self.body.title.is_none() {
            // Marks the place; the words come with the paragraph's end.
            self.body.title = Some(String::new());
        }
        let look = self.styles.look(&style, &Look::default());
        let paragraph = Paragraph { kind, runs: Vec::new() };
        self.open.push(Open { paragraph, look, looks: Vec::new() });
    }

    fn end_paragraph(&mut self) {
        let Some(Open { paragraph, .. }) = self.open.pop() else { return };
        if let Some(title) = self.body.title.as_mut().filter(|title| title.is_empty()) {
            *title = paragraph.text().split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if paragraph.is_blank() || self.n_left_out > 0 {
            return;
        }
        if self.n_notes > 0 {
            self.body.notes.push(paragraph);
        } else {
            self.body.push(paragraph);
        }
    }

    fn push(&mut self, words: &str) {
        if self.n_left_out > 0 || !self.begun {
            return;
        }
        if let Some(Open { paragraph, look, .. }) = self.open.last_mut() {
            paragraph.push(words, look);
        }
    }
}

/// Elements whose words are no part of the text.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes"
            | "annotation"
            | "note-citation"
            | "table-of-content"
            | "alphabetical-index"
            | "illustration-index"
            | "forms"
            | "sequence-decls"
            | "variable-decls"
    )
}

impl Visitor for Reader<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            // Inside a text everything else is called otherwise; `office:text` is it.
            "text" => self.begun = true,
            name if is_left_out(name) => self.n_left_out += 1,
            "p" | "h" => self.begin_paragraph(name, attributes),
            "span" | "a" => {
                if let Some(open) = self.open.last_mut() {
                    open.looks.push(open.look.clone());
                    let style = attributes.get("style-name").unwrap_or_default();
                    open.look = self.styles.look(&style, &open.look);
                    if name == "a" {
                        open.look.link =
                            attributes.get("href").filter(|href| !href.starts_with('#'));
                    }
                }
            }
            "s" => {
                let n = attributes.get("c").and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                self.push(&" ".repeat(n.min(SPACES)));
            }
            "tab" => self.push(" "),
            "line-break" => self.push("\n"),
            "note" => self.n_notes += 1,
            "list" => self.n_lists += 1,
            "table" => self.body.begin_table(),
            "table-row" => self.body.begin_row(),
            "table-cell" | "covered-table-cell" => self.body.begin_cell(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            name if is_left_out(name) => self.n_left_out = self.n_left_out.saturating_sub(1),
            "p" | "h" => self.end_paragraph(),
            "span" | "a" => {
                if let Some(open) = self.open.last_mut()
                    && let Some(look) = open.looks.pop()
                {
                    open.look = look;
                }
            }
            "note" => self.n_notes = self.n_notes.saturating_sub(1),
            "list" => self.n_lists = self.n_lists.saturating_sub(1),
            "table" => self.body.end_table(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        self.push(words);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::package::pack;
    use super::super::tests::shown;
    use super::*;

    fn odt(body: &str) -> Vec<u8> {
        let text = format!(
            "<office:document-content><office:automatic-styles>\
             <style:style style:name='T1'><style:text-properties fo:font-weight='bold'/></style:style>\
             <style:style style:name='P1' style:parent-style-name='Heading_20_2'/></office:automatic-styles>\
             <office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        pack(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &text)])
    }

    #[track_caller]
    fn check(body: &str, expected: &str) {
        assert_eq!(shown(&document("t", &odt(body)).unwrap()), expected);
    }

    #[test]
    fn headings_lists_tables_and_notes() {
        check(
            "<text:h text:outline-level='1'>One</text:h><text:p text:style-name='P1'>Two</text:p>\
             <text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>\
             <table:table><table:table-row><table:table-cell><text:p>Fish</text:p></table:table-cell>\
             <table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>\
             <text:p>It is<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p>\
             </text:note-body></text:note><text:s text:c='2'/>low.</text:p>",
            "# One | # Two | - Item | = Fish | 12 | It is low. | A note.",
        );
    }

    #[test]
    fn changes_comments_and_contents_are_left_out() {
        check(
            "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>\
             <text:table-of-content><text:p>One 3</text:p></text:table-of-content>\
             <text:p>Kept<office:annotation><text:p>why?</text:p></office:annotation> words</text:p>",
            "Kept words",
        );
    }

    #[test]
    fn bold_spans_are_marked() {
        let document = document(
            "t",
            &odt("<text:p><text:span text:style-name='T1'>Cost.</text:span> Low.</text:p>"),
        )
        .unwrap();
        assert_eq!(document.marks[0].span.of(&document.text), "Cost.");
        assert_eq!(document.text, "Cost. Low.");
    }

    #[test]
    fn cut_empty_and_locked_files_say_so() {
        assert_eq!(document("t", &odt("")).err(), Some(IngestError::NoText { what: "ODT" }));
        let locked = pack(&[("META-INF/manifest.xml", "<encryption-data/>"), ("content.xml", "x")]);
        assert_eq!(document("t", &locked).err(), Some(IngestError::Locked { what: "ODT" }));
        let whole = odt("<text:p>x</text:p>");
        for end in 0..whole.len() {
            assert!(document("t", &whole[..end]).is_err());
        }
        assert!(document("t", &odt("<text:p><text:p><table:table><text:span>x")).is_ok());
    }
}
