//! Selecting words of the body, with keys as in vi's visual mode or with the mouse.

use super::action::{Command, Effect};
use super::area::Pane;
use super::mode::Mode;
use super::spread::laid;
use super::state::State;
use super::walk::Walker;
use crate::model::Span;
use crate::text::width::glyphs;

/// The words selected: from one glyph to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The glyph where it was begun.
    anchor: Span,
    /// The glyph that moves.
    cursor: Span,
    /// The cell the cursor keeps to when it moves by rows.
    column: usize,
}

impl Selection {
    fn new(anchor: Span, cursor: Span) -> Selection {
        Selection { anchor, cursor, column: 0 }
    }

    /// The bytes from the first glyph to the last.
    pub fn span(&self) -> Span {
        Span::new(self.anchor.start.min(self.cursor.start), self.anchor.end.max(self.cursor.end))
    }

    /// The first byte of the glyph that moves.
    pub fn cursor(&self) -> usize {
        self.cursor.start
    }
}

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
    /// The words selected, while there are some.
    pub fn selection(&self) -> Option<&Selection> {
        self.selection.as_ref()
    }

    /// The selected words as they are shown: blanks folded, paragraphs apart, nothing
    /// that is hidden between them. Empty without a selection.
    pub(super) fn selected_text(&self) -> String {
        self.selection.map_or(String::new(), |selection| self.shown_text(selection.span()))
    }

    /// What of `span` the body shows, paragraphs parted by a blank line.
    pub(super) fn shown_text(&self, span: Span) -> String {
        let mut out = String::new();
        let blocks = self.body.blocks();
        let from = blocks.partition_point(|block| block.span.end <= span.start);
        for block in blocks.iter().skip(from).take_while(|block| block.span.start < span.end) {
            let part = Span::new(block.span.start.max(span.start), block.span.end.min(span.end));
            if self.briefing.text.get(part.start..part.end).is_none_or(str::is_empty) {
                continue;
            }
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            let start = out.len();
            for glyph in glyphs(&self.briefing.text, part, block.breaks()) {
                match glyph.space {
                    crate::text::width::Space::LineEnd => out.push('\n'),
                    _ => out.push_str(glyph.shown),
                }
            }
            out.truncate(start + out.get(start..).unwrap_or_default().trim_end().len());
        }
        out
    }

    fn walker(&self, byte: usize) -> Option<Walker<'_>> {
        Walker::at(&self.briefing.text, self.body.blocks(), byte)
    }

    /// Begins to select at the byte being read.
    pub(super) fn open_select(&mut self) {
        let Some(glyph) = self.walker(self.at).map(|walker| walker.glyph()) else {
            return self.tell("there are no words to select");
        };
        self.select(Selection::new(glyph, glyph));
    }

    fn select(&mut self, selection: Selection) {
        self.mode = Mode::Select;
        self.focus = Pane::Body;
        self.selection = Some(selection);
        self.hold_column();
        self.bring_cursor();
    }

    pub(super) fn close_select(&mut self) {
        self.selection = None;
        self.mode = Mode::Reading;
    }

    /// Ends a selection whose words are gone, also beneath what lies over it.
    pub(super) fn drop_selection(&mut self) {
        self.selection = None;
        self.drop_palette_over(Mode::Select);
        let menu = self.menu.as_mut().map(|menu| &mut menu.from);
        let ask = self.ask.as_mut().map(|ask| &mut ask.from);
        let editor = self.editor.as_mut().map(|editor| &mut editor.from);
        for mode in [Some(&mut self.mode), menu, ask, editor].into_iter().flatten() {
            if *mode == Mode::Select {
                *mode = Mode::Reading;
            }
        }
    }

    pub(super) fn steer_select(&mut self, command: Command, count: Option<usize>) -> Effect {
        let n = count.unwrap_or(1);
        match command {
            Command::Close => self.close_select(),
            Command::LineDown => self.move_rows(n as isize),
            Command::LineUp => self.move_rows(-(n as isize)),
            Command::PageDown => self.move_rows((n * self.page_height()) as isize),
            Command::PageUp => self.move_rows(-((n * self.page_height()) as isize)),
            Command::RowStart => self.go_row_edge(Edge::Start),
            Command::RowEnd => self.go_row_edge(Edge::End),
            Command::SwapEnds => self.swap_ends(),
            Command::CopyQuote => return self.copy_selection(),
            Command::Highlight => self.ask_colour(),
            Command::Annotate => self.annotate(),
            Command::CopyAs => self.ask_form(),
            Command::OpenSource => return self.open_source(),
            Command::Pipe => self.ask_pipe(),
            Command::OpenPalette => self.open_palette(),
            Command::Suspend => return Effect::Suspend,
            _ => {
                if let Some(step) = motion(command) {
                    self.walk(step, n);
                }
            }
        }
        Effect::None
    }

    fn copy_selection(&mut self) -> Effect {
        let words = self.selected_text();
        self.close_select();
        Effect::Copy(words)
    }

    /// Moves the cursor by `step`, `n` times or as often as it goes.
    fn walk(&mut self, step: fn(&mut Walker) -> bool, n: usize) {
        let Some(selection) = self.selection else { return };
        let Some(mut walker) = self.walker(selection.cursor.start) else { return };
        let from = walker.glyph();
        for _ in 0..n {
            if !step(&mut walker) {
                break;
            }
        }
        let cursor = walker.glyph();
        if cursor == from {
            return self.tell("the text ends here");
        }
        self.move_cursor(cursor);
        self.hold_column();
    }

    fn move_cursor(&mut self, cursor: Span) {
        if let Some(selection) = &mut self.selection {
            selection.cursor = cursor;
        }
        self.bring_cursor();
    }

    fn swap_ends(&mut self) {
        let Some(selection) = &mut self.selection else { return };
        if selection.anchor == selection.cursor {
            return self.tell("only one letter is selected");
        }
        std::mem::swap(&mut selection.anchor, &mut selection.cursor);
        self.hold_column();
        self.bring_cursor();
    }

    /// The row of the body that shows `byte`, without blanks at its ends.
    fn row_span(&mut self, byte: usize) -> Span {
        let Some(block) = self.walker(byte).map(|walker| walker.block()) else {
            return Span::default();
        };
        self.body.row_span(super::Place { block, byte, above: 0 })
    }

    /// Moves the cursor `n` rows, keeping to its column; rows that show no words are
    /// passed over.
    fn move_rows(&mut self, n: isize) {
        let Some(selection) = self.selection else { return };
        let Some(block) = self.walker(selection.cursor.start).map(|walker| walker.block()) else {
            return;
        };
        let from = super::Place { block, byte: selection.cursor.start, above: 0 };
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
    fn worded_row_above(&mut self, from: super::Place, n: usize) -> super::Place {
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
    fn glyph_in(&self, row: Span, column: usize) -> Span {
        let Some(walker) = self.walker(row.start) else { return Span::default() };
        let breaks = self.block(walker.block()).map(super::Block::breaks);
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
    fn hold_column(&mut self) {
        let Some(selection) = self.selection else { return };
        let row = self.row_span(selection.cursor.start);
        let breaks = self.walker(row.start).and_then(|walker| self.block(walker.block()));
        let breaks = breaks.map_or(crate::text::width::Breaks::Fold, super::Block::breaks);
        let cells = laid(&self.briefing.text, row, breaks, self.extra_of(row));
        let before = cells.take_while(|laid| laid.glyph.span.end <= selection.cursor.start);
        let column = before.map(|laid| laid.width).sum();
        if let Some(selection) = &mut self.selection {
            selection.column = column;
        }
    }

    fn go_row_edge(&mut self, edge: Edge) {
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
    fn bring_cursor(&mut self) {
        let Some(selection) = self.selection else { return };
        let height = self.page_height();
        let block = self.walker(selection.cursor.start).map_or(0, |walker| walker.block());
        let place = super::Place { block, byte: selection.cursor.start, above: 0 };
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

enum Edge {
    Start,
    End,
}

fn motion(command: Command) -> Option<fn(&mut Walker) -> bool> {
    Some(match command {
        Command::CharLeft => |walker| walker.back(),
        Command::CharRight => |walker| walker.forward(),
        Command::NextWord => |walker| walker.next_word(),
        Command::PreviousWord => |walker| walker.previous_word(),
        Command::WordEnd => |walker| walker.word_end(),
        Command::NextParagraph => |walker| walker.next_paragraph(),
        Command::PreviousParagraph => |walker| walker.previous_paragraph(),
        Command::Start => |walker| {
            let from = walker.glyph();
            while walker.previous_paragraph() {}
            walker.glyph() != from
        },
        Command::Finish => |walker| {
            let from = walker.glyph();
            while walker.next_paragraph() {}
            walker.glyph() != from
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Action, Extent, Key, action_for, fixture, update};
    use super::*;

    const TEXT: &str = "# Rail Fund.\nThe vice-president spoke at some length about the rails \
                        of the north and of the south, and then about water.\nAna Roe: “東京 is far.”\n";

    fn state(width: u16) -> State {
        State::new(Arc::new(fixture::briefing(TEXT)), Extent::Whole, width, 20)
    }

    fn press(state: &mut State, keys: &str) -> Effect {
        keys.split_whitespace().fold(Effect::None, |_, key| {
            let key = match key {
                "esc" => Key::Esc,
                key => Key::Char(key.chars().next().unwrap()),
            };
            let action = action_for(key, state);
            action.map_or(Effect::None, |action| update(state, action))
        })
    }

    /// What is selected after `keys`.
    #[track_caller]
    fn check(keys: &str, expected: &str) {
        let mut state = state(50);
        press(&mut state, keys);
        assert_eq!(state.selected_text(), expected);
        assert_eq!(state.mode() == Mode::Select, !expected.is_empty());
    }

    #[test]
    fn motions_select() {
        check("v", "R");
        check("v e", "Rail");
        check("v 2 e", "Rail Fund");
        check("v } e", "Rail Fund\n\nThe");
        check("v j j e", "Rail Fund\n\nThe vice-president spoke at some length about the");
        check("v w b h h", "R");
        check("v } v", "");
        check("v $", "Rail Fund");
    }

    #[test]
    fn selecting_ends_with_escape_or_a_copy() {
        check("v e esc", "");
        let mut state = state(50);
        assert_eq!(press(&mut state, "v e y"), Effect::Copy("Rail".to_owned()));
        assert_eq!((state.mode(), state.selection()), (Mode::Reading, None));
    }

    #[test]
    fn the_mouse_selects() {
        let mut state = state(100);
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

    #[test]
    fn a_row_is_kept_to_its_column_and_wide_letters_are_whole() {
        let mut state = state(50);
        press(&mut state, "v G x G b b b b b");
        let selected = state.selected_text();
        assert!(selected.starts_with("“東京 is"), "{selected}");
    }
}
