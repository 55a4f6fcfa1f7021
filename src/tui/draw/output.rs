use super::canvas::Canvas;
use super::frame::outline;
use crate::app::State;
use crate::text::width::Breaks;

/// What a command printed.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(output) = state.output() else { return };
    let (width, height) = state.output_size();
    let rows = output.rows(width);
    let wanted = rows.len().min(height) + 2;
    let area = state.centred(100, wanted);
    let theme = canvas.theme;
    canvas.clear(area);
    outline(canvas, area, true);
    let right = area.right().saturating_sub(1);
    let title = format!(" {} · {} ", output.command, output.status);
    let look = if output.has_failed() { theme.error } else { theme.focused };
    canvas.put(area.x + 2, area.y, right, &title, look);
    let inside = area.y + 1..area.bottom().saturating_sub(1);
    for (y, row) in inside.zip(rows.iter().skip(output.top())) {
        canvas.put_row(area.x + 2, y, right, row.of(&output.text), Breaks::Keep, |_| theme.text);
    }
    if output.top() + height < rows.len() && area.height > 2 {
        canvas.put(area.x + 2, area.bottom() - 1, right, " more: j ", theme.dim);
    }
}
