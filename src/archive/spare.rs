//! Folders for what could not be written where it belongs. The next run looks for them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::shelf::{self, Shelf};

/// How the names of such folders begin.
const PREFIX: &str = "onrecord-notes-";

/// A new folder that nobody else may read: a name that can be guessed may be another's
/// already.
pub fn new_folder() -> io::Result<PathBuf> {
    new_folder_in(&std::env::temp_dir())
}

fn new_folder_in(folder: &Path) -> io::Result<PathBuf> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    // Without this the folder is made for everybody to look into.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    Ok(builder.tempdir_in(folder)?.keep())
}

impl Shelf {
    /// This shelf with what earlier runs had to leave in the folder for temporary files:
    /// moved onto it, or only read there while it cannot be written to.
    pub fn with_spares(self) -> Shelf {
        self.with_spares_in(&std::env::temp_dir())
    }

    fn with_spares_in(mut self, folder: &Path) -> Shelf {
        let left = spares(folder).into_iter().filter(|spare| !self.take_in(spare));
        self.spares = left.collect();
        self
    }

    /// Moves the records of `spare` onto the shelf; tells whether all of them are there.
    fn take_in(&self, spare: &Path) -> bool {
        let Ok(files) = fs::read_dir(spare.join("documents")) else { return false };
        let paths = files.filter_map(Result::ok).map(|file| file.path());
        let records = paths.filter(|path| path.extension().is_some_and(|end| end == "toml"));
        // Not `all`: what can be moved is moved.
        let failed = records.filter(|path| !self.take_in_record(path)).count();
        if failed == 0 {
            // Nothing of worth is left in it; another run may have taken it away.
            _ = fs::remove_dir_all(spare);
        }
        failed == 0
    }

    fn take_in_record(&self, path: &Path) -> bool {
        let Ok(Some(record)) = shelf::read(path) else { return false };
        self.save(&record).is_ok() && fs::remove_file(path).is_ok()
    }
}

/// The folders of that kind in `folder` that are this user's alone.
fn spares(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let named = entries.filter_map(Result::ok).filter(|entry| {
        let name = entry.file_name();
        name.to_str().is_some_and(|name| name.starts_with(PREFIX))
    });
    let mut found: Vec<PathBuf> =
        named.map(|entry| entry.path()).filter(|path| is_ours(path)).collect();
    found.sort();
    found
}

/// Whether `path` is a folder of this user's that nobody else may look into: anybody may
/// put one of that name where all may write.
#[cfg(unix)]
fn is_ours(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(found) = fs::symlink_metadata(path) else { return false };
    let us = tempfile::tempfile().and_then(|file| file.metadata()).map(|file| file.uid());
    found.is_dir() && found.mode() & 0o077 == 0 && us.is_ok_and(|us| us == found.uid())
}

/// The folder for temporary files is a user's own there.
#[cfg(not(unix))]
fn is_ours(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

#[cfg(test)]
mod tests {
    use super::super::record::{Highlight, Identity, Record};
    use super::*;
    use crate::model::Span;

    const TEXT: &str = "The harbour of Kessin reopens.";

    fn identity() -> Identity {
        let name = Some("/home/ana/kessin.txt".to_owned());
        Identity { sha256: "aa".to_owned(), name, title: None }
    }

    fn record(note: &str, at_ms: i64) -> Record {
        let highlight = Highlight::new(TEXT, Span::new(4, 11), "yellow", note, at_ms);
        Record { highlights: vec![highlight], ..Record::new(identity()) }
    }

    /// A folder for temporary files in which an earlier run has left a note.
    fn left_behind() -> (tempfile::TempDir, PathBuf) {
        let temporary = tempfile::tempdir().unwrap();
        let spare = new_folder_in(temporary.path()).unwrap();
        Shelf::new(&spare).save(&record("left", 1)).unwrap();
        (temporary, spare)
    }

    fn notes(shelf: &Shelf) -> usize {
        shelf.load(&identity(), TEXT).record.highlights.len()
    }

    #[test]
    fn what_was_left_behind_is_put_where_it_belongs() {
        let (temporary, spare) = left_behind();
        let home = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(home.path().join("onrecord"));
        shelf.save(&record("kept", 2)).unwrap();
        let shelf = shelf.with_spares_in(temporary.path());
        assert_eq!(notes(&shelf), 2);
        assert!(!spare.exists());
        assert_eq!(notes(&Shelf::new(home.path().join("onrecord"))), 2);
    }

    #[test]
    fn it_is_read_where_it_lies_while_it_cannot_be_moved() {
        let (temporary, spare) = left_behind();
        let taken = temporary.path().join("taken");
        fs::write(&taken, "a file").unwrap();
        let shelf = Shelf::new(taken.join("onrecord")).with_spares_in(temporary.path());
        assert_eq!(notes(&shelf), 1);
        assert!(spare.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_others_may_look_into_is_none_of_ours() {
        use std::os::unix::fs::PermissionsExt as _;
        let (temporary, spare) = left_behind();
        fs::set_permissions(&spare, fs::Permissions::from_mode(0o755)).unwrap();
        let home = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(home.path()).with_spares_in(temporary.path());
        assert_eq!((notes(&shelf), spare.exists()), (0, true));
    }
}
