//! Bytes to [`Document`]: sniff, decode, and lay out as blocks. No input or output:
//! every function takes bytes and gives data.

mod decode;
mod document;
mod plain;

pub use document::{Block, BlockKind, Document, IngestError, Media, Meta};

/// The documents in `bytes`, called `name` in messages: one for most forms, one per
/// entry for a feed or mailbox.
///
/// # Errors
///
/// When the bytes are empty, binary, or damaged past reading.
pub fn documents(
    name: &str,
    bytes: &[u8],
    media: Option<Media>,
) -> Result<Vec<Document>, IngestError> {
    let media = media.unwrap_or(Media::Plain);
    match media {
        Media::Plain => Ok(vec![plain::document(name, bytes)?]),
    }
}
