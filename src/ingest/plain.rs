use sha2::{Digest, Sha256};

use super::{Block, BlockKind, Document, IngestError, Media, Meta, decode};
use crate::model::Span;

/// Plain text as a document: one block per line that is not blank.
pub(super) fn document(name: &str, bytes: &[u8]) -> Result<Document, IngestError> {
    let text = decode::utf8(bytes)?;
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(&text);
        start += line.len();
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Text });
        }
    }
    let sha256 = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    Ok(Document {
        name: name.to_owned(),
        media: Media::Plain,
        url: None,
        sha256,
        text,
        blocks,
        marks: Vec::new(),
        meta: Meta::default(),
        notes: Vec::new(),
    })
}
