use serde::{Deserialize, Serialize};

use super::disk;
use super::error::ArchiveError;
use super::form::FORMAT;
use super::shelf::Shelf;

/// What was open last, and what was searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// Files and addresses as given, in the order of their tabs.
    pub open: Vec<String>,
    /// For each, which of the documents in it; 0 for the only one, and where none is
    /// given.
    pub items: Vec<usize>,
    /// Index into `open`.
    pub front: usize,
    /// The words searched for, the latest last.
    pub searches: Vec<String>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct File {
    format: u32,
    #[serde(flatten)]
    session: Session,
}

/// How many searches are remembered.
const SEARCHES: usize = 100;

impl Session {
    /// Adds `words` as the latest search; one that was there moves to the end.
    pub fn searched(&mut self, words: &str) {
        self.searches.retain(|old| old != words);
        self.searches.push(words.to_owned());
        let too_many = self.searches.len().saturating_sub(SEARCHES);
        self.searches.drain(..too_many);
    }
}

impl Shelf {
    /// The last session; an empty one when there was none.
    pub fn session(&self) -> Result<Session, ArchiveError> {
        let path = self.folder.join("session.toml");
        let Some(text) = disk::opt_read(&path)? else { return Ok(Session::default()) };
        let file: File = toml::from_str(&text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            let message = error.message().to_owned();
            ArchiveError::Corrupt { path: path.clone(), line, message }
        })?;
        match file.format {
            newer if newer > FORMAT => Err(ArchiveError::Newer { path, found: newer }),
            _ => Ok(file.session),
        }
    }

    /// Keeps `session` in place of the last one. A damaged file is put aside, a newer
    /// one stays as it is.
    pub fn save_session(&self, session: &Session) -> Result<(), ArchiveError> {
        disk::create_folder(&self.folder)?;
        let path = self.folder.join("session.toml");
        match self.session() {
            Err(ArchiveError::Corrupt { .. }) => _ = disk::put_aside(&path)?,
            Err(error) => return Err(error),
            Ok(_) => {}
        }
        let file = File { format: FORMAT, session: session.clone() };
        let text = toml::to_string_pretty(&file)
            .map_err(|source| ArchiveError::Form { path: path.clone(), source })?;
        disk::replace(&path, &text, self.open)
    }
}
