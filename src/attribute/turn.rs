//! Who speaks a turn of a transcript: the label, the headline, and for a reporter the
//! call before or the words of the question.

use super::floor::Floor;
use super::labels::{Called, Labels};
use super::scene::Scene;
use crate::cast::{Mention, MentionKind};
use crate::model::{Briefing, PersonKind, Role, Span};
use crate::text::lexicon::{Class, Lexicon};
use crate::text::token::{Shape, Token, Words, tokens};

/// Who is behind a label, as far as the briefing tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Voice {
    /// Index into the registry.
    pub(super) person: Option<usize>,
    pub(super) outlet: Option<String>,
    /// Known by description only: `Senior administration official`.
    pub(super) anonymous: Option<String>,
    pub(super) confidence: f32,
}

/// The voice of every turn, in order: those with a label of their own first, for whoever
/// answers later is no reporter either.
pub(super) fn voices(briefing: &Briefing, scene: &mut Scene) -> Vec<Voice> {
    let turns = &briefing.turns;
    let mut labels = Labels::default();
    let mut voices: Vec<Voice> = turns
        .iter()
        .map(|turn| match turn.role {
            // A label that names the asker is read like any other.
            Role::Asker if turn.name.is_some() => labels.voice(scene, turn, ""),
            Role::Speaker => labels.voice(scene, turn, turn.label.of(&briefing.text)),
            _ => Voice::default(),
        })
        .collect();
    if turns.iter().any(|turn| turn.role == Role::Asker) {
        let mut floor = Floor::of(scene, turns, &voices);
        for (idx, turn) in turns.iter().enumerate() {
            match turn.role {
                Role::Asker if turn.name.is_some() => {}
                Role::Asker => voices[idx] = floor.asked(scene, turn, idx, &mut voices[..idx]),
                _ => floor.spoken(scene, turns, idx, &mut voices),
            }
        }
    }
    voices
}

/// A row of tokens of any text.
pub(super) fn row(scene: &Scene, text: &str, span: Span) -> Vec<Token> {
    let mut row = Vec::new();
    tokens(text, span, std::iter::empty(), scene.lexicon, &mut row);
    row
}

/// What a label calls its speaker.
pub(super) fn called(scene: &Scene, label: &str) -> Called {
    let line = part_with_name(scene.lexicon, label);
    let row = row(scene, line, Span::new(0, line.len()));
    let words = Words { text: line, lexicon: scene.lexicon, tokens: &row };
    let gender = (0..words.len()).find_map(|at| courtesy(&words, at));
    match name_in(&words) {
        (from, to) if to > from + 1 => Called::InFull(words.hash(to - 1)),
        (from, to) if to == from + 1 => Called::Surname(words.hash(from), gender),
        // `Mr. Major` may be one.
        (_, to) if gender.is_some() && to == 2 => Called::Surname(words.hash(1), gender),
        _ => Called::Otherwise,
    }
}

/// Whom a label names, by itself.
pub(super) fn labelled(scene: &mut Scene, label: &str) -> Voice {
    let line = part_with_name(scene.lexicon, label);
    let row = row(scene, line, Span::new(0, line.len()));
    let words = Words { text: line, lexicon: scene.lexicon, tokens: &row };
    let (from, to) = name_in(&words);
    if from < to {
        let gender = (0..from).find_map(|at| courtesy(&words, at));
        let head = (0..from).rev().find(|at| words.is(*at, Class::OFFICE));
        let mention =
            Mention { first: 0, end: to, name: (from, to), head, kind: MentionKind::Name, gender };
        let person = scene.registry.enrol(&words, &mention);
        if let Some(known) = person.and_then(|p| scene.registry.known.get_mut(p)) {
            known.name = in_title_case(&known.name);
            known.title = known.title.take().map(|title| in_title_case(&title));
            known.kind = PersonKind::Person;
        }
        if let Some(person) = person.filter(|_| to > from + 1) {
            scene.registry.settle(&words, &mention, person, in_title_case);
        }
        return Voice { person, confidence: 0.98, ..Voice::default() };
    }
    let head = (0..words.len()).rev().find(|at| words.is(*at, Class::OFFICE));
    if let Some(person) = head.and_then(|head| scene.registry.holder(&words, head)) {
        return Voice { person: Some(person), confidence: 0.9, ..Voice::default() };
    }
    if let Some(person) = in_office(scene, line) {
        return Voice { person: Some(person), confidence: 0.9, ..Voice::default() };
    }
    let described = (0..words.len()).any(|at| words.is(at, Class::NOUN));
    let anonymous = described.then(|| sentence_case(line));
    Voice { anonymous, confidence: 0.9, ..Voice::default() }
}

