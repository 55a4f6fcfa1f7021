//! Links on the screen, told to the terminal by OSC 8 once a frame is drawn.

use std::io::{self, Write};

use crossterm::cursor::{RestorePosition, SavePosition};
use crossterm::queue;
use crossterm::style::Print;
use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell, CellDiffOption};

use super::pen::Pen;
use crate::text::width::width;

/// Cells of one row that lead to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Linked {
    pub(super) y: u16,
    pub(super) x: u16,
    pub(super) right: u16,
    /// Safe to write: see [`crate::export::opt_web_address`].
    pub(super) url: String,
    /// The same for all rows of one link, so that they light up together.
    pub(super) id: usize,
}

/// The links the terminal knows of.
#[derive(Default)]
pub(super) struct Links {
    shown: Vec<Told>,
}

/// A link and the cells it was told with.
pub(super) type Told = (Linked, Vec<Cell>);

impl Links {
    /// Whether the terminal is known to take links.
    pub(super) fn are_supported() -> bool {
        supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
    }

    /// The whole screen is to be drawn again: no cell is a link any more.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
    }

    /// Keeps the frame from writing the cells of `linked`, so that they are written once
    /// only: as links. A cell that is one no longer differs, and the frame writes it.
    pub(super) fn reserve(buffer: &mut Buffer, linked: &[Linked]) {
        for link in linked {
            for x in link.x..link.right {
                if let Some(cell) = buffer.cell_mut((x, link.y)) {
                    cell.set_diff_option(CellDiffOption::Skip);
                }
            }
        }
    }

    /// Takes in that `linked` are the links of the frame in `buffer`; gives those to
    /// write for it: none when nothing has changed.
    pub(super) fn take(&mut self, buffer: &Buffer, linked: Vec<Linked>) -> Vec<Told> {
        let now: Vec<Told> =
            linked.into_iter().map(|link| (link.clone(), cells(buffer, &link))).collect();
        let before = std::mem::replace(&mut self.shown, now);
        self.shown.iter().filter(|link| !before.contains(link)).cloned().collect()
    }
}

fn cells(buffer: &Buffer, link: &Linked) -> Vec<Cell> {
    (link.x..link.right).filter_map(|x| buffer.cell((x, link.y))).cloned().collect()
}

/// Writes `list` and leaves the cursor where it is.
///
/// A link goes on over its rows and ends where the next begins; only the last one is
/// ended by itself.
pub(super) fn write<W: Write>(backend: &mut Pen<W>, list: &[Told]) -> io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    queue!(backend, SavePosition)?;
    let mut begun = None;
    for (Linked { x, y, url, id, .. }, cells) in list {
        if begun.replace((id, url)) != Some((id, url)) {
            queue!(backend, Print(format!("\x1b]8;id={id:x};{url}\x1b\\")))?;
        }
        write_cells(backend, (*x, *y), cells)?;
    }
    queue!(backend, Print("\x1b]8;;\x1b\\"), RestorePosition)
}

fn write_cells<W: Write>(
    backend: &mut Pen<W>,
    (x, y): (u16, u16),
    cells: &[Cell],
) -> io::Result<()> {
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(cell) = cells.get(at) {
        list.push((x.saturating_add(u16::try_from(at).unwrap_or(u16::MAX)), y, cell));
        // The cell after a wide sign belongs to it.
        at += width(cell.symbol()).max(1);
    }
    backend.draw(list.into_iter())
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn link(x: u16, right: u16, url: &str) -> Linked {
        Linked { y: 0, x, right, url: url.to_owned(), id: 7 }
    }

    /// The bytes that tell a terminal of `words` with `linked` in them after `before`: of
    /// the frame, then of the links.
    fn told(links: &mut Links, before: &mut Buffer, words: &str, linked: &[Linked]) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        buffer.set_string(0, 0, words, ratatui::style::Style::new());
        Links::reserve(&mut buffer, linked);
        let mut bytes = Vec::new();
        let mut backend = Pen::new(&mut bytes);
        backend.draw(before.diff(&buffer).into_iter()).unwrap();
        write(&mut backend, &links.take(&buffer, linked.to_vec())).unwrap();
        *before = buffer;
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_link_is_written_once_and_taken_off() {
        let (mut links, mut screen) = (Links::default(), Buffer::empty(Rect::new(0, 0, 20, 1)));
        let here = [link(0, 3, "https://a.example/")];
        let mut next =
            |words: &str, linked: &[Linked]| told(&mut links, &mut screen, words, linked);
        let first = next("far away", &here);
        assert_eq!(first.matches("far").count(), 1, "{first:?}");
        assert!(first.contains("\x1b]8;id=7;https://a.example/\x1b\\"), "{first:?}");
        assert!(first.contains("far\x1b]8;;\x1b\\"), "{first:?}");
        assert_eq!(next("far away", &here), "");
        assert!(next("fat away", &here).contains("fat"));
        // Words that stay are written again, without the link.
        let off = next("fax away", &[]);
        assert!(off.contains("fax") && !off.contains("]8;"), "{off:?}");
        assert_eq!(next("fax away", &[]), "");
        next("fat away", &here);
        links.forget();
        let again = told(&mut links, &mut screen, "fat away", &here);
        assert!(again.contains("]8;id"), "{again:?}");
    }

    #[test]
    fn links_that_follow_each_other_are_ended_once() {
        let (mut links, mut screen) = (Links::default(), Buffer::empty(Rect::new(0, 0, 20, 1)));
        let two = [link(0, 3, "https://a.example/"), link(4, 8, "https://b.example/")];
        let told = told(&mut links, &mut screen, "far away", &two);
        assert_eq!((told.matches("]8;id").count(), told.matches("]8;;").count()), (2, 1));
    }

    #[test]
    fn a_link_over_two_rows_is_told_once() {
        let mut screen = Buffer::empty(Rect::new(0, 0, 20, 1));
        let two = [link(0, 3, "https://a.example/"), link(4, 8, "https://a.example/")];
        let told = told(&mut Links::default(), &mut screen, "far away", &two);
        assert_eq!(told.matches("]8;id").count(), 1, "{told:?}");
        assert!(told.contains("far\x1b[5G") || told.contains("far\x1b[1;5H"), "{told:?}");
    }

    #[test]
    fn a_wide_sign_is_written_whole() {
        let mut screen = Buffer::empty(Rect::new(0, 0, 20, 1));
        let linked = [link(0, 4, "https://a.example/")];
        let told = told(&mut Links::default(), &mut screen, "日本 x", &linked);
        assert!(told.contains("日\x1b[1;3H本\x1b]8;;"), "{told:?}");
    }
}
