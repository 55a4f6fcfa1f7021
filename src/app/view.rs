//! What the screen shows, worked out once after each update so that drawing only
//! copies it.

use super::area::{Area, Pane, Panes};
use super::body::{Line, Part, Place};
use super::cards::{Card, cards};
use super::listed::Stamp;
use super::marks::{Overlay, overlays};
use super::shape::Zen;
use super::state::State;
use crate::model::Span;

/// The parts of the screen, filled.
#[derive(Default)]
pub struct View {
    pub panes: Panes,
    /// Where the body's words stand: its pane without gutters, no wider
    /// than the measure.
    pub text: Area,
    pub lines: Vec<Line>,
    /// How the words of those lines are set, in the order to apply.
    pub overlays: Vec<Overlay>,
    /// The first topic listed.
    pub topics_top: usize,
    /// The quotes listed, from the first that shows.
    pub cards: Vec<Card>,
    /// The selected quote under the body, when the sidebar does not show.
    pub foot: Option<Card>,
    /// The part of the text above the body's last row and above its first, `0.0..=1.0`.
    pub read: f64,
    pub above: f64,
    /// Who speaks where in the whole text, a row of the body pane for each part.
    pub strip: Vec<Option<Option<usize>>>,
    pub(super) top: Place,
    pub(super) cards_top: usize,
    /// The list the strip was made from.
    strip_of: Stamp,
}

impl State {
    /// Works out what the screen shows. Called after every change.
    pub(super) fn settle(&mut self) {
        if self.focus != Pane::Body {
            self.shape.zen = Zen::Off;
        }
        self.view.panes = Panes::of(self.width, self.height, self.focus, &self.shape);
        self.settle_body();
        self.settle_topics();
        self.settle_quotes();
    }

    /// The body's content: as it would be with the focus, where it is not shown.
    fn page(&self) -> Area {
        let shown = self.view.panes.content(Pane::Body);
        if !shown.is_empty() {
            return shown;
        }
        Panes::of(self.width, self.height, Pane::Body, &self.shape).content(Pane::Body)
    }

    /// Rows of the body on the screen, at least one.
    pub(super) fn page_height(&self) -> usize {
        usize::from(self.page().height).max(1)
    }

    fn settle_body(&mut self) {
        let page = self.page();
        // A gutter for marks on the left, the strip of speakers on the right.
        let room = page.width.saturating_sub(4);
        let width = room.min(self.measure);
        let x = page.x + 2 + (room - width) / 2;
        self.view.text = Area { x: x.min(page.right()), width, ..page };
        self.body.set_width(usize::from(width).max(1));
        self.view.top = self.settled_top();
        let height = self.page_height();
        self.view.lines = self.body.lines(self.view.top, height);
        self.justify();
        self.view.overlays = overlays(self);
        if self.view.strip.len() != height || self.view.strip_of != self.listed.stamp() {
            self.view.strip = self.strip(height);
            self.view.strip_of = self.listed.stamp();
        }
        let spot = |byte: usize| {
            let all = self.text_span();
            byte.saturating_sub(all.start) as f64 / all.len().max(1) as f64
        };
        let last = self.lines_span().end;
        (self.view.read, self.view.above) =
            (spot(last).min(1.0), spot(self.view.top.byte).min(1.0));
    }

    /// The first row to show: the anchor, moved so that no room is left below the end
    /// and the byte being read is on the screen.
    fn settled_top(&mut self) -> Place {
        let height = self.page_height();
        let anchor = self.body.settle(self.anchor);
        let last = self.last_top();
        let mut top = if above(last, anchor) { last } else { anchor };
        let at = self.body.at(self.at);
        let at = self.body.row_start(at);
        match self.body.distance(top, at, height) {
            None if above(at, top) => top = self.body.up(at, height / 4),
            Some(rows) if rows >= height => top = self.body.up(at, height - 1),
            _ => {}
        }
        top
    }

    /// The first row when the last one stands at the screen's bottom.
    pub(super) fn last_top(&mut self) -> Place {
        let height = self.page_height();
        let end = self.body.end();
        self.body.up(end, height - 1)
    }

    /// The bytes the body's rows show, from the first to the last.
    pub(super) fn lines_span(&self) -> Span {
        let mut shown = Span::new(usize::MAX, 0);
        for line in self.view.lines.iter().filter(|line| line.part != Part::Blank) {
            let derived = self.is_derived(line.block);
            let start = self.block(line.block).map_or(0, |block| block.span.start);
            let span = if derived { Span::new(start, start) } else { line.span };
            shown = Span::new(shown.start.min(span.start), shown.end.max(span.end));
        }
        if shown.start > shown.end { Span::default() } else { shown }
    }

    /// From the first byte the body shows to the last.
    pub(super) fn text_span(&self) -> Span {
        let blocks = self.body.blocks();
        let start = blocks.first().map_or(0, |block| block.span.start);
        Span::new(start, blocks.last().map_or(start, |block| block.span.end))
    }

    fn settle_topics(&mut self) {
        let height = usize::from(self.view.panes.content(Pane::Topics).height);
        let n = self.briefing.sections.len();
        self.view.topics_top = window(self.view.topics_top, self.topic(), n, height);
    }

    fn settle_quotes(&mut self) {
        let area = self.view.panes.content(Pane::Quotes);
        (self.view.cards_top, self.view.cards) = cards(self, area, self.view.cards_top);
        let foot = self.view.panes.inside(self.view.panes.foot);
        self.view.foot = self.quote.filter(|_| !foot.is_empty()).and_then(|quote| {
            let at = self.listed.place_of(quote)?;
            cards(self, foot, at).1.into_iter().next()
        });
    }
}

/// Whether `a` stands above `b`.
pub(super) fn above(a: Place, b: Place) -> bool {
    (a.block, a.byte, std::cmp::Reverse(a.above)) < (b.block, b.byte, std::cmp::Reverse(b.above))
}

/// The first of `n` rows to show in `height` so that `selected` shows with a row of
/// context on either side, moving as little as possible from `top`.
fn window(top: usize, selected: usize, n: usize, height: usize) -> usize {
    let context = usize::from(height > 4);
    let lowest = selected.saturating_sub(context);
    let highest = (selected + context + 1).saturating_sub(height);
    top.clamp(highest.min(lowest), lowest).min(n.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_moves_as_little_as_it_can() {
        assert_eq!(window(0, 0, 100, 10), 0);
        assert_eq!(window(0, 8, 100, 10), 0);
        assert_eq!(window(0, 9, 100, 10), 1);
        assert_eq!(window(50, 20, 100, 10), 19);
        assert_eq!(window(0, 99, 100, 10), 90);
        assert_eq!(window(7, 3, 4, 10), 0);
        assert_eq!(window(0, 5, 10, 0), 5);
    }
}
