//! What may follow a key that is not all, shown once the reader hesitates.

use super::kept::Letter;
use super::keys::Key;
use super::notes::Item;
use super::state::State;

/// What may be typed next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The keys typed so far, or what the next one is for.
    pub title: String,
    pub rows: Vec<Choice>,
}

/// One key, or the rest of a sequence, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub keys: String,
    pub words: String,
}

impl Choice {
    fn new(keys: impl Into<String>, words: impl Into<String>) -> Choice {
        Choice { keys: keys.into(), words: words.into() }
    }
}

impl State {
    /// What may be typed next, while the reader hesitates in a sequence.
    pub fn choices(&self) -> Option<Choices> {
        if !self.hesitates {
            return None;
        }
        match self.letter {
            Some(letter) => Some(self.letters(letter)),
            None => self.bindings.opt_choices(self.mode),
        }
    }

    /// Whether a key is begun whose next is still to come and whose choices are not
    /// shown, so that a pause means something.
    pub fn awaits_key(&self) -> bool {
        (self.letter.is_some() || self.bindings.is_open()) && !self.hesitates
    }

    /// Whether the last key changed nothing but what the next one means.
    pub fn is_waiting(&self) -> bool {
        self.awaits_key() && self.message.is_none()
    }

    /// Whether a key that only begins something leaves the screen as it is.
    pub fn is_still(&self) -> bool {
        !self.awaits_key() && !self.hesitates && self.message.is_none() && self.count.is_none()
    }

    fn letters(&self, letter: Letter) -> Choices {
        let mut set: Vec<char> = ('a'..='z').filter(|c| self.is_marked(*c)).collect();
        set.sort_unstable();
        let marked = set.into_iter().map(|c| Choice::new(c, self.marked_words(c)));
        let (title, last) = match letter {
            Letter::Set => ("mark this place", Choice::new("a … z", "a name for it")),
            Letter::GoTo => ("go to the mark", Choice::new("'", "back to where you were")),
        };
        let rows = marked.chain([last]).collect();
        Choices { title: title.to_owned(), rows }
    }

    fn is_marked(&self, letter: char) -> bool {
        self.opt_mark(letter).is_some_and(|mark| mark.place.is_some())
    }

    fn marked_words(&self, letter: char) -> String {
        let placed = self.placed(&Item::Mark(letter));
        placed.map_or(String::new(), |placed| placed.anchor.words.trim_end().to_owned())
    }
}

impl super::bindings::Bindings {
    /// What may follow the pending keys, from the key table.
    fn opt_choices(&self, mode: super::Mode) -> Option<Choices> {
        let begun = self.begun(mode);
        let typed = self.typed();
        let printed = |keys: &[crate::config::Key]| {
            keys.iter().map(|&key| Key::from(key).to_string()).collect::<Vec<_>>().join(" ")
        };
        let row = |binding: &super::bindings::Begun| Choice {
            keys: printed(&binding.rest),
            words: binding.words.to_owned(),
        };
        let rows: Vec<Choice> = begun.iter().map(row).collect();
        (!rows.is_empty()).then(|| Choices { title: printed(typed), rows })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Action, Extent, action_for, fixture, update, vocabulary};
    use super::*;
    use crate::config;

    /// The choices after `keys`: `title: key words · key words`.
    #[track_caller]
    fn check(settings: &str, keys: &str, expected: &str) {
        let notation = "# One\nX: “A.”\n\n# Two\nX: “B.”\n";
        let briefing = Arc::new(fixture::briefing(notation));
        let mut state = State::new(briefing, Extent::Whole, 100, 30);
        state.set_up(&config::read("", settings, &vocabulary()).0);
        for key in keys.split(' ') {
            let action = match key {
                "PAUSE" => Some(Action::Pause),
                key => action_for(config::Key::opt_parse(key).unwrap().into(), &state),
            };
            action.map(|action| update(&mut state, action));
        }
        let shown = state.choices().map_or(String::new(), |choices| {
            let row = |choice: &Choice| format!("{} {}", choice.keys, choice.words);
            let rows = choices.rows.iter().map(row).collect::<Vec<_>>().join(" · ");
            format!("{}: {rows}", choices.title)
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_may_follow_is_shown_after_a_pause() {
        let g = "g: g to the start · / search in all open documents · t next document; 3gt goes \
                 to the third · T previous document · c close this document";
        check("", "g", "");
        check("", "g PAUSE", g);
        check("", "g PAUSE esc", "");
        check("", "g PAUSE g", "");
        check(
            "preset = \"emacs\"",
            "alt-g PAUSE",
            "Alt-g: s search in all open documents · i jump to a topic",
        );
        check("[keys]\n\"z a b\" = \"quit\"", "z PAUSE a", "");
        check("[keys]\n\"z a b\" = \"quit\"", "z a PAUSE", "z a: b quit");
    }

    #[test]
    fn letters_are_told_with_the_marks_there_are() {
        check("", "m", "");
        check("", "m PAUSE", "mark this place: a … z a name for it");
        check("", "' PAUSE", "go to the mark: ' back to where you were");
        check("", "] m b ' PAUSE", "go to the mark: b Two X: “B.” · ' back to where you were");
        check("", "m PAUSE a", "");
        check("", "m PAUSE esc", "");
    }
}
