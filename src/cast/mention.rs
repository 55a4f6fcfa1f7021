//! Who could speak in a row of words: names, descriptions, pronouns.

use super::lead_in::lead_in;
use super::nominal::{aged, follows_noun, is_adjective, nominal};
use super::run::{LONGEST, case, dateline, named};
use crate::model::Gender;
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// Words that name or stand for somebody who could speak, as a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    pub first: usize,
    pub end: usize,
    /// The tokens of the name proper, title left out; empty when there is no name.
    pub name: (usize, usize),
    /// The noun that heads a description or title: `president`, `aides`.
    pub head: Option<usize>,
    pub kind: MentionKind,
    /// What a pronoun or courtesy title tells.
    pub gender: Option<Gender>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// A person's name, with or without title.
    Name,
    /// A run of capitals that names a body or place.
    Organisation,
    /// `he`, `she`.
    Pronoun,
    They,
    /// `I`, `we`.
    First,
    /// A description: `a senior official`, `the report`.
    Nominal,
    /// `it` before a verb of saying.
    It,
}

/// The mentions in `words`, in order, not overlapping.
pub fn mentions(words: &Words, into: &mut Vec<Mention>) {
    let own = into.len();
    let case = case(words);
    let mut at = dateline(words).unwrap_or_default();
    if let Some(source) = lead_in(words) {
        at = source.end;
        into.push(source);
    }
    while let Some(token) = words.get(at) {
        let found =
            || pronoun(words, at).or_else(|| named(words, at, case)).or_else(|| nominal(words, at));
        let found = if token.is_word() { found() } else { aged(words, at) };
        match found {
            Some(mention) => {
                at = mention.end.max(at + 1);
                push(words, mention, own, into);
            }
            None => at += 1,
        }
    }
}

/// Whether a description takes in the capitals before its noun: `the Florida senator`,
/// `RNC spokesman`, `Liberal leader Ann Lee`. `Lee posts` is a name and a verb.
fn takes_in(words: &Words, last: &Mention, mention: &Mention) -> bool {
    let Some(head) = mention.head else { return false };
    let described = match mention.kind {
        MentionKind::Nominal => true,
        MentionKind::Name => last.kind != MentionKind::Name && head < mention.name.0,
        _ => false,
    };
    let verb = last.kind == MentionKind::Name && words.is(head, Class::CUE);
    let capitals =
        matches!(last.kind, MentionKind::Name | MentionKind::Organisation) || is_sort(words, last);
    // `the Senate minority leader`: what the article stands for ends with the noun.
    let whole = mention.first == last.first && words.is(last.first, Class::ARTICLE);
    let unlisted = |at: usize| {
        whole && words.class(at) == Class::NONE && words.get(at).is_some_and(|t| t.is_word())
    };
    let apart = (last.end..head)
        .any(|at| !words.is(at, Class::NOUN) && !is_adjective(words, at) && !unlisted(at));
    described && capitals && mention.first < last.end && last.end <= head && !apart && !verb
}

/// Whether a mention is a body, or one of a party or people, which tells what sort the next
/// noun is: `a Liberal strategist`, `the Harbour Commission chair`.
fn is_sort(words: &Words, mention: &Mention) -> bool {
    mention.kind == MentionKind::Nominal
        && mention.head.is_some_and(|at| {
            let sort = Class::PLACE.or(Class::GROUP).or(Class::ORGANISATION);
            words.is_name_like(at) && words.is(at, sort) && !is_plural(words.text(at))
        })
}

/// Adds `mention`, joined with a description right before it: `campaign manager` +
/// `Ann Lee`.
fn push(words: &Words, mut mention: Mention, own: usize, into: &mut Vec<Mention>) {
    if let Some(last) = into.get(own..).and_then(<[Mention]>::last)
        && takes_in(words, last, &mention)
    {
        mention.first = mention.first.min(last.first);
        into.pop();
        return push(words, mention, own, into);
    }
    if let Some(last) = into.get_mut(own..).and_then(<[Mention]>::last_mut) {
        let adjacent = last.end == mention.first || told_apart(words, last, mention.first);
        if adjacent && last.kind == MentionKind::Nominal && mention.kind == MentionKind::Name {
            mention.first = last.first;
            mention.head = mention.head.or(last.head);
            *last = mention;
            return;
        }
        // `Lee’s spokesman` holds `Lee`; any other overlap ends where the last one did.
        if mention.first < last.end {
            let owned = mention.first <= last.name.0
                && words.is_mark(last.end, b's')
                && mention.end - last.first <= LONGEST;
            mention.first =
                if owned { mention.first.min(last.first) } else { last.end.min(mention.end) };
        }
    }
    if mention.first < mention.end && words.get(mention.first).is_some() {
        into.push(mention);
    }
}

