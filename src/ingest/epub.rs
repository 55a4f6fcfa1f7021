use std::collections::HashMap;

use super::package::Package;
use super::pen::Pen;
use super::xml::{Attributes, Visitor, visit};
use super::{Document, IngestError, Media, byline, date, html};
use crate::model::Language;

/// An EPUB book: its chapters in reading order as one document, with what its package
/// states as metadata. Contents pages are left out.
///
/// # Errors
///
/// As [`Package::part`]; [`IngestError::Locked`] when its chapters are encrypted,
/// [`IngestError::NoText`] when no words are in it.
pub(super) fn document(name: &str, bytes: &[u8]) -> Result<Document, IngestError> {
    let mut package = Package::open(bytes, "EPUB")?;
    let container = package.expect_text("META-INF/container.xml")?;
    let mut book = Book::default();
    visit(&container, &mut book);
    let path = book.path.take().unwrap_or_default();
    visit(&package.expect_text(&path)?, &mut book);
    let locked = package.text("META-INF/encryption.xml")?.unwrap_or_default();
    let mut pen = Pen::default();
    for href in book.chapters() {
        let part = resolved(&path, href);
        let Some(chapter) = package.text(&part)? else { continue };
        if locked.contains(href) {
            return Err(IngestError::Locked { what: "EPUB" });
        }
        html::fragment(&without_empty(body(&chapter)), &mut pen);
    }
    let mut document = Document::new(name, bytes, Media::Epub);
    pen.into_document(&mut document);
    if document.text.is_empty() {
        return Err(IngestError::NoText { what: "EPUB" });
    }
    book.describe(&mut document);
    Ok(document)
}

/// What the container and the package file say.
#[derive(Default)]
struct Book {
    /// Where the package file stands.
    path: Option<String>,
    /// Address and properties of each part, by identifier.
    items: HashMap<String, (String, String)>,
    /// Identifiers in reading order.
    spine: Vec<String>,
    /// The fields `title`, `creator`, `date` … that are given, first come first.
    fields: Vec<(String, String)>,
    now: Option<String>,
}

impl Book {
    fn chapters(&self) -> impl Iterator<Item = &str> {
        self.spine
            .iter()
            .filter_map(|id| self.items.get(id))
            .filter(|(_, properties)| !properties.split(' ').any(|property| property == "nav"))
            .map(|(href, _)| href.as_str())
    }

    fn get(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    fn describe(&self, document: &mut Document) {
        let meta = &mut document.meta;
        meta.title = self.get("title").map(str::to_owned);
        let authors = self.fields.iter().filter(|(field, _)| field == "creator");
        meta.byline = authors.flat_map(|(_, author)| byline::read(author)).collect();
        meta.issuer = self.get("publisher").map(str::to_owned);
        meta.language = self.get("language").and_then(Language::from_tag);
        meta.published = self.get("date").and_then(date::iso);
        let surface = self.get("date").filter(|_| meta.published.is_some());
        meta.published_surface = surface.map(str::to_owned);
    }
}

impl Visitor for Book {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.now = None;
        let get = |name: &str| attributes.get(name).unwrap_or_default();
        match name {
            "rootfile" if self.path.is_none() => self.path = attributes.get("full-path"),
            "item" => {
                self.items.insert(get("id"), (get("href"), get("properties")));
            }
            "itemref" if get("linear") != "no" => self.spine.push(get("idref")),
            "title" | "creator" | "date" | "language" | "publisher" => {
                self.fields.push((name.to_owned(), String::new()));
                self.now = Some(name.to_owned());
            }
            _ => {}
        }
    }

    fn close(&mut self, _: &str) {
        self.now = None;
    }

    fn words(&mut self, words: &str) {
        if self.now.is_some()
            && let Some((_, value)) = self.fields.last_mut()
        {
            value.push_str(words);
        }
    }
}

