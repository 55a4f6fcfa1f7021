use super::Span;

/// What the program doubts or wants said about a place. Reading never fails; it notes.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub kind: NoteKind,
    pub span: Span,
    /// The second place, for notes that compare two.
    pub other: Option<Span>,
    /// One sentence for the reader, lower case, without a full stop.
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// A quotation mark opened and its paragraph ended before it closed.
    UnclosedQuote,
    /// Two people could have said it, so nobody was named.
    AmbiguousSpeaker,
    /// The prose and the quote beside it give different figures.
    NumbersDisagree,
    /// A date whose day and month cannot be told apart, or which does not exist.
    AmbiguousDate,
    /// Bytes that were no text in the encoding found and stand as U+FFFD.
    BadEncoding,
    /// A label that contradicts the text around it.
    DoubtfulLabel,
    /// The source was cut, damaged or over a limit; what could be read is here.
    Incomplete,
}

impl NoteKind {
    pub const ALL: [NoteKind; 7] = [
        NoteKind::UnclosedQuote,
        NoteKind::AmbiguousSpeaker,
        NoteKind::NumbersDisagree,
        NoteKind::AmbiguousDate,
        NoteKind::BadEncoding,
        NoteKind::DoubtfulLabel,
        NoteKind::Incomplete,
    ];

    /// The kind that the JSON contract calls `name`.
    pub fn from_name(name: &str) -> Option<NoteKind> {
        NoteKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            NoteKind::UnclosedQuote => "unclosed-quote",
            NoteKind::AmbiguousSpeaker => "ambiguous-speaker",
            NoteKind::NumbersDisagree => "numbers-disagree",
            NoteKind::AmbiguousDate => "ambiguous-date",
            NoteKind::BadEncoding => "bad-encoding",
            NoteKind::DoubtfulLabel => "doubtful-label",
            NoteKind::Incomplete => "incomplete",
        }
    }

    /// Whether it is about what is quoted in a place, not about the document.
    pub fn is_of_quote(self) -> bool {
        matches!(
            self,
            NoteKind::UnclosedQuote | NoteKind::AmbiguousSpeaker | NoteKind::NumbersDisagree
        )
    }
}
