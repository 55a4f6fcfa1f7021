//! Whom headings and the title name as those who speak below them.

use crate::cast::{Known, Mention, MentionKind, Registry, mentions, whole_name};
use crate::model::{Briefing, Kind, Section, Span};
use crate::text::lexicon::{Class, Lexicon};
use crate::text::token::{Token, Words, tokens};

/// Somebody named above what is quoted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Headed {
    pub(super) person: usize,
    /// Where, when it is in the text; the title may stand outside it.
    pub(super) span: Option<Span>,
    pub(super) by: By,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// A heading that runs in and leads to marked words: `Ann Lee, mayor of Quill: “…”`.
    Label,
    /// A heading that names a person first: `Special Envoy Ann Lee on …`.
    Heading,
    /// The title of a digest, for all of it: `President Lee on The Hour: …`.
    Title,
}

/// The longest heading looked at, in bytes.
const LONGEST: usize = 300;
/// The longest description kept as a title, in bytes.
const DESCRIPTION: usize = 120;

/// Who speaks below the heading of each section, section by section.
pub(super) fn speakers(
    briefing: &Briefing,
    lexicon: &'static Lexicon,
    registry: &mut Registry,
) -> Vec<Option<Headed>> {
    let labels = labels(briefing, lexicon);
    let title = titled(briefing, lexicon, registry);
    let each = briefing.sections.iter().zip(labels).map(|(section, label)| {
        let span = section.heading_span.filter(|s| s.len() < LONGEST);
        let Some(span) = span else { return title };
        let row = Row::of(&briefing.text, span, lexicon);
        let words = row.words();
        let name = || guest(&words).or_else(|| label_name(&words));
        let labelled = label.then(name).flatten().and_then(|name| {
            let person = registry.enrol(&words, &name)?;
            registry.describe(person, description(&words, name.end));
            registry.describe(person, office(&words, name.name.0));
            Some((person, words.span(name.first, name.end), By::Label))
        });
        let found = labelled.or_else(|| {
            let (person, span) = first_named(&words, registry)?;
            Some((person, span, By::Heading))
        });
        found.map(|(person, span, by)| Headed { person, span: Some(span), by }).or(title)
    });
    each.collect()
}

/// The tokens of one line.
struct Row<'a> {
    text: &'a str,
    lexicon: &'static Lexicon,
    tokens: Vec<Token>,
}

impl<'a> Row<'a> {
    fn of(text: &'a str, span: Span, lexicon: &'static Lexicon) -> Row<'a> {
        let mut row = Vec::new();
        tokens(text, span, std::iter::empty(), lexicon, &mut row);
        Row { text, lexicon, tokens: row }
    }

    fn words(&self) -> Words<'_> {
        Words { text: self.text, lexicon: self.lexicon, tokens: &self.tokens }
    }
}

/// Which headings are labels of those who speak: they run in and lead to marked words at
/// once. `Energy: “…”` may be a topic, so half of them must show that they name somebody.
fn labels(briefing: &Briefing, lexicon: &'static Lexicon) -> Vec<bool> {
    let leading: Vec<bool> = briefing.sections.iter().map(|s| leads(briefing, s)).collect();
    let (mut all, mut sure) = (0, 0);
    for (section, _) in briefing.sections.iter().zip(&leading).filter(|(_, leads)| **leads) {
        let Some(span) = section.heading_span else { continue };
        let row = Row::of(&briefing.text, span, lexicon);
        all += 1;
        sure += usize::from(label_name(&row.words()).is_some_and(|m| shows(&row.words(), &m)));
    }
    if sure * 2 >= all && sure > 0 { leading } else { vec![false; leading.len()] }
}

/// Whether marked words follow a section's heading in its first paragraph at once.
fn leads(briefing: &Briefing, section: &Section) -> bool {
    let (Some(heading), Some(first)) = (section.heading_span, section.paragraphs.first()) else {
        return false;
    };
    let rest = briefing.text.get(heading.end..first.span.end).unwrap_or_default();
    let blank = |c: char| c.is_whitespace() || matches!(c, ':' | '*' | '_' | '.');
    first.span.covers(heading)
        && heading.len() < LONGEST
        && rest.trim_start_matches(blank).starts_with(['“', '"', '«', '„'])
}

/// The name a label consists of, up to the comma before what describes its bearer; none
/// when it begins like a topic (`On the ferry`).
fn label_name(words: &Words) -> Option<Mention> {
    let small = Class::ARTICLE.or(Class::PREPOSITION).or(Class::OF).or(Class::AND).or(Class::LINK);
    let end = (0..words.len()).find(|at| words.is_mark(*at, b',')).unwrap_or(words.len());
    let named = (0..end).all(|at| words.is_name_like(at) || words.is(at, small));
    let topic = words.is(0, Class::PREPOSITION.or(Class::PRONOUN)) || !words.is_name_like(0);
    if end == 0 || topic || !named {
        return None;
    }
    let mut name = whole_name(words, 0, end);
    let person = words.is(name.name.0, Class::FORENAME) || describes_person(words, end);
    if !person && (name.kind != MentionKind::Name || (0..end).any(|at| !words.is_name_like(at))) {
        name = Mention { name: (0, end), head: None, kind: MentionKind::Organisation, ..name };
    }
    (name.kind != MentionKind::Nominal).then_some(name)
}