/// The name of the part that `href`, in the file at `path`, points at.
fn resolved(path: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut steps: Vec<&str> = path.split('/').collect();
    steps.pop();
    let decoded = percent_decoded(href);
    for step in decoded.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn percent_decoded(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let mut digit = || ahead.next().and_then(|b| char::from(b).to_digit(16));
        match (byte, digit(), digit()) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The inside of a chapter's `<body>`, or all of it when there is none.
fn body(chapter: &str) -> &str {
    let start = chapter.find("<body").and_then(|at| {
        let after = chapter.get(at..)?;
        Some(at + after.find('>')? + 1)
    });
    let inside = chapter.get(start.unwrap_or(0)..).unwrap_or_default();
    inside.rsplit_once("</body>").map_or(inside, |(inside, _)| inside)
}

/// Without elements written as empty, `<a id="p3"/>`: HTML takes them for opened ones,
/// and all that follows would stand inside.
fn without_empty(chapter: &str) -> String {
    const KEPT: [&str; 5] = ["br", "hr", "img", "wbr", "col"];
    let mut kept = String::with_capacity(chapter.len());
    let mut rest = chapter;
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        let end = after.find(['<', '>']).unwrap_or(after.len());
        let (tag, left) = after.split_at_checked(end).unwrap_or((after, ""));
        let name = tag.split([' ', '/', '\t', '\n']).next().unwrap_or_default();
        let empty = tag.ends_with('/') && left.starts_with('>') && !KEPT.contains(&name);
        if empty && !name.is_empty() {
            rest = left.get(1..).unwrap_or_default();
        } else {
            kept.push('<');
            kept.push_str(tag);
            rest = left;
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::super::package::pack;
    use super::*;

    const CONTAINER: &str =
        "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>";
    const BOOK: &str = "<package><metadata><dc:title>The Harbour &amp; Us</dc:title><dc:creator>Ana Brel</dc:creator>\
        <dc:language>en-GB</dc:language><dc:date>2031-03-04</dc:date></metadata><manifest>\
        <item id='n' href='nav.xhtml' properties='nav'/><item id='a' href='text/a%20one.xhtml'/><item id='b' href='./b.xhtml'/>\
        </manifest><spine><itemref idref='n'/><itemref idref='b'/><itemref idref='a'/><itemref idref='zz'/></spine></package>";

    fn epub(extra: &[(&str, &str)]) -> Vec<u8> {
        let mut parts = vec![
            ("META-INF/container.xml", CONTAINER),
            ("OPS/book.opf", BOOK),
            ("OPS/nav.xhtml", "<html><body><p>Contents</p></body></html>"),
            (
                "OPS/text/a one.xhtml",
                "<html><head><title>x</title></head><body><a id='p1'/><p>Last <b>words</b>.</p></body></html>",
            ),
            (
                "OPS/b.xhtml",
                "<html><body class='c'><h1>One</h1><p>First<br/>words.</p></body></html>",
            ),
        ];
        parts.extend_from_slice(extra);
        pack(&parts)
    }

    #[test]
    fn chapters_come_in_reading_order() {
        let document = document("t", &epub(&[])).unwrap();
        assert_eq!(document.text, "One\n\nFirst words.\n\nLast words.");
        assert_eq!(document.meta.title.as_deref(), Some("The Harbour & Us"));
        assert_eq!(document.meta.byline[0].name, "Ana Brel");
        assert_eq!(document.meta.published.as_deref(), Some("2031-03-04"));
        assert_eq!(document.marks.len(), 1);
    }

    #[test]
    fn locked_cut_and_empty_books_say_so() {
        let locked = epub(&[("META-INF/encryption.xml", "<CipherReference URI='OPS/./b.xhtml'/>")]);
        assert_eq!(document("t", &locked).err(), Some(IngestError::Locked { what: "EPUB" }));
        let whole = epub(&[]);
        for end in 0..whole.len() {
            assert!(document("t", &whole[..end]).is_err());
        }
        let bare = pack(&[("META-INF/container.xml", CONTAINER), ("OPS/book.opf", "<package/>")]);
        assert_eq!(document("t", &bare).err(), Some(IngestError::NoText { what: "EPUB" }));
    }

    #[test]
    fn elements_written_as_empty_enclose_nothing() {
        assert_eq!(without_empty("<a id='x'/>b<br/><i>c</i> < d"), "b<br/><i>c</i> < d");
        assert_eq!(resolved("OPS/book.opf", "../a/./b%41.x#y"), "a/bA.x");
    }
}
