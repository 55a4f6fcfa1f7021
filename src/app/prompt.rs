use tui_input::{Input, InputRequest};

use super::action::Edit;

/// A line being typed.
#[derive(Clone, Debug, Default)]
pub struct Prompt(Input);

impl Prompt {
    pub fn text(&self) -> &str {
        self.0.value()
    }

    /// Chars before the cursor.
    pub fn cursor(&self) -> usize {
        self.0.cursor()
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        self.0.handle(match edit {
            Edit::Insert(c) => InputRequest::InsertChar(c),
            Edit::DeleteBack => InputRequest::DeletePrevChar,
            Edit::DeleteNext => InputRequest::DeleteNextChar,
            Edit::DeleteWord => InputRequest::DeletePrevWord,
            Edit::DeleteLine => InputRequest::DeleteLine,
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::Start => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::Newline | Edit::Up | Edit::Down => return,
        });
    }

    /// Adds the words of `pasted`, line ends as spaces, other control characters left
    /// out, at most a line's worth.
    pub(super) fn paste(&mut self, pasted: &str) {
        let line = pasted.trim().chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        for c in line.filter(|c| !c.is_control()).take(500) {
            self.edit(Edit::Insert(c));
        }
    }
}
