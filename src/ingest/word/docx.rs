use std::collections::HashMap;

use super::super::package::Package;
use super::super::xml::{Attributes, Visitor, visit};
use super::super::{Document, IngestError, Media, stated};
use super::{BlockKind, Body, Item, Look, Paragraph, heading_level, is_contents};

/// Tables within tables that are told apart.
const TABLES: usize = 8;

/// A DOCX file: paragraphs, headings by style or outline level, bold and other marks,
/// lists, tables; footnotes at the end. Deleted and hidden words, comments, heads and
/// feet of pages and tables of contents are left out. Dates in the file's properties
/// are those of its template as often as not, and are not taken.
///
/// # Errors
///
/// As [`Package::part`]; [`IngestError::NoText`] when no words are in it.
pub(in super::super) fn document(name: &str, bytes: &[u8]) -> Result<Document, IngestError> {
    let mut package = Package::open(bytes, "DOCX")?;
    let main = main_part(&mut package)?;
    let text = package.expect_text(&main)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = main.rsplit('/').next().unwrap_or_default();
    let styles = Styles::read(&package.text(&format!("{folder}/styles.xml"))?.unwrap_or_default());
    let links =
        relations(&package.text(&format!("{folder}/_rels/{file}.rels"))?.unwrap_or_default());
    let mut reader = Reader::new(&styles, &links);
    visit(&text, &mut reader);
    reader.finish();
    let (mut body, marks) = (reader.body, reader.marks);
    for part in ["footnotes", "endnotes"] {
        let notes = package.text(&format!("{folder}/{part}.xml"))?.unwrap_or_default();
        let mut reader = Reader::new(&styles, &links);
        visit(&notes, &mut reader);
        reader.finish();
        for mark in marks.iter().filter(|mark| mark.part == part) {
            body.notes.extend(reader.notes.remove(&mark.id).unwrap_or_default());
        }
    }
    let mut document = Document::new(name, bytes, Media::Docx);
    body.write(&mut document);
    if document.text.is_empty() {
        return Err(IngestError::NoText { what: "DOCX" });
    }
    let mut fields = Fields::default();
    visit(&package.text("docProps/core.xml")?.unwrap_or_default(), &mut fields);
    document.meta.title = body.title;
    stated::take(&mut document, fields.get("title"), fields.get("creator"));
    Ok(document)
}

/// The name of the part that holds the text.
fn main_part(package: &mut Package<'_>) -> Result<String, IngestError> {
    let text = package.text("_rels/.rels")?.unwrap_or_default();
    let mut relations = Relations::default();
    visit(&text, &mut relations);
    let main = relations.all.into_iter().find(|(_, kind, _)| kind.ends_with("/officeDocument"));
    let target = main.map_or("word/document.xml".to_owned(), |(_, _, target)| target);
    Ok(target.trim_start_matches('/').to_owned())
}

/// The addresses of links, by the identifiers the text uses.
fn relations(text: &str) -> HashMap<String, String> {
    let mut relations = Relations::default();
    visit(text, &mut relations);
    let links = relations.all.into_iter().filter(|(_, kind, _)| kind.ends_with("/hyperlink"));
    links.map(|(id, _, target)| (id, target)).collect()
}

/// Identifier, kind and target of each relation of a part.
#[derive(Default)]
struct Relations {
    all: Vec<(String, String, String)>,
}

impl Visitor for Relations {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        if name == "Relationship" {
            let get = |name| attributes.get(name).unwrap_or_default();
            self.all.push((get("Id"), get("Type"), get("Target")));
        }
    }

    fn close(&mut self, _: &str) {}

    fn words(&mut self, _: &str) {}
}

/// Elements that hold only words, by name: the fields of a file's properties.
#[derive(Default)]
pub(super) struct Fields {
    fields: HashMap<String, String>,
    name: String,
}

impl Fields {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

impl Visitor for Fields {
    fn open(&mut self, name: &str, _: &Attributes<'_>) {
        name.clone_into(&mut self.name);
    }

    fn close(&mut self, _: &str) {
        self.name.clear();
    }

    fn words(&mut self, words: &str) {
        if !self.name.is_empty() {
            self.fields.entry(self.name.clone()).or_default().push_str(words);
        }
    }
}

/// What a paragraph or character style sets.
#[derive(Clone, Default)]
struct StyleSheet {
    name: String,
    based_on: Option<String>,
    level: Option<u8>,
    listed: Option<bool>,
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: Option<bool>,
}

/// The styles of a file, by identifier.
#[derive(Default)]
struct Styles {
    sheets: HashMap<String, StyleSheet>,
    id: String,
    now: StyleSheet,
}

impl Styles {
    fn read(text: &str) -> Styles {
        let mut styles = Styles::default();
        visit(text, &mut styles);
        styles
    }

