//! The help: every key and what it does, made from the key table, narrowed by typing.

use super::action::{Command, Effect};
use super::mode::Mode;
use super::prompt::Prompt;
use super::state::State;
use super::table::rows_of;
use crate::model::Span;
use crate::text::fold::fold;
use crate::text::width::{Breaks, width};
use crate::text::wrap::rows;

/// The open help.
#[derive(Default)]
pub struct Help {
    top: usize,
    pub(super) prompt: Prompt,
}

/// A row of the help as it stands on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    Heading(&'static str),
    /// Keys and what they do; either may go on in the next row.
    Keys(String, String),
    Blank,
}

/// Cells of the help's box, its frame with it.
const WIDEST: u16 = 72;

impl Help {
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }
}

impl State {
    /// The help, while it is open.
    pub fn help(&self) -> Option<&Help> {
        self.help.as_ref()
    }

    pub(super) fn open_help(&mut self) {
        self.help = Some(Help::default());
        self.mode = Mode::Help;
    }

    /// Cells a row of the help has, and rows of it on the screen.
    pub fn help_size(&self) -> (usize, usize) {
        let width = usize::from(self.width.min(WIDEST)).saturating_sub(4).max(1);
        // A low screen has no room to spare around the box.
        let around = if self.height > 6 { 3 } else { 2 };
        (width, usize::from(self.height.saturating_sub(around)).max(1))
    }

    /// The first row of `n` rows of help that shows.
    pub fn help_top(&self, n: usize) -> usize {
        let last = n.saturating_sub(self.help_size().1);
        self.help.as_ref().map_or(0, |help| help.top.min(last))
    }

