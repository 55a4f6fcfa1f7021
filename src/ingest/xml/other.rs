use super::hansard::push_words;
use super::{Attributes, Visitor, visit};
use crate::ingest::pen::Pen;
use crate::ingest::{BlockKind, Document, date};
use crate::model::Style;

/// Writes XML of an unknown vocabulary: every element is a block, but for the usual
/// names of marks, breaks, headings, quotes and items.
pub(super) fn write(text: &str, pen: &mut Pen, document: &mut Document) -> Option<String> {
    let mut reader = Any { pen, title: None, date: None, gathers: None };
    let damage = visit(text, &mut reader);
    reader.pen.end();
    document.meta.title = reader.title.filter(|t| !t.is_empty());
    document.meta.published = reader.date.as_deref().and_then(date::iso);
    document.meta.published_surface = reader.date.filter(|d| !d.is_empty());
    damage
}

struct Any<'a> {
    pen: &'a mut Pen,
    title: Option<String>,
    date: Option<String>,
    gathers: Option<Gathers>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gathers {
    Title,
    Date,
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "i" | "em"
            | "emphasis"
            | "b"
            | "strong"
            | "bold"
            | "italic"
            | "span"
            | "a"
            | "u"
            | "sup"
            | "sub"
            | "ref"
            | "link"
            | "hi"
            | "s"
            | "strike"
            | "small"
            | "abbr"
    )
}

impl Visitor for Any<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        let lower = name.to_ascii_lowercase();
        self.gathers = None;
        match lower.as_str() {
            "i" | "em" | "emphasis" | "italic" => self.pen.open(Style::Italic),
            "b" | "strong" | "bold" => self.pen.open(Style::Bold),
            "s" | "strike" => self.pen.open(Style::Struck),
            "br" | "lb" => self.pen.line(),
            name if is_inline(name) => {}
            "title" | "head" | "heading" | "headline" | "h1" | "h2" | "h3" | "hl1" => {
                if self.title.is_none() {
                    self.title = Some(String::new());
                    self.gathers = Some(Gathers::Title);
                }
                self.pen.begin(BlockKind::Heading(2));
            }
            "date" | "published" | "pubdate" | "datetime" if self.date.is_none() => {
                self.date = attributes.get("when").or_else(|| Some(String::new()));
                self.gathers = Some(Gathers::Date);
                self.pen.begin(BlockKind::Text);
            }
            "quote" | "blockquote" | "q" => self.pen.begin(BlockKind::Quote),
            "li" | "item" => self.pen.begin(BlockKind::Item),
            "speaker" | "from" | "label" => self.pen.begin(BlockKind::Label { name: None }),
            "stage" | "comment" | "remark" => self.pen.begin(BlockKind::Aside),
            _ => self.pen.begin(BlockKind::Text),
        }
    }

    fn close(&mut self, name: &str) {
        self.gathers = None;
        match name.to_ascii_lowercase().as_str() {
            "i" | "em" | "emphasis" | "italic" | "b" | "strong" | "bold" | "s" | "strike" => {
                self.pen.close();
            }
            name if is_inline(name) => {}
            "br" | "lb" => {}
            _ => self.pen.begin(BlockKind::Text),
        }
    }

    fn words(&mut self, words: &str) {
        match (self.gathers, &mut self.title, &mut self.date) {
            (Some(Gathers::Title), Some(title), _) => push_words(title, words),
            (Some(Gathers::Date), _, Some(date)) => push_words(date, words),
            _ => {}
        }
        self.pen.words(words);
    }
}
