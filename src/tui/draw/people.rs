use super::canvas::Canvas;
use super::frame::outline;
use crate::app::{Area, People, State};

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
    let columns = Columns::of(area);
    columns.head(canvas, area.y + 1);
    let shown = people.rows().iter().enumerate().skip(top);
    for (y, (at, row)) in (list.y..list.bottom()).zip(shown) {
        let Some(person) = state.briefing().cast.people.get(row.person) else { continue };
        let style = theme.person(Some(row.person));
        let selected = at == people.selected();
        if selected {
            canvas.put(area.x + 1, y, right, "▸", theme.heading);
        }
        let name_style = if selected { style.patch(theme.heading) } else { style };
        let end = canvas.put(columns.name, y, columns.quotes - 1, &person.name, name_style);
        let beside = person.title.as_deref().or(person.outlet.as_deref()).unwrap_or_default();
        canvas.put(end + 1, y, columns.quotes.saturating_sub(1), beside, theme.dim);
        columns.numbers(canvas, y, [row.n_quotes, row.n_words, row.n_asked]);
        let room = f64::from(right.saturating_sub(columns.bar + 6));
        let percent = format!("{:.0}%", row.share * 100.0);
        canvas.put(columns.bar, y, right, &percent, theme.text);
        for x in 0..(row.share * room).round() as u16 {
            canvas.put(columns.bar + 5 + x, y, right, "█", style);
        }
    }
    aliases(state, canvas, area);
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

/// Where the columns begin.
struct Columns {
    name: u16,
    quotes: u16,
    words: u16,
    asked: u16,
    bar: u16,
    right: u16,
}

impl Columns {
    fn of(area: Area) -> Columns {
        let name = area.x + 3;
        let numbers = if area.width >= 60 { 8 } else { 7 };
        let quotes = name + (area.width / 2).saturating_sub(8).max(8);
        let words = quotes + numbers;
        let asked = words + numbers;
        let bar = asked + numbers;
        Columns { name, quotes, words, asked, bar, right: area.right().saturating_sub(1) }
    }

    fn head(&self, canvas: &mut Canvas, y: u16) {
        let dim = canvas.theme.dim;
        for (x, words) in [
            (self.name, "name"),
            (self.quotes, "quotes"),
            (self.words, "words"),
            (self.asked, "asked"),
            (self.bar, "share"),
        ] {
            canvas.put(x, y, self.right, words, dim);
        }
    }

    fn numbers(&self, canvas: &mut Canvas, y: u16, numbers: [usize; 3]) {
        let text = canvas.theme.text;
        for (x, number) in [self.quotes, self.words, self.asked].into_iter().zip(numbers) {
            if number > 0 {
                canvas.put(x, y, self.right, &number.to_string(), text);
            }
        }
    }
}
