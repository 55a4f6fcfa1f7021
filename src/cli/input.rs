//! The bytes of one source: a file, a pipe, standard input, a page of the web.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::address;
use super::failure::{Failure, LIMIT};
use super::fetch::{self, Copies};
use crate::archive::Page;

/// How long a pipe with a name may go without anybody who opens it to write.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where a briefing's bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// The briefing compiled in.
    Sample(&'static str),
    Stdin,
    Path(PathBuf),
    /// An address with a scheme, not yet looked at.
    Web(String),
}

impl Input {
    /// `-` is standard input, `https://…` a page, everything else a path; `./-` is a file
    /// of that name.
    pub(super) fn of(argument: &Path) -> Input {
        match argument.to_str() {
            Some("-") => Input::Stdin,
            Some(text) if address::is_one(text) => Input::Web(text.to_owned()),
            _ => Input::Path(argument.to_owned()),
        }
    }

    /// The name in the briefing: as given.
    pub(super) fn name(&self) -> String {
        match self {
            Input::Sample(_) => "sample.txt".to_owned(),
            Input::Stdin => "-".to_owned(),
            Input::Path(path) => path.display().to_string(),
            Input::Web(url) => url.clone(),
        }
    }

    /// The name in messages.
    pub(super) fn called(&self) -> String {
        match self {
            Input::Sample(_) => "the built-in sample".to_owned(),
            Input::Stdin => "standard input".to_owned(),
            Input::Path(path) => format!("`{}`", path.display()),
            Input::Web(url) => format!("`{url}`"),
        }
    }

    /// Its address on the web.
    pub(super) fn url(&self) -> Option<&str> {
        match self {
            Input::Web(url) => Some(url),
            _ => None,
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
    /// When it cannot be opened or read, is a directory or a pipe nobody writes to, or
    /// holds more than [`LIMIT`] bytes: a regular file is refused before it is read, a pipe or device once the
    /// limit has gone by.
    pub(super) fn bytes(&self, copies: Copies) -> Result<Vec<u8>, Failure> {
        match self {
            Input::Sample(text) => Ok(text.as_bytes().to_vec()),
            Input::Web(url) => Ok(decoded(fetch::page(address::checked(url)?, copies)?)),
            Input::Stdin => limited(io::stdin().lock(), 0, LIMIT),
            Input::Path(path) => {
                let file = opened(path, PATIENCE)?;
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

/// Opens what is at `path`.
///
/// Opening a pipe with a name waits for whoever writes to it, so that is left to a
/// thread, which outlives the `patience` and ends with the program.
fn opened(path: &Path, patience: Duration) -> Result<File, Failure> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_file() || metadata.is_dir() {
        return Ok(File::open(path)?);
    }
    let (send, receive) = mpsc::channel();
    let path = path.to_owned();
    thread::spawn(move || send.send(File::open(path)));
    match receive.recv_timeout(patience) {
        Ok(opened) => Ok(opened?),
        Err(_) => Err(Failure::NoWriter),
    }
}

/// The bytes of `page`; in UTF-8 with a byte order mark, which outranks what the page says
/// of itself, when the server names another encoding.
fn decoded(page: Page) -> Vec<u8> {
    let named = page.content_type.as_deref().and_then(|kind| kind.split_once("charset="));
    let label = named.map(|(_, label)| label.split(';').next().unwrap_or(label).trim_matches('"'));
    match label.and_then(|label| encoding_rs::Encoding::for_label(label.trim().as_bytes())) {
        Some(encoding) if encoding != encoding_rs::UTF_8 => {
            let (text, _, _) = encoding.decode(&page.bytes);
            [b"\xef\xbb\xbf", text.as_bytes()].concat()
        }
        _ => page.bytes,
    }
}

/// What `from` gives, unless it is more than `limit` or fewer than the `expected` bytes.
fn limited(from: impl Read, expected: u64, limit: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0) + 1);
    from.take(limit + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        n if n > limit => Err(Failure::TooLarge),
        n if n < expected => Err(Failure::Shrank),
        _ => Ok(bytes),
    }
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
    fn a_file_may_grow_while_it_is_read_but_not_shrink() {
        assert_eq!(limited(&b"abcd"[..], 3, 10).unwrap(), b"abcd");
        assert!(matches!(limited(&b"ab"[..], 3, 10), Err(Failure::Shrank)));
    }

    #[test]
    fn a_pipe_nobody_writes_to_is_given_up() {
        let dir = tempfile::tempdir().unwrap();
        let fifo = dir.path().join("fifo");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        assert!(matches!(opened(&fifo, Duration::from_millis(1)), Err(Failure::NoWriter)));
    }

    #[test]
    fn the_server_outranks_the_page() {
        let page = |kind: &str| Page {
            content_type: Some(kind.into()),
            bytes: b"<meta charset=utf-8>caf\xe9".to_vec(),
            ..Page::default()
        };
        let decoded = |kind: &str| decoded(page(kind));
        let expected = "\u{feff}<meta charset=utf-8>café".as_bytes();
        assert_eq!(decoded("text/html; charset=ISO-8859-1"), expected);
        assert_eq!(decoded("text/html; charset=\"latin1\"; x=y"), expected);
        for kind in ["text/html", "text/html; charset=utf-8", "text/html; charset=none"] {
            assert_eq!(decoded(kind), page(kind).bytes);
        }
    }

    #[test]
    fn a_dash_is_standard_input_and_a_path_with_one_is_not() {
        assert_eq!(Input::of(Path::new("-")), Input::Stdin);
        assert_eq!(Input::of(Path::new("./-")), Input::Path("./-".into()));
    }
}
