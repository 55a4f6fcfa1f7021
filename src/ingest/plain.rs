use super::{Block, BlockKind, Document, crowd};
use crate::model::Span;

/// Lays out plain text: one block per line that is not blank.
pub(super) fn lay_out(document: &mut Document) {
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(&document.text);
        start += line.len();
        if !span.is_empty() {
            crowd::push(&mut document.blocks, Block { span, kind: BlockKind::Text });
        }
    }
}
