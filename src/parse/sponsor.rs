//! What a sponsor pays for in a newsletter: `A message from Harbour Bank: Saving has never
//! been easier.`

use std::sync::LazyLock;

use super::furniture::{self, ends_sentence};
use super::label::has_title;
use super::line::{Line, LineKind};
use crate::model::{Furniture, Language};
use crate::text::lexicon::{Class, Lexicon, hash};

/// What stands before a sponsor's name.
static HEADS: LazyLock<Vec<&'static str>> = LazyLock::new(|| furniture::sponsor_heads().collect());

/// The languages whose forenames are known; which one a text is in is told later.
const NAMES: [Language; 4] =
    [Language::ENGLISH, Language::SPANISH, Language::FRENCH, Language::GERMAN];
/// The most words in a sponsor's name.
const NAME: usize = 6;

/// Takes a sponsor's paragraphs out of the body: those that name him at their start, and
/// below a line that only does, those in which he names himself.
pub(super) fn mark(text: &str, lines: &mut [Line], furniture: &mut Vec<Furniture>) {
    let mut sponsor: Option<String> = None;
    for line in lines.iter_mut().filter(|line| line.kind != LineKind::Out) {
        let words = line.words(text);
        let named = announced(words).map(str::to_lowercase);
        let goes_on = sponsor.as_ref().is_some_and(|name| {
            line.kind != LineKind::Rule && words.to_lowercase().contains(name.as_str())
        });
        if named.is_none() && !goes_on {
            sponsor = None;
            continue;
        }
        line.kind = LineKind::Out;
        furniture.push(furniture::entry(line.span, "advertisement"));
        sponsor = named.or(sponsor);
    }
}

/// The sponsor that a paragraph, or a line of its own, names at its start.
fn announced(words: &str) -> Option<&str> {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let rest = HEADS.iter().find_map(|head| {
        let start = words.get(..head.len())?;
        let rest = words.get(head.len()..)?.strip_prefix(' ')?;
        start.eq_ignore_ascii_case(head).then_some(rest)
    })?;
    let (name, said) = rest.split_once(':').unwrap_or((rest, ""));
    let name = name.trim();
    let whole = said.is_empty() && words.len() <= 80 && !ends_sentence(words);
    let named = (1..=NAME).contains(&name.split_whitespace().count())
        && name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !has_title(name)
        && !is_person(name);
    (named && (whole || !said.is_empty())).then_some(name)
}

/// Whether a name begins with a forename: what a person has to say is no advertisement.
fn is_person(name: &str) -> bool {
    let first = hash(name.split_whitespace().next().unwrap_or_default());
    NAMES.iter().any(|language| {
        let lexicon = Lexicon::of(*language);
        lexicon.class(lexicon.find(first)).is(Class::FORENAME)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: Option<&str>) {
        assert_eq!(announced(words), expected);
    }

    #[test]
    fn a_sponsor_is_named_first() {
        check("A message from Harbour Bank: Saving is easy.", Some("Harbour Bank"));
        check("** A message from Harbour Bank: Learn more. **", Some("Harbour Bank"));
        check("PRESENTED BY HARBOUR BANK", Some("HARBOUR BANK"));
        check("A message from Minister Ana Vell: We act.", None);
        check("A message from Ana Vell: We will keep the quay open.", None);
        check("A message from the council came late.", None);
        check("Presented by Harbour Bank, the report tells of fish and ferries.", None);
    }

    #[test]
    fn his_paragraphs_leave_the_body() {
        let text = "The Tide\n\nThe council meets at noon to vote on the ferries.\n\nPRESENTED BY HARBOUR BANK\n\n\
                    At Harbour Bank, we believe in the coast.\n\nThe ferries run at nine, as they always did.\n";
        let document = crate::ingest::documents("t.txt", text.as_bytes(), None).unwrap().remove(0);
        let briefing = crate::parse::briefing(document);
        let ads = briefing.furniture.iter().filter(|f| f.why == "advertisement");
        let ads: Vec<&str> = ads.map(|f| f.span.of(&briefing.text)).collect();
        assert_eq!(ads, ["PRESENTED BY HARBOUR BANK", "At Harbour Bank, we believe in the coast."]);
        let paragraphs = briefing.sections.iter().flat_map(|section| &section.paragraphs);
        assert_eq!(paragraphs.count(), 2);
    }
}
