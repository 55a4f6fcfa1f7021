//! Where a clause or object may end, on tokens.

use super::speaker::kind;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Token, Words};

/// A place a content may end at, and what stands there as a small number.
pub(super) type End = (usize, u32);

/// How many commas, conjunctions and the like are weighed as ends.
const MAJOR: usize = 6;
/// How many prepositions and verbs are, and within how many tokens.
const MINOR: usize = 4;
const SHORT: usize = 14;
/// The longest content, in tokens.
const LONGEST: usize = 120;

/// Words that may end a content.
const ENDING: Class = Class::AND
    .or(Class::BUT)
    .or(Class::SUBORDINATE)
    .or(Class::AS)
    .or(Class::PREPOSITION)
    .or(Class::AUXILIARY)
    .or(Class::MODAL)
    .or(Class::CALENDAR)
    .or(Class::WHO)
    .or(Class::THAT);

/// What stopped a content that goes on to the end of its sentence.
pub(super) const WHOLE: u32 = 0;

/// Where a content from token `from` may end within a sentence that ends before `end`;
/// the sentence's own end first, in the place of what is in `ends`.
pub(super) fn ends(words: &Words, from: usize, end: usize, ends: &mut Vec<End>) {
    let last = last(words, from, end);
    ends.clear();
    ends.reserve(1 + MAJOR + MINOR);
    ends.push((last.min(from + LONGEST), WHOLE));
    let (mut major, mut minor) = (0, 0);
    let mut depth = 0usize;
    for k in from + 1..last.min(from + LONGEST) {
        let Some(token) = words.get(k) else { break };
        if token.is_mark(b'(') {
            depth += 1;
        } else if token.is_mark(b')') {
            depth = depth.saturating_sub(1);
        }
        let word = token.is_word();
        if depth > 0 || word && !words.is(k, ENDING) {
            continue;
        }
        if let Some(end) = cut(words, k, last).filter(|_| major < MAJOR) {
            ends.push(end);
            major += 1;
        } else if let Some(end) = light(words, k).filter(|_| minor < MINOR && k - from <= SHORT) {
            ends.push(end);
            minor += 1;
        }
        if major == MAJOR && (minor == MINOR || k - from > SHORT) {
            break;
        }
    }
}

/// The end of `from..end` without the marks that close it.
pub(super) fn last(words: &Words, from: usize, end: usize) -> usize {
    let mut last = end;
    while last > from && words.get(last - 1).is_some_and(|t| t.shape == Shape::Punctuation) {
        last -= 1;
    }
    last
}

/// How many tokens a subject may take before its verb.
const SUBJECT: usize = 9;

/// Whether a clause with its own subject begins at `at`, `and`, `that` and a comma passed
/// over: 0 if none does, else a small number for the kinds of its subject and its verb.
pub(super) fn begins(words: &Words, at: usize) -> u32 {
    let small = Class::AND.or(Class::BUT).or(Class::THAT);
    let passed = |k: &usize| words.is(*k, small) || words.is_mark(*k, b',');
    let first = at + (at..at + 2).take_while(passed).count();
    let ends = Class::WHO.or(Class::THAT).or(Class::SUBORDINATE);
    let row = words.tokens.get(first..).unwrap_or_default().iter().take(SUBJECT);
    let verb = row
        .take_while(|t| t.is_word() || t.shape == Shape::Number)
        .map(|t| (t, words.lexicon.class(t.entry)))
        .take_while(|(_, class)| !class.is(ends))
        .enumerate()
        .find_map(|(k, (token, class))| Some((k, finite(token, class)?)));
    let Some((_, verb)) = verb.filter(|(k, _)| *k > 0) else { return 0 };
    let subject = match () {
        () if words.is(first, Class::PRONOUN) => 0,
        () if words.is(first, Class::ARTICLE.or(Class::POSSESSIVE)) => 5,
        () if words.is_name_like(first) => 10,
        () => 15,
    };
    verb + subject
}

