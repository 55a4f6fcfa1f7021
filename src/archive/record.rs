use sha2::{Digest as _, Sha256};

use super::anchor::{Anchor, Found};
use super::find;
use crate::model::Span;

/// Which document a record belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// SHA-256 of the content, in lower-case hexadecimal.
    pub sha256: String,
    /// Where it is read from, by which an edited version finds the record of the one
    /// before: an address or a whole path. `None` for standard input.
    pub name: Option<String>,
    /// For whoever reads the record's file.
    pub title: Option<String>,
}

/// What the reader left at one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub document: Identity,
    pub view: Option<View>,
    /// At most one for each letter.
    pub marks: Vec<Mark>,
    /// In the order they were made.
    pub highlights: Vec<Highlight>,
}

/// How the document was left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// When, in milliseconds since 1970 UTC. The same unit in every `at_ms` here.
    pub at_ms: i64,
    /// The first row read.
    pub place: Placed,
    /// The filters in force, as the app writes them.
    pub filters: Vec<String>,
    /// Sizes of panes by the app's names for them.
    pub panes: Vec<(String, u16)>,
    /// Places jumped from, the oldest first.
    pub jumps: Vec<Placed>,
}

/// A place set by the reader under a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub letter: char,
    pub at_ms: i64,
    /// `None` once it was taken away.
    pub place: Option<Placed>,
}

/// Words set apart in a colour, with a note or without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Never given twice; see [`Highlight::new`].
    pub id: String,
    pub at_ms: i64,
    /// `None` once it was taken away: without that, another reader's copy would bring
    /// it back.
    pub content: Option<Content>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub place: Placed,
    /// The name of a colour, as the app calls it.
    pub colour: String,
    /// Empty for a highlight without a note. May have several lines.
    pub note: String,
}

/// An anchor and what became of it in the text at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    pub anchor: Anchor,
    pub found: Found,
}

impl Placed {
    /// At the words of `span` in `text`.
    pub fn span(text: &str, span: Span) -> Placed {
        let anchor = Anchor::of(text, span);
        Placed { found: Found::Same(anchor.span), anchor }
    }

    /// At the single place `byte` of `text`.
    pub fn point(text: &str, byte: usize) -> Placed {
        let anchor = Anchor::point(text, byte);
        Placed { found: Found::Same(anchor.span), anchor }
    }

    /// The byte to go to; where it was once, when it is lost.
    pub fn byte(&self) -> usize {
        self.found.span().map_or(self.anchor.span.start, |span| span.start)
    }
}

impl Placed {
    /// Looks the place up in `text`, as [`Record::settle`] does.
    pub fn settle(&mut self, text: &str) {
        settle(text, std::iter::once(self));
    }
}

impl Highlight {
    /// A new highlight of `span` in `text`, made at `at_ms`.
    pub fn new(text: &str, span: Span, colour: &str, note: &str, at_ms: i64) -> Highlight {
        Highlight::at(Placed::span(text, span), colour, note, at_ms)
    }

    /// A new highlight of the words of `place`, which may be lost, made at `at_ms`.
    pub fn at(place: Placed, colour: &str, note: &str, at_ms: i64) -> Highlight {
        let span = place.anchor.span;
        let made_of = format!("{at_ms} {} {} {}", span.start, span.end, place.anchor.words);
        let mut id = hex(made_of.as_bytes());
        id.truncate(12);
        let content = Content { place, colour: colour.to_owned(), note: note.to_owned() };
        Highlight { id, at_ms, content: Some(content) }
    }
}

impl Record {
    /// A record for `document` with nothing in it.
    pub fn new(document: Identity) -> Record {
        Record { document, ..Record::default() }
    }

    /// The highlights not taken away, in the order of the text; those lost come last.
    pub fn shown(&self) -> Vec<(&Highlight, &Content)> {
        let mut shown: Vec<(&Highlight, &Content)> =
            self.highlights.iter().filter_map(|h| Some((h, h.content.as_ref()?))).collect();
        shown.sort_by_key(|(_, content)| match content.place.found.span() {
            Some(span) => (0, span.start),
            None => (1, content.place.anchor.span.start),
        });
        shown
    }

    /// How many highlights and marks have lost their words.
    pub fn n_lost(&self) -> usize {
        let highlights = self.highlights.iter().filter_map(|h| Some(&h.content.as_ref()?.place));
        let marks = self.marks.iter().filter_map(|mark| mark.place.as_ref());
        highlights.chain(marks).filter(|placed| placed.found == Found::Lost).count()
    }

    /// Looks up every place in `text`, which need not be the text they were made in.
    ///
    /// What is lost stays in the record: an older copy of the document may be read
    /// again.
    pub fn settle(&mut self, text: &str) {
        settle(text, self.places());
    }

