use std::collections::HashMap;

use serde_json::Value;

use super::own::{list, meta, span};
use super::{Document, field};
use crate::model::{
    Attribution, Briefing, Cast, Cue, Furniture, Gender, Kind, Language, Note, NoteKind, Paragraph,
    ParagraphKind, Person, PersonKind, Quote, QuoteKind, Reason, Role, Section, Source, Span, Turn,
};

/// The briefing an export holds, with its quotes and people as they were decided then.
///
/// `None` when a span does not fit the text or points past its list: the text is then
/// read anew. Bold, italics and links are not in the contract and are gone.
pub(super) fn briefing(document: &Document, value: &Value) -> Option<Briefing> {
    let text = document.text.clone();
    let sections =
        list(value, "sections").iter().map(|s| section(s, &text)).collect::<Option<Vec<_>>>()?;
    let cast = Cast { people: list(value, "people").iter().filter_map(person).collect() };
    let ids: HashMap<&str, usize> = list(value, "quotes")
        .iter()
        .enumerate()
        .filter_map(|(idx, quote)| Some((field(quote, "id")?, idx)))
        .collect();
    let read = |value| quote(value, &text, &ids, cast.people.len());
    let quotes = list(value, "quotes").iter().map(read).collect::<Option<Vec<_>>>()?;
    let stated = meta(value, value.get("source")?);
    let mut briefing = Briefing {
        source: source(value.get("source")?)?,
        language: stated.language.unwrap_or(Language::UNKNOWN),
        title_span: None,
        title: stated.title,
        byline: stated.byline,
        published: stated.published,
        published_surface: stated.published_surface,
        kicker: stated.kicker,
        place: stated.place,
        issuer: stated.issuer,
        terms: field(value, "terms").map(str::to_owned),
        credits: stated.credits,
        furniture: list(value, "furniture").iter().filter_map(|f| furniture(f, &text)).collect(),
        notes: list(value, "notes").iter().filter_map(|n| note(n, &text)).collect(),
        turns: Vec::new(),
        marks: Vec::new(),
        text,
        sections,
        quotes,
        cast,
    };
    let placed = |q: &Quote| {
        briefing.sections.get(q.section).is_some_and(|s| q.paragraph < s.paragraphs.len())
    };
    if !is_ordered(&briefing.sections) || !briefing.quotes.iter().all(placed) {
        return None;
    }
    restore(&mut briefing);
    Some(briefing)
}

fn source(value: &Value) -> Option<Source> {
    let kind = field(value, "kind")?;
    Some(Source {
        name: field(value, "name")?.to_owned(),
        media: field(value, "media")?.to_owned(),
        kind: Kind::from_name(kind)?,
        url: field(value, "url").map(str::to_owned),
        sha256: field(value, "sha256")?.to_owned(),
    })
}

/// The span under `key` when it fits `text`.
fn fitting(value: &Value, key: &str, text: &str) -> Option<Span> {
    value.get(key).and_then(span).filter(|span| span.fits(text))
}

fn section(value: &Value, text: &str) -> Option<Section> {
    let paragraph = |value: &Value| {
        let span = span(value).filter(|span| span.fits(text))?;
        Some(Paragraph { span, kind: ParagraphKind::Text, turn: None })
    };
    Some(Section {
        heading: field(value, "heading").map(str::to_owned),
        heading_span: fitting(value, "heading_span", text),
        derived: value.get("derived").and_then(Value::as_bool).unwrap_or_default(),
        level: value.get("level").and_then(Value::as_u64).unwrap_or(1).clamp(1, 6) as u8,
        span: fitting(value, "span", text)?,
        paragraphs: list(value, "paragraphs").iter().map(paragraph).collect::<Option<Vec<_>>>()?,
    })
}

/// Whether sections and their paragraphs follow each other.
fn is_ordered(sections: &[Section]) -> bool {
    let paragraphs = sections.iter().flat_map(|s| &s.paragraphs).map(|p| p.span);
    let follow = |spans: &[Span]| spans.is_sorted_by(|a, b| a.end <= b.start);
    follow(&paragraphs.collect::<Vec<_>>())
        && follow(&sections.iter().map(|s| s.span).collect::<Vec<_>>())
}

fn quote(value: &Value, text: &str, ids: &HashMap<&str, usize>, n_people: usize) -> Option<Quote> {
    let kind = field(value, "kind")?;
    let number = |key: &str| value.get(key)?.as_u64().and_then(|n| usize::try_from(n).ok());
    let other = |key: &str| field(value, key).and_then(|id| ids.get(id)).copied();
    let speaker = value.get("speaker").filter(|speaker| !speaker.is_null());
    Some(Quote {
        id: field(value, "id")?.to_owned(),
        span: fitting(value, "span", text)?,
        kind: QuoteKind::ALL.into_iter().find(|known| known.name() == kind)?,
        section: number("section")?,
        paragraph: number("paragraph")?,
        continues: other("continues"),
        within: other("within"),
        speaker: speaker.and_then(|speaker| attribution(speaker, text, n_people)),
        cue: value.get("cue").and_then(|cue| Some(Cue { span: fitting(cue, "span", text)? })),
    })
}

