use super::canvas::Canvas;
use crate::app::{Pane, State};

/// The topics, the one being read marked, each with the number of search hits in it.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let area = state.panes().content(Pane::Topics);
    let theme = canvas.theme;
    let current = state.topic();
    let sections = state.briefing().sections.iter().enumerate().skip(state.view().topics_top);
    for (y, (at, section)) in (area.y..area.bottom()).zip(sections) {
        let here = at == current;
        let indent = u16::from(section.level.clamp(1, 4) - 1);
        let style = match section.derived {
            _ if here => theme.heading,
            true => theme.dim,
            false => theme.text,
        };
        let mark = if here { "▸" } else { " " };
        canvas.put(area.x, y, area.right(), mark, if here { theme.sign } else { style });
        let x = area.x + 2 + indent;
        let name = state.topic_name(section);
        let n_hits = state.search().n_within(section.span);
        let count = if n_hits > 0 { format!(" {n_hits}") } else { String::new() };
        let right = area.right().saturating_sub(count.len() as u16);
        canvas.put(x, y, right, name, style);
        if here {
            let has_focus = state.focus() == Pane::Topics;
            let row = if has_focus { theme.selected_row } else { theme.row_elsewhere };
            canvas.restyle(area.x, y, area.right(), row);
        }
        canvas.put(right, y, area.right(), &count, theme.matched);
        super::body::mark_hits(state, canvas, name, x, y, right);
    }
}