    fn places(&mut self) -> impl Iterator<Item = &mut Placed> {
        let view = self
            .view
            .iter_mut()
            .flat_map(|view| std::iter::once(&mut view.place).chain(&mut view.jumps));
        let marks = self.marks.iter_mut().filter_map(|mark| mark.place.as_mut());
        let highlights =
            self.highlights.iter_mut().filter_map(|h| Some(&mut h.content.as_mut()?.place));
        view.chain(marks).chain(highlights)
    }

    /// This record with what `other` has and it has not; of two versions of one thing,
    /// the newer stays.
    pub(super) fn merged(mut self, other: Record) -> Record {
        for theirs in other.highlights {
            match self.highlights.iter_mut().find(|ours| ours.id == theirs.id) {
                Some(ours) if ours.at_ms < theirs.at_ms => *ours = theirs,
                Some(_) => {}
                None => self.highlights.push(theirs),
            }
        }
        for theirs in other.marks {
            match self.marks.iter_mut().find(|ours| ours.letter == theirs.letter) {
                Some(ours) if ours.at_ms < theirs.at_ms => *ours = theirs,
                Some(_) => {}
                None => self.marks.push(theirs),
            }
        }
        let newer = |view: &View, than: &Option<View>| {
            than.as_ref().is_none_or(|than| than.at_ms < view.at_ms)
        };
        if let Some(theirs) = other.view.filter(|theirs| newer(theirs, &self.view)) {
            self.view = Some(theirs);
        }
        self.highlights.sort_by(|a, b| (a.at_ms, &a.id).cmp(&(b.at_ms, &b.id)));
        self.marks.sort_by_key(|mark| mark.letter);
        self
    }
}

fn settle<'a>(text: &str, places: impl Iterator<Item = &'a mut Placed>) {
    let places: Vec<&mut Placed> = places.collect();
    let anchors: Vec<&Anchor> = places.iter().map(|placed| &placed.anchor).collect();
    let found = find::find(text, &anchors);
    for (placed, found) in places.into_iter().zip(found) {
        let anchor = std::mem::take(&mut placed.anchor);
        *placed = Placed { anchor: anchor.settled(text, found), found };
    }
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "One two three four five six seven eight nine ten eleven twelve.";

    fn made(words: &str, at_ms: i64) -> Highlight {
        let start = TEXT.find(words).unwrap();
        Highlight::new(TEXT, Span::new(start, start + words.len()), "yellow", "", at_ms)
    }

    fn with<const N: usize>(highlights: [&Highlight; N]) -> Record {
        Record { highlights: highlights.map(Highlight::clone).to_vec(), ..Record::default() }
    }

    #[test]
    fn both_readers_notes_stay() {
        let (a, b) = (made("two", 1), made("five", 2));
        let merged = with([&a]).merged(with([&b]));
        assert_eq!(merged, with([&a, &b]));
    }

    #[test]
    fn the_newer_version_stays() {
        let old = made("two", 1);
        let gone = Highlight { at_ms: 5, content: None, ..old.clone() };
        assert_eq!(with([&old]).merged(with([&gone])), with([&gone]));
        assert_eq!(with([&gone]).merged(with([&old])), with([&gone]));
    }

    #[test]
    fn merging_is_the_same_both_ways() {
        let mark =
            |letter, at_ms, byte| Mark { letter, at_ms, place: Some(Placed::point(TEXT, byte)) };
        let view = |at_ms| Some(View { at_ms, place: Placed::point(TEXT, 4), ..View::default() });
        let a = Record {
            marks: vec![mark('a', 3, 4), mark('c', 1, 9)],
            view: view(7),
            ..with([&made("six", 4)])
        };
        let b = Record {
            marks: vec![mark('a', 2, 8), mark('b', 9, 1)],
            view: view(6),
            ..with([&made("ten", 1)])
        };
        let merged = a.clone().merged(b.clone());
        assert_eq!(merged, b.merged(a));
        assert_eq!(merged.marks.iter().map(|m| m.letter).collect::<String>(), "abc");
        assert_eq!(merged.view.unwrap().at_ms, 7);
    }

    #[test]
    fn lost_words_stay_on_record() {
        let mut record = with([&made("five six", 1), &made("One two", 2)]);
        record.settle("One two three four.");
        assert_eq!(record.n_lost(), 1);
        assert_eq!(record.shown()[1].1.place.anchor.words, "five six");
        record.settle(TEXT);
        assert_eq!(record.n_lost(), 0);
        assert_eq!(record, with([&made("five six", 1), &made("One two", 2)]));
    }
}