fn attribution(value: &Value, text: &str, n_people: usize) -> Option<Attribution> {
    const REASONS: [Reason; 7] = [
        Reason::Label,
        Reason::SameSentence,
        Reason::SameParagraph,
        Reason::PreviousParagraph,
        Reason::Carried,
        Reason::Title,
        Reason::None,
    ];
    let person = value.get("person").and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let reason = field(value, "reason")?;
    let confidence = value.get("confidence").and_then(Value::as_f64).unwrap_or_default();
    Some(Attribution {
        person: person.filter(|person| *person < n_people),
        span: fitting(value, "span", text),
        reason: REASONS.into_iter().find(|known| known.name() == reason)?,
        confidence: confidence.clamp(0.0, 1.0) as f32,
        relayed: list(value, "relayed").iter().filter_map(|r| fitting(r, "span", text)).collect(),
    })
}

/// A person; every entry gives one, so that indices hold.
fn person(value: &Value) -> Option<Person> {
    const KINDS: [PersonKind; 4] = [
        PersonKind::Person,
        PersonKind::Organisation,
        PersonKind::Collective,
        PersonKind::Anonymous,
    ];
    let words = |key: &str| field(value, key).map(str::to_owned);
    let number = |key: &str| value.get(key).and_then(Value::as_u64).unwrap_or_default() as usize;
    let kind = field(value, "kind").unwrap_or_default();
    Some(Person {
        name: words("name").unwrap_or_default(),
        aliases: list(value, "aliases")
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        title: words("title"),
        outlet: words("outlet"),
        gender: [Gender::Female, Gender::Male]
            .into_iter()
            .find(|gender| field(value, "gender") == Some(gender.letter())),
        kind: KINDS.into_iter().find(|known| known.name() == kind).unwrap_or_default(),
        n_quotes: number("quotes"),
        n_words: number("words"),
    })
}

fn furniture(value: &Value, text: &str) -> Option<Furniture> {
    let why = field(value, "why").unwrap_or_default().to_owned();
    Some(Furniture { span: fitting(value, "span", text)?, why })
}

fn note(value: &Value, text: &str) -> Option<Note> {
    Some(Note {
        kind: NoteKind::from_name(field(value, "kind")?)?,
        span: fitting(value, "span", text).unwrap_or_default(),
        other: fitting(value, "other", text),
        message: field(value, "message").unwrap_or_default().to_owned(),
    })
}

/// Restores what the contract leaves out and the quotes still show: which paragraphs
/// are blockquotes, and who holds the floor.
fn restore(briefing: &mut Briefing) {
    let mut spoken = briefing.quotes.iter().filter(|q| q.kind == QuoteKind::Turn).peekable();
    let mut blocks = briefing.quotes.iter().filter(|q| q.kind == QuoteKind::Block).peekable();
    let mut turns: Vec<(Span, Turn)> = Vec::new();
    for paragraph in briefing.sections.iter_mut().flat_map(|s| &mut s.paragraphs) {
        let span = paragraph.span;
        while blocks.next_if(|quote| quote.span.end <= span.start).is_some() {}
        if blocks.peek().is_some_and(|quote| quote.span.overlaps(span)) {
            paragraph.kind = ParagraphKind::Blockquote;
        }
        while let Some(quote) = spoken.next_if(|quote| quote.span.start < span.end) {
            let Some(speaker) = &quote.speaker else { continue };
            // Whom title or byline name has no label.
            let label = match speaker.reason {
                Reason::Label => speaker.span,
                _ => Some(Span::new(quote.span.start, quote.span.start)),
            };
            if let Some(label) = label {
                let role = role(label.of(&briefing.text));
                turns.push((quote.span, Turn { label, name: None, role, speech: Vec::new() }));
            }
        }
        let idx = turns.len().checked_sub(1);
        let Some((whole, turn)) = turns.last_mut().filter(|(whole, _)| whole.overlaps(span)) else {
            continue;
        };
        turn.speech.push(Span::new(whole.start.max(span.start), whole.end.min(span.end)));
        paragraph.turn = idx;
    }
    briefing.turns = turns.into_iter().map(|(_, turn)| turn).collect();
}

fn role(label: &str) -> Role {
    match label {
        "Q" | "QUESTION" | "PREGUNTA" | "REPORTER" => Role::Asker,
        _ => Role::Speaker,
    }
}
