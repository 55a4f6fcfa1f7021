use ratatui::layout::Position;

use super::canvas::Canvas;
use super::frame::outline;
use crate::app::State;
use crate::text::width::Breaks;

/// The note being written, below the words it is on.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(editor) = state.editor() else { return };
    let width = state.note_width();
    let rows = editor.rows(width);
    let area = state.centred(72, (rows.len() + 4).clamp(8, 22));
    let theme = canvas.theme;
    canvas.clear(area);
    outline(canvas, area, true);
    let right = area.right().saturating_sub(2).max(area.x);
    canvas.put(area.x + 2, area.y, right, " Note ", theme.focused);
    let x = area.x + 2;
    let mut top = area.y + 1;
    if area.height > 6 {
        canvas.put(x, top, right, editor.about(), theme.dim);
        top += 2;
    }
    let height = usize::from(area.bottom().saturating_sub(top + 1));
    let (row, cell) = editor.place(width);
    let first = (row + 1).saturating_sub(height.max(1));
    for (y, span) in (top..area.bottom().saturating_sub(1)).zip(rows.iter().skip(first)) {
        canvas.put_row(x, y, right + 1, span.of(editor.text()), Breaks::Keep, |_| theme.text);
    }
    if height > 0 {
        let y = top + u16::try_from(row - first).unwrap_or(0);
        let x = x + u16::try_from(cell).unwrap_or(0);
        canvas.cursor = Some(Position::new(x.min(area.right().saturating_sub(1)), y));
    }
}
