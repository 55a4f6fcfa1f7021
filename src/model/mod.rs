//! What a briefing is: text, sections, quotes, people. Knows only `std`.

mod briefing;
mod language;
mod note;
mod person;
mod quote;
mod span;

pub use briefing::{
    Briefing, Byline, Furniture, Kind, Mark, Paragraph, ParagraphKind, Role, Section, Source,
    Style, Turn,
};
pub use language::Language;
pub use note::{Note, NoteKind};
pub use person::{Cast, Gender, Person, PersonKind};
pub use quote::{Attribution, Cue, Quote, QuoteKind, Reason};
pub use span::Span;
