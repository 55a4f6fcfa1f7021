use ratatui::style::Style;

use super::canvas::Canvas;
use super::frame::outline;
use crate::app::{Area, People, PeopleRow, State};
use crate::text::width::width;

/// Everyone quoted, with how much of what is quoted is theirs.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(people) = state.people() else { return };
    let (area, list) = (state.popup(), state.popup_rows());
    let theme = canvas.theme;
    canvas.clear(area);
    outline(canvas, area, true);
    let right = area.right().saturating_sub(1);
    let by_hits = people.rows().first().is_some_and(|row| row.n_hits > 0);
    let typed = state.search().prompt().text();
    let order = if by_hits { format!("by hits for “{typed}” ") } else { String::new() };
    let title = format!(" People {} {order}", place(people));
    canvas.put(area.x + 2, area.y, right, &title, theme.focused);
    let top = people.top(usize::from(list.height));
    let columns = Columns::of(area, people.rows());
    columns.head(canvas, area.y + 1);
    let shown = people.rows().iter().enumerate().skip(top);
    for (y, (at, row)) in (list.y..list.bottom()).zip(shown) {
        let selected = at == people.selected();
        if selected {
            canvas.put(area.x + 1, y, right, "▸", theme.sign);
        }
        person(state, canvas, &columns, y, (row, selected));
    }
    aliases(state, canvas, area);
}

/// One person: name and title, how often and how much, and that as a bar as long as the
/// one who says most has room for.
fn person(
    state: &State,
    canvas: &mut Canvas,
    columns: &Columns,
    y: u16,
    (row, selected): (&PeopleRow, bool),
) {
    let Some(person) = state.briefing().cast.people.get(row.person) else { return };
    let theme = canvas.theme;
    let style = theme.person(Some(row.person));
    let name_style = if selected { theme.speaker.patch(style) } else { style };
    let end = canvas.put(columns.name, y, columns.name_end, &person.name, name_style);
    let beside = person.title.as_deref().or(person.outlet.as_deref()).unwrap_or_default();
    canvas.put(end + 1, y, columns.name_end, beside, theme.dim);
    columns.numbers(canvas, y, row);
    let share = percent(row.share);
    put_before(canvas, columns.bar + 4, y, &share, theme.text);
    // The bar keeps its person's colour.
    if selected {
        canvas.choose(columns.name, y, columns.right.min(columns.bar + 4));
    }
    canvas.bar(
        columns.bar + 5,
        y,
        columns.right.saturating_sub(1),
        row.share / columns.most,
        style,
    );
}

/// `12%`; whoever says anything has more than none.
fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.005 { "<1%".to_owned() } else { format!("{:.0}%", share * 100.0) }
}

/// Which of all is chosen: `3/44`.
fn place(people: &People) -> String {
    let n = people.rows().len();
    format!("{}/{n}", (people.selected() + 1).min(n))
}

/// The other names of the selected person, on the last row.
fn aliases(state: &State, canvas: &mut Canvas, area: Area) {
    let selected = state.people().and_then(People::choice);
    let person = selected.and_then(|row| state.briefing().cast.people.get(row.person));
    let Some(person) = person.filter(|_| area.height > 5) else { return };
    let others: Vec<&str> =
        person.aliases.iter().map(String::as_str).filter(|alias| *alias != person.name).collect();
    let line = if others.is_empty() {
        "called by no other name".to_owned()
    } else {
        format!("also {}", others.join(", "))
    };
    let right = area.right().saturating_sub(1);
    canvas.put(area.x + 3, area.bottom() - 2, right, &line, canvas.theme.dim);
}

/// A column of numbers, which end at `end`.
struct Numbers {
    title: &'static str,
    end: u16,
    of: fn(&PeopleRow) -> usize,
}

/// Where the columns stand.
struct Columns {
    name: u16,
    name_end: u16,
    numbers: Vec<Numbers>,
    bar: u16,
    right: u16,
    /// The largest share there is.
    most: f64,
}

impl Columns {
    fn of(area: Area, rows: &[PeopleRow]) -> Columns {
        let name = area.x + 3;
        let (gap, n_fitting) = match area.width {
            60.. => (8, 4),
            48.. => (7, 3),
            _ => (7, 2),
        };
        let mut end = name + (area.width / 2).saturating_sub(8).max(8) + 6;
        let name_end = end - 7;
        let mut numbers: Vec<Numbers> = Vec::new();
        for (title, of) in told(rows).into_iter().take(n_fitting) {
            end += if numbers.is_empty() { 0 } else { gap };
            numbers.push(Numbers { title, end, of });
        }
        let most = rows.iter().map(|row| row.share).fold(f64::MIN_POSITIVE, f64::max);
        let right = area.right().saturating_sub(1);
        Columns { name, name_end, numbers, bar: end + 3, right, most }
    }

    fn head(&self, canvas: &mut Canvas, y: u16) {
        let dim = canvas.theme.dim;
        canvas.put(self.name, y, self.right, "name", dim);
        for Numbers { title, end, .. } in &self.numbers {
            put_before(canvas, *end, y, title, dim);
        }
        canvas.put(self.bar, y, self.right, "share", dim);
    }

    fn numbers(&self, canvas: &mut Canvas, y: u16, row: &PeopleRow) {
        let text = canvas.theme.text;
        for Numbers { end, of, .. } in &self.numbers {
            if of(row) > 0 {
                put_before(canvas, *end, y, &of(row).to_string(), text);
            }
        }
    }
}

type Told = (&'static str, fn(&PeopleRow) -> usize);

/// What is counted, what matters most first: hits only while something is searched for,
/// questions only where somebody asks.
fn told(rows: &[PeopleRow]) -> Vec<Told> {
    let all: [(bool, Told); 4] = [
        (true, ("quotes", |row| row.n_quotes)),
        (rows.iter().any(|row| row.n_hits > 0), ("hits", |row| row.n_hits)),
        (true, ("words", |row| row.n_words)),
        (rows.iter().any(|row| row.n_asked > 0), ("asked", |row| row.n_asked)),
    ];
    all.into_iter().filter(|(is_told, _)| *is_told).map(|(_, told)| told).collect()
}

/// Writes `words` so that they end before `end`.
fn put_before(canvas: &mut Canvas, end: u16, y: u16, words: &str, style: Style) {
    let x = end.saturating_sub(u16::try_from(width(words)).unwrap_or(0));
    canvas.put(x, y, end, words, style);
}
