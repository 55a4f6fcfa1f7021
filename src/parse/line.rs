use crate::ingest::{Block, BlockKind};
use crate::model::Span;

/// A paragraph on its way: a block of the source, or the hard-wrapped lines of one
/// joined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) span: Span,
    pub(super) kind: LineKind,
    /// Whether an empty line, or another block's end, stands before it.
    pub(super) gap: Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    Text,
    Heading(u8),
    Quote,
    Item,
    Table,
    Caption,
    Rule,
    /// A label the format marks; the name, when there is one, is the block's.
    Label {
        block: usize,
    },
    Aside,
    /// Title, metadata or furniture: noted elsewhere and no part of the body.
    Out,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    Blank,
}

impl Line {
    pub(super) fn words<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }

    /// Whether `parse` may still decide what it is.
    pub(super) fn is_text(&self) -> bool {
        self.kind == LineKind::Text
    }
}

/// Blocks that a format set apart, as lines.
pub(super) fn of_blocks(blocks: &[Block]) -> Vec<Line> {
    let line = |(idx, block): (usize, &Block)| Line {
        span: block.span,
        kind: match &block.kind {
            BlockKind::Text => LineKind::Text,
            BlockKind::Heading(level) => LineKind::Heading(*level),
            BlockKind::Quote => LineKind::Quote,
            BlockKind::Item => LineKind::Item,
            BlockKind::Table => LineKind::Table,
            BlockKind::Caption => LineKind::Caption,
            BlockKind::Rule => LineKind::Rule,
            BlockKind::Label { .. } => LineKind::Label { block: idx },
            BlockKind::Aside => LineKind::Aside,
            BlockKind::Furniture(_) => LineKind::Out,
        },
        gap: Gap::Blank,
    };
    blocks.iter().enumerate().map(line).collect()
}

/// Lines of plain text, hard-wrapped ones joined to paragraphs.
pub(super) fn of_plain(text: &str, blocks: &[Block]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(blocks.len());
    let width = wrap_width(text, blocks);
    let mut previous: Option<&Block> = None;
    for block in blocks {
        let gap = previous.map_or(Gap::Blank, |p| gap(text, p.span.end, block.span.start));
        let wrapped = gap == Gap::None
            && width
                .zip(previous)
                .is_some_and(|(width, p)| goes_on(text, p.span, block.span, width));
        previous = Some(block);
        match lines.last_mut() {
            Some(last) if wrapped => last.span.end = block.span.end,
            _ => lines.push(Line { span: block.span, kind: plain_kind(block.span.of(text)), gap }),
        }
    }
    lines
}

/// `---`, `* * *` and `_____` are rules wherever plain text has them; a dash or
/// bullet and a blank begin an item.
fn plain_kind(words: &str) -> LineKind {
    let sign = |c: char| matches!(c, '-' | '*' | '_' | '=' | '—' | '–' | ' ');
    let signs = words.len() <= 200 && words.chars().all(sign);
    if signs && words.chars().filter(|&c| c != ' ').count() >= 3 {
        LineKind::Rule
    } else if ["- ", "* ", "• ", "· ", "▪ ", "‣ ", "◦ "].iter().any(|mark| words.starts_with(mark))
    {
        LineKind::Item
    } else {
        LineKind::Text
    }
}

fn gap(text: &str, end: usize, start: usize) -> Gap {
    let between = text.get(end..start).unwrap_or_default();
    match between.bytes().filter(|byte| *byte == b'\n').nth(1) {
        Some(_) => Gap::Blank,
        None => Gap::None,
    }
}

/// The widest column a hard wrap uses.
const WIDEST: usize = 100;
/// Lines sampled to find out.
const SAMPLE: usize = 4000;

