//! Bytes to [`Document`]: sniff, decode, and lay out as blocks. No input or output:
//! every function takes bytes and gives data.

mod byline;
mod captions;
mod crowd;
mod date;
mod decode;
mod document;
mod epub;
mod error;
mod feed;
mod front;
mod html;
mod json;
mod loose;
mod mail;
mod markdown;
mod media;
mod package;
mod pdf;
mod pen;
mod plain;
mod record;
mod sniff;
mod stated;
mod word;
mod xml;

use std::borrow::Cow;

pub use document::{Block, BlockKind, Document, Meta, Structure};
pub use error::IngestError;
pub use media::Media;

use crate::model::{Note, Span};

/// The documents in `bytes`, called `name` in messages: one for most forms, one per
/// entry for a feed or mailbox. The form is told from the content unless `media`
/// says it.
///
/// # Errors
///
/// When the bytes are empty, binary, or damaged past reading.
pub fn documents(
    name: &str,
    bytes: &[u8],
    media: Option<Media>,
) -> Result<Vec<Document>, IngestError> {
    let told = match media {
        Some(media) => Some(media),
        None => sniff::bytes(bytes)?,
    };
    let packed = match told {
        Some(Media::Pdf) => Some(pdf::document(name, bytes)?),
        Some(Media::Docx) => Some(word::docx(name, bytes)?),
        Some(Media::Odt) => Some(word::odt(name, bytes)?),
        Some(Media::Epub) => Some(epub::document(name, bytes)?),
        _ => None,
    };
    if let Some(document) = packed {
        let mut documents = vec![document];
        documents.iter_mut().for_each(crowd::note);
        return Ok(documents);
    }
    let decode::Decoded { text, notes } = decode::text(bytes)?;
    let media = told.unwrap_or_else(|| sniff::text(&text, name));
    let mut documents = match media {
        Media::Feed if !text.trim_start().starts_with('{') => feed::documents(name, bytes, &text)?,
        Media::Feed | Media::Json => json::documents(name, bytes, &text)?,
        Media::Mail => return Ok(vec![mail::document(name, bytes)?]),
        Media::Mailbox => return mail::mailbox(name, bytes),
        _ => vec![laid_out(Document::new(name, bytes, media), text)?],
    };
    for note in notes {
        add(note, &mut documents);
    }
    documents.iter_mut().for_each(crowd::note);
    Ok(documents)
}

/// The document in the first bytes of a plain or Markdown text, to be shown until the whole
/// is read: it has no checksum. `None` for a form that cannot be cut.
pub fn beginning(name: &str, head: &[u8], media: Option<Media>) -> Option<Document> {
    let told = match media {
        Some(media) => Some(media),
        None => sniff::bytes(head).ok()?,
    };
    let text = decode::text(head).ok()?.text;
    let media = told.unwrap_or_else(|| sniff::text(&text, name));
    let cuts = matches!(media, Media::Plain | Media::Markdown);
    cuts.then(|| laid_out(Document::unsigned(name, media), text).ok()).flatten()
}

/// The document of a form that is text and holds one document.
fn laid_out(mut document: Document, text: Cow<'_, str>) -> Result<Document, IngestError> {
    match document.media {
        Media::Markdown => markdown::lay_out(&text, &mut document),
        Media::WebVtt | Media::SubRip => captions::lay_out(&text, &mut document)?,
        Media::Html => {
            html::lay_out(&text, &mut document);
            if document.text.is_empty() {
                return Err(IngestError::NoText { what: "page" });
            }
        }
        Media::Xml => xml::lay_out(&text, &mut document),
        _ => {
            document.text = text.into_owned();
            plain::lay_out(&mut document);
        }
    }
    Ok(document)
}

/// Puts a note on the source's text where it belongs: in plain text at its place; in
/// other forms, whose text is another, at the first lost character or the start.
fn add(mut note: Note, documents: &mut [Document]) {
    let lost = |document: &Document| document.text.find('\u{fffd}');
    let at = documents.iter().position(|document| lost(document).is_some()).unwrap_or(0);
    let Some(document) = documents.get_mut(at) else { return };
    if document.media != Media::Plain {
        let start = lost(document);
        note.span = start.map_or(Span::default(), |at| Span::new(at, at + '\u{fffd}'.len_utf8()));
    }
    document.notes.push(note);
}
