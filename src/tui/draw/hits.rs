use ratatui::style::Style;

use super::canvas::Canvas;
use super::frame::outline;
use crate::app::{Area, DocId, Head, HitRow, Hits, Looked, Reach, State};
use crate::text::width::width;

/// The hits of the search, topic by topic or document by document.
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
            HitRow::Head(Head::Topic(section), n) => {
                let heading = state.briefing().sections.get(section);
                let name = heading.map_or("", |section| state.topic_name(section));
                head(canvas, place, name, (&n.to_string(), canvas.theme.key));
            }
            HitRow::Head(Head::Document(id), n) => {
                let (name, told) = document(state, id, n);
                let is_fault = matches!(state.looked(id), Looked::Fault(_));
                let style = if is_fault { canvas.theme.error } else { canvas.theme.key };
                head(canvas, place, &name, (&told, style));
            }
            HitRow::Hit(at) => hit(state, canvas, place, at, hits.selected() == at),
        }
    }
}

fn title(state: &State, hits: &Hits) -> String {
    let counted = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let found = counted(hits.n_hits(), "hit");
    let typed = state.search().prompt().text();
    let (with_hits, all) = hits.n_groups();
    let (is_complete, places) = match hits.reach() {
        Reach::Here => (state.search().is_complete(), counted(with_hits, "topic")),
        Reach::Everywhere => {
            let is_done = |id| matches!(state.looked(id), Looked::Whole | Looked::Fault(_));
            (state.desk().open().all(is_done), format!("{with_hits} of {all} documents"))
        }
    };
    let more = if is_complete { "" } else { " so far" };
    format!(" {found}{more} for “{typed}” in {places} ")
}

/// What document `id` is called, and how many hits it has, or why none are known.
fn document(state: &State, id: DocId, n: usize) -> (String, String) {
    let title = state.desk().entry(id).map_or("", |entry| entry.title());
    let tab = state.desk().tab_of(id).map_or(String::new(), |at| format!("{} ", at + 1));
    let told = match state.looked(id) {
        Looked::Awaited => "reading …".to_owned(),
        Looked::Partly => format!("{n} so far"),
        Looked::Whole if n == 0 => "no hits".to_owned(),
        Looked::Whole => n.to_string(),
        Looked::Fault(why) => why.to_owned(),
    };
    (format!("{tab}{title}"), told)
}

/// `name` on the left and `told` on the right, which keeps at most half of the row.
fn head(canvas: &mut Canvas, area: Area, name: &str, (told, style): (&str, Style)) {
    let (theme, right) = (canvas.theme, area.right());
    let cells = u16::try_from(width(told)).unwrap_or(u16::MAX).min(area.width / 2);
    let end = right.saturating_sub(cells + 2);
    canvas.put(area.x + 1, area.y, end, name, theme.heading);
    canvas.put(right.saturating_sub(cells + 1), area.y, right, told, style);
}

fn hit(state: &State, canvas: &mut Canvas, area: Area, at: usize, selected: bool) {
    let (theme, y) = (canvas.theme, area.y);
    if selected {
        canvas.put(area.x + 1, y, area.right(), "▸", theme.sign);
    }
    // Beside the words who says them, where there is room.
    let speaker = state.hit_speaker(at).filter(|_| area.width >= 70).unwrap_or_default();
    let cells = u16::try_from(width(speaker)).unwrap_or(0).min(24);
    let edge = area.right().saturating_sub(cells + 2);
    canvas.put(edge + 1, y, area.right(), speaker, theme.dim);
    let words = state.hit_words(at);
    let from = canvas.put(area.x + 3, y, edge, &words.before, theme.text);
    let to = canvas.put(from, y, edge, &words.hit, theme.hit);
    canvas.put(to, y, edge, &words.after, theme.text);
    if selected {
        canvas.choose(area.x, y, area.right());
        canvas.put(from, y, edge, &words.hit, theme.current_hit);
    }
}
