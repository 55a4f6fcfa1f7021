//! Ties each quote to a person, with a reason and a confidence.

mod attributable;
mod billed;
mod called;
mod carried;
mod clause;
mod content;
mod cue;
mod doubtful;
mod evidence;
mod floor;
mod headed;
mod introduction;
mod joint;
mod labels;
mod nested;
mod numbers;
mod opening;
mod phrases;
mod pronoun;
pub mod rank;
mod read;
mod reported;
mod running;
mod scene;
mod silent;
mod speaker;
mod spoken;
mod turn;
mod understood;
mod write;

use crate::ingest::Document;
use crate::model::Briefing;
use crate::parse;
use rank::Weights;

pub use read::{Choice, Decision, decisions};

/// The briefing in `document`, whole: sections, quotes, people, notes.
///
/// One the program exported is given back as it was decided then.
pub fn briefing(mut document: Document) -> Briefing {
    if let Some(loaded) = document.loaded.take() {
        return *loaded;
    }
    let mut briefing = parse::briefing(document);
    assign(&mut briefing);
    briefing
}

/// Finds the quotes of `briefing` and their speakers, and fills its cast.
///
/// Reads `sections` and `turns`; writes `quotes`, `cast`, and appends to `notes`.
pub fn assign(briefing: &mut Briefing) {
    static WEIGHTS: std::sync::OnceLock<Weights> = std::sync::OnceLock::new();
    assign_by(briefing, WEIGHTS.get_or_init(Weights::fitted));
}

/// The same by other weights than the program's.
pub fn assign_by(briefing: &mut Briefing, weights: &Weights) {
    let (quotes, cast, notes) = {
        let reading = read::read(briefing, weights);
        write::written(briefing, reading)
    };
    briefing.quotes = quotes;
    briefing.cast = cast;
    briefing.notes.extend(notes);
    briefing.notes.extend(numbers::notes(briefing));
}
