//! A small briefing for this layer's tests: one section, one quote, terms and all.

use crate::model::{
    Attribution, Briefing, Byline, Cast, Cue, Gender, Kind, Language, Paragraph, ParagraphKind,
    Person, Quote, QuoteKind, Reason, Section, Source, Span,
};

const TEXT: &str = "Harbour plans\n\nThe docks\n\nPresident Ana Ruiz spoke.\n\n\
                    “The port opens in May.” she said.\n";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap_or_default();
    Span::new(start, start + words.len())
}

fn paragraph(words: &str) -> Paragraph {
    Paragraph { span: span(words), kind: ParagraphKind::Text, turn: None }
}

pub(super) fn briefing() -> Briefing {
    let (first, second) = ("President Ana Ruiz spoke.", "“The port opens in May.” she said.");
    Briefing {
        source: Source {
            name: "harbour.txt".into(),
            media: "text/plain".into(),
            kind: Kind::Article,
            url: Some("https://example.org/a".into()),
            sha256: "0".repeat(64),
        },
        language: Language::ENGLISH,
        title: Some("Harbour plans".into()),
        title_span: Some(span("Harbour plans")),
        byline: vec![Byline { name: "Lia Moreno".into(), role: Some("Reporter".into()) }],
        published: Some("2026-01-09T12:41".into()),
        published_surface: Some("Fri, 01/09/2026 - 12:41".into()),
        kicker: vec!["Trade".into()],
        place: Some("Port Valdora".into()),
        issuer: Some("The Valdoran".into()),
        terms: Some("on background".into()),
        credits: Vec::new(),
        text: TEXT.into(),
        sections: vec![Section {
            heading: Some("The docks".into()),
            heading_span: Some(span("The docks")),
            derived: false,
            level: 1,
            span: Span::new(span("The docks").start, span(second).end),
            paragraphs: vec![paragraph(first), paragraph(second)],
        }],
        turns: Vec::new(),
        marks: Vec::new(),
        quotes: vec![Quote {
            id: "q1".into(),
            span: span("“The port opens in May.”"),
            kind: QuoteKind::Direct,
            section: 0,
            paragraph: 1,
            continues: None,
            within: None,
            speaker: Some(Attribution {
                person: Some(0),
                span: Some(span("President Ana Ruiz")),
                reason: Reason::PreviousParagraph,
                confidence: 0.9,
                relayed: Vec::new(),
            }),
            cue: Some(Cue { span: span("said") }),
        }],
        cast: Cast {
            people: vec![Person {
                name: "Ana Ruiz".into(),
                aliases: vec!["President Ana Ruiz".into()],
                title: Some("President".into()),
                gender: Some(Gender::Female),
                n_quotes: 1,
                n_words: 5,
                ..Person::default()
            }],
        },
        furniture: Vec::new(),
        notes: Vec::new(),
    }
}
