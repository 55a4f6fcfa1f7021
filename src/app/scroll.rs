//! Moving through the body: by rows, to a quote, to a topic, back and forward.

use super::area::Pane;
use super::body::Place;
use super::state::State;
use super::undo::Done;
use super::view::above;

/// Places kept to go back to.
const KEPT: usize = 200;

impl State {
    /// Moves the page `n` rows down; at the end, the byte being read goes on alone.
    pub(super) fn scroll_down(&mut self, n: usize) {
        let (top, last) = (self.view.top, self.last_top());
        let mut new = self.body.down(top, n);
        if above(last, new) {
            new = last;
        }
        let at = self.body.at(self.at);
        if above(top, new) {
            self.anchor = new;
            if above(at, new) {
                self.read_at(new);
            }
        } else {
            let next = self.body.down(at, n);
            self.read_at(next);
        }
        self.follow();
    }

    /// Moves the page `n` rows up; the byte being read goes to its top.
    pub(super) fn scroll_up(&mut self, n: usize) {
        let top = self.view.top;
        let at = self.body.at(self.at);
        let at = self.body.row_start(at);
        let height = self.page_height();
        let below = self.body.distance(top, at, height).unwrap_or(0);
        let new = self.body.up(top, n);
        self.anchor = new;
        let at = self.body.down(new, below.saturating_sub(n));
        self.read_at(at);
        self.follow();
    }

    pub(super) fn scroll_to_start(&mut self) {
        self.leave();
        self.anchor = self.body.settle(Place { above: usize::MAX, ..Place::default() });
        self.at = self.body.blocks().first().map_or(0, |block| block.span.start);
        self.follow();
    }

    pub(super) fn scroll_to_end(&mut self) {
        self.leave();
        self.anchor = self.last_top();
        let end = self.body.end();
        self.read_at(end);
        self.follow();
    }

    /// To so many per cent of the text's bytes.
    pub(super) fn scroll_to_percent(&mut self, percent: usize) {
        self.leave();
        let blocks = self.body.blocks();
        let start = blocks.first().map_or(0, |block| block.span.start);
        let end = blocks.last().map_or(start, |block| block.span.end);
        let place = self.body.at(start + (end - start) / 100 * percent.min(100));
        self.anchor = self.body.row_start(place);
        self.read_at(self.anchor);
        self.follow();
    }

    fn read_at(&mut self, place: Place) {
        self.at = self.body.row_start(place).byte;
    }

    /// Shows the heading of section `at` at the page's top.
    pub(super) fn show_topic(&mut self, at: usize) {
        let at = at.min(self.briefing.sections.len().saturating_sub(1));
        let block = self.section_block(at);
        let Some(start) = self.block(block).map(|block| block.span.start) else { return };
        self.anchor = self.body.settle(Place { block, byte: start, above: 0 });
        self.at = start;
        self.follow();
    }

    /// Selects quote `at` and shows it with what introduces it.
    pub(super) fn show_quote(&mut self, at: usize) {
        let Some(quote) = self.briefing.quotes.get(at) else { return };
        let (start, end) = (quote.span.start, quote.span.end);
        let mention = quote.speaker.as_ref().and_then(|speaker| speaker.span);
        let from = mention.filter(|span| span.start < start).map_or(start, |span| span.start);
        self.quote = Some(at);
        self.show(from, end);
        self.show(start, start);
        self.at = start;
    }

    /// Scrolls as little as possible so that the rows from `start` to `end` show, or
    /// the first of them when they do not fit. Far jumps leave a quarter page above.
    pub(super) fn show(&mut self, start: usize, end: usize) {
        let height = self.page_height();
        let first = self.body.at(start);
        let first = self.body.row_start(first);
        let last = self.body.at(end.max(start + 1) - 1);
        let last = self.body.row_start(last);
        let top = self.body.settle(self.anchor);
        let shows = |state: &mut State, place| {
            state.body.distance(top, place, height).is_some_and(|rows| rows < height)
        };
        if shows(self, first) && shows(self, last) {
            return;
        }
        let length = self.body.distance(first, last, height).unwrap_or(0);
        let lead = (height / 4).min(height.saturating_sub(length + 1));
        self.anchor = self.body.up(first, lead);
        let bottom = self.last_top();
        if above(bottom, self.anchor) {
            self.anchor = bottom;
        }
        self.at = first.byte;
    }

