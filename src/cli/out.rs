//! The two ways out: standard output, and standard error for what went wrong.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use crate::text::visible;

/// Standard output, buffered; knows whether a terminal is there to be harmed.
///
/// Holds no lock between writes: the reader, and a panic on another thread, must be able
/// to reach the terminal.
pub(super) struct Out {
    to: BufWriter<Stdout>,
    terminal: bool,
}

impl Out {
    pub(super) fn stdout() -> Out {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        Out { to: BufWriter::with_capacity(1 << 16, stdout), terminal }
    }

    /// The columns of the terminal, at least 20; `None` when there is no terminal.
    pub(super) fn columns(&self) -> Option<usize> {
        let (columns, _) = crossterm::terminal::size().ok().filter(|_| self.terminal)?;
        Some(usize::from(columns).max(20))
    }

    /// Prints words for people: control characters as marks, wherever it goes.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(visible::lines(text).as_bytes())
    }

    /// Prints data whose bytes count (CSV, Markdown, HTML): as they are, except that a
    /// terminal gets marks for control characters.
    pub(super) fn data(&mut self, data: &str) -> io::Result<()> {
        if self.terminal { self.text(data) } else { self.to.write_all(data.as_bytes()) }
    }

    /// A way for JSON: as it is, except that a terminal gets `\u` escapes, which mean the
    /// same, for the control characters that JSON allows raw.
    pub(super) fn json(&mut self) -> impl Write {
        Json { terminal: self.terminal, to: &mut self.to }
    }

    /// Prints what the program itself wrote: completions, the man page.
    pub(super) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

struct Json<W> {
    to: W,
    terminal: bool,
}

impl<W: Write> Write for Json<W> {
    /// Whoever writes JSON writes whole strings or parts that end at an escape, never a
    /// part of a character.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    /// Every comma comes alone, so the way through is short.
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.terminal {
            return self.to.write_all(escaped(&String::from_utf8_lossy(bytes)).as_bytes());
        }
        self.to.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// `json` with `\u` escapes for the characters of strings a terminal could obey.
fn escaped(json: &str) -> Cow<'_, str> {
    let acts = |c: char| c != '\n' && visible::mark(c).is_some();
    if !json.contains(acts) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if acts(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// One line on standard error, with the program's name.
pub(super) fn complain(message: &str) {
    complain_raw(&format!("onrecord: {}\n", visible::line(message)));
}

/// Reports a fault of the program's own in one line, whose words may come from a
/// document and cannot act on the terminal either.
pub(super) fn complain_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!(" at {at}")).unwrap_or_default();
        let words = panic.payload_as_str().unwrap_or("no message");
        complain(&format!("a fault of the program's own{place}: {words}"));
    }));
}

/// The way out of a trouble, on a line of its own.
pub(super) fn hint(message: &str) {
    complain_raw(&format!("hint: {}\n", visible::line(message)));
}

/// `text` on standard error as it is laid out, control characters as marks.
pub(super) fn complain_raw(text: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = io::stderr().lock().write_all(visible::lines(text).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_on_a_terminal_means_the_same() {
        let value = serde_json::json!({ "a": "x\u{9b}2J\u{202e}\u{e0041}\u{7f}“sí”" });
        let written = |terminal| {
            let mut to = Vec::new();
            serde_json::to_writer(Json { to: &mut to, terminal }, &value).unwrap();
            String::from_utf8(to).unwrap()
        };
        let shown = written(true);
        assert_eq!(shown, "{\"a\":\"x\\u009b2J\\u202e\\udb40\\udc41\\u007f“sí”\"}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), value);
        assert_eq!(written(false), value.to_string());
        assert!(matches!(escaped("{\"a\":1}\n"), Cow::Borrowed(_)));
    }
}
