use std::borrow::Cow;

use super::canvas::Canvas;
use super::frame::outline;
use crate::app::{Area, Item, State};
use crate::archive::Found;

/// What the reader left in the document: a row for the words, one for the note.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(notes) = state.notes() else { return };
    let (area, rows) = (state.popup(), state.popup_rows());
    let theme = canvas.theme;
    canvas.clear(area);
    outline(canvas, area, true);
    let right = area.right().saturating_sub(1);
    let n = notes.items().len();
    let place = if n == 0 { 0 } else { notes.selected() + 1 };
    canvas.put(area.x + 2, area.y, right, &format!(" Notes {place}/{n} "), theme.focused);
    let cells = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    for (at, first, height) in state.notes_shown(usize::from(rows.height)) {
        let Some(item) = notes.items().get(at) else { continue };
        let place = Area { y: rows.y + cells(first), height: cells(height), ..rows };
        row(state, canvas, item, place, at == notes.selected());
    }
    if n == 0 {
        let words = state.keyed("nothing is left · {undo} brings it back");
        canvas.put(area.x + 3, area.y + 1, right, &words, theme.dim);
    }
}

fn row(state: &State, canvas: &mut Canvas, item: &Item, area: Area, selected: bool) {
    let theme = canvas.theme;
    let (y, right) = (area.y, area.right());
    if selected {
        canvas.put(area.x, y, right, "▸", theme.sign);
    }
    let sign = match item {
        Item::Mark(letter) => format!("'{letter}"),
        Item::Highlight(_) if state.note_on(item).is_empty() => "◇".to_owned(),
        Item::Highlight(_) => "◆".to_owned(),
    };
    canvas.put(area.x + 2, y, right, &sign, theme.key);
    let Some(placed) = state.placed(item) else { return };
    let x = area.x + 5;
    let wide = area.width >= 60;
    let edge = if wide { area.x + area.width * 7 / 10 } else { right };
    let style = state.colour_of(item).map_or(theme.text, |c| theme.text.patch(theme.highlight(c)));
    let style = if selected { style.patch(theme.heading) } else { style };
    canvas.put(x, y, edge, &words(item, &placed.anchor.words), style);
    let beside = match placed.found {
        Found::Lost => "no longer in the text",
        Found::Changed(_) => "the text was changed here",
        Found::Same(_) | Found::Moved(_) => topic(state, placed.byte()),
    };
    if wide {
        canvas.put(edge + 2, y, right, beside, theme.dim);
    }
    if area.height > 1 {
        let note = state.note_on(item);
        canvas.put(x, y + 1, right, note, theme.text);
    }
}

/// The words highlighted; for a mark those that follow it, as many as were kept of them.
fn words<'a>(item: &Item, kept: &'a str) -> Cow<'a, str> {
    match (item, kept.trim_end().rsplit_once(' ')) {
        (Item::Mark(_), Some((whole, _))) => Cow::Owned(format!("{whole} …")),
        _ => Cow::Borrowed(kept),
    }
}

fn topic(state: &State, byte: usize) -> &str {
    let sections = &state.briefing().sections;
    let after = sections.partition_point(|section| section.span.start <= byte);
    let section = after.checked_sub(1).and_then(|at| sections.get(at));
    section.map_or("", |section| state.topic_name(section))
}
