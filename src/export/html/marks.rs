//! A briefing's paragraphs with the words that are quoted marked, each with an anchor.

use super::escaped;
use crate::model::{Briefing, Quote, QuoteKind, Span};

/// Goes through the paragraphs in text order. A quote over several of them is marked in
/// each, a quote inside another one within its mark; a turn, which is the whole text, has
/// its anchor and no mark.
pub(super) struct Marker<'a> {
    briefing: &'a Briefing,
    /// The first quote that is not begun.
    next: usize,
    /// Quotes begun and not ended, outermost first, with the byte their mark ends at.
    open: Vec<(&'a Quote, usize)>,
}

impl<'a> Marker<'a> {
    pub(super) fn new(briefing: &'a Briefing) -> Marker<'a> {
        Marker { briefing, next: 0, open: Vec::new() }
    }

    /// The words of `span`, ready to stand in the page.
    pub(super) fn marked(&mut self, span: Span) -> String {
        let mut out = String::with_capacity(span.len() + 64);
        self.open.retain(|(_, end)| *end > span.start);
        self.open.iter().for_each(|(quote, _)| out.push_str(&format!("<mark{}>", class(quote))));
        let mut at = span.start;
        while let Some(stop) = self.stop(span.end) {
            out.push_str(&escaped(Span::new(at, stop.max(at)).of(&self.briefing.text)));
            at = stop.max(at);
            match self.open.last() {
                Some((_, end)) if *end <= at => {
                    self.open.pop();
                    out.push_str("</mark>");
                }
                _ => self.begin(at, &mut out),
            }
        }
        out.push_str(&escaped(Span::new(at, span.end).of(&self.briefing.text)));
        out + &"</mark>".repeat(self.open.len())
    }

    /// Where the next quote begins or the innermost one ends, within `limit`.
    fn stop(&self, limit: usize) -> Option<usize> {
        let begins = self.briefing.quotes.get(self.next).map(|quote| quote.span.start);
        let begins = begins.filter(|start| *start < limit);
        let ends = self.open.last().map(|(_, end)| *end).filter(|end| *end <= limit);
        begins.into_iter().chain(ends).min()
    }

    /// Begins the next quote at byte `at`. Its mark ends with the one it stands in.
    fn begin(&mut self, at: usize, out: &mut String) {
        let Some(quote) = self.briefing.quotes.get(self.next) else { return };
        self.next += 1;
        let end = self.open.last().map_or(quote.span.end, |(_, end)| quote.span.end.min(*end));
        let id = escaped(&quote.id);
        if quote.kind == QuoteKind::Turn || end <= at {
            out.push_str(&format!("<a id=\"m-{id}\"></a>"));
        } else {
            out.push_str(&format!("<mark id=\"m-{id}\"{}>", class(quote)));
            self.open.push((quote, end));
        }
    }
}

/// The attribute by which the filter knows whose words these are.
pub(super) fn class(quote: &Quote) -> String {
    let person = quote.speaker.as_ref().and_then(|speaker| speaker.person);
    person.map(|idx| format!(" class=\"p{idx}\"")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    const TEXT: &str = "“One & two, and “three” too.\n\n“Four,” she said.";

    /// The paragraphs of [`TEXT`] with quotes `from..to`, parted by ` / `.
    #[track_caller]
    fn check(quotes: &[(&str, &str, QuoteKind)], expected: &str) {
        let mut briefing = fixture::briefing();
        let first = briefing.quotes.remove(0);
        briefing.text = TEXT.to_owned();
        for (at, (from, to, kind)) in quotes.iter().enumerate() {
            let start = TEXT.find(from).unwrap();
            let end = start + TEXT.get(start..).unwrap().find(to).unwrap() + to.len();
            let (id, span) = (at.to_string(), Span::new(start, end));
            briefing.quotes.push(Quote { id, span, kind: *kind, speaker: None, ..first.clone() });
        }
        let mut marker = Marker::new(&briefing);
        let break_at = TEXT.find("\n\n").unwrap();
        let paragraphs = [Span::new(0, break_at), Span::new(break_at + 2, TEXT.len())];
        assert_eq!(paragraphs.map(|span| marker.marked(span)).join(" / "), expected);
    }

    #[test]
    fn quotes_go_over_paragraphs_and_into_each_other() {
        check(
            &[("“One", "Four,”", QuoteKind::Direct), ("“three", "”", QuoteKind::Direct)],
            "<mark id=\"m-0\">“One &amp; two, and <mark id=\"m-1\">“three”</mark> too.</mark> / \
             <mark>“Four,”</mark> she said.",
        );
    }

    #[test]
    fn turns_have_an_anchor_alone() {
        check(
            &[("“One", "said.", QuoteKind::Turn), ("Four", ",", QuoteKind::Direct)],
            "<a id=\"m-0\"></a>“One &amp; two, and “three” too. / “<mark id=\"m-1\">Four,</mark>” she said.",
        );
    }

    #[test]
    fn quotes_that_cross_end_with_the_outer_one() {
        check(
            &[("“One", "two", QuoteKind::Direct), ("two", "three", QuoteKind::Mixed)],
            "<mark id=\"m-0\">“One &amp; <mark id=\"m-1\">two</mark></mark>, and “three” too. / “Four,” she said.",
        );
    }
}
