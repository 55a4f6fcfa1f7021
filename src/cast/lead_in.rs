use super::{Mention, MentionKind};
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// The longest name that leads in, in tokens.
const LONGEST: usize = 14;
/// How many tokens a description may stand between such a name and its colon.
const DESCRIBED: usize = 24;

/// The body a row opens with as the source of the marked words behind it: `Union of
/// Ferrymen for a Free Quay: “…”`, `Ministry of Sea and Rail, statement: “…”`.
///
/// Only names of several words that run on over small ones, which a run of capitals
/// would end at; a name in capitals throughout is found like any other.
pub(super) fn lead_in(words: &Words) -> Option<Mention> {
    let first = (0..words.len().min(2)).find(|at| words.is_name_like(*at))?;
    let end = name_end(words, first)?;
    let small = (first..end).any(|at| !words.is_name_like(at));
    let person = Class::FORENAME.or(Class::TITLE).or(Class::OFFICE);
    let other = words.is(first, person.or(Class::PREPOSITION));
    (small && !other && introduced(words, end).is_some()).then_some(Mention {
        first,
        end,
        name: (first, end),
        head: None,
        kind: MentionKind::Organisation,
        gender: None,
    })
}

/// Where a name that begins at `first` ends: at the colon, or the comma before what
/// describes it.
fn name_end(words: &Words, first: usize) -> Option<usize> {
    let small = Class::ARTICLE.or(Class::PREPOSITION).or(Class::OF).or(Class::AND).or(Class::LINK);
    let end = (first..words.len().min(first + LONGEST)).find(|at| {
        let part = words.is_name_like(*at) || words.is(*at, small) || words.is_mark(*at, b'&');
        !part
    })?;
    let marked = words.is_mark(end, b':') || words.is_mark(end, b',');
    (marked && words.is_name_like(end - 1)).then_some(end)
}

/// The marked words that follow `at` behind a colon, with nothing between but what
/// describes who says them.
pub fn introduced(words: &Words, at: usize) -> Option<usize> {
    let colon = (at..words.len().min(at + DESCRIBED)).find(|k| words.is_mark(*k, b':'))?;
    let verb = Class::CUE.or(Class::AUXILIARY).or(Class::MODAL).or(Class::SUBORDINATE);
    let says = |k: usize| {
        words.is(k, verb)
            && words.get(k).is_some_and(|t| t.shape == Shape::Lower)
            && !words.is(k, Class::NOUN.or(Class::PREPOSITION).or(Class::AS))
    };
    let apart = at == colon || words.is_mark(at, b',') || words.is_mark(at, b'(');
    (apart && words.is_passage(colon + 1) && !(at..colon).any(says)).then_some(colon + 1)
}
