//! Cells to bytes, and few of them: over a slow line every byte is waited for.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Cell, CellDiffOption};
use ratatui::layout::{Position, Size};
use ratatui::style::Modifier;

use super::look::Look;
use crate::text::width::width;

/// The terminal as the frames are written to it: crossterm's, but for how cells become
/// bytes. It jumps within a row by column, writes a few unchanged cells again where that
/// is shorter than a jump, and changes looks by one sequence or, at a blank, not at all.
pub(super) struct Pen<W: Write> {
    inner: CrosstermBackend<W>,
    /// What each cell of the terminal shows, row by row.
    shown: Vec<Shown>,
    width: u16,
    /// What the terminal cannot show.
    lacks: Modifier,
}

/// What a cell shows, where that may be written again: it is a single char of one cell and
/// no part of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shown {
    letter: Option<char>,
    look: Look,
}

const BLANK: Shown = Shown { letter: Some(' '), look: Look::PLAIN };

/// Unchanged cells that take fewer bytes than a jump over them.
const GAP: u16 = 4;

impl<W: Write> Pen<W> {
    pub(super) fn new(writer: W) -> Pen<W> {
        let inner = CrosstermBackend::new(writer);
        Pen { inner, shown: Vec::new(), width: 0, lacks: Modifier::empty() }
    }

    /// The same for a terminal that cannot show `modifiers`.
    pub(super) fn without(self, modifiers: Modifier) -> Pen<W> {
        Pen { lacks: modifiers, ..self }
    }

    /// So many cells of the terminal are blank; nothing is known of others.
    pub(super) fn begin(&mut self, size: Size) {
        self.width = size.width;
        let cells = usize::from(size.width) * usize::from(size.height);
        self.shown = vec![BLANK; cells];
    }

    fn place(&self, x: u16, y: u16) -> Option<usize> {
        (x < self.width).then(|| usize::from(y) * usize::from(self.width) + usize::from(x))
    }

    /// The cells from `from` to `to` of row `y`, when there are few and they can be
    /// written again with `look`.
    fn gap(&self, y: u16, from: u16, to: u16, look: Look) -> Option<String> {
        if to <= from || to - from > GAP {
            return None;
        }
        let (start, end) = (self.place(from, y)?, self.place(to, y)?);
        let cells = self.shown.get(start..end)?;
        let written = |cell: &Shown| {
            let is_blank = cell.letter == Some(' ') && cell.look.leaves_blanks();
            let is_same = cell.look == look || is_blank && look.leaves_blanks();
            cell.letter.filter(|_| is_same)
        };
        cells.iter().map(written).collect()
    }

    /// The bytes for `content`, from a terminal of plain looks to one.
    fn written<'a>(&mut self, content: impl Iterator<Item = (u16, u16, &'a Cell)>) -> String {
        let mut out = String::new();
        let mut look = Look::PLAIN;
        let mut at: Option<(u16, u16)> = None;
        for (x, y, cell) in content {
            match at {
                Some(here) if here == (x, y) => {}
                Some((from, row)) if row == y => match self.gap(y, from, x, look) {
                    Some(cells) => out.push_str(&cells),
                    None => drop(write!(out, "\x1b[{}G", x + 1)),
                },
                _ => drop(write!(out, "\x1b[{};{}H", y + 1, x + 1)),
            }
            let wanted = Look::of(cell).without(self.lacks);
            let symbol = cell.symbol();
            let is_blank = symbol == " " && wanted.leaves_blanks() && look.leaves_blanks();
            if !is_blank && wanted != look {
                wanted.write_after(look, &mut out);
                look = wanted;
            }
            out.push_str(symbol);
            // How wide a terminal draws what is no single cell is not to be relied on.
            at = (width(symbol) == 1).then_some((x + 1, y));
            self.remember(x, y, cell);
        }
        if look != Look::PLAIN {
            out.push_str("\x1b[0m");
        }
        out
    }

    fn remember(&mut self, x: u16, y: u16, cell: &Cell) {
        let mut letters = cell.symbol().chars();
        let single = letters.next().filter(|_| letters.next().is_none());
        let is_free = cell.diff_option == CellDiffOption::None && width(cell.symbol()) == 1;
        let letter = single.filter(|_| is_free);
        let look = Look::of(cell).without(self.lacks);
        // What a wide sign covers shows nothing of its own any more.
        for (at, letter) in (x..x.saturating_add(cells(cell))).zip([letter, None]) {
            if let Some(shown) = self.place(at, y).and_then(|at| self.shown.get_mut(at)) {
                *shown = Shown { letter, look };
            }
        }
    }
}

