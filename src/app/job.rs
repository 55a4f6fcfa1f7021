//! A search beside the keys: part by part, from where the reader is.

use std::sync::Arc;

use super::desk::DocId;
use super::matcher::Matcher;
use super::search::MOST_HITS;
use crate::model::{Briefing, Span};

/// The part of a search that is left to do, for another thread.
#[derive(Clone, Debug)]
pub struct Job {
    pub doc: Option<DocId>,
    pub ticket: u64,
    pub(super) briefing: Arc<Briefing>,
    pub(super) matcher: Matcher,
    /// The byte to start at; what stands before comes last.
    pub(super) from: usize,
}

impl PartialEq for Job {
    fn eq(&self, other: &Job) -> bool {
        (self.doc, self.ticket, self.from) == (other.doc, other.ticket, other.from)
    }
}

/// Bytes searched at once, before the keys are heard again.
pub(super) const STEP: usize = 1 << 20;

impl Job {
    /// Searches part by part and hands over each part's hits, until `take` returns
    /// `false`. The second argument tells whether all is done.
    pub fn run(&self, mut take: impl FnMut(Vec<Span>, bool) -> bool) {
        let text = &self.briefing.text;
        let mut found = 0;
        for (mut from, end) in [(self.from, text.len()), (0, self.from)] {
            while from < end && found < MOST_HITS {
                let to = part_end(text, from).min(end);
                let hits = self.matcher.find(text, Span::new(from, to));
                found += hits.len();
                if !take(hits, false) {
                    return;
                }
                from = to;
            }
        }
        take(Vec::new(), true);
    }
}

/// Where the part that starts at `from` ends: after a line, when there is one.
pub(super) fn part_end(text: &str, from: usize) -> usize {
    let limit = text.ceil_char_boundary((from + STEP).min(text.len()));
    let rest = Span::new(limit, text.len().min(limit + STEP));
    let rest = Span::new(limit, text.floor_char_boundary(rest.end)).of(text);
    let line = rest.find("\n\n").or_else(|| rest.find('\n'));
    line.map_or(limit, |at| limit + at + 1)
}
