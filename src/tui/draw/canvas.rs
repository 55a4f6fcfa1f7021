use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use crate::app::{Area, laid};
use crate::config::Borders;
use crate::model::Span;
use crate::text::width::{Breaks, Glyph, glyphs, width};
use crate::tui::links::Linked;
use crate::tui::theme::Theme;
use crate::tui::touch::Touch;

/// The cells being written. Everything written is harmless to a terminal and clipped
/// to the screen.
pub(super) struct Canvas<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) theme: &'a Theme,
    /// What lies under whatever is written.
    pub(super) ground: Style,
    pub(super) borders: Borders,
    pub(super) cursor: Option<Position>,
    /// Cells that lead to a page.
    pub(super) links: Vec<Linked>,
    /// Cells that stand for a command.
    pub(super) touches: Vec<Touch>,
}

impl<'a> Canvas<'a> {
    /// All of `buffer`, in the looks of `theme` and blank.
    pub(super) fn on(buffer: &'a mut Buffer, theme: &'a Theme, borders: Borders) -> Canvas<'a> {
        buffer.set_style(buffer.area, theme.text);
        let (links, touches) = (Vec::new(), Vec::new());
        Canvas { buffer, theme, ground: theme.text, borders, cursor: None, links, touches }
    }

    /// Writes `text` on one line from `x`, cut at `right` with `…` when it does not
    /// fit; gives the cell after it.
    pub(super) fn put(&mut self, x: u16, y: u16, right: u16, text: &str, style: Style) -> u16 {
        let room = usize::from(right.saturating_sub(x));
        if width(text) <= room {
            return self.put_row(x, y, right, text, Breaks::Fold, |_| style);
        }
        let mut at = x;
        for glyph in glyphs(text, Span::new(0, text.len()), Breaks::Fold) {
            if usize::from(at - x) + glyph.width + 1 > room {
                break;
            }
            at = self.cell(at, y, right, &glyph, style);
        }
        if at < right {
            self.symbol(at, y, "…", style);
            at += 1;
        }
        at
    }

    /// Writes `text`, each glyph in the style `styled` gives its bytes.
    pub(super) fn put_row(
        &mut self,
        x: u16,
        y: u16,
        right: u16,
        text: &str,
        breaks: Breaks,
        styled: impl Fn(Span) -> Style,
    ) -> u16 {
        self.put_spread(x, y, right, text, (breaks, 0), styled)
    }

    /// As [`Canvas::put_row`], the blanks wider by so many cells in all.
    pub(super) fn put_spread(
        &mut self,
        x: u16,
        y: u16,
        right: u16,
        text: &str,
        (breaks, extra): (Breaks, usize),
        styled: impl Fn(Span) -> Style,
    ) -> u16 {
        let mut at = x;
        for laid in laid(text, Span::new(0, text.len()), breaks, extra) {
            if usize::from(right.saturating_sub(at)) < laid.width {
                break;
            }
            let style = styled(laid.glyph.span);
            let from = at;
            at = self.cell(at, y, right, &laid.glyph, style);
            let end = from.saturating_add(u16::try_from(laid.width).unwrap_or(u16::MAX));
            while at < end {
                self.symbol(at, y, " ", style);
                at += 1;
            }
        }
        at
    }

    fn cell(&mut self, x: u16, y: u16, right: u16, glyph: &Glyph, style: Style) -> u16 {
        let width = u16::try_from(glyph.width).unwrap_or(u16::MAX);
        let next = x.saturating_add(width);
        if width == 0 || next > right {
            return x;
        }
        let tab = glyph.shown.len() > 1 && glyph.shown.bytes().all(|b| b == b' ');
        self.symbol(x, y, if tab { " " } else { glyph.shown }, style);
        for x in x + 1..next {
            self.symbol(x, y, " ", style);
        }
        next
    }

    /// A bar of `share`, `0.0..=1.0`, of the cells from `x` to `right`, to half a cell;
    /// whatever is more than nothing shows.
    pub(super) fn bar(&mut self, x: u16, y: u16, right: u16, share: f64, style: Style) {
        let halves = (share * 2.0 * f64::from(right.saturating_sub(x))).round() as u16;
        let halves = if share > 0.0 && x < right { halves.max(1) } else { 0 };
        for cell in 0..halves.div_ceil(2) {
            let whole = (cell + 1) * 2 <= halves;
            self.symbol(x + cell, y, if whole { "█" } else { "▌" }, style);
        }
    }

    /// Sets one cell to `symbol`, which must be harmless and fit.
    pub(super) fn symbol(&mut self, x: u16, y: u16, symbol: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.reset();
            cell.set_symbol(symbol);
            cell.set_style(self.ground.patch(style));
        }
    }

    /// Changes the style of cells from `x` to `right` without touching what they show.
    pub(super) fn restyle(&mut self, x: u16, y: u16, right: u16, style: Style) {
        for x in x..right {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.set_style(style);
            }
        }
    }

    /// Shows the row `y` of a list with the focus as the one chosen; it goes over what the
    /// row was written in, as two of a theme's colours need not be told apart.
    pub(super) fn choose(&mut self, x: u16, y: u16, right: u16) {
        self.restyle(x, y, right, self.theme.selected_row);
    }

    /// Lets the cells of `link` lead somewhere.
    pub(super) fn link(&mut self, link: Linked) {
        if link.x < link.right {
            self.links.push(link);
        }
    }

    /// Blanks `area`; no link goes on under it.
    pub(super) fn clear(&mut self, area: Area) {
        let beside = |link: Linked| {
            let is_hit = (area.y..area.bottom()).contains(&link.y);
            let (left, right) =
                if is_hit { (area.x, area.right()) } else { (link.right, link.right) };
            let before = Linked { right: link.right.min(left), ..link.clone() };
            let after = Linked { x: link.x.max(right), ..link };
            [before, after].into_iter().filter(|link| link.x < link.right)
        };
        self.links = std::mem::take(&mut self.links).into_iter().flat_map(beside).collect();
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                // Lines join only what has no sign at all.
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(self.ground);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    /// A bar of `share` in four cells.
    #[track_caller]
    fn check_bar(share: f64, expected: &str) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        let theme = Theme::of(&crate::config::Theme::opt_named("ansi").unwrap());
        let mut canvas = Canvas::on(&mut buffer, &theme, Borders::Line);
        canvas.bar(1, 0, 5, share, Style::new());
        let cells: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
        assert_eq!(cells.trim(), expected);
    }

    #[test]
    fn bars_grow_by_half_a_cell_and_little_is_not_nothing() {
        check_bar(0.0, "");
        check_bar(0.001, "▌");
        check_bar(0.36, "█▌");
        check_bar(1.0, "████");
    }

    #[test]
    fn no_link_goes_on_under_what_lies_over_it() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 3));
        let theme = Theme::of(&crate::config::Theme::opt_named("ansi").unwrap());
        let mut canvas = Canvas::on(&mut buffer, &theme, Borders::Line);
        let link =
            |y, x, right| Linked { y, x, right, url: "https://a.example/".to_owned(), id: 1 };
        for found in [link(0, 2, 9), link(1, 2, 9), link(1, 9, 9), link(2, 4, 6)] {
            canvas.link(found);
        }
        canvas.clear(Area::new(3, 1, 4, 2));
        assert_eq!(canvas.links, [link(0, 2, 9), link(1, 2, 3), link(1, 7, 9)]);
    }
}
