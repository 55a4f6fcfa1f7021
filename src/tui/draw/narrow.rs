use super::canvas::Canvas;
use super::frame::outline;
use super::status::prompt;
use crate::app::{Area, Match, Narrow, State};
use crate::text::width::width;

/// What stands around a list that typing narrows.
pub(super) struct Head<'a> {
    pub(super) title: &'a str,
    /// What is counted: `topics`.
    pub(super) things: &'a str,
}

/// A box with a line to type in and the matches below it, each drawn by `row` in its
/// area, the one chosen as such; gives the box.
pub(super) fn draw(
    state: &State,
    canvas: &mut Canvas,
    (head, list): (Head, &Narrow),
    mut row: impl FnMut(&mut Canvas, Area, (&Match, bool)),
) -> Area {
    let (area, rows) = (state.popup(), state.popup_rows());
    canvas.clear(area);
    outline(canvas, area, true);
    let right = area.right().saturating_sub(1);
    canvas.put(area.x + 2, area.y, right, &format!(" {} ", head.title), canvas.theme.focused);
    let (width, height) = (area.width.saturating_sub(2), area.height.saturating_sub(2));
    let inside = Area { x: area.x + 1, y: area.y + 1, width, height };
    if inside.is_empty() {
        return area;
    }
    typed(canvas, inside, list, head.things);
    let matches = list.matches();
    let top = matches.top(usize::from(rows.height));
    let shown = matches.rows().iter().enumerate().skip(top);
    for (y, (at, found)) in (rows.y..rows.bottom()).zip(shown) {
        let selected = at == matches.selected();
        if selected {
            canvas.put(rows.x + 1, y, rows.right(), "▸", canvas.theme.sign);
        }
        row(canvas, Area { y, height: 1, ..rows }, (found, selected));
        if selected {
            canvas.choose(rows.x, y, rows.right());
        }
    }
    if matches.rows().is_empty() {
        canvas.put(rows.x + 3, rows.y, rows.right(), "nothing matches", canvas.theme.dim);
    }
    area
}

/// The line being typed, and how many match.
fn typed(canvas: &mut Canvas, inside: Area, list: &Narrow, things: &str) {
    let count = format!("{}/{} {things}", list.matches().rows().len(), list.total());
    let counted = u16::try_from(width(&count)).unwrap_or(0);
    let x = inside.right().saturating_sub(counted + 1);
    canvas.put(x, inside.y, inside.right(), &count, canvas.theme.dim);
    let line = Area { width: inside.width.saturating_sub(counted + 2), height: 1, ..inside };
    prompt(canvas, list.prompt(), "> ", line);
}
