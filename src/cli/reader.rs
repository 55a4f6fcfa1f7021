//! Opening the reader: the beginning of a long text first, the whole as soon as read.

use std::io;

use super::Outcome;
use super::failure::Failure;
use super::input::Input;
use super::load::{self, Reading};
use super::settings;
use super::{open, out};
use crate::archive::Shelf;
use crate::ingest::Media;
use crate::model::Briefing;
use crate::{attribute, tui};

/// A text longer than this shows its beginning before it has been read whole.
const LONG: usize = 64 * 1024;
/// How much of it shows first: more than a reader pages through in a second.
const BEGINNING: usize = 24 * 1024;

/// Opens `bytes`, the content of `input`, in the reader.
///
/// # Errors
///
/// When the bytes are no document. Errors of the terminal are inside.
pub(super) fn open(
    input: &Input,
    bytes: Vec<u8>,
    arguments: open::Arguments,
) -> Result<io::Result<Outcome>, Failure> {
    let reading = arguments.reading;
    let (first, whole): (_, Option<tui::Whole>) = match beginning(input, &bytes, reading) {
        Some(first) => {
            let (kept, input) = (first.clone(), input.clone());
            let whole = move || {
                let read = briefings(&input, &bytes, reading);
                read.ok().and_then(|list| list.into_iter().next()).unwrap_or(kept)
            };
            (vec![first], Some(Box::new(whole)))
        }
        None => (briefings(input, &bytes, reading)?, None),
    };
    if first.is_empty() {
        return Ok(Ok(Outcome::Nothing));
    }
    let found = arguments.settings.read();
    let setup = tui::Setup {
        theme: found.theme(),
        told: found.opt_line(),
        keep: first.first().and_then(|first| opt_keep(input, first)),
        config: found.config,
    };
    let source = tui::Source { first, whole, goto: arguments.goto };
    Ok(tui::run(source, setup).map(|unkept| {
        if let Some(trouble) = unkept {
            out::complain(&format!("your marks and notes are not kept: {trouble}"));
        }
        Outcome::Found
    }))
}

/// Where places and marks in `input` are kept; nowhere for the sample, which is there
/// to be tried.
fn opt_keep(input: &Input, briefing: &Briefing) -> Option<tui::Keep> {
    let name = match input {
        Input::Sample(_) => return None,
        Input::Stdin => briefing.source.url.clone(),
        Input::Web(address) => Some(address.clone()),
        Input::Path(path) => Some(path.canonicalize().ok()?.display().to_string()),
    };
    Some(tui::Keep { shelf: Shelf::new(settings::opt_shelf()?), name })
}

fn briefings(input: &Input, bytes: &[u8], reading: Reading) -> Result<Vec<Briefing>, Failure> {
    let documents = load::documents(input, bytes, reading)?;
    Ok(documents.into_iter().map(attribute::briefing).collect())
}

/// The beginning of a long plain text as a briefing; `None` for a short one and for a
/// form that cannot be cut.
fn beginning(input: &Input, bytes: &[u8], reading: Reading) -> Option<Briefing> {
    if bytes.len() < LONG {
        return None;
    }
    let head = bytes.get(..BEGINNING)?;
    let end = memchr::memmem::rfind(head, b"\n\n").or_else(|| memchr::memrchr(b'\n', head))?;
    let head = std::str::from_utf8(head.get(..end)?).ok()?;
    let mut documents = load::documents(input, head.as_bytes(), reading).ok()?;
    let document = documents.pop().filter(|_| documents.is_empty())?;
    matches!(document.media, Media::Plain | Media::Markdown).then(|| attribute::briefing(document))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_shows_its_beginning_first() {
        let input = Input::Stdin;
        let text = "The minister spoke about rails.\n\n".repeat(30_000);
        let first = beginning(&input, text.as_bytes(), Reading::default()).unwrap();
        assert!(text.starts_with(&first.text) && first.text.len() <= BEGINNING);
        assert!(beginning(&input, b"Short.", Reading::default()).is_none());
        let page = format!("<html><body><p>{text}</p></body></html>");
        assert!(beginning(&input, page.as_bytes(), Reading::default()).is_none());
        let no_line = "x".repeat(LONG * 2);
        assert!(beginning(&input, no_line.as_bytes(), Reading::default()).is_none());
    }
}
