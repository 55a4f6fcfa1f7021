//! Writes JSON a value at a time, laid out as `serde_json` does it. That writes every comma
//! by itself and looks at every letter; most of an export's text needs neither.

use std::io::{self, Write};

use crate::model::Span;
use crate::text::scan;

/// How much is written at once, in bytes.
const PIECE: usize = 1 << 16;

/// How an object is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Over several lines.
    Many,
    /// On one line.
    One,
}

/// A place to write values to; the first error is kept for the end.
pub(super) struct Pen<'a> {
    to: &'a mut dyn Write,
    held: Vec<u8>,
    lines: Lines,
    depth: usize,
    /// Whether the object or list at hand is still empty.
    empty: bool,
    result: io::Result<()>,
}

/// Something JSON has a value for.
pub(super) trait Value {
    fn write(self, pen: &mut Pen);
}

/// An object whose fields the function writes.
pub(super) struct Object<F>(pub(super) F);

/// A list of what the function makes of each item.
pub(super) struct List<I, F>(pub(super) I, pub(super) F);

/// A share with two decimals: more would claim a certainty nobody measured.
pub(super) struct Share(pub(super) f32);

/// Writes `value` and a line break.
///
/// # Errors
///
/// Those of `to`.
pub(super) fn write(value: impl Value, lines: Lines, to: &mut dyn Write) -> io::Result<()> {
    let held = Vec::with_capacity(PIECE / 4);
    let mut pen = Pen { to, held, lines, depth: 0, empty: true, result: Ok(()) };
    value.write(&mut pen);
    pen.held.push(b'\n');
    pen.spill(0);
    pen.result
}

impl Pen<'_> {
    /// Writes a field of an object; `name` has nothing to escape. Where its length is known,
    /// a name is two or three moves.
    #[inline(always)]
    pub(super) fn field(&mut self, name: &'static str, value: impl Value) {
        self.part();
        self.held.reserve(name.len() + 4);
        self.held.push(b'"');
        self.held.extend_from_slice(name.as_bytes());
        self.held.extend_from_slice(b"\":");
        if self.lines == Lines::Many {
            self.held.push(b' ');
        }
        value.write(self);
    }

    /// Writes what `inner` does, in brackets.
    #[inline]
    fn bracketed(&mut self, [open, close]: [u8; 2], inner: impl FnOnce(&mut Self)) {
        self.held.push(open);
        self.depth += 1;
        self.empty = true;
        inner(self);
        self.depth -= 1;
        if !self.empty {
            self.indent();
        }
        self.empty = false;
        self.held.push(close);
    }

    /// Parts a field or item from the one before.
    #[inline]
    fn part(&mut self) {
        self.spill(PIECE);
        if !self.empty {
            self.held.push(b',');
        }
        self.empty = false;
        self.indent();
    }

    #[inline]
    fn indent(&mut self) {
        if self.lines == Lines::Many {
            self.held.push(b'\n');
            self.held.extend(std::iter::repeat_n(b' ', 2 * self.depth));
        }
    }

    /// Hands on what is held, once it is as much as `enough`.
    #[inline]
    fn spill(&mut self, enough: usize) {
        if self.held.len() >= enough {
            if self.result.is_ok() {
                self.result = self.to.write_all(&self.held);
            }
            self.held.clear();
        }
    }

    fn escaped(&mut self, text: &str) {
        let marked = |b| u8::from(b < b' ') | u8::from(b == b'"') | u8::from(b == b'\\');
        let mut rest = text.as_bytes();
        while let Some(at) = scan::first(rest, marked) {
            let (plain, behind) = rest.split_at(at);
            self.held.extend_from_slice(plain);
            rest = behind.get(1..).unwrap_or_default();
            match behind.first().copied().unwrap_or_default() {
                b'\n' => self.held.extend_from_slice(b"\\n"),
                b'\r' => self.held.extend_from_slice(b"\\r"),
                b'\t' => self.held.extend_from_slice(b"\\t"),
                8 => self.held.extend_from_slice(b"\\b"),
                12 => self.held.extend_from_slice(b"\\f"),
                control @ ..b' ' => {
                    self.held.extend_from_slice(format!("\\u{control:04x}").as_bytes())
                }
                mark => self.held.extend_from_slice(&[b'\\', mark]),
            }
        }
        self.held.extend_from_slice(rest);
    }
}

