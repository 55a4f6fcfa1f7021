use super::hansard::push_words;
use super::{Attributes, Visitor, visit};
use crate::ingest::pen::Pen;
use crate::ingest::{BlockKind, Document, Meta, date};
use crate::model::{Kind, Language, Style};

/// Writes a debate in Akoma Ntoso: `<from>` is a label named by the speech's `by`,
/// scenes, narratives and remarks are asides, headings go by their depth.
pub(super) fn write(text: &str, pen: &mut Pen, document: &mut Document) -> Option<String> {
    let mut debate = Debate {
        pen,
        meta: &mut document.meta,
        people: Vec::new(),
        by: Vec::new(),
        depth: 0,
        skipped: 0,
        title: None,
        day: None,
        n_quotes: 0,
        n_asides: 0,
        numbered: false,
        from: None,
    };
    let damage = visit(text, &mut debate);
    debate.pen.end();
    let (title, day) = (debate.title.take(), debate.day.take());
    let meta = &mut document.meta;
    meta.title = meta.title.take().or(title);
    meta.published_surface = day;
    meta.kind = Some(Kind::Proceedings);
    damage
}

struct Debate<'a> {
    pen: &'a mut Pen,
    meta: &'a mut Meta,
    /// Identifier and name of the people the document declares.
    people: Vec<(String, String)>,
    /// Who holds the speeches open now.
    by: Vec<Option<String>>,
    depth: u8,
    /// Elements open inside the metadata.
    skipped: usize,
    title: Option<String>,
    day: Option<String>,
    n_quotes: usize,
    /// Scenes and remarks open now: their paragraphs are nobody's words.
    n_asides: usize,
    /// Whether a section's number came last.
    numbered: bool,
    /// The words of the label being read.
    from: Option<String>,
}

impl Debate<'_> {
    /// An element of the metadata: people and dates are all that matters here.
    fn declared(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "TLCPerson" => {
                let id = attributes.get("eId").or_else(|| attributes.get("id"));
                if let (Some(id), Some(name)) = (id, attributes.get("showAs")) {
                    self.people.push((id, name));
                }
            }
            "FRBRdate" if self.meta.published.is_none() => {
                self.meta.published = attributes.get("date").as_deref().and_then(date::iso);
            }
            "FRBRlanguage" => {
                let tag = attributes.get("language").unwrap_or_default();
                // Three-letter codes: the first two are right for those we read.
                let two = match tag.as_str() {
                    "spa" => "es",
                    "deu" | "ger" => "de",
                    "por" => "pt",
                    tag => tag.get(..2).unwrap_or_default(),
                };
                self.meta.language = Language::from_tag(two);
            }
            _ => {}
        }
    }

    fn speaker(&self, by: Option<String>) -> Option<String> {
        let by = by?;
        let id = by.trim_start_matches('#');
        self.people.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone())
    }

    fn paragraph(&self) -> BlockKind {
        match (self.n_asides, self.n_quotes) {
            (0, 0) => BlockKind::Text,
            (0, _) => BlockKind::Quote,
            _ => BlockKind::Aside,
        }
    }
}

impl Visitor for Debate<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return self.declared(name, attributes);
        }
        let numbered = std::mem::replace(&mut self.numbered, name == "num" && self.depth > 0);
        match name {
            "meta" => self.skipped = 1,
            "debateSection"
            | "section"
            | "administrationOfOath"
            | "questions"
            | "petitions"
            | "rollCall"
            | "prayers"
            | "oralStatements"
            | "writtenStatements"
            | "papers"
            | "proceduralMotions"
            | "pointOfOrder"
            | "ministerialStatements"
            | "adjournment" => {
                self.depth = self.depth.saturating_add(1);
            }
            // `12. Night ferry`: the number stands in an element of its own.
            "heading" if numbered => self.pen.words(" "),
            "heading" | "subheading" | "num" => {
                self.pen.begin(BlockKind::Heading(self.depth.clamp(1, 6)));
            }
            "docTitle" if self.title.is_none() => {
                self.title = Some(String::new());
                self.pen.begin(BlockKind::Furniture("title page".to_owned()));
            }
            "docDate" if self.day.is_none() => {
                self.day = Some(String::new());
                let stated = attributes.get("date").as_deref().and_then(date::iso);
                self.meta.published = stated.or(self.meta.published.take());
            }
            "speech" | "question" | "answer" | "speechGroup" => {
                let by = self.speaker(attributes.get("by"));
                self.by.push(by);
            }
            "from" => self.from = Some(String::new()),
            "narrative" | "scene" | "remark" | "recordedTime" | "summary" | "comment" => {
                self.n_asides += 1;
                self.pen.begin(BlockKind::Aside);
            }
            "blockQuote" | "quotedStructure" | "embeddedStructure" | "blockquote" => {
                self.n_quotes += 1;
            }
            "p" | "block" => self.pen.begin(self.paragraph()),
            "li" | "item" => self.pen.begin(BlockKind::Item),
            "table" => self.pen.begin(BlockKind::Table),
            "tr" => self.pen.line(),
            "td" | "th" => self.pen.cell(),
            "br" | "eol" => self.pen.line(),
            "i" => self.pen.open(Style::Italic),
            "b" => self.pen.open(Style::Bold),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "debateSection"
            | "section"
            | "administrationOfOath"
            | "questions"
            | "petitions"
            | "rollCall"
            | "prayers"
            | "oralStatements"
            | "writtenStatements"
            | "papers"
            | "proceduralMotions"
            | "pointOfOrder"
            | "ministerialStatements"
            | "adjournment" => {
                self.depth = self.depth.saturating_sub(1);
            }
            "speech" | "question" | "answer" | "speechGroup" => {
                self.by.pop();
                self.pen.end();
            }
            "from" => {
                let label = self.from.take().unwrap_or_default();
                let name = self.by.iter().rev().flatten().next().cloned();
                self.pen.begin(BlockKind::Label { name });
                self.pen.words(label.trim_end_matches([':', ' ', '.', '–', '—', '-']));
                self.pen.begin(self.paragraph());
            }
            "blockQuote" | "quotedStructure" | "embeddedStructure" | "blockquote" => {
                self.n_quotes = self.n_quotes.saturating_sub(1);
                self.pen.end();
            }
            "i" | "b" => self.pen.close(),
            "narrative" | "scene" | "remark" | "recordedTime" | "summary" | "comment" => {
                self.n_asides = self.n_asides.saturating_sub(1);
                self.pen.begin(self.paragraph());
            }
            "num" if self.depth > 0 => {}
            "heading" | "subheading" | "num" | "docTitle" | "p" | "block" | "li" | "item"
            | "table" => self.pen.begin(self.paragraph()),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.skipped > 0 {
            return;
        }
        if let Some(from) = &mut self.from {
            return push_words(from, words);
        }
        if self.depth == 0 && self.by.is_empty() {
            match (&mut self.title, &mut self.day) {
                (_, Some(day)) if day.is_empty() => push_words(day, words),
                (Some(title), _) if title.is_empty() => push_words(title, words),
                _ => {}
            }
        }
        self.pen.words(words);
    }
}
