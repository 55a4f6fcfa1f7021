use std::path::{Path, PathBuf};

use super::disk::{self, Opener};
use super::error::ArchiveError;
use super::form::{self, FORMAT, Unreadable};
use super::record::{Identity, Record, hex};

/// A folder with one file for each document read, and the session.
///
/// `documents/SHA.toml` is the record of the content with that hash; `names/HASH` says
/// which content an address or path had last, so that an edited document finds the
/// record of the version before.
#[derive(Clone, Debug)]
pub struct Shelf {
    pub(super) folder: PathBuf,
    pub(super) open: Opener,
    /// Folders with records of earlier runs that cannot be moved here.
    pub(super) spares: Vec<PathBuf>,
}

/// A record and what could not be read on the way to it.
#[derive(Debug)]
pub struct Loaded {
    pub record: Record,
    /// The record is then what could be read all the same, often nothing.
    pub trouble: Option<ArchiveError>,
}

impl Shelf {
    /// The shelf in `folder`, which need not exist until something is saved.
    pub fn new(folder: impl Into<PathBuf>) -> Shelf {
        Shelf { folder: folder.into(), open: disk::create, spares: Vec::new() }
    }

    /// What is kept about `document`, whose text is `text`; an empty record when there
    /// is nothing. Its places are looked up in `text`.
    pub fn load(&self, document: &Identity, text: &str) -> Loaded {
        let found = self.opt_record(&document.sha256);
        let (record, trouble) = match found {
            Ok(None) => match self.opt_older(document) {
                Ok(older) => (older, None),
                Err(trouble) => (None, Some(trouble)),
            },
            Ok(record) => (record, None),
            // The newer file stays; what an older onrecord kept stands beside it.
            Err(trouble) => (self.beside_newer(document, &trouble).ok().flatten(), Some(trouble)),
        };
        let mut record = record.unwrap_or_default();
        for spare in &self.spares {
            let left = Shelf::new(spare).opt_record(&document.sha256).ok().flatten();
            record = left.into_iter().fold(record, Record::merged);
        }
        record.document = document.clone();
        record.settle(text);
        Loaded { record, trouble }
    }

    /// Keeps `record`, together with whatever another reader has kept meanwhile, and
    /// gives back both. The places that come from the other reader are not looked up.
    ///
    /// When it fails, what was kept before is still there.
    pub fn save(&self, record: &Record) -> Result<Record, ArchiveError> {
        let documents = self.folder.join("documents");
        disk::create_folder(&documents)?;
        let _locked = disk::lock(&documents)?;
        let mut path = self.path(&record.document.sha256);
        let mut kept = self.opt_record(&record.document.sha256);
        if let Err(trouble @ ArchiveError::Newer { .. }) = &kept {
            path = beside_newer(&path);
            kept = self.beside_newer(&record.document, trouble);
        }
        let merged = match kept {
            Ok(Some(kept)) => record.clone().merged(kept),
            Ok(None) => record.clone(),
            Err(ArchiveError::Corrupt { path, .. }) => {
                disk::put_aside(&path)?;
                record.clone()
            }
            Err(error) => return Err(error),
        };
        let text = form::write(&merged)
            .map_err(|source| ArchiveError::Form { path: path.clone(), source })?;
        disk::replace(&path, &text, self.open)?;
        self.name(&record.document)?;
        Ok(merged)
    }

    /// Notes which content the document's name has now.
    fn name(&self, document: &Identity) -> Result<(), ArchiveError> {
        let Some(path) = self.opt_name_path(document) else { return Ok(()) };
        if disk::opt_read(&path).ok().flatten().is_some_and(|sha| sha.trim() == document.sha256) {
            return Ok(());
        }
        disk::create_folder(&self.folder.join("names"))?;
        disk::replace(&path, &format!("{}\n", document.sha256), self.open)
    }

    /// The record of the content that `document`'s name had last.
    fn opt_older(&self, document: &Identity) -> Result<Option<Record>, ArchiveError> {
        let Some(path) = self.opt_name_path(document) else { return Ok(None) };
        match disk::opt_read(&path)? {
            Some(sha256) => self.opt_record(sha256.trim()),
            None => Ok(None),
        }
    }

    fn opt_record(&self, sha256: &str) -> Result<Option<Record>, ArchiveError> {
        read(&self.path(sha256))
    }

