//! Writing a note: several lines, as plain as a sheet of paper.

use unicode_segmentation::UnicodeSegmentation;

use super::action::{Command, Edit, Effect};
use super::mode::Mode;
use super::state::State;
use crate::archive::Placed;
use crate::model::Span;
use crate::text::width::{Breaks, glyphs};
use crate::text::wrap::{row_of, rows};

/// A note being written.
#[derive(Clone, Debug)]
pub struct Editor {
    target: Target,
    /// The words the note is on.
    about: String,
    text: String,
    before: String,
    /// A byte of `text`, on a grapheme boundary.
    cursor: usize,
    /// Whether leaving was asked for though something was written.
    warned: bool,
    pub(super) from: Mode,
}

/// What the note belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Words without a highlight so far.
    New(Placed),
    /// The highlight with this id.
    Kept(String),
}

/// Bytes a note may have.
const LONGEST: usize = 1 << 16;

impl Editor {
    pub(super) fn new(target: Target, about: String, text: &str) -> Editor {
        let (text, before) = (text.to_owned(), text.to_owned());
        let cursor = text.len();
        Editor { target, about, text, before, cursor, warned: false, from: Mode::Reading }
    }

    /// Looks for the words the note is on in `text`, the document as it is now.
    pub(super) fn settle(&mut self, text: &str) {
        if let Target::New(place) = &mut self.target {
            place.settle(text);
        }
    }

