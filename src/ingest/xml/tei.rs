use std::collections::HashMap;

use super::hansard::push_words;
use super::{Attributes, Visitor, visit};
use crate::ingest::pen::Pen;
use crate::ingest::{BlockKind, Document, Meta, date};
use crate::model::{Kind, Style};

/// Writes a sitting as the parliamentary corpora in TEI have it: `<note type="speaker">`
/// is the label of the utterance `<u>` below, notes and incidents are asides, and `who`
/// refers to the people of the header.
pub(super) fn write(text: &str, pen: &mut Pen, document: &mut Document) -> Option<String> {
    let mut sitting = Sitting {
        pen,
        meta: &mut document.meta,
        gathers: None,
        gathered: String::new(),
        header: false,
        held: false,
        people: HashMap::new(),
        person: None,
        label: String::new(),
        last: String::new(),
        speaking: false,
    };
    let damage = visit(text, &mut sitting);
    sitting.pen.end();
    document.meta.kind = Some(Kind::Proceedings);
    damage
}

/// What the words met now are gathered for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gathers {
    Title,
    Name,
    Speaker,
}

struct Sitting<'a> {
    pen: &'a mut Pen,
    meta: &'a mut Meta,
    gathers: Option<Gathers>,
    gathered: String,
    /// Inside the header, whose words are no part of the sitting.
    header: bool,
    /// Inside what tells when the sitting was held.
    held: bool,
    /// The names of the people, by their identifiers.
    people: HashMap<String, String>,
    /// The person of the header described now.
    person: Option<String>,
    /// The words of a speaker's note that no utterance followed yet.
    label: String,
    /// Who spoke last.
    last: String,
    speaking: bool,
}

impl Sitting<'_> {
    fn begin(&mut self, gathers: Gathers) {
        self.gathers = Some(gathers);
        self.gathered.clear();
    }

    /// Puts what was gathered where it belongs.
    fn gathered(&mut self) {
        let words = std::mem::take(&mut self.gathered);
        match self.gathers.take() {
            Some(Gathers::Title) => self.meta.title = Some(words),
            Some(Gathers::Name) => {
                if let Some(person) = self.person.take() {
                    self.people.insert(person, words);
                }
            }
            Some(Gathers::Speaker) => self.label = words,
            None => {}
        }
    }

    fn in_header(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "title" if self.meta.title.is_none() => self.begin(Gathers::Title),
            "setting" | "bibl" => self.held = true,
            "date" if self.held => {
                let day = attributes.get("when").and_then(|when| date::iso(&when));
                self.meta.published = day.or(self.meta.published.take());
            }
            "person" => self.person = attributes.get("id"),
            "persName" if self.person.is_some() => self.begin(Gathers::Name),
            _ => {}
        }
    }

    /// Opens an utterance: its label is the note above, else the speaker's name; who goes on
    /// after an aside has none.
    fn utterance(&mut self, attributes: &Attributes<'_>) {
        let who = attributes.get("who").unwrap_or_default().trim_start_matches('#').to_owned();
        let name = self.people.get(&who).cloned();
        let mut label = std::mem::take(&mut self.label);
        if label.is_empty() && self.last != who {
            label = name.clone().unwrap_or_else(|| who.clone());
        }
        if !label.is_empty() {
            self.pen.begin(BlockKind::Label { name });
            self.pen.words(label.trim_end_matches([':', ' ']));
        }
        self.last = who;
        self.speaking = true;
        self.pen.begin(BlockKind::Text);
    }

    /// Lets a speaker's note that nobody spoke below stand as an aside.
    fn unspoken(&mut self) {
        let label = std::mem::take(&mut self.label);
        if !label.is_empty() {
            self.pen.begin(BlockKind::Aside);
            self.pen.words(&label);
        }
    }

    fn paragraph(&self) -> BlockKind {
        if self.speaking { BlockKind::Text } else { BlockKind::Aside }
    }
}

impl Visitor for Sitting<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.header |= name == "teiHeader";
        if self.header {
            return self.in_header(name, attributes);
        }
        match name {
            "head" => {
                self.unspoken();
                self.pen.begin(BlockKind::Heading(1));
            }
            "note" if attributes.get("type").as_deref() == Some("speaker") => {
                self.unspoken();
                self.begin(Gathers::Speaker);
            }
            "note" | "kinesic" | "vocal" | "incident" | "gap" => self.pen.begin(BlockKind::Aside),
            "u" => self.utterance(attributes),
            "seg" | "p" => self.pen.begin(self.paragraph()),
            "hi" | "emph" => self.pen.open(Style::Italic),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "title" | "persName" | "note" if self.gathers.is_some() => self.gathered(),
            "teiHeader" => self.header = false,
            _ if self.header => self.held &= !matches!(name, "setting" | "bibl"),
            "head" | "div" => {
                (self.speaking, self.last) = (false, String::new());
                self.unspoken();
                self.pen.begin(BlockKind::Aside);
            }
            "u" => {
                self.speaking = false;
                self.pen.begin(BlockKind::Aside);
            }
            "seg" | "p" | "note" | "kinesic" | "vocal" | "incident" | "gap" => {
                self.pen.begin(self.paragraph());
            }
            "hi" | "emph" => self.pen.close(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        match self.gathers {
            Some(_) => push_words(&mut self.gathered, words),
            None if self.header => {}
            None => self.pen.words(words),
        }
    }
}