/// The one person whose title the label `line` gives: `Spokesman` is Bo Orlan, Spokesman for
/// the Council.
fn in_office(scene: &Scene, line: &str) -> Option<usize> {
    let line = line.to_lowercase();
    let line = line.trim_end_matches(':').trim();
    let office = ["the ", "la ", "le ", "il ", "o ", "a "];
    let office = office.iter().find_map(|article| line.strip_prefix(article)).unwrap_or(line);
    let holds = |title: &str| {
        let title = title.to_lowercase();
        title.strip_prefix(office).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let opening = scene.text.get(..scene.text.floor_char_boundary(OPENING)).unwrap_or_default();
    // `noon briefing by Bo Orlan, Spokesman for the Council`
    let told = |name: &str| {
        let behind =
            opening.match_indices(name).filter_map(|(at, _)| opening.get(at + name.len()..));
        name.contains(' ') && behind.filter_map(|rest| rest.strip_prefix(", ")).any(holds)
    };
    let known = scene.registry.known.iter().take(KNOWN).enumerate();
    let mut holders =
        known.filter(|(_, known)| known.title.as_deref().is_some_and(holds) || told(&known.name));
    let (first, _) = holders.next()?;
    holders.next().is_none().then_some(first)
}

/// Bytes at the start in which the holder of an office may be told.
const OPENING: usize = 2000;
/// How many people are looked at for it.
const KNOWN: usize = 100;

/// The part of a label that names somebody, without the number of a question: in
/// `The SPEAKER pro tempore (Mr. Poe)` the brackets, in `10. Mr. Poe (Vale of York)` what
/// stands before them.
fn part_with_name<'a>(lexicon: &Lexicon, label: &'a str) -> &'a str {
    let number = |word: &str| {
        let figures = word.trim_start_matches('Q').trim_end_matches('.');
        !figures.is_empty() && figures.chars().all(|c| c.is_ascii_digit())
    };
    let mut line = label.trim_start();
    while let Some((_, rest)) = line.split_once(' ').filter(|(w, _)| number(w) || *w == "and") {
        line = rest.trim_start();
    }
    let Some((before, inner)) = line.split_once(['(', '[']) else { return line };
    let inner = inner.split_once([')', ']']).map_or(inner, |(inner, _)| inner);
    let tell = |part: &str| {
        let mut row = Vec::new();
        tokens(part, Span::new(0, part.len()), std::iter::empty(), lexicon, &mut row);
        let words = Words { text: part, lexicon, tokens: &row };
        let (from, to) = name_in(&words);
        let titled =
            (0..words.len()).any(|at| words.is(at, Class::MR.or(Class::MRS).or(Class::TITLE)));
        (from < to, titled)
    };
    match (tell(before), tell(inner)) {
        ((_, false), (true, true)) => inner,
        ((true, _), _) => before.trim_end(),
        (_, (true, _)) => inner,
        _ => line,
    }
}

