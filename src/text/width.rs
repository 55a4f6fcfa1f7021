//! How text fills the cells of a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::model::Span;
use crate::text::visible;

/// What white space means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// A run of it, line ends included, shows as one space.
    Fold,
    /// Every line end ends a row and every space is shown: tables.
    Keep,
}

/// One thing a reader sees as a character, and what of it may stand in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The bytes of the text it stands for.
    pub span: Span,
    /// What to write: free of control characters, so that no text acts on the
    /// terminal. Empty when nothing shows.
    pub shown: &'a str,
    /// Cells it fills, the same number the screen counts.
    pub width: usize,
    pub space: Space,
}

/// Where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// Not white space, or white space that holds words together.
    None,
    Blank,
    LineEnd,
}

/// The glyphs of `text` inside `span`, in order; an ill-fitting span has none.
pub fn glyphs(text: &str, span: Span, breaks: Breaks) -> Glyphs<'_> {
    let fits = span.fits(text);
    Glyphs { text, at: if fits { span.start } else { span.end }, end: span.end, breaks }
}

/// Cells `text` fills on one line, white space folded.
pub fn width(text: &str) -> usize {
    glyphs(text, Span::new(0, text.len()), Breaks::Fold).map(|glyph| glyph.width).sum()
}

/// Iterator of [`glyphs`].
#[derive(Clone, Debug)]
pub struct Glyphs<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    breaks: Breaks,
}

/// A grapheme longer than this is a stack of marks nobody can read; the rest of it
/// is not shown.
const LONGEST_GRAPHEME: usize = 48;

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let rest = Span::new(self.at, self.end).of(self.text);
        let bytes = rest.as_bytes();
        let letter = |len| self.glyph(len, rest.get(..len).unwrap_or_default(), 1, Space::None);
        // ASCII and Latin-1 have no marks that join the letter before them.
        let ends = |at: usize| matches!(bytes.get(at), None | Some(0..0x80 | 0xC2 | 0xC3));
        let glyph = match *bytes.first()? {
            0x21..0x7f if ends(1) => letter(1),
            0xC3 if ends(2) => letter(2),
            b' ' if bytes.get(1).is_some_and(u8::is_ascii_graphic) => {
                self.glyph(1, " ", 1, Space::Blank)
            }
            _ => self.other(rest)?,
        };
        self.at = glyph.span.end;
        Some(glyph)
    }
}

