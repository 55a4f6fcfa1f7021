/// A half-open byte range `start..end` into a text, usually [`Briefing::text`].
///
/// Both ends fall on `char` boundaries and `start <= end`. Bytes, not chars or
/// columns: slicing is exact, and a width in cells is computed only at the edge.
///
/// [`Briefing::text`]: super::Briefing::text
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The slice of `text` this span covers; empty when it does not fit.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether both ends are `char` boundaries of `text`, in order.
    pub fn fits(self, text: &str) -> bool {
        text.get(self.start..self.end).is_some()
    }

    /// The number of bytes covered.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub const fn contains(self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }

    /// Whether all of `inner` lies inside; an empty span at the end counts.
    pub const fn covers(self, inner: Span) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span without white space at its ends (Unicode white space, zero-width
    /// space and byte order mark).
    pub fn trimmed(self, text: &str) -> Span {
        let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
        let slice = self.of(text);
        let start = self.start + (slice.len() - slice.trim_start_matches(blank).len());
        let end = start + slice.trim_matches(blank).len();
        Span { start, end }
    }
}
