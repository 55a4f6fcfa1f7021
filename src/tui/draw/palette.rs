use ratatui::style::Style;

use super::canvas::Canvas;
use super::jump::letters;
use super::narrow::{Head, draw as draw_list};
use crate::app::{Area, Match, Palette, Row, State};
use crate::text::width::width;

/// Every action, with its name in settings files and its keys. What cannot be done just
/// now has a dash and stands dim, with the reason where there is room.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(palette) = state.palette() else { return };
    let head = Head { title: "Do an action", things: "actions" };
    let area =
        draw_list(state, canvas, (head, palette.list()), |canvas, area, (found, selected)| {
            row(state, palette, canvas, area, (found, selected));
        });
    // Where the rows have no room for reasons, the one chosen has it on the frame.
    let why = palette.choice().and_then(|row| state.why_not(row));
    if let Some(why) = why.filter(|_| area.width < ROOMY && area.height > 3) {
        let right = area.right().saturating_sub(2);
        canvas.put(area.x + 2, area.bottom() - 1, right, &format!(" {why} "), canvas.theme.message);
    }
}

/// Cells from which on the rows say more than the action and its keys.
const ROOMY: u16 = 76;

fn row(
    state: &State,
    palette: &Palette,
    canvas: &mut Canvas,
    area: Area,
    (found, selected): (&Match, bool),
) {
    let Some(row) = palette.row(found.item) else { return };
    let theme = canvas.theme;
    let why = state.why_not(row);
    let style = match &why {
        Some(_) => theme.dim,
        None if selected => theme.heading,
        None => theme.text,
    };
    // No colour says it alone.
    if why.is_some() && !selected {
        canvas.put(area.x + 1, area.y, area.right(), "-", theme.dim);
    }
    let right = keys(state, canvas, area, row, if why.is_some() { style } else { theme.key });
    let half = area.x + area.width * 11 / 20;
    let roomy = area.width + 2 >= ROOMY;
    let (x, end) = (area.x + 3, if roomy { half - 2 } else { right });
    let end = canvas.put(x, area.y, end, row.words, style);
    letters(canvas, row.words, &found.chars, (x, 0), area.y, end);
    if roomy {
        let name = row.command.name();
        let words = why.as_deref().unwrap_or(&name);
        canvas.put(half, area.y, right, words, theme.dim);
        // What matched in the name comes after the words in what is looked through.
        let before = row.words.chars().count() + 1;
        let chars: Vec<usize> = found.chars.iter().filter_map(|c| c.checked_sub(before)).collect();
        let shown = if why.is_none() { &chars[..] } else { &[] };
        letters(canvas, &name, shown, (half, 0), area.y, right);
    }
}

/// The first two keys of `row` on the right; gives the cell where the rest must end.
fn keys(state: &State, canvas: &mut Canvas, area: Area, row: &Row, style: Style) -> u16 {
    let keys = state.keys_of(row).into_iter().take(2).collect::<Vec<_>>().join(", ");
    let cells = u16::try_from(width(&keys)).unwrap_or(0);
    let x = area.right().saturating_sub(cells + 1).max(area.x + 3);
    canvas.put(x, area.y, area.right(), &keys, style);
    x.saturating_sub(1)
}
