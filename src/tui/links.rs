//! Links on the screen, told to the terminal by OSC 8 once a frame is drawn.

use std::io::{self, Write};

use crossterm::cursor::{RestorePosition, SavePosition};
use crossterm::queue;
use crossterm::style::Print;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};

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
    shown: Vec<(Linked, Vec<Cell>)>,
}

impl Links {
    /// Whether the terminal is known to take links.
    pub(super) fn are_supported() -> bool {
        supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
    }

    /// The whole screen is to be drawn again: no cell is a link any more.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
    }

    /// Takes in that `linked` are the links of the frame in `buffer`; gives what to write
    /// for it: nothing when nothing has changed.
    pub(super) fn take(&mut self, buffer: &Buffer, linked: Vec<Linked>) -> Vec<Rewrite> {
        let now: Vec<_> =
            linked.into_iter().map(|link| (link.clone(), cells(buffer, &link))).collect();
        if now == self.shown {
            return Vec::new();
        }
        let before = std::mem::replace(&mut self.shown, now);
        let gone = before.iter().filter(|link| !self.shown.contains(link));
        let left = gone.flat_map(|link| self.left(buffer, link));
        let new = self.shown.iter().filter(|link| !before.contains(link));
        let new = new.map(|(link, cells)| Rewrite {
            x: link.x,
            y: link.y,
            cells: cells.clone(),
            opened: Some((link.id, link.url.clone())),
        });
        left.chain(new).collect()
    }

    /// The cells that were `cells` of `link` and still are, so that the frame did not
    /// write them, though they lead nowhere now.
    fn left(&self, buffer: &Buffer, (link, cells): &(Linked, Vec<Cell>)) -> Vec<Rewrite> {
        let leads = |x: u16| {
            let here = |other: &Linked| other.y == link.y && (other.x..other.right).contains(&x);
            self.shown.iter().any(|(other, _)| here(other))
        };
        let same = (link.x..link.right)
            .zip(cells)
            .filter(|(x, cell)| buffer.cell((*x, link.y)) == Some(*cell) && !leads(*x));
        let mut runs: Vec<Rewrite> = Vec::new();
        for (x, cell) in same {
            match runs.last_mut().filter(|run| usize::from(x - run.x) == run.cells.len()) {
                Some(run) => run.cells.push(cell.clone()),
                None => {
                    let cells = vec![cell.clone()];
                    runs.push(Rewrite { x, y: link.y, cells, opened: None });
                }
            }
        }
        runs
    }
}

/// Cells to write once more.
pub(super) struct Rewrite {
    x: u16,
    y: u16,
    cells: Vec<Cell>,
    /// The id and the address of their link; `None` when they are one no more.
    opened: Option<(usize, String)>,
}

fn cells(buffer: &Buffer, link: &Linked) -> Vec<Cell> {
    (link.x..link.right).filter_map(|x| buffer.cell((x, link.y))).cloned().collect()
}

/// Writes `list` and leaves the cursor where it is.
pub(super) fn write<W: Write>(
    backend: &mut CrosstermBackend<W>,
    list: &[Rewrite],
) -> io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    queue!(backend, SavePosition)?;
    for rewrite in list {
        if let Some((id, url)) = &rewrite.opened {
            queue!(backend, Print(format!("\x1b]8;id=or{id};{url}\x1b\\")))?;
        }
        write_cells(backend, rewrite)?;
        if rewrite.opened.is_some() {
            queue!(backend, Print("\x1b]8;;\x1b\\"))?;
        }
    }
    queue!(backend, RestorePosition)
}

fn write_cells<W: Write>(backend: &mut CrosstermBackend<W>, rewrite: &Rewrite) -> io::Result<()> {
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(cell) = rewrite.cells.get(at) {
        list.push((
            rewrite.x.saturating_add(u16::try_from(at).unwrap_or(u16::MAX)),
            rewrite.y,
            cell,
        ));
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

    /// The bytes that tell a terminal of `linked` in `words`, after what `links` told.
    fn told(links: &mut Links, words: &str, linked: Vec<Linked>) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        buffer.set_string(0, 0, words, ratatui::style::Style::new());
        let mut bytes = Vec::new();
        let mut backend = CrosstermBackend::new(&mut bytes);
        write(&mut backend, &links.take(&buffer, linked)).unwrap();
        let bytes = String::from_utf8(bytes).unwrap();
        // Colours are the backend's affair.
        bytes.replace("\x1b[39m\x1b[49m\x1b[59m\x1b[0m", "").replace("\x1b[39m\x1b[49m", "")
    }

    #[test]
    fn a_link_is_told_once_and_taken_off() {
        let mut links = Links::default();
        let here = || vec![link(0, 3, "https://a.example/")];
        let first = told(&mut links, "far away", here());
        assert!(first.contains("\x1b]8;id=or7;https://a.example/\x1b\\"), "{first:?}");
        assert!(first.contains("far\x1b]8;;\x1b\\"), "{first:?}");
        assert_eq!(told(&mut links, "far away", here()), "");
        assert!(told(&mut links, "fat away", here()).contains("fat"));
        // What the frame has not written itself is written without the link.
        let off = told(&mut links, "fax away", Vec::new());
        assert!(off.contains("fa\x1b") && !off.contains("]8;"), "{off:?}");
        told(&mut links, "fat away", here());
        links.forget();
        assert!(told(&mut links, "fat away", here()).contains("]8;id"));
    }

    #[test]
    fn a_wide_sign_is_written_whole() {
        let told = told(&mut Links::default(), "日本 x", vec![link(0, 4, "https://a.example/")]);
        assert!(told.contains("日\x1b[1;3H本\x1b]8;;"), "{told:?}");
    }
}
