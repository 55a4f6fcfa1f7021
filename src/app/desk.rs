//! The documents at hand: those open in tabs, and those known to be there.

use std::sync::Arc;

use super::listing::Listing;
use super::sought::Sought;
use super::state::State;
use crate::archive::Record;
use crate::model::{Briefing, Kind};

/// Names a document at hand: the place of its source, and its place in that source.
/// Only feeds, mailboxes and the like hold more than one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId {
    pub source: usize,
    pub item: usize,
}

impl DocId {
    /// The only document of source `source`, or the first.
    pub fn first_of(source: usize) -> DocId {
        DocId { source, item: 0 }
    }
}

/// What a list says about a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub title: Option<String>,
    pub kind: Kind,
    /// ISO 8601 or as printed.
    pub date: Option<String>,
    /// Who publishes it, or who wrote it.
    pub from: Option<String>,
    pub n_quotes: usize,
}

impl Summary {
    pub fn of(briefing: &Briefing) -> Summary {
        let wrote = || briefing.byline.first().map(|line| line.name.clone());
        Summary {
            title: briefing.title.clone(),
            kind: briefing.source.kind,
            date: briefing.published.clone().or_else(|| briefing.published_surface.clone()),
            from: briefing.issuer.clone().or_else(wrote),
            n_quotes: briefing.quotes.len(),
        }
    }
}

/// What is known about a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// It has not been looked at.
    Name,
    Summary(Summary),
    /// Why it cannot be read.
    Fault(String),
    /// It was found in a directory and is no document.
    NoDocument,
}

/// A document at hand.
#[derive(Clone, Debug, PartialEq)]
pub struct DocEntry {
    pub id: DocId,
    /// File name or address, as given.
    pub name: String,
    pub known: Known,
}

impl DocEntry {
    /// What it is called: by its title, else by its name.
    pub fn title(&self) -> &str {
        match &self.known {
            Known::Summary(Summary { title: Some(title), .. }) => title,
            _ => &self.name,
        }
    }
}

/// What looking at a source told about one of its documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub id: DocId,
    /// How many documents the source holds.
    pub of: usize,
    pub known: Known,
}

/// A document read, with what was kept about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrived {
    pub briefing: Arc<Briefing>,
    pub record: Record,
    /// What could not be read of what was kept.
    pub told: Option<String>,
}

/// How far the looking through sources is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub n_done: usize,
    pub n_all: usize,
}

/// The documents at hand. One state of the reader shows a document; its desk holds the
/// states of the others, and goes along to whichever comes to the front.
#[derive(Default)]
pub struct Desk {
    pub(super) entries: Vec<DocEntry>,
    pub(super) tabs: Vec<Tab>,
    /// Index into the tabs.
    pub(super) front: usize,
    pub(super) list: Option<Listing>,
    /// While sources are being looked through.
    pub(super) progress: Option<Progress>,
    /// What was searched before, in any document, the last one last.
    pub(super) searches: Vec<String>,
    /// What every document is searched for when it is opened.
    pub(super) sought: Option<Sought>,
    /// States of tabs that were closed, to be kept on disk.
    pub(super) closed: Vec<State>,
}

/// A document that is open.
pub(super) struct Tab {
    pub(super) id: DocId,
    /// `None` for the one in front, and for one that has not been read yet.
    pub(super) state: Option<Box<State>>,
}

impl Desk {
    /// All documents known, in the order of their sources.
    pub fn entries(&self) -> &[DocEntry] {
        &self.entries
    }

    pub fn entry(&self, id: DocId) -> Option<&DocEntry> {
        self.place(id).and_then(|at| self.entries.get(at))
    }

    fn place(&self, id: DocId) -> Option<usize> {
        self.entries.binary_search_by_key(&id, |entry| entry.id).ok()
    }

    /// The documents open, in the order of their tabs.
    pub fn open(&self) -> impl ExactSizeIterator<Item = DocId> {
        self.tabs.iter().map(|tab| tab.id)
    }

    /// The tab in front, counted from 0.
    pub fn front(&self) -> usize {
        self.front
    }

    /// The tab that holds `id`, counted from 0.
    pub fn tab_of(&self, id: DocId) -> Option<usize> {
        self.tabs.iter().position(|tab| tab.id == id)
    }

    pub fn list(&self) -> Option<&Listing> {
        self.list.as_ref()
    }

    pub fn progress(&self) -> Option<Progress> {
        self.progress
    }

    /// What was searched for, the latest last.
    pub fn searches(&self) -> &[String] {
        &self.searches
    }

    /// Remembers that `words` were searched for.
    pub(super) fn searched(&mut self, words: &str) {
        self.searches.retain(|other| other != words);
        self.searches.push(words.to_owned());
    }

    /// Adds sources with these names, after those known.
    pub(super) fn add(&mut self, names: Vec<String>) {
        let from = self.entries.last().map_or(0, |entry| entry.id.source + 1);
        let entry =
            |(at, name)| DocEntry { id: DocId::first_of(from + at), name, known: Known::Name };
        self.entries.extend(names.into_iter().enumerate().map(entry));
    }

    /// Takes in what was told about a document, and how many its source holds.
    pub(super) fn learn(&mut self, told: Told) {
        let Told { id, of, known } = told;
        let from = self.entries.partition_point(|entry| entry.id.source < id.source);
        let to = self.entries.partition_point(|entry| entry.id.source <= id.source);
        let name = self.entries.get(from).map_or(String::new(), |entry| entry.name.clone());
        let further = (to - from..of).map(|item| DocId { item, ..id });
        let further = further
            .map(|id| DocEntry { id, name: name.clone(), known: Known::Name })
            .collect::<Vec<_>>();
        self.entries.splice(to..to, further);
        if let Some(entry) = self.place(id).and_then(|at| self.entries.get_mut(at)) {
            entry.known = known;
        }
    }

    /// The sources of which something is not known yet.
    pub(super) fn unknown_sources(&self) -> Vec<usize> {
        let unknown = self.entries.iter().filter(|entry| entry.known == Known::Name);
        let mut sources: Vec<usize> = unknown.map(|entry| entry.id.source).collect();
        sources.dedup();
        sources
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: usize, item: usize, of: usize) -> Told {
        Told { id: DocId { source, item }, of, known: Known::NoDocument }
    }

    #[test]
    fn a_feed_shows_its_entries_where_it_stood() {
        let mut desk = Desk::default();
        desk.add(vec!["a".into(), "feed".into(), "z".into()]);
        desk.learn(told(1, 1, 3));
        let ids: Vec<(usize, usize)> =
            desk.entries().iter().map(|entry| (entry.id.source, entry.id.item)).collect();
        assert_eq!(ids, [(0, 0), (1, 0), (1, 1), (1, 2), (2, 0)]);
        assert_eq!(desk.entry(DocId { source: 1, item: 1 }).unwrap().known, Known::NoDocument);
        assert_eq!(desk.unknown_sources(), [0, 1, 2]);
        desk.learn(told(0, 0, 1));
        assert_eq!(desk.unknown_sources(), [1, 2]);
        desk.add(vec!["more".into()]);
        assert_eq!(desk.unknown_sources(), [1, 2, 3]);
    }
}
