use rustc_hash::{FxBuildHasher, FxHashSet};

use super::mention::starts_sentence;
use super::{Mention, MentionKind};
use crate::model::Language;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// About how many such words there are in an article.
const NAMES: usize = 100;

/// Words that a briefing writes with a capital where no sentence begins, so that they
/// are names wherever they stand.
pub struct Names {
    known: FxHashSet<u64>,
    nouns: Nouns,
}

/// How a language writes its nouns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Nouns {
    #[default]
    Small,
    /// Each with a capital, so that a capital is no sign of a name.
    Capital,
}

impl Names {
    /// Nothing known yet of a briefing in `language`.
    pub fn of(language: Language) -> Names {
        let nouns = if language == Language::GERMAN { Nouns::Capital } else { Nouns::Small };
        let known = FxHashSet::with_capacity_and_hasher(NAMES, FxBuildHasher);
        Names { known, nouns }
    }

    /// Takes from the front of `mention` the nouns that stand before somebody's forename
    /// or courtesy where every noun has a capital: `Wahlkampf Lars Rode`, `Vorschlag von
    /// Frau Rode`.
    pub fn trim(&self, words: &Words, mention: &mut Mention) {
        if self.nouns == Nouns::Small {
            return;
        }
        let (from, to) = mention.name;
        let office = Class::OFFICE.or(Class::ROLE);
        let courtesy = (mention.first..from).find(|at| words.is(*at, Class::MR.or(Class::MRS)));
        if let Some(at) = courtesy.filter(|at| !(mention.first..*at).any(|k| words.is(k, office))) {
            mention.first = at;
        }
        let forename = (from..to).find(|at| words.is(*at, Class::FORENAME));
        if let Some(at) = forename.filter(|at| *at > from && at + 1 < to)
            && mention.kind == MentionKind::Name
        {
            (mention.first, mention.name.0, mention.head) = (at, at, None);
        } else if to >= from + 3 && is_told(words, from) {
            (mention.first, mention.name.0) = (from - 1, from + 1);
        }
    }

    /// Learns from `mention`, every word of which but a sentence's first tells; where every
    /// noun has a capital, a title or forename must stand before it.
    pub fn learn(&mut self, words: &Words, mention: &Mention) {
        let (from, to) = mention.name;
        if self.nouns == Nouns::Capital {
            if is_called(words, mention) {
                let names = (from..to).filter(|at| !words.is(*at, Class::COMMON));
                self.known.extend(names.map(|at| words.hash(at)));
            }
            return;
        }
        let from = from + usize::from(from < to && starts_sentence(words, from));
        self.known.extend((from..to).map(|at| words.hash(at)));
    }

    /// Whether `mention` is a name for all that is known: a lone word that begins its
    /// sentence, is listed nowhere and never stands elsewhere (`Moreover, …`) is none,
    /// unless it does what only somebody can.
    pub fn allow(&self, words: &Words, mention: &Mention) -> bool {
        let at = mention.name.0;
        if self.nouns == Nouns::Capital && mention.kind == MentionKind::Name {
            return is_called(words, mention)
                || (at..mention.name.1).any(|at| self.known.contains(&words.hash(at)))
                || words.is(mention.name.1 - 1, Class::ORGANISATION.or(Class::PLACE))
                || at == mention.first + 2 && is_told(words, mention.first + 1)
                || speaks(words, mention);
        }
        let alone = mention.kind == MentionKind::Name
            && mention.first == at
            && mention.name.1 == at + 1
            && starts_sentence(words, at)
            && words.get(at).is_some_and(|t| t.shape == Shape::Capital);
        let listed = Class::FORENAME.or(Class::ORGANISATION).or(Class::PLACE);
        !alone
            || words.is(at, listed)
            || acts(words, mention.end)
            || self.known.contains(&words.hash(at))
    }
}

/// Whether a title or courtesy stands before a name, or it begins with a forename.
fn is_called(words: &Words, mention: &Mention) -> bool {
    let (from, to) = mention.name;
    let title = Class::MR.or(Class::MRS).or(Class::TITLE).or(Class::OFFICE).or(Class::ROLE);
    (mention.first..from).any(|at| words.is(at, title))
        || words.is(from, Class::FORENAME) && to > from + 1
}

/// Whether the noun at `at` is who speaks, so that a name stands behind it: `sagte die
/// Fischerin Greta Holm`.
fn is_told(words: &Words, at: usize) -> bool {
    at >= 2
        && words.is(at - 1, Class::ARTICLE)
        && words.is(at - 2, Class::SAY)
        && !words.is(at, Class::ORGANISATION)
}

/// Whether a verb of saying stands beside a name without article: `sagte Rode`.
fn speaks(words: &Words, mention: &Mention) -> bool {
    let (from, to) = (mention.first, mention.end);
    let before = from > 0 && words.is(from - 1, Class::SAY);
    let bare = from == mention.name.0
        && !(from > 0
            && words.is(from - 1, Class::ARTICLE.or(Class::POSSESSIVE).or(Class::PREPOSITION)));
    bare && (before || words.is(to, Class::SAY))
}

/// Whether what stands at `at` makes the word before it somebody: a finite verb, `’s`,
/// `, who`, a colon before marked words.
pub(super) fn acts(words: &Words, at: usize) -> bool {
    let verb = at + usize::from(words.is(at, Class::ADVERB));
    let finite = Class::AUXILIARY.or(Class::MODAL).or(Class::PAST).or(Class::PRESENT);
    words.is(verb, finite) && words.get(verb).is_some_and(|t| t.shape == Shape::Lower)
        || words.is_mark(at, b's')
        || words.is_mark(at, b',') && words.is(at + 1, Class::WHO)
        || words.is_mark(at, b':') && words.is_passage(at + 1)
        || words.is_mark(at, b'-')
        || at == words.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::mentions;
    use crate::model::Span;
    use crate::text::lexicon::Lexicon;
    use crate::text::token::tokens;

    /// The mentions in the German `text` that are kept, trimmed.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (mut row, mut found) = (Vec::new(), Vec::new());
        let lexicon = Lexicon::of(Language::GERMAN);
        tokens(text, Span::new(0, text.len()), std::iter::empty(), lexicon, &mut row);
        let words = Words { text, lexicon, tokens: &row };
        mentions(&words, &mut found);
        let mut names = Names::of(Language::GERMAN);
        found.iter_mut().for_each(|mention| names.trim(&words, mention));
        found.iter().for_each(|mention| names.learn(&words, mention));
        let kept = found.iter().filter(|m| m.kind == MentionKind::Name && names.allow(&words, m));
        let kept: Vec<&str> = kept.map(|m| words.span(m.first, m.end).of(text)).collect();
        assert_eq!(kept, expected);
    }

    #[test]
    fn a_capital_alone_makes_no_german_name() {
        check("Die Ergebnisse der Wahl waren am Montag nicht bekannt.", &[]);
        check("Herr Ihnen zu sagen war das schon lange, und Was Ihnen nicht bekannt war.", &[]);
        check("Im Wahlkampf Lars Rode zu sehen war ein Fest.", &["Lars Rode"]);
        check(
            "Der Vorschlag von Frau Vell war gestern noch nicht bekannt, sagte Rode später.",
            &["Frau Vell", "Rode"],
        );
    }
}
