//! The body as rows, wrapped only where somebody looks.

use std::collections::HashMap;
use std::sync::Arc;

use super::blocks::{Block, BlockKind, Furnishing, blocks};
use crate::model::{Briefing, Span};
use crate::text::wrap::{row_of, rows};

/// A row of the body: the row of `block` that shows `byte`, or one of the blank rows
/// above the block. Tied to the text and not to a row's number, so it means the same
/// at every width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub block: usize,
    pub byte: usize,
    /// Blank rows shown above that row; only before a block's first row.
    pub above: usize,
}

/// A row of the body as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub block: usize,
    /// The bytes it shows; for a derived heading, bytes of the heading's own words.
    pub span: Span,
    pub part: Part,
    /// Cells its blanks are wider in all, where both edges are straight.
    pub extra: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Blank,
    /// The block's first row.
    First,
    Later,
}

/// The blocks of a briefing and the rows of those lately seen.
pub(super) struct Body {
    briefing: Arc<Briefing>,
    blocks: Vec<Block>,
    width: usize,
    rows: HashMap<usize, Vec<Span>>,
}

/// Blocks whose rows are kept; some screens' worth.
const KEPT: usize = 1024;

impl Body {
    pub(super) fn new(briefing: Arc<Briefing>, furnishing: Furnishing, width: usize) -> Body {
        let blocks = blocks(&briefing, furnishing);
        Body { briefing, blocks, width, rows: HashMap::new() }
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Lays out for `width` cells from now on.
    pub(super) fn set_width(&mut self, width: usize) {
        if self.width != width {
            self.width = width;
            self.rows.clear();
        }
    }

    fn rows(&mut self, at: usize) -> &[Span] {
        if self.rows.len() > KEPT {
            self.rows.clear();
        }
        let (briefing, width) = (&self.briefing, self.width);
        let block = self.blocks.get(at);
        self.rows
            .entry(at)
            .or_insert_with(|| block.map_or_else(Vec::new, |block| wrapped(briefing, block, width)))
    }

    /// The row of its block that `place` names.
    fn row(&mut self, place: Place) -> usize {
        if self.derived(place.block) { 0 } else { row_of(self.rows(place.block), place.byte) }
    }

    fn derived(&self, at: usize) -> bool {
        self.blocks.get(at).is_some_and(|block| block.kind == BlockKind::Derived)
    }

    fn above(&self, at: usize) -> usize {
        self.blocks.get(at).map_or(0, |block| block.above)
    }

    /// The place of row `row` of block `at`, without the blank rows above.
    fn place(&mut self, at: usize, row: usize) -> Place {
        let start = self.blocks.get(at).map_or(0, |block| block.span.start);
        let byte = if self.derived(at) {
            start
        } else {
            self.rows(at).get(row).map_or(start, |row| row.start)
        };
        Place { block: at, byte, above: 0 }
    }

    /// The row that shows `byte`: of the last block that starts at or before it.
    pub(super) fn at(&mut self, byte: usize) -> Place {
        let block = self.blocks.partition_point(|block| block.span.start <= byte);
        let block = block.saturating_sub(1);
        self.settle(Place { block, byte, above: 0 })
    }

    /// `place` made to exist: its block there, its blank rows not more than there are.
    pub(super) fn settle(&mut self, place: Place) -> Place {
        let block = place.block.min(self.blocks.len().saturating_sub(1));
        let row = self.row(Place { block, ..place });
        let above = if row == 0 { place.above.min(self.above(block)) } else { 0 };
        Place { block, byte: place.byte, above }
    }

    /// The start of the row `place` names, without blank rows.
    pub(super) fn row_start(&mut self, place: Place) -> Place {
        let row = self.row(place);
        self.place(place.block, row)
    }

    /// The bytes of the row `place` names, without the blanks at its ends.
    pub(super) fn row_span(&mut self, place: Place) -> Span {
        let row = self.row(place);
        self.rows(place.block).get(row).copied().unwrap_or_default()
    }

    /// `n` rows further down, or the last row.
    pub(super) fn down(&mut self, mut place: Place, mut n: usize) -> Place {
        while n > 0 {
            if place.above > 0 {
                let step = n.min(place.above);
                place.above -= step;
                n -= step;
                continue;
            }
            let row = self.row(place);
            let below = self.rows(place.block).len().saturating_sub(1).saturating_sub(row);
            if below > 0 {
                let step = n.min(below);
                place = self.place(place.block, row + step);
                n -= step;
            } else if place.block + 1 < self.blocks.len() {
                place = self.place(place.block + 1, 0);
                place.above = self.above(place.block);
                n -= 1;
            } else {
                return self.place(place.block, row);
            }
        }
        place
    }

    /// `n` rows further up, or the first row.
    pub(super) fn up(&mut self, mut place: Place, mut n: usize) -> Place {
        while n > 0 {
            let row = self.row(place);
            let over = self.above(place.block);
            if row > 0 {
                let step = n.min(row);
                place = self.place(place.block, row - step);
                n -= step;
            } else if place.above < over {
                let step = n.min(over - place.above);
                place = self.place(place.block, 0).over(place.above + step);
                n -= step;
            } else if place.block > 0 {
                let last = self.rows(place.block - 1).len().saturating_sub(1);
                place = self.place(place.block - 1, last);
                n -= 1;
            } else {
                return place;
            }
        }
        place
    }

    /// The last row.
    pub(super) fn end(&mut self) -> Place {
        let at = self.blocks.len().saturating_sub(1);
        let last = self.rows(at).len().saturating_sub(1);
        self.place(at, last)
    }

    /// Rows from `from` down to `to`, at most `limit`; `None` when `to` is above.
    pub(super) fn distance(&mut self, from: Place, to: Place, limit: usize) -> Option<usize> {
        let to = (to.block, self.row(to));
        let mut place = from;
        for n in 0..=limit {
            if place.above == 0 && (place.block, self.row(place)) >= to {
                return if (place.block, self.row(place)) == to { Some(n) } else { None };
            }
            let next = self.down(place, 1);
            if next == place {
                return None;
            }
            place = next;
        }
        Some(limit)
    }

    /// `height` rows from `top` on, fewer at the end.
    pub(super) fn lines(&mut self, top: Place, height: usize) -> Vec<Line> {
        let mut lines = Vec::with_capacity(height);
        let (mut at, mut row, mut above) = (top.block, self.row(top), top.above);
        while lines.len() < height && at < self.blocks.len() {
            for _ in 0..above {
                lines.push(Line { block: at, span: Span::default(), part: Part::Blank, extra: 0 });
            }
            for (n, &span) in self.rows(at).iter().enumerate().skip(row) {
                if lines.len() >= height {
                    break;
                }
                let part = if n == 0 { Part::First } else { Part::Later };
                lines.push(Line { block: at, span, part, extra: 0 });
            }
            at += 1;
            row = 0;
            above = self.above(at);
        }
        lines.truncate(height);
        lines
    }
}

impl Place {
    fn over(self, above: usize) -> Place {
        Place { above, ..self }
    }
}

fn wrapped(briefing: &Briefing, block: &Block, width: usize) -> Vec<Span> {
    if block.kind == BlockKind::Derived {
        let heading = briefing.sections.get(block.section).and_then(|s| s.heading.as_deref());
        return vec![Span::new(0, heading.unwrap_or_default().len())];
    }
    let width = width.saturating_sub(block.indent()).max(1);
    rows(&briefing.text, block.span, width, block.breaks())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;
    use proptest::prelude::*;

    fn body(notation: &str, width: usize) -> Body {
        Body::new(Arc::new(fixture::briefing(notation)), Furnishing::Hidden, width)
    }

    const DOCUMENT: &str = "# Rail Fund.\nThe minister spoke at some length about rails.\nMore words.\n# Water.\nA dam is built.";

    #[test]
    fn rows_stand_one_under_another() {
        let mut body = body(DOCUMENT, 20);
        let lines = body.lines(Place::default(), 100);
        let shown: Vec<String> =
            lines.iter().map(|line| line.span.of(&body.briefing.text).to_owned()).collect();
        assert_eq!(
            shown,
            [
                "Rail Fund",
                "",
                "The minister spoke",
                "at some length about",
                "rails.",
                "",
                "More words.",
                "",
                "",
                "Water",
                "",
                "A dam is built."
            ]
        );
    }

    #[test]
    fn down_and_up_again() {
        let mut body = body(DOCUMENT, 20);
        let n = body.lines(Place::default(), 100).len();
        let mut places = vec![Place::default()];
        for _ in 1..n {
            let last = *places.last().unwrap();
            places.push(body.down(last, 1));
        }
        assert_eq!(*places.last().unwrap(), body.end());
        for (row, &place) in places.iter().enumerate() {
            assert_eq!(body.down(Place::default(), row), place);
            assert_eq!(body.up(place, row), Place::default());
            assert_eq!(body.lines(place, 1), body.lines(Place::default(), row + 1)[row..]);
        }
        let end = body.end();
        assert_eq!(body.down(end, 5), end);
    }

    #[test]
    fn an_empty_body_has_no_rows() {
        let mut body = body("", 20);
        assert!(body.blocks.is_empty() && body.lines(Place::default(), 5).is_empty());
        let start = Place::default();
        assert_eq!((body.down(start, 3), body.up(start, 3), body.end()), (start, start, start));
    }

    proptest! {
        #[test]
        fn up_undoes_down(width in 1usize..40, start in 0usize..30, n in 0usize..30) {
            let mut body = body(DOCUMENT, width);
            let from = body.down(Place::default(), start);
            let to = body.down(from, n);
            let moved = (0..=n).find(|&m| body.down(from, m) == to).unwrap();
            prop_assert_eq!(body.up(to, moved), from);
        }
    }
}
