//! The document's blocks as paragraphs: hard-wrapped lines joined, gaps remembered.

use crate::ingest::{Block, BlockKind, Document, Media};
use crate::model::Span;

/// A paragraph-to-be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) span: Span,
    pub(super) kind: BlockKind,
    /// Whether a blank line, or the start of the text, stands before it.
    pub(super) gap: bool,
}

/// The longest line, in `char`s, that an author's editor may have broken.
const WRAPPED: usize = 110;

/// The paragraphs of `document`. In plain text a line is a paragraph unless the whole
/// document shows that its lines were broken at a margin.
pub(super) fn all(document: &Document) -> Vec<Line> {
    let mut end = 0;
    let mut lines: Vec<Line> = Vec::with_capacity(document.blocks.len());
    for Block { span, kind } in &document.blocks {
        let between = Span::new(end, span.start).of(&document.text);
        let gap = lines.is_empty() || memchr::memchr_iter(b'\n', between.as_bytes()).count() > 1;
        lines.push(Line { span: *span, kind: kind.clone(), gap });
        end = span.end;
    }
    if document.media == Media::Plain && hard_wrapped(&document.text, &lines) {
        return joined(&document.text, lines);
    }
    lines
}

/// Whether lines end at a margin: none is long, and those that another follows at once
/// are mostly nearly as long as the longest.
fn hard_wrapped(text: &str, lines: &[Line]) -> bool {
    let chars = |line: &Line| line.span.of(text).chars().count();
    let inner: Vec<usize> = lines.windows(2).filter(|w| !w[1].gap).map(|w| chars(&w[0])).collect();
    let longest = lines.iter().map(chars).max().unwrap_or_default();
    let full = inner.iter().filter(|n| **n * 10 > longest * 6).count();
    (50..=WRAPPED).contains(&longest) && inner.len() >= 4 && full * 10 >= inner.len() * 7
}

fn joined(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut paragraphs: Vec<Line> = Vec::new();
    for line in lines {
        match paragraphs.last_mut() {
            Some(last) if !line.gap && !starts_anew(line.span.of(text)) => {
                last.span.end = line.span.end
            }
            _ => paragraphs.push(line),
        }
    }
    paragraphs
}

/// Whether a line begins a paragraph of its own though no blank line stands before it.
fn starts_anew(line: &str) -> bool {
    line.starts_with(['•', '*', '-', '–', '—', '>']) || super::label::capitals(line).is_some()
}