/// The column at which `text` is hard-wrapped, in chars; `None` when each line is a
/// paragraph of its own.
///
/// Wrapped text shows it: hardly a line is wider than some column, and most lines
/// that have a next one could not have taken its first word.
fn wrap_width(text: &str, blocks: &[Block]) -> Option<usize> {
    let lengths: Vec<usize> =
        blocks.iter().take(SAMPLE).map(|b| n_chars(b.span.of(text))).collect();
    let width = *percentile(&lengths, 98)?;
    if !(40..=WIDEST).contains(&width) {
        return None;
    }
    let (mut pairs, mut full) = (0, 0);
    for (at, pair) in blocks.windows(2).take(SAMPLE).enumerate() {
        let [a, b] = pair else { break };
        if gap(text, a.span.end, b.span.start) == Gap::None {
            pairs += 1;
            let length = lengths.get(at).copied().unwrap_or_default();
            full += usize::from(length + 1 + first_word(b.span.of(text)) + SLACK > width);
        }
    }
    (pairs >= 3 && full * 10 >= pairs * 6).then_some(width)
}

/// How many chars `words` have, as far as twice the widest column.
fn n_chars(words: &str) -> usize {
    let most = WIDEST * 2;
    let head = words.as_bytes().get(..most).unwrap_or(words.as_bytes());
    if head.is_ascii() {
        return head.len();
    }
    // Every character has one byte that does not go on with another.
    words.bytes().filter(|byte| byte & 0xC0 != 0x80).take(most).count()
}

fn percentile(lengths: &[usize], percent: usize) -> Option<&usize> {
    let mut sorted: Vec<&usize> = lengths.iter().collect();
    sorted.sort_unstable();
    sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1))).copied()
}

/// How far short of the widest line a full one may fall: wrapping counts markup and
/// wide spaces that are no longer there.
const SLACK: usize = 12;

fn first_word(words: &str) -> usize {
    words.split_whitespace().next().map_or(0, |word| word.chars().take(40).count())
}

/// Whether the paragraph of line `a` goes on in `b`, the next one.
fn goes_on(text: &str, a: Span, b: Span, width: usize) -> bool {
    let (above, below) = (a.of(text), b.of(text));
    if indent(text, b) > indent(text, a) + 1
        || below.starts_with('[')
        || above.starts_with('[') && above.ends_with(']')
        || plain_kind(above) == LineKind::Rule
        || plain_kind(below) != LineKind::Text
    {
        return false;
    }
    let length = n_chars(above);
    length + 1 + first_word(below) + SLACK > width || below.starts_with(char::is_lowercase)
}

/// White space before `span` on its line, in chars.
fn indent(text: &str, span: Span) -> usize {
    let before = text.get(..span.start).unwrap_or_default();
    before.chars().rev().take_while(|&c| c != '\n' && c.is_whitespace()).take(WIDEST).count()
}

/// `text` read as plain text, and its paragraphs.
#[cfg(test)]
pub(super) fn plain(text: &str) -> (crate::ingest::Document, Vec<Line>) {
    use crate::ingest::{Media, documents};
    let document = documents("t.txt", text.as_bytes(), Some(Media::Plain)).unwrap().remove(0);
    let lines = of_plain(&document.text, &document.blocks);
    (document, lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paragraphs of `text`, parted by ` / `.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (_, lines) = plain(text);
        let said: Vec<String> = lines
            .iter()
            .map(|line| line.words(text).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(said.join(" / "), expected);
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let wrapped = "The harbour board met on Monday and found that the new pier would\n\
                       cost twice what had been planned, and that nobody had asked why\n\
                       the old one could not have been mended for a tenth of that sum.\n\n\
                       It will meet again in June, when the accounts of the spring are\n\
                       known and the minister is back.";
        check(
            wrapped,
            "The harbour board met on Monday and found that the new pier would cost twice what \
             had been planned, and that nobody had asked why the old one could not have been \
             mended for a tenth of that sum. / It will meet again in June, when the accounts of \
             the spring are known and the minister is back.",
        );
    }

    #[test]
    fn lines_of_their_own_stay_apart() {
        check(
            "Buenos días.\n¿Cómo están?\nBien.\nGracias.",
            "Buenos días. / ¿Cómo están? / Bien. / Gracias.",
        );
        check("Title\n---\nWho\n", "Title / --- / Who");
    }
}
