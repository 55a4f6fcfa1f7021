use super::{Block, BlockKind, Document, crowd};
use crate::model::{Mark, Span, Style};

/// Writes the words of a page as clean text with blocks and marks.
///
/// ASCII white space folds to one space, blocks are parted by a blank line and carry
/// no white space at their ends, soft hyphens and zero-width spaces vanish inside
/// their word. No-break spaces stay: labels and figures rest on them.
#[derive(Default)]
pub(super) struct Pen {
    text: String,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    /// The kind of the block being written or about to be.
    kind: Option<BlockKind>,
    /// Where the block being written starts; `None` until its first visible character.
    start: Option<usize>,
    gap: Gap,
    /// Styles open now, outermost first, with the start of their part in this block.
    open: Vec<(Style, Option<usize>)>,
}

/// What stands between the last word and the next.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    /// A line break the source asks for.
    Line,
}

impl Pen {
    /// Ends the block being written; the next words begin one of `kind`.
    pub(super) fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.kind = Some(kind);
    }

    /// Makes `kind` the kind of the block, words already written in it included.
    pub(super) fn hold(&mut self, kind: BlockKind) {
        self.kind = Some(kind);
    }

    /// Ends the block being written; words without a `begin` start a text block.
    pub(super) fn end(&mut self) {
        self.gap = Gap::None;
        let kind = self.kind.take().unwrap_or(BlockKind::Text);
        let Some(start) = self.start.take() else { return };
        let span = Span::new(start, self.text.len()).trimmed(&self.text);
        self.text.truncate(span.end);
        for (style, from) in &mut self.open {
            if let Some(from) = from.take() {
                push_mark(&mut self.marks, &self.text, Span::new(from, span.end), style);
            }
        }
        for mark in self.marks.iter_mut().rev().take_while(|mark| mark.span.end > span.end) {
            mark.span.end = span.end;
        }
        if !span.is_empty() {
            crowd::push(&mut self.blocks, Block { span, kind });
        }
    }

    /// Gives the label just ended, if one was, the full `name` its source states.
    pub(super) fn name_label(&mut self, full: &str) {
        if let Some(Block { kind: BlockKind::Label { name }, .. }) = self.blocks.last_mut()
            && self.start.is_none()
        {
            *name = Some(full.to_owned());
        }
    }

    /// The lines of `text` as paragraphs.
    pub(super) fn paragraphs(&mut self, text: &str) {
        for line in text.lines() {
            self.begin(BlockKind::Text);
            self.words(line);
        }
        self.end();
    }

    /// How much is written, furniture left out.
    pub(super) fn n_bytes(&self) -> usize {
        let counts = |block: &&Block| !matches!(block.kind, BlockKind::Furniture(_));
        self.blocks.iter().filter(counts).map(|block| block.span.len()).sum()
    }

    /// Whether nothing is written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The kind of the block being written.
    pub(super) fn kind(&self) -> Option<&BlockKind> {
        self.kind.as_ref()
    }

    /// Whether the block being written ends with `c`.
    pub(super) fn ends_with(&self, c: char) -> bool {
        self.start.is_some() && self.text.ends_with(c)
    }

    /// The words of the block being written; empty before the first of them.
    pub(super) fn written(&self) -> &str {
        self.start.and_then(|start| self.text.get(start..)).unwrap_or_default()
    }

    /// Words, white space folded.
    pub(super) fn words(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\x0c' => self.gap = self.gap.max(Gap::Space),
                _ => self.char(c),
            }
        }
    }

    /// Words whose inner spaces count, as in a transcript's `Q    Thank you.`; line
    /// ends are spaces still.
    pub(super) fn spaced(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '\n' | '\r' => self.gap = self.gap.max(Gap::Space),
                ' ' | '\t' if self.start.is_none() => {}
                ' ' | '\t' if self.gap == Gap::None && self.start.is_some() => self.text.push(' '),
                ' ' | '\t' => {}
                _ => self.char(c),
            }
        }
    }

    /// Lines whose spaces and breaks count.
    pub(super) fn lines(&mut self, lines: &str) {
        for c in lines.chars() {
            match c {
                '\n' => self.gap = Gap::Line,
                ' ' | '\t' if self.start.is_some() && self.gap == Gap::None => self.text.push(' '),
                '\r' | ' ' | '\t' => {}
                _ => self.char(c),
            }
        }
    }

    /// A line break the source asks for. It stays in tables; in headings it is a
    /// space; in text it starts a new block unless the sentence plainly goes on.
    pub(super) fn line(&mut self) {
        if self.start.is_some() {
            self.gap = Gap::Line;
        }
    }

    /// What parts two cells of a row.
    pub(super) fn cell(&mut self) {
        if self.start.is_some() && self.gap != Gap::Line {
            self.words(" | ");
        }
    }

    /// Begins words set in `style`, until the matching [`close`](Pen::close).
    pub(super) fn open(&mut self, style: Style) {
        self.open.push((style, None));
    }

    /// Ends the innermost style.
    pub(super) fn close(&mut self) {
        let Some((style, Some(from))) = self.open.pop() else { return };
        push_mark(&mut self.marks, &self.text, Span::new(from, self.text.len()), &style);
    }

    /// One visible character, or one that must not be.
    fn char(&mut self, c: char) {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\0' => return,
            _ if self.start.is_none() && c.is_whitespace() => return,
            _ => {}
        }
        self.space(c);
        for (_, from) in &mut self.open {
            from.get_or_insert(self.text.len());
        }
        self.text.push(c);
    }

    /// Writes what must stand before `next`.
    fn space(&mut self, next: char) {
        let gap = std::mem::take(&mut self.gap);
        if self.start.is_some() && gap == Gap::Line && self.line_ends(next) {
            let kind = self.kind.clone();
            self.end();
            self.kind = kind;
        }
        let Some(_) = self.start else {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.start = Some(self.text.len());
            return;
        };
        match gap {
            Gap::None => {}
            Gap::Line if matches!(self.kind, Some(BlockKind::Table)) => self.text.push('\n'),
            _ if self.text.ends_with(' ') => {}
            _ => self.text.push(' '),
        }
    }

    /// Whether a line break before `next` parts two blocks.
    fn line_ends(&self, next: char) -> bool {
        match self.kind {
            Some(BlockKind::Table | BlockKind::Heading(_) | BlockKind::Label { .. }) => false,
            _ => {
                let last = self.text.trim_end().chars().next_back();
                !((next.is_lowercase() || next == '@')
                    && last.is_some_and(|c| c.is_alphanumeric() || c == ','))
            }
        }
    }

    /// Puts text, blocks and marks into `document`.
    pub(super) fn into_document(mut self, document: &mut Document) {
        self.end();
        self.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        document.text = self.text;
        document.blocks = self.blocks;
        document.marks = self.marks;
    }
}

