//! [`Document`] to [`Briefing`]: kind, furniture, metadata, sections and turns. Total:
//! every document gives a briefing, and doubt becomes a note.

mod alone;
mod answer;
mod asker;
mod author;
mod exchange;
mod furniture;
mod gist;
mod head;
mod heading;
mod house;
mod interlude;
mod issuer;
mod kind;
mod label;
mod language;
mod line;
mod sections;
mod speeches;
mod sponsor;
mod stamps;
mod stated;
mod terms;
mod turns;

use crate::ingest::{Block, BlockKind, Document, Media, Meta, Structure};
use crate::model::{Briefing, Cast, Furniture, Kind, Mark, Note, Source};
pub use author::{billed, ends_author};
pub use exchange::gives_floor;
use head::Head;
use heading::Heading;
use label::Label;
use line::Line;
use sections::Topic;

/// The briefing in `document`, with sections and turns but without quotes and people.
///
/// Takes the document whole, so that there is never a second copy of its text.
pub fn briefing(document: Document) -> Briefing {
    let Document { name, media, url, sha256, text, blocks, marks, mut meta, mut notes, .. } =
        document;
    let mut lines = match media {
        Media::Plain => line::of_plain(&text, &blocks),
        _ => line::of_blocks(&blocks),
    };
    let mut furniture = marked(&blocks);
    let (stated_kind, language) = (meta.kind.take(), meta.language.take());
    let stated_terms = meta.terms.take();
    let mut parts = match meta.structure {
        Structure::Stated => stated::parts(&text, &mut lines, &blocks, &marks, meta),
        Structure::Guessed => {
            guessed(&text, &mut lines, blocks, &marks, meta, &mut furniture, &mut notes)
        }
    };
    let Parts { head, labels, headings } = &mut parts;
    if let Some(name) = url.as_deref().and_then(issuer::of) {
        head.issuer.get_or_insert_with(|| name.to_owned());
    }
    let mut turns = turns::of(&text, &mut lines, labels, &mut furniture);
    let stated = stated_kind.is_some();
    let kind = stated_kind
        .unwrap_or_else(|| kind::of(&text, url.as_deref(), head, &lines, labels, headings));
    if kind == Kind::Transcript {
        asker::tell(&text, labels, &mut turns);
        answer::tell(&text, head, &lines, labels, &mut turns);
    }
    if labels.is_empty() {
        turns.extend(author::turn(&text, kind, stated, head, &lines));
    }
    let topics = topics(&text, kind, labels, headings, &turns, head.title_span);
    let language = language.unwrap_or_else(|| language::of(&text, &lines));
    let terms = stated_terms.or_else(|| match kind {
        Kind::Transcript => terms::of(&text, head.title.as_deref(), &lines),
        _ => None,
    });
    let sections = sections::build(&text, &lines, labels, &turns, topics);
    furniture.sort_by_key(|furniture| furniture.span);
    let head = parts.head;
    Briefing {
        source: Source { name, media: media.name().to_owned(), kind, url, sha256 },
        language,
        title: head.title,
        title_span: head.title_span,
        byline: head.byline,
        published: head.published,
        published_surface: head.published_surface,
        kicker: head.kicker,
        place: head.place,
        issuer: head.issuer,
        terms,
        credits: head.credits,
        text,
        sections,
        turns,
        marks,
        quotes: Vec::new(),
        cast: Cast::default(),
        furniture,
        notes,
    }
}

/// What a document is made of, before its sections are built.
struct Parts {
    head: Head,
    labels: Vec<Label>,
    headings: Vec<Heading>,
}

/// The parts of a document that does not mark them all. Lines that are furniture or
/// belong to the head leave the body.
fn guessed(
    text: &str,
    lines: &mut [Line],
    blocks: Vec<Block>,
    marks: &[Mark],
    meta: Meta,
    furniture: &mut Vec<Furniture>,
    notes: &mut Vec<Note>,
) -> Parts {
    let mut labels = label::find(text, lines, &blocks);
    if labels.is_empty() {
        labels = alone::find(text, lines);
    }
    drop(blocks);
    let first = labels.first().map_or(lines.len(), |label| label.line);
    let last = labels.last().map_or(lines.len(), |label| label.line + 1);
    if labels.is_empty() {
        sponsor::mark(text, lines, furniture);
    }
    furniture::mark(text, lines, first..last, furniture);
    furniture::mark_end_time(text, lines, furniture);
    let head = head::read(text, lines, &labels, meta, furniture, notes);
    let spoken = first..lines.len();
    let mut headings = heading::find(text, lines, marks, spoken, furniture);
    interlude::add(text, lines, &labels, &mut headings);
    Parts { head, labels, headings }
}

/// What the format itself calls furniture.
fn marked(blocks: &[Block]) -> Vec<Furniture> {
    let why = |block: &Block| match &block.kind {
        BlockKind::Furniture(why) => Some(furniture::entry(block.span, why)),
        _ => None,
    };
    blocks.iter().filter_map(why).collect()
}

/// The document's own headings, or the exchanges of a transcript that has none; in
/// proceedings the speeches of a long debate as well.
fn topics(
    text: &str,
    kind: Kind,
    labels: &[Label],
    headings: &[Heading],
    turns: &[crate::model::Turn],
    title: Option<crate::model::Span>,
) -> Vec<Topic> {
    let named: Vec<Topic> = headings.iter().map(|heading| Topic::named(text, heading)).collect();
    if kind == Kind::Transcript && headings.len() < 2 && !labels.is_empty() {
        let mut topics = exchange::topics(text, labels, turns);
        // One heading alone parts nothing, but is no less the document's.
        topics.extend(named.into_iter().filter(|topic| topic.heading_span != title));
        topics.sort_by_key(|topic| topic.start);
        return topics;
    }
    match kind {
        Kind::Proceedings => speeches::topics(text, labels, turns, named),
        _ => named,
    }
}
