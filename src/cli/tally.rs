//! What came of many sources: progress while they are read, a summary at the end.

use std::io::{IsTerminal, stderr, stdout};

use indicatif::{ProgressBar, ProgressStyle};

use super::Outcome;
use super::failure::Failure;
use super::gather::{Gathered, How};
use super::input::Input;
use super::out;
use crate::ingest::IngestError;
use crate::model::Kind;

/// Sources fewer than these are read before a bar could be looked at.
const WORTH_A_BAR: usize = 8;

pub(super) struct Tally {
    bar: Option<ProgressBar>,
    /// How many briefings of each kind, in the order of [`Kind::ALL`].
    kinds: [usize; Kind::ALL.len()],
    failed: Vec<String>,
    n_no_documents: usize,
    hinted: Vec<&'static str>,
    found: bool,
    summary: Summary,
}

/// When a summary is worth a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Summary {
    Always,
    IfSeveralFailed,
    Never,
}

impl Tally {
    pub(super) fn new(gathered: &Gathered) -> Tally {
        let n = gathered.found.len();
        // Where both streams share a terminal, a bar would stand amid the output.
        let watched = n >= WORTH_A_BAR && stderr().is_terminal() && !stdout().is_terminal();
        Tally {
            bar: watched.then(|| bar(n)),
            kinds: [0; Kind::ALL.len()],
            failed: Vec::new(),
            n_no_documents: 0,
            hinted: Vec::new(),
            found: false,
            summary: match n + gathered.missed.len() {
                _ if gathered.walked => Summary::Always,
                0 | 1 => Summary::Never,
                _ => Summary::IfSeveralFailed,
            },
        }
    }

    /// Counts a briefing, and whether it gave what was asked for.
    pub(super) fn read(&mut self, kind: Kind, shown: bool) {
        self.found |= shown;
        for (count, other) in self.kinds.iter_mut().zip(Kind::ALL) {
            *count += usize::from(kind == other);
        }
    }

    /// Reports a source that could not be read. One that nobody named and that is no
    /// document, a picture in a directory say, is only counted.
    pub(super) fn failed(&mut self, input: &Input, how: How, failure: &Failure) {
        let no_document =
            matches!(failure, Failure::Ingest(IngestError::Binary { .. } | IngestError::Empty));
        if how == How::Walked && no_document {
            self.n_no_documents += 1;
            return;
        }
        self.failed.push(input.called());
        let hint = failure.hint().filter(|hint| !self.hinted.contains(hint));
        self.hinted.extend(hint);
        self.aside(|| report_with(input, failure, hint));
    }

    /// Counts a source as done.
    pub(super) fn step(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// Takes the bar away, prints the summary, and says how it all went.
    pub(super) fn finish(self) -> Outcome {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let wanted = match self.summary {
            Summary::Always => true,
            Summary::IfSeveralFailed => self.failed.len() > 1,
            Summary::Never => false,
        };
        if wanted {
            out::complain(&self.words());
        }
        if self.failed.is_empty() { Outcome::found(self.found) } else { Outcome::Trouble }
    }

    /// `42 briefings (40 article, 2 digest), 1 failed: `x`, 3 no documents`.
    fn words(&self) -> String {
        let n: usize = self.kinds.iter().sum();
        let kinds: Vec<String> = self
            .kinds
            .iter()
            .zip(Kind::ALL)
            .filter(|(count, _)| **count > 0)
            .map(|(count, kind)| format!("{count} {}", kind.name()))
            .collect();
        let mut words = format!("{n} briefing{}", if n == 1 { "" } else { "s" });
        if !kinds.is_empty() {
            words.push_str(&format!(" ({})", kinds.join(", ")));
        }
        if !self.failed.is_empty() {
            words.push_str(&format!(", {} failed: {}", self.failed.len(), self.failed.join(", ")));
        }
        if self.n_no_documents > 0 {
            words.push_str(&format!(", {} skipped: empty or no document", self.n_no_documents));
        }
        words
    }

    /// Does something on standard error with the bar out of the way.
    fn aside(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}

/// Says on standard error why `input` was skipped, and what to do about it.
pub(super) fn report(input: &Input, failure: &Failure) {
    report_with(input, failure, failure.hint());
}

fn report_with(input: &Input, failure: &Failure, hint: Option<&str>) {
    out::complain(&format!("cannot read {}: {failure}", input.called()));
    if let Some(hint) = hint {
        out::hint(hint);
    }
}

fn bar(n: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} read, {eta} left");
    let bar = ProgressBar::new(n as u64);
    if let Ok(style) = style { bar.with_style(style) } else { bar }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_by_kind_and_lists_failures() {
        let mut tally = Tally::new(&Gathered::default());
        assert_eq!(tally.words(), "0 briefings");
        tally.read(Kind::Article, true);
        tally.read(Kind::Article, false);
        tally.read(Kind::Digest, false);
        tally.n_no_documents = 2;
        tally.failed.push("`x`".into());
        assert_eq!(
            tally.words(),
            "3 briefings (1 digest, 2 article), 1 failed: `x`, 2 skipped: empty or no document"
        );
        assert_eq!(tally.finish(), Outcome::Trouble);
    }
}
