//! The sources of a command line as the reader asks for them.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use super::failure::Failure;
use super::gather::{self, Found, How};
use super::input::Input;
use super::load::{self, Reading};
use crate::app::{DocId, Known, Summary, Told};
use crate::archive::Identity;
use crate::attribute;
use crate::ingest::{Document, IngestError};
use crate::model::Briefing;
use crate::tui::{self, Stamp};

/// Names handed over at once while directories are walked.
const NAMES: usize = 64;

pub(super) struct Library {
    sources: Mutex<Vec<Found>>,
    /// Directories not walked yet.
    many: Vec<PathBuf>,
    reading: Reading,
    /// What was read of sources that hold several documents, or can be read only once.
    held: Mutex<HashMap<usize, Held>>,
}

type Held = Arc<Vec<Document>>;

impl Library {
    /// Of the files `names`, patterns expanded; directories among them are walked when
    /// asked. A pattern that fits no file is taken for a file's name.
    pub(super) fn new(names: &[PathBuf], reading: Reading) -> Library {
        let (mut sources, mut many) = (Vec::new(), Vec::new());
        for name in names {
            if name.is_dir() {
                many.push(name.clone());
                continue;
            }
            let before = sources.len();
            gather::each(name, &mut |found| {
                sources.extend(found.ok());
                true
            });
            if sources.len() == before {
                sources.push(Found { input: Input::of(name), how: How::Named, size: None });
            }
        }
        Library { sources: Mutex::new(sources), many, reading, held: Mutex::default() }
    }

    /// Of the built-in sample alone.
    pub(super) fn of(input: Input, reading: Reading) -> Library {
        let sources = Mutex::new(vec![Found { input, how: How::Named, size: None }]);
        Library { sources, many: Vec::new(), reading, held: Mutex::default() }
    }

    pub(super) fn names(&self) -> Vec<String> {
        locked(&self.sources).iter().map(|found| found.input.name()).collect()
    }

    /// Whether there are directories to walk.
    pub(super) fn has_more(&self) -> bool {
        !self.many.is_empty()
    }

    pub(super) fn opt_input(&self, source: usize) -> Option<Input> {
        locked(&self.sources).get(source).map(|found| found.input.clone())
    }

    /// Keeps what was read of `source`.
    pub(super) fn hold(&self, source: usize, documents: Vec<Document>) -> Held {
        let held = Arc::new(documents);
        locked(&self.held).insert(source, Arc::clone(&held));
        held
    }

    /// The documents of `source`, read unless they are held.
    fn documents(&self, source: usize) -> Result<Held, Failure> {
        if let Some(held) = locked(&self.held).get(&source) {
            return Ok(Arc::clone(held));
        }
        self.documents_anew(source, self.reading)
    }

    fn documents_anew(&self, source: usize, reading: Reading) -> Result<Held, Failure> {
        let Some(input) = self.opt_input(source) else { return Err(Failure::NoFiles) };
        let bytes = input.bytes(reading.copies())?;
        let documents = load::documents(&input, &bytes, reading)?;
        Ok(match &input {
            Input::Path(_) if documents.len() < 2 => Arc::new(documents),
            _ => self.hold(source, documents),
        })
    }

    fn is_walked(&self, source: usize) -> bool {
        locked(&self.sources).get(source).is_some_and(|found| found.how == How::Walked)
    }

    /// What to tell of a source that cannot be read.
    fn fault(&self, source: usize, failure: &Failure) -> Told {
        let no_document =
            matches!(failure, Failure::Ingest(IngestError::Binary { .. } | IngestError::Empty));
        let known = match no_document && self.is_walked(source) {
            true => Known::NoDocument,
            false => Known::Fault(failure.to_string()),
        };
        Told { id: DocId::first_of(source), of: 1, known }
    }

