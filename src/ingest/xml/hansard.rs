use super::{Attributes, Visitor, visit};
use crate::ingest::pen::Pen;
use crate::ingest::{BlockKind, Document, Meta, date};
use crate::model::{Kind, Language, Style};

/// Writes a sitting of the British parliament: `<member>` is a label, the
/// contribution after it speech, titles are headings by their depth. Page columns
/// inside sentences are left out.
pub(super) fn write(text: &str, pen: &mut Pen, document: &mut Document) -> Option<String> {
    let mut sitting = Sitting {
        pen,
        meta: &mut document.meta,
        depth: 0,
        open: Vec::new(),
        member: String::new(),
        constituency: String::new(),
        opened: false,
        speaking: false,
        divided: false,
    };
    let damage = visit(text, &mut sitting);
    sitting.pen.end();
    let meta = &mut document.meta;
    meta.kind = Some(Kind::Proceedings);
    meta.language = Some(Language::ENGLISH);
    meta.issuer = meta.title.clone();
    if let (Some(title), Some(day)) = (&mut meta.title, &meta.published_surface) {
        *title = format!("{title}, {day}");
    }
    damage
}

struct Sitting<'a> {
    pen: &'a mut Pen,
    meta: &'a mut Meta,
    /// Sections open now.
    depth: u8,
    /// Elements open now whose words go elsewhere than into the body.
    open: Vec<Place>,
    member: String,
    constituency: String,
    /// Whether the next words follow a label, so that their colon goes.
    opened: bool,
    /// Inside a contribution. What stands outside of one (times, orders, votes) is
    /// said by nobody.
    speaking: bool,
    /// Inside a division, whose tables are lists of names.
    divided: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The sitting's own title and date.
    Title,
    Date,
    Member,
    Constituency,
    /// A page column or picture.
    Nowhere,
    /// Elements nested in a place with no meaning of their own there.
    Within,
}

impl Visitor for Sitting<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        if let Some(&place) = self.open.last() {
            let inner = name == "memberconstituency" && place == Place::Member;
            return self.open.push(if inner { Place::Constituency } else { Place::Within });
        }
        match name {
            "section" | "oralquestions" | "writtenanswers" | "writtenstatements" | "group" => {
                self.pen.end();
                self.depth = self.depth.saturating_add(1);
            }
            "title" if self.depth == 0 && self.meta.title.is_none() => self.open.push(Place::Title),
            "title" => self.pen.begin(BlockKind::Heading(self.depth.clamp(1, 6))),
            "date" if self.depth == 0 => {
                self.meta.published = attributes.get("format").as_deref().and_then(date::iso);
                self.open.push(Place::Date);
            }
            "col" | "image" => self.open.push(Place::Nowhere),
            "membercontribution" => self.speaking = true,
            "division" => self.divided = true,
            "member" => {
                self.pen.hold(BlockKind::Label { name: None });
                self.open.push(Place::Member);
            }
            "p" => {
                let centred = attributes.get("align").as_deref() == Some("center");
                self.pen.begin(if centred { BlockKind::Aside } else { self.paragraph() });
            }
            "quote" => self.pen.begin(BlockKind::Quote),
            "li" => self.pen.begin(BlockKind::Item),
            "table" if self.divided => self.pen.begin(BlockKind::Aside),
            "table" => self.pen.begin(BlockKind::Table),
            "tr" => self.pen.line(),
            "td" | "th" => self.pen.cell(),
            "lb" => self.pen.line(),
            "i" => self.pen.open(Style::Italic),
            "b" => self.pen.open(Style::Bold),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match (self.open.pop(), name) {
            (Some(Place::Member), _) => self.label(),
            (Some(_), _) => {}
            (
                None,
                "section" | "oralquestions" | "writtenanswers" | "writtenstatements" | "group",
            ) => {
                self.pen.end();
                self.depth = self.depth.saturating_sub(1);
            }
            (None, "i" | "b") => self.pen.close(),
            (None, "membercontribution") => self.speaking = false,
            (None, "division") => {
                self.divided = false;
                self.pen.end();
            }
            (None, "title" | "p" | "quote" | "li" | "table") => self.pen.begin(self.paragraph()),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        match self.open.iter().rev().find(|place| **place != Place::Within) {
            Some(Place::Title) => push_words(self.meta.title.get_or_insert_default(), words),
            Some(Place::Date) => {
                push_words(self.meta.published_surface.get_or_insert_default(), words)
            }
            Some(Place::Member) => push_words(&mut self.member, words),
            Some(Place::Constituency) => push_words(&mut self.constituency, words),
            Some(_) => {}
            None => {
                let spoken = match self.opened {
                    true => words.trim_start().trim_start_matches(':').trim_start(),
                    false => words,
                };
                self.opened &= spoken.trim().is_empty();
                self.pen.words(spoken);
            }
        }
    }
}

impl Sitting<'_> {
    /// The kind words have here when nothing else is said.
    fn paragraph(&self) -> BlockKind {
        if self.speaking { BlockKind::Text } else { BlockKind::Aside }
    }

    /// Writes the label whose words are gathered: `1. Ms. Vell (Arvo)`.
    fn label(&mut self) {
        let member = std::mem::take(&mut self.member);
        let constituency = std::mem::take(&mut self.constituency);
        let name = member.split_once('(').map_or(member.as_str(), |(_, inside)| {
            // An office with the holder in brackets: the name stands inside.
            inside.trim_end_matches(['(', ')', ' ', ':'])
        });
        let name = name.trim_end_matches([':', ' ']).to_owned();
        let named = member.contains('(');
        self.pen.hold(BlockKind::Label { name: named.then_some(name) });
        self.pen.words(member.trim_end_matches([':', ' ']));
        if !constituency.is_empty() {
            self.pen.words(" ");
            self.pen.words(&constituency);
        }
        self.pen.begin(BlockKind::Text);
        self.opened = true;
    }
}

/// Adds `words` to `to`, white space folded.
pub(super) fn push_words(to: &mut String, words: &str) {
    for word in words.split_whitespace() {
        if !to.is_empty() {
            to.push(' ');
        }
        to.push_str(word);
    }
}