/// What kind of finite verb a word of this class is, as far as its form shows.
fn finite(token: &Token, class: Class) -> Option<u32> {
    let past = class.is(Class::PAST) || token.shape == Shape::Lower && token.mark == b'd';
    match () {
        () if class.is(Class::MODAL) => Some(1),
        () if class.is(Class::AUXILIARY) => Some(2),
        () if past => Some(3),
        () if class.is(Class::PRESENT) && !class.is(Class::NOUN) => Some(4),
        () => None,
    }
}

/// A comma, dash, conjunction or passage at `k`.
fn cut(words: &Words, k: usize, last: usize) -> Option<End> {
    let token = words.get(k)?;
    match token.shape {
        Shape::Punctuation if matches!(token.mark, b',' | b'-' | b';' | b':') => {
            Some((k, 100 + kind(words, k + 1)))
        }
        Shape::Passage if k + 1 < last => Some((k + 1, 300)),
        _ if words.is(k, Class::AND.or(Class::BUT)) => {
            Some((k, 400 + u32::from(words.is(k, Class::BUT))))
        }
        _ if words.is(k, Class::SUBORDINATE.or(Class::AS)) => Some((k, 500)),
        _ => None,
    }
}

/// A small word at `k` that may begin what is no longer content: `the plan` + `in May`.
fn light(words: &Words, k: usize) -> Option<End> {
    let class = words.class(k);
    if class.is(Class::PREPOSITION) && !class.is(Class::OF) {
        return Some((k, 600));
    }
    if class.is(Class::AUXILIARY.or(Class::MODAL)) {
        return Some((k, 700));
    }
    if class.is(Class::CALENDAR) && !words.is(k - 1, Class::PREPOSITION) {
        return Some((k, 800));
    }
    class.is(Class::WHO.or(Class::THAT)).then_some((k, 900))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, Span};
    use crate::text::lexicon::Lexicon;
    use crate::text::token::tokens;

    /// The words before each end of a content that is all of `text`, parted by `|`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut row = Vec::new();
        let lexicon = Lexicon::of(Language::ENGLISH);
        tokens(text, Span::new(0, text.len()), std::iter::empty(), lexicon, &mut row);
        let words = Words { text, lexicon, tokens: &row };
        let mut found = Vec::new();
        ends(&words, 0, row.len(), &mut found);
        let mut found: Vec<usize> = found.into_iter().map(|e| e.0).collect();
        found.sort_unstable();
        let found: Vec<&str> = found.iter().map(|end| words.text(end - 1)).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn a_clause_may_end_at_commas_conjunctions_and_the_full_stop() {
        check("taxes fall, and wages rise.", "fall|,|rise");
        check("taxes fall because wages rise", "fall|rise");
        check("taxes fall", "fall");
    }

    #[test]
    fn an_object_may_end_at_a_preposition_or_verb() {
        check("the plan in public", "plan|public");
        check("the plan is dead", "plan|dead");
        check("the end of the plan", "plan");
    }

    /// Whether a clause begins with `text`, and with which kinds of subject and verb.
    #[track_caller]
    fn check_begins(text: &str, expected: u32) {
        let mut row = Vec::new();
        let lexicon = Lexicon::of(Language::ENGLISH);
        tokens(text, Span::new(0, text.len()), std::iter::empty(), lexicon, &mut row);
        assert_eq!(begins(&Words { text, lexicon, tokens: &row }, 0), expected, "{text}");
    }

    #[test]
    fn a_clause_begins_with_a_subject_and_its_verb() {
        check_begins("and she will resign", 1);
        check_begins("that the plan was dead", 7);
        check_begins(", Lee walked out", 13);
        check_begins("taxes on all of it have fallen", 17);
        check_begins("and then walked out", 18);
        check_begins("walked out", 0);
        check_begins("the plan in public", 0);
        check_begins("the plan that was dead", 0);
        check_begins("the plan, which was dead", 0);
    }

    #[test]
    fn brackets_hold_no_end() {
        check("the plan (and the rest, he said) works", "works");
    }
}