    /// Takes the sources `take` is told of among `many`; hands over their names.
    fn walk(&self, take: &mut dyn FnMut(Vec<String>) -> bool) {
        let mut names = Vec::new();
        let mut goes_on = true;
        for name in &self.many {
            gather::each(name, &mut |found| {
                let Ok(found) = found else { return goes_on };
                names.push(found.input.name());
                locked(&self.sources).push(found);
                if names.len() >= NAMES {
                    goes_on = take(std::mem::take(&mut names));
                }
                goes_on
            });
        }
        if goes_on && !names.is_empty() {
            take(names);
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn item(documents: &[Document], id: DocId) -> Result<Briefing, String> {
    let document = documents.get(id.item).cloned();
    document.map(attribute::briefing).ok_or_else(|| "it is no longer there".to_owned())
}

impl tui::Library for Library {
    fn gather(&self, take: &mut dyn FnMut(Vec<String>) -> bool) {
        self.walk(take);
    }

    fn survey(&self, source: usize, take: &mut dyn FnMut(Told) -> bool) {
        let documents = match self.documents(source) {
            Ok(documents) => documents,
            Err(failure) => {
                take(self.fault(source, &failure));
                return;
            }
        };
        let of = documents.len();
        for (item, document) in documents.iter().enumerate() {
            let known = Known::Summary(Summary::of(&attribute::briefing(document.clone())));
            if !take(Told { id: DocId { source, item }, of, known }) {
                return;
            }
        }
    }

    fn read(&self, id: DocId) -> Result<Briefing, String> {
        item(&self.documents(id.source).map_err(|failure| failure.to_string())?, id)
    }

    fn read_again(&self, id: DocId) -> Result<Briefing, String> {
        match self.opt_input(id.source) {
            Some(Input::Stdin) => return Err("standard input can be read only once".to_owned()),
            Some(Input::Sample(_)) => return Err("the sample never changes".to_owned()),
            _ => {}
        }
        let documents = self.documents_anew(id.source, self.reading.anew());
        item(&documents.map_err(|failure| failure.to_string())?, id)
    }

    fn identity(&self, id: DocId, briefing: &Briefing) -> Option<Identity> {
        let name = match self.opt_input(id.source)? {
            Input::Sample(_) => return None,
            Input::Stdin => briefing.source.url.clone(),
            Input::Web(address) => Some(address),
            Input::Path(path) => Some(path.canonicalize().ok()?.display().to_string()),
        };
        let title = briefing.title.clone();
        let several = locked(&self.held).get(&id.source).is_some_and(|held| held.len() > 1);
        if !several {
            return Some(Identity { sha256: briefing.source.sha256.clone(), name, title });
        }
        // The entries of a feed share its bytes; their texts tell them apart.
        let digest = Sha256::digest(briefing.text.as_bytes());
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let which = briefing.source.url.clone().or_else(|| title.clone());
        let name = name.zip(which).map(|(name, which)| format!("{name}#{which}"));
        Some(Identity { sha256, name, title })
    }

    fn stamp(&self, source: usize) -> Option<Stamp> {
        let Input::Path(path) = self.opt_input(source)? else { return None };
        let metadata = fs::metadata(path).ok()?;
        let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some((changed.as_nanos(), metadata.len()))
    }

    fn lasting_name(&self, source: usize) -> Option<String> {
        match self.opt_input(source)? {
            Input::Sample(_) | Input::Stdin => None,
            Input::Web(address) => Some(address),
            Input::Path(path) => Some(path.canonicalize().ok()?.to_str()?.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::Library as _;

    const FEED: &str = r#"<rss version="2.0"><channel><title>News</title>
        <item><title>Rails</title><description>&lt;p&gt;“We build rails,” Ana Roe said.&lt;/p&gt;</description></item>
        <item><title>Ships</title><description>&lt;p&gt;Nothing was said of ships.&lt;/p&gt;</description></item>
        </channel></rss>"#;

    /// The documents found in a folder with a text, a feed, a picture and a broken file:
    /// source, document, title or fault.
    #[test]
    fn a_folder_is_looked_through() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
        put("a.txt", "Harbour plans\n\nThe docks open, the minister said.\n".as_bytes());
        put("b.xml", FEED.as_bytes());
        put("c.png", b"\x89PNG\r\n\x1a\n\0\0\0\0");
        let library = Library::new(&[folder.path().to_owned()], Reading::default());
        let mut n = 0;
        library.gather(&mut |names| {
            n += names.len();
            true
        });
        let mut told = Vec::new();
        for source in 0..n {
            library.survey(source, &mut |one| {
                let words = match one.known {
                    Known::Summary(summary) => summary.title.unwrap_or_default(),
                    other => format!("{other:?}"),
                };
                told.push((one.id.source, one.id.item, one.of, words));
                true
            });
        }
        let expected = [
            (0, 0, 1, "Harbour plans"),
            (1, 0, 2, "Rails"),
            (1, 1, 2, "Ships"),
            (2, 0, 1, "NoDocument"),
        ];
        assert_eq!(told, expected.map(|(s, i, of, words)| (s, i, of, words.to_owned())));
        let ships = library.read(DocId { source: 1, item: 1 }).unwrap();
        let rails = library.read(DocId { source: 1, item: 0 }).unwrap();
        let hash = |item, briefing| library.identity(DocId { source: 1, item }, briefing);
        assert_ne!(hash(1, &ships).unwrap().sha256, hash(0, &rails).unwrap().sha256);
        assert!(library.stamp(0).is_some() && library.stamp(99).is_none());
    }
}
