//! To whom a release says its words may be given: `The below is attributable to
//! Spokesperson Ann Lee:`.

use super::scene::Scene;
use crate::cast::MentionKind;
use crate::text::lexicon::Class;

/// Paragraphs at a text's top in which that is said.
const FIRST: usize = 6;
/// The longest such paragraph, in tokens.
const LONGEST: usize = 24;

/// The people, as numbers of the registry.
pub(super) fn people(scene: &Scene) -> Vec<usize> {
    let first = 0..scene.paras.len().min(FIRST);
    let lines = first.filter(|para| {
        let words = scene.words(*para);
        words.len() <= LONGEST && (0..words.len()).any(|at| says_so(scene, *para, at))
    });
    lines.flat_map(|para| named(scene, para)).collect()
}

/// Whether token `at` is the word that gives the words to somebody.
fn says_so(scene: &Scene, para: usize, at: usize) -> bool {
    let words = scene.words(para);
    let word = words.text(at);
    let gives = ["attributable", "attributed", "atribuible", "atribuibles"];
    words.is(at + 1, Class::TO.or(Class::PREPOSITION))
        && gives.iter().any(|gives| gives.eq_ignore_ascii_case(word))
}

/// Who is named in a paragraph, with a title or in full.
fn named(scene: &Scene, para: usize) -> Vec<usize> {
    let from = scene.paras[para].mentions.0;
    let full = scene.mentions(para).iter().enumerate().filter(|(_, mention)| {
        mention.kind == MentionKind::Name
            && (mention.first < mention.name.0 || mention.name.1 > mention.name.0 + 1)
    });
    full.filter_map(|(at, _)| scene.who[from + at]).collect()
}

#[cfg(test)]
mod tests {
    use crate::{attribute, ingest};

    /// The people of `text` with their titles.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let document = ingest::documents("t.txt", text.as_bytes(), None).unwrap().remove(0);
        let people = attribute::briefing(document).cast.people;
        let people: Vec<_> = people.iter().map(|p| (p.name.as_str(), p.title.as_deref())).collect();
        assert_eq!(people, expected);
    }

    #[test]
    fn whoever_the_words_are_attributable_to_is_among_the_people() {
        check(
            "Secretary Vane’s Call with Minister Lund\n\nReadout\n\nThe below is attributable to Spokesperson \
             Ned Orlan:\n\nSecretary of State Maria Vane spoke today with the minister about the night ferry.\n",
            &[("Ned Orlan", Some("Spokesperson"))],
        );
        check(
            "The fire is attributable to the crew.\n\nNobody was hurt, and the ferry sailed.\n",
            &[],
        );
    }
}
