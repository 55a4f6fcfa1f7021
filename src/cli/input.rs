//! The bytes of one source: a file, a pipe, standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::failure::{Failure, LIMIT};

/// Where a briefing's bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// The briefing compiled in.
    Sample(&'static str),
    Stdin,
    Path(PathBuf),
}

impl Input {
    /// `-` is standard input, everything else a path; `./-` is a file of that name.
    pub(super) fn of(argument: &Path) -> Input {
        if argument.as_os_str() == "-" { Input::Stdin } else { Input::Path(argument.to_owned()) }
    }

    /// The name in the briefing: as given.
    pub(super) fn name(&self) -> String {
        match self {
            Input::Sample(_) => "sample.txt".to_owned(),
            Input::Stdin => "-".to_owned(),
            Input::Path(path) => path.display().to_string(),
        }
    }

    /// The name in messages.
    pub(super) fn called(&self) -> String {
        match self {
            Input::Sample(_) => "the built-in sample".to_owned(),
            Input::Stdin => "standard input".to_owned(),
            Input::Path(path) => format!("`{}`", path.display()),
        }
    }

    /// Whether it is read as it comes, without a place in the file system.
    pub(super) fn is_stream(&self) -> bool {
        !matches!(self, Input::Path(_))
    }

    /// The size it claims, in bytes; 0 when that cannot be told.
    pub(super) fn size(&self) -> u64 {
        match self {
            Input::Path(path) => std::fs::metadata(path).map_or(0, |metadata| metadata.len()),
            _ => 0,
        }
    }

    /// All its bytes.
    ///
    /// # Errors
    ///
    /// When it cannot be opened or read, is a directory, or holds more than [`LIMIT`]
    /// bytes: a regular file is refused before it is read, a pipe or device once the
    /// limit has gone by.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Failure> {
        match self {
            Input::Sample(text) => Ok(text.as_bytes().to_vec()),
            Input::Stdin => limited(io::stdin().lock(), 0, LIMIT),
            Input::Path(path) => {
                let file = File::open(path)?;
                let metadata = file.metadata()?;
                if metadata.is_dir() {
                    return Err(Failure::Directory);
                }
                if metadata.len() > LIMIT {
                    return Err(Failure::TooLarge);
                }
                limited(file, metadata.len(), LIMIT)
            }
        }
    }
}

/// What `from` gives, unless it is more than `limit` bytes; `expected` sizes the buffer.
fn limited(from: impl Read, expected: u64, limit: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0) + 1);
    from.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(Failure::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_reached_but_not_passed() {
        assert_eq!(limited(&b"abc"[..], 0, 3).unwrap(), b"abc");
        assert!(matches!(limited(&b"abcd"[..], 0, 3), Err(Failure::TooLarge)));
        assert!(matches!(limited(io::repeat(b'x'), 0, 1000), Err(Failure::TooLarge)));
    }

    #[test]
    fn a_dash_is_standard_input_and_a_path_with_one_is_not() {
        assert_eq!(Input::of(Path::new("-")), Input::Stdin);
        assert_eq!(Input::of(Path::new("./-")), Input::Path("./-".into()));
    }
}
