//! Descriptions of who could speak: `a senior official`, `FBI agents`, `the report`.

use super::mention::{
    Mention, MentionKind, article_gender, finite_cue, is_plural, starts_sentence,
};
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// How far a determiner may stand before its noun, in tokens.
const REACH: usize = 7;

/// A description whose head is the noun at `at`.
pub(super) fn nominal(words: &Words, at: usize) -> Option<Mention> {
    let class = words.class(at);
    if let Some(found) = some(words, at) {
        return Some(found);
    }
    if words.get(at)?.shape != Shape::Lower {
        return None;
    }
    if !class.is(Class::NOUN) {
        return speaking(words, at);
    }
    // The head is the last of several nouns: `campaign officials`.
    if words.get(at + 1).is_some_and(|t| t.shape == Shape::Lower) && words.is(at + 1, Class::NOUN) {
        return None;
    }
    // `the most striking`: a measure, not many.
    let finite = Class::AUXILIARY.or(Class::MODAL).or(Class::PAST).or(Class::PRESENT);
    if class.is(Class::ARTICLE)
        && at > 0
        && words.is(at - 1, Class::DEFINITE)
        && words.get(at + 1).is_some_and(|t| t.is_word())
        && !words.is(at + 1, finite.or(Class::WHO).or(Class::PREPOSITION))
    {
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
    let plural = is_plural(words.text(at));
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
    let gender = person.then(|| article_gender(words, first)).flatten();
    Some(Mention { gender, ..description(first, at) })
}

/// Somebody called by an age: `the 46-year-old said`.
pub(super) fn aged(words: &Words, at: usize) -> Option<Mention> {
    let token = words.get(at).filter(|t| t.shape == Shape::Number)?;
    let finite = Class::AUXILIARY.or(Class::MODAL).or(Class::PAST).or(Class::PRESENT);
    let ends = words.get(at + 1).is_none_or(|t| t.shape == Shape::Punctuation)
        || words.is(at + 1, finite.or(Class::WHO).or(Class::CUE))
        || words.is(at + 1, Class::ADVERB) && words.is(at + 2, finite);
    let old = token.span().of(words.text).ends_with("-old");
    let first = at.checked_sub(1).filter(|k| old && ends && words.is(*k, Class::ARTICLE))?;
    Some(description(first, at))
}

/// Some of those told of before: `many argued`, `others said`.
fn some(words: &Words, at: usize) -> Option<Mention> {
    let class = words.class(at);
    let counts = class.is(Class::ARTICLE.or(Class::BOTH))
        && !class.is(Class::DEFINITE.or(Class::NEGATION))
        && words.text(at).len() > 2;
    if !counts || !opens_clause(words, at) {
        return None;
    }
    let verb = verb(words, at + 1);
    let did = words.is(verb, Class::CUE) && words.is(verb, Class::PAST);
    (did || say(words, at + 1)).then_some(description(at, at))
}

/// The description from `first` whose head is the noun at `at`.
fn description(first: usize, at: usize) -> Mention {
    Mention {
        first,
        end: at + 1,
        name: (at + 1, at + 1),
        head: Some(at),
        kind: MentionKind::Nominal,
        gender: None,
    }
}

/// A description by a noun nobody listed, known by its place: `the stranger said` where
/// a clause begins, `“…,” wrote one reader`.
fn speaking(words: &Words, at: usize) -> Option<Mention> {
    if words.class(at) != Class::NONE {
        return None;
    }
    // `a harbour master in Saltmarsh told`.
    let mut next = at + 1;
    if words.is(next, Class::PREPOSITION) && words.is_name_like(next + 1) {
        next += 2;
        while words.is_name_like(next) && next < at + 6 {
            next += 1;
        }
    }
    let ends = words.get(at + 1).is_none_or(|t| !t.is_word())
        || words.is(at + 1, Class::PREPOSITION.or(Class::WHO));
    let said = verb(words, next);
    let many = plain_plural(words, at);
    let speaks = finite_cue(words, said) || many && base_cue(words, said);
    // Most words have neither a verb of saying behind them nor an end.
    if !speaks && !ends {
        return None;
    }
    // `FBI agents say`.
    let capitals = || {
        let name = |k: &usize| words.is_name_like(*k) && !words.is(*k, Class::SUBORDINATE);
        let run = (0..at).rev().take_while(name).last()?;
        (many && at - run <= 4).then_some(run)
    };
    // `if the quay fails, sailors warn`.
    let bare = || (many && opens_clause(words, at)).then_some(at);
    let mut first =
        determiner(words, at).filter(|first| at - first <= 3).or_else(capitals).or_else(bare)?;
    // `el presidente municipal`: the noun is listed.
    if (first..at).any(|k| words.is(k, Class::NOUN) && !words.is(k, Class::ARTICLE)) {
        return None;
    }
    // `several other outlets`.
    first -= usize::from(first > 0 && words.is(first - 1, Class::ARTICLE));
    let before = speaks && opens_clause(words, first);
    let verb = |k: usize| finite_cue(words, k) || many && base_cue(words, k);
    let behind = ends
        && first > 1
        && verb(first - 1)
        && (words.is_passage(first - 2)
            || words.is_mark(first - 2, b',')
            || first > 2 && words.is_mark(first - 2, b'-') && words.is_passage(first - 3));
    (before || behind).then_some(description(first, at))
}

/// Whether a clause can begin with token `at`.
fn opens_clause(words: &Words, at: usize) -> bool {
    let before = Class::AND.or(Class::BUT).or(Class::THAT).or(Class::SUBORDINATE);
    at == 0
        || starts_sentence(words, at)
        || words.is_mark(at - 1, b',')
        || words.is(at - 1, before) && !words.is(at - 1, Class::PREPOSITION)
}

/// Whether one speaks in the words from `at`: `has often said`.
fn says(words: &Words, at: usize) -> bool {
    finite_cue(words, verb(words, at))
}

/// Whether many do: `often say`, `have said`.
fn say(words: &Words, at: usize) -> bool {
    says(words, at) || base_cue(words, verb(words, at))
}

/// The token behind adverbs and auxiliaries from `at`.
fn verb(words: &Words, at: usize) -> usize {
    let small = Class::ADVERB.or(Class::AUXILIARY);
    (at..at + 4).find(|k| !words.is(*k, small)).unwrap_or(at + 4)
}

/// Whether `at` is a verb of saying in the form a subject of several has.
fn base_cue(words: &Words, at: usize) -> bool {
    words.is(at, Class::SAY)
        && words.is(at, Class::BASE)
        && words.get(at).is_some_and(|t| t.shape == Shape::Lower)
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
            // `the campaign’s statement`, `the old harbour’s statement`.
            if owner == from && from > 0 && words.get(from - 1)?.shape == Shape::Lower {
                owner = determiner(words, from - 1).unwrap_or(from - 1);
            }
            return Some(owner);
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

/// An unlisted word that looks like an adjective of Spanish, Portuguese, Italian or French
/// and like none of their verbs: `sindical`, `democratica`, `écologiste`.
pub(super) fn follows_noun(words: &Words, at: usize) -> bool {
    const ENDINGS: [&str; 17] = [
        "al", "ale", "ico", "ica", "ique", "ivo", "iva", "if", "ive", "ista", "iste", "ario",
        "aria", "aire", "ense", "dor", "dora",
    ];
    let word = words.text(at);
    words.get(at).is_some_and(|t| t.shape == Shape::Lower)
        && words.class(at) == Class::NONE
        && ENDINGS.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end))
}
