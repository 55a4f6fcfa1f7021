//! Runs of capitals that name somebody, in sentences and headlines.

use super::extent::run_end;
use super::mention::{article_gender, is_plural, starts_sentence};
use super::nominal::{bare_start, determiner};
use super::whole::whole_name;
use super::{Mention, MentionKind};
use crate::text::lexicon::Class;
use crate::text::token::{Shape, Words};

/// How a row of words is capitalised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Sentence,
    /// Nearly every word begins with a capital, so capitals tell little.
    Title,
}

/// The longest run of capitals looked at as one name; what follows is a new run.
pub(super) const LONGEST: usize = 16;
/// The longest dateline, in tokens.
const DATELINE: usize = 12;
/// How many tokens tell whether a row is a headline.
const HEADLINE: usize = 40;
/// A headline's case: of its longer words, four or more, three in four are capitals, and
/// no second sentence follows.
pub(super) fn case(words: &Words) -> Case {
    let (mut long, mut capital) = (0, 0);
    for at in 0..words.len().min(HEADLINE) {
        if words.is_mark(at, b'.') && at + 1 < words.len() {
            return Case::Sentence;
        }
        if words.get(at).is_some_and(|t| t.is_word() && t.span().len() > 3) {
            long += 1;
            capital += usize::from(words.is_name_like(at));
        }
    }
    if long >= 4 && capital * 4 >= long * 3 { Case::Title } else { Case::Sentence }
}

/// The end of a name at `at` in a headline: a forename and one surname, a body's name,
/// or one word before a colon, an owner's `’s` or a cue.
fn headline_end(words: &Words, at: usize) -> Option<usize> {
    let title = Class::TITLE.or(Class::OFFICE).or(Class::ROLE).or(Class::MR).or(Class::MRS);
    let verb = Class::CUE.or(Class::AUXILIARY).or(Class::MODAL);
    let small = Class::COMMON.or(Class::SUBORDINATE).or(Class::PREPOSITION).or(Class::CALENDAR);
    let mut end = at;
    while words.is(end, title) && !words.is(end, Class::FORENAME) {
        // `Secretary of the Interior Lee`.
        let of = end + 2 + usize::from(words.is(end + 2, Class::ARTICLE));
        if words.is_name_like(end + 1) {
            end += 1;
        } else if words.is(end + 1, Class::OF) && words.is_name_like(of + 1) {
            end = of + 1;
        } else {
            break;
        }
    }
    if words.is(end, Class::FORENAME) && !words.is(end, small.or(verb)) {
        end += 1;
        let initial = |at: usize| words.text(at).len() <= 2 && words.is_name_like(at + 1);
        while words.is(end, Class::LINK) || words.is_name_like(end) && initial(end) {
            end += 1;
        }
        let surname = words.is_name_like(end) && !words.is(end, small.or(verb));
        return Some(end + usize::from(surname));
    }
    let run = run_end(words, at).min(at + 5);
    let body = (at..run).rev().find(|k| words.is(*k, Class::ORGANISATION) && !words.is(*k, verb));
    if body.is_some_and(|body| (at..body).all(|k| !words.is(k, verb))) {
        return body.map(|body| body + 1);
    }
    let speaks = words.is_mark(end + 1, b':')
        || words.is_mark(end + 1, b's')
        || words.is(end + 1, Class::CUE);
    (speaks || end > at).then_some(end + 1)
}

/// A run of capitals from `at`.
pub(super) fn named(words: &Words, at: usize, case: Case) -> Option<Mention> {
    let token = words.get(at)?;
    let title = Class::TITLE.or(Class::OFFICE).or(Class::MR).or(Class::MRS);
    if !token.is_name_like() && !words.is(at, title.or(Class::LINK)) {
        return None;
    }
    if opens_with_link(words, at) {
        let name = named(words, at + 1, case)?;
        return Some(Mention { first: at, name: (at, name.name.1), ..name })
            .filter(|m| m.kind == MentionKind::Name && name.first == at + 1);
    }
    if abbreviates_place(words, at) {
        return None;
    }
    let lower_title = token.shape == Shape::Lower
        && words.is(at, title)
        && words.is_name_like(at + 1)
        && !words.is(at + 1, Class::COMMON.or(Class::CALENDAR));
    if !lower_title && !token.is_name_like() {
        return None;
    }
    let from = at + usize::from(lower_title);
    let end = match case {
        Case::Sentence => run_end(words, from),
        Case::Title => headline_end(words, from)?,
    };
    let mut first = at;
    while first < end && opens_only(words, first, end) {
        first += 1;
    }
    if first >= end || words.get(first)?.shape == Shape::Lower && !lower_title {
        return None;
    }
    // A lone weekday, month or word of one letter names nobody; `Foreign minister Lee`
    // begins before the title.
    let adjective = starts_sentence(words, first)
        && words.get(end).is_some_and(|t| t.shape == Shape::Lower)
        && words.is(end, Class::OFFICE.or(Class::ROLE))
        && !words.is(first, Class::FORENAME.or(Class::PLACE));
    if end - first == 1 && (adjective || dull(words, first)) {
        return None;
    }
    let mut mention = whole_name(words, first, end);
    if end - first == 1 && many_speak(words, first) {
        mention =
            Mention { name: (end, end), head: Some(first), kind: MentionKind::Nominal, ..mention };
    }
    if lower_title {
        mention.first = determiner(words, first).unwrap_or_else(|| bare_start(words, first));
        mention.gender = mention.gender.or_else(|| article_gender(words, mention.first));
    }
    Some(with_article(words, mention))
}

