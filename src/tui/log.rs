//! What the reader did and told, written down for whoever looks for a fault.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Instant;

use crate::text::visible;

/// A file that gets a line for each thing done, or none.
///
/// It holds what the status line said, signals, and how long frames took, in milliseconds;
/// no keys and no words of the document but those a message quotes.
#[derive(Default)]
pub struct Log {
    open: Option<(File, Instant)>,
}

impl Log {
    /// A log at the end of the file `path`, which is made when it is not there.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened for writing.
    pub fn to(path: &Path) -> io::Result<Log> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Log { open: Some((file, Instant::now())) })
    }

    /// Writes what `words` gives as one line, after the seconds since the start. A log that
    /// can no longer be written is given up: the reading matters more.
    pub(super) fn line(&mut self, words: impl FnOnce() -> String) {
        let Some((file, start)) = &mut self.open else { return };
        let seconds = start.elapsed().as_secs_f64();
        let line = format!("{seconds:9.3} {}\n", visible::line(&words()));
        if file.write_all(line.as_bytes()).is_err() {
            self.open = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_harmless_and_follows_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        for words in ["one", "two\n\u{1b}[2J"] {
            Log::to(&path).unwrap().line(|| words.to_owned());
        }
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.contains(" one\n") && text.contains(" two") && !text.contains('\u{1b}'));
        assert!(Log::to(folder.path()).is_err());
    }

    #[test]
    fn without_a_file_nothing_is_even_put_into_words() {
        Log::default().line(|| panic!("nobody reads this"));
    }
}
