//! [`Document`] to [`Briefing`]: kind, furniture, metadata, sections and turns. Total:
//! every document gives a briefing, and doubt becomes a note.

use crate::ingest::Document;
use crate::model::{
    Briefing, Cast, Kind, Language, Paragraph, ParagraphKind, Section, Source, Span,
};

/// The briefing in `document`, with sections and turns but without quotes and people.
pub fn briefing(document: &Document) -> Briefing {
    let paragraphs: Vec<Paragraph> = document
        .blocks
        .iter()
        .map(|block| Paragraph { span: block.span, kind: ParagraphKind::Text, turn: None })
        .collect();
    let span = Span::new(
        paragraphs.first().map_or(0, |p| p.span.start),
        paragraphs.last().map_or(0, |p| p.span.end),
    );
    Briefing {
        source: Source {
            name: document.name.clone(),
            media: document.media.name().to_owned(),
            kind: document.meta.kind.unwrap_or(Kind::Article),
            url: document.url.clone(),
            sha256: document.sha256.clone(),
        },
        language: document.meta.language.unwrap_or(Language::ENGLISH),
        title: document.meta.title.clone(),
        title_span: None,
        byline: document.meta.byline.clone(),
        published: document.meta.published.clone(),
        published_surface: document.meta.published_surface.clone(),
        kicker: document.meta.kicker.clone(),
        place: document.meta.place.clone(),
        issuer: document.meta.issuer.clone(),
        terms: None,
        credits: document.meta.credits.clone(),
        text: document.text.clone(),
        sections: vec![Section {
            heading: None,
            heading_span: None,
            derived: false,
            level: 1,
            span,
            paragraphs,
        }],
        turns: Vec::new(),
        marks: document.marks.clone(),
        quotes: Vec::new(),
        cast: Cast::default(),
        furniture: Vec::new(),
        notes: document.notes.clone(),
    }
}
