use super::Span;

/// Words somebody said, as a span of the briefing's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Stable for the same words in the same order, so a citation can point here.
    pub id: String,
    /// The words with their marks, when they have marks.
    pub span: Span,
    pub kind: QuoteKind,
    /// Index into [`Briefing::sections`](super::Briefing::sections).
    pub section: usize,
    /// Index into that section's paragraphs, of the paragraph where it begins.
    pub paragraph: usize,
    /// The quote, by index, that this one goes on with: `“A,” she said, “b.”`.
    pub continues: Option<usize>,
    /// The quote or turn, by index, that this one stands inside.
    pub within: Option<usize>,
    /// `None` when nobody can be named honestly.
    pub speaker: Option<Attribution>,
    pub cue: Option<Cue>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// In quotation marks.
    Direct,
    /// A paraphrase with marked words inside.
    Mixed,
    /// Reported without marks.
    Indirect,
    /// A blockquote, or one of several unmarked quoted paragraphs.
    Block,
    /// What a labelled speaker says in a transcript.
    Turn,
}

impl QuoteKind {
    pub const ALL: [QuoteKind; 5] = [
        QuoteKind::Direct,
        QuoteKind::Mixed,
        QuoteKind::Indirect,
        QuoteKind::Block,
        QuoteKind::Turn,
    ];

    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect => "indirect",
            QuoteKind::Block => "block",
            QuoteKind::Turn => "turn",
        }
    }
}

/// Who said a quote, and why we believe it.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Index into [`Cast::people`](super::Cast); `None` when the mention names nobody.
    pub person: Option<usize>,
    /// The mention this rests on; `None` only for [`Reason::Title`] and the like.
    pub span: Option<Span>,
    pub reason: Reason,
    /// The estimated chance, `0.0..=1.0`, that the person is right.
    pub confidence: f32,
    /// Mentions of speakers the outer one reports: `Lutnick` in
    /// `Trump said that Lutnick had told him …`.
    pub relayed: Vec<Span>,
}

/// Where the evidence for a speaker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    Label,
    SameSentence,
    SameParagraph,
    PreviousParagraph,
    /// The speaker of the quote before goes on.
    Carried,
    /// The headline, a heading or the byline names the speaker.
    Title,
    None,
}

impl Reason {
    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Label => "label",
            Reason::SameSentence => "same-sentence",
            Reason::SameParagraph => "same-paragraph",
            Reason::PreviousParagraph => "previous-paragraph",
            Reason::Carried => "carried",
            Reason::Title => "title",
            Reason::None => "none",
        }
    }

    /// The same in the words of the interface.
    pub fn words(self) -> &'static str {
        match self {
            Reason::Label => "speaker label",
            Reason::SameSentence => "same sentence",
            Reason::SameParagraph => "same paragraph",
            Reason::PreviousParagraph => "previous paragraph",
            Reason::Carried => "carried on",
            Reason::Title => "title or byline",
            Reason::None => "no evidence",
        }
    }
}

/// The reporting words: `said`, `according to`, `noted that`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    pub span: Span,
}
