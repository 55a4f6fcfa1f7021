//! Search in the text: never in the wrapped rows, so a line end hides nothing.

use std::sync::Arc;

use super::action::{Command, Effect};
use super::body::Place;
use super::desk::DocId;
use super::job::{Job, STEP, part_end};
use super::matcher::{Matcher, Pattern};
use super::prompt::Prompt;
use super::sought::{Lead, Reach, Sought};
use super::state::State;
use crate::model::Span;

/// The search and what it found.
#[derive(Default)]
pub struct Search {
    pub(super) prompt: Prompt,
    pub(super) matcher: Option<Matcher>,
    /// Why the pattern is none.
    error: Option<String>,
    /// In text order.
    hits: Vec<Span>,
    current: Option<usize>,
    /// Raised with every change of the search, so that late answers are told apart.
    ticket: u64,
    complete: bool,
    /// Where the reader was when the prompt opened.
    origin: Option<(Place, usize)>,
    pattern: Pattern,
    /// How far back in it the prompt is; 0 is what is being typed.
    recalled: usize,
    /// Where its hits are to be listed.
    pub(super) reach: Reach,
    lead: Lead,
}

/// More hits than these are not kept: nobody steps through them.
pub(super) const MOST_HITS: usize = 100_000;

impl Search {
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    pub fn matcher(&self) -> Option<&Matcher> {
        self.matcher.as_ref()
    }

    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }

    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// Index of the hit the reader is at.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// Whether the whole text has been searched.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// How what is typed is read.
    pub fn pattern(&self) -> Pattern {
        self.pattern
    }

    /// Where its hits are to be listed.
    pub fn reach(&self) -> Reach {
        self.reach
    }

    pub(super) fn lead(&self) -> Lead {
        self.lead
    }

    /// How many hits begin in `span`.
    pub fn n_within(&self, span: Span) -> usize {
        let before = |byte| self.hits.partition_point(|hit| hit.start < byte);
        before(span.end).saturating_sub(before(span.start))
    }

    /// The hits that share a byte with `shown`, with their indices.
    pub(super) fn near(&self, shown: Span) -> impl Iterator<Item = (usize, &Span)> {
        let from = self.hits.partition_point(|hit| hit.end <= shown.start);
        let near = self.hits.iter().enumerate().skip(from);
        near.take_while(move |(_, hit)| hit.start < shown.end)
    }

    /// How what is typed next is read.
    pub(super) fn set_pattern(&mut self, pattern: Pattern) {
        self.pattern = pattern;
    }

    /// A search for what `sought` looks for, of which nothing is found yet; what comes in
    /// of the one before is late.
    pub(super) fn begin(&mut self, sought: Sought, lead: Lead) {
        self.clear();
        (self.prompt, self.pattern, self.reach) = (sought.prompt, sought.pattern, sought.reach);
        self.matcher = Some(sought.matcher);
        self.lead = lead;
    }

    /// Leaving the prompt leads to `origin` from now on, if it leads anywhere.
    pub(super) fn move_origin(&mut self, origin: (Place, usize)) {
        if self.origin.is_some() {
            self.origin = Some(origin);
        }
    }

    /// Whether there is nothing to take off.
    pub(super) fn is_blank(&self) -> bool {
        self.matcher.is_none() && self.prompt.text().is_empty()
    }

    /// Forgets what was found, but not what is searched for: the text is another.
    pub(super) fn forget_hits(&mut self) {
        let matcher = self.matcher.take();
        self.clear();
        self.matcher = matcher;
    }

    fn clear(&mut self) {
        *self = Search {
            ticket: self.ticket + 1,
            origin: self.origin.take(),
            prompt: std::mem::take(&mut self.prompt),
            pattern: self.pattern,
            recalled: self.recalled,
            reach: self.reach,
            ..Search::default()
        };
    }
}

