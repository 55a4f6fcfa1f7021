//! Why a source could not be read, and the way out.

use std::io;

use super::fetch_error::FetchError;
use crate::ingest::IngestError;

/// The most bytes read from one source: 512 MiB.
pub(super) const LIMIT: u64 = 512 << 20;

/// Why a source gives no briefing. The message goes after the source's name.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("{}", cause(.0))]
    Io(#[from] io::Error),
    #[error("it is a directory")]
    Directory,
    #[error("it holds more than {} MiB", LIMIT >> 20)]
    TooLarge,
    #[error("it was cut off while it was read")]
    Shrank,
    #[error("nobody writes to this pipe")]
    NoWriter,
    #[error("no file is there to read")]
    NoFiles,
    #[error("{0}")]
    Pattern(String),
    #[error("{0}")]
    Walk(String),
    #[error("the program failed on it")]
    Fault,
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Ingest(#[from] IngestError),
}

impl Failure {
    /// What the reader can do about it.
    pub(super) fn hint(&self) -> Option<&'static str> {
        match self {
            Failure::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => {
                    Some("check the name; - reads standard input, no name opens the sample")
                }
                io::ErrorKind::PermissionDenied => {
                    Some("ask its owner for leave to read it, or read a copy")
                }
                _ => None,
            },
            Failure::Directory => {
                Some("open one of its files, or list them all with `onrecord topics`")
            }
            Failure::NoFiles => Some("hidden and git-ignored files count only when they are named"),
            Failure::Pattern(_) => Some("quote the pattern's special characters with a backslash"),
            Failure::Walk(_) => None,
            Failure::Fault => Some("please report this with the file, if you may share it"),
            Failure::Shrank => Some("wait until it is written, and open it again"),
            Failure::NoWriter => Some("start what writes to it, and open it again"),
            Failure::TooLarge => Some("split it into parts and open those"),
            Failure::Fetch(error) => Some(error.hint()),
            Failure::Ingest(error) => Some(error.hint()),
        }
    }
}

/// `error` in lower case without the system's number: `no such file or directory`.
pub(super) fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_read_as_part_of_a_sentence() {
        assert_eq!(cause(&io::Error::from_raw_os_error(2)), "no such file or directory");
        assert_eq!(cause(&io::Error::other("Odd thing")), "odd thing");
        assert_eq!(Failure::TooLarge.to_string(), "it holds more than 512 MiB");
    }
}
