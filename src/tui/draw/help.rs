use super::canvas::Canvas;
use super::frame::outline;
use crate::app::{HelpLine, State, help_indent};

/// All keys, from the table that gives them their meaning.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(help) = state.help() else { return };
    let lines = state.help_lines();
    let top = state.help_top(lines.len());
    let (room, height) = state.help_size();
    let cells = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let area = state.centred(room + 4, lines.len().clamp(1, height) + 2);
    let theme = canvas.theme;
    canvas.clear(area);
    outline(canvas, area, true);
    let right = area.right().saturating_sub(1);
    let typed = help.prompt().text();
    let title =
        if typed.is_empty() { " Keys ".to_owned() } else { format!(" Keys with “{typed}” ") };
    canvas.put(area.x + 2, area.y, right, &title, theme.focused);
    let inside = area.y + 1..area.bottom().saturating_sub(1);
    for (y, line) in inside.zip(lines.iter().skip(top)) {
        match line {
            HelpLine::Blank => {}
            HelpLine::Heading(words) => {
                canvas.put(area.x + 2, y, right, words, theme.heading);
            }
            HelpLine::Keys(keys, words) => {
                canvas.put(area.x + 2, y, right, keys, theme.key);
                canvas.put(area.x + 2 + cells(help_indent(room)), y, right, words, theme.text);
            }
        }
    }
    if lines.is_empty() {
        canvas.put(area.x + 2, area.y + 1, right, "nothing matches", theme.dim);
    }
    if top + height < lines.len() && area.height > 2 {
        canvas.put(area.x + 2, area.bottom() - 1, right, " more below ", theme.dim);
    }
}
