//! Descriptions of who could speak: `a senior official`, `FBI agents`, `the report`.

use super::mention::{Mention, MentionKind, article_gender, finite_cue, starts_sentence};
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// How far a determiner may stand before its noun, in tokens.
const REACH: usize = 7;

/// A description whose head is the noun at `at`.
pub(super) fn nominal(words: &Words, at: usize) -> Option<Mention> {
    let class = words.class(at);
    let token = words.get(at)?;
    if token.shape != Shape::Lower {
        return None;
    }
    if !class.is(Class::NOUN) {
        return speaking(words, at);
    }
    // The head is the last of several nouns: `campaign officials`.
    if words.get(at + 1).is_some_and(|t| t.shape == Shape::Lower) && words.is(at + 1, Class::NOUN) {
        return None;
    }
    // `several outlets`: the noun comes, though nobody listed it.
    if class.is(Class::ARTICLE)
        && plain_plural(words, at + 1 + usize::from(words.is(at + 1, Class::ARTICLE)))
    {
        return None;
    }
    let verb = class.is(Class::CUE) || words.is(at, Class::MODAL);
    let start = determiner(words, at);
    let plural = words.text(at).ends_with('s')
        || words.text(at).ends_with("men")
        || words.text(at) == "people";
    // `to report`, `they report`, `who lead`.
    if verb && start.is_none() {
        return None;
    }
    let first = match start {
        Some(start) => start,
        None if plural || class.is(Class::ROLE.or(Class::OFFICE)) => bare_start(words, at),
        None => return None,
    };
    let person = class.is(Class::OFFICE.or(Class::ROLE));
    Some(Mention {
        first,
        end: at + 1,
        name: (at + 1, at + 1),
        head: Some(at),
        kind: MentionKind::Nominal,
        gender: person.then(|| article_gender(words, first)).flatten(),
    })
}

/// A description by a noun nobody listed, known by its place: `the stranger said` where
/// a clause begins, `“…,” wrote one reader`.
fn speaking(words: &Words, at: usize) -> Option<Mention> {
    if words.class(at) != Class::NONE {
        return None;
    }
    // `FBI agents say`.
    let capitals = || {
        let run = (0..at).rev().take_while(|k| words.is_name_like(*k)).last()?;
        (plain_plural(words, at) && at - run <= 4).then_some(run)
    };
    let mut first = determiner(words, at).filter(|first| at - first <= 3).or_else(capitals)?;
    // `el presidente municipal`: the noun is listed.
    if (first..at).any(|k| words.is(k, Class::NOUN) && !words.is(k, Class::ARTICLE)) {
        return None;
    }
    // `several other outlets`.
    first -= usize::from(first > 0 && words.is(first - 1, Class::ARTICLE));
    // `a harbour master in Saltmarsh told`.
    let mut next = at + 1;
    if words.is(next, Class::PREPOSITION) && words.is_name_like(next + 1) {
        next += 2;
        while words.is_name_like(next) && next < at + 6 {
            next += 1;
        }
    }
    while words.is(next, Class::ADVERB.or(Class::AUXILIARY)) && next < at + 9 {
        next += 1;
    }
    let opens = first == 0
        || starts_sentence(words, first)
        || words.is_mark(first - 1, b',')
        || words.is(first - 1, Class::AND.or(Class::BUT).or(Class::THAT));
    let many = plain_plural(words, at) && words.is(next, Class::SAY) && words.is(next, Class::BASE);
    let before = opens && (many || finite_cue(words, next));
    let ends = words.get(at + 1).is_none_or(|t| !t.is_word())
        || words.is(at + 1, Class::PREPOSITION.or(Class::WHO));
    let behind = ends
        && first > 1
        && finite_cue(words, first - 1)
        && (words.is_passage(first - 2) || words.is_mark(first - 2, b','));
    (before || behind).then_some(Mention {
        first,
        end: at + 1,
        name: (at + 1, at + 1),
        head: Some(at),
        kind: MentionKind::Nominal,
        gender: None,
    })
}

