use super::canvas::Canvas;
use super::frame::outline;
use crate::app::{Area, Mode, State, rows_of};
use crate::text::width::width;

/// All keys, from the table that gives them their meaning.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let rows = rows(state);
    let area = centred(state, 64, rows.len() as u16 + 2);
    let theme = canvas.theme;
    canvas.clear(area);
    outline(canvas, area, true);
    canvas.put(area.x + 2, area.y, area.right().saturating_sub(1), " Keys ", theme.focused);
    let height = usize::from(area.height.saturating_sub(2));
    let top = state.help_top().min(rows.len().saturating_sub(height));
    let right = area.right().saturating_sub(1);
    let keys_width = rows.iter().map(|row| width(&row.0)).max().unwrap_or(0) as u16;
    let inside = area.y + 1..area.bottom().saturating_sub(1);
    for (y, (keys, words)) in inside.zip(rows.iter().skip(top)) {
        if words.is_empty() {
            canvas.put(area.x + 2, y, right, keys, theme.heading);
        } else {
            canvas.put(area.x + 2, y, right, keys, theme.key);
            canvas.put(area.x + 4 + keys_width, y, right, words, theme.text);
        }
    }
    if top + height < rows.len() && area.height > 2 {
        canvas.put(area.x + 2, area.bottom() - 1, right, " more: j ", theme.dim);
    }
}

/// Keys and what they do; a heading has no words.
fn rows(state: &State) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for mode in Mode::ALL {
        if !rows.is_empty() {
            rows.push((String::new(), String::new()));
        }
        rows.push((mode.words().to_owned(), String::new()));
        for row in rows_of(mode) {
            let keys = state.keys_of(row);
            if !keys.is_empty() {
                rows.push((keys.join(" "), row.words.to_owned()));
            }
        }
        if mode == Mode::Reading {
            rows.push((
                "5j".to_owned(),
                "a number before a key repeats it; 50G goes to 50%".to_owned(),
            ));
        }
    }
    rows
}

/// A box of at most `width` by `height` in the middle of the screen.
pub(super) fn centred(state: &State, width: u16, height: u16) -> Area {
    let (screen_width, screen_height) = state.size();
    let width = width.min(screen_width);
    let height = height.min(screen_height.saturating_sub(u16::from(screen_height > 6)));
    Area::new((screen_width - width) / 2, (screen_height - height) / 2, width, height)
}
