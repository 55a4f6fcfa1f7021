//! The JSON contract, format 1: add fields, never change one without raising `FORMAT`.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::model::{self, Attribution, Briefing, Note, Person, Quote, Section, Span};

/// The contract's number, raised whenever a field changes its meaning.
const FORMAT: u32 = 1;

/// How an object is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Over several lines.
    Many,
    /// On one line.
    One,
}

/// The object of a text no longer than this, in bytes, is laid out whole before it is
/// written: it has a hundred pieces a paragraph, and each by itself costs more than the copy.
const WHOLE: usize = 1 << 18;

/// Writes `briefing` as one JSON object with a final newline, a long one piece by piece: the
/// whole is several times the text.
///
/// # Errors
///
/// Those of `to`, which is best buffered.
pub fn write_json(briefing: &Briefing, lines: Lines, mut to: impl Write) -> io::Result<()> {
    if briefing.text.len() > WHOLE {
        return write_pieces(briefing, lines, to);
    }
    let mut whole = Vec::with_capacity(4 * briefing.text.len());
    write_pieces(briefing, lines, &mut whole)?;
    to.write_all(&whole)
}

fn write_pieces(briefing: &Briefing, lines: Lines, mut to: impl Write) -> io::Result<()> {
    let object = Object::of(briefing);
    match lines {
        Lines::Many => serde_json::to_writer_pretty(&mut to, &object)?,
        Lines::One => serde_json::to_writer(&mut to, &object)?,
    }
    to.write_all(b"\n")
}

/// What [`write_json`] writes, as a string.
pub(super) fn json(briefing: &Briefing, lines: Lines) -> String {
    let mut out = Vec::new();
    match write_json(briefing, lines, &mut out) {
        Ok(()) => String::from_utf8(out).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

/// A list whose items are made one by one as they are written.
struct Each<'a, T, R> {
    briefing: &'a Briefing,
    items: &'a [T],
    one: fn(&'a Briefing, &'a T) -> R,
}

impl<T, R: Serialize> Serialize for Each<'_, T, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.items.iter().map(|item| (self.one)(self.briefing, item)))
    }
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
    byline: Each<'a, model::Byline, Byline<'a>>,
    published: Option<&'a str>,
    published_surface: Option<&'a str>,
    kicker: &'a [String],
    place: Option<&'a str>,
    issuer: Option<&'a str>,
    terms: Option<&'a str>,
    credits: &'a [String],
    text: &'a str,
    sections: Each<'a, Section, SectionObject<'a>>,
    quotes: Each<'a, Quote, QuoteObject<'a>>,
    people: Each<'a, Person, PersonObject<'a>>,
    furniture: Each<'a, model::Furniture, FurnitureObject<'a>>,
    notes: Each<'a, Note, NoteObject<'a>>,
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
            byline: each(b, &b.byline, |_, line| Byline {
                name: &line.name,
                role: line.role.as_deref(),
            }),
            published: b.published.as_deref(),
            published_surface: b.published_surface.as_deref(),
            kicker: &b.kicker,
            place: b.place.as_deref(),
            issuer: b.issuer.as_deref(),
            terms: b.terms.as_deref(),
            credits: &b.credits,
            text: &b.text,
            sections: each(b, &b.sections, section),
            quotes: each(b, &b.quotes, quote),
            people: each(b, &b.cast.people, person),
            furniture: each(b, &b.furniture, |_, f| FurnitureObject {
                span: pair(f.span),
                why: &f.why,
            }),
            notes: each(b, &b.notes, note),
        }
    }
}

fn each<'a, T, R>(
    briefing: &'a Briefing,
    items: &'a [T],
    one: fn(&'a Briefing, &'a T) -> R,
) -> Each<'a, T, R> {
    Each { briefing, items, one }
}

fn section<'a>(_: &'a Briefing, s: &'a Section) -> SectionObject<'a> {
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

fn person<'a>(_: &'a Briefing, p: &'a Person) -> PersonObject<'a> {
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

fn note<'a>(_: &'a Briefing, n: &'a Note) -> NoteObject<'a> {
    NoteObject {
        kind: n.kind.name(),
        span: pair(n.span),
        other: n.other.map(pair),
        message: &n.message,
    }
}