/// Whether the word at `at` is a plural nobody listed: `outlets`.
fn plain_plural(words: &Words, at: usize) -> bool {
    words.get(at).is_some_and(|t| t.shape == Shape::Lower)
        && words.class(at) == Class::NONE
        && words.text(at).ends_with('s')
        && words.text(at).len() > 3
}

/// Where the determiner of the noun at `at` stands, adjectives between.
pub(super) fn determiner(words: &Words, at: usize) -> Option<usize> {
    let mut from = at;
    while from > 0 && at - from < REACH {
        from -= 1;
        let token = words.get(from)?;
        if token.is_mark(b's') {
            // `Lee’s campaign`: the owner is part of the description.
            let mut owner = from;
            while owner > 0 && from - owner < 4 && words.is_name_like(owner - 1) {
                owner -= 1;
            }
            return Some(owner.min(from));
        }
        let class = words.class(from);
        // `they agreed that five states`, `it was held that force`: no determiner.
        let leads = class.is(Class::THAT)
            && (words.text(at).ends_with('s') || from > 0 && words.is(from - 1, Class::CUE));
        if class.is(Class::ARTICLE.or(Class::POSSESSIVE)) {
            return (!leads).then_some(from);
        }
        let stops = token.shape == Shape::Punctuation && token.mark != b'"'
            || class.is(Class::PREPOSITION
                .or(Class::AUXILIARY)
                .or(Class::MODAL)
                .or(Class::AND)
                .or(Class::SUBORDINATE)
                .or(Class::PRONOUN))
            || class.is(Class::CUE)
                && !class.is(Class::NOUN.or(Class::PARTICIPLE))
                && !class.is(Class::PAST);
        if stops {
            return None;
        }
    }
    None
}

/// Where a noun without determiner begins: over adjectives in capitals and numbers.
pub(super) fn bare_start(words: &Words, at: usize) -> usize {
    let mut from = at;
    while from > 0 && at - from < 4 {
        let class = words.class(from - 1);
        let Some(token) = words.get(from - 1) else { break };
        let adjective = class.is(Class::NOUN.or(Class::PLACE))
            || token.is_name_like() && !class.is(Class::COMMON.or(Class::CALENDAR))
            || token.shape == Shape::Lower
                && (matches!(
                    words.text(from - 1),
                    "senior" | "top" | "former" | "local" | "other" | "some" | "many"
                ) || is_adjective(words, from - 1) && from > 1 && words.is_name_like(from - 2));
        if !adjective {
            break;
        }
        from -= 1;
    }
    opening(words, from).unwrap_or(from)
}

/// Where plain words before token `at` begin, if a clause begins with them: `and human
/// rights groups warn`.
fn opening(words: &Words, at: usize) -> Option<usize> {
    let plain = |k: &usize| {
        words.get(*k).is_some_and(|t| t.shape == Shape::Lower && t.mark == 0)
            && words.class(*k) == Class::NONE
    };
    let first = at - (at.saturating_sub(3)..at).rev().take_while(plain).count();
    let before = first.checked_sub(1);
    let opens = before.is_none_or(|k| {
        words.is(k, Class::AND.or(Class::BUT).or(Class::THAT).or(Class::SUBORDINATE))
            || words.get(k).is_some_and(|t| t.shape == Shape::Punctuation)
    });
    (first < at && opens).then_some(first)
}

/// An unlisted word that looks like one: `political`, `left-wing`.
pub(super) fn is_adjective(words: &Words, at: usize) -> bool {
    let word = words.text(at);
    words.get(at).is_some_and(|t| t.shape == Shape::Lower)
        && (words.class(at) == Class::NONE || words.class(at) == Class::COMMON)
        && (word.contains('-')
            || ["al", "ic", "ive", "ary", "ous"].iter().any(|e| word.ends_with(e)))
}
