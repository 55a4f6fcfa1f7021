use super::canvas::Canvas;
use super::frame::outline;
use crate::app::{Area, Choice, State};
use crate::text::width::width;

/// Cells that a column of choices has at least.
const LEAST: u16 = 36;

/// What may be typed next, in columns at the foot of the screen.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(choices) = state.choices() else { return };
    let (screen_width, screen_height) = state.size();
    let floor = screen_height.saturating_sub(u16::from(!state.panes().status.is_empty()));
    let n = u16::try_from(choices.rows.len()).unwrap_or(u16::MAX);
    let most = (screen_width.saturating_sub(2) / LEAST).clamp(1, n.max(1));
    // As few columns as there is room for above half of the screen.
    let room = (floor / 2).max(1);
    let n_columns = n.div_ceil(room).clamp(1, most);
    let n_rows = n.div_ceil(n_columns).min(floor.saturating_sub(2));
    let height = n_rows + 2;
    if floor < height || n_rows == 0 {
        return;
    }
    let area = Area::new(0, floor - height, screen_width, height);
    canvas.clear(area);
    outline(canvas, area, true);
    let right = area.right().saturating_sub(1);
    let title = format!(" {} … ", choices.title);
    canvas.put(area.x + 2, area.y, right, &title, canvas.theme.focused);
    let inside =
        Area { x: 1, y: area.y + 1, width: screen_width.saturating_sub(2), height: n_rows };
    columns(canvas, inside, n_columns, &choices.rows);
}

/// `rows` in `n_columns`, down the first column and on in the next.
fn columns(canvas: &mut Canvas, area: Area, n_columns: u16, rows: &[Choice]) {
    let widest = rows.iter().map(|row| width(&row.keys)).max().unwrap_or(0);
    let keys = u16::try_from(widest).unwrap_or(area.width) + 2;
    let each = area.width / n_columns.max(1);
    for (at, row) in rows.iter().enumerate().take(usize::from(n_columns * area.height)) {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        let x = area.x + 1 + at / area.height * each;
        let (y, right) = (area.y + at % area.height, (x + each).min(area.right()) - 1);
        canvas.put(x, y, right, &row.keys, canvas.theme.key);
        canvas.put(x + keys, y, right, &row.words, canvas.theme.text);
    }
}