fn courtesy(words: &Words, at: usize) -> Option<crate::model::Gender> {
    use crate::model::Gender;
    match (words.is(at, Class::MR), words.is(at, Class::MRS)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// The tokens of the name in a label: the last run without titles and offices, behind
/// the last comma when one parts office and name.
fn name_in(words: &Words) -> (usize, usize) {
    let titles = Class::TITLE
        .or(Class::OFFICE)
        .or(Class::ROLE)
        .or(Class::MR)
        .or(Class::MRS)
        .or(Class::GROUP);
    let small = Class::OF.or(Class::ARTICLE).or(Class::AND);
    let mut end = words.len();
    let ends_it = |t: Token, at: usize| {
        t.shape == Shape::Punctuation || at > 1 && words.is(at, Class::SUFFIX)
    };
    while end > 0 && words.get(end - 1).is_some_and(|t| ends_it(t, end - 1)) {
        end -= 1;
    }
    let comma = (0..end).rev().find(|at| words.is_mark(*at, b','));
    let segment = match comma {
        // `Ann Lee, the mayor`: the name stands first.
        Some(comma)
            if (comma + 1..end)
                .any(|at| words.is(at, titles) && !words.is(at, Class::FORENAME)) =>
        {
            end = comma;
            0
        }
        Some(comma) => comma + 1,
        None => 0,
    };
    // `John Major`: behind a forename it is no rank.
    let surname = |at: usize| at + 1 == end && at > segment && words.is(at - 1, Class::FORENAME);
    let title = |at: &usize| {
        words.is(*at, titles) && !(words.is(*at, Class::FORENAME) && at + 1 < end) && !surname(*at)
    };
    let mut from = (segment..end).rev().find(title).map_or(segment, |at| at + 1);
    // `PRESIDENTA DE MÉXICO` and `SECRETARY OF STATE` go on after the office.
    if words.is(from, Class::OF) {
        let office_only = (from..end).all(|at| {
            words.is(
                at,
                small.or(Class::PLACE).or(Class::ORGANISATION).or(Class::GROUP).or(Class::COMMON),
            ) || at == from + 1
        });
        from = if office_only { end } else { from + 2 };
        // `Secretario de Estado de Comunicación` goes on, too.
        if words.is(from, Class::OF) {
            from = (from..end).find(|at| words.is(*at, Class::FORENAME)).unwrap_or(end);
        }
    }
    while from < end && words.is(from, Class::ARTICLE) {
        from += 1;
    }
    // `Mr. LEE of Texas` is told so from another Mr. Lee.
    let of = (from + 1..end).find(|at| words.text(*at) == "of" && words.is_name_like(at + 1));
    let end = of.unwrap_or(end);
    let worded = (from..end).any(|at| {
        words.get(at).is_some_and(|t| t.is_name_like())
            && !words.is(at, Class::COMMON.or(Class::NOUN).or(Class::PLACE))
            || words.is(at, Class::FORENAME)
    });
    if worded { (from, end) } else { (end, end) }
}

/// `CLAUDIA SHEINBAUM DE LA O` as `Claudia Sheinbaum de la O`; other names stay.
fn in_title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let small = [
        "DE", "LA", "DEL", "LOS", "LAS", "Y", "VON", "VAN", "DA", "DOS", "DI", "OF", "THE", "FOR",
        "AND",
    ];
    let words = name.split(' ').enumerate().map(|(at, word)| {
        if at > 0 && small.contains(&word) {
            return word.to_lowercase();
        }
        let mut fresh = true;
        word.chars()
            .flat_map(|c| {
                let upper = std::mem::replace(&mut fresh, !c.is_alphanumeric());
                let lower: Vec<char> = if upper { vec![c] } else { c.to_lowercase().collect() };
                lower
            })
            .collect()
    });
    words.collect::<Vec<String>>().join(" ")
}

/// `SENIOR OFFICIAL:` as `Senior official`; a label that is not all capitals stays.
fn sentence_case(label: &str) -> String {
    let printed = label.trim().trim_end_matches(':');
    if printed.chars().any(char::is_lowercase) {
        return printed.to_owned();
    }
    let lower = printed.to_lowercase();
    let mut chars = lower.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    #[track_caller]
    fn check(language: Language, label: &str, expected: &str) {
        let lexicon = Lexicon::of(language);
        let mut row = Vec::new();
        tokens(label, Span::new(0, label.len()), std::iter::empty(), lexicon, &mut row);
        let words = Words { text: label, lexicon, tokens: &row };
        let (from, to) = name_in(&words);
        assert_eq!(in_title_case(words.span(from, to).of(label)), expected);
    }

    #[test]
    fn labels_give_their_name() {
        check(Language::ENGLISH, "MS. LEE-ROE", "Lee-Roe");
        check(Language::ENGLISH, "SECRETARY LEE", "Lee");
        check(Language::ENGLISH, "Mr. BO LEE of Texas", "Bo Lee");
        check(Language::ENGLISH, "PRIME MINISTER ANN LEE", "Ann Lee");
        check(Language::SPANISH, "PRESIDENTA DE TESSARA, ANA DE LA PEÑA", "Ana de la Peña");
    }

    #[test]
    fn question_numbers_and_constituencies_are_no_names() {
        for (label, expected) in [
            ("10. Mr. Lee", "Mr. Lee"),
            ("12. and 13. Miss Ann Lee", "Miss Ann Lee"),
            ("Q1. Mr. Bo Roe (Vale of Saltmarsh)", "Mr. Bo Roe"),
            ("Mr. Bo Roe (Tide", "Mr. Bo Roe"),
            ("The SPEAKER pro tempore (Mr. Roe)", "Mr. Roe"),
            ("The Secretary of State for Tides (Mr. Bo Roe)", "Mr. Bo Roe"),
            ("Bo Roe (Saltmarsh) (BSP)", "Bo Roe"),
            ("Ms. Lee", "Ms. Lee"),
        ] {
            assert_eq!(part_with_name(Lexicon::of(Language::ENGLISH), label), expected);
        }
    }

    #[test]
    fn a_label_that_is_not_all_capitals_stays_as_printed() {
        assert_eq!(sentence_case("SENIOR OFFICIAL:"), "Senior official");
        assert_eq!(sentence_case("Mr. Speaker:"), "Mr. Speaker");
    }

    #[test]
    fn an_office_alone_is_no_name() {
        check(Language::ENGLISH, "THE PRESIDENT", "");
        check(Language::ENGLISH, "SENIOR ADMINISTRATION OFFICIAL", "");
        check(Language::SPANISH, "PRESIDENTA DE MÉXICO", "");
        check(Language::SPANISH, "Secretario de Estado de Comunicación", "");
        check(Language::SPANISH, "Secretario de Estado de Comercio Juan Paz", "Juan Paz");
    }
}