fn push_mark(marks: &mut Vec<Mark>, text: &str, span: Span, style: &Style) {
    let span = span.trimmed(text);
    if !span.is_empty() {
        marks.push(Mark { span, style: style.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Media;

    #[track_caller]
    fn check(write: impl Fn(&mut Pen), expected: &str) {
        let mut pen = Pen::default();
        write(&mut pen);
        let mut document = Document::new("t", b"", Media::Html);
        pen.into_document(&mut document);
        assert_eq!(document.text, expected);
        for block in &document.blocks {
            assert!(block.span.fits(&document.text));
            assert_eq!(block.span, block.span.trimmed(&document.text));
        }
        for mark in &document.marks {
            assert!(mark.span.fits(&document.text) && !mark.span.is_empty());
        }
    }

    #[test]
    fn white_space_folds_and_blocks_part() {
        check(
            |pen| {
                pen.words("  One \n two");
                pen.begin(BlockKind::Text);
                pen.words("\u{a0} three");
            },
            "One two\n\nthree",
        );
        check(|pen| pen.words("co\u{ad}op\u{200b}erate"), "cooperate");
        check(|pen| pen.words("a\u{a0}b"), "a\u{a0}b");
    }

    #[test]
    fn a_break_parts_blocks_unless_the_sentence_goes_on() {
        let write = |a: &'static str, b: &'static str| {
            move |pen: &mut Pen| {
                pen.words(a);
                pen.line();
                pen.words(b);
            }
        };
        check(write("MR. X: Yes.", "Q No?"), "MR. X: Yes.\n\nQ No?");
        check(write("the house", "of the people"), "the house of the people");
    }

    #[test]
    fn marks_close_with_their_block_and_go_on_in_the_next() {
        let mut pen = Pen::default();
        pen.open(Style::Bold);
        pen.words("one ");
        pen.begin(BlockKind::Text);
        pen.words("two");
        pen.close();
        pen.words(" three");
        let mut document = Document::new("t", b"", Media::Html);
        pen.into_document(&mut document);
        let marked: Vec<&str> =
            document.marks.iter().map(|mark| mark.span.of(&document.text)).collect();
        assert_eq!(marked, ["one", "two"]);
    }

    #[test]
    fn spaces_of_a_transcript_stay() {
        check(|pen| pen.spaced("Q    Thank you.  "), "Q    Thank you.");
        check(|pen| pen.spaced("one  \ntwo"), "one  two");
    }
}
