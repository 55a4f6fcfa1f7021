//! Taking back the last filter, mark, highlight, note or jump.

use super::action::Effect;
use super::body::Place;
use super::filter::Filter;
use super::state::State;
use crate::archive::{Content, Mark};

/// What was done, with what it takes to have it as before.
pub(super) enum Done {
    /// The filters before.
    Filter(Filter),
    /// The letter, and the mark it stood for before.
    Mark(char, Option<Mark>),
    /// A highlight's id and what it held; `None` when it was not there.
    Highlight(String, Option<Content>),
    /// The place before, as in the history of jumps.
    Jump((Place, usize)),
}

/// The last things done, no more than can be taken back.
#[derive(Default)]
pub(super) struct Past(Vec<Done>);

/// How many steps can be taken back.
const KEPT: usize = 200;

impl Past {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn push(&mut self, done: Done) {
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        self.0.push(done);
    }

    /// Forgets what no longer means the same in another text: people and topics may
    /// have other numbers there.
    pub(super) fn forget_places(&mut self) {
        self.0.retain(|done| matches!(done, Done::Mark(..) | Done::Highlight(..)));
    }
}

impl State {
    /// Takes back the last thing done and says what it was.
    pub(super) fn undo(&mut self) -> Effect {
        let Some(done) = self.done.0.pop() else {
            self.tell("nothing to undo");
            return Effect::None;
        };
        match done {
            Done::Filter(before) => {
                self.filter = before;
                self.list_again();
                self.tell("undone: the filter");
                Effect::None
            }
            Done::Jump(place) => {
                if self.behind.last() == Some(&place) {
                    self.behind.pop();
                }
                self.return_to(place);
                self.tell("undone: the jump");
                Effect::None
            }
            Done::Mark(letter, before) => self.undo_mark(letter, before),
            Done::Highlight(id, before) => self.undo_highlight(&id, before),
        }
    }

    fn undo_mark(&mut self, letter: char, before: Option<Mark>) -> Effect {
        let mark = before.unwrap_or(Mark { letter, at_ms: 0, place: None });
        // Without a time of its own it gets the present one when it is kept.
        self.put_mark(Mark { at_ms: 0, ..mark });
        self.refresh_notes();
        self.tell(&format!("undone: mark {letter}"));
        Effect::Keep
    }

    fn undo_highlight(&mut self, id: &str, before: Option<Content>) -> Effect {
        let back = before.is_some();
        let now = self.swap_content(id, before);
        self.refresh_notes();
        self.tell(match (back, now.is_some()) {
            (true, false) => "undone: the note is back",
            (true, true) => "undone: the highlight is as it was",
            _ => "undone: the highlight is off",
        });
        Effect::Keep
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Extent, Key, action_for, fixture, update};
    use super::*;

    fn state() -> State {
        let notation: String =
            (0..40).map(|n| format!("# Topic {n}\nX{n}: “Words number {n}.”\n\n")).collect();
        State::new(Arc::new(fixture::briefing(&notation)), Extent::Whole, 100, 14)
    }

    /// What is told after `keys`, and the topic, the quotes listed and the marks set.
    #[track_caller]
    fn check(keys: &str, expected: (&str, usize, usize, usize)) {
        let mut state = state();
        for c in keys.chars() {
            let action = action_for(Key::Char(c), &state);
            action.map(|action| update(&mut state, action));
        }
        let marks = state.record.marks.iter().filter(|mark| mark.place.is_some()).count();
        let told = state.message().unwrap_or_default().to_owned();
        assert_eq!((told.as_str(), state.topic(), state.quote_place().1, marks), expected);
    }

    #[test]
    fn the_last_thing_is_taken_back() {
        check("u", ("nothing to undo", 0, 40, 0));
        check("S", ("1 of 40 quotes: X0", 0, 1, 0));
        check("Su", ("undone: the filter", 0, 40, 0));
        check("Gu", ("undone: the jump", 0, 40, 0));
        check("mau", ("undone: mark a", 0, 40, 0));
        check("ma]]mauGu", ("undone: the jump", 2, 40, 1));
        check("ma]]mau'a", ("", 0, 40, 1));
        check("Guu", ("nothing to undo", 0, 40, 0));
        check("SGuu", ("undone: the filter", 0, 40, 0));
    }
}
