use std::io;
use std::path::PathBuf;

use super::form::FORMAT;

/// Why something could not be kept or found. The reader goes on without it.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error("cannot read `{}`", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("cannot write `{}`", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("cannot put `{}` into words", path.display())]
    Form { path: PathBuf, source: toml::ser::Error },
    /// The next save puts the file aside, as it is, and begins a new one.
    #[error("damaged in line {line}, to be kept aside as it is: `{}` ({message})", path.display())]
    Corrupt { path: PathBuf, line: usize, message: String },
    /// The file stays as it is; what this onrecord keeps goes into one beside it.
    #[error(
        "format {found} is newer than this onrecord's {FORMAT}, left as it is: `{}`",
        path.display()
    )]
    Newer { path: PathBuf, found: u32 },
    #[error("another reader keeps `{}` busy", path.display())]
    Busy { path: PathBuf },
}

impl ArchiveError {
    /// On one line, with the system's own reason.
    pub fn line(&self) -> String {
        let mut line = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            line.push_str(&format!(": {error}"));
            cause = error.source();
        }
        line
    }
}
