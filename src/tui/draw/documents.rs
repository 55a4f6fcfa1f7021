use super::canvas::Canvas;
use super::frame::outline;
use super::header::date;
use super::jump::letters;
use super::status::prompt;
use crate::app::{Area, DocEntry, DocId, Known, Listing, Progress, Shown, State};
use crate::text::width::width;

/// The list of documents over the panes.
pub(super) fn draw(state: &State, canvas: &mut Canvas) {
    let Some(list) = state.desk().list() else { return };
    let area = state.list_area();
    canvas.clear(area);
    outline(canvas, area, true);
    let inside = Area {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    if inside.is_empty() {
        return;
    }
    title(state, list, canvas, area);
    top_line(state, list, canvas, inside);
    let rows = state.popup_rows();
    let columns = Columns::of(rows);
    if state.list_has_heads() {
        heads(canvas, &columns, rows.y - 1);
    }
    let listed = list.rows();
    let shown = listed.rows().iter().enumerate().skip(listed.top(usize::from(rows.height)));
    for (y, (at, row)) in (rows.y..rows.bottom()).zip(shown) {
        let Some(entry) = state.desk().entry(row.id) else { continue };
        let selected = at == listed.selected();
        let end = line(state, canvas, entry, &columns, Area { y, height: 1, ..rows }, selected);
        letters(canvas, entry.title(), &row.chars, (columns.title, 0), y, end);
        if selected {
            canvas.choose(rows.x, y, rows.right());
        }
    }
    if listed.rows().is_empty() {
        canvas.put(rows.x + 3, rows.y, rows.right(), nothing(state, list), canvas.theme.dim);
    }
    if let Some(progress) = state.desk().progress() {
        bar(canvas, progress, area);
    }
}

fn nothing(state: &State, list: &Listing) -> &'static str {
    match state.desk().progress() {
        _ if !list.prompt().text().is_empty() => "nothing matches",
        _ if list.shown() == Shown::Open => "no document is open",
        Some(_) => "looking for documents …",
        None => "there are no documents",
    }
}

fn title(state: &State, list: &Listing, canvas: &mut Canvas, area: Area) {
    let words = match list.shown() {
        Shown::Open => " Open documents ",
        Shown::All if state.doc().is_none() => " Choose a document ",
        Shown::All => " All documents ",
    };
    let right = area.right().saturating_sub(1);
    canvas.put(area.x + 2, area.y, right, words, canvas.theme.focused);
}

/// What is typed, and how many match.
fn top_line(state: &State, list: &Listing, canvas: &mut Canvas, inside: Area) {
    let all = match list.shown() {
        Shown::Open => state.desk().open().len(),
        Shown::All => {
            state.desk().entries().iter().filter(|entry| entry.known != Known::NoDocument).count()
        }
    };
    let count = format!("{}/{all}", list.rows().rows().len());
    let counted = u16::try_from(width(&count)).unwrap_or(0);
    let x = inside.right().saturating_sub(counted + 1);
    canvas.put(x, inside.y, inside.right(), &count, canvas.theme.dim);
    let room = Area { width: inside.width.saturating_sub(counted + 2), height: 1, ..inside };
    prompt(canvas, list.prompt(), "> ", room);
}

/// Where the columns begin; those without room are at the right edge.
struct Columns {
    title: u16,
    kind: u16,
    date: u16,
    quotes: u16,
    from: u16,
    right: u16,
}

impl Columns {
    fn of(area: Area) -> Columns {
        let right = area.right().saturating_sub(1);
        let title = area.x + 5;
        let numbers = right.saturating_sub(8);
        match area.width {
            90.. => {
                let from = right.saturating_sub(area.width / 5);
                let (date, quotes) = (from.saturating_sub(13), from.saturating_sub(21));
                Columns { title, kind: quotes.saturating_sub(13), quotes, date, from, right }
            }
            60.. => {
                let quotes = right.saturating_sub(20);
                let (date, kind) = (right.saturating_sub(12), quotes.saturating_sub(12));
                Columns { title, kind, quotes, date, from: right, right }
            }
            50.. => {
                let (date, quotes) = (right.saturating_sub(12), right.saturating_sub(20));
                Columns { title, kind: right, date, quotes, from: right, right }
            }
            40.. => {
                Columns { title, kind: right, date: right, quotes: numbers, from: right, right }
            }
            _ => Columns { title, kind: right, date: right, quotes: right, from: right, right },
        }
    }

    /// The cell after the title's column.
    fn title_end(&self) -> u16 {
        [self.kind, self.quotes, self.date, self.from].into_iter().min().unwrap_or(self.right) - 1
    }
}

/// What the columns hold.
fn heads(canvas: &mut Canvas, columns: &Columns, y: u16) {
    let all = [
        (columns.title, "title"),
        (columns.kind, "kind"),
        (columns.quotes, "quotes"),
        (columns.date, "date"),
        (columns.from, "from"),
    ];
    for (x, words) in all.into_iter().filter(|(x, _)| *x < columns.right) {
        canvas.put(x, y, columns.right, words, canvas.theme.dim);
    }
}

/// One document; gives the cell after its title.
fn line(
    state: &State,
    canvas: &mut Canvas,
    entry: &DocEntry,
    columns: &Columns,
    area: Area,
    selected: bool,
) -> u16 {
    let theme = canvas.theme;
    let y = area.y;
    if selected {
        canvas.put(area.x, y, area.right(), "▸", theme.sign);
    }
    let tab = tab_sign(state, entry.id);
    let before = u16::try_from(2usize.saturating_sub(tab.len())).unwrap_or(0);
    canvas.put(area.x + 1 + before, y, columns.title, &tab, theme.key);
    let style = if selected { theme.heading } else { theme.text };
    let end = canvas.put(columns.title, y, columns.title_end(), entry.title(), style);
    match &entry.known {
        Known::Summary(summary) => {
            let put = |canvas: &mut Canvas, x: u16, right: u16, words: &str| {
                if x < columns.right {
                    canvas.put(x, y, right, words, theme.dim);
                }
            };
            put(canvas, columns.kind, columns.quotes - 1, summary.kind.name());
            let quotes = summary.n_quotes.to_string();
            let before = u16::try_from(6usize.saturating_sub(quotes.len())).unwrap_or(0);
            put(canvas, columns.quotes + before, columns.right, &quotes);
            let day = summary.date.as_deref().map_or(String::new(), date);
            put(canvas, columns.date, columns.date + 12, &day);
            let from = summary.from.as_deref().unwrap_or(&entry.name);
            put(canvas, columns.from, columns.right, from);
        }
        Known::Fault(why) => {
            canvas.put(end + 2, y, columns.right, &format!("cannot be read: {why}"), theme.error);
        }
        Known::Name | Known::NoDocument => {}
    }
    end
}

/// The number of the tab a document is open in.
fn tab_sign(state: &State, id: DocId) -> String {
    state.desk().tab_of(id).map_or(String::new(), |at| (at + 1).to_string())
}

/// How far the looking is, in the frame's last row.
fn bar(canvas: &mut Canvas, progress: Progress, area: Area) {
    const CELLS: usize = 20;
    let Progress { n_done, n_all } = progress;
    let filled = (CELLS * n_done).checked_div(n_all).unwrap_or(0).min(CELLS);
    let words =
        format!(" {}{} {n_done}/{n_all} read ", "█".repeat(filled), "░".repeat(CELLS - filled));
    let right = area.right().saturating_sub(1);
    canvas.put(area.x + 2, area.bottom().saturating_sub(1), right, &words, canvas.theme.text);
}