impl State {
    pub(super) fn steer_search(&mut self, command: Command) -> Effect {
        match command {
            Command::Accept
                if self.search.reach == Reach::Everywhere && self.search.matcher.is_some() =>
            {
                return self.list_hits();
            }
            Command::Accept => self.accept_search(),
            Command::Close => self.close_search(),
            Command::SelectNext => self.step_hit(1),
            Command::SelectPrevious => self.step_hit(-1),
            Command::ToggleRegex => return self.toggle_regex(),
            Command::ListHits => return self.list_hits(),
            Command::OlderSearch => return self.recall(1),
            Command::NewerSearch => return self.recall(-1),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    pub(super) fn open_search(&mut self) {
        self.mode = super::Mode::Search;
        self.search.origin = Some((self.view.top, self.at));
        self.search.prompt = Prompt::default();
        self.search.recalled = 0;
        self.search.reach = Reach::Here;
        self.search.clear();
    }

    pub(super) fn toggle_regex(&mut self) -> Effect {
        self.search.pattern = match self.search.pattern {
            Pattern::Plain => Pattern::Regex,
            Pattern::Regex => Pattern::Plain,
        };
        self.typed_search()
    }

    /// Puts the search `back` further back in the history into the prompt; below the
    /// newest stands an empty line.
    pub(super) fn recall(&mut self, back: isize) -> Effect {
        let history = &self.desk.searches;
        let to = self.search.recalled.saturating_add_signed(back).min(history.len());
        if to == self.search.recalled {
            let told = if back > 0 { "no search before this" } else { "no search after this" };
            self.tell(told);
            return Effect::None;
        }
        let words = history.len().checked_sub(to).and_then(|at| history.get(at)).cloned();
        self.search.recalled = to;
        self.search.prompt = Prompt::default();
        self.search.prompt.paste(&words.unwrap_or_default());
        self.typed_search()
    }

    /// Searches for what is typed, from where the prompt was opened.
    pub(super) fn typed_search(&mut self) -> Effect {
        if let Some(origin) = self.search.origin {
            self.return_to(origin);
        }
        self.search.clear();
        match Matcher::new(self.search.prompt.text(), self.search.pattern, self.config.search.case)
        {
            Ok(matcher) => self.search.matcher = matcher,
            Err(error) => self.search.error = Some(error),
        }
        self.run_search(self.at)
    }

    /// Searches the first part at once and leaves the rest to the loop.
    pub(super) fn run_search(&mut self, from: usize) -> Effect {
        let Some(matcher) = self.search.matcher.clone() else { return Effect::None };
        let from = self.briefing.text.floor_char_boundary(from);
        let end = part_end(&self.briefing.text, from);
        let hits = matcher.find(&self.briefing.text, Span::new(from, end));
        self.take_hits(hits);
        let briefing = Arc::clone(&self.briefing);
        let job = Job { doc: self.doc, ticket: self.search.ticket, briefing, matcher, from: end };
        if self.briefing.text.len() > 2 * STEP {
            return Effect::Search(Box::new(job));
        }
        let mut all = Vec::new();
        job.run(|hits, _| {
            all.extend(hits);
            true
        });
        self.take_hits(all);
        self.finish_search();
        Effect::None
    }

    /// Adds what a job found, unless the search has changed since.
    pub(super) fn found(
        &mut self,
        doc: Option<DocId>,
        ticket: u64,
        hits: Vec<Span>,
        complete: bool,
    ) {
        let chosen = self.chosen_hit();
        let state = if self.doc == doc {
            Some(&mut *self)
        } else {
            doc.and_then(|id| self.opt_state_of(id))
        };
        if let Some(state) = state.filter(|state| state.search.ticket == ticket) {
            state.take_hits(hits);
            if complete {
                state.finish_search();
            }
            self.relist_hits(chosen);
        }
    }

    fn take_hits(&mut self, hits: Vec<Span>) {
        let kept = self.search.current.and_then(|at| self.search.hits.get(at).copied());
        let shown: Vec<Span> =
            hits.into_iter().filter(|hit| self.in_body(*hit) && self.counts(*hit)).collect();
        let first = shown.iter().find(|hit| hit.start >= self.at).or(shown.first()).copied();
        self.search.hits.extend(shown);
        self.search.hits.sort_unstable();
        self.search.hits.dedup();
        self.search.hits.truncate(MOST_HITS);
        match (kept, first) {
            (Some(hit), _) => self.search.current = self.search.hits.binary_search(&hit).ok(),
            (None, Some(_)) if self.search.lead == Lead::Nowhere => {}
            (None, Some(hit)) => self.show_hit(self.search.hits.partition_point(|h| *h < hit)),
            (None, None) => {}
        }
    }

    fn finish_search(&mut self) {
        self.search.complete = true;
    }

    pub(super) fn in_body(&self, hit: Span) -> bool {
        let blocks = self.body.blocks();
        let at = blocks.partition_point(|block| block.span.end <= hit.start);
        blocks.get(at).is_some_and(|block| block.span.start < hit.end)
    }

    pub(super) fn show_hit(&mut self, at: usize) {
        let Some(hit) = self.search.hits.get(at).copied() else { return };
        self.search.current = Some(at);
        self.show(hit.start, hit.end);
        self.at = hit.start;
        self.follow();
    }

    /// Moves `n` hits on, backwards when negative, around the ends.
    pub(super) fn step_hit(&mut self, n: isize) {
        let hits = &self.search.hits;
        let Ok(len @ 1..) = isize::try_from(hits.len()) else { return self.tell("no hits") };
        let shown = self.lines_span();
        let at_hand =
            self.search.current.filter(|&at| hits.get(at).is_some_and(|h| h.overlaps(shown)));
        let next = isize::try_from(hits.partition_point(|hit| hit.start < self.at)).unwrap_or(0);
        let from = match at_hand.and_then(|at| isize::try_from(at).ok()) {
            Some(at) => at + n,
            None if n > 0 => next + n - 1,
            None => next + n,
        };
        let to = from.rem_euclid(len);
        self.leave();
        self.show_hit(usize::try_from(to).unwrap_or(0));
        if to != from {
            self.tell(if n > 0 {
                "search goes on at the start"
            } else {
                "search goes on at the end"
            });
        }
    }

    /// Keeps the search and returns to reading.
    pub(super) fn accept_search(&mut self) {
        self.mode = super::Mode::Reading;
        if let Some((top, at)) = self.search.origin.take()
            && self.search.current.is_some()
        {
            self.behind.push((top, at));
            self.ahead.clear();
        }
        let words = self.search.prompt.text().to_owned();
        if words.is_empty() {
            return self.clear_search();
        }
        self.desk.searched(&words);
    }

    /// Keeps the search, and returns to where its prompt was opened.
    pub(super) fn keep_search_only(&mut self) {
        if let Some(origin) = self.search.origin.take() {
            self.return_to(origin);
        }
        self.accept_search();
    }

    /// Goes back to where the prompt was opened.
    pub(super) fn close_search(&mut self) {
        self.mode = super::Mode::Reading;
        if let Some(origin) = self.search.origin.take() {
            self.return_to(origin);
        }
        self.clear_search();
    }

    pub(super) fn clear_search(&mut self) {
        self.desk.sought = None;
        self.search.prompt = Prompt::default();
        self.search.clear();
    }
}
