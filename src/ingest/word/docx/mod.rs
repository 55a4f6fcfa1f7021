//! DOCX files: the parts of the package and what each tells.

mod reader;
mod styles;

use std::collections::HashMap;

use super::super::package::Package;
use super::super::xml::{Attributes, Visitor, visit};
use super::super::{Document, IngestError, Media, stated};
use reader::Reader;
use styles::Styles;

/// A DOCX file: paragraphs, headings by style or outline level, bold and other marks,
/// lists, tables; footnotes at the end. Deleted and hidden words, comments, heads and
/// feet of pages and tables of contents are left out. Dates in the file's properties
/// are those of its template as often as not, and are not taken.
///
/// # Errors
///
/// As [`Package::part`]; [`IngestError::NoText`] when no words are in it.
pub(in crate::ingest) fn document(name: &str, bytes: &[u8]) -> Result<Document, IngestError> {
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

#[cfg(test)]
mod tests {
    use super::super::super::package::pack;
    use super::super::tests::shown;
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

    #[track_caller]
    fn check(body: &str, expected: &str) {
        assert_eq!(shown(&document("t", &docx(body)).unwrap()), expected);
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
