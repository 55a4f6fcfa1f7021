use super::{Attributes, Visitor, visit};
use crate::ingest::pen::Pen;
use crate::ingest::{BlockKind, Document, Meta, date};
use crate::model::{Kind, Language, Style};

/// Writes a day of debates as TheyWorkForYou publishes them: `speakername` is the label of
/// a `<speech>`, headings go by their names, speeches of nobody and divisions are asides.
pub(super) fn write(text: &str, pen: &mut Pen, document: &mut Document) -> Option<String> {
    let mut day = Day { pen, meta: &mut document.meta, open: Vec::new(), spoken: false };
    let damage = visit(text, &mut day);
    day.pen.end();
    let meta = &mut document.meta;
    meta.kind = Some(Kind::Proceedings);
    meta.language = Some(Language::ENGLISH);
    damage
}

struct Day<'a> {
    pen: &'a mut Pen,
    meta: &'a mut Meta,
    /// Elements open now that hold a heading.
    open: Vec<&'static str>,
    /// Inside a speech of somebody's.
    spoken: bool,
}

impl Day<'_> {
    /// The day of the debate and its house, which only identifiers tell:
    /// `uk.org.publicwhip/debate/2031-03-04a.1.0`.
    fn identify(&mut self, id: &str) {
        let mut parts = id.rsplit('/');
        let (Some(last), Some(kind)) = (parts.next(), parts.next()) else { return };
        let day = last.get(..10).and_then(date::iso);
        let house = match kind {
            "debate" => "House of Commons",
            "lords" => "House of Lords",
            "westminhall" => "Westminster Hall",
            "wrans" => "Written Answers",
            "wms" => "Written Statements",
            "standing" => "Public Bill Committee",
            "sp" => "Scottish Parliament",
            "ni" => "Northern Ireland Assembly",
            _ => return,
        };
        if let Some(day) = day.filter(|_| self.meta.title.is_none()) {
            self.meta.title = Some(format!("{house}, {day}"));
            self.meta.issuer = Some(house.to_owned());
            self.meta.published = Some(day);
        }
    }

    fn paragraph(&self) -> BlockKind {
        if self.spoken { BlockKind::Text } else { BlockKind::Aside }
    }

    fn speech(&mut self, attributes: &Attributes<'_>) {
        let name = attributes.get("speakername").filter(|name| !name.is_empty());
        self.spoken = name.is_some();
        if let Some(name) = name {
            self.pen.begin(BlockKind::Label { name: Some(name.clone()) });
            self.pen.words(&name);
        }
        self.pen.begin(self.paragraph());
    }
}

impl Visitor for Day<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        if let Some(id) = attributes.get("id") {
            self.identify(&id);
        }
        let level = match name {
            "oral-heading" | "major-heading" => Some(("major", 1)),
            "minor-heading" => Some(("minor", 2)),
            _ => None,
        };
        if let Some((kind, level)) = level {
            self.open.push(kind);
            return self.pen.begin(BlockKind::Heading(level));
        }
        match name {
            "speech" => self.speech(attributes),
            "division" | "divisioncount" | "mplist" | "mspList" => {
                self.spoken = false;
                self.pen.begin(BlockKind::Aside);
            }
            "p" if self.open.is_empty() => {
                let quoted = attributes.get("class").is_some_and(|class| class.contains("indent"));
                let quoted = quoted && self.spoken;
                self.pen.begin(if quoted { BlockKind::Quote } else { self.paragraph() });
            }
            "mpname" | "lord" | "msp" => self.pen.begin(BlockKind::Aside),
            "table" => self.pen.begin(BlockKind::Table),
            "tr" => self.pen.line(),
            "td" | "th" => self.pen.cell(),
            "br" => self.pen.line(),
            "li" => self.pen.begin(BlockKind::Item),
            "i" | "em" => self.pen.open(Style::Italic),
            "b" | "strong" => self.pen.open(Style::Bold),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "oral-heading" | "major-heading" | "minor-heading" => {
                self.open.pop();
                self.spoken = false;
                self.pen.begin(BlockKind::Aside);
            }
            "speech" | "division" => {
                self.spoken = false;
                self.pen.end();
            }
            "p" | "li" | "table" | "mpname" | "lord" | "msp" => self.pen.begin(self.paragraph()),
            "i" | "em" | "b" | "strong" => self.pen.close(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        self.pen.words(words);
    }
}
