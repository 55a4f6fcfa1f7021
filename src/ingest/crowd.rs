//! How many blocks a document may have: text of one-letter lines must not take a hundred
//! times its size to hold.

use super::{Block, BlockKind, Document};
use crate::model::{Note, NoteKind, Span};

/// Blocks laid out one by one; the longest sitting of a parliament has some ten thousand.
const MOST: usize = 400_000;
/// Bytes of what stands behind them that are held as one block.
const TOGETHER: usize = 4096;

/// Adds a block to `blocks`; past [`MOST`] of them to the last one, whose line breaks
/// count, until that is full.
pub(super) fn push(blocks: &mut Vec<Block>, block: Block) {
    let crowded = blocks.len() >= MOST && !is_furniture(&block);
    match blocks.last_mut() {
        Some(last) if crowded && last.span.len() < TOGETHER && !is_furniture(last) => {
            last.span.end = block.span.end;
            last.kind = BlockKind::Table;
        }
        _ => blocks.push(block),
    }
}

fn is_furniture(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Furniture(_))
}

/// Notes in `document` that lines of it are held together, if some are.
pub(super) fn note(document: &mut Document) {
    if let Some(block) = document.blocks.get(MOST) {
        document.notes.push(Note {
            kind: NoteKind::Incomplete,
            span: Span::new(block.span.start, block.span.start),
            other: None,
            message: format!("lines behind the first {MOST} are not read one by one"),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Media, documents};

    #[test]
    fn a_crowd_of_lines_is_held_together_and_said() {
        for (media, head, line) in [
            (Media::Plain, "", "a\n"),
            (Media::Markdown, "", "- a\n"),
            (Media::Html, "<body>", "<p>a</p>"),
        ] {
            let text = format!("{head}{}", line.repeat(MOST + 100_000));
            let document = documents("t", text.as_bytes(), Some(media)).unwrap().remove(0);
            let n = document.blocks.len();
            assert!((MOST..MOST + 200).contains(&n), "{media:?}: {n}");
            assert_eq!(document.blocks.last().unwrap().span.end, document.text.trim_end().len());
            assert_eq!(document.notes.len(), 1, "{media:?}");
        }
    }
}
