use super::hansard::push_words;
use super::{Attributes, Visitor, visit};
use crate::ingest::pen::Pen;
use crate::ingest::{BlockKind, Document, Meta};
use crate::model::{Kind, Language};

/// Writes a sitting of the German Bundestag: `<redner>` and `<name>` are labels,
/// `<kommentar>` an aside, agenda items headings. The table of contents is left out.
pub(super) fn write(text: &str, pen: &mut Pen, document: &mut Document) -> Option<String> {
    let mut sitting = Sitting {
        pen,
        meta: &mut document.meta,
        name: [String::new(), String::new(), String::new()],
        gathers: None,
        skipped: 0,
        in_speaker: false,
        in_label: false,
    };
    let damage = visit(text, &mut sitting);
    sitting.pen.end();
    document.meta.kind = Some(Kind::Proceedings);
    document.meta.language = Some(Language::GERMAN);
    damage
}

struct Sitting<'a> {
    pen: &'a mut Pen,
    meta: &'a mut Meta,
    /// Forename, addition (`von`) and surname of the speaker being named.
    name: [String; 3],
    /// The part of the name whose words come now.
    gathers: Option<usize>,
    /// Elements open inside one that is left out.
    skipped: usize,
    in_speaker: bool,
    /// Inside `<p klasse="redner">` or a chair's `<name>`: the words are a label.
    in_label: bool,
}

impl Sitting<'_> {
    fn head(&mut self, attributes: &Attributes<'_>) {
        self.meta.issuer = attributes.get("herausgeber");
        self.meta.place = attributes.get("sitzung-ort");
        let (period, number) = (attributes.get("wahlperiode"), attributes.get("sitzung-nr"));
        if let (Some(period), Some(number)) = (period, number) {
            self.meta.title = Some(format!("Plenarprotokoll {period}/{number}"));
        }
        self.meta.published_surface = attributes.get("sitzung-datum");
        self.meta.published = self.meta.published_surface.as_deref().and_then(|surface| {
            let mut parts = surface.split('.').map(|part| part.parse::<u16>().ok());
            let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
            crate::ingest::date::iso(&format!("{year:04}-{month:02}-{day:02}"))
        });
    }

    fn label(&mut self) {
        let parts = self.name.each_mut().map(std::mem::take);
        let name = parts.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        let name = Some(name).filter(|name| !name.is_empty());
        self.pen.begin(BlockKind::Label { name });
    }
}

impl Visitor for Sitting<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        match name {
            "dbtplenarprotokoll" => self.head(attributes),
            "vorspann" | "rednerliste" | "anlagen" => {
                self.pen.end();
                self.skipped = 1;
            }
            "tagesordnungspunkt" => {
                self.pen.begin(BlockKind::Heading(1));
                self.pen.words(&attributes.get("top-id").unwrap_or_default());
                self.pen.end();
            }
            "redner" => self.in_speaker = true,
            "vorname" if self.in_speaker => self.gathers = Some(0),
            "namenszusatz" | "ortszusatz" if self.in_speaker => {
                self.gathers = (name == "namenszusatz").then_some(1);
            }
            "nachname" if self.in_speaker => self.gathers = Some(2),
            "name" if !self.in_speaker => {
                self.pen.begin(BlockKind::Label { name: None });
                self.in_label = true;
            }
            "kommentar" => self.pen.begin(BlockKind::Aside),
            "p" => self.paragraph(&attributes.get("klasse").unwrap_or_default()),
            "table" => self.pen.begin(BlockKind::Table),
            "tr" => self.pen.line(),
            "td" | "th" => self.pen.cell(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "vorname" | "namenszusatz" | "ortszusatz" | "nachname" => self.gathers = None,
            "redner" => {
                self.in_speaker = false;
                self.label();
                self.in_label = true;
            }
            "name" if self.in_speaker => {}
            "p" | "kommentar" | "table" | "name" => {
                self.in_label = false;
                self.pen.begin(BlockKind::Text);
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.skipped > 0 {
            return;
        }
        match self.gathers.and_then(|part| self.name.get_mut(part)) {
            Some(part) => push_words(part, words),
            None if self.in_speaker => {}
            None if self.in_label => self.pen.words(words.trim().trim_end_matches(':')),
            None => self.pen.words(words),
        }
    }
}

impl Sitting<'_> {
    /// The styles of the official stylesheet: `Z` quotes, `T_…` belongs to the agenda.
    fn paragraph(&mut self, class: &str) {
        self.pen.begin(match class {
            "Z" => BlockKind::Quote,
            "T_fett" | "T_NaS" | "T_ZP_NaS" => BlockKind::Heading(2),
            class if class.starts_with("T_") => BlockKind::Aside,
            _ => BlockKind::Text,
        });
    }
}
