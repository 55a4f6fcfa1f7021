use super::canvas::Canvas;
use crate::app::{Extent, State};
use crate::export;
use crate::model::Briefing;
use crate::text::width::width;
use crate::tui::links::Linked;

/// Title · publisher · writer · date, and the terms of use when there are any.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let area = state.panes().header;
    if area.is_empty() {
        return;
    }
    let briefing = state.briefing();
    if state.extent() == Extent::Awaited && state.doc().is_none() {
        return;
    }
    let entry = state.doc().and_then(|id| state.desk().entry(id));
    let name = entry.map_or(briefing.source.name.as_str(), |entry| entry.title());
    let title = briefing.title.as_deref().unwrap_or(name);
    let theme = canvas.theme;
    let right = area.right().saturating_sub(1);
    let mut x = area.x + 1;
    let n_tabs = state.desk().open().len();
    if n_tabs > 1 {
        let place = format!("{}/{n_tabs} ", state.desk().front() + 1);
        x = canvas.put(x, area.y, right, &place, theme.key);
    }
    if let Some(terms) = &briefing.terms {
        x = canvas.put(x, area.y, right, &format!("[{terms}]"), theme.message);
        x = canvas.put(x, area.y, right, " ", theme.text);
    }
    let from = x;
    let room = usize::from(right.saturating_sub(x));
    let parts = fitting(parts(briefing), width(title), room);
    let taken: usize = parts.iter().map(|part| width(part) + GAP).sum();
    let end = right.saturating_sub(u16::try_from(taken).unwrap_or(0));
    x = canvas.put(x, area.y, end, title, theme.title);
    if let Some(url) = briefing.source.url.as_deref().and_then(export::opt_web_address) {
        // No link of the text begins at the end of it.
        let id = briefing.text.len();
        canvas.link(Linked { y: area.y, x: from, right: x, url, id });
    }
    for part in parts {
        x = canvas.put(x, area.y, right, " · ", theme.dim);
        x = canvas.put(x, area.y, right, &part, theme.text);
    }
}

/// `2026-01-09T12:41` as `9 Jan 2026`; other dates as they are printed.
pub(super) fn date(date: &str) -> String {
    day(date).unwrap_or_else(|| date.to_owned())
}

/// What is said behind the title, and how much it matters: the least first.
type Part = (u8, String);

fn parts(briefing: &Briefing) -> Vec<Part> {
    let names: Vec<&str> = briefing.byline.iter().map(|line| line.name.as_str()).collect();
    let date = briefing.published.as_deref().and_then(day).or(briefing.published_surface.clone());
    let (issuer, place) = (briefing.issuer.clone(), briefing.place.clone());
    let parts = [(2, issuer), (1, Some(names.join(", "))), (3, date), (0, place)];
    let filled = parts.into_iter().filter_map(|(weight, part)| Some((weight, part?)));
    filled.filter(|(_, part)| !part.trim().is_empty()).collect()
}

/// Cells of what stands between two parts.
const GAP: usize = 3;

/// Those of `parts` that fit beside a title of `title` cells in `room`: a long title leaves
/// them half of it, and of them the date stays longest.
fn fitting(mut parts: Vec<Part>, title: usize, room: usize) -> Vec<String> {
    let most = room.saturating_sub(title).max(room / 2);
    while parts.iter().map(|(_, part)| width(part) + GAP).sum::<usize>() > most {
        let least = parts.iter().map(|(weight, _)| *weight).min();
        parts.retain(|(weight, _)| Some(*weight) != least);
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `2026-01-09T12:41` as `9 Jan 2026`.
fn day(iso: &str) -> Option<String> {
    let mut parts = iso.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some(format!("{} {month} {year}", day.trim_start_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_leaves_room_for_the_date() {
        let check = |title, room, expected: &[&str]| {
            let parts = [(2, "The Daily"), (1, "Ana Roe"), (3, "9 Jan 2026"), (0, "Kessin")];
            let parts = parts.map(|(weight, part)| (weight, part.to_owned())).to_vec();
            assert_eq!(fitting(parts, title, room), expected);
        };
        check(10, 60, &["The Daily", "Ana Roe", "9 Jan 2026", "Kessin"]);
        check(90, 60, &["The Daily", "9 Jan 2026"]);
        check(90, 40, &["9 Jan 2026"]);
        check(90, 20, &[]);
    }

    #[test]
    fn days_read_as_people_write_them() {
        assert_eq!(day("2026-01-09T12:41").as_deref(), Some("9 Jan 2026"));
        assert_eq!(day("2022-12-31").as_deref(), Some("31 Dec 2022"));
        assert_eq!((day("2022-13-01"), day("2022"), day("x")), (None, None, None));
    }
}