/// The token behind the place a report opens with, when it does: `QUAYTOWN, Freedonia
/// (AP) — The mayor said`.
pub(super) fn dateline(words: &Words) -> Option<usize> {
    words.get(0).filter(|t| t.shape == Shape::Upper)?;
    let dash = (1..words.len().min(DATELINE)).find(|k| words.is_mark(*k, b'-'))?;
    let part = |k: usize| {
        words.is_name_like(k)
            || words.get(k).is_some_and(|t| {
                t.shape == Shape::Number || matches!(t.mark, b',' | b'.' | b'(' | b')' | b'/')
            })
    };
    let opens = words.get(dash + 1).is_some_and(|t| t.is_name_like() || t.shape == Shape::Passage);
    ((1..dash).all(part) && opens).then_some(dash + 1)
}

/// Whether two capitals behind a place tell which land it is in: `Quaytown, FR, last week`.
fn abbreviates_place(words: &Words, at: usize) -> bool {
    let two = words.get(at).is_some_and(|t| t.shape == Shape::Upper) && words.text(at).len() == 2;
    let closed = words.get(at + 1).is_none_or(|t| {
        t.shape == Shape::Punctuation && matches!(t.mark, b',' | b'.' | b')' | b'-' | b';')
    });
    two && closed && at >= 2 && words.is_mark(at - 1, b',') && words.is_name_like(at - 2)
}

/// Whether a surname begins here with a small word: `said de Vell`, `“…,” von Orta said`.
/// Where the word is the language's own *of*, it never does.
fn opens_with_link(words: &Words, at: usize) -> bool {
    let small = Class::OF.or(Class::ARTICLE).or(Class::PREPOSITION);
    words.is(at, Class::LINK)
        && !words.is(at, small)
        && words.is_name_like(at + 1)
        && !words.is(at + 1, Class::COMMON.or(Class::CALENDAR))
        && at > 0
        && (words.is(at - 1, Class::SAY) || words.is_passage(at - 1))
}

fn dull(words: &Words, at: usize) -> bool {
    words.is(at, Class::CALENDAR.or(Class::COMMON)) && !is_group(words, at)
        || words.text(at).len() < 2
        || words.is(at, Class::CUE.or(Class::AUXILIARY).or(Class::ADVERB))
            && !words.is(at, Class::FORENAME.or(Class::NOUN).or(Class::ORGANISATION))
            && starts_sentence(words, at)
}

/// Whether the first word of a run of capitals is none of its name: a common word, the
/// day in `On Monday Lee said`.
fn opens_only(words: &Words, at: usize, end: usize) -> bool {
    let day = words.is(at, Class::CALENDAR)
        && at + 1 < end
        && !words.is(at, Class::FORENAME)
        && !words.is(at + 1, Class::ORGANISATION.or(Class::CALENDAR))
        && at > 0
        && words.is(at - 1, Class::PREPOSITION);
    let group = at + 1 == end && is_group(words, at);
    day || words.is(at, Class::COMMON) && !group && !keeps(words, at, end)
}

/// Whether a word is many who could speak: `Republicans`, `officials`.
fn is_group(words: &Words, at: usize) -> bool {
    words.is(at, Class::GROUP.or(Class::ROLE)) && is_plural(words.text(at))
}

/// Whether a sentence begins with many whom nobody listed: `Sailors say`.
fn many_speak(words: &Words, at: usize) -> bool {
    words.class(at) == Class::NONE
        && starts_sentence(words, at)
        && words.text(at).ends_with('s')
        && words.is(at + 1, Class::SAY)
        && words.is(at + 1, Class::BASE)
        && words.get(at + 1).is_some_and(|t| t.shape == Shape::Lower)
}

/// Whether a common word opens a name all the same: `New York Times`, `White House`.
fn keeps(words: &Words, at: usize, end: usize) -> bool {
    words
        .is(at, Class::PLACE.or(Class::FORENAME).or(Class::OFFICE).or(Class::TITLE).or(Class::ROLE))
        && at + 1 < end
        && !words.is(at, Class::ARTICLE)
        && words.is_name_like(at + 1)
        || (!starts_sentence(words, at)
            && !words.is(at, Class::ARTICLE.or(Class::PREPOSITION).or(Class::SUBORDINATE))
            && at + 1 < end)
}

