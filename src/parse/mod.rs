//! [`Document`] to [`Briefing`]: kind, furniture, metadata, sections and turns. Total:
//! every document gives a briefing, and doubt becomes a note.

mod furniture;
mod head;
mod heading;
mod label;
mod language;
mod line;
mod transcript;

use crate::ingest::{BlockKind, Document};
use crate::model::{
    Briefing, Cast, Furniture, Kind, Language, Paragraph, ParagraphKind, Section, Source, Span,
};
use heading::Heading;
use line::Line;

/// The briefing in `document`, with sections and turns but without quotes and people.
pub fn briefing(document: &Document) -> Briefing {
    let text = document.text.as_str();
    let mut b = empty(document);
    let lines = line::all(document);
    let labelled = transcript::labels(text, &lines);
    let body = labelled.as_ref().and_then(|found| found.iter().position(Option::is_some));
    let lines = head::read(document, lines, body, &mut b);
    let lines = without_furniture(text, lines, &mut b);
    // The lines have changed, so the labels are read again from those that stayed.
    let labels = labelled.and_then(|_| transcript::labels(text, &lines));
    let run_in = match labels {
        Some(labels) => {
            (b.sections, b.turns) = transcript::sections(text, &lines, &labels);
            false
        }
        None => {
            let headings = heading::all(text, &document.marks, &lines);
            b.sections = sections(text, &lines, &headings);
            headings.iter().flatten().filter(|h| h.runs_in).count() > 1
        }
    };
    b.source.kind = document.meta.kind.unwrap_or_else(|| self::kind_of(&b, run_in));
    b.language = document.meta.language.unwrap_or_else(|| language::of(&b));
    b.furniture.sort_by_key(|f| f.span);
    b
}

fn empty(document: &Document) -> Briefing {
    let meta = &document.meta;
    Briefing {
        source: Source {
            name: document.name.clone(),
            media: document.media.name().to_owned(),
            kind: Kind::Article,
            url: document.url.clone(),
            sha256: document.sha256.clone(),
        },
        language: Language::UNKNOWN,
        title: meta.title.clone(),
        title_span: None,
        byline: meta.byline.clone(),
        published: meta.published.clone(),
        published_surface: meta.published_surface.clone(),
        kicker: meta.kicker.clone(),
        place: meta.place.clone(),
        issuer: meta.issuer.clone(),
        terms: None,
        credits: meta.credits.clone(),
        text: document.text.clone(),
        sections: Vec::new(),
        turns: Vec::new(),
        marks: document.marks.clone(),
        quotes: Vec::new(),
        cast: Cast::default(),
        furniture: Vec::new(),
        notes: document.notes.clone(),
    }
}

/// Takes the page's furniture out of `lines` and into the briefing.
fn without_furniture(text: &str, lines: Vec<Line>, b: &mut Briefing) -> Vec<Line> {
    let half = text.len() / 2;
    let mut over = false;
    let mut kept = Vec::with_capacity(lines.len());
    for line in lines {
        let words = line.span.of(text);
        let told = match &line.kind {
            BlockKind::Furniture(why) => Some(why.clone()),
            BlockKind::Rule => Some("rule".to_owned()),
            _ if over => Some("page furniture".to_owned()),
            _ => furniture::line(words).map(|found| {
                over = found.ends && line.span.start > half;
                found.why.to_owned()
            }),
        };
        let Some(why) = told else {
            kept.push(line);
            continue;
        };
        if why == "photo credit"
            && let Some(name) = furniture::credit(words)
            && !b.credits.contains(&name)
        {
            b.credits.push(name);
        }
        // Rules stay where a label may follow them: `transcript` reads them once more.
        let span = line.span;
        if why == "rule" {
            kept.push(Line { kind: BlockKind::Rule, ..line });
        }
        b.furniture.push(Furniture { span, why });
    }
    kept
}

fn sections(text: &str, lines: &[Line], headings: &[Option<Heading>]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (line, heading) in lines.iter().zip(headings) {
        if line.kind == BlockKind::Rule {
            continue;
        }
        if heading.is_some() || sections.is_empty() {
            sections.push(section(text, line.span.start, *heading));
        }
        let Some(last) = sections.last_mut() else { continue };
        last.span.end = line.span.end;
        if heading.is_none_or(|h| h.runs_in) {
            last.paragraphs.push(Paragraph { span: line.span, kind: kind(&line.kind), turn: None });
        }
    }
    sections
}

fn section(text: &str, start: usize, heading: Option<Heading>) -> Section {
    let words = |h: Heading| h.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    Section {
        heading: heading.map(words),
        heading_span: heading.map(|h| h.span),
        derived: false,
        level: heading.map_or(1, |h| h.level),
        span: Span::new(start, start),
        paragraphs: Vec::new(),
    }
}

fn kind(block: &BlockKind) -> ParagraphKind {
    match block {
        BlockKind::Quote => ParagraphKind::Blockquote,
        BlockKind::Item => ParagraphKind::Item,
        BlockKind::Table => ParagraphKind::Table,
        BlockKind::Aside => ParagraphKind::Aside,
        _ => ParagraphKind::Text,
    }
}

/// The kind the title and the shape of the text tell.
fn kind_of(b: &Briefing, run_in: bool) -> Kind {
    let title = b.title.as_deref().unwrap_or_default().to_lowercase();
    if !b.turns.is_empty() {
        return Kind::Transcript;
    }
    let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if says(&["readout", "call with", "’s call", "llamada con"]) && !run_in {
        Kind::Readout
    } else if says(&[
        "statement",
        "fact sheet",
        "communiqué",
        "declaration",
        "comunicado",
        "declaración",
    ]) {
        Kind::Statement
    } else if run_in || lists_quotes(b) {
        Kind::Digest
    } else {
        Kind::Article
    }
}

/// Whether most paragraphs bring a quote after a colon: `On wages: “…”`.
fn lists_quotes(b: &Briefing) -> bool {
    let brings = |p: &&Paragraph| {
        let words = p.span.of(&b.text);
        p.kind == ParagraphKind::Item && words.contains(['“', '"', '«'])
            || [": “", ":\n“", ": \"", ": «"].iter().any(|mark| words.contains(mark))
    };
    let all: Vec<&Paragraph> = b.sections.iter().flat_map(|s| &s.paragraphs).collect();
    let n = all.iter().copied().filter(|p| brings(p)).count();
    n >= 3 && n * 5 >= all.len() * 2
}