    /// The first answer that the style called `id` and those it rests on give.
    fn find<T>(&self, id: &str, ask: impl Fn(&StyleSheet) -> Option<T>) -> Option<T> {
        let mut id = id;
        for _ in 0..12 {
            let sheet = self.sheets.get(id)?;
            if let Some(answer) = ask(sheet) {
                return Some(answer);
            }
            id = sheet.based_on.as_deref()?;
        }
        None
    }

    fn level(&self, id: &str) -> Option<u8> {
        self.find(id, |sheet| heading_level(&sheet.name).or(sheet.level))
            .or_else(|| heading_level(id))
    }

    fn is_contents(&self, id: &str) -> bool {
        self.sheets.get(id).is_some_and(|sheet| is_contents(&sheet.name))
    }

    fn look(&self, id: &str) -> Look {
        let on = |ask: fn(&StyleSheet) -> Option<bool>| self.find(id, ask).unwrap_or_default();
        Look {
            bold: on(|sheet| sheet.bold),
            italic: on(|sheet| sheet.italic),
            hidden: on(|sheet| sheet.hidden),
            ..Look::default()
        }
    }
}

/// Whether a property that stands there is on: `<b/>`, `<b val="1"/>`, not `<b val="0"/>`.
fn is_on(attributes: &Attributes<'_>) -> bool {
    !matches!(attributes.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
}

fn outline(attributes: &Attributes<'_>) -> Option<u8> {
    let level = attributes.get("val")?.parse::<u8>().ok()?;
    (level < 9).then_some(level + 1)
}

impl Visitor for Styles {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "style" => {
                self.id = attributes.get("styleId").unwrap_or_default();
                self.now = StyleSheet::default();
            }
            "name" => self.now.name = attributes.get("val").unwrap_or_default(),
            "basedOn" => self.now.based_on = attributes.get("val"),
            "outlineLvl" => self.now.level = outline(attributes),
            "numId" => self.now.listed = Some(attributes.get("val").as_deref() != Some("0")),
            "b" => self.now.bold = Some(is_on(attributes)),
            "i" => self.now.italic = Some(is_on(attributes)),
            "vanish" => self.now.hidden = Some(is_on(attributes)),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == "style" {
            self.sheets.insert(std::mem::take(&mut self.id), std::mem::take(&mut self.now));
        }
    }

    fn words(&mut self, _: &str) {}
}

/// A mark in the text that points to a note.
struct NoteMark {
    part: &'static str,
    id: String,
}

/// Reads the text of a part.
struct Reader<'a> {
    styles: &'a Styles,
    links: &'a HashMap<String, String>,
    body: Body,
    marks: Vec<NoteMark>,
    /// The paragraphs of each note, when the part holds notes.
    notes: HashMap<String, Vec<Paragraph>>,
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
    /// Rows of the tables open now, outermost first.
    tables: Vec<Vec<Vec<Vec<Paragraph>>>>,
    /// Tables open now that are nested too deep to be told apart.
    n_deep: usize,
    /// Elements open now whose words are left out.
    n_left_out: usize,
    /// Properties of a paragraph, not of a run, are being read.
    in_properties: bool,
    in_words: bool,
}

