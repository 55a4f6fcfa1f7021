//! What outlives the run: the place, marks under letters, and where the reader jumped from.

use super::action::Effect;
use super::body::Place;
use super::state::State;
use super::undo::Done;
use crate::archive::{Mark, Placed, Record, View};

/// What a letter typed next is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    Set,
    GoTo,
}

/// How many of the places jumped from are kept.
const JUMPS: usize = 30;

/// Whether a document opens where it was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reopen {
    WhereLeft,
    AtStart,
}

impl State {
    /// Takes up what was kept about this document, whose places are looked up.
    pub fn take_up(&mut self, record: Record, reopen: Reopen) {
        let view = record.view.clone().filter(|_| reopen == Reopen::WhereLeft);
        if let Some(view) = view {
            let jumps = view.jumps.iter().filter_map(|jump| Some(jump.found.span()?.start));
            self.behind = jumps.map(|byte| (self.row_at(byte), byte)).collect();
            let byte = view.place.byte();
            if byte > self.at {
                self.anchor = self.row_at(byte);
                self.at = self.anchor.byte;
                self.follow();
            }
            self.filter_as(&view.filters);
            self.take_sizes(&view.panes);
        }
        let marked = std::mem::take(&mut self.record.marks);
        let highlighted = std::mem::take(&mut self.record.highlights);
        self.record = record;
        self.record.highlights.extend(highlighted);
        // Marks set while the rest of the document was still being read.
        for mark in marked {
            self.record.marks.retain(|old| old.letter != mark.letter);
            self.record.marks.push(mark);
        }
        let n = self.record.n_lost();
        if n > 0 {
            let lost = if n == 1 { "one note or mark" } else { &format!("{n} notes or marks") };
            let way = self.keyed("{open-notes} lists all");
            self.tell(&format!("the words of {lost} are no longer in the text: {way}"));
        }
        self.settle();
    }

    /// What is to be kept, with `at_ms` as the time of what is new in it.
    pub fn kept(&mut self, at_ms: i64) -> Record {
        for mark in self.record.marks.iter_mut().filter(|mark| mark.at_ms == 0) {
            mark.at_ms = at_ms;
        }
        let text = &self.briefing.text;
        let oldest = self.behind.len().saturating_sub(JUMPS);
        let jumps = self.behind.iter().skip(oldest);
        let view = View {
            at_ms,
            place: Placed::point(text, self.view.top.byte),
            filters: self.filter.written(&self.briefing),
            panes: self.kept_sizes(),
            jumps: jumps.map(|(top, _)| Placed::point(text, top.byte)).collect(),
        };
        Record { view: Some(view), ..self.record.clone() }
    }

    /// The first row of the block at `byte` when it begins there, else the row of it.
    fn row_at(&mut self, byte: usize) -> Place {
        let end = self.briefing.text.len();
        let place = self.body.at(byte.min(end));
        self.body.row_start(place)
    }

    /// What the next letter is for.
    pub(super) fn await_letter(&mut self, letter: Letter) {
        self.letter = Some(letter);
    }

    /// Does what a letter was awaited for; anything but a letter calls it off.
    pub(super) fn take_letter(&mut self, typed: Option<char>) -> Effect {
        self.message = None;
        match (self.letter.take(), typed) {
            (Some(Letter::Set), Some(letter @ 'a'..='z')) => return self.set_mark(letter),
            (Some(Letter::GoTo), Some(letter @ 'a'..='z')) => self.go_to_mark(letter),
            (Some(Letter::GoTo), Some('\'' | '`')) => self.swap_back(),
            (Some(_), Some(_)) => self.tell("marks are letters from a to z"),
            _ => {}
        }
        Effect::None
    }

    fn set_mark(&mut self, letter: char) -> Effect {
        let place = Placed::point(&self.briefing.text, self.at);
        // The loop knows what time it is; see `kept`.
        let mark = Mark { letter, at_ms: 0, place: Some(place) };
        self.done.push(Done::Mark(letter, self.opt_mark(letter).cloned()));
        self.put_mark(mark);
        self.tell(&format!("{} {letter} comes back here", self.keyed("marked: {go-to-mark}")));
        Effect::Keep
    }