    pub fn about(&self) -> &str {
        &self.about
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rows of the note at `width` cells.
    pub fn rows(&self, width: usize) -> Vec<Span> {
        let end = self.text.len();
        let mut rows = rows(&self.text, Span::new(0, end), width, Breaks::Keep);
        if self.text.ends_with('\n') {
            rows.push(Span::new(end, end));
        }
        rows
    }

    /// The row and the cell of the cursor in [`Editor::rows`] of that `width`.
    pub fn place(&self, width: usize) -> (usize, usize) {
        let rows = self.rows(width);
        let row = row_of(&rows, self.cursor);
        let start = rows.get(row).map_or(0, |row| row.start);
        (row, self.cells(Span::new(start.min(self.cursor), self.cursor)).min(width))
    }

    fn cells(&self, span: Span) -> usize {
        glyphs(&self.text, span, Breaks::Keep).map(|glyph| glyph.width).sum()
    }

    /// Changes the note; rows are those of `width` cells.
    pub(super) fn edit(&mut self, edit: Edit, width: usize) {
        self.warned = false;
        match edit {
            Edit::Insert(c) => self.insert(c),
            Edit::Newline => self.insert('\n'),
            Edit::DeleteBack => self.delete(self.before_cursor(), self.cursor),
            Edit::DeleteNext => self.delete(self.cursor, self.after_cursor()),
            Edit::DeleteWord => self.delete(self.word_before(), self.cursor),
            Edit::DeleteLine => self.delete(self.line_start(), self.cursor),
            Edit::Left => self.cursor = self.before_cursor(),
            Edit::Right => self.cursor = self.after_cursor(),
            Edit::Start => self.cursor = self.line_start(),
            Edit::End => self.cursor = self.line_end(),
            Edit::Up => self.step_row(-1, width),
            Edit::Down => self.step_row(1, width),
        }
    }

    /// Puts `pasted` in, line ends as they are, other control characters left out.
    pub(super) fn paste(&mut self, pasted: &str) {
        for c in pasted.replace("\r\n", "\n").replace('\r', "\n").chars() {
            if c == '\n' || c == '\t' || !c.is_control() {
                self.insert(c);
            }
        }
    }

    fn insert(&mut self, c: char) {
        if self.text.len() + c.len_utf8() <= LONGEST {
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    fn delete(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    fn head(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    fn tail(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    fn before_cursor(&self) -> usize {
        self.head().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after_cursor(&self) -> usize {
        self.cursor + self.tail().graphemes(true).next().map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let head = self.head().trim_end();
        head.rfind(char::is_whitespace).map_or(0, |at| self.text.ceil_char_boundary(at + 1))
    }

    fn line_start(&self) -> usize {
        self.head().rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.cursor + self.tail().find('\n').unwrap_or(self.tail().len())
    }

    fn step_row(&mut self, n: isize, width: usize) {
        let rows = self.rows(width);
        let (row, x) = self.place(width);
        let Some(to) = row.checked_add_signed(n).and_then(|row| rows.get(row)) else { return };
        let mut cells = 0;
        let mut cursor = to.start;
        for glyph in glyphs(&self.text, *to, Breaks::Keep) {
            cells += glyph.width;
            if cells > x {
                break;
            }
            cursor = glyph.span.end;
        }
        self.cursor = cursor;
    }
}

impl State {
    /// The note being written.
    pub fn editor(&self) -> Option<&Editor> {
        self.editor.as_ref()
    }

    /// Cells a row of the note has.
    pub fn note_width(&self) -> usize {
        usize::from(self.width.min(72).saturating_sub(4)).max(1)
    }

    pub(super) fn open_editor(&mut self, editor: Editor) {
        self.editor = Some(Editor { from: self.mode, ..editor });
        self.mode = Mode::Note;
    }

    pub(super) fn type_note(&mut self, change: impl FnOnce(&mut Editor, usize)) {
        let width = self.note_width();
        if let Some(editor) = &mut self.editor {
            change(editor, width);
            self.message = None;
        }
    }

    pub(super) fn steer_note(&mut self, command: Command) -> Effect {
        match command {
            Command::Accept => return self.accept_note(),
            Command::Close => self.close_note(),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    fn accept_note(&mut self) -> Effect {
        let Some(editor) = self.editor.take() else { return Effect::None };
        self.mode = editor.from;
        if editor.text == editor.before {
            self.tell("the note is as it was");
            return Effect::None;
        }
        self.keep_note(&editor.target, editor.text.trim_end())
    }

    /// Leaves the editor; what was written is thrown away only when asked for twice.
    fn close_note(&mut self) {
        let Some(editor) = &mut self.editor else { return };
        if editor.text != editor.before && !editor.warned {
            editor.warned = true;
            let ways = "{close} again throws away what you wrote · {accept} keeps it";
            return self.tell(&self.keyed(ways));
        }
        self.mode = editor.from;
        self.editor = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The note after `edits` of `text` at 10 cells, with `|` at the cursor.
    #[track_caller]
    fn check(text: &str, edits: &[Edit], expected: &str) {
        let mut editor = Editor::new(Target::New(Placed::default()), String::new(), text);
        edits.iter().for_each(|&edit| editor.edit(edit, 10));
        editor.text.insert(editor.cursor, '|');
        assert_eq!(editor.text, expected);
    }

    #[test]
    fn a_note_is_edited_by_graphemes_lines_and_rows() {
        check("", &[Edit::Insert('a'), Edit::Newline, Edit::Insert('b')], "a\nb|");
        check("ab", &[Edit::Left, Edit::DeleteBack], "|b");
        check("e\u{301}", &[Edit::DeleteBack, Edit::DeleteBack], "|");
        check("one two", &[Edit::DeleteWord], "one |");
        check("one\ntwo", &[Edit::DeleteLine], "one\n|");
        check("one\ntwo", &[Edit::Start, Edit::Left, Edit::DeleteNext], "one|two");
        check("one\ntwo", &[Edit::Up, Edit::End, Edit::Right, Edit::Right], "one\nt|wo");
        check("one two three four", &[Edit::Up], "one two| three four");
        check("one two three four", &[Edit::Up, Edit::Down, Edit::Down], "one two three f|our");
        check("東京 water", &[Edit::Up, Edit::Left], "東京 wate|r");
    }

    #[test]
    fn the_cursor_stands_where_the_next_letter_goes() {
        let place =
            |text: &str| Editor::new(Target::New(Placed::default()), String::new(), text).place(10);
        assert_eq!(place(""), (0, 0));
        assert_eq!(place("abc "), (0, 4));
        assert_eq!(place("abc\n"), (1, 0));
        assert_eq!(place("東京"), (0, 4));
    }

    #[test]
    fn what_is_pasted_keeps_its_lines_and_loses_its_controls() {
        let mut editor = Editor::new(Target::New(Placed::default()), String::new(), "");
        editor.paste("a\r\nb\u{1b}[2Jc");
        assert_eq!(editor.text(), "a\nb[2Jc");
        editor.paste(&"x".repeat(LONGEST));
        assert_eq!(editor.text().len(), LONGEST);
    }
}
