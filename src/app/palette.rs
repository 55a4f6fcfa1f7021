//! The command palette: every action by name, narrowed by typing, run with Enter.

use super::action::{Command, Effect};
use super::mode::Mode;
use super::narrow::Narrow;
use super::prompt::Prompt;
use super::state::State;
use super::table::{Row, rows_of};

/// The open palette.
pub struct Palette {
    pub(super) list: Narrow,
    /// The actions of the mode it was opened from, in the order of the key table.
    rows: Vec<&'static Row>,
    /// Where the keys were before.
    from: Mode,
}

impl Palette {
    fn open(from: Mode) -> Palette {
        let rows: Vec<&Row> = rows_of(from).filter(|r| r.command != Command::OpenPalette).collect();
        let names: Vec<String> =
            rows.iter().map(|row| format!("{} {}", row.words, row.command.name())).collect();
        let list = Narrow::new(names.iter().map(String::as_str), Prompt::default());
        Palette { list, rows, from }
    }

    pub fn list(&self) -> &Narrow {
        &self.list
    }

    /// The action with this index among all.
    pub fn row(&self, at: usize) -> Option<&'static Row> {
        self.rows.get(at).copied()
    }

    /// The action that Enter runs.
    pub fn choice(&self) -> Option<&'static Row> {
        self.list.choice().and_then(|at| self.row(at))
    }

    /// Changes what is typed. An action whose name begins like it comes first: `q` is
    /// to quit.
    pub(super) fn edit(&mut self, change: impl FnOnce(&mut Prompt)) {
        self.list.edit(change);
        let typed = self.list.prompt().text().trim().to_lowercase();
        let rows = &self.rows;
        if !typed.is_empty() {
            let named = |row: &&Row| row.command.name().starts_with(&typed);
            self.list.prefer(|at| rows.get(at).is_some_and(named));
        }
    }
}

impl State {
    /// The palette, while it is open.
    pub fn palette(&self) -> Option<&Palette> {
        self.palette.as_ref()
    }

    /// Why what `row` does cannot be done where the palette was opened.
    pub fn why_not(&self, row: &Row) -> Option<String> {
        if row.mode == Mode::Reading { self.opt_hindrance(row.command) } else { None }
    }

    pub(super) fn open_palette(&mut self) {
        self.palette = Some(Palette::open(self.mode));
        self.mode = Mode::Palette;
    }

    fn close_palette(&mut self) {
        if let Some(palette) = self.palette.take() {
            self.mode = palette.from;
        }
    }

    /// Closes the palette when it lists what can be done in `mode`.
    pub(super) fn drop_palette_over(&mut self, mode: Mode) {
        if self.palette.as_ref().is_some_and(|palette| palette.from == mode) {
            self.close_palette();
        }
    }

    pub(super) fn steer_palette(&mut self, command: Command) -> Effect {
        match command {
            Command::Accept => return self.accept_palette(),
            Command::Close => self.close_palette(),
            Command::SelectNext => self.step_palette(1),
            Command::SelectPrevious => self.step_palette(-1),
            Command::PageDown => self.step_palette(10),
            Command::PageUp => self.step_palette(-10),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    pub(super) fn step_palette(&mut self, n: isize) {
        let moved = self.palette.as_mut().is_none_or(|palette| palette.list.matches_mut().step(n));
        self.tell_edge(moved, n);
    }

    fn accept_palette(&mut self) -> Effect {
        let Some(row) = self.palette.as_ref().and_then(Palette::choice) else {
            self.tell("no action is called that");
            return Effect::None;
        };
        self.close_palette();
        self.perform(row.command, None)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fixture::press;
    use super::super::{Extent, fixture, vocabulary};
    use super::*;
    use crate::config;

    const TEXT: &str = "# Rail Fund.\nAna Roe: “It is far.”\n# Water.\nBo Li: “It is near.”\n";

    fn state(settings: &str) -> State {
        let mut state = State::new(Arc::new(fixture::briefing(TEXT)), Extent::Whole, 100, 30);
        state.set_up(&config::read("", settings, &vocabulary()).0);
        state
    }

    /// What `keys` lead to: the mode, the topic, what is told.
    #[track_caller]
    fn check(keys: &str, expected: (Mode, usize, Option<&str>)) {
        let mut state = state("");
        press(&mut state, keys);
        assert_eq!((state.mode(), state.topic(), state.message()), expected);
    }

    #[test]
    fn an_action_is_run_by_name() {
        check(": n e x t space t o p i c enter", (Mode::Reading, 1, None));
        check("ctrl-p n e x t - t o p i c enter", (Mode::Reading, 1, None));
        check(": h e l p enter", (Mode::Help, 0, None));
        check(": p e o p l e esc", (Mode::Reading, 0, None));
        check(": w q x enter", (Mode::Palette, 0, Some("no action is called that")));
        assert_eq!(press(&mut state(""), ": q enter"), Effect::Quit);
    }

    #[test]
    fn what_cannot_be_done_says_why() {
        check(": u n d o enter", (Mode::Reading, 0, Some("nothing to undo")));
        check("] : n e x t - t o enter", (Mode::Reading, 1, Some("this is the last topic")));
    }

    #[test]
    fn a_selection_keeps_its_own_actions() {
        let mut state = state("");
        press(&mut state, "v e : c o p y enter");
        assert_eq!((state.mode(), state.palette().is_none()), (Mode::Reading, true));
        press(&mut state, "v : esc");
        assert_eq!(state.mode(), Mode::Select);
    }

    #[test]
    fn every_preset_opens_it_and_lists_every_action() {
        for (preset, key) in
            [("vim", ":"), ("less", "alt-x"), ("emacs", "alt-x"), ("arrows", "ctrl-p")]
        {
            let mut state = state(&format!("preset = \"{preset}\""));
            press(&mut state, key);
            let palette = state.palette().unwrap();
            let n = rows_of(Mode::Reading).count();
            assert_eq!(palette.list().total(), n - 1, "{preset}");
        }
    }

    #[test]
    fn in_less_the_colon_waits_for_a_q() {
        let mut less = state("preset = \"less\"");
        assert_eq!(press(&mut less, ": q"), Effect::Quit);
        press(&mut less, ": s");
        assert_eq!(less.palette().unwrap().list().prompt().text(), "s");
    }
}
