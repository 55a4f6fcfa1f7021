use super::{Cast, Language, Note, Quote, Span};

/// One article, transcript or statement, read.
///
/// Owns the text once; everything else points into it with [`Span`]s, so a quote can
/// always be shown in place and can never differ from its source. Furniture is
/// marked, not deleted.
#[derive(Clone, Debug, PartialEq)]
pub struct Briefing {
    pub source: Source,
    pub language: Language,
    pub title: Option<String>,
    /// Where the title stands in the text, when it does.
    pub title_span: Option<Span>,
    pub byline: Vec<Byline>,
    /// ISO 8601, as exact as the source: `2026-01-09`, `2026-01-09T12:41`,
    /// `2022-04-29T20:49:12-04:00`. `None` when it cannot be told for certain.
    pub published: Option<String>,
    /// The date as printed.
    pub published_surface: Option<String>,
    /// Breadcrumb or rubric above the headline, outermost first, without `Home`.
    pub kicker: Vec<String>,
    /// Where it was said or written: `James S. Brady Press Briefing Room`.
    pub place: Option<String>,
    /// Who publishes it: `The White House`, `Mexico Business News`.
    pub issuer: Option<String>,
    /// Terms of use the source states: `on background`, `embargoed until …`.
    pub terms: Option<String>,
    /// Photo credits.
    pub credits: Vec<String>,
    pub text: String,
    /// In text order; spans do not overlap. Never empty unless the text is blank.
    pub sections: Vec<Section>,
    /// In text order; empty unless the document labels its speakers.
    pub turns: Vec<Turn>,
    /// Bold, italics, struck words and links, in text order.
    pub marks: Vec<Mark>,
    /// In text order; a nested quote follows the one it stands in.
    pub quotes: Vec<Quote>,
    pub cast: Cast,
    /// In text order.
    pub furniture: Vec<Furniture>,
    pub notes: Vec<Note>,
}

impl Briefing {
    /// What is doubted about the words in `span`.
    pub fn doubts_on(&self, span: Span) -> impl Iterator<Item = &Note> {
        let places = |note: &Note| [Some(note.span), note.other];
        let touches =
            move |note: &&Note| places(note).into_iter().flatten().any(|s| s.overlaps(span));
        self.notes.iter().filter(|note| note.kind.is_of_quote()).filter(touches)
    }

    /// What is doubted about the document as a whole: that it was cut, that its date is open.
    pub fn doubts(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(|note| !note.kind.is_of_quote())
    }

    /// A briefing without a word, for where there is none yet.
    pub fn blank() -> Briefing {
        Briefing {
            source: Source {
                name: String::new(),
                media: String::new(),
                kind: Kind::Article,
                url: None,
                sha256: String::new(),
            },
            language: Language::ENGLISH,
            title: None,
            title_span: None,
            byline: Vec::new(),
            published: None,
            published_surface: None,
            kicker: Vec::new(),
            place: None,
            issuer: None,
            terms: None,
            credits: Vec::new(),
            text: String::new(),
            sections: Vec::new(),
            turns: Vec::new(),
            marks: Vec::new(),
            quotes: Vec::new(),
            cast: Cast::default(),
            furniture: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// Where a briefing came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// File name or address, as given.
    pub name: String,
    /// Media type of the bytes: `text/plain`, `text/html`.
    pub media: String,
    pub kind: Kind,
    pub url: Option<String>,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Digest,
    Article,
    Transcript,
    Readout,
    Statement,
    Proceedings,
}

impl Kind {
    pub const ALL: [Kind; 6] = [
        Kind::Digest,
        Kind::Article,
        Kind::Transcript,
        Kind::Readout,
        Kind::Statement,
        Kind::Proceedings,
    ];

    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Digest => "digest",
            Kind::Article => "article",
            Kind::Transcript => "transcript",
            Kind::Readout => "readout",
            Kind::Statement => "statement",
            Kind::Proceedings => "proceedings",
        }
    }

    /// The kind that [`name`](Kind::name) calls `name`.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    pub name: String,
    pub role: Option<String>,
}

/// A topic: a heading and the paragraphs below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// `None` for the text before the first heading.
    pub heading: Option<String>,
    /// Where the heading stands; `None` when it is derived or missing.
    pub heading_span: Option<Span>,
    /// Whether the program made the heading up from the first words of an exchange.
    pub derived: bool,
    /// 1 for a top-level heading, 2 below it, and so on.
    pub level: u8,
    /// From the heading's first byte to the last paragraph's end.
    pub span: Span,
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph, white space at its ends not counted.
///
/// A heading or label that runs in (`Mexican Navy. President …`, `Q    Thank you.`)
/// is part of its paragraph; one on a line of its own is not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paragraph {
    pub span: Span,
    pub kind: ParagraphKind,
    /// The turn it belongs to, as an index into [`Briefing::turns`].
    pub turn: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    #[default]
    Text,
    /// A blockquote: quoted even without marks.
    Blockquote,
    Item,
    /// A table or preformatted lines, whose breaks count.
    Table,
    /// Nobody's words: `(Laughter.)`, a time, a vote.
    Aside,
}

/// What one labelled speaker says until the next label; without labels, the whole speech
/// of the author.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The label without its colon: `MS. LEAVITT`, `Q`. Empty, where the speech begins, when
    /// title or byline name the speaker.
    pub label: Span,
    /// The name the format itself states, where a label alone would not tell; empty when the
    /// label names nobody.
    pub name: Option<String>,
    pub role: Role,
    /// The speech, one span per paragraph, label and whole-paragraph asides left out.
    pub speech: Vec<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Speaker,
    /// `Q`, `QUESTION:`, `PREGUNTA:`.
    Asker,
    /// `INTERPRETER:`, `MODERATOR:`, several at once, inaudible.
    Other,
}

/// Words of the page that are nobody's prose: menus, credits, share buttons.
#[derive(Clone, Debug, PartialEq)]
pub struct Furniture {
    pub span: Span,
    /// What it is, in a word or two: `breadcrumb`, `photo credit`.
    pub why: String,
}

/// How the source sets some words.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub span: Span,
    pub style: Style,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    Bold,
    Italic,
    /// Struck out: the official record's correction follows in brackets.
    Struck,
    /// A link to this address.
    Link(String),
}
