//! Rows in columns: aligned and wrapped for a terminal, tab-separated for a pipe.

use std::io;

use unicode_width::UnicodeWidthStr;

use super::Outcome;
use super::load::Sources;
use super::out::Out;
use crate::model::Briefing;
use crate::text::visible;

/// Cells between two columns.
const GAP: usize = 2;
/// The narrowest the last column gets before the others give way.
const LAST_MIN: usize = 24;

/// Rows of as many cells each; the last cell of a row is the one that may be long.
#[derive(Default)]
struct Columns {
    rows: Vec<Vec<String>>,
}

/// Lists what `rows` finds in each briefing, a line for each row it hands over; before it
/// stands the source, when there is more than one.
pub(super) fn list(
    sources: &Sources,
    out: &mut Out,
    rows: impl Fn(&Briefing, &mut dyn FnMut(&[&str])) + Sync,
) -> io::Result<Outcome> {
    let several = sources.are_several();
    let listed = |briefing: &Briefing| {
        let mut columns = Columns::default();
        let source = several.then_some(briefing.source.name.as_str());
        rows(briefing, &mut |cells| columns.row(source.into_iter().chain(cells.iter().copied())));
        columns
    };
    sources.each(listed, |columns| {
        out.text(&columns.printed(out.columns()))?;
        Ok(!columns.is_empty())
    })
}

impl Columns {
    /// Adds a row; white space and control characters in a cell become harmless.
    fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        self.rows.push(cells.into_iter().map(|c| visible::line(c.trim()).into_owned()).collect());
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows as lines: one per row with tabs between the cells for a pipe, and for a
    /// terminal of `columns` cells aligned, the last cell wrapped under itself.
    fn printed(&self, columns: Option<usize>) -> String {
        match columns {
            None => self.rows.iter().map(|row| row.join("\t") + "\n").collect(),
            Some(columns) => self.aligned(columns),
        }
    }

    fn aligned(&self, columns: usize) -> String {
        let widths = self.widths(columns);
        let indent = widths.iter().map(|width| width + GAP).sum::<usize>();
        let mut out = String::new();
        for row in &self.rows {
            let Some((last, cells)) = row.split_last() else { continue };
            let mut line = String::new();
            for (cell, &width) in cells.iter().zip(&widths) {
                let cell = cut(cell, width);
                line.push_str(&cell);
                line.push_str(&" ".repeat(width - cell.width() + GAP));
            }
            for (at, part) in wrapped(last, columns.saturating_sub(indent)).iter().enumerate() {
                let head = if at == 0 { line.clone() } else { " ".repeat(indent) };
                out.push_str((head + part).trim_end());
                out.push('\n');
            }
        }
        out
    }

    /// The width of each column but the last: as wide as its widest cell, unless the
    /// last one would get too narrow; then the widest give way first.
    fn widths(&self, columns: usize) -> Vec<usize> {
        let n = self.rows.iter().map(|row| row.len().saturating_sub(1)).max().unwrap_or(0);
        let widest =
            |at: usize| self.rows.iter().filter_map(|r| r.get(at)).map(|c| c.width()).max();
        let mut widths: Vec<usize> = (0..n).map(|at| widest(at).unwrap_or(0)).collect();
        let room = columns.saturating_sub(LAST_MIN + GAP * n);
        while widths.iter().sum::<usize>() > room {
            match widths.iter_mut().max() {
                Some(width) if *width > 4 => *width -= 1,
                _ => break,
            }
        }
        widths
    }
}

/// `text` in at most `width` cells, its end `…` when something is missing.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        let mut longer = out.clone();
        longer.push(c);
        if longer.width() + 1 > width {
            break;
        }
        out = longer;
    }
    out + "…"
}

/// `text` in lines of at most `width` cells, broken between words where it can be.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rows, for a terminal of `columns` or a pipe.
    #[track_caller]
    fn check(columns: Option<usize>, expected: &str) {
        let mut rows = Columns::default();
        rows.row(["q1", "Ana Ruiz", "The port opens in May, and the road in June."]);
        rows.row(["q12", "José\tde  la Torre y Montes", "No."]);
        assert_eq!(rows.printed(columns), expected);
    }

    #[test]
    fn a_pipe_gets_tabs() {
        check(
            None,
            "q1\tAna Ruiz\tThe port opens in May, and the road in June.\n\
             q12\tJosé de la Torre y Montes\tNo.\n",
        );
    }

    #[test]
    fn a_terminal_gets_columns() {
        check(
            Some(60),
            "q1   Ana Ruiz                   The port opens in May, and\n\
             \x20                               the road in June.\n\
             q12  José de la Torre y Montes  No.\n",
        );
        check(
            Some(40),
            "q1   Ana Ruiz   The port opens in May,\n\
             \x20               and the road in June.\n\
             q12  José de …  No.\n",
        );
    }

    #[test]
    fn a_narrow_terminal_and_no_rows_do_no_harm() {
        let mut rows = Columns::default();
        assert!(rows.is_empty());
        assert_eq!(rows.printed(Some(20)), "");
        rows.row(["\x1b[2J", "漢字漢字漢字", "a"]);
        assert_eq!(rows.printed(Some(1)), "␛[2J  漢…   a\n");
    }
}