impl<'a> Reader<'a> {
    fn new(styles: &'a Styles, links: &'a HashMap<String, String>) -> Reader<'a> {
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
            tables: Vec::new(),
            n_deep: 0,
            n_left_out: 0,
            in_properties: false,
            in_words: false,
        }
    }

    /// Ends what a cut file leaves open.
    fn finish(&mut self) {
        self.end_paragraph();
        while !self.tables.is_empty() {
            self.end_table();
        }
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
        } else if let Some(cell) =
            self.tables.last_mut().and_then(|rows| rows.last_mut()?.last_mut())
        {
            cell.push(paragraph);
        } else {
            self.body.items.push(Item::Paragraph(paragraph));
        }
    }

    /// Ends the innermost table; one inside another becomes part of its cell.
    fn end_table(&mut self) {
        let Some(rows) = self.tables.pop() else { return };
        match self.tables.last_mut().and_then(|rows| rows.last_mut()?.last_mut()) {
            Some(cell) => cell.extend(rows.into_iter().flatten().flatten()),
            None => self.body.items.push(Item::Table(rows)),
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
                match self.tables.len() < TABLES {
                    true => self.tables.push(Vec::new()),
                    false => self.n_deep += 1,
                }
            }
            "tr" => {
                self.tables.iter_mut().last().into_iter().for_each(|rows| rows.push(Vec::new()))
            }
            "tc" => {
                let row = self.tables.last_mut().and_then(|rows| rows.last_mut());
                row.into_iter().for_each(|row| row.push(Vec::new()));
            }
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
                match self.n_deep.checked_sub(1) {
                    Some(n_deep) => self.n_deep = n_deep,
                    None => self.end_table(),
                }
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

#[cfg(test)]
mod tests {
    use super::super::super::package::pack;
    use super::*;

    const STYLES: &str = "<w:styles><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
        <w:style w:styleId='Own'><w:name w:val='Own'/><w:basedOn w:val='berschrift1'/></w:style>\
        <w:style w:styleId='T'><w:name w:val='Title'/></w:style>\
        <w:style w:styleId='L'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId='V1'><w:name w:val='toc 1'/></w:style></w:styles>";

    fn docx(body: &str) -> Vec<u8> {
        let text = format!("<w:document><w:body>{body}</w:body></w:document>");
        let notes = "<w:footnotes><w:footnote w:id='1'><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        pack(&[
            ("word/document.xml", &text),
            ("word/styles.xml", STYLES),
            ("word/footnotes.xml", notes),
            (
                "docProps/core.xml",
                "<p><dc:title>Harbour talks</dc:title><dc:creator>x</dc:creator></p>",
            ),
        ])
    }

    /// Blocks parted by ` | `, with `# ` before headings, `- ` before items.
    #[track_caller]
    fn check(body: &str, expected: &str) {
        let document = document("t", &docx(body)).unwrap();
        let blocks: Vec<String> = document
            .blocks
            .iter()
            .map(|block| {
                let sign = match block.kind {
                    BlockKind::Heading(_) => "# ",
                    BlockKind::Item => "- ",
                    BlockKind::Table => "= ",
                    _ => "",
                };
                format!("{sign}{}", block.span.of(&document.text))
            })
            .collect();
        assert_eq!(blocks.join(" | "), expected);
    }

    #[test]
    fn styles_and_outline_levels_make_headings() {
        check(
            "<w:p><w:pPr><w:pStyle w:val='Own'/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>\
               <w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>Two</w:t></w:r></w:p>\
               <w:p><w:pPr><w:pStyle w:val='V1'/></w:pPr><w:r><w:t>Contents 3</w:t></w:r></w:p>\
               <w:p><w:pPr><w:outlineLvl w:val='9'/></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>",
            "# One | # Two | Text",
        );
    }

    #[test]
    fn deleted_hidden_and_repeated_words_are_left_out() {
        check(
            "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>was </w:delText></w:r></w:del>\
               <w:ins><w:r><w:t>is &amp; stays</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>\
               <w:r><w:instrText>PAGE</w:instrText></w:r><mc:Fallback><w:p><w:r><w:t>old</w:t></w:r></w:p></mc:Fallback></w:p>\
               <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Kept</w:t></w:r></w:p>",
            "It is & stays | Kept",
        );
    }

    #[test]
    fn lists_tables_breaks_and_notes() {
        check(
            "<w:p><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>\
               <w:p><w:pPr><w:pStyle w:val='L'/></w:pPr><w:r><w:t>Two</w:t></w:r></w:p>\
               <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Fish</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
               <w:p><w:r><w:t>Q:</w:t><w:tab/><w:t>Yes?</w:t><w:br/><w:t>A: No.</w:t><w:footnoteReference w:id='1'/></w:r></w:p>",
            "- One | - Two | = Fish | 12 | Q: Yes? | A: No. | A note.",
        );
    }

    #[test]
    fn bold_words_and_the_title_that_is_printed() {
        let bytes = docx(
            "<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr><w:r><w:t>Harbour Talks</w:t></w:r></w:p>\
            <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Cost.</w:t></w:r><w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t xml:space='preserve'> Low.</w:t></w:r></w:p>",
        );
        let document = document("t", &bytes).unwrap();
        assert_eq!(document.meta.title.as_deref(), Some("Harbour talks"));
        assert_eq!((document.marks.len(), document.marks[0].span.of(&document.text)), (1, "Cost."));
        assert_eq!(document.text, "Harbour Talks\n\nCost. Low.");
    }

    #[test]
    fn bombs_cuts_and_empty_files_end_well() {
        let bomb = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><w:document><w:p><w:r><w:t>&b;x</w:t></w:r></w:p></w:document>";
        let read = document("t", &pack(&[("word/document.xml", bomb)])).unwrap();
        assert_eq!(read.text, "x");
        let deep = "<w:tbl><w:tr><w:tc>".repeat(50_000);
        assert!(document("t", &docx(&format!("{deep}<w:p><w:r><w:t>x"))).is_ok());
        assert_eq!(document("t", &docx("")).err(), Some(IngestError::NoText { what: "DOCX" }));
        let whole = docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>");
        for end in 0..whole.len() {
            assert!(document("t", &whole[..end]).is_err());
        }
    }
}
