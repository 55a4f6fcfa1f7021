//! How the selection's cursor moves by rows, keeps its column, and stays on the screen.

use super::blocks::Block;
use super::body::Place;
use super::spread::laid;
use super::state::State;
use crate::model::Span;
use crate::text::width::Breaks;

/// An end of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

impl State {
    /// The row of the body that shows `byte`, without blanks at its ends.
    pub(super) fn row_span(&mut self, byte: usize) -> Span {
        let Some(block) = self.walker(byte).map(|walker| walker.block()) else {
            return Span::default();
        };
        self.body.row_span(Place { block, byte, above: 0 })
    }

    /// Moves the cursor `n` rows, keeping to its column; rows that show no words are
    /// passed over.
    pub(super) fn move_rows(&mut self, n: isize) {
        let Some(selection) = self.selection else { return };
        let Some(block) = self.walker(selection.cursor.start).map(|walker| walker.block()) else {
            return;
        };
        let from = Place { block, byte: selection.cursor.start, above: 0 };
        let to = if n > 0 {
            self.body.down(from, n.unsigned_abs())
        } else {
            self.worded_row_above(from, n.unsigned_abs())
        };
        let byte = self.walker(to.byte).map_or(to.byte, |walker| walker.glyph().start.max(to.byte));
        let row = self.row_span(byte);
        if row.contains(selection.cursor.start) {
            return self.tell("the text ends here");
        }
        let cursor = self.glyph_in(row, selection.column);
        self.move_cursor(cursor);
    }

    /// `n` rows above `from`, further where there are no words; `from` itself when there
    /// are none above.
    fn worded_row_above(&mut self, from: Place, n: usize) -> Place {
        let mut to = self.body.up(from, n);
        while to.above > 0 || self.is_derived(to.block) {
            let next = self.body.up(to, 1);
            if next == to {
                return from;
            }
            to = next;
        }
        to
    }

    /// The glyph of the row `row` that fills the cell `column`, or its last.
    pub(super) fn glyph_in(&self, row: Span, column: usize) -> Span {
        let Some(walker) = self.walker(row.start) else { return Span::default() };
        let breaks = self.block(walker.block()).map(Block::breaks);
        let Some(breaks) = breaks else { return walker.glyph() };
        let (mut x, mut found) = (0, walker.glyph());
        let extra = self.extra_of(row);
        let cells = laid(&self.briefing.text, row, breaks, extra);
        for laid in cells.filter(|laid| laid.width > 0) {
            found = laid.glyph.span;
            x += laid.width;
            if x > column {
                break;
            }
        }
        found
    }

    /// Remembers the cursor's column for moves by rows.
    pub(super) fn hold_column(&mut self) {
        let Some(selection) = self.selection else { return };
        let row = self.row_span(selection.cursor.start);
        let breaks = self.walker(row.start).and_then(|walker| self.block(walker.block()));
        let breaks = breaks.map_or(Breaks::Fold, Block::breaks);
        let cells = laid(&self.briefing.text, row, breaks, self.extra_of(row));
        let before = cells.take_while(|laid| laid.glyph.span.end <= selection.cursor.start);
        let column = before.map(|laid| laid.width).sum();
        if let Some(selection) = &mut self.selection {
            selection.column = column;
        }
    }

    pub(super) fn go_row_edge(&mut self, edge: Edge) {
        let Some(selection) = self.selection else { return };
        let row = self.row_span(selection.cursor.start);
        let column = match edge {
            Edge::Start => 0,
            Edge::End => usize::MAX,
        };
        let cursor = self.glyph_in(row, column);
        if cursor == selection.cursor {
            let how = if column == 0 { "begins" } else { "ends" };
            self.tell(&format!("the row {how} here"));
        }
        self.move_cursor(cursor);
        if let Some(selection) = &mut self.selection {
            selection.column = column;
        }
    }

    /// Scrolls no further than it takes to show the cursor, and reads there.
    pub(super) fn bring_cursor(&mut self) {
        let Some(selection) = self.selection else { return };
        let height = self.page_height();
        let block = self.walker(selection.cursor.start).map_or(0, |walker| walker.block());
        let place = Place { block, byte: selection.cursor.start, above: 0 };
        let row = self.body.row_start(place);
        let top = self.view.top;
        match self.body.distance(top, row, height) {
            None => self.anchor = row,
            Some(rows) if rows >= height => self.anchor = self.body.up(row, height - 1),
            Some(_) => {}
        }
        self.at = row.byte;
        self.follow();
    }
}