    pub(super) fn next_quote(&mut self, n: usize) {
        let Some(place) = self.quote.and_then(|quote| self.listed.place_of(quote)) else { return };
        // One that only comes next is not passed by.
        let n = if self.quote_shows() { n } else { n.saturating_sub(1) };
        let place = (place + n).min(self.listed.len().saturating_sub(1));
        if let Some(quote) = self.listed.get(place) {
            self.show_quote(quote);
        }
    }

    pub(super) fn previous_quote(&mut self, n: usize) {
        let Some(place) = self.quote.and_then(|quote| self.listed.place_of(quote)) else { return };
        if let Some(quote) = self.listed.get(place.saturating_sub(n)) {
            self.show_quote(quote);
        }
    }

    /// Whether the selected quote begins on the screen.
    fn quote_shows(&self) -> bool {
        let shown = self.lines_span();
        self.selected().is_some_and(|quote| shown.contains(quote.span.start))
    }

    /// Remembers this place before a jump.
    pub(super) fn leave(&mut self) {
        let here = (self.view.top, self.at);
        if self.behind.last() != Some(&here) {
            self.behind.push(here);
            self.done.push(Done::Jump(here));
        }
        if self.behind.len() > KEPT {
            self.behind.remove(0);
        }
        self.ahead.clear();
    }

    pub(super) fn go_back(&mut self) {
        let here = (self.view.top, self.at);
        // A place where the reader is already is no step back.
        let Some(place) = pop_other(&mut self.behind, here) else {
            return self.tell("nothing to go back to");
        };
        self.done.push(Done::Jump(here));
        self.ahead.push(here);
        self.return_to(place);
    }

    pub(super) fn go_forward(&mut self) {
        let here = (self.view.top, self.at);
        let Some(place) = pop_other(&mut self.ahead, here) else {
            return self.tell("nothing to go forward to");
        };
        self.done.push(Done::Jump(here));
        self.behind.push(here);
        self.return_to(place);
    }

    pub(super) fn return_to(&mut self, (top, at): (Place, usize)) {
        self.anchor = top;
        self.at = at;
        self.follow();
    }

    /// What a line up or down does in the pane with the focus.
    pub(super) fn move_down(&mut self, pane: Pane, n: usize) {
        match pane {
            Pane::Body => self.scroll_down(n),
            Pane::Topics => self.show_topic(self.topic() + n),
            Pane::Quotes => self.next_quote(n),
        }
    }

    pub(super) fn move_up(&mut self, pane: Pane, n: usize) {
        match pane {
            Pane::Body => self.scroll_up(n),
            Pane::Topics => self.show_topic(self.topic().saturating_sub(n)),
            Pane::Quotes => self.previous_quote(n),
        }
    }
}

/// The last of `places` that is not `here`, with those after it taken off.
fn pop_other(places: &mut Vec<(Place, usize)>, here: (Place, usize)) -> Option<(Place, usize)> {
    std::iter::from_fn(|| places.pop()).find(|place| *place != here)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Action, Command, Extent, fixture, update};
    use super::*;

    #[test]
    fn a_place_where_the_reader_is_is_no_step_back() {
        let text: String = (0..9).map(|n| format!("# Topic {n}\nX: “Words {n}.”\n\n")).collect();
        let mut state = State::new(Arc::new(fixture::briefing(&text)), Extent::Whole, 80, 12);
        let mut after = |commands: &[Command]| {
            for &command in commands {
                update(&mut state, Action::Do(command));
            }
            (state.topic(), state.message().unwrap_or_default().to_owned())
        };
        let to_where_it_is = [Command::OpenJump, Command::Accept];
        after(&to_where_it_is);
        assert_eq!(after(&[Command::Back]), (0, "nothing to go back to".to_owned()));
        after(&[Command::OpenJump, Command::SelectNext, Command::Accept]);
        after(&to_where_it_is);
        assert_eq!(after(&[Command::Back]), (0, String::new()));
        assert_eq!(after(&[Command::Forward]), (1, String::new()));
    }
}