/// Whether nothing but adjectives stands between a description of somebody and token `to`,
/// in languages that have them behind the noun: `el líder sindical Luis Paz`.
fn told_apart(words: &Words, last: &Mention, to: usize) -> bool {
    let gendered = words.is(last.first, Class::HE_ARTICLE.or(Class::SHE_ARTICLE));
    let person = |head: usize| words.is(head, Class::OFFICE.or(Class::ROLE));
    gendered
        && last.head.is_some_and(person)
        && (last.end + 1..last.end + 3).contains(&to)
        && (last.end..to).all(|at| follows_noun(words, at))
}

fn pronoun(words: &Words, at: usize) -> Option<Mention> {
    let class = words.class(at);
    if class.is(Class::IT) {
        let verb = at + 1 + usize::from(words.is(at + 1, Class::ADVERB));
        let kind = MentionKind::It;
        let it = Mention { first: at, end: at + 1, name: (at, at), head: None, kind, gender: None };
        return finite_cue(words, verb).then_some(it);
    }
    if !class.is(Class::PRONOUN) || class.is(Class::OBJECT_PRONOUN) {
        return None;
    }
    let (kind, gender) = match () {
        () if class.is(Class::THEY) && (!class.is(Class::SHE) || is_many(words, at)) => {
            (MentionKind::They, None)
        }
        () if class.is(Class::HE) => (MentionKind::Pronoun, Some(Gender::Male)),
        () if class.is(Class::SHE) => (MentionKind::Pronoun, Some(Gender::Female)),
        () => (MentionKind::First, None),
    };
    Some(Mention { first: at, end: at + 1, name: (at, at), head: None, kind, gender })
}

/// Whether German `Sie` is no woman: a capital inside a sentence, or a verb in the plural
/// behind it.
fn is_many(words: &Words, at: usize) -> bool {
    let polite = words.is_name_like(at) && !starts_sentence(words, at);
    let verb = words.text(at + 1);
    polite || verb.ends_with("en") || verb == "sind"
}

/// Whether `at` is a verb of saying in the form a subject of the third person has.
pub fn finite_cue(words: &Words, at: usize) -> bool {
    words.is(at, Class::SAY)
        && words.is(at, Class::PAST.or(Class::PRESENT))
        && words.get(at).is_some_and(|t| t.shape == Shape::Lower)
}

