//! Selecting words of the body with keys as in vi's visual mode.

use super::action::{Command, Effect};
use super::area::Pane;
use super::mode::Mode;
use super::select_rows::Edge;
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
    pub(super) cursor: Span,
    /// The cell the cursor keeps to when it moves by rows.
    pub(super) column: usize,
}

impl Selection {
    pub(super) fn new(anchor: Span, cursor: Span) -> Selection {
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

    pub(super) fn walker(&self, byte: usize) -> Option<Walker<'_>> {
        Walker::at(&self.briefing.text, self.body.blocks(), byte)
    }

    /// Begins to select at the byte being read.
    pub(super) fn open_select(&mut self) {
        let Some(glyph) = self.walker(self.at).map(|walker| walker.glyph()) else {
            return self.tell("there are no words to select");
        };
        self.select(Selection::new(glyph, glyph));
    }

    pub(super) fn select(&mut self, selection: Selection) {
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

    pub(super) fn move_cursor(&mut self, cursor: Span) {
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

    use super::super::fixture::press;
    use super::super::{Extent, fixture};
    use super::*;

    const TEXT: &str = "# Rail Fund.\nThe vice-president spoke at some length about the rails \
                        of the north and of the south, and then about water.\nAna Roe: “東京 is far.”\n";

    fn state(width: u16) -> State {
        State::new(Arc::new(fixture::briefing(TEXT)), Extent::Whole, width, 20)
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
    fn a_row_is_kept_to_its_column_and_wide_letters_are_whole() {
        let mut state = state(50);
        press(&mut state, "v G x G b b b b b");
        let selected = state.selected_text();
        assert!(selected.starts_with("“東京 is"), "{selected}");
    }
}
