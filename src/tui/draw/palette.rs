use super::canvas::Canvas;
use super::jump::letters;
use super::narrow::{Head, draw as draw_list};
use crate::app::{Area, Match, Palette, State};
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
    let keys = state.keys_of(row).into_iter().take(2).collect::<Vec<_>>().join(", ");
    let key_cells = u16::try_from(width(&keys)).unwrap_or(0);
    let key_x = area.right().saturating_sub(key_cells + 1).max(area.x + 3);
    canvas.put(key_x, area.y, area.right(), &keys, if why.is_some() { style } else { theme.key });
    let roomy = area.width + 2 >= ROOMY;
    let beside = area.x + area.width * 11 / 20;
    let x = area.x + 3;
    let right = if roomy { beside - 2 } else { key_x.saturating_sub(1) };
    let end = canvas.put(x, area.y, right, row.words, style);
    letters(canvas, row.words, &found.chars, x, area.y, end);
    if roomy {
        let name = row.command.name();
        canvas.put(
            beside,
            area.y,
            key_x.saturating_sub(1),
            why.as_deref().unwrap_or(&name),
            theme.dim,
        );
        if why.is_none() {
            let before = row.words.chars().count() + 1;
            let chars: Vec<usize> =
                found.chars.iter().filter_map(|at| at.checked_sub(before)).collect();
            letters(canvas, &name, &chars, beside, area.y, key_x.saturating_sub(1));
        }
    }
}