/// What the article of a description tells in languages where it agrees with the
/// person: `la presidenta`, `le ministre`.
pub(super) fn article_gender(words: &Words, first: usize) -> Option<Gender> {
    match (words.is(first, Class::HE_ARTICLE), words.is(first, Class::SHE_ARTICLE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// Whether a noun is a plural by its form.
pub fn is_plural(noun: &str) -> bool {
    noun.ends_with('s') || noun.ends_with("men") || noun.eq_ignore_ascii_case("people")
}

pub(super) fn starts_sentence(words: &Words, at: usize) -> bool {
    at == 0
        || words.get(at - 1).is_some_and(|t| match t.shape {
            Shape::Punctuation => {
                matches!(t.mark, b'.' | b'?' | b'!' | b':' | b'-' | b'(' | b'"' | b'*' | b'~')
            }
            Shape::Passage => true,
            _ => false,
        })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::{Language, Span};
    use crate::text::lexicon::Lexicon;
    use crate::text::token;

    /// The mentions of `text`, `/` between; the name proper in brackets.
    #[track_caller]
    pub(in super::super) fn check(language: Language, text: &str, expected: &str) {
        let lexicon = Lexicon::of(language);
        let mut tokens = Vec::new();
        token::tokens(text, Span::new(0, text.len()), std::iter::empty(), lexicon, &mut tokens);
        let words = Words { text, lexicon, tokens: &tokens };
        let mut found = Vec::new();
        mentions(&words, &mut found);
        let shown: Vec<String> = found
            .iter()
            .map(|m| {
                let name = words.span(m.name.0, m.name.1).of(text);
                let all = words.span(m.first, m.end).of(text);
                if name.is_empty() {
                    all.to_owned()
                } else {
                    all.replacen(name, &format!("[{name}]"), 1)
                }
            })
            .collect();
        assert_eq!(shown.join("/"), expected, "{text}");
    }

    #[test]
    fn a_plural_begins_where_its_clause_does() {
        check(
            Language::ENGLISH,
            "the quay closed, and human rights groups said so",
            "human rights groups",
        );
        check(Language::ENGLISH, "but the quay of human rights groups closed", "groups");
    }

    #[test]
    fn descriptions_with_their_determiner() {
        check(
            Language::ENGLISH,
            "a senior administration official said",
            "a senior administration official",
        );
        check(
            Language::ENGLISH,
            "the president and Lee’s spokesman",
            "the president/[Lee]/Lee’s spokesman",
        );
        check(Language::ENGLISH, "campaign manager Ann Lee said", "campaign manager [Ann Lee]");
        check(
            Language::ENGLISH,
            "the Roe Administration’s top officials said",
            "the Roe Administration/the Roe Administration’s top officials",
        );
        check(Language::ENGLISH, "they report to nobody", "they");
        check(Language::ENGLISH, "it was agreed that today 5 countries left", "countries");
        check(
            Language::ENGLISH,
            "she says that the hon. Gentleman asked",
            "she/the hon. Gentleman",
        );
    }

    #[test]
    fn somebody_is_called_by_an_age() {
        check(Language::ENGLISH, "The 46-year-old said no", "The 46-year-old");
        check(Language::ENGLISH, "“No,” the 46-year-old, who left, said", "the 46-year-old");
        check(Language::ENGLISH, "the 46-year-old mayor said", "the 46-year-old mayor");
        check(Language::ENGLISH, "the 46-year-old quay said", "the 46-year-old quay");
        check(Language::ENGLISH, "the 46-year-old wooden quay rotted", "");
    }

    #[test]
    fn capitals_before_a_noun_belong_to_it() {
        check(Language::ENGLISH, "said RNC spokesman Ann Lee", "RNC spokesman [Ann Lee]");
        check(Language::ENGLISH, "the Florida senator told us", "the Florida senator");
        check(Language::ENGLISH, "said Liberal strategist Ann Lee", "Liberal strategist [Ann Lee]");
        check(Language::ENGLISH, "a Liberal who said so", "a Liberal");
        check(Language::ENGLISH, "RNC chairman Ann Lee said", "RNC chairman [Ann Lee]");
        check(
            Language::ENGLISH,
            "the Sea Commission president Ann Lee said",
            "the Sea Commission president [Ann Lee]",
        );
        check(Language::ENGLISH, "the Senate minority leader", "the Senate minority leader");
        check(Language::ENGLISH, "they told CNN the voters left", "they/[CNN]/the voters");
        check(
            Language::ENGLISH,
            "the campaign’s statement said",
            "the campaign/the campaign’s statement",
        );
        check(
            Language::ENGLISH,
            "said Freedonia State University political scientist Ann Lee",
            "Freedonia State University political scientist [Ann Lee]",
        );
        check(Language::ENGLISH, "on the day Lee posts it", "[Lee]");
        check(
            Language::ENGLISH,
            "the mayor told Lee the voters left",
            "the mayor/[Lee]/the voters",
        );
    }

    #[test]
    fn articles_tell_whether_a_woman_is_meant() {
        use crate::model::Gender::{Female, Male};
        let gender = |language, text: &str| {
            let lexicon = Lexicon::of(language);
            let mut tokens = Vec::new();
            token::tokens(text, Span::new(0, text.len()), std::iter::empty(), lexicon, &mut tokens);
            let mut found = Vec::new();
            mentions(&Words { text, lexicon, tokens: &tokens }, &mut found);
            found.first().and_then(|m| m.gender)
        };
        assert_eq!(gender(Language::SPANISH, "la presidenta dijo"), Some(Female));
        assert_eq!(gender(Language::SPANISH, "el canciller Ríos dijo"), Some(Male));
        assert_eq!(gender(Language::ENGLISH, "the president said"), None);
    }

    #[test]
    fn a_noun_nobody_listed_speaks_where_a_clause_begins() {
        check(Language::ENGLISH, "Later, the stranger said no", "the stranger");
        check(Language::ENGLISH, "one who met the stranger said no", "");
        check(Language::ENGLISH, "No, wrote one reader.", "one reader");
        check(Language::ENGLISH, "A drover in Saltmarsh told me", "A drover/[Saltmarsh]");
        check(Language::ENGLISH, "and FBI agents say no", "FBI agents");
        check(Language::ENGLISH, "the mayor and FBI agents met", "the mayor/[FBI]");
        check(Language::ENGLISH, "several other outlets have said so", "several other outlets");
        check(Language::ENGLISH, "It also said so", "It");
        check(Language::ENGLISH, "It was said", "");
    }
}
