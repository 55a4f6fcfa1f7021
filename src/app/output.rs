//! What a command printed, shown over the panes.

use super::action::{Command, Effect};
use super::mode::Mode;
use super::state::State;
use crate::model::Span;
use crate::text::width::Breaks;
use crate::text::wrap::rows;

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    pub command: String,
    /// `exit status 0`, or why it did not run.
    pub status: String,
    /// What it printed, errors included.
    pub text: String,
    failed: bool,
    pub(super) top: usize,
}

/// Bytes of a command's output that are shown.
const SHOWN: usize = 1 << 16;

impl Output {
    pub fn new(command: String, status: String, mut text: String) -> Output {
        if text.len() > SHOWN {
            text.truncate(text.floor_char_boundary(SHOWN));
            text.push('…');
        }
        Output { command, status, text, failed: false, top: 0 }
    }

    /// The same of a command that did not end well.
    #[must_use]
    pub fn failing(self) -> Output {
        Output { failed: true, ..self }
    }

    /// Whether the command did not run, or not well.
    pub fn has_failed(&self) -> bool {
        self.failed
    }

    /// The first row shown.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The rows of the output at `width` cells.
    pub fn rows(&self, width: usize) -> Vec<Span> {
        let end = self.text.trim_end().len();
        rows(&self.text, Span::new(0, end), width, Breaks::Keep)
    }
}

impl State {
    /// What the last command printed, while it is shown.
    pub fn output(&self) -> Option<&Output> {
        self.output.as_ref()
    }

    /// Cells a row of the output has, and rows of it on the screen.
    pub fn output_size(&self) -> (usize, usize) {
        let width = usize::from(self.width.min(100).saturating_sub(4)).max(1);
        (width, usize::from(self.height.saturating_sub(6)).max(1))
    }

    /// Shows what a command printed; one without a word only says how it ended.
    pub(super) fn show_output(&mut self, output: Output) {
        let told = format!("{}: {}", output.command, output.status);
        let failed = output.failed;
        if self.mode == Mode::Reading && !output.text.trim().is_empty() {
            self.output = Some(output);
            self.mode = Mode::Output;
        }
        if failed { self.fail(&told) } else { self.tell(&told) }
    }

    pub(super) fn steer_output(&mut self, command: Command) -> Effect {
        let (width, height) = self.output_size();
        let Some(output) = &mut self.output else { return Effect::None };
        let last = output.rows(width).len().saturating_sub(height);
        let before = output.top;
        match command {
            Command::LineDown => output.top += 1,
            Command::LineUp => output.top = output.top.saturating_sub(1),
            Command::PageDown => output.top += height,
            Command::PageUp => output.top = output.top.saturating_sub(height),
            Command::Start => output.top = 0,
            Command::Finish => output.top = last,
            Command::CopyQuote => return Effect::Copy(output.text.clone()),
            Command::Close => {
                self.output = None;
                self.mode = Mode::Reading;
                return Effect::None;
            }
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        output.top = output.top.min(last);
        if output.top == before {
            self.tell(if before == 0 { "the output begins here" } else { "the output ends here" });
        }
        Effect::None
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Action, Extent, fixture, update};
    use super::*;

    #[test]
    fn output_is_shown_scrolled_and_left() {
        let briefing = Arc::new(fixture::briefing("# A.\nB."));
        let mut state = State::new(briefing, Extent::Whole, 80, 12);
        let piped = |text: &str| {
            let (command, status) = ("seq".to_owned(), "exit status 0".to_owned());
            Action::Piped(Output::new(command, status, text.to_owned()))
        };
        update(&mut state, piped(" \n"));
        assert_eq!((state.mode(), state.message()), (Mode::Reading, Some("seq: exit status 0")));
        assert!(!state.has_failed());
        let failing = Output::new("false".to_owned(), "exit status 1".to_owned(), String::new());
        update(&mut state, Action::Piped(failing.failing()));
        assert_eq!((state.has_failed(), state.message()), (true, Some("false: exit status 1")));
        update(&mut state, piped(&"line\n".repeat(20)));
        assert_eq!(state.mode(), Mode::Output);
        update(&mut state, Action::Do(Command::Finish));
        update(&mut state, Action::Do(Command::LineDown));
        assert_eq!(state.output().unwrap().top(), 14);
        update(&mut state, Action::Do(Command::Close));
        assert_eq!(state.mode(), Mode::Reading);
        assert!(
            Output::new(String::new(), String::new(), "é".repeat(SHOWN)).text.len() < SHOWN + 4
        );
    }
}
