use super::body::first_letter;
use super::canvas::Canvas;
use super::frame::outline;
use crate::app::{Area, State, Stretch, Timeline, TimelineRow, Voice};
use crate::text::width::width;

/// A transcript at a glance.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(timeline) = state.timeline() else { return };
    let (area, rows) = (state.popup(), state.popup_rows());
    canvas.clear(area);
    outline(canvas, area, true);
    let right = area.right().saturating_sub(1);
    canvas.put(area.x + 2, area.y, right, " Timeline ", canvas.theme.focused);
    let head = state.popup_band();
    if head.height >= 4 {
        head_line(canvas, timeline, head);
        band(state, canvas, head);
    }
    list(state, canvas, timeline, Area { x: head.x, width: head.width, ..rows });
}

/// How many turns there are, and where there is room what the signs of the band mean.
fn head_line(canvas: &mut Canvas, timeline: &Timeline, area: Area) {
    let dim = canvas.theme.dim;
    let n = timeline.n_questions;
    let questions = match n {
        0 => String::new(),
        1 => " · 1 question".to_owned(),
        _ => format!(" · {n} questions"),
    };
    let counted = format!("{} turns{questions}", timeline.n_turns);
    let end = canvas.put(area.x, area.y, area.right(), &counted, dim);
    let signs =
        if n > 0 { "█ speaks · ▄ asks · ▲ you are here" } else { "▲ you are here" };
    let x = area.right().saturating_sub(u16::try_from(width(signs)).unwrap_or(0));
    if x > end + 2 {
        canvas.put(x, area.y, area.right(), signs, dim);
    }
}

/// Who speaks when: a whole block for a speaker, half of one for a question, the first
/// letter of a name where a new one begins.
fn band(state: &State, canvas: &mut Canvas, area: Area) {
    let theme = canvas.theme;
    let mut before = None;
    for (x, part) in (area.x..area.right()).zip(state.band(usize::from(area.width))) {
        let Some(Stretch { person, voice }) = part else { continue };
        let style = theme.person(person);
        if voice == Voice::Speaks && before != Some(person) {
            let people = &state.briefing().cast.people;
            let name = person.and_then(|at| people.get(at));
            let surname = name.and_then(|person| person.name.split_whitespace().next_back());
            canvas.put(x, area.y + 1, area.right(), surname.map_or("?", first_letter), style);
            before = Some(person);
        }
        canvas.symbol(x, area.y + 2, if voice == Voice::Asks { "▄" } else { "█" }, style);
    }
    let here = u16::try_from(state.part_read(usize::from(area.width))).unwrap_or(0);
    canvas.put(area.x + here, area.y + 3, area.right(), "▲", theme.key);
}

fn list(state: &State, canvas: &mut Canvas, timeline: &Timeline, area: Area) {
    let top = timeline.top(usize::from(area.height));
    let most = timeline.rows().iter().map(|row| match row {
        TimelineRow::Asking { n, .. } => *n,
        _ => 0,
    });
    let most = most.max().unwrap_or(0).max(1);
    let shown = timeline.rows().iter().enumerate().skip(top);
    for (y, (at, row)) in (area.y..area.bottom()).zip(shown) {
        let selected = at == timeline.selected();
        let place = Area { y, height: 1, ..area };
        if selected {
            canvas.put(area.x - 1, y, area.right(), "▸", canvas.theme.sign);
        }
        match row {
            TimelineRow::Heading(words) => {
                canvas.put(area.x, y, area.right(), words, canvas.theme.heading);
            }
            TimelineRow::Answer { turn, n_words } => {
                answer(state, canvas, place, (*turn, *n_words), selected);
            }
            TimelineRow::Asking { name, n, .. } => {
                asking(canvas, place, name.as_deref(), (*n, most), selected);
            }
        }
    }
}

fn answer(
    state: &State,
    canvas: &mut Canvas,
    area: Area,
    (turn, n_words): (usize, usize),
    selected: bool,
) {
    let theme = canvas.theme;
    let style = if selected { theme.heading } else { theme.text };
    let name = area.x + area.width / 3;
    let words = format!("{n_words} words");
    // All end at one edge.
    let from = (name + 11).saturating_sub(u16::try_from(width(&words)).unwrap_or(0)).max(name);
    canvas.put(area.x + 1, area.y, name - 1, state.turn_name(turn), style);
    let x = canvas.put(from, area.y, area.right(), &words, theme.text) + 2;
    canvas.put(x, area.y, area.right(), state.turn_words(turn), theme.dim);
}

/// Who asks how often.
fn asking(
    canvas: &mut Canvas,
    area: Area,
    name: Option<&str>,
    (n, most): (usize, usize),
    selected: bool,
) {
    let theme = canvas.theme;
    let style = match name {
        _ if selected => theme.heading,
        Some(_) => theme.text,
        None => theme.dim,
    };
    let numbers = area.x + area.width / 3;
    canvas.put(area.x + 1, area.y, numbers - 1, name.unwrap_or("none is named"), style);
    let count = n.to_string();
    let x = (numbers + 3).saturating_sub(u16::try_from(width(&count)).unwrap_or(0));
    canvas.put(x, area.y, area.right(), &count, theme.text);
    let bar = numbers + 5;
    canvas.bar(bar, area.y, area.right(), n as f64 / most as f64, theme.dim);
}