fn describes_person(words: &Words, comma: usize) -> bool {
    let person = Class::OFFICE.or(Class::ROLE);
    (comma + 1..words.len()).any(|at| words.is(at, person))
}

/// Whether a label surely names somebody: a forename, a title, a description, a body's
/// word, an acronym.
fn shows(words: &Words, name: &Mention) -> bool {
    let body = |at: usize| words.is(at, Class::ORGANISATION);
    words.is(name.name.0, Class::FORENAME)
        || name.first < name.name.0
        || describes_person(words, name.end)
        || (name.name.0..name.name.1).any(body)
        || name.end == 1 && words.text(0).chars().all(char::is_uppercase)
}

/// What stands behind a label's name, white space folded.
fn description(words: &Words, comma: usize) -> Option<String> {
    let described = comma + 1 < words.len() && words.is_mark(comma, b',');
    let span = described.then(|| words.span(comma + 1, words.len()))?;
    let text: Vec<&str> = span.of(words.text).split_whitespace().collect();
    Some(text.join(" ")).filter(|text| text.len() <= DESCRIPTION)
}

/// Whom a line names first of all: `Special Envoy Ann Lee on …`, not `Call with Lee`.
fn first_named(words: &Words, registry: &mut Registry) -> Option<(usize, Span)> {
    let named = leading_name(words).filter(|m| is_full(words, m) && ends(words, m.end));
    let named = named.or_else(|| guest(words))?;
    let person = registry.enrol(words, &named)?;
    registry.describe(person, office(words, named.name.0));
    Some((person, words.span(named.first, named.end)))
}

/// The office a line names before the name at token `name`, where the case of headlines
/// hides how far it goes: `Special Envoy for Harbours`.
fn office(words: &Words, name: usize) -> Option<String> {
    let titled = (0..name).any(|at| words.is(at, Class::OFFICE.or(Class::ROLE)));
    let text = titled.then(|| words.span(0, name).of(words.text))?;
    let text: Vec<&str> = text.split_whitespace().collect();
    Some(text.join(" ")).filter(|text| text.len() <= DESCRIPTION)
}

fn ends(words: &Words, end: usize) -> bool {
    end == words.len()
        || words.is(end, Class::PREPOSITION)
        || words.get(end).is_some_and(|t| !t.is_word())
}

/// Whom a line with a long office names before the programme: `Counsellor for Sea and Rail
/// Yoren Vask on The Hour`.
fn guest(words: &Words) -> Option<Mention> {
    let office = (0..words.len()).find(|at| words.is(*at, Class::OFFICE.or(Class::ROLE)))?;
    let on = |at: &usize| {
        words.is(*at, Class::PREPOSITION)
            && words.is_name_like(at + 1)
            && words.is_name_like(at - 1)
            && words.is_name_like(at - 2)
    };
    let mut before = (office + 3..words.len()).filter(on);
    before.find_map(|end| {
        let capitals = (0..end).rev().take_while(|at| words.is_name_like(*at)).count();
        let first = (end - capitals..end - 1)
            .rev()
            .find(|at| words.is(*at, Class::FORENAME))
            .or_else(|| titled_name(words, end - capitals, end))
            // `Secretary of the Sea Yoren Vask`: the office takes a word of the run.
            .or_else(|| (capitals >= 3).then(|| end - 2))?;
        (first > office && words.is_name_like(0)).then(|| whole_name(words, first, end))
    })
}

/// Where a name of two or three words begins that a title stands before.
fn titled_name(words: &Words, from: usize, end: usize) -> Option<usize> {
    let title = Class::OFFICE.or(Class::ROLE).or(Class::TITLE);
    let last = (from..end).rev().find(|at| words.is(*at, title))?;
    (2..=3).contains(&(end - last - 1)).then_some(last + 1)
}

/// Whether a name shows by itself that it is a person's: with forename or title.
fn is_full(words: &Words, m: &Mention) -> bool {
    m.first < m.name.0 || m.name.1 - m.name.0 >= 2 && words.is(m.name.0, Class::FORENAME)
}

/// The first name of a line when nothing but capitals stands before it.
fn leading_name(words: &Words) -> Option<Mention> {
    let mut found = Vec::new();
    mentions(words, &mut found);
    let first = found.iter().find(|m| m.kind == MentionKind::Name)?;
    let capital = |at: usize| words.is_name_like(at) && !words.is(at, Class::PREPOSITION);
    (0..first.first).all(capital).then_some(*first)
}

/// Who speaks a whole digest by its title: `President Lee on The Hour: “…”`.
fn titled(
    briefing: &Briefing,
    lexicon: &'static Lexicon,
    registry: &mut Registry,
) -> Option<Headed> {
    let title = briefing.title.as_deref().filter(|_| briefing.source.kind == Kind::Digest)?;
    let row = Row::of(title, Span::new(0, title.len()), lexicon);
    let words = row.words();
    let name = leading_name(&words)?;
    let speaks = words.is(name.end, Class::PREPOSITION) && !words.is(name.end, Class::OF)
        || words.is_mark(name.end, b':');
    let somebody = is_full(&words, &name)
        || registry
            .known_as(&words, &name)
            .and_then(|who| registry.known.get(who))
            .is_some_and(Known::is_surely_somebody);
    let person = (speaks && somebody).then(|| registry.enrol(&words, &name)).flatten()?;
    Some(Headed { person, span: None, by: By::Title })
}
