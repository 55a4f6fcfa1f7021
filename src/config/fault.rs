use std::ops::Range;
use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};

/// What is wrong at one place of a settings or theme file.
///
/// Lower case, names in backticks, no full stop; the way out is [`Trouble::help`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("{message}")]
    Syntax { message: String },
    #[error("unknown setting `{name}`")]
    UnknownSetting { name: String },
    #[error("`{name}` takes {wanted}, not {found}")]
    WrongType { name: String, wanted: String, found: &'static str },
    #[error("`{name}` cannot be {found}")]
    OutOfRange { name: String, found: String },
    #[error("`{name}` cannot be `{found}`")]
    NotAChoice { name: String, found: String },
    #[error("`{found}` names no key")]
    UnknownKey { found: String },
    #[error("unknown action `{found}`")]
    UnknownAction { found: String },
    #[error("`{keys}` is bound twice")]
    BoundTwice { keys: String },
    #[error("`{key}` cannot be bound: {why}")]
    Reserved { key: String, why: &'static str },
    #[error("unknown role `{found}`")]
    UnknownRole { found: String },
    #[error("`{found}` is no colour and no style")]
    UnknownStyle { found: String },
    #[error("no theme is called `{found}`")]
    UnknownTheme { found: String },
    #[error("{n} more faults follow")]
    More { n: usize },
}

/// A [`Fault`] with the file, the place in it, and the way out.
#[derive(Clone, Debug, thiserror::Error, Diagnostic)]
#[error("{}", one_line(fault))]
pub struct Trouble {
    pub fault: Fault,
    #[source_code]
    file: Arc<NamedSource<String>>,
    #[label("here")]
    at: SourceSpan,
    #[label("first here")]
    other: Option<SourceSpan>,
    #[help]
    help: Option<String>,
}

impl Trouble {
    /// The fault on one line, for a status line: `config.toml:12:5: unknown action …`.
    pub fn line(&self) -> String {
        let (line, column) = line_col(self.file.inner(), self.at.offset());
        let help = self.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{}:{line}:{column}: {self}{help}", self.file.name())
    }
}

/// Gathers the faults of one file.
pub(super) struct Faults {
    file: Arc<NamedSource<String>>,
    found: Vec<Trouble>,
    n_more: usize,
}

impl Faults {
    /// Past this many, faults are only counted.
    const LIMIT: usize = 50;

    pub(super) fn of(name: &str, source: &str) -> Faults {
        let file = Arc::new(NamedSource::new(visible(name), visible(source)));
        Faults { file, found: Vec::new(), n_more: 0 }
    }

    pub(super) fn add(&mut self, fault: Fault, at: Range<usize>, help: Option<String>) {
        self.push(fault, at, None, help);
    }

    /// A fault between two places.
    pub(super) fn add_pair(&mut self, fault: Fault, at: Range<usize>, other: Range<usize>) {
        self.push(fault, at, Some(other), None);
    }

    fn push(
        &mut self,
        fault: Fault,
        at: Range<usize>,
        other: Option<Range<usize>>,
        help: Option<String>,
    ) {
        if self.found.len() >= Faults::LIMIT {
            self.n_more += 1;
            return;
        }
        let file = Arc::clone(&self.file);
        let (at, other) = (at.into(), other.map(SourceSpan::from));
        let help = help.map(|help| visible(&help));
        self.found.push(Trouble { fault, file, at, other, help });
    }

    /// All faults, in the order of the file.
    pub(super) fn into_troubles(mut self) -> Vec<Trouble> {
        self.found.sort_by_key(|trouble| trouble.at.offset());
        if self.n_more > 0 {
            let end = SourceSpan::from(self.file.inner().len());
            let fault = Fault::More { n: self.n_more };
            let file = Arc::clone(&self.file);
            self.found.push(Trouble { fault, file, at: end, other: None, help: None });
        }
        self.found
    }
}

/// `did you mean X?` when one of `known` is near to `found`.
pub(super) fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let folded = found.to_lowercase().replace('_', "-");
    let (distance, name) = known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&folded, name), name))
        .min_by_key(|&(distance, _)| distance)?;
    let near = distance <= 1 + folded.chars().count().max(name.len()) / 4;
    near.then(|| format!("did you mean `{name}`?"))
}

/// `known` as a list for a help line.
pub(super) fn one_of(known: &[&str]) -> String {
    format!("one of `{}`", known.join("`, `"))
}

/// `text` with the same length in bytes, but nothing in it that acts on a terminal.
///
/// The places pointed at must stay right, so each control or direction character
/// gives way to as many bytes of something visible.
fn visible(text: &str) -> String {
    let acts = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| match (acts(c), c.len_utf8()) {
            (false, _) => c,
            (true, 1) => '?',
            (true, 2) => '¿',
            (true, _) => '\u{fffd}',
        })
        .collect()
}

/// What `fault` says, which may repeat words of the file, safe on one line.
fn one_line(fault: &Fault) -> String {
    visible(&fault.to_string()).replace(['\n', '\t'], " ")
}

/// Line and column, both from 1, columns in `char`s.
fn line_col(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..text.floor_char_boundary(byte)).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: &str, expected: &str) {
        let known = ["next-topic", "next-quote", "quit", "copy"];
        let help = nearest(found, known).unwrap_or_else(|| "-".to_owned());
        assert_eq!(
            help,
            if expected == "-" {
                expected.to_owned()
            } else {
                format!("did you mean `{expected}`?")
            }
        );
    }

    #[test]
    fn a_near_name_is_offered_and_a_far_one_is_not() {
        check("nxt-topic", "next-topic");
        check("next_quote", "next-quote");
        check("Quit", "quit");
        check("frobnicate", "-");
        check("", "-");
    }

    #[test]
    fn what_acts_on_a_terminal_is_shown_in_as_many_bytes() {
        let hostile = "a\x1b[2J\u{9b}\u{202e}é\tb\n";
        assert_eq!(visible(hostile), "a?[2J¿\u{fffd}é\tb\n");
        assert_eq!(visible(hostile).len(), hostile.len());
    }

    #[test]
    fn places_are_counted_from_one() {
        assert_eq!(line_col("ab\ncé\n", 0), (1, 1));
        assert_eq!(line_col("ab\ncé\n", 6), (2, 3));
        assert_eq!(line_col("ab", 99), (1, 3));
    }
}