/// The cells that `cell` fills: two for a wide sign.
fn cells(cell: &Cell) -> u16 {
    if width(cell.symbol()) > 1 { 2 } else { 1 }
}

impl<W: Write> Write for Pen<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

impl<W: Write> Backend for Pen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let bytes = self.written(content);
        self.inner.write_all(bytes.as_bytes())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, part: ClearType) -> io::Result<()> {
        let size = if part == ClearType::All { self.size()? } else { Size::ZERO };
        self.begin(size);
        self.inner.clear_region(part)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::*;

    /// The bytes for `after` on a terminal that shows `before`, each a list of words and
    /// their style put after each other.
    #[track_caller]
    fn check(before: &[(&str, Style)], after: &[(&str, Style)], expected: &str) {
        let screen = |parts: &[(&str, Style)]| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 2));
            let mut x = 0;
            for (words, style) in parts {
                (x, _) = buffer.set_stringn(x, 0, words, 30, *style);
            }
            buffer
        };
        let (empty, before, after) = (screen(&[]), screen(before), screen(after));
        let mut pen = Pen::new(Vec::new());
        pen.begin(Size::new(30, 2));
        pen.written(empty.diff(&before).into_iter());
        assert_eq!(pen.written(before.diff(&after).into_iter()), expected);
    }

    const PLAIN: Style = Style::new();
    const BOLD: Style = Style::new().bold();

    #[test]
    fn a_short_gap_is_written_and_a_long_one_jumped() {
        check(&[], &[("fund", PLAIN)], "\x1b[1;1Hfund");
        check(&[("a fund", PLAIN)], &[("b funk", PLAIN)], "\x1b[1;1Hb funk");
        check(&[("the fund is", PLAIN)], &[("The fund it", PLAIN)], "\x1b[1;1HT\x1b[11Gt");
    }

    #[test]
    fn what_looks_different_or_is_wide_is_jumped() {
        check(
            &[("a", PLAIN), ("b", BOLD), ("c", PLAIN)],
            &[("x", PLAIN), ("b", BOLD), ("z", PLAIN)],
            "\x1b[1;1Hx\x1b[3Gz",
        );
        check(&[("aéc", PLAIN)], &[("xéz", PLAIN)], "\x1b[1;1Hxéz");
        check(&[("a日c", PLAIN)], &[("x日z", PLAIN)], "\x1b[1;1Hx\x1b[4Gz");
        check(&[], &[("日本", PLAIN)], "\x1b[1;1H日\x1b[1;3H本");
    }

    #[test]
    fn what_the_terminal_lacks_is_left_out() {
        let mut pen = Pen::new(Vec::new()).without(Modifier::ITALIC);
        pen.begin(Size::new(30, 2));
        let empty = Buffer::empty(Rect::new(0, 0, 30, 2));
        let mut next = empty.clone();
        next.set_string(0, 0, "a", PLAIN.italic());
        next.set_string(1, 0, "b", BOLD.italic());
        assert_eq!(pen.written(empty.diff(&next).into_iter()), "\x1b[1;1Ha\x1b[1mb\x1b[0m");
    }

    #[test]
    fn what_stood_under_a_wide_sign_does_not_come_back() {
        let mut pen = Pen::new(Vec::new());
        pen.begin(Size::new(30, 2));
        let mut shown = Buffer::empty(Rect::new(0, 0, 30, 2));
        let mut last = String::new();
        for words in ["  called by", "  五月开放", "           "] {
            let mut next = Buffer::empty(Rect::new(0, 0, 30, 2));
            next.set_string(0, 0, words, PLAIN);
            last = pen.written(shown.diff(&next).into_iter());
            shown = next;
        }
        assert!(!last.contains(['c', 'a', 'l', 'e', 'd', 'b', 'y']), "{last:?}");
    }

    #[test]
    fn blanks_take_no_look_unless_it_shows() {
        check(
            &[("aaaaa", PLAIN)],
            &[("b", BOLD), ("  ", PLAIN), ("cc", BOLD)],
            "\x1b[1;1H\x1b[1mb  cc\x1b[0m",
        );
        let red = PLAIN.bg(Color::Red);
        check(&[], &[("a", PLAIN), (" ", red)], "\x1b[1;1Ha\x1b[41m \x1b[0m");
    }
}
