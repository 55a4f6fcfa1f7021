use super::canvas::Canvas;
use super::frame::outline;
use crate::app::{Area, HitRow, Hits, State};
use crate::text::width::width;

/// The hits of the search, topic by topic.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(hits) = state.hits() else { return };
    let (area, inside) = (state.popup(), state.popup_rows());
    canvas.clear(area);
    outline(canvas, area, true);
    let right = area.right().saturating_sub(1);
    canvas.put(area.x + 2, area.y, right, &title(state, hits), canvas.theme.focused);
    let rows = hits.rows(usize::from(inside.height));
    for (y, row) in (inside.y..inside.bottom()).zip(rows) {
        let place = Area { y, height: 1, ..inside };
        match row {
            HitRow::Topic(section, n) => topic(state, canvas, place, section, n),
            HitRow::Hit(at) => hit(state, canvas, place, at, hits.selected() == at),
        }
    }
}

fn title(state: &State, hits: &Hits) -> String {
    let counted = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let found = counted(state.search().hits().len(), "hit");
    let more = if state.search().is_complete() { "" } else { " so far" };
    let typed = state.search().prompt().text();
    format!(" {found}{more} for “{typed}” in {} ", counted(hits.n_topics(), "topic"))
}

fn topic(state: &State, canvas: &mut Canvas, area: Area, section: usize, n: usize) {
    let (theme, right) = (canvas.theme, area.right());
    let count = n.to_string();
    let cells = u16::try_from(width(&count)).unwrap_or(0);
    let heading = state.briefing().sections.get(section);
    let name = heading.map_or("", |section| state.topic_name(section));
    let end = right.saturating_sub(cells + 2);
    canvas.put(area.x + 1, area.y, end, name, theme.heading);
    canvas.put(right.saturating_sub(cells + 1), area.y, right, &count, theme.key);
}

fn hit(state: &State, canvas: &mut Canvas, area: Area, at: usize, selected: bool) {
    let (theme, y) = (canvas.theme, area.y);
    if selected {
        canvas.put(area.x + 1, y, area.right(), "▸", theme.heading);
    }
    // Beside the words who says them, where there is room.
    let speaker = state.hit_speaker(at).filter(|_| area.width >= 70).unwrap_or_default();
    let cells = u16::try_from(width(speaker)).unwrap_or(0).min(24);
    let edge = area.right().saturating_sub(cells + 2);
    canvas.put(edge + 1, y, area.right(), speaker, theme.dim);
    let words = state.hit_words(at);
    let style = if selected { theme.current_hit } else { theme.hit };
    let x = canvas.put(area.x + 3, y, edge, &words.before, theme.text);
    let x = canvas.put(x, y, edge, &words.hit, style);
    canvas.put(x, y, edge, &words.after, theme.text);
}