impl<'a> Glyphs<'a> {
    fn glyph(&self, len: usize, shown: &'a str, width: usize, space: Space) -> Glyph<'a> {
        Glyph { span: Span::new(self.at, self.at + len), shown, width, space }
    }

    /// The next glyph when it is no plain ASCII letter.
    fn other(&self, rest: &'a str) -> Option<Glyph<'a>> {
        let first = rest.chars().next()?;
        match self.breaks {
            Breaks::Fold if is_white(first) => return Some(self.folded(rest)),
            Breaks::Keep if matches!(first, '\n' | '\r') => {
                let len = if rest.starts_with("\r\n") { 2 } else { 1 };
                return Some(self.glyph(len, "", 0, Space::LineEnd));
            }
            Breaks::Keep if first == '\t' => return Some(self.glyph(1, "    ", 4, Space::Blank)),
            Breaks::Keep if is_white(first) => {
                let space = if holds(first) { Space::None } else { Space::Blank };
                return Some(self.glyph(first.len_utf8(), " ", 1, space));
            }
            _ => {}
        }
        let grapheme = rest.graphemes(true).next()?;
        let shown = harmless(grapheme);
        Some(self.glyph(grapheme.len(), shown, cells(shown), Space::None))
    }

    /// A run of white space as one space; one that only holds words together stays so.
    fn folded(&self, rest: &str) -> Glyph<'a> {
        let run = rest.trim_start_matches(is_white);
        let run = rest.get(..rest.len() - run.len()).unwrap_or_default();
        let space = if run.chars().all(holds) { Space::None } else { Space::Blank };
        self.glyph(run.len(), " ", 1, space)
    }
}

/// Unicode white space, zero-width space and byte order mark.
fn is_white(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Whether the white space `c` holds the words beside it on one line.
fn holds(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// `grapheme` as it may be written to a terminal: control characters as their
/// pictures, marks that turn the writing direction as `�`, marks without a letter as
/// nothing.
fn harmless(grapheme: &str) -> &str {
    let Some(first) = grapheme.chars().next() else { return "" };
    if let Some(picture) = picture(first) {
        return picture;
    }
    let cut = grapheme
        .char_indices()
        .find(|&(at, c)| at >= LONGEST_GRAPHEME || picture(c).is_some())
        .map_or(grapheme.len(), |(at, _)| at);
    let kept = grapheme.get(..cut).unwrap_or_default();
    if cells(kept) == 0 { "" } else { kept }
}

const PICTURES: &str = "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟";

/// What stands for `c` when a terminal might act on it.
fn picture(c: char) -> Option<&'static str> {
    match visible::mark(c) {
        Some('␡') => Some("␡"),
        Some(char::REPLACEMENT_CHARACTER) => Some("\u{fffd}"),
        Some(_) => PICTURES.get(c as usize * 3..c as usize * 3 + 3),
        None if matches!(c, '\u{2028}' | '\u{2029}') => Some(" "),
        None => None,
    }
}

/// Cells of `shown`. Half-width sound marks fill a cell in terminals although Unicode
/// counts them as combining; the screen's library counts likewise.
fn cells(shown: &str) -> usize {
    let sound_marks = |c: &char| matches!(c, '\u{ff9e}' | '\u{ff9f}');
    if shown.len() == 1 { 1 } else { shown.width() + shown.chars().filter(sound_marks).count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, cells: usize) {
        let span = Span::new(0, text.len());
        let shown: String = glyphs(text, span, Breaks::Fold).map(|g| g.shown).collect();
        assert_eq!(shown, expected);
        assert_eq!(width(text), cells);
    }

    #[test]
    fn white_space_folds() {
        check("a \t\r\n b", "a b", 3);
        check("Q\u{a0}\u{a0}\u{a0} So", "Q So", 4);
        check("10\u{202f}000", "10 000", 6);
    }

    #[test]
    fn wide_and_combining_text_counts_cells() {
        check("日本", "日本", 4);
        check("e\u{301}a", "e\u{301}a", 2);
        check("👩‍👩‍👧x", "👩‍👩‍👧x", 3);
        check("\u{301}a", "a", 1);
        check("", "", 0);
    }

    #[test]
    fn latin_letters_stand_as_the_library_has_them() {
        let letters: String = ('!'..='~').chain('\u{c0}'..='\u{ff}').rev().collect();
        let whole = Span::new(0, letters.len());
        let shown: Vec<&str> = glyphs(&letters, whole, Breaks::Fold).map(|g| g.shown).collect();
        assert_eq!(shown, letters.graphemes(true).collect::<Vec<_>>());
        assert_eq!(width(&letters), letters.width());
        check("é\u{301}a e\u{301}", "é\u{301}a e\u{301}", 4);
    }

    #[test]
    fn nothing_acts_on_the_terminal() {
        check("a\u{1b}[2Jb", "a␛[2Jb", 6);
        check("\u{9b}2J\u{7f}", "\u{fffd}2J␡", 4);
        check("x\u{202e}y\u{2066}", "x\u{fffd}y\u{fffd}", 4);
    }

    #[test]
    fn a_stack_of_marks_is_cut() {
        let tower = format!("a{}", "\u{301}".repeat(100_000));
        let glyph = glyphs(&tower, Span::new(0, tower.len()), Breaks::Fold).next().unwrap();
        assert!(glyph.shown.len() <= LONGEST_GRAPHEME + 4);
        assert_eq!(glyph.span.end, tower.len());
    }

    #[test]
    fn kept_breaks_end_rows() {
        let ends = |text: &str| {
            glyphs(text, Span::new(0, text.len()), Breaks::Keep)
                .filter(|g| g.space == Space::LineEnd)
                .count()
        };
        assert_eq!(ends("a\r\nb\nc"), 2);
        assert_eq!(ends("a b"), 0);
    }
}
