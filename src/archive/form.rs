//! The record's file: TOML a person can read and mend. Plain structs of its own, so that
//! the inside can change without breaking a file on disk.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::anchor::{Anchor, Found};
use super::record::{Content, Highlight, Identity, Mark, Placed, Record, View};
use crate::model::Span;

/// The newest format this onrecord reads, and the one it writes.
pub(super) const FORMAT: u32 = 1;

/// Why a text is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Written by a newer onrecord, in this format.
    Newer(u32),
    /// The line, counted from 1, and what is wrong there.
    Corrupt(usize, String),
}

#[derive(Deserialize)]
struct Head {
    format: u32,
}

#[derive(Serialize, Deserialize)]
struct File {
    format: u32,
    document: Document,
    #[serde(skip_serializing_if = "Option::is_none")]
    view: Option<ViewForm>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    mark: Vec<MarkForm>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    highlight: Vec<HighlightForm>,
}

#[derive(Serialize, Deserialize)]
struct Document {
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct ViewForm {
    at: Stamp,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    filters: Vec<String>,
    place: Place,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    panes: BTreeMap<String, u16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    jumps: Vec<Place>,
}

#[derive(Serialize, Deserialize)]
struct MarkForm {
    letter: char,
    at: Stamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

#[derive(Serialize, Deserialize)]
struct HighlightForm {
    id: String,
    at: Stamp,
    /// `false` or absent while the highlight stands.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    removed: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    colour: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

#[derive(Serialize, Deserialize)]
struct Place {
    /// Bytes of the text.
    span: [usize; 2],
    words: String,
    before: String,
    after: String,
}

/// A moment as `2026-01-09T12:41:00.123Z`.
#[derive(Serialize, Deserialize)]
struct Stamp(String);

impl Stamp {
    fn of(at_ms: i64) -> Stamp {
        Stamp(jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default().to_string())
    }

    /// The oldest moment there is, when it is written wrongly.
    fn at_ms(&self) -> i64 {
        self.0.parse::<jiff::Timestamp>().unwrap_or_default().as_millisecond()
    }
}

/// The record as the text of its file.
pub(super) fn write(record: &Record) -> Result<String, toml::ser::Error> {
    let file = File {
        format: FORMAT,
        document: Document {
            sha256: record.document.sha256.clone(),
            name: record.document.name.clone(),
            title: record.document.title.clone(),
        },
        view: record.view.as_ref().map(ViewForm::of),
        mark: record.marks.iter().map(MarkForm::of).collect(),
        highlight: record.highlights.iter().map(HighlightForm::of).collect(),
    };
    toml::to_string_pretty(&file)
}

/// The record in `source`; its places are not looked up.
pub(super) fn read(source: &str) -> Result<Record, Unreadable> {
    let corrupt = |error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = source.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        Unreadable::Corrupt(line, error.message().to_owned())
    };
    let head: Head = toml::from_str(source).map_err(corrupt)?;
    if head.format > FORMAT {
        return Err(Unreadable::Newer(head.format));
    }
    let file: File = toml::from_str(source).map_err(corrupt)?;
    let Document { sha256, name, title } = file.document;
    Ok(Record {
        document: Identity { sha256, name, title },
        view: file.view.map(ViewForm::into_view),
        marks: file.mark.into_iter().map(MarkForm::into_mark).collect(),
        highlights: file.highlight.into_iter().map(HighlightForm::into_highlight).collect(),
    })
}

impl ViewForm {
    fn of(view: &View) -> ViewForm {
        ViewForm {
            at: Stamp::of(view.at_ms),
            filters: view.filters.clone(),
            place: Place::of(&view.place),
            panes: view.panes.iter().cloned().collect(),
            jumps: view.jumps.iter().map(Place::of).collect(),
        }
    }

    fn into_view(self) -> View {
        View {
            at_ms: self.at.at_ms(),
            place: self.place.into_placed(),
            filters: self.filters,
            panes: self.panes.into_iter().collect(),
            jumps: self.jumps.into_iter().map(Place::into_placed).collect(),
        }
    }
}

impl MarkForm {
    fn of(mark: &Mark) -> MarkForm {
        let place = mark.place.as_ref().map(Place::of);
        MarkForm { letter: mark.letter, at: Stamp::of(mark.at_ms), place }
    }

    fn into_mark(self) -> Mark {
        let place = self.place.map(Place::into_placed);
        Mark { letter: self.letter, at_ms: self.at.at_ms(), place }
    }
}

impl HighlightForm {
    fn of(highlight: &Highlight) -> HighlightForm {
        let content = highlight.content.as_ref();
        HighlightForm {
            id: highlight.id.clone(),
            at: Stamp::of(highlight.at_ms),
            removed: content.is_none(),
            colour: content.map(|content| content.colour.clone()).unwrap_or_default(),
            note: content.map(|content| content.note.clone()).unwrap_or_default(),
            place: content.map(|content| Place::of(&content.place)),
        }
    }

    fn into_highlight(self) -> Highlight {
        let (colour, note) = (self.colour, self.note);
        let place = self.place.filter(|_| !self.removed);
        let content = place.map(|place| Content { place: place.into_placed(), colour, note });
        Highlight { id: self.id, at_ms: self.at.at_ms(), content }
    }
}

impl Place {
    fn of(placed: &Placed) -> Place {
        let Anchor { span, words, before, after } = placed.anchor.clone();
        Place { span: [span.start, span.end], words, before, after }
    }

    fn into_placed(self) -> Placed {
        let Place { span: [start, end], words, before, after } = self;
        let anchor = Anchor { span: Span::new(start, end), words, before, after };
        Placed { anchor, found: Found::Lost }
    }
}
