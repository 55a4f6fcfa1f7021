use super::canvas::Canvas;
use super::frame::outline;
use crate::app::{Pick, State};

/// A short list to choose from, each with its letter.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(menu) = state.menu() else { return };
    let (area, rows) = (state.popup(), state.popup_rows());
    let theme = canvas.theme;
    canvas.clear(area);
    outline(canvas, area, true);
    let right = area.right().saturating_sub(1);
    canvas.put(area.x + 2, area.y, right, &format!(" {} ", menu.title()), theme.focused);
    let top = menu.entries().top(usize::from(rows.height));
    let shown = menu.entries().rows().iter().enumerate().skip(top);
    for (y, (at, entry)) in (rows.y..rows.bottom()).zip(shown) {
        let selected = at == menu.entries().selected();
        if selected {
            canvas.put(area.x + 1, y, right, "▸", theme.sign);
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
        // A highlight's own colour is what is chosen by.
        if selected && !matches!(entry.pick, Pick::Highlight(_) | Pick::Recolour(_)) {
            canvas.choose(area.x + 1, y, right);
        }
    }
}
