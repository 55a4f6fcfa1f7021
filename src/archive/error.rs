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
    #[error("`{}` is damaged in line {line}: {message}", path.display())]
    Corrupt { path: PathBuf, line: usize, message: String },
    /// The file stays as it is; what this onrecord keeps goes into one beside it.
    #[error("`{}` is in format {found}, this onrecord reads up to {FORMAT}", path.display())]
    Newer { path: PathBuf, found: u32 },
    #[error("another reader keeps `{}` busy", path.display())]
    Busy { path: PathBuf },
}
