//! What the body pane is made of: headings, labels, paragraphs, one under another.

use crate::model::{Briefing, Paragraph, ParagraphKind, Section, Span};
use crate::text::width::Breaks;

/// A part of the body that starts on a row of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// The words it shows. Empty for a derived heading, which stands nowhere in the
    /// text.
    pub span: Span,
    pub kind: BlockKind,
    /// Index into [`Briefing::sections`].
    pub section: usize,
    /// The turn it belongs to.
    pub turn: Option<usize>,
    /// Blank rows above it.
    pub above: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Heading,
    /// A heading the program made up; its words are the section's.
    Derived,
    /// A speaker label on a line of its own.
    Label,
    Text,
    Blockquote,
    Item,
    Table,
    Aside,
    Furniture,
}

impl Block {
    pub fn breaks(&self) -> Breaks {
        if self.kind == BlockKind::Table { Breaks::Keep } else { Breaks::Fold }
    }

    /// Cells the block is set in from the left.
    pub fn indent(&self) -> usize {
        match self.kind {
            BlockKind::Blockquote | BlockKind::Item => 2,
            _ => 0,
        }
    }
}

/// Whether the page's menus and credits are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Furnishing {
    #[default]
    Hidden,
    Shown,
}

/// A paragraph longer than this is laid out in parts, so that no single one has to be
/// wrapped whole before its first row can be shown.
const LONGEST: usize = 16 * 1024;

/// The blocks of `briefing` in text order.
pub(super) fn blocks(briefing: &Briefing, furnishing: Furnishing) -> Vec<Block> {
    let mut blocks = Blocks { briefing, list: Vec::new(), labelled: None };
    for (at, section) in briefing.sections.iter().enumerate() {
        blocks.section(at, section);
    }
    if furnishing == Furnishing::Shown {
        blocks.furniture();
    }
    let mut list = blocks.list;
    if let Some(first) = list.first_mut() {
        first.above = 0;
    }
    list
}

struct Blocks<'a> {
    briefing: &'a Briefing,
    list: Vec<Block>,
    /// The last turn whose label has been shown.
    labelled: Option<usize>,
}

impl Blocks<'_> {
    fn section(&mut self, at: usize, section: &Section) {
        let heading = section.heading_span.filter(|span| !section.derived && !span.is_empty());
        if let Some(span) = heading {
            self.push(span, BlockKind::Heading, at, None);
        } else if section.heading.is_some() {
            let start = section.span.start;
            self.push(Span::new(start, start), BlockKind::Derived, at, None);
        }
        for paragraph in &section.paragraphs {
            self.label(at, paragraph);
            self.paragraph(at, paragraph, heading);
        }
    }

    /// The label of the turn `paragraph` opens, when it has a line of its own.
    fn label(&mut self, section: usize, paragraph: &Paragraph) {
        let Some(at) = paragraph.turn.filter(|_| paragraph.turn != self.labelled) else { return };
        self.labelled = Some(at);
        let Some(turn) = self.briefing.turns.get(at) else { return };
        if !turn.label.is_empty() && turn.label.end <= paragraph.span.start {
            self.push(turn.label, BlockKind::Label, section, Some(at));
        }
    }

    fn paragraph(&mut self, section: usize, paragraph: &Paragraph, heading: Option<Span>) {
        let kind = match paragraph.kind {
            ParagraphKind::Text => BlockKind::Text,
            ParagraphKind::Blockquote => BlockKind::Blockquote,
            ParagraphKind::Item => BlockKind::Item,
            ParagraphKind::Table => BlockKind::Table,
            ParagraphKind::Aside => BlockKind::Aside,
        };
        let mut span = paragraph.span;
        // The heading has its own row, so its full stop would open the paragraph.
        if let Some(heading) = heading.filter(|h| span.start <= h.start && h.end <= span.end) {
            let rest = Span::new(heading.end, span.end);
            let words = rest.of(&self.briefing.text).trim_start_matches(['.', ':', '*', '_']);
            span = Span::new(span.end - words.len(), span.end).trimmed(&self.briefing.text);
        }
        if span.is_empty() {
            return;
        }
        let first = self.list.len();
        while span.len() > LONGEST {
            let cut = self.cut(span);
            self.push(Span::new(span.start, cut), kind, section, paragraph.turn);
            span = Span::new(cut, span.end).trimmed(&self.briefing.text);
        }
        if !span.is_empty() {
            self.push(span, kind, section, paragraph.turn);
        }
        for part in self.list.iter_mut().skip(first + 1) {
            part.above = 0;
        }
    }

    /// Where to part a long paragraph: after white space, else between two chars.
    fn cut(&self, span: Span) -> usize {
        let limit = self.briefing.text.floor_char_boundary(span.start + LONGEST);
        let part = Span::new(span.start, limit).of(&self.briefing.text);
        part.rfind(char::is_whitespace).filter(|&at| at > 0).map_or(limit, |at| span.start + at)
    }

    fn push(&mut self, span: Span, kind: BlockKind, section: usize, turn: Option<usize>) {
        let above = match (self.list.last().map(|last| last.kind), kind) {
            (Some(BlockKind::Heading | BlockKind::Derived), BlockKind::Heading) => 1,
            (_, BlockKind::Heading | BlockKind::Derived) => 2,
            (Some(BlockKind::Label), _) => 0,
            (Some(BlockKind::Item), BlockKind::Item) => 0,
            (Some(BlockKind::Furniture), BlockKind::Furniture) => 0,
            _ => 1,
        };
        self.list.push(Block { span, kind, section, turn, above });
    }

    /// Adds the furniture at its places.
    fn furniture(&mut self) {
        let shown = std::mem::take(&mut self.list);
        let mut shown = shown.into_iter().peekable();
        for furniture in &self.briefing.furniture {
            while let Some(block) = shown.next_if(|b| b.span.start <= furniture.span.start) {
                self.list.push(block);
            }
            let section = self.list.last().map_or(0, |block| block.section);
            self.push(furniture.span, BlockKind::Furniture, section, None);
        }
        self.list.extend(shown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[track_caller]
    fn check(briefing: &Briefing, expected: &[(BlockKind, &str)]) {
        let found = blocks(briefing, Furnishing::Hidden);
        let found: Vec<(BlockKind, &str)> =
            found.iter().map(|block| (block.kind, block.span.of(&briefing.text))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_heading_that_runs_in_gets_its_own_row() {
        let briefing = fixture::briefing("# Rail Fund.\nThe minister spoke.");
        check(
            &briefing,
            &[(BlockKind::Heading, "Rail Fund"), (BlockKind::Text, "The minister spoke.")],
        );
    }

    #[test]
    fn a_derived_heading_shows_no_bytes() {
        let mut briefing = fixture::briefing("# Rail Fund.\nThe minister spoke.");
        briefing.sections[0].derived = true;
        briefing.sections[0].heading_span = None;
        check(
            &briefing,
            &[(BlockKind::Derived, ""), (BlockKind::Text, "Rail Fund. The minister spoke.")],
        );
    }

    #[test]
    fn a_long_paragraph_comes_in_parts() {
        let briefing = fixture::briefing(&"word ".repeat(20_000));
        let found = blocks(&briefing, Furnishing::Hidden);
        assert!(found.len() > 4 && found.iter().all(|block| block.span.len() <= LONGEST));
        assert!(found.iter().skip(1).all(|block| block.above == 0));
    }
}
