use super::canvas::Canvas;
use super::frame::outline;
use super::help::centred;
use crate::app::{Pick, State};
use crate::text::width::width;

/// A short list to choose from, each with its letter.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(menu) = state.menu() else { return };
    let widest = menu.entries().iter().map(|entry| width(&entry.words) + 8).max().unwrap_or(0);
    let wide = widest.max(width(menu.title()) + 6);
    let rows = u16::try_from(menu.entries().len()).unwrap_or(u16::MAX);
    let area = centred(state, u16::try_from(wide).unwrap_or(u16::MAX), rows.saturating_add(2));
    let theme = canvas.theme;
    canvas.clear(area);
    outline(canvas, area, true);
    let right = area.right().saturating_sub(1);
    canvas.put(area.x + 2, area.y, right, &format!(" {} ", menu.title()), theme.focused);
    let inside = area.y + 1..area.bottom().saturating_sub(1);
    let height = usize::from(area.height.saturating_sub(2)).max(1);
    let top = (menu.selected() + 1).saturating_sub(height);
    for (y, (at, entry)) in inside.zip(menu.entries().iter().enumerate().skip(top)) {
        let selected = at == menu.selected();
        if selected {
            canvas.put(area.x + 1, y, right, "▸", theme.heading);
        }
        canvas.put(area.x + 3, y, right, &entry.letter.to_string(), theme.key);
        let style = match entry.pick {
            Pick::Highlight(colour) | Pick::Recolour(colour) => {
                theme.text.patch(theme.highlight(colour))
            }
            _ if selected => theme.heading,
            _ => theme.text,
        };
        canvas.put(area.x + 5, y, right, &entry.words, style);
    }
}
