use super::content::{Piece, Sheet};
use super::font::Weight;

/// Pieces of a page looked at; a page of a newspaper has about 2 000.
const PIECES: usize = 50_000;

/// Lines a column needs on each side of the gap beside it.
const COLUMN: usize = 4;

/// Columns are looked for inside columns this many times.
const SPLITS: usize = 3;

/// A line of text as printed, with the column it stands in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Words in order with their weight; a blank stands between two where it must.
    pub(super) parts: Vec<(String, Weight)>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    /// The size that most of its characters have, in points.
    pub(super) size: f32,
    /// The ends of the column's text.
    pub(super) left: f32,
    pub(super) right: f32,
    /// Counts columns and full-width bands over the page, from 0.
    pub(super) band: usize,
}

impl Line {
    pub(super) fn text(&self) -> String {
        self.parts.iter().map(|(text, _)| text.as_str()).collect()
    }

    pub(super) fn is_bold(&self) -> bool {
        self.parts.iter().all(|(text, weight)| *weight == Weight::Bold || text.trim().is_empty())
    }
}

/// The lines of a sheet in reading order: bands of the page from top to bottom, in
/// each band its columns from left to right.
pub(super) fn lines(sheet: Sheet) -> Vec<Line> {
    let mut pieces = sheet.pieces;
    pieces.truncate(PIECES);
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    // A poor man's bold prints the same words twice, a hair apart.
    pieces.dedup_by(|b, a| {
        a.text == b.text && (a.x0 - b.x0).abs() < 0.2 * a.size && (a.y - b.y).abs() < 0.2 * a.size
    });
    let mut lines = Vec::new();
    let mut n_bands = 0;
    order(pieces, SPLITS, &mut n_bands, &mut lines);
    lines
}

/// Puts `pieces`, sorted from the top, into `lines`, splitting columns.
fn order(pieces: Vec<Piece>, splits: usize, n_bands: &mut usize, lines: &mut Vec<Line>) {
    if splits == 0 || pieces.len() < 2 * COLUMN {
        return band(&pieces, n_bands, lines);
    }
    let Some(gap) = gap(&pieces) else { return band(&pieces, n_bands, lines) };
    for stretch in stretches(pieces, gap) {
        if is_columns(&stretch, gap) {
            let (left, right): (Vec<_>, Vec<_>) = stretch.into_iter().partition(|p| p.x1 <= gap);
            order(left, splits - 1, n_bands, lines);
            order(right, splits - 1, n_bands, lines);
        } else {
            order(stretch, splits - 1, n_bands, lines);
        }
    }
}

/// The place between two columns with most lines on both sides, if there are columns.
fn gap(pieces: &[Piece]) -> Option<f32> {
    let mut places: Vec<f32> = pieces.iter().map(|p| p.x0 - 0.3 * p.size).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| (*a - *b).abs() < 2.0);
    // Left edges of columns recur; a page of ragged text has too many to try each.
    let step = places.len().div_ceil(80).max(1);
    let score = |gap: f32| -> usize {
        let (mut total, mut left, mut right) = (0, 0, 0);
        let mut close = |left: &mut usize, right: &mut usize| {
            if *left >= COLUMN && *right >= COLUMN {
                total += (*left).min(*right);
            }
            (*left, *right) = (0, 0);
        };
        for piece in pieces {
            if piece.x1 <= gap {
                left += usize::from(is_wide(piece));
            } else if piece.x0 >= gap {
                right += usize::from(is_wide(piece));
            } else {
                close(&mut left, &mut right);
            }
        }
        close(&mut left, &mut right);
        total
    };
    let scored = places.iter().step_by(step).map(|place| (score(*place), *place));
    scored.filter(|(score, _)| *score > 0).max_by_key(|(score, _)| *score).map(|(_, gap)| gap)
}

/// Whether a piece is long enough for a line of a column, not a cell or a label.
fn is_wide(piece: &Piece) -> bool {
    piece.x1 - piece.x0 > 9.0 * piece.size
}

/// `pieces` cut into stretches in which none, or each, crosses the gap.
fn stretches(pieces: Vec<Piece>, gap: f32) -> Vec<Vec<Piece>> {
    let mut stretches: Vec<(bool, Vec<Piece>)> = Vec::new();
    for piece in pieces {
        let crosses = piece.x0 < gap && piece.x1 > gap;
        match stretches.last_mut() {
            Some((same, stretch)) if *same == crosses => stretch.push(piece),
            // What ends a line that crosses belongs to it, not to a column.
            Some((true, stretch))
                if stretch.last().is_some_and(|l| (l.y - piece.y).abs() < 1.0) =>
            {
                stretch.push(piece);
            }
            _ => stretches.push((crosses, vec![piece])),
        }
    }
    stretches.into_iter().map(|(_, stretch)| stretch).collect()
}

fn is_columns(stretch: &[Piece], gap: f32) -> bool {
    let count = |side: fn(&Piece, f32) -> bool| {
        stretch.iter().filter(|p| side(p, gap) && is_wide(p)).count()
    };
    count(|p, gap| p.x1 <= gap) >= COLUMN && count(|p, gap| p.x0 >= gap) >= COLUMN
}

