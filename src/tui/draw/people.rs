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
    let title = format!(" People {} ", place(people));
    canvas.put(area.x + 2, area.y, right, &title, theme.focused);
    let top = people.top(usize::from(list.height));
    let columns = Columns::of(area, people.rows());
    columns.head(canvas, area.y + 1);
    let shown = people.rows().iter().enumerate().skip(top);
    for (y, (at, row)) in (list.y..list.bottom()).zip(shown) {
        let selected = at == people.selected();
        if selected {
            canvas.put(area.x + 1, y, right, "▸", theme.heading);
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
    columns.numbers(canvas, y, [row.n_quotes, row.n_words, row.n_asked]);
    let share = percent(row.share);
    let x = (columns.bar + 4).saturating_sub(u16::try_from(width(&share)).unwrap_or(4));
    canvas.put(x, y, columns.right, &share, theme.text);
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

/// Where the columns stand; numbers end at their column's right edge.
struct Columns {
    name: u16,
    name_end: u16,
    quotes: u16,
    words: u16,
    /// `None` when nobody asks anything, or there is no room to tell.
    asked: Option<u16>,
    bar: u16,
    right: u16,
    /// The largest share there is.
    most: f64,
}

impl Columns {
    fn of(area: Area, rows: &[PeopleRow]) -> Columns {
        let name = area.x + 3;
        let gap = if area.width >= 60 { 8 } else { 7 };
        let quotes = name + (area.width / 2).saturating_sub(8).max(8) + 6;
        let words = quotes + gap;
        let anybody_asks = rows.iter().any(|row| row.n_asked > 0);
        let asked = (anybody_asks && area.width >= 48).then_some(words + gap);
        let most = rows.iter().map(|row| row.share).fold(f64::MIN_POSITIVE, f64::max);
        let bar = asked.unwrap_or(words) + 3;
        let right = area.right().saturating_sub(1);
        Columns { name, name_end: quotes - 7, quotes, words, asked, bar, right, most }
    }

    fn head(&self, canvas: &mut Canvas, y: u16) {
        let dim = canvas.theme.dim;
        canvas.put(self.name, y, self.right, "name", dim);
        canvas.put(self.quotes - 6, y, self.right, "quotes", dim);
        canvas.put(self.words - 5, y, self.right, "words", dim);
        if let Some(asked) = self.asked {
            canvas.put(asked - 5, y, self.right, "asked", dim);
        }
        canvas.put(self.bar, y, self.right, "share", dim);
    }

    fn numbers(&self, canvas: &mut Canvas, y: u16, numbers: [usize; 3]) {
        let text = canvas.theme.text;
        let ends = [Some(self.quotes), Some(self.words), self.asked];
        for (end, number) in ends.into_iter().zip(numbers).filter(|(_, number)| *number > 0) {
            let Some(end) = end else { continue };
            let digits = number.to_string();
            let x = end.saturating_sub(u16::try_from(digits.len()).unwrap_or(0));
            canvas.put(x, y, self.right, &digits, text);
        }
    }
}
