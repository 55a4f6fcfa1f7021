use ratatui::style::Style;
use ratatui::symbols::merge::MergeStrategy;

use super::canvas::Canvas;
use crate::app::{Area, Frame, Pane, State};
use crate::config::Borders;

/// The lines around the panes, with their titles.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let panes = *state.panes();
    if panes.frame == Frame::Zen {
        return;
    }
    let narrow = panes.frame == Frame::Titles;
    for pane in [Pane::Topics, Pane::Body, Pane::Quotes] {
        let area = match pane {
            Pane::Topics => panes.topics,
            Pane::Body => panes.body,
            Pane::Quotes => panes.quotes,
        };
        if area.is_empty() {
            continue;
        }
        let focused = state.focus() == pane && !narrow;
        if !narrow {
            outline(canvas, area, focused);
        }
        title(canvas, area, &name(state, pane), focused, narrow);
    }
    if !panes.foot.is_empty() {
        outline(canvas, panes.foot, false);
        title(canvas, panes.foot, "Quote", false, narrow);
    }
}

fn name(state: &State, pane: Pane) -> String {
    let briefing = state.briefing();
    match pane {
        Pane::Topics => "Topics".to_owned(),
        Pane::Quotes => "Quotes".to_owned(),
        Pane::Body => {
            let section = briefing.sections.get(state.topic());
            section.map_or(String::new(), |section| state.topic_name(section).to_owned())
        }
    }
}

/// A box around `area`, its lines joined to those already there.
pub(super) fn outline(canvas: &mut Canvas, area: Area, focused: bool) {
    let (left, right) = (area.x, area.right().saturating_sub(1));
    let (top, bottom) = (area.y, area.bottom().saturating_sub(1));
    if left >= right || top >= bottom {
        return;
    }
    if canvas.borders == Borders::None {
        return;
    }
    let style = canvas.theme.line;
    if canvas.borders == Borders::Ascii {
        return ascii_outline(canvas, area, focused);
    }
    let above = if focused { "━" } else { "─" };
    for x in left + 1..right {
        canvas.symbol(x, top, above, if focused { Style::new() } else { style });
        join(canvas, x, bottom, "─", style);
    }
    for y in top + 1..bottom {
        join(canvas, left, y, "│", style);
        join(canvas, right, y, "│", style);
    }
    for (x, y, corner) in
        [(left, top, "┌"), (right, top, "┐"), (left, bottom, "└"), (right, bottom, "┘")]
    {
        join(canvas, x, y, corner, style);
    }
}

/// The box in signs that every terminal has.
fn ascii_outline(canvas: &mut Canvas, area: Area, focused: bool) {
    let style = canvas.theme.line;
    let (left, right) = (area.x, area.right().saturating_sub(1));
    let (top, bottom) = (area.y, area.bottom().saturating_sub(1));
    for x in left..=right {
        canvas.symbol(x, top, if focused { "=" } else { "-" }, style);
        canvas.symbol(x, bottom, "-", style);
    }
    for y in top + 1..bottom {
        canvas.symbol(left, y, "|", style);
        canvas.symbol(right, y, "|", style);
    }
    for (x, y) in [(left, top), (right, top), (left, bottom), (right, bottom)] {
        canvas.symbol(x, y, "+", style);
    }
}

fn join(canvas: &mut Canvas, x: u16, y: u16, symbol: &str, style: Style) {
    if let Some(cell) = canvas.buffer.cell_mut((x, y)) {
        if cell.symbol() == "━" {
            return;
        }
        cell.merge_symbol(symbol, MergeStrategy::Exact);
        cell.set_style(style);
    }
}

fn title(canvas: &mut Canvas, area: Area, name: &str, focused: bool, narrow: bool) {
    let theme = canvas.theme;
    if narrow {
        canvas.put(area.x + 1, area.y, area.right(), name, theme.heading);
        return;
    }
    let style = if focused { theme.focused } else { theme.title };
    let right = area.right().saturating_sub(3);
    let x = area.x + 2;
    if right > x {
        canvas.put(x - 1, area.y, right, " ", style);
        // Without lines, a sign says which pane has the focus.
        let sign = if focused && canvas.borders == Borders::None { "▸ " } else { "" };
        let start = canvas.put(x, area.y, right, sign, style);
        let end = canvas.put(start, area.y, right, name, style);
        canvas.put(end, area.y, right + 1, " ", style);
    }
}