    /// What an older onrecord kept beside a newer one's file.
    fn beside_newer(
        &self,
        document: &Identity,
        trouble: &ArchiveError,
    ) -> Result<Option<Record>, ArchiveError> {
        match trouble {
            ArchiveError::Newer { .. } => read(&beside_newer(&self.path(&document.sha256))),
            _ => Ok(None),
        }
    }

    fn path(&self, sha256: &str) -> PathBuf {
        // A name that was tampered with must not lead out of the folder.
        let safe: String = sha256.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
        self.folder.join("documents").join(format!("{safe}.toml"))
    }

    fn opt_name_path(&self, document: &Identity) -> Option<PathBuf> {
        let mut hash = hex(document.name.as_ref()?.as_bytes());
        hash.truncate(32);
        Some(self.folder.join("names").join(hash))
    }
}

fn beside_newer(path: &Path) -> PathBuf {
    path.with_extension(format!("format-{FORMAT}.toml"))
}

pub(super) fn read(path: &Path) -> Result<Option<Record>, ArchiveError> {
    let Some(text) = disk::opt_read(path)? else { return Ok(None) };
    let path = path.to_owned();
    form::read(&text).map(Some).map_err(|unreadable| match unreadable {
        Unreadable::Newer(found) => ArchiveError::Newer { path, found },
        Unreadable::Corrupt(line, message) => ArchiveError::Corrupt { path, line, message },
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{self, Write};

    use proptest::prelude::*;
    use tempfile::TempDir;

    use super::super::anchor::Found;
    use super::super::disk::Lasting;
    use super::super::record::{Content, Highlight, Mark, Placed, View};
    use super::super::session::Session;
    use super::*;
    use crate::model::Span;

    const TEXT: &str = "The harbour of Kessin reopens on Friday, the minister told the council.";

    fn identity(sha256: &str) -> Identity {
        let name = Some("/home/ana/kessin.txt".to_owned());
        Identity { sha256: sha256.to_owned(), name, title: Some("Kessin".to_owned()) }
    }

    fn noted(words: &str, note: &str, at_ms: i64) -> Highlight {
        let start = TEXT.find(words).unwrap();
        Highlight::new(TEXT, Span::new(start, start + words.len()), "yellow", note, at_ms)
    }

    fn record(highlights: &[Highlight]) -> Record {
        Record { highlights: highlights.to_vec(), ..Record::new(identity("aa")) }
    }

    fn shelf() -> (TempDir, Shelf) {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(folder.path().join("deep/onrecord"));
        (folder, shelf)
    }

    fn file(shelf: &Shelf) -> PathBuf {
        shelf.folder.join("documents/aa.toml")
    }

    #[test]
    fn what_was_kept_is_there_again() {
        let (_folder, shelf) = shelf();
        assert_eq!(shelf.load(&identity("aa"), TEXT).record, record(&[]));
        let mut full = record(&[noted("reopens on Friday", "Ask.\n\nWho pays?", 7)]);
        full.marks = vec![Mark { letter: 'a', at_ms: 5, place: Some(Placed::point(TEXT, 4)) }];
        full.view = Some(View {
            at_ms: 9,
            place: Placed::point(TEXT, 15),
            filters: vec!["person:Ana Roe".to_owned()],
            panes: vec![("topics".to_owned(), 22)],
            jumps: vec![Placed::point(TEXT, 0)],
        });
        assert_eq!(shelf.save(&full).unwrap(), full);
        let loaded = shelf.load(&identity("aa"), TEXT);
        assert!(loaded.trouble.is_none());
        assert_eq!(loaded.record, full);
        let written = fs::read_to_string(file(&shelf)).unwrap();
        assert!(
            written.contains("reopens on Friday") && written.contains("1970-01-01T00:00:00.007Z"),
            "{written}"
        );
    }

    #[test]
    fn an_edited_document_finds_what_was_kept() {
        let (_folder, shelf) = shelf();
        shelf
            .save(&record(&[noted("reopens on Friday", "", 1), noted("the council", "", 2)]))
            .unwrap();
        let edited = "NEW: The harbour of Kessin reopens on Friday, the minister said.";
        let loaded = shelf.load(&identity("bb"), edited).record;
        let found: Vec<Found> =
            loaded.shown().iter().map(|(_, content)| content.place.found).collect();
        let start = edited.find("reopens").unwrap();
        assert_eq!(found, [Found::Moved(Span::new(start, start + 17)), Found::Lost]);
        shelf.save(&loaded).unwrap();
        assert_eq!(shelf.load(&identity("bb"), edited).record.n_lost(), 1);
        assert_eq!(shelf.load(&identity("aa"), TEXT).record.n_lost(), 0);
    }

    #[test]
    fn a_document_without_a_name_is_found_by_its_content_alone() {
        let (_folder, shelf) = shelf();
        let nameless = |sha: &str| Identity { name: None, ..identity(sha) };
        let kept = Record { document: nameless("aa"), ..record(&[noted("Kessin", "", 1)]) };
        shelf.save(&kept).unwrap();
        assert_eq!(shelf.load(&nameless("aa"), TEXT).record, kept);
        assert!(shelf.load(&nameless("bb"), TEXT).record.highlights.is_empty());
    }

    #[test]
    fn two_readers_keep_each_others_notes() {
        let (_folder, shelf) = shelf();
        let reader = |from: i64| {
            let shelf = shelf.clone();
            std::thread::spawn(move || {
                let mut mine = shelf.load(&identity("aa"), TEXT).record;
                for at_ms in from..from + 20 {
                    mine.highlights.push(noted("Kessin", "mine", at_ms));
                    shelf.save(&mine).unwrap();
                }
            })
        };
        let readers = [reader(100), reader(200), reader(300)];
        readers.into_iter().for_each(|reader| reader.join().unwrap());
        assert_eq!(shelf.load(&identity("aa"), TEXT).record.highlights.len(), 60);
        let left: Vec<_> = fs::read_dir(shelf.folder.join("documents")).unwrap().collect();
        assert_eq!(left.len(), 2, "the record and the lock: {left:?}");
    }

    #[test]
    fn a_damaged_file_is_put_aside_as_it_is() {
        let (_folder, shelf) = shelf();
        shelf.save(&record(&[])).unwrap();
        for (n, damage) in
            ["format = 1\n[document\n", "format = 1\n", "\u{0}\u{0}", ""].iter().enumerate()
        {
            fs::write(file(&shelf), damage).unwrap();
            let loaded = shelf.load(&identity("aa"), TEXT);
            assert!(matches!(loaded.trouble, Some(ArchiveError::Corrupt { .. })), "{damage:?}");
            assert_eq!(fs::read_to_string(file(&shelf)).unwrap(), *damage);
            shelf.save(&record(&[noted("Kessin", "new", 1)])).unwrap();
            let aside = disk::beside(&file(&shelf), &format!("damaged-{}", n + 1));
            assert_eq!(fs::read_to_string(aside).unwrap(), *damage);
            assert_eq!(shelf.load(&identity("aa"), TEXT).record.highlights.len(), 1);
        }
    }

    #[test]
    fn a_newer_file_is_left_alone() {
        let (_folder, shelf) = shelf();
        shelf.save(&record(&[])).unwrap();
        let newer = "format = 2\nwhat = \"unheard of\"\n";
        fs::write(file(&shelf), newer).unwrap();
        let loaded = shelf.load(&identity("aa"), TEXT);
        assert!(matches!(loaded.trouble, Some(ArchiveError::Newer { found: 2, .. })));
        shelf.save(&record(&[noted("Kessin", "old", 1)])).unwrap();
        shelf.save(&record(&[noted("minister", "too", 2)])).unwrap();
        assert_eq!(fs::read_to_string(file(&shelf)).unwrap(), newer);
        let loaded = shelf.load(&identity("aa"), TEXT);
        assert_eq!(loaded.record.highlights.len(), 2);
        assert!(matches!(loaded.trouble, Some(ArchiveError::Newer { .. })));
    }

    /// A disk that takes ten bytes more and is full.
    struct Full(usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let n = bytes.len().min(self.0);
            self.0 -= n;
            if n == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(n) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Lasting for Full {
        fn last(&self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_loses_nothing() {
        let (_folder, shelf) = shelf();
        let before = record(&[noted("Kessin", "kept", 1)]);
        shelf.save(&before).unwrap();
        let full = Shelf {
            open: |path| {
                fs::write(path, "ten bytes.")?;
                Ok(Box::new(Full(10)))
            },
            ..shelf.clone()
        };
        let after = record(&[noted("minister", "not kept", 2)]);
        assert!(matches!(full.save(&after), Err(ArchiveError::Write { .. })));
        assert!(full.save_session(&Session::default()).is_err());
        assert_eq!(shelf.load(&identity("aa"), TEXT).record, before);
        let names: Vec<String> = fs::read_dir(shelf.folder.join("documents"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert!(names.iter().all(|name| !name.ends_with(".new")), "{names:?}");
        assert_eq!(shelf.save(&after).unwrap().highlights.len(), 2);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken");
        fs::write(&taken, "a file").unwrap();
        let shelf = Shelf::new(taken.join("onrecord"));
        assert!(shelf.save(&record(&[])).is_err());
        assert!(shelf.save_session(&Session::default()).is_err());
        assert!(shelf.load(&identity("aa"), TEXT).record.highlights.is_empty());
    }

    #[test]
    fn a_tampered_name_leads_nowhere() {
        let (_folder, shelf) = shelf();
        shelf.save(&record(&[])).unwrap();
        let name = shelf.opt_name_path(&identity("aa")).unwrap();
        fs::write(name, "../../../../etc/passwd\n").unwrap();
        assert!(shelf.load(&identity("cc"), TEXT).trouble.is_none());
        assert!(shelf.path("../x/Ä").ends_with("documents/x.toml"));
    }

    #[test]
    fn the_session_is_kept() {
        let (_folder, shelf) = shelf();
        assert_eq!(shelf.session().unwrap().open, [""; 0]);
        let mut session = Session {
            open: vec!["a.txt".to_owned(), "-".to_owned()],
            front: 1,
            ..Session::default()
        };
        (0..120).for_each(|i| session.searched(&format!("word {i}")));
        session.searched("word 50");
        shelf.save_session(&session).unwrap();
        let found = shelf.session().unwrap();
        assert_eq!((&found.open, found.front, found.searches.len()), (&session.open, 1, 100));
        assert_eq!(found.searches.last().unwrap(), "word 50");
        fs::write(shelf.folder.join("session.toml"), "open = 3").unwrap();
        assert!(matches!(shelf.session(), Err(ArchiveError::Corrupt { .. })));
        shelf.save_session(&session).unwrap();
        assert!(shelf.folder.join("session.toml.damaged-1").exists());
        fs::write(shelf.folder.join("session.toml"), "format = 9").unwrap();
        assert!(matches!(shelf.save_session(&session), Err(ArchiveError::Newer { .. })));
    }

    proptest! {
        #[test]
        fn any_record_reads_back(
            notes in proptest::collection::vec((any::<String>(), "\\PC{0,9}", 0i64..4_000_000_000_000), 0..5),
            text in any::<String>(),
            letters in proptest::collection::btree_set(proptest::char::range('a', 'z'), 0..4),
        ) {
            let all = Span::new(0, text.len());
            let highlights = notes.iter().map(|(note, colour, at_ms)| Highlight::new(&text, all, colour, note, *at_ms));
            let record = Record {
                view: Some(View { at_ms: 3, place: Placed::point(&text, 7), filters: vec![text.clone()], ..View::default() }),
                marks: letters.into_iter().map(|letter| Mark { letter, at_ms: 1, place: None }).collect(),
                highlights: highlights.collect(),
                ..Record::new(identity("aa"))
            };
            let mut read = form::read(&form::write(&record).unwrap()).unwrap();
            for highlight in &mut read.highlights {
                if let Some(Content { place, .. }) = &mut highlight.content {
                    prop_assert_eq!(&place.anchor.words, &text);
                    place.found = Found::Same(all);
                }
            }
            read.view.as_mut().unwrap().place.found = Found::Same(read.view.as_ref().unwrap().place.anchor.span);
            prop_assert_eq!(read, record);
        }

        #[test]
        fn no_text_of_a_record_is_a_panic(text in "(format = [0-9]\n)?(\\[\\[?(view|mark|highlight)\\]\\]?\n)?[a-z\" =\\[\\]0-9\n]{0,60}") {
            _ = form::read(&text);
        }
    }
}
