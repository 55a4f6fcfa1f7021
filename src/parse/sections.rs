use super::heading::{Form, Heading};
use super::label::Label;
use super::line::{Line, LineKind};
use super::turns::{is_aside, stands_alone};
use crate::model::{Paragraph, ParagraphKind, Section, Span, Turn};

/// Where a section begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Topic {
    /// Its first line.
    pub(super) line: usize,
    /// Its first byte.
    pub(super) start: usize,
    pub(super) heading: Option<String>,
    pub(super) heading_span: Option<Span>,
    pub(super) derived: bool,
    pub(super) level: u8,
    /// Whether the first line is the heading and nothing else.
    pub(super) alone: bool,
}

impl Topic {
    /// A topic whose heading the program made up.
    pub(super) fn derived(line: usize, start: usize, heading: Option<String>) -> Topic {
        let derived = heading.is_some();
        Topic { line, start, heading, heading_span: None, derived, level: 1, alone: false }
    }

    /// A topic the document names.
    pub(super) fn named(text: &str, heading: &Heading) -> Topic {
        let words: Vec<&str> = heading.span.of(text).split_whitespace().collect();
        Topic {
            line: heading.line,
            start: heading.span.start,
            heading: Some(words.join(" ")),
            heading_span: Some(heading.span),
            derived: false,
            level: heading.level,
            alone: heading.form == Form::Line,
        }
    }
}

/// The sections of a document: the body lines, cut where topics begin. Labels give
/// the paragraphs their turns; without one the body is the turn there is, if any.
pub(super) fn build(
    text: &str,
    lines: &[Line],
    labels: &[Label],
    turns: &[Turn],
    topics: Vec<Topic>,
) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut topics = topics.into_iter().peekable();
    let mut labels = labels.iter().enumerate().peekable();
    let mut turn = (labels.peek().is_none() && !turns.is_empty()).then_some(0);
    for (idx, line) in lines.iter().enumerate() {
        let label = labels.next_if(|(_, label)| label.line == idx);
        if let Some((nth, _)) = label {
            turn = Some(nth);
        }
        let mut heads = false;
        while let Some(topic) = topics.next_if(|topic| topic.line <= idx) {
            heads |= topic.alone;
            sections.push(opened(topic));
        }
        // What the Record prints behind a speech is no part of it.
        let turn = turn.filter(|nth| {
            label.is_some() || !line.is_text() || turns.get(*nth).is_none_or(|t| spans(t, line))
        });
        let kind = match paragraph_kind(text, line, turn.is_some() && label.is_none()) {
            Some(kind) if !heads && !label.is_some_and(|(_, label)| stands_alone(label, line)) => {
                kind
            }
            _ => continue,
        };
        if sections.is_empty() {
            sections.push(opened(Topic::derived(idx, line.span.start, None)));
        }
        if let Some(section) = sections.last_mut() {
            section.paragraphs.push(Paragraph { span: line.span, kind, turn });
            section.span.end = section.span.end.max(line.span.end);
        }
    }
    sections
}

/// Whether `line` stands no further down than the last words of `turn`.
fn spans(turn: &Turn, line: &Line) -> bool {
    turn.speech.last().is_none_or(|last| line.span.start < last.end)
}

fn opened(topic: Topic) -> Section {
    let end = topic.heading_span.map_or(topic.start, |span| span.end);
    Section {
        heading: topic.heading,
        heading_span: topic.heading_span,
        derived: topic.derived,
        level: topic.level,
        span: Span::new(topic.start, end),
        paragraphs: Vec::new(),
    }
}

/// What a line is as a paragraph; `None` when it is none.
fn paragraph_kind(text: &str, line: &Line, spoken: bool) -> Option<ParagraphKind> {
    match line.kind {
        LineKind::Text if spoken && is_aside(line.words(text)) => Some(ParagraphKind::Aside),
        LineKind::Text | LineKind::Label { .. } => Some(ParagraphKind::Text),
        LineKind::Quote => Some(ParagraphKind::Blockquote),
        LineKind::Item => Some(ParagraphKind::Item),
        LineKind::Table => Some(ParagraphKind::Table),
        LineKind::Aside => Some(ParagraphKind::Aside),
        LineKind::Heading(_) | LineKind::Caption | LineKind::Rule | LineKind::Out => None,
    }
}
