//! A short list to choose from, by letter or with the arrows.

use super::action::{Command, Effect};
use super::chosen::Chosen;
use super::mode::Mode;
use super::state::State;
use crate::export::Form;

/// The open list.
pub struct Menu {
    title: String,
    pub(super) entries: Chosen<Entry>,
    /// Where the keys were before, for leaving.
    pub(super) from: Mode,
}

/// One thing to choose.
#[derive(Clone, Debug)]
pub struct Entry {
    pub letter: char,
    pub words: String,
    pub pick: Pick,
}

/// What a choice leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Highlight the words at hand in the colour with this index.
    Highlight(usize),
    /// Give the highlight chosen in the list of notes another colour.
    Recolour(usize),
    /// Copy the words at hand in this form, or alone.
    Copy(Option<Form>),
}

impl Menu {
    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn entries(&self) -> &Chosen<Entry> {
        &self.entries
    }
}

impl State {
    /// The list to choose from, while one is open.
    pub fn menu(&self) -> Option<&Menu> {
        self.menu.as_ref()
    }

    /// Opens a list with `selected` as the choice that Enter takes.
    pub(super) fn open_menu(&mut self, title: &str, entries: Vec<Entry>, selected: usize) {
        let entries = Chosen::new(entries).at(selected);
        self.menu = Some(Menu { title: title.to_owned(), entries, from: self.mode });
        self.mode = Mode::Menu;
    }

    /// Whether `letter` chooses something in the open list.
    pub(super) fn menu_takes(&self, letter: char) -> bool {
        self.menu
            .as_ref()
            .is_some_and(|menu| menu.entries.rows().iter().any(|e| e.letter == letter))
    }

    /// Takes what has `letter`, or the place in the list that it is the number of.
    pub(super) fn pick_letter(&mut self, letter: char) -> Effect {
        let entries = self.menu.as_ref().map_or(&[][..], |menu| menu.entries.rows());
        let number = letter.to_digit(10).and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
        let named = entries.iter().find(|entry| entry.letter == letter);
        match named.or_else(|| entries.get(number?)).map(|entry| entry.pick) {
            Some(pick) => self.take_pick(pick),
            None => {
                self.tell(&format!("nothing here has the letter {letter}"));
                Effect::None
            }
        }
    }

    pub(super) fn steer_menu(&mut self, command: Command) -> Effect {
        let Some(menu) = &self.menu else { return Effect::None };
        match command {
            Command::SelectNext => self.step_menu(1),
            Command::SelectPrevious => self.step_menu(-1),
            Command::Accept => {
                if let Some(pick) = menu.entries.choice().map(|entry| entry.pick) {
                    return self.take_pick(pick);
                }
            }
            Command::Close => self.close_menu(),
            Command::Suspend => return Effect::Suspend,
            _ => {}
        }
        Effect::None
    }

    pub(super) fn step_menu(&mut self, n: isize) {
        let moved = self.menu.as_mut().is_none_or(|menu| menu.entries.step(n));
        self.tell_edge(moved, n);
    }

    /// Leaves the list; the keys mean again what they meant before.
    fn close_menu(&mut self) {
        if let Some(menu) = self.menu.take() {
            self.mode = menu.from;
        }
    }

    fn take_pick(&mut self, pick: Pick) -> Effect {
        self.close_menu();
        match pick {
            Pick::Highlight(colour) => self.highlight(colour),
            Pick::Recolour(colour) => self.recolour(colour),
            Pick::Copy(form) => self.copy_as(form),
        }
    }
}