impl Value for &str {
    /// In pieces: a text may be long.
    fn write(self, pen: &mut Pen) {
        pen.held.push(b'"');
        let mut rest = self;
        while rest.len() > PIECE {
            let (piece, behind) = rest.split_at(rest.floor_char_boundary(PIECE));
            pen.escaped(piece);
            pen.spill(PIECE);
            rest = behind;
        }
        pen.escaped(rest);
        pen.held.push(b'"');
    }
}

impl Value for &String {
    fn write(self, pen: &mut Pen) {
        self.as_str().write(pen);
    }
}

impl Value for usize {
    fn write(self, pen: &mut Pen) {
        pen.held.extend_from_slice(itoa::Buffer::new().format(self).as_bytes());
    }
}

impl Value for bool {
    fn write(self, pen: &mut Pen) {
        pen.held.extend_from_slice(if self { b"true" } else { b"false" });
    }
}

impl Value for Share {
    fn write(self, pen: &mut Pen) {
        let parts = (f64::from(self.0) * 100.0).round() as usize;
        (parts / 100).write(pen);
        pen.held.extend_from_slice(&[b'.', b'0' + (parts / 10 % 10) as u8]);
        if !parts.is_multiple_of(10) {
            pen.held.push(b'0' + (parts % 10) as u8);
        }
    }
}

impl Value for Span {
    #[inline]
    fn write(self, pen: &mut Pen) {
        List([self.start, self.end], |end| end).write(pen);
    }
}

impl<V: Value> Value for Option<V> {
    #[inline]
    fn write(self, pen: &mut Pen) {
        match self {
            Some(value) => value.write(pen),
            None => pen.held.extend_from_slice(b"null"),
        }
    }
}

impl<F: FnOnce(&mut Pen)> Value for Object<F> {
    #[inline]
    fn write(self, pen: &mut Pen) {
        pen.bracketed(*b"{}", self.0);
    }
}

impl<I: IntoIterator, V: Value, F: Fn(I::Item) -> V> Value for List<I, F> {
    #[inline]
    fn write(self, pen: &mut Pen) {
        pen.bracketed(*b"[]", |pen| {
            for item in self.0 {
                pen.part();
                (self.1)(item).write(pen);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: impl Value, lines: Lines) -> String {
        let mut to = Vec::new();
        write(value, lines, &mut to).unwrap();
        String::from_utf8(to).unwrap().trim_end().to_owned()
    }

    #[track_caller]
    fn check_string(text: &str) {
        assert_eq!(written(text, Lines::One), serde_json::to_string(text).unwrap());
    }

    #[test]
    fn strings_are_escaped_as_the_library_escapes_them() {
        check_string("");
        check_string("“plain” – sí");
        check_string("a\"b\\c\n\r\t\u{8}\u{c}\u{0}\u{1f}\u{7f}\u{9b}");
        check_string(&"a “long” text\n".repeat(PIECE / 3));
    }

    #[track_caller]
    fn check_share(share: f32, expected: &str) {
        assert_eq!(written(Share(share), Lines::One), expected);
    }

    #[test]
    fn shares_have_two_decimals_at_most_and_one_at_least() {
        check_share(0.0, "0.0");
        check_share(1.0, "1.0");
        check_share(0.8, "0.8");
        check_share(0.051, "0.05");
        check_share(0.7649, "0.76");
    }

    #[test]
    fn objects_are_laid_out_as_the_library_does_it() {
        let value = || {
            Object(|pen: &mut Pen| {
                pen.field("a", 1);
                pen.field("b", Object(|_: &mut Pen| ()));
                pen.field("c", List(["x", "y"], |x| x));
                pen.field("d", List([0; 0], |x| x));
                pen.field("e", List([0], |_| Object(|pen: &mut Pen| pen.field("f", true))));
                pen.field("g", Some(Span::new(1, 20)));
                pen.field("h", None::<usize>);
            })
        };
        let json = serde_json::json!({
            "a": 1, "b": {}, "c": ["x", "y"], "d": [], "e": [{ "f": true }], "g": [1, 20], "h": null,
        });
        assert_eq!(written(value(), Lines::One), json.to_string());
        assert_eq!(written(value(), Lines::Many), serde_json::to_string_pretty(&json).unwrap());
    }

    #[test]
    fn the_first_error_comes_back() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let long = "a".repeat(3 * PIECE);
        let error = write(long.as_str(), Lines::One, &mut Closed).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