/// The lines of a band without columns.
fn band(pieces: &[Piece], n_bands: &mut usize, lines: &mut Vec<Line>) {
    let first = lines.len();
    let mut row: Vec<&Piece> = Vec::new();
    // The tallest piece of the row, on whose base line it stands.
    let mut base: Option<&Piece> = None;
    for piece in pieces {
        let same = |base: &Piece| (base.y - piece.y).abs() < 0.45 * base.size.max(piece.size);
        if !base.is_none_or(same) {
            lines.push(line(&mut row, *n_bands));
            base = None;
        }
        base = base.filter(|base| base.size >= piece.size).or(Some(piece));
        row.push(piece);
    }
    if !row.is_empty() {
        lines.push(line(&mut row, *n_bands));
    }
    let Some(new) = lines.get_mut(first..) else { return };
    let left = new.iter().map(|l| l.x0).fold(f32::INFINITY, f32::min);
    let right = new.iter().map(|l| l.x1).fold(f32::NEG_INFINITY, f32::max);
    for line in new {
        (line.left, line.right) = (left, right);
    }
    *n_bands += 1;
}

/// The line that the pieces of `row` make; empties the row.
fn line(row: &mut Vec<&Piece>, band: usize) -> Line {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let widest = row.iter().max_by_key(|piece| piece.text.len());
    let (size, y) = widest.map_or((0.0, 0.0), |piece| (piece.size, piece.y));
    let mut parts: Vec<(String, Weight)> = Vec::new();
    let (mut end, x0) = (f32::NEG_INFINITY, row.first().map_or(0.0, |p| p.x0));
    for piece in row.drain(..) {
        // A small raised figure points to a note and is no word of the text.
        let raised = piece.size < 0.8 * size && piece.y < y - 0.15 * size;
        if raised && end > x0 && piece.text.trim().chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        let apart = piece.x0 - end > 0.15 * piece.size;
        let blank = parts.last().is_some_and(|(text, _)| text.ends_with(' '));
        let mut text = String::new();
        if apart && end > x0 && !blank && !piece.text.starts_with(' ') {
            text.push(' ');
        }
        text.push_str(&piece.text);
        match parts.last_mut() {
            Some((last, weight)) if *weight == piece.weight => last.push_str(&text),
            _ => parts.push((text, piece.weight)),
        }
        end = end.max(piece.x1);
    }
    Line { parts, x0, x1: end, y, size, left: x0, right: end, band }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, x0: f32, y: f32) -> Piece {
        let x1 = x0 + 5.0 * text.len() as f32;
        Piece { text: text.to_owned(), x0, x1, y, size: 10.0, weight: Weight::Regular }
    }

    #[track_caller]
    fn check(pieces: Vec<Piece>, expected: &[&str]) {
        let lines = lines(Sheet { pieces, height: 800.0 });
        assert_eq!(lines.iter().map(Line::text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn columns_read_one_after_the_other_below_their_headline() {
        let mut pieces =
            vec![piece("a headline that goes over both of the columns of it", 50.0, 50.0)];
        for row in 0..5u8 {
            let y = 100.0 + 12.0 * f32::from(row);
            pieces.push(piece(&format!("left column, line no. {row}"), 50.0, y));
            pieces.push(piece(&format!("right column, line no. {row}"), 200.0, y + 3.0));
        }
        let lines = lines(Sheet { pieces, height: 800.0 });
        let text: Vec<String> = lines.iter().map(Line::text).collect();
        assert!(text[0].starts_with("a headline"));
        assert_eq!(
            (text[1].as_str(), text[5].as_str()),
            ("left column, line no. 0", "left column, line no. 4")
        );
        assert_eq!(
            (text[6].as_str(), text[10].as_str()),
            ("right column, line no. 0", "right column, line no. 4")
        );
        assert_ne!(lines[5].band, lines[6].band);
    }

    #[test]
    fn rows_of_short_cells_and_labels_stay_rows() {
        let rows = |n: u8| (0..n).map(f32::from);
        let cells =
            rows(5).flat_map(|r| [piece("Fish", 50.0, r * 12.0), piece("12", 200.0, r * 12.0)]);
        check(cells.collect(), &["Fish 12"; 5]);
        let words = "what the envoy said to all";
        let labels =
            rows(5).flat_map(|r| [piece("Q", 50.0, r * 12.0), piece(words, 90.0, r * 12.0)]);
        check(labels.collect(), &["Q what the envoy said to all"; 5]);
    }

    #[test]
    fn doubled_words_come_once_and_raised_figures_go() {
        check(vec![piece("Bold", 50.0, 10.0), piece("Bold", 50.4, 10.0)], &["Bold"]);
        let mut note = piece("3", 90.0, 6.0);
        note.size = 6.0;
        check(vec![piece("a claim", 50.0, 10.0), note], &["a claim"]);
    }
}
