use sha2::{Digest, Sha256};

use super::Media;
use crate::model::{Briefing, Byline, Kind, Language, Mark, Note, Span};

/// A source decoded and laid out as blocks, before anyone asks what it says.
#[derive(Clone, Debug)]
pub struct Document {
    pub name: String,
    pub media: Media,
    pub url: Option<String>,
    /// SHA-256 of the source's bytes, for one of several entries of its own, in
    /// lower-case hexadecimal.
    pub sha256: String,
    /// For plain text the decoded input exactly; for other forms the words of the
    /// page, blocks parted by blank lines.
    pub text: String,
    /// In text order; spans do not overlap, are not empty, and carry no white space
    /// at their ends.
    pub blocks: Vec<Block>,
    /// Bold, italics, struck words and links, in text order.
    pub marks: Vec<Mark>,
    pub meta: Meta,
    pub notes: Vec<Note>,
    /// The finished briefing, when the source is one the program exported: nothing is
    /// left to parse or attribute.
    pub loaded: Option<Box<Briefing>>,
}

impl Document {
    /// A document without text yet, of `bytes` called `name`.
    pub(super) fn new(name: &str, bytes: &[u8], media: Media) -> Document {
        Document { sha256: digest(bytes), ..Document::unsigned(name, media) }
    }

    /// A document without text and checksum.
    pub(super) fn unsigned(name: &str, media: Media) -> Document {
        Document {
            name: name.to_owned(),
            media,
            url: None,
            sha256: String::new(),
            text: String::new(),
            blocks: Vec::new(),
            marks: Vec::new(),
            meta: Meta::default(),
            notes: Vec::new(),
            loaded: None,
        }
    }

    /// A document like this one for the `idx`th of `n` entries in its source.
    ///
    /// Where there are several, each has a name and a checksum of its own, made from
    /// its own bytes: what the reader keeps is kept for one of them.
    pub(super) fn entry(&self, idx: usize, n: usize, bytes: &[u8]) -> Document {
        match n {
            1 => self.clone(),
            _ => Document {
                name: format!("{}#{}", self.name, idx + 1),
                sha256: digest(bytes),
                ..self.clone()
            },
        }
    }
}

/// SHA-256 in lower-case hexadecimal.
fn digest(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0');
    Sha256::digest(bytes).iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

/// A run of text the source sets apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A paragraph, or a line of plain text: `parse` decides what it is.
    Text,
    /// A heading the format marks as such, 1 for the highest.
    Heading(u8),
    /// A paragraph of a blockquote.
    Quote,
    Item,
    /// A table or preformatted lines, whose breaks count.
    Table,
    Caption,
    /// A rule or blank separator printed as characters: `---`, `* * *`.
    Rule,
    /// A speaker label the format marks as such, with the full name when it is given.
    Label {
        name: Option<String>,
    },
    /// Nobody's words: `(Laughter.)`.
    Aside,
    /// No part of the briefing, and what it is instead.
    Furniture(String),
}

/// What the format itself states about the document, before `parse` looks at the text.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    pub title: Option<String>,
    pub byline: Vec<Byline>,
    /// ISO 8601, only when the format gives it unambiguously.
    pub published: Option<String>,
    pub published_surface: Option<String>,
    pub kicker: Vec<String>,
    pub place: Option<String>,
    pub issuer: Option<String>,
    pub credits: Vec<String>,
    pub language: Option<Language>,
    pub kind: Option<Kind>,
    /// Terms of use: `on background`.
    pub terms: Option<String>,
    pub structure: Structure,
}

/// Whether the blocks say all there is to say about a document's parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Structure {
    /// Heads, headings, labels and furniture may hide among the text blocks.
    #[default]
    Guessed,
    /// Every heading and label is marked as such, and nothing else is one: the
    /// program wrote the source itself.
    Stated,
}
