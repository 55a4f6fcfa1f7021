use crate::model::Span;

/// A place in a text, held by its words as well as by its bytes, so that it is found
/// again after the text was edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Where the words stood when they were last seen unchanged.
    pub span: Span,
    pub words: String,
    /// What stood just before and after, at most `CONTEXT` bytes each.
    pub before: String,
    pub after: String,
}

/// What became of an [`Anchor`] in another text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Found {
    /// The same words at the same bytes.
    Same(Span),
    /// The same words elsewhere.
    Moved(Span),
    /// Nearly the same words, or others between the same neighbours.
    Changed(Span),
    #[default]
    Lost,
}

/// Bytes of context kept on each side: about eight words.
const CONTEXT: usize = 48;

/// Bytes of the words that hold a place without a length of its own.
const POINT: usize = 64;

impl Anchor {
    /// An anchor at the words of `span` in `text`; empty when it does not fit.
    pub fn of(text: &str, span: Span) -> Anchor {
        let end = span.end.min(text.len());
        let from = text.floor_char_boundary(span.start.saturating_sub(CONTEXT));
        let to = text.floor_char_boundary(end + CONTEXT);
        Anchor {
            span,
            words: span.of(text).to_owned(),
            before: Span::new(from, span.start).of(text).to_owned(),
            after: Span::new(end, to).of(text).to_owned(),
        }
    }

    /// An anchor at the single place `byte`, held by the words that follow it.
    pub fn point(text: &str, byte: usize) -> Anchor {
        let start = text.floor_char_boundary(byte);
        let end = text.floor_char_boundary(start + POINT);
        Anchor::of(text, Span::new(start, end))
    }

    /// This anchor as it stands in `text`, where it was `found`.
    ///
    /// One whose words changed stays as it is: what was quoted once remains quoted.
    pub(super) fn settled(self, text: &str, found: Found) -> Anchor {
        match found {
            Found::Same(span) | Found::Moved(span) => Anchor::of(text, span),
            Found::Changed(_) | Found::Lost => self,
        }
    }
}

impl Found {
    pub fn span(self) -> Option<Span> {
        match self {
            Found::Same(span) | Found::Moved(span) | Found::Changed(span) => Some(span),
            Found::Lost => None,
        }
    }
}
