use crate::model::{Briefing, Quote, Span};

/// The quotes the sidebar lists, in text order, found by place.
#[derive(Default)]
pub(super) struct Listed {
    /// Indices into the briefing's quotes.
    quotes: Vec<usize>,
    /// For each, the furthest end of it and those before: quotes may nest.
    reach: Vec<usize>,
}

/// Tells lists apart cheaply: their length, first and last quote.
pub(super) type Stamp = (usize, Option<usize>, Option<usize>, usize);

impl Listed {
    /// The same for the same list of one briefing, different for nearly any other.
    pub(super) fn stamp(&self) -> Stamp {
        let sum =
            self.quotes.iter().fold(0, |sum: usize, at| sum.wrapping_mul(31).wrapping_add(*at));
        (self.quotes.len(), self.quotes.first().copied(), self.quotes.last().copied(), sum)
    }

    /// The quotes of `briefing` that `wanted` takes.
    pub(super) fn new(briefing: &Briefing, wanted: impl Fn(&Quote) -> bool) -> Listed {
        let mut listed = Listed::default();
        let mut reach = 0;
        for (at, quote) in briefing.quotes.iter().enumerate().filter(|(_, quote)| wanted(quote)) {
            reach = reach.max(quote.span.end);
            listed.quotes.push(at);
            listed.reach.push(reach);
        }
        listed
    }

    pub(super) fn len(&self) -> usize {
        self.quotes.len()
    }

    /// All that are listed.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        self.quotes.iter().copied()
    }

    /// The quote listed at `place`.
    pub(super) fn get(&self, place: usize) -> Option<usize> {
        self.quotes.get(place).copied()
    }

    /// Where `quote` is listed.
    pub(super) fn place_of(&self, quote: usize) -> Option<usize> {
        self.quotes.binary_search(&quote).ok()
    }

    /// The quotes that share a byte with `span`, in text order.
    pub(super) fn touching(&self, briefing: &Briefing, span: Span) -> Vec<usize> {
        let end = self.starting_by(briefing, span.end.saturating_sub(1));
        let before = self.reach.get(..end).unwrap_or_default();
        let first = before.partition_point(|&reach| reach <= span.start);
        let near = self.quotes.get(first..end).unwrap_or_default();
        let touches = |at: &usize| briefing.quotes.get(*at).is_some_and(|q| q.span.overlaps(span));
        near.iter().copied().filter(touches).collect()
    }

    /// Where to read on from `byte`: the innermost quote there, else the next one,
    /// else the last.
    pub(super) fn following(&self, briefing: &Briefing, byte: usize) -> Option<usize> {
        let here = self.touching(briefing, Span::new(byte, byte + 1));
        let next = || self.get(self.starting_by(briefing, byte));
        here.last().copied().or_else(next).or_else(|| self.quotes.last().copied())
    }

    /// How many start at `byte` or before it.
    fn starting_by(&self, briefing: &Briefing, byte: usize) -> usize {
        self.quotes.partition_point(|&at| {
            briefing.quotes.get(at).is_some_and(|quote| quote.span.start <= byte)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    #[test]
    fn quotes_are_found_by_place() {
        let mut briefing = fixture::briefing("Ana Roe: “One two three.”\nNothing.\nBo Li: “Four.”");
        // A nested quote inside the first.
        let mut nested = briefing.quotes[0].clone();
        nested.span = Span::new(nested.span.start + 7, nested.span.start + 10);
        briefing.quotes.insert(1, nested);
        let listed = Listed::new(&briefing, |_| true);
        let [first, inner, last] = [0, 1, 2].map(|at: usize| briefing.quotes[at].span);
        assert_eq!(listed.following(&briefing, 0), Some(0));
        assert_eq!(listed.following(&briefing, first.start), Some(0));
        assert_eq!(listed.following(&briefing, inner.start), Some(1));
        assert_eq!(listed.following(&briefing, inner.end + 1), Some(0));
        assert_eq!(listed.following(&briefing, first.end + 3), Some(2));
        assert_eq!(listed.following(&briefing, last.end + 9), Some(2));
        assert_eq!(listed.touching(&briefing, Span::new(0, last.end)), [0, 1, 2]);
        assert_eq!(listed.touching(&briefing, Span::new(inner.end + 1, first.end)), [0]);
        let none = Listed::new(&briefing, |_| false);
        assert_eq!(none.following(&briefing, 0), None);
    }
}
