use rustc_hash::FxHashSet;

use super::mention::starts_sentence;
use super::{Mention, MentionKind};
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// Words that a briefing writes with a capital where no sentence begins, so that they
/// are names wherever they stand.
#[derive(Default)]
pub struct Names(FxHashSet<u64>);

impl Names {
    /// Learns from `mention`, every word of which but a sentence's first tells.
    pub fn learn(&mut self, words: &Words, mention: &Mention) {
        let (from, to) = mention.name;
        let from = from + usize::from(from < to && starts_sentence(words, from));
        self.0.extend((from..to).map(|at| words.hash(at)));
    }

    /// Whether `mention` is a name for all that is known: a lone word that begins its
    /// sentence, is listed nowhere and never stands elsewhere (`Moreover, …`) is none,
    /// unless it does what only somebody can.
    pub fn allow(&self, words: &Words, mention: &Mention) -> bool {
        let at = mention.name.0;
        let alone = mention.kind == MentionKind::Name
            && mention.first == at
            && mention.name.1 == at + 1
            && starts_sentence(words, at)
            && words.get(at).is_some_and(|t| t.shape == Shape::Capital);
        let listed = Class::FORENAME.or(Class::ORGANISATION).or(Class::PLACE);
        !alone
            || words.is(at, listed)
            || acts(words, mention.end)
            || self.0.contains(&words.hash(at))
    }
}

/// Whether what stands at `at` makes the word before it somebody: a finite verb, `’s`,
/// `, who`, a colon before marked words.
fn acts(words: &Words, at: usize) -> bool {
    let verb = at + usize::from(words.is(at, Class::ADVERB));
    let finite = Class::AUXILIARY.or(Class::MODAL).or(Class::PAST).or(Class::PRESENT);
    words.is(verb, finite) && words.get(verb).is_some_and(|t| t.shape == Shape::Lower)
        || words.is_mark(at, b's')
        || words.is_mark(at, b',') && words.is(at + 1, Class::WHO)
        || words.is_mark(at, b':') && words.is_passage(at + 1)
        || words.is_mark(at, b'-')
        || at == words.len()
}
