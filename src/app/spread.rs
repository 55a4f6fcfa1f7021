//! Straight right edges: the blanks of a row made wider.

use super::blocks::BlockKind;
use super::body::Line;
use super::state::State;
use crate::model::Span;
use crate::text::width::{Breaks, Glyph, Space, glyphs};

/// A glyph of a row and the cells it fills, blanks widened.
#[derive(Clone, Copy, Debug)]
pub struct Laid<'a> {
    pub glyph: Glyph<'a>,
    pub width: usize,
}

/// The glyphs of `row` in `text`, its blanks `extra` cells wider in all.
pub fn laid(text: &str, row: Span, breaks: Breaks, extra: usize) -> impl Iterator<Item = Laid<'_>> {
    let n_blanks = if extra == 0 { 0 } else { blanks(text, row, breaks).0 };
    let mut nth = 0;
    glyphs(text, row, breaks).map(move |glyph| {
        let mut width = glyph.width;
        if n_blanks > 0 && is_blank(&glyph) {
            width += extra * (nth + 1) / n_blanks - extra * nth / n_blanks;
            nth += 1;
        }
        Laid { glyph, width }
    })
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.space == Space::Blank && glyph.width > 0
}

/// The blanks of a row, and the cells of all its glyphs.
fn blanks(text: &str, row: Span, breaks: Breaks) -> (usize, usize) {
    glyphs(text, row, breaks)
        .fold((0, 0), |(n, cells), glyph| (n + usize::from(is_blank(&glyph)), cells + glyph.width))
}

impl State {
    /// Widens the blanks of the rows in view, when the reader wants straight edges.
    pub(super) fn justify(&mut self) {
        if !self.config.body.justify {
            return;
        }
        let extras: Vec<u16> = self.view.lines.iter().map(|line| self.extra(line)).collect();
        for (line, extra) in self.view.lines.iter_mut().zip(extras) {
            line.extra = extra;
        }
    }

    /// Cells to add to `line`. None for the last row of a paragraph, and where the gaps
    /// would gape.
    fn extra(&self, line: &Line) -> u16 {
        let Some(block) = self.block(line.block) else { return 0 };
        let prose = matches!(block.kind, BlockKind::Text | BlockKind::Blockquote | BlockKind::Item);
        if !prose || line.span.is_empty() || line.span.end >= block.span.end {
            return 0;
        }
        let (n, cells) = blanks(&self.briefing.text, line.span, block.breaks());
        let room = usize::from(self.view.text.width).saturating_sub(block.indent() + cells);
        if n == 0 || room > 2 * n { 0 } else { u16::try_from(room).unwrap_or(0) }
    }

    /// How much wider the blanks of the row `row` are in all.
    pub(super) fn extra_of(&self, row: Span) -> usize {
        let line = self.view.lines.iter().find(|line| line.span == row);
        line.map_or(0, |line| usize::from(line.extra))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The width of each glyph of `row` made `extra` cells wider.
    #[track_caller]
    fn check(row: &str, extra: usize, expected: &[usize]) {
        let laid = laid(row, Span::new(0, row.len()), Breaks::Fold, extra);
        assert_eq!(laid.map(|laid| laid.width).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn blanks_share_what_is_left() {
        check("a b c", 0, &[1, 1, 1, 1, 1]);
        check("a b c", 2, &[1, 2, 1, 2, 1]);
        check("a b c", 3, &[1, 2, 1, 3, 1]);
        check("abc", 3, &[1, 1, 1]);
    }
}