    /// The rows of the help that what is typed leaves, modes apart.
    pub fn help_lines(&self) -> Vec<HelpLine> {
        let (width, _) = self.help_size();
        let mut lines = Vec::new();
        for mode in Mode::ALL {
            let rows = self.help_rows(mode);
            if rows.is_empty() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(HelpLine::Blank);
            }
            lines.push(HelpLine::Heading(mode.words()));
            lines.extend(rows.iter().flat_map(|(keys, words)| wrapped(keys, words, width)));
        }
        lines
    }

    /// Keys and words of those rows of `mode` that hold everything typed.
    fn help_rows(&self, mode: Mode) -> Vec<(Vec<String>, &'static str)> {
        let typed = self.help.as_ref().map_or(String::new(), |help| fold(help.prompt.text()));
        let mut rows: Vec<_> = rows_of(mode).map(|row| (self.keys_of(row), row.words)).collect();
        if mode == Mode::Reading {
            let percent = "a number before a key repeats it; 50G goes to 50%";
            rows.push((vec!["5j".to_owned()], percent));
        }
        rows.retain(|(keys, words)| {
            let whole = fold(&format!("{} {words}", keys.join(" ")));
            !keys.is_empty() && typed.split_whitespace().all(|word| whole.contains(word))
        });
        rows
    }

    pub(super) fn steer_help(&mut self, command: Command) -> Effect {
        let page = isize::try_from(self.help_size().1).unwrap_or(1);
        match command {
            Command::Close if self.mode == Mode::FindHelp => {
                self.narrow_help(|prompt| *prompt = Prompt::default());
                self.mode = Mode::Help;
            }
            Command::Close => (self.mode, self.help) = (Mode::Reading, None),
            Command::OpenSearch => self.mode = Mode::FindHelp,
            Command::Accept => self.mode = Mode::Help,
            Command::LineDown => self.scroll_help(1),
            Command::LineUp => self.scroll_help(-1),
            Command::PageDown => self.scroll_help((page - 1).max(1)),
            Command::PageUp => self.scroll_help(-(page - 1).max(1)),
            Command::Start => self.scroll_help(isize::MIN),
            Command::Finish => self.scroll_help(isize::MAX),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    /// Changes what is typed; the help begins anew.
    pub(super) fn narrow_help(&mut self, change: impl FnOnce(&mut Prompt)) {
        if let Some(help) = &mut self.help {
            change(&mut help.prompt);
            help.top = 0;
        }
    }

    pub(super) fn scroll_help(&mut self, n: isize) {
        let n_lines = self.help_lines().len();
        let last = n_lines.saturating_sub(self.help_size().1);
        let before = self.help_top(n_lines);
        let Some(help) = &mut self.help else { return };
        help.top = before.saturating_add_signed(n).min(last);
        if help.top == before {
            self.tell(if n > 0 { "the help ends here" } else { "the help begins here" });
        }
    }
}

/// Cells the keys have where there is room.
const KEYS: usize = 26;

/// Cells of the keys' column, in `room` cells for keys and words.
fn column(room: usize) -> usize {
    KEYS.min(room * 2 / 5).max(1)
}

/// Where the words begin beside the keys, in `room` cells for both.
pub fn help_indent(room: usize) -> usize {
    column(room) + 2
}

/// `keys` and `words` in two columns of `room` cells in all, as many rows as it takes.
fn wrapped(keys: &[String], words: &str, room: usize) -> Vec<HelpLine> {
    let beside = room.saturating_sub(help_indent(room)).max(1);
    let words = rows(words, Span::new(0, words.len()), beside, Breaks::Fold)
        .into_iter()
        .map(|row| row.of(words).to_owned())
        .collect::<Vec<_>>();
    let keys = key_rows(keys, column(room));
    let at = |parts: &[String], at: usize| parts.get(at).cloned().unwrap_or_default();
    let n = keys.len().max(words.len());
    (0..n).map(|row| HelpLine::Keys(at(&keys, row), at(&words, row))).collect()
}

/// `keys` side by side in rows of `column` cells, none of them parted.
fn key_rows(keys: &[String], column: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for key in keys {
        match rows.last_mut().filter(|row| width(row) + 1 + width(key) <= column) {
            Some(row) => {
                row.push(' ');
                row.push_str(key);
            }
            None => rows.push(key.clone()),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fixture::press;
    use super::super::{Extent, fixture, vocabulary};
    use super::*;
    use crate::config;

    fn state(settings: &str, size: (u16, u16)) -> State {
        let briefing = Arc::new(fixture::briefing("# One\nX: “A.”\n"));
        let mut state = State::new(briefing, Extent::Whole, size.0, size.1);
        state.set_up(&config::read("", settings, &vocabulary()).0);
        state
    }

    /// What `keys` lead to: the mode, and the words of the help's first rows.
    #[track_caller]
    fn check(settings: &str, keys: &str, mode: Mode, expected: &[&str]) {
        let mut state = state(settings, (80, 24));
        press(&mut state, keys);
        assert_eq!(state.mode(), mode);
        let lines = if state.help.is_some() { state.help_lines() } else { Vec::new() };
        let words = lines.iter().map(|line| match line {
            HelpLine::Heading(words) => (*words).to_owned(),
            HelpLine::Keys(keys, words) => format!("{keys} {words}"),
            HelpLine::Blank => String::new(),
        });
        let found: Vec<String> = words.take(expected.len()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn typing_narrows_it() {
        let selected = ["While selecting", "x move the other end"];
        check("", "? / o t h e r space e n d", Mode::FindHelp, &selected);
        check("", "? / o t h e r space e n d enter", Mode::Help, &selected);
        check("", "? / o t h e r esc", Mode::Help, &["Reading", "j ↓ line down"]);
        check("", "? / c t r l - d", Mode::FindHelp, &["Reading", "Ctrl-D d half a page down"]);
        check("", "? / ? enter ?", Mode::Reading, &[]);
    }

    #[test]
    fn the_key_that_opened_it_closes_it() {
        check("[keys]\nx = \"open-help\"", "x x", Mode::Reading, &[]);
        check("[keys]\n\"z h\" = \"open-help\"", "z h z h", Mode::Reading, &[]);
        check("[keys]\n\"z h\" = \"open-help\"", "z h z x", Mode::Help, &["Reading"]);
        check("[keys]\nx = \"open-people\"", "x x", Mode::Reading, &[]);
        check("preset = \"less\"", "H H", Mode::Reading, &[]);
    }

    #[test]
    fn it_scrolls_to_its_end_and_no_further() {
        for size in [(40, 12), (80, 24), (10, 4), (1, 1)] {
            let mut state = state("", size);
            press(&mut state, "? k");
            assert_eq!(state.message(), Some("the help begins here"), "{size:?}");
            press(&mut state, "G j");
            assert_eq!(state.message(), Some("the help ends here"), "{size:?}");
            let n = state.help_lines().len();
            assert_eq!(state.help_top(n) + state.help_size().1, n, "{size:?}");
        }
    }

    #[test]
    fn keys_and_words_wrap_in_their_columns() {
        let keys = ["Esc".to_owned(), "g t".to_owned(), "Ctrl-C".to_owned()];
        let line = |keys: &str, words: &str| HelpLine::Keys(keys.to_owned(), words.to_owned());
        let expected =
            [line("Esc g t", "close the"), line("Ctrl-C", "list of"), line("", "things")];
        assert_eq!(wrapped(&keys, "close the list of things", 19), expected);
    }
}
