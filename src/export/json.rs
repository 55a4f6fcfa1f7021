//! The JSON contract, format 1: add fields, never change one without raising `FORMAT`.

use serde::Serialize;

use crate::model::{Attribution, Briefing, Note, Person, Quote, Section, Span};

/// The contract's number, raised whenever a field changes its meaning.
const FORMAT: u32 = 1;

/// `briefing` as one JSON object over several lines, with a final newline.
pub fn json(briefing: &Briefing) -> String {
    let mut out = serde_json::to_string_pretty(&Object::of(briefing)).unwrap_or_default();
    out.push('\n');
    out
}

/// `briefing` as one JSON object on one line, with a final newline.
pub fn jsonl(briefing: &Briefing) -> String {
    let mut out = serde_json::to_string(&Object::of(briefing)).unwrap_or_default();
    out.push('\n');
    out
}

type Pair = [usize; 2];

fn pair(span: Span) -> Pair {
    [span.start, span.end]
}

#[derive(Serialize)]
struct Object<'a> {
    format: u32,
    source: Source<'a>,
    language: &'a str,
    title: Option<&'a str>,
    byline: Vec<Byline<'a>>,
    published: Option<&'a str>,
    published_surface: Option<&'a str>,
    kicker: &'a [String],
    place: Option<&'a str>,
    issuer: Option<&'a str>,
    terms: Option<&'a str>,
    credits: &'a [String],
    text: &'a str,
    sections: Vec<SectionObject<'a>>,
    quotes: Vec<QuoteObject<'a>>,
    people: Vec<PersonObject<'a>>,
    furniture: Vec<FurnitureObject<'a>>,
    notes: Vec<NoteObject<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    name: &'a str,
    media: &'a str,
    kind: &'static str,
    url: Option<&'a str>,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Byline<'a> {
    name: &'a str,
    role: Option<&'a str>,
}

#[derive(Serialize)]
struct SectionObject<'a> {
    heading: Option<&'a str>,
    heading_span: Option<Pair>,
    derived: bool,
    level: u8,
    span: Pair,
    paragraphs: Vec<Pair>,
}

#[derive(Serialize)]
struct QuoteObject<'a> {
    id: &'a str,
    text: &'a str,
    span: Pair,
    kind: &'static str,
    section: usize,
    paragraph: usize,
    continues: Option<&'a str>,
    within: Option<&'a str>,
    speaker: Option<Speaker<'a>>,
    cue: Option<CueObject<'a>>,
}

#[derive(Serialize)]
struct Speaker<'a> {
    person: Option<usize>,
    name: Option<&'a str>,
    surface: Option<&'a str>,
    span: Option<Pair>,
    reason: &'static str,
    confidence: f64,
    relayed: Vec<CueObject<'a>>,
}

#[derive(Serialize)]
struct CueObject<'a> {
    text: &'a str,
    span: Pair,
}

#[derive(Serialize)]
struct PersonObject<'a> {
    name: &'a str,
    aliases: &'a [String],
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    gender: Option<&'static str>,
    kind: &'static str,
    quotes: usize,
    words: usize,
}

#[derive(Serialize)]
struct FurnitureObject<'a> {
    span: Pair,
    why: &'a str,
}

#[derive(Serialize)]
struct NoteObject<'a> {
    kind: &'static str,
    span: Pair,
    other: Option<Pair>,
    message: &'a str,
}

impl<'a> Object<'a> {
    fn of(b: &'a Briefing) -> Object<'a> {
        Object {
            format: FORMAT,
            source: Source {
                name: &b.source.name,
                media: &b.source.media,
                kind: b.source.kind.name(),
                url: b.source.url.as_deref(),
                sha256: &b.source.sha256,
            },
            language: b.language.code(),
            title: b.title.as_deref(),
            byline: b
                .byline
                .iter()
                .map(|line| Byline { name: &line.name, role: line.role.as_deref() })
                .collect(),
            published: b.published.as_deref(),
            published_surface: b.published_surface.as_deref(),
            kicker: &b.kicker,
            place: b.place.as_deref(),
            issuer: b.issuer.as_deref(),
            terms: b.terms.as_deref(),
            credits: &b.credits,
            text: &b.text,
            sections: b.sections.iter().map(section).collect(),
            quotes: b.quotes.iter().map(|q| quote(b, q)).collect(),
            people: b.cast.people.iter().map(person).collect(),
            furniture: b
                .furniture
                .iter()
                .map(|f| FurnitureObject { span: pair(f.span), why: &f.why })
                .collect(),
            notes: b.notes.iter().map(note).collect(),
        }
    }
}

fn section(s: &Section) -> SectionObject<'_> {
    SectionObject {
        heading: s.heading.as_deref(),
        heading_span: s.heading_span.map(pair),
        derived: s.derived,
        level: s.level,
        span: pair(s.span),
        paragraphs: s.paragraphs.iter().map(|p| pair(p.span)).collect(),
    }
}

fn quote<'a>(b: &'a Briefing, q: &'a Quote) -> QuoteObject<'a> {
    let id = |idx: usize| b.quotes.get(idx).map(|other| other.id.as_str());
    QuoteObject {
        id: &q.id,
        text: q.span.of(&b.text),
        span: pair(q.span),
        kind: q.kind.name(),
        section: q.section,
        paragraph: q.paragraph,
        continues: q.continues.and_then(id),
        within: q.within.and_then(id),
        speaker: q.speaker.as_ref().map(|a| speaker(b, a)),
        cue: q.cue.map(|cue| CueObject { text: cue.span.of(&b.text), span: pair(cue.span) }),
    }
}

fn speaker<'a>(b: &'a Briefing, a: &'a Attribution) -> Speaker<'a> {
    let words = |span: Span| span.of(&b.text);
    Speaker {
        person: a.person,
        name: a.person.and_then(|idx| b.cast.people.get(idx)).map(|p| p.name.as_str()),
        surface: a.span.map(words),
        span: a.span.map(pair),
        reason: a.reason.name(),
        // Two decimals: more would claim a certainty nobody measured.
        confidence: (f64::from(a.confidence) * 100.0).round() / 100.0,
        relayed: a
            .relayed
            .iter()
            .map(|&span| CueObject { text: words(span), span: pair(span) })
            .collect(),
    }
}

fn person(p: &Person) -> PersonObject<'_> {
    PersonObject {
        name: &p.name,
        aliases: &p.aliases,
        title: p.title.as_deref(),
        outlet: p.outlet.as_deref(),
        gender: p.gender.map(|g| g.letter()),
        kind: p.kind.name(),
        quotes: p.n_quotes,
        words: p.n_words,
    }
}

fn note(n: &Note) -> NoteObject<'_> {
    NoteObject {
        kind: n.kind.name(),
        span: pair(n.span),
        other: n.other.map(pair),
        message: &n.message,
    }
}
