//! Selecting words with the mouse: by dragging, by a double and a third click.

use super::area::Pane;
use super::mode::Mode;
use super::select::Selection;
use super::state::State;
use crate::model::Span;

/// Presses of the mouse button at one place in short order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Press {
    x: u16,
    y: u16,
    at_ms: i64,
    times: u8,
    /// The glyph pressed on.
    glyph: Span,
}

/// Two presses no further apart are a double click.
const DOUBLE_MS: i64 = 400;

impl State {
    /// The glyph shown in the cell at `x`, `y`: in the body's row there the nearest.
    fn glyph_at(&self, x: u16, y: u16) -> Option<Span> {
        let area = self.view.panes.content(Pane::Body);
        let line = self.view.lines.get(usize::from(y.checked_sub(area.y)?))?;
        let block = self.block(line.block)?;
        if line.span.is_empty() || self.is_derived(line.block) {
            return None;
        }
        let column = x.saturating_sub(self.view.text.x + block.indent() as u16);
        Some(self.glyph_in(line.span, usize::from(column)))
    }

    /// The byte shown in the cell at `x`, `y` of the body.
    pub(super) fn byte_at(&self, x: u16, y: u16) -> Option<usize> {
        self.glyph_at(x, y).map(|glyph| glyph.start)
    }

    /// The button goes down in the body: the second time at one place it selects the
    /// word there, the third time the paragraph. Tells whether it selected something.
    pub(super) fn press(&mut self, x: u16, y: u16) -> bool {
        let before = self.press.take();
        let Some(glyph) = self.glyph_at(x, y) else { return false };
        let again = before
            .filter(|press| (press.x, press.y) == (x, y) && self.now_ms - press.at_ms <= DOUBLE_MS);
        let times = again.map_or(1, |press| press.times % 3 + 1);
        self.press = Some(Press { x, y, at_ms: self.now_ms, times, glyph });
        if times == 1 {
            return false;
        }
        let ends = self.walker(glyph.start).map(|mut walker| {
            let word = times == 2;
            if word {
                walker.go_word_start()
            } else {
                walker.go_block_start()
            };
            let start = walker.glyph();
            if word {
                walker.go_word_end()
            } else {
                walker.go_block_end()
            };
            (start, walker.glyph())
        });
        if let Some((start, end)) = ends {
            self.select(Selection::new(start, end));
        }
        true
    }

    /// The button is held and the mouse moves: selects from where it went down. Above and
    /// below the body the page scrolls.
    pub(super) fn drag(&mut self, x: u16, y: u16) {
        let Some(press) = self.press else { return };
        if !matches!(self.mode, Mode::Reading | Mode::Select) {
            return;
        }
        if self.mode == Mode::Reading {
            if (press.x, press.y) == (x, y) {
                return;
            }
            self.select(Selection::new(press.glyph, press.glyph));
        }
        let area = self.view.panes.content(Pane::Body);
        if y < area.y {
            self.move_rows(-1);
        } else if y >= area.bottom() {
            self.move_rows(1);
        } else if let Some(cursor) = self.glyph_at(x, y) {
            self.move_cursor(cursor);
            self.hold_column();
        }
    }

    pub(super) fn release(&mut self) {
        if let Some(press) = &mut self.press {
            // A drag is over; the place and time still count for a double click.
            press.at_ms = self.now_ms;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Action, Extent, fixture, update};
    use super::*;

    const TEXT: &str = "# Rail Fund.\nThe vice-president spoke at some length about the rails \
                        of the north and of the south, and then about water.\n";

    #[test]
    fn the_mouse_selects() {
        let briefing = Arc::new(fixture::briefing(TEXT));
        let mut state = State::new(briefing, Extent::Whole, 100, 20);
        let y = 4;
        let x = state.view().text.x;
        let shown = |state: &State, y: u16| {
            state.view().lines[usize::from(y - state.panes().content(Pane::Body).y)].span
        };
        assert!(shown(&state, y).of(&state.briefing.text).starts_with("The vice"));
        update(&mut state, Action::Click { x: x + 4, y });
        assert_eq!(state.mode(), Mode::Reading);
        update(&mut state, Action::Drag { x: x + 7, y });
        update(&mut state, Action::Release { x: x + 7, y });
        assert_eq!(state.selected_text(), "vice");
        update(&mut state, Action::Click { x: x + 6, y });
        assert_eq!(state.selected_text(), "");
        update(&mut state, Action::Click { x: x + 6, y });
        assert_eq!(state.selected_text(), "vice-president");
        update(&mut state, Action::Click { x: x + 6, y });
        assert!(state.selected_text().ends_with("then about water."));
        state.now_ms += 1000;
        update(&mut state, Action::Click { x: x + 6, y });
        assert_eq!(state.mode(), Mode::Reading);
    }
}
