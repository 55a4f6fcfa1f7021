//! The JSON contract, format 1: add fields, never change one without raising `FORMAT`.

use std::io::{self, Write};

use super::pen::{self, List, Object, Pen, Share, Value};
use crate::model::{
    Attribution, Briefing, Byline, Furniture, Note, Paragraph, Person, Quote, Section, Span,
};

pub use super::pen::Lines;

/// The contract's number, raised whenever a field changes its meaning.
const FORMAT: usize = 1;

/// Writes `briefing` as one JSON object with a final newline, piece by piece: the whole
/// is several times the text.
///
/// # Errors
///
/// Those of `to`.
pub fn write_json(briefing: &Briefing, lines: Lines, mut to: impl Write) -> io::Result<()> {
    pen::write(Object(|pen: &mut Pen| whole(pen, briefing)), lines, &mut to)
}

/// What [`write_json`] writes, as a string.
pub(super) fn json(briefing: &Briefing, lines: Lines) -> String {
    let mut out = Vec::new();
    match write_json(briefing, lines, &mut out) {
        Ok(()) => String::from_utf8(out).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

fn whole(pen: &mut Pen, b: &Briefing) {
    pen.field("format", FORMAT);
    pen.field("source", source(b));
    pen.field("language", b.language.code());
    pen.field("title", b.title.as_deref());
    pen.field("byline", List(&b.byline, byline));
    pen.field("published", b.published.as_deref());
    pen.field("published_surface", b.published_surface.as_deref());
    pen.field("kicker", List(&b.kicker, String::as_str));
    pen.field("place", b.place.as_deref());
    pen.field("issuer", b.issuer.as_deref());
    pen.field("terms", b.terms.as_deref());
    pen.field("credits", List(&b.credits, String::as_str));
    pen.field("text", b.text.as_str());
    pen.field("sections", List(&b.sections, section));
    pen.field("quotes", List(&b.quotes, |q| quote(b, q)));
    pen.field("people", List(&b.cast.people, person));
    pen.field("furniture", List(&b.furniture, furniture));
    pen.field("notes", List(&b.notes, note));
}

fn source(b: &Briefing) -> impl Value {
    Object(|pen: &mut Pen| {
        pen.field("name", b.source.name.as_str());
        pen.field("media", b.source.media.as_str());
        pen.field("kind", b.source.kind.name());
        pen.field("url", b.source.url.as_deref());
        pen.field("sha256", b.source.sha256.as_str());
    })
}

fn byline(line: &Byline) -> impl Value {
    Object(|pen: &mut Pen| {
        pen.field("name", line.name.as_str());
        pen.field("role", line.role.as_deref());
    })
}

fn section(s: &Section) -> impl Value {
    Object(|pen: &mut Pen| {
        pen.field("heading", s.heading.as_deref());
        pen.field("heading_span", s.heading_span);
        pen.field("derived", s.derived);
        pen.field("level", usize::from(s.level));
        pen.field("span", s.span);
        pen.field("paragraphs", List(&s.paragraphs, |p: &Paragraph| p.span));
    })
}

fn quote<'a>(b: &'a Briefing, q: &'a Quote) -> impl Value + use<'a> {
    let id = |idx: usize| b.quotes.get(idx).map(|other| other.id.as_str());
    Object(move |pen: &mut Pen| {
        pen.field("id", q.id.as_str());
        pen.field("text", q.span.of(&b.text));
        pen.field("span", q.span);
        pen.field("kind", q.kind.name());
        pen.field("section", q.section);
        pen.field("paragraph", q.paragraph);
        pen.field("continues", q.continues.and_then(id));
        pen.field("within", q.within.and_then(id));
        pen.field("speaker", q.speaker.as_ref().map(|a| speaker(b, a)));
        pen.field("cue", q.cue.map(|cue| surface(b, cue.span)));
    })
}

fn speaker<'a>(b: &'a Briefing, a: &'a Attribution) -> impl Value + use<'a> {
    let person = a.person.and_then(|idx| b.cast.people.get(idx));
    Object(move |pen: &mut Pen| {
        pen.field("person", a.person);
        pen.field("name", person.map(|p| p.name.as_str()));
        pen.field("surface", a.span.map(|span| span.of(&b.text)));
        pen.field("span", a.span);
        pen.field("reason", a.reason.name());
        pen.field("confidence", Share(a.confidence));
        pen.field("relayed", List(&a.relayed, |span: &Span| surface(b, *span)));
    })
}

/// Words of the text and where they stand.
fn surface(b: &Briefing, span: Span) -> impl Value {
    Object(move |pen: &mut Pen| {
        pen.field("text", span.of(&b.text));
        pen.field("span", span);
    })
}

fn person(p: &Person) -> impl Value {
    Object(|pen: &mut Pen| {
        pen.field("name", p.name.as_str());
        pen.field("aliases", List(&p.aliases, String::as_str));
        pen.field("title", p.title.as_deref());
        pen.field("outlet", p.outlet.as_deref());
        pen.field("gender", p.gender.map(|g| g.letter()));
        pen.field("kind", p.kind.name());
        pen.field("quotes", p.n_quotes);
        pen.field("words", p.n_words);
    })
}

fn furniture(f: &Furniture) -> impl Value {
    Object(|pen: &mut Pen| {
        pen.field("span", f.span);
        pen.field("why", f.why.as_str());
    })
}

fn note(n: &Note) -> impl Value {
    Object(|pen: &mut Pen| {
        pen.field("kind", n.kind.name());
        pen.field("span", n.span);
        pen.field("other", n.other);
        pen.field("message", n.message.as_str());
    })
}
