//! Which quotes count: of one person, in one topic, of one kind, with certain words.

use super::listed::Listed;
use super::matcher::{Matcher, Pattern};
use super::state::State;
use super::undo::Done;
use crate::model::{Briefing, Quote, QuoteKind, Span};

/// What the listed quotes have in common, in the order it was asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter(Vec<Only>);

/// One thing they have in common.
#[derive(Clone, Debug)]
pub(super) enum Only {
    /// Index into the cast.
    Person(usize),
    /// Index into the sections.
    Topic(usize),
    Kind(QuoteKind),
    /// As typed, and how it is read.
    Words(Matcher, String, Pattern),
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the reader's words: `Ana Roe, direct`.
    pub fn words(&self, briefing: &Briefing) -> String {
        let words: Vec<String> = self.0.iter().map(|only| only.words(briefing)).collect();
        words.join(", ")
    }

    pub(super) fn all(&self) -> &[Only] {
        &self.0
    }

    pub(super) fn takes(&self, briefing: &Briefing, quote: &Quote) -> bool {
        self.0.iter().all(|only| match only {
            Only::Person(person) => {
                quote.speaker.as_ref().and_then(|speaker| speaker.person) == Some(*person)
            }
            Only::Topic(topic) => quote.section == *topic,
            Only::Kind(kind) => quote.kind == *kind,
            Only::Words(matcher, ..) => matcher.is_in(&briefing.text, quote.span),
        })
    }

    /// Sets `only` in the place of another of its sort.
    pub(super) fn set(&mut self, only: Only) {
        let sort = std::mem::discriminant(&only);
        self.0.retain(|other| std::mem::discriminant(other) != sort);
        self.0.push(only);
    }

    fn kind(&self) -> Option<QuoteKind> {
        self.0.iter().find_map(|only| if let Only::Kind(kind) = only { Some(*kind) } else { None })
    }

    fn topic(&self) -> Option<usize> {
        self.0.iter().find_map(|only| if let Only::Topic(at) = only { Some(*at) } else { None })
    }
}

impl Only {
    fn words(&self, briefing: &Briefing) -> String {
        match self {
            Only::Person(at) => {
                briefing.cast.people.get(*at).map_or("?", |person| &person.name).to_owned()
            }
            Only::Topic(at) => {
                let heading = briefing.sections.get(*at).and_then(|s| s.heading.as_deref());
                format!("in {}", heading.unwrap_or("the opening"))
            }
            Only::Kind(kind) => kind.name().to_owned(),
            Only::Words(_, words, Pattern::Plain) => format!("with “{words}”"),
            Only::Words(_, words, Pattern::Regex) => format!("with /{words}/"),
        }
    }
}

impl State {
    /// Lists only what `only` and the filters before take. When that is nothing, says so
    /// and leaves the list as it is.
    pub(super) fn list_only(&mut self, only: Only) {
        self.list_only_after(only, self.filter.clone());
    }

    /// The same, where `before` is the filter to come back to.
    fn list_only_after(&mut self, only: Only, before: Filter) {
        let mut filter = self.filter.clone();
        filter.set(only);
        let listed = Listed::new(&self.briefing, |quote| filter.takes(&self.briefing, quote));
        if listed.len() == 0 {
            return self.tell(&format!("no quotes: {}", filter.words(&self.briefing)));
        }
        self.filter = filter;
        self.done.push(Done::Filter(before));
        self.listed = listed;
        self.follow();
        let (n, all) = (self.listed.len(), self.briefing.quotes.len());
        self.tell(&format!("{n} of {all} quotes: {}", self.filter.words(&self.briefing)));
    }

    /// Takes off the filter set last; `false` when there is none.
    pub(super) fn unfilter(&mut self) -> bool {
        let before = self.filter.clone();
        if self.filter.0.pop().is_none() {
            return false;
        }
        self.done.push(Done::Filter(before));
        self.list_again();
        true
    }

    /// Lists anew, for the filters as they are.
    pub(super) fn list_again(&mut self) {
        let filter = &self.filter;
        self.listed = Listed::new(&self.briefing, |quote| filter.takes(&self.briefing, quote));
        self.follow();
    }

    pub(super) fn toggle_topic(&mut self) {
        if self.filter.topic().is_some() {
            self.done.push(Done::Filter(self.filter.clone()));
            self.filter.0.retain(|only| !matches!(only, Only::Topic(_)));
            return self.list_again();
        }
        self.list_only(Only::Topic(self.topic()));
    }

    /// The next kind that has quotes, after the last all kinds.
    pub(super) fn next_kind(&mut self) {
        let kinds = QuoteKind::ALL;
        let next = self.filter.kind().and_then(|kind| kinds.iter().position(|k| *k == kind));
        let from = next.map_or(0, |at| at + 1);
        let before = self.filter.clone();
        self.filter.0.retain(|only| !matches!(only, Only::Kind(_)));
        for &kind in kinds.iter().skip(from) {
            let takes =
                |quote: &Quote| quote.kind == kind && self.filter.takes(&self.briefing, quote);
            if self.briefing.quotes.iter().any(takes) {
                return self.list_only_after(Only::Kind(kind), before);
            }
        }
        if before.kind().is_some() {
            self.done.push(Done::Filter(before));
        }
        self.list_again();
        self.tell("quotes of all kinds");
    }

    /// Lists only quotes with the words of the search.
    pub(super) fn list_found(&mut self) {
        if let Some(matcher) = self.search.matcher() {
            let words = self.search.prompt.text().to_owned();
            self.list_only(Only::Words(matcher.clone(), words, self.search.pattern()));
        }
    }

    /// Whether a search hit counts: anywhere, or under a filter only inside the quotes
    /// listed.
    pub(super) fn counts(&self, hit: Span) -> bool {
        self.filter.is_empty() || !self.listed.touching(&self.briefing, hit).is_empty()
    }

    /// What the list is limited to.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }
}