/// The mention with the article or possessive before it and the description between:
/// `the New York Post`, `former governor Ann Lee`.
fn with_article(words: &Words, mut mention: Mention) -> Mention {
    // `the Bill` is no Bill.
    let lone = mention.end - mention.first == 1
        && mention.kind == MentionKind::Name
        && words.is(mention.first, Class::ORGANISATION)
        && mention.first > 0
        && words.is(mention.first - 1, Class::ARTICLE.or(Class::POSSESSIVE));
    if lone {
        mention.kind = MentionKind::Organisation;
        mention.gender = None;
    }
    if mention.first > 0
        && words.is(mention.first - 1, Class::ARTICLE)
        && !words.is(mention.first, Class::ARTICLE)
        && mention.kind != MentionKind::Name
    {
        mention.first -= 1;
    } else if mention.kind == MentionKind::Nominal
        && let Some(start) = determiner(words, mention.first)
    {
        mention.first = start;
    }
    let person = mention.head.is_some_and(|head| words.is(head, Class::OFFICE.or(Class::ROLE)));
    if mention.kind == MentionKind::Nominal && person {
        mention.gender = mention.gender.or_else(|| article_gender(words, mention.first));
    }
    mention
}

#[cfg(test)]
mod tests {
    use super::super::mention::tests::check;
    use crate::model::Language;

    #[test]
    fn names_with_and_without_titles() {
        check(
            Language::ENGLISH,
            "President Ann Lee met Gov. Roe.",
            "President [Ann Lee]/Gov. [Roe]",
        );
        check(Language::ENGLISH, "Foreign minister Ann Lee left", "Foreign minister [Ann Lee]");
        check(Language::ENGLISH, "Secretary of State Ann Lee left", "Secretary of State [Ann Lee]");
        check(
            Language::ENGLISH,
            "The Ministry of Rail and Public Works left early and came home late",
            "The Ministry of Rail and Public Works",
        );
        check(
            Language::ENGLISH,
            "The Ministry of Rail and Ann Lee left early and came home late",
            "The Ministry of Rail/[Ann Lee]",
        );
        check(
            Language::ENGLISH,
            "the Secretary of Health and Human Services Ann Lee left early and came home late",
            "Secretary of Health and Human Services [Ann Lee]",
        );
        check(Language::ENGLISH, "General Motors left", "[General Motors]");
        check(
            Language::ENGLISH,
            "the Secretary of State for Trade and Industry said so and went home",
            "the Secretary of State for Trade and Industry",
        );
        check(
            Language::ENGLISH,
            "the Minister for Rail Ann Lee left early and came home late",
            "Minister for Rail [Ann Lee]",
        );
        check(
            Language::ENGLISH,
            "they thanked the Minister for Ann Lee and for the tea",
            "they/the Minister/[Ann Lee]",
        );
        check(Language::ENGLISH, "Bill Roe read the Harbour Bill", "[Bill Roe]/the [Harbour Bill]");
        check(
            Language::SPANISH,
            "la presidenta Ana de la Peña dijo",
            "la presidenta [Ana de la Peña]",
        );
    }

    #[test]
    fn a_body_of_a_body_and_an_office_of_a_town() {
        check(
            Language::SPANISH,
            "la encargada de Comunicación del Congreso de la Ciudad de Tesara, dijo",
            "la encargada/Comunicación del Congreso de la Ciudad de Tesara",
        );
        check(
            Language::SPANISH,
            "vieron llegar ante el Congreso de la Ciudad de Tesara muchos barcos",
            "el Congreso de la Ciudad de Tesara",
        );
        check(
            Language::SPANISH,
            "El presidente municipal de Tesara pidió",
            "El presidente/[Tesara]",
        );
    }

    #[test]
    fn a_headline_names_only_the_sure() {
        check(
            Language::ENGLISH,
            "Ann Lee Compares Roe To Former Mayor Bob Roe Again",
            "[Ann Lee]/Former Mayor [Bob Roe]",
        );
        check(
            Language::ENGLISH,
            "Secretary of the Interior Ann Lee on Sunday Morning Futures",
            "Secretary of the Interior [Ann Lee]",
        );
        check(Language::ENGLISH, "Lee: Nobody Will Ever Break These Promises", "[Lee]");
    }

    #[test]
    fn a_dateline_and_a_place_in_brief_name_nobody() {
        check(Language::ENGLISH, "QUAY, Tesara (AP) — Ann Lee left", "[Ann Lee]");
        check(Language::ENGLISH, "QUAY, Tesara (AP) — The mayor left", "The mayor");
        check(Language::ENGLISH, "QUAY — which is old — left", "[QUAY]");
        check(Language::ENGLISH, "in Berea, OH, after noon", "[Berea]");
        check(Language::ENGLISH, "he told the BBC, UN staff, and Lee", "he/the [BBC]/[UN]/[Lee]");
        check(Language::ENGLISH, "is the most animated", "");
        check(Language::ENGLISH, "the most said no", "the most");
    }

    #[test]
    fn a_sentence_opens_with_a_capital_for_nothing() {
        check(Language::ENGLISH, "But Lee went. When it rained", "[Lee]");
        check(Language::ENGLISH, "On Monday in May the rain", "");
    }
}