    pub(super) fn opt_mark(&self, letter: char) -> Option<&Mark> {
        self.record.marks.iter().find(|mark| mark.letter == letter)
    }

    pub(super) fn put_mark(&mut self, mark: Mark) {
        self.record.marks.retain(|old| old.letter != mark.letter);
        self.record.marks.push(mark);
    }

    fn go_to_mark(&mut self, letter: char) {
        let mark = self.opt_mark(letter);
        let Some(place) = mark.and_then(|mark| mark.place.as_ref()) else {
            let key = self.keyed("{set-mark}");
            return self.tell(&format!("no mark {letter}: {key} {letter} sets one"));
        };
        let Some(span) = place.found.span() else {
            return self.tell(&format!("the words at mark {letter} are gone from the text"));
        };
        self.leave();
        self.show_byte(span.start);
    }

    /// To where the reader was before the last jump; once more, and back.
    fn swap_back(&mut self) {
        if self.behind.is_empty() {
            return self.tell("nothing to go back to");
        }
        let here = (self.view.top, self.at);
        if let Some(place) = self.behind.pop() {
            self.behind.push(here);
            self.return_to(place);
        }
    }

    /// Shows the row of `byte` and reads there.
    pub(super) fn show_byte(&mut self, byte: usize) {
        let row = self.row_at(byte);
        self.show(row.byte, row.byte + 1);
        self.at = row.byte;
        self.follow();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fixture::strike;
    use super::super::{Action, Extent, fixture, update};
    use super::*;
    use crate::archive::Identity;

    fn state(text: &str) -> State {
        State::new(Arc::new(fixture::briefing(text)), Extent::Whole, 100, 12)
    }

    fn notation() -> String {
        (0..60).map(|n| format!("# Topic {n}\nX: “Words number {n} of many.”\n\n")).collect()
    }

    #[test]
    fn a_mark_is_set_and_found_again() {
        let mut state = state(&notation());
        strike(&mut state, "]]]]");
        assert_eq!(strike(&mut state, "ma"), Effect::Keep);
        strike(&mut state, "G");
        assert_ne!(state.topic(), 4);
        strike(&mut state, "'a");
        assert_eq!(state.topic(), 4);
        strike(&mut state, "''");
        assert_ne!(state.topic(), 4);
        strike(&mut state, "''");
        assert_eq!(state.topic(), 4);
    }

    #[test]
    fn what_is_no_mark_says_so() {
        let mut state = state(&notation());
        strike(&mut state, "'b");
        assert_eq!(state.message(), Some("no mark b: m b sets one"));
        strike(&mut state, "m3");
        assert_eq!(state.message(), Some("marks are letters from a to z"));
        strike(&mut state, "m");
        update(&mut state, Action::Letter(None));
        strike(&mut state, "]");
        assert_eq!((state.topic(), state.message()), (1, None));
    }

    #[test]
    fn a_document_opens_where_it_was_left() {
        let mut left = state(&notation());
        strike(&mut left, "]]]]]]ma]]");
        let record = left.kept(7);
        assert!(record.marks.iter().all(|mark| mark.at_ms == 7));
        let mut again = state(&notation());
        again.take_up(record.clone(), Reopen::WhereLeft);
        assert_eq!((again.view.top, again.topic()), (left.view.top, left.topic()));
        strike(&mut again, "'a");
        assert_eq!(again.topic(), 6);
        let mut fresh = state(&notation());
        fresh.take_up(record, Reopen::AtStart);
        assert_eq!(fresh.topic(), 0);
    }

    #[test]
    fn an_edited_document_opens_at_the_same_words() {
        let mut left = state(&notation());
        strike(&mut left, "]]]]]]]]");
        let mut record = left.kept(7);
        let edited = notation().replace("number 2 of", "number two and a half of");
        let mut again = state(&edited);
        record.settle(&again.briefing.text);
        record.document = Identity::default();
        again.take_up(record, Reopen::WhereLeft);
        assert_eq!(again.topic(), left.topic());
    }
}
